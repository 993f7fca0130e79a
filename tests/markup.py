"""Hostile markup for tests, and a count of the work of a function that reads it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

from hypothesis import strategies as st

__all__ = [
    "HTML_PIECES",
    "MARKDOWN_PIECES",
    "amplifiers",
    "any_text",
    "calls",
    "markup",
    "payloads",
    "words",
]

HTML_PIECES = (
    *("<", ">", "</", "<a ", '<a b="', "<a b='c' d=", '<a b=">" ', "<a:", "<a@", "<a b", "<a/"),
    *("<p>", "</p>", "<b>", "<b-b>", "<br>", "<ul><li>", "<td>", "<svg>", "<svg/>", "<noscript>"),
    *("<script>", "<script></script ", "</script", "<style>", "<title>", "<textarea>", "<xmp>"),
    *("<!--", "<!-- -", "-->", "<!", "<?", "<![CDATA[", "]]>", "<!DOCTYPE ", "<pre>", "</pre>\n"),
    *("<figure>", "<figure><img alt=a>", "<figcaption>", "<img alt='", "<plaintext>", "<a\n="),
    *("&", "&#", "&#x", "&amp;", "&lt;", "&#99999999", "&#0;", "&#xd800;", "&nbsp;", "\n\n"),
    *("[caption ", "[caption]", '[caption caption="', "[/caption]", "[gallery", "[", "]"),
)
MARKDOWN_PIECES = (
    *("[", "]", "![", "](", "[a](", '[a](b "', "[a](<", "[a](b (c", "[a][b]", "[a]: b\n", "[a]:"),
    *("`", "``a`", "```\n", "~~~", "- ```\n", "*", "**a", "_a", "*a_", "__", "\\", "\\\n", "  \n"),
    *("> ", "> - ", "- ", "- + ", "  - ", "-\n", "1. ", "1986. ", "    ", "\t", "# ", " #", "# #"),
    *("---\n", "===\n", "* * ", "_ _ ", "a\n=", "\n    a", "<https:", "<a@", "<b a", "<a b='c' d"),
)
#: Letters only, so that words are unchanged in the output.
_ALPHABET = st.characters(codec="utf-8", categories=("Ll", "Lu", "Lo"))


def any_text() -> st.SearchStrategy[str]:
    """Return a strategy for any text, also with control characters and lone surrogates."""
    return st.text(st.characters())


def words() -> st.SearchStrategy[str]:
    """Return a strategy for words of letters, of any script."""
    return st.text(_ALPHABET, min_size=1, max_size=8)


def markup(*, pieces: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Return a strategy for pieces of markup in any order, with any text between them."""
    return st.lists(st.sampled_from(pieces) | any_text(), max_size=12).map("".join)


def payloads(folder: Path) -> Iterator[str]:
    """Yield every text in the hostile files for readers of text and markup."""
    for path in sorted((folder / "xss").glob("*.jsonl")):
        yield from (row["payload"] for row in _rows(path))
    for row in _rows(folder / "text" / "unicode_and_markup.jsonl"):
        text = row["text"]
        yield text if isinstance(text, str) else "".join(_long(text))
    naughty = json.loads((folder / "naughty" / "blns.json").read_text("utf-8"))
    yield from naughty


def amplifiers(folder: Path) -> Iterator[str]:
    """Yield texts that, many times repeated, make a bad reader take quadratic time."""
    yield from (row["unit"] for row in _rows(folder / "amplifiers.jsonl") if row.get("unit"))


def calls(read: Callable[[str], str], text: str) -> int:
    """Return how many function calls it takes to read a text, the same on every machine."""
    count = 0

    def seen(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        read(text)
    finally:
        sys.setprofile(before)
    return count


def _long(recipe: dict[str, Any]) -> tuple[str, str, str]:
    return recipe.get("prefix", ""), recipe["unit"] * recipe["repeat"], recipe.get("suffix", "")


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    return map(json.loads, path.read_text("utf-8").splitlines())
