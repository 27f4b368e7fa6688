"""What the page on passes over the text says is done, and shows what comes out."""

from tests.tutorials import agrees, done


def test_the_page_is_done_as_it_stands_and_shows_what_comes_out():
    steps = list(done("finding_by_meaning.md"))
    assert len(steps) == 3
    for step in steps:
        assert agrees(step.shown, step.said), step.said
