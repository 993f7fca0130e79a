"""Convert responses of WordPress.com's own API, versions 1 to 1.2, to records of version 2.

``/rest/v1.1/sites/SITE/posts`` and ``…/comments`` write ``ID`` and ``URL`` in capitals, objects
where version 2 has ids, a string where it has ``rendered``, and one time with its offset. Members
of an unexpected type are left as they are, for the reader of version 2 to report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import cast

__all__ = ["convert_response", "is_wordpress_com"]

JsonObject = dict[str, object]

#: Sets of members that no other system's objects have together.
_SIGNATURES = (
    {"found", "posts"},
    {"found", "comments"},
    {"found", "users"},
    {"found", "media"},
    {"ID", "site_ID"},
    {"ID", "short_URL"},
    {"ID", "URL", "content"},
    {"ID", "URL", "description"},
    {"ID", "nice_name"},
)
#: Members about the API or about the user who made the request: not content.
_IGNORED = (
    *("meta", "capabilities", "current_user_can", "i_like", "i_replied", "is_reblogged"),
    *("is_following", "can_moderate", "site_ID", "global_ID"),
)
_TAXONOMIES = {"categories": "category", "tags": "post_tag"}


def is_wordpress_com(members: Mapping[str, str]) -> bool:
    """Return whether an object with these members can only be of this API."""
    return any(members.keys() >= signature for signature in _SIGNATURES)


def _are_records(values: list[object]) -> bool:
    """Return whether a list that was saved without ``found`` has records of this API."""
    return bool(values) and all(
        isinstance(value, dict) and "ID" in cast("JsonObject", value) for value in values
    )


def convert_response(document: object) -> list[tuple[str, object]] | None:
    """Return the records of a response with the path of each; None for another API. Linear."""
    if not isinstance(document, dict):
        return None
    response = cast("JsonObject", document)
    if "ID" in response and "id" not in response:
        return [("$", _convert_record(response))]
    lists = [
        key
        for key in _RECORDS
        if isinstance(response.get(key), list)
        and ("found" in response or _are_records(cast("list[object]", response[key])))
    ]
    if not lists:
        return None
    return [
        (
            f"$.{key}[{index}]",
            _RECORDS[key](cast("JsonObject", source)) if isinstance(source, dict) else source,
        )
        for key in lists
        for index, source in enumerate(cast("list[object]", response[key]))
    ]


def _convert_record(source: JsonObject) -> JsonObject:
    """Convert a record; the kind is recognised by its members."""
    if "mime_type" in source:
        return _convert_media(source)
    if isinstance(source.get("post"), dict) or "raw_content" in source:
        return _convert_comment(source)
    if source.keys() & {"content", "discussion", "title", "modified"}:
        return _convert_post(source)
    return (
        _convert_user(source)
        if source.keys() & {"login", "nice_name", "profile_URL"}
        else _convert_site(source)
    )


# --- posts -----------------------------------------------------------------------------------


def _convert_post(source: JsonObject) -> JsonObject:
    record = _rename(source, {"ID": "id", "URL": "link"})
    embedded: JsonObject = {}
    author = record.get("author")
    if isinstance(author, dict):
        embedded["author"] = [_convert_user(cast("JsonObject", author))]
        record["author"] = cast("JsonObject", author).get("ID")
    record["parent"] = _id_of(record.get("parent"))
    discussion = record.pop("discussion", None)
    if isinstance(discussion, dict):
        record |= cast("JsonObject", discussion)
    if record.pop("comments_open", True) is False:
        record.setdefault("comment_status", "closed")
    terms = list(_terms(record))
    if terms:
        embedded["wp:term"] = terms
    embedded |= _media_members(record)
    return record | ({"_embedded": embedded} if embedded else {})


def _terms(record: JsonObject) -> Iterator[list[JsonObject]]:
    """Yield the terms of each taxonomy, which are objects by name."""
    by_taxonomy = record.pop("terms", None)
    groups = cast("JsonObject", by_taxonomy) if isinstance(by_taxonomy, dict) else {}
    for key, taxonomy in _TAXONOMIES.items():
        if isinstance(record.get(key), dict):
            groups = {taxonomy: record.pop(key)} | groups
    for taxonomy, group in groups.items():
        terms = [_convert_term(term, taxonomy) for term in _objects_in(group)]
        if terms:
            yield terms


def _convert_term(term: JsonObject, taxonomy: str) -> JsonObject:
    return _rename(term, {"ID": "id"}) | {"taxonomy": taxonomy}


def _media_members(record: JsonObject) -> JsonObject:
    """Return the featured image, which may be a URL alone, and the other files."""
    thumbnail, address = record.pop("post_thumbnail", None), record.pop("featured_image", None)
    files = record.pop("attachments", None)
    first: list[JsonObject] = []
    if isinstance(thumbnail, dict):
        first = [_convert_media(cast("JsonObject", thumbnail))]
    elif isinstance(address, str) and address:
        first = [{"source_url": address, "media_type": "image"}]
    known = [picture.get("source_url") for picture in first]
    others = [_convert_media(source) for source in _objects_in(files)]
    rest = [source for source in others if source.get("source_url") not in known]
    media: JsonObject = {"wp:featuredmedia": first, "wp:attachment": [rest] if rest else []}
    return {key: value for key, value in media.items() if value}


def _convert_media(source: JsonObject) -> JsonObject:
    names = {"ID": "id", "URL": "source_url", "alt": "alt_text", "post_ID": "post"}
    record = {"type": "attachment"} | _rename(source, names)
    sizes = {key: record.pop(key) for key in ("width", "height") if key in record}
    record.pop("thumbnails", None)
    return record | ({"media_details": sizes} if sizes else {})


# --- comments, people, sites -----------------------------------------------------------------


def _convert_comment(source: JsonObject) -> JsonObject:
    record = {"type": "comment"} | _rename(source, {"ID": "id", "URL": "link"})
    raw = record.pop("raw_content", None)
    content = {"rendered": record.pop("content", None), "raw": raw}
    record["content"] = {key: value for key, value in content.items() if value is not None}
    record["parent"] = _id_of(record.get("parent"))
    author, post = record.get("author"), record.get("post")
    if isinstance(author, dict):
        record |= _author_members(_convert_user(cast("JsonObject", author)))
    if isinstance(post, dict):
        about = _rename(cast("JsonObject", post), {"ID": "id"})
        about.pop("link", None)  # where programs ask for it
        record |= {"post": about.get("id"), "_embedded": {"up": [about]}}
    return record


def _author_members(user: JsonObject) -> JsonObject:
    """Return the members of a comment that name its author."""
    names = {"id": "author", "avatar_urls": "author_avatar_urls"}
    names |= {key: f"author_{key}" for key in ("name", "url", "email", "ip")}
    return {names[key]: value for key, value in user.items() if key in names}


def _convert_user(source: JsonObject) -> JsonObject:
    names = {"ID": "id", "URL": "url", "nice_name": "slug", "profile_URL": "link"}
    record = _rename(source, names | {"ip_address": "ip"})
    if record.get("email") is False:
        del record["email"]
    picture = record.pop("avatar_URL", None)
    return record | ({"avatar_urls": {"96": picture}} if picture else {})


def _convert_site(source: JsonObject) -> JsonObject:
    record: JsonObject = _rename(source, {"URL": "url"}) | {"namespaces": list[object]()}
    options = record.pop("options", None)
    zone = cast("JsonObject", options).get("timezone") if isinstance(options, dict) else None
    return record | ({"timezone_string": zone} if zone else {})


# --- members ---------------------------------------------------------------------------------


def _objects_in(group: object) -> Iterator[JsonObject]:
    """Yield the objects that are the values of an object."""
    members = cast("JsonObject", group).values() if isinstance(group, dict) else ()
    for member in members:
        if isinstance(member, dict):
            yield cast("JsonObject", member)


def _rename(source: JsonObject, names: Mapping[str, str]) -> JsonObject:
    return {names.get(key, key): value for key, value in source.items() if key not in _IGNORED}


def _id_of(value: object) -> object:
    """Return the id in an object that is referred to; 0 for false."""
    if isinstance(value, dict):
        return cast("JsonObject", value).get("ID")
    return 0 if value is False else value


_RECORDS: dict[str, Callable[[JsonObject], JsonObject]] = {
    "posts": _convert_post,
    "comments": _convert_comment,
    "users": _convert_user,
    "media": _convert_media,
}
