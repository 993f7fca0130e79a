"""`assemble`: a stream of items becomes one `Blog`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from attrs import evolve

from blogcore.formats.base import Attachment, Featured, Item, Notes
from blogcore.models import Author, Blog, Comment, Extra, Image, Post, Site

__all__ = ["NUMBERED", "assemble"]

#: In the `extra` of an attachment whose id its file made up: the picture does not keep it.
NUMBERED = "blogcore:numbered"

H = TypeVar("H", Author, Post, Comment)


def assemble(items: Iterable[Item], notes: Notes) -> Blog:
    """The blog that the items make up, in any order; each keeps its place among its kind.

    Attachments become pictures of their posts: the featured one first, then the others in the
    order of the file, each once. One without its post becomes a post of kind "other", so nothing
    is lost. What could not be joined, and ids given twice, are added to ``notes``; records with
    the same id are all kept, for a thread or the reader to judge. Linear.
    """
    sites: list[Site] = []
    authors: list[Author] = []
    posts: list[Post] = []
    comments: list[Comment] = []
    media = _Media()
    for item in items:
        match item:
            case Comment():
                comments.append(item)
            case Post():
                posts.append(item)
            case Author():
                authors.append(item)
            case Attachment():
                media.attachments.append(item)
            case Featured():
                media.featured.append(item)
            case Site():
                sites.append(item)
    for site in sites[1:]:
        notes.add("lost", "site", "title", site.title, "a blog has one site; the first was kept")
    _note_repeated("author", authors, notes)
    _note_repeated("post", posts, notes)
    _note_repeated("comment", comments, notes)
    return Blog(
        site=sites[0] if sites else Site(),
        authors=authors,
        posts=media.joined(posts, notes) if media else posts,
        comments=comments,
    )


def _note_repeated(what: str, models: Iterable[H], notes: Notes) -> None:
    seen: set[str] = set()
    for model in models:
        if model.id is None:
            continue
        if model.id in seen:
            notes.add("info", f"{what} {model.id}", "id", model.id, "given twice; both were kept")
        seen.add(model.id)


class _Media:
    """The attachments of a file and which of them are featured, until all posts are known."""

    def __init__(self) -> None:
        self.attachments: list[Attachment] = []
        self.featured: list[Featured] = []

    def __bool__(self) -> bool:
        return bool(self.attachments or self.featured)

    def joined(self, posts: list[Post], notes: Notes) -> list[Post]:
        """The posts with their pictures, then a post for every picture without one."""
        known = {post.id for post in posts}
        by_id = {attachment.id: attachment for attachment in reversed(self.attachments)}
        pictures: dict[str, list[Attachment]] = {}
        for link in self.featured:
            if link.post_id in known and link.attachment_id in by_id:
                pictures.setdefault(link.post_id, []).append(by_id[link.attachment_id])
            else:
                missing = "post" if link.post_id not in known else "picture"
                where = f"post {link.post_id}"
                done = f"the {missing} is not in the file; the link was left out"
                notes.add("lost", where, "featured", link.attachment_id, done)
        shown = {attachment.id for pile in pictures.values() for attachment in pile}
        alone: list[Post] = []
        for attachment in self.attachments:
            if attachment.post_id in known:
                pictures.setdefault(attachment.post_id, []).append(attachment)
            elif attachment.id not in shown and attachment.id not in known:
                alone.append(_post_of_its_own(attachment))
                where = f"attachment {attachment.id}"
                notes.add(
                    "info", where, "post_id", attachment.post_id or "", "kept as a post of its own"
                )
        return [*(_with_pictures(post, pictures.get(post.id, ())) for post in posts), *alone]


def _with_pictures(post: Post, attachments: Iterable[Attachment]) -> Post:
    images = tuple(dict.fromkeys(map(_picture, attachments)))
    more = tuple(image for image in post.images if image not in images)
    return evolve(post, images=(*images, *more)) if images else post


def _picture(attachment: Attachment) -> Image:
    """The image with what its attachment says besides, which no field of an image holds."""
    extra = dict(_facts(attachment)) | dict(attachment.extra) | dict(attachment.image.extra)
    extra.pop(NUMBERED, None)
    return evolve(attachment.image, extra=Extra(extra))


def _facts(attachment: Attachment) -> Iterator[tuple[str, str]]:
    if NUMBERED not in attachment.extra:
        yield "blogcore:attachment_id", attachment.id
    if attachment.title:
        yield "blogcore:attachment_title", attachment.title


def _post_of_its_own(attachment: Attachment) -> Post:
    return Post(
        id=attachment.id,
        title=attachment.title,
        kind="other",
        images=(attachment.image,),
        extra=attachment.extra,
    )
