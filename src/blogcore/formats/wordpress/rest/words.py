"""Texts of the API: ``rendered`` is what a page shows, ``raw`` (context=edit) what was typed."""

from __future__ import annotations

from attrs import frozen

from blogcore._text.html import html_to_text
from blogcore.formats.html import body_html
from blogcore.formats.json_objects import ObjectReader, to_extra_value
from blogcore.models import Body, ExtraValue

__all__ = ["Words", "body_of", "content_of", "plain_text", "words_of"]


@frozen
class Words:
    """Both forms of a text; None for one that is not there."""

    rendered: str | None
    raw: str | None
    #: Whether a password is asked for before it is shown.
    protected: bool = False

    @property
    def typed(self) -> str:
        """What was typed, else what is shown."""
        return self.raw if self.raw is not None else self.rendered or ""


def words_of(record: ObjectReader, key: str) -> Words:
    """The text under a key, which in older answers is a text alone."""
    if record.peek(key):
        return Words(record.text(key), None)
    if record.members.get(key) == "":
        record.take(key)
        return Words("", None)
    both = record.nested(key)
    return Words(
        both.text("rendered") if "rendered" in both else None,
        both.text("raw") if "raw" in both else None,
        bool(both.flag("protected")),
    )


def plain_text(words: Words) -> str:
    """A title: as it was typed, else the text of what is shown."""
    return words.raw if words.raw is not None else html_to_text(words.rendered or "")


def body_of(words: Words, extra: dict[str, ExtraValue]) -> Body:
    """What is shown, as HTML; what was typed (blocks, shortcodes) is kept beside it."""
    if words.rendered is None and words.raw is None:
        return Body()
    if words.rendered is None:
        return Body(text=words.raw or "", media_type="text/html")
    if words.raw is not None and words.raw != words.rendered:
        extra["wp:content_raw"] = to_extra_value(words.raw) or ""
    return Body(text=words.rendered, media_type="text/html")


def content_of(body: Body, extra: dict[str, object]) -> dict[str, object]:
    """A body as ``content``; plain text becomes paragraphs. Its raw text is taken from extra."""
    if body == Body():
        return {}
    content: dict[str, object] = {"rendered": body_html(body)}
    raw = extra.pop("content_raw", None)
    return content | ({"raw": raw} if isinstance(raw, str) else {})
