"""The example blogs in a real browser without JavaScript: read, reply, moderate."""

from __future__ import annotations

import json
import re
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect
from tests.browser import axe_violations, chromium, save_screenshot
from werkzeug.serving import make_server

from blogcore.stores import SqliteStore

pytestmark = pytest.mark.browser

Screenshot = Callable[[Page, str], None]

ROOT = Path(__file__).parents[2]
PASSWORD = "let me in"
BAG_POST = "what-is-in-the-bag/"
ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "</textarea><script>alert(1)</script>",
    "javascript:alert(1)",
)


def import_program(path: Path, name: str) -> Any:
    """Import a program of this repository that is not in a package."""
    spec = spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[name] = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(params=["flask", "starlette"])
def framework(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def screenshot(framework: str) -> Screenshot:
    """Return a function that saves a screenshot of a page, by framework and name."""
    return lambda page, name: save_screenshot(page, f"{framework}-{name}")


@pytest.fixture
def address(framework: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Serve an example blog with the sample and a new store; yield its URL."""
    monkeypatch.syspath_prepend(ROOT / "examples" / "blog")
    serve = import_program(ROOT / "tools" / "serve.py", "blogcore_serve")
    example = import_program(ROOT / "examples" / "blog" / f"{framework}_app.py", "blogcore_example")
    blog = serve.sample_blog()
    with SqliteStore(tmp_path / "comments.db") as store:
        store.add(*blog.comments)
        pictures = tmp_path / "pictures"
        pictures.mkdir()
        serve.copy_images(pictures)
        app = example.make_app(blog, store, pictures, PASSWORD, "a secret of this site")
        with SERVERS[framework](app) as port:
            yield f"http://127.0.0.1:{port}/"


@contextmanager
def serve_with_werkzeug(app: Any) -> Iterator[int]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    with in_thread(server.serve_forever):
        yield server.server_port
        server.shutdown()


@contextmanager
def serve_with_uvicorn(app: Any) -> Iterator[int]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(64)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
        with in_thread(lambda: server.run(sockets=[listening])):
            yield listening.getsockname()[1]
            server.should_exit = True


@contextmanager
def in_thread(work: Callable[[], object]) -> Iterator[None]:
    thread = threading.Thread(target=work)
    thread.start()
    yield
    thread.join()


SERVERS = {"flask": serve_with_werkzeug, "starlette": serve_with_uvicorn}


@contextmanager
def visitor(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    """Yield a page with its own cookies; fail if it opens a dialog or requests another site."""
    context: BrowserContext = browser.new_context(**{"java_script_enabled": False, **options})
    page = context.new_page()
    unwanted: list[str] = []

    def check_request(request: Request) -> None:
        if not request.url.startswith(address):
            unwanted.append(request.url)

    page.on("request", check_request)
    page.on("dialog", lambda it: unwanted.append(it.message))
    yield page
    assert unwanted == []
    context.close()


def moderator(browser: Browser, address: str) -> Any:
    return visitor(browser, address, http_credentials={"username": "eva", "password": PASSWORD})


def fill_form(page: Page, body: str, *, name: str = "Ida", email: str = "ida@example.org") -> None:
    page.get_by_label("Comment").fill(body)
    page.get_by_label("Name").fill(name)
    page.get_by_label("Email").fill(email)


def submit_form(page: Page) -> None:
    page.get_by_role("button", name="Post Comment").click()


def approve_all(browser: Browser, address: str, screenshot: Screenshot, name: str) -> None:
    with moderator(browser, address) as page:
        page.goto(f"{address}moderation/")
        screenshot(page, f"moderation-{name}")
        for box in page.get_by_role("checkbox").all():
            box.check()
        page.get_by_role("button", name="Approve").click()
        expect(page.get_by_text("Nothing is here.")).to_be_visible()


def test_a_reply_to_the_third_level_is_held_and_then_shown_under_its_parent(
    browser: Browser, address: str, screenshot: Screenshot
) -> None:
    with visitor(browser, address) as page:
        page.goto(address)
        screenshot(page, "front")
        page.get_by_role("link", name="What is in the bag").click()
        third = page.locator("li li li article").first
        third.get_by_role("link", name=re.compile("^Reply to ")).click()
        fill_form(page, "A thermos, filled on board.")
        submit_form(page)
        expect(page.get_by_text("Your comment is awaiting moderation.")).to_be_visible()
        screenshot(page, "held")
        with visitor(browser, address) as other:
            other.goto(address + BAG_POST)
            expect(other.get_by_text("A thermos")).to_have_count(0)
            approve_all(browser, address, screenshot, "reply")
            other.reload()
            reply = other.locator("li li li li article", has_text="A thermos, filled on board.")
            expect(reply).to_have_count(1)
            screenshot(other, "approved")
        page.reload()
        expect(page.get_by_text("awaiting moderation")).to_have_count(0)


def test_errors_are_shown_at_their_fields_and_values_are_kept(
    browser: Browser, address: str, screenshot: Screenshot
) -> None:
    with visitor(browser, address) as page:
        page.goto(address + BAG_POST)
        fill_form(page, "I keep my text.", name="  ", email="ida@example")
        page.get_by_label("Website").fill("https://example.org")
        submit_form(page)
        expect(page.get_by_label("Comment")).to_have_value("I keep my text.")
        expect(page.get_by_label("Email")).to_have_value("ida@example")
        expect(page.get_by_label("Email")).to_have_attribute("aria-invalid", "true")
        expect(page.get_by_label("Name")).to_have_attribute("aria-invalid", "true")
        screenshot(page, "refused")
        page.get_by_role("link", name="Name: Please fill in this field.").click()
        expect(page.get_by_label("Name")).to_be_focused()


def test_hostile_replies_are_shown_as_text(
    browser: Browser, address: str, screenshot: Screenshot
) -> None:
    with visitor(browser, address) as page:
        page.goto(address + BAG_POST)
        fill_form(page, "\n\n".join(ATTACKS), name=f"Mallory {ATTACKS[0]}")
        submit_form(page)
        expect(page.get_by_text("awaiting moderation")).to_be_visible()
        approve_all(browser, address, screenshot, "hostile")
    with visitor(browser, address, java_script_enabled=True) as page:
        page.goto(address + BAG_POST)
        for attack in ATTACKS:
            expect(page.get_by_text(attack, exact=True)).to_be_visible()
        screenshot(page, "hostile")


def test_known_attacks_add_no_element_to_the_page(
    browser: Browser, address: str, screenshot: Screenshot, hostile: Path
) -> None:
    lines = (hostile / "xss" / "dompurify_expect.jsonl").read_text("utf-8").splitlines()
    payloads = [str(json.loads(line)["payload"]) for line in lines]
    attacks = [it for it in payloads if it.isprintable() and 20 < len(it) < 400][:30]
    assert len(attacks) > 20
    with visitor(browser, address) as page:
        page.goto(address + BAG_POST)
        fill_form(page, "\n\n".join(attacks), name="Eve")
        submit_form(page)
        expect(page.get_by_text("awaiting moderation")).to_be_visible()
        approve_all(browser, address, screenshot, "attacks")
    with visitor(browser, address, java_script_enabled=True) as page:
        page.goto(address + BAG_POST)
        body = page.locator("article", has_text="Eve").last.locator(".e-content")
        assert set(body.locator("*").evaluate_all("all => all.map(it => it.tagName)")) <= {"P"}
        shown = body.locator("p").all_text_contents()
        assert [" ".join(it.split()) for it in shown] == [" ".join(it.split()) for it in attacks]


def test_a_long_discussion_is_shown_page_by_page(
    browser: Browser, address: str, screenshot: Screenshot
) -> None:
    with visitor(browser, address) as page:
        page.goto(f"{address}ten-days-on-the-post-boat/?page=1")
        expect(page.get_by_text("Page 1 of 2")).to_be_visible()
        page.get_by_role("link", name="Next page").click()
        expect(page.get_by_text("Page 2 of 2")).to_be_visible()
        screenshot(page, "page-2")


def test_the_keyboard_reaches_everything(browser: Browser, address: str) -> None:
    with visitor(browser, address) as page:
        page.goto(address + BAG_POST)
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
        page.keyboard.press("Enter")
        for _ in range(60):  # past every link of the discussion
            page.keyboard.press("Tab")
            if page.locator("textarea:focus").count():
                break
        for typed in ("By keyboard.", "Kai", "kai@example.org", ""):
            page.keyboard.type(typed)
            page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Post Comment")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_text("By keyboard.")).to_be_visible()
        expect(page.get_by_text("awaiting moderation")).to_be_visible()


@pytest.mark.parametrize(
    ("name", "path", "tag", "direction"),
    [
        ("german", "warten-lernen-in-varnholm/", "de", "ltr"),
        ("arabic", "qitar-al-layl/", "ar", "rtl"),
        ("picture", "ten-days-on-the-post-boat/", "en", "ltr"),
        ("front", "", "en", "ltr"),
        ("moderation", "moderation/?status=spam", "en", "ltr"),
    ],
)
def test_pages_fit_a_narrow_screen_and_pass_the_accessibility_checker(
    browser: Browser,
    address: str,
    screenshot: Screenshot,
    name: str,
    path: str,
    tag: str,
    direction: str,
) -> None:
    context = browser.new_context(
        viewport={"width": 320, "height": 800},
        bypass_csp=True,
        http_credentials={"username": "eva", "password": PASSWORD},
    )
    page = context.new_page()
    page.goto(address + path)
    root = page.locator("html")
    expect(root).to_have_attribute("lang", tag)
    expect(root).to_have_attribute("dir", direction)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    for image in page.locator("img").all():  # loaded when it is scrolled into view
        image.scroll_into_view_if_needed()
        expect(image).to_have_js_property("complete", True)
        assert image.evaluate("it => it.naturalWidth") > 0
    assert page.locator("img").count() == (name == "picture")
    screenshot(page, f"narrow-{name}")
    assert axe_violations(page) == []
    context.close()
