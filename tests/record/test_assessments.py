"""Axes that are assessments: what they assess, and a warning where they are compared with none."""

import pandas as pd
import pytest

from collab_graph.record.axes import Axis
from collab_graph.record.record import Record, example_tables


def warned(*names):
    """The axes that a record with assessments of these names warns of."""
    tables = example_tables()
    own = pd.DataFrame({"axis": names, "label_sv": names, "kind": "värden",
                        "assessor": ["AF", "FK"][: len(names)]})  # fmt: skip
    values = [(name, value, value) for name in names for value in ("hel", "ingen")]
    tables["axes"] = pd.concat([tables["axes"], own], ignore_index=True)
    tables["values"] = pd.DataFrame(values, columns=["axis", "value", "label_sv"])
    found = Record.from_tables(tables).warnings
    assert found[found["sheet"] == "axes"]["warning"].str.startswith("compared with no other").all()
    return found.loc[found["sheet"] == "axes", "value"].tolist()


@pytest.mark.parametrize(
    ("name", "assessor", "ability"),
    [
        ("work_ability@AF", "AF", "work_ability"),
        ("Arbetsförmåga@FK:sjukpenning", "FK", "arbetsförmåga"),
        ("arbetsförmåga_fk", "FK", "arbetsförmåga"),
        ("arbetsförmåga AF", "AF", "arbetsförmåga"),
        ("motivation", "AF", "motivation"),
        ("AF", "AF", "af"),
    ],
)
def test_an_ability_is_the_name_without_who_assesses_it(name, assessor, ability):
    assert Axis(name, "", assessor=assessor).ability == ability


def test_assessments_named_alike_are_compared_and_not_warned_of():
    assert warned("förmåga@AF", "förmåga@FK") == []
    assert warned("förmåga_af", "förmåga_fk") == []


def test_assessments_on_one_scale_with_different_names_are_warned_of():
    assert warned("förmåga hos af", "arbetsförmåga@FK") == ["förmåga hos af", "arbetsförmåga@FK"]


def test_a_single_assessment_is_not_warned_of():
    assert warned("förmåga@AF") == []
