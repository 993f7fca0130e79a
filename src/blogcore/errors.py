"""Every exception of blogcore, each carrying its facts as attributes.

`BlogcoreError` is the root: ``except BlogcoreError`` catches what this library raises on purpose.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from attrs import evolve, frozen

if TYPE_CHECKING:
    from blogcore.threads.anomaly import Anomaly

__all__ = [
    "BlogcoreError",
    "Fault",
    "FormatError",
    "MissingExtraError",
    "PluginError",
    "StoreError",
    "ThreadError",
    "UnknownIdError",
    "UnknownNameError",
    "ValidationError",
]


@frozen
class Fault:
    """One thing that is wrong with a value: where it is, which rule, and how to mend it.

    >>> str(Fault("author.email", "wrong_type", "must be text, not int"))
    'author.email: must be text, not int'
    """

    #: Path from the value that was refused, such as ``comments[3].author.email``; empty for itself.
    path: str
    #: Stable name of the rule, such as ``wrong_type``.
    code: str
    #: What is wrong and how to mend it, in words.
    message: str

    def under(self, prefix: str) -> Fault:
        """The same fault, seen from a value that holds this one at ``prefix``.

        >>> Fault("email", "empty", "…").under("comments[3].author").path
        'comments[3].author.email'
        """
        joint = "." if prefix and self.path and not self.path.startswith("[") else ""
        return evolve(self, path=f"{prefix}{joint}{self.path}")

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class BlogcoreError(Exception):
    """The root of all errors that blogcore raises."""


class ValidationError(BlogcoreError, ValueError):
    """A value cannot be; `faults` lists everything that is wrong with it, all at once."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__(self.faults)

    def under(self, prefix: str) -> ValidationError:
        """The same refusal with every path seen from the holder at ``prefix``."""
        return ValidationError(fault.under(prefix) for fault in self.faults)

    def __str__(self) -> str:
        return "; ".join(map(str, self.faults))


class FormatError(BlogcoreError, ValueError):
    """Bytes that cannot be read, or items that cannot be written, in a format."""

    def __init__(self, format: str, place: str, reason: str) -> None:
        self.format = format
        self.place = place
        self.reason = reason
        super().__init__(format, place, reason)

    def __str__(self) -> str:
        return ": ".join(part for part in (self.format, self.place, self.reason) if part)


class ThreadError(BlogcoreError, ValueError):
    """A thread asked for strictly had to be repaired; `anomalies` names every repair."""

    def __init__(self, anomalies: Iterable[Anomaly]) -> None:
        self.anomalies: tuple[Anomaly, ...] = tuple(anomalies)
        super().__init__(self.anomalies)

    def __str__(self) -> str:
        return "; ".join(map(str, self.anomalies))


class StoreError(BlogcoreError):
    """A store of comments cannot work: where it is, what is wrong, and how to mend it."""

    def __init__(self, place: str, reason: str, remedy: str = "") -> None:
        self.place = place
        self.reason = reason
        self.remedy = remedy
        super().__init__(place, reason, remedy)

    def __str__(self) -> str:
        told = f"{self.place}: {self.reason}"
        return f"{told}; {self.remedy}" if self.remedy else told


class UnknownIdError(BlogcoreError, KeyError):
    """Nothing of this kind has this id; ``what`` is "post", "comment", …"""

    def __init__(self, what: str, id: str) -> None:
        self.what = what
        self.id = id
        super().__init__(what, id)

    def __str__(self) -> str:
        return f"no {self.what} has the id {self.id!r}"


class UnknownNameError(BlogcoreError, LookupError):
    """No renderer or format has this name; `known` lists those that exist."""

    def __init__(self, what: str, name: str, known: Sequence[str]) -> None:
        self.what = what
        self.name = name
        self.known: tuple[str, ...] = tuple(known)
        super().__init__(what, name, self.known)

    def __str__(self) -> str:
        return f"no {self.what} is named {self.name!r}; known are: {', '.join(self.known)}"


class MissingExtraError(BlogcoreError, ImportError):
    """A part of blogcore needs a package that an extra brings."""

    def __init__(self, extra: str, needs: str) -> None:
        self.extra = extra
        self.needs = needs
        super().__init__(extra, needs)

    def __str__(self) -> str:
        return f"{self.needs} is not installed: pip install 'blogcore[{self.extra}]'"


class PluginError(BlogcoreError):
    """A plugin is broken; the distribution and entry point that it came from are named."""

    def __init__(self, distribution: str, entry_point: str, reason: str) -> None:
        self.distribution = distribution
        self.entry_point = entry_point
        self.reason = reason
        super().__init__(distribution, entry_point, reason)

    def __str__(self) -> str:
        return f"plugin {self.entry_point!r} of {self.distribution}: {self.reason}"
