"""The blog of `examples/blog` on loopback, with the sample and a SQLite file under build/."""

from __future__ import annotations

import os
import sys
from importlib.resources import files
from pathlib import Path
from secrets import token_urlsafe
from shutil import copyfile

from attrs import evolve

from blogcore import Blog, DiscussionPolicy, Post, load
from blogcore.stores import SqliteStore

ROOT = Path(__file__).parents[1]
SAMPLE = Path(str(files("blogcore.sample")))
PICTURE = "https://example.org/wp-content/uploads/2024/06/marta-at-nordhavn.jpg"


def main() -> None:
    """Serve until Ctrl-C; PORT and BLOG_PASSWORD may be given in the environment."""
    sys.path.insert(0, str(ROOT / "examples" / "blog"))
    from flask_app import make_app  # type: ignore[import-not-found]

    folder = ROOT / "build" / "serve"
    pictures = folder / "pictures"
    pictures.mkdir(parents=True, exist_ok=True)
    copy_pictures(pictures)
    blog = sample_blog()
    password = os.environ.get("BLOG_PASSWORD") or token_urlsafe(9)
    port = port_number(os.environ.get("PORT") or "8765")
    with SqliteStore(folder / "comments.db") as store:
        if not any(store.counts(post.id for post in blog.posts).values()):
            store.add(*blog.comments)
        app = make_app(blog, store, pictures, password, token_urlsafe())
        print(
            f"http://127.0.0.1:{port}/  moderation: /moderation/, password {password}", flush=True
        )
        app.run(host="127.0.0.1", port=port)


def port_number(port: str) -> int:
    """The port that was asked for; the program ends where that is none."""
    if port.isdecimal() and 0 < int(port) < 65536:
        return int(port)
    sys.exit(f"PORT: must be a number from 1 to 65535, not {port!r}")


def copy_pictures(folder: Path) -> None:
    """The pictures of the sample into a folder for themselves: beside them lies what is private."""
    for picture in SAMPLE.glob("*.jpg"):
        copyfile(picture, folder / picture.name)


def sample_blog() -> Blog:
    """The sample with its posts in other languages, and its picture where it is served."""
    blog, others = (load(SAMPLE / name).blog for name in ("blog.json", "languages.json"))
    policy = DiscussionPolicy(paged=True, page_size=4, honeypot="website")
    return evolve(
        blog,
        site=evolve(blog.site, discussion=policy),
        authors={it.id: it for it in (*blog.authors, *others.authors)}.values(),
        posts=[_pictured(post) for post in (*blog.posts, *others.posts)],
        comments=(*blog.comments, *others.comments),
    )


def _pictured(post: Post) -> Post:
    """A post with the picture that comes with the sample."""
    here = f"/pictures/{PICTURE.rpartition('/')[2]}"
    return evolve(
        post,
        body=evolve(post.body, text=post.body.text.replace(PICTURE, here)),
        images=[
            evolve(image, url=image.url.replace(PICTURE, here)) if image.url else image
            for image in post.images
        ],
    )


if __name__ == "__main__":
    main()
