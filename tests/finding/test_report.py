"""Reports of what was found."""

from mobility.finding.find import find_skills
from mobility.finding.report import found_skills, never_found
from mobility.finding.skills import prepare_skills
from tests.finding.lists import ads_of, vocabulary

SKILLS = prepare_skills(vocabulary("svetsning", "lödning", "fräsning"))
ADS = ads_of("Du kan svetsning. Du kan svetsning.", "Du kan lödning\noch svetsning.")
MENTIONS = find_skills(ADS, SKILLS)


def test_the_most_frequent_come_first_with_a_context_from_each_ad():
    table = found_skills(MENTIONS, SKILLS, ADS)
    # svetsning: two ads, three mentions; lödning: one and one.
    assert table[["label", "ads", "mentions"]].values.tolist() == [
        ["svetsning", 2, 3],
        ["lödning", 1, 1],
    ]
    assert table["contexts"][0] == (
        "Du kan «svetsning». Du kan svetsning.",
        "Du kan lödning och «svetsning».",
    )


def test_no_more_rows_and_contexts_than_asked_for():
    table = found_skills(MENTIONS, SKILLS, ADS, n=1, contexts=1)
    assert len(table) == 1
    assert len(table["contexts"][0]) == 1


def test_what_was_never_found_is_listed():
    assert never_found(MENTIONS, SKILLS)["skill"].tolist() == ["fräsning"]
