"""`nests_too_deep`: whether HTML nests so deep that parsing it would be expensive.

An HTML5 parser is quadratic in the depth of elements, and in the number of unclosed formatting
elements such as ``<b>``: each new paragraph opens all of them again, so 90 KB can grow to 150 MB.
The depth counted here is an upper bound: an end tag counts only if everything before it is so
regular that all parsers agree on it.
"""

from __future__ import annotations

import re

__all__ = ["nests_too_deep"]

_MAX_DEPTH = 256

_START = re.compile("<[A-Za-z]")
_RAW = ("script", "style", "iframe", "textarea", "title", "xmp", "noembed", "noframes")
_VALUE = r"""(?:"[^"]*+"|'[^']*+'|[^\s"'<>=`]++)"""
_ATTRIBUTES = rf"(?:\s++(?:[a-zA-Z_:@][^\s\"'<>/=]*+(?:\s*+=\s*+{_VALUE})?)?|/)*+"
#: A comment, a raw element without markup inside, or a well-formed tag: all parsers agree where
#: each of these ends.
_REGULAR = re.compile(
    r"<!--[^<>]*+(?<=--)(?<!<!--)(?<!<!---)>"
    rf"|<(?P<raw>{'|'.join(_RAW)}){_ATTRIBUTES}>[^<]*+</(?P=raw)\s*+>"
    rf"|<(?P<end>/?)(?P<name>[a-z][a-z0-9-]*+){_ATTRIBUTES}>",
    re.IGNORECASE,
)
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"}
    | {"source", "track", "wbr"}
)
#: Elements with optional end tags, and the open elements that a new one closes.
_OPTIONAL_END = {"p": {"p"}, "li": {"p", "li"}, "dd": {"p", "dd", "dt"}, "dt": {"p", "dd", "dt"}}
_CELLS = frozenset({"tr", "td", "th", "thead", "tbody", "tfoot", "colgroup"})
_IMPLIED_END = _CELLS | set(_OPTIONAL_END)
#: Open elements that an end tag may close together with its own; other end tags close only theirs.
_BLOCKS = (
    "p li dd dt address article aside blockquote center details div dl fieldset figcaption figure"
    " footer h1 h2 h3 h4 h5 h6 header main nav ol pre section summary ul"
)
_ENDS = {
    **dict.fromkeys(_BLOCKS.split(), frozenset(_OPTIONAL_END)),
    **dict.fromkeys(["table", *_CELLS], _IMPLIED_END),
}
#: Elements whose end tag leaves the paragraph around them open.
_FORMATTING = frozenset(
    {
        "a",
        "b",
        "big",
        "code",
        "em",
        "font",
        "i",
        "nobr",
        "s",
        "small",
        "strike",
        "strong",
        "tt",
        "u",
    }
)
#: An end tag that would close more elements than this is not counted.
_MAX_CLOSED = 4
#: Elements with parsing rules of their own, whose end is uncertain.
_OPAQUE = frozenset(
    {"svg", "math", "template", "noscript", "select", "frameset", "plaintext", "head", "html"}
    | {"body", *_RAW}
)


def nests_too_deep(html: str) -> bool:
    """Return whether elements may nest more than 256 levels deep. Linear.

    >>> nests_too_deep("<p>One.<p>Two." * 1000), nests_too_deep("<b id=1><p>" * 1000)
    (False, True)
    """
    if len(_START.findall(html)) <= _MAX_DEPTH:
        return False
    open_elements: list[str] = []  # those that may be open
    at = html.find("<")
    while at >= 0 and len(open_elements) <= _MAX_DEPTH:
        match = _REGULAR.match(html, at)
        name = match["name"].lower() if match and match["name"] else ""
        if name in _OPAQUE or (match is None and html[at + 1 : at + 2] in _MARKUP):
            return len(open_elements) + len(_START.findall(html, at)) > _MAX_DEPTH
        if match and name:
            (_end if match["end"] else _start)(name, open_elements)
        at = html.find("<", match.end() if match else at + 1)
    return len(open_elements) > _MAX_DEPTH


def _start(name: str, open_elements: list[str]) -> None:
    if name in _VOID:
        return
    if name in _CELLS:
        at = len(open_elements)
        while at and open_elements[at - 1] in _IMPLIED_END:
            at -= 1
        if not at or open_elements[at - 1] != "table":
            return  # parsers ignore it outside a table
        del open_elements[at:]
    while open_elements and open_elements[-1] in _OPTIONAL_END.get(name, ()):
        open_elements.pop()
    open_elements.append(name)


def _end(name: str, open_elements: list[str]) -> None:
    if name == "form":
        return  # it closes the open form, wherever that is
    passes = frozenset(_OPTIONAL_END) if name in _FORMATTING else _ENDS.get(name, frozenset())
    for at in range(len(open_elements) - 1, max(len(open_elements) - 1 - _MAX_CLOSED, -1), -1):
        if open_elements[at] == name:
            del open_elements[at : at + 1 if name in _FORMATTING else len(open_elements)]
            return
        if open_elements[at] not in passes:
            return


#: Characters that make "<" the start of markup; before any other it is text.
_MARKUP = frozenset("!/?abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
