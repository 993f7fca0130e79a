"""The elements of WXR: namespaces, ids, times and meta, read and written.

WXR is written for two readers. WordPress needs numbers as ids, and elements that a blog may lack;
blogcore needs the blog back unchanged. Two attributes in a namespace of blogcore's own, which
WordPress ignores, serve both: ``blogcore:is`` gives the id that a number replaces, and
``blogcore:made`` marks a placeholder, an element that only WordPress needs.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import count

from attrs import evolve

from blogcore._time.parse import parse_time, to_fixed_offset
from blogcore.errors import FormatError
from blogcore.formats import html
from blogcore.formats.html import title_from_html
from blogcore.formats.reports import Notes, Severity
from blogcore.formats.times import STATE_ZONE
from blogcore.formats.wordpress.times import (
    SiteOffsets,
    at_site_offset,
    is_site_offset,
    parse_clock,
)
from blogcore.formats.xml import Element, ElementReader, Vocabulary
from blogcore.models import ExtraValue

__all__ = [
    "NAMESPACES",
    "WXR_VOCABULARY",
    "NumericIds",
    "elements_from_extra",
    "extra_elements",
    "find_meta",
    "is_placeholder",
    "is_placeholder_field",
    "leaf",
    "learn_first_offset",
    "meta_element",
    "original_id",
    "placeholder",
    "reader_of",
    "remaining",
    "take_id",
    "take_meta",
    "take_reference",
    "take_time",
    "time_elements",
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
#: What the root of a written file declares.
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
#: Records that are held until one shows the offset of the site.
_LOOKAHEAD = 1_000
#: Fields in which 0 is the default.
_ZERO_BY_DEFAULT = frozenset({"wp:post_parent", "wp:menu_order", "wp:comment_user_id"})
_ORIGINAL_ID = "blogcore:is"
_PLACEHOLDER = "blogcore:made"


# --- reading -----------------------------------------------------------------------------------


def reader_of(element: Element, notes: Notes) -> ElementReader:
    """Return a reader of an item, comment, author or term."""
    return ElementReader(element, notes, _REPEATED)


def remaining(reader: ElementReader) -> dict[str, ExtraValue]:
    """Return WordPress's own fields for ``extra``: those not read yet, without default values."""
    return {
        name: value
        for name, value in reader.remaining().items()
        if name.startswith("wp:") and not (value == "0" and name in _ZERO_BY_DEFAULT)
    }


def original_id(element: Element) -> str:
    """Return the original id in an element: blogcore's attribute if there is one, else the text."""
    original = element.attributes.get(_ORIGINAL_ID)
    return element.text.strip() if original is None else original


def take_id(reader: ElementReader, name: str) -> str:
    """Return the original id in a field; empty if there is no such field."""
    field = reader.element(name)
    return original_id(field) if field is not None else ""


def take_reference(reader: ElementReader, name: str) -> str | None:
    """Return the id of another record that a field names; None for WordPress's 0."""
    field = reader.element(name)
    if field is None:
        return None
    id = original_id(field)
    return None if id == "" or (id == "0" and _ORIGINAL_ID not in field.attributes) else id


def is_placeholder(element: Element) -> bool:
    """Return whether an element is there only because WordPress needs it."""
    return _PLACEHOLDER in element.attributes


def is_placeholder_field(reader: ElementReader, name: str) -> bool:
    """Return whether a field is there only because WordPress needs it."""
    return reader.attribute(name, _PLACEHOLDER) is not None


def take_meta(reader: ElementReader, name: str) -> dict[str, ExtraValue]:
    """Return ``wp:postmeta`` or similar elements for ``extra``, by key. Values are unchanged.

    Args:
        reader: The item, comment or term.
        name: Name of the elements that hold the pairs.
    """
    values: dict[str, list[str]] = {}
    for element in reader.repeated(name):
        if not is_placeholder(element):
            key, value = _pair(element)
            values.setdefault(f"{name}:{key}", []).append(value.text if value else "")
    return {key: texts[0] if len(texts) == 1 else tuple(texts) for key, texts in values.items()}


def find_meta(reader: ElementReader, name: str, key: str) -> Element | None:
    """Return the element with the first value of a key."""
    pairs = map(_pair, reader.repeated(name))
    return next((value for pair_key, value in pairs if pair_key == key), None)


def take_time(
    reader: ElementReader,
    name: str,
    extra: dict[str, ExtraValue],
    offsets: SiteOffsets,
    *,
    is_unpublished: bool = False,
) -> datetime | None:
    """Return the time of a field such as ``wp:post_date``, at the offset of the site.

    ``wp:post_date_gmt`` is the time in UTC, ``wp:post_date`` the local time of the site. Without
    the first, the second is in the zone that the caller states, else at the offset of the record
    nearest in time; if none is known, the time is unknown, and the text is kept in ``extra``.
    ``pubDate`` is ignored, because for drafts it holds an invented date.

    Args:
        reader: The item or comment.
        name: Name of the field with the local time.
        extra: Receives the text of a local time that remains unknown.
        offsets: The offsets of the records read before; that of this record is added.
        is_unpublished: Whether it is a draft, for which WordPress writes no time in UTC.
    """
    utc_name = f"{name}_gmt"
    local_text, utc_text = reader.take(name), reader.take(utc_name)
    local = parse_clock(local_text) or parse_time(local_text).value
    utc = parse_clock(utc_text) or parse_time(utc_text).value
    if utc is None:
        if not (reader.has(name) or reader.has(utc_name)):
            return None
        is_absent = not utc_text or parse_time(utc_text).is_zero
        if not is_absent:
            message = "is no time"
            reader.notes.add("lost", reader.where, utc_name, utc_text, message)
        if local is None:
            if is_absent:
                message = "there is no time in UTC; the time is unknown"
                reader.notes.add("info", reader.where, utc_name, utc_text, message)
            return None
        return _local_time(reader, (name, local_text, local), extra, offsets, is_unpublished)
    if local is None:
        return utc
    time = at_site_offset(utc, local)
    if time is None:
        message = "does not differ from UTC by a valid offset; the time in UTC was taken"
        reader.notes.add("info", reader.where, name, local_text, message)
    else:
        offsets.add(local, local - utc)
    return time or utc


def _local_time(
    reader: ElementReader,
    field: tuple[str, str, datetime],
    extra: dict[str, ExtraValue],
    offsets: SiteOffsets,
    is_unpublished: bool,
) -> datetime | None:
    """Return the time of a field that has only a local time, given by name, text and value."""
    name, text, local = field
    stated = reader.notes.timezone
    zone = stated or offsets.nearest(local)
    if zone is None:
        extra[name] = text
        message = f"there is no time in UTC; the time is unknown; {STATE_ZONE}"
        severity: Severity = "info" if is_unpublished else "lost"
        reader.notes.add(severity, reader.where, name, text, message)
        return None
    if stated:
        message = "there is no time in UTC; the zone of the site that was stated is taken"
    else:
        message = "there is no time in UTC; the offset of the record nearest in time is taken"
    severity = "info" if stated or is_unpublished else "repaired"
    reader.notes.add(severity, reader.where, name, text, message)
    return to_fixed_offset(local.replace(tzinfo=zone))


def learn_first_offset(elements: Iterable[Element], offsets: SiteOffsets) -> Iterator[Element]:
    """Yield elements unchanged, but hold those without a time in UTC until an offset is known.

    So local times before the first record with both times can be converted too. Elements are held
    from the first that lacks a time in UTC, at most `_LOOKAHEAD` of them.

    Args:
        elements: Items and comments.
        offsets: Gets the offset; readers of the elements that were yielded add to it too.

    Raises:
        FormatError: From ``elements``, after those before.
    """
    rest = iter(elements)
    held: list[Element] = []
    try:
        for element in rest:
            pairs = [] if offsets else list(_clock_pairs(element))
            if not held and not any(local and not utc for local, utc in pairs):
                yield element
                continue
            held.append(element)
            for local, utc in pairs:
                if local and utc and at_site_offset(utc, local):
                    offsets.add(local, local - utc)
            if offsets or len(held) >= _LOOKAHEAD:
                break
    except FormatError:
        yield from held
        raise
    yield from held
    yield from rest


def _clock_pairs(element: Element) -> Iterator[tuple[datetime | None, datetime | None]]:
    """Yield local time and UTC of each time of an item or comment."""
    texts = {child.name: child.text.strip() for child in element.children}
    for name in ("wp:comment_date", "wp:post_date", "wp:post_modified"):
        yield parse_clock(texts.get(name, "")), parse_clock(texts.get(f"{name}_gmt", ""))


def _pair(element: Element) -> tuple[str, Element | None]:
    """Return key and value of a meta element."""
    key, value = "", None
    for child in element.children:
        if child.name == "wp:meta_key":
            key = key or child.text.strip()
        elif child.name == "wp:meta_value":
            value = value or child
    return key, value


# --- writing -----------------------------------------------------------------------------------

#: Characters that are text for a model and not for XML.
_UNWRITABLE = {0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD}
_PLAIN_NAME = re.compile(r"wp:[A-Za-z_][A-Za-z0-9_.-]*")
_ZERO_TIME = "0000-00-00 00:00:00"


def leaf(name: str, text: str = "", *, id: str | None = None, **attributes: str) -> Element:
    """Return an element that contains text.

    Args:
        name: Its name.
        text: Its text.
        id: The id that the text replaces, if that is another text.
        attributes: Further attributes.
    """
    if id is not None and id != text:
        attributes[_ORIGINAL_ID] = id.translate(_UNWRITABLE)
    written = {key: value.translate(_UNWRITABLE) for key, value in attributes.items()}
    return Element(name, 0, written, text.translate(_UNWRITABLE))


def placeholder(element: Element) -> Element:
    """Return an element marked as one that only WordPress needs."""
    return evolve(element, attributes={**element.attributes, _PLACEHOLDER: "1"})


def title_to_html(title: str, extra: Mapping[str, ExtraValue]) -> str:
    """Return a title as WordPress stores it, with the markup that it had in ``extra``."""
    stored = extra.get("rss:title")
    if isinstance(stored, str) and title_from_html(stored) == title:
        return stored
    return html.title_to_html(title)


def meta_element(name: str, key: str, value: Element) -> Element:
    """Return a meta element of a key and a value, a `leaf` named ``wp:meta_value``."""
    return Element(name, 0, {}, "", [leaf("wp:meta_key", key), value])


def extra_elements(
    extra: Mapping[str, ExtraValue], name: str, written: Collection[str]
) -> Iterator[Element]:
    """Yield what `take_meta` and `remaining` put into ``extra``, as elements.

    Args:
        extra: The extra of a model.
        name: Name of the meta elements.
        written: Names of elements that are already written.
    """
    prefix = f"{name}:"
    for key, value in extra.items():
        values: Iterable[str] = (value,) if isinstance(value, str) else value
        if key.startswith(prefix):
            for text in values:
                yield meta_element(name, key.removeprefix(prefix), leaf("wp:meta_value", text))
        elif isinstance(value, str) and _PLAIN_NAME.fullmatch(key) and key not in written:
            yield leaf(key, value)


def elements_from_extra(
    extra: Mapping[str, ExtraValue], names: Mapping[str, str]
) -> Iterator[Element]:
    """Yield an element for each key of ``names`` that is in ``extra``, by the key's value there."""
    for key, name in names.items():
        value = extra.get(key)
        if isinstance(value, str):
            yield leaf(name, value)


def time_elements(
    name: str, time: datetime | None, extra: Mapping[str, ExtraValue]
) -> Iterator[Element]:
    """Yield the two fields that `take_time` reads."""
    if time is None:
        local = extra.get(name, _ZERO_TIME)
        yield leaf(name, local if isinstance(local, str) else _ZERO_TIME)
        yield leaf(f"{name}_gmt", _ZERO_TIME)
        return
    utc = time.astimezone(UTC)
    is_written = is_site_offset(time.utcoffset() or timedelta())
    yield leaf(name, _clock(time if is_written else utc))
    yield leaf(f"{name}_gmt", _clock(utc))


def _clock(time: datetime) -> str:
    return datetime.isoformat(time.replace(microsecond=0, tzinfo=None), " ")


class NumericIds:
    """Gives every id a number, because WordPress's importer reads ids as whole numbers.

    An id that is a number stays; every other one gets a number that is not in use.

    Args:
        ids: All ids that will be written.
    """

    #: Texts that PHP's ``(int)`` converts to a number and back without a change.
    _NUMBER = re.compile(r"[1-9][0-9]{0,17}", re.ASCII)

    def __init__(self, ids: Iterable[str]) -> None:
        self._numbers: dict[str, str] = {}
        self._used = {id for id in ids if self._NUMBER.fullmatch(id)}
        self._candidates = map(str, count(1))

    def unused(self) -> str:
        """Return a number that no id has."""
        number = next(number for number in self._candidates if number not in self._used)
        self._used.add(number)
        return number

    def number(self, id: str) -> str:
        """Return the number of an id, the same each time."""
        number = self._numbers.get(id)
        if number is None:
            number = id if self._NUMBER.fullmatch(id) else self.unused()
            self._used.add(number)
            self._numbers[id] = number
        return number

    def element(self, name: str, id: str | None) -> Element:
        """Return an element with the number of an id, 0 for None."""
        return leaf(name, "0") if id is None else leaf(name, self.number(id), id=id)
