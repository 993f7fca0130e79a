"""Categories, tags and other terms: those of a post, and lists of terms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape, unescape
from typing import cast

from attrs import frozen

from blogcore.formats.json_objects import ObjectReader, id_as_number
from blogcore.models import ExtraValue, Post, Site

__all__ = ["Term", "Terms", "site_term_records", "term_members"]

#: The member of a post that lists the ids of its terms, for the two taxonomies that models hold.
_IDS = {"category": "categories", "post_tag": "tags"}
#: Element and field prefix of a taxonomy in WXR: both formats use these keys in ``extra``.
_IN_SITE = {"category": ("wp:category", "cat"), "post_tag": ("wp:tag", "tag")}


@frozen
class Term:
    """A term of a taxonomy."""

    taxonomy: str
    name: str
    slug: str
    id: str | None = None
    parent: str | None = None
    description: str = ""


class Terms:
    """The terms that a response lists, and those of each post."""

    def __init__(self, records: Iterable[ObjectReader]) -> None:
        self._listed = [_term(record) for record in records]
        self._by_id = {(term.taxonomy, term.id): term for term in reversed(self._listed)}

    def of_post(self, post: ObjectReader, embedded: Iterable[ObjectReader]) -> tuple[Term, ...]:
        """Return the terms of a post, each once: those embedded in it, or listed ones by id."""
        terms = [_term(record) for record in embedded if "taxonomy" in record]
        for taxonomy, key in _IDS.items():
            ids = _ids(post.members.get(key))
            if ids and not any(term.taxonomy == taxonomy for term in terms):
                named = [self._by_id[taxonomy, id] for id in ids if (taxonomy, id) in self._by_id]
                terms += named
                if len(named) < len(ids):
                    message = "the names are not in the file; the ids were kept"
                    post.note("info", key, ids, message)
        return tuple({(term.taxonomy, term.name): term for term in terms}.values())

    @staticmethod
    def post_extra(terms: Iterable[Term]) -> dict[str, ExtraValue]:
        """Return the terms of a post for its ``extra``, under the same keys as in WXR.

        Terms that are authors, which a plugin stores, are left out.
        """
        names: dict[str, list[str]] = {}
        slugs: dict[str, list[str]] = {}
        for term in terms:
            if term.taxonomy != "author":
                names.setdefault(term.taxonomy, []).append(term.name)
                slugs.setdefault(term.taxonomy, []).append(term.slug)
        kept: dict[str, ExtraValue] = {
            f"wp:nicename:{taxonomy}": tuple(many) for taxonomy, many in slugs.items() if any(many)
        }
        return kept | {
            f"wp:term:{taxonomy}": tuple(many)
            for taxonomy, many in names.items()
            if taxonomy not in _IDS
        }

    def site_extra(self) -> dict[str, ExtraValue]:
        """Return the listed terms for ``extra`` of the site: no model is a term."""
        fields: dict[str, ExtraValue] = {}
        for term in self._listed:
            element, name = _IN_SITE.get(term.taxonomy, ("wp:term", "term"))
            taxonomy = f"{term.taxonomy}:" if element == "wp:term" else ""
            prefix = f"{element}:{taxonomy}{term.slug or term.id}"
            parent = self._by_id.get((term.taxonomy, term.parent))
            fields |= {f"{prefix}:term_id": term.id} if term.id else {}
            fields[f"{prefix}:{name}_name"] = term.name
            if element == "wp:term":
                fields[f"{prefix}:term_taxonomy"] = term.taxonomy
            if term.description:
                fields[f"{prefix}:{name if name != 'cat' else 'category'}_description"] = (
                    term.description
                )
            if term.parent:
                key = f"{prefix}:{'category' if name == 'cat' else name}_parent"
                fields[key] = parent.slug if parent else term.parent
        return fields


def term_members(post: Post, extra: dict[str, object]) -> tuple[dict[str, object], list[object]]:
    """Return the lists of ids of a post's terms, and the terms as embedded records.

    Args:
        post: The post.
        extra: Members kept from reading. Those of terms are taken out of it.
    """
    ids = {key: extra.pop(key, []) for key in _IDS.values()}
    named: dict[str, tuple[str, ...]] = {"category": post.categories, "post_tag": post.tags}
    for key in [key for key in extra if key.startswith("term:")]:
        names = extra.pop(key)
        if isinstance(names, list):
            named[key.removeprefix("term:")] = tuple(cast("list[str]", names))
    embedded: list[object] = []
    for taxonomy, names in named.items():
        slugs = _one_per_name(extra.pop(f"nicename:{taxonomy}", None), names)
        numbers = _one_per_name(ids.get(_IDS.get(taxonomy, "")), names)
        if names:
            embedded.append(
                [
                    _record(taxonomy, name, slug, number)
                    for name, slug, number in zip(names, slugs, numbers, strict=True)
                ]
            )
    return dict(ids), embedded


def site_term_records(site: Site) -> list[dict[str, object]]:
    """Return the records of the terms that `Terms.site_extra` put into ``extra`` of the site."""
    terms: dict[str, dict[str, str]] = {}
    for key, value in site.extra.items():
        prefix, _, fact = key.rpartition(":")
        if prefix.startswith(("wp:category:", "wp:tag:", "wp:term:")) and isinstance(value, str):
            terms.setdefault(prefix, {})[fact] = value
    ids = {prefix: fields["term_id"] for prefix, fields in terms.items() if "term_id" in fields}
    return [_site_record(prefix, fields, ids) for prefix, fields in terms.items()]


def _site_record(
    prefix: str, fields: Mapping[str, str], ids: Mapping[str, str]
) -> dict[str, object]:
    _, element, rest = prefix.split(":", 2)
    taxonomy = fields.get("term_taxonomy") or {"category": "category"}.get(element, "post_tag")
    slug = rest.removeprefix(f"{taxonomy}:") if element == "term" else rest
    above = prefix.removesuffix(slug)
    name = {"category": "cat"}.get(element, element)
    parent = fields.get(f"{element}_parent")
    record: dict[str, object] = {
        "id": id_as_number(fields.get("term_id", "0")),
        "name": escape(fields.get(f"{name}_name", ""), quote=False),
        "slug": slug,
        "taxonomy": taxonomy,
        "description": fields.get(f"{element}_description", ""),
    }
    if parent:
        record["parent"] = id_as_number(ids.get(f"{above}{parent}", parent))
    return record


def _term(record: ObjectReader) -> Term:
    parent = record.id("parent")
    slug = record.text("slug")
    return Term(
        taxonomy=record.text("taxonomy"),
        # WordPress stores names of terms escaped for HTML.
        name=unescape(record.text("name")) or slug,
        slug=slug,
        id=record.id("id"),
        parent=None if parent == "0" else parent,
        description=record.text("description"),
    )


def _record(taxonomy: str, name: str, slug: object, number: object) -> dict[str, object]:
    record: dict[str, object] = {} if number is None else {"id": number}
    record["name"] = escape(name, quote=False)
    return record | ({"slug": slug} if slug else {}) | {"taxonomy": taxonomy}


def _ids(value: object) -> list[str]:
    members = cast("list[object]", value) if isinstance(value, list) else []
    return [str(member) for member in members if isinstance(member, (int, str))]


def _one_per_name(values: object, names: tuple[str, ...]) -> list[object]:
    """Return the values if there is one for each name, or else None for each."""
    listed = cast("list[object]", values) if isinstance(values, list) else []
    return listed if len(listed) == len(names) else [None] * len(names)
