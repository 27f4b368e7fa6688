"""sentences: the patterns that the synthetic ads are written with, Swedish and English.

``{x}`` is a list of skills, ``{d}`` one skill in its definite form, ``{title}`` the job title,
``{who}`` the employer. Every sentence was written for this file.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sentences:
    """The sentence patterns of one language.

    Parameters
    ----------
    headlines : tuple of str
        With ``{title}`` and ``{place}``; those without ``{place}`` suit any municipality.
    openings, fillers, closings : tuple of str
        What stands around the skills.
    tasks, requested, merit, offered, negated : dict of str to tuple of str
        Patterns by how a skill is said: ``work``, ``knowledge``, ``certificate``, ``trait``.
    definite : tuple of str
        Patterns with ``{d}``.
    must_heading, merit_heading : tuple of str
        Headings of lists with a dash before each skill.
    and_word, full_time, part_time : str
        The word between the last two of a list; sentences on scope, with ``{lower}``, ``{upper}``.
    """

    headlines: tuple[str, ...]
    openings: tuple[str, ...]
    fillers: tuple[str, ...]
    closings: tuple[str, ...]
    tasks: dict[str, tuple[str, ...]]
    requested: dict[str, tuple[str, ...]]
    merit: dict[str, tuple[str, ...]]
    offered: tuple[str, ...]
    negated: tuple[str, ...]
    definite: tuple[str, ...]
    must_heading: tuple[str, ...]
    merit_heading: tuple[str, ...]
    and_word: str
    full_time: str
    part_time: str


SWEDISH = Sentences(
    headlines=(
        "{title} i {place}",
        "{title} sökes till {place}",
        "{title}",
        "{title} till vårt team",
        "Vi söker {title} med start snarast",
        "Vill du arbeta som {title} hos oss?",
    ),
    openings=(
        "Nu söker vi {title} som vill arbeta hos {who}.",
        "{who} växer och behöver {title}.",
        "Vill du arbeta som {title}? Då kan den här tjänsten vara något för dig.",
        "Till en av våra arbetsplatser söker vi nu {title}.",
        "Som {title} hos oss får du en varierad vardag.",
    ),
    fillers=(
        "Du blir en del av en grupp som hjälps åt när det är mycket att göra.",
        "Vi planerar dagarna tillsammans och följer upp hur det gick.",
        "Ingen dag är den andra lik, och du får själv påverka upplägget.",
        "Hos oss är det lätt att fråga och lätt att få svar.",
        "Arbetsplatsen ligger nära hållplatsen och har ljusa lokaler.",
        "Vi tror att olika bakgrunder gör oss bättre på det vi gör.",
        "Arbetet sker både på egen hand och tillsammans med andra.",
        "Under de första veckorna går du bredvid en erfaren kollega.",
    ),
    closings=(
        "Välkommen med din ansökan! Frågor besvaras via {mail}.",
        "Vi läser ansökningarna löpande, så vänta inte med att skicka in din.",
        "Skicka din ansökan senast den dag som står i annonsen.",
        "Undrar du något är du välkommen att skriva till {mail}.",
    ),
    tasks={
        "work": (
            "I arbetet ingår {x}.",
            "Dina uppgifter är bland annat {x}.",
            "Du kommer att arbeta med {x}.",
            "Till vardags handlar jobbet om {x}.",
            "Arbetsdagen består av {x}.",
        ),
        "knowledge": ("I arbetet använder du {x}.", "På arbetsplatsen används {x}."),
    },
    requested={
        "work": (
            "Du har erfarenhet av {x}.",
            "Du behärskar {x}.",
            "Vi söker dig som är van vid {x}.",
            "Vi förutsätter att du har arbetat med {x}.",
            "Krav: {x}.",
            "För tjänsten krävs erfarenhet av {x}.",
        ),
        "knowledge": (
            "Du har goda kunskaper i {x}.",
            "Du behärskar {x}.",
            "Goda kunskaper i {x} är ett krav.",
            "Krav: {x}.",
            "Du måste kunna {x}.",
        ),
        "certificate": (
            "Du har {x}.",
            "Krav: {x}.",
            "För tjänsten krävs {x}.",
            "Vi kräver att du har {x}.",
        ),
        "trait": (
            "Som person är du {x}.",
            "Du är {x}.",
            "Vi lägger stor vikt vid att du är {x}.",
        ),
    },
    merit={
        "work": (
            "Meriterande: {x}.",
            "Det är meriterande om du har arbetat med {x}.",
            "Erfarenhet av {x} är meriterande.",
            "Har du dessutom erfarenhet av {x} är det ett plus.",
        ),
        "knowledge": (
            "Meriterande: {x}.",
            "Kunskaper i {x} är meriterande.",
            "Vi ser gärna att du har kunskaper i {x}.",
        ),
        "certificate": (
            "Meriterande: {x}.",
            "Det är meriterande om du har {x}.",
            "Har du {x} är det ett plus.",
        ),
        "trait": ("Det är en fördel om du är {x}.",),
    },
    offered=(
        "Vi erbjuder utbildning i {x}.",
        "Hos oss får du lära dig {x} under betald arbetstid.",
        "Alla nya medarbetare får utbildning i {x}.",
    ),
    negated=(
        "Du behöver inte ha erfarenhet av {x}.",
        "Erfarenhet av {x} är inget krav.",
        "Inga förkunskaper i {x} krävs.",
    ),
    definite=(
        "Du ansvarar för {d} i arbetsgruppen.",
        "Tillsammans med kollegorna utvecklar du {d}.",
        "Du tar över {d} från en kollega som byter tjänst.",
    ),
    must_heading=("Krav:", "Vi söker dig som har:", "Kvalifikationer:"),
    merit_heading=("Meriterande:", "Det är meriterande med:"),
    and_word="och",
    full_time="Tjänsten är på heltid.",
    part_time="Tjänsten är på deltid, {lower}–{upper} procent.",
)

ENGLISH = Sentences(
    headlines=(
        "{title} in {place}",
        "{title} wanted in {place}",
        "{title}",
        "{title} to our team",
        "We are hiring: {title}",
        "Do you want to be our next {title}?",
    ),
    openings=(
        "{who} is looking for a new colleague: {title}.",
        "Are you our next {title}? Then this could be the job for you.",
        "For one of our workplaces we now seek the right person as {title}.",
        "As {title} with us you will have varied days.",
    ),
    fillers=(
        "You will join a group that helps each other when days are busy.",
        "We plan the week together and talk about how it went.",
        "It is easy to ask here, and easy to get an answer.",
        "You work partly on your own and partly together with others.",
        "During the first weeks you follow an experienced colleague.",
        "We believe that different backgrounds make us better at what we do.",
    ),
    closings=(
        "Welcome with your application! Write to {mail} if you have questions.",
        "We read applications as they come in, so do not wait to send yours.",
        "Send your application no later than the date given in the ad.",
    ),
    tasks={
        "work": (
            "Your work includes {x}.",
            "Among your tasks are {x}.",
            "Your days will be filled with {x}.",
            "You will be working with {x}.",
        ),
        "knowledge": ("In your work you use {x}.", "At the workplace we use {x}."),
    },
    requested={
        "work": (
            "You have experience of {x}.",
            "You master {x}.",
            "Requirements: {x}.",
            "Experience of {x} is required.",
        ),
        "knowledge": (
            "You have good knowledge of {x}.",
            "You must know {x}.",
            "Requirements: {x}.",
            "Good knowledge of {x} is required.",
        ),
        "certificate": (
            "You hold the following: {x}.",
            "Requirements: {x}.",
            "The position requires {x}.",
        ),
        "trait": ("As a person you are {x}.", "You are {x}."),
    },
    merit={
        "work": (
            "Meriting: {x}.",
            "Experience of {x} is meriting.",
            "It is a plus if you have worked with {x}.",
        ),
        "knowledge": ("Knowledge of {x} is an advantage.", "It is a plus if you know {x}."),
        "certificate": ("It is an advantage to hold {x}.", "Meriting: {x}."),
        "trait": ("It is an advantage if you are {x}.",),
    },
    offered=(
        "We offer training in {x}.",
        "You will learn {x} with us during paid hours.",
        "All new colleagues are given training in {x}.",
    ),
    negated=(
        "You do not need experience of {x}.",
        "Experience of {x} is not required.",
        "No previous knowledge of {x} is needed.",
    ),
    definite=(),
    must_heading=("Requirements:", "You have:", "Qualifications:"),
    merit_heading=("Meriting:", "It is a plus if you have:"),
    and_word="and",
    full_time="The position is full-time.",
    part_time="The position is part-time, {lower}–{upper} percent.",
)

BY_LANGUAGE = {"sv": SWEDISH, "en": ENGLISH}
