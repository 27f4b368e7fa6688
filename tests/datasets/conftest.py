"""The default synthetic ads, made once."""

import pandas as pd
import pytest

from mobility.datasets.generate import planted_skills, synthetic_ads


@pytest.fixture(scope="session")
def ads() -> list[dict]:
    return list(synthetic_ads())


@pytest.fixture(scope="session")
def planted() -> pd.DataFrame:
    return planted_skills()
