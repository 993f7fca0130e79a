"""A blog in Starlette: posts from a file, comments in a store, and a page for their moderator."""

from __future__ import annotations

import base64
import os
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from hmac import compare_digest
from io import BytesIO
from pathlib import Path
from secrets import token_urlsafe
from typing import cast, get_args

from attrs import evolve, frozen
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.templating import Jinja2Templates
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import blogcore
from blogcore import MODERATOR, Blog, Context, Fault, Refused, Reply, ReplyForm, guest, paged, words
from blogcore.jinja import install
from blogcore.renderers.html import stylesheet
from blogcore.replies import Act
from blogcore.stores import CommentStore, SqliteStore

SETTINGS = ("BLOG_FILE", "BLOG_DATABASE", "BLOG_PICTURES", "BLOG_PASSWORD", "BLOG_SECRET")
POSTS_ON_A_PAGE, COMMENTS_IN_A_LIST, FORM_BYTES = 3, 50, 256 * 1024
HERE = Path(__file__).parent
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
ASK = {"WWW-Authenticate": 'Basic realm="Moderation", charset="UTF-8"'}
Answering = Callable[[Request, FormData], Response]


def from_environment() -> Starlette:
    """The site that the environment describes."""
    if missing := [name for name in SETTINGS if not os.environ.get(name)]:
        sys.exit(f"not set in the environment: {', '.join(missing)} (README.md says what they are)")
    file, database, pictures, password, secret = (os.environ[name] for name in SETTINGS)
    blog = blogcore.load(file).blog
    return make_app(blog, SqliteStore(database), Path(pictures), password, secret)


def make_app(
    blog: Blog, store: CommentStore, pictures: Path, password: str, secret: str
) -> Starlette:
    """The site: its posts are those of the blog, its comments those of the store."""
    templates = Jinja2Templates(HERE / "templates")
    install(templates.env, Context(site=blog.site, words=words(blog.site.language or "en")))
    site = Pages(blog, blog.public(), store, templates, password, secret)

    def failed(request: Request, error: Exception) -> Response:
        code = error.status_code if isinstance(error, HTTPException) else 404
        said = {"code": code, "reason": "Not Found" if code == 404 else cast("str", error.detail)}
        headers = error.headers if isinstance(error, HTTPException) else None
        return templates.TemplateResponse(request, "error.html", said, code, headers)

    wrong = (HTTPException, blogcore.UnknownIdError, blogcore.ValidationError)
    return Starlette(
        routes=[
            Route("/", site.front),
            Route("/feed/", site.posts_feed),
            Route("/comments/feed/", site.comments_feed),
            Route("/style.css", site.style),
            Route("/moderation/", site.moderation),
            Route("/moderation/", posted(site.moderate), methods=["POST"]),
            Mount("/pictures", StaticFiles(directory=pictures), name="pictures"),
            Route("/{slug}/", site.read),
            Route("/{slug}/", posted(site.reply), methods=["POST"]),
        ],
        middleware=[
            Middleware(SessionMiddleware, secret_key=secret, same_site="lax"),
            Middleware(Guarded),
        ],
        exception_handlers=dict.fromkeys(wrong, failed),
    )


@frozen
class Pages:
    """What is answered at each address; Starlette asks them on threads, for a store may wait."""

    blog: Blog
    public: Blog
    store: CommentStore
    templates: Jinja2Templates
    password: str
    secret: str

    def front(self, request: Request) -> Response:
        posts, number = self._posts(), page_number(request)
        number = 1 if number is None else number
        start, end = (number - 1) * POSTS_ON_A_PAGE, number * POSTS_ON_A_PAGE
        if number < 1 or not (shown := posts[start:end]):
            raise HTTPException(404)
        counts = self.store.counts(post.id for post in shown)
        said = {"posts": shown, "counts": counts, "page": number, "last": end >= len(posts)}
        return self.templates.TemplateResponse(request, "front.html", said)

    def posts_feed(self, request: Request) -> Response:
        return atom(evolve(self.public, posts=self._posts(), comments=()))

    def comments_feed(self, request: Request) -> Response:
        urls = {post.id: post.url for post in self.public.posts}
        comments = [
            evolve(c, url=f"{urls[c.post_id]}?comment={c.id}#{blogcore.comment_anchor(c)}")
            for c in self.store.latest(urls, COMMENTS_IN_A_LIST)
        ]
        return atom(Blog(site=evolve(self.blog.site, url=str(request.url)), comments=comments))

    def style(self, request: Request) -> Response:
        look = (HERE / "look.css").read_text("utf-8")
        return Response(stylesheet() + look, media_type="text/css")

    def read(self, request: Request) -> Response:
        return self._page(request, Reply(in_reply_to=request.query_params.get("reply")))

    def reply(self, request: Request, form: FormData) -> Response:
        slug, policy = request.path_params["slug"], self.blog.site.discussion
        post, seconds = self.public.post(slug), self._age(request, form)
        typed = Reply.from_form(
            form,
            honeypot=policy.honeypot,
            seconds=seconds,
            ip=request.client and request.client.host,
            user_agent=request.headers.get("user-agent"),
        )
        if seconds is None:
            return self._page(request, typed, (Fault("", "expired", ""),), 403)
        answer = self.store.submit(typed, post=post, policy=policy, now=now())
        if isinstance(answer, Refused):
            return self._page(request, typed, answer.faults, 422)
        comment = answer.comment
        if comment.status in ("spam", "trash"):  # whoever sent it learns no more than others
            return RedirectResponse(f"/{slug}/?sent=1", 303)
        request.session["waiting"] = [*request.session.get("waiting", ()), comment.id][-20:]
        there = f"comment={comment.id}#{blogcore.comment_anchor(comment)}"
        return RedirectResponse(f"/{slug}/?{there}", 303)

    def moderation(self, request: Request) -> Response:
        status = self._queue(request)
        said = {
            "comments": self.store.queue(COMMENTS_IN_A_LIST, status=status),
            "status": status,
            "posts": {post.id: post for post in self.blog.posts},
            "token": blogcore.form_token(self.secret, visitor(request), now()),
            "blogcore": Context(site=self.blog.site, viewer=MODERATOR),
        }
        return self.templates.TemplateResponse(request, "moderation.html", said)

    def moderate(self, request: Request, form: FormData) -> Response:
        status, act = self._queue(request), cast("Act", form.get("act"))
        if self._age(request, form) is None or act not in get_args(Act):
            raise HTTPException(403)
        ids = [str(id) for id in form.getlist("id")]
        self.store.moderate(ids, act, by="moderator", at=now())
        return RedirectResponse(f"/moderation/?status={status}", 303)

    def _queue(self, request: Request) -> blogcore.CommentStatus:
        """The queue that a moderator asks for; nobody else gets any."""
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        try:
            password = base64.b64decode(given, validate=True).partition(b":")[2]
        except ValueError:
            password = b""
        if scheme.lower() != "basic" or not compare_digest(password, self.password.encode()):
            raise HTTPException(401, headers=ASK)
        status = request.query_params.get("status", "held")
        if status not in ("held", "spam", "trash"):
            raise HTTPException(404)
        return cast("blogcore.CommentStatus", status)

    def _page(
        self, request: Request, reply: Reply, faults: tuple[Fault, ...] = (), code: int = 200
    ) -> Response:
        """A post and its discussion, with what was typed, and what is wrong with it."""
        slug, site = request.path_params["slug"], self.public.site
        post, policy = self.public.post(slug), site.discussion
        token = blogcore.form_token(self.secret, visitor(request), now())
        form = ReplyForm(action="#respond", hidden={"token": token}, honeypot=policy.honeypot)
        context = Context(
            site=site,
            post=post,
            words=words(post.language or site.language or "en"),
            viewer=guest(request.session.get("waiting", ())),
            nesting=policy.max_depth and policy.max_depth - 1,
            reply_url=lambda to: f"/{slug}/?reply={to.id}#respond" if to else f"/{slug}/#respond",
            form=form.refilled(reply, faults),
        )
        holding = reply.in_reply_to or request.query_params.get("comment")
        thread = self.store.thread(post.id)
        thread, context = paged(thread, context, page_number(request), holding=holding)
        said = {"post": post, "thread": thread, "blogcore": context}
        return self.templates.TemplateResponse(request, "post.html", said, code)

    def _posts(self) -> list[blogcore.Post]:
        return sorted(self.public.posts, key=lambda post: post.published or now(), reverse=True)

    def _age(self, request: Request, form: FormData) -> int | None:
        token = str(form.get("token", ""))
        return blogcore.form_age(token, self.secret, visitor(request), now())


def posted(answer: Answering) -> Callable[[Request], Awaitable[Response]]:
    """The form is awaited; what is done with it waits for a store, on a thread."""

    async def answered(request: Request) -> Response:
        if int(request.headers.get("content-length", FORM_BYTES + 1)) > FORM_BYTES:
            raise HTTPException(413)
        async with request.form(max_fields=1000, max_files=0) as form:
            return await run_in_threadpool(answer, request, form)

    return answered


def page_number(request: Request) -> int | None:
    number = request.query_params.get("page", "")
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else None


def visitor(request: Request) -> str:
    return cast("str", request.session.setdefault("visitor", token_urlsafe()))


def atom(blog: Blog) -> Response:
    stream = BytesIO()
    blogcore.dump(blog, stream, format="atom")
    return Response(stream.getvalue(), media_type="application/atom+xml")


def now() -> datetime:
    return datetime.now(UTC)


@frozen
class Guarded:
    """Every answer says what a browser may load for it."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, guarded)
