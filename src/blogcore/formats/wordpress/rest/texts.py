"""Texts of the API: ``rendered`` is what a page shows, ``raw`` (context=edit) what was typed."""

from __future__ import annotations

from attrs import frozen

from blogcore._text.html import html_to_text
from blogcore.formats.html import body_html
from blogcore.formats.json_objects import ObjectReader, to_extra_value
from blogcore.models import Body, ExtraValue

__all__ = ["RenderedText", "content_members", "take_text", "to_body", "to_plain_text"]


@frozen
class RenderedText:
    """Both forms of a text; None for one that is missing."""

    #: HTML, as a page shows it.
    rendered: str | None
    #: As it was typed.
    raw: str | None
    #: Whether a visitor needs a password to see the text.
    protected: bool = False

    @property
    def source(self) -> str:
        """The raw form, else the rendered form."""
        return self.raw if self.raw is not None else self.rendered or ""


def take_text(record: ObjectReader, key: str) -> RenderedText:
    """Return the text under a key. Older responses have a string instead of an object."""
    if record.peek(key):
        return RenderedText(record.text(key), None)
    if record.members.get(key) == "":
        record.take(key)
        return RenderedText("", None)
    forms = record.nested(key)
    return RenderedText(
        forms.text("rendered") if "rendered" in forms else None,
        forms.text("raw") if "raw" in forms else None,
        bool(forms.flag("protected")),
    )


def to_plain_text(text: RenderedText) -> str:
    """Return a title as text: the raw form, else the text of the rendered form."""
    return text.raw if text.raw is not None else html_to_text(text.rendered or "")


def to_body(text: RenderedText, extra: dict[str, ExtraValue]) -> Body:
    """Return the rendered HTML as a body. The raw form (blocks, shortcodes) goes to ``extra``."""
    if text.rendered is None and text.raw is None:
        return Body()
    if text.rendered is None:
        return Body(text=text.raw or "", media_type="text/html")
    if text.raw is not None and text.raw != text.rendered:
        extra["wp:content_raw"] = to_extra_value(text.raw) or ""
    return Body(text=text.rendered, media_type="text/html")


def content_members(body: Body, extra: dict[str, object]) -> dict[str, object]:
    """Return a body as ``content``; plain text becomes paragraphs.

    Args:
        body: The body.
        extra: Members kept from reading. What was typed is taken out of it.
    """
    if body == Body():
        return {}
    content: dict[str, object] = {"rendered": body_html(body)}
    raw = extra.pop("content_raw", None)
    return content | ({"raw": raw} if isinstance(raw, str) else {})
