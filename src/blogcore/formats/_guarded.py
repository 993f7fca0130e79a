"""A plugin's format at work: its every failure says whose plugin it is."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from attrs import frozen

from blogcore._plugins import Plugin
from blogcore.errors import BlogcoreError
from blogcore.formats.base import Attachment, Featured, Format, Item, Losses, Notes
from blogcore.models import Author, Comment, Post, Site

__all__ = ["GuardedFormat"]

_ITEMS = (Site, Author, Post, Comment, Attachment, Featured)


@frozen
class GuardedFormat:
    """A format that raises what formats may raise, and `PluginError` for anything else."""

    format: Format
    plugin: Plugin

    @property
    def name(self) -> str:
        """The name of its entry point."""
        return self.plugin.name

    @property
    def media_types(self) -> tuple[str, ...]:
        """As the plugin says."""
        return self.format.media_types

    @property
    def suffixes(self) -> tuple[str, ...]:
        """As the plugin says."""
        return self.format.suffixes

    @property
    def narrows(self) -> tuple[str, ...]:
        """As the plugin says."""
        return self.format.narrows

    @property
    def readable(self) -> bool:
        """As the plugin says."""
        return self.format.readable

    @property
    def writable(self) -> bool:
        """As the plugin says."""
        return self.format.writable

    def sniff(self, head: bytes) -> bool:
        """As the plugin says."""
        with self._guarded():
            return bool(self.format.sniff(head))

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        """The items that the plugin reads."""
        with self._guarded():
            for item in self.format.read(stream, notes):
                if not isinstance(cast("object", item), _ITEMS):
                    raise TypeError(f"gave a {type(item).__name__} where an item is due")
                yield item

    def write(self, items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
        """What the plugin writes."""
        with self._guarded():
            self.format.write(items, stream, losses)

    @contextmanager
    def _guarded(self) -> Generator[None, None, None]:
        try:
            yield
        except (BlogcoreError, OSError):  # bad input, and streams that fail, are not its fault
            raise
        except (Exception, SystemExit) as error:  # a stranger's format may raise anything
            raise self.plugin.fault(f"failed: {type(error).__name__}: {error}") from error
