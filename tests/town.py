"""A made-up town's occupations for the tests of pages: small, complete, with hostile titles."""

import pandas as pd

from mobility.foundation.network import Network
from mobility.foundation.recipe import Recipe, Step
from mobility.showing.network_view import NetworkView

SCRIPT = "</script><script>alert(1)</script>"
FORMULA = '=HYPERLINK("http://example.invalid","x")'

OCCUPATIONS = pd.DataFrame(
    [
        ("5120", "Kockar och kallskänkor", 1, 7813, 5581),
        ("5131", "Hovmästare och servitörer", 1, 3000, 2000),
        ("9412", "Restaurang- och köksbiträden", 1, 9213, 6581),
        ("5321", "Undersköterskor, hemtjänst", 2, 11382, 8130),
        ("5330", "Vårdbiträden", 2, 4000, 3000),
        ("2221", "Grundutbildade sjuksköterskor", 2, 38074, 27196),
        ("7111", "Träarbetare, snickare", 3, 2500, 1800),
        ("7115", SCRIPT, 3, 12, 9),
        ("7116", FORMULA, 3, 30, 20),
        ("0110", "Officerare", 0, None, None),
    ],
    columns=["occupation", "title", "community", "vacancies", "ads"],
).set_index("occupation")

NAMES = {
    1: "matlagning · hygien",
    2: "omvårdnad · dokumentation",
    3: f"sågning · {SCRIPT}",
    0: None,
}

EDGES = pd.DataFrame(
    [
        ("5120", "5131", 0.5),
        ("5120", "9412", 0.8),
        ("5131", "9412", 0.4),
        ("5321", "5330", 0.9),
        ("5321", "2221", 0.6),
        ("2221", "5330", 0.3),
        ("7111", "7115", 0.7),
        ("7111", "7116", 0.2),
        ("9412", "5330", 0.1),
    ],
    columns=["source", "target", "weight"],
)

NEIGHBOURS = pd.DataFrame(
    [
        ("5120", "9412", 0.8, ("hygien", "matlagning")),
        ("5120", "5131", 0.5, ("hygien",)),
        ("5321", "5330", 0.9, ("omvårdnad", "<img src=x onerror=alert(2)>")),
    ],
    columns=["occupation", "neighbour", "weight", "shared"],
)

SKILLS = pd.DataFrame(
    [
        ("5120", "matlagning", 0.9),
        ("5120", "hygien", 0.625),
        ("5321", "omvårdnad", 0.75),
    ],
    columns=["occupation", "skill", "share"],
)


def town() -> Network:
    """Ten occupations in three groups, one of them related to nothing."""
    nodes = OCCUPATIONS.assign(community_name=OCCUPATIONS["community"].map(NAMES))
    recipe = Recipe().then(Step.of("read_links", {"file": f"{SCRIPT}.csv"}, {"links": 12345}))
    return Network.from_edges(
        EDGES, nodes=nodes, measure="cosine", version="SSYK 2012", recipe=recipe
    )


def broad() -> Network:
    """The same town on the broadest level."""
    nodes = pd.DataFrame(
        {
            "title": ["Militärer", "Högskoleyrken", "Service", "Byggnad", "Kortare utbildning"],
            "community": [0, 1, 1, 2, 2],
            "community_name": [None, "omvårdnad", "omvårdnad", "hygien", "hygien"],
            "vacancies": [None, 38074, 26195, 2542, 9213],
            "ads": [None, 27196, 18711, 1829, 6581],
        },
        index=pd.Index(["0", "2", "5", "7", "9"], name="occupation"),
    )
    edges = pd.DataFrame({"source": ["5", "2"], "target": ["9", "5"], "weight": [0.4, 0.2]})
    return Network.from_edges(edges, nodes=nodes, measure="cosine", version="SSYK 2012")


def town_view(**changed: object) -> NetworkView:
    """The town as the page shows it, at two levels."""
    given: dict[str, object] = {
        "levels": {1: broad()},
        "neighbours": NEIGHBOURS,
        "skills": SKILLS,
        "source": "en påhittad stad",
        "synthetic": True,
    }
    return NetworkView.of(town(), **{**given, **changed})  # type: ignore[arg-type]
