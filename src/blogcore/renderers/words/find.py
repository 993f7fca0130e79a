"""`words`: the catalogue of a language, by its tag."""

from __future__ import annotations

from importlib import import_module
from typing import cast

from blogcore.errors import UnknownNameError
from blogcore.renderers.words.catalogue import Words

__all__ = ["LANGUAGES", "words"]

#: The languages that ship, each in the module of its name; English is what `Words` itself says.
LANGUAGES = ("ar", "de", "en", "es", "fr", "ja", "ru")


def words(*tags: str | None) -> Words:
    """What a page says in the language of a BCP 47 tag, or in the nearest wider one that ships.

    Of several tags it is the first that has one, such as the post's, the site's, and "en"; None is
    passed over. Found by lookup (RFC 4647, section 3.4): "de-AT" gives "de". Raises
    `UnknownNameError` naming the languages that ship; give a `Words` of your own for another.

    >>> words("de-AT").headline(2, "Mit der Bahn")
    '2 Gedanken zu „Mit der Bahn“'
    >>> words("pl", None, "en").language
    'en'
    """
    asked = [tag for tag in tags if tag is not None]
    wider = (wider for tag in asked for wider in _wider(tag))
    found = next((tag for tag in wider if tag in LANGUAGES), None)
    if found is None:
        raise UnknownNameError("language", ", ".join(asked), LANGUAGES)
    if found == "en":
        return Words()
    return cast("Words", import_module(f".{found}", __package__).WORDS)


def _wider(tag: str) -> list[str]:
    """The tag and the wider ones that it begins with, narrowest first."""
    parts = tag.lower().split("-")
    return ["-".join(parts[:end]) for end in range(len(parts), 0, -1)]
