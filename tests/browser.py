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

__all__ = ["ADDRESS", "Shown", "chromium", "found_by_axe", "opened", "pictured"]

#: Folder for screenshots; ignored by git.
PICTURES = Path(__file__).parents[1] / "build" / "screenshots"

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


def found_by_axe(page: Page) -> list[tuple[str, list[str]]]:
    """What axe-core finds wrong: each rule, and where. Some rule must be kept, too.

    The test is skipped without the folder that BLOGCORE_AXE names.
    """
    folder = os.environ.get("BLOGCORE_AXE")
    if not folder:
        pytest.skip("BLOGCORE_AXE is not set: it names a folder with axe-core's axe.min.js")
    page.evaluate((Path(folder) / "axe.min.js").read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate("axe.run()")
    assert found["passes"]
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found["violations"]]


def pictured(page: Page, name: str) -> None:
    """Save a screenshot of the whole page."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    assert page.screenshot(path=PICTURES / f"{name}.png", full_page=True)


@define
class Shown:
    """An open page, and what it has done."""

    page: Page
    #: Kind ("image", "script", "document" …) and address of each request that it made.
    asked: list[tuple[str, str]]
    #: Where each script came from that the engine compiled: of elements, handlers and addresses.
    scripts: list[str]
    dialogs: list[str]


@contextmanager
def opened(
    browser: Browser,
    html: str,
    *,
    width: int = 1100,
    dark: bool = False,
    on_paper: bool = False,
    picture: bytes | None = None,
) -> Iterator[Shown]:
    """A page that shows this document; no request leaves it.

    The document comes from `ADDRESS`, so that its links and forms are as real. ``picture`` is what
    every request for a picture gets.
    """
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light"
    )
    shown = Shown(context.new_page(), [], [], [])
    page = shown.page

    def handle(route: Route) -> None:
        request = route.request
        if request.url == ADDRESS:
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
            return
        shown.asked.append((request.resource_type, request.url))
        if picture is not None and request.resource_type == "image":
            route.fulfill(body=picture, content_type="image/svg+xml")
        else:
            route.abort()

    def dismiss(dialog: Dialog) -> None:
        shown.dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)

    def note(script: dict[str, Any]) -> None:
        if script["url"]:  # Playwright's own come from nowhere
            shown.scripts.append(script["url"])

    engine = context.new_cdp_session(page)
    engine.on("Debugger.scriptParsed", note)
    engine.send("Debugger.enable")
    page.route("**/*", handle)
    page.goto(ADDRESS)
    if on_paper:
        page.emulate_media(media="print")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    yield shown
    context.close()


#: Where the document comes from.
ADDRESS = "https://blog.example/post"
