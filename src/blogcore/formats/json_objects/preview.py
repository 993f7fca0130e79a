"""How a JSON document begins: what formats are told apart by."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from attrs import field, frozen

from blogcore.formats.files import UTF8_BOM

__all__ = ["ObjectPreview", "preview_object"]

#: A text may be cut off at the end.
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*(?:"|\\?$)|[{}\[\]:,]|[^\s{}\[\]:,"]+', re.DOTALL)


@frozen
class ObjectPreview:
    """The first object of a document: the document itself, or the first one of its list."""

    #: Whether the document is a list of objects.
    in_list: bool
    #: Its keys as far as they are in sight, with text for a text, else with how the value begins.
    members: Mapping[str, str] = field(factory=dict[str, str])

    def has(self, *keys: str) -> bool:
        """Whether all of these keys are there."""
        return all(key in self.members for key in keys)


def preview_object(head: bytes) -> ObjectPreview | None:
    """What is in sight of a JSON document whose beginning this is; None for anything else.

    Values are not checked, so it may be no JSON in the end. Linear.

    >>> preview_object(b'[{"id": 1, "title": {"rendered": "A"}, "link": "https')
    ObjectPreview(in_list=True, members={'id': '1', 'title': '{', 'link': '"https'})
    """
    text = head.removeprefix(UTF8_BOM).decode("utf-8", "replace")
    tokens = (match[0] for match in _TOKEN.finditer(text))
    first = next(tokens, "")
    in_list = first == "["
    if (next(tokens, "") if in_list else first) != "{":
        return None
    members: dict[str, str] = {}
    depth, key, before = 0, "", ""
    for token in tokens:
        if depth == 0 and token == ":":
            key = _unquoted(before)
        elif depth == 0 and before == ":":
            members.setdefault(key, _unquoted(token))
        if token in "{[":
            depth += 1
        elif token in "}]":
            depth -= 1
            if depth < 0:
                break
        before = token
    return ObjectPreview(in_list, members)


def _unquoted(token: str) -> str:
    if not token.startswith('"'):
        return token
    try:
        return str(json.loads(token, strict=False))
    except ValueError:
        return token
