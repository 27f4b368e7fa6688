"""Layouts of files: the same and earlier ones are read, later ones refused with the way out."""

import pytest

from mobility.cli.refusals import message
from mobility.foundation.errors import FileProblemError
from mobility.saving.layouts import check_layout


@pytest.mark.parametrize("written", [1, 2])
def test_what_this_version_knows_is_read(written):
    check_layout("model.json", written, reads=2)


def test_a_later_layout_is_refused_with_the_way_out_in_both_languages():
    with pytest.raises(FileProblemError) as refused:
        check_layout("model.json", 3, reads=2)
    assert "layout 3; this library reads up to 2. Take a newer version" in str(refused.value)
    assert "Ta en nyare version" in message(refused.value, "sv")
