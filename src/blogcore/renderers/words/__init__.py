"""What a page says in its own voice: `Words`, in one language a file, found by `words`."""

from __future__ import annotations

from .catalogue import Words
from .find import LANGUAGES, words
from .plurals import Category, Plural, PluralRule
from .relative import Spans
from .rules import ErrorWords, ModerationWords, ReasonWords

__all__ = [
    "LANGUAGES",
    "Category",
    "ErrorWords",
    "ModerationWords",
    "Plural",
    "PluralRule",
    "ReasonWords",
    "Spans",
    "Words",
    "words",
]
