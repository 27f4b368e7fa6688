"""make_map_picture: write the picture of the map page from the demonstration's map.

    python docs/make_map_picture.py out/demo-zones/karta.html

Needs chromium and chromedriver on the path.
"""

import shutil
import sys
import time
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

HERE = Path(__file__).resolve().parent
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars")
CHOSEN = "need 4"
"""What is chosen in the picture: work training, which most actors have a part in."""


def main(page: Path) -> None:
    """Take the map in English with one need chosen."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or "chromium"
    for flag in FLAGS:
        options.add_argument(flag)
    driver = webdriver.Chrome(
        options=options, service=Service(shutil.which("chromedriver") or "chromedriver")
    )
    try:
        metrics = {"width": 1440, "height": 1090, "deviceScaleFactor": 1, "mobile": False}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        driver.get(page.resolve().as_uri())
        driver.execute_script(
            "document.querySelector('[data-language=en]').click();"
            "document.querySelector(`[data-key='${arguments[0]}']`)"
            ".dispatchEvent(new Event('click')); document.activeElement.blur()",
            CHOSEN,
        )
        time.sleep(1)
        driver.save_screenshot(str(HERE / "picture_map.png"))
    finally:
        driver.quit()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
