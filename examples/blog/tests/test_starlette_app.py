"""The blog in Starlette, for readers, for visitors who reply, and for its moderator."""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from blogcore import Author, Blog, Body, Comment, Post, Site
from blogcore.stores import SqliteStore

sys.path.insert(0, str(Path(__file__).parent.parent))

from starlette_app import make_app

AT = datetime(2024, 5, 1, 9, 30, tzinfo=UTC)
BLOG = Blog(
    site=Site(title="Timetable", url="https://example.org"),
    posts=[Post(id="1", slug="ferries", url="/ferries/", title="Ferries", published=AT)],
)
COMMENT = Comment(
    id="c1",
    post_id="1",
    author=Author(name="Ida", email="ida@example.org"),
    body=Body(text="So do I."),
    published=AT,
)
MODERATOR = ("eva", "secret")


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    store = SqliteStore(tmp_path / "comments.db")
    store.add(COMMENT)
    return TestClient(make_app(BLOG, store, tmp_path, MODERATOR[1], "a secret of this site"))


def find_token(page: str) -> str:
    return re.search('name="token" value="([^"]+)"', page)[1]


def test_only_the_writer_sees_a_held_reply_until_it_is_approved(
    client: TestClient,
) -> None:
    fields = {"name": "Bo", "email": "bo@example.org", "body": "Me too.", "in_reply_to": "c1"}
    page = client.post(
        "/ferries/", data={"token": find_token(client.get("/ferries/").text), **fields}
    )
    assert "Me too." in page.text and "awaiting moderation" in page.text
    stranger = TestClient(client.app)
    assert "Me too." not in stranger.get("/ferries/").text
    queue = client.get("/moderation/", auth=MODERATOR).text
    ids = re.findall('name="id" value="([^"]+)"', queue)
    form = {"token": find_token(queue), "action": "approve", "id": ids}
    assert client.post("/moderation/", data=form, auth=MODERATOR).status_code == 200
    assert "Me too." in stranger.get("/ferries/").text


def test_a_refused_form_shows_errors_and_keeps_its_values(client: TestClient) -> None:
    fields = {"token": find_token(client.get("/ferries/").text), "email": "none", "body": "Kept?"}
    page = client.post("/ferries/", data=fields)
    assert page.status_code == 422
    assert "Kept?" in page.text and 'aria-invalid="true"' in page.text


def test_a_wrong_token_and_a_wrong_password_are_refused(client: TestClient) -> None:
    fields = {"token": "1.2", "name": "Bo", "email": "bo@example.org", "body": "Kept?"}
    assert client.post("/ferries/", data=fields).status_code == 403
    assert (
        client.post("/moderation/", data={"action": "approve"}, auth=MODERATOR).status_code == 403
    )
    assert client.get("/moderation/").status_code == 401
    assert client.get("/moderation/", auth=("eva", "guessed")).status_code == 401


@pytest.mark.parametrize("path", ["/feed/", "/comments/feed/"])
def test_feeds_are_atom_and_public(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert ElementTree.fromstring(response.content).tag == "{http://www.w3.org/2005/Atom}feed"
    assert b"ida@example.org" not in response.content


@pytest.mark.parametrize("path", ["/nothing/", "/?page=7", "/?page=0", "/ferries/?page=9"])
def test_unknown_paths_and_pages_are_not_found(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert response.headers["content-security-policy"].startswith("default-src 'none';")


def test_a_form_that_is_too_large_or_has_no_length_is_not_read(client: TestClient) -> None:
    large = client.post("/ferries/", data={"body": "x" * 300_000})
    endless = client.post("/ferries/", content=iter([b"body=x"]))
    assert (large.status_code, endless.status_code) == (413, 413)
