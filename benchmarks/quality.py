"""quality: how right finding is on real text: stance, boilerplate, spans of skills, zones."""

from collections.abc import Callable, Sequence

from benchmarks.quality_of_spans import (
    by_meaning,
    ceiling,
    esco,
    marked,
    recall_by_kind,
    span_scores,
)
from benchmarks.quality_of_stance import boilerplate, confusion, hits_by_stance, stance
from benchmarks.quality_of_zones import competences_in_lists, zones
from mobility.finding.find import find_skills

HALVES = ("dev", "held_out")


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
