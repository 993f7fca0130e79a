"""The native document of a model: versioned JSON, as bytes or as plain objects.

``{"blogcore":1,"blog":{…}}`` or ``{"blogcore":1,"comment":{…}}``: UTF-8, keys in the order of the
fields, fields at their default left out, times as RFC 3339 text. Discussions are flat: a comment
names the comment that it answers, so no nesting grows with a discussion.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from blogcore._text.plain import nearest_names, short_repr
from blogcore._time.parse import rfc3339
from blogcore.errors import Fault, FormatError, ValidationError
from blogcore.formats._json import STDLIB, Codec, default_codec, encode, parse
from blogcore.formats.base import Attachment, Featured
from blogcore.formats.files import UTF8_BOM
from blogcore.models import Author, Blog, Body, Comment, DiscussionPolicy, Image, Post, Site

if TYPE_CHECKING:
    from blogcore.formats.native._structs import Decoder

__all__ = [
    "KINDS",
    "VERSION",
    "Model",
    "from_dict",
    "from_json",
    "jsonable",
    "read_document",
    "read_version",
    "to_dict",
    "to_json",
    "to_model",
    "write_object",
]

#: The version of the document that is written, and the only one that is read.
VERSION = 1

#: Whatever a document can hold.
Model = (
    Site | Author | Image | Body | Post | Comment | Blog | DiscussionPolicy | Attachment | Featured
)

#: The class of the model under each key of a document.
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
_KEYS = {kind: key for key, kind in KINDS.items()}


def to_json(model: Model, *, private: bool = False) -> bytes:
    """Return a model as a native JSON document in UTF-8.

    The same model gives the same bytes on every machine. Linear; nothing recurses.

    >>> from blogcore import Author
    >>> to_json(Author(name="Ida", email="ida@example.org"))
    b'{"blogcore":1,"author":{"name":"Ida"}}'

    Args:
        model: The model.
        private: Whether to write private fields: e-mail and IP addresses, user agents and `extra`.
            With them, ``from_json(to_json(model, private=True)) == model``.

    Raises:
        FormatError: ``model`` is no model.
    """
    return write_object({"blogcore": VERSION, _key_of(model): model}, private=private)


def from_json(data: bytes | str) -> Model:
    """Return the model of a native JSON document.

    >>> from_json('{"blogcore":1,"author":{"name":"Ida"}}')
    Author(name='Ida', ...

    Args:
        data: The document: any JSON, whatever its white space and the order of its keys. Of a key
            that occurs twice in one object the last counts.

    Raises:
        FormatError: The data are no JSON, or no native document.
        ValidationError: The model is invalid; it has every fault of the document.
    """
    return read_document(data)


def to_dict(model: Model, *, private: bool = False) -> dict[str, object]:
    """Return the native document of a model as plain objects: what `to_json` writes.

    >>> from blogcore import Author
    >>> to_dict(Author(name="Ida"))
    {'blogcore': 1, 'author': {'name': 'Ida'}}

    Args:
        model: The model.
        private: Whether to include private fields.

    Raises:
        FormatError: ``model`` is no model.
    """
    return {"blogcore": VERSION, _key_of(model): _to_plain(model, private)}


def from_dict(document: Mapping[str, object]) -> Model:
    """Return the model of a native document in plain objects; inverse of `to_dict`.

    >>> from_dict({"blogcore": 1, "author": {"name": "Ida"}})
    Author(name='Ida', ...

    Args:
        document: The document, as `json.loads` returns it.

    Raises:
        FormatError: It is no native document.
        ValidationError: The model is invalid; it has every fault of the document.
    """
    members = read_version(document, "json", "$")
    kinds = [key for key in members if key in KINDS]
    unknown = [key for key in members if key not in KINDS]
    if not kinds:
        listed = f"; it has {', '.join(map(short_repr, unknown))}" if unknown else ""
        nearest = [name for key in unknown for name in nearest_names(str(key), KINDS)]
        suggestion = f"; did you mean {nearest[0]!r}?" if nearest else ""
        raise FormatError("json", "$", f"holds none of {', '.join(KINDS)}{listed}{suggestion}")
    faults = [
        Fault(f"[{short_repr(key)}]", "unknown_key", "is not part of a document") for key in unknown
    ]
    faults += [
        Fault(key, "unknown_key", f"a document holds one model, and {kinds[0]} is there already")
        for key in kinds[1:]
    ]
    try:
        model = to_model(members[kinds[0]], KINDS[kinds[0]])
    except ValidationError as error:
        raise ValidationError([*faults, *error.faults]) from None
    if faults:
        raise ValidationError(faults)
    return model


def jsonable(value: object, *, private: bool = False) -> Any:
    """Return a value as plain objects that `json.dumps` takes, without a document around it.

    >>> from blogcore import Author
    >>> jsonable([Author(name="Ida", email="ida@example.org")])
    [{'name': 'Ida'}]

    Args:
        value: A model, or dicts and lists of models, times, texts, numbers, booleans and None.
        private: Whether to include private fields.

    Raises:
        FormatError: Something in it is none of these.
    """
    if type(value) in _KEYS:
        return _to_plain(cast("Model", value), private)
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, datetime):
        return rfc3339(value)
    if isinstance(value, Mapping):
        members = cast("Mapping[object, object]", value)
        return {str(key): jsonable(member, private=private) for key, member in members.items()}
    if isinstance(value, Iterable):
        return [jsonable(member, private=private) for member in cast("Iterable[object]", value)]
    raise FormatError("json", "", f"cannot convert {short_repr(value)} to plain objects")


# --- for the file formats ------------------------------------------------------------------------


def read_document(data: bytes | str, *, codec: Codec | None = None) -> Model:
    """Return the model of a document, as `from_json` does.

    Args:
        data: The document.
        codec: How JSON is parsed; None: by msgspec where it is installed.
    """
    content = _as_bytes(data).removeprefix(UTF8_BOM)
    if (codec or default_codec()) is not STDLIB:
        model = _decoder().decode(content)
        if model is not None:
            return cast("Model", model)
    return from_dict(cast("Mapping[str, object]", parse(content, codec=codec)))


def write_object(
    members: Mapping[str, object], *, private: bool, codec: Codec | None = None
) -> bytes:
    """Return a JSON object, such as a document.

    Args:
        members: Plain values and models.
        private: Whether to write private fields.
        codec: How JSON is written; None: by msgspec where it is installed.
    """
    if (codec or default_codec()) is not STDLIB:
        from blogcore.formats.native._structs import encode_document

        return encode_document(members, private=private)
    plain = {
        key: _to_plain(cast("Model", value), private) if type(value) in _KEYS else value
        for key, value in members.items()
    }
    return encode(plain, codec=codec)


def read_version(document: object, format: str, place: str) -> dict[str, Any]:
    """Return the members of a document except for its version.

    Raises:
        FormatError: It is no document, or one of another version.
    """
    if not isinstance(document, Mapping) or "blogcore" not in document:
        raise FormatError(
            format,
            place,
            'this is JSON, but not of blogcore: expected an object with the key "blogcore"',
        )
    members: dict[str, Any] = dict(cast("Mapping[str, Any]", document))
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


def to_model(plain: object, kind: type[Model]) -> Model:
    """Return the model of a class that plain objects describe.

    Raises:
        ValidationError: They describe none; it has every fault.
    """
    from blogcore.formats.native._converter import to_model  # imports cattrs, which takes long

    return to_model(plain, kind)


def _to_plain(model: Model, private: bool) -> dict[str, object]:
    from blogcore.formats.native._converter import to_plain  # imports cattrs, which takes long

    return to_plain(model, private)


@cache
def _decoder() -> Decoder:
    from blogcore.formats.native._structs import Decoder

    return Decoder(KINDS, VERSION)


def _key_of(model: object) -> str:
    key = _KEYS.get(cast("type[Model]", type(model)))
    if key is None:
        known = ", ".join(kind.__name__ for kind in _KEYS)
        raise FormatError(
            "json", "", f"cannot write a {type(model).__name__}; expected one of {known}"
        )
    return key


def _as_bytes(data: bytes | str) -> bytes:
    if not isinstance(data, str):
        return bytes(data)
    try:
        return data.encode("utf-8")
    except UnicodeEncodeError as error:
        raise FormatError(
            "json", f"character {error.start}", "holds a lone surrogate, which no UTF-8 text can"
        ) from None
