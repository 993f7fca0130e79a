"""A blog in Flask: posts, threaded comments, "Leave a Reply", moderation, feeds."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from hmac import compare_digest
from io import BytesIO
from pathlib import Path
from typing import cast

from attrs import evolve
from flask import Flask, Response, abort, redirect, render_template, request, session
from flask.typing import ResponseReturnValue as Answer
from werkzeug.exceptions import HTTPException, NotFound

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
FORM_BYTES = 256 * 1024
LOOK = stylesheet() + Path(__file__).with_name("look.css").read_text("utf-8")
HEADERS = {
    "Cache-Control": "private",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def from_environment() -> Flask:
    """Return the site that the environment variables describe."""
    if missing := [name for name in SETTINGS if not os.environ.get(name)]:
        sys.exit(f"not set in the environment: {', '.join(missing)} (README.md says what they are)")
    file, database, pictures, *secrets = (os.environ[name] for name in SETTINGS)
    return make_app(blogcore.load(file).blog, SqliteStore(database), Path(pictures), *secrets)


def make_app(blog: Blog, store: CommentStore, pictures: Path, password: str, secret: str) -> Flask:
    """Return the site with the posts of the blog and the comments of the store."""
    app = Flask(__name__, static_folder=pictures, static_url_path="/pictures")
    app.config.update(SECRET_KEY=secret, SESSION_COOKIE_SAMESITE="Lax")
    app.config.update(MAX_CONTENT_LENGTH=FORM_BYTES, MAX_FORM_MEMORY_SIZE=FORM_BYTES)
    blog = served(blog)
    frontend = Frontend(site=blog.site, store=store, secret=secret)
    install(app.jinja_env, Context(site=blog.site, words=get_words(blog.site.language, "en")))
    add_lists(app, blog, frontend)
    add_posts(app, blog, frontend)
    add_moderation(app, blog, frontend, password)

    @app.errorhandler(HTTPException)
    def failed(error: HTTPException) -> Answer:
        return render_template("error.html", code=error.code, reason=error.name), error.code or 500

    @app.errorhandler(blogcore.UnknownIdError)
    @app.errorhandler(blogcore.PageError)
    @app.errorhandler(blogcore.ValidationError)
    def unknown(error: blogcore.BlogcoreError) -> Answer:
        return failed(NotFound())  # a post, a comment, or a page of either

    @app.after_request
    def guarded(response: Response) -> Response:
        response.headers.update(HEADERS)
        return response

    return app


def add_lists(app: Flask, blog: Blog, frontend: Frontend) -> None:
    """Add the front page, the feeds of posts and of comments, and the stylesheet."""
    posts = [post for post in blog.posts if post.kind == "post"]  # pages are not listed

    @app.get("/")
    def front() -> str:
        shown = frontend.front(posts, request.args, size=POSTS_ON_A_PAGE)
        return render_template("front.html", front=shown)

    @app.get("/feed/")
    def posts_feed() -> Response:
        return atom(evolve(blog, posts=posts))

    @app.get("/comments/feed/")
    def comments_feed() -> Response:
        return atom(frontend.latest(blog.posts, size=COMMENTS_IN_A_LIST))

    @app.get("/style.css")
    def style() -> Response:
        return Response(LOOK, mimetype="text/css")


def atom(blog: Blog) -> Response:
    """Return a feed with the addresses of this site."""
    stream, site = BytesIO(), evolve(blog.site, url=request.url_root)
    blogcore.dump(evolve(blog, site=site), stream, format="atom")
    return Response(stream.getvalue(), mimetype="application/atom+xml")


def add_posts(app: Flask, blog: Blog, frontend: Frontend) -> None:
    """Add the pages of posts, with discussion and reply form."""

    def page(shown: Shown) -> Answer:
        return render_template("post.html", shown=shown, blogcore=shown.context), shown.code

    @app.get("/<slug>/")
    def read(slug: str) -> Answer:
        return page(frontend.read(blog.post(slug), session, request.args, now=now()))

    @app.post("/<slug>/")
    def reply(slug: str) -> Answer:
        answer = frontend.reply(
            blog.post(slug),
            session,
            request.form,
            request.args,
            now=now(),
            ip=request.remote_addr,
            user_agent=request.user_agent.string,
        )
        return redirect(answer.url, 303) if isinstance(answer, Sent) else page(answer)


def add_moderation(app: Flask, blog: Blog, frontend: Frontend, password: str) -> None:
    """Add the page of held comments, behind a password."""
    posts, store = {post.id: post for post in blog.posts}, frontend.store

    @app.route("/moderation/", methods=["GET", "POST"])
    def moderation() -> Answer:
        given = request.authorization
        if given is None or not compare_digest((given.password or "").encode(), password.encode()):
            ask = {"WWW-Authenticate": 'Basic realm="Moderation", charset="UTF-8"'}
            return Response("Give the password for moderators.\n", 401, ask, "text/plain")
        status = cast("CommentStatus", request.args.get("status", "held"))
        if status not in ("held", "spam", "trash"):
            abort(404)
        if request.method == "POST":
            if frontend.age(session, request.form, now=now()) is None:
                abort(403)
            ids, act = request.form.getlist("id"), cast("ModerationAction", request.form.get("act"))
            store.moderate(ids, act, by="moderator", at=now())
            return redirect(f"?status={status}", 303)
        return render_template(
            "moderation.html",
            comments=store.queue(COMMENTS_IN_A_LIST, status=status),
            status=status,
            posts=posts,
            token=frontend.token(session, now=now()),
        )


def now() -> datetime:
    return datetime.now(UTC)
