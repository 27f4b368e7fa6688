"""make_picture: write the pictures of the README from the demonstration's pages.

    python docs/make_picture.py out/demo/network.html out/matcher.html

The second is the page of `mobility matcher out/demo`; docs/picture_matcher.png is taken of it.

Needs chromium and chromedriver on the path.
"""

import shutil
import sys
import time
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

HERE = Path(__file__).resolve().parent
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1440,1000")


def main(network: Path, matcher: Path) -> None:
    """Take the network in English, whole and of a cook, and the matcher with a person typed."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or "chromium"
    for flag in FLAGS:
        options.add_argument(flag)
    driver = webdriver.Chrome(
        options=options, service=Service(shutil.which("chromedriver") or "chromedriver")
    )
    try:
        metrics = {"width": 1440, "height": 1000, "deviceScaleFactor": 1, "mobile": False}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        _network(driver, network)
        _matcher(driver, matcher)
    finally:
        driver.quit()


def _network(driver: webdriver.Chrome, page: Path) -> None:
    driver.get(page.resolve().as_uri())
    driver.find_element(By.CSS_SELECTOR, "[data-language=en]").click()
    time.sleep(1)
    driver.save_screenshot(str(HERE / "picture.png"))
    field = driver.find_element(By.CSS_SELECTOR, "#search")
    field.send_keys("Kockar")
    field.send_keys(Keys.ARROW_DOWN, Keys.ENTER)
    time.sleep(1)
    driver.execute_script("document.activeElement.blur(); window.scrollTo(0, 0)")
    time.sleep(0.5)
    driver.save_screenshot(str(HERE / "picture_cook.png"))


def _matcher(driver: webdriver.Chrome, page: Path) -> None:
    driver.get(page.resolve().as_uri())
    driver.find_element(By.CSS_SELECTOR, "#typed").send_keys(
        "servitör, truckkort, engelska", Keys.ENTER
    )
    driver.find_element(By.CSS_SELECTOR, "#place").send_keys("Malmö", Keys.ENTER)
    time.sleep(1)
    driver.execute_script("document.activeElement.blur(); window.scrollTo(0, 0)")
    time.sleep(0.5)
    driver.save_screenshot(str(HERE / "picture_matcher.png"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
