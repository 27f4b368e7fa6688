"""map_headings: what the sheets of a map's workbook are called, and their headings."""

SHEETS = {
    "mandates": ("Vem gör vad", "Who does what"),
    "parts": ("Aktör och behov", "Actor and need"),
    "interventions": ("Insatskatalog", "Interventions"),
    "ties": ("Samverkan", "Collaboration"),
    "flows": ("In och ut", "In and out"),
    "borders": ("Här tar uppdragen slut", "Where mandates end"),
    "changes": ("Vad som har ändrats", "What has changed"),
    "recipe": ("Så är det gjort", "How it was made"),
}
WORDS = {
    "actor": ("aktör", "actor"),
    "kind": ("slag", "kind"),
    "part_of": ("ingår i", "part of"),
    "mandate": ("uppdrag", "mandate"),
    "for_whom": ("för", "for"),
    "not_for": ("inte för", "not for"),
    "intervention": ("insats", "intervention"),
    "giver": ("från", "from"),
    "receiver": ("till", "to"),
    "flow": ("vad", "what"),
    "falls": ("slutar vid", "ends at"),
    "zones": ("grå zoner där", "grey zones there"),
    "needs": ("behov", "needs"),
    "situation": ("den vidaste zonen", "the widest zone"),
    "sheet": ("blad", "sheet"),
    "item": ("rad", "row"),
    "change": ("ändring", "change"),
    "column": ("kolumn", "column"),
    "before": ("förut", "before"),
    "after": ("nu", "now"),
    "step": ("steg", "step"),
    "setting": ("inställning eller antal", "setting or count"),
    "value": ("värde", "value"),
    "record": ("underlag", "record"),
    "synthetic": ("Påhittade data", "Made-up data"),
    "yes": ("ja", "yes"),
}
FLOWS = {
    "referral": ("remitterar till", "refers to"),
    "payment": ("betalar", "pays"),
    "precedence": ("ger företräde åt", "gives precedence to"),
}
CHANGES = {
    "added": ("tillagd", "added"),
    "removed": ("borttagen", "removed"),
    "changed": ("ändrad", "changed"),
}
PARTS = {
    "lead": ("leder", "leads"),
    "shared": ("delar ansvaret", "shares"),
    "support": ("stöder", "supports"),
}
