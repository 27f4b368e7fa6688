"""what_if: one edit of the demonstration, from the edit to zones, levels and marks in persons."""

from typing import ClassVar

from collab_graph.covering.difference import Difference
from collab_graph.covering.what_if import what_if
from collab_graph.datasets.shipped import demo_record
from collab_graph.record.edits import Edit

EDITS = {
    "small": Edit("mandates", "fk_sickness_benefit", "has_sgi", ""),
    "full": Edit("actors", "bridge_team", action="remove"),
}
"""One cell, at one need; an actor with three mandates, at three needs."""


class OneEdit:
    """What one edit of the demonstration opens and closes, for 40,000 made-up persons."""

    peers: ClassVar = {}

    def setup(self, size: str) -> None:
        self.record, self.edit = demo_record(), EDITS[size]
        found = self.time_ours()
        self.what = f"one edit of {len(self.record.tables['mandates'])} mandates: {found!r}"

    def time_ours(self) -> Difference:
        """Check the edited record, and compare."""
        return what_if(self.record, [self.edit])
