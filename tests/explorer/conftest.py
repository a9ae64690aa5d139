"""A real browser for the pages that are written here."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from browser import Page
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

SWITCHES = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1440,900",
)


@pytest.fixture(scope="session")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """Headless Chromium; where it is missing, skip, or fail with CI set."""
    browser = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chrome")
    service = shutil.which("chromedriver")
    if not browser or not service:
        message = "needs Chromium and its driver: apt-get install chromium chromium-driver"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(message)
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for switch in (*SWITCHES, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    started = webdriver.Chrome(options=options, service=Service(service))
    yield started
    started.quit()


@pytest.fixture
def page(driver: webdriver.Chrome) -> Page:
    """The browser, ready to open a page."""
    return Page(driver)
