"""A made-up record as large as a map must bear: 300 actors, 2,000 ties."""

import random

import pandas as pd

from collab_graph.record.contracts import TIES
from collab_graph.record.record import Record, example_tables


def map_of_many(actors=300, ties=2000, mandates=600) -> Record:
    """Sixty organisations with four units each, every mandate for some age in some place."""
    draw = random.Random(0)
    names = [f"a{number}" for number in range(actors)]
    needs = [f"n{number}" for number in range(12)]
    places = [f"p{number}" for number in range(10)]

    def called(number):
        return f"Organisation {number // 5}" if number % 5 == 0 else f"Enhet för hälsa {number}"

    rows = {
        "actors": [
            {
                "actor": name,
                "name": called(number),
                "parent": "" if number % 5 == 0 else names[number - number % 5],
                "kind": "party" if number % 5 == 0 else "unit",
            }
            for number, name in enumerate(names)
        ],
        "needs": [{"need": need, "label_sv": f"Behov nummer {need[1:]}"} for need in needs],
        "places": [{"place": place, "name": f"Ort {place[1:]}"} for place in places],
        "mandates": [
            {
                "mandate": f"m{number}",
                "actor": draw.choice(names),
                "needs": draw.choice(needs),
                "role": draw.choice(["decide", "deliver", "assess"]),
                "strength": draw.choice(["lead", "shared", "support"]),
                "force": draw.choice(["must", "may"]),
                "places": draw.choice(places),
                "entry": f"referral from {draw.choice(names)}",
                "source": "law",
                "reference": f"Regel {number}",
                "status": "confirmed",
                "checked_on": "2026-03-01",
                "checked_by": "samordnare",
                "age": draw.choice(["", "16–29", "30–66"]),
            }
            for number in range(mandates)
        ],
        "interventions": [
            {
                "intervention": f"i{number}",
                "name": f"Insats {number}",
                "actor": draw.choice(names),
                "needs": draw.choice(needs),
                "method": f"metod {number % 15}",
                "target_group": f"grupp {number % 20}",
            }
            for number in range(200)
        ],
        "collaborations": [
            {
                "collaboration": f"c{number}",
                "actors": "; ".join(draw.sample(names, 2)),
                "kind": draw.choice(TIES),
            }
            for number in range(ties)
        ],
    }  # fmt: skip
    made = {name: pd.DataFrame(held, dtype="str") for name, held in rows.items()}
    return Record.from_tables(example_tables() | made)
