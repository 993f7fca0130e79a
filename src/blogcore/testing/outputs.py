"""What an output shows to a reader, and what hostile text could do in it, by media type.

HTML is parsed as a browser does, by an HTML5 parser; XML by a parser that refuses other input.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import cast
from xml.etree import ElementTree

from attrs import frozen

from blogcore.errors import MissingExtraError

__all__ = [
    "LINES",
    "PAYLOADS",
    "PIECES",
    "find_breakouts",
    "forged_lines",
    "has_parser",
    "visible_text",
]

#: What hostile texts try to turn into an element, an attribute, a key, a line or a script.
MARK = "x-out"
_CALL = "xout()"

#: Texts that become markup, code or control sequences where a renderer does not escape them.
PAYLOADS = (
    f"<{MARK}>",
    f"</p></div></li></ol></article><{MARK}>",
    f'"><{MARK}>',
    f"'><{MARK}>",
    f'" {MARK}="',
    f"' {MARK}='",
    f"a {MARK}=b",
    f'" onmouseover="{_CALL}',
    f"' onfocus='{_CALL}' autofocus='",
    f"<script>{_CALL}</script>",
    f"</script><script>{_CALL}//",
    f"</style></title></textarea></template><{MARK}>",
    f"--><{MARK}><!--",
    f"]]><{MARK}><![CDATA[",
    f"&lt;{MARK}&gt;&#60;{MARK}&#62;",
    f"<img src=x onerror={_CALL}>",
    f"<svg onload={_CALL}></svg>",
    f"<iframe src='javascript:{_CALL}'></iframe>",
    f"<a href='javascript:{_CALL}'>a</a>",
    f"<base href='https://{MARK}.example/'>",
    f"<p style='background:url(https://{MARK}.example/)'>a</p>",
    f"javascript:{_CALL}",
    f" JaVa\tScRiPt:{_CALL}",
    f"data:text/html,<script>{_CALL}</script>",
    f"vbscript:{_CALL}",
    f"[a](javascript:{_CALL})",
    f"<javascript:{_CALL}>",
    f"`<{MARK}>`` <{MARK}>",
    f"\\<{MARK}>\\\\<{MARK}>",
    f'","{MARK}":"',
    f'\\","{MARK}":"\\',
    f"&#27;]0;{MARK}&#7;",
    f"&#x9b;2J{MARK}",
    f"a\ufffe\uffff{MARK}",
)

#: Names and titles that continue on a line of their own.
LINES = (f"Ida\n{MARK}: forged", f"Ida\r{MARK}: forged", f"Ida\r\n\r\n# {MARK}")

#: Pieces of such texts, to join in any order.
PIECES = (
    *("<", ">", "</", "/>", "<!--", "-->", "<![CDATA[", "]]>", "<!", "<?", "?>", "&", "&#", ";"),
    *('"', "'", "`", "\\", "=", " ", "\n", "\t", "\r", "\u2028", "(", ")", "[", "]", "{", "}"),
    *(f"<{MARK}", f" {MARK}=", f'"{MARK}":', f" onload={_CALL}", f"javascript:{_CALL}", "script>"),
    *(
        "#",
        "*",
        "_",
        "|",
        "-",
        "~",
        ":",
        "%",
        "$",
        "http://",
        "\ufffe",
        "\u202e",
        "\u200d",
        "é",
        "a",
    ),
)


def has_parser(media_type: str) -> bool:
    """Return whether `find_breakouts` can parse outputs of this media type."""
    return bool(_kind(media_type))


def visible_text(output: str, media_type: str) -> str:
    """Return the text that a reader of the output sees, in order.

    Of HTML and XML this is the text between tags; of JSON, every string that is not a key; of
    another media type, the whole output.
    """
    kind = _kind(media_type)
    if kind in ("html", "xml"):
        parts = _html(output) if kind == "html" else _xml(output)
        return "\n".join(
            part.text for part in parts if isinstance(part, _Text) and part.within not in _UNSEEN
        )
    if kind == "json":
        return "\n".join(part for part in _json(output) if not isinstance(part, _Key))
    return output


def find_breakouts(output: str, media_type: str) -> Iterator[str]:
    """Yield in words what a text of `PAYLOADS` or `PIECES` could do in an output.

    An output that is not well-formed is a fault too.
    """
    if _ESCAPES.search(output):
        yield "a control character, which steers a terminal: a character reference was decoded"
    kind = _kind(media_type)
    try:
        if kind == "html":
            yield from _find_markup_breakouts(_html(output))
        elif kind == "xml":
            yield from _find_markup_breakouts(_xml(output))
        elif kind == "markdown":
            yield from _find_markup_breakouts(_html(_markdown_as_html(output)))
        elif kind == "json":
            parts = _json(output)
            yield from (
                f"a key {MARK}" for part in parts if isinstance(part, _Key) and part == MARK
            )
    except (ElementTree.ParseError, ValueError) as error:
        yield f"not well-formed as {media_type}: {error}"


def forged_lines(output: str, media_type: str) -> Iterator[str]:
    """Yield the lines and headings that begin with text that `LINES` put after a line break."""
    kind = _kind(media_type)
    if kind not in ("html", "xml", "json"):  # other media types consist of lines
        yield from (f"a line {line!r}" for line in _LINE_ENDS.split(output) if line[:5] == MARK)
    if kind == "markdown":
        for part in _html(_markdown_as_html(output)):
            if isinstance(part, _Text) and part.within in _HEADINGS and part.text[:5] == MARK:
                yield f"a heading {part.text!r}"


_ESCAPES = re.compile(f"\x1b\\]0;{MARK}|\x9b2J{MARK}")
_LINE_ENDS = re.compile("[\r\n]")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_UNSEEN = ("script", "style", "template")


def _kind(media_type: str) -> str:
    """Return the name of the parser for a media type; empty for an unknown one."""
    essence = media_type.partition(";")[0].strip().lower()
    subtype = essence.partition("/")[2].rpartition("+")[2]
    return _KINDS.get(essence) or _KINDS.get(subtype, "")


_KINDS = {
    **{"text/html": "html", "text/markdown": "markdown", "text/plain": "plain"},
    **{"xml": "xml", "json": "json", "jsonl": "json", "x-ndjson": "json"},
}


# --- markup: elements and texts, in order ----------------------------------------------------


@frozen
class _Element:
    name: str
    attributes: dict[str, str]


@frozen
class _Text:
    within: str
    text: str


def _html(output: str) -> Iterator[_Element | _Text]:
    """Yield the elements and texts of a page as a browser parses it."""
    try:
        from justhtml import JustHTML
    except ModuleNotFoundError as error:
        raise MissingExtraError("testing", "justhtml") from error
    pending = [(node, "") for node in JustHTML(output, sanitize=False).root.children or ()]
    pending.reverse()
    while pending:
        node, within = pending.pop()
        if node.name == "#text":
            yield _Text(within, str(node.data))
        elif node.name[0] not in "#!":
            attributes = cast("dict[str, str | None]", node.attrs or {})
            yield _Element(node.name, {key: value or "" for key, value in attributes.items()})
            pending += [(child, node.name) for child in reversed(node.children or ())]


def _xml(output: str) -> Iterator[_Element | _Text]:
    """Yield the elements and texts of a document. Raises `ElementTree.ParseError`."""
    pending: list[tuple[ElementTree.Element | str, str]] = [(ElementTree.fromstring(output), "")]
    while pending:
        part, within = pending.pop()
        if isinstance(part, str):
            yield _Text(within, part)
            continue
        name = part.tag.rpartition("}")[2]
        yield _Element(name, {key.rpartition("}")[2]: value for key, value in part.items()})
        for child in reversed(part):
            pending += [(child.tail or "", name), (child, name)]
        pending.append((part.text or "", name))


def _markdown_as_html(output: str) -> str:
    """Return the HTML of Markdown with raw HTML and links of any scheme allowed."""
    try:
        from markdown_it import MarkdownIt
    except ModuleNotFoundError as error:
        raise MissingExtraError("testing", "markdown-it-py") from error
    converter = MarkdownIt("commonmark")
    converter.validateLink = lambda url: True  # type: ignore[method-assign]
    return str(converter.render(output))


def _find_markup_breakouts(parts: Iterable[_Element | _Text]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, _Text):
            if part.within in ("script", "style") and _is_program(part.text):
                yield f"text in <{part.within}>: {part.text!r}"
            continue
        if _is_hostile(part.name):
            yield f"an element <{part.name}>"
        for name, value in part.attributes.items():
            if _is_hostile(name):
                yield f"an attribute {name} of <{part.name}>"
            elif _is_hostile(value) and _has_effect(part.name, name, value):
                yield f"an attribute {name}={value!r} of <{part.name}>"


def _is_hostile(text: str) -> bool:
    return MARK in text.lower() or _CALL in text.lower()


def _is_program(text: str) -> bool:
    """Return whether a script contains hostile text and is not data such as JSON-LD."""
    return _is_hostile(text) and not _is_json(text)


def _has_effect(element: str, attribute: str, value: str) -> bool:
    """Return whether an attribute has an effect, by itself or when it is clicked."""
    scheme = _BLANKS.sub("", value).lower().partition(":")[0]
    return (
        attribute.startswith("on")
        or attribute in ("style", "srcdoc")
        or element in ("base", "embed", "frame", "iframe", "object")
        or (attribute in _LINKS and scheme in ("javascript", "vbscript", "data"))
    )


_BLANKS = re.compile("[\x00-\x20]+")
_LINKS = ("href", "src", "action", "formaction", "poster", "data", "srcset", "cite", "background")


# --- JSON: keys and texts, in order ----------------------------------------------------------


class _Key(str):
    """The key of an object."""


def _json(output: str) -> Iterator[str]:
    """Yield every key, as a `_Key`, and every string of a document or of JSON lines."""
    pending = _json_values(output)
    pending.reverse()
    while pending:
        value = pending.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            pending += reversed(cast("list[object]", value))
        elif isinstance(value, dict):
            members = cast("dict[str, object]", value).items()
            pending += [part for key, member in members for part in (_Key(key), member)][::-1]


def _json_values(output: str) -> list[object]:
    if _is_json(output):
        return [json.loads(output)]
    return [json.loads(line) for line in output.split("\n") if line.strip()]


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
