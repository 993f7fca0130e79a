"""The page in a browser: accessible, and readable on every screen and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from attrs import evolve
from playwright.sync_api import Browser
from tests.browser import OpenPage, axe_violations, chromium, open_page, save_screenshot
from tests.renderers.html.discussions import BLOG, FULL, PIER, POST

from blogcore import Blog, Context, Post, Site, render_page
from blogcore.i18n import get_words
from blogcore.viewers import author

pytestmark = pytest.mark.browser

ARABIC = evolve(FULL, words=get_words("ar"))
PAGES = {
    "full": render_page(BLOG, "7", "html", context=FULL),
    "arabic": render_page(BLOG, "7", "html", context=ARABIC),
    "held": render_page(BLOG, "7", "html", context=Context(viewer=author("new"))),
    "bare": render_page(BLOG, "7", "html", bylines=False),
    "closed": render_page(
        evolve(BLOG, posts=[evolve(POST, comments_open=False)]), "7", "html", context=FULL
    ),
    "untitled": render_page(Blog(site=Site(title="Slow"), posts=[Post(id="7")]), "7", "html"),
    "empty": render_page(evolve(BLOG, comments=[]), "7", "html", context=FULL),
}
WIDTHS = {"wide": 1100, "narrow": 360}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.mark.parametrize("name", PAGES)
def test_an_accessibility_checker_finds_nothing(browser: Browser, name: str) -> None:
    with open_page(browser, PAGES[name], image=PIER) as shown:
        for width, dark in ((1100, False), (360, True)):
            shown.page.set_viewport_size({"width": width, "height": 900})
            shown.page.emulate_media(color_scheme="dark" if dark else "light")
            assert axe_violations(shown.page) == []


def test_the_accessibility_checker_reports_a_planted_fault(browser: Browser) -> None:
    page = PAGES["full"].replace("<label", "<span").replace("</label>", "</span>")
    with open_page(browser, page) as shown:
        assert "label" in dict(axe_violations(shown.page))


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_the_screen(browser: Browser, name: str) -> None:
    with open_page(browser, PAGES[name], image=PIER) as shown:
        for width in (320, 360, 600, 1100):
            shown.page.set_viewport_size({"width": width, "height": 900})
            assert shown.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", ["full", "arabic"])
def test_replies_are_indented_from_the_margin(browser: Browser, name: str) -> None:
    with open_page(browser, PAGES[name]) as shown:
        parent, reply = _box(shown, "#comment-c1"), _box(shown, "#comment-c2")
        indented = (reply["x"] > parent["x"], _end(reply) < _end(parent))
        assert indented == ((True, False) if name == "full" else (False, True))


def test_the_parent_is_named_if_it_is_not_the_enclosing_item(browser: Browser) -> None:
    near, far = "#comment-d1 > article .u-in-reply-to", "#comment-d11 > article .u-in-reply-to"
    with open_page(browser, PAGES["full"]) as shown:
        assert not shown.page.is_visible(near)
        assert shown.page.is_visible(far)
    with open_page(browser, PAGES["full"], width=360) as shown:
        assert shown.page.is_visible(near)


def test_the_skip_link_moves_the_focus_to_the_content(browser: Browser) -> None:
    with open_page(browser, PAGES["full"]) as shown:
        skip = ".skip"
        assert _box(shown, skip)["y"] < 0
        shown.page.keyboard.press("Tab")
        assert _box(shown, skip)["y"] >= 0
        shown.page.keyboard.press("Enter")
        assert shown.page.evaluate("location.hash") == "#content"


def test_permalinks_lead_to_their_comments_for_any_id(browser: Browser) -> None:
    strange = evolve(BLOG.comments[0], id='a b"c%20é', in_reply_to=None)
    html = render_page(evolve(BLOG, comments=[strange]), "7", "html")
    with open_page(browser, html) as shown:
        shown.page.click("#comments .u-url")
        assert shown.page.locator("li:target").count() == 1


def test_print_styles_hide_the_form_and_use_dark_text(browser: Browser) -> None:
    with open_page(browser, PAGES["full"], dark=True, print_media=True) as shown:
        assert not shown.page.is_visible("#respond")
        colour = shown.page.evaluate("getComputedStyle(document.body).color")
        assert colour == "rgb(0, 0, 0)"


def test_the_form_sends_what_was_typed_without_a_script(browser: Browser) -> None:
    with open_page(browser, PAGES["full"]) as shown:
        shown.page.fill("#respond-email", "zoe@example.org")
        with shown.page.expect_request("**/reply") as sent:
            shown.page.click("#respond button")
        data = sent.value.post_data_json
        assert data == {
            "token": "a&b",
            "in_reply_to": "c1",
            "body": "\r\nI was on it,\r\nand it was late.",
            "name": "Zoë <3",
            "email": "zoe@example.org",
            "url": "https://zoe.example/",
            "fax": "",
        }


def test_screenshots_of_the_page(browser: Browser) -> None:
    for name in ("full", "arabic"):
        for width, pixels in WIDTHS.items():
            for shade in ("light", "dark"):
                with open_page(
                    browser, PAGES[name], width=pixels, dark=shade == "dark", image=PIER
                ) as shown:
                    save_screenshot(shown.page, f"{name}-{width}-{shade}")
    with open_page(browser, PAGES["full"], width=794, print_media=True, image=PIER) as shown:
        save_screenshot(shown.page, "full-paper")


def _box(shown: OpenPage, selector: str) -> Any:
    return shown.page.locator(selector).bounding_box()


def _end(box: Any) -> float:
    return float(box["x"] + box["width"])
