"""vis_network: the drawing library that the installed pyvis package carries, read when needed."""

import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from mobility.foundation.errors import MissingPackageError
from mobility.foundation.files import read_text

_WAY_OUT = "Install it with: pip install 'pyvis>=0.3.2'"
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


def vis_network_script() -> str:
    """Return the newest vis-network that pyvis carries, ready to stand in a page.

    Nothing in it reaches for a server: the reference to its source map is taken out. Its style
    sheet, 220 kB of icons for controls that the pages do not use, is left where it is.

    Raises
    ------
    MissingPackageError
        If pyvis, or vis-network inside it, is not on this machine.

    Examples
    --------
    >>> "vis-network" in vis_network_script()[:40]
    True
    """
    code = read_text(_newest(_bundled()))
    return _SOURCE_MAP.sub("", code).replace("\r\n", "\n").strip() + "\n"


def _bundled() -> list[Path]:
    """Return every vis-network script in pyvis, without importing pyvis (it takes a second)."""
    try:
        pyvis = distribution("pyvis")
    except PackageNotFoundError as error:
        raise MissingPackageError("pyvis", _WAY_OUT) from error
    folder = Path(str(pyvis.locate_file("pyvis/templates/lib")))
    return sorted(folder.glob("vis-*/vis-network.min.js"))


def _newest(scripts: list[Path]) -> Path:
    """Return the script in the folder with the highest version number."""
    if not scripts:
        raise MissingPackageError("vis-network inside pyvis", _WAY_OUT)
    return max(scripts, key=lambda path: [int(n) for n in re.findall(r"\d+", path.parent.name)])
