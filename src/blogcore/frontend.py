"""`Frontend`: the steps between a framework's request and a page with its discussion.

They are the same in every framework, so none is known here, nor what time it is. What all of them
give is asked for: the query of an address, a form that came back, and the visitor's session, each a
mapping by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from contextlib import suppress
from datetime import datetime
from secrets import token_urlsafe
from types import MappingProxyType
from typing import cast
from urllib.parse import quote, urlencode

from attrs import evolve, field, frozen

from blogcore._arguments import require_int
from blogcore.errors import Fault, UnknownIdError
from blogcore.forms import ReplyForm, issue_token, token_age
from blogcore.i18n import get_words
from blogcore.models import Blog, Comment, PageEnd, Post, Site
from blogcore.orders import find_order
from blogcore.renderers import Context, PageInfo, comment_anchor, prepare_page
from blogcore.replies import Refused, Reply, Rule
from blogcore.stores import CommentStore
from blogcore.threads import Thread
from blogcore.viewers import guest

__all__ = ["Front", "Frontend", "Sent", "Shown", "served"]

#: What a session keeps: who the visitor is to us, and their comments that may still be held.
_VISITOR, _WAITING = "blogcore_visitor", "blogcore_waiting"
#: A session is a cookie in many frameworks, and browsers keep 4 KB of one.
_REMEMBERED = 20
_LONGEST_NUMBER = 9

_NOTHING: Mapping[str, str] = MappingProxyType({})


@frozen(kw_only=True)
class Front:
    """A page of posts, for a template: the first is the front page of the site."""

    posts: tuple[Post, ...]
    #: How many comments each post has, by its id.
    counts: Mapping[str, int]
    #: Which page it is, and of how many; the first is 1.
    page: PageInfo


@frozen(kw_only=True)
class Shown:
    """The page of a post, for a template: ``post | post_html``, ``thread | comments_html`` …"""

    post: Post
    thread: Thread
    #: What a template calls ``blogcore``; `attrs.evolve` it for what else a site wants to say.
    context: Context
    #: Status of the answer (RFC 9110).
    code: int = 200
    #: Whether a reply was taken that this visitor does not see, either.
    sent: bool = False


@frozen
class Sent:
    """A reply that was taken: send the browser on (303), so that no reload sends it again."""

    comment: Comment
    #: The address that shows it, relative to the page of the post.
    url: str


@frozen(kw_only=True)
class Frontend:
    """How a site shows the discussions that are in a store, and takes replies to them.

    Give it posts of ``blog.public()``: of a post that is at hand it shows everything. ``session``
    is what a framework keeps of one visitor where they cannot write it, such as in a signed cookie;
    two names in it begin with ``blogcore_``.
    """

    site: Site
    store: CommentStore
    #: What marks the forms of this site; known to it alone.
    secret: str = field(repr=False)

    def front(
        self, posts: Sequence[Post], query: Mapping[str, str] = _NOTHING, *, size: int = 10
    ) -> Front:
        """The page of these posts that the query asks for ("page"), ``size`` of them on each.

        Raises `ValidationError` for a page that is not there, and for no size.
        """
        require_int("size", size, 1)
        number = _number(query.get("page", ""))
        page = PageInfo(
            number=1 if number is None else number, total=max(-(-len(posts) // size), 1)
        )
        shown = tuple(posts[(page.number - 1) * size : page.number * size])
        return Front(posts=shown, counts=self.store.counts(post.id for post in shown), page=page)

    def latest(self, posts: Iterable[Post], *, size: int = 50) -> Blog:
        """The newest comments under these posts, each at its address: a feed, to be dumped.

        Name the posts that everybody may read, as for ``store.latest``.
        """
        urls = {post.id: post.url or "" for post in posts}
        comments = (
            evolve(comment, url=f"{urls[comment.post_id]}{_comment_url(comment)}")
            for comment in self.store.latest(urls, size)
        )
        return Blog(site=self.site, comments=tuple(comments))

    def read(
        self,
        post: Post,
        session: MutableMapping[str, object],
        query: Mapping[str, str] = _NOTHING,
        *,
        now: datetime,
    ) -> Shown:
        """The page of a post as the query of its address asks for it.

        "page" is the number of a page of comments, "comment" or "reply" the id of a comment that is
        on it, and "reply" puts the form beneath that one. Raises `PageError` for a page that
        is not there, and what a store raises.
        """
        return self._shown(post, session, query, now, Reply(in_reply_to=query.get("reply")))

    def reply(
        self,
        post: Post,
        session: MutableMapping[str, object],
        form: Mapping[str, object],
        query: Mapping[str, str] = _NOTHING,
        *,
        now: datetime,
        ip: str | None = None,
        user_agent: str | None = None,
        rules: Iterable[Rule] = (),
    ) -> Sent | Shown:
        """Take the form that came back, or show it again as it was filled in, with what is wrong.

        Again means with code 422, or 403 where this site did not show that form to this visitor
        (CSRF). Who wrote a comment that is held sees it, by the session. Raises what `read` and
        ``store.submit`` raise.
        """
        policy = self.site.discussion
        seconds = self.age(session, form, now=now)
        typed = Reply.from_form(
            form, honeypot=policy.honeypot, seconds=seconds, ip=ip, user_agent=user_agent
        )
        if seconds is None:
            expired = (Fault("", "expired", ""),)
            return self._shown(post, session, query, now, typed, expired, code=403)
        answer = self.store.submit(typed, post=post, policy=policy, now=now, rules=rules)
        if isinstance(answer, Refused):
            return self._shown(post, session, query, now, typed, answer.faults, code=422)
        comment = answer.comment
        if comment.status in ("spam", "trash"):  # whoever sent it learns no more than others
            return Sent(comment, "?sent=1")
        session[_WAITING] = [*_waiting(session), comment.id][-_REMEMBERED:]
        return Sent(comment, _comment_url(comment))

    def token(self, session: MutableMapping[str, object], *, now: datetime) -> str:
        """A token for another form of this site, such as that of moderators (`issue_token`)."""
        visitor = session.get(_VISITOR)
        if not isinstance(visitor, str):
            visitor = session[_VISITOR] = token_urlsafe()
        return issue_token(self.secret, visitor, now)

    def age(
        self, session: Mapping[str, object], form: Mapping[str, object], *, now: datetime
    ) -> int | None:
        """Seconds since this visitor was shown the form whose "token" comes back (`token_age`).

        None where they never were: then refuse whatever the form says.
        """
        visitor, token = session.get(_VISITOR), form.get("token")
        if not isinstance(visitor, str) or not isinstance(token, str):
            return None
        return token_age(token, self.secret, visitor, now)

    def _shown(
        self,
        post: Post,
        session: MutableMapping[str, object],
        query: Mapping[str, str],
        now: datetime,
        reply: Reply,
        faults: tuple[Fault, ...] = (),
        code: int = 200,
    ) -> Shown:
        policy = self.site.discussion
        hidden = {"token": self.token(session, now=now)}
        form = ReplyForm(action="#respond", hidden=hidden, honeypot=policy.honeypot)
        context = Context(
            site=self.site,
            post=post,
            words=get_words(post.language, self.site.language, "en"),
            viewer=guest(_waiting(session)),
            now=now,
            nesting=policy.max_depth and policy.max_depth - 1,
            reply_url=_reply_url,
            form=form.refilled(reply, faults),
        )
        number, holding = _number(query.get("page", "")), reply.in_reply_to or query.get("comment")
        if policy.paged and policy.page_size and not _waiting(session):
            thread, context = self._page(post, context, number, holding)
        else:
            whole = self.store.thread(post.id)
            thread, context = prepare_page(whole, context, number, comment_id=holding)
        return Shown(post=post, thread=thread, context=context, code=code, sent="sent" in query)

    def _page(
        self, post: Post, context: Context, number: int | None, holding: str | None
    ) -> tuple[Thread, Context]:
        """As `prepare_page`, for what everybody sees: reads no more than is shown."""
        policy, order = self.site.discussion, find_order(self.site.discussion.order)
        asked: int | PageEnd = policy.default_page if number is None else number
        if number is None and holding is not None:
            with suppress(UnknownIdError):  # it is not there, or not for everybody
                if self.store.comment(holding).post_id == post.id:
                    asked = self.store.page_of(holding, policy.page_size, order=order)
        page = self.store.page(post.id, asked, policy.page_size, order=order)
        place = PageInfo(number=page.number, total=max(page.total, 1))
        total = self.store.counts([post.id])[post.id]
        return page, evolve(context, page=place, total=total)


def served(blog: Blog) -> Blog:
    """The blog as a site of its own shows it: public posts, newest first, each at ``/slug/``.

    What has no slug gets one of its id. Comments are left out: they are the store's.

    >>> [(post.slug, post.url) for post in served(Blog(posts=[Post(id="a b")])).posts]
    [('a%20b', '/a%2520b/')]
    """
    public = blog.public()
    known = [post for post in public.posts if post.published is not None]
    known.sort(key=lambda post: post.published or datetime.max, reverse=True)
    undated = [post for post in public.posts if post.published is None]
    return evolve(public, posts=tuple(map(_here, [*known, *undated])), comments=())


def _here(post: Post) -> Post:
    slug = post.slug or quote(post.id, safe="")
    return evolve(post, slug=slug, url=f"/{quote(slug, safe='')}/")


def _comment_url(comment: Comment) -> str:
    """Where a comment is found, on whatever page it is: relative to the page of its post."""
    return f"?{_query(comment=comment.id)}#{comment_anchor(comment)}"


def _waiting(session: Mapping[str, object]) -> list[str]:
    return cast("list[str]", session.get(_WAITING, []))


def _number(text: str) -> int | None:
    """A number that is asked for, if it is one."""
    fine = text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER
    return int(text) if fine else None


def _reply_url(comment: Comment | None) -> str:
    return "?#respond" if comment is None else f"?{_query(reply=comment.id)}#respond"


def _query(**asked: str) -> str:
    return urlencode(asked)
