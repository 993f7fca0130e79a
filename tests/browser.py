"""Headless Chromium from Debian, and axe-core if it is installed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from attrs import define
from playwright.sync_api import Browser, Dialog, Page, Route, sync_playwright

__all__ = ["ADDRESS", "OpenPage", "axe_violations", "chromium", "open_page", "save_screenshot"]

#: Folder for screenshots; ignored by git.
SCREENSHOTS = Path(__file__).parents[1] / "build" / "screenshots"

_FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Yield the browser, or skip the test if there is none."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("no chromium is installed: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found,
            args=_FLAGS,
            chromium_sandbox=os.geteuid() != 0,  # it does not run as root
        )
        yield browser
        browser.close()


def axe_violations(page: Page) -> list[tuple[str, list[str]]]:
    """Return the violations that axe-core finds: the rule and the HTML of the elements.

    Fail if axe-core checked nothing; skip the test if BLOGCORE_AXE names no folder.
    """
    folder = os.environ.get("BLOGCORE_AXE")
    if not folder:
        pytest.skip("BLOGCORE_AXE is not set: it names a folder with axe-core's axe.min.js")
    page.evaluate((Path(folder) / "axe.min.js").read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate("axe.run()")
    assert found["passes"]
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found["violations"]]


def save_screenshot(page: Page, name: str) -> None:
    """Save a screenshot of the whole page."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    assert page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)


@define
class OpenPage:
    """An open page, with its requests, scripts and dialogs."""

    page: Page
    #: Kind ("image", "script", "document" …) and URL of each request of the page.
    requests: list[tuple[str, str]]
    #: The URL of each script that was compiled, whether of an element, an event handler or a link.
    scripts: list[str]
    dialogs: list[str]


@contextmanager
def open_page(
    browser: Browser,
    html: str,
    *,
    width: int = 1100,
    dark: bool = False,
    print_media: bool = False,
    image: bytes | None = None,
) -> Iterator[OpenPage]:
    """Yield an open page with this HTML; nothing is loaded from the network.

    The page has the URL `ADDRESS`, so that links and forms work as on a site. ``image`` is the
    response to every request for an image.
    """
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light"
    )
    shown = OpenPage(context.new_page(), [], [], [])
    page = shown.page

    def handle(route: Route) -> None:
        request = route.request
        if request.url == ADDRESS:
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
            return
        shown.requests.append((request.resource_type, request.url))
        if image is not None and request.resource_type == "image":
            route.fulfill(body=image, content_type="image/svg+xml")
        else:
            route.abort()

    def dismiss(dialog: Dialog) -> None:
        shown.dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)

    def note(script: dict[str, Any]) -> None:
        if script["url"]:  # scripts of Playwright itself have no URL
            shown.scripts.append(script["url"])

    engine = context.new_cdp_session(page)
    engine.on("Debugger.scriptParsed", note)
    engine.send("Debugger.enable")
    page.route("**/*", handle)
    page.goto(ADDRESS)
    if print_media:
        page.emulate_media(media="print")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    yield shown
    context.close()


#: The URL of the page.
ADDRESS = "https://blog.example/post"
