"""`twin`: the struct of which a document's part is, where it is as a model's fields say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from types import GenericAlias, UnionType
from typing import Annotated, Any, Union, cast, get_args, get_origin, get_type_hints

import attrs
import msgspec

from blogcore.models import Author, Extra

__all__ = ["default_in_twin", "may_be_unset", "twin"]

_KEY = Annotated[str, msgspec.Meta(min_length=1)]
_BOUND = (str, int, datetime)


@cache
def twin(model: Any) -> type[msgspec.Struct]:
    """A struct whose fields hold what those of a model may, and are left out at their default.

    An author within it is left unread, for `undo` to read each but once.
    """
    hints = get_type_hints(model)
    members: list[Any] = []
    for field in attrs.fields(model):
        holds = _holds(hints[field.name], field.metadata["bounds"])
        default = default_in_twin(field)
        if default is attrs.NOTHING:
            members.append((field.name, holds))
        elif default is msgspec.UNSET:
            members.append(may_be_unset(field.name, holds))
        else:
            members.append((field.name, holds, default))
    return msgspec.defstruct(
        f"{model.__name__}Twin",
        members,
        kw_only=True,
        omit_defaults=True,
        forbid_unknown_fields=True,
        gc=False,
    )


def default_in_twin(field: attrs.Attribute[Any]) -> Any:
    """What stands in a twin for the default of a model's field."""
    is_model = attrs.has(cast("type[object]", type(field.default)))
    return msgspec.UNSET if is_model else field.default


def may_be_unset(name: str, kind: Any) -> tuple[str, Any, msgspec.UnsetType]:
    """A member of a struct that may be left out."""
    return name, kind | msgspec.UnsetType, msgspec.UNSET


def _holds(hint: Any, bounds: Mapping[str, Any]) -> Any:
    """A type of a model's field as msgspec takes it, with its bounds."""
    if hint is Author:
        return msgspec.Raw
    if hint is Extra:
        return dict[_KEY, str | tuple[str, ...]]
    if attrs.has(hint):
        return twin(hint)
    if get_origin(hint) in (Union, UnionType):
        members = [_holds(member, bounds) for member in get_args(hint)]
        return Union[tuple(members)]  # noqa: UP007 - there is no other way to say it
    if get_origin(hint) is tuple:
        return GenericAlias(tuple, (_holds(get_args(hint)[0], bounds), ...))
    return Annotated[hint, msgspec.Meta(**bounds)] if bounds and hint in _BOUND else hint
