"""Serve `examples/blog` on 127.0.0.1, with the sample blog and a SQLite file under build/."""

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
IMAGE = "https://example.org/wp-content/uploads/2024/06/marta-at-nordhavn.jpg"


def main() -> None:
    """Serve until Ctrl-C; the environment variables PORT and BLOG_PASSWORD are optional."""
    sys.path.insert(0, str(ROOT / "examples" / "blog"))
    from flask_app import make_app  # type: ignore[import-not-found]

    folder = ROOT / "build" / "serve"
    pictures = folder / "pictures"
    pictures.mkdir(parents=True, exist_ok=True)
    copy_images(pictures)
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
    """Return a port number; exit with a message if it is invalid."""
    if port.isdecimal() and 0 < int(port) < 65536:
        return int(port)
    sys.exit(f"PORT: must be a number from 1 to 65535, not {port!r}")


def copy_images(folder: Path) -> None:
    """Copy the images of the sample to a folder without its private data."""
    for image in SAMPLE.glob("*.jpg"):
        copyfile(image, folder / image.name)


def sample_blog() -> Blog:
    """Return the sample with its posts in other languages and the URL of the served image."""
    blog, others = (load(SAMPLE / name).blog for name in ("blog.json", "languages.json"))
    policy = DiscussionPolicy(paged=True, page_size=4, honeypot="website")
    return evolve(
        blog,
        site=evolve(blog.site, discussion=policy),
        authors={author.id: author for author in (*blog.authors, *others.authors)}.values(),
        posts=[_with_served_image(post) for post in (*blog.posts, *others.posts)],
        comments=(*blog.comments, *others.comments),
    )


def _with_served_image(post: Post) -> Post:
    """Return a post whose image is the file of the sample."""
    url = f"/pictures/{IMAGE.rpartition('/')[2]}"
    return evolve(
        post,
        body=evolve(post.body, text=post.body.text.replace(IMAGE, url)),
        images=[
            evolve(image, url=image.url.replace(IMAGE, url)) if image.url else image
            for image in post.images
        ],
    )


if __name__ == "__main__":
    main()
