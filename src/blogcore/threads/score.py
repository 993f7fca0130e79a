"""What votes say of a comment, as numbers; the larger stands first."""

from __future__ import annotations

from math import log10, pow, sqrt

__all__ = ["controversy", "heat", "wilson"]

#: Seconds in which a comment loses as much heat as ten times the votes give it.
_COOLING = 45_000


def wilson(likes: int, dislikes: int, z: float = 1.96) -> float:
    """Lower bound of the share of likes among all who might vote; 0 without votes.

    Wilson's score interval. ``z`` says how sure: 1.96 is 95 %, so the true share is lower in one of
    40 cases.

    >>> round(wilson(1, 0), 3), round(wilson(90, 10), 3)
    (0.207, 0.826)
    """
    votes = likes + dislikes
    if not votes:
        return 0.0
    share, doubt = likes / votes, z * z / votes
    spread = z * sqrt((share * (1 - share) + doubt / 4) / votes)
    return (share + doubt / 2 - spread) / (1 + doubt)


def controversy(likes: int, dislikes: int) -> float:
    """How much and how evenly people vote: all votes, to the power of smaller side by larger.

    0 where only one side votes. Reddit's ``controversy``.

    >>> controversy(5, 5), controversy(9, 0)
    (10.0, 0.0)
    """
    if not likes or not dislikes:
        return 0.0
    return pow(likes + dislikes, min(likes, dislikes) / max(likes, dislikes))


def heat(votes: int, age: float) -> float:
    """How hot a comment is with so many likes more than dislikes, ``age`` seconds after it came.

    Ten times the votes are worth 12½ hours. Reddit's ``hot``, with time counted back from now, and
    rounded as there.

    >>> heat(10, 0), heat(100, 45_000), heat(-10, 0)
    (1.0, 1.0, -1.0)
    """
    size = log10(max(abs(votes), 1))
    return round((size if votes > 0 else -size) - age / _COOLING, 7)
