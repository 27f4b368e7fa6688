"""walk: from lines of JSON to networks and the page."""

import tempfile
from pathlib import Path
from typing import ClassVar

import mobility
from mobility.datasets.generate import write_synthetic_ads
from mobility.datasets.shipped import demo_occupations, demo_skills


class Walk:
    """Read, prepare, find, count, relate, lay out and write."""

    peers: ClassVar = {}

    def setup(self, size: str) -> None:
        """Write the synthetic ads."""
        ads = 300 if size == "small" else 3000
        self.folder = tempfile.TemporaryDirectory()
        self.file = write_synthetic_ads(Path(self.folder.name) / "ads.jsonl", ads)
        self.what = f"{ads} ads, page included"

    def teardown(self) -> None:
        """Remove what was written."""
        self.folder.cleanup()

    def time_ours(self) -> Path:
        """One call a step, as the command line does."""
        ads = mobility.read_ads(self.file)
        skills = mobility.prepare_skills(demo_skills(), ads=ads)
        study = mobility.study_ads(ads, skills, demo_occupations(), synthetic=True)
        return mobility.write_study_page(study, Path(self.folder.name) / "network.html")
