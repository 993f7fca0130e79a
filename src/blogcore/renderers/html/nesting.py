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
#: A comment, a raw element without markup inside, or a tag whose values hold no angle brackets:
#: every reader finds the same end for each.
_PLAIN = re.compile(
    r"""<!--[^<>]*+(?<=--)(?<!<!--)(?<!<!---)>"""
    r"""|<(?P<raw>script|style|iframe|textarea|title|xmp|noembed|noframes)\b"""
    r"""(?:[^<>"'=]++|=\s*+(?:"[^"<>]*+"|'[^'<>]*+'|[^\s"'<>=`]++))*+>[^<]*+</(?P=raw)\s*+>"""
    r"""|<(?P<end>/?)(?P<name>[a-z][a-z0-9-]*+)(?=[\s/>])"""
    r"""(?:[^<>"'=]++|=\s*+(?:"[^"<>]*+"|'[^'<>]*+'|[^\s"'<>=`]++))*+>""",
    re.IGNORECASE,
)
#: What a new one of them closes, or what has no content.
_NO_END = (
    "p li dd dt tr td th thead tbody tfoot colgroup area base br col embed hr img input link "
    "meta param source track wbr"
)
_NEVER_DEEP = frozenset(_NO_END.split())
#: What other rules hold in, so that its end is not sure.
_OPAQUE = frozenset(
    {"svg", "math", "template", "noscript", "select", "frameset", "plaintext"}
    | {"head", "html", "body"}
)


def nests_too_deep(html: str) -> bool:
    """Whether elements may nest more than 256 deep. Linear.

    >>> nests_too_deep("<p>One.<p>Two." * 1000), nests_too_deep("<b id=1><p>" * 1000)
    (False, True)
    """
    if len(_START.findall(html)) <= _DEEPEST:
        return False
    open_of: dict[str, int] = {}
    deep, at = 0, html.find("<")
    while at >= 0 and deep <= _DEEPEST:
        found = _PLAIN.match(html, at)
        name = found["name"] and found["name"].lower() if found else None
        if name in _OPAQUE or (found is None and html[at + 1 : at + 2] in _MARKUP):
            return deep + len(_START.findall(html, at)) > _DEEPEST
        if found and name and name not in _NEVER_DEEP:
            count = open_of.get(name, 0)
            step = 1 if not found["end"] else -1 if count else 0
            open_of[name] = count + step
            deep += step
        at = html.find("<", found.end() if found else at + 1)
    return deep > _DEEPEST


#: What makes markup of a "<"; before anything else it is text.
_MARKUP = frozenset("!/?abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
