"""Fit the weights: a softmax over candidates, with an L2 penalty and bounds on some weights."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from attrs import frozen
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from training.data import Example

__all__ = ["Fitted", "fit", "predict", "temperature_of"]

_L2 = 1.0
#: Features that make a candidate more likely, with the minimum of their weights. Noise in the data
#: must not hide that a comment replies to the person whom it addresses or quotes.
_AT_LEAST = {
    **{"at": 5.0, "at_part": 3.0, "at_earlier": 2.0, "at_part_earlier": 0.0},
    **{"vocative": 4.0, "vocative_part": 3.0, "vocative_earlier": 1.0, "quotes_marked": 2.0},
    **{"vocative_part_earlier": 0.0, "quotes_passage": 2.0},
    **dict.fromkeys(("mention", "mention_earlier", "address_opens", "subject"), 0.0),
    **dict.fromkeys(("repeats", "quotes_most", "quotes_post_marked", "repeats_post"), 0.0),
    **dict.fromkeys(("words", "words_greatest", "words_most", "words_density"), 0.0),
    **dict.fromkeys(("words_misspelt", "post_words"), 0.0),
}
#: Features that make a candidate less likely: their weights are at most zero.
_AT_MOST_ZERO = frozenset(
    {
        *("another_reader_addressed", "post_while_reader_addressed"),
        *("another_quoted", "post_while_quoting"),
    }
)


@frozen(eq=False)
class Fitted:
    """Weights by feature."""

    names: Sequence[str]
    weights: NDArray[np.float64]


@frozen(eq=False)
class _Table:
    """All candidates of many examples, one row each."""

    values: csr_matrix
    #: First row of each example.
    starts: NDArray[np.intp]
    #: The example of each row.
    example: NDArray[np.intp]
    #: Whether a row's candidate is right.
    right: NDArray[np.bool_]

    @classmethod
    def of(cls, examples: Sequence[Example], names: Sequence[str]) -> _Table:
        columns = {name: column for column, name in enumerate(names)}
        data: list[float] = []
        rows: list[int] = []
        indices: list[int] = []
        starts: list[int] = []
        right: list[bool] = []
        for example in examples:
            starts.append(len(right))
            for candidate, groups in zip(example.candidates, example.features, strict=True):
                for features in groups.values():
                    for name, value in features.items():
                        if name in columns:
                            data.append(value)
                            rows.append(len(right))
                            indices.append(columns[name])
                right.append(candidate in example.right)
        values = csr_matrix((data, (rows, indices)), shape=(len(right), len(names)))
        sizes = np.diff(np.append(starts, len(right)))
        return cls(
            values, np.array(starts), np.repeat(np.arange(len(starts)), sizes), np.array(right)
        )


def fit(examples: Sequence[Example], names: Sequence[str]) -> Fitted:
    """Return the weights that make the right candidates likeliest.

    Comments that are marked as answers to the post but plainly address or quote somebody are
    left out, and so are those none of whose candidates is right.

    Args:
        examples: Training examples.
        names: The features to use.
    """
    used = [
        example
        for example in examples
        if not example.doubtful and not example.right.isdisjoint(example.candidates)
    ]
    table = _Table.of(used, names)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = table.values @ weights
        greatest = np.maximum.reduceat(scores, table.starts)
        powers = np.exp(scores - greatest[table.example])
        totals = np.add.reduceat(powers, table.starts)
        right = np.where(table.right, powers, 0.0)
        rights = np.add.reduceat(right, table.starts)
        value = float((np.log(totals) - np.log(rights)).sum() + 0.5 * _L2 * (weights @ weights))
        slope = powers / totals[table.example] - right / rights[table.example]
        return value, table.values.T @ slope + _L2 * weights

    bounds = [(_AT_LEAST.get(name), 0.0 if name in _AT_MOST_ZERO else None) for name in names]
    start = np.array([_AT_LEAST.get(name, 0.0) for name in names])
    options = {"maxiter": 2000, "ftol": 1e-12, "gtol": 1e-6}
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options=options)
    return Fitted(names, found.x)


def predict(
    examples: Sequence[Example], fitted: Fitted, temperature: float = 1.0
) -> list[tuple[int, float]]:
    """Return the likeliest candidate of each example and its probability.

    Args:
        examples: Examples.
        fitted: Weights.
        temperature: What scores are divided by.
    """
    table = _Table.of(examples, fitted.names)
    scores = table.values @ fitted.weights / temperature
    results = []
    ends = [*table.starts[1:], len(scores)]
    for example, start, end in zip(examples, table.starts, ends, strict=True):
        part = scores[start:end]
        powers = np.exp(part - part.max())
        best = len(part) - 1 - int(np.argmax(part[::-1]))
        results.append((example.candidates[best], float(powers[best] / powers.sum())))
    return results


def temperature_of(
    folds: Collection[tuple[Sequence[Example], Fitted]],
) -> float:
    """Return the temperature under which held-out examples are likeliest.

    Args:
        folds: Held-out examples, each with the weights of the other sources.
    """
    tables = [
        (_Table.of(used, fitted.names), fitted)
        for examples, fitted in folds
        if (
            used := [
                example
                for example in examples
                if not example.doubtful and not example.right.isdisjoint(example.candidates)
            ]
        )
    ]

    def loss(temperature: float) -> float:
        total = 0.0
        for table, fitted in tables:
            scores = table.values @ fitted.weights / temperature
            greatest = np.maximum.reduceat(scores, table.starts)
            powers = np.exp(scores - greatest[table.example])
            rights = np.add.reduceat(np.where(table.right, powers, 0.0), table.starts)
            total += float((np.log(np.add.reduceat(powers, table.starts)) - np.log(rights)).sum())
        return total

    return min((round(0.5 + 0.05 * step, 2) for step in range(31)), key=loss)
