"""`Outline`: comments in reading order with their depths, which is all that a thread holds."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping
from functools import cached_property, partial
from itertools import islice
from typing import Self

from attrs import field, fields, frozen

from blogcore.models import Comment
from blogcore.threads.anomaly import Anomaly
from blogcore.threads.drift import Drift
from blogcore.threads.ids import Ids
from blogcore.threads.line import Printer, line
from blogcore.threads.order import Order, oldest
from blogcore.threads.page import starts
from blogcore.threads.scope import EVERY_POST, Scope
from blogcore.threads.shape import Shape, read_only
from blogcore.threads.shifted import Shifted

__all__ = ["Outline"]


@frozen(eq=False, repr=False)
class Outline:
    """A thread as a value: it is compared, hashed, pickled and looked up like a list."""

    #: The comments by their place in reading order: a tuple, or what a change left of one.
    rows: tuple[Comment, ...] | Drift = field(alias="comments")
    #: How many comments are above each; 0 at top level. Four bytes each, which nobody can write.
    depths: memoryview[int] = field(converter=read_only)
    #: What was odd and is repaired, the same for every order of input.
    anomalies: tuple[Anomaly, ...] = ()
    order: Order = oldest
    #: How many comments are left out beneath others, by the ids of those; see `collapsed`.
    folded: Mapping[str, int] = field(factory=dict[str, int])
    #: Which comments belong to it, and which are known outside it.
    scope: Scope = field(default=EVERY_POST, kw_only=True)

    def __len__(self) -> int:
        return len(self.depths)

    def __contains__(self, id: object) -> bool:
        """Whether a comment with this id is there."""
        return isinstance(id, str) and self.ids.find(id) is not None

    def __eq__(self, other: object) -> bool:
        """The same comments in the same places, after the same repairs."""
        if not isinstance(other, Outline):
            return NotImplemented
        return self is other or (
            self.depths == other.depths
            and self.comments == other.comments
            and self.anomalies == other.anomalies
            and self.folded == other.folded
        )

    def __hash__(self) -> int:
        return hash((self.comments, tuple(self.depths)))

    def __repr__(self) -> str:
        odd = f", {len(self.anomalies)} anomalies" if self.anomalies else ""
        return f"<Thread of {len(self)} comments{odd}>"

    def _repr_pretty_(self, printer: Printer, cycle: bool) -> None:
        """For IPython, and for Hypothesis that shows an example: the first comments as lines."""
        rows = zip(self.comments, self.depths, strict=True)
        told = [line(comment, depth) for comment, depth in islice(rows, 50)]
        more = ["…"] if len(self) > 50 else []
        for row in (repr(self), *told, *more, *map(str, self.anomalies[:50])):
            printer.text(row)
            printer.break_()

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        return self

    def __reduce__(self) -> tuple[Callable[[], Self], tuple[()]]:
        """Pickles without what it was changed from."""
        values = {each.alias: getattr(self, each.name) for each in fields(type(self))}
        depths = array("I", self.depths.tobytes())
        return partial(type(self), **{**values, "comments": self.comments, "depths": depths}), ()

    @cached_property
    def comments(self) -> tuple[Comment, ...]:
        """All of them, in reading order. After a change they are put together at first use."""
        return self.rows if isinstance(self.rows, tuple) else self.rows.together()

    @cached_property
    def shape(self) -> Shape | Shifted:
        """The tree as columns, for code that walks by index. Worked out at the first use."""
        drift = self._drift
        return Shape(self.depths) if drift is None else Shifted(drift)

    @cached_property
    def ids(self) -> Ids | Drift:
        """Where the comment with an id stands. The ids are sorted at the first use."""
        return Ids(self.comments, self.depths) if self._drift is None else self._drift

    @property
    def _drift(self) -> Drift | None:
        """What is left of the thread that this one was changed from, if its depths are those."""
        rows = self.rows
        return rows if isinstance(rows, Drift) and rows.depths is self.depths else None

    @cached_property
    def _starts(self) -> array[int]:
        """The places of the comments at top level."""
        return starts(self.depths)
