"""Who does what for whom, where and on which mandate — and where nobody is responsible."""

from collab_graph.covering.ask import ask, who_for
from collab_graph.covering.contested import contested
from collab_graph.covering.explaining import disjoint_parts, readable_cover
from collab_graph.covering.last_resort import last_resort
from collab_graph.covering.levels import level_of
from collab_graph.covering.overload import overload
from collab_graph.covering.uncoordinated import uncoordinated
from collab_graph.covering.zones import GreyZones, grey_zones
from collab_graph.reading.annotate import annotate
from collab_graph.reading.folder import read_folder, write_folder
from collab_graph.reading.template import write_template, write_workbook_record
from collab_graph.reading.workbook import read_workbook
from collab_graph.record.record import Record
from collab_graph.walk import ZonesReport, zones_report

__all__ = [
    "GreyZones",
    "Record",
    "ZonesReport",
    "annotate",
    "ask",
    "contested",
    "disjoint_parts",
    "grey_zones",
    "last_resort",
    "level_of",
    "overload",
    "read_folder",
    "read_workbook",
    "readable_cover",
    "uncoordinated",
    "who_for",
    "write_folder",
    "write_template",
    "write_workbook_record",
    "zones_report",
]
