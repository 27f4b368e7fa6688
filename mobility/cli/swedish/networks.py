"""networks: in Swedish, what is refused of networks, backbones, and measures tried on moves."""
# ruff: noqa: E501

from mobility.foundation.sayings import Sayings

NETWORKS: Sayings = (
    (r"(.*) is no network format; say format= one of (.*)", r"\1 är inget slag av nätverksfil; de som läses är \2"),
    (r"node (.*) stands twice", r"\1 står två gånger bland noderna"),
    (r"edge (\S+) (.*) is not among the nodes", r"bandets ände \2 (\1) finns inte bland noderna"),
    (r"the edge table lacks column (.*)", r"tabellen med band saknar kolumnen \1"),
    (r"the edge (.*) – (.*) stands twice", r"bandet \1 – \2 står två gånger"),
    (r"has parallel edges; add them up into one first", "har flera band mellan samma två; lägg ihop dem först"),
    # Backbones.
    (r"the rule (.*) needs k, such as k=5", r"regeln \1 behöver --k, till exempel --k 5"),
    (r"the rule (.*) takes (.*), not (.*); leave it out", r"regeln \1 tar --\2, inte --\3; utelämna det"),
    (r"the rule 'sdsm' needs the incidence that the network comes from", "regeln 'sdsm' behöver tabellen av yrken och kompetenser"),
    (r"the rule 'sdsm' judges pairs, not directions", "regeln 'sdsm' bedömer par, inte riktningar"),
    (r"a whole number of at least 0; the noise model is one of counts, name a column that has them", "ett heltal, minst 0; regeln räknar med antal"),
    (r"The network has no occupation, so there is nothing to show\.", "Nätverket har inget yrke, så det finns inget att visa."),
    (r"no two nodes are linked", "inga två är förbundna"),
    (r"(.*): there are no stable groups in the .* network\. .*", r"\1: nätverket har inga stabila grupper. Annonserna är för få eller för lika."),
    # Measures tried on moves.
    (r"There is no predictor to validate\.", "Det finns inget mått att pröva."),
    (r"the predictor (.*) was made from the file .*, so it knows what it is to foretell\. .*", r"måttet \1 är räknat på samma fil som bytena, så det vet vad det ska förutsäga. Gör det av en annan period."),
    (r"the predictor (.*) bears the name of a null; call it something else", r"måttet \1 heter som ett nollmått; kalla det något annat (NAMN=FIL)"),
    (r"the predictor (.*?) \S+, so it knows what it is to foretell\. .*", r"måttet \1 vet vad det ska förutsäga. Gör det av en annan period."),
    (r"(.*) is said of .* but is no predictor", r"\1 är inget av måtten"),
    (r"the predictor (.*) is said to be made from .*", r"måttet \1 är räknat på bytena, så det vet vad det ska förutsäga. Gör det av en annan period."),
    (r"Fewer than two of (\d+) nodes are in every predictor; lacked by (.*)\.", r"Färre än två av \1 finns i alla mått; saknas i \2. Är det samma klassifikation?"),
    (r"are the target itself; give those of another period, or none", "är målet självt; ge byten från en annan period, eller inga"),
    (r"(\d+) pairs cannot be cut into (\d+) strata\.", r"\1 par är för få för att delas i \2 lager."),
    (r"The validation has no row, so there is nothing to show\.", "Prövningen har ingen rad, så det finns inget att visa."),
)  # fmt: skip
