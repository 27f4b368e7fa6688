"""Who does what for whom, where and on which mandate — and where nobody is responsible."""

from collab_graph.covering.ask import ask, who_for
from collab_graph.covering.changes import Change, changed
from collab_graph.covering.contested import contested
from collab_graph.covering.difference import Difference, difference
from collab_graph.covering.differing import differing
from collab_graph.covering.entry_routes import entry_routes
from collab_graph.covering.explaining import disjoint_parts, readable_cover
from collab_graph.covering.last_resort import last_resort
from collab_graph.covering.levels import level_of
from collab_graph.covering.near_coordinators import near_coordinators
from collab_graph.covering.near_misses import near_misses
from collab_graph.covering.overload import overload
from collab_graph.covering.repairs import Repairs, repairs
from collab_graph.covering.repairs_front import RepairFront, repair_alternatives, repair_front
from collab_graph.covering.repairs_spanner import repaired
from collab_graph.covering.time_axis import time_axis
from collab_graph.covering.time_gaps import time_gaps
from collab_graph.covering.too_small import SmallGroups, too_small_groups
from collab_graph.covering.traps import dead_ends, traps
from collab_graph.covering.uncoordinated import uncoordinated
from collab_graph.covering.what_if import what_if
from collab_graph.covering.zones import GreyZones, grey_zones
from collab_graph.reading.annotate import annotate
from collab_graph.reading.draft import Draft, write_draft
from collab_graph.reading.edits import read_edits
from collab_graph.reading.folder import read_folder, write_folder
from collab_graph.reading.hsds import read_hsds
from collab_graph.reading.hxl import read_hxl
from collab_graph.reading.template import write_template, write_workbook_record
from collab_graph.reading.workbook import read_workbook
from collab_graph.record.edited import edited
from collab_graph.record.edits import Edit
from collab_graph.record.record import Record
from collab_graph.saving.cells import Exported
from collab_graph.saving.hsds import write_hsds
from collab_graph.saving.hxl import write_hxl
from collab_graph.walk import MapReport, ZonesReport, map_report, zones_report

__all__ = [
    "Change",
    "Difference",
    "Draft",
    "Edit",
    "Exported",
    "GreyZones",
    "MapReport",
    "Record",
    "RepairFront",
    "Repairs",
    "SmallGroups",
    "ZonesReport",
    "annotate",
    "ask",
    "changed",
    "contested",
    "dead_ends",
    "difference",
    "differing",
    "disjoint_parts",
    "edited",
    "entry_routes",
    "grey_zones",
    "last_resort",
    "level_of",
    "map_report",
    "near_coordinators",
    "near_misses",
    "overload",
    "read_edits",
    "read_folder",
    "read_hsds",
    "read_hxl",
    "read_workbook",
    "readable_cover",
    "repair_alternatives",
    "repair_front",
    "repaired",
    "repairs",
    "time_axis",
    "time_gaps",
    "too_small_groups",
    "traps",
    "uncoordinated",
    "what_if",
    "who_for",
    "write_draft",
    "write_folder",
    "write_hsds",
    "write_hxl",
    "write_template",
    "write_workbook_record",
    "zones_report",
]
