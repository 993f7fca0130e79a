"""The exceptions of blogcore, each with its facts as attributes.

``except BlogcoreError`` catches everything that this library raises on purpose. A file or stream
that cannot be opened, read or written raises the `OSError` of the operating system instead.
Messages quote control and bidi characters by their code points, so they can be printed.
`ThreadError` is defined beside `Anomaly`, in `blogcore.threads`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from attrs import evolve, field, frozen

from blogcore._text.plain import nearest_names, printable

__all__ = [
    "BlogcoreError",
    "Fault",
    "FormatError",
    "MissingExtraError",
    "PageError",
    "PluginError",
    "StoreError",
    "UnknownIdError",
    "UnknownNameError",
    "ValidationError",
]


@frozen
class Fault:
    """One thing that is wrong with a value: where it is, which rule it breaks, how to correct it.

    >>> str(Fault("author.email", "wrong_type", "must be text, not int"))
    'author.email: must be text, not int'
    """

    #: Path to the invalid part, such as ``comments[3].author.email``; empty for the value itself.
    path: str = field(converter=printable)
    #: Stable name of the rule, such as ``wrong_type``.
    code: str
    #: What is wrong and how to correct it, in words.
    message: str = field(converter=printable)

    def under(self, prefix: str) -> Fault:
        """Return the fault with its path as seen from a containing value.

        >>> Fault("email", "empty", "…").under("comments[3].author").path
        'comments[3].author.email'

        Args:
            prefix: Path from the containing value to the value that the fault is about.
        """
        separator = "." if prefix and self.path and not self.path.startswith("[") else ""
        return evolve(self, path=f"{prefix}{separator}{self.path}")

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class BlogcoreError(Exception):
    """The base class of all exceptions that blogcore defines."""


class ValidationError(BlogcoreError, ValueError):
    """A value is invalid. `faults` lists everything that is wrong with it.

    Args:
        faults: What is wrong, at least one.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        #: Everything that is wrong with the value.
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__(self.faults)

    def under(self, prefix: str) -> ValidationError:
        """Return the error with all paths as seen from a containing value; see `Fault.under`.

        Args:
            prefix: Path from the containing value to the invalid value.
        """
        return ValidationError(fault.under(prefix) for fault in self.faults)

    def __str__(self) -> str:
        return "; ".join(map(str, self.faults))


class FormatError(BlogcoreError, ValueError):
    """Content that cannot be read, or items that cannot be written, in a format.

    Args:
        format: Name of the format; empty where it is not known.
        place: Line and column, JSON path, byte or file name; empty where there is none.
        reason: What is wrong and what to do.
    """

    def __init__(self, format: str, place: str, reason: str) -> None:
        #: Name of the format; empty where it is not known.
        self.format = format
        #: Line and column, JSON path, byte or file name; empty where there is none.
        self.place: str = printable(place)
        #: What is wrong and what to do.
        self.reason: str = printable(reason)
        super().__init__(format, place, reason)

    def __str__(self) -> str:
        return ": ".join(part for part in (self.format, self.place, self.reason) if part)


class PageError(BlogcoreError, LookupError):
    """A discussion has no page of this number.

    >>> str(PageError(9, last=4))
    'there is no page 9; the pages are 1 to 4'

    Args:
        page: The number that was asked for.
        last: Number of the last page, counted from 1.
    """

    def __init__(self, page: int, last: int) -> None:
        #: The number that was asked for.
        self.page = page
        #: Number of the last page, counted from 1.
        self.last = last
        super().__init__(page, last)

    def __str__(self) -> str:
        pages = f"the pages are 1 to {self.last}" if self.last > 1 else "the only page is 1"
        return f"there is no page {self.page}; {pages}"


class StoreError(BlogcoreError):
    """A store of comments cannot work.

    Args:
        place: Address of the store.
        reason: What is wrong.
        remedy: What to do about it, if anything.
    """

    def __init__(self, place: str, reason: str, remedy: str = "") -> None:
        #: Address of the store.
        self.place: str = printable(place)
        #: What is wrong.
        self.reason: str = printable(reason)
        #: What to do about it; may be empty.
        self.remedy: str = printable(remedy)
        super().__init__(place, reason, remedy)

    def __str__(self) -> str:
        remedy = f"; {self.remedy}" if self.remedy else ""
        return f"{self.place}: {self.reason}{remedy}"


class UnknownIdError(BlogcoreError, KeyError):
    """Nothing of a kind has this id.

    >>> str(UnknownIdError("post", "helo-world", ["hello-world", "about"]))
    "no post has the id 'helo-world'; did you mean 'hello-world'?"

    Args:
        what: "post", "comment", …
        id: The id that was asked for.
        known: Ids that exist, if they are at hand. They are looked at when the message is needed.
    """

    def __init__(self, what: str, id: str, known: Collection[str] = ()) -> None:
        #: The kind of thing: "post", "comment", …
        self.what = what
        #: The id that was asked for.
        self.id = id
        self._known = known
        super().__init__(what, id)

    @property
    def nearest(self) -> tuple[str, ...]:
        """The known ids that resemble this one most, at most three, the most similar first."""
        return nearest_names(self.id, self._known)

    def __reduce__(self) -> tuple[type[UnknownIdError], tuple[str, str, tuple[str, ...]]]:
        return type(self), (self.what, self.id, self.nearest)

    def __str__(self) -> str:
        return f"no {self.what} has the id {self.id!r}{_did_you_mean(self.nearest)}"


class UnknownNameError(BlogcoreError, LookupError):
    """No format, renderer, order, … has this name.

    >>> str(UnknownNameError("renderer", "htm", ["html", "text"]))
    "no renderer is named 'htm'; known are: html, text; did you mean 'html'?"

    Args:
        what: "format", "renderer", …
        name: The name that was asked for.
        known: The names that exist.
    """

    def __init__(self, what: str, name: str, known: Sequence[str]) -> None:
        #: The kind of thing: "format", "renderer", …
        self.what = what
        #: The name that was asked for.
        self.name = name
        #: The names that exist.
        self.known: tuple[str, ...] = tuple(known)
        super().__init__(what, name, self.known)

    @property
    def nearest(self) -> tuple[str, ...]:
        """The known names that resemble this one most, at most three, the most similar first."""
        return nearest_names(self.name, self.known)

    def __str__(self) -> str:
        known = printable(", ".join(self.known))
        suggestion = _did_you_mean(self.nearest)
        return f"no {self.what} is named {self.name!r}; known are: {known}{suggestion}"


def _did_you_mean(names: Sequence[str]) -> str:
    return f"; did you mean {' or '.join(map(repr, names))}?" if names else ""


class MissingExtraError(BlogcoreError, ImportError):
    """A part of blogcore needs a package that an extra installs.

    Args:
        extra: Name of the extra, as in ``pip install 'blogcore[EXTRA]'``.
        needs: The package that is missing.
    """

    def __init__(self, extra: str, needs: str) -> None:
        #: Name of the extra, as in ``pip install 'blogcore[EXTRA]'``.
        self.extra = extra
        #: The package that is missing.
        self.needs = needs
        super().__init__(extra, needs)

    def __str__(self) -> str:
        return f"{self.needs} is not installed: pip install 'blogcore[{self.extra}]'"


class PluginError(BlogcoreError):
    """A plugin is broken.

    Args:
        distribution: The installed distribution that the plugin belongs to.
        entry_point: Name of its entry point.
        reason: What is wrong.
    """

    def __init__(self, distribution: str, entry_point: str, reason: str) -> None:
        #: The installed distribution that the plugin belongs to.
        self.distribution: str = printable(distribution)
        #: Name of its entry point.
        self.entry_point: str = printable(entry_point)
        #: What is wrong.
        self.reason: str = printable(reason)
        super().__init__(distribution, entry_point, reason)

    def __str__(self) -> str:
        return f"plugin {self.entry_point!r} of {self.distribution}: {self.reason}"
