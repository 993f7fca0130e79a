"""Terminal output: the text of the text page, wrapped, without foreign control sequences."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from tests.factory import make_comment
from tests.markup import calls, payloads

from blogcore._text.plain import scrub
from blogcore.errors import MissingExtraError
from blogcore.models import Author, Body, Comment, Post, Site
from blogcore.renderers import Context, render
from blogcore.renderers.terminal import TerminalRenderer
from blogcore.renderers.text import TextRenderer
from blogcore.strategies import comments, posts, sites, texts
from blogcore.threads import Thread
from blogcore.viewers import PUBLIC

#: All control sequences that blogcore itself writes: colours, and links to web addresses.
OURS = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;;(?:https?://[!-~]*)?\x1b\\")
STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")
GUIDES = re.compile(r"^[│├└─ ]+", re.MULTILINE)


def undated(
    id: str,
    in_reply_to: str | None = None,
    text: str = "",
    *,
    name: str = "Ida",
    url: str | None = None,
) -> Comment:
    """Return a comment without a date."""
    author = Author(name=name, url=url)
    body = text or f"words of {id}"
    return make_comment(id, in_reply_to, minute=None, author=author, body=body)


def plain(output: str) -> str:
    return OURS.sub("", output)


def letters(output: str) -> str:
    """Return the text without white space, since long words may be cut at the edge."""
    return "".join(GUIDES.sub("", plain(output)).split())


def narrow(output: str, width: int) -> bool:
    return all(cell_len(line) <= width for line in plain(output).split("\n"))


# --- the same text, within the width ----------------------------------------------------------


@given(
    st.lists(comments() | st.builds(undated, texts(min_size=1), text=texts()), max_size=6),
    st.builds(
        Context,
        site=sites(),
        post=posts(),
        bylines=st.booleans(),
        width=st.none() | st.integers(8, 200),
        nesting=st.none() | st.integers(0, 3),
    ),
)
def test_any_page_fits_the_width_and_has_no_foreign_control_sequences(
    comment_list: list[Comment], context: Context
) -> None:
    thread = Thread.from_comments(comment_list).visible(PUBLIC)
    out = "".join(TerminalRenderer().page(thread, context))
    assert narrow(out, context.width or 80)
    assert not STEERING.search(plain(out))
    assert not re.search(r"[ \t]\n|\n\n\n", plain(out))


@given(st.lists(comments(), max_size=6), st.integers(40, 200), st.none() | st.integers(0, 3))
def test_markdown_shows_the_same_text_as_the_text_page(
    comment_list: list[Comment], width: int, nesting: int | None
) -> None:
    thread = Thread.from_comments(comment_list).visible(PUBLIC)
    levels = min((width - 24) // 3, 10) if nesting is None else nesting
    context = Context(width=width, nesting=levels)
    out = "".join(TerminalRenderer().render(thread, context))
    text = "".join(TextRenderer().render(thread, context))
    assert letters(out) == letters(text)


def test_hostile_text_stays_escaped(hostile: Path) -> None:
    for payload in payloads(hostile):
        text = scrub(payload)[0][:3000]
        thread = Thread.from_comments([undated("c1", text=text, name=text or "x", url=text)])
        context = Context(site=Site(title=text), post=Post(id="7", title=text))
        out = "".join(TerminalRenderer().page(thread, context))
        assert not STEERING.search(plain(out)), payload
        assert narrow(out, 80), payload


# --- no control sequences of visitors ---------------------------------------------------------


@pytest.mark.parametrize("text", ["[bold red]x[/]", "[link=https://a.b]x[/link]", ":smile:", "{0}"])
def test_rich_markup_is_plain_text(text: str) -> None:
    out = render(Thread.from_comments([undated("c1", text=text, name=text)]), "terminal")
    assert plain(out).count(text) == 2


def test_character_references_to_controls_are_removed() -> None:
    body = Body(text="a&#27;]0;b&#7;&#x9b;2Jc&#155;", media_type="text/html")
    thread = Thread.from_comments(
        [Comment(id="c1", post_id="7", author=Author(name="Ida"), body=body)]
    )
    assert not STEERING.search(plain(render(thread, "terminal")))


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://example.org/a;b?c=d", "https://example.org/a;b?c=d"),
        ("https://example.org/é", "https://example.org/%C3%A9"),
        ("javascript:alert(1)", None),
        ("ftp://example.org", None),
        ("https://a.b/\u202e", None),
        (None, None),
    ],
)
def test_names_link_only_to_http_urls(url: str | None, link: str | None) -> None:
    out = render(Thread.from_comments([undated("c1", url=url)]), "terminal")
    linked = f"\x1b]8;;{link}\x1b\\\x1b[1;36mIda\x1b[0m\x1b]8;;\x1b\\"
    assert linked in out if link else "\x1b]8" not in out


def test_dates_link_to_absolute_permalinks() -> None:
    said = Comment(
        id="c1",
        post_id="7",
        author=Author(name="Ida"),
        body=Body(text="x"),
        published=datetime(2024, 5, 1, tzinfo=UTC),
    )
    thread = Thread.from_comments([said])
    assert "\x1b]8" not in render(thread, "terminal")
    context = Context(permalink=lambda comment: f"https://a.b/#{comment.id}", width=12)
    out = render(thread, "terminal", context)
    assert out.count("\x1b]8;;https://a.b/#c1\x1b\\") > 1  # a link on each line of the date
    assert "".join(plain(out).split()) == "1.Ida,1May2024at00:00x"


# --- structure of the output ------------------------------------------------------------------


def test_replies_are_drawn_as_a_tree() -> None:
    thread = Thread.from_comments(
        [
            undated("c1", name="Ada", text="One, and on it goes until the edge.\n\nNext."),
            undated("c2", "c1", name="Bo"),
            undated("c3", "c2", name="Cy"),
            undated("c4", "c1", name="Di"),
            undated("c5", "c4", name="Eli"),
            undated("c6", name="Flo"),
        ]
    )
    assert plain(render(thread, "terminal", Context(width=33))) == (
        "1. Ada\n"
        "│  One, and on it goes until the\n"
        "│  edge.\n"
        "│\n"
        "│  Next.\n"
        "│\n"
        "├─ 1.1. Bo\n"
        "│  │  words of c2\n"
        "│  │\n"
        "│  └─ 1.1.1. Cy\n"
        "│        words of c3\n"
        "│\n"
        "└─ 1.2. Di\n"
        "   │  words of c4\n"
        "   │\n"
        "   └─ 1.2.1. Eli\n"
        "         words of c5\n"
        "\n"
        "2. Flo\n"
        "   words of c6\n"
    )


def test_without_bylines_the_text_follows_the_number() -> None:
    pings = [attrs.evolve(undated(id, text=" "), kind="pingback") for id in ("p1", "p2")]
    pings[0] = attrs.evolve(pings[0], body=Body(text="Seen."))
    hidden = attrs.evolve(undated("c3"), status="spam")
    thread = Thread.from_comments(
        [
            undated("c1"),
            undated("c2", text=" "),
            hidden,
            undated("c4", "c3", "a\n\nb"),
            *pings,
        ]
    )
    assert plain(render(thread, "terminal", Context(bylines=False))) == (
        "1. words of c1\n\n2.\n\n3. This comment is not shown.\n│\n└─ 3.1. a\n\n      b\n\n"
        "Pingbacks and trackbacks\n\n- Seen.\n\n-\n"
    )


def test_output_does_not_depend_on_the_environment() -> None:
    program = (
        "from blogcore import *\n"
        "c = Comment(id='1', post_id='1', author=Author(name='Ida', url='https://a.b'),"
        " body=Body(text='word ' * 40))\n"
        "import sys; sys.stdout.buffer.write("
        "render(Thread.from_comments([c]), 'terminal').encode())"
    )
    settings = [
        {},
        {"NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "20"},
        {"FORCE_COLOR": "1", "TERM": "xterm-256color", "COLORTERM": "truecolor"},
        {"TTY_COMPATIBLE": "0", "TTY_INTERACTIVE": "0", "JUPYTER_COLUMNS": "9"},
    ]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, **changes, "PYTHONHASHSEED": str(seed)},
            check=True,
            capture_output=True,
        ).stdout
        for seed, changes in enumerate(settings)
    }
    assert len(outputs) == 1


def test_without_rich_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "blogcore.renderers.terminal")
    for name in [name for name in sys.modules if name.split(".")[0] == "rich"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "rich", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'blogcore\[terminal\]'"):
        render(Thread.from_comments([]), "terminal")


# --- bounded work ---------------------------------------------------------------------------------


def chain(count: int, text: str = "x") -> Thread:
    return Thread.from_comments(
        undated(f"c{n:06}", f"c{n - 1:06}" if n else None, text) for n in range(count)
    )


def test_a_chain_of_100_000_renders_in_linear_time() -> None:
    out = render(chain(100_000), "terminal", Context(bylines=False))
    assert len(out) < 100_000 * 300


@pytest.mark.parametrize("text", ["x", "word " * 30, "x" * 300, "語" * 60])
def test_work_grows_with_the_thread(text: str) -> None:
    def work(count: str) -> str:
        return render(chain(int(count), text), "terminal")

    few, many = calls(work, "20"), calls(work, "200")
    assert many < 12 * few


@pytest.mark.parametrize("unit", ["a ", "a", "\t", "語", "\u200b", "- "])
def test_work_grows_with_the_text(unit: str) -> None:
    def work(text: str) -> str:
        return render(Thread.from_comments([undated("c1", text=text)]), "terminal")

    few, many = calls(work, unit * 1000), calls(work, unit * 10_000)
    assert many < 15 * few
