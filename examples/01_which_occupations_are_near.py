# %% [markdown]
# # Which occupations are near each other?
#
# From synthetic ads to a page of related occupations. Run it with
# `python examples/01_which_occupations_are_near.py`; it writes `out/01/network.html`.

# %%
from pathlib import Path

import mobility
from mobility.datasets.generate import write_synthetic_ads
from mobility.datasets.shipped import demo_occupations, demo_skills

out = Path("out/01")
ads = mobility.read_ads(write_synthetic_ads(out / "ads.jsonl.gz", 1500))
print(ads)

# %% [markdown]
# A list of skills is *prepared* before it is looked for: ambiguous words are gated or dropped,
# and what was dropped is kept with its reason.

# %%
known = demo_occupations()
skills = mobility.prepare_skills(demo_skills(), ads=ads, occupation_titles=known.table["title"])
study = mobility.study_ads(ads, skills, known, synthetic=True)
print(study)
print(study.tables["ledger"]["status"].value_counts().to_string())

# %% [markdown]
# The nearest occupations of a lorry driver, and the skills that make them near.

# %%
near = study.neighbours.loc[study.neighbours["occupation"].eq("8332")].head(5)
for line in near.itertuples():
    print(f"{line.weight:.2f}  {known.title(line.neighbour)}: {', '.join(line.shared[:4])}")

print(mobility.write_study_page(study, out / "network.html", language="en"))
