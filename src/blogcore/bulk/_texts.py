"""A column of text as numpy arrays: hashed, compared and sorted eight bytes at a time."""

from __future__ import annotations

import secrets
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from attrs import Factory, field, frozen

__all__ = ["Bools", "Hashes", "Ints", "Texts", "hash_words", "mix", "sort_order", "sort_runs"]

Ints: TypeAlias = npt.NDArray[np.int64]
Bools: TypeAlias = npt.NDArray[np.bool_]
Hashes: TypeAlias = npt.NDArray[np.uint64]

#: Unpredictable, so that nobody can prepare ids that collide. Results do not depend on it.
_SEED = np.uint64(secrets.randbits(64))
#: Numbers that are worked on at once, so that they stay in the cache of the processor.
_BLOCK = 1 << 14
#: The bits of a word that hold its first 0 to 8 bytes.
_MASKS = np.array([(1 << 8 * size) - 1 for size in range(9)], np.uint64)


def _first_words(texts: Texts) -> Hashes:
    words = np.empty(len(texts), np.uint64)
    for begin in range(0, len(texts), _BLOCK):
        block = slice(begin, begin + _BLOCK)
        words[block] = texts.words(block, 0)
    return words


@frozen(eq=False)
class Texts:
    """UTF-8 texts in one buffer. The text of a null is empty."""

    #: Where each text begins in the buffer.
    starts: Ints
    #: How many bytes each text has.
    lengths: Ints
    #: The buffer, with eight more bytes at its end.
    data: npt.NDArray[np.uint8]
    #: Which rows are null.
    null: Bools
    #: The first word of each text.
    first: Hashes = field(default=Factory(_first_words, takes_self=True))

    def __len__(self) -> int:
        return len(self.starts)

    def words(self, rows: Ints | slice, index: int) -> Hashes:
        """Return the eight bytes of each text from byte 8 × index on, zero after its end.

        No text may end before that byte.
        """
        at_byte = np.ndarray((len(self.data) - 7,), "<u8", self.data, 0, (1,))
        begins, remaining = self.starts[rows], self.lengths[rows]
        if index:
            begins, remaining = begins + 8 * index, remaining - 8 * index
        words: Hashes = at_byte[begins]
        words &= _MASKS[np.minimum(remaining, 8)]
        return words

    def same(self, rows: Ints, other: Texts, other_rows: Ints) -> Bools:
        """Return whether the texts of these rows equal those of another column, pair by pair."""
        lengths = self.lengths[rows]
        same: Bools = lengths == other.lengths[other_rows]
        same &= self.first[rows] == other.first[other_rows]
        index, open_pairs = 1, np.flatnonzero(same & (lengths > 8))
        while open_pairs.size:
            equal = self.words(rows[open_pairs], index) == other.words(
                other_rows[open_pairs], index
            )
            same[open_pairs] = equal
            index += 1
            open_pairs = open_pairs[equal & (lengths[open_pairs] > 8 * index)]
        return same

    def equals(self, text: str, rows: Ints | slice = slice(None)) -> Bools:
        """Return whether the texts of these rows equal one of at most eight bytes."""
        encoded = text.encode()
        word = np.uint64(int.from_bytes(encoded, "little"))
        equal: Bools = (self.first[rows] == word) & (self.lengths[rows] == len(encoded))
        return equal

    def take(self, rows: Ints) -> Texts:
        """Return the texts of some rows."""
        return Texts(
            self.starts[rows], self.lengths[rows], self.data, self.null[rows], self.first[rows]
        )

    def joined(self, other: Texts) -> Texts:
        """Return the texts of both columns, one after the other."""
        return Texts(
            np.concatenate([self.starts, other.starts + len(self.data)]),
            np.concatenate([self.lengths, other.lengths]),
            np.concatenate([self.data, other.data]),
            np.concatenate([self.null, other.null]),
        )


def hash_words(texts: Texts) -> Hashes:
    """Return a 64-bit hash of each text."""
    hashes = mix(texts.first ^ (texts.lengths.view(np.uint64) * np.uint64(0x9E3779B97F4A7C15)))
    index, rows = 1, np.flatnonzero(texts.lengths > 8)
    while rows.size:
        hashes[rows] = mix(hashes[rows] ^ texts.words(rows, index))
        index += 1
        rows = rows[texts.lengths[rows] > 8 * index]
    return hashes


def mix(hashes: Hashes) -> Hashes:
    """Return hashes all of whose bits depend on all bits of the argument, which is overwritten.

    Source: the finalizer of SplitMix64.
    """
    for begin in range(0, len(hashes), _BLOCK):
        block = hashes[begin : begin + _BLOCK]
        block += _SEED
        block ^= block >> np.uint64(30)
        block *= np.uint64(0xBF58476D1CE4E5B9)
        block ^= block >> np.uint64(27)
        block *= np.uint64(0x94D049BB133111EB)
        block ^= block >> np.uint64(31)
    return hashes


def sort_order(values: Hashes) -> Ints:
    """Return the stable order of numbers.

    Several times faster than ``argsort``: what is sorted are numbers that hold the leading bits of
    a value and its index. The few runs that agree in these bits are sorted again.
    """
    size = len(values)
    if not size:
        return np.zeros(0, np.int64)
    bits = np.uint64(size.bit_length())
    values = values - values.min()
    excess = np.uint64(max(int(values.max()).bit_length() + int(bits) - 64, 0))
    packed = values >> excess
    packed <<= bits
    packed |= np.arange(size, dtype=np.uint64)
    packed.sort()
    order = (packed & np.uint64((1 << int(bits)) - 1)).view(np.int64)
    if excess:
        packed >>= bits
        in_order = values[order]
        starts = np.append(True, packed[1:] != packed[:-1])
        wrong = ~starts[1:] & (in_order[1:] != in_order[:-1])
        if wrong.any():
            run = np.cumsum(starts)
            again = np.zeros(run[-1] + 1, np.bool_)
            again[run[1:][wrong]] = True
            ambiguous = np.flatnonzero(again[run])
            items = order[ambiguous]
            order[ambiguous] = items[np.lexsort((values[items], run[ambiguous]))]
    return order


def sort_runs(texts: Texts, rows: Ints, starts: Bools) -> tuple[Ints, Bools]:
    """Sort each run of rows by text, as Python compares texts.

    Args:
        texts: The column.
        rows: Rows of it, in runs.
        starts: Which of ``rows`` begin a run.

    Returns:
        The indexes of ``rows`` in the new order, and which of them begin a run of equal texts.
    """
    order = np.arange(len(rows))
    starts = starts.copy()
    active = np.flatnonzero(_shared(starts))
    index = 0
    while active.size:
        active_rows = rows[order[active]]
        # In big-endian words, the order of bytes is the order of numbers, and that of UTF-8 is
        # the order of code points. A prefix comes before longer texts; 9: more words follow.
        words = texts.words(active_rows, index).byteswap()
        remaining = np.clip(texts.lengths[active_rows] - 8 * index, 0, 9).astype(np.uint8)
        by_text = np.lexsort((remaining, words, np.cumsum(starts[active])))
        order[active] = order[active][by_text]
        words, remaining = words[by_text], remaining[by_text]
        starts[active[1:]] |= (words[1:] != words[:-1]) | (remaining[1:] != remaining[:-1])
        active = active[_shared(starts[active]) & (remaining == 9)]
        index += 1
    return order, starts


def _shared(starts: Bools) -> Bools:
    """Return which items are in a run of two or more."""
    shared: Bools = ~(starts & np.append(starts[1:], True))
    return shared
