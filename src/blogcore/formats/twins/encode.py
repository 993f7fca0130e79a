"""`encode`: JSON of twins."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import cast

import msgspec

from blogcore.models import Extra

__all__ = ["Pile", "encode"]

#: Members of a list, which become structs when they are written.
Pile = partial[list[msgspec.Struct]]


def _written(value: object) -> object:
    if isinstance(value, partial):
        members = encode(cast("Pile", value)())
        return msgspec.Raw(memoryview(members)[1:-1])
    # An empty one has a default's place, and is left out by the careful road.
    if isinstance(value, Extra) and value:
        return dict(value)
    raise TypeError(type(value))


encode: Callable[[object], bytes] = msgspec.json.Encoder(enc_hook=_written).encode
