"""What lies in a plain element, and how the next one that is made alike is taken apart at once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import define, field, frozen

__all__ = ["TOKEN", "Inside", "Shape", "Token", "is_double"]

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

    #: As it stands in the file, and the end tag of the element.
    text: str
    #: Of leaves in a row, where there is nothing else and no attribute; else nothing.
    names: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    _tokens: list[Token] | None = field(default=None, alias="tokens")

    @classmethod
    def of(cls, text: str, tokens: list[Token]) -> Inside | None:
        """What these tokens say, the last of which is the end tag; None if it is not plain."""
        del tokens[-1]
        if not _is_well_formed(tokens):
            return None
        if any(token[3] or not token[6] for token in tokens):
            return cls(text, tokens=tokens)
        names = tuple(token[2] for token in tokens)
        return cls(text, names, tuple(token[4] or token[5] for token in tokens), tokens)

    @property
    def tokens(self) -> Sequence[Token]:
        """What it is made of, without that end tag."""
        if self._tokens is None:
            self._tokens = TOKEN.findall(self.text)[:-1]
        return self._tokens

    @property
    def size(self) -> int:
        """How many characters it holds; elements count 100 each."""
        return len(self.text) + 100 * (len(self.names) or len(self.tokens))


@frozen
class Shape:
    """Leaves of these names in this order, each in CDATA or not: an export has thousands alike."""

    names: tuple[str, ...]
    _pattern: re.Pattern[str]

    @classmethod
    def of(cls, name: str, inside: Inside) -> Shape | None:
        """The shape of what lies in an element of this name, where it is leaves alone."""
        if not 0 < len(inside.names) <= _MOST_LEAVES:
            return None
        sections = [f"<{leaf}><![CDATA[" in inside.text for leaf in inside.names]
        leaves = "".join(
            f"{_BLANKS}<{re.escape(leaf)}>{_SECTION if section else _PLAIN}</{re.escape(leaf)}>"
            for leaf, section in zip(inside.names, sections, strict=True)
        )
        return cls(inside.names, re.compile(f"{leaves}{_BLANKS}</{re.escape(name)}>"))

    def match(self, text: str, at: int) -> tuple[Inside, int] | None:
        """What lies there and where it ends, if it has this shape."""
        found = self._pattern.match(text, at)
        return found and (Inside(found[0], self.names, found.groups()), found.end())


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
