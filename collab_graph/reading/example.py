"""example: a small made-up record that shows every way of filling in a cell."""

import pandas as pd

from collab_graph.record.record import Record

_ROWS: dict[str, list[list[str]]] = {
    "about": [
        ["key", "value"],
        ["title", "Påhittat exempel"],
        ["reference_date", "2026-11-01"],
        ["template_version", "1"],
        ["synthetic", "yes"],
    ],
    "actors": [
        ["actor", "name", "parent", "kind", "note"],
        ["FK", "Försäkringskassan", "", "party", "Påhittade rader: byt ut dem mot era egna."],
        ["AF", "Arbetsförmedlingen", "", "party", ""],
        ["kommun", "Norrsjö kommun", "", "party", ""],
        ["socialtjänst", "Socialtjänsten i Norrsjö", "kommun", "unit", ""],
        ["förbund", "Samordningsförbundet Norrsjö", "", "association", ""],
    ],
    "axes": [
        ["axis", "label_sv", "label_en", "kind", "assessor", "concept", "lowest", "highest"],
        ["ålder", "ålder", "age", "number", "", "", "16", "66"],
        ["sgi", "har SGI", "has SGI", "values", "", "", "", ""],
        ["arbetsförmåga_fk", "arbetsförmåga enligt FK", "work ability as FK sees it", "values",
         "FK", "arbetsförmåga i sjukpenningen", "", ""],
    ],
    "values": [
        ["axis", "value", "label_sv", "label_en"],
        ["sgi", "ja", "ja", "yes"],
        ["sgi", "nej", "nej", "no"],
        ["sgi", "oklart", "oklart", "unclear"],
        ["arbetsförmåga_fk", "ingen", "ingen", "none"],
        ["arbetsförmåga_fk", "nedsatt", "nedsatt", "part"],
        ["arbetsförmåga_fk", "hel", "hel", "full"],
    ],
    "needs": [
        ["need", "label_sv", "label_en", "is_coordination"],
        ["försörjning", "försörjning", "income", "no"],
        ["rehab", "arbetslivsinriktad rehabilitering", "vocational rehabilitation", "no"],
        ["samordning", "någon som håller ihop", "somebody who coordinates", "yes"],
    ],
    "places": [
        ["place", "name", "parent", "inhabitants"],
        ["norrlän", "Norra påhittslänet", "", "9200"],
        ["norrsjö", "Norrsjö", "norrlän", "5200"],
        ["söderå", "Söderå", "norrlän", "4000"],
    ],
    "travel": [["from", "to", "minutes"], ["norrsjö", "söderå", "45"]],
    "mandates": [
        ["mandate", "actor", "needs", "role", "strength", "force", "places", "degree",
         "valid_from", "valid_to", "capacity", "occupied", "wait_days", "entry", "residual",
         "may_decline", "financier", "source", "reference", "checked_on", "checked_by", "status",
         "note", "ålder", "sgi", "arbetsförmåga_fk"],
        ["sjukpenning", "FK", "försörjning", "decide", "lead", "must", "", "25–100", "", "", "", "",
         "30", "self", "no", "no", "staten", "law", "SFB 25–28 kap.", "2026-03-16",
         "Försäkringskassan", "confirmed", "", "16–66", "ja", "ingen; nedsatt"],
        ["ekonomiskt bistånd", "socialtjänst", "försörjning", "decide", "lead", "must", "norrsjö",
         "", "", "", "", "", "", "self", "yes", "no", "Norrsjö kommun", "law", "SoL", "2026-03-16",
         "socialtjänsten", "confirmed", "Träder in när inget annat gör det.", "18 och äldre", "",
         ""],
        ["rehabilitering", "AF", "rehab", "deliver", "lead", "may", "", "", "2025-01-01",
         "2026-12-31", "20", "20", "120", "referral from FK; socialtjänst", "no", "yes", "staten",
         "agreement", "Överenskommelse FK–AF", "", "", "draft", "? betyder att vi inte vet.",
         "", "?", "nedsatt; hel"],
        ["team norrsjö", "förbund", "samordning", "coordinate", "shared", "project",
         "norrsjö; söderå", "", "2026-01-01", "2026-12-31", "15", "9", "", "referral from AF; FK",
         "no", "yes", "Samordningsförbundet Norrsjö", "agreement", "Projektplan", "2026-09-01",
         "förbundets kansli", "confirmed", "", "under 30", "nej; oklart", ""],
    ],
    "exclusions": [
        ["mandate", "needs", "places", "source", "reference", "note", "ålder", "sgi",
         "arbetsförmåga_fk"],
        ["rehabilitering", "", "söderå", "practice", "", "Inget kontor i Söderå.", "", "", ""],
    ],
    "interventions": [
        ["intervention", "name", "actor", "mandate", "needs", "places", "method", "target_group",
         "entry_state", "exit_state", "orientation", "degree", "note"],
        ["steget", "Steget", "AF", "rehabilitering", "rehab", "norrsjö",
         "arbetsträning med handledare", "sjukskrivna med arbetsförmåga kvar", "sjukskriven",
         "i arbetsträning", "job", "25–50", ""],
    ],
    "collaborations": [
        ["collaboration", "actors", "kind", "needs", "places", "valid_from", "valid_to",
         "reference", "note"],
        ["samråd", "FK; AF; kommun", "agreement", "rehab; samordning", "norrlän",
         "2026-01-01", "", "Överenskommelse 2026", ""],
    ],
    "population": [
        ["place", "needs", "persons", "ålder", "sgi", "arbetsförmåga_fk"],
        ["norrsjö", "försörjning; rehab", "24", "30–49", "nej", "nedsatt"],
        ["söderå", "försörjning; rehab; samordning", "12", "16–29", "nej", "?"],
    ],
    "margins": [
        ["axis", "value", "place", "persons"],
        ["ålder", "16–29", "norrsjö", "310"],
        ["sgi", "nej", "norrsjö", "140"],
    ],
    "costs": [
        ["change", "mandate", "actor", "source", "possible", "cost", "note"],
        ["", "", "", "law", "no", "", "En lag ändras inte här."],
        ["place", "", "förbund", "", "", "2", "Ett rum och en dag i veckan."],
    ],
}  # fmt: skip


def example_record() -> Record:
    """Return the example, checked.

    Examples
    --------
    >>> example_record()
    Record('Påhittat exempel', 5 actors, 3 axes, 4 mandates, 2 warnings)
    """
    tables = {
        name: pd.DataFrame(rows[1:], columns=rows[0], dtype="str") for name, rows in _ROWS.items()
    }
    return Record.from_tables(tables, source="example")
