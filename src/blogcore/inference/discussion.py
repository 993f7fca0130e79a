"""A discussion prepared for inference: how each comment relates to the comments before it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from attrs import Factory, define, field, frozen

from blogcore.inference.names import Address, NameIndex
from blogcore.inference.overlap import (
    POST,
    Quotation,
    QuotationIndex,
    SharedWords,
    WordIndex,
    quoted_passages,
)
from blogcore.inference.tokens import Token, fold, terms, tokenize

__all__ = ["Discussion", "Lexicon", "Remark"]

_QUESTION = re.compile(r"[?？؟\u037e](?=[\s?!.)\"'”»]|$)")
_SUBJECT = re.compile(r"\s*(?:re|aw|sv|antw|rép)\s*[:：]\s*(.+)", re.IGNORECASE)
#: How many of the latest comments are always candidates.
_LATEST = 15
#: How many writers whom a comment addresses or names are considered, the plainest first.
_ADDRESSED = 4
#: How many of the latest comments by an addressed writer are candidates.
_OF_ADDRESSED = 6
#: How many comments are candidates because they share rare words.
_BY_WORDS = 5
#: How many comments are candidates because they are quoted.
_BY_QUOTATION = 8
#: How many unanswered comments by readers are candidates of a comment by the post's author.
_UNANSWERED = 8


@frozen
class Lexicon:
    """The weights and stems of the words of a language, from the counts in a `Background`."""

    #: Weight of a term: near 0 for the commonest, 1 for one that is not in the background table.
    weigh: Callable[[str], float]
    is_common: Callable[[str], bool]
    stem: Callable[[str], str]


@define(eq=False)
class Remark:
    """One comment, prepared for the features: its text and how it relates to earlier texts."""

    position: int
    text: str
    #: The name of the writer, as they signed.
    name: str
    tokens: list[Token]
    #: The folded name, which identifies the writer within the discussion.
    writer: str
    by_post_author: bool
    #: Seconds since the epoch; None if the time is unknown.
    time: float | None
    asks: bool
    ends_with_question: bool
    #: The folded subject after "Re:" on the first line; empty if the line begins otherwise.
    subject: str
    first_line: str
    addresses: dict[str, Address] = field(factory=dict[str, Address])
    quotations: dict[int, Quotation] = field(factory=dict[int, Quotation])
    shared: dict[int, SharedWords] = field(factory=dict[int, SharedWords])
    #: Position of the latest earlier comment by the same writer.
    previous_by_writer: int | None = None
    #: The number of comments by the post's author before this one.
    author_count: int = 0
    #: The number of comments directly before it that are by the same side: the post's author, or
    #: readers.
    run: int = 0
    #: Whether a later comment by the post's author explicitly answers it.
    answered_by_author: bool = False
    #: Positions that it may answer, among them `POST`; ascending.
    candidates: list[int] = Factory(list[int])


class Discussion:
    """Comments under one post, added in order of time.

    Args:
        lexicon: Weights and stems of words.
        post_text: Text of the post; empty where it is unknown.
        post_authors: Names of the post's authors.
    """

    def __init__(
        self, lexicon: Lexicon, post_text: str = "", post_authors: Iterable[str] = ()
    ) -> None:
        self._lexicon = lexicon
        self._names = NameIndex(lexicon.is_common)
        self._sequences = QuotationIndex(lexicon.weigh)
        self._words = WordIndex(lexicon.weigh)
        self._by_writer: dict[str, list[int]] = {}
        self._by_first_line: dict[str, list[int]] = {}
        self._unanswered: list[int] = []
        self.remarks: list[Remark] = []
        self.post_author_keys: set[str] = {fold(name).strip() for name in post_authors}
        self.post_text = post_text
        tokens = self._post_tokens = tokenize(post_text)
        self._sequences.add(POST, tokens)
        self._words.add(POST, (term for term, _ in terms(tokens, lexicon.stem)))
        for name in post_authors:
            self._names.add(fold(name).strip(), name)

    def add(
        self,
        text: str,
        name: str,
        *,
        time: float | None = None,
        by_post_author: bool = False,
        quoted: Sequence[tuple[int, int]] = (),
    ) -> Remark:
        """Add the next comment and return it with its relations and candidates.

        Args:
            text: Plain text.
            name: Who wrote it.
            time: Seconds since the epoch.
            by_post_author: Whether the post's author wrote it.
            quoted: Spans of the text that markup marks as quotations.

        Cost: linear in the text, times a constant number of candidates.
        """
        writer = fold(name).strip()
        tokens = tokenize(text)
        first_line, _, _ = text.strip().partition("\n")
        subject = _SUBJECT.match(first_line)
        remark = Remark(
            position=len(self.remarks),
            text=text,
            name=name,
            tokens=tokens,
            writer=writer,
            by_post_author=by_post_author,
            time=time,
            asks=_QUESTION.search(text) is not None,
            ends_with_question=_QUESTION.search(text.rstrip()[-40:]) is not None,
            subject=fold(subject[1]).strip() if subject else "",
            first_line=_plain_subject(first_line),
        )
        found = list(terms(tokens, self._lexicon.stem))
        remark.addresses = self._names.find(text, tokens, writer)
        marked = sorted([*quoted, *quoted_passages(text)])
        remark.quotations = self._sequences.find(tokens, marked)
        remark.shared = self._words.find(found, self._names.words)
        self._set_relations(remark)
        remark.candidates = sorted(set(self._candidates(remark)))
        self._add_to_indexes(remark, name, found)
        return remark

    def find_terms(self, position: int) -> dict[str, Token]:
        """Return the first token of each term of a comment, or of the post. Linear."""
        tokens = self._post_tokens if position == POST else self.remarks[position].tokens
        first_tokens: dict[str, Token] = {}
        for term, token in terms(tokens, self._lexicon.stem):
            first_tokens.setdefault(term, token)
        return first_tokens

    def _set_relations(self, remark: Remark) -> None:
        """Set what is known about the comments before."""
        own = self._by_writer.get(remark.writer)
        remark.previous_by_writer = own[-1] if own else None
        if self.remarks:
            before = self.remarks[-1]
            remark.author_count = before.author_count + before.by_post_author
            if before.by_post_author == remark.by_post_author:
                remark.run = before.run + 1

    def _candidates(self, remark: Remark) -> Iterator[int]:
        """Yield the positions that a comment may answer."""
        yield POST
        yield from range(max(0, remark.position - _LATEST), remark.position)
        for writer in islice(remark.addresses, _ADDRESSED):
            yield from self._by_writer.get(writer, ())[-_OF_ADDRESSED:]
        yield from _best(remark.quotations, _BY_QUOTATION)
        yield from _best(remark.shared, _BY_WORDS)
        if remark.subject:
            yield from self._by_first_line.get(remark.subject, ())[-_OF_ADDRESSED:]
        if remark.by_post_author:
            yield from self._unanswered[-_UNANSWERED:]

    def _add_to_indexes(
        self, remark: Remark, name: str, found: Sequence[tuple[str, Token]]
    ) -> None:
        """Add a comment to the indexes in which later comments look."""
        position = remark.position
        if remark.by_post_author:
            self._mark_answered(remark)
        else:
            self._unanswered.append(position)
        self.remarks.append(remark)
        self._names.add(remark.writer, name)
        self._sequences.add(position, remark.tokens)
        self._words.add(position, (term for term, _ in found))
        self._by_writer.setdefault(remark.writer, []).append(position)
        self._by_first_line.setdefault(remark.first_line, []).append(position)

    def _mark_answered(self, remark: Remark) -> None:
        """Mark the comments that a comment by the post's author explicitly answers."""
        answered = {
            self._by_writer[address.writer][-1]
            for address in remark.addresses.values()
            if address.kind != "mention" and address.writer in self._by_writer
        }
        answered |= {
            position
            for position, quotation in remark.quotations.items()
            if position != POST and quotation.marked and quotation.length >= 4
        }
        if not answered and self.remarks and not self.remarks[-1].by_post_author:
            answered = {remark.position - 1}
        for position in answered:
            self.remarks[position].answered_by_author = True
        self._unanswered = [
            position for position in self._unanswered[-40:] if position not in answered
        ]

    def latest_by(self, writer: str) -> int | None:
        """Return the position of a writer's latest comment; None if there is none."""
        positions = self._by_writer.get(writer)
        return positions[-1] if positions else None

    def is_latest(self, remark: Remark, candidate: Remark) -> bool:
        """Return whether a candidate was its writer's latest comment when a remark was made."""
        later = self._by_writer[candidate.writer]
        index = bisect_left(later, remark.position) - 1
        return later[index] == candidate.position


def _best(found: Mapping[int, Quotation] | Mapping[int, SharedWords], count: int) -> list[int]:
    ranked = sorted(found.items(), key=lambda entry: (-entry[1].weight, -entry[0]))
    return [position for position, _ in ranked[:count]]


def _plain_subject(line: str) -> str:
    match = _SUBJECT.match(line)
    return fold(match[1] if match else line).strip()[:80]
