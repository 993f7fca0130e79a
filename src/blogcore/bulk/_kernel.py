"""Thread all posts of a table at once: the steps of `blogcore.threads.repair`, on numpy arrays.

Rows are found by 64-bit hashes of post and id. Every match is compared byte by byte; if two
different texts ever have one hash, everything is done again with exact numbers in place of hashes.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from attrs import fields, fields_dict, frozen

from blogcore.bulk._texts import Bools, Hashes, Ints, Texts, hash_words, sort_order, sort_runs
from blogcore.bulk._tour import Tour, tour_forest
from blogcore.threads.anomaly import ANOMALY_KINDS

__all__ = ["NONE", "Counts", "Keys", "Rows", "Threaded", "Times", "thread_rows"]

#: Stands for "no row" and "no anomaly".
NONE = -1

Counts: TypeAlias = npt.NDArray[np.int32]

#: Rows that are threaded at once, if no group has more.
_BATCH = 1 << 17
_LOW = np.int64((1 << 32) - 1)
_ORPHAN = ANOMALY_KINDS.index("orphan")
_SELF_PARENT = ANOMALY_KINDS.index("self_parent")
_CYCLE = ANOMALY_KINDS.index("cycle")
_CROSS_POST = ANOMALY_KINDS.index("cross_post")
_IDENTICAL = ANOMALY_KINDS.index("duplicate_identical")
_CONFLICT = ANOMALY_KINDS.index("duplicate_conflict")


@frozen(eq=False)
class Times:
    """Points in time as numbers of some unit since 1970."""

    #: The numbers; 0 for a null.
    ticks: Ints
    #: Which rows are null.
    null: Bools
    #: Ticks per second.
    per_second: int

    def take(self, rows: Ints) -> Times:
        """Return the times of some rows."""
        return Times(self.ticks[rows], self.null[rows], self.per_second)


@frozen(eq=False)
class Rows:
    """The columns of a table of comments, and how to sort siblings."""

    groups: Texts
    ids: Texts
    parents: Texts
    published: Times
    updated: Times | None
    statuses: Texts | None
    newest_first: bool = False

    def __len__(self) -> int:
        return len(self.ids)

    def take(self, rows: Ints) -> Rows:
        """Return some rows."""
        return Rows(
            groups=self.groups.take(rows),
            ids=self.ids.take(rows),
            parents=self.parents.take(rows),
            published=self.published.take(rows),
            updated=self.updated and self.updated.take(rows),
            statuses=self.statuses and self.statuses.take(rows),
            newest_first=self.newest_first,
        )


@frozen(eq=False)
class Keys:
    """Numbers for texts: equal for equal texts, and nearly always different for others."""

    groups: Hashes
    ids: Hashes
    parents: Hashes
    #: Whether they are surely different for different texts; they are less than 2³² then.
    exact: bool = False

    def take(self, rows: Ints) -> Keys:
        """Return the keys of some rows."""
        return Keys(self.groups[rows], self.ids[rows], self.parents[rows], self.exact)


@frozen(eq=False)
class Threaded:
    """An item per row. A record that was dropped has `NONE` as its position and parent."""

    position: Counts
    depth: Counts
    descendants: Counts
    rank: Counts
    #: The rows of the parent and of the top-level ancestor.
    parent: Counts
    root: Counts
    #: How many anomalies name the row.
    anomalies: Counts
    #: Index of the first of them in `ANOMALY_KINDS`, or `NONE`.
    anomaly: Counts
    #: 0 if the public sees the comment, 1 if it sees only a descendant, else 2.
    visibility: Counts

    @classmethod
    def empty(cls, size: int) -> Threaded:
        """Return columns to be filled."""
        return cls(*(np.empty(size, np.int32) for _ in fields(cls)))

    def put(self, rows: Ints, part: Threaded) -> None:
        """Set these rows; ``part`` counts rows from the first of them."""
        for name in fields_dict(Threaded):
            values = getattr(part, name)
            if name in ("parent", "root"):
                values = np.where(values == NONE, NONE, rows[values])
            getattr(self, name)[rows] = values


class _CollisionError(Exception):
    """Two different texts have the same key."""


def hashed_keys(rows: Rows) -> Keys:
    """Return hashes as keys."""
    return Keys(hash_words(rows.groups), hash_words(rows.ids), hash_words(rows.parents))


def exact_keys(rows: Rows) -> Keys:
    """Return the ranks of texts in sorted order as keys."""
    size = len(rows)
    both = _ranks(rows.ids.joined(rows.parents))
    return Keys(_ranks(rows.groups), both[:size], both[size:], exact=True)


def _ranks(texts: Texts) -> Hashes:
    every = np.arange(len(texts))
    order, starts = sort_runs(texts, every, every == 0)
    ranks = np.empty(len(texts), np.uint64)
    ranks[order] = np.cumsum(starts)
    return ranks


def thread_rows(rows: Rows) -> Threaded:
    """Return how the comments of each group hang together.

    Groups do not depend on each other: some at a time are threaded in the cache of the processor.
    """
    keys = hashed_keys(rows)
    result = Threaded.empty(len(rows))
    for batch in _batches(keys.groups):
        part = rows.take(batch)
        try:
            threaded = _Work(part, keys.take(batch)).run()
        except _CollisionError:
            threaded = _Work(part, exact_keys(part)).run()
        result.put(batch, threaded)
    orphans = np.flatnonzero(result.anomaly == _ORPHAN)
    elsewhere = _known_elsewhere(rows, keys, orphans)
    result.anomaly[orphans[elsewhere]] = _CROSS_POST
    return result


def _batches(groups: Hashes) -> Iterator[Ints]:
    """Yield the rows of some groups after those of others."""
    size = len(groups)
    leading = groups >> np.uint64(size.bit_length())  # enough, and sorted in one step
    order = sort_order(leading)
    starts = np.flatnonzero(_changes(leading[order]))
    wanted = np.searchsorted(starts, np.arange(0, size, _BATCH))
    cuts = np.unique(np.append(starts[wanted[wanted < len(starts)]], size))
    for begin, end in itertools.pairwise(cuts.tolist()):
        yield order[begin:end]


def _known_elsewhere(rows: Rows, keys: Keys, orphans: Ints) -> Bools:
    """Return whether the parent of each of these rows is a comment of any group."""
    wanted, ids = keys.parents[orphans], keys.ids
    # Few orphans, many ids: a small table of hash bits sorts out most ids.
    mask = np.uint64((1 << max(len(orphans).bit_length() + 4, 10)) - 1)
    filled = np.zeros(int(mask) + 1, np.bool_)
    filled[wanted & mask] = True
    candidates = np.flatnonzero(filled[ids & mask])
    if not candidates.size:
        return np.zeros(len(orphans), np.bool_)
    candidates = candidates[np.argsort(ids[candidates])]
    known = ids[candidates]
    at = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    found: Bools = known[at] == wanted
    if not rows.parents.same(orphans[found], rows.ids, candidates[at[found]]).all():
        texts = rows.parents.take(orphans).joined(rows.ids.take(candidates))
        ranks = _ranks(texts)
        found = np.isin(ranks[: len(orphans)], ranks[len(orphans) :])
    return found


class _Work:
    """The steps, and what they change.

    They work on slots: the rows sorted by group and time. So the comments of a group are close in
    memory, and siblings need no more sorting by time. All arrays have an item per slot.
    """

    def __init__(self, rows: Rows, keys: Keys) -> None:
        size = len(rows)
        self.rows = rows
        self.keys = keys
        #: The row of each slot.
        self.row, self.group = self._sort_by_group_and_time()
        #: The number of its group, and keys of (group, id) and (group, parent).
        self.own, self.wanted = self._keys_within_groups()
        self.kept: Bools = np.ones(size, np.bool_)
        #: The slot of each comment's parent, or `NONE`. The value that the repairs change.
        self.parent: Ints = np.full(size, NONE)
        self.anomalies: Ints = np.zeros(size, np.int64)
        self.anomaly: Ints = np.full(size, NONE)
        #: Comments of which a dropped record is not public.
        self.withheld: Bools = np.zeros(size, np.bool_)

    def _sort_by_group_and_time(self) -> tuple[Ints, Ints]:
        size, groups = len(self.rows), self.rows.groups
        order = sort_order(self.keys.groups)
        keys = self.keys.groups[order]
        same = keys[1:] == keys[:-1]
        if not groups.same(order[1:][same], groups, order[:-1][same]).all():
            raise _CollisionError
        group = np.empty(size, np.int64)
        group[order] = np.cumsum(np.append(False, ~same)[:size])

        times = self.rows.published
        ticks = ~times.ticks if self.rows.newest_first else times.ticks.copy()
        ticks[times.null] = np.iinfo(np.int64).max  # last
        order = sort_order(ticks.view(np.uint64) ^ np.uint64(1 << 63))
        packed = group[order] << 32
        packed |= np.arange(size)
        packed.sort()
        row = order[packed & _LOW]
        packed >>= 32
        return row, packed

    def _keys_within_groups(self) -> tuple[Hashes, Hashes]:
        bits = max(int(self.group[-1]).bit_length(), 1) if len(self.group) else 1
        high = self.group.view(np.uint64) << np.uint64(64 - bits)

        def within(keys: Hashes) -> Hashes:
            if self.keys.exact:  # they leave the high bits free
                return high | keys[self.row]
            return high | (keys[self.row] >> np.uint64(bits))

        return within(self.keys.ids), within(self.keys.parents)

    def run(self) -> Threaded:
        """Repair links, sort siblings, and find where everything is."""
        by_key = self.deduplicate()
        self.detach_orphans(by_key)
        slot_of, first_root, parent = self.sort_siblings()
        tour = tour_forest(parent, first_root)
        if not tour.reached.all():
            self.break_cycles(slot_of[~tour.reached])
            slot_of, first_root, parent = self.sort_siblings()
            tour = tour_forest(parent, first_root)
        return self.result(slot_of, first_root, parent, tour)

    # --- repairs -----------------------------------------------------------------------------

    def deduplicate(self) -> Ints:
        """Keep one record per id; return the kept slots sorted by key."""
        order = sort_order(self.own)
        keys = self.own[order]
        same = keys[1:] == keys[:-1]
        if same.any():
            self._require_equal(self.rows.ids, order[1:][same], order[:-1][same])
            starts = np.append(True, ~same)
            shared = ~(starts & np.append(starts[1:], True))
            self._drop_duplicates(order[shared], np.cumsum(starts[shared]))
            order = order[self.kept[order]]
        return order

    def _drop_duplicates(self, slots: Ints, run: Ints) -> None:
        """Keep the preferred record of each run. See `threads.repair.sort_by_preference`."""
        table, rows = self.rows, self.row[slots]
        with_parent = np.flatnonzero(~table.parents.null[rows])
        parent = np.zeros(len(rows), np.int64)
        parent[with_parent] = _ranks_of(table.parents, rows[with_parent])
        keys: list[Ints] = []  # the least significant first
        if table.statuses is not None:
            keys.append(_ranks_of(table.statuses, rows))
        if table.updated is not None:
            keys.append((~table.updated.null[rows]).astype(np.int64))
        keys += _repr_keys(table.published, rows)
        if table.statuses is not None:
            keys.append((~table.statuses.equals("deleted", rows)).astype(np.int64))
        keys.append(parent)
        if table.updated is not None:
            null, earliest = table.updated.null[rows], _year_one(table.updated.per_second)
            keys.append(~np.where(null, earliest, table.updated.ticks[rows]))  # latest first
        order = np.lexsort([rows, *keys, run])  # of identical records, the first is kept
        slots, run = slots[order], run[order]
        first = np.append(True, run[1:] != run[:-1])
        best = np.flatnonzero(first)[np.cumsum(first) - 1]
        identical = np.ones(len(slots), np.bool_)
        for key in keys:
            identical &= key[order] == key[order][best]

        dropped, survivors = slots[~first], slots[best[~first]]
        kinds = np.where(identical[~first], _IDENTICAL, _CONFLICT)
        self.kept[dropped] = False
        self.anomalies[dropped] = 1
        self.anomaly[dropped] = kinds
        self.anomalies[:] += np.bincount(survivors, minlength=len(table))
        self.anomaly[survivors] = _CONFLICT
        self.anomaly[survivors[kinds == _IDENTICAL]] = _IDENTICAL
        if table.statuses is not None:
            public = table.statuses.equals("approved", self.row[dropped])
            self.withheld[survivors[~public]] = True

    def detach_orphans(self, by_key: Ints) -> None:
        """Find the parent of each reply; leave those without a usable one at top level."""
        replies = np.flatnonzero(self.kept & ~self.rows.parents.null[self.row])
        wanted = self.wanted[replies]
        order = sort_order(wanted)  # sorted needles are found many times faster
        replies, wanted = replies[order], wanted[order]
        known = self.own[by_key]
        at = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
        found = known[at] == wanted
        children, parents = replies[found], by_key[at[found]]
        self._require_equal(self.rows.parents, children, parents)
        itself = children == parents
        self._detach(children[itself], _SELF_PARENT)
        self.parent[children[~itself]] = parents[~itself]
        self._detach(replies[~found], _ORPHAN)  # or cross_post, as the other groups will show

    def break_cycles(self, slots: Ints) -> None:
        """Move the earliest comment of each cycle to the top level.

        Args:
            slots: Members of cycles and their descendants.
        """
        number = np.empty(len(self.rows), np.int64)
        number[slots] = np.arange(len(slots))
        parent = number[self.parent[slots]]
        ahead = parent
        for _ in range(len(slots).bit_length()):  # after as many steps, only cycles are left
            ahead = ahead[ahead]
        members = np.unique(ahead)
        inside = np.empty(len(slots), np.int64)
        inside[members] = np.arange(len(members))
        ahead = inside[parent[members]]

        slots = slots[members]
        rows, times = self.row[slots], self.rows.published
        order = np.lexsort((times.ticks[rows], times.null[rows]))
        in_order = rows[order]
        starts = _changes(times.ticks[in_order]) | _changes(times.null[in_order])
        by_id, _ = sort_runs(self.rows.ids, in_order, starts)
        rank = np.empty(len(rows), np.int64)
        rank[order[by_id]] = np.arange(len(rows))
        earliest = rank
        for _ in range(len(rows).bit_length()):
            earliest = np.minimum(earliest, earliest[ahead])
            ahead = ahead[ahead]
        cut = slots[earliest == rank]
        self.parent[cut] = NONE
        self._detach(cut, _CYCLE)

    def _detach(self, slots: Ints, kind: int) -> None:
        self.anomalies[slots] += 1
        self.anomaly[slots] = kind  # listed before those of duplicates

    def _require_equal(self, texts: Texts, slots: Ints, others: Ints) -> None:
        """Raise if a text differs from the id of another slot that has the same key."""
        if (self.group[slots] != self.group[others]).any():
            raise _CollisionError
        if not texts.same(self.row[slots], self.rows.ids, self.row[others]).all():
            raise _CollisionError

    # --- order -------------------------------------------------------------------------------

    def sort_siblings(self) -> tuple[Ints, int, Ints]:
        """Number the kept comments so that siblings follow each other in order, roots last.

        Returns:
            The slot of each number, the number of the first root, and the parent of each number.
        """
        size, slots = len(self.rows), np.flatnonzero(self.kept)
        family = np.where(self.parent == NONE, size + self.group, self.parent)[slots]
        packed = family << 32
        packed |= slots  # they are in the order of time
        packed.sort()
        slot_of = packed & _LOW
        packed >>= 32
        first_root = int(np.searchsorted(packed, size))
        self._sort_ties(slot_of, _changes(packed))
        number = np.empty(size, np.int64)
        number[slot_of] = np.arange(len(slot_of))
        parent = number[packed[:first_root]]
        return slot_of, first_root, np.append(parent, np.full(len(slot_of) - first_root, NONE))

    def _sort_ties(self, slots: Ints, starts: Bools) -> None:
        """Sort siblings of one time by id, in place."""
        times = self.rows.published
        ticks, null = times.ticks[self.row], times.null[self.row]
        starts |= _changes(ticks[slots])
        if null.any():
            starts |= _changes(null[slots])
        tied = np.flatnonzero(~(starts & np.append(starts[1:], True)))
        if tied.size:
            tied_slots = slots[tied]
            order, _ = sort_runs(self.rows.ids, self.row[tied_slots], starts[tied])
            slots[tied] = tied_slots[order]

    # --- result ------------------------------------------------------------------------------

    def result(self, slot_of: Ints, first_root: int, parent: Ints, tour: Tour) -> Threaded:
        """Return the columns, row by row."""
        size, count = len(self.rows), len(slot_of)
        nodes = np.arange(count)
        row_of = self.row[slot_of]
        family_starts = _changes(parent)
        family_starts[first_root:] = _changes(self.group[slot_of[first_root:]])
        rank = nodes - np.maximum.accumulate(np.where(family_starts, nodes, 0))

        def latest(chosen: Ints) -> Ints:
            """Return the pre-order position of the last chosen node up to each node."""
            marked = np.zeros(count, np.int64)
            marked[tour.position[chosen]] = tour.position[chosen]
            return np.maximum.accumulate(marked)[tour.position]

        first_roots = first_root + np.flatnonzero(family_starts[first_root:])
        at_position = np.empty(count, np.int64)
        at_position[tour.position] = row_of

        result = Threaded.empty(size)
        for column in (result.position, result.parent, result.visibility):
            column.fill(NONE)
        for column in (result.depth, result.descendants, result.rank, result.root):
            column.fill(0)
        result.position[row_of] = tour.position - latest(first_roots)
        result.depth[row_of] = tour.depth
        result.descendants[row_of] = tour.descendants
        result.rank[row_of] = rank
        result.parent[row_of] = np.where(parent == NONE, NONE, row_of[parent])
        result.root[row_of] = at_position[latest(nodes[first_root:])]
        result.anomalies[self.row] = self.anomalies
        result.anomaly[self.row] = self.anomaly
        if self.rows.statuses is not None:
            seen = self.rows.statuses.equals("approved")
            seen[self.row[self.withheld | ~self.kept]] = False
            total = np.append(0, np.cumsum(seen[at_position]))
            begin = tour.position + 1
            seen_below = np.zeros(size, np.bool_)
            seen_below[row_of] = total[begin + tour.descendants] > total[begin]
            result.visibility[:] = np.where(seen, 0, np.where(seen_below, 1, 2))
        return result


def _changes(values: npt.NDArray[Any]) -> Bools:
    """Return which items differ from the one before; the first one does."""
    changes = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=changes[1:])
    return changes


# --- keys of duplicates ----------------------------------------------------------------------


def _ranks_of(texts: Texts, rows: Ints) -> Ints:
    """Return numbers from 1 on, in the order of the texts of these rows."""
    order, starts = sort_runs(texts, rows, np.arange(len(rows)) == 0)
    ranks = np.empty(len(rows), np.int64)
    ranks[order] = np.cumsum(starts)
    return ranks


def _year_one(per_second: int) -> int:
    """Return the tick of the earliest ``datetime``, or the first tick after it that is counted."""
    return max(-62_135_596_800 * per_second, np.iinfo(np.int64).min)


def _repr_keys(times: Times, rows: Ints) -> list[Ints]:
    """Return sort keys that order times as their ``repr``, the least significant first.

    The last resort of `threads.repair.sort_by_preference` is the text of the whole record: there,
    month 10 comes before month 5, and a zero second is left out.
    """
    ticks = times.ticks[rows]
    seconds, fraction = np.divmod(ticks, times.per_second)
    microseconds = fraction * 1_000_000 // times.per_second
    known = ~times.null[rows]
    moment = seconds.astype("datetime64[s]")
    days, months, years = (moment.astype(f"datetime64[{unit}]") for unit in "DMY")
    second = seconds % 60
    digits = [
        np.where(microseconds == 0, _LEFT_OUT, _as_digits(microseconds, 6)),
        np.where((second == 0) & (microseconds == 0), _LEFT_OUT, _as_digits(second, 2)),
        _as_digits(seconds // 60 % 60, 2),
        _as_digits(seconds // 3600 % 24, 2),
        _as_digits((days - months).astype(np.int64) + 1, 2),
        _as_digits(months.astype(np.int64) % 12 + 1, 2),
        _as_digits(years.astype(np.int64) + 1970, 4),
    ]
    # A difference below a microsecond is one that no datetime can show; it still decides.
    return [ticks, *(np.where(known, column, 0) for column in digits), known.astype(np.int64)]


_LEFT_OUT = np.int64(1 << 60)


def _as_digits(numbers: Ints, width: int) -> Ints:
    """Return numbers that are sorted as the decimal texts of others."""
    length = np.ones(len(numbers), np.int64)
    for exponent in range(1, width):
        length += numbers >= 10**exponent
    aligned: Ints = numbers * 10 ** (width - length) * 8 + length
    return aligned
