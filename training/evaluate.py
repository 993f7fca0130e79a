"""Measure inference on sources that the weights have not seen."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from attrs import frozen

from blogcore.inference.overlap import POST
from blogcore.inference.post_author import guess_post_author
from blogcore.inference.tokens import fold
from training.data import Example, count_words, examples_of, feature_names
from training.fit import Fitted, fit, predict, temperature_of

__all__ = ["Fold", "Measures", "Prediction", "evaluate", "folds_of", "guessed_authors", "measure"]

#: Minimum probability of a "sure" prediction.
_SURE = 0.8
_BINS = 10
_RESAMPLES = 500


@frozen(eq=False)
class Prediction:
    """What was predicted for an example."""

    example: Example
    position: int
    probability: float

    @property
    def is_right(self) -> bool:
        """Whether the known parent was found."""
        return self.position in self.example.right


@frozen(eq=False)
class Fold:
    """One source, predicted by a model that was trained on the others."""

    source: str
    examples: Sequence[Example]
    training: Sequence[Example]
    fitted: Fitted


@frozen
class Measures:
    """How well predictions agree with known parents; all are shares from 0 to 1."""

    count: int
    accuracy: float
    #: Of the predicted links, those that are right; of the known links, those that were found.
    precision: float
    recall: float
    #: The same for predictions of at least 0.8.
    sure_precision: float
    sure_recall: float
    #: Mean difference between probability and share of right predictions, in ten bins.
    calibration_error: float
    #: Share of known links found, by who replies to whom.
    by_kind: Mapping[str, tuple[int, float]]
    #: Of the comments that address a commenter, those that were linked to that person.
    addressed: float

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def folds_of(
    discussions: Sequence[Mapping[str, Any]],
    *,
    stems: bool = True,
    without_group: str | None = None,
) -> list[Fold]:
    """Return one fold per source.

    Args:
        discussions: All discussions.
        stems: Whether words are stemmed.
        without_group: A group of features to leave out.
    """
    folds = []
    for source in sorted({discussion["source"] for discussion in discussions}):
        others = [found for found in discussions if found["source"] != source]
        background = count_words(others)
        training = examples_of(others, background, stems=stems)
        held_out = examples_of(
            [found for found in discussions if found["source"] == source], background, stems=stems
        )
        names = feature_names(training)
        folds.append(Fold(source, held_out, training, fit(training, names)))
    return folds


def refit_without(fold: Fold, group: str) -> Fold:
    """Return a fold whose model does not use a group of features."""
    left_out = {
        name
        for example in fold.training
        for features in example.features
        for name in features[group]
    }
    names = [name for name in fold.fitted.names if name not in left_out]
    return Fold(fold.source, fold.examples, fold.training, fit(fold.training, names))


def evaluate(folds: Sequence[Fold]) -> list[Prediction]:
    """Return predictions for all held-out examples.

    The temperature of a fold is set on the other sources.
    """
    predictions = []
    for held_out in folds:
        others = [(other.examples, other.fitted) for other in folds if other is not held_out]
        temperature = temperature_of(others)
        found = predict(held_out.examples, held_out.fitted, temperature)
        predictions += [
            Prediction(example, position, probability)
            for example, (position, probability) in zip(held_out.examples, found, strict=True)
        ]
    return predictions


def baseline(examples: Iterable[Example], choose: Callable[[Example], int]) -> list[Prediction]:
    """Return the predictions of a rule, each with probability 1."""
    return [Prediction(example, choose(example), 1.0) for example in examples]


def always_post(example: Example) -> int:
    """Return the position of the post."""
    return POST


def previous_comment(example: Example) -> int:
    """Return the position of the comment before; the post for the first comment."""
    return example.remark.position - 1 if example.remark.position else POST


def addressed_only(example: Example) -> int:
    """Return the position of the addressed person's latest comment, else the post."""
    return _addressed(example)[0] if _addressed(example) else POST


def _addressed(example: Example) -> list[int]:
    """Return the latest comment of each person whom a comment plainly addresses, latest first."""
    found = [
        position
        for position, features in zip(example.candidates, example.features, strict=True)
        if {"at", "at_part", "vocative", "vocative_part"} & features["address"].keys()
    ]
    return sorted(found, reverse=True)


def measure(predictions: Sequence[Prediction]) -> Measures:
    """Return precision, recall and the other measures of predictions."""
    links = [found for found in predictions if found.example.is_link]
    predicted = [found for found in predictions if found.position != POST]
    sure = [found for found in predicted if found.probability >= _SURE]
    kinds: defaultdict[str, list[bool]] = defaultdict(list)
    for found in links:
        kinds[found.example.kind or ""].append(found.is_right)
    to_persons = [
        found.position in _comments_of_addressed(found.example)
        for found in predictions
        if _addressed(found.example) and found.example.is_link
    ]
    return Measures(
        count=len(predictions),
        accuracy=_share(found.is_right for found in predictions),
        precision=_share(found.is_right for found in predicted),
        recall=sum(found.is_right for found in predicted) / max(1, len(links)),
        sure_precision=_share(found.is_right for found in sure),
        sure_recall=sum(found.is_right for found in sure) / max(1, len(links)),
        calibration_error=_calibration_error(predictions),
        by_kind={kind: (len(right), _share(right)) for kind, right in sorted(kinds.items())},
        addressed=_share(to_persons),
    )


def _comments_of_addressed(example: Example) -> set[int]:
    """Return every candidate by a person whom a comment addresses."""
    plain = {"at", "at_part", "vocative", "vocative_part"}
    plain |= {f"{name}_earlier" for name in plain}
    return {
        position
        for position, features in zip(example.candidates, example.features, strict=True)
        if plain & features["address"].keys()
    }


def _share(values: Iterable[bool]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0


def _calibration_error(predictions: Sequence[Prediction]) -> float:
    bins: defaultdict[int, list[Prediction]] = defaultdict(list)
    for found in predictions:
        bins[min(_BINS - 1, int(found.probability * _BINS))].append(found)
    return sum(
        abs(sum(found.is_right - found.probability for found in held)) for held in bins.values()
    ) / max(1, len(predictions))


def interval(
    predictions: Sequence[Prediction], value: Callable[[Measures], float]
) -> tuple[float, float]:
    """Return the 95 % interval of a measure, by resampling whole discussions."""
    by_discussion: defaultdict[str, list[Prediction]] = defaultdict(list)
    for found in predictions:
        by_discussion[found.example.discussion].append(found)
    groups = [by_discussion[name] for name in sorted(by_discussion)]
    rng = random.Random(7)
    values = sorted(
        value(measure([found for group in rng.choices(groups, k=len(groups)) for found in group]))
        for _ in range(_RESAMPLES)
    )
    return values[int(0.025 * _RESAMPLES)], values[int(0.975 * _RESAMPLES)]


def guessed_authors(discussions: Iterable[Mapping[str, Any]]) -> tuple[int, int, int]:
    """Return how often the post's author is recognised by their behaviour in the comments.

    Returns:
        Discussions in which the author took part, those where a guess was made, and right guesses.
    """
    taking_part = guesses = right = 0
    for discussion in discussions:
        comments = discussion["comments"]
        authors = {fold(found["author"]) for found in comments if found["by_post_author"]}
        taking_part += bool(authors)
        guess = guess_post_author([fold(found["author"]) for found in comments])
        guesses += guess is not None
        right += guess in authors
    return taking_part, guesses, right


#: Rules that use no model, by the name that the report gives them.
BASELINES: Mapping[str, Callable[[Example], int]] = {
    "always the post": always_post,
    "the comment before": previous_comment,
    "addressing alone": addressed_only,
}
