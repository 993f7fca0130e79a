"""From a request to a page and back: what was shown comes back, to the one who was shown it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urldefrag, urlsplit

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.stores.places import scratch

from blogcore import (
    Author,
    Blog,
    Body,
    Comment,
    Context,
    DiscussionPolicy,
    PageError,
    Post,
    Site,
    Thread,
    ValidationError,
)
from blogcore.frontend import Frontend, Sent, Shown, served
from blogcore.renderers import comment_anchor, prepare_page
from blogcore.replies import Finding, ReviewContext
from blogcore.stores import SqliteStore
from blogcore.strategies import blogs, hostile_text, threads

AT = datetime(2024, 5, 1, 9, 30, tzinfo=UTC)
NOW = AT + timedelta(days=1)
#: For what opens a file each time.
slow = settings(max_examples=20)
POST = Post(id="1", title="Ferries", published=AT)
TYPED = {"name": "Ida", "email": "ida@example.org", "body": "So do I."}


def said(id: str, **fields: Any) -> Comment:
    return Comment(
        **{
            "id": id,
            "post_id": "1",
            "author": Author(name="Bo", email="bo@example.org"),
            "body": Body(text=f"words of {id}"),
            "published": AT,
            **fields,
        }
    )


@contextmanager
def frontend(*comments: Comment, **policy: Any) -> Iterator[Frontend]:
    with scratch() as folder, SqliteStore(Path(folder) / "comments.db") as store:
        store.add(*comments)
        yield Frontend(
            site=Site(discussion=DiscussionPolicy(**policy)), store=store, secret="of this site"
        )


def form_of(shown: Shown, **typed: str) -> dict[str, str]:
    """What a browser sends of the form on a page that somebody filled in."""
    form = shown.context.form
    assert form is not None
    answered = {} if form.in_reply_to is None else {"in_reply_to": form.in_reply_to}
    return {**dict(form.hidden), **answered, **TYPED, **typed}


def followed(site: Frontend, session: dict[str, object], sent: Sent) -> Shown:
    """The page where the browser is sent."""
    return site.read(POST, session, dict(parse_qsl(urlsplit(sent.url).query)), now=NOW)


def ids(shown: Shown) -> list[str]:
    return [comment.id for comment in shown.thread.comments]


def test_a_reply_that_is_held_is_seen_by_its_writer_alone_where_they_are_sent() -> None:
    with frontend(*(said(f"c{n}") for n in range(5)), paged=True, page_size=2) as site:
        mine: dict[str, object] = {}
        asked = site.read(POST, mine, {"reply": "c1"}, now=NOW)
        assert asked.code == 200
        assert "c1" in ids(asked)
        sent = site.reply(POST, mine, form_of(asked), now=NOW, ip="192.0.2.1", user_agent="B/1")
        assert isinstance(sent, Sent)
        assert (sent.comment.status, sent.comment.in_reply_to) == ("held", "c1")
        assert (sent.comment.ip, sent.comment.user_agent) == ("192.0.2.1", "B/1")
        assert sent.comment.id in ids(followed(site, mine, sent))
        assert urldefrag(sent.url).fragment == comment_anchor(sent.comment)
        assert sent.comment.id not in ids(followed(site, {}, sent))
        site.store.moderate([sent.comment.id], "approve", by="eva", at=NOW)
        assert sent.comment.id in ids(followed(site, {}, sent))


def test_a_reply_that_is_refused_is_shown_as_it_was_typed_with_what_is_wrong() -> None:
    with frontend(said("c1")) as site:
        session: dict[str, object] = {}
        typed = form_of(site.read(POST, session, {"reply": "c1"}, now=NOW), email="ida", body=" ")
        again = site.reply(POST, session, typed, now=NOW)
        assert isinstance(again, Shown)
        assert again.code == 422
        form = again.context.form
        assert form is not None
        assert (form.name, form.email, form.body, form.in_reply_to) == ("Ida", "ida", " ", "c1")
        faults = {(fault.path, fault.code) for fault in form.errors}
        assert faults == {("email", "invalid_email"), ("body", "empty")}
        mended = {**typed, **dict(form.hidden), **TYPED}
        assert isinstance(site.reply(POST, session, mended, now=NOW), Sent)


@slow
@given(hostile_text() | st.none())
def test_a_form_that_this_visitor_was_not_shown_is_refused_and_kept(token: str | None) -> None:
    with frontend() as site:
        strangers = form_of(site.read(POST, {}, now=NOW))["token"]
        session: dict[str, object] = {}
        site.read(POST, session, now=NOW)
        for given_ in (token, strangers):
            typed = TYPED if given_ is None else {**TYPED, "token": given_}
            for somebody in (session, {}):
                again = site.reply(POST, somebody, typed, now=NOW)
                assert isinstance(again, Shown)
                assert again.code == 403
                assert again.context.form is not None
                assert again.context.form.body == TYPED["body"]
        assert len(site.store.thread("1")) == 0


def test_how_long_a_form_was_looked_at_and_the_trap_count() -> None:
    with frontend(
        hold_first_time=False, flood_seconds=0, fill_seconds=3, honeypot="website"
    ) as site:
        session: dict[str, object] = {}
        form = form_of(site.read(POST, session, now=NOW))
        statuses = []
        for seconds, website in ((2, ""), (3, ""), (3, "https://spam.example/")):
            later = NOW + timedelta(seconds=seconds)
            typed = {**form, "body": f"After {seconds}{website}", "website": website}
            sent = site.reply(POST, session, typed, now=later)
            assert isinstance(sent, Sent)
            statuses.append(sent.comment.status)
        assert statuses == ["held", "approved", "spam"]


def test_who_sends_spam_is_told_that_it_was_sent_and_no_more() -> None:
    def cheap(case: ReviewContext) -> list[Finding]:
        return [Finding("spam", "cheap", "body")]

    with frontend() as site:
        session: dict[str, object] = {}
        form = form_of(site.read(POST, session, now=NOW))
        sent = site.reply(POST, session, form, now=NOW, rules=[cheap])
        assert isinstance(sent, Sent)
        assert sent.comment.id not in sent.url
        after = followed(site, session, sent)
        assert after.sent
        assert ids(after) == []


@slow
@given(hostile_text())
def test_the_addresses_of_a_comment_bring_back_its_id_whatever_that_is(id: str) -> None:
    comment = said(id or "1")
    with frontend(comment) as site:
        session: dict[str, object] = {}
        url = site.read(POST, session, now=NOW).context.reply_url(comment)
        assert url is not None
        query = dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))
        assert query == {"reply": comment.id}
        [listed] = site.latest([evolve(POST, url="/ferries/")]).comments
        there = urlsplit(listed.url or "")
        assert there.path == "/ferries/"
        assert dict(parse_qsl(there.query)) == {"comment": comment.id}
        assert there.fragment == comment_anchor(comment)
        shown = site.read(POST, session, query, now=NOW)
        assert shown.context.form is not None
        assert shown.context.form.in_reply_to == comment.id


@slow
@given(
    threads(post_id="1"), st.text() | st.integers().map(str) | st.sampled_from(["٣", "9" * 5000])
)
def test_a_page_that_is_no_number_is_as_none_and_one_that_is_not_there_is_an_error(
    thread: Any, page: str
) -> None:
    total = max(thread.visible().page(1, 2).total, 1)
    with frontend(*thread.comments, paged=True, page_size=2) as site:
        if not (page.isascii() and page.isdecimal() and len(page) < 10):
            assert ids(site.read(POST, {}, {"page": page}, now=NOW)) == ids(
                site.read(POST, {}, now=NOW)
            )
        elif 1 <= int(page) <= total:
            shown = site.read(POST, {}, {"page": page}, now=NOW)
            assert shown.context.page is not None
            assert shown.context.page.number == int(page)
        else:
            with pytest.raises(PageError):
                site.read(POST, {}, {"page": page}, now=NOW)


@slow
@given(
    threads(post_id="1"),
    st.integers(1, 3),
    st.sampled_from(["oldest", "newest"]),
    st.sampled_from(["oldest", "newest"]),
)
def test_of_a_discussion_in_pages_the_page_alone_is_read_and_it_is_the_same(
    thread: Thread, size: int, order: str, first: str
) -> None:
    policy = {"paged": True, "page_size": size, "order": order, "default_page": first}
    elsewhere = said("of another post", post_id="2")
    with frontend(*thread.comments, elsewhere, **policy) as site:
        whole = site.store.thread("1")
        held = [comment.id for comment in list(whole.comments)[:4]]
        held += ["of another post", "nowhere", "\0", "\ud800", ""]
        asked: list[dict[str, str]] = [{}, {"page": "1"}]
        asked += [{key: id} for key in ("comment", "reply") for id in held]
        for query in asked:
            number = int(query["page"]) if "page" in query else None
            holding = query.get("comment") or query.get("reply")
            wanted, context = prepare_page(
                whole, Context(site=site.site), number, comment_id=holding
            )
            shown = site.read(POST, {}, query, now=NOW)
            assert shown.thread == wanted
            assert (shown.context.page, shown.context.total) == (context.page, context.total)
        with counted_reads(site) as reads:
            site.read(POST, {}, now=NOW)
        assert reads == ["page", "counts"]


@contextmanager
def counted_reads(site: Frontend) -> Iterator[list[str]]:
    """What a store is asked."""
    reads: list[str] = []

    def asked(name: str, real: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        reads.append(name)
        return real(*args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        for name in ("thread", "page", "page_of", "counts", "comment"):
            patch.setattr(site.store, name, partial(asked, name, getattr(site.store, name)))
        yield reads


def test_the_page_speaks_as_its_post_or_else_as_its_site_or_english() -> None:
    with frontend() as site:
        german = evolve(site, site=evolve(site.site, language="de-AT"))
        for where, language, told in (
            (german, "ar", "ar"),
            (german, "pl", "de"),
            (german, None, "de"),
            (site, "pl", "en"),
        ):
            shown = where.read(evolve(POST, language=language), {}, now=NOW)
            assert shown.context.words.language == told


def test_comments_close_by_age_at_the_time_that_is_told() -> None:
    with frontend(close_after_days=1) as site:
        session: dict[str, object] = {}
        shown = site.read(POST, session, now=NOW)
        assert shown.context.comments_open
        later = NOW + timedelta(microseconds=1)
        assert not site.read(POST, session, now=later).context.comments_open
        again = site.reply(POST, session, form_of(shown), now=later)
        assert isinstance(again, Shown)
        assert again.context.form is not None
        assert [fault.code for fault in again.context.form.errors] == ["closed_by_age"]


@pytest.mark.parametrize(("depth", "nesting"), [(5, 4), (1, 0), (0, 0), (None, None)])
def test_replies_nest_as_deep_as_the_policy_says(depth: int | None, nesting: int | None) -> None:
    with frontend(max_depth=depth) as site:
        assert site.read(POST, {}, now=NOW).context.nesting == nesting


def test_a_session_stays_small_and_fits_a_cookie() -> None:
    with frontend(flood_seconds=0) as site:
        session: dict[str, object] = {}
        form = form_of(site.read(POST, session, now=NOW))
        sent = [
            site.reply(POST, session, {**form, "body": f"Reply {n}."}, now=NOW) for n in range(25)
        ]
        kept = json.loads(json.dumps(session))
        assert kept == session
        assert len(json.dumps(session)) < 1_000
        last = sent[-1]
        assert isinstance(last, Sent)
        assert last.comment.id in ids(site.read(POST, kept, now=NOW))


# --- lists ---------------------------------------------------------------------------------------


@slow
@given(blogs())
def test_a_blog_is_served_as_its_public_posts_each_found_at_its_address(blog: Blog) -> None:
    site = served(blog)
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
@given(st.lists(st.integers(), max_size=9), st.integers(1, 4), st.sampled_from(["", "x", "٣"]))
def test_the_pages_of_posts_are_all_of_them_in_order(
    numbers: list[int], size: int, junk: str
) -> None:
    posts = [Post(id=str(number)) for number in range(len(numbers))]
    with frontend(said("c1", post_id="0"), said("c2", post_id="0", status="held")) as site:
        first = site.front(posts, {"page": junk}, size=size)
        assert first == site.front(posts, {"page": "1"}, size=size) == site.front(posts, size=size)
        pages = [
            site.front(posts, {"page": str(number)}, size=size)
            for number in range(1, first.page.total + 1)
        ]
        assert [post for page in pages for post in page.posts] == posts
        assert all(len(page.posts) <= size for page in pages)
        assert all(
            page.counts[post.id] == (post.id == "0") for page in pages for post in page.posts
        )
        for number in (0, first.page.total + 1):
            with pytest.raises(ValidationError):
                site.front(posts, {"page": str(number)}, size=size)


def test_a_feed_of_comments_holds_the_newest_of_the_posts_that_are_named() -> None:
    comments = [said(f"c{n}", published=AT + timedelta(hours=n)) for n in range(4)]
    with frontend(*comments, said("x", post_id="2"), said("h", status="held")) as site:
        feed = site.latest([evolve(POST, url="/ferries/")], size=3)
        assert [comment.id for comment in feed.comments] == ["c3", "c2", "c1"]
        assert {comment.author.email for comment in feed.comments} == {None}
        assert feed.site == site.site


def test_the_secret_of_a_site_is_not_shown() -> None:
    with frontend() as site:
        assert site.secret not in repr(site)
