# %% [markdown]
# # How do I relate occupations in my own table, without a list of skills?
#
# Any CSV, Excel or Parquet file will do when told which column is what. Without a list of
# skills the words of the whole ads relate the occupations.

# %%
from pathlib import Path

import mobility
from mobility.datasets.generate import synthetic_ads

out = Path("out/03")
out.mkdir(parents=True, exist_ok=True)
lines = ["code;what;words"]
for ad in synthetic_ads(800):
    group = ad["occupation_group"]
    group = group[0] if isinstance(group, list) else group
    text = (ad["description"]["text"] or "").replace("\n", " ").replace('"', "")
    if group and group["legacy_ams_taxonomy_id"] and text:
        lines.append(f'{group["legacy_ams_taxonomy_id"]};"{ad["headline"]}";"{text}"')
(out / "ads.csv").write_text("\n".join(lines), encoding="utf-8")

# %% [markdown]
# A file with codes must say which classification they are of.

# %%
ads = mobility.read_ads(
    out / "ads.csv",
    columns={"occupation": "code", "headline": "what", "text": "words"},
    occupation_version="SSYK 2012",
)
print(ads)

# %%
occupation = ads.table.set_index("ad")["occupation"]
network = mobility.text_relatedness(
    ads.table.set_index("ad")["text"], occupation, version=ads.occupation_version
)
strongest = network.edges.nlargest(5, "weight")[["source", "target", "weight"]]
print(strongest.to_string(index=False))
print(mobility.write_network(network, out / "network.graphml"))
