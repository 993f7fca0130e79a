"""Discussions with known parents, and what the model sees of them."""

from __future__ import annotations

import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from attrs import frozen

from blogcore.inference.discussion import Discussion, Remark
from blogcore.inference.features import GROUPS, extract
from blogcore.inference.model import Background
from blogcore.inference.overlap import POST
from blogcore.inference.tokens import stemmer, terms, tokenize

__all__ = ["Example", "count_words", "examples_of", "read_discussions"]

#: In how many discussions and sources a word must occur to be in the background table.
_FEWEST_DISCUSSIONS = 5
_FEWEST_SOURCES = 2
#: A word that is also a name is in the table if at least this share of it is in lower case.
_LOWER_CASE = 0.8
#: Number of words from which a marked quotation shows that a comment without a link is a reply.
_QUOTED_WORDS = 4


@frozen(eq=False)
class Example:
    """One comment whose parent is known, with the features of its candidates."""

    source: str
    discussion: str
    remark: Remark
    #: Positions of its candidates; `POST` is the post.
    candidates: Sequence[int]
    #: The features of each candidate, by group and name.
    features: Sequence[Mapping[str, Mapping[str, float]]]
    #: Positions that count as right: that of the parent, or with "root" labels (which name only
    #: the top-level comment) any comment of that branch.
    right: frozenset[int]
    #: Whether the comment is marked as a reply to the post, but addresses or quotes an earlier
    #: comment.
    doubtful: bool
    #: Who replies to whom, such as "author → reader"; None for replies to the post.
    kind: str | None

    @property
    def is_link(self) -> bool:
        """Whether the comment is a reply to another comment, not to the post."""
        return POST not in self.right


def read_discussions(folder: Path | None = None) -> list[dict[str, Any]]:
    """Return every discussion of a folder of ``*.jsonl`` files, in a fixed order.

    Args:
        folder: The folder; by default the one that ``BLOGCORE_REPLIES`` names.
    """
    folder = folder or Path(os.environ["BLOGCORE_REPLIES"])
    lines = (line for file in sorted(folder.glob("*.jsonl")) for line in file.open("rb"))
    return [json.loads(line) for line in lines]


def count_words(discussions: Iterable[Mapping[str, Any]]) -> Background:
    """Return in how many discussions each word and stem occurs; names and rare words are left out.

    Args:
        discussions: Discussions of several sources.
    """
    words, stems = _Counter(), _Counter()
    stems_of_names: defaultdict[str, set[str]] = defaultdict(set)
    lower: Counter[str] = Counter()
    total: Counter[str] = Counter()
    size = 0
    for discussion in discussions:
        size += 1
        post, source = discussion["post"], discussion["source"]
        texts = [post["text"], *(comment["text"] for comment in discussion["comments"])]
        authors = [*post["authors"], *(comment["author"] for comment in discussion["comments"])]
        stem = stemmer(discussion["language"])
        for token in (token for name in authors for token in tokenize(name)):
            stems_of_names[token.word].add(stem(token.word))
        seen_words: set[str] = set()
        seen_stems: set[str] = set()
        for text in texts:
            tokens = tokenize(text)
            seen_words.update(term for term, _ in terms(tokens, str))
            seen_stems.update(term for term, _ in terms(tokens, stem))
            total.update(token.word for token in tokens)
            lower.update(token.word for token in tokens if text[token.start].islower())
        words.add(source, seen_words)
        stems.add(source, seen_stems)
    names = {name for name in stems_of_names if lower[name] < max(20, _LOWER_CASE * total[name])}
    stemmed = {stem for name in names for stem in stems_of_names[name]}
    return Background(size, stems.table(names | stemmed), words.table(names))


class _Counter:
    """Counts in how many discussions and sources terms occur."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._sources: defaultdict[str, set[str]] = defaultdict(set)

    def add(self, source: str, terms: set[str]) -> None:
        """Count the terms of one discussion."""
        self._counts.update(terms)
        for term in terms:
            self._sources[term].add(source)

    def table(self, names: set[str]) -> dict[str, int]:
        """Return the counts of terms that are frequent enough and are not names."""
        return {
            term: count
            for term, count in sorted(self._counts.items())
            if count >= _FEWEST_DISCUSSIONS
            and len(self._sources[term]) >= _FEWEST_SOURCES
            and term not in names
        }


def examples_of(
    discussions: Iterable[Mapping[str, Any]], background: Background, *, stems: bool = True
) -> list[Example]:
    """Return an example for each comment whose parent is known.

    Args:
        discussions: Discussions; flat ones (``labels`` is "none") give no example.
        background: Word counts.
        stems: Whether words are stemmed.
    """
    return [
        example
        for discussion in discussions
        if discussion["labels"] != "none"
        for example in _examples_of_discussion(discussion, background, stems=stems)
    ]


def _examples_of_discussion(
    data: Mapping[str, Any], background: Background, *, stems: bool
) -> Iterator[Example]:
    post = data["post"]
    lexicon = background.lexicon(data["language"] if stems else None)
    discussion = Discussion(lexicon, post["text"], post["authors"])
    positions = {comment["id"]: index for index, comment in enumerate(data["comments"])}
    branch: dict[int, int] = {}
    for position, comment in enumerate(data["comments"]):
        published = comment["published"]
        remark = discussion.add(
            comment["text"],
            comment["author"],
            time=datetime.fromisoformat(published).timestamp() if published else None,
            by_post_author=comment["by_post_author"],
        )
        parent = comment["parent"]
        branch[position] = position
        if parent == "unknown":
            continue
        right = {POST}
        if parent is not None:
            right = {positions[parent]}
            branch[position] = branch[positions[parent]]
            if data["labels"] == "root":
                right |= {at for at in range(position) if branch[at] == branch[position]}
        yield Example(
            source=data["source"],
            discussion=f"{data['source']}/{data['thread']}",
            remark=remark,
            candidates=remark.candidates,
            features=[
                extract(discussion, remark, None if at == POST else discussion.remarks[at])
                for at in remark.candidates
            ],
            right=frozenset(right),
            doubtful=parent is None and _replies_to_comment(discussion, remark),
            kind=None if parent is None else _kind(discussion, remark, min(right)),
        )


def _replies_to_comment(discussion: Discussion, remark: Remark) -> bool:
    """Return whether a comment addresses an earlier commenter, or quotes an earlier comment."""
    earlier = {other.writer for other in discussion.remarks[: remark.position]}
    addressed = any(
        address.writer in earlier
        and (
            address.kind == "at"
            or (address.kind == "vocative" and address.writer not in discussion.post_author_keys)
        )
        for address in remark.addresses.values()
    )
    return addressed or any(
        position != POST
        and quotation.marked
        and quotation.length >= _QUOTED_WORDS
        and POST not in remark.quotations
        for position, quotation in remark.quotations.items()
    )


def _kind(discussion: Discussion, remark: Remark, parent: int) -> str:
    def side(of: Remark) -> str:
        return "author" if of.by_post_author else "reader"

    return f"{side(remark)} → {side(discussion.remarks[parent])}"


def feature_names(examples: Iterable[Example]) -> list[str]:
    """Return the names of all features that occur, grouped and sorted."""
    found: dict[str, set[str]] = {group: set() for group in GROUPS}
    for example in examples:
        for features in example.features:
            for group, values in features.items():
                found[group].update(values)
    return [name for group in GROUPS for name in sorted(found[group])]
