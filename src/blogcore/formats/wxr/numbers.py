"""Numbers for ids: WordPress's importer reads every id as a whole number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import count

from blogcore.formats.wxr.vocabulary import leaf
from blogcore.formats.xml import Element

__all__ = ["Numbers"]

#: What PHP's ``(int)`` gives back as it is.
_NUMBER = re.compile(r"[1-9][0-9]{0,17}", re.ASCII)


class Numbers:
    """The number of each id: the id itself where it is one, else one that nothing else has."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._numbers: dict[str, str] = {}
        self._used = {id for id in ids if _NUMBER.fullmatch(id)}
        self._free = map(str, count(1))

    def fresh(self) -> str:
        """A number of nothing."""
        number = next(number for number in self._free if number not in self._used)
        self._used.add(number)
        return number

    def of(self, id: str) -> str:
        """The number that stands for an id; the same each time."""
        number = self._numbers.get(id)
        if number is None:
            number = id if _NUMBER.fullmatch(id) else self.fresh()
            self._used.add(number)
            self._numbers[id] = number
        return number

    def leaf(self, name: str, id: str | None) -> Element:
        """An element with the number of an id, 0 for none."""
        return leaf(name, "0") if id is None else leaf(name, self.of(id), id=id)
