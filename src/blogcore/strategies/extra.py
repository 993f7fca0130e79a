"""What a format carried and no field holds; counts."""

from __future__ import annotations

from random import Random

from blogcore.models import Extra
from blogcore.strategies._choices import Choices, Luck, Told, made, one_of, part
from blogcore.strategies.text import texts

__all__ = ["counts", "extras"]


def extras() -> Told[Extra]:
    """Mappings of up to three keys to a text, or to several."""
    return Told(_extra)


def _extra(choices: Choices, luck: Luck) -> Extra:
    found: dict[str, str | tuple[str, ...]] = {}
    for number in range(one_of(choices, _UP_TO_THREE, luck)):
        with part(choices, f"extra {number}"):
            key = one_of(choices, _KEYS, luck) or _KEY.tell(choices, luck)
            several = one_of(choices, _SEVERAL, luck)
            if several is None:
                found[key] = _VALUE.tell(choices, luck)
            else:
                found[key] = tuple(_VALUE.tell(choices, luck) for _ in range(several))
    return made(Extra, found)


_UP_TO_THREE = range(4)
#: How many texts there are where there may be several; None stands for one that is alone.
_SEVERAL = (None, *_UP_TO_THREE, None, None, None)
#: None stands for any other.
_KEYS = ("wp:comment_karma", "a", None, None)
_KEY, _VALUE = texts(min_size=1), texts()


def counts() -> Told[int]:
    """Whole numbers that a model holds: small ones, and up to 2**63-1."""
    return Told(_count)


def _count(choices: Choices, luck: Luck) -> int:
    return choices.draw_integer(0, 2**63 - 1, forced=_told(luck) if luck.tells else None)


def _told(luck: Random) -> int:
    bits = luck.choice(_BITS)
    return 2**bits - 1 if luck.random() < _FULL else luck.getrandbits(bits)


#: As often few as any number of them.
_BITS = (*[2] * 63, *range(1, 64))
#: How many are the greatest of so many bits.
_FULL = 0.1
