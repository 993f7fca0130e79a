"""Every payload in every field of a page: two parsers and a browser find no injected markup."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from jinja2 import Environment
from playwright.sync_api import Browser
from tests.browser import chromium, open_page
from tests.renderers.html.reading import assert_harmless, assert_whole, by_html5lib, by_lexbor
from tests.templates import IN_DJANGO, IN_JINJA, by_django

from blogcore import (
    Author,
    Blog,
    Body,
    Comment,
    Context,
    Fault,
    Image,
    Post,
    Site,
    Thread,
    render,
    render_page,
)
from blogcore._text.plain import scrub
from blogcore.forms import ReplyForm
from blogcore.jinja import install
from blogcore.models import Extra, MediaType

FILES = {
    "xss/ammonia_fragments.jsonl": "payload",
    "xss/bleach_data.jsonl": "payload",
    "xss/dompurify_expect.jsonl": "payload",
    "xss/dompurify_fuzz_seeds.jsonl": "payload",
    "urls/author_urls.jsonl": "url",
    "text/unicode_and_markup.jsonl": "text",
}
#: Payloads that try to break out of each context of a page, such as an attribute or a comment.
BREAKOUTS = [
    "</script><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</textarea><img src=x onerror=alert(1)>",
    "</title><svg onload=alert(1)>",
    "--><script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    "` onmouseover=alert(1)",
    "x onmouseover=alert(1) y=",
    '"><base href="https://evil.example/">',
    '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    '<link rel="prefetch" href="https://evil.example/">',
    "<plaintext>",
    "<!--",
    "<![CDATA[",
    "[click](javascript:alert(1))",
    "![look](https://evil.example/pixel.png)",
    "<javascript:alert(1)>",
    '[x](https://example.org "onmouseover=alert(1)")',
    "&#x3c;script>alert(1)</script>",
    '[caption caption="<script>alert(1)</script>"]<img src=x onerror=alert(1)>[/caption]',
    "{{7*7}}{% raw %}${7*7}",
    "<a href='java\nscript:alert(1)'>x</a>",
    "<form action=javascript:alert(1)><button>x",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 "
    "onerror=alert(1)&gt;'>",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def payloads(hostile: Path) -> list[str]:
    """Return the payloads of all lists that models accept."""
    found = list(BREAKOUTS)
    for file, key in FILES.items():
        lines = (hostile / file).read_text(encoding="utf-8").splitlines()
        found += [_text(json.loads(line)[key]) for line in lines]
    return list(dict.fromkeys(filter(None, found)))


def _text(value: str | dict[str, Any]) -> str:
    """Return a payload without forbidden characters; repetitive ones are shortened."""
    if isinstance(value, dict):
        value = f"{value.get('prefix', '')}{value['unit'] * min(value['repeat'], 500)}"
    return scrub(value)[0][:_LONGEST]


#: Length limit of a payload: a page shows each about thirty times, which is slow in a browser.
_LONGEST = 1_500


def comments_of(payloads: list[str]) -> list[Comment]:
    return [
        Comment(
            id=f"{payload}-{media_type}",
            post_id="7",
            author=Author(name=payload, url=payload, avatar_url=payload, bio=payload),
            body=Body(text=payload, media_type=media_type),
            url=payload,
            extra=Extra({payload: payload}),
        )
        for payload in payloads
        for media_type in get_args(MediaType)
    ]


def page(payloads: list[str]) -> str:
    """Return a page with each payload in every field for user-supplied text."""
    together = " ".join(payloads)
    comments = comments_of(payloads)

    post = Post(
        id="7",
        title=together,
        url=payloads[0],
        body=Body(text=together, media_type="text/html"),
        authors=[Author(name=payload, url=payload) for payload in payloads],
        tags=payloads,
        categories=payloads,
        images=[Image(url=p, alt=p, caption=p, media_type=p) for p in payloads],
        excerpt=together,
        language=payloads[0],
        extra=Extra({p: p for p in payloads}),
    )
    site = Site(title=together, tagline=together, url=payloads[0], language=payloads[0])
    form = ReplyForm(
        action="/reply",
        name=together,
        email=together,
        url=together,
        body=together,
        in_reply_to=comments[0].id,
        hidden=[(payload, payload) for payload in payloads],
        honeypot=payloads[0],
        errors=[Fault(path, payloads[0], together) for path in ("name", "body", "", payloads[0])],
    )
    context = Context(
        form=form,
        avatar=lambda author: author.avatar_url,
        reply_url=lambda comment: comment.url if comment else None,
        permalink=lambda comment: comment.url or "",
    )
    return render_page(
        Blog(site=site, posts=[post], comments=comments), "7", "html", context=context
    )


def in_batches(payloads: list[str], size: int) -> Iterator[list[str]]:
    for start in range(0, len(payloads), size):
        yield payloads[start : start + size]


def test_no_payload_creates_an_element_or_attribute(
    payloads: list[str],
) -> None:
    for payload in payloads:
        html = page([payload])
        counts = assert_harmless(by_lexbor(html))
        assert (counts["script"], counts["style"], counts["form"]) == (1, 1, 1), payload
        assert_whole(html)


def test_a_second_parser_reads_the_same_without_one_parse_error(payloads: list[str]) -> None:
    for batch in in_batches(payloads, 8):
        html = page(batch)
        assert assert_harmless(by_html5lib(html)) == assert_harmless(by_lexbor(html))


@pytest.mark.browser
def test_templates_of_both_engines_add_no_element_or_attribute_for_any_payload(
    payloads: list[str],
) -> None:
    environment = Environment(autoescape=True)
    install(environment)
    by_jinja = environment.from_string(IN_JINJA)
    for batch in in_batches(payloads, 8):
        thread = Thread.from_comments(comments_of(batch))
        for html in (by_jinja.render(thread=thread), by_django(IN_DJANGO, thread=thread)):
            counts = assert_harmless(by_lexbor(html))
            assert (counts["script"], counts["style"], counts["img"]) == (0, 0, 0), batch
            assert html.count('<li id="comment-') == len(thread)


def test_a_browser_runs_no_script_and_requests_only_images_of_the_post(
    browser: Browser, payloads: list[str]
) -> None:
    for batch in in_batches(payloads, 160):
        with open_page(browser, page(batch)) as shown:
            assert shown.scripts == []
            assert shown.dialogs == []
            assert {kind for kind, _ in shown.requests} <= {"image"}


@pytest.mark.browser
def test_a_browser_requests_nothing_for_comments(browser: Browser, payloads: list[str]) -> None:
    for batch in in_batches(payloads, 320):
        thread = Thread.from_comments(comments_of(batch))
        with open_page(browser, f"<!DOCTYPE html>{render(thread, 'html')}") as shown:
            assert (shown.scripts, shown.dialogs, shown.requests) == ([], [], [])


@pytest.mark.browser
@pytest.mark.parametrize(
    "bad",
    ["<script>1</script>", "<img src=x onerror=1>", "<svg onload=alert(1)>", "<body onload=1>"],
)
def test_the_browser_reports_planted_scripts(browser: Browser, bad: str) -> None:
    with open_page(browser, bad) as shown:
        assert shown.scripts or shown.dialogs
