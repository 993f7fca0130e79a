"""Mutations that keep an input readable; others would nearly all be refused for syntax."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from random import Random
from typing import Any

import atheris

__all__ = ["mutated"]

_SHARE_OF_BYTES = 0.3
_ODD_TEXTS = (
    *("", " ", "0", "-1", "1e400", "x" * 300, "\r\n\t", "\u202e\ufeff\u0301", "\U0001f600"),
    *("<p>a<br><script>&#0;&amp;amp;</p", "&lt;b&gt;", "[caption]", "a@example.org", "A (b@c.d"),
    *("javascript:x", "//[::1", "http://[", "/a/../b?c=%zz#d", "#comment-1", "urn:x", "data:,"),
    *("0000-00-00 00:00:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-23:59", "2024-02-30"),
    *("2024-05-01T12:30:60+99:99", "Wed, 30 Nov -0001 00:00:00 EST", "1714566600", "Mon"),
)
_ODD_NUMBERS = (None, 0, -1, 1.5, -0.0, 1e300, 2**53 + 1, 2**63 - 1)
_ODD_VALUES: tuple[Any, ...] = (
    *(*_ODD_NUMBERS, True, False, 10**30, [], {}, [[]], [{}]),
    *("\0", "\ud800", *_ODD_TEXTS),
)
_ODD_MARKUP = (
    *("<![CDATA[", "]]>", "<!-- x -->", "<?x y?>", "&#0;", "&#xD800;", "&x;", "&", "<", "</x>"),
    *("<x/>", "<x a=1>", "<x xmlns='y'>", "\x0b", "\xff"),
)
_TOKEN = re.compile(rb"<!\[CDATA\[.*?\]\]>|<!--.*?-->|<[^<>]*>|[^<]+|<", re.DOTALL)
_TAG = re.compile(rb"<(/?)[\w:.-]+[^<>]*?(/?)>")


def mutated(data: bytes, most: int, seed: int) -> bytes:
    """Return an input with one part or a few bytes changed, of limited length."""
    random = Random(seed)
    changed: bytes | None = None
    if random.random() > _SHARE_OF_BYTES:
        if data.startswith(b"SQLite format 3\0"):
            changed = _changed_rows(data, random)
        else:
            changed = _changed_json(data, random) or _changed_xml(data, random)
    if changed is None or len(changed) > most:
        changed = atheris.Mutate(data, most)
    return changed


# --- JSON ------------------------------------------------------------------------------------

_Holder = dict[str, Any] | list[Any]


def _changed_json(data: bytes, random: Random) -> bytes | None:
    """Move, remove, repeat or replace one value; in JSON Lines, in one line."""
    try:
        return _changed_document(json.loads(data), random)
    except (ValueError, RecursionError):
        pass
    lines = data.split(b"\n")
    place = random.randrange(len(lines))
    try:
        lines[place] = _changed_document(json.loads(lines[place]), random)
    except (ValueError, RecursionError):
        return None
    return b"\n".join(lines)


def _changed_document(document: object, random: Random) -> bytes:
    root: list[object] = [document]
    slots = _slots(root)
    holder, key = random.choice(slots)
    other, where = random.choice(slots)
    change = random.randrange(5)
    if change == 0:
        holder[key] = random.choice(_ODD_VALUES)
    elif change == 1:
        holder[key] = json.loads(json.dumps(other[where]))
    elif change == 2 and holder is not root:
        del holder[key]
    elif change == 3 and isinstance(holder, dict):
        holder[str(where)] = holder.pop(key)
    elif change == 4 and isinstance(holder, list) and holder is not root:
        holder.insert(key, json.loads(json.dumps(other[where])))
    else:
        holder[key] = [holder[key]]
    return json.dumps(root[0], ensure_ascii=random.random() < 0.5, separators=(",", ":")).encode(
        "utf-8", "replace"
    )


def _slots(root: list[object]) -> list[tuple[_Holder, Any]]:
    """Yield each container with each of its keys."""
    slots: list[tuple[_Holder, Any]] = []
    waiting: list[_Holder] = [root]
    while waiting:
        holder = waiting.pop()
        pairs: Iterable[tuple[Any, Any]] = (
            holder.items() if isinstance(holder, dict) else enumerate(holder)
        )
        for key, value in pairs:
            slots.append((holder, key))
            if isinstance(value, (dict, list)):
                waiting.append(value)
    return slots


# --- XML -------------------------------------------------------------------------------------


def _changed_xml(data: bytes, random: Random) -> bytes | None:
    """Remove, repeat or move an element, or replace a tag or text by unusual content."""
    tokens = _TOKEN.findall(data)
    if len(tokens) < 2:
        return None
    start = random.randrange(len(tokens))
    stop = _end(tokens, start)
    place = random.randrange(len(tokens))
    change = random.randrange(5)
    if change == 0:
        del tokens[start:stop]
    elif change == 1:
        tokens[place:place] = tokens[start:stop]
    elif change == 2:
        taken = tokens[start:stop]
        del tokens[start:stop]
        tokens[place:place] = taken
    elif change == 3:
        texts = [at for at, token in enumerate(tokens) if not token.startswith(b"<")]
        tokens[random.choice(texts or [place])] = random.choice(_ODD_TEXTS).encode()
    else:
        tokens[start : start + random.randrange(2)] = [random.choice(_ODD_MARKUP).encode("latin-1")]
    return b"".join(tokens)


def _end(tokens: list[bytes], start: int) -> int:
    """Return the position after the element that begins at a token, or after the token."""
    depth = 0
    for at in range(start, len(tokens)):
        tag = _TAG.fullmatch(tokens[at])
        if tag:
            depth += 0 if tag[2] else -1 if tag[1] else 1
        if depth <= 0:
            return at + 1
    return start + 1


# --- SQLite ----------------------------------------------------------------------------------


def _changed_rows(data: bytes, random: Random) -> bytes | None:
    """Set a column of every other row to an unusual value."""
    try:
        with closing(sqlite3.connect(":memory:")) as database:
            database.deserialize(data)
            database.set_progress_handler(lambda: 1, 1_000_000)
            table = random.choice(("threads", "comments"))
            columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
            column, value = random.choice(columns), random.choice((*_ODD_NUMBERS, *_ODD_TEXTS))
            change = f'UPDATE {table} SET "{column}" = ? WHERE rowid % 2 = ?'
            database.execute(change, (value, random.randrange(2)))
            database.commit()
            return database.serialize()
    except (sqlite3.Error, IndexError, UnicodeError, MemoryError):
        return None
