"""make_picture: write docs/picture.png and docs/picture_cook.png from the demonstration page.

    python docs/make_picture.py out/demo/network.html

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


def main(page: Path) -> None:
    """Open the page in English, take the whole picture, then one of a cook."""
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
    finally:
        driver.quit()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
