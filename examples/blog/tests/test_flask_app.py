"""The blog in Flask, for readers, for visitors who reply, and for its moderator."""

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
        body=Body(text=f"Text of {title}."),
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


def comment(number: int, in_reply_to: str | None = None, **fields: str) -> Comment:
    return Comment(
        **{
            "id": f"c{number}",
            "post_id": "1",
            "author": Author(name=f"Reader {number}", email="reader@example.org"),
            "body": Body(text=f"Comment {number}"),
            "published": AT.replace(hour=10 + number),
            "in_reply_to": in_reply_to,
            **fields,
        }
    )


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    store = SqliteStore(tmp_path / "comments.db")
    store.add(
        comment(1), comment(2, "c1"), comment(3), comment(4), comment(5), comment(6, status="spam")
    )
    app = make_app(BLOG, store, tmp_path, MODERATOR[1], "a secret of this site")
    return app.test_client()


def get_text(client: FlaskClient, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status
    return response.get_data(as_text=True)


def find_token(page: str) -> str:
    return re.search('name="token" value="([^"]+)"', page)[1]


def post_reply(client: FlaskClient, **fields: str) -> tuple[int, str]:
    url = "/post-1/"
    form = {"name": "Ida", "email": "ida@example.org", "body": "So do I.", **fields}
    response = client.post(url, data={"token": find_token(get_text(client, url)), **form})
    location = urljoin(url, response.location or "")
    page = client.get(location) if response.status_code == 303 else response
    return response.status_code, page.get_data(as_text=True)


def moderate(client: FlaskClient, action: str, status: str = "held") -> str:
    page = client.get(f"/moderation/?status={status}", auth=MODERATOR).get_data(as_text=True)
    ids = re.findall('name="id" value="([^"]+)"', page)
    response = client.post(
        f"/moderation/?status={status}",
        data={"token": find_token(page), "action": action, "id": ids},
        auth=MODERATOR,
    )
    assert response.status_code == 303
    return page


def test_the_front_page_lists_public_posts_newest_first(client: FlaskClient) -> None:
    first, second = get_text(client, "/"), get_text(client, "/?page=2")
    assert [title in first for title in ("قطار", "Warten", "Trains", "Ferries")] == [True] * 3 + [
        False
    ]
    assert "Ferries" in second and "5 comments" in second
    assert "Not yet" not in first + second
    get_text(client, "/?page=3", 404)
    get_text(client, "/draft/", 404)


def test_a_post_shows_its_image_and_one_page_of_comments(client: FlaskClient) -> None:
    page = get_text(client, "/post-1/?page=1")
    assert 'src="/pictures/pier.jpg"' in page
    assert "5 thoughts on “Ferries”" in page
    assert "Comment 2" in page and "Comment 4" not in page and "Comment 6" not in page
    assert "Comment 2" in get_text(client, "/post-1/?comment=c2")
    get_text(client, "/post-1/?page=7", 404)


@pytest.mark.parametrize(
    ("url", "language", "direction", "word"),
    [("/post-3/", "de", "ltr", "Kommentar"), ("/post-4/", "ar", "rtl", "تعليق")],
)
def test_a_post_is_shown_in_its_own_language(
    client: FlaskClient, url: str, language: str, direction: str, word: str
) -> None:
    page = get_text(client, url)
    assert f'<html lang="{language}" dir="{direction}">' in page
    assert word in page


def test_a_page_is_in_no_list(tmp_path: Path) -> None:
    about = Post(id="2", slug="about", title="About me", kind="page")
    with SqliteStore(tmp_path / "comments.db") as store:
        client = make_app(Blog(posts=[POSTS[0], about]), store, tmp_path, "p", "s").test_client()
        assert "About me" in get_text(client, "/about/")
        assert "About me" not in get_text(client, "/") + get_text(client, "/feed/")


def test_a_blog_in_an_unsupported_language_is_shown_in_english(tmp_path: Path) -> None:
    site = Site(title="Rozkład", language="pl")
    with SqliteStore(tmp_path / "comments.db") as store:
        app = make_app(Blog(site=site, posts=[post(1, "Promy", "pl")]), store, tmp_path, "p", "s")
        for url in ("/", "/post-1/"):
            assert '<html lang="en" dir="ltr">' in get_text(app.test_client(), url)


def test_empty_blogs_and_posts_without_slugs_work(tmp_path: Path) -> None:
    bare = Post(id="https://example.org/?p=1", title="By feed")
    with SqliteStore(tmp_path / "comments.db") as store:
        for blog in (Blog(), Blog(posts=[bare])):
            client = make_app(blog, store, tmp_path, "p", "s").test_client()
            links = re.findall('class="u-url" href="([^"]+)"', get_text(client, "/"))
            assert len(links) == len(blog.posts)
            for link in links:
                assert "By feed" in get_text(client, link)


def test_a_post_closed_by_age_has_no_form(tmp_path: Path) -> None:
    blog = Blog(site=Site(discussion=DiscussionPolicy(close_after_days=14)), posts=[POSTS[0]])
    with SqliteStore(tmp_path / "comments.db") as store:
        page = get_text(make_app(blog, store, tmp_path, "p", "s").test_client(), "/post-1/")
    assert "Comments are closed." in page
    assert "<form" not in page


def test_the_moderation_page_is_in_the_language_of_the_site(tmp_path: Path) -> None:
    blog = Blog(site=Site(language="de"), posts=POSTS)
    with SqliteStore(tmp_path / "comments.db") as store:
        store.add(comment(1, status="held"), comment(2, post_id="gone", status="held"))
        client = make_app(blog, store, tmp_path, MODERATOR[1], "s").test_client()
        page = moderate(client, "approve")
        assert all(word in page for word in ("Ausstehend", "Freischalten", "Papierkorb", "Ferries"))
        after = client.get("/moderation/", auth=MODERATOR).get_data(as_text=True)
        assert "Hier ist nichts." in after


def test_an_unknown_moderation_action_is_a_bad_request(client: FlaskClient) -> None:
    page = client.get("/moderation/?status=spam", auth=MODERATOR).get_data(as_text=True)
    form = {"token": find_token(page), "action": "burn", "id": "c6"}
    assert client.post("/moderation/", data=form, auth=MODERATOR).status_code == 400


def test_only_the_writer_sees_a_held_reply_until_it_is_approved(
    client: FlaskClient,
) -> None:
    status, page = post_reply(client, in_reply_to="c2")
    assert status == 303
    assert "So do I." in page and "awaiting moderation" in page
    stranger = client.application.test_client()
    assert "So do I." not in get_text(stranger, "/post-1/?page=1")
    assert "So do I." in moderate(client, "approve")
    assert "So do I." in get_text(stranger, "/post-1/?page=1")


def test_a_refused_form_shows_errors_by_field_and_keeps_its_values(client: FlaskClient) -> None:
    status, page = post_reply(client, email="no address", body=BAD)
    assert status == 422
    assert BAD not in page and "&lt;script&gt;" in page
    assert 'value="no address"' in page and 'aria-invalid="true"' in page


def test_a_form_without_a_valid_token_is_refused(client: FlaskClient) -> None:
    for wrong in ("", "1.2", find_token(get_text(client.application.test_client(), "/post-1/"))):
        form = {"name": "Ida", "email": "ida@example.org", "body": "Kept?", "token": wrong}
        response = client.post("/post-1/", data=form)
        assert response.status_code == 403
        assert "Kept?" in response.get_data(as_text=True)
    response = client.post("/moderation/", data={"action": "approve", "id": "c6"}, auth=MODERATOR)
    assert response.status_code == 403


def test_user_supplied_markup_is_escaped(client: FlaskClient) -> None:
    post_reply(
        client, name=BAD, body=f"{BAD} <img src=x onerror=alert(1)>", url="https://example.org"
    )
    moderate(client, "approve")
    pages = [get_text(client, url) for url in ("/post-1/", "/")]
    for page in pages:
        document = JustHTML(page, sanitize=False)
        assert not document.query("script:not([type='application/ld+json'])")
        assert not document.query("[onerror]")


def test_moderation_needs_the_password(client: FlaskClient) -> None:
    assert client.get("/moderation/").status_code == 401
    assert client.get("/moderation/", auth=("eva", "guessed")).status_code == 401
    assert client.post("/moderation/", data={"action": "approve"}).status_code == 401
    assert "reader@example.org" in moderate(client, "restore", "spam")
    assert client.get("/moderation/?status=all", auth=MODERATOR).status_code == 404


@pytest.mark.parametrize("url", ["/feed/", "/comments/feed/"])
def test_feeds_are_atom_and_public(client: FlaskClient, url: str) -> None:
    response = client.get(url)
    assert response.mimetype == "application/atom+xml"
    assert ElementTree.fromstring(response.data).tag == "{http://www.w3.org/2005/Atom}feed"
    loaded = blogcore.load(response.data).blog
    assert len(loaded.posts) == 4 if url == "/feed/" else len(loaded.comments) == 5
    assert b"reader@example.org" not in response.data


def test_the_content_security_policy_allows_only_own_resources(client: FlaskClient) -> None:
    for url in ("/", "/post-1/", "/nothing/", "/style.css"):
        policy = client.get(url).headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none';") and "unsafe" not in policy
        assert client.get(url).headers["Cache-Control"] == "private"
