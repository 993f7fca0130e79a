"""Languages: tags that are fit for ``lang``, and which way each is written."""

from __future__ import annotations

import re

__all__ = ["direction", "language", "tongue"]

_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_LANGUAGES = "ar arc ckb dv fa he iw ks nqo ps sd syr ug ur yi"
_SCRIPTS = "Arab Hebr Syrc Thaa Nkoo Adlm Rohg Mand Samr"
_RIGHT_TO_LEFT = frozenset(f"{_LANGUAGES} {_SCRIPTS.lower()}".split())


def language(tag: str | None) -> str | None:
    """A BCP 47 tag that has the form of one; None for anything else.

    >>> language("pt_BR"), language("English!")
    ('pt-BR', None)
    """
    tag = (tag or "").strip().replace("_", "-")
    return tag if _TAG.fullmatch(tag) else None


def direction(tag: str) -> str:
    """Which way a language is written: by its script where it says one, else by itself.

    >>> direction("ar-EG"), direction("az-Arab"), direction("ar-Latn")
    ('rtl', 'rtl', 'ltr')
    """
    first, *others = tag.lower().split("-")
    script = next((part for part in others if len(part) == 4 and part.isalpha()), None)
    return "rtl" if (script or first) in _RIGHT_TO_LEFT else "ltr"


def tongue(tag: str | None) -> str:
    """The attributes of text in a language of its own."""
    known = language(tag)
    return f' lang="{known}" dir="{direction(known)}"' if known else ' dir="auto"'
