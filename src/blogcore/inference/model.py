"""The trained model: weights of features and of words, read from the package's data."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import exp, log

from attrs import frozen

from blogcore.inference.discussion import Lexicon
from blogcore.inference.function_words import is_function_word
from blogcore.inference.tokens import has_stemmer, stemmer

__all__ = ["Background", "Model", "load_background", "load_model", "softmax"]

#: A word that occurs in at least this share of all discussions is common.
_COMMON = 0.02


@frozen
class Model:
    """A linear model over the candidates of a comment."""

    #: Weight of each feature by name; other features have weight 0.
    weights: Mapping[str, float]
    #: The divisor of scores that makes probabilities calibrated.
    temperature: float

    def score(self, features: Mapping[str, float]) -> float:
        """Return the score of one group of features, in units of log-odds."""
        weights = self.weights
        return (
            sum(weights.get(name, 0.0) * value for name, value in features.items())
            / self.temperature
        )


@frozen
class Background:
    """Counts of the discussions of the training data in which each word occurs."""

    #: Number of discussions.
    size: int
    #: Counts by word stem, for languages that have a stemmer.
    stems: Mapping[str, int]
    #: Counts by folded word.
    words: Mapping[str, int]

    def lexicon(self, language: str | None) -> Lexicon:
        """Return the weights and stems of words in a language.

        Args:
            language: A BCP 47 tag, or None where it is unknown.
        """
        counts = self.stems if has_stemmer(language) else self.words
        greatest = log(self.size / 4)
        says_nothing = is_function_word(language, stemmer(language))

        def weigh(term: str) -> float:
            if says_nothing(term):
                return 0.0
            count = counts.get(term)
            return 1.0 if count is None else max(0.0, log(self.size / count) / greatest)

        return Lexicon(
            weigh=weigh,
            is_common=lambda word: self.words.get(word, 0) >= _COMMON * self.size,
            stem=stemmer(language),
        )


def softmax(scores: Sequence[float]) -> list[float]:
    """Return probabilities that sum to 1."""
    greatest = max(scores)
    powers = [exp(score - greatest) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


@cache
def load_model() -> Model:
    """Return the model of this package; ``training/`` produces it."""
    data = json.loads((files("blogcore.inference") / "weights.json").read_text("utf-8"))
    return Model(data["weights"], data["temperature"])


@cache
def load_background() -> Background:
    """Return the word counts of this package; ``training/`` produces them."""
    data = json.loads((files("blogcore.inference") / "background.json").read_text("utf-8"))
    return Background(
        data["discussions"],
        _counts(data["stems"]),
        _counts(data["words"]),
    )


def _counts(table: Mapping[str, str]) -> dict[str, int]:
    """Return the count by word from the words by count."""
    return {word: int(count) for count, words in table.items() for word in words.split()}
