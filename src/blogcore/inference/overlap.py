"""Find which earlier texts a text quotes, and which rare words it shares with them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, islice
from typing import NamedTuple

from attrs import frozen

from blogcore.inference.tokens import Token

__all__ = [
    "LIGHTEST",
    "POST",
    "Quotation",
    "QuotationIndex",
    "SharedWords",
    "WordIndex",
    "quoted_passages",
]

#: The position of the post itself in every mapping of this package.
POST = -1

#: A quotation of this weight or less has no word that says anything.
LIGHTEST = 0.3
_GRAM = 3
#: Most earlier texts that are indexed for one word sequence or word.
_MOST_POSTINGS = 8
_QUOTED_LINES = re.compile(r"^[ \t]*(?:>|&gt;).*$", re.MULTILINE)
_QUOTE_MARKS = re.compile(
    r"“[^“”\n]{6,600}”|\"[^\"\n]{6,600}\"|«[^«»\n]{6,600}»|「[^「」\n]{4,300}」|„[^„“\n]{6,600}“"
)


@frozen
class Quotation:
    """The longest word sequence that a text shares with an earlier one."""

    start: int
    end: int
    #: Start and end of the sequence in the earlier text.
    source_start: int
    source_end: int
    #: Number of words.
    length: int
    #: Sum of the words' weights: long sequences of rare words count most.
    weight: float
    #: Whether it is marked as a quotation: quote marks, ``>`` or a block quote.
    marked: bool


def quoted_passages(text: str) -> list[tuple[int, int]]:
    """Return the spans of a text that are marked as quotations."""
    spans = [match.span() for match in _QUOTED_LINES.finditer(text)]
    spans += [match.span() for match in _QUOTE_MARKS.finditer(text)]
    return sorted(spans)


class QuotationIndex:
    """Word sequences of earlier texts.

    Args:
        weigh: The weight of a folded word; near 0 for the commonest.
    """

    def __init__(self, weigh: Callable[[str], float]) -> None:
        self._weigh = weigh
        # Position, start and end of each occurrence, one after the other: a discussion has a
        # million sequences, and the garbage collector does not follow tuples of numbers.
        self._postings: dict[tuple[str, ...], tuple[int, ...]] = {}

    def add(self, position: int, tokens: list[Token]) -> None:
        """Add a text.

        Args:
            position: Its position in the discussion, or `POST`.
            tokens: Its tokens.
        """
        for start, gram in enumerate(_grams(tokens)):
            postings = self._postings.get(gram, ())
            if postings and postings[-3] == position:
                continue
            if len(postings) == 3 * _MOST_POSTINGS:
                postings = postings[:6] + postings[9:]
            occurrence = position, tokens[start].start, tokens[start + _GRAM - 1].end
            self._postings[gram] = postings + occurrence if postings else occurrence

    def find(self, tokens: list[Token], marked: Sequence[tuple[int, int]]) -> dict[int, Quotation]:
        """Return the best sequence that a text shares with each earlier text, by position.

        One that is marked as a quotation is better than one that is not; then the heavier.

        Args:
            tokens: Tokens of the text.
            marked: Spans of the text that are marked as quotations, sorted.

        O(tokens).
        """
        totals = [0.0, *accumulate(self._weigh(token.word) for token in tokens)]
        inside = _inside(tokens, marked)
        best: dict[int, Quotation] = {}
        running: dict[int, _Run] = {}
        for start, gram in enumerate(_grams(tokens)):
            last = start + _GRAM - 1
            extended: dict[int, _Run] = {}
            postings = self._postings.get(gram, ())
            for position, source_start, source_end in zip(*[iter(postings)] * 3, strict=True):
                run = running.get(position)
                if run is None or not run.source_last < source_start <= run.source_end:
                    run = _Run(start, source_start)
                run = _Run(
                    run.first,
                    run.source_first,
                    source_start,
                    source_end,
                    run.marked or (inside[start] and inside[last]),
                )
                extended[position] = run
                weight = totals[last + 1] - totals[run.first]
                known = best.get(position)
                if known is None or (run.marked, weight) > (known.marked, known.weight):
                    best[position] = Quotation(
                        start=tokens[run.first].start,
                        end=tokens[last].end,
                        source_start=run.source_first,
                        source_end=source_end,
                        length=last + 1 - run.first,
                        weight=weight,
                        marked=run.marked,
                    )
            running = extended
        return best


class _Run(NamedTuple):
    """A shared sequence that may go on."""

    #: Its first token.
    first: int
    #: Where it starts in the earlier text.
    source_first: int
    #: Where its last three words start and end there.
    source_last: int = -1
    source_end: int = -1
    marked: bool = False


def _inside(tokens: Iterable[Token], spans: Sequence[tuple[int, int]]) -> list[bool]:
    """Return for each token whether it is inside one of the sorted spans. Linear."""
    inside: list[bool] = []
    following, end = 0, 0
    for token in tokens:
        while following < len(spans) and spans[following][0] <= token.start:
            end = max(end, spans[following][1])
            following += 1
        inside.append(token.end <= end)
    return inside


def _grams(tokens: list[Token]) -> Iterator[tuple[str, ...]]:
    """Yield the sequence of words that begins at each token."""
    words = [token.word for token in tokens]
    return zip(*(words[offset:] for offset in range(_GRAM)), strict=False)


@frozen
class SharedWords:
    """Rare words that a text has in common with an earlier one."""

    #: Sum of their weights.
    weight: float
    #: The greatest single weight.
    greatest: float
    #: Each term of the earlier text with the matching token of the later; most weight first.
    terms: tuple[tuple[str, Token], ...]
    #: Whether a match differs in one letter, as a misspelt word does.
    misspelt: bool


class WordIndex:
    """Terms of earlier texts.

    Args:
        weigh: The weight of a term by how rare it is in general.
    """

    def __init__(self, weigh: Callable[[str], float]) -> None:
        self._weigh = weigh
        self._postings: dict[str, list[int]] = {}
        self._counts: Counter[str] = Counter()
        self._spellings: dict[str, str] = {}

    def add(self, position: int, terms: Iterable[str]) -> None:
        """Add the terms of a text at a position."""
        for term in set(terms):
            self._counts[term] += 1
            postings = self._postings.setdefault(term, [])
            if len(postings) == _MOST_POSTINGS:
                del postings[2]
            postings.append(position)
            if _may_be_misspelt(term) and self._counts[term] == 1:
                for spelling in _spellings(term):
                    self._spellings.setdefault(spelling, term)

    def find(self, found: Iterable[tuple[str, Token]], ignored: set[str]) -> dict[int, SharedWords]:
        """Return the rare words that a text shares with each earlier text, by position.

        Args:
            found: The text's terms with their tokens.
            ignored: Folded words to leave out, such as names.

        O(terms).
        """
        shared: dict[int, dict[str, tuple[float, Token, bool]]] = {}
        seen: set[str] = set()
        for term, token in found:
            if term in seen or token.word in ignored:
                continue
            seen.add(term)
            known, misspelt = term, False
            if term not in self._postings and _may_be_misspelt(term):
                known = next(
                    (self._spellings[s] for s in _spellings(term) if s in self._spellings), term
                )
                misspelt = known != term
            if known not in self._postings:
                continue
            weight = self._weigh(known) / self._counts[known]
            if misspelt:
                weight = 0.7 * min(self._weigh(known), self._weigh(term))
            if weight < 0.35:
                continue
            for position in self._postings[known]:
                shared.setdefault(position, {})[known] = weight, token, misspelt
        return {position: _shared_words(words) for position, words in shared.items()}


def _shared_words(words: dict[str, tuple[float, Token, bool]]) -> SharedWords:
    ranked = sorted(words.items(), key=lambda entry: (-entry[1][0], entry[1][1].start))
    return SharedWords(
        weight=sum(weight for _, (weight, _, _) in ranked),
        greatest=ranked[0][1][0],
        terms=tuple((term, token) for term, (_, token, _) in islice(ranked, 8)),
        misspelt=any(misspelt for _, (_, _, misspelt) in ranked),
    )


def _may_be_misspelt(term: str) -> bool:
    return 6 <= len(term) <= 20 and term.isalpha()


def _spellings(term: str) -> list[str]:
    """Return a word, and the word with each letter replaced by "*".

    Two words that differ in one letter have one of these in common.
    """
    return [term, *(term[:index] + "*" + term[index + 1 :] for index in range(len(term)))]
