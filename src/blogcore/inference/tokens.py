"""Split text into words that can be compared across comments."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from importlib import import_module
from typing import Any, NamedTuple

__all__ = ["Token", "fold", "has_stemmer", "stemmer", "terms", "tokenize"]

#: Scripts that are written without spaces: each character is a token of its own.
_UNSPACED = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0e7f"
_SPACED = rf"(?:(?![{_UNSPACED}])[^\W_])+"
_TOKEN = re.compile(rf"[{_UNSPACED}]|{_SPACED}(?:['’]{_SPACED})*")
_UNSPACED_TOKEN = re.compile(rf"[{_UNSPACED}]")

#: The usual Latin transcription of Cyrillic letters, so that "Ivan" finds "Иван".
_CYRILLIC = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфыэіґ", "abvgdeziyklmnoprstufyeig", strict=True)),
        **{"ё": "e", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch"},
        **{"ъ": "", "ь": "", "ю": "yu", "я": "ya", "є": "ye", "ї": "yi"},
    }
)


class Token(NamedTuple):
    """A word of a text, folded for comparison, with its start and end."""

    word: str
    start: int
    end: int


def fold(text: str) -> str:
    """Return text for comparison: lower case, without accents, Cyrillic in Latin letters."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return plain.translate(_CYRILLIC)


def tokenize(text: str) -> list[Token]:
    """Return the words of a text in order. Linear."""
    return [Token(fold(match[0]), *match.span()) for match in _TOKEN.finditer(text)]


def terms(tokens: list[Token], stem: Callable[[str], str]) -> Iterator[tuple[str, Token]]:
    """Yield the terms of a text: word stems, and pairs of characters in unspaced scripts.

    Args:
        tokens: The text's tokens.
        stem: Maps a word to its stem; the identity where no stemmer is known.
    """
    for index, token in enumerate(tokens):
        if _UNSPACED_TOKEN.match(token.word):
            if index + 1 < len(tokens) and tokens[index + 1].start == token.end:
                following = tokens[index + 1]
                if _UNSPACED_TOKEN.match(following.word):
                    pair = token.word + following.word
                    yield pair, Token(pair, token.start, following.end)
        elif len(token.word) > 2:
            yield stem(token.word), token


#: Stemmers of snowballstemmer by ISO 639-1 code.
_STEMMERS = {
    **{"ar": "arabic", "da": "danish", "de": "german", "en": "english", "es": "spanish"},
    **{"fi": "finnish", "fr": "french", "hu": "hungarian", "it": "italian", "nl": "dutch"},
    **{"nb": "norwegian", "no": "norwegian", "pt": "portuguese", "ro": "romanian"},
    **{"ru": "russian", "sv": "swedish", "tr": "turkish"},
}


def has_stemmer(language: str | None) -> bool:
    """Return whether there is a stemmer for a language and the extra is installed."""
    return stemmer(language) is not _unchanged


def stemmer(language: str | None) -> Callable[[str], str]:
    """Return the stemmer of a language; the identity function if there is none.

    Args:
        language: A BCP 47 tag, or None where the language is unknown.
    """
    name = _STEMMERS.get((language or "").partition("-")[0].lower())
    return _unchanged if name is None else _snowball_stemmer(name)


@cache
def _snowball_stemmer(name: str) -> Callable[[str], str]:
    try:
        snowball: Any = import_module("snowballstemmer")  # it has no types
    except ImportError:
        return _unchanged
    stem: Callable[[str], str] = snowball.stemmer(name).stemWord
    return lru_cache(maxsize=1 << 16)(stem)


def _unchanged(word: str) -> str:
    return word
