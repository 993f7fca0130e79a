"""A blog in Flask: posts, threaded comments, "Leave a Reply", moderation, feeds."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from hmac import compare_digest
from io import BytesIO
from pathlib import Path
from secrets import token_urlsafe
from typing import cast, get_args

from attrs import evolve
from flask import Flask, Response, abort, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue as Answer
from werkzeug.exceptions import HTTPException, NotFound

import blogcore
from blogcore import MODERATOR, Blog, Context, Fault, Refused, Reply, ReplyForm, guest, paged, words
from blogcore.jinja import install
from blogcore.renderers.html import stylesheet
from blogcore.replies import Act
from blogcore.stores import CommentStore, SqliteStore

SETTINGS = ("BLOG_FILE", "BLOG_DATABASE", "BLOG_PICTURES", "BLOG_PASSWORD", "BLOG_SECRET")
POSTS_ON_A_PAGE, COMMENTS_IN_A_LIST = 3, 50
FORM_BYTES, LOOK = 256 * 1024, Path(__file__).with_name("look.css").read_text("utf-8")
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def from_environment() -> Flask:
    """The site that the environment describes."""
    if missing := [name for name in SETTINGS if not os.environ.get(name)]:
        sys.exit(f"not set in the environment: {', '.join(missing)} (README.md says what they are)")
    file, database, pictures, *secrets = (os.environ[name] for name in SETTINGS)
    return make_app(blogcore.load(file).blog, SqliteStore(database), Path(pictures), *secrets)


def make_app(blog: Blog, store: CommentStore, pictures: Path, password: str, secret: str) -> Flask:
    """The site: its posts are those of the blog, its comments those of the store."""
    app = Flask(__name__, static_folder=pictures, static_url_path="/pictures")
    app.config.update(SECRET_KEY=secret, SESSION_COOKIE_SAMESITE="Lax")
    app.config.update(MAX_CONTENT_LENGTH=FORM_BYTES, MAX_FORM_MEMORY_SIZE=FORM_BYTES)
    install(app.jinja_env, Context(site=blog.site, words=words(blog.site.language or "en")))
    add_lists(app, blog.public(), store)
    add_posts(app, blog, store, secret)
    add_moderation(app, blog, store, secret, password)

    @app.errorhandler(HTTPException)
    def failed(error: HTTPException) -> Answer:
        return render_template("error.html", code=error.code, reason=error.name), error.code or 500

    @app.errorhandler(blogcore.UnknownIdError)
    @app.errorhandler(blogcore.ValidationError)
    def unknown(error: blogcore.UnknownIdError | blogcore.ValidationError) -> Answer:
        return failed(NotFound())  # a post, a comment, or a page of comments

    @app.after_request
    def guarded(response: Response) -> Response:
        response.headers.update(HEADERS)
        return response

    return app


def add_lists(app: Flask, blog: Blog, store: CommentStore) -> None:
    """The front page, feeds of posts and of comments, and how it all looks."""
    posts = sorted(blog.posts, key=lambda post: post.published or now(), reverse=True)
    urls = {post.id: post.url for post in posts}

    @app.get("/")
    def front() -> str:
        number = request.args.get("page", 1, int)
        start, end = (number - 1) * POSTS_ON_A_PAGE, number * POSTS_ON_A_PAGE
        if number < 1 or not (shown := posts[start:end]):
            abort(404)
        counts = store.counts(post.id for post in shown)
        last = end >= len(posts)
        return render_template("front.html", posts=shown, counts=counts, page=number, last=last)

    @app.get("/feed/")
    def posts_feed() -> Response:
        return atom(evolve(blog, posts=posts, comments=()))

    @app.get("/comments/feed/")
    def comments_feed() -> Response:
        comments = [
            evolve(c, url=f"{urls[c.post_id]}?comment={c.id}#{blogcore.comment_anchor(c)}")
            for c in store.latest(urls, COMMENTS_IN_A_LIST)
        ]
        return atom(Blog(site=evolve(blog.site, url=request.base_url), comments=comments))

    @app.get("/style.css")
    def style() -> Response:
        return Response(stylesheet() + LOOK, mimetype="text/css")


def atom(blog: Blog) -> Response:
    stream = BytesIO()
    blogcore.dump(blog, stream, format="atom")
    return Response(stream.getvalue(), mimetype="application/atom+xml")


def add_posts(app: Flask, blog: Blog, store: CommentStore, secret: str) -> None:
    """A post with its discussion, and the form under it."""
    public, policy = blog.public(), blog.site.discussion

    def page(slug: str, reply: Reply, faults: tuple[Fault, ...] = ()) -> str:
        """The page with what was typed into the form, and what is wrong with it."""
        post = public.post(slug)
        token = blogcore.form_token(secret, visitor(), now())
        form = ReplyForm(action="#respond", hidden={"token": token}, honeypot=policy.honeypot)
        context = Context(
            site=public.site,
            post=post,
            words=words(post.language or public.site.language or "en"),
            viewer=guest(session.get("waiting", ())),
            nesting=policy.max_depth and policy.max_depth - 1,
            reply_url=lambda to: url_for("read", slug=slug, reply=to and to.id, _anchor="respond"),
            form=form.refilled(reply, faults),
        )
        number, holding = request.args.get("page", None, int), request.args.get("comment")
        thread = store.thread(post.id)
        thread, context = paged(thread, context, number, holding=reply.in_reply_to or holding)
        said = {"post": post, "thread": thread, "blogcore": context}
        return render_template("post.html", sent="sent" in request.args, **said)

    @app.get("/<slug>/")
    def read(slug: str) -> str:
        return page(slug, Reply(in_reply_to=request.args.get("reply")))

    @app.post("/<slug>/")
    def reply(slug: str) -> Answer:
        post, seconds = public.post(slug), seconds_since_shown(secret)
        typed = Reply.from_form(
            request.form,
            honeypot=policy.honeypot,
            seconds=seconds,
            ip=request.remote_addr,
            user_agent=request.user_agent.string,
        )
        if seconds is None:
            return page(slug, typed, (Fault("", "expired", ""),)), 403
        answer = store.submit(typed, post=post, policy=policy, now=now())
        if isinstance(answer, Refused):
            return page(slug, typed, answer.faults), 422
        comment = answer.comment
        if comment.status in ("spam", "trash"):  # whoever sent it learns no more than others
            return redirect(url_for("read", slug=slug, sent=1), 303)
        session["waiting"] = [*session.get("waiting", ()), comment.id][-20:]
        there = blogcore.comment_anchor(comment)
        return redirect(url_for("read", slug=slug, comment=comment.id, _anchor=there), 303)


def add_moderation(app: Flask, blog: Blog, store: CommentStore, secret: str, password: str) -> None:
    """What waits for a moderator, behind a password."""
    posts = {post.id: post for post in blog.posts}

    @app.route("/moderation/", methods=["GET", "POST"])
    def moderation() -> Answer:
        given = request.authorization
        if given is None or not compare_digest((given.password or "").encode(), password.encode()):
            ask = {"WWW-Authenticate": 'Basic realm="Moderation", charset="UTF-8"'}
            return Response("Give the password for moderators.\n", 401, ask, "text/plain")
        status = cast("blogcore.CommentStatus", request.args.get("status", "held"))
        if status not in ("held", "spam", "trash"):
            abort(404)
        if request.method == "POST":
            act = cast("Act", request.form.get("act"))
            if seconds_since_shown(secret) is None or act not in get_args(Act):
                abort(403)
            store.moderate(request.form.getlist("id"), act, by="moderator", at=now())
            return redirect(url_for("moderation", status=status), 303)
        return render_template(
            "moderation.html",
            comments=store.queue(COMMENTS_IN_A_LIST, status=status),
            status=status,
            posts=posts,
            token=blogcore.form_token(secret, visitor(), now()),
            blogcore=Context(site=blog.site, viewer=MODERATOR),
        )


def visitor() -> str:
    return cast("str", session.setdefault("visitor", token_urlsafe()))


def seconds_since_shown(secret: str) -> int | None:
    return blogcore.form_age(request.form.get("token", ""), secret, visitor(), now())


def now() -> datetime:
    return datetime.now(UTC)
