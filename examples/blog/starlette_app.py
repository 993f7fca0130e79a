"""A blog in Starlette: posts, threaded comments, "Leave a Reply", moderation, feeds."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from secrets import token_urlsafe
from typing import get_args

from asgi import ask_for, guarded, page_number, url_for, with_form
from attrs import evolve
from starlette.applications import Starlette
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
from blogcore import Blog, Context, Fault, Refused, Reply, ReplyForm, guest, paged, words
from blogcore.jinja import install
from blogcore.renderers.html import stylesheet
from blogcore.replies import Act
from blogcore.stores import CommentStore, SqliteStore

SETTINGS = ("BLOG_FILE", "BLOG_DATABASE", "BLOG_PICTURES", "BLOG_PASSWORD", "BLOG_SECRET")
POSTS_ON_A_PAGE, COMMENTS_IN_A_LIST = 3, 50
HERE = Path(__file__).parent
Show = Callable[..., Response]  # Starlette's `TemplateResponse`


def from_environment() -> Starlette:
    """The site that the environment describes."""
    if missing := [name for name in SETTINGS if not os.environ.get(name)]:
        sys.exit(f"not set in the environment: {', '.join(missing)} (README.md says what they are)")
    file, database, pictures, *secrets = (os.environ[name] for name in SETTINGS)
    return make_app(blogcore.load(file).blog, SqliteStore(database), Path(pictures), *secrets)


def make_app(
    blog: Blog, store: CommentStore, pictures: Path, password: str, secret: str
) -> Starlette:
    """The site: its posts are those of the blog, its comments those of the store."""
    templates = Jinja2Templates(HERE / "templates")
    install(templates.env, Context(site=blog.site, words=words(blog.site.language or "en")))
    templates.env.globals["url_for"] = url_for
    show = templates.TemplateResponse

    def failed(request: Request, error: Exception) -> Response:
        if not isinstance(error, HTTPException):  # a post, a comment, or a page of comments
            error = HTTPException(404)
        said, code = {"code": error.status_code, "reason": error.detail}, error.status_code
        return show(request, "error.html", said, code, error.headers)

    wrong = (HTTPException, blogcore.UnknownIdError, blogcore.ValidationError)
    routes = [*lists(blog.public(), store, show), *moderation(blog, store, show, secret, password)]
    routes += posts(blog.public(), store, show, secret)
    app = Starlette(routes=routes, exception_handlers=dict.fromkeys(wrong, failed))
    app.mount("/pictures", StaticFiles(directory=pictures))
    app.add_middleware(BaseHTTPMiddleware, dispatch=guarded)
    app.add_middleware(SessionMiddleware, secret_key=secret, same_site="lax")
    return app


def lists(blog: Blog, store: CommentStore, show: Show) -> list[Route]:
    """The front page, feeds of posts and of comments, and how it all looks."""
    posts = sorted(blog.posts, key=lambda post: post.published or now(), reverse=True)
    urls = {post.id: post.url for post in posts}
    style = stylesheet() + (HERE / "look.css").read_text("utf-8")

    def front(request: Request) -> Response:
        number = 1 if (asked := page_number(request)) is None else asked
        start, end = (number - 1) * POSTS_ON_A_PAGE, number * POSTS_ON_A_PAGE
        if number < 1 or not (shown := posts[start:end]):
            raise HTTPException(404)
        counts = store.counts(post.id for post in shown)
        said = {"posts": shown, "counts": counts, "page": number, "last": end >= len(posts)}
        return show(request, "front.html", said)

    def comments_feed(request: Request) -> Response:
        comments = [
            evolve(c, url=f"{urls[c.post_id]}?comment={c.id}#{blogcore.comment_anchor(c)}")
            for c in store.latest(urls, COMMENTS_IN_A_LIST)
        ]
        return atom(Blog(site=evolve(blog.site, url=str(request.url)), comments=comments))

    return [
        Route("/", front),
        Route(
            "/feed/",
            lambda request: atom(evolve(blog, posts=posts, comments=())),
            name="posts_feed",
        ),
        Route("/comments/feed/", comments_feed),
        Route("/style.css", lambda request: Response(style, media_type="text/css"), name="style"),
    ]


def posts(blog: Blog, store: CommentStore, show: Show, secret: str) -> list[Route]:
    """A post with its discussion, and the form under it."""
    policy = blog.site.discussion

    def page(request: Request, reply: Reply, *faults: Fault, code: int = 200) -> Response:
        """The page with what was typed into the form, and what is wrong with it."""
        post = blog.post(request.path_params["slug"])
        hidden = {"token": form_token(request, secret)}
        form = ReplyForm(action="#respond", hidden=hidden, honeypot=policy.honeypot)
        context = Context(
            site=blog.site,
            post=post,
            words=words(post.language or blog.site.language or "en"),
            viewer=guest(request.session.get("waiting", ())),
            nesting=policy.max_depth and policy.max_depth - 1,
            reply_url=lambda to: f"?reply={to.id}#respond" if to else "?#respond",
            form=form.refilled(reply, faults),
        )
        holding = reply.in_reply_to or request.query_params.get("comment")
        thread = store.thread(post.id)
        thread, context = paged(thread, context, page_number(request), holding=holding)
        said = {"post": post, "thread": thread, "blogcore": context}
        said["sent"] = "sent" in request.query_params
        return show(request, "post.html", said, code)

    def read(request: Request) -> Response:
        return page(request, Reply(in_reply_to=request.query_params.get("reply")))

    def reply(request: Request, form: FormData) -> Response:
        post = blog.post(request.path_params["slug"])
        seconds = seconds_since_shown(request, form, secret)
        ip, agent = request.client and request.client.host, request.headers.get("user-agent")
        trap = policy.honeypot
        typed = Reply.from_form(form, honeypot=trap, seconds=seconds, ip=ip, user_agent=agent)
        if seconds is None:
            return page(request, typed, Fault("", "expired", ""), code=403)
        answer = store.submit(typed, post=post, policy=policy, now=now())
        if isinstance(answer, Refused):
            return page(request, typed, *answer.faults, code=422)
        comment = answer.comment
        if comment.status in ("spam", "trash"):  # whoever sent it learns no more than others
            return RedirectResponse("?sent=1", 303)
        request.session["waiting"] = [*request.session.get("waiting", ()), comment.id][-20:]
        return RedirectResponse(f"?comment={comment.id}#{blogcore.comment_anchor(comment)}", 303)

    return [Route("/{slug}/", read), Route("/{slug}/", with_form(reply), methods=["POST"])]


def moderation(
    blog: Blog, store: CommentStore, show: Show, secret: str, password: str
) -> list[Route]:
    """What waits for a moderator, behind a password."""
    posts = {post.id: post for post in blog.posts}

    def moderation(request: Request, form: FormData) -> Response:
        ask_for(password, request)
        status = request.query_params.get("status", "held")
        if status not in ("held", "spam", "trash"):
            raise HTTPException(404)
        if request.method == "POST":
            act = form.get("act")
            if seconds_since_shown(request, form, secret) is None or act not in get_args(Act):
                raise HTTPException(403)
            store.moderate(map(str, form.getlist("id")), act, by="moderator", at=now())
            return RedirectResponse(f"?status={status}", 303)
        waiting, token = store.queue(COMMENTS_IN_A_LIST, status=status), form_token(request, secret)
        said = {"comments": waiting, "status": status, "posts": posts, "token": token}
        return show(request, "moderation.html", said)

    return [
        Route("/moderation/", with_form(moderation), methods=["GET", "POST"], name="moderation")
    ]


def form_token(request: Request, secret: str) -> str:
    visitor = request.session.setdefault("visitor", token_urlsafe())
    return blogcore.form_token(secret, visitor, now())


def seconds_since_shown(request: Request, form: FormData, secret: str) -> int | None:
    token, visitor = str(form.get("token", "")), request.session.get("visitor", "")
    return blogcore.form_age(token, secret, visitor, now())


def atom(blog: Blog) -> Response:
    stream = BytesIO()
    blogcore.dump(blog, stream, format="atom")
    return Response(stream.getvalue(), media_type="application/atom+xml")


def now() -> datetime:
    return datetime.now(UTC)
