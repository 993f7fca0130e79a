"""A blog in Starlette: posts, threaded comments, "Leave a Reply", moderation, feeds."""

from __future__ import annotations

import os
import sys
from base64 import b64decode
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from hmac import compare_digest
from io import BytesIO
from pathlib import Path
from typing import cast

from attrs import evolve
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.staticfiles import StaticFiles
from starlette.templating import Jinja2Templates

import blogcore
from blogcore import Blog, Context
from blogcore.frontend import Frontend, Sent, Shown, served
from blogcore.i18n import get_words
from blogcore.jinja import install
from blogcore.models import CommentStatus
from blogcore.moderation import ModerationAction
from blogcore.renderers.html import stylesheet
from blogcore.stores import CommentStore, SqliteStore

SETTINGS = ("BLOG_FILE", "BLOG_DATABASE", "BLOG_PICTURES", "BLOG_PASSWORD", "BLOG_SECRET")
POSTS_ON_A_PAGE, COMMENTS_IN_A_LIST = 3, 50
FORM_BYTES, HERE = 256 * 1024, Path(__file__).parent
LOOK = stylesheet() + (HERE / "look.css").read_text("utf-8")
HEADERS = {
    "Cache-Control": "private",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
Show = Callable[..., Response]  # Starlette's `TemplateResponse`


def from_environment() -> Starlette:
    """Return the site that the environment variables describe."""
    if missing := [name for name in SETTINGS if not os.environ.get(name)]:
        sys.exit(f"not set in the environment: {', '.join(missing)} (README.md says what they are)")
    file, database, pictures, *secrets = (os.environ[name] for name in SETTINGS)
    return make_app(blogcore.load(file).blog, SqliteStore(database), Path(pictures), *secrets)


def make_app(
    blog: Blog, store: CommentStore, pictures: Path, password: str, secret: str
) -> Starlette:
    """Return the site with the posts of the blog and the comments of the store."""
    blog = served(blog)
    frontend = Frontend(site=blog.site, store=store, secret=secret)
    templates = Jinja2Templates(HERE / "templates")
    install(templates.env, Context(site=blog.site, words=get_words(blog.site.language, "en")))
    show = templates.TemplateResponse

    def failed(request: Request, error: Exception) -> Response:
        if not isinstance(error, HTTPException):  # a post, a comment, or a page of either
            error = HTTPException(404)
        shown = {"code": error.status_code, "reason": error.detail}
        return show(request, "error.html", shown, error.status_code, error.headers)

    wrong = (HTTPException, blogcore.UnknownIdError, blogcore.PageError, blogcore.ValidationError)
    routes = lists(blog, frontend, show) + moderation(blog, frontend, show, password)
    routes += posts(blog, frontend, show)
    app = Starlette(routes=routes, exception_handlers=dict.fromkeys(wrong, failed))
    app.mount("/pictures", StaticFiles(directory=pictures))
    app.add_middleware(BaseHTTPMiddleware, dispatch=guarded)
    app.add_middleware(SessionMiddleware, secret_key=secret, same_site="lax")
    return app


async def guarded(request: Request, answer: Callable[..., Awaitable[Response]]) -> Response:
    """Set the headers that limit what a browser loads."""
    response = await answer(request)
    response.headers.update(HEADERS)
    return response


def lists(blog: Blog, frontend: Frontend, show: Show) -> list[Route]:
    """Add the front page, the feeds of posts and of comments, and the stylesheet."""
    posts = [post for post in blog.posts if post.kind == "post"]  # pages are not listed

    def front(request: Request) -> Response:
        shown = frontend.front(posts, request.query_params, size=POSTS_ON_A_PAGE)
        return show(request, "front.html", {"front": shown})

    def posts_feed(request: Request) -> Response:
        return atom(request, evolve(blog, posts=posts))

    def comments_feed(request: Request) -> Response:
        return atom(request, frontend.latest(blog.posts, size=COMMENTS_IN_A_LIST))

    def style(request: Request) -> Response:
        return Response(LOOK, media_type="text/css")

    feeds = [Route("/feed/", posts_feed), Route("/comments/feed/", comments_feed)]
    return [Route("/", front), *feeds, Route("/style.css", style)]


def atom(request: Request, blog: Blog) -> Response:
    """Return a feed with the addresses of this site."""
    stream, site = BytesIO(), evolve(blog.site, url=str(request.base_url))
    blogcore.dump(evolve(blog, site=site), stream, format="atom")
    return Response(stream.getvalue(), media_type="application/atom+xml")


def with_form(
    answer: Callable[[Request, FormData], Response],
) -> Callable[..., Awaitable[Response]]:
    """Await the form, then process it on a worker thread, because the store may block."""

    async def answered(request: Request) -> Response:
        length = request.headers.get("content-length", "")
        small = length.isdecimal() and len(length) < 10 and int(length) <= FORM_BYTES
        if request.method == "POST" and not small:
            raise HTTPException(413)
        async with request.form(max_files=0) as form:
            return await run_in_threadpool(answer, request, form)

    return answered


def posts(blog: Blog, frontend: Frontend, show: Show) -> list[Route]:
    """Add the pages of posts, with discussion and reply form."""

    def page(request: Request, shown: Shown) -> Response:
        return show(request, "post.html", {"shown": shown, "blogcore": shown.context}, shown.code)

    def read(request: Request) -> Response:
        post, query = blog.post(request.path_params["slug"]), request.query_params
        return page(request, frontend.read(post, request.session, query, now=now()))

    def reply(request: Request, form: FormData) -> Response:
        answer = frontend.reply(
            blog.post(request.path_params["slug"]),
            request.session,
            form,
            request.query_params,
            now=now(),
            ip=request.client and request.client.host,
            user_agent=request.headers.get("user-agent"),
        )
        if isinstance(answer, Sent):
            return RedirectResponse(answer.url, 303)
        return page(request, answer)

    return [Route("/{slug}/", read), Route("/{slug}/", with_form(reply), methods=["POST"])]


def moderation(blog: Blog, frontend: Frontend, show: Show, password: str) -> list[Route]:
    """Add the page of held comments, behind a password."""
    posts, store = {post.id: post for post in blog.posts}, frontend.store

    def moderation(request: Request, form: FormData) -> Response:
        ask_for(password, request)
        status = cast("CommentStatus", request.query_params.get("status", "held"))
        if status not in ("held", "spam", "trash"):
            raise HTTPException(404)
        if request.method == "POST":
            if frontend.age(request.session, form, now=now()) is None:
                raise HTTPException(403)
            ids, act = map(str, form.getlist("id")), cast("ModerationAction", form.get("act"))
            store.moderate(ids, act, by="moderator", at=now())
            return RedirectResponse(f"?status={status}", 303)
        shown = {"comments": store.queue(COMMENTS_IN_A_LIST, status=status), "status": status}
        shown |= {"posts": posts, "token": frontend.token(request.session, now=now())}
        return show(request, "moderation.html", shown)

    return [Route("/moderation/", with_form(moderation), methods=["GET", "POST"])]


def ask_for(password: str, request: Request) -> None:
    """Request the password, with any user name, unless it was sent (RFC 7617)."""
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    try:
        typed = b64decode(given).partition(b":")[2]
    except ValueError:
        typed = b""
    if scheme.lower() != "basic" or not compare_digest(typed, password.encode()):
        ask = {"WWW-Authenticate": 'Basic realm="Moderation", charset="UTF-8"'}
        raise HTTPException(401, headers=ask)


def now() -> datetime:
    return datetime.now(UTC)
