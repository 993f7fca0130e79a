"""Thread all posts of a table at once: the steps of `blogcore.threads.repair`, on numpy arrays.

Rows are found by 64-bit hashes of post and id. Every match is compared byte by byte; if two
different texts ever have one hash, everything is done again with exact numbers in place of hashes.
"""

from __future__ import annotations

from typing import get_args

import numpy as np
from attrs import frozen

from blogcore.bulk._texts import Bools, Hashes, Ints, Texts, hash_words, mix, sort_runs
from blogcore.bulk._tour import Tour, tour_forest
from blogcore.threads.anomaly import ANOMALY_KINDS, AnomalyKind

__all__ = ["NONE", "Keys", "Rows", "Threaded", "Times", "thread_rows"]

#: Stands for "no row" and "no anomaly".
NONE = -1

_ORPHAN, _SELF_PARENT, _CYCLE, _CROSS_POST, _IDENTICAL, _CONFLICT = range(6)
assert ANOMALY_KINDS[:6] == get_args(AnomalyKind)[:6]


@frozen(eq=False)
class Times:
    """Points in time as numbers of some unit since 1970."""

    #: The numbers; 0 for a null.
    ticks: Ints
    #: Which rows are null.
    null: Bools
    #: Ticks per second.
    per_second: int


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


@frozen(eq=False)
class Keys:
    """Numbers for texts: equal for equal texts, and nearly always different for others."""

    groups: Hashes
    ids: Hashes
    parents: Hashes


@frozen(eq=False)
class Threaded:
    """One item per row; positions of records that were dropped are meaningless."""

    kept: Bools
    position: Ints
    depth: Ints
    descendants: Ints
    rank: Ints
    parent: Ints
    root: Ints
    #: How many anomalies name the row.
    anomalies: Ints
    #: Index of the first of them in `ANOMALY_KINDS`, or `NONE`.
    anomaly: Ints
    #: Whether the public sees the comment; None without statuses.
    seen: Bools | None
    #: Whether it sees a descendant.
    seen_below: Bools | None


class _CollisionError(Exception):
    """Two different texts have the same key."""


def hashed_keys(rows: Rows) -> Keys:
    """Return hashes as keys."""
    return Keys(hash_words(rows.groups), hash_words(rows.ids), hash_words(rows.parents))


def exact_keys(rows: Rows) -> Keys:
    """Return the ranks of texts in sorted order as keys."""
    size = len(rows)
    both = _ranks(rows.ids.joined(rows.parents))
    return Keys(_ranks(rows.groups), both[:size], both[size:])


def _ranks(texts: Texts) -> Hashes:
    every = np.arange(len(texts))
    order, starts = sort_runs(texts, every, every == 0)
    ranks = np.empty(len(texts), np.uint64)
    ranks[order] = np.cumsum(starts)
    return ranks


def thread_rows(rows: Rows) -> Threaded:
    """Return how the comments of each group hang together."""
    try:
        keys = hashed_keys(rows)
        work = _Work(
            rows, keys, _combine(keys.groups, keys.ids), _combine(keys.groups, keys.parents)
        )
        return work.run()
    except _CollisionError:
        keys = exact_keys(rows)
        shift = np.uint64(32)  # a table has fewer than 2³¹ rows
        work = _Work(
            rows, keys, keys.groups << shift | keys.ids, keys.groups << shift | keys.parents
        )
        return work.run()


def _combine(groups: Hashes, texts: Hashes) -> Hashes:
    return mix(groups ^ (texts * np.uint64(0x9E3779B97F4A7C15)))


class _Work:
    """The steps, and what they change."""

    def __init__(self, rows: Rows, keys: Keys, own: Hashes, wanted: Hashes) -> None:
        size = len(rows)
        self.rows = rows
        self.keys = keys
        #: Keys of (group, id).
        self.own = own
        #: Keys of (group, parent).
        self.wanted = wanted
        self.kept: Bools = np.ones(size, np.bool_)
        #: The row of each comment's parent, or `NONE`. The value that the repairs change.
        self.parent: Ints = np.full(size, NONE)
        self.anomalies: Ints = np.zeros(size, np.int64)
        self.anomaly: Ints = np.full(size, NONE)
        #: Comments of which a dropped record is not public.
        self.withheld: Bools = np.zeros(size, np.bool_)

    def run(self) -> Threaded:
        by_key = self.deduplicate()
        self.detach_orphans(by_key)
        row_of, first_root, parent = self.sort_siblings()
        tour = tour_forest(parent, first_root)
        if not tour.reached.all():
            self.break_cycles(row_of[~tour.reached])
            row_of, first_root, parent = self.sort_siblings()
            tour = tour_forest(parent, first_root)
        return self.result(row_of, first_root, parent, tour)

    # --- repairs -----------------------------------------------------------------------------

    def deduplicate(self) -> Ints:
        """Keep one record per id; return the kept rows sorted by key."""
        order = np.argsort(self.own)
        keys = self.own[order]
        same = keys[1:] == keys[:-1]
        if same.any():
            self._require_equal(self.rows.ids, order[1:][same], self.rows.ids, order[:-1][same])
            starts = np.append(True, ~same)
            shared = ~(starts & np.append(starts[1:], True))
            self._drop_duplicates(order[shared], np.cumsum(starts[shared]))
            order = order[self.kept[order]]
        return order

    def _drop_duplicates(self, rows: Ints, run: Ints) -> None:
        """Keep the preferred record of each run. See `threads.repair.sort_by_preference`."""
        table = self.rows
        with_parent = np.flatnonzero(~table.parents.null[rows])
        parent = np.zeros(len(rows), np.int64)
        parent[with_parent] = _ranks_of(table.parents, rows[with_parent])
        keys: list[Ints] = []  # the least significant first
        if table.statuses is not None:
            keys.append(_ranks_of(table.statuses, rows))
        if table.updated is not None:
            null = table.updated.null[rows]
            keys.append((~null).astype(np.int64))
        keys += _repr_keys(table.published, rows)
        if table.statuses is not None:
            keys.append((~table.statuses.equals("deleted", rows)).astype(np.int64))
        keys.append(parent)
        if table.updated is not None:
            earliest = _year_one(table.updated.per_second)
            keys.append(~np.where(null, earliest, table.updated.ticks[rows]))  # latest first
        order = np.lexsort([rows, *keys, run])  # of identical records, the first is kept
        rows, run = rows[order], run[order]
        first = np.append(True, run[1:] != run[:-1])
        best = np.flatnonzero(first)[np.cumsum(first) - 1]
        identical = np.ones(len(rows), np.bool_)
        for key in keys:
            identical &= key[order] == key[order][best]

        dropped, survivors = rows[~first], rows[best[~first]]
        kinds = np.where(identical[~first], _IDENTICAL, _CONFLICT)
        self.kept[dropped] = False
        self.anomalies[dropped] = 1
        self.anomaly[dropped] = kinds
        self.anomalies[:] += np.bincount(survivors, minlength=len(table))
        self.anomaly[survivors] = _CONFLICT
        self.anomaly[survivors[kinds == _IDENTICAL]] = _IDENTICAL
        if table.statuses is not None:
            public = table.statuses.equals("approved", dropped)
            self.withheld[survivors[~public]] = True

    def detach_orphans(self, by_key: Ints) -> None:
        """Find the parent of each reply; leave those without a usable one at top level."""
        table = self.rows
        replies = np.flatnonzero(self.kept & ~table.parents.null)
        wanted = self.wanted[replies]
        order = np.argsort(wanted)  # sorted needles are found many times faster
        replies, wanted = replies[order], wanted[order]
        known = self.own[by_key]
        at = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
        found = known[at] == wanted
        children, parents = replies[found], by_key[at[found]]
        self._require_equal(table.parents, children, table.ids, parents)
        itself = children == parents
        self._detach(children[itself], _SELF_PARENT)
        self.parent[children[~itself]] = parents[~itself]
        orphans = replies[~found]
        if orphans.size:
            elsewhere = self._known_elsewhere(orphans)
            self._detach(orphans[~elsewhere], _ORPHAN)
            self._detach(orphans[elsewhere], _CROSS_POST)

    def _known_elsewhere(self, orphans: Ints) -> Bools:
        """Return whether the parent of each orphan is a comment of another group."""
        wanted, ids = self.keys.parents[orphans], self.keys.ids
        # Few orphans, many ids: a small table of hash bits sorts out most ids.
        bits = max(len(orphans).bit_length() + 4, 10)
        mask = np.uint64((1 << bits) - 1)
        filled = np.zeros(1 << bits, np.bool_)
        filled[wanted & mask] = True
        candidates = np.flatnonzero(filled[ids & mask])
        if not candidates.size:
            return np.zeros(len(orphans), np.bool_)
        candidates = candidates[np.argsort(ids[candidates])]
        known = ids[candidates]
        at = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
        found: Bools = known[at] == wanted
        same = self.rows.parents.same(orphans[found], self.rows.ids, candidates[at[found]])
        if not same.all():
            raise _CollisionError
        return found

    def break_cycles(self, rows: Ints) -> None:
        """Move the earliest comment of each cycle to the top level.

        Args:
            rows: Members of cycles and their descendants.
        """
        number = np.empty(len(self.rows), np.int64)
        number[rows] = np.arange(len(rows))
        parent = number[self.parent[rows]]
        ahead = parent
        for _ in range(len(rows).bit_length()):  # after as many steps, only cycles are left
            ahead = ahead[ahead]
        members = np.unique(ahead)
        inside = np.empty(len(rows), np.int64)
        inside[members] = np.arange(len(members))
        ahead = inside[parent[members]]

        table, rows = self.rows, rows[members]
        null = table.published.null[rows]
        order = np.lexsort((table.published.ticks[rows], null))
        ticks, unknown = table.published.ticks[rows][order], null[order]
        starts = np.append(True, (ticks[1:] != ticks[:-1]) | (unknown[1:] != unknown[:-1]))
        by_id, _ = sort_runs(table.ids, rows[order], starts)
        rank = np.empty(len(rows), np.int64)
        rank[order[by_id]] = np.arange(len(rows))
        earliest = rank
        for _ in range(len(rows).bit_length()):
            earliest = np.minimum(earliest, earliest[ahead])
            ahead = ahead[ahead]
        cut = rows[earliest == rank]
        self.parent[cut] = NONE
        self._detach(cut, _CYCLE)

    def _detach(self, rows: Ints, kind: int) -> None:
        self.anomalies[rows] += 1
        self.anomaly[rows] = kind  # listed before those of duplicates

    def _require_equal(self, texts: Texts, rows: Ints, others: Texts, other_rows: Ints) -> None:
        """Raise if rows that have the same key differ in group or text."""
        groups = self.rows.groups
        if not groups.same(rows, groups, other_rows).all():
            raise _CollisionError
        if not texts.same(rows, others, other_rows).all():
            raise _CollisionError

    # --- order -------------------------------------------------------------------------------

    def sort_siblings(self) -> tuple[Ints, int, Ints]:
        """Number the kept comments so that siblings follow each other in order, roots last.

        Returns:
            The row of each number, the number of the first root, and the parent of each number.
        """
        table, size = self.rows, len(self.rows)
        family = self.parent.copy()
        roots = np.flatnonzero(self.kept & (family == NONE))
        family[roots] = size + self._root_families(roots)

        times = table.published
        ticks = ~times.ticks if table.newest_first else times.ticks
        # A null has the largest number, or shares it; the ties are sorted out below.
        ticks = np.where(times.null, np.iinfo(np.int64).max, ticks)
        kept = np.flatnonzero(self.kept)
        by_time = kept[np.argsort(ticks[kept])]
        shift = np.int64(32)
        packed = (family[by_time] << shift) | np.arange(len(by_time))
        packed.sort()
        row_of = by_time[packed & np.int64((1 << 32) - 1)]
        packed >>= shift
        ticks = ticks[row_of]
        starts = np.append(True, (packed[1:] != packed[:-1]) | (ticks[1:] != ticks[:-1]))
        del packed, ticks
        tied = np.flatnonzero(~(starts & np.append(starts[1:], True)))
        if tied.size:
            tied_rows = row_of[tied]
            order, _ = sort_runs(table.ids, tied_rows, starts[tied])
            row_of[tied] = tied_rows[order]

        number = np.empty(size, np.int64)
        number[row_of] = np.arange(len(row_of))
        parent_row = self.parent[row_of]
        parent = np.where(parent_row == NONE, NONE, number[parent_row])
        return row_of, len(row_of) - len(roots), parent

    def _root_families(self, roots: Ints) -> Ints:
        """Return a number for the group of each root; groups are in no particular order."""
        keys = self.keys.groups[roots]
        order = np.argsort(keys)
        by_key, groups = roots[order], self.rows.groups
        same = keys[order][1:] == keys[order][:-1]
        if not groups.same(by_key[1:][same], groups, by_key[:-1][same]).all():
            raise _CollisionError
        families = np.empty(len(roots), np.int64)
        families[order] = np.cumsum(np.append(False, ~same)[: len(roots)])
        return families

    # --- result ------------------------------------------------------------------------------

    def result(self, row_of: Ints, first_root: int, parent: Ints, tour: Tour) -> Threaded:
        """Return the columns, row by row."""
        size, count = len(self.rows), len(row_of)
        nodes = np.arange(count)
        group = self.keys.groups[row_of[first_root:]]
        family_starts = np.append(True, parent[1:] != parent[:-1])[:count]
        family_starts[first_root:] = np.append(True, group[1:] != group[:-1])[: len(group)]
        rank = nodes - np.maximum.accumulate(np.where(family_starts, nodes, 0))

        def latest(chosen: Ints) -> Ints:
            """Return the pre-order position of the last chosen node up to each node."""
            marked = np.zeros(count, np.int64)
            marked[tour.position[chosen]] = tour.position[chosen]
            return np.maximum.accumulate(marked)[tour.position]

        first_roots = first_root + np.flatnonzero(family_starts[first_root:])
        at_position = np.empty(count, np.int64)
        at_position[tour.position] = row_of
        parent_row = self.parent

        def by_row(values: Ints) -> Ints:
            column = np.zeros(size, values.dtype)
            column[row_of] = values
            return column

        seen: Bools | None = None
        seen_below: Bools | None = None
        if self.rows.statuses is not None:
            seen = self.rows.statuses.equals("approved") & self.kept & ~self.withheld
            total = np.append(0, np.cumsum(seen[at_position]))
            begin = tour.position + 1
            seen_below = np.zeros(size, np.bool_)
            seen_below[row_of] = total[begin + tour.descendants] > total[begin]
        return Threaded(
            kept=self.kept,
            position=by_row(tour.position - latest(first_roots)),
            depth=by_row(tour.depth),
            descendants=by_row(tour.descendants),
            rank=by_row(rank),
            parent=parent_row,
            root=by_row(at_position[latest(nodes[first_root:])]),
            anomalies=self.anomalies,
            anomaly=self.anomaly,
            seen=seen,
            seen_below=seen_below,
        )


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
