"""What of an export is about the blog as a whole: its name, its settings, and who writes there."""

from __future__ import annotations

from collections.abc import Iterator

from blogcore.formats.atom.entry import plain_text
from blogcore.formats.base import Item, Notes
from blogcore.formats.blogger.entry import Entry
from blogcore.formats.xml import Element
from blogcore.models import Author, ExtraValue, Post, Site

__all__ = ["SiteSoFar"]


class SiteSoFar:
    """Gathers the site while entries go by."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._fields: dict[str, str] = {}
        self._settings: dict[str, str] = {}
        self._writers: dict[str, Author] = {}

    def add(self, element: Element) -> None:
        """An element of the feed that is no entry."""
        if element.name in ("title", "subtitle", "id"):
            self._fields.setdefault(element.name, plain_text(element))
        elif element.name == "link" and element.attributes.get("rel") == "alternate":
            self._fields.setdefault("link", element.attributes.get("href", ""))

    def add_setting(self, entry: Entry) -> None:
        """A setting of the blog, which classic exports write as an entry each."""
        name = entry.id.rpartition(".settings.")[2]
        self._settings.setdefault(name, entry.body.text)

    def add_writers(self, item: Item) -> None:
        """Who signed a post with an account."""
        if isinstance(item, Post):
            for author in item.authors:
                if author.id is not None:
                    self._writers.setdefault(author.id, author)

    def told(self) -> Iterator[Item]:
        """The writers in the order of their posts, and the site."""
        yield from self._writers.values()
        if not self._fields and not self._settings:
            return
        extra: dict[str, ExtraValue] = {
            f"blogger:setting.{name}": value for name, value in self._settings.items() if value
        }
        if self._fields.get("id"):
            extra["blogger:id"] = self._fields["id"]
        yield Site(
            title=self._fields.get("title") or self._settings.get("BLOG_NAME", ""),
            tagline=self._fields.get("subtitle") or self._settings.get("BLOG_DESCRIPTION", ""),
            url=self._fields.get("link") or None,
            language=self._settings.get("BLOG_LOCALE", "").replace("_", "-") or None,
            timezone=self._settings.get("BLOG_TIME_ZONE") or None,
            extra=extra,
        )
