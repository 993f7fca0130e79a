"""`nests_too_deep`: whether HTML would cost a parser more than its length is worth.

An HTML5 parser is quadratic in how deep elements nest, and in how many of ``<b>``, ``<font>`` and
their like were never closed: each new paragraph opens them all again, so 90 KB of text can grow
to 150 MB. What is counted here may be too high, and is never too low: an end tag counts only
where all before it is plain enough to be read in one way.
"""

from __future__ import annotations

import re

__all__ = ["nests_too_deep"]

_DEEPEST = 256

_START = re.compile("<[A-Za-z]")
_RAW = ("script", "style", "iframe", "textarea", "title", "xmp", "noembed", "noframes")
_VALUE = r"""(?:"[^"]*+"|'[^']*+'|[^\s"'<>=`]++)"""
_ATTRIBUTES = rf"(?:\s++(?:[a-zA-Z_:@][^\s\"'<>/=]*+(?:\s*+=\s*+{_VALUE})?)?|/)*+"
#: A comment, a raw element without markup inside, or a tag in good order: every reader finds the
#: same end for each.
_PLAIN = re.compile(
    r"<!--[^<>]*+(?<=--)(?<!<!--)(?<!<!---)>"
    rf"|<(?P<raw>{'|'.join(_RAW)}){_ATTRIBUTES}>[^<]*+</(?P=raw)\s*+>"
    rf"|<(?P<end>/?)(?P<name>[a-z][a-z0-9-]*+){_ATTRIBUTES}>",
    re.IGNORECASE,
)
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"}
    | {"source", "track", "wbr"}
)
#: What is often left open, and what a new one of it closes.
_TEXT = {"p": {"p"}, "li": {"p", "li"}, "dd": {"p", "dd", "dt"}, "dt": {"p", "dd", "dt"}}
_CELLS = frozenset({"tr", "td", "th", "thead", "tbody", "tfoot", "colgroup"})
_OPEN_ENDED = _CELLS | set(_TEXT)
#: What an end tag closes together with its own element; any other closes its own alone.
_BLOCKS = (
    "p li dd dt address article aside blockquote center details div dl fieldset figcaption figure"
    " footer h1 h2 h3 h4 h5 h6 header main nav ol pre section summary ul"
)
_ENDS = {
    **dict.fromkeys(_BLOCKS.split(), frozenset(_TEXT)),
    **dict.fromkeys(["table", *_CELLS], _OPEN_ENDED),
}
#: What an end tag takes out of the midst of text, which stays open.
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
#: An end tag that closes more than so many others may leave something open.
_MOST_CLOSED = 4
#: What other rules hold in, so that its end is not sure.
_OPAQUE = frozenset(
    {"svg", "math", "template", "noscript", "select", "frameset", "plaintext", "head", "html"}
    | {"body", *_RAW}
)


def nests_too_deep(html: str) -> bool:
    """Whether elements may nest more than 256 deep. Linear.

    >>> nests_too_deep("<p>One.<p>Two." * 1000), nests_too_deep("<b id=1><p>" * 1000)
    (False, True)
    """
    if len(_START.findall(html)) <= _DEEPEST:
        return False
    path: list[str] = []  # the elements that may be open
    at = html.find("<")
    while at >= 0 and len(path) <= _DEEPEST:
        found = _PLAIN.match(html, at)
        name = found["name"].lower() if found and found["name"] else ""
        if name in _OPAQUE or (found is None and html[at + 1 : at + 2] in _MARKUP):
            return len(path) + len(_START.findall(html, at)) > _DEEPEST
        if found and name:
            (_end if found["end"] else _start)(name, path)
        at = html.find("<", found.end() if found else at + 1)
    return len(path) > _DEEPEST


def _start(name: str, path: list[str]) -> None:
    if name in _VOID:
        return
    if name in _CELLS:
        at = len(path)
        while at and path[at - 1] in _OPEN_ENDED:
            at -= 1
        if not at or path[at - 1] != "table":
            return  # parsers ignore it outside a table
        del path[at:]
    while path and path[-1] in _TEXT.get(name, ()):
        path.pop()
    path.append(name)


def _end(name: str, path: list[str]) -> None:
    if name == "form":
        return  # its end is that of the first form that is open, wherever that is
    passes = frozenset(_TEXT) if name in _FORMATTING else _ENDS.get(name, frozenset())
    for at in range(len(path) - 1, max(len(path) - 1 - _MOST_CLOSED, -1), -1):
        if path[at] == name:
            del path[at : at + 1 if name in _FORMATTING else len(path)]
            return
        if path[at] not in passes:
            return


#: What makes markup of a "<"; before anything else it is text.
_MARKUP = frozenset("!/?abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
