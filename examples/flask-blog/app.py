"""A blog in Flask: posts, threaded comments, "Leave a Reply", moderation, feeds."""

from __future__ import annotations

from datetime import UTC, datetime
from hmac import compare_digest
from io import BytesIO
from secrets import token_urlsafe
from typing import cast, get_args

from attrs import evolve, frozen
from blogcore import (
    MODERATOR,
    Blog,
    CommentStatus,
    Context,
    Fault,
    Refused,
    Reply,
    ReplyForm,
    UnknownIdError,
    ValidationError,
    comment_anchor,
    dump,
    guest,
    paged,
    words,
)
from blogcore.jinja import install
from blogcore.renderers.html import stylesheet
from blogcore.replies import Act
from blogcore.stores import CommentStore
from flask import Flask, Response, abort, redirect, render_template, request, session, url_for
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import HTTPException, NotFound, Unauthorized
from werkzeug.wrappers import Response as Answer

POSTS_ON_A_PAGE, COMMENTS_IN_A_LIST = 3, 50
FORM_BYTES, FORM_SECONDS = 256 * 1024, 12 * 60 * 60
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def make_app(blog: Blog, store: CommentStore, *, password: str, secret: str) -> Flask:
    """The site: its posts are those of the blog, its comments those of the store."""
    app = Flask(__name__)
    app.config.update(SECRET_KEY=secret, SESSION_COOKIE_SAMESITE="Lax")
    app.config.update(MAX_CONTENT_LENGTH=FORM_BYTES, MAX_FORM_MEMORY_SIZE=FORM_BYTES)
    install(app.jinja_env, Context(site=blog.site, words=words(blog.site.language or "en")))
    tokens = Tokens(URLSafeTimedSerializer(secret, salt="form"))
    add_lists(app, blog.public(), store)
    add_posts(app, blog, store, tokens)
    add_moderation(app, blog, store, tokens, password)

    @app.errorhandler(HTTPException)
    def failed(error: HTTPException) -> Answer:
        answer = cast("Answer", error.get_response())
        answer.set_data(render_template("error.html", code=error.code, reason=error.name))
        return answer

    @app.errorhandler(UnknownIdError)
    def unknown(error: UnknownIdError) -> Answer:
        return failed(NotFound())

    @app.after_request
    def guarded(response: Response) -> Response:
        response.headers.update(HEADERS)
        return response

    return app


@frozen
class Tokens:
    """What a form must bring back: that it was shown to this visitor, and when."""

    signer: URLSafeTimedSerializer

    def new(self) -> str:
        token = self.signer.dumps(session.setdefault("visitor", token_urlsafe(16)))
        return token if isinstance(token, str) else token.decode()

    def age(self) -> int | None:
        """Seconds since then; None: never, or too long ago."""
        try:
            token = request.form.get("token", "")
            visitor, shown = self.signer.loads(token, max_age=FORM_SECONDS, return_timestamp=True)
        except BadData:
            return None
        if not compare_digest(visitor, session.get("visitor", "")):
            return None
        return int((datetime.now(UTC) - shown).total_seconds())


def add_lists(app: Flask, blog: Blog, store: CommentStore) -> None:
    """The front page, and feeds of posts and of comments."""
    posts = sorted((post for post in blog.posts if post.published), key=lambda post: post.published)[::-1]

    @app.get("/")
    def front() -> str:
        number = request.args.get("page", 1, int)
        start = (number - 1) * POSTS_ON_A_PAGE
        shown = posts[start : start + POSTS_ON_A_PAGE] if start >= 0 else []
        if not shown:
            abort(404)
        counts = store.counts(post.id for post in shown)
        last = start + POSTS_ON_A_PAGE >= len(posts)
        return render_template("front.html", posts=shown, counts=counts, page=number, last=last)

    def atom(blog: Blog) -> Response:
        stream = BytesIO()
        dump(blog, stream, format="atom")
        return Response(stream.getvalue(), mimetype="application/atom+xml")

    @app.get("/feed/")
    def posts_feed() -> Response:
        return atom(evolve(blog, posts=posts, comments=()))

    @app.get("/comments/feed/")
    def comments_feed() -> Response:
        urls = {post.id: post.url for post in posts}
        comments = [
            evolve(c, url=f"{urls[c.post_id]}?comment={c.id}#{comment_anchor(c)}")
            for c in store.latest(urls, COMMENTS_IN_A_LIST)
        ]
        return atom(Blog(site=evolve(blog.site, url=request.base_url), comments=comments))

    @app.get("/style.css")
    def style() -> Response:
        return Response(stylesheet(), mimetype="text/css")


def add_posts(app: Flask, blog: Blog, store: CommentStore, tokens: Tokens) -> None:
    """A post with its discussion, and the form under it."""
    public, policy = blog.public(), blog.site.discussion

    def page(slug: str, reply: Reply, faults: tuple[Fault, ...] = ()) -> str:
        post = public.post(slug)
        form = ReplyForm(
            action=url_for("reply", slug=slug, _anchor="respond"),
            hidden={"token": tokens.new()},
            honeypot=policy.honeypot,
        )
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
        try:
            thread, context = paged(
                store.thread(post.id), context, number, holding=reply.in_reply_to or holding
            )
        except ValidationError:  # there is no such page of it
            abort(404)
        sent = "sent" in request.args
        return render_template("post.html", post=post, thread=thread, blogcore=context, sent=sent)

    @app.get("/<slug>/")
    def read(slug: str) -> str:
        return page(slug, Reply(in_reply_to=request.args.get("reply")))

    @app.post("/<slug>/")
    def reply(slug: str) -> Answer | tuple[str, int]:
        post, seconds = public.post(slug), tokens.age()
        typed = Reply.from_form(
            request.form,
            honeypot=policy.honeypot,
            seconds=seconds,
            ip=request.remote_addr,
            user_agent=request.user_agent.string,
        )
        if seconds is None:
            return page(slug, typed, (Fault("", "expired", ""),)), 403
        answer = store.submit(typed, post=post, policy=policy, now=datetime.now(UTC))
        if isinstance(answer, Refused):
            return page(slug, typed, answer.faults), 422
        comment = answer.comment
        if comment.status in ("spam", "trash"):  # who sent it learns no more than that it waits
            return redirect(url_for("read", slug=slug, sent=1), 303)
        if comment.status == "held":
            session["waiting"] = [*session.get("waiting", ()), comment.id][-20:]
        there = comment_anchor(comment)
        return redirect(url_for("read", slug=slug, comment=comment.id, _anchor=there), 303)


def add_moderation(
    app: Flask, blog: Blog, store: CommentStore, tokens: Tokens, password: str
) -> None:
    """What waits for a moderator, behind a password."""
    posts = {post.id: post for post in blog.posts}

    @app.route("/moderation/", methods=["GET", "POST"])
    def moderation() -> Answer | str:
        given = request.authorization
        if given is None or not compare_digest((given.password or "").encode(), password.encode()):
            raise Unauthorized(www_authenticate=WWWAuthenticate("basic", {"realm": "Moderation"}))
        if request.method == "POST":
            act = request.form.get("act")
            if tokens.age() is None or act not in get_args(Act):
                abort(403)
            ids = request.form.getlist("id")
            store.moderate(ids, cast("Act", act), by="moderator", at=datetime.now(UTC))
            return redirect(request.full_path, 303)
        status = request.args.get("status", "held")
        if status not in ("held", "spam", "trash"):
            abort(404)
        return render_template(
            "moderation.html",
            comments=store.queue(COMMENTS_IN_A_LIST, status=cast("CommentStatus", status)),
            status=status,
            posts=posts,
            token=tokens.new(),
            blogcore=Context(site=blog.site, viewer=MODERATOR),
        )
