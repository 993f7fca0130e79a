"""Properties of the page for every discussion."""

from __future__ import annotations

import sys
from pathlib import Path

from hypothesis import given, settings
from justhtml import JustHTML

from blogcore import Author, Body, Comment, Thread
from blogcore.strategies import bodies, comment_lists, hostile_text
from blogcore.testing import assert_nothing_private

sys.path.insert(0, str(Path(__file__).parent.parent))

from app import make_app

IP = "192.0.2.99"
IDA = Author(name="Ida", email="canary@example.org")


def get_page(comments: list[Comment]) -> str:
    response = make_app(lambda: comments).test_client().get("/")
    assert response.status_code == 200
    return response.get_data(as_text=True)


@settings(max_examples=30, deadline=None)
@given(comment_lists())
def test_every_approved_comment_is_on_the_page_once(comments: list[Comment]) -> None:
    page = JustHTML(get_page(comments), sanitize=False)
    # Of two records with one id, a hidden one hides the comment.
    hidden = {comment.id for comment in comments if comment.status != "approved"}
    approved = sum(comment.id not in hidden for comment in Thread.from_comments(comments).comments)
    assert len(page.query("article")) >= approved
    assert page.query("h1")[0].to_text() == f"{approved} thoughts"


@settings(max_examples=30, deadline=None)
@given(comment_lists(body=bodies(text=hostile_text(), media_type="text/plain")))
def test_no_text_becomes_markup(comments: list[Comment]) -> None:
    page = JustHTML(get_page(comments), sanitize=False)
    own = {"html", "head", "title", "body", "h1", "article", "b", "p"}
    assert {element.name for element in page.query("*")} <= own


@settings(max_examples=30, deadline=None)
@given(comment_lists(ip=IP, author=IDA, body=Body(text="Text.")))
def test_no_ip_or_email_address_is_on_the_page(comments: list[Comment]) -> None:
    page = get_page(comments)
    assert IP not in page
    assert_nothing_private(comments, page)
