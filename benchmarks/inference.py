"""How long reply inference takes, in processor time.

Run with ``python -m benchmarks.inference``. The comments are like those of a long discussion: texts
of 5 to 300 words, some of which quote or address an earlier one, by several hundred writers.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from benchmarks._table import Row, report

from blogcore import Author, Body, Comment, Post, infer_replies
from blogcore.inference.function_words import FUNCTION_WORDS

_START = datetime(2024, 1, 1, tzinfo=UTC)
_VOCABULARY = 30_000
_SYLLABLES = ("ba", "co", "du", "fe", "gi", "ka", "lo", "mu", "ne", "pi", "ra", "sto", "tri", "ve")
#: Bounds of DESIGN §12 in seconds by number of comments.
_BOUNDS = {1_000: 1.5, 10_000: 15.0}


def make_discussion(size: int) -> tuple[Post, list[Comment]]:
    """Return a post and its flat comments.

    Word frequencies follow Zipf's law; every second word is one of the commonest of English.
    """
    rng = random.Random(size)
    function_words = FUNCTION_WORDS["en"].split()
    vocabulary = ["".join(rng.choices(_SYLLABLES, k=rng.randint(2, 4))) for _ in range(_VOCABULARY)]
    writers = [
        " ".join(f"{rng.choice(vocabulary)}rn".title() for _ in range(rng.randint(1, 2)))
        for _ in range(max(30, size // 20))
    ]

    def words(count: int) -> list[str]:
        return [
            rng.choice(function_words)
            if rng.random() < 0.5
            else vocabulary[int(_VOCABULARY ** rng.random()) - 1]
            for _ in range(count)
        ]

    comments: list[Comment] = []
    for index in range(size):
        text = words(int(5 * 60 ** rng.random()))
        if comments and rng.random() < 0.4:
            answered = comments[-min(len(comments), int(30 ** rng.random()))]
            if rng.random() < 0.5:
                text[:0] = [f"@{answered.author.name}"]
            else:
                text[:0] = ["“" + " ".join(answered.body.text.split()[:12]) + "”"]
        text[-1] += rng.choice(".?.")
        comments.append(
            Comment(
                id=str(index),
                post_id="7",
                author=Author(name=rng.choice(writers)),
                body=Body(text=" ".join(text)),
                published=_START + timedelta(minutes=7 * index),
            )
        )
    post = Post(
        id="7", title="A post", body=Body(text=" ".join(words(800))), authors=[Author(name="Ida")]
    )
    return post, comments


def rows() -> Iterator[Row]:
    """Measure discussions of two sizes."""
    warm_up = make_discussion(50)
    infer_replies(warm_up[1], warm_up[0])  # reads the model
    for size, bound in _BOUNDS.items():
        post, comments = make_discussion(size)
        start = time.process_time()
        infer_replies(comments, post)
        seconds = time.process_time() - start
        work = f"infer the reply links of {size:,} comments"
        yield Row(work, seconds, bound=bound, unit="s", note="processor time")


if __name__ == "__main__":
    sys.exit(report(rows()))
