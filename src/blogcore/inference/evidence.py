"""Evidence for a link: data for programs, and a sentence that a person can check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from attrs import frozen

from blogcore.inference.discussion import Discussion, Remark
from blogcore.inference.overlap import LIGHTEST, POST, Quotation
from blogcore.inference.tokens import Token

__all__ = ["Evidence", "EvidenceKind", "collect_evidence"]

EvidenceKind = Literal[
    "address", "quotation", "words", "question", "speaker", "time", "position", "scorer"
]

#: Smaller contributions are not shown: they are too weak to convince a person.
_LEAST = 0.05
#: Rare words that one piece of evidence lists.
_MOST_WORDS = 4


@frozen
class Evidence:
    """One reason for a link."""

    #: What kind of reason it is.
    kind: EvidenceKind
    #: The reason in English, such as "quotes 6 words of #3"; numbers count comments by time.
    description: str
    #: How much it adds to the score of this parent, in units of log-odds.
    contribution: float
    #: The words of the comment that are the evidence, as written; empty if it is not in words.
    words: tuple[str, ...] = ()
    #: Start and end of each of ``words`` in the comment's text (`Body.to_text`).
    spans: tuple[tuple[int, int], ...] = ()
    #: The matching words of the parent, as written.
    parent_words: tuple[str, ...] = ()
    #: Start and end of each of ``parent_words`` in the parent's text.
    parent_spans: tuple[tuple[int, int], ...] = ()


def collect_evidence(
    discussion: Discussion, remark: Remark, position: int, contributions: Mapping[str, float]
) -> tuple[Evidence, ...]:
    """Return the evidence for one parent, the strongest first.

    Args:
        discussion: The discussion.
        remark: The comment.
        position: The parent's position, or `POST`.
        contributions: How much each group of features adds to the parent's score.
    """
    parent = None if position == POST else discussion.remarks[position]
    found = [
        *_address(remark, parent, contributions.get("address", 0.0)),
        *_quotation(discussion, remark, position, contributions.get("quotation", 0.0)),
        *_words(discussion, remark, position, contributions.get("words", 0.0)),
        *_question(remark, parent, contributions.get("question", 0.0)),
        *_speaker(remark, parent, contributions.get("speaker", 0.0)),
        *_position(remark, parent, contributions),
    ]
    scored = contributions.get("scorer", 0.0)
    if scored > _LEAST:
        found.append(Evidence("scorer", "preferred by the scorer", scored))
    return tuple(sorted(found, key=lambda evidence: -evidence.contribution))


def name_of(position: int) -> str:
    """Return the name of a comment or the post in a sentence: "#3" or "the post"."""
    return "the post" if position == POST else f"#{position + 1}"


def _address(remark: Remark, parent: Remark | None, contribution: float) -> Iterator[Evidence]:
    if parent is None:
        return
    number = name_of(parent.position)
    if remark.subject and remark.subject == parent.first_line:
        yield Evidence("address", f"repeats the subject of {number}", max(contribution, _LEAST))
    address = remark.addresses.get(parent.writer)
    if address is None:
        return
    verb = "names" if address.kind == "mention" else "addresses"
    yield Evidence(
        "address",
        f"{verb} {parent.name}, who wrote {number}",
        max(contribution, _LEAST),
        words=(remark.text[address.start : address.end],),
        spans=((address.start, address.end),),
    )


def _quotation(
    discussion: Discussion, remark: Remark, position: int, contribution: float
) -> Iterator[Evidence]:
    quotation = remark.quotations.get(position)
    if quotation is None or quotation.weight <= LIGHTEST or contribution < _LEAST:
        return
    verb = "quotes" if quotation.marked else "repeats"
    source = discussion.post_text if position == POST else discussion.remarks[position].text
    yield Evidence(
        "quotation",
        f"{verb} {quotation.length} words of {name_of(position)}",
        contribution,
        words=(remark.text[quotation.start : quotation.end],),
        spans=((quotation.start, quotation.end),),
        parent_words=(_source_words(source, quotation),),
        parent_spans=((quotation.source_start, quotation.source_end),),
    )


def _source_words(source: str, quotation: Quotation) -> str:
    return source[quotation.source_start : quotation.source_end]


def _words(
    discussion: Discussion, remark: Remark, position: int, contribution: float
) -> Iterator[Evidence]:
    shared = remark.shared.get(position)
    if shared is None or contribution < _LEAST:
        return
    source = discussion.post_text if position == POST else discussion.remarks[position].text
    first_tokens = discussion.find_terms(position)
    pairs: list[tuple[Token, Token]] = []
    for term, token in shared.terms[:_MOST_WORDS]:
        source_token = first_tokens.get(term)
        if source_token is not None:
            pairs.append((token, source_token))
    if not pairs:
        return
    words = tuple(remark.text[token.start : token.end] for token, _ in pairs)
    listed = ", ".join(f"“{word}”" for word in words)
    yield Evidence(
        "words",
        f"takes up {listed} from {name_of(position)}",
        contribution,
        words=words,
        spans=tuple((token.start, token.end) for token, _ in pairs),
        parent_words=tuple(source[token.start : token.end] for _, token in pairs),
        parent_spans=tuple((token.start, token.end) for _, token in pairs),
    )


def _question(remark: Remark, parent: Remark | None, contribution: float) -> Iterator[Evidence]:
    if parent is None or not parent.asks or contribution < _LEAST:
        return
    number = name_of(parent.position)
    who = "the post's author answers" if remark.by_post_author else "answers"
    yield Evidence("question", f"{who} the question in {number}", contribution)


def _speaker(remark: Remark, parent: Remark | None, contribution: float) -> Iterator[Evidence]:
    if contribution < _LEAST:
        return
    own = remark.previous_by_writer
    if parent is None:
        if own is None and not remark.by_post_author:
            yield Evidence("speaker", f"is the first comment of {remark.name}", contribution)
        return
    number = name_of(parent.position)
    if remark.by_post_author and not parent.by_post_author:
        yield Evidence("speaker", f"the post's author answers a reader, {number}", contribution)
    elif own is not None and parent.position > own and parent.writer != remark.writer:
        yield Evidence(
            "speaker",
            f"goes on after {number}, which followed the writer's own #{own + 1}",
            contribution,
        )
    elif parent.by_post_author:
        yield Evidence("speaker", f"answers the post's author, {number}", contribution)


def _position(
    remark: Remark, parent: Remark | None, contributions: Mapping[str, float]
) -> Iterator[Evidence]:
    position = contributions.get("position", 0.0)
    time = contributions.get("time", 0.0)
    if parent is None:
        return
    if position > _LEAST and parent.position == remark.position - 1:
        yield Evidence("position", f"comes directly after {name_of(parent.position)}", position)
    if time > _LEAST and remark.time is not None and parent.time is not None:
        minutes = round((remark.time - parent.time) / 60)
        yield Evidence("time", f"came {minutes} minutes after {name_of(parent.position)}", time)
