"""Native JSON documents as other programs write them: plain dicts through `json.dumps`."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime, timedelta
from typing import Any

__all__ = ["POST_ID", "discussion"]

POST_ID = "7"
_START = datetime(2024, 1, 1, tzinfo=UTC)
_WORDS = (
    "a the of and to in it is was that for on as with his they at be this from have or by one had"
    " but what all were when we there can an your which their said if do will each about how up"
    " station winter carriage morning timetable harbour platform luggage conductor mountain café"
)
_VOCABULARY = [*_WORDS.split(), "naïve", "“quite”", "it’s", "über"]
_MARKUP = ("<b>bold</b>", "R&D", 'a "quoted" word', "1 < 2", "it's", "<script>alert(1)</script>")


def discussion(size: int) -> bytes:
    """Return a document with one discussion, defaults and nulls spelled out.

    Comments have 5 to 300 words in one to three paragraphs, a tenth with markup characters; 30 %
    are at top level; early comments have the most replies; five comments share an author.

    Args:
        size: Number of comments.
    """
    rng = random.Random(size)
    authors = [_author(number) for number in range(max(size // 5, 1))]
    comments = []
    for number in range(size):
        parent = None
        if number and rng.random() < 0.7:
            parent = f"c{int(number * rng.random() ** 2)}"
        comments.append(
            {
                "id": f"c{number}",
                "post_id": POST_ID,
                "author": rng.choice(authors),
                "body": {"text": _text(rng), "media_type": "text/plain"},
                "published": (_START + timedelta(minutes=7 * number)).isoformat(),
                "updated": None,
                "in_reply_to": parent,
                "status": "approved",
                "kind": "comment",
                "likes": rng.randrange(5),
                "dislikes": 0,
                "url": None,
                "ip": f"192.0.2.{number % 256}",
                "user_agent": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101",
                "extra": {},
            }
        )
    document = {"blogcore": 1, "blog": {"authors": [], "posts": [], "comments": comments}}
    return json.dumps(document).encode()


def _author(number: int) -> dict[str, Any]:
    return {
        "name": f"Ida {number}",
        "id": None,
        "email": f"ida{number}@example.org",
        "url": f"https://ida{number}.example.org/" if number % 3 == 0 else None,
        "avatar_url": None,
        "bio": "",
        "slug": None,
        "kind": "guest",
        "extra": {},
    }


def _text(rng: random.Random) -> str:
    words = rng.choices(_VOCABULARY, k=rng.randint(5, 300))
    if rng.random() < 0.1:
        for _ in range(3):
            words.insert(rng.randrange(len(words)), rng.choice(_MARKUP))
    paragraphs = rng.randint(1, 3)
    length = -(-len(words) // paragraphs)
    return "\n\n".join(" ".join(words[at : at + length]) for at in range(0, len(words), length))
