"""employer_industries: with_industries() gives ads the industry of their employer."""

from dataclasses import replace

from mobility.foundation.ads import Ads
from mobility.foundation.errors import VersionError
from mobility.foundation.recipe import Step
from mobility.reading.coverage import TEMPORARY_WORK
from mobility.reading.employer_register import Employers


def with_industries(ads: Ads, employers: Employers) -> Ads:
    """Give each ad the industry of its employer, where it has none of its own.

    The employer is who advertises. An ad of a temporary-work agency (SNI 78) is for work in
    another industry, which nobody knows: count such ads apart, as the class of their own they are.
    A register is of the day it was made; an employer can have been in another industry before.

    Parameters
    ----------
    ads : Ads
        As `read_ads` returns them: the number of a legal person stands in ``employer``.
    employers : Employers
        As `read_employers` returns them.

    Returns
    -------
    Ads
        With ``industry`` filled in, and the version of its codes. The recipe counts the ads with
        an industry of their own, found in the register, of employers it lacks, and without the
        number of a legal person.

    Raises
    ------
    VersionError
        If the ads have industries of their own in another version of the codes.

    Examples
    --------
    >>> import pandas as pd
    >>> register = pd.DataFrame({"employer": ["5566778899"], "industry": ["56100"]})
    >>> known = Employers.from_table(register, version="SNI 2007")
    >>> ads = Ads.from_table(
    ...     pd.DataFrame({"ad": ["1", "2"], "text": "Kock.", "employer": ["5566778899", None]})
    ... )
    >>> with_industries(ads, known).table["industry"].fillna("").tolist()
    ['56100', '']
    """
    own = ads.table["industry"].notna()
    if own.any() and ads.industry_version != employers.version:
        raise VersionError.between("ads", ads.industry_version, "employers", employers.version)
    number = ads.table["employer"].str.fullmatch(r"[0-9]{10}").fillna(False).astype(bool)
    found = employers.industry_of(ads.table["employer"])
    table = ads.table.assign(industry=ads.table["industry"].where(own, found))
    counts = {
        "ads": len(table),
        "industry of their own": int(own.sum()),
        "found in the register": int((~own & found.notna()).sum()),
        "employer not in the register": int((~own & number & found.isna()).sum()),
        "no number of a legal person": int((~own & ~number).sum()),
        "of temporary-work agencies": int(table["industry"].str.startswith(TEMPORARY_WORK).sum()),
    }
    step = Step.of("with_industries", {"version": employers.version}, counts)
    recipe = ads.recipe.joined(employers.recipe).then(step)
    return replace(ads, table=table, industry_version=employers.version, recipe=recipe)
