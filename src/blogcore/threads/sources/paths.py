"""Reply links from materialised paths, as Lemmy has them: "0.12.34" is 34, which answers 12."""

from __future__ import annotations

from collections.abc import Iterable

from blogcore._text.plain import short_repr
from blogcore.errors import Fault, ValidationError
from blogcore.models import Comment
from blogcore.threads.build import require_comments, with_parent

__all__ = ["comments_from_paths"]


def comments_from_paths(
    entries: Iterable[tuple[Comment, str]], separator: str, root: str
) -> list[Comment]:
    """Return the comments with links to their parents. See `Thread.from_paths`."""
    entries = list(entries)
    known = {comment.id for comment in require_comments(comment for comment, _ in entries)}
    faults: list[Fault] = []
    linked: list[Comment] = []
    for index, (comment, path) in enumerate(entries):
        first, *ids = path.split(separator)
        if first != root or not ids or ids[-1] != comment.id:
            example = f"{root}{separator}…{separator}{comment.id}"
            message = f"must be like {short_repr(example)}, not {short_repr(path)}"
            faults.append(Fault(f"[{index}]", "wrong_path", message))
            continue
        ancestors = ids[-2::-1]  # nearest first
        nearest = ancestors[0] if ancestors else None
        parent_id = next((id for id in ancestors if id in known), nearest)
        linked.append(with_parent(comment, parent_id))
    if faults:
        raise ValidationError(faults)
    return linked
