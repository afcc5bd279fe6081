"""A browser without a window: what a page asks for, says and complains of is written down; axe looks for barriers."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Dialog, Page, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_SECONDS = 30.0
# What is far away is laid out roughly, which axe would take for things on top of each other.
_LAID_OUT = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { content-visibility: visible !important }");
  document.adoptedStyleSheets = [sheet];
}"""


@dataclass(frozen=True, slots=True)
class Look:
    """How wide and high the page is, and whether its reader wants it light or dark."""

    width: int = 1280
    height: int = 900
    scheme: Literal["light", "dark"] = "light"


LIGHT = Look()


def _found() -> str | None:
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


def is_there() -> bool:
    """Whether this machine has a browser that these tests can use."""
    return _found() is not None


@contextmanager
def a_browser() -> Iterator[Browser]:
    """The system's own Chromium. Root has no sandbox to be in."""
    found = _found()
    if found is None:
        pytest.skip("no Chromium on this machine: make test-parts brings it")
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, chromium_sandbox=not is_root)
        yield browser
        browser.close()


@dataclass
class Shown:
    """A page as a browser shows it. ``asked`` are the addresses that it asked for, ``said`` errors and messages."""

    page: Page
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def barriers(self) -> list[str]:
        """What axe finds: rule, how many, and the first. It sees every part as one does who has scrolled there."""
        self.page.evaluate(_LAID_OUT)
        axe = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
        self.page.evaluate(axe)
        found = self.page.evaluate("tags => axe.run(document, { runOnly: tags, resultTypes: ['violations'] })", _RULES)
        return [
            f"{each['id']} ({len(each['nodes'])}): {each['nodes'][0]['html'][:200]}" for each in found["violations"]
        ]

    def is_too_wide(self) -> bool:
        """Whether one has to scroll sideways."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth > innerWidth"))

    def answer(self, dialog: Dialog) -> None:
        """Write down what a page wants to be answered, and do not."""
        self.said.append(dialog.message)
        dialog.dismiss()

    def until(self, condition: str) -> None:
        """Wait until an expression is true. The page's policy lets nobody evaluate from within, so it is asked."""
        end = time.monotonic() + _SECONDS
        while not self.page.evaluate(condition):
            assert time.monotonic() < end, condition
            self.page.wait_for_timeout(20)

    def focused(self) -> str:
        """The id of what has the keyboard, else its tag."""
        return str(self.page.evaluate("document.activeElement.id || document.activeElement.tagName.toLowerCase()"))

    def seen(self, what: str) -> int:
        """How many of what a selector finds can be seen."""
        return sum(each.is_visible() for each in self.page.locator(what).all())


@contextmanager
def shown(
    browser: Browser, content: str, folder: Path, anchor: str = "", look: Look = LIGHT, *, has_script: bool = True
) -> Iterator[Shown]:
    """A page opened from a file, as people do. Fails when it asked for anything but itself, or had an error."""
    path = folder / "page.html"
    path.write_text(content, encoding="utf-8")
    page = browser.new_page(
        viewport={"width": look.width, "height": look.height},
        color_scheme=look.scheme,
        java_script_enabled=has_script,
    )
    page.set_default_timeout(_SECONDS * 1000)
    opened = Shown(page)
    page.on("request", lambda request: opened.asked.append(request.url))
    page.on("pageerror", lambda error: opened.said.append(str(error)))
    page.on("console", lambda message: opened.said.append(message.text))
    page.on("dialog", opened.answer)
    try:
        page.goto(path.as_uri() + (f"#{anchor}" if anchor else ""))
        yield opened
        assert [address for address in opened.asked if not address.startswith(path.as_uri())] == []
        assert opened.said == []
    finally:
        page.close()
