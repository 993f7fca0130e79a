"""`Twins`: documents read and written through twins.

msgspec checks a document against the twins as it reads it, and writes it again from them. Where
that gives the very bytes that came in, there was nothing odd in them, no key twice or unknown, no
time in another form; and what the checks of the models would refuse beyond that is looked for in
the bytes. Only then are the models made of the twins, unchecked. Any doubt is None: the careful
road decides, and words the refusals.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from typing import Annotated, Any, cast

import msgspec

from blogcore.formats.twins.draft import Draft, draft, public_draft
from blogcore.formats.twins.encode import encode
from blogcore.formats.twins.struct import may_be_unset, twin
from blogcore.formats.twins.undo import forget_authors, model_of

__all__ = ["Twins"]

#: Escapes of characters that no text may hold.
_ESCAPES = (b"\\u", b"\\b", b"\\f")
#: Such a character, and the days of which a time may have no value in UTC.
_DOUBTFUL = (b"\x7f", b'"0001-01-01T', b'"9999-12-31T')
_C1 = re.compile(rb"\xc2[\x80-\x9f]")


class Twins:
    """Documents that hold one model of the given classes, each under its key."""

    def __init__(self, version: int, kinds: Mapping[str, Any]) -> None:
        self._version = version
        self._kinds = kinds
        self._keys = {kind: key for key, kind in kinds.items()}
        head: Any = ("blogcore", Annotated[int, msgspec.Meta(ge=version, le=version)])
        twins: list[Any] = [head, *(may_be_unset(key, twin(kind)) for key, kind in kinds.items())]
        checked = msgspec.defstruct(
            "Checked", twins, kw_only=True, forbid_unknown_fields=True, gc=False
        )
        self._check = msgspec.json.Decoder(checked)
        parts = [may_be_unset(key, Any) for key in kinds]
        self._document = msgspec.defstruct("Document", [("blogcore", int), *parts], kw_only=True)

    def read(self, data: bytes) -> object | None:
        """The model of a document; None where there is any doubt about it."""
        if _is_doubtful(data):
            return None
        with _without_collector():
            try:
                return self._read(data)
            except (msgspec.MsgspecError, ValueError):
                return None
            finally:
                forget_authors()

    def _read(self, data: bytes) -> object | None:
        checked = self._check.decode(data)
        given = [key for key in self._kinds if getattr(checked, key) is not msgspec.UNSET]
        if len(given) != 1 or encode(checked) != data:
            return None
        return cast("object", model_of(self._kinds[given[0]])(getattr(checked, given[0])))

    def written(self, model: object) -> bytes | None:
        """The document of a model; None where a value is of a class of somebody's own."""
        return self._written(model, draft)

    def written_without_private(self, model: object) -> bytes | None:
        """As `written`, of a model without its private fields, which are not even looked at."""
        return self._written(model, public_draft)

    def _written(self, model: object, draft_of: Callable[[Any], Draft]) -> bytes | None:
        kind: Any = type(model)
        with _without_collector():
            try:
                drafted = draft_of(kind)(model)
                document = self._document(blogcore=self._version, **{self._keys[kind]: drafted})
                return encode(document)
            except (msgspec.MsgspecError, AttributeError, TypeError, ValueError):
                return None


def _is_doubtful(data: bytes) -> bool:
    """Whether there is anything that only the checks of the models can judge.

    Looking for one byte takes a tenth of the time that looking for two does: it goes first.
    """
    if any(doubtful in data for doubtful in _DOUBTFUL):
        return True
    if b"\\" in data and any(escape in data for escape in _ESCAPES):
        return True
    return b"\xc2" in data and _C1.search(data) is not None


@contextmanager
def _without_collector() -> Generator[None, None, None]:
    """Without the collector of circles, which would go through all that is being made, again and
    again: it takes two thirds of the time, and models make no circles."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
