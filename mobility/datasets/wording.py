"""wording: a plan becomes a headline and a text, with a note of how each skill was said."""

from collections.abc import Sequence
from dataclasses import dataclass

from mobility.datasets.drawing import Lots
from mobility.datasets.plans import Plan, Skill, skills_by_id
from mobility.datasets.sentences import BY_LANGUAGE, Sentences

SHARED_TAILS = (
    "hantering", "planering", "mottagning", "utbildning", "behandling", "undervisning",
    "installation", "svetsning", "körning", "skötsel", "städning", "utveckling", "bakning",
    "montering", "odling", "reskontra", "kunskap", "service", "arbete", "vård", "bokning",
    "försäljning", "redovisning", "läggning", "dokumentation", "rörelse", "fräsning",
)  # fmt: skip
"""Last parts that two compounds can share: "kund- och leverantörsreskontra"."""

DEFINITE_ENDINGS = (
    ("ing", "ingen"),
    ("tion", "tionen"),
    ("arbete", "arbetet"),
    ("vård", "vården"),
    ("teknik", "tekniken"),
    ("skötsel", "skötseln"),
    ("service", "servicen"),
)
SHARE_LISTED = 0.3
SHARE_SYNONYM = 0.3
SHARE_ELLIPTIC = 0.6


@dataclass(frozen=True)
class Said:
    """One skill as the ad says it.

    Parameters
    ----------
    skill, stance : str
        Which skill, and how it is meant.
    how : str
        ``label``, ``synonym``, ``definite`` (inflected), ``elliptic`` (last part shared with the
        next word) or ``structured`` (in the ad's fields, not in its text).
    """

    skill: str
    stance: str
    how: str


@dataclass(frozen=True)
class Written:
    """A headline, a text and what was said in it."""

    headline: str
    text: str
    said: tuple[Said, ...]


def write_ad(lots: Lots, plan: Plan, *, placeless: bool) -> Written:
    """Write the headline and the text of a plan.

    Parameters
    ----------
    lots : Lots
        Where the wording is drawn from.
    plan : Plan
        What the ad is about.
    placeless : bool
        Whether the headline must suit several municipalities.
    """
    writer = _Writer(lots, plan)
    title = plan.group.job_titles[plan.language][plan.job_title]
    patterns = writer.patterns
    headlines = [h for h in patterns.headlines if not (placeless and "{place}" in h)]
    headline = lots.one_of(headlines).format(title=title, place=plan.place.name)
    paragraphs = [
        [plan.employer.about[plan.language]] if lots.happens(0.85) else [],
        [writer.plain(patterns.openings, title), *writer.tasks(), writer.plain(patterns.fillers)],
        writer.wanted("requested", patterns.requested, patterns.must_heading),
        writer.wanted("merit", patterns.merit, patterns.merit_heading),
        [*writer.single("offered"), *writer.single("negated"), writer.plain(patterns.fillers)],
        writer.boilerplate_offer(),
        [writer.plain(patterns.closings)],
    ]
    text = "\n\n".join(_paragraph(sentences) for sentences in paragraphs if sentences)
    return Written(headline, text, tuple(writer.said))


def _paragraph(parts: Sequence[str]) -> str:
    """Join sentences by spaces, lists by line ends."""
    joined = ""
    for part in parts:
        joined += part if not joined else ("\n" if "\n" in part + joined else " ") + part
    return joined


class _Writer:
    """Writes one ad and keeps a note of what was said."""

    def __init__(self, lots: Lots, plan: Plan) -> None:
        self.lots, self.plan = lots, plan
        self.patterns: Sentences = BY_LANGUAGE[plan.language]
        self.said: list[Said] = []
        self.listed = lots.happens(SHARE_LISTED)

    def plain(self, patterns: Sequence[str], title: str = "") -> str:
        """Write a sentence without skills."""
        words = title.partition(",")[0]
        # Job titles stand in small letters inside a sentence, but not abbreviations (HR, CNC).
        if not words[1:2].isupper():
            words = words[:1].lower() + words[1:]
        mail = f"jobb@{self.plan.employer.domain}.example"
        return self.lots.one_of(patterns).format(
            title=words, who=self.plan.employer.name, mail=mail
        )

    def tasks(self) -> list[str]:
        """Write what the work consists of."""
        sentences, together = [], []
        for skill in self._with_stance("mentioned"):
            definite = _definite(skill) if self.plan.language == "sv" else None
            if definite and self.lots.happens(0.35):
                self.said.append(Said(skill.skill, "mentioned", "definite"))
                sentences.append(self.lots.one_of(self.patterns.definite).format(d=definite))
            else:
                together.append(skill)
        for said_as in ("work", "knowledge"):
            of_kind = [skill for skill in together if skill.said_as == said_as]
            sentences += self._sentences(of_kind, "mentioned", self.patterns.tasks[said_as])
        return sentences

    def wanted(
        self, stance: str, patterns: dict[str, tuple[str, ...]], heading: Sequence[str]
    ) -> list[str]:
        """Write requirements or merits: as a list with dashes, or as sentences by kind."""
        skills = self._with_stance(stance)
        rest = [skill for skill in skills if skill.said_as != "trait"]
        sentences: list[str] = []
        if self.listed and rest:
            lines = [self.lots.one_of(heading)]
            lines += [f"- {_capital(self._name(skill, stance))}" for skill in rest]
            sentences.append("\n".join(lines))
            skills = [skill for skill in skills if skill.said_as == "trait"]
        for said_as in ("certificate", "work", "knowledge", "trait"):
            of_kind = [skill for skill in skills if skill.said_as == said_as]
            sentences += self._sentences(of_kind, stance, patterns[said_as])
        return sentences

    def single(self, stance: str) -> list[str]:
        """Write what is offered, or not needed, one sentence each."""
        patterns = self.patterns.offered if stance == "offered" else self.patterns.negated
        return [
            self.lots.one_of(patterns).format(x=self._name(skill, stance))
            for skill in self._with_stance(stance)
        ]

    def boilerplate_offer(self) -> list[str]:
        """Write the sentence an employer repeats in many of its ads, whatever the job."""
        offers = self.plan.employer.offers
        if not offers or not self.lots.happens(0.5):
            return []
        self.said.append(Said(offers, "offered", "label"))
        label = skills_by_id()[offers].labels[self.plan.language]
        return [self.patterns.offered[-1].format(x=label)]

    def _with_stance(self, stance: str) -> list[Skill]:
        return [skills_by_id()[skill] for skill, its in self.plan.skills if its == stance]

    def _sentences(
        self, skills: Sequence[Skill], stance: str, patterns: Sequence[str]
    ) -> list[str]:
        """Write sentences of one to three skills each."""
        sentences, left = [], list(skills)
        pair = _compounds(left) if self.plan.language == "sv" else None
        if pair and self.lots.happens(SHARE_ELLIPTIC):
            first, second, tail = pair
            left = [skill for skill in left if skill not in (first, second)]
            self.said.append(Said(first.skill, stance, "elliptic"))
            self.said.append(Said(second.skill, stance, "label"))
            words = f"{first.labels['sv'].removesuffix(tail)}- och {second.labels['sv']}"
            sentences.append(self.lots.one_of(patterns).format(x=words))
        while left:
            size = self.lots.whole(1, 3)
            names = [self._name(skill, stance) for skill in left[:size]]
            sentences.append(self.lots.one_of(patterns).format(x=self._enumeration(names)))
            left = left[size:]
        return sentences

    def _name(self, skill: Skill, stance: str) -> str:
        """Return the label of a skill, or now and then a synonym (Swedish ads)."""
        synonym = skill.synonyms and self.plan.language == "sv" and self.lots.happens(SHARE_SYNONYM)
        self.said.append(Said(skill.skill, stance, "synonym" if synonym else "label"))
        if synonym:
            return self.lots.one_of(skill.synonyms)
        return skill.labels[self.plan.language]

    def _enumeration(self, names: Sequence[str]) -> str:
        """Join names as a person would: a, b and c."""
        if len(names) == 1:
            return names[0]
        return f"{', '.join(names[:-1])} {self.patterns.and_word} {names[-1]}"


def _compounds(skills: Sequence[Skill]) -> tuple[Skill, Skill, str] | None:
    """Return two skills that are compounds with a shared last part, and that part."""
    for tail in SHARED_TAILS:
        held = [s for s in skills if _has_tail(s.labels["sv"], tail)]
        if len(held) >= 2:
            return held[0], held[1], tail
    return None


def _has_tail(label: str, tail: str) -> bool:
    return label.isalpha() and label.endswith(tail) and len(label) - len(tail) >= 3


def _definite(skill: Skill) -> str | None:
    """Return the definite form of a single word with a regular ending, else nothing."""
    label = skill.labels["sv"]
    if skill.said_as != "work" or not label.isalpha():
        return None
    for ending, definite in DEFINITE_ENDINGS:
        if label.endswith(ending):
            return label.removesuffix(ending) + definite
    return None


def _capital(words: str) -> str:
    """Return the words with a capital first letter."""
    return words[:1].upper() + words[1:]
