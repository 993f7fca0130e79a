"""`Checked`: what all models have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar, cast

import attrs

from .fields import settle

__all__ = ["Checked", "unchecked"]

M = TypeVar("M", bound="Checked")


class Checked:
    """A frozen value whose fields are all checked when it is made."""

    # All models begin alike, so that `unchecked` may turn one class into another.
    __slots__ = ("__weakref__",)

    def __attrs_post_init__(self) -> None:
        settle(cast("attrs.AttrsInstance", self))


def unchecked(
    model: type[M],
    values: Callable[[Any], Iterable[object]],
    converters: Mapping[str, Callable[[Any], object]],
) -> Callable[[Any], M]:
    """What makes a model of something that was checked already.

    ``values`` gives the values of all fields, in their order; ``converters`` change some of them.
    They are put into an open class of the same layout, and the object is then declared to be the
    model: setting the fields of a frozen one takes three times as long.
    """
    opened: Any = attrs.make_class(
        f"Open{model.__name__}",
        {
            field.name: attrs.field(converter=converters.get(field.name))
            for field in attrs.fields(cast("Any", model))
        },
        bases=(Checked,),
        class_body={"__attrs_post_init__": None},
        eq=False,
        repr=False,
        slots=True,
    )

    def make(source: Any) -> M:
        made = opened(*values(source))
        made.__class__ = model
        return made  # type: ignore[no-any-return]

    return make
