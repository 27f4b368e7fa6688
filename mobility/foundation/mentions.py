"""mentions: the table that says which skill stands where in which ad."""

from mobility.foundation.tables import Column

STANCES = ("requested", "merit", "offered", "negated", "mentioned")
SOURCES = ("exact", "similar", "structured")
NOT_ASKED_FOR = ("offered", "negated")
"""What the employer gives, and what is expressly not needed, are no demands on the applicant."""
UNRELATED_ADS = 3
"""In how many ads of one employer, no two with the same occupation and headline, a sentence stands
that is boilerplate."""

MENTION_COLUMNS = (
    Column("ad"),
    Column("skill"),
    Column("start", "whole number", filled=False, at_least=0),
    Column("end", "whole number", filled=False, at_least=0),
    Column("stance", allowed=STANCES),
    Column("source", allowed=SOURCES),
)
"""One row per hit. ``start`` and ``end`` count characters of the ad's text as it was read (end not
included) and are blank for structured mentions, which come from the ad's own fields."""
