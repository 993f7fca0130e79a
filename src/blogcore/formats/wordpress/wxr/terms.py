"""Categories, tags and other terms: of the site, and of an item."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

from blogcore._text.html import unescape_html
from blogcore.formats.html import escape_name
from blogcore.formats.wordpress.wxr.elements import is_placeholder, leaf, placeholder, remaining
from blogcore.formats.xml import Element, ElementReader
from blogcore.models import ExtraValue, Post

__all__ = ["SITE_TERMS", "site_term_elements", "take_site_term", "take_terms", "term_elements"]

#: Elements that are terms of the site, each with the field that identifies one.
SITE_TERMS = {
    "wp:category": "wp:category_nicename",
    "wp:tag": "wp:tag_slug",
    "wp:term": "wp:term_slug",
}
_SITE_KEY = re.compile(r"(wp:(?:category|tag|term)):(.*):([A-Za-z_]\w*)", re.ASCII | re.DOTALL)


# --- of the site -------------------------------------------------------------------------------


def take_site_term(reader: ElementReader, name: str) -> dict[str, ExtraValue]:
    """Return the fields of a term of the site for ``extra``: no model is a term.

    Args:
        reader: The element.
        name: Its name.
    """
    slug = reader.take(SITE_TERMS[name]) or reader.take("wp:term_id")
    taxonomy = f"{reader.peek('wp:term_taxonomy')}:" if name == "wp:term" else ""
    return {
        f"{name}:{taxonomy}{slug}:{field.removeprefix('wp:')}": value
        for field, value in remaining(reader).items()
    }


def site_term_elements(extra: Mapping[str, ExtraValue]) -> Iterator[Element]:
    """Yield the elements that `take_site_term` has read."""
    terms: dict[tuple[str, str], dict[str, str]] = {}
    for key, value in extra.items():
        parts = _SITE_KEY.fullmatch(key)
        if parts and isinstance(value, str):
            terms.setdefault((parts[1], parts[2]), {})[parts[3]] = value
    for (name, identifier), fields in terms.items():
        taxonomy = f"{fields.get('term_taxonomy', '')}:" if name == "wp:term" else ""
        children = [leaf(SITE_TERMS[name], identifier.removeprefix(taxonomy))]
        children += (leaf(f"wp:{field}", value) for field, value in fields.items())
        yield Element(name, 0, {}, "", children)


# --- of an item --------------------------------------------------------------------------------


def take_terms(reader: ElementReader, extra: dict[str, ExtraValue]) -> dict[str, tuple[str, ...]]:
    """Return the names of an item's terms by taxonomy, each once.

    Slugs, and names in taxonomies other than category and tag, are kept in ``extra``. WXR 1.0 names
    every term a second time without its taxonomy, and calls the taxonomy of tags "tag".
    """
    elements = reader.repeated("category")
    in_taxonomy = {_name(element) for element in elements if element.attributes.get("domain")}
    slugs_by_taxonomy: dict[str, dict[str, str]] = {}
    for element in elements:
        domain, name = element.attributes.get("domain", ""), _name(element)
        slug = "" if is_placeholder(element) else element.attributes.get("nicename", "").strip()
        if (not domain and name in in_taxonomy) or not (name or slug):
            continue
        taxonomy = {"": "category", "tag": "post_tag"}.get(domain, domain)
        slugs = slugs_by_taxonomy.setdefault(taxonomy, {})
        slugs[name or slug] = slugs.get(name or slug) or slug
    for taxonomy, slugs in slugs_by_taxonomy.items():
        if any(slugs.values()):
            extra[f"wp:nicename:{taxonomy}"] = tuple(slugs.values())
        if taxonomy not in ("category", "post_tag"):
            extra[f"wp:term:{taxonomy}"] = tuple(slugs)
    return {taxonomy: tuple(slugs) for taxonomy, slugs in slugs_by_taxonomy.items()}


def term_elements(post: Post) -> Iterator[Element]:
    """Yield the terms of a post. WordPress needs a slug, so one is made if there is none."""
    yield from _elements_of("category", post.categories, post)
    yield from _elements_of("post_tag", post.tags, post)
    for key, names in post.extra.items():
        if key.startswith("wp:term:") and isinstance(names, tuple):
            yield from _elements_of(key.removeprefix("wp:term:"), names, post)


def _name(element: Element) -> str:
    return unescape_html(element.text.strip())


def _elements_of(taxonomy: str, names: Iterable[str], post: Post) -> Iterator[Element]:
    names = tuple(names)
    kept = post.extra.get(f"wp:nicename:{taxonomy}", ())
    slugs = kept if isinstance(kept, tuple) and len(kept) == len(names) else ("",) * len(names)
    for name, slug in zip(names, slugs, strict=True):
        text = escape_name(name)
        if slug:
            yield leaf("category", text, domain=taxonomy, nicename=slug)
        elif name.strip():
            yield placeholder(leaf("category", text, domain=taxonomy, nicename=_make_slug(name)))


def _make_slug(name: str) -> str:
    """Return a slug as ``sanitize_title_with_dashes``, but with symbols: "C" is not "C++"."""
    return quote("-".join(name.lower().split())).lower().replace("/", "%2f")
