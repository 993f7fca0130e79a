"""The whole page: a valid document for people and machines."""

from __future__ import annotations

import json
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from selectolax.lexbor import LexborHTMLParser, LexborNode
from tests.renderers.html.discussions import BLOG, FULL, POST, said
from tests.renderers.html.reading import assert_harmless, assert_whole, by_html5lib, by_lexbor

from blogcore import (
    Blog,
    Body,
    Context,
    DiscussionPolicy,
    Image,
    Post,
    Site,
    Thread,
    render,
    render_page,
)
from blogcore.i18n import get_words
from blogcore.renderers.html._escape import language_tag, writing_direction
from blogcore.strategies import blogs


def page(blog: Blog = BLOG, context: Context = FULL) -> LexborHTMLParser:
    return LexborHTMLParser(render_page(blog, blog.posts[0], "html", context=context))


def find_one(html: LexborHTMLParser, selector: str) -> LexborNode:
    (found,) = html.css(selector)
    return found


def of(post: Post) -> LexborHTMLParser:
    return page(Blog(site=Site(title="Slow"), posts=[post]))


@given(blogs())
@settings(max_examples=50)
def test_any_blog_gives_valid_documents(blog: Blog) -> None:
    for post in blog.posts:
        html = render_page(blog, post, "html")
        assert assert_harmless(by_html5lib(html)) == assert_harmless(by_lexbor(html))
        assert_whole(html)
        ids = [node.id for node in LexborHTMLParser(html).css("[id]")]
        assert len(ids) == len(set(ids))


def test_the_document_has_landmarks_and_headings_in_order() -> None:
    html = page()
    levels = [node.tag for node in html.css("h1, h2, h3, h4, h5, h6")]
    assert levels == ["h1", "h2", "h2", "h2", "h2"]
    for selector in ("body > header.site", "main > article.h-entry", "#respond > h2", "nav.pages"):
        assert find_one(html, selector)
    assert find_one(html, "title").text() == "By night train to the sea & back – Slow & Late"
    assert find_one(html, "link[rel=canonical]").attributes["href"] == POST.url


def test_the_site_title_is_the_h1_if_the_post_has_no_title() -> None:
    assert find_one(of(Post(id="7")), "h1").text() == "Slow"


def test_an_image_is_shown_once_with_its_caption() -> None:
    html = page()
    assert len(html.css("figure img")) == 1
    assert find_one(html, "figcaption").text().startswith("The pier at six")


def test_images_that_the_body_lacks_follow_it() -> None:
    body = Body(text='<img src="https://x.example/a-300x200.jpg">', media_type="text/html")
    images = [
        Image(url="https://x.example/a.jpg", alt="A"),
        Image(url="https://x.example/b.jpg", alt="B", caption="It <is> b", width=300, height=200),
        Image(url="javascript:alert(1)", alt="C"),
    ]
    html = of(Post(id="7", body=body, images=images))
    picture = find_one(html, "figure > img")
    assert {name: picture.attributes[name] for name in ("src", "alt", "width", "height")} == {
        "src": "https://x.example/b.jpg",
        "alt": "B",
        "width": "300",
        "height": "200",
    }
    assert find_one(html, "figcaption").text() == "It <is> b"


def test_the_headline_counts_comments_and_a_closed_post_has_a_notice() -> None:
    assert (
        find_one(page(), "#comments-title").text()
        == "17 thoughts on “By night train to the sea & back”"
    )
    closed = page(evolve(BLOG, posts=[evolve(POST, comments_open=False)]))
    assert find_one(closed, ".closed").text() == "Comments are closed."
    assert not closed.css("#respond, a.reply")
    assert not page(evolve(BLOG, comments=[])).css("#comments")


def test_a_page_links_to_the_others_and_counts_all_comments() -> None:
    site = Site(discussion=DiscussionPolicy(page_size=2))
    blog = evolve(BLOG, site=site, comments=[said(str(n), hours=n) for n in range(5)])
    html = LexborHTMLParser(render_page(blog, "7", "html", page=2))
    assert [node.id for node in html.css(".comments > li")] == ["comment-2", "comment-3"]
    assert find_one(html, "#comments-title").text().startswith("5 thoughts")
    assert find_one(html, "nav [aria-current=page]").text() == "Page 2 of 3"
    assert find_one(html, "nav [rel=prev]").attributes["href"] == "?page=1"
    assert find_one(html, "nav [rel=next]").attributes["href"] == "?page=3"
    assert not LexborHTMLParser(render_page(blog, "7", "html")).css("nav")


def test_the_page_is_in_its_language_and_the_post_in_its_own() -> None:
    html = page(context=evolve(FULL, words=get_words("ar")))
    assert (
        find_one(html, "html").attributes["lang"],
        find_one(html, "html").attributes["dir"],
    ) == (
        "ar",
        "rtl",
    )
    assert find_one(html, ".e-content.body").attributes["lang"] == "en-GB"
    assert find_one(html, ".e-content.body").attributes["dir"] == "ltr"


@pytest.mark.parametrize(
    ("tag", "known", "direction"),
    [
        ("en", "en", "ltr"),
        ("pt_BR", "pt-BR", "ltr"),
        ("ar-EG", "ar-EG", "rtl"),
        ("az-Arab", "az-Arab", "rtl"),
        ("ur-Latn-PK", "ur-Latn-PK", "ltr"),
        ("yi", "yi", "rtl"),
        ('en" onclick="x', None, ""),
        ("", None, ""),
        (None, None, ""),
    ],
)
def test_a_language_tag_is_normalised_and_has_a_direction(
    tag: str | None, known: str | None, direction: str
) -> None:
    assert language_tag(tag) == known
    assert known is None or writing_direction(known) == direction


def test_json_ld_lists_all_comments_flat() -> None:
    data: dict[str, Any] = json.loads(find_one(page(), "script").text())
    assert (data["@type"], data["headline"], data["commentCount"]) == (
        "BlogPosting",
        POST.title,
        17,
    )
    assert data["author"] == [
        {"@type": "Person", "name": "Ada Lind", "url": "https://ada.example/"}
    ]
    comments = {comment["@id"]: comment for comment in data["comment"]}
    assert len(comments) == 17
    assert comments["#comment-c2"]["parentItem"] == {"@id": "#comment-c1"}
    assert comments["#comment-c2"]["text"] == "The very last of them. It will be missed."
    assert comments["#comment-c1"]["datePublished"] == "2024-05-01T13:30:00Z"
    assert "parentItem" not in comments["#comment-c1"]
    assert "secret" not in json.dumps(data)


def test_json_ld_cannot_close_its_script_element() -> None:
    tag = "</script><!--\u2028&"
    html = render_page(Blog(posts=[Post(id="7", tags=[tag])]), "7", "html")
    data = html[html.index("<script") : html.index("</script>")]
    assert "\\u003c/script\\u003e\\u003c!--\\u2028\\u0026" in data
    assert json.loads(data[data.index(">") + 1 :])["keywords"] == [tag]


def test_the_same_blog_gives_the_same_bytes_whatever_the_order_of_its_comments() -> None:
    backwards = evolve(BLOG, comments=BLOG.comments[::-1])
    assert render_page(backwards, "7", "html", context=FULL) == render_page(
        BLOG, "7", "html", context=FULL
    )


def test_render_gives_the_same_discussion_as_the_page() -> None:
    context = evolve(FULL, site=BLOG.site, post=POST, nesting=4)
    alone = render(Thread.from_comments(BLOG.comments), "html", context)
    assert alone in render_page(BLOG, "7", "html", context=FULL)
