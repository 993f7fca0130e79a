"""Text constructs of Atom (RFC 4287, sections 3.1 and 4.1.3), of Atom 0.3 too."""

from __future__ import annotations

import re
from html import unescape
from typing import Literal

from blogcore._text.html import html_to_text
from blogcore.formats.base import Notes
from blogcore.formats.html import is_escaped_twice, is_html
from blogcore.formats.xml import Element
from blogcore.models import Body

__all__ = ["body_of", "held_text", "plain_text", "text_kind"]

Kind = Literal["text", "html", "none"]

_DIVS = re.compile(r"<(/?)div(?=[\s/>])[^<>]*?(/?)>", re.IGNORECASE)


def text_kind(element: Element) -> Kind:
    """What the words of an element are: text, HTML, or bytes that are no words."""
    kind = element.attributes.get("type", "").partition(";")[0].strip().lower()
    if element.attributes.get("mode", "").lower() == "base64":
        return "none"
    if kind in ("html", "text/html", "xhtml") or kind.endswith(("/xml", "+xml")):
        return "html"
    return "text" if "/" not in kind or kind.startswith(("text/", "message/")) else "none"


def held_text(element: Element) -> str:
    """The words as they are held: markup that lies bare in the element as a string.

    The ``div`` around XHTML is not part of it (section 3.1.1.3).
    """
    if not element.markup:
        return element.text
    return (
        _without_div(element.markup)
        if "xhtml" in element.attributes.get("type", "")
        else (element.markup)
    )


def plain_text(element: Element | None) -> str:
    """A title or name as plain text; empty where there is none."""
    if element is None:
        return ""
    if text_kind(element) == "html" or element.markup:
        return html_to_text(held_text(element), shortcodes=False)
    return element.text.strip()


def body_of(element: Element, notes: Notes) -> Body | None:
    """The words of content or a summary; None where it holds no words.

    What has no type is plain text, but where all of it is HTML its writer forgot the type.
    """
    kind, text = text_kind(element), held_text(element)
    if kind == "none":
        found = element.attributes.get("type", "base64")
        notes.add("lost", f"line {element.line}", element.name, found, "is no text; left out")
        return None
    if kind == "text" and (element.markup or is_html(text)):
        done = "is not called HTML but is; taken for it"
        notes.add("repaired", f"line {element.line}", element.name, "", done)
    elif kind == "text":
        return Body(text=text)
    elif is_escaped_twice(text):
        done = "escaped twice; once was taken back"
        notes.add("repaired", f"line {element.line}", element.name, "", done)
        text = unescape(text)
    return Body(text=text, media_type="text/html")


def _without_div(markup: str) -> str:
    """What is in the one ``div`` that is all of it; as it is where there is more. Linear."""
    tags = list(_DIVS.finditer(markup))
    if not tags or tags[0][1] or markup[: tags[0].start()].strip():
        return markup
    depth = 0
    for tag in tags:
        depth += -1 if tag[1] else 0 if tag[2] else 1
        if depth == 0:
            whole = not markup[tag.end() :].strip() and bool(tag[1])
            return markup[tags[0].end() : tag.start()] if whole else markup
    return markup
