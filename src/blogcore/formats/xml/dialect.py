"""What one kind of XML file is made of, for the machinery that reads all of them alike."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from attrs import field, frozen

__all__ = ["Dialect"]


@frozen(kw_only=True)
class Dialect:
    """The facts about a kind of XML file. One constant a format, beside its reader.

    >>> notes = Dialect(
    ...     kind="list of notes",
    ...     roots={"notes": 1},
    ...     namespaces={
    ...         r"example\\.org/notes(/[0-9.]+)?": "",
    ...         r"purl\\.org/dc/elements/1\\.1": "dc",
    ...     },
    ... )
    >>> notes.prefix("https://example.org/notes/2.0/"), notes.prefix("http://example.com/")
    ('', None)
    """

    #: What such a file is, for refusals: "this is …, no WordPress export".
    kind: str
    #: Where the records lie, by the name of the root: so many levels below it.
    roots: Mapping[str, int]
    #: The same for what people cut out of such files by hand; it is read with a note.
    parts: Mapping[str, int] = field(factory=dict[str, int])
    #: Whether a root without any of these parts is such a file, only an empty one.
    may_be_empty: bool = False
    #: The prefix that elements and attributes of a namespace are given, whatever the file calls
    #: it, by a pattern for the whole address without ``http://``, ``www.`` and the last slash.
    #: The dialect's own namespace has the prefix "". What is in other namespaces has no name.
    namespaces: Mapping[str, str]
    #: A prefix that only such files have, and what to say of a file whose records lack it.
    sign: str | None = None
    unsigned: str = ""
    #: The records that matter, and which parts of each are handed out as soon as they end: so a
    #: post with any number of comments fits into memory.
    records: Mapping[str, frozenset[str]] = field(factory=dict[str, frozenset[str]])
    #: Elements in which writers put markup bare: what is in them is kept as a string.
    markup: frozenset[str] = frozenset()

    def prefix(self, address: str) -> str | None:
        """The prefix of a namespace; None where it is none of this dialect's."""
        found = (prefix for pattern, prefix in self._patterns if pattern.fullmatch(address))
        return next(found, None)

    @cached_property
    def prefixes(self) -> frozenset[str]:
        """Every prefix, which an undeclared one is taken to mean."""
        return frozenset(self.namespaces.values()) - {""}

    @cached_property
    def early(self) -> frozenset[str]:
        """All parts of records that are handed out as soon as they end."""
        return frozenset[str]().union(*self.records.values())

    @cached_property
    def parted(self) -> frozenset[str]:
        """The records of which parts are handed out before they end."""
        return frozenset(name for name, parts in self.records.items() if parts)

    @cached_property
    def root(self) -> re.Pattern[str]:
        """How the root element of such a file begins."""
        names = {name.rpartition(":")[2] for name in (*self.roots, *self.parts)}
        return re.compile(rf"<(?:[\w.-]+:)?(?:{'|'.join(map(re.escape, sorted(names)))})(?=[\s/>])")

    @cached_property
    def _patterns(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        return tuple(
            (re.compile(rf"(?:https?://)?(?:www\.)?(?:{pattern})/?", re.ASCII), prefix)
            for pattern, prefix in self.namespaces.items()
        )
