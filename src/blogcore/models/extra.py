"""`Extra`: what a format carried and no field holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import cast

from blogcore._text.plain import find_forbidden, short_repr
from blogcore.errors import Fault, ValidationError
from blogcore.models.fields import TEXT, Check, Metadata, fact

__all__ = ["Extra", "ExtraValue"]

#: Text, or several texts where a key was given several times.
ExtraValue = str | tuple[str, ...]

_check_text = cast("Check", TEXT["check"])


class Extra(Mapping[str, ExtraValue]):
    """An immutable mapping of namespaced keys to text, or to several texts.

    Values are opaque: they are kept as the format had them and never interpreted. Keys lie in
    sorted order, so equal mappings are written as the same bytes. It hashes, pickles and copies.
    Its repr names the keys and not the values, which may be private.

    Raises `ValidationError` for what is no mapping, and for a key or value that is not text.

    >>> Extra({"wp:comment_karma": "3"})["wp:comment_karma"]
    '3'
    >>> Extra({"wp:comment_karma": "3"})
    Extra(<wp:comment_karma>)
    """

    __slots__ = ("_values",)
    _values: dict[str, ExtraValue]

    def __init__(self, values: Mapping[str, ExtraValue | Iterable[str]] | None = None) -> None:
        if not (values is None or isinstance(cast("object", values), Mapping)):
            raise ValidationError([_no_mapping(values)])
        given = dict(values or {})
        if not all(map(_is_fine, given.items())):
            faults = [fault for key, value in given.items() for fault in _faults(key, value)]
            if faults:
                raise ValidationError(faults)
        self._values = {
            key: value if isinstance(value, str) else tuple(value)
            for key, value in sorted(given.items())
        }

    def __getitem__(self, key: str) -> ExtraValue:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __eq__(self, other: object) -> bool:
        return self._values == other._values if isinstance(other, Extra) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self._values.items()))

    def __repr__(self) -> str:
        return f"Extra(<{', '.join(self._values)}>)" if self._values else "Extra()"

    def __reduce__(self) -> tuple[type[Extra], tuple[dict[str, ExtraValue]]]:
        return (Extra, (self._values,))

    def __copy__(self) -> Extra:
        return self

    def __deepcopy__(self, memo: dict[int, object]) -> Extra:
        return self


def _is_fine(pair: tuple[object, object]) -> bool:
    """Whether there is no fault in a key and its value, as in nearly all; seen at a glance."""
    key, value = pair
    return (
        isinstance(key, str)
        and isinstance(value, str)
        and key != ""
        and find_forbidden(key) is None
        and find_forbidden(value) is None
    )


def _faults(key: object, value: object) -> Sequence[Fault]:
    place = f"[{short_repr(key)}]"
    if not isinstance(key, str) or not key:
        return [Fault(place, "wrong_type", "a key must be text that is not empty")]
    if isinstance(value, (tuple, list)):
        nested = [
            fault.under(f"[{index}]")
            for index, member in enumerate(cast("Sequence[object]", value))
            for fault in _value_faults(member)
        ]
    else:
        nested = [*_value_faults(value)]
    return [fault.under(place) for fault in (*_check_text(key), *nested)]


def _value_faults(value: object) -> Sequence[Fault]:
    if isinstance(value, str):
        return _check_text(value)
    wanted = f"must be text or a tuple of texts, not {type(value).__name__}"
    return [Fault("", "wrong_type", wanted)]


def _no_mapping(value: object) -> Fault:
    return Fault("", "wrong_type", f"must be a mapping, not {type(value).__name__}")


# --- the field that every model has ----------------------------------------------------------


class _Refused:
    """Stands in for a mapping that cannot be, until `settle` collects its faults."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults


def to_extra(values: Mapping[str, ExtraValue]) -> Extra:
    """Any mapping as an `Extra`; what cannot be one is left for the check to refuse.

    All models without one share an empty one, which is known by its identity.
    """
    given = cast("object", values)
    if given is NO_EXTRA or (type(given) is dict and not given):
        return NO_EXTRA
    if not isinstance(given, Mapping):
        return cast("Extra", given)
    if not values:
        return NO_EXTRA
    if isinstance(given, Extra):
        return given
    try:
        return Extra(values)
    except ValidationError as error:
        return cast("Extra", _Refused(error.faults))


def _check(value: object) -> Sequence[Fault]:
    if isinstance(value, _Refused):
        return value.faults
    if isinstance(value, Extra):
        return ()
    return [_no_mapping(value)]


#: `extra` may hold anything that a stranger's export had: it never leaves unasked.
EXTRA: Metadata = fact(_check, private=True, model=Extra)
NO_EXTRA = Extra()
