"""World trade 1998-2000: specialization and proximity as another project published them."""

import numpy as np
import pandas as pd
import pytest

from mobility.counting.weights import effective_use
from mobility.foundation.incidence import Incidence
from mobility.relating.relatedness import relatedness

pytestmark = pytest.mark.shared_data


@pytest.fixture(scope="module")
def folder(shared_data):
    return shared_data("economiccomplexity")


@pytest.fixture(scope="module")
def used(folder):
    trade = pd.read_csv(folder / "world_trade_avg_1998_to_2000.csv.gz", dtype={"product": "str"})
    counts = Incidence.from_pairs(trade, "country", "product", "value", measure="dollars")
    return effective_use(counts)


def test_specialization_of_at_least_one_is_the_published_table_in_every_cell(folder, used):
    published = pd.read_csv(
        folder / "expected_balassa_binary_or_index.csv.gz", dtype={"product": "str"}
    )
    table = Incidence.from_pairs(
        published, "country", "product", "value", rows=used.rows, columns=used.columns
    )
    assert used.shape == (226, 785)  # 177,410 cells
    assert used.values.nnz == len(published) == 31_951
    assert (used.values != table.values).nnz == 0


def test_proximity_is_the_published_one_in_every_row(folder, used):
    published = pd.read_csv(
        folder / "expected_proximity_product.csv.gz", dtype={"from": "str", "to": "str"}
    )
    assert len(published) == 610_147
    ours = relatedness(used, between="product").to_matrix().toarray()
    # The published table has the diagonal, and has it as 1; ours leaves it out.
    np.fill_diagonal(ours, 1)
    i, j = used.columns.get_indexer(published["from"]), used.columns.get_indexer(published["to"])
    assert (i >= 0).all()
    assert (j >= 0).all()
    assert np.abs(ours[i, j] - published["value"].to_numpy()).max() < 1e-12
    elsewhere = ours.copy()
    elsewhere[i, j] = 0
    assert not elsewhere.any()
