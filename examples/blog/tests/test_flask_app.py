"""The blog serves readers, accepts replies and lets a moderator decide."""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from justhtml import JustHTML

import blogcore
from blogcore import Author, Blog, Body, Comment, DiscussionPolicy, Image, Post, Site
from blogcore.stores import SqliteStore

sys.path.insert(0, str(Path(__file__).parent.parent))

from flask_app import make_app

HERE = Path(__file__).parent.parent

AT = datetime(2024, 5, 1, 9, 30, tzinfo=UTC)
BAD = "<script>alert(1)</script>"
MODERATOR = ("eva", "secret")


def post(number: int, title: str, language: str | None = None) -> Post:
    return Post(
        id=str(number),
        slug=f"post-{number}",
        url=f"/post-{number}/",
        title=title,
        body=Body(text=f"Words of {title}."),
        published=AT.replace(day=number),
        language=language,
        images=[Image(url="/pictures/pier.jpg", alt="A pier")],
    )


POSTS = (
    post(1, "Ferries"),
    post(2, "Trains"),
    post(3, "Warten", "de"),
    post(4, "قطار", "ar"),
)
BLOG = Blog(
    site=Site(
        title="Timetable",
        url="https://example.org",
        discussion=DiscussionPolicy(paged=True, page_size=2),
    ),
    posts=[*POSTS, Post(id="9", slug="draft", status="draft", title="Not yet")],
)


def said(number: int, answers: str | None = None, **fields: str) -> Comment:
    return Comment(
        **{
            "id": f"c{number}",
            "post_id": "1",
            "author": Author(name=f"Reader {number}", email="reader@example.org"),
            "body": Body(text=f"Comment {number}"),
            "published": AT.replace(hour=10 + number),
            "in_reply_to": answers,
            **fields,
        }
    )


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    store = SqliteStore(tmp_path / "comments.db")
    store.add(said(1), said(2, "c1"), said(3), said(4), said(5), said(6, status="spam"))
    app = make_app(BLOG, store, tmp_path, MODERATOR[1], "a secret of this site")
    return app.test_client()


def text(client: FlaskClient, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def token(page: str) -> str:
    return re.search('name="token" value="([^"]+)"', page)[1]


def reply(client: FlaskClient, *, under: str = "/post-1/", **typed: str) -> tuple[int, str]:
    fields = {"name": "Ida", "email": "ida@example.org", "body": "So do I.", **typed}
    answer = client.post(under, data={"token": token(text(client, under)), **fields})
    there = urljoin(under, answer.location or "")
    page = client.get(there) if answer.status_code == 303 else answer
    return answer.status_code, page.get_data(as_text=True)


def moderate(client: FlaskClient, act: str, status: str = "held") -> str:
    page = client.get(f"/moderation/?status={status}", auth=MODERATOR).get_data(as_text=True)
    ids = re.findall('name="id" value="([^"]+)"', page)
    answer = client.post(
        f"/moderation/?status={status}",
        data={"token": token(page), "act": act, "id": ids},
        auth=MODERATOR,
    )
    assert answer.status_code == 303
    return page


def test_the_front_page_lists_public_posts_newest_first(client: FlaskClient) -> None:
    first, second = text(client, "/"), text(client, "/?page=2")
    assert [title in first for title in ("قطار", "Warten", "Trains", "Ferries")] == [True] * 3 + [
        False
    ]
    assert "Ferries" in second and "5 comments" in second
    assert "Not yet" not in first + second
    text(client, "/?page=3", 404)
    text(client, "/draft/", 404)


def test_a_post_has_its_picture_and_the_page_of_its_discussion(client: FlaskClient) -> None:
    page = text(client, "/post-1/?page=1")
    assert 'src="/pictures/pier.jpg"' in page
    assert "5 thoughts on “Ferries”" in page
    assert "Comment 2" in page and "Comment 4" not in page and "Comment 6" not in page
    assert "Comment 2" in text(client, "/post-1/?comment=c2")
    text(client, "/post-1/?page=7", 404)


@pytest.mark.parametrize(
    ("url", "language", "direction", "word"),
    [("/post-3/", "de", "ltr", "Kommentar"), ("/post-4/", "ar", "rtl", "تعليق")],
)
def test_a_post_is_shown_in_its_own_language(
    client: FlaskClient, url: str, language: str, direction: str, word: str
) -> None:
    page = text(client, url)
    assert f'<html lang="{language}" dir="{direction}">' in page
    assert word in page


def test_pages_have_an_address_but_are_not_listed(tmp_path: Path) -> None:
    about = Post(id="2", slug="about", title="About me", kind="page")
    with SqliteStore(tmp_path / "comments.db") as store:
        client = make_app(Blog(posts=[POSTS[0], about]), store, tmp_path, "p", "s").test_client()
        assert "About me" in text(client, "/about/")
        assert "About me" not in text(client, "/") + text(client, "/feed/")


def test_a_blog_in_a_language_without_catalogue_is_shown_in_english(tmp_path: Path) -> None:
    site = Site(title="Rozkład", language="pl")
    with SqliteStore(tmp_path / "comments.db") as store:
        app = make_app(Blog(site=site, posts=[post(1, "Promy", "pl")]), store, tmp_path, "p", "s")
        for url in ("/", "/post-1/"):
            assert '<html lang="en" dir="ltr">' in text(app.test_client(), url)


def test_a_blog_without_posts_and_posts_without_slugs_are_shown(tmp_path: Path) -> None:
    bare = Post(id="https://example.org/?p=1", title="By feed")
    with SqliteStore(tmp_path / "comments.db") as store:
        for blog in (Blog(), Blog(posts=[bare])):
            client = make_app(blog, store, tmp_path, "p", "s").test_client()
            links = re.findall('class="u-url" href="([^"]+)"', text(client, "/"))
            assert len(links) == len(blog.posts)
            for link in links:
                assert "By feed" in text(client, link)


def test_a_post_that_is_closed_by_age_has_no_form(tmp_path: Path) -> None:
    blog = Blog(site=Site(discussion=DiscussionPolicy(close_after_days=14)), posts=[POSTS[0]])
    with SqliteStore(tmp_path / "comments.db") as store:
        page = text(make_app(blog, store, tmp_path, "p", "s").test_client(), "/post-1/")
    assert "Comments are closed." in page
    assert "<form" not in page


def test_moderation_uses_the_language_of_the_site(tmp_path: Path) -> None:
    blog = Blog(site=Site(language="de"), posts=POSTS)
    with SqliteStore(tmp_path / "comments.db") as store:
        store.add(said(1, status="held"), said(2, post_id="gone", status="held"))
        client = make_app(blog, store, tmp_path, MODERATOR[1], "s").test_client()
        page = moderate(client, "approve")
        assert all(word in page for word in ("Ausstehend", "Freischalten", "Papierkorb", "Ferries"))
        after = client.get("/moderation/", auth=MODERATOR).get_data(as_text=True)
        assert "Hier ist nichts." in after


def test_an_unknown_moderation_action_is_not_found(client: FlaskClient) -> None:
    page = client.get("/moderation/?status=spam", auth=MODERATOR).get_data(as_text=True)
    typed = {"token": token(page), "act": "burn", "id": "c6"}
    assert client.post("/moderation/", data=typed, auth=MODERATOR).status_code == 404


def test_a_held_reply_is_shown_to_its_writer_only(
    client: FlaskClient,
) -> None:
    status, page = reply(client, in_reply_to="c2")
    assert status == 303
    assert "So do I." in page and "awaiting moderation" in page
    stranger = client.application.test_client()
    assert "So do I." not in text(stranger, "/post-1/?page=1")
    assert "So do I." in moderate(client, "approve")
    assert "So do I." in text(stranger, "/post-1/?page=1")


def test_errors_are_shown_by_field_and_the_form_keeps_its_values(client: FlaskClient) -> None:
    status, page = reply(client, email="no address", body=BAD)
    assert status == 422
    assert BAD not in page and "&lt;script&gt;" in page
    assert 'value="no address"' in page and 'aria-invalid="true"' in page


def test_a_form_that_this_site_did_not_show_is_refused(client: FlaskClient) -> None:
    for given in ("", "1.2", token(text(client.application.test_client(), "/post-1/"))):
        typed = {"name": "Ida", "email": "ida@example.org", "body": "Kept?", "token": given}
        answer = client.post("/post-1/", data=typed)
        assert answer.status_code == 403
        assert "Kept?" in answer.get_data(as_text=True)
    answer = client.post("/moderation/", data={"act": "approve", "id": "c6"}, auth=MODERATOR)
    assert answer.status_code == 403


def test_user_supplied_markup_is_shown_as_text(client: FlaskClient) -> None:
    reply(client, name=BAD, body=f"{BAD} <img src=x onerror=alert(1)>", url="https://example.org")
    moderate(client, "approve")
    pages = [text(client, url) for url in ("/post-1/", "/")]
    for page in pages:
        document = JustHTML(page, sanitize=False)
        assert not document.query("script:not([type='application/ld+json'])")
        assert not document.query("[onerror]")


def test_moderation_is_behind_a_password(client: FlaskClient) -> None:
    assert client.get("/moderation/").status_code == 401
    assert client.get("/moderation/", auth=("eva", "guessed")).status_code == 401
    assert client.post("/moderation/", data={"act": "approve"}).status_code == 401
    assert "reader@example.org" in moderate(client, "restore", "spam")
    assert client.get("/moderation/?status=all", auth=MODERATOR).status_code == 404


@pytest.mark.parametrize("url", ["/feed/", "/comments/feed/"])
def test_feeds_are_atom_with_public_content(client: FlaskClient, url: str) -> None:
    answer = client.get(url)
    assert answer.mimetype == "application/atom+xml"
    assert ElementTree.fromstring(answer.data).tag == "{http://www.w3.org/2005/Atom}feed"
    loaded = blogcore.load(answer.data).blog
    assert len(loaded.posts) == 4 if url == "/feed/" else len(loaded.comments) == 5
    assert b"reader@example.org" not in answer.data


def test_pages_load_nothing_from_other_sites(client: FlaskClient) -> None:
    for url in ("/", "/post-1/", "/nothing/", "/style.css"):
        policy = client.get(url).headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none';") and "unsafe" not in policy
        assert client.get(url).headers["Cache-Control"] == "private"
