"""A blog in Starlette: posts, threaded comments, "Leave a Reply", moderation, feeds."""

from __future__ import annotations

import os
import sys
from base64 import b64decode
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import partial
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
from blogcore.frontend import Frontend, PostPage, Redirect, public_site
from blogcore.i18n import get_words
from blogcore.jinja import install
from blogcore.models import CommentStatus
from blogcore.moderation import ModerationAction
from blogcore.renderers.html import stylesheet
from blogcore.stores import CommentStore, SqliteStore

SETTINGS = ("BLOG_FILE", "BLOG_DATABASE", "BLOG_PICTURES", "BLOG_PASSWORD", "BLOG_SECRET")
POSTS_PER_PAGE, COMMENTS_PER_LIST = 3, 50
MAX_FORM_BYTES, FOLDER = 256 * 1024, Path(__file__).parent
STYLE = stylesheet() + (FOLDER / "look.css").read_text("utf-8")
HEADERS = {
    "Cache-Control": "private",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
Render = Callable[..., Response]  # Starlette's `TemplateResponse`
now = partial(datetime.now, UTC)


def from_environment() -> Starlette:
    """Return the app with the settings of the environment."""
    if missing := [name for name in SETTINGS if not os.environ.get(name)]:
        sys.exit(f"set these environment variables (see README.md): {', '.join(missing)}")
    file, database, pictures, *secrets = (os.environ[name] for name in SETTINGS)
    return make_app(blogcore.load(file).blog, SqliteStore(database), Path(pictures), *secrets)


def make_app(
    blog: Blog, store: CommentStore, pictures: Path, password: str, secret: str
) -> Starlette:
    """Return the app with the posts of a blog and the comments of a store."""
    blog = public_site(blog)
    frontend = Frontend(site=blog.site, store=store, secret=secret)
    templates = Jinja2Templates(FOLDER / "templates")
    install(templates.env, Context(site=blog.site, words=get_words(blog.site.language, "en")))
    render = templates.TemplateResponse

    def show_error(request: Request, error: Exception) -> Response:
        if not isinstance(error, HTTPException):
            error = HTTPException(400 if isinstance(error, blogcore.ValidationError) else 404)
        values, code = {"code": error.status_code, "reason": error.detail}, error.status_code
        return render(request, "error.html", values, code, error.headers)

    errors = (HTTPException, blogcore.UnknownIdError, blogcore.PageError, blogcore.ValidationError)
    lists, posts = list_routes(blog, frontend, render), post_routes(blog, frontend, render)
    routes = [*lists, *queue_routes(blog, frontend, render, password), *posts]
    app = Starlette(routes=routes, exception_handlers=dict.fromkeys(errors, show_error))
    app.mount("/pictures", StaticFiles(directory=pictures))
    app.add_middleware(BaseHTTPMiddleware, dispatch=add_headers)
    app.add_middleware(SessionMiddleware, secret_key=secret, same_site="lax")
    return app


async def add_headers(request: Request, respond: Callable[..., Awaitable[Response]]) -> Response:
    response = await respond(request)
    response.headers.update(HEADERS)
    return response


def list_routes(blog: Blog, frontend: Frontend, render: Render) -> list[Route]:
    """Return the front page, feeds of posts and of comments, and the stylesheet."""
    posts = [post for post in blog.posts if post.kind == "post"]  # pages are in no list

    def front(request: Request) -> Response:
        index = frontend.index(posts, request.query_params, size=POSTS_PER_PAGE)
        return render(request, "front.html", {"index": index})

    def posts_feed(request: Request) -> Response:
        return atom(request, evolve(blog, posts=posts))

    def comments_feed(request: Request) -> Response:
        return atom(request, frontend.comment_feed(blog.posts, size=COMMENTS_PER_LIST))

    def style(request: Request) -> Response:
        return Response(STYLE, media_type="text/css")

    paths = {"/": front, "/feed/": posts_feed, "/comments/feed/": comments_feed}
    return [Route(path, endpoint) for path, endpoint in {**paths, "/style.css": style}.items()]


def atom(request: Request, blog: Blog) -> Response:
    """Return a blog as an Atom feed, with the URL of this site."""
    stream, site = BytesIO(), evolve(blog.site, url=str(request.base_url))
    blogcore.dump(evolve(blog, site=site), stream, format="atom")
    return Response(stream.getvalue(), media_type="application/atom+xml")


def with_form(
    respond: Callable[[Request, FormData], Response],
) -> Callable[..., Awaitable[Response]]:
    """Await the form, then respond in a thread, because the store may block."""

    async def endpoint(request: Request) -> Response:
        length = request.headers.get("content-length", "")
        small = length.isdecimal() and len(length) < 10 and int(length) <= MAX_FORM_BYTES
        if request.method == "POST" and not small:
            raise HTTPException(413)
        async with request.form(max_files=0) as form:
            return await run_in_threadpool(respond, request, form)

    return endpoint


def post_routes(blog: Blog, frontend: Frontend, render: Render) -> list[Route]:
    """Return the page of a post, with its discussion and the reply form."""

    def show(request: Request, page: PostPage) -> Response:
        values = {"page": page, "blogcore": page.context}
        return render(request, "post.html", values, page.status_code)

    def read(request: Request) -> Response:
        post, query = blog.post(request.path_params["slug"]), request.query_params
        return show(request, frontend.post_page(post, request.session, query, now=now()))

    def reply(request: Request, form: FormData) -> Response:
        result = frontend.submit_reply(
            blog.post(request.path_params["slug"]),
            request.session,
            form,
            request.query_params,
            now=now(),
            ip=request.client and request.client.host,
            user_agent=request.headers.get("user-agent"),
        )
        if isinstance(result, Redirect):
            return RedirectResponse(result.url, 303)
        return show(request, result)

    return [Route("/{slug}/", read), Route("/{slug}/", with_form(reply), methods=["POST"])]


def queue_routes(blog: Blog, frontend: Frontend, render: Render, password: str) -> list[Route]:
    """Return the moderation queue, protected by a password."""
    posts, store = {post.id: post for post in blog.posts}, frontend.store

    def moderation(request: Request, form: FormData) -> Response:
        require_password(password, request)
        status = cast("CommentStatus", request.query_params.get("status", "held"))
        if status not in ("held", "spam", "trash"):
            raise HTTPException(404)
        if request.method == "POST":
            if frontend.token_age(request.session, form, now=now()) is None:
                raise HTTPException(403)
            action = cast("ModerationAction", form.get("action"))
            store.moderate(map(str, form.getlist("id")), action, by="moderator", at=now())
            return RedirectResponse(f"?status={status}", 303)
        values = {"status": status, "posts": posts}
        values["comments"] = store.queue(COMMENTS_PER_LIST, status=status)
        values["token"] = frontend.issue_token(request.session, now=now())
        return render(request, "moderation.html", values)

    return [Route("/moderation/", with_form(moderation), methods=["GET", "POST"])]


def require_password(password: str, request: Request) -> None:
    """Check the password of HTTP Basic authentication (RFC 7617), with any user name."""
    scheme, _, credentials = request.headers.get("authorization", "").partition(" ")
    try:
        sent = b64decode(credentials).partition(b":")[2]
    except ValueError:
        sent = b""
    if scheme.lower() != "basic" or not compare_digest(sent, password.encode()):
        challenge = {"WWW-Authenticate": 'Basic realm="Moderation", charset="UTF-8"'}
        raise HTTPException(401, headers=challenge)
