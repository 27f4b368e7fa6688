"""quality: how right finding is on real text: stance, boilerplate, spans of skills, zones."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.meaning import Meant, corpus_encoder, with_corpus, with_sentence_model
from mobility.counting.occupation_skills import NOT_ASKED_FOR
from mobility.datasets.shipped import demo_occupations
from mobility.finding.boilerplate import UNRELATED_ADS
from mobility.finding.find import find_skills
from mobility.finding.normalize import normal_form
from mobility.finding.sentences import AdSentences
from mobility.finding.skills import prepare_skills
from mobility.finding.stance import AdStances
from mobility.foundation.ads import Ads
from mobility.foundation.files import read_bytes
from mobility.foundation.mentions import STANCES
from mobility.foundation.sentence_hash import sentence_hash
from mobility.foundation.skill_list import SkillList
from mobility.reading.ads import read_ads
from mobility.reading.occupations_in_ads import occupations_in_ads
from mobility.reading.skills import read_skills

LABELS = Path(__file__).resolve().parent / "labels" / "stance_sv.csv"
HALVES = ("dev", "held_out")
JUDGED = LABELS.parents[2] / "docs" / "precision_labels.csv"
DRAWS = 2000
SEED = 20261122
LONGEST_TERM = 6


@dataclass(frozen=True)
class Judged:
    """One thing judged: in which ad, what it is, what was said of it."""

    ad: str
    truth: str
    said: str


def scores(judged: Iterable[Judged], classes: Iterable[str]) -> pd.DataFrame:
    """Return precision, recall and F1 of each class, with 95 % intervals by drawing whole ads."""
    table = pd.DataFrame([vars(each) for each in judged])
    ads, place = np.unique(table["ad"], return_inverse=True)
    drawn = _draws(len(ads))
    rows = {}
    for name in classes:
        truth, said = table["truth"].eq(name), table["said"].eq(name)
        counts = np.stack(
            [np.bincount(place, some, len(ads)) for some in (truth & said, said, truth)]
        )
        rows[name] = {"sentences": int(truth.sum()), **_with_intervals(counts, drawn)}
    return pd.DataFrame(rows).T


def _draws(ads: int) -> np.ndarray:
    """Return how often each ad is in each of the draws, all of them once in the first."""
    rng = np.random.default_rng(SEED)
    return np.vstack([np.ones(ads), rng.multinomial(ads, np.full(ads, 1 / ads), DRAWS)])


def _with_intervals(counts: np.ndarray, drawn: np.ndarray) -> dict[str, float]:
    """Return the three figures of (right, said, true) counts per ad, with intervals."""
    right, said, true = counts @ drawn.T
    with np.errstate(invalid="ignore", divide="ignore"):
        figures = {
            "precision": right / said,
            "recall": right / true,
            "F1": 2 * right / (said + true),
        }
    told = {}
    for name, values in figures.items():
        told[name] = values[0]
        if np.isnan(values).all():
            told[f"{name} from"] = told[f"{name} to"] = np.nan
            continue
        told[f"{name} from"], told[f"{name} to"] = np.nanquantile(values[1:], [0.025, 0.975])
    return told


def labels(half: str) -> pd.DataFrame:
    """Return the labelled sentences of one half."""
    table = pd.read_csv(LABELS, dtype={"ad": "str"})
    return table[table["half"].eq(half)].reset_index(drop=True)


@cache
def swedish_ads(folder: str) -> Ads:
    """Return the ads the labels are of."""
    return read_ads(Path(folder) / "sv-platsbanken-710" / "ads.jsonl")


def judged_stances(folder: str, half: str) -> list[Judged]:
    """Return what the rules say of the labelled sentences; how to apply is only mentioned."""
    texts = swedish_ads(folder).table.set_index("ad")["text"]
    return [
        Judged(
            row.ad,
            row.stance,
            AdStances(AdSentences(texts[row.ad])).of_sentence(row.start).stance or "mentioned",
        )
        for row in labels(half).itertuples()
    ]


def stance(folder: str, half: str, *, only: str = "") -> pd.DataFrame:
    """Return the scores of each stance, and under "all" the share that is right.

    ``only`` "sure": without the sentences a careful reader could have labelled otherwise;
    "random": those that were not drawn for a word in them.
    """
    given = labels(half)
    wanted = {"": given["ad"].notna(), "sure": given["sure"].eq("yes"),
              "random": given["drawn"].eq("random")}[only]  # fmt: skip
    judged = [each for each, take in zip(judged_stances(folder, half), wanted, strict=True) if take]
    table = scores(judged, STANCES)
    right = [
        Judged(each.ad, "right", "right" if each.truth == each.said else "") for each in judged
    ]
    table.loc["all"] = scores(right, ["right"]).loc["right"]
    return table


def confusion(folder: str, half: str) -> pd.DataFrame:
    """Return how often each labelled stance (rows) was taken for each other (columns)."""
    judged = judged_stances(folder, half)
    names = pd.CategoricalDtype(list(STANCES))
    truth = pd.Series([each.truth for each in judged], dtype=names, name="label")
    said = pd.Series([each.said for each in judged], dtype=names, name="said")
    return pd.crosstab(truth, said, dropna=False)


def boilerplate(folder: str) -> pd.DataFrame:
    """Return what repetition alone finds of the labelled boilerplate of both halves.

    Of no use where an employer has fewer unrelated ads than it takes; the table says how many
    labelled sentences that leaves.
    """
    table = swedish_ads(folder).table
    seen: dict[tuple[str, int], set[tuple[str, str]]] = {}
    kinds: dict[str, set[tuple[str, str]]] = {}
    columns = ["employer", "occupation", "headline", "text"]
    for employer, occupation, headline, text in table[columns].fillna("").itertuples(index=False):
        if employer:
            kinds.setdefault(employer, set()).add((occupation, headline))
            for sentence in _sentences(text):
                seen.setdefault((employer, sentence), set()).add((occupation, headline))
    both = pd.concat([labels("dev"), labels("held_out")])
    of_ad = table.set_index("ad")
    rows = []
    for row in both.itertuples():
        employer, text = of_ad.at[row.ad, "employer"], of_ad.at[row.ad, "text"]
        known = isinstance(employer, str)
        cut = AdSentences(text)
        here = sentence_hash(text[slice(*cut.span(cut.number(row.start)))])
        rows.append(
            {
                "yes": row.boilerplate == "yes",
                "employer": known,
                "ads": len(kinds[employer]) if known else 0,
                "found in": len(seen.get((employer, here), ())) if known else 0,
            }
        )
    told = pd.DataFrame(rows)
    found = {}
    for least in (2, UNRELATED_ADS):
        of_these, said = told[told["ads"].ge(least)], told["found in"].ge(least)
        found[least] = {
            "labelled boilerplate": int(told["yes"].sum()),
            "its employer has that many": int(of_these["yes"].sum()),
            "found": int((said & told["yes"]).sum()),
            "said to be": int(said.sum()),
        }
    return pd.DataFrame(found).T.rename_axis("unrelated ads")


def _sentences(text: str) -> Iterator[int]:
    cut = AdSentences(text)
    for number in range(len(cut)):
        yield sentence_hash(text[slice(*cut.span(number))])


def swedish_mentions(folder: str) -> pd.DataFrame:
    """Return the mentions of JobTech's labels and of terms of 2025 in the Swedish ads."""
    ads = swedish_ads(folder)
    known = occupations_in_ads(ads, beside=demo_occupations())
    skills = prepare_skills(
        read_skills(Path(folder) / "jobtech-taxonomy" / "skills.csv"),
        read_skills(Path(folder) / "sv-ads-2025" / "skills.csv"),
        ads=ads,
        occupation_titles=known.table["title"],
    )
    return find_skills(ads, skills)


def hits_by_stance(folder: str) -> pd.DataFrame:
    """Return for each stance the hits in Swedish texts, and what two readers judged of 200.

    ``no longer counted``: outside what an ad says of the employer and the offer, where a hit of
    any stance would count if stances were not told.
    """
    hits = swedish_mentions(folder).dropna(subset=["start"])
    texts = swedish_ads(folder).table.set_index("ad")["text"]
    cut = {ad: AdSentences(texts[ad]) for ad in hits["ad"].unique()}
    topics = [
        cut[ad].at(int(start)).topic for ad, start in zip(hits["ad"], hits["start"], strict=True)
    ]
    left_out = hits["stance"].isin(NOT_ASKED_FOR) & (np.array(topics) != "other")
    judged = pd.read_csv(JUDGED, dtype={"ad": "str", "skill": "str"})
    judged = judged.assign(right=judged["right_1"] & judged["right_2"])
    of = judged.merge(hits, on=["ad", "start", "end", "skill"])
    return (
        pd.DataFrame(
            {
                "hits": hits["stance"].value_counts(),
                "no longer counted": hits.loc[left_out, "stance"].value_counts(),
                "judged": of["stance"].value_counts(),
                "both say right": of.groupby("stance")["right"].sum(),
            }
        )
        .reindex(STANCES)
        .fillna(0)
        .astype(int)
        .rename_axis("stance")
    )


@dataclass(frozen=True)
class Marked:
    """English ads with the spans of skills and of knowledge that annotators marked."""

    ads: Ads
    spans: pd.DataFrame


def marked(folder: str, part: str) -> Marked:
    """Return "train" or "dev" of SkillSpan, each posting one ad, tokens set with spaces between."""
    content = read_bytes(Path(folder) / "skillspan" / f"{part}.json.gz")
    texts: dict[str, str] = {}
    spans = []
    for line in content.decode("utf-8").splitlines():
        row = json.loads(line)
        ad = str(row["idx"])
        text = texts.get(ad, "")
        starts = []
        for token in row["tokens"]:
            starts.append(len(text))
            text += f"{token} "
        texts[ad] = text[:-1] + "\n"
        for kind in ("skill", "knowledge"):
            for first, last in _runs(row[f"tags_{kind}"]):
                spans.append((ad, kind, starts[first], starts[last] + len(row["tokens"][last])))
    table = pd.DataFrame({"ad": list(texts), "text": list(texts.values())})
    return Marked(
        Ads.from_table(table), pd.DataFrame(spans, columns=["ad", "kind", "start", "end"])
    )


def _runs(tags: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the first and last place of every run of tags."""
    first = None
    for place, tag in enumerate([*tags, "O"]):
        if first is not None and tag != "I":
            yield first, place - 1
            first = None
        if tag == "B":
            first = place


def esco(folder: str, ads: Ads) -> SkillList:
    """Return ESCO's English skills, prepared for some ads."""
    listed = read_skills(Path(folder) / "esco-v1.1.1" / "skills_en.csv.gz")
    return prepare_skills(listed, ads=ads)


def span_scores(gold: Marked, mentions: pd.DataFrame) -> pd.DataFrame:
    """Return precision, recall and F1 of spans, exact and overlapping, with intervals.

    ``exact``: the mention is a marked span. ``overlap``: it shares a character with one; a marked
    span is found where a mention does. Each skill or knowledge span counts once, a place that is
    named for two skills once.
    """
    found = mentions[["ad", "start", "end"]].dropna().drop_duplicates()
    ads = list(gold.ads.table["ad"])
    drawn = _draws(len(ads))
    place = {ad: i for i, ad in enumerate(ads)}
    counts = {name: np.zeros((4, len(ads))) for name in ("exact", "overlap")}
    by_ad = {ad: list(zip(t["start"], t["end"], strict=True)) for ad, t in found.groupby("ad")}
    marks = {
        ad: list({*zip(t["start"], t["end"], strict=True)}) for ad, t in gold.spans.groupby("ad")
    }
    for ad, i in place.items():
        here, true = by_ad.get(ad, []), marks.get(ad, [])
        same = len(set(here) & set(true))
        hit = sum(any(s < e2 and s2 < e for s2, e2 in true) for s, e in here)
        met = sum(any(s < e2 and s2 < e for s2, e2 in here) for s, e in true)
        counts["exact"][:, i] = same, len(here), same, len(true)
        counts["overlap"][:, i] = hit, len(here), met, len(true)
    rows = {}
    for name, (right, said, met, true) in counts.items():
        sums = [each @ drawn.T for each in (right, said, met, true)]
        precision, recall = sums[0] / sums[1], sums[2] / sums[3]
        figures = {
            "precision": precision,
            "recall": recall,
            "F1": 2 * precision * recall / (precision + recall),
        }
        rows[name] = {"mentions": int(said.sum()), "marked": int(true.sum())}
        for figure, values in figures.items():
            rows[name][figure] = values[0]
            low, high = np.nanquantile(values[1:], [0.025, 0.975])
            rows[name][f"{figure} from"], rows[name][f"{figure} to"] = low, high
    return pd.DataFrame(rows).T


def recall_by_kind(gold: Marked, mentions: pd.DataFrame) -> pd.DataFrame:
    """Return how many marked spans of each kind a mention is, or touches."""
    found = {ad: list(zip(t["start"], t["end"], strict=True))
             for ad, t in mentions.dropna(subset=["start"]).groupby("ad")}  # fmt: skip
    rows: dict[str, dict[str, int]] = {}
    for row in gold.spans.itertuples():
        here = found.get(row.ad, [])
        of_kind = rows.setdefault(row.kind, {"marked": 0, "exact": 0, "touched": 0})
        of_kind["marked"] += 1
        of_kind["exact"] += (row.start, row.end) in here
        of_kind["touched"] += any(s < row.end and row.start < e for s, e in here)
    return pd.DataFrame(rows).T


def ceiling(folder: str, gold: Marked) -> pd.DataFrame:
    """Return how many marked spans are a term of ESCO, or hold one: no dictionary finds more.

    Terms as ESCO writes them, of any length, without a rule on where they stand.
    """
    listed = read_skills(Path(folder) / "esco-v1.1.1" / "skills_en.csv.gz")
    terms = {normal_form(term) for term in listed.terms["term"]}
    texts = gold.ads.table.set_index("ad")["text"]
    rows: dict[str, dict[str, int]] = {}
    for row in gold.spans.itertuples():
        words = normal_form(texts[row.ad][row.start : row.end]).split()
        pieces = (
            " ".join(words[i:j])
            for i in range(len(words))
            for j in range(i + 1, min(len(words), i + LONGEST_TERM) + 1)
        )
        of_kind = rows.setdefault(row.kind, {"marked": 0, "is a term": 0, "holds a term": 0})
        of_kind["marked"] += 1
        of_kind["is a term"] += " ".join(words) in terms
        of_kind["holds a term"] += any(piece in terms for piece in pieces)
    return pd.DataFrame(rows).T


def by_meaning(
    folder: str, gold: Marked, mentions: pd.DataFrame, skills: SkillList
) -> Iterator[Meant]:
    """Yield what each encoder adds; SkillSpan's train part, unmarked, chooses the thresholds."""
    train = marked(folder, "train").ads
    yield with_corpus(gold.ads, mentions, skills, train, corpus_encoder(folder, train))
    yield with_sentence_model(gold.ads, mentions, skills, train)


def zones(folder: str) -> pd.DataFrame:
    """Return for each zone of the German paragraphs what structure alone says of it.

    The words of headings and sentences are Swedish and English, so the topics must be open but for
    lists; ``in a list`` is all that can be told.
    """
    units = pd.read_csv(Path(folder) / "de-jobad-ie" / "units.csv", dtype={"zone": "str"})
    rows = []
    for zone, text in zip(units["zone"], units["text"], strict=True):
        cut = AdSentences(text)
        for number in range(len(cut)):
            rows.append((zone, cut.topic(number), cut.listed(number)))
    table = pd.DataFrame(rows, columns=["zone", "topic", "listed"])
    told = pd.crosstab(table["zone"], table["topic"])
    told.insert(0, "sentences", table.groupby("zone").size())
    told["in a list"] = table.groupby("zone")["listed"].sum()
    return told


def competences_in_lists(folder: str) -> tuple[int, int]:
    """Return how many competences the German readers marked, and how many a list line holds."""
    home = Path(folder) / "de-jobad-ie"
    units = pd.read_csv(home / "units.csv").set_index("unit_id")["text"]
    marks = pd.read_csv(home / "competences.csv")
    held = 0
    for row in marks.itertuples():
        lines = units[row.unit_id].split("\n")
        held += any(
            line.lstrip().startswith(("-", "–", "*", "•")) and str(row.competence) in line
            for line in lines
        )
    return len(marks), held


def report(folder: str, say: Callable[[str], None], *, halves: Sequence[str] = HALVES) -> None:
    """Say every figure; the held-out half is only for the end of a piece of work."""
    for half in halves:
        for only in ("", "sure", "random"):
            say(f"\nstance, {half} {only}\n{stance(folder, half, only=only).round(2).to_string()}")
        say(f"\n{confusion(folder, half).to_string()}")
    say(f"\nhits by stance\n{hits_by_stance(folder).to_string()}")
    say(f"\nboilerplate by repetition\n{boilerplate(folder).to_string()}")
    gold = marked(folder, "dev")
    skills = esco(folder, gold.ads)
    mentions = find_skills(gold.ads, skills)
    say(f"\nspans, dictionary alone\n{span_scores(gold, mentions).round(3).to_string()}")
    say(recall_by_kind(gold, mentions).to_string())
    say(f"\nceiling\n{ceiling(folder, gold).to_string()}")
    for meant in by_meaning(folder, gold, mentions, skills):
        say(f"\nspans, with meaning: {meant.told}")
        for threshold, found in meant.mentions.items():
            say(f"from {threshold:.3g}\n{span_scores(gold, found).round(3).to_string()}")
    say(f"\nzones of German ads, by structure\n{zones(folder).to_string()}")
    marks, held = competences_in_lists(folder)
    say(f"{held} of {marks} marked competences stand in a list")
