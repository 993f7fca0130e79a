"""`Plural`: a text in each form that a number asks for, and the rules that choose among them.

The rules are those of CLDR (``plurals.xml``; Unicode TR 35, part 3, section 5) for whole numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from attrs import frozen

__all__ = [
    "Category",
    "Plural",
    "PluralRule",
    "arabic",
    "english",
    "french",
    "japanese",
    "russian",
    "spanish",
]

Category = Literal["zero", "one", "two", "few", "many", "other"]

#: Gives the category of a whole number from 0.
PluralRule = Callable[[int], Category]

_MILLION = 1_000_000


@frozen(kw_only=True)
class Plural:
    """One text in the forms that a language has; ``{count}`` stands for the number.

    >>> Plural(one="One reply", other="{count} replies").form("one")
    'One reply'
    """

    zero: str | None = None
    one: str | None = None
    two: str | None = None
    few: str | None = None
    many: str | None = None
    #: Stands for every form that is not given.
    other: str

    def form(self, category: Category) -> str:
        """The form for a category."""
        forms: dict[Category, str | None] = {
            "zero": self.zero,
            "one": self.one,
            "two": self.two,
            "few": self.few,
            "many": self.many,
            "other": self.other,
        }
        return forms[category] or self.other


def english(count: int) -> Category:
    """English, German and most languages of Europe: one, other."""
    return "one" if count == 1 else "other"


def french(count: int) -> Category:
    """French: one (0 and 1), many (millions: "1000000 de réponses"), other."""
    return "one" if count < 2 else _or_millions(count)


def spanish(count: int) -> Category:
    """Spanish: one, many (millions), other."""
    return "one" if count == 1 else _or_millions(count)


def russian(count: int) -> Category:
    """Russian and Ukrainian: one (1, 21), few (2–4, 22–24), many."""
    if count % 10 == 1 and count % 100 != 11:
        return "one"
    if 2 <= count % 10 <= 4 and not 12 <= count % 100 <= 14:
        return "few"
    return "many"


def arabic(count: int) -> Category:
    """Arabic: all six."""
    small: dict[int, Category] = {0: "zero", 1: "one", 2: "two"}
    if count in small:
        return small[count]
    if 3 <= count % 100 <= 10:
        return "few"
    return "many" if count % 100 > 10 else "other"


def japanese(count: int) -> Category:
    """Japanese, Chinese, Korean: one form for all."""
    return "other"


def _or_millions(count: int) -> Category:
    return "many" if count and count % _MILLION == 0 else "other"
