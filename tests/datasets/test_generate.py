"""What the synthetic ads promise."""

import gzip
import json
import re
from collections import Counter
from itertools import islice
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mobility.datasets.generate import planted_skills, synthetic_ads, write_synthetic_ads
from mobility.datasets.shipped import demo_municipalities, demo_occupations, demo_skills
from mobility.foundation.errors import FileProblemError, InputError
from mobility.reading.ads import read_ads


def only(concept):
    """The concept itself, whether it stands in a one-element list or not."""
    if isinstance(concept, list):
        assert len(concept) <= 1
        return concept[0] if concept else None
    return concept


def code(ad: dict) -> str | None:
    group = only(ad["occupation_group"])
    return group["legacy_ams_taxonomy_id"] if group else None


def text(ad: dict) -> str:
    return ad["description"]["text"] or ""


def test_the_same_seed_gives_the_same_bytes(tmp_path):
    first = write_synthetic_ads(tmp_path / "a.jsonl.gz", 200).read_bytes()
    assert write_synthetic_ads(tmp_path / "b.jsonl.gz", 200).read_bytes() == first


def test_another_seed_gives_other_bytes(tmp_path):
    first = write_synthetic_ads(tmp_path / "a.jsonl", 200).read_bytes()
    other = write_synthetic_ads(tmp_path / "b.jsonl", 200, random_state=1).read_bytes()
    assert first != other


def test_a_packed_file_holds_what_the_plain_one_holds(tmp_path):
    plain = write_synthetic_ads(tmp_path / "a.jsonl", 50).read_bytes()
    packed = write_synthetic_ads(tmp_path / "a.jsonl.gz", 50).read_bytes()
    assert gzip.decompress(packed) == plain
    assert [json.loads(line) for line in plain.splitlines()] == list(synthetic_ads(50))


@given(n=st.integers(0, 60), more=st.integers(0, 60), seed=st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_fewer_ads_are_the_first_of_more(n, more, seed):
    few = list(synthetic_ads(n, random_state=seed))
    assert few == list(islice(synthetic_ads(n + more, random_state=seed), n))
    assert len(few) == n


def test_a_number_below_nought_is_refused_at_once():
    with pytest.raises(InputError, match="'-1' is not a whole number of at least 0"):
        synthetic_ads(-1)


@pytest.mark.parametrize("name", ["ads.zip", "ads.jsonl.zst"])
def test_a_packing_that_is_not_written_is_refused(tmp_path, name):
    with pytest.raises(FileProblemError, match=r"'\.jsonl' or '\.jsonl\.gz'"):
        write_synthetic_ads(tmp_path / name, 1)
    assert list(tmp_path.iterdir()) == []


def test_three_thousand_ads_take_less_than_three_seconds():
    start = process_time()
    assert sum(1 for _ in synthetic_ads()) == 3000
    assert process_time() - start < 3


def test_every_ad_is_named_synthetic_by_its_id_and_source(ads):
    assert [ad["id"] for ad in ads] == [f"synthetic-{i:06d}" for i in range(1, 3001)]
    assert {ad["source_type"] for ad in ads} == {"SYNTHETIC"}


def test_at_least_sixty_unit_groups_occur_and_every_code_has_its_parents(ads):
    codes = {code(ad) for ad in ads} - {None}
    assert len(codes) >= 60
    known = demo_occupations().table
    for one in codes:
        assert {one, one[:3], one[:2], one[:1]} <= set(known.index)
        assert known.at[one, "level"] == 4


def test_unit_groups_are_skewed_as_in_life(ads):
    counts = Counter(code(ad) for ad in ads if code(ad))
    # weights fall as rank ** -0.6, so the first of 98 weighs 98 ** .6 = 15.7 times the last
    ranked = [n for _, n in counts.most_common()]
    assert ranked[0] > 10 * ranked[-1]
    assert sum(ranked[:10]) > 0.27 * sum(ranked)


def test_at_least_five_hundred_skill_names_stand_in_the_texts(ads):
    everything = "\n".join(text(ad) for ad in ads).casefold()
    skills = demo_skills()
    names = skills.skills.loc[skills.skills["kind"] != "trait", "label"]
    assert sum(name.casefold() in everything for name in names) >= 500


def test_about_four_ads_in_five_are_swedish(ads):
    filled = [text(ad) for ad in ads if text(ad)]
    english = sum(bool(re.search(r"\b(the|with|your?)\b", one)) for one in filled)
    swedish = sum(bool(re.search(r"\b(och|som|vi|du|på)\b", one, re.I)) for one in filled)
    assert english + swedish >= len(filled)
    assert 0.15 <= english / len(filled) <= 0.27


def test_about_one_text_in_eight_is_a_copy(ads):
    filled = [text(ad) for ad in ads if text(ad)]
    copies = len(filled) - len(set(filled))
    assert 0.09 <= copies / len(filled) <= 0.19


def test_there_are_all_four_kinds_of_copies(ads):
    kinds = Counter()
    first = {}
    for ad in ads:
        if not text(ad):
            continue
        place = ad["workplace_address"]["municipality_code"]
        before = first.setdefault(text(ad), (ad["headline"], place, ad["publication_date"]))
        same_headline = before[0] == ad["headline"]
        kinds[same_headline, before[1] == place, before[2] == ad["publication_date"]] += 1
    assert kinds[True, True, False] >= 50  # posted again later
    assert kinds[True, False, False] + kinds[True, False, True] >= 50  # elsewhere
    assert sum(n for (headline, _, _), n in kinds.items() if not headline) >= 20  # retitled


def test_a_headline_that_is_posted_in_several_places_names_none_of_them(ads):
    places = {}
    for ad in ads:
        if text(ad):
            named = ad["workplace_address"]["municipality"]
            places.setdefault((text(ad), ad["headline"]), set()).add(named)
    for (_, headline), names in places.items():
        if len(names - {None}) > 1:
            assert not any(headline.endswith(f" {name}") for name in names if name)


def test_a_few_ads_lack_text_unit_group_or_municipality(ads):
    assert 0.003 <= sum(not text(ad) for ad in ads) / 3000 <= 0.02
    assert 0.015 <= sum(code(ad) is None for ad in ads) / 3000 <= 0.06
    nowhere = sum(ad["workplace_address"]["municipality_code"] is None for ad in ads)
    assert 0.005 <= nowhere / 3000 <= 0.03


def test_some_ads_have_the_lists_of_enriched_archives(ads):
    listed = sum(isinstance(ad["occupation"], list) for ad in ads)
    assert 0.05 <= listed / 3000 <= 0.12


def test_the_number_of_a_title_is_never_a_unit_group(ads):
    numbers = {only(ad["occupation"])["legacy_ams_taxonomy_id"] for ad in ads}
    assert {len(number) for number in numbers} == {5}
    assert not numbers & set(demo_occupations().table.index)


def test_places_are_those_shipped_and_the_largest_leads(ads):
    found = Counter(ad["workplace_address"]["municipality"] for ad in ads)
    codes = {ad["workplace_address"]["municipality_code"] for ad in ads} - {None}
    assert codes <= set(demo_municipalities()["municipality"])
    assert len(codes) >= 15
    assert found.most_common(1)[0][0] == "Stockholm"


def test_dates_cover_at_least_two_years_and_deadlines_come_later(ads):
    years = Counter(ad["publication_date"][:4] for ad in ads)
    assert sum(n > 500 for n in years.values()) >= 2
    assert all(ad["publication_date"] < ad["application_deadline"] for ad in ads)


def test_scopes_openings_and_licences_are_as_jobtech_writes_them(ads):
    for ad in ads:
        scope = ad["scope_of_work"]
        assert 0 < scope["min"] <= scope["max"] <= 100
        assert ad["number_of_vacancies"] >= 1
        assert ad["driving_license_required"] == bool(ad["driving_license"])
    licences = Counter(one["label"] for ad in ads for one in ad["driving_license"] or [])
    assert set(licences) == {"B", "C", "CE", "D"}


def test_must_have_weighs_ten_and_nice_to_have_less(ads):
    must = [s for ad in ads for s in ad["must_have"]["skills"]]
    nice = [s for ad in ads for s in ad["nice_to_have"]["skills"]]
    assert {s["weight"] for s in must} == {10}
    assert {s["weight"] for s in nice} == {5}
    known = set(demo_skills().skills.index)
    assert {s["concept_id"] for s in must + nice} <= known


def test_nothing_looks_like_a_personal_number_a_phone_or_a_real_mailbox(ads):
    for ad in ads:
        record = json.dumps(ad, ensure_ascii=False)
        number = ad["employer"]["organization_number"]
        assert re.fullmatch(r"00[2-9]\d{7}", number)
        rest = record.replace(number, "").replace(ad["id"], "")
        assert not re.search(r"\b(?:19|20)?\d{6}[-+ ]?\d{4}\b", rest), ad["id"]
        assert not re.search(r"(?:\+46|\b0\d{1,3})[- ]?\d{2,3}[- ]?\d{2}", rest), ad["id"]
        assert all(m.endswith(".example") for m in re.findall(r"[\w.-]+@([\w.-]+\w)", record))
        assert "http" not in record


def test_employers_repeat_a_sentence_across_unrelated_ads(ads):
    about = Counter(text(ad).partition("\n\n")[0] for ad in ads if "Region Påhitt ans" in text(ad))
    assert about.most_common(1)[0][1] >= 20


def test_every_planted_skill_belongs_to_an_ad_with_a_text(ads, planted):
    with_text = {ad["id"] for ad in ads if text(ad)}
    assert set(planted["ad"]) <= with_text
    assert set(planted["skill"]) <= set(demo_skills().skills.index)
    assert set(planted["stance"]) == {"requested", "merit", "offered", "negated", "mentioned"}
    assert set(planted["how"]) == {"label", "synonym", "definite", "elliptic", "structured"}


def test_what_is_planted_by_its_label_stands_in_the_text(ads, planted):
    terms = demo_skills().terms
    names = terms[terms["origin"] != "synonym"].groupby("skill")["term"].agg(list).to_dict()
    english = terms.groupby("skill")["term"].agg(list).to_dict()
    texts = {ad["id"]: text(ad).casefold() for ad in ads}
    for row in planted[planted["how"] == "label"].itertuples():
        said = names[row.skill] + english[row.skill]
        assert any(term.casefold() in texts[row.ad] for term in said), (row.ad, row.skill)


def test_what_is_planted_as_structured_stands_in_the_fields(ads, planted):
    rows = planted[planted["how"] == "structured"]
    by_id = {ad["id"]: ad for ad in ads}
    field = {"requested": "must_have", "merit": "nice_to_have"}
    for row in rows.itertuples():
        asked = by_id[row.ad][field[row.stance]]
        held = {s["concept_id"] for s in asked["skills"] + asked["languages"]}
        assert row.skill in held


def test_the_answer_key_follows_the_seed():
    assert planted_skills(40).equals(planted_skills(40))
    assert not planted_skills(40).equals(planted_skills(40, random_state=1))


def test_the_reader_accounts_for_every_line(tmp_path, ads):
    read = read_ads(write_synthetic_ads(tmp_path / "ads.jsonl.gz"))
    assert len(read.table) + len(read.rejects) == 3000
    assert len(read.rejects) == sum(not text(ad) for ad in ads)
    assert read.occupation_version == "SSYK 2012"
    expected = {ad["id"]: code(ad) for ad in ads if text(ad) and code(ad)}
    held = read.table.dropna(subset="occupation").set_index("ad")["occupation"]
    assert held.to_dict() == expected


def test_the_reader_keeps_no_contact_data(tmp_path):
    read = read_ads(write_synthetic_ads(tmp_path / "ads.jsonl", 300))
    assert not read.table["text"].str.contains("@").any()
    assert "Exempelsson" not in read.table.to_csv()
