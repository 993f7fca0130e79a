"""Find the writers whom a text addresses or mentions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal

from attrs import Factory, define, frozen

from blogcore.inference.tokens import Token, tokenize

__all__ = ["Address", "AddressKind", "NameIndex"]

#: How a writer is named: "@Ana", "Ana, …" at the start or end of a line, or "as Ana says".
AddressKind = Literal["at", "vocative", "mention"]

_PRECEDENCE = {"at": 0, "vocative": 1, "mention": 2}
#: A single word of a name is searched for if it has at least this many characters.
_SHORTEST_PART = 3
#: Most words before the name in a greeting at the start of a line: "Hi Ana,", "Thank you Ana!".
_GREETING = 2
_NO_WRITERS: dict[str, bool] = {}
_SEPARATOR_AFTER = re.compile(r"\s*(?:[,:;!.?~)(…—–\-，：；！。？、～]|$|\n)")
#: What ends a sentence or a clause after a name: not a comma, so that enumerations do not match.
_CLAUSE_END_AFTER = re.compile(r"\s*(?:[:;!.?)…—–：；！。？]|[^\w\s,，'’\"“”]|$)")
_END_AFTER = re.compile(r"[\s!.?…:;)=]*(?:$|\n)")
_CAPITAL_INSIDE = re.compile(r"(?<=[a-z])(?=[A-Z])")


@frozen
class Address:
    """A span of a text that names a writer.

    ``whole`` is False where only a part or the beginning of the name was matched.
    """

    writer: str
    kind: AddressKind
    start: int
    end: int
    whole: bool


@define
class _Branch:
    """A node of the tree of names: the words that may follow, and the names that end here."""

    following: dict[str, _Branch] = Factory(dict[str, "_Branch"])
    #: Writers whose name (or a part of it) ends here, the most recent last; False for a part.
    writers: dict[str, bool] = Factory(dict[str, bool])


class NameIndex:
    """The names of the writers so far, to find them in later texts.

    Args:
        is_common: Returns whether a folded word is common ("will", "guest"). A common word is taken
            for a name only where the text clearly addresses somebody.
    """

    def __init__(self, is_common: Callable[[str], bool]) -> None:
        self._is_common = is_common
        self._root = _Branch()
        self._prefixes: dict[str, str] = {}
        self._names: set[tuple[str, str]] = set()
        #: Every word of every name: names are no topics.
        self.words: set[str] = set()

    def add(self, writer: str, name: str) -> None:
        """Add a writer under a name, or make that writer the most recent of this name.

        Args:
            writer: Any key that identifies the writer.
            name: The name as the writer gave it.
        """
        words = [token.word for token in tokenize(name)][:6]
        if not words:
            return
        self._insert(words, writer, whole=True)
        for word in words:
            self.words.add(word)
            if len(word) >= _SHORTEST_PART and len(words) > 1:
                self._insert([word], writer, whole=False)
        if len(words) > 1 and not all(len(word) == 1 for word in words):
            self._insert(["".join(words)], writer, whole=True)
        parts = [token.word for token in tokenize(_CAPITAL_INSIDE.sub(" ", name))][:6]
        for part in parts if len(parts) > len(words) else ():
            if len(part) >= _SHORTEST_PART:
                self._insert([part], writer, whole=False)
        joined = "".join(words)
        for length in range(_SHORTEST_PART, min(len(joined), 9)):
            self._prefixes[joined[:length]] = writer

    def _insert(self, words: list[str], writer: str, *, whole: bool) -> None:
        branch = self._root
        for word in words:
            branch = branch.following.setdefault(word, _Branch())
        known = branch.writers.pop(writer, False)
        branch.writers[writer] = whole or known
        if len(branch.writers) > 4:
            del branch.writers[next(iter(branch.writers))]

    def find(self, text: str, tokens: list[Token], by: str) -> dict[str, Address]:
        """Return the clearest address of each writer that a text names.

        Args:
            text: The text.
            tokens: Its tokens.
            by: The writer of the text, whose own name is ignored.

        O(tokens): a name is at most six words.
        """
        found: dict[str, Address] = {}
        for address in self._occurrences(text, tokens):
            if address.writer == by:
                continue
            known = found.get(address.writer)
            if known is None or _rank(address) < _rank(known):
                found[address.writer] = address
        return dict(sorted(found.items(), key=lambda entry: _rank(entry[1])))

    def _occurrences(self, text: str, tokens: list[Token]) -> Iterator[Address]:
        line_start = 0
        index = 0
        while index < len(tokens):
            token = tokens[index]
            previous_end = tokens[index - 1].end if index else 0
            if not index or "\n" in text[previous_end : token.start]:
                line_start = index
            last, writers = index, _NO_WRITERS
            if token.word in self._root.following:
                last, writers = self._longest(tokens, index)
            is_at = token.start > 0 and text[token.start - 1] in "@＠"
            opens_line = index - line_start <= _GREETING
            if writers:
                end = tokens[last].end
                after = _SEPARATOR_AFTER.match(text, end) is not None
                closes = _END_AFTER.match(text, end) is not None
                ends_clause = _CLAUSE_END_AFTER.match(text, end) is not None
                comma = text[previous_end : token.start].strip()[-1:] in (",", "，")
                kind: AddressKind = "mention"
                if is_at:
                    kind = "at"
                elif (opens_line and after) or (closes and opens_line) or (ends_clause and comma):
                    kind = "vocative"
                common = last == index and self._is_common(token.word)
                capital = text[token.start].isupper() and not opens_line
                if kind != "mention" or (not common and (capital or len(token.word) > 3)):
                    writer = next(reversed(writers))
                    yield Address(writer, kind, token.start, end, writers[writer])
                index = last + 1
                continue
            if len(token.word) >= _SHORTEST_PART and (is_at or opens_line):
                writer_of_prefix = self._prefixes.get(token.word)
                after = _SEPARATOR_AFTER.match(text, token.end) is not None
                plain = not self._is_common(token.word) and text[token.start].isupper()
                if writer_of_prefix is not None and (is_at or (after and plain)):
                    kind = "at" if is_at else "vocative"
                    yield Address(writer_of_prefix, kind, token.start, token.end, False)
            index += 1

    def _longest(self, tokens: list[Token], start: int) -> tuple[int, dict[str, bool]]:
        """Return the last token of the longest name that starts at a token, and its writers."""
        branch, last, writers = self._root, start, dict[str, bool]()
        for index in range(start, min(start + 6, len(tokens))):
            following = branch.following.get(tokens[index].word)
            if following is None:
                break
            branch = following
            if branch.writers:
                last, writers = index, branch.writers
        return last, writers


def _rank(address: Address) -> tuple[int, bool, int]:
    return _PRECEDENCE[address.kind], not address.whole, address.start
