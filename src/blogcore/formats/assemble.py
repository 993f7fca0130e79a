"""Assemble a stream of items into one `Blog`; yield the items of a blog."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from attrs import evolve

from blogcore.formats.base import Attachment, Featured, Item
from blogcore.formats.reports import Notes, Severity
from blogcore.models import Author, Blog, Comment, Extra, Image, Post, Site

__all__ = ["GENERATED_ID", "assemble", "items_of"]

#: Key in ``extra`` of an attachment whose id its reader generated; the image does not keep the id.
GENERATED_ID = "blogcore:generated_id"

H = TypeVar("H", Author, Post, Comment)


def items_of(blog: Blog) -> Iterator[Item]:
    """Yield the items of a blog, as a writer gets them.

    Args:
        blog: Any blog.
    """
    yield blog.site
    yield from blog.authors
    yield from blog.posts
    yield from blog.comments


def assemble(items: Iterable[Item], notes: Notes) -> Blog:
    """Build the blog of a stream of items. Linear.

    Items may come in any order; items of one kind keep their order. Attachments become images of
    their posts: the featured one first, then the others in the order of the file, each once. An
    attachment without a post becomes a post of kind "other".

    Args:
        items: The items; records with the same id are all kept, for a `Thread` to resolve.
        notes: Gets what could not be joined, and ids that several items have.
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
    _note_repeated_ids("author", authors, notes)
    _note_repeated_ids("post", posts, notes)
    _note_repeated_ids("comment", comments, notes)
    return Blog(
        site=sites[0] if sites else Site(),
        authors=authors,
        posts=media.joined(posts, notes) if media else posts,
        comments=comments,
    )


def _note_repeated_ids(kind: str, models: Iterable[H], notes: Notes) -> None:
    seen: set[str] = set()
    for model in models:
        if model.id is None:
            continue
        if model.id in seen:
            message = "several records have this id; all were kept"
            notes.add("info", f"{kind} {model.id}", "id", model.id, message)
        seen.add(model.id)


class _Media:
    """The attachments of a file and which of them are featured, until all posts are known."""

    def __init__(self) -> None:
        self.attachments: list[Attachment] = []
        self.featured: list[Featured] = []

    def __bool__(self) -> bool:
        return bool(self.attachments or self.featured)

    def joined(self, posts: list[Post], notes: Notes) -> list[Post]:
        """Return the posts with their images, then a post for each attachment without one."""
        post_ids = {post.id for post in posts}
        by_id = {attachment.id: attachment for attachment in reversed(self.attachments)}
        by_post: dict[str, list[Attachment]] = {}
        missing_links: list[Featured] = []
        for link in self.featured:
            if link.post_id in post_ids and link.attachment_id in by_id:
                by_post.setdefault(link.post_id, []).append(by_id[link.attachment_id])
            else:
                missing_links.append(link)
        _note_missing(missing_links, {post.id: post for post in posts}, notes)
        used = {attachment.id for attachments in by_post.values() for attachment in attachments}
        stubs: list[Post] = []
        for attachment in self.attachments:
            if attachment.post_id in post_ids:
                by_post.setdefault(attachment.post_id, []).append(attachment)
            elif attachment.id not in used and attachment.id not in post_ids:
                stubs.append(_post_for(attachment))
                message = "the post is not in the file; kept as a post of kind other"
                where = f"attachment {attachment.id}"
                notes.add("info", where, "post_id", attachment.post_id or "", message)
        return [*(_with_images(post, by_post.get(post.id, ())) for post in posts), *stubs]


def _note_missing(links: list[Featured], posts: Mapping[str, Post], notes: Notes) -> None:
    """Note the links without post or image, in one note of each kind: an export may lack media.

    A link is lost only if its post does not keep it in ``extra``.
    """
    counts: dict[tuple[str, Severity], list[Featured]] = {}
    for link in links:
        post = posts.get(link.post_id)
        missing = "image" if post else "post"
        is_kept = post is not None and link.attachment_id in post.extra.values()
        counts.setdefault((missing, "info" if is_kept else "lost"), []).append(link)
    for (missing, severity), (first, *others) in counts.items():
        outcome = "the link is kept in extra" if severity == "info" else "the link was left out"
        more = f"; so are those of {len(others)} more" if others else ""
        message = f"the {missing} is not in the file; {outcome}{more}"
        notes.add(severity, f"post {first.post_id}", "featured", first.attachment_id, message)


def _with_images(post: Post, attachments: Iterable[Attachment]) -> Post:
    images = tuple(dict.fromkeys(map(_to_image, attachments)))
    others = tuple(image for image in post.images if image not in images)
    return evolve(post, images=(*images, *others)) if images else post


def _to_image(attachment: Attachment) -> Image:
    """Return the image with the data of its attachment that no field of an image holds."""
    extra = dict(_id_and_title(attachment)) | dict(attachment.extra) | dict(attachment.image.extra)
    extra.pop(GENERATED_ID, None)
    return evolve(attachment.image, extra=Extra(extra))


def _id_and_title(attachment: Attachment) -> Iterator[tuple[str, str]]:
    if GENERATED_ID not in attachment.extra:
        yield "blogcore:attachment_id", attachment.id
    if attachment.title:
        yield "blogcore:attachment_title", attachment.title


def _post_for(attachment: Attachment) -> Post:
    return Post(
        id=attachment.id,
        title=attachment.title,
        kind="other",
        images=(attachment.image,),
        extra=attachment.extra,
    )
