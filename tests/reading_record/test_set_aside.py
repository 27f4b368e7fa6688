"""Texts that name a person or a way to reach one are told from those that do not."""

import pytest

from collab_graph.reading.ids import Ids, slug
from collab_graph.reading.set_aside import Aside


@pytest.mark.parametrize(
    "text",
    ["ring 08-123 45 67", "+44 1234 234567", "070-123 45 67", "0701234567", "(0)8 123 45 67",
     "a.b@kommun.example", "fråga Anna Påhittsson", "19800101-1234", "555-123-4567",
     "(555) 123-4567"],
)  # fmt: skip
def test_a_text_that_reaches_somebody_is_dropped_and_counted(text):
    aside = Aside()
    assert aside.fit("services", "description", text) == ""
    aside.kept("services", 1, "alert", text, "no place")
    assert aside.left().empty
    assert aside.dropped()["cells"].tolist() == [1, 1]


@pytest.mark.parametrize(
    "text",
    ["3/4/2015", "01-04-2015", "10092008082", "1 000 000 kr",
     "30–64 år", "Maria Hälsocentral", "2003:1210", "SE21000", "0–20", "kl. 08.00-16.30"],
)  # fmt: skip
def test_other_texts_are_kept(text):
    aside = Aside()
    assert aside.fit("services", "description", text) == text
    aside.kept("services", 1, "alert", text, "no place")
    assert aside.left()["value"].tolist() == [text]
    assert aside.dropped().empty


def test_a_code_is_the_id_where_it_can_be_one():
    ids = Ids()
    assert ids.of("a", "Vård", code="care") == "care"
    assert ids.of("b", "Vård", code="0a3c1d1e-0000-4000-8000-000000000001") == "vård"
    assert ids.of("c", "Vård", code="a; b") == "vård_2"
    assert ids.of("d", "Vård", code="CARE") == "CARE_2"


def test_an_id_has_no_sign_that_parts_cells():
    assert slug("Råd; stöd, och? hjälp") == "råd_stöd_och_hjälp"
    assert len(slug("x" * 90)) == 40
