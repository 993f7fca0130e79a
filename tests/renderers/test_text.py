"""The text page: its parts, their order, and what is left out."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factory import make_comment

from blogcore.forms import ReplyForm
from blogcore.i18n import Words, get_words
from blogcore.models import (
    Author,
    Blog,
    Body,
    Comment,
    CommentKind,
    CommentStatus,
    DiscussionPolicy,
    Image,
    Post,
    Site,
)
from blogcore.orders import newest
from blogcore.renderers import Context, PageInfo, render, render_page
from blogcore.threads import Thread
from blogcore.viewers import author

START = datetime(2024, 5, 1, 9, 30, tzinfo=UTC)


def private(
    id: str,
    text: str = "",
    in_reply_to: str | None = None,
    *,
    minute: int = 0,
    name: str = "Ida",
    status: CommentStatus = "approved",
    kind: CommentKind = "comment",
) -> Comment:
    """Return a comment with a canary in each private field."""
    return make_comment(
        id,
        in_reply_to,
        author=Author(name=name, email="canary@example.org"),
        body=text or f"words of {id}",
        published=START + timedelta(minutes=minute),
        status=status,
        kind=kind,
        ip="192.0.2.99",
        user_agent="Canary/1.0",
    )


def page(*comments: Comment, bylines: bool = False, **changes: Any) -> str:
    post = Post(id="7", title="By train", body=Body(text="It was slow."))
    post = attrs.evolve(post, **changes)
    blog = Blog(site=Site(title="Slow", tagline="and late"), posts=(post,), comments=comments)
    return render_page(blog, "7", bylines=bylines)


# --- properties ------------------------------------------------------------------------------

STATUSES: st.SearchStrategy[CommentStatus] = st.sampled_from(
    ("approved", "approved", "held", "spam", "trash", "deleted")
)
KINDS: st.SearchStrategy[CommentKind] = st.sampled_from(
    ("comment", "comment", "comment", "pingback", "webmention")
)


@st.composite
def discussions(draw: st.DrawFn) -> list[Comment]:
    """Comments with any parents, each with a unique word."""
    count = draw(st.integers(0, 12))
    ids = [f"c{number}" for number in range(count)]
    return [
        private(
            id,
            f"word{id}end",
            draw(st.none() | st.sampled_from([*ids, "gone"])),
            minute=draw(st.integers(0, 5)),
            status=draw(STATUSES),
            kind=draw(KINDS),
            name=f"name{id}end",
        )
        for id in ids
    ]


@given(discussions(), st.booleans())
def test_visible_comments_are_shown_once_and_hidden_ones_never(
    comments: list[Comment], bylines: bool
) -> None:
    out = page(*comments, bylines=bylines)
    approved = [c.id for c in comments if c.status == "approved"]
    assert sorted(re.findall(r"word(c\d+)end", out)) == sorted(approved)
    names = re.findall(r"name(c\d+)end", out)
    assert sorted(names) == (sorted(approved) if bylines else [])


@given(discussions())
def test_comments_come_in_the_order_of_the_thread(comments: list[Comment]) -> None:
    blog = Blog(posts=(Post(id="7"),), comments=comments).public()
    expected = [c.id for c in blog.thread("7").comments if c.kind == "comment"]
    shown = {c.id for c in blog.comments if c.status == "approved"}
    out = re.findall(r"word(c\d+)end", page(*comments))
    kinds = {c.id: c.kind for c in comments}
    assert [id for id in out if kinds[id] == "comment"] == [id for id in expected if id in shown]


@given(discussions(), st.randoms(use_true_random=False))
def test_the_same_comments_give_the_same_page_in_any_order(
    comments: list[Comment], random: Random
) -> None:
    shuffled = list(comments)
    random.shuffle(shuffled)
    assert page(*shuffled, bylines=True) == page(*comments, bylines=True)


@given(discussions())
def test_private_fields_are_not_shown(comments: list[Comment]) -> None:
    thread = Thread.from_comments(comments)
    for out in (page(*comments, bylines=True), render(thread)):
        assert "canary" not in out.lower()
        assert "192.0.2.99" not in out


@given(discussions())
def test_a_thread_alone_hides_what_the_page_hides(comments: list[Comment]) -> None:
    alone = render(Thread.from_comments(comments), context=Context(bylines=False))
    assert alone.strip() in page(*comments)


@given(discussions())
def test_the_headline_counts_approved_comments_but_no_pings(comments: list[Comment]) -> None:
    count = sum(c.status == "approved" and c.kind == "comment" for c in comments)
    said = re.findall(r"^(One thought|\d+ thoughts) on “By train”$", page(*comments), re.MULTILINE)
    assert said == {0: [], 1: ["One thought"]}.get(count, [f"{count} thoughts"])


@given(st.text(st.characters(exclude_categories=("Cc", "Cs"), include_characters="\t\n\r")))
def test_blocks_are_separated_by_one_blank_line(text: str) -> None:
    post = Post(id="7", title=text, body=Body(text=text))
    blog = Blog(
        site=Site(title=text, tagline=text),
        posts=(post,),
        comments=(private("c1", text or "x", name=text),),
    )
    out = render_page(blog, post)
    assert "\n\n\n" not in out
    assert not out.startswith("\n")
    assert out.endswith("\n")
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", out)
    assert not re.search(r"[ \t]\n", out)


# --- depth and width -------------------------------------------------------------------------


def test_a_chain_of_20_000_renders_in_linear_time() -> None:
    chain = [private("c0")]
    chain += [private(f"c{n}", "x", f"c{n - 1}", minute=n) for n in range(1, 20_000)]
    out = render(Thread.from_comments(chain), context=Context(bylines=False))
    assert out.count("x\n") == 19_999
    assert len(out) < 20_000 * 80
    assert "\n" + " " * 50 + "…20000.1. x\n" in out


def test_a_star_of_20_000_renders() -> None:
    star = [
        private("c0"),
        *(private(f"c{n}", "x", "c0", minute=n) for n in range(1, 20_000)),
    ]
    out = render(Thread.from_comments(star), context=Context(bylines=False))
    assert out.endswith("\n     1.19999. x\n")


def test_ten_levels_are_numbered_in_full() -> None:
    chain = [private("c0", "x")]
    chain += [private(f"c{n}", "x", f"c{n - 1}") for n in range(1, 12)]
    lines = render(Thread.from_comments(chain), context=Context(bylines=False)).split("\n\n")
    assert lines[0] == "  1. x"
    assert lines[1] == "     1.1. x"
    assert lines[9] == " " * 45 + "1.1.1.1.1.1.1.1.1.1. x"
    assert lines[10] == " " * 50 + "…11.1. x"
    assert lines[11] == " " * 50 + "…12.1. x\n"


def test_deep_replies_name_their_parent() -> None:
    comments = [
        private("c0", "one", name="Ada"),
        private("c1", "two", "c0", name="Bo"),
        private("c2", "three", "c1", name="Cy"),
        private("c3", "four", "c0", minute=1, name="Di"),
    ]
    out = render(Thread.from_comments(comments), context=Context(nesting=1, date_style="day"))
    assert out == (
        "  1. Ada, 1 May 2024\n"
        "    one\n\n"
        "     …2.1. Bo, 1 May 2024\n"
        "         two\n\n"
        "     …3.1. Cy, 1 May 2024\n"
        "         In reply to Bo\n"
        "         three\n\n"
        "     …2.2. Di, 1 May 2024\n"
        "         four\n"
    )


def test_nesting_zero_gives_one_flat_list() -> None:
    comments = [
        private("c0", name="Ada"),
        private("c1", in_reply_to="c0"),
        private("c2", in_reply_to="c1"),
    ]
    out = render(Thread.from_comments(comments), context=Context(nesting=0))
    assert re.findall(r"^ *\S+\.", out, re.MULTILINE) == ["  1.", "…2.1.", "…3.1."]
    assert out.count("In reply to Ada\n") == out.count("In reply to Ida\n") == 1


def test_the_author_of_a_hidden_parent_is_not_named() -> None:
    comments = [
        private("c0", name="Ada", status="spam"),
        private("c1", in_reply_to="c0"),
    ]
    out = render(Thread.from_comments(comments), context=Context(nesting=0))
    assert "In reply to a comment that is not shown\n" in out
    assert "Ada" not in out


def test_without_bylines_parents_are_not_named() -> None:
    comments = [private("c0", name="Ada"), private("c1", in_reply_to="c0")]
    out = render(Thread.from_comments(comments), context=Context(nesting=0, bylines=False))
    assert out == "  1. words of c0\n\n…2.1. words of c1\n"


# --- the page, line by line ------------------------------------------------------------------


def test_the_whole_page() -> None:
    out = page(
        private("c1", "First.\n\nMore of it."),
        private("c2", "Answer.\nSame paragraph.\n\nMore.", "c1", minute=1),
        private("c3", "Second.", minute=2),
        private("p1", "[…] seen there […]", minute=3, kind="pingback", name="Other Blog"),
        bylines=True,
        authors=(Author(name="Ada"), Author(name="Bo")),
        published=datetime(2024, 4, 30, 23, 5, tzinfo=timezone(timedelta(hours=2))),
    )
    assert out == (
        "Slow – and late\n"
        "\n"
        "By train\n"
        "Ada, Bo, 30 April 2024 at 23:05\n"
        "\n"
        "It was slow.\n"
        "\n"
        "3 thoughts on “By train”\n"
        "\n"
        "  1. Ida, 1 May 2024 at 09:30\n"
        "    First.\n"
        "\n"
        "    More of it.\n"
        "\n"
        "     1.1. Ida, 1 May 2024 at 09:31\n"
        "         Answer.\n"
        "         Same paragraph.\n"
        "\n"
        "         More.\n"
        "\n"
        "  2. Ida, 1 May 2024 at 09:32\n"
        "    Second.\n"
        "\n"
        "Pingbacks and trackbacks\n"
        "\n"
        "  - Other Blog, 1 May 2024 at 09:33\n"
        "    […] seen there […]\n"
    )


def test_without_bylines_a_flat_thread_reads_as_a_numbered_list() -> None:
    out = page(private("c1", "One.\n\nTwo."), private("c2", "Three.", minute=1))
    assert out == (
        "Slow – and late\n\nBy train\n\nIt was slow.\n\n2 thoughts on “By train”\n\n"
        "  1. One.\n\n    Two.\n\n  2. Three.\n"
    )


@pytest.mark.parametrize(
    ("title", "tagline", "line"),
    [
        ("Slow", "and late", "Slow – and late"),
        ("Slow", "", "Slow"),
        ("", "and late", "and late"),
        ("A\nB", "C\u202e D", "A B – C D"),
        ("", "", "By train"),
    ],
)
def test_the_first_line_names_the_site(title: str, tagline: str, line: str) -> None:
    blog = Blog(site=Site(title=title, tagline=tagline), posts=(Post(id="7", title="By train"),))
    assert render_page(blog, "7").splitlines()[0] == line


def test_a_closed_post_shows_a_notice_and_its_comments() -> None:
    out = page(private("c1"), comments_open=False)
    assert out.endswith("\n\n  1. words of c1\n\nComments are closed.\n")
    assert "Leave a Reply" not in out


def test_dates_are_shown_in_the_zone_and_style_of_the_context() -> None:
    thread = Thread.from_comments([private("c1")])
    there = Context(timezone=timezone(timedelta(hours=-10)))
    assert "Ida, 30 April 2024 at 23:30\n" in render(thread, context=there)
    later = Context(now=START + timedelta(days=3), date_style="relative", words=get_words("ar"))
    assert "Ida، قبل 3 أيام\n" in render(thread, context=later)


def test_a_page_shows_its_number() -> None:
    blog = Blog(posts=(Post(id="7"),), comments=(private("c1"),))
    out = render_page(blog, "7", context=Context(page=PageInfo(number=2, total=5)))
    assert out.endswith("words of c1\n\nPage 2 of 5\n")


def test_a_page_shows_its_comments_and_counts_all() -> None:
    comments = tuple(private(f"c{n}", minute=n) for n in range(5))
    site = Site(discussion=DiscussionPolicy(page_size=2))
    out = render_page(
        Blog(site=site, posts=(Post(id="7", title="T"),), comments=comments), "7", page=3
    )
    assert "5 thoughts on “T”\n" in out
    assert re.findall(r"words of (c\d)", out) == ["c4"]
    assert out.endswith("Page 3 of 3\n")


def test_folded_replies_are_counted() -> None:
    comments = [
        private("c0", "one"),
        private("c1", "two", "c0"),
        private("c2", "three", "c0"),
    ]
    thread = Thread.from_comments(comments)
    out = render(thread.collapsed(1), context=Context(bylines=False))
    assert out == "  1. one\n\n    Continue this thread (2 replies)\n"


def test_an_empty_blog_has_a_page_and_an_empty_thread_has_none() -> None:
    assert render_page(Blog(posts=(Post(id="7"),)), "7") == ""
    assert render(Thread.from_comments([])) == ""


def test_a_post_without_title_has_a_headline_without_title() -> None:
    assert "\n\nOne thought\n\n" in page(private("c1"), title="")


def test_a_comment_without_name_and_date_is_anonymous() -> None:
    nameless = attrs.evolve(private("c1", name=" \u200f"), published=None)
    assert "  1. Anonymous\n    words of c1\n" in page(nameless, bylines=True)


def test_a_comment_without_text_has_a_number() -> None:
    empty = attrs.evolve(private("c1"), body=Body())
    assert page(empty).endswith("\n\n  1.\n")
    assert page(empty, bylines=True).endswith("\n\n  1. Ida, 1 May 2024 at 09:30\n")


def test_a_hidden_comment_with_replies_is_a_tombstone() -> None:
    out = page(
        private("c1", "secret", status="spam"),
        private("c2", "also secret", "c1", status="held"),
        private("c3", "answer", "c2"),
        private("c4", "secret too", "c3", status="trash"),
        bylines=True,
    )
    assert "secret" not in out
    assert "  1. This comment is not shown.\n\n     1.1. This comment is not shown.\n" in out
    assert "          1.1.1. Ida, 1 May 2024 at 09:30\n" in out
    assert "One thought on “By train”" in out


def test_only_its_author_sees_a_held_comment() -> None:
    mine = attrs.evolve(
        private("c1", "my own words", status="held"), author=Author(name="Ida", id="ida")
    )
    thread = Thread.from_comments([mine])
    assert render(thread) == ""
    assert render(thread, context=Context(viewer=author("ida"), date_style="day")) == (
        "  1. Ida, 1 May 2024\n    Your comment is awaiting moderation.\n\n    my own words\n"
    )


def test_a_pingback_with_replies_stays_among_the_comments() -> None:
    out = page(
        private("p1", "a link", kind="pingback"),
        private("c1", "thanks", "p1"),
        private("c2", minute=1),
    )
    assert "  1. a link\n\n     1.1. thanks\n\n  2. words of c2\n" in out


def test_pings_alone_make_no_headline() -> None:
    out = page(private("p1", "a link", kind="trackback"))
    assert out.endswith("It was slow.\n\nPingbacks and trackbacks\n\n  - a link\n")


def test_the_order_of_a_thread_is_kept() -> None:
    thread = Thread.from_comments([private("c1"), private("c2", minute=1)], order=newest)
    out = render(thread, context=Context(bylines=False))
    assert out == "  1. words of c2\n\n  2. words of c1\n"


# --- images --------------------------------------------------------------------------------

CAPTIONED = (
    '[caption id="attachment_1" width="300"]<img src="/a.jpg" alt="A boat"> The red boat.[/caption]'
)


@pytest.mark.parametrize(
    ("body", "image", "expected"),
    [
        ("<p>Words.</p>", Image(url="/a.jpg", caption="The red boat."), "The red boat."),
        ("<p>Words.</p>", Image(url="/a.jpg", alt="A boat"), "A boat"),
        ("<p>Words.</p>", Image(url="/a.jpg", alt="A boat", caption="C"), "C"),
        ("<p>Words.</p>", Image(url="/a.jpg"), ""),
        (CAPTIONED, Image(url="/a.jpg", alt="A boat", caption="The red boat."), "The red boat."),
        ("<p>See <img alt='A boat'></p>", Image(url="/a.jpg", alt="A boat", caption="C"), "A boat"),
        ("<p>Boats.</p>", Image(url="/a.jpg", alt="Boat"), "Boat"),
    ],
)
def test_caption_or_alt_text_of_an_image_is_shown_once(
    body: str, image: Image, expected: str
) -> None:
    html = Body(text=body, media_type="text/html")
    out = page(body=html, images=(image,))
    ours = out.partition("By train\n\n")[2].rstrip("\n")
    assert (
        re.findall(rf"\b{re.escape(expected)}(?!\w)", ours) == [expected]
        if expected
        else ours == "Words."
    )
    assert "/a.jpg" not in out


# --- hostile text -------------------------------------------------------------------------------


def test_a_name_cannot_break_out_of_its_line() -> None:
    forged = "Eve\n\n  2. Ada, 1 May 2024"
    out = page(private("c1", name=forged), bylines=True)
    assert "  1. Eve 2. Ada, 1 May 2024, 1 May 2024 at 09:30\n" in out


def test_a_body_cannot_forge_lines_without_indentation() -> None:
    out = page(private("c1", "x\u2028Leave a Reply\r  2. forged\rz"))
    assert "    Leave a Reply\n      2. forged\n    z\n" in out


def test_bidi_marks_are_kept_and_bidi_spans_removed() -> None:
    out = page(private("c1", "\u05d0\u200f! \u202eabc\u2066 👩‍👩‍👧"))
    assert "  1. \u05d0\u200f! abc 👩‍👩‍👧\n" in out


def test_texts_of_the_page_can_be_replaced() -> None:
    words = Words(leave_a_reply="Your turn", anonymous="Somebody")
    blog = Blog(posts=(Post(id="7"),), comments=(private("c1", name=""),))
    out = render_page(blog, "7", context=Context(words=words, form=ReplyForm(action="/")))
    assert "  1. Somebody, 1 May" in out
    assert out.endswith("\nYour turn\n\nYour email address will not be published.\n")


# --- the end of the page ---------------------------------------------------------------------


@pytest.mark.parametrize("name", ["text", "markdown", "terminal", "html"])
def test_only_a_page_with_a_form_says_leave_a_reply(name: str) -> None:
    blog = Blog(posts=(Post(id="7"),), comments=(private("c1"),))
    assert "Leave a Reply" not in render_page(blog, "7", name)
    form = Context(form=ReplyForm(action="/reply"))
    assert "Leave a Reply" in render_page(blog, "7", name, context=form)
    assert "Your email address will not be published" in render_page(blog, "7", name, context=form)


def test_the_form_ends_the_text_page() -> None:
    blog = Blog(posts=(Post(id="7"),))
    out = render_page(blog, "7", context=Context(form=ReplyForm(action="/reply")))
    assert out == "Leave a Reply\n\nYour email address will not be published.\n"


# --- what the site decides -------------------------------------------------------------------


@pytest.mark.parametrize("name", ["text", "markdown", "terminal", "html"])
@pytest.mark.parametrize(("max_depth", "nesting"), [(None, None), (0, 0), (1, 0), (2, 1), (4, 3)])
def test_replies_nest_as_deep_as_the_policy_says(
    name: str, max_depth: int | None, nesting: int | None
) -> None:
    comments = [private("c0"), *(private(f"c{n}", "x", f"c{n - 1}", minute=n) for n in range(1, 7))]
    site = Site(discussion=DiscussionPolicy(max_depth=max_depth))
    blog = Blog(site=site, posts=(Post(id="7"),), comments=tuple(comments))
    deepest = evolve_policy(blog, None)
    assert render_page(blog, "7", name) == render_page(
        deepest, "7", name, context=Context(nesting=nesting)
    )
    explicit = Context(nesting=5)
    assert render_page(blog, "7", name, context=explicit) == render_page(
        deepest, "7", name, context=explicit
    )


def evolve_policy(blog: Blog, max_depth: int | None) -> Blog:
    policy = DiscussionPolicy(max_depth=max_depth)
    return attrs.evolve(blog, site=attrs.evolve(blog.site, discussion=policy))


@pytest.mark.parametrize("name", ["text", "markdown", "terminal", "html", "json"])
def test_a_page_is_in_the_language_of_its_site(name: str) -> None:
    blog = Blog(
        site=Site(language="fr-FR"), posts=(Post(id="7", title="T"),), comments=(private("c1"),)
    )
    french = get_words("fr")
    assert french.headline(1, "T") in render_page(blog, "7", name).replace("\\", "")
    english = render_page(blog, "7", name, context=Context(words=get_words("en")))
    assert "One thought on" in english
    polish = attrs.evolve(blog, site=Site(language="pl"))
    assert "One thought on" in render_page(polish, "7", name)
