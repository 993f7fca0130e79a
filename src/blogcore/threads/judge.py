"""What a few new records change about who stands beneath whom, by the repairs of `repair`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import TYPE_CHECKING

from blogcore.models import Comment
from blogcore.threads.anomaly import Anomaly, AnomalyKind
from blogcore.threads.pile import OF_LINKS, anomalies_of, has_kind
from blogcore.threads.repair import age, of_other_posts, without_duplicates
from blogcore.threads.splice import Moves, fits

if TYPE_CHECKING:
    from blogcore.threads.thread import Thread

__all__ = ["Judged"]


class Judged:
    """The comments whose links are judged anew, each with its parent and what is odd about it.

    These are the records given, whatever answers one that comes or goes, and the comment at which
    a ring was cut that one of them was in. A link of any other comment stands as it did.
    """

    def __init__(self, thread: Thread, records: Mapping[str, list[Comment]]) -> None:
        self.thread = thread
        #: Anomalies of the thread that no longer hold, and those that do now.
        self.gone: list[Anomaly] = []
        self.come: list[Anomaly] = []
        self._left_out: set[str] = set()
        self._kept = {id: self._settled(id, same) for id, same in records.items()}
        self._comments = {id: kept for id, kept in self._kept.items() if kept is not None}
        for place in self._affected():
            comment = thread.rows[place]
            if comment.id not in self._kept and comment.id not in self._comments:
                self._comments[comment.id] = comment
                self.gone += anomalies_of(thread.anomalies, comment.id, OF_LINKS)
        self._parents: dict[str, str | None] = {}
        self._odd: dict[str, AnomalyKind] = {}
        for comment in self._comments.values():
            self._link(comment)
        self._cut_rings()
        for id, kind in self._odd.items():
            comment = self._comments[id]
            claim = comment.in_reply_to or ""
            self.come.append(Anomaly(kind, comment, claim, "put at top level"))

    def moves(self) -> Moves:
        """What has to be moved for it."""
        thread, moves = self.thread, Moves()
        for id, kept in self._kept.items():
            place = thread.ids.find(id)
            if kept is None and place is not None:
                moves.cut[place] = place + 1
        for id, parent in self._parents.items():
            comment, place = self._comments[id], thread.ids.find(id)
            if place is not None:
                before = thread.rows[place]
                if parent == self._parent_before(place):
                    if comment is before:
                        continue
                    same_claim = comment.in_reply_to == before.in_reply_to
                    if same_claim and fits(thread, place, comment, moves.instead):
                        moves.instead[place] = comment
                        continue
                moves.cut[place] = thread.shape.end(place)
            moves.attach[parent].append((comment, place))
        return moves

    def _settled(self, id: str, same: list[Comment]) -> Comment | None:
        """The record to keep, if any; anomalies of the id are those of the new records."""
        self.gone += anomalies_of(self.thread.anomalies, id)
        post_id = self.thread.scope.post_id
        if post_id is not None:
            same, others = of_other_posts(same, post_id)
            self.come += others
            self._left_out |= {odd.comment.id for odd in others}
        kept, doubles = without_duplicates(same)
        self.come += doubles
        return kept.get(id)

    # --- whose links are to be judged ----------------------------------------------------------

    def _affected(self) -> Iterator[int]:
        """Places of comments, besides those given, whose links may mean another thing now."""
        thread = self.thread
        rings = has_kind(thread.anomalies, "cycle")
        for id, kept in self._kept.items():
            place = thread.ids.find(id)
            if self._standing(id, place) != (kept and kept.post_id, id in self._left_out):
                if place is not None:
                    yield from thread.shape.siblings_from(place + 1, thread.shape.end(place))
                yield from thread.ids.astray(id)
            if rings and place is not None:
                top = self._top(place)
                if any(anomalies_of(thread.anomalies, thread.rows[top].id, ["cycle"])):
                    yield top

    def _standing(self, id: str, place: int | None) -> tuple[str | None, bool]:
        """What a link to an id meant: the post of the comment there, and if it was left out."""
        post_id = None if place is None else self.thread.rows[place].post_id
        return post_id, any(anomalies_of(self.thread.anomalies, id, ["other_post"]))

    def _top(self, place: int) -> int:
        above = self.thread.shape.parent(place)
        while above is not None:
            place, above = above, self.thread.shape.parent(above)
        return place

    # --- what each link means ------------------------------------------------------------------

    def _link(self, comment: Comment) -> None:
        claim = comment.in_reply_to
        parent: str | None = None
        if claim is not None:
            target = self._record(claim)
            if target is None:
                self._odd[comment.id] = "cross_post" if self._is_elsewhere(claim) else "orphan"
            elif target.post_id != comment.post_id:
                self._odd[comment.id] = "cross_post"
            elif claim == comment.id:
                self._odd[comment.id] = "self_parent"
            else:
                parent = claim
        self._parents[comment.id] = parent

    def _record(self, id: str) -> Comment | None:
        if id in self._kept:
            return self._kept[id]
        place = self.thread.ids.find(id)
        return None if place is None else self.thread.rows[place]

    def _is_elsewhere(self, id: str) -> bool:
        left_out = id in self._left_out or (
            id not in self._kept and any(anomalies_of(self.thread.anomalies, id, ["other_post"]))
        )
        return left_out or id in self.thread.scope.elsewhere

    def _parent_before(self, place: int) -> str | None:
        above = self.thread.shape.parent(place)
        return None if above is None else self.thread.rows[above].id

    # --- rings ---------------------------------------------------------------------------------

    def _cut_rings(self) -> None:
        """Cut each ring that new parents close at its earliest comment."""
        done: set[str] = set()
        answered = set(self._parents.values())
        for start in [id for id in self._parents if self._may_close_a_ring(id, answered)]:
            path: dict[str, None] = {}
            for id in self._upwards(start):
                if id in done:
                    if id in path:
                        self._cut([*path][[*path].index(id) :])
                    break
                done.add(id)
                path[id] = None

    def _may_close_a_ring(self, id: str, answered: Set[str | None]) -> bool:
        """Only what has another parent than before, and something beneath it."""
        if self._parents[id] is None:
            return False
        place = self.thread.ids.find(id)
        if place is not None and self._parents[id] == self._parent_before(place):
            return False
        has_replies = place is not None and self.thread.shape.end(place) > place + 1
        return has_replies or id in answered

    def _upwards(self, id: str) -> Iterator[str]:
        """The id, and what is above it, one after the other; without end in a ring."""
        here: str | None = id
        place: int | None = None
        while here is not None:
            yield here
            if here in self._parents:
                here, place = self._parents[here], None
                continue
            place = self.thread.ids.find(here) if place is None else place
            assert place is not None  # what is not judged anew is in the thread
            place = self.thread.shape.parent(place)
            here = None if place is None else self.thread.rows[place].id

    def _cut(self, ring: list[str]) -> None:
        comments = [comment for id in ring if (comment := self._record(id)) is not None]
        first = min(comments, key=age)
        self._comments[first.id] = first
        self._parents[first.id] = None
        self._odd[first.id] = "cycle"
