"""From a study to the view of its page: what the page says it counts and compares."""

import pandas as pd

from mobility.foundation.occupations import Occupations
from mobility.reading.ads import read_ads
from mobility.saving.study import read_study, write_study
from mobility.walk.studies import study_links, study_texts
from mobility.walk.study_page import study_view

VERSION = "SSYK 2012"
TITLES = pd.DataFrame(
    {"title": ["Kock", "Servitör", "Snickare"], "level": 4},
    index=pd.Index(["5120", "5131", "7111"], name="occupation"),
)
OCCUPATIONS = Occupations(TITLES, VERSION)


def spoken(study):
    view = study_view(study)
    return view.counted, view.compared


def test_a_study_of_a_table_of_links_counts_occupation_names_and_compares_skills(tmp_path):
    rows = [
        ("5120", "a", "kniv"), ("5120", "a", "meny"), ("5131", "b", "meny"), ("5131", "b", "vin"),
        ("7111", "c", "såg"), ("7111", "c", "kniv"),
    ]  # fmt: skip
    links = pd.DataFrame(rows, columns=["occupation", "occupation_name", "skill"])
    study = study_links(links, OCCUPATIONS)
    assert spoken(study) == ("occupations", "skills")
    assert spoken(read_study(write_study(study, tmp_path / "study"))) == ("occupations", "skills")


def test_a_study_of_whole_texts_counts_ads_and_compares_words(tmp_path):
    lines = [
        f"{k},{code},{text}"
        for code, text in (("5120", "kniv meny kök"), ("5131", "meny vin kök"), ("7111", "såg trä"))
        for k in (f"{code}a", f"{code}b")
    ]
    file = tmp_path / "ads.csv"
    file.write_text("\n".join(["ad,occupation,text", *lines]), "utf-8")
    columns = {name: name for name in ("ad", "occupation", "text")}
    ads = read_ads(file, columns=columns, occupation_version=VERSION)
    study = study_texts(ads, OCCUPATIONS, min_ads=1)
    assert spoken(study) == ("ads", "words")
    assert spoken(read_study(write_study(study, tmp_path / "study"))) == ("ads", "words")
