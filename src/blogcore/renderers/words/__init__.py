"""What a page says in its own voice: `Words`, in one language a file, found by `words`."""

from __future__ import annotations

from blogcore.renderers.words.catalogue import Words
from blogcore.renderers.words.find import LANGUAGES, words
from blogcore.renderers.words.plurals import Category, Plural, PluralRule
from blogcore.renderers.words.relative import Spans
from blogcore.renderers.words.rules import ErrorWords, ModerationWords, ReasonWords

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
