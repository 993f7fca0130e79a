"""WordPress.com's own API, versions 1 to 1.2: its answers, as records of version 2.

What ``/rest/v1.1/sites/SITE/posts`` and ``…/comments`` answer says ``ID`` and ``URL`` in capitals,
has objects where version 2 has ids, text where it has ``rendered``, and one time with its offset.
What is of that shape is turned; what is not stays as it is, for the reader of version 2 to judge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import cast

__all__ = ["is_wordpress_com", "records_of"]

Plain = dict[str, object]

#: Of the members that an object begins with, those that no other system's objects have.
_SURE = (
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
#: What is said to programs, or of whoever asked.
_MACHINERY = (
    *("meta", "capabilities", "current_user_can", "i_like", "i_replied", "is_reblogged"),
    *("is_following", "can_moderate", "site_ID", "global_ID"),
)
_TAXONOMIES = {"categories": "category", "tags": "post_tag"}


def is_wordpress_com(members: Mapping[str, str]) -> bool:
    """Whether an object, as an `Outline` has it, can only be of this API."""
    return any(members.keys() >= sure for sure in _SURE)


def records_of(plain: object) -> list[tuple[str, object]] | None:
    """The records of an answer, each with its place; None for an answer of another API. Linear."""
    if not isinstance(plain, dict):
        return None
    answer = cast("Plain", plain)
    if "ID" in answer and "id" not in answer:
        return [("$", _record(answer))]
    lists = [key for key in _RECORDS if "found" in answer and isinstance(answer.get(key), list)]
    if not lists:
        return None
    return [
        (f"$.{key}[{index}]", _RECORDS[key](cast("Plain", one)) if isinstance(one, dict) else one)
        for key in lists
        for index, one in enumerate(cast("list[object]", answer[key]))
    ]


def _record(one: Plain) -> Plain:
    """A record by what it has: no member says what it is."""
    if "mime_type" in one:
        return _media(one)
    if isinstance(one.get("post"), dict) or "raw_content" in one:
        return _comment(one)
    if one.keys() & {"content", "discussion", "title", "modified"}:
        return _post(one)
    return _user(one) if one.keys() & {"login", "nice_name", "profile_URL"} else _site(one)


# --- posts -----------------------------------------------------------------------------------


def _post(one: Plain) -> Plain:
    record = _renamed(one, {"ID": "id", "URL": "link"})
    embedded: Plain = {}
    author = record.get("author")
    if isinstance(author, dict):
        embedded["author"] = [_user(cast("Plain", author))]
        record["author"] = cast("Plain", author).get("ID")
    record["parent"] = _id_of(record.get("parent"))
    discussion = record.pop("discussion", None)
    if isinstance(discussion, dict):
        record |= cast("Plain", discussion)
    if record.pop("comments_open", True) is False:
        record.setdefault("comment_status", "closed")
    terms = list(_terms(record))
    if terms:
        embedded["wp:term"] = terms
    embedded |= _pictures(record)
    return record | ({"_embedded": embedded} if embedded else {})


def _terms(record: Plain) -> Iterator[list[Plain]]:
    """The terms of each taxonomy, which are objects by name."""
    every = record.pop("terms", None)
    groups = cast("Plain", every) if isinstance(every, dict) else {}
    for key, taxonomy in _TAXONOMIES.items():
        if isinstance(record.get(key), dict):
            groups = {taxonomy: record.pop(key)} | groups
    for taxonomy, group in groups.items():
        members = cast("Plain", group).values() if isinstance(group, dict) else ()
        found = [_term(cast("Plain", term), taxonomy) for term in members if isinstance(term, dict)]
        if found:
            yield found


def _term(term: Plain, taxonomy: str) -> Plain:
    return _renamed(term, {"ID": "id"}) | {"taxonomy": taxonomy}


def _pictures(record: Plain) -> Plain:
    """The picture of the post, which may be an address alone, then the other files."""
    thumbnail, address = record.pop("post_thumbnail", None), record.pop("featured_image", None)
    files = record.pop("attachments", None)
    first: list[Plain] = []
    if isinstance(thumbnail, dict):
        first = [_media(cast("Plain", thumbnail))]
    elif isinstance(address, str) and address:
        first = [{"source_url": address, "media_type": "image"}]
    known = [picture.get("source_url") for picture in first]
    others = cast("Plain", files).values() if isinstance(files, dict) else ()
    more = [_media(cast("Plain", one)) for one in others if isinstance(one, dict)]
    rest = [one for one in more if one.get("source_url") not in known]
    found: Plain = {"wp:featuredmedia": first, "wp:attachment": [rest] if rest else []}
    return {key: value for key, value in found.items() if value}


def _media(one: Plain) -> Plain:
    names = {"ID": "id", "URL": "source_url", "alt": "alt_text", "post_ID": "post"}
    record = {"type": "attachment"} | _renamed(one, names)
    sizes = {key: record.pop(key) for key in ("width", "height") if key in record}
    record.pop("thumbnails", None)
    return record | ({"media_details": sizes} if sizes else {})


# --- comments, people, sites -----------------------------------------------------------------


def _comment(one: Plain) -> Plain:
    record = {"type": "comment"} | _renamed(one, {"ID": "id", "URL": "link"})
    raw = record.pop("raw_content", None)
    content = {"rendered": record.pop("content", None), "raw": raw}
    record["content"] = {key: value for key, value in content.items() if value is not None}
    record["parent"] = _id_of(record.get("parent"))
    author, post = record.get("author"), record.get("post")
    if isinstance(author, dict):
        record |= _signed(_user(cast("Plain", author)))
    if isinstance(post, dict):
        about = _renamed(cast("Plain", post), {"ID": "id"})
        about.pop("link", None)  # where programs ask for it
        record |= {"post": about.get("id"), "_embedded": {"up": [about]}}
    return record


def _signed(user: Plain) -> Plain:
    """The members of a comment that say who wrote it."""
    names = {"id": "author", "avatar_urls": "author_avatar_urls"}
    names |= {key: f"author_{key}" for key in ("name", "url", "email", "ip")}
    return {names[key]: value for key, value in user.items() if key in names}


def _user(one: Plain) -> Plain:
    names = {"ID": "id", "URL": "url", "nice_name": "slug", "profile_URL": "link"}
    record = _renamed(one, names | {"ip_address": "ip"})
    if record.get("email") is False:
        del record["email"]
    picture = record.pop("avatar_URL", None)
    return record | ({"avatar_urls": {"96": picture}} if picture else {})


def _site(one: Plain) -> Plain:
    record: Plain = _renamed(one, {"URL": "url"}) | {"namespaces": list[object]()}
    options = record.pop("options", None)
    zone = cast("Plain", options).get("timezone") if isinstance(options, dict) else None
    return record | ({"timezone_string": zone} if zone else {})


# --- members ---------------------------------------------------------------------------------


def _renamed(one: Plain, names: Mapping[str, str]) -> Plain:
    return {names.get(key, key): value for key, value in one.items() if key not in _MACHINERY}


def _id_of(value: object) -> object:
    """The id of an object that is named; false is none."""
    if isinstance(value, dict):
        return cast("Plain", value).get("ID")
    return 0 if value is False else value


_RECORDS: dict[str, Callable[[Plain], Plain]] = {
    "posts": _post,
    "comments": _comment,
    "users": _user,
    "media": _media,
}
