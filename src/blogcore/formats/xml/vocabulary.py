"""`Vocabulary`: the names, namespaces and structure of one kind of XML file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from attrs import field, frozen

__all__ = ["Vocabulary"]


@frozen(kw_only=True)
class Vocabulary:
    r"""The names and structure of a kind of XML file, for `read_records`. One per format.

    >>> notes = Vocabulary(
    ...     label="list of notes",
    ...     roots={"notes": 1},
    ...     namespaces={
    ...         r"example\.org/notes(/[0-9.]+)?": "",
    ...         r"purl\.org/dc/elements/1\.1": "dc",
    ...     },
    ... )
    >>> notes.prefix("https://example.org/notes/2.0/"), notes.prefix("http://example.com/")
    ('', None)
    """

    #: The kind of file, for error messages: "this is an RSS feed, no WordPress export".
    label: str
    #: The level of the records by the name of the root element: 1 for children of the root.
    roots: Mapping[str, int]
    #: The same for elements that are no root, but that people cut out of such files by hand. Such
    #: a fragment is read with a note.
    fragments: Mapping[str, int] = field(factory=dict[str, int])
    #: Whether a root that contains none of the fragments is a valid, empty file.
    may_be_empty: bool = False
    #: The prefix of each namespace, also where the file declares another. A key is a pattern that
    #: matches a whole namespace name without ``http://``, ``www.`` and a slash at its end. The
    #: vocabulary's own namespace has the prefix "". Elements of other namespaces get the name "".
    namespaces: Mapping[str, str]
    #: A prefix that a file must declare; a file without it is of another kind.
    required_prefix: str | None = None
    #: The error message for a file without that prefix.
    required_prefix_missing: str = ""
    #: By the name of a record: children that are yielded as soon as they end, before the record
    #: and not as part of it. A post with any number of comments fits into memory that way.
    streamed_children: Mapping[str, frozenset[str]] = field(factory=dict[str, frozenset[str]])
    #: Elements in which writers put HTML elements unescaped. Their content is kept as a string.
    html_elements: frozenset[str] = frozenset()

    def prefix(self, namespace: str) -> str | None:
        """Return the prefix of a namespace, or None if it is not of this vocabulary."""
        matches = (prefix for pattern, prefix in self._patterns if pattern.fullmatch(namespace))
        return next(matches, None)

    @cached_property
    def prefixes(self) -> frozenset[str]:
        """All prefixes. A file that forgets to declare one of them means this vocabulary's."""
        return frozenset(self.namespaces.values()) - {""}

    @cached_property
    def root_tag(self) -> re.Pattern[str]:
        """Pattern of the beginning of the root's start tag, with any prefix."""
        names = {name.rpartition(":")[2] for name in (*self.roots, *self.fragments)}
        return re.compile(rf"<(?:[\w.-]+:)?(?:{'|'.join(map(re.escape, sorted(names)))})(?=[\s/>])")

    @cached_property
    def _patterns(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        return tuple(
            (re.compile(rf"(?:https?://)?(?:www\.)?(?:{pattern})/?", re.ASCII), prefix)
            for pattern, prefix in self.namespaces.items()
        )
