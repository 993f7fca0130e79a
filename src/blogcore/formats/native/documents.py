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
from blogcore.formats.base import Attachment, Featured
from blogcore.formats.files import UTF8_BOM
from blogcore.formats.json_codec import STDLIB, Codec, default_codec, encode, parse
from blogcore.models import Author, Blog, Body, Comment, DiscussionPolicy, Image, Post, Site

if TYPE_CHECKING:
    from blogcore.formats.native._reports import Report
    from blogcore.formats.native._structs import Decoder
    from blogcore.formats.reports import Loss, Losses
    from blogcore.threads import Diff, Thread

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

#: The models that a document can hold.
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
_KEYS: dict[object, str] = {kind: key for key, kind in KINDS.items()}
#: The keys of documents that hold no model; see `_reports`.
_REPORT_KEYS = ("thread", "diff", "losses")


def to_json(
    value: Model | Thread | Diff | Losses | Iterable[Loss], *, private: bool = False
) -> bytes:
    """Return a model, a thread, a diff or losses as a native JSON document in UTF-8.

    The same value gives the same bytes on every machine. Linear; nothing recurses.

    >>> from blogcore import Author
    >>> to_json(Author(name="Ida", email="ida@example.org"))
    b'{"blogcore":1,"author":{"name":"Ida"}}'

    Args:
        value: The model, a `Thread`, a `Diff`, `Losses` or a list of losses.
        private: Whether to write private fields: e-mail and IP addresses, user agents and `extra`.
            With them, ``from_json(to_json(value, private=True)) == value``.

    Raises:
        FormatError: ``value`` is none of these.
    """
    key, model = _keyed(value)
    return write_object({"blogcore": VERSION, key: model}, private=private)


def from_json(data: bytes | str) -> Model | Thread | Diff | tuple[Loss, ...]:
    """Return what a native JSON document holds: a model, a thread, a diff or a tuple of losses.

    >>> from_json('{"blogcore":1,"author":{"name":"Ida"}}')
    Author(name='Ida', ...

    Args:
        data: The document: JSON with any white space and order of keys. Of a key
            that occurs twice in one object the last counts.

    Raises:
        FormatError: The data are no JSON, or no native document.
        ValidationError: The value is invalid; it has every fault of the document.
    """
    return read_document(data)


def to_dict(
    value: Model | Thread | Diff | Losses | Iterable[Loss], *, private: bool = False
) -> dict[str, object]:
    """Return the native document of a value as plain objects: what `to_json` writes.

    >>> from blogcore import Author
    >>> to_dict(Author(name="Ida"))
    {'blogcore': 1, 'author': {'name': 'Ida'}}

    Args:
        value: The model, a `Thread`, a `Diff`, `Losses` or a list of losses.
        private: Whether to include private fields.

    Raises:
        FormatError: ``value`` is none of these.
    """
    key, model = _keyed(value)
    return {"blogcore": VERSION, key: _to_plain(model, private)}


def from_dict(document: Mapping[str, object]) -> Model | Thread | Diff | tuple[Loss, ...]:
    """Return what a native document in plain objects holds; inverse of `to_dict`.

    >>> from_dict({"blogcore": 1, "author": {"name": "Ida"}})
    Author(name='Ida', ...

    Args:
        document: The document, as `json.loads` returns it.

    Raises:
        FormatError: It is no native document.
        ValidationError: The value is invalid; it has every fault of the document.
    """
    members = read_version(document, "json", "$")
    known = (*KINDS, *_REPORT_KEYS)
    kinds = [key for key in members if key in known]
    unknown = [key for key in members if key not in known]
    if not kinds:
        listed = f"; it has {', '.join(map(short_repr, unknown))}" if unknown else ""
        nearest = [name for key in unknown for name in nearest_names(str(key), known)]
        suggestion = f"; did you mean {nearest[0]!r}?" if nearest else ""
        raise FormatError("json", "$", f"holds none of {', '.join(known)}{listed}{suggestion}")
    key = kinds[0]
    faults = [
        Fault(f"[{short_repr(key)}]", "unknown_key", "is not part of a document") for key in unknown
    ]
    faults += [
        Fault(other, "unknown_key", f"a document holds one value, and {key} is there already")
        for other in kinds[1:]
    ]
    try:
        value = (
            _read_report(members[key], key)
            if key in _REPORT_KEYS
            else to_model(members[key], KINDS[key])
        )
    except ValidationError as error:
        raise ValidationError([*faults, *error.faults]) from None
    if faults:
        raise ValidationError(faults)
    return value


def jsonable(value: object, *, private: bool = False) -> Any:
    """Return a value as plain objects that `json.dumps` takes, without a document around it.

    >>> from blogcore import Author
    >>> jsonable([Author(name="Ida", email="ida@example.org")])
    [{'name': 'Ida'}]

    Args:
        value: A value that `to_json` takes, or dicts and lists of such, of times, texts, numbers,
            booleans and None.
        private: Whether to include private fields.

    Raises:
        FormatError: Something in it is none of these.
    """
    if type(value) in _KEYS:
        return _to_plain(value, private)
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, datetime):
        return rfc3339(value)
    if isinstance(value, Mapping):
        members = cast("Mapping[object, object]", value)
        return {str(key): jsonable(member, private=private) for key, member in members.items()}
    if (keyed := _report_document(value)) is not None:
        return _to_plain(keyed[1], private)
    if isinstance(value, Iterable):
        return [jsonable(member, private=private) for member in cast("Iterable[object]", value)]
    raise FormatError("json", "", f"cannot convert {short_repr(value)} to plain objects")


# --- for the file formats ------------------------------------------------------------------------


def read_document(data: bytes | str, *, codec: Codec | None = None) -> Model | Report:
    """Return what a document holds, as `from_json` does.

    Args:
        data: The document.
        codec: How JSON is parsed; None: by msgspec where it is installed.
    """
    content = _as_bytes(data).removeprefix(UTF8_BOM)
    if (codec or default_codec()) is not STDLIB:
        model = _decoder().decode(content)
        if model is not None:
            return cast("Model", model)
        if any(b'"%b"' % key.encode() in content[:1000] for key in _REPORT_KEYS):
            report = _report_decoder().decode(content)
            if report is not None:
                return _to_report(report)
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
        key: _to_plain(value, private) if key != "blogcore" else value
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
    from blogcore.formats.native import _converter  # imports cattrs, which takes long

    return cast("Model", _converter.to_model(plain, kind))


def _to_plain(model: object, private: bool) -> Any:
    from blogcore.formats.native._converter import to_plain  # imports cattrs, which takes long

    return to_plain(model, private)


@cache
def _decoder() -> Decoder:
    from blogcore.formats.native._structs import Decoder

    return Decoder(KINDS, VERSION)


def _keyed(value: object) -> tuple[str, object]:
    """Return the key of a value in its document, and its model there."""
    key = _KEYS.get(type(value))
    if key is not None:
        return key, value
    keyed = _report_document(value)
    if keyed is None:
        known = ", ".join(kind.__name__ for kind in KINDS.values())
        reason = f"cannot write a {type(value).__name__}; expected one of {known}, Thread, Diff"
        raise FormatError("json", "", f"{reason}, or a list of Loss")
    return keyed


# Threads, diffs and losses: their module is imported when there is one.


def _report_document(value: object) -> tuple[str, object] | None:
    if value is None or isinstance(value, (str, bytes, int, float, Mapping)):
        return None
    from blogcore.formats.native._reports import is_report, to_document

    return to_document(value) if is_report(value) else None


def _read_report(plain: object, key: str) -> Report:
    from blogcore.formats.native._converter import to_model
    from blogcore.formats.native._reports import REPORT_KINDS

    return _to_report(to_model(plain, REPORT_KINDS[key]))


def _to_report(document: object) -> Report:
    from blogcore.formats.native._reports import to_report

    return to_report(document)


@cache
def _report_decoder() -> Decoder:
    from blogcore.formats.native._reports import REPORT_KINDS
    from blogcore.formats.native._structs import Decoder

    return Decoder(REPORT_KINDS, VERSION)


def _as_bytes(data: bytes | str) -> bytes:
    if not isinstance(data, str):
        return bytes(data)
    try:
        return data.encode("utf-8")
    except UnicodeEncodeError as error:
        raise FormatError(
            "json", f"character {error.start}", "holds a lone surrogate, which no UTF-8 text can"
        ) from None
