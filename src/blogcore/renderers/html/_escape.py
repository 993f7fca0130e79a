"""Escaping of text for HTML elements and attributes, and the attributes of its language."""

from __future__ import annotations

import re
from html import unescape

from blogcore._text.plain import NONCHARACTERS, find_forbidden

__all__ = [
    "escape",
    "escape_attribute",
    "language_attributes",
    "language_tag",
    "replace_noncharacters",
    "writing_direction",
]

_NONCHARACTER = re.compile(f"[{''.join(map(chr, sorted(NONCHARACTERS)))}]")
#: All code points except noncharacters. A match of a whole text with this pattern is several times
#: faster than a search for noncharacters.
_CHARACTERS = re.compile(
    "[\\x00-\\ufdcf\\ufdf0-\\ufffd"
    + "".join(f"{chr(plane)}-{chr(plane | 0xFFFD)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]*+"
)
_REFERENCE = re.compile(r"&#(?:[xX]0*+([0-9a-fA-F]{1,6})|0*+([0-9]{1,7}));?")


def escape(text: str) -> str:
    """Return the text as content of an element; noncharacters become U+FFFD. Linear.

    >>> escape("a < b & c")
    'a &lt; b &amp; c'
    """
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if text.isascii() or _CHARACTERS.fullmatch(text):
        return text
    return _NONCHARACTER.sub("\ufffd", text)


def escape_attribute(value: str) -> str:
    """Return a text as the value of an attribute, within single or double quotes.

    >>> escape_attribute('She said "no".')
    'She said &quot;no&quot;.'
    """
    return escape(value).replace('"', "&quot;").replace("'", "&#39;")


def replace_noncharacters(html: str) -> str:
    """Return HTML without noncharacters and without references to code points that HTML forbids.

    Linear.

    >>> replace_noncharacters("a&#1;b&#xfffe;c&#65;")
    'a\ufffdb\ufffdc&#65;'
    """
    if not html.isascii() and not _CHARACTERS.fullmatch(html):
        html = _NONCHARACTER.sub("\ufffd", html)
    return _REFERENCE.sub(_replace_reference, html) if "&#" in html else html


def _replace_reference(match: re.Match[str]) -> str:
    character = unescape(match[0])  # empty for the numbers that the HTML standard refuses
    return match[0] if character and find_forbidden(character) is None else "\ufffd"


# --- languages -------------------------------------------------------------------------------

_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_LANGUAGES = "ar arc ckb dv fa he iw ks nqo ps sd syr ug ur yi"
_SCRIPTS = "Arab Hebr Syrc Thaa Nkoo Adlm Rohg Mand Samr"
_RIGHT_TO_LEFT = frozenset(f"{_LANGUAGES} {_SCRIPTS.lower()}".split())


def language_tag(tag: str | None) -> str | None:
    """Return a BCP 47 tag with hyphens, or None if it does not look like one.

    >>> language_tag("pt_BR"), language_tag("English!")
    ('pt-BR', None)
    """
    tag = (tag or "").strip().replace("_", "-")
    return tag if _TAG.fullmatch(tag) else None


def writing_direction(tag: str) -> str:
    """Return "ltr" or "rtl" for a language tag: by its script if it names one, else by language.

    >>> writing_direction("ar-EG"), writing_direction("az-Arab"), writing_direction("ar-Latn")
    ('rtl', 'rtl', 'ltr')
    """
    language, *subtags = tag.lower().split("-")
    script = next((part for part in subtags if len(part) == 4 and part.isalpha()), None)
    return "rtl" if (script or language) in _RIGHT_TO_LEFT else "ltr"


def language_attributes(tag: str | None) -> str:
    """Return the attributes ``lang`` and ``dir`` for text whose language may be unknown (None)."""
    valid = language_tag(tag)
    return f' lang="{valid}" dir="{writing_direction(valid)}"' if valid else ' dir="auto"'
