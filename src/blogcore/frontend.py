"""`Frontend`: the steps between a framework's request and a page with its discussion.

They are the same in every framework, so this module imports none, and it reads no clock. It needs
what every framework has, each a mapping by name: the query of a URL, a posted form, and the
visitor's session.
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
from blogcore.errors import Fault, PageError, UnknownIdError
from blogcore.forms import ReplyForm, issue_token, token_age
from blogcore.i18n import get_words
from blogcore.models import Blog, Comment, PageEnd, Post, Site
from blogcore.orders import find_order
from blogcore.renderers import Context, PageInfo, comment_anchor, prepare_page
from blogcore.replies import Refused, Reply, Rule
from blogcore.stores import CommentStore
from blogcore.threads import Thread
from blogcore.viewers import guest

__all__ = ["Frontend", "IndexPage", "PostPage", "Redirect", "public_site"]

#: Keys in the session: a random id of the visitor, and ids of the comments they sent last.
_VISITOR, _OWN_COMMENTS = "blogcore_visitor", "blogcore_comments"
#: Many frameworks keep the session in a cookie, which browsers limit to 4 KB.
_MAX_OWN_COMMENTS = 20
#: Longer page numbers in a query are ignored.
_MAX_DIGITS = 9

_EMPTY: Mapping[str, str] = MappingProxyType({})


@frozen(kw_only=True)
class IndexPage:
    """One page of the list of posts, for a template."""

    #: The posts on this page.
    posts: tuple[Post, ...]
    #: Number of public comments of each post, by post id.
    counts: Mapping[str, int]
    #: The number of this page, from 1, and the total number of pages.
    page: PageInfo


@frozen(kw_only=True)
class PostPage:
    """A post with one page of its discussion, for a template.

    ``post | post_html``, ``thread | comments_html`` and ``thread | reply_html`` render its parts.
    """

    #: The post.
    post: Post
    #: The comments on this page.
    thread: Thread
    #: The variable ``blogcore`` of a template; change it with `attrs.evolve`.
    context: Context
    #: HTTP status code of the response (RFC 9110).
    status_code: int = 200
    #: Whether the visitor has just sent a reply that is not shown, not even to them.
    reply_sent: bool = False


@frozen
class Redirect:
    """An accepted reply: redirect the browser (303), so that a reload does not send it again."""

    #: The new comment.
    comment: Comment
    #: URL that shows it, relative to the page of the post.
    url: str


@frozen(kw_only=True)
class Frontend:
    """The pages of a site whose comments are in a store.

    Pass it posts of ``blog.public()``: it shows everything in a post. A ``session`` is what the
    framework keeps for one visitor and the visitor cannot change, such as a signed cookie; the
    frontend uses two keys in it that begin with ``blogcore_``.
    """

    #: The site; its discussion policy decides about order, pages and replies.
    site: Site
    #: The store of the comments.
    store: CommentStore
    #: Key that signs the tokens of forms; known to the site only.
    secret: str = field(repr=False)

    def index(
        self, posts: Sequence[Post], query: Mapping[str, str] = _EMPTY, *, size: int = 10
    ) -> IndexPage:
        """Return the page of a list of posts that a query asks for.

        Args:
            posts: All posts of the list, in the order to show.
            query: The query of the URL; "page" is the number of the page, 1 by default.
            size: Posts per page.

        Raises:
            PageError: There is no such page.
            ValidationError: The size is not 1 or more.
        """
        require_int("size", size, 1)
        number, last = _parse_number(query.get("page", "")), max(-(-len(posts) // size), 1)
        if number is None:
            number = 1
        elif not 1 <= number <= last:
            raise PageError(number, last)
        shown = tuple(posts[(number - 1) * size : number * size])
        return IndexPage(
            posts=shown,
            counts=self.store.counts(post.id for post in shown),
            page=PageInfo(number=number, total=last),
        )

    def comment_feed(self, posts: Iterable[Post], *, size: int = 50) -> Blog:
        """Return the newest comments of some posts, each with its URL, to be dumped as a feed.

        Args:
            posts: The posts that everybody may read.
            size: How many comments at most.
        """
        urls = {post.id: post.url or "" for post in posts}
        comments = (
            evolve(comment, url=f"{urls[comment.post_id]}{_comment_url(comment)}")
            for comment in self.store.latest(urls, size)
        )
        return Blog(site=self.site, comments=tuple(comments))

    def post_page(
        self,
        post: Post,
        session: MutableMapping[str, object],
        query: Mapping[str, str] = _EMPTY,
        *,
        now: datetime,
    ) -> PostPage:
        """Return the page of a post that a query asks for.

        Only the comments on the page are loaded, except for visitors with recent comments of their
        own, who may see held ones: for them the whole thread is.

        Args:
            post: The post.
            session: The visitor's session.
            query: The query of the URL: "page" is the number of a page of comments; "comment" or
                "reply" is the id of a comment on the page; "reply" opens the form below it.
            now: The current time, with a time zone.

        Raises:
            PageError: There is no such page.
            StoreError: The store cannot be read.
        """
        return self._page(post, session, query, now, Reply(in_reply_to=query.get("reply")))

    def submit_reply(
        self,
        post: Post,
        session: MutableMapping[str, object],
        form: Mapping[str, object],
        query: Mapping[str, str] = _EMPTY,
        *,
        now: datetime,
        ip: str | None = None,
        user_agent: str | None = None,
        rules: Iterable[Rule] = (),
    ) -> Redirect | PostPage:
        """Submit a posted form to the store.

        Args:
            post: The post that is answered.
            session: The visitor's session.
            form: The posted form.
            query: The query of the URL that it was posted to.
            now: The current time, with a time zone.
            ip: IP address of the sender.
            user_agent: ``User-Agent`` header of the sender.
            rules: Custom rules, as for ``store.submit``.

        Returns:
            A redirect to the new comment; the writer sees it there even while it is held, because
            the session remembers it. Or the page again, its form filled in as it was sent, with
            the errors: status 422 if the reply was refused, 403 if this site did not show the form
            to this visitor (CSRF).

        Raises:
            PageError: There is no such page.
            StoreError: The store cannot be read or written.
        """
        policy = self.site.discussion
        seconds = self.token_age(session, form, now=now)
        reply = Reply.from_form(
            form, honeypot=policy.honeypot, seconds=seconds, ip=ip, user_agent=user_agent
        )
        if seconds is None:
            expired = (Fault("", "expired", ""),)
            return self._page(post, session, query, now, reply, expired, status_code=403)
        result = self.store.submit(reply, post=post, policy=policy, now=now, rules=rules)
        if isinstance(result, Refused):
            return self._page(post, session, query, now, reply, result.faults, status_code=422)
        comment = result.comment
        if comment.status in (
            "spam",
            "trash",
        ):  # do not reveal to the spammer that it was recognised
            return Redirect(comment, "?sent=1")
        session[_OWN_COMMENTS] = [*_own_comments(session), comment.id][-_MAX_OWN_COMMENTS:]
        return Redirect(comment, _comment_url(comment))

    def issue_token(self, session: MutableMapping[str, object], *, now: datetime) -> str:
        """Return a token for another form of this site, such as one for moderators.

        Args:
            session: The visitor's session.
            now: The current time, with a time zone.
        """
        visitor = session.get(_VISITOR)
        if not isinstance(visitor, str):
            visitor = session[_VISITOR] = token_urlsafe()
        return issue_token(self.secret, visitor, now)

    def token_age(
        self, session: Mapping[str, object], form: Mapping[str, object], *, now: datetime
    ) -> int | None:
        """Return how many seconds ago this visitor was shown a posted form.

        Args:
            session: The visitor's session.
            form: The posted form; its field "token" holds the token.
            now: The current time, with a time zone.

        Returns:
            The age in seconds; None if this site did not show the form to this visitor. Then refuse
            it.
        """
        visitor, token = session.get(_VISITOR), form.get("token")
        if not isinstance(visitor, str) or not isinstance(token, str):
            return None
        return token_age(token, self.secret, visitor, now)

    def _page(
        self,
        post: Post,
        session: MutableMapping[str, object],
        query: Mapping[str, str],
        now: datetime,
        reply: Reply,
        faults: tuple[Fault, ...] = (),
        status_code: int = 200,
    ) -> PostPage:
        policy = self.site.discussion
        hidden = {"token": self.issue_token(session, now=now)}
        form = ReplyForm(action="#respond", hidden=hidden, honeypot=policy.honeypot)
        context = Context(
            site=self.site,
            post=post,
            words=get_words(post.language, self.site.language, "en"),
            viewer=guest(_own_comments(session)),
            now=now,
            nesting=policy.max_depth and policy.max_depth - 1,
            reply_url=_reply_url,
            form=form.refilled(reply, faults),
        )
        number = _parse_number(query.get("page", ""))
        comment_id = reply.in_reply_to or query.get("comment")
        if policy.paged and policy.page_size and not _own_comments(session):
            thread, context = self._load_page(post, context, number, comment_id)
        else:
            whole = self.store.thread(post.id)
            thread, context = prepare_page(whole, context, number, comment_id=comment_id)
        return PostPage(
            post=post,
            thread=thread,
            context=context,
            status_code=status_code,
            reply_sent="sent" in query,
        )

    def _load_page(
        self, post: Post, context: Context, number: int | None, comment_id: str | None
    ) -> tuple[Thread, Context]:
        """Return the same as `prepare_page` for a public viewer, but load only one page."""
        policy, order = self.site.discussion, find_order(self.site.discussion.order)
        wanted: int | PageEnd = policy.default_page if number is None else number
        if number is None and comment_id is not None:
            with suppress(UnknownIdError):  # no such comment, or not public
                if self.store.comment(comment_id).post_id == post.id:
                    wanted = self.store.page_of(comment_id, policy.page_size, order=order)
        page = self.store.page(post.id, wanted, policy.page_size, order=order)
        place = PageInfo(number=page.number, total=max(page.total, 1))
        total = self.store.counts([post.id])[post.id]
        return page, evolve(context, page=place, total=total)


def public_site(blog: Blog) -> Blog:
    """Return the public posts of a blog, newest first, each with a slug and the URL ``/slug/``.

    A post without a slug gets one made from its id. Comments are left out: they are in the store.

    Args:
        blog: A blog as it was loaded.

    >>> [(post.slug, post.url) for post in public_site(Blog(posts=[Post(id="a b")])).posts]
    [('a%20b', '/a%2520b/')]
    """
    public = blog.public()
    dated = [post for post in public.posts if post.published is not None]
    dated.sort(key=lambda post: post.published or datetime.max, reverse=True)
    undated = [post for post in public.posts if post.published is None]
    posts = tuple(map(_with_slug_url, [*dated, *undated]))
    return evolve(public, posts=posts, comments=())


def _with_slug_url(post: Post) -> Post:
    slug = post.slug or quote(post.id, safe="")
    return evolve(post, slug=slug, url=f"/{quote(slug, safe='')}/")


def _comment_url(comment: Comment) -> str:
    """Return the URL that shows a comment, relative to the URL of its post."""
    return f"?{urlencode({'comment': comment.id})}#{comment_anchor(comment)}"


def _reply_url(comment: Comment | None) -> str:
    return "?#respond" if comment is None else f"?{urlencode({'reply': comment.id})}#respond"


def _own_comments(session: Mapping[str, object]) -> list[str]:
    return cast("list[str]", session.get(_OWN_COMMENTS, []))


def _parse_number(text: str) -> int | None:
    """Return a number in a query; None for other text."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= _MAX_DIGITS
    return int(text) if is_number else None
