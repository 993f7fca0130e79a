"""`encode`: JSON of twins."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from blogcore.models import Extra

__all__ = ["encode"]


def _from_extra(value: object) -> object:
    # An empty one has a default's place, and is left out by the careful road.
    if isinstance(value, Extra) and value:
        return dict(value)
    raise TypeError(type(value))


encode: Callable[[object], bytes] = msgspec.json.Encoder(enc_hook=_from_extra).encode
