"""The native format: one versioned JSON document for a blog, or for any single model.

``{"blogcore":1,"blog":{…}}`` or ``{"blogcore":1,"comment":{…}}``: UTF-8, keys in field order,
fields at their default left out, times as RFC 3339 text. Discussions are flat: a comment names the
one that it answers, so no nesting grows with a discussion.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from attrs import frozen

from blogcore._text.plain import short_repr
from blogcore.errors import Fault, FormatError, ValidationError
from blogcore.formats._json import Codec, default_codec, encode, parse
from blogcore.formats.base import Attachment, Featured, Item, Losses, Notes
from blogcore.formats.files import UTF8_BOM
from blogcore.formats.losses import collect_blog
from blogcore.models import Author, Blog, Body, Comment, DiscussionPolicy, Image, Post, Site
from blogcore.models.private import stripped

if TYPE_CHECKING:
    from blogcore.formats.twins import Twins

__all__ = [
    "JSON",
    "KINDS",
    "VERSION",
    "Model",
    "NativeJson",
    "decode",
    "dumps",
    "from_document",
    "loads",
    "model_to_plain",
    "plain_to_model",
    "to_document",
    "version_or_refuse",
]

#: The version of the document that is written, and the only one that is read.
VERSION = 1

#: Whatever a document can hold.
Model = (
    Site | Author | Image | Body | Post | Comment | Blog | DiscussionPolicy | Attachment | Featured
)

#: The key under which each model lies.
KINDS: dict[str, type[Model]] = {
    "blog": Blog,
    "site": Site,
    "author": Author,
    "post": Post,
    "comment": Comment,
    "image": Image,
    "body": Body,
    "discussion": DiscussionPolicy,
    "attachment": Attachment,
    "featured": Featured,
}
_KEYS = {model: key for key, model in KINDS.items()}
_ITEMS = (Site, Author, Post, Comment, Attachment, Featured)


def dumps(model: Model, *, private: bool = False) -> bytes:
    """One model as a native JSON document.

    Without ``private`` e-mail addresses, IP addresses, user agents and everything in `extra` are
    left out; with it, ``loads(dumps(model, private=True)) == model``. The same model gives the
    same bytes on every machine. Raises `FormatError` for what is no model. Linear; no recursion.

    >>> from blogcore import Author
    >>> dumps(Author(name="Ida", email="ida@example.org"))
    b'{"blogcore":1,"author":{"name":"Ida"}}'
    """
    if private:
        return _written(model)
    twins = _twins(None)
    fast = twins.written_without_private(model) if twins and type(model) in _KEYS else None
    return _written(_without_private(model)) if fast is None else fast


def loads(data: bytes | str) -> Model:
    """The model that a native JSON document holds.

    Raises `FormatError` for what is not JSON or not ours, and one `ValidationError` with every
    fault of the document otherwise.

    >>> loads('{"blogcore":1,"author":{"name":"Ida"}}')
    Author(name='Ida', ...
    """
    return decode(data)


def decode(data: bytes | str, *, codec: Codec | None = None) -> Model:
    """As `loads`, through a codec of the caller's choice."""
    plain = _as_bytes(data)
    twins = _twins(codec)
    fast = twins.read(plain) if twins else None
    return from_document(parse(plain, codec=codec)) if fast is None else cast("Model", fast)


@frozen
class NativeJson:
    """The native document as a file format. It is read and written in one piece."""

    codec: Codec | None = None
    name: str = "json"
    title: str = "blogcore JSON"
    media_types: tuple[str, ...] = ("application/json",)
    suffixes: tuple[str, ...] = (".json",)
    narrows: tuple[str, ...] = ()
    readable: bool = True
    writable: bool = True

    def sniff(self, head: bytes) -> bool:
        """Whether it begins as a JSON object with our version key in sight."""
        return head.removeprefix(UTF8_BOM).lstrip().startswith(b"{") and b'"blogcore"' in head

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        """The items of the document: site, authors, posts, comments; or the one that it holds."""
        model = decode(stream.read(), codec=self.codec)
        if isinstance(model, Blog):
            yield model.site
            yield from model.authors
            yield from model.posts
            yield from model.comments
        elif isinstance(model, _ITEMS):
            yield model
        else:
            raise FormatError(
                self.name,
                "$",
                f"holds a {_KEYS[type(model)]}, which is no blog; read it with loads()",
            )

    def write(self, items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
        """Write one document; pictures given apart are put into their posts first."""
        stream.write(_written(collect_blog(items, losses, self.name), self.codec))


JSON = NativeJson()


# --- documents -------------------------------------------------------------------------------


def to_document(model: object) -> dict[str, object]:
    """The plain objects of a document."""
    key = _KEYS.get(cast("type[Model]", type(model)))
    if key is None:
        known = ", ".join(kind.__name__ for kind in _KEYS)
        raise FormatError("json", "", f"cannot write a {type(model).__name__}; give one of {known}")
    return {"blogcore": VERSION, key: model_to_plain(cast("Model", model))}


def from_document(plain: object) -> Model:
    """The model that the plain objects of a document hold."""
    members = version_or_refuse(plain, "json", "$")
    kinds = [key for key in members if key in KINDS]
    unknown = [key for key in members if key not in KINDS]
    if not kinds:
        found = f"; it has {', '.join(map(short_repr, unknown))}" if unknown else ""
        raise FormatError("json", "$", f"holds none of {', '.join(KINDS)}{found}")
    faults = [
        Fault(f"[{short_repr(key)}]", "unknown_key", "is not part of a document") for key in unknown
    ]
    faults += [
        Fault(key, "unknown_key", f"a document holds one model, and {kinds[0]} is there already")
        for key in kinds[1:]
    ]
    try:
        model = plain_to_model(members[kinds[0]], KINDS[kinds[0]])
    except ValidationError as error:
        raise ValidationError([*faults, *error.faults]) from None
    if faults:
        raise ValidationError(faults)
    return model


def version_or_refuse(plain: object, format: str, place: str) -> dict[str, Any]:
    """The members of a document besides its version; `FormatError` where it is not one of ours."""
    if not isinstance(plain, dict) or "blogcore" not in plain:
        raise FormatError(
            format,
            place,
            'this is JSON, but not of blogcore: an object with the key "blogcore" is due',
        )
    members: dict[str, Any] = dict(cast("dict[str, Any]", plain))
    version = members.pop("blogcore")
    if type(version) is int and version > VERSION:
        raise FormatError(
            format,
            f"{place}.blogcore",
            f"version {short_repr(version)} is newer than this blogcore, which reads {VERSION}; "
            "upgrade blogcore, or have the file written by an older one",
        )
    if type(version) is not int or version != VERSION:
        raise FormatError(
            format, f"{place}.blogcore", f"must be the number {VERSION}, not {short_repr(version)}"
        )
    return members


def _written(model: Model, codec: Codec | None = None) -> bytes:
    twins = _twins(codec)
    fast = twins.written(model) if twins and type(model) in _KEYS else None
    return encode(to_document(model), codec=codec) if fast is None else fast


def _without_private(model: Model) -> Model:
    # Not `public`: a blog's drafts and held comments are content, and are exported with it.
    return stripped(model) if type(model) in _KEYS else model


def _as_bytes(data: bytes | str) -> bytes:
    if not isinstance(data, str):
        return bytes(data)
    try:
        return data.encode("utf-8")
    except UnicodeEncodeError as error:
        raise FormatError(
            "json", f"character {error.start}", "holds a lone surrogate, which no UTF-8 text can"
        ) from None


# --- msgspec, where it is installed ---------------------------------------------------------------


def _twins(codec: Codec | None) -> Twins | None:
    return _made_twins() if (codec or default_codec()).fast_decode else None


@cache
def _made_twins() -> Twins:
    from blogcore.formats.twins import Twins

    return Twins(VERSION, KINDS)


# --- cattrs, only when it is needed: importing it takes longer than the rest of the package ------


def model_to_plain(model: Model) -> dict[str, object]:
    """The plain objects of a model, without the document around it."""
    from blogcore.formats._converter import to_plain

    return to_plain(model)


def plain_to_model(plain: object, kind: type[Model]) -> Model:
    """The model of this kind that plain objects describe; `ValidationError` with every fault."""
    from blogcore.formats._converter import to_model

    return to_model(plain, kind)
