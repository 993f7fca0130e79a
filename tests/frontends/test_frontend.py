"""`Frontend`: pages, posted forms and lists, as a framework calls it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urldefrag, urlsplit

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factory import POST_ID, START, make_comment, make_post
from tests.stores.databases import scratch

from blogcore import Blog, Comment, Context, DiscussionPolicy, PageError, Post, Site, Thread
from blogcore.frontend import Frontend, PostPage, Redirect, public_site
from blogcore.renderers import comment_anchor, prepare_page
from blogcore.replies import Finding, ReviewContext
from blogcore.stores import SqliteStore
from blogcore.strategies import blogs, hostile_text, threads

NOW = START + timedelta(days=1)
POST = make_post()
FIELDS = {"name": "Ida", "email": "ida@example.org", "body": "So do I."}
#: For tests that open a file for each example.
slow = settings(max_examples=20)


@contextmanager
def open_frontend(*comments: Comment, **policy: Any) -> Iterator[Frontend]:
    """Yield a frontend over a new store with these comments and this discussion policy."""
    with scratch() as folder, SqliteStore(Path(folder) / "comments.db") as store:
        store.add(*comments)
        site = Site(discussion=DiscussionPolicy(**policy))
        yield Frontend(site=site, store=store, secret="of this site")


def fill_form(page: PostPage, **fields: str) -> dict[str, str]:
    """Return what a browser posts from the form on a page."""
    form = page.context.form
    assert form is not None
    parent = {} if form.in_reply_to is None else {"in_reply_to": form.in_reply_to}
    return {**dict(form.hidden), **parent, **FIELDS, **fields}


def follow(frontend: Frontend, session: dict[str, object], redirect: Redirect) -> PostPage:
    """Return the page that a browser is redirected to."""
    query = dict(parse_qsl(urlsplit(redirect.url).query))
    return frontend.post_page(POST, session, query, now=NOW)


def ids(page: PostPage) -> list[str]:
    return [comment.id for comment in page.thread.comments]


# --- replies -------------------------------------------------------------------------------------


def test_only_the_writer_sees_a_held_reply() -> None:
    comments = [make_comment(f"c{number}") for number in range(5)]
    with open_frontend(*comments, paged=True, page_size=2) as frontend:
        session: dict[str, object] = {}
        page = frontend.post_page(POST, session, {"reply": "c1"}, now=NOW)
        assert page.status_code == 200
        assert "c1" in ids(page)
        sent = frontend.submit_reply(
            POST, session, fill_form(page), now=NOW, ip="192.0.2.1", user_agent="B/1"
        )
        assert isinstance(sent, Redirect)
        assert (sent.comment.status, sent.comment.in_reply_to) == ("held", "c1")
        assert (sent.comment.ip, sent.comment.user_agent) == ("192.0.2.1", "B/1")
        assert sent.comment.id in ids(follow(frontend, session, sent))
        assert urldefrag(sent.url).fragment == comment_anchor(sent.comment)
        assert sent.comment.id not in ids(follow(frontend, {}, sent))
        frontend.store.moderate([sent.comment.id], "approve", by="eva", at=NOW)
        assert sent.comment.id in ids(follow(frontend, {}, sent))


def test_a_refused_form_is_shown_again_with_its_values_and_errors() -> None:
    with open_frontend(make_comment("c1")) as frontend:
        session: dict[str, object] = {}
        page = frontend.post_page(POST, session, {"reply": "c1"}, now=NOW)
        posted = fill_form(page, email="ida", body=" ")
        again = frontend.submit_reply(POST, session, posted, now=NOW)
        assert isinstance(again, PostPage)
        assert again.status_code == 422
        form = again.context.form
        assert form is not None
        assert (form.name, form.email, form.body, form.in_reply_to) == ("Ida", "ida", " ", "c1")
        faults = {(fault.path, fault.code) for fault in form.errors}
        assert faults == {("email", "invalid_email"), ("body", "empty")}
        corrected = {**posted, **dict(form.hidden), **FIELDS}
        assert isinstance(frontend.submit_reply(POST, session, corrected, now=NOW), Redirect)


@slow
@given(hostile_text() | st.none())
def test_a_form_without_this_visitors_token_is_refused_and_keeps_its_values(
    token: str | None,
) -> None:
    with open_frontend() as frontend:
        token_of_another = fill_form(frontend.post_page(POST, {}, now=NOW))["token"]
        own_session: dict[str, object] = {}
        frontend.post_page(POST, own_session, now=NOW)
        for wrong in (token, token_of_another):
            posted = FIELDS if wrong is None else {**FIELDS, "token": wrong}
            for session in (own_session, {}):
                again = frontend.submit_reply(POST, session, posted, now=NOW)
                assert isinstance(again, PostPage)
                assert again.status_code == 403
                assert again.context.form is not None
                assert again.context.form.body == FIELDS["body"]
        assert len(frontend.store.thread(POST_ID)) == 0


def test_fill_time_and_honeypot_decide_about_the_status() -> None:
    with open_frontend(
        hold_first_time=False, flood_seconds=0, fill_seconds=3, honeypot="website"
    ) as frontend:
        session: dict[str, object] = {}
        form = fill_form(frontend.post_page(POST, session, now=NOW))
        statuses = []
        for seconds, website in ((2, ""), (3, ""), (3, "https://spam.example/")):
            later = NOW + timedelta(seconds=seconds)
            posted = {**form, "body": f"After {seconds}{website}", "website": website}
            sent = frontend.submit_reply(POST, session, posted, now=later)
            assert isinstance(sent, Redirect)
            statuses.append(sent.comment.status)
        assert statuses == ["held", "approved", "spam"]


def test_the_sender_of_spam_does_not_learn_that_it_was_recognised() -> None:
    def mark_as_spam(context: ReviewContext) -> list[Finding]:
        return [Finding("spam", "cheap", "body")]

    with open_frontend() as frontend:
        session: dict[str, object] = {}
        form = fill_form(frontend.post_page(POST, session, now=NOW))
        sent = frontend.submit_reply(POST, session, form, now=NOW, rules=[mark_as_spam])
        assert isinstance(sent, Redirect)
        assert sent.comment.id not in sent.url
        page = follow(frontend, session, sent)
        assert page.reply_sent
        assert ids(page) == []


def test_comments_close_by_age_at_the_given_time() -> None:
    with open_frontend(close_after_days=1) as frontend:
        session: dict[str, object] = {}
        page = frontend.post_page(POST, session, now=NOW)
        assert page.context.comments_open
        later = NOW + timedelta(microseconds=1)
        assert not frontend.post_page(POST, session, now=later).context.comments_open
        again = frontend.submit_reply(POST, session, fill_form(page), now=later)
        assert isinstance(again, PostPage)
        assert again.context.form is not None
        assert [fault.code for fault in again.context.form.errors] == ["closed_by_age"]


def test_a_session_fits_a_cookie_after_many_replies() -> None:
    with open_frontend(flood_seconds=0) as frontend:
        session: dict[str, object] = {}
        form = fill_form(frontend.post_page(POST, session, now=NOW))
        sent = [
            frontend.submit_reply(POST, session, {**form, "body": f"Reply {number}."}, now=NOW)
            for number in range(25)
        ]
        restored = json.loads(json.dumps(session))
        assert restored == session
        assert len(json.dumps(session)) < 1_000
        last = sent[-1]
        assert isinstance(last, Redirect)
        assert last.comment.id in ids(frontend.post_page(POST, restored, now=NOW))


# --- pages of a post -----------------------------------------------------------------------------


@slow
@given(hostile_text())
def test_urls_of_a_comment_carry_its_id_whatever_it_is(id: str) -> None:
    comment = make_comment(id or "1")
    with open_frontend(comment) as frontend:
        session: dict[str, object] = {}
        url = frontend.post_page(POST, session, now=NOW).context.reply_url(comment)
        assert url is not None
        query = dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))
        assert query == {"reply": comment.id}
        [listed] = frontend.comment_feed([evolve(POST, url="/ferries/")]).comments
        parts = urlsplit(listed.url or "")
        assert parts.path == "/ferries/"
        assert dict(parse_qsl(parts.query)) == {"comment": comment.id}
        assert parts.fragment == comment_anchor(comment)
        page = frontend.post_page(POST, session, query, now=NOW)
        assert page.context.form is not None
        assert page.context.form.in_reply_to == comment.id


@slow
@given(
    threads(post_id=POST_ID),
    st.text() | st.integers().map(str) | st.sampled_from(["٣", "9" * 5000]),
)
def test_text_for_a_page_number_is_ignored_and_an_unknown_page_is_an_error(
    thread: Thread, page: str
) -> None:
    of_post = Thread.from_comments(thread.comments, post_id=POST_ID)
    last = max(of_post.visible().page(1, 2).total, 1)
    with open_frontend(*thread.comments, paged=True, page_size=2) as frontend:
        if not (page.isascii() and page.isdecimal() and len(page) < 10):
            first = frontend.post_page(POST, {}, now=NOW)
            assert ids(frontend.post_page(POST, {}, {"page": page}, now=NOW)) == ids(first)
        elif 1 <= int(page) <= last:
            shown = frontend.post_page(POST, {}, {"page": page}, now=NOW)
            assert shown.context.page is not None
            assert shown.context.page.number == int(page)
        else:
            with pytest.raises(PageError) as raised:
                frontend.post_page(POST, {}, {"page": page}, now=NOW)
            assert raised.value.last == last


@slow
@given(
    threads(post_id=POST_ID),
    st.integers(1, 3),
    st.sampled_from(["oldest", "newest"]),
    st.sampled_from(["oldest", "newest"]),
)
def test_only_the_page_is_loaded_and_equals_that_of_the_whole_thread(
    thread: Thread, size: int, order: str, first: str
) -> None:
    policy = {"paged": True, "page_size": size, "order": order, "default_page": first}
    elsewhere = make_comment("of another post", post_id="8")
    with open_frontend(*thread.comments, elsewhere, **policy) as frontend:
        whole = frontend.store.thread(POST_ID)
        comment_ids = [comment.id for comment in list(whole.comments)[:4]]
        comment_ids += ["of another post", "nowhere", "\0", "\ud800", ""]
        queries: list[dict[str, str]] = [{}, {"page": "1"}]
        queries += [{key: id} for key in ("comment", "reply") for id in comment_ids]
        for query in queries:
            number = int(query["page"]) if "page" in query else None
            holding = query.get("comment") or query.get("reply")
            expected, context = prepare_page(
                whole, Context(site=frontend.site), number, comment_id=holding
            )
            page = frontend.post_page(POST, {}, query, now=NOW)
            assert page.thread == expected
            assert (page.context.page, page.context.total) == (context.page, context.total)
        with recorded_calls(frontend) as calls:
            frontend.post_page(POST, {}, now=NOW)
        assert calls == ["page", "counts"]


@contextmanager
def recorded_calls(frontend: Frontend) -> Iterator[list[str]]:
    """Yield the names of the store's methods that are called."""
    calls: list[str] = []

    def record(name: str, method: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        calls.append(name)
        return method(*args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        for name in ("thread", "page", "page_of", "counts", "comment"):
            patch.setattr(
                frontend.store, name, partial(record, name, getattr(frontend.store, name))
            )
        yield calls


def test_a_page_is_in_the_language_of_the_post_else_of_the_site_else_english() -> None:
    with open_frontend() as frontend:
        german = evolve(frontend, site=evolve(frontend.site, language="de-AT"))
        for site, language, expected in (
            (german, "ar", "ar"),
            (german, "pl", "de"),
            (german, None, "de"),
            (frontend, "pl", "en"),
        ):
            page = site.post_page(evolve(POST, language=language), {}, now=NOW)
            assert page.context.words.language == expected


@pytest.mark.parametrize(("depth", "nesting"), [(5, 4), (1, 0), (0, 0), (None, None)])
def test_replies_nest_as_deep_as_the_policy_says(depth: int | None, nesting: int | None) -> None:
    with open_frontend(max_depth=depth) as frontend:
        assert frontend.post_page(POST, {}, now=NOW).context.nesting == nesting


# --- lists ---------------------------------------------------------------------------------------


@slow
@given(blogs())
def test_a_public_site_has_the_public_posts_newest_first_with_slug_urls(blog: Blog) -> None:
    site = public_site(blog)
    assert {post.id for post in site.posts} == {post.id for post in blog.public().posts}
    assert site.comments == ()
    times = [post.published for post in site.posts]
    dated = [time for time in times if time is not None]
    assert dated == sorted(dated, reverse=True)
    assert times[len(dated) :] == [None] * (len(times) - len(dated))
    for post in site.posts:
        assert post.url is not None
        path = post.url.removeprefix("/").removesuffix("/")
        assert "/" not in path
        assert unquote(path) == post.slug


@slow
@given(st.integers(0, 9), st.integers(1, 4), st.sampled_from(["", "x", "٣"]))
def test_index_pages_hold_all_posts_in_order(count: int, size: int, text: str) -> None:
    posts = [Post(id=str(number)) for number in range(count)]
    comments = [
        make_comment("c1", post_id="0"),
        make_comment("c2", post_id="0", status="held"),
    ]
    with open_frontend(*comments) as frontend:
        first = frontend.index(posts, {"page": text}, size=size)
        assert first == frontend.index(posts, {"page": "1"}, size=size)
        assert first == frontend.index(posts, size=size)
        last = first.page.total
        pages = [
            frontend.index(posts, {"page": str(number)}, size=size) for number in range(1, last + 1)
        ]
        assert [post for page in pages for post in page.posts] == posts
        assert all(len(page.posts) <= size for page in pages)
        assert all(
            page.counts[post.id] == (post.id == "0") for page in pages for post in page.posts
        )
        for number in (0, last + 1):
            with pytest.raises(PageError, match=f"no page {number}") as raised:
                frontend.index(posts, {"page": str(number)}, size=size)
            assert raised.value.last == last


def test_a_comment_feed_holds_the_newest_public_comments_of_the_named_posts() -> None:
    comments = [make_comment(f"c{number}", minute=number) for number in range(4)]
    hidden = [make_comment("x", post_id="8"), make_comment("h", status="held")]
    with open_frontend(*comments, *hidden) as frontend:
        feed = frontend.comment_feed([evolve(POST, url="/ferries/")], size=3)
        assert [comment.id for comment in feed.comments] == ["c3", "c2", "c1"]
        assert {comment.author.email for comment in feed.comments} == {None}
        assert feed.site == frontend.site


def test_repr_does_not_show_the_secret() -> None:
    with open_frontend() as frontend:
        assert frontend.secret not in repr(frontend)
