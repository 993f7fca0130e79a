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
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest, HTTPException, NotFound

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
MAX_FORM_BYTES = 256 * 1024
STYLE = stylesheet() + Path(__file__).with_name("look.css").read_text("utf-8")
HEADERS = {
    "Cache-Control": "private",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def from_environment() -> Flask:
    """Return the app with the settings of the environment."""
    if missing := [name for name in SETTINGS if not os.environ.get(name)]:
        sys.exit(f"set these environment variables (see README.md): {', '.join(missing)}")
    file, database, pictures, *secrets = (os.environ[name] for name in SETTINGS)
    return make_app(blogcore.load(file).blog, SqliteStore(database), Path(pictures), *secrets)


def make_app(blog: Blog, store: CommentStore, pictures: Path, password: str, secret: str) -> Flask:
    """Return the app with the posts of a blog and the comments of a store."""
    app = Flask(__name__, static_folder=pictures, static_url_path="/pictures")
    app.config.update(SECRET_KEY=secret, SESSION_COOKIE_SAMESITE="Lax")
    app.config.update(MAX_CONTENT_LENGTH=MAX_FORM_BYTES, MAX_FORM_MEMORY_SIZE=MAX_FORM_BYTES)
    blog = public_site(blog)
    frontend = Frontend(site=blog.site, store=store, secret=secret)
    install(app.jinja_env, Context(site=blog.site, words=get_words(blog.site.language, "en")))
    add_lists(app, blog, frontend)
    add_posts(app, blog, frontend)
    add_moderation(app, blog, frontend, password)

    @app.errorhandler(HTTPException)
    def show_error(error: HTTPException) -> ResponseReturnValue:
        return render_template("error.html", code=error.code, reason=error.name), error.code or 500

    @app.errorhandler(blogcore.UnknownIdError)
    @app.errorhandler(blogcore.PageError)
    def not_found(error: blogcore.BlogcoreError) -> ResponseReturnValue:
        return show_error(NotFound())

    @app.errorhandler(blogcore.ValidationError)
    def bad_request(error: blogcore.ValidationError) -> ResponseReturnValue:
        return show_error(BadRequest())

    @app.after_request
    def add_headers(response: Response) -> Response:
        response.headers.update(HEADERS)
        return response

    return app


def add_lists(app: Flask, blog: Blog, frontend: Frontend) -> None:
    """Add the front page, feeds of posts and of comments, and the stylesheet."""
    posts = [post for post in blog.posts if post.kind == "post"]  # pages are in no list

    @app.get("/")
    def front() -> str:
        index = frontend.index(posts, request.args, size=POSTS_PER_PAGE)
        return render_template("front.html", index=index)

    @app.get("/feed/")
    def posts_feed() -> Response:
        return atom(evolve(blog, posts=posts))

    @app.get("/comments/feed/")
    def comments_feed() -> Response:
        return atom(frontend.comment_feed(blog.posts, size=COMMENTS_PER_LIST))

    @app.get("/style.css")
    def style() -> Response:
        return Response(STYLE, mimetype="text/css")


def atom(blog: Blog) -> Response:
    """Return a blog as an Atom feed, with the URL of this site."""
    stream, site = BytesIO(), evolve(blog.site, url=request.url_root)
    blogcore.dump(evolve(blog, site=site), stream, format="atom")
    return Response(stream.getvalue(), mimetype="application/atom+xml")


def add_posts(app: Flask, blog: Blog, frontend: Frontend) -> None:
    """Add the page of a post, with its discussion and the reply form."""

    def show(page: PostPage) -> ResponseReturnValue:
        return render_template("post.html", page=page, blogcore=page.context), page.status_code

    @app.get("/<slug>/")
    def read(slug: str) -> ResponseReturnValue:
        return show(frontend.post_page(blog.post(slug), session, request.args, now=now()))

    @app.post("/<slug>/")
    def reply(slug: str) -> ResponseReturnValue:
        result = frontend.submit_reply(
            blog.post(slug),
            session,
            request.form,
            request.args,
            now=now(),
            ip=request.remote_addr,
            user_agent=request.user_agent.string,
        )
        return redirect(result.url, 303) if isinstance(result, Redirect) else show(result)


def add_moderation(app: Flask, blog: Blog, frontend: Frontend, password: str) -> None:
    """Add the moderation queue, protected by a password."""
    posts, store = {post.id: post for post in blog.posts}, frontend.store

    @app.route("/moderation/", methods=["GET", "POST"])
    def moderation() -> ResponseReturnValue:
        sent = request.authorization
        if sent is None or not compare_digest((sent.password or "").encode(), password.encode()):
            challenge = {"WWW-Authenticate": 'Basic realm="Moderation", charset="UTF-8"'}
            return Response("Give the password for moderators.\n", 401, challenge, "text/plain")
        status = cast("CommentStatus", request.args.get("status", "held"))
        if status not in ("held", "spam", "trash"):
            abort(404)
        if request.method == "POST":
            if frontend.token_age(session, request.form, now=now()) is None:
                abort(403)
            action = cast("ModerationAction", request.form.get("action"))
            store.moderate(request.form.getlist("id"), action, by="moderator", at=now())
            return redirect(f"?status={status}", 303)
        return render_template(
            "moderation.html",
            comments=store.queue(COMMENTS_PER_LIST, status=status),
            status=status,
            posts=posts,
            token=frontend.issue_token(session, now=now()),
        )


def now() -> datetime:
    return datetime.now(UTC)
