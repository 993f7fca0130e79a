"""What lies in a plain element, and how the next one that is made alike is taken apart at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import cast

from attrs import define, frozen

__all__ = [
    "TOKEN",
    "Inside",
    "Shape",
    "Token",
    "is_double",
    "up_to_the_end",
    "up_to_the_next_tag",
]

#: Blanks before it; "/" where it is an end tag; its name; the attributes and text of a leaf, in
#: CDATA or not; and "<" for a leaf, nothing for the tag of what lies around leaves.
Token = tuple[str, str, str, str, str, str, str]

_NAME = r"[A-Za-z_][\w.-]*+(?::[A-Za-z_][\w.-]*+)?"
_BLANKS = r"[ \t\n]*+"
# "]]>" with anything else behind it than the end of the element may be text that its writer forgot
# to part in two.
_SECTION = r"<!\[CDATA\[((?:[^\]]++|\](?!\]>))*+)\]\]>"
_PLAIN = r"([^<>&]*+)"
#: One token. What is none is passed over as a whole, and nothing of it is kept.
TOKEN: re.Pattern[str] = re.compile(
    rf"({_BLANKS})<(/)?({_NAME})"
    r"(?(2)>|(?:"
    r"((?: (?!xmlns)[A-Za-z_][\w.-]*+=\"[^\"<&\t\n]*+\")*+)>"
    rf"(?:{_SECTION}|{_PLAIN})(<)/\3>"
    r"|>))"
    r"|(?s:.)++",
    re.ASCII,
)
_ATTRIBUTE = re.compile(r' ([^=]+)="[^"]*"')

#: Leaves that a shape may have.
_MOST_LEAVES = 50


@define(eq=False)
class Inside:
    """What lies in an element that is plain throughout."""

    #: As it stands in the file, with the end tag of the element.
    text: str
    #: Leaves without attributes with which it begins, where these are known at once.
    names: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    #: What it is made of behind those, and where in the text that begins.
    rest: Sequence[Token] = ()
    begin: int = 0

    @classmethod
    def of(cls, text: str, tokens: list[Token]) -> Inside | None:
        """What these tokens say, which are all that is in it; None if it is not plain."""
        if not _is_well_formed(tokens):
            return None
        if not all(map(_is_bare, tokens)):
            return cls(text, rest=tokens)
        names = tuple(token[2] for token in tokens)
        return cls(text, names, tuple(token[4] or token[5] for token in tokens))

    @property
    def tokens(self) -> Sequence[Token]:
        """All that it is made of, without that end tag."""
        return TOKEN.findall(self.text)[:-1] if self.names else self.rest

    @property
    def size(self) -> int:
        """How many characters it holds; elements count 100 each."""
        return len(self.text) + 100 * (len(self.names) + len(self.rest))


@frozen
class Shape:
    """Leaves of these names in this order, each in CDATA or not: an export has thousands alike."""

    names: tuple[str, ...]
    _pattern: re.Pattern[str]

    @classmethod
    def of(cls, inside: Inside) -> Shape | None:
        """The shape in which an element begins, where it begins with leaves."""
        names = tuple(token[2] for token in takewhile(_is_bare, inside.tokens))
        if not 0 < len(names) <= _MOST_LEAVES:
            return None
        sections = [f"<{leaf}><![CDATA[" in inside.text for leaf in names]
        leaves = "".join(
            f"{_BLANKS}<{re.escape(leaf)}>{_SECTION if section else _PLAIN}</{re.escape(leaf)}>"
            for leaf, section in zip(names, sections, strict=True)
        )
        return cls(names, re.compile(leaves + _BLANKS))

    def match(self, text: str, name: str, at: int) -> tuple[Inside, int] | None:
        """What lies in an element of this name and where it ends, if it begins so and is plain."""
        found = self._pattern.match(text, at)
        if found is None:
            return None
        begin, end_tag = found.end(), f"</{name}>"
        if text.startswith(end_tag, begin):
            end = begin + len(end_tag)
            return Inside(text[at:end], self.names, found.groups()), end
        rest, end = up_to_the_end(text, name, begin)
        if not rest or not _is_well_formed(rest):
            return None
        return Inside(text[at:end], self.names, found.groups(), rest, begin - at), end


def up_to_the_end(text: str, name: str, at: int) -> tuple[list[Token], int]:
    """What is left of an element, and where it ends; nothing if it does not or is not plain."""
    # Where the next one begins is far enough, so that this takes no longer than to read on.
    following = text.find(f"<{name}>", at)
    end = text.find(f"</{name}>", at, following if following >= 0 else len(text))
    if end < 0:
        return [], at
    end += len(name) + 3
    tokens: list[Token] = TOKEN.findall(text, at, end)
    return (tokens, end) if tokens.pop()[1:3] == ("/", name) else ([], at)


def up_to_the_next_tag(text: str, name: str, at: int) -> tuple[list[Token], int]:
    """The leaves in an element, and where it ends; nothing if there is anything but leaves."""
    tokens: list[Token] = []
    for found in TOKEN.finditer(text, at):
        token = cast("Token", found.groups(""))
        if not token[6]:
            return (tokens, found.end()) if token[1:3] == ("/", name) else ([], at)
        tokens.append(token)
    return [], at


def _is_bare(token: Token) -> bool:
    """Whether it is a leaf without attributes."""
    return bool(token[6]) and not token[3]


def _is_well_formed(tokens: list[Token]) -> bool:
    """Whether elements end that have begun, and no attribute is given twice."""
    odd = [token for token in tokens if token[3] or not token[6]]
    if not odd:
        return True
    tags = [f"{token[1]}{token[2]}" for token in odd if not token[6]]
    balanced = tags[1::2] == [f"/{tag}" for tag in tags[::2]]
    return balanced and not any(is_double(token[3]) for token in odd)


def is_double(attributes: str) -> bool:
    """Whether one of them is given twice, which XML does not allow."""
    names = _ATTRIBUTE.findall(attributes)
    return len(set(names)) < len(names)
