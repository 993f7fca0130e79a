"""The first keys of a JSON document, by which formats are recognised."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from attrs import field, frozen

from blogcore.formats.files import UTF8_BOM

__all__ = ["ObjectPreview", "preview_object"]

#: A token; a string may be cut off at the end.
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*(?:"|\\?$)|[{}\[\]:,]|[^\s{}\[\]:,"]+', re.DOTALL)


@frozen
class ObjectPreview:
    """The first object of a document: the document itself, or the first one of its list."""

    #: Whether the document is a list of objects.
    in_list: bool
    #: Its members within the first bytes: a string as text, else the first token of the value.
    members: Mapping[str, str] = field(factory=dict[str, str])

    def has(self, *keys: str) -> bool:
        """Return whether all of several keys are visible.

        Args:
            keys: The keys.
        """
        return all(key in self.members for key in keys)


def preview_object(head: bytes) -> ObjectPreview | None:
    """Return the first object of a JSON document; None where it begins otherwise. Linear.

    Values are not checked, so the file may turn out not to be JSON.

    Args:
        head: The beginning of a file; it may be cut off anywhere.

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
    depth, key, previous = 0, "", ""
    for token in tokens:
        if depth == 0 and token == ":":
            key = _unquote(previous)
        elif depth == 0 and previous == ":":
            members.setdefault(key, _unquote(token))
        if token in "{[":
            depth += 1
        elif token in "}]":
            depth -= 1
            if depth < 0:
                break
        previous = token
    return ObjectPreview(in_list, members)


def _unquote(token: str) -> str:
    if not token.startswith('"'):
        return token
    try:
        return str(json.loads(token, strict=False))
    except ValueError:
        return token
