"""Texts that depend on a number: `Plural`, and the rules that choose among its forms.

Source: CLDR, ``plurals.xml`` (Unicode TR 35, part 3, section 5), for whole numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, cast

from attrs import frozen

__all__ = [
    "Plural",
    "PluralCategory",
    "PluralRule",
    "arabic",
    "english",
    "french",
    "japanese",
    "russian",
    "spanish",
]

PluralCategory = Literal["zero", "one", "two", "few", "many", "other"]

#: Returns the plural category of a whole number from 0.
PluralRule = Callable[[int], PluralCategory]

_MILLION = 1_000_000


@frozen(kw_only=True)
class Plural:
    """One text in each plural form that a language has; ``{count}`` is replaced by the number.

    >>> Plural(one="One reply", other="{count} replies").form("one")
    'One reply'
    """

    #: Form for the category "zero".
    zero: str | None = None
    #: Form for the category "one".
    one: str | None = None
    #: Form for the category "two".
    two: str | None = None
    #: Form for the category "few".
    few: str | None = None
    #: Form for the category "many".
    many: str | None = None
    #: Form for the category "other", and for every category without a form.
    other: str

    def form(self, category: PluralCategory) -> str:
        """Return the form for a category.

        Args:
            category: A CLDR plural category, as a `PluralRule` returns it.
        """
        return cast("str | None", getattr(self, category)) or self.other


def english(count: int) -> PluralCategory:
    """Return the category in English, German and most European languages: one, other."""
    return "one" if count == 1 else "other"


def french(count: int) -> PluralCategory:
    """Return the category in French: one (0 and 1), many (millions), other."""
    return "one" if count < 2 else _many_for_millions(count)


def spanish(count: int) -> PluralCategory:
    """Return the category in Spanish: one, many (millions), other."""
    return "one" if count == 1 else _many_for_millions(count)


def russian(count: int) -> PluralCategory:
    """Return the category in Russian and Ukrainian: one (1, 21), few (2–4, 22–24), many."""
    if count % 10 == 1 and count % 100 != 11:
        return "one"
    if 2 <= count % 10 <= 4 and not 12 <= count % 100 <= 14:
        return "few"
    return "many"


def arabic(count: int) -> PluralCategory:
    """Return the category in Arabic, which has all six."""
    small: dict[int, PluralCategory] = {0: "zero", 1: "one", 2: "two"}
    if count in small:
        return small[count]
    if 3 <= count % 100 <= 10:
        return "few"
    return "many" if count % 100 > 10 else "other"


def japanese(count: int) -> PluralCategory:
    """Return the category in Japanese, Chinese and Korean, which have only "other"."""
    return "other"


def _many_for_millions(count: int) -> PluralCategory:
    return "many" if count and count % _MILLION == 0 else "other"
