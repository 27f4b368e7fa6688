"""draw_hits: draw found skills at random for a person to judge, with context and without any hint.

    python docs/draw_hits.py ADS.jsonl LABELS.csv TERMS.csv SEED OUT.txt

Writes to OUT.txt, for each of 200 hits, its number, the skill's name and the text around it with
the hit between double brackets; and beside it OUT.csv with ad, start, end and skill, to be joined
with the judgements. The text stays out of the repository.
"""

import sys
from pathlib import Path

import mobility
from mobility.datasets.shipped import demo_occupations
from mobility.foundation.files import write_text

HITS = 200
CONTEXT = 160


def main(ads_file: str, label_file: str, term_file: str, seed: int, out: Path) -> None:
    """Find, draw and write."""
    ads = mobility.read_ads(ads_file)
    known = mobility.occupations_in_ads(ads, beside=demo_occupations())
    skills = mobility.prepare_skills(
        mobility.read_skills(label_file),
        mobility.read_skills(term_file),
        ads=ads,
        occupation_titles=known.table["title"],
    )
    mentions = mobility.find_skills(ads, skills)
    hits = mentions.loc[mentions["source"].eq("exact")]
    drawn = hits.sample(HITS, random_state=seed).sort_values(["ad", "start"]).reset_index(drop=True)
    text = ads.table.set_index("ad")["text"]
    label = skills.skills["label"]
    lines = []
    for number, hit in drawn.iterrows():
        whole, start, end = text[hit["ad"]], int(hit["start"]), int(hit["end"])
        before, after = whole[max(0, start - CONTEXT) : start], whole[end : end + CONTEXT]
        around = f"{before}[[{whole[start:end]}]]{after}".replace("\n", " ")
        lines.append(f"#{number}  SKILL: {label[hit['skill']]}\n    …{around}…\n")
    write_text(out, "\n".join(lines))
    write_text(out.with_suffix(".csv"), drawn[["ad", "start", "end", "skill"]].to_csv())


if __name__ == "__main__":
    main(*sys.argv[1:4], int(sys.argv[4]), Path(sys.argv[5]))
