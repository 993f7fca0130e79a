"""A blog to try on a format what must not leave."""

from __future__ import annotations

from blogcore.models import Author, Blog, Body, Comment, Extra, Post, Site

__all__ = ["SECRET", "secretive"]

#: Stands in every private field of a blog of `secretive`.
SECRET = "canary-7f3a9c"


def secretive() -> Blog:
    """A blog with `SECRET` in every private field."""
    author = Author(name="Ida", id="ida", email=f"{SECRET}@example.org", extra=_secret())
    post = Post(id="1", title="P", authors=[author], extra=_secret())
    body = Body(text="B", media_type="text/html")
    comment = Comment(
        id="1",
        post_id="1",
        author=author,
        body=body,
        ip=f"{SECRET}.1",
        user_agent=f"{SECRET}/2",
        extra=_secret(),
    )
    site = Site(title="S", extra=_secret())
    return Blog(site=site, authors=[author], posts=[post], comments=[comment])


def _secret() -> Extra:
    keys = ("wp:postmeta:k", "wp:commentmeta:k", "wp:author_first_name", "x:y")
    return Extra(dict.fromkeys(keys, SECRET))
