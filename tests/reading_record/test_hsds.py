"""A directory of services is read as a draft: nothing made up, nothing lost, nobody named."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collab_graph.reading.draft import write_draft
from collab_graph.reading.hsds import read_hsds
from collab_graph.reading.workbook import read_workbook
from collab_graph.saving.hsds import write_hsds
from mobility.foundation.errors import FileProblemError, InputError
from tests.collab_saving.hsds_rules import broken_rules

COUNSELLING = {
    "id": "0a3c1d1e-0000-4000-8000-000000000001",
    "name": "Town counselling",
    "alternate_name": "Counselling",
    "status": "active",
    "description": "Talks for adults with low mood.",
    "email": "info@town.example",
    "assured_date": "2026-03-01",
    "minimum_age": 16,
    "maximum_age": 64,
    "wait_time": "30 days",
    "eligibility_description": "Anyone who lives in the town and is on sick leave",
    "application_process": "Ask your doctor for a letter",
    "phones": [{"id": "p1", "number": "+44 1234 234567", "type": "voice"}],
    "contacts": [{"id": "c1", "name": "Anna Påhittsson", "email": "anna@town.example"}],
    "service_areas": [{"id": "a1", "name": "Town"}, {"id": "a2", "name": "Village"}],
    "schedules": [{"id": "s1", "freq": "WEEKLY", "byday": "TU", "opens_at": "10:00"}],
    "capacities": [
        {"id": "k1", "available": 5, "maximum": 20, "updated": "2026-03-01T00:00:00Z",
         "unit": {"id": "u1", "name": "Persons"}}
    ],
    "attributes": [
        {"id": "t1", "link_type": "service_type",
         "taxonomy_term": {"id": "x1", "code": "talk", "name": "Talking therapy",
                           "description": "Talking therapy"}},
        {"id": "t2", "link_type": "service_eligibility", "value": "yes",
         "taxonomy_term": {"id": "x2", "name": "On sick leave", "description": "On sick leave"}},
    ],
    "organization": {
        "id": "0a3c1d1e-0000-4000-8000-0000000000aa",
        "name": "Town council", "description": "The council", "tax_status": "exempt",
        "parent_organization_id": "0a3c1d1e-0000-4000-8000-0000000000ff",
    },
}  # fmt: skip


def read(tmp_path, content, name="directory.json"):
    path = tmp_path / name
    path.write_text(json.dumps(content), "utf-8")
    return read_hsds(path)


def test_a_service_is_an_intervention_with_a_draft_mandate(tmp_path):
    draft = read(tmp_path, COUNSELLING)
    (mandate,) = draft.tables["mandates"].to_dict("records")
    assert mandate["actor"] == "town_council"
    assert mandate["needs"] == "talk"
    assert mandate["places"] == "town; village"
    assert mandate["age"] == "16–64"
    assert mandate["wait_days"] == "30"
    assert (mandate["capacity"], mandate["occupied"]) == ("20", "15")  # 20 at most, 5 free.
    assert (mandate["role"], mandate["status"]) == ("deliver", "draft")
    assert mandate["note"] == "On sick leave: yes. Ask your doctor for a letter."
    (intervention,) = draft.tables["interventions"].to_dict("records")
    assert intervention["name"] == "Town counselling"
    assert intervention["mandate"] == mandate["mandate"]
    assert intervention["target_group"].startswith("Anyone who lives")


def test_what_the_standard_cannot_say_is_unknown_and_never_made_up(tmp_path):
    bare = {"id": "s", "name": "Help", "status": "active", "organization_id": "o"}
    organization = {"id": "o", "name": "Helpers", "description": "x", "services": [bare]}
    (mandate,) = read(tmp_path, organization).tables["mandates"].to_dict("records")
    unknown = [name for name, cell in mandate.items() if cell == "?"]
    assert unknown == ["needs", "strength", "force", "places", "source"]
    filled = {name for name, cell in mandate.items() if cell not in ("", "?")}
    assert filled == {"mandate", "actor", "role", "status"}


def test_nobody_is_named_and_what_was_dropped_is_counted(tmp_path):
    draft = read(tmp_path, COUNSELLING)
    everything = " ".join(
        [*(t.to_csv() for t in draft.tables.values()), draft.left.to_csv(), draft.dropped.to_csv()]
    )
    for private in ("Anna", "@", "234567"):
        assert private not in everything
    dropped = {(r.table, r.column): r.cells for r in draft.dropped.itertuples()}
    assert dropped == {
        ("contacts", "email"): 1, ("contacts", "name"): 1, ("phones", "number"): 1,
        ("phones", "type"): 1, ("services", "email"): 1,
    }  # fmt: skip


def test_a_text_that_names_a_person_is_dropped_where_it_stands(tmp_path):
    named = {**COUNSELLING, "description": "Ask for Anna Påhittsson", "alert": "ring 08-123 45 67"}
    draft = read(tmp_path, named)
    assert draft.tables["interventions"]["note"].tolist() == [""]
    dropped = {(r.table, r.column): r.cells for r in draft.dropped.itertuples()}
    assert dropped["services", "description"] == 1
    assert dropped["services", "alert"] == 1


def test_what_has_no_place_is_kept_with_its_row_and_column(tmp_path):
    left = read(tmp_path, COUNSELLING).left
    found = {(r.table, r.row, r.column): r.value for r in left.itertuples()}
    assert found["services", 1, "alternate_name"] == "Counselling"
    assert found["organizations", 1, "tax_status"] == "exempt"
    assert found["organizations", 1, "parent_organization_id"].endswith("ff")
    assert found["schedules", 1, "byday"] == "TU"


def test_a_service_that_is_not_active_gets_no_mandate(tmp_path):
    draft = read(tmp_path, {**COUNSELLING, "status": "defunct"})
    assert len(draft.tables["interventions"]) == 1
    assert draft.tables["mandates"].empty
    assert "not active: no mandate is drafted" in draft.left["why"].tolist()


def test_every_fault_of_a_row_is_kept_and_the_others_are_read(tmp_path):
    services = [
        {"id": "1", "name": "Good", "status": "active"},
        {"id": "2", "status": "active"},
        {"id": "3", "name": "Odd age", "status": "active", "minimum_age": 70, "maximum_age": 18},
        {"id": "4", "name": "Odd day", "status": "active", "assured_date": "last spring"},
    ]
    content = {"id": "o", "name": "Helpers", "description": "x", "services": services}
    draft = read(tmp_path, content)
    assert draft.tables["interventions"]["name"].tolist() == ["Good", "Odd age", "Odd day"]
    faults = {(r.row, r.column): (r.value, r.why) for r in draft.left.itertuples()}
    assert faults[2, "name"] == ("", "missing: the service cannot be placed")
    assert faults[3, "minimum_age"][0] == "70"
    assert faults[3, "maximum_age"][0] == "18"
    assert faults[4, "assured_date"][0] == "last spring"
    assert draft.tables["mandates"]["age"].tolist() == ["", "?", ""]


def test_an_organization_named_in_many_services_is_one_actor(tmp_path):
    again = {**COUNSELLING, "id": "other", "name": "Another"}
    draft = read(tmp_path, {"contents": [COUNSELLING, again]})
    assert draft.tables["actors"]["actor"].tolist() == ["town_council"]
    assert len(draft.tables["mandates"]) == 2
    assert len(draft.tables["places"]) == 2


def test_two_services_of_one_id_that_disagree_are_not_mixed(tmp_path):
    draft = read(tmp_path, [COUNSELLING, {**COUNSELLING, "name": "Something else"}])
    assert draft.tables["interventions"]["name"].tolist() == ["Town counselling"]
    why = draft.left.set_index("value")["why"]
    assert why["Something else"] == "its id stands already on another service"


def test_a_data_package_in_csv_is_read_with_the_rows_of_its_files(tmp_path):
    (tmp_path / "organizations.csv").write_text(
        "id,name,description,parent_organization_id\n1,County,c,\n2,Clinic,d,1\n", "utf-8"
    )
    (tmp_path / "services.csv").write_text(
        "id,organization_id,name,status,assured_date,fees_description\n"
        "9,2,Rehab,active,2026-01-05,50 kr\n8,7,Lost,active,,\n",
        "utf-8",
    )
    (tmp_path / "service_areas.csv").write_text("id,service_id,name\n5,9,Norrsjö\n", "utf-8")
    (tmp_path / "phones.csv").write_text("id,service_id,number\n6,9,0701234567\n", "utf-8")
    draft = read_hsds(tmp_path)
    assert draft.tables["actors"]["parent"].tolist() == ["", "county"]
    assert draft.tables["mandates"]["places"].tolist() == ["norrsjö"]
    left = {(r.table, r.row, r.column): r.why for r in draft.left.itertuples()}
    assert ("services", 3, "organization_id") in left
    assert ("services", 2, "fees_description") in left
    assert draft.dropped["cells"].tolist() == [1]
    about = draft.tables["about"]
    assert about.loc[about["key"] == "reference_date", "value"].tolist() == ["2026-01-05"]


def test_the_draft_is_a_workbook_whose_check_asks_for_what_is_open(tmp_path):
    draft = read(tmp_path, COUNSELLING)
    path = write_draft(draft, tmp_path / "utkast.xlsx")
    with pytest.raises(InputError) as refusal:
        read_workbook(path)
    asked = {(p.row, p.column) for p in refusal.value.problems}
    assert asked == {(2, "styrka"), (2, "tvång"), (2, "grund")}
    assert draft.open_cells()["mandates"].tolist() == [1, 1, 1]


def test_answers_make_the_draft_a_record_that_says_whose_they_are(tmp_path):
    record = read(tmp_path, COUNSELLING).answered(
        strength="support", force="may", source="practice"
    )
    assert record.tables["mandates"]["strength"].tolist() == ["support"]
    assert str(record.reference_date) == "2026-03-01"
    assert "Draft.answered(strength='support'" in str(record.recipe)


def test_the_same_file_gives_the_same_draft(tmp_path):
    one, other = read(tmp_path, COUNSELLING), read(tmp_path, COUNSELLING)
    assert all(one.tables[name].equals(other.tables[name]) for name in one.tables)
    assert one.left.equals(other.left)


@pytest.mark.parametrize("content", [{"a": 1}, [], [1, "x"], {"contents": []}, 3, None])
def test_json_that_is_no_directory_is_refused(tmp_path, content):
    with pytest.raises(InputError, match="no organization and no service"):
        read(tmp_path, content)


def test_a_file_that_is_no_json_is_refused(tmp_path):
    path = tmp_path / "x.json"
    path.write_text("{", "utf-8")
    with pytest.raises(FileProblemError, match="no JSON"):
        read_hsds(path)


@pytest.mark.parametrize("odd", [None, 3, [], {}, [3], [[1]], {"a": {"b": [1]}}, "x", True])
@pytest.mark.parametrize("field", ["service_areas", "name", "organization", "attributes", "id"])
def test_a_field_of_an_odd_kind_is_never_a_trace(tmp_path, field, odd):
    content = {**COUNSELLING, field: odd}
    assert read(tmp_path, content).recipe.steps


NESTED = {
    **COUNSELLING,
    "program": {"id": "g1", "name": "Mental health", "description": "d"},
    "languages": [{"id": "l1", "name": "Urdu", "code": "ur"}],
    "funding": [{"id": "f1", "source": "Town council"}],
    "cost_options": [{"id": "f2", "amount": 35, "currency": "gbp"}],
    "required_documents": [{"id": "d1", "document": "A card"}],
    "metadata": [{"id": "m1", "last_action_type": "update", "updated_by": "Anna Påhittsson"}],
    "additional_urls": [{"id": "w1", "label": "Site", "url": "https://town.example"}],
    "service_at_locations": [
        {
            "id": "at1",
            "location": {
                "id": "loc1", "location_type": "physical", "name": "Town hall",
                "addresses": [
                    {"id": "ad1", "attention": "A. Persona", "address_1": "1 Main Street",
                     "city": "Town", "country": "SE", "address_type": "physical"}
                ],
                "accessibility": [{"id": "ac1", "description": "A ramp"}],
                "phones": [{"id": "p2", "number": "08-123 45 67"}],
            },
        }
    ],
}  # fmt: skip


def test_every_kind_of_object_is_placed_kept_or_dropped(tmp_path):
    draft = read(tmp_path, NESTED)
    left = {(r.table, r.column) for r in draft.left.itertuples()}
    assert left >= {
        ("programs", "name"), ("languages", "code"), ("cost_options", "amount"),
        ("required_documents", "document"), ("urls", "url"), ("locations", "name"),
        ("addresses", "city"), ("accessibility", "description"), ("metadata", "last_action_type"),
    }  # fmt: skip
    dropped = {(r.table, r.column) for r in draft.dropped.itertuples()}
    assert dropped >= {("addresses", "attention"), ("metadata", "updated_by"), ("phones", "number")}
    assert draft.tables["mandates"]["financier"].tolist() == ["Town council"]


def test_a_directory_with_every_kind_of_object_comes_back_as_it_was_read(tmp_path):
    """The objects of the standard's own full example of a service, in and out and in again."""
    draft = read(tmp_path, NESTED)
    answers = {"strength": "support", "force": "may", "source": "practice"}
    record = draft.answered(**answers, reference_date="2026-03-01")
    page = write_hsds(record, tmp_path / "again.json").files[0]
    content = json.loads(page.read_text("utf-8"))["contents"]
    assert [fault for one in content for fault in broken_rules("organization", one)] == []
    again = read_hsds(page)
    for sheet in ("actors", "needs", "places", "interventions"):
        assert again.tables[sheet].equals(draft.tables[sheet]), sheet
    kept = ["mandate", "actor", "needs", "places", "financier", "capacity", "occupied", "wait_days"]
    assert again.tables["mandates"][kept].equals(draft.tables["mandates"][kept])


def texts_in(thing):
    """Every text and number of nested content, but for identifiers."""
    if isinstance(thing, dict):
        return [t for k, v in thing.items() if not k.endswith("id") for t in texts_in(v)]
    if isinstance(thing, list):
        return [text for part in thing for text in texts_in(part)]
    return [str(thing)]


def test_no_text_of_the_file_is_in_no_table_at_all(tmp_path):
    draft = read(tmp_path, NESTED)
    cells = [str(c) for t in draft.tables.values() for c in t.to_numpy().ravel()]
    found = "\n".join([*cells, *draft.left["value"]])
    gone = [text for text in texts_in(NESTED) if text not in found]
    # What is dropped, and what is said in another form: 16–64, 30 days, 5 of 20 free, who and when.
    said = {"16", "64", "30 days", "5", "active", "Persons", "2026-03-01T00:00:00Z",
            "service_type", "service_eligibility", "yes", "On sick leave"}  # fmt: skip
    dropped = {"info@town.example", "anna@town.example", "+44 1234 234567", "voice",
               "08-123 45 67", "Anna Påhittsson", "A. Persona"}  # fmt: skip
    assert set(gone) <= said | dropped


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 200) | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "name", "status", "services", "attributes", "taxonomy_term",
                             "service_areas", "schedules", "valid_from", "minimum_age", "unit",
                             "maximum_age", "organization", "parent_organization_id", "maximum",
                             "capacities", "available", "label", "link_type"]), inner, max_size=5,
        )
    ),
    max_leaves=20,
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(JSON, max_size=4))
def test_any_services_make_a_draft_without_a_trace(tmp_path_factory, services):
    content = {"id": "o", "name": "Helpers", "description": "x", "services": services}
    draft = read(tmp_path_factory.mktemp("any"), content)
    assert draft.tables["actors"]["actor"].tolist()[:1] == ["helpers"]
    known = set(draft.tables["needs"]["need"]) | {"?"}
    for cell in draft.tables["mandates"]["needs"]:
        assert set(cell.split("; ")) <= known
