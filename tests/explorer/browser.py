"""An explorer page in a real browser, and what the browser was asked to fetch for it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.support.wait import WebDriverWait


class Page:
    """An explorer page, open in the browser."""

    def __init__(self, driver: webdriver.Chrome) -> None:
        self.driver = driver

    def open(self, path: Path, ready: bool = True) -> None:
        """Open the file and wait until it is drawn."""
        self._log("performance")
        self._log("browser")
        self.driver.get(path.resolve().as_uri())
        if ready:
            self.wait("return document.documentElement.dataset.ready === 'yes'")

    def js(self, script: str) -> Any:
        """Run a script in the page and return what it returns."""
        return self.driver.execute_script(script)

    def wait(self, script: str) -> None:
        """Wait until a script returns something true."""
        WebDriverWait(self.driver, 20, 0.05).until(lambda _: self.js(script))

    def click_at(self, point: dict[str, float]) -> None:
        """Click with the mouse at a point of the page."""
        send = self.driver.execute_cdp_cmd
        send("Input.dispatchMouseEvent", {"type": "mouseMoved", **point})
        for kind in ("mousePressed", "mouseReleased"):
            event = {"type": kind, **point, "button": "left", "clickCount": 1}
            send("Input.dispatchMouseEvent", event)

    def requests(self) -> list[str]:
        """Return every address asked for since the page was opened."""
        messages = [json.loads(e["message"])["message"] for e in self._log("performance")]
        sent = (m for m in messages if m["method"] == "Network.requestWillBeSent")
        return [message["params"]["request"]["url"] for message in sent]

    def complaints(self) -> list[str]:
        """Return what the browser's console says: script errors, what the policy refused."""
        return [entry["message"] for entry in self._log("browser")]

    def _log(self, kind: str) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = self.driver.get_log(kind)  # type: ignore[no-untyped-call]
        return entries
