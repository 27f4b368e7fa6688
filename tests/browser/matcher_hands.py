"""What hands do on the matcher page, and the view of a space that its page shows them."""

from selenium.webdriver.common.keys import Keys

from mobility.showing.matcher_view import MatcherView
from tests.matcher_spaces import schooling_drawn


def view_of(space):
    """With demands of schooling; the classification alone says where one can begin."""
    return MatcherView.of(
        space, schooling=schooling_drawn(space), synthetic=True, source="påhittade annonser"
    )


def say(page, text, field="typed"):
    page.find(f"#{field}").send_keys(text)


def type_in(page, text):
    say(page, text + Keys.ENTER)


def titles(page):
    return page.texts(".job-title span:last-child")


def tab(page, name):
    page.find(f"#tab-{name}").click()
