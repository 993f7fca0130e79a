"""`Extra`: values of a file for which the models have no field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import cast

from blogcore._text.plain import find_forbidden, short_repr
from blogcore.errors import Fault, ValidationError
from blogcore.models.fields import TEXT, Check, Metadata, rule

__all__ = ["Extra", "ExtraValue"]

#: Text, or several texts where a key was given several times.
ExtraValue = str | tuple[str, ...]

_check_text = cast("Check", TEXT["check"])


class Extra(Mapping[str, ExtraValue]):
    """An immutable, hashable mapping of namespaced keys to text, or to several texts.

    Values are kept as the file had them and never interpreted. Keys are sorted, so equal mappings
    are written as the same bytes. The repr shows the keys only: values may be private.

    Args:
        values: Keys, such as ``wp:comment_karma``, and their text or texts.

    Raises:
        ValidationError: ``values`` is no mapping, or a key or value is not text.

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
        items = dict(values or {})
        if not all(map(_is_plain, items.items())):
            faults = [fault for key, value in items.items() for fault in _faults(key, value)]
            if faults:
                raise ValidationError(faults)
        self._values = {
            key: value if isinstance(value, str) else tuple(value)
            for key, value in sorted(items.items())
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

    def __reduce__(self) -> tuple[object, tuple[dict[str, ExtraValue]]]:
        return to_extra, (self._values,)

    def __copy__(self) -> Extra:
        return self

    def __deepcopy__(self, memo: dict[int, object]) -> Extra:
        return self


def _is_plain(item: tuple[object, object]) -> bool:
    """Return whether a key and its value are valid plain texts, as nearly all are."""
    key, value = item
    return (
        isinstance(key, str)
        and isinstance(value, str)
        and key != ""
        and find_forbidden(key) is None
        and find_forbidden(value) is None
    )


def _faults(key: object, value: object) -> Sequence[Fault]:
    path = f"[{short_repr(key)}]"
    if not isinstance(key, str) or not key:
        return [Fault(path, "wrong_type", "a key must be text that is not empty")]
    if isinstance(value, (tuple, list)):
        nested = [
            fault.under(f"[{index}]")
            for index, member in enumerate(cast("Sequence[object]", value))
            for fault in _value_faults(member)
        ]
    else:
        nested = [*_value_faults(value)]
    return [fault.under(path) for fault in (*_check_text(key), *nested)]


def _value_faults(value: object) -> Sequence[Fault]:
    if isinstance(value, str):
        return _check_text(value)
    wanted = f"must be text or a tuple of texts, not {type(value).__name__}"
    return [Fault("", "wrong_type", wanted)]


def _no_mapping(value: object) -> Fault:
    return Fault("", "wrong_type", f"must be a mapping, not {type(value).__name__}")


# --- the field `extra` of models -------------------------------------------------------------


class _Invalid:
    """Replaces a mapping that is not valid, until the model's validation collects its faults."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults


def to_extra(values: Mapping[str, ExtraValue]) -> Extra:
    """Return a mapping as an `Extra`, and anything else unchanged: the check reports it.

    The converter of the field. An empty mapping becomes `NO_EXTRA`, the field's default.
    """
    value = cast("object", values)
    if value is NO_EXTRA:
        return NO_EXTRA
    if not isinstance(value, Mapping):
        return cast("Extra", value)
    if not values:
        return NO_EXTRA
    if isinstance(value, Extra):
        return value
    try:
        return Extra(values)
    except ValidationError as error:
        return cast("Extra", _Invalid(error.faults))


def _check(value: object) -> Sequence[Fault]:
    if isinstance(value, _Invalid):
        return value.faults
    return () if isinstance(value, Extra) else [_no_mapping(value)]


#: `extra` may hold anything that an export contained, so it is private.
EXTRA: Metadata = rule(_check, private=True, model=Extra)
NO_EXTRA = Extra()
