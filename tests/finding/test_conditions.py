import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility.finding.conditions import find_conditions
from mobility.foundation.ads import Ads
from mobility.foundation.conditions import CONDITIONS


def said(text: str, **fields: object) -> dict[str, str]:
    table = pd.DataFrame({"ad": ["1"], "text": [text]} | {k: [v] for k, v in fields.items()})
    found = find_conditions(Ads.from_table(table))
    return dict(zip(found["condition"], found["stance"], strict=True))


@pytest.mark.parametrize(
    ("text", "condition", "stance"),
    [
        ("Tunga lyft förekommer.", "no_heavy_lifting", "against"),
        ("Det krävs inga tunga lyft.", "no_heavy_lifting", "for"),
        ("Tunga lyft förekommer inte.", "no_heavy_lifting", "for"),
        ("Du slipper tunga lyft.", "no_heavy_lifting", "for"),
        ("Arbetet är fysiskt krävande.", "no_heavy_lifting", "against"),
        ("The job involves heavy lifting.", "no_heavy_lifting", "against"),
        ("No heavy lifting.", "no_heavy_lifting", "for"),
        ("Ingen nattjänst.", "no_night_work", "for"),
        ("Arbete kväll och natt ingår.", "no_night_work", "against"),
        ("Night shifts are part of the work.", "no_night_work", "against"),
        ("Arbetstiden är kontorstid.", "no_night_work", "for"),
        ("Arbetstiden är dagtid och natt.", "no_night_work", "against"),
        ("Vi jobbar treskift.", "no_shifts", "against"),
        ("Produktionen går i 3-skift.", "no_shifts", "against"),
        ("Du arbetar varannan helg.", "no_weekends", "against"),
        ("Lediga helger!", "no_weekends", "for"),
        ("Arbetstiden är måndag–fredag.", "no_weekends", "for"),
        ("B-körkort krävs.", "no_driving", "against"),
        ("Körkort krävs inte.", "no_driving", "for"),
        ("You need a driving licence.", "no_driving", "against"),
        ("Tjänsten är på deltid.", "part_time", "for"),
        ("Omfattning: 50 %.", "part_time", "for"),
        ("Du är stresstålig.", "no_high_pace", "against"),
        ("Arbetet är stillasittande.", "sitting", "for"),
    ],
)
def test_a_phrase_speaks_against_a_need_or_for_it(text, condition, stance) -> None:
    assert said(text)[condition] == stance


@pytest.mark.parametrize(
    "text",
    [
        "Körkort är meriterande.",
        "Vi svarar på frågor under kontorstid.",
        "Trevlig helg!",
        "Du skiftar mellan uppgifter.",
        "Du har 100 % fokus och 20 % rabatt.",
        "Du undervisar i fysik.",
        "Tungmetaller mäts.",
    ],
)
def test_what_is_not_about_the_work_says_nothing(text) -> None:
    assert said(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Arbetet innebär hantering av kemikalier.",
        "Du hanterar dagligen lösningsmedel och färger.",
        "Du kommer i kontakt med starka rengöringsmedel.",
        "I arbetet utsätts du för damm.",
        "Buller, damm och värme förekommer.",
        "Arbetsmiljön är dammig och bullrig.",
        "Arbetet sker i miljö med mjöldamm.",
        "Svetsrök förekommer i lokalen.",
        "Som frisör klipper du och färgar hår.",
        "Frans- och brynfärgning ingår.",
        "Vi kräver utbildning i härdplaster.",
        "Du lägger epoxigolv.",
        "Du måste tåla starka dofter.",
        "You will be exposed to dust and fumes.",
        "Working with cleaning products is part of the job.",
        "Du står inte bara i kassan utan även hantering av kemikalier ingår.",
    ],
)
def test_substances_that_the_work_has_speak_against_no_irritants(text) -> None:
    assert said(text)["no_irritants"] == "against"


@pytest.mark.parametrize(
    "text",
    [
        "Du kan inte vara djurallergiker, eftersom jag har hund.",
        "Du har ingen allergi mot pälsdjur.",
        "Ej pälsallergiker, katt finns i hemmet.",
        "Pollenallergi kan vara ett hinder.",
        "Du bör inte vara känslig för starka dofter.",
        "Du är inte rädd för damm.",
        "You cannot have any allergies.",
    ],
)
def test_who_must_not_mind_a_substance_meets_it_however_that_is_put(text) -> None:
    assert said(text)["no_irritants"] == "against"


@pytest.mark.parametrize(
    "text",
    [
        "Inga kemikalier används.",
        "I arbetet förekommer inga kemikalier.",
        "Vi städar utan kemikalier.",
        "Du arbetar inte med kemikalier.",
        "Du behöver inte hantera kemikalier.",
        "Hantering av lösningsmedel förekommer inte.",
        "Du utsätts inte för damm.",
        "Du slipper kontakt med lösningsmedel.",
        "Inga starka eller allergiframkallande ämnen.",
        "Vi erbjuder en dammfri miljö.",
        "Arbetsplatsen är parfymfri.",
        "You will not be exposed to dust.",
        "A fragrance-free workplace.",
    ],
)
def test_work_without_such_substances_speaks_for_no_irritants(text) -> None:
    assert said(text) == {"no_irritants": "for"}


@pytest.mark.parametrize(
    "text",
    [
        "Du har god kunskap om allergikost.",
        "Du hanterar allergener och specialkost.",
        "Vi säljer rengöringsmedel.",
        "Vi jobbar med försäljning av lösningsmedel.",
        "Du arbetar med kunder inom kemikalier.",
        "Du utvecklar system för kemikaliehantering.",
        "Utbildning inom kemi är meriterande, och personkemi avgör.",
        "Det finns inga krav på erfarenhet av kemikalier.",
        "Du ansvarar för astma- och allergimottagningen.",
        "Vi värdesätter alla oavsett hårfärg.",
        "Dammsugning vid behov.",
        "Dammen vid kraftverket byggs om.",
        "Rökfri arbetsplats.",
        "Du har inga problem att samarbeta med oss.",
        "You are working with LaTeX in a growing industry.",
    ],
)
def test_words_of_substances_that_the_work_does_not_have_say_nothing(text) -> None:
    assert said(text) == {}


def test_not_only_is_no_denial() -> None:
    assert said("Inte bara tunga lyft.") == {"no_heavy_lifting": "against"}


def test_the_fields_of_an_ad_speak_of_scope_and_driving() -> None:
    assert said("x", scope_min=50.0, scope_max=100.0) == {"part_time": "for"}
    assert said("x", scope_min=100.0) == {"part_time": "against"}
    assert said("x", driving_licence=("B",)) == {"no_driving": "against"}
    assert said("x", own_car=True) == {"no_driving": "against"}
    assert said("x", own_car=False, driving_licence=()) == {}


@given(st.text(max_size=200))
def test_every_phrase_stands_where_it_is_said_to(text) -> None:
    if not text.strip():
        return
    found = find_conditions(Ads.from_table(pd.DataFrame({"ad": ["1"], "text": [text]})))
    for row in found.itertuples():
        assert text[row.start : row.end] == row.phrase
        assert row.condition in CONDITIONS


@given(st.lists(st.sampled_from(["Tunga lyft.", "Natt.", "Ingen natt.", "Mat."]), max_size=4))
def test_phrases_of_a_longer_text_are_those_of_its_sentences(parts) -> None:
    text = "\n".join([*parts, "Slut."])
    table = pd.DataFrame({"ad": ["1"], "text": [text]})
    found = find_conditions(Ads.from_table(table))
    assert len(found) == sum(part != "Mat." for part in parts)
    for start, end, phrase in found[["start", "end", "phrase"]].itertuples(index=False):
        assert text[start:end] == phrase
