"""words: the fixed words of a record — roles, strengths, kinds, keys — in Swedish and English."""

from collab_graph.record.faults import Language
from collab_graph.record.names import Names

SWEDISH: dict[str, tuple[str, ...]] = {
    "assess": ("bedöma", "bedömer"),
    "decide": ("besluta", "beslutar"),
    "deliver": ("utföra", "utför", "ge", "ger"),
    "coordinate": ("samordna", "samordnar"),
    "pay": ("betala", "betalar", "finansiera"),
    "inform": ("informera", "informerar"),
    "lead": ("huvudansvar",),
    "shared": ("delat ansvar", "delat"),
    "support": ("stöd", "stödjande"),
    "must": ("ska", "skall"),
    "may": ("kan", "får"),
    "project": ("projekt",),
    "law": ("lag",),
    "agreement": ("överenskommelse", "avtal"),
    "practice": ("praxis",),
    "draft": ("utkast",),
    "confirmed": ("bekräftad", "bekräftat"),
    "disputed": ("omtvistad", "omtvistat"),
    "party": ("part",),
    "association": ("samordningsförbund", "förbund"),
    "provider": ("utförare", "leverantör"),
    "employer": ("arbetsgivare",),
    "civil society": ("civilsamhälle", "civilsamhället"),
    "unit": ("enhet",),
    "values": ("värden",),
    "number": ("tal",),
    "job": ("jobb", "arbete"),
    "health": ("hälsa",),
    "both": ("båda",),
    "referral": ("remiss",),
    "co-location": ("samlokalisering",),
    "joint team": ("gemensamt team",),
    "shared funding": ("gemensam finansiering",),
    "meeting": ("möte",),
    "value": ("värde",),
    "place": ("plats",),
    "period": ("tid", "period"),
    "exclusion": ("undantag",),
    "strength": ("styrka",),
    "force": ("tvång",),
    "spanner": ("gränsgångare",),
    "yes": ("ja",),
    "no": ("nej",),
}
"""The Swedish word of every allowed value; the first is written, all are read."""

ABOUT_KEYS: dict[str, str] = {
    "title": "titel",
    "reference_date": "referensdatum",
    "template_version": "mallversion",
    "synthetic": "påhittat",
}
"""Keys of the sheet about: in code, and in a Swedish workbook."""

SELF = ("self", "egen ansökan")
REFERRAL = ("referral from", "remiss från")
"""How a way in is written, in English and Swedish."""


def in_language(word: str, language: Language) -> str:
    """Return a fixed word as it is written in a workbook.

    Examples
    --------
    >>> in_language("must", "sv"), in_language("must", "en")
    ('ska', 'must')
    """
    return SWEDISH[word][0] if language == "sv" and word in SWEDISH else word


def allowed_names(words: tuple[str, ...]) -> Names:
    """Return the names that a cell with fixed words may hold, in both languages."""
    pairs = tuple((text, word) for word in words for text in SWEDISH.get(word, ()))
    return Names(
        "one of " + ", ".join(repr(word) for word in words),
        "något av " + ", ".join(repr(in_language(word, "sv")) for word in words),
        words,
        pairs,
        swedish=tuple((word, in_language(word, "sv")) for word in words),
    )
