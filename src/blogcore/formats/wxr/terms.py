"""Categories, tags and other terms: of the site, and of an item."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

from blogcore._text.html import unescape_html
from blogcore.formats.html import escape_name
from blogcore.formats.wxr.vocabulary import is_made, leaf, made, remaining
from blogcore.formats.xml import Element, ElementReader
from blogcore.models import ExtraValue, Post

__all__ = ["item_terms", "site_term", "site_term_elements", "term_elements"]

#: The element of each sort of term, and the field that names one.
_SORTS = {
    "wp:category": "wp:category_nicename",
    "wp:tag": "wp:tag_slug",
    "wp:term": "wp:term_slug",
}
_OF_SITE = re.compile(r"(wp:(?:category|tag|term)):(.*):([A-Za-z_]\w*)", re.ASCII | re.DOTALL)


# --- of the site -------------------------------------------------------------------------------


def site_term(record: ElementReader, sort: str) -> dict[str, str]:
    """Parent, name and the like of a term by key: no field of a site holds them."""
    slug = record.take(_SORTS[sort]) or record.take("wp:term_id")
    taxonomy = f"{record.peek('wp:term_taxonomy')}:" if sort == "wp:term" else ""
    return {
        f"{sort}:{taxonomy}{slug}:{name.removeprefix('wp:')}": value
        for name, value in remaining(record).items()
    }


def site_term_elements(extra: Mapping[str, ExtraValue]) -> Iterator[Element]:
    """The terms that `site_term` has read."""
    terms: dict[tuple[str, str], dict[str, str]] = {}
    for key, value in extra.items():
        parts = _OF_SITE.fullmatch(key)
        if parts and isinstance(value, str):
            terms.setdefault((parts[1], parts[2]), {})[parts[3]] = value
    for (sort, slug), fields in terms.items():
        slug = (
            slug.removeprefix(f"{fields.get('term_taxonomy', '')}:") if sort == "wp:term" else slug
        )
        children = [leaf(_SORTS[sort], slug)]
        children += (leaf(f"wp:{name}", value) for name, value in fields.items())
        yield Element(sort, 0, {}, "", children)


# --- of an item --------------------------------------------------------------------------------


def item_terms(record: ElementReader, extra: dict[str, ExtraValue]) -> dict[str, tuple[str, ...]]:
    """The names of an item's terms by taxonomy, each once; other taxonomies go to ``extra``.

    WXR 1.0 names every term a second time without its taxonomy, and calls tags "tag". Slugs go to
    ``extra``, in the order of the names.
    """
    elements = record.repeated("category")
    classed = {_name(element) for element in elements if element.attributes.get("domain")}
    terms: dict[str, dict[str, str]] = {}
    for element in elements:
        domain, name = element.attributes.get("domain", ""), _name(element)
        slug = "" if is_made(element) else element.attributes.get("nicename", "").strip()
        if (not domain and name in classed) or not (name or slug):
            continue
        taxonomy = {"": "category", "tag": "post_tag"}.get(domain, domain)
        pile = terms.setdefault(taxonomy, {})
        pile[name or slug] = pile.get(name or slug) or slug
    for taxonomy, slugs in terms.items():
        if any(slugs.values()):
            extra[f"wp:nicename:{taxonomy}"] = tuple(slugs.values())
        if taxonomy not in ("category", "post_tag"):
            extra[f"wp:term:{taxonomy}"] = tuple(slugs)
    return {taxonomy: tuple(slugs) for taxonomy, slugs in terms.items()}


def _name(element: Element) -> str:
    return unescape_html(element.text.strip())


def term_elements(post: Post) -> Iterator[Element]:
    """The terms of a post. WordPress takes none without its slug, so one is made where need be."""
    yield from _of_taxonomy("category", post.categories, post)
    yield from _of_taxonomy("post_tag", post.tags, post)
    for key, names in post.extra.items():
        if key.startswith("wp:term:") and isinstance(names, tuple):
            yield from _of_taxonomy(key.removeprefix("wp:term:"), names, post)


def _of_taxonomy(taxonomy: str, names: Iterable[str], post: Post) -> Iterator[Element]:
    names = tuple(names)
    given = post.extra.get(f"wp:nicename:{taxonomy}", ())
    slugs = given if isinstance(given, tuple) and len(given) == len(names) else ("",) * len(names)
    for name, slug in zip(names, slugs, strict=True):
        held = escape_name(name)
        if slug:
            yield leaf("category", held, domain=taxonomy, nicename=slug)
        elif name.strip():
            yield made(leaf("category", held, domain=taxonomy, nicename=_slug(name)))


def _slug(name: str) -> str:
    """As ``sanitize_title_with_dashes``, but what is no letter is kept: "C" is not "C++"."""
    return quote("-".join(name.lower().split())).lower().replace("/", "%2f")
