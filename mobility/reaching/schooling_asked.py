"""schooling_asked: which education and languages ads ask for, beside what a person has."""

import pandas as pd

from mobility.finding.normalize import normal_form
from mobility.foundation.ads import Ads
from mobility.foundation.corpus import Corpus
from mobility.foundation.entry import SHARE_FROM
from mobility.foundation.errors import VersionError
from mobility.foundation.recipe import Step, with_recipe
from mobility.reaching.person import Person
from mobility.reaching.schooling import EDUCATION, language_name
from mobility.reaching.space import SkillSpace

MET, NOT_MET, NOT_SAID, NOT_KNOWN = "met", "not met", "not said", "not known"

_LEVELS_ASKED = {
    "förgymnasial utbildning 9 10 år": 2,
    "gymnasial utbildning": 3,
    "eftergymnasial utbildning kortare än två år": 5,
    "eftergymnasial utbildning två år eller längre": 5,
    "forskarutbildning": 7,
}
"""What the taxonomy's levels of education ask for at least, on the scale 1–7. The fields of
education that stand in the same column of ads ("Data") are no levels and are left out."""


def schooling_asked(ads: Ads | Corpus, *, level: int = 4) -> pd.DataFrame:
    """Count what education and which languages the ads of each occupation require.

    Few ads say anything in these fields; what is left unsaid is no sign that nothing is asked.

    Parameters
    ----------
    ads : Ads or Corpus
        With occupation codes and the columns ``education`` and ``languages``.
    level : int
        How many digits of the code make an occupation.

    Returns
    -------
    DataFrame
        ``occupation``, ``asks`` ("education" or "language"), ``what`` (the level 1–7 as text, or
        the language in Swedish), ``ads`` (how many require it) and ``of`` (how many ads the
        occupation has). Sorted by the first three. ``attrs["version"]`` is that of the codes.

    Examples
    --------
    >>> ads = Ads.from_table(pd.DataFrame({
    ...     "ad": ["1", "2"], "text": "x", "occupation": "5120",
    ...     "education": [("Gymnasial utbildning",), ()], "languages": [("Svenska",), ()]}))
    >>> schooling_asked(ads).to_numpy().tolist()
    [['5120', 'education', '3', 1, 2], ['5120', 'language', 'svenska', 1, 2]]
    """
    table = _of_corpus(ads, level) if isinstance(ads, Corpus) else _of_ads(ads, level)
    lines = [
        (code, asks, what, number)
        for code, education, languages, number in zip(
            *(table[name] for name in ("occupation", "education", "languages", "ads")), strict=True
        )
        for asks, what in sorted(
            {("education", level) for name in education for level in _level(name)}
            | {("language", language_name(name)) for name in languages}
        )
    ]
    kinds = {"occupation": "str", "asks": "str", "what": "str", "ads": "int64"}
    found = pd.DataFrame(lines, columns=list(kinds)).astype(kinds)
    counted = found.groupby(["occupation", "asks", "what"])["ads"].sum().reset_index()
    of = table.groupby("occupation")["ads"].sum()
    counted["of"] = counted["occupation"].map(of).astype("int64")
    counted.attrs["version"] = ads.occupation_version
    figures = {"ads": int(of.sum()), "demands": int(found["ads"].sum())}
    return with_recipe(
        counted, ads.recipe.then(Step.of("schooling_asked", {"level": level}, figures))
    )


def compare_schooling(person: Person, space: SkillSpace, asked: pd.DataFrame) -> pd.DataFrame:
    """Set what ads require in education and languages beside what a person has.

    Neither becomes a degree of skill, and nothing is ranked by it: it is said.

    Parameters
    ----------
    person : Person
        Who asks.
    space : SkillSpace
        Its occupations are the rows.
    asked : DataFrame
        As `schooling_asked` gives it, of the same classification.

    Returns
    -------
    DataFrame
        One row per occupation and demand: ``occupation``, ``title``, ``asks``, ``what``, ``share``
        of its ads that require it (0–1), ``of`` (how many ads), ``few_ads`` (whether those are
        fewer than ten, of which the page tells the number and no per cent), ``person`` (the
        person's level; "" if none was said) and ``answer``: "met", "not met", "not said" (the
        person's level is not known; for a language, that it is not among those said). An occupation
        of which the ads say nothing has one row with the answer "not known". A language that is
        spoken meets the demand whatever its level, since ads do not say which level they ask for.

    Raises
    ------
    VersionError
        If the codes are of another classification.

    Examples
    --------
    >>> from mobility.reaching.example import kitchens
    >>> asked = pd.DataFrame({"occupation": ["5120"], "asks": "language", "what": "svenska",
    ...                       "ads": 3, "of": 4})
    >>> asked.attrs["version"] = "example"
    >>> person = Person({"knife": 1.0}, languages={"svenska": "B1"})
    >>> found = compare_schooling(person, kitchens(), asked)
    >>> found[["title", "what", "share", "answer"]][2:4].to_numpy().tolist()
    [['Cooks', 'svenska', 0.75, 'met'], ['Chefs', '', nan, 'not known']]
    """
    if asked.attrs.get("version", "") != space.version:
        version = str(asked.attrs.get("version", ""))
        raise VersionError.between("schooling", version, "the space", space.version)
    titles = pd.DataFrame({"occupation": space.occupations, "title": space.titles})
    found = titles.merge(asked, on="occupation", how="left")
    found["share"] = found["ads"] / found["of"]
    found["of"] = found["of"].astype("Int64")
    found["few_ads"] = (found["of"] < SHARE_FROM).fillna(value=False).astype("bool")
    found = found.fillna({"asks": "", "what": ""})
    both = [
        _answer(person, asks, what) for asks, what in zip(found["asks"], found["what"], strict=True)
    ]
    found["person"] = [has for has, _ in both]
    found["answer"] = [answer for _, answer in both]
    found = found.sort_values(["occupation", "asks", "what"], ignore_index=True)
    columns = ["occupation", "title", "asks", "what", "share", "of", "few_ads", "person", "answer"]
    recipe = space.recipe.then(Step.of("compare_schooling", {}, {"rows": len(found)}))
    return with_recipe(found[columns], recipe)


def _of_ads(ads: Ads, level: int) -> pd.DataFrame:
    """Return what each ad with an occupation asks for."""
    table = ads.table.dropna(subset=["occupation"])[["occupation", "education", "languages"]]
    return table.assign(occupation=table["occupation"].str.slice(0, level), ads=1)


def _of_corpus(corpus: Corpus, level: int) -> pd.DataFrame:
    """Return the same of a corpus, ads that ask for the same together.

    An ad whose id an earlier one has is left out.
    """
    with corpus.connection() as connection:
        return connection.execute(
            f"""
            SELECT substr(occupation, 1, {int(level)}) AS occupation, education, languages,
                count(*) AS ads
            FROM ads WHERE occupation IS NOT NULL
                AND number IN (SELECT min(number) FROM ads GROUP BY ad)
            GROUP BY ALL ORDER BY ALL
            """
        ).df()


def _level(name: str) -> list[str]:
    """Return the level, as text, that a requirement of education names; none for a field."""
    level = _LEVELS_ASKED.get(normal_form(name))
    return [] if level is None else [str(level)]


def _answer(person: Person, asks: str, what: str) -> tuple[str, str]:
    """Return what the person has of a demand, and whether it is met."""
    if asks == "education":
        if person.education is None:
            return "", NOT_SAID
        has = EDUCATION[person.education][0]
        return has, MET if person.education >= int(what) else NOT_MET
    if asks == "language":
        has = person.languages.get(what, "")
        return has, MET if has else NOT_SAID
    return "", NOT_KNOWN
