"""A discussion as lists: each comment once, in order, inside its parent, without private fields."""

from __future__ import annotations

import re

from attrs import evolve
from hypothesis import given
from selectolax.lexbor import LexborHTMLParser, LexborNode
from tests.renderers.html.discussions import said
from tests.renderers.html.reading import assert_harmless, by_html5lib, by_lexbor
from tests.threads.strategies import discussions

from blogcore import Author, Comment, Context, Thread, render
from blogcore.i18n import Words
from blogcore.renderers import comment_anchor
from blogcore.renderers.markup import Html
from blogcore.viewers import author

_IDS = re.compile(r'<li id="comment-([^"]*)"')


def shown(*comments: Comment, context: Context | None = None) -> LexborHTMLParser:
    return LexborHTMLParser(render(Thread.from_comments(comments), "html", context))


def find_one(html: LexborHTMLParser, selector: str) -> LexborNode:
    (found,) = html.css(selector)
    return found


def chain(size: int) -> Thread:
    links = [said(str(n), "words", str(n - 1) if n else None) for n in range(size)]
    return Thread.from_comments(links)


@given(discussions())
def test_each_visible_comment_is_shown_once_in_order(comments: list[Comment]) -> None:
    seen = Thread.from_comments(comments).visible()
    ids = _IDS.findall(render(seen, "html"))
    assert sorted(ids) == sorted(comment.id for comment in seen.comments)
    pings = {comment.id for comment in seen.comments if comment.kind != "comment"}
    order = [comment.id for comment in seen.comments if comment.id not in pings]
    assert [id for id in ids if id not in pings] == order


@given(discussions(max_size=8))  # not deeper than HTML nests by default
def test_a_reply_is_in_a_list_inside_the_item_of_its_parent(comments: list[Comment]) -> None:
    seen = Thread.from_comments(comments).visible()
    html = LexborHTMLParser(render(seen, "html"))
    for node in seen:
        item = find_one(html, f"#comment-{node.comment.id}")
        list_ = item.parent
        assert list_ is not None and list_.tag == "ol"
        apart = list_.parent is not None and "pings" in (list_.parent.attributes.get("class") or "")
        if node.parent is not None and not apart:
            assert list_.parent is not None
            assert list_.parent.id == f"comment-{node.parent.comment.id}"


@given(discussions())
def test_private_fields_and_hidden_comments_are_not_shown(comments: list[Comment]) -> None:
    html = render(Thread.from_comments(comments), "html")
    assert "canary" not in html
    assert "192.0.2.99" not in html
    hidden = {comment.id for comment in comments if comment.status != "approved"}
    assert not hidden & set(re.findall(r"(?:word|name|url|avatar|link)(c\d+)end", html))


@given(discussions())
def test_two_parsers_read_the_same_elements_without_errors(comments: list[Comment]) -> None:
    html = render(Thread.from_comments(comments), "html")
    page = f"<!DOCTYPE html><html><head><title>x</title></head><body>{html}</body></html>"
    assert assert_harmless(by_html5lib(page)) == assert_harmless(by_lexbor(page))


def test_deep_replies_follow_flat_and_link_to_their_parent() -> None:
    for nesting, lists in ((None, 9), (2, 3), (0, 1), (1000, 9)):
        html = LexborHTMLParser(render(chain(20), "html", Context(nesting=nesting)))
        assert len(html.css("ol")) == lists
        assert len(html.css("li")) == 20
        assert len(html.css(".u-in-reply-to")) == 19
        assert len(html.css(".u-in-reply-to:not(.near)")) == 20 - lists
        last = find_one(html, "#comment-19 .u-in-reply-to")
        assert last.attributes["href"] == "#comment-18"


def test_output_of_a_chain_of_100_000_is_linear_in_its_length() -> None:
    short, long = len(render(chain(10_000), "html")), len(render(chain(100_000), "html"))
    assert long < 10.5 * short


def test_an_empty_thread_gives_no_html() -> None:
    assert render(Thread.from_comments([]), "html") == ""


def test_template_engines_do_not_escape_the_output_again() -> None:
    html = render(chain(1), "html")
    assert isinstance(html, Html)
    assert html.__html__() == html
    assert not isinstance(render(chain(1), "text"), Html)


def test_a_name_is_isolated_linked_and_never_empty() -> None:
    html = shown(said("1", name="ليلى", url="https://x.example/?a&b"), said("2", name=""))
    linked = find_one(html, "#comment-1 a.p-author")
    assert linked.attributes["href"] == "https://x.example/?a&b"
    assert find_one(html, "#comment-1 .p-author > bdi").text() == "ليلى"
    assert find_one(html, "#comment-2 span.p-author").text() == "Anonymous"


def test_a_name_without_valid_url_is_not_linked() -> None:
    html = shown(said("1", url="javascript:alert(1)"))
    assert find_one(html, ".p-author").tag == "span"


def test_times_are_readable_for_people_and_machines() -> None:
    html = shown(said("1", edited=True))
    published, updated = html.css("time")
    assert published.attributes["datetime"] == "2024-05-01T12:30:00+00:00"
    assert published.text() == "1 May 2024 at 12:30"
    assert updated.attributes["datetime"] == "2024-05-01T12:39:00+00:00"


def test_a_permalink_without_time_has_a_label() -> None:
    html = shown(evolve(said("1"), published=None))
    assert find_one(html, "header > .u-url").text() == "Link to this comment"


def test_without_bylines_there_are_no_names_and_no_dates() -> None:
    html = render(chain(3), "html", Context(bylines=False))
    assert "Ida" not in html
    assert "2024" not in html


def test_a_hidden_comment_with_replies_shows_only_a_tombstone() -> None:
    html = shown(said("1", "secret", name="Eve", status="spam"), said("2", "seen", "1"))
    place = find_one(html, "#comment-1")
    assert find_one(html, "#comment-1 > article").text().strip() == "This comment is not shown."
    assert "h-cite" not in (place.attributes.get("class") or "")
    assert find_one(html, ".u-in-reply-to").text() == "In reply to a comment that is not shown"


def test_the_author_of_a_held_comment_sees_it_with_its_status() -> None:
    held = said("1", "mine", writer="ida", status="held")
    assert not shown(held).css("li")
    html = shown(held, context=Context(viewer=author("ida")))
    assert find_one(html, ".held").text() == "Your comment is awaiting moderation."
    assert find_one(html, ".e-content").text() == "mine"


def test_reply_links_use_the_reply_url_of_the_site() -> None:
    def url(comment: Comment | None) -> str | None:
        return f"?reply={comment.id}&x#respond" if comment is not None else None

    comments = (said("1"), said("2", kind="pingback"))
    html = shown(*comments, context=Context(reply_url=url))
    link = find_one(html, "a.reply")
    assert link.attributes["href"] == "?reply=1&x#respond"
    assert link.attributes["aria-label"] == "Reply to Ida"
    assert not shown(*comments).css("a.reply")


def test_avatars_are_shown_only_if_the_context_has_them() -> None:
    def avatar(author: Author) -> str | None:
        return f"https://pictures.example/{author.name}.png"

    assert not shown(said("1")).css("img")
    picture = find_one(shown(said("1"), context=Context(avatar=avatar)), "img.u-photo")
    assert picture.attributes["src"] == "https://pictures.example/Ida.png"
    assert picture.attributes["alt"] == ""


def test_permalinks_are_those_of_the_site() -> None:
    def permalink(comment: Comment) -> str:
        return f"https://blog.example/post#{comment_anchor(comment)}"

    html = shown(said("1"), said("2", "", "1"), context=Context(permalink=permalink))
    links = [node.attributes["href"] for node in html.css(".u-url, .u-in-reply-to")]
    base = "https://blog.example/post#comment-"
    assert links == [f"{base}1", f"{base}2", f"{base}1"]


def test_folded_replies_are_counted_and_linked() -> None:
    thread = chain(5).collapsed(2)
    html = LexborHTMLParser(render(thread, "html"))
    rest = find_one(html, "#comment-1 .rest a")
    assert rest.text() == "Continue this thread (3 replies)"
    assert rest.attributes["href"] == "?thread=1"


def test_pings_without_replies_are_in_a_section_of_their_own() -> None:
    html = shown(
        said("1"),
        said("p1", kind="pingback"),
        said("p2", kind="trackback"),
        said("2", "", "p2"),
    )
    assert [node.id for node in html.css(".pings li")] == ["comment-p1"]
    assert find_one(html, ".pings h2").text() == "Pingbacks and trackbacks"
    assert find_one(html, "#comment-p2 #comment-2")


def test_texts_come_from_the_context_and_are_escaped() -> None:
    context = Context(words=Words(anonymous="<nobody>", in_reply_to="{name} & <before>"))
    html = shown(said("1", name=""), said("2", "", "1"), context=context)
    assert find_one(html, "#comment-1 > article .p-author").text() == "<nobody>"
    assert find_one(html, ".u-in-reply-to").text() == "<nobody> & <before>"
