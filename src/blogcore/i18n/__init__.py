"""The texts of a page around its content, in several languages: `Words`, found by `get_words`.

English is the default of `Words`; every other language is a module named by its tag.
"""

from __future__ import annotations

from blogcore.i18n.catalogue import LANGUAGES, Words, get_words
from blogcore.i18n.messages import ErrorMessages, ModerationLabels, ReasonMessages
from blogcore.i18n.plurals import Plural, PluralCategory, PluralRule
from blogcore.i18n.relative import RelativeTimes

__all__ = [
    "LANGUAGES",
    "ErrorMessages",
    "ModerationLabels",
    "Plural",
    "PluralCategory",
    "PluralRule",
    "ReasonMessages",
    "RelativeTimes",
    "Words",
    "get_words",
]
