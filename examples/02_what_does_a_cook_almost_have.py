# %% [markdown]
# # What does a cook almost have, and what would it open?
#
# A skill is *almost had* when it stands near something the person already can: nearer than all
# but one per cent of the skills that have nothing to do with the occupation.

# %%
from pathlib import Path

import mobility
from mobility.datasets.generate import write_synthetic_ads
from mobility.datasets.shipped import demo_occupations, demo_skills

ads = mobility.read_ads(write_synthetic_ads(Path("out/02/ads.jsonl.gz"), 1500))
skills = mobility.prepare_skills(demo_skills(), ads=ads)
counts = mobility.occupation_skills(ads, mobility.find_skills(ads, skills))

# %%
space = mobility.skill_space(
    counts,
    skills,
    vacancies=mobility.vacancies(ads, place="municipality"),
    occupations=demo_occupations(),
)
print(f"τ = {space.tau:.2f}, θ = {space.theta:.2f}")
cook = mobility.Person.of(space, occupations=["Kockar och kallskänkor"])

# %% [markdown]
# Each almost-had skill with its bridge, and the vacancies it opens.

# %%
skills_near = mobility.almost_have(cook, space)
print(skills_near[["label", "class", "near", "bridge_label", "opens_reached"]].head(10).to_string())

# %% [markdown]
# The occupations a cook reaches or nearly reaches.

# %%
answer = mobility.adjacent(cook, space)
print(answer[["title", "class", "fit", "stretch", "missing", "note"]].head(10).to_string())
for note in answer.attrs["notes"].values():
    print(note["en"])
