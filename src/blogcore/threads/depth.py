"""How deep a discussion is shown: levels that end, without losing what is beneath."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from ..errors import Fault, ValidationError

__all__ = ["clamped"]


def clamped(depths: Sequence[int], levels: int) -> array[int]:
    """Depths of which none is beyond so many levels. See `Thread.clamped`."""
    if levels < 1:
        raise ValidationError([Fault("levels", "out_of_range", f"must be 1 or more, not {levels}")])
    deepest = levels - 1
    return array("I", [depth if depth < deepest else deepest for depth in depths])
