"""What WXR is made of: its names, where its items lie, and what stands beside WordPress's own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from attrs import evolve

from blogcore.formats import html
from blogcore.formats.base import Notes
from blogcore.formats.html import title_from_html
from blogcore.formats.xml import Element, ElementReader, Vocabulary
from blogcore.models import Body, ExtraValue
from blogcore.models.checked import trusting

__all__ = [
    "NAMESPACES",
    "WXR_VOCABULARY",
    "extra_elements",
    "html_body",
    "is_made",
    "is_made_field",
    "leaf",
    "made",
    "meta",
    "meta_element",
    "meta_value",
    "own_id",
    "record_of",
    "reference",
    "remaining",
    "said",
    "texts_of",
    "title_from_html",
    "title_to_html",
]

WXR_VOCABULARY = Vocabulary(
    label="WordPress export",
    roots={"rss": 2},
    fragments={"channel": 1, "item": 0},
    namespaces={
        r"wordpress\.org/export(?:/[\d.]+)?": "wp",
        r"wordpress\.org/export(?:/[\d.]+)?/excerpt": "excerpt",
        r"purl\.org/dc/elements/1\.1": "dc",
        r"purl\.org/rss/1\.0/modules/content": "content",
        r"urn:blogcore:wxr": "blogcore",
    },
    required_prefix="wp",
    required_prefix_missing="this is RSS, but no WordPress export: "
    "it has no namespace under wordpress.org/export/",
    streamed_children={"item": frozenset({"wp:post_id", "wp:comment"})},
)
#: What a file of ours declares.
NAMESPACES = {
    "xmlns:excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:wp": "http://wordpress.org/export/1.2/",
    "xmlns:blogcore": "urn:blogcore:wxr",
}

_REPEATED = frozenset(
    {
        "category",
        "enclosure",
        "item",
        "wp:comment",
        "wp:postmeta",
        "wp:commentmeta",
        "wp:termmeta",
    }
)
_ZERO_IS_NOTHING = frozenset({"wp:post_parent", "wp:menu_order", "wp:comment_user_id"})


_body = trusting(Body)


def html_body(text: str) -> Body:
    """A text of WordPress's; what no text may hold was mended with the file."""
    return _body(text=text, media_type="text/html")


def record_of(element: Element, notes: Notes) -> ElementReader:
    """An item, comment, author or term as fields."""
    return ElementReader(element, notes, _REPEATED)


def remaining(record: ElementReader) -> dict[str, str]:
    """Fields of WordPress's that were not taken and say something."""
    return {
        name: value
        for name, value in record.remaining().items()
        if name.startswith("wp:") and not (value == "0" and name in _ZERO_IS_NOTHING)
    }


# --- attributes of ours, which WordPress passes over -------------------------------------------

#: The id that a number stands for: WordPress's ids are numbers, and others' are any text.
_IS = "blogcore:is"
#: Says that WordPress needs the element and the blog does not have it: it is not read back.
_MADE = "blogcore:made"


def said(element: Element) -> str:
    """The id that an element gives."""
    given = element.attributes.get(_IS)
    return element.text.strip() if given is None else given


def own_id(record: ElementReader, name: str) -> str:
    """The id that a field gives; empty where it is not there."""
    given = record.attribute(name, _IS)
    return record.take(name) if given is None else given


def reference(record: ElementReader, name: str) -> str | None:
    """The id of another record that a field names; WordPress's 0 is none."""
    given = record.attribute(name, _IS)
    if given is None:
        given = record.take(name)
        return given if given not in ("", "0") else None
    return given or None


def is_made(element: Element) -> bool:
    """Whether the writer made an element up."""
    return _MADE in element.attributes


def is_made_field(record: ElementReader, name: str) -> bool:
    """Whether the writer made a field up."""
    return record.attribute(name, _MADE) is not None


# --- what a writer makes -----------------------------------------------------------------------

_UNHELD = {0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD}
_PLAIN_NAME = re.compile(r"wp:[A-Za-z_][A-Za-z0-9_.-]*")


def leaf(name: str, text: str = "", *, id: str | None = None, **attributes: str) -> Element:
    """An element that holds text; with ``id`` what it stands for, where that is another text."""
    if id is not None and id != text:
        attributes[_IS] = id.translate(_UNHELD)
    held = {key: value.translate(_UNHELD) for key, value in attributes.items()}
    return Element(name, 0, held, text.translate(_UNHELD), [])


def title_to_html(title: str, extra: Mapping[str, ExtraValue]) -> str:
    """A title as WordPress holds it, with the markup that it had."""
    held = extra.get("rss:title")
    if isinstance(held, str) and title_from_html(held) == title:
        return held
    return html.title_to_html(title)


def made(element: Element) -> Element:
    """The element, as one that is not read back."""
    return evolve(element, attributes={**element.attributes, _MADE: "1"})


# --- meta and other extras ---------------------------------------------------------------------


def meta(record: ElementReader, name: str) -> dict[str, ExtraValue]:
    """``wp:postmeta`` or its like by key; values are opaque, PHP's serialised ones too."""
    elements = record.repeated(name)
    if not elements:
        return {}
    values: dict[str, list[str]] = {}
    for element in elements:
        if not is_made(element):
            key, value = _pair(element)
            values.setdefault(f"{name}:{key}", []).append(value.text if value else "")
    return {key: many[0] if len(many) == 1 else tuple(many) for key, many in values.items()}


def meta_value(record: ElementReader, name: str, wanted: str) -> Element | None:
    """The first value of a key."""
    pairs = (_pair(element) for element in record.repeated(name))
    return next((value for key, value in pairs if key == wanted), None)


def meta_element(name: str, key: str, value: Element) -> Element:
    """A key with its value, which is a `leaf` named ``wp:meta_value``."""
    return Element(name, 0, {}, "", [leaf("wp:meta_key", key), value])


def extra_elements(
    extra: Mapping[str, ExtraValue], name: str, written: Collection[str]
) -> Iterator[Element]:
    """What `meta` and `remaining` have read, as elements; ``written`` are there already."""
    prefix = f"{name}:"
    for key, value in extra.items():
        values: Iterable[str] = (value,) if isinstance(value, str) else value
        if key.startswith(prefix):
            for one in values:
                yield meta_element(name, key.removeprefix(prefix), leaf("wp:meta_value", one))
        elif isinstance(value, str) and _PLAIN_NAME.fullmatch(key) and key not in written:
            yield leaf(key, value)


def texts_of(extra: Mapping[str, ExtraValue], names: Mapping[str, str]) -> Iterator[Element]:
    """Elements for those keys of an extra that are there, by the names that they have in a file."""
    for key, name in names.items():
        value = extra.get(key)
        if isinstance(value, str):
            yield leaf(name, value)


def _pair(element: Element) -> tuple[str, Element | None]:
    key, value = "", None
    for child in element.children:
        if child.name == "wp:meta_key":
            key = key or child.text.strip()
        elif child.name == "wp:meta_value":
            value = value or child
    return key, value
