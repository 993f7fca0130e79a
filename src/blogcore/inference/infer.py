"""`infer_replies`: who probably answers whom in a flat discussion."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from attrs import frozen

from blogcore._text.html import html_to_text
from blogcore.inference.discussion import Discussion, Remark
from blogcore.inference.evidence import Evidence, collect_evidence
from blogcore.inference.features import extract
from blogcore.inference.function_words import guess_language
from blogcore.inference.model import Model, load_background, load_model, softmax
from blogcore.inference.overlap import POST
from blogcore.inference.post_author import PostAuthor
from blogcore.models import Author, Body, Comment, Post

__all__ = ["Alternative", "InferredReply", "Scorer", "infer_replies", "sort_by_time"]

#: A function of a comment and a candidate parent: a comment, the post, or None for an unknown post.
#: It returns the number to add to the candidate's score, in units of log-odds; 0.0 is neutral.
Scorer = Callable[[Comment, Comment | Post | None], float]

#: Alternatives below this probability are left out.
_LEAST_ALTERNATIVE = 0.01
_MOST_ALTERNATIVES = 5
_MOST_REFERENCES = 5
_BLOCK_QUOTE = re.compile(r"<blockquote\b[^<>]*>", re.IGNORECASE)
_BLOCK_QUOTE_END = re.compile(r"</blockquote\s*>", re.IGNORECASE)
_NUMBERS = re.compile(r"(\d+)")


@frozen
class Alternative:
    """A less probable parent of a comment."""

    #: Id of this parent; None for the post.
    parent_id: str | None
    #: The probability that the comment answers it.
    probability: float


@frozen
class InferredReply:
    """The most probable parent of one comment, with evidence."""

    #: Id of the comment.
    comment_id: str
    #: Id of the most probable parent; None for the post.
    parent_id: str | None
    #: The probability of this parent, from 0 to 1; calibrated on discussions with known links.
    probability: float
    #: Other possible parents, the most probable first.
    alternatives: tuple[Alternative, ...]
    #: The evidence for this parent, the strongest first.
    evidence: tuple[Evidence, ...]
    #: Ids of other comments that the comment addresses, quotes or shares rare words with.
    references: tuple[str, ...]

    @property
    def explanation(self) -> str:
        """The evidence as one English sentence; may be empty if the comment answers the post."""
        return "; ".join(evidence.description for evidence in self.evidence)


def infer_replies(
    comments: Iterable[Comment],
    post: Post | None = None,
    *,
    post_author: Author | str | None = None,
    language: str | None = None,
    scorer: Scorer | None = None,
) -> tuple[InferredReply, ...]:
    """Return the most probable parent of each comment without a reply link.

    Comments with a link are only considered as possible parents. Comments of other kinds than
    "comment", such as pingbacks, are ignored.

    Args:
        comments: Comments of one post, in any order, with unique ids.
        post: The post, if it is known: its text and authors help.
        post_author: Who wrote the post, as an author or a name; by default the post's authors,
            and where these are unknown, the commenter who answers the others, if there is one.
        language: A BCP 47 tag; by default the post's language, or else a guess from the words of
            the texts. With the ``stem`` extra, forms of one word are recognised as the same.
        scorer: Adds to the score of each candidate, for instance by comparing embeddings.

    Returns:
        One `InferredReply` per comment, ordered by time. A parent is never later than its reply.
        The result does not depend on the order of the input.

    O(n) in the number of comments: each has at most about 50 candidates.
    """
    ordered = sort_by_time([comment for comment in comments if comment.kind == "comment"])
    authors = PostAuthor.of(ordered, post, post_author)
    background, model = load_background(), load_model()
    language = language or (post.language if post is not None else None)
    post_text = "" if post is None else f"{post.title}\n\n{post.body.to_text()}"
    if language is None:
        language = guess_language(chain([post_text], (c.body.to_text() for c in ordered)))
    discussion = Discussion(background.lexicon(language), post_text, authors.names)
    inferred: list[InferredReply] = []
    for comment in ordered:
        text = comment.body.to_text()
        remark = discussion.add(
            text,
            comment.author.name,
            time=comment.published.timestamp() if comment.published else None,
            by_post_author=authors.wrote(comment),
            quoted=list(block_quotes(comment.body, text)),
        )
        if comment.in_reply_to is None:
            ranking = _Ranking(discussion, remark, model)
            if scorer is not None:
                ranking.add_scores(scorer, ordered, post)
            inferred.append(ranking.reply(ordered))
    return tuple(inferred)


class _Ranking:
    """The candidates of one comment with their scores."""

    def __init__(self, discussion: Discussion, remark: Remark, model: Model) -> None:
        self._discussion = discussion
        self._remark = remark
        self._contributions: list[dict[str, float]] = []
        for position in remark.candidates:
            candidate = None if position == POST else discussion.remarks[position]
            groups = extract(discussion, remark, candidate)
            self._contributions.append(
                {group: model.score(features) for group, features in groups.items()}
            )

    def add_scores(self, scorer: Scorer, ordered: Sequence[Comment], post: Post | None) -> None:
        """Add the scores of the caller's scorer."""
        comment = ordered[self._remark.position]
        pairs = zip(self._remark.candidates, self._contributions, strict=True)
        for position, contributions in pairs:
            candidate = post if position == POST else ordered[position]
            contributions["scorer"] = float(scorer(comment, candidate))

    def reply(self, ordered: Sequence[Comment]) -> InferredReply:
        """Return the most probable candidate, with alternatives and evidence."""
        candidates = self._remark.candidates
        probabilities = softmax([sum(found.values()) for found in self._contributions])
        # Of equally probable candidates the nearest is taken.
        ranked = sorted(
            range(len(candidates)), key=lambda index: (-probabilities[index], -candidates[index])
        )
        best = ranked[0]
        position = candidates[best]

        def id_of(at: int) -> str | None:
            return None if at == POST else ordered[at].id

        return InferredReply(
            comment_id=ordered[self._remark.position].id,
            parent_id=id_of(position),
            probability=probabilities[best],
            alternatives=tuple(
                Alternative(id_of(candidates[index]), probabilities[index])
                for index in ranked[1 : 1 + _MOST_ALTERNATIVES]
                if probabilities[index] >= _LEAST_ALTERNATIVE
            ),
            evidence=collect_evidence(
                self._discussion, self._remark, position, self._contributions[best]
            ),
            references=tuple(ordered[other].id for other in self._references(position)),
        )

    def _references(self, parent: int) -> list[int]:
        """Return positions of other comments that the comment clearly refers to; ascending."""
        remark, discussion = self._remark, self._discussion
        found = {
            position
            for position, quotation in remark.quotations.items()
            if position not in (POST, parent)
            and quotation.length >= 4
            and quotation.weight > 1.5
            and (POST not in remark.quotations or remark.quotations[POST].weight < quotation.weight)
        }
        found |= {
            position
            for position, shared in remark.shared.items()
            if position not in (POST, parent) and shared.weight >= 1.5 and shared.greatest >= 0.7
        }
        for writer in remark.addresses:
            latest = discussion.latest_by(writer)
            if latest is not None and latest != parent:
                found.add(latest)
        return sorted(found)[-_MOST_REFERENCES:]


def block_quotes(body: Body, text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of a body's text that its HTML puts in block quotes. Linear.

    Args:
        body: The body.
        text: What ``body.to_text()`` returns.
    """
    if body.media_type != "text/html":
        return
    html_end = text_end = 0
    while opening := _BLOCK_QUOTE.search(body.text, html_end):
        closing = _BLOCK_QUOTE_END.search(body.text, opening.end())
        if closing is None:
            return
        html_end = closing.end()
        quoted = html_to_text(body.text[opening.end() : closing.start()]).strip()
        start = text.find(quoted, text_end) if quoted else -1
        if start >= 0:
            text_end = start + len(quoted)
            yield start, text_end


def sort_by_time(comments: Iterable[Comment]) -> list[Comment]:
    """Return comments by time, then id; one without a time follows the next smaller id."""
    by_id = sorted(comments, key=lambda comment: _natural(comment.id))
    latest = float("-inf")
    keyed: list[tuple[float, int, Comment]] = []
    for index, comment in enumerate(by_id):
        time = comment.published.timestamp() if comment.published else latest
        if comment.published:
            latest = time
        keyed.append((time, index, comment))
    return [comment for _, _, comment in sorted(keyed, key=lambda entry: entry[:2])]


def _natural(id: str) -> tuple[tuple[bool, int, str], ...]:
    """Return a key that sorts "c9" before "c10"."""
    return tuple(
        (part.isdecimal(), int(part) if part.isdecimal() and len(part) < 400 else 0, part)
        for part in _NUMBERS.split(id)
    )
