"""What an output shows to a reader, and what a stranger's text could do in it, by media type.

HTML is read as a browser reads it, by an HTML5 parser; XML by one that takes well-formed XML alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import cast
from xml.etree import ElementTree

from attrs import frozen

from blogcore.errors import MissingExtraError

__all__ = ["LINES", "PAYLOADS", "PIECES", "breaches", "forged_lines", "is_known", "visible_text"]

#: What hostile texts try to make an element, an attribute, a key, a line, or a program of.
MARK = "x-out"
_CALL = "xout()"

#: Texts that get out of what they stand in, where nobody minds them.
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

#: Names and titles that go on in a line of their own.
LINES = (f"Ida\n{MARK}: forged", f"Ida\r{MARK}: forged", f"Ida\r\n\r\n# {MARK}")

#: Pieces of such texts, to be put together in any order.
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


def is_known(media_type: str) -> bool:
    """Whether `breaches` can judge an output of this type."""
    return bool(_kind(media_type))


def visible_text(output: str, media_type: str) -> str:
    """The words that a reader of the output sees, in order.

    Of HTML and XML, what stands between tags; of JSON, every text that is no key; of anything
    else, all of it.
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


def breaches(output: str, media_type: str) -> Iterator[str]:
    """What a text of `PAYLOADS` or `PIECES` did in an output, in words; nothing where all is well.

    That it is not well-formed as its media type asks is one of them.
    """
    if _ESCAPES.search(output):
        yield "a control character, which steers a terminal: some reference was decoded to it"
    kind = _kind(media_type)
    try:
        if kind == "html":
            yield from _markup_breaches(_html(output))
        elif kind == "xml":
            yield from _markup_breaches(_xml(output))
        elif kind == "markdown":
            yield from _markup_breaches(_html(_markdown_as_html(output)))
        elif kind == "json":
            parts = _json(output)
            yield from (
                f"a key {MARK}" for part in parts if isinstance(part, _Key) and part == MARK
            )
    except (ElementTree.ParseError, ValueError) as error:
        yield f"not well-formed as {media_type}: {error}"


def forged_lines(output: str, media_type: str) -> Iterator[str]:
    """Lines and headings that a name or title of `LINES` made: a reader takes them for ours."""
    kind = _kind(media_type)
    if kind not in ("html", "xml", "json"):  # whatever else goes by lines
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
    """The family of a media type, whose members are read the same way; empty for an unknown one."""
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
    """A page as a browser's parser sees it."""
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
    """A document as an XML parser sees it. Raises `ElementTree.ParseError`."""
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
    """What CommonMark makes of it where nobody is careful: raw HTML, and links of any scheme."""
    try:
        from markdown_it import MarkdownIt
    except ModuleNotFoundError as error:
        raise MissingExtraError("testing", "markdown-it-py") from error
    careless = MarkdownIt("commonmark")
    careless.validateLink = lambda url: True  # type: ignore[method-assign]
    return str(careless.render(output))


def _markup_breaches(parts: Iterable[_Element | _Text]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, _Text):
            if part.within in ("script", "style") and _is_program(part.text):
                yield f"text in <{part.within}>: {part.text!r}"
            continue
        if _is_ours(part.name):
            yield f"an element <{part.name}>"
        for name, value in part.attributes.items():
            if _is_ours(name):
                yield f"an attribute {name} of <{part.name}>"
            elif _is_ours(value) and _acts(part.name, name, value):
                yield f"an attribute {name}={value!r} of <{part.name}>"


def _is_ours(text: str) -> bool:
    return MARK in text.lower() or _CALL in text.lower()


def _is_program(text: str) -> bool:
    """Whether a script holds what a stranger wrote, and is not data such as JSON-LD."""
    return _is_ours(text) and not _is_json(text)


def _acts(element: str, attribute: str, value: str) -> bool:
    """Whether an attribute does something by itself, or when it is clicked on."""
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
    """Every key, as a `_Key`, and every text of a document or of lines of them."""
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
