"""A headless Chromium without network, and a page opened in it from a file."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from mobility.reaching.space import SkillSpace
from mobility.showing.matcher_page import matcher_page
from tests.browser.matcher_hands import view_of
from tests.matcher_spaces import national_space, synthetic_space

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1440,900",
)


@dataclass(frozen=True)
class Opened:
    """A page in the browser, and everything that was asked for and complained about since."""

    driver: Any
    url: str

    def js(self, script: str, *arguments: object) -> Any:
        return self.driver.execute_script(script, *arguments)

    def find(self, selector: str) -> Any:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str) -> list[Any]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def texts(self, selector: str) -> list[str]:
        script = "return [...document.querySelectorAll(arguments[0])].map((e) => e.textContent)"
        return list(self.js(script, selector))

    def until(self, condition: Callable[[], object]) -> None:
        WebDriverWait(self.driver, 5, poll_frequency=0.05).until(lambda _: condition())

    def asked_for(self) -> list[str]:
        """Every address requested, from the browser's own log of the network."""
        messages = [
            json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")
        ]
        requests = [m for m in messages if m["method"] == "Network.requestWillBeSent"]
        return [request["params"]["request"]["url"] for request in requests]

    def complaints(self) -> list[str]:
        """Every error and warning on the console."""
        return [f"{e['level']}: {e['message']}" for e in self.driver.get_log("browser")]


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A headless Chromium of our own, with an empty profile and no way to any network."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    chromedriver = shutil.which("chromedriver")
    if not chromium or not chromedriver:
        pytest.skip("needs chromium and chromedriver on PATH")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(chromedriver))
    driver.execute_cdp_cmd("Network.enable", {})
    offline = {"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0}
    driver.execute_cdp_cmd("Network.emulateNetworkConditions", offline)
    yield driver
    driver.quit()


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Callable[..., Opened]:
    """Open a page from a file of its own, in a window of a given size."""

    def open_page(html: str, *, width: int = 1440, height: int = 900) -> Opened:
        file = tmp_path / "page.html"
        file.write_text(html, "utf-8")
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        browser.get_log("performance")
        browser.get_log("browser")
        browser.get(file.as_uri())
        return Opened(browser, file.as_uri())

    return open_page


@pytest.fixture(scope="session")
def synthetic(tmp_path_factory: pytest.TempPathFactory) -> SkillSpace:
    """The space of made-up ads."""
    return synthetic_space(tmp_path_factory.mktemp("ads"))


@pytest.fixture(scope="session")
def matcher(synthetic: SkillSpace) -> str:
    """The matcher page of made-up ads."""
    return matcher_page(view_of(synthetic))


@pytest.fixture(scope="session")
def national(shared_data: Callable[[str], Path]) -> SkillSpace:
    """The space of the national table of links."""
    return national_space(shared_data("jobtech-taxonomy"), shared_data("af-sweden"))


AXE = (
    "const done = arguments[arguments.length - 1];"
    "axe.run(document).then((found) => done(found.violations.map((one) =>"
    " `${one.impact} ${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`)))"
)


@pytest.fixture(scope="session")
def axe_core() -> str:
    """The program of axe-core, where the environment says it is: AXE_CORE=…/axe.min.js."""
    place = os.environ.get("AXE_CORE")
    if not place:
        pytest.skip("needs axe-core: set AXE_CORE to its axe.min.js")
    return Path(place).read_text("utf-8")


@pytest.fixture
def complaints_of_axe(browser: Any, axe_core: str) -> Iterator[Callable[[Opened], list[str]]]:
    """Return what axe-core complains of on a page as it stands.

    Meanwhile a page may run a program that is not its own, which its policy forbids.
    """
    browser.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})

    def found(page: Opened) -> list[str]:
        if not page.js("return 'axe' in window"):
            page.js(axe_core)
        return list(page.driver.execute_async_script(AXE))

    yield found
    browser.execute_cdp_cmd("Page.setBypassCSP", {"enabled": False})
