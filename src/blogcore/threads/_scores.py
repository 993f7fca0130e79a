"""Scores of a comment from its votes; the higher score is shown first."""

from __future__ import annotations

from math import log10, pow, sqrt

__all__ = ["controversy", "heat", "wilson"]

#: Seconds of age that cost as much heat as ten times the votes add: 12½ hours.
_COOLING = 45_000


def wilson(likes: int, dislikes: int, z: float = 1.96) -> float:
    """Return the lower bound of the share of likes among all who might vote; 0 without votes.

    Args:
        likes: Number of likes.
        dislikes: Number of dislikes.
        z: Quantile of the normal distribution: 1.96 for a 95 % interval, so the true share is
            below the bound in one of 40 cases.

    Source: Wilson's score interval.

    >>> round(wilson(1, 0), 3), round(wilson(90, 10), 3)
    (0.207, 0.826)
    """
    votes = likes + dislikes
    if not votes:
        return 0.0
    share, z2 = likes / votes, z * z / votes
    spread = z * sqrt((share * (1 - share) + z2 / 4) / votes)
    return (share + z2 / 2 - spread) / (1 + z2)


def controversy(likes: int, dislikes: int) -> float:
    """Return ``votes ** (smaller side / larger side)``; 0 if all votes are on one side.

    Source: Reddit's ``controversy``.

    >>> controversy(5, 5), controversy(9, 0)
    (10.0, 0.0)
    """
    if not likes or not dislikes:
        return 0.0
    return pow(likes + dislikes, min(likes, dislikes) / max(likes, dislikes))


def heat(votes: int, age: float) -> float:
    """Return how hot a comment is: it rises with the votes and falls with age.

    Args:
        votes: Likes less dislikes.
        age: Seconds since it was published.

    Ten times the votes outweigh 12½ hours of age.

    Source: Reddit's ``hot``, with time counted back from now, rounded as there.

    >>> heat(10, 0), heat(100, 45_000), heat(-10, 0)
    (1.0, 1.0, -1.0)
    """
    size = log10(max(abs(votes), 1))
    return round((size if votes > 0 else -size) - age / _COOLING, 7)
