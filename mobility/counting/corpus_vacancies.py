"""corpus_vacancies: ads and openings of each occupation and place of a corpus."""

import pandas as pd

from mobility.counting.corpus_ledger import make_first_of_id
from mobility.foundation.corpus import Corpus
from mobility.foundation.recipe import Step, with_recipe


def vacancies_of_corpus(corpus: Corpus, place: str) -> pd.DataFrame:
    """Count ads and openings as `vacancies` does; an ad whose id an earlier one has is left out."""
    with corpus.connection() as connection:
        repeated_ids = make_first_of_id(connection)
        connection.execute(
            f"""
            CREATE TEMP TABLE counted AS
            SELECT occupation, {place} AS place, coalesce(openings, 1) AS openings
            FROM own_ads JOIN (
                SELECT min(number) AS number FROM own_ads WHERE occupation IS NOT NULL
                GROUP BY same_vacancy
            ) USING (number)
            """
        )
        table = connection.execute(
            f"""
            WITH names AS (
                SELECT {place} AS place, arg_min({place}_name, number) AS place_name FROM own_ads
                WHERE {place} IS NOT NULL AND {place}_name IS NOT NULL GROUP BY ALL
            ), sums AS (
                SELECT occupation, place, count(*) AS ads, sum(openings) AS vacancies
                FROM counted GROUP BY ALL
            )
            SELECT occupation, place, place_name, ads, vacancies
            FROM sums LEFT JOIN names USING (place) ORDER BY occupation, place NULLS LAST
            """
        ).df()
        told = connection.execute(
            """
            SELECT count(*) FILTER (occupation IS NOT NULL), (SELECT count(*) FROM counted),
                (SELECT count(*) FROM counted WHERE place IS NULL)
            FROM own_ads
            """
        ).fetchall()
    (coded, counted, placeless) = map(int, told[0])
    table = table.astype(
        {
            **dict.fromkeys(("occupation", "place", "place_name"), "str"),
            **dict.fromkeys(("ads", "vacancies"), "int64"),
        }
    )
    own = corpus.count("ads") - repeated_ids
    counts = {
        "in": own,
        "counted": counted,
        "repeated": coded - counted,
        "no occupation code": own - coded,
        "counted without a place": placeless,
        "ids that stand twice": repeated_ids,
    }
    return with_recipe(table, corpus.recipe.then(Step.of("vacancies", {"place": place}, counts)))
