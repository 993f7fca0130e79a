"""The evaluation as a page of the documentation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from blogcore.inference.features import GROUPS
from training.evaluate import (
    BASELINES,
    Fold,
    Measures,
    Prediction,
    baseline,
    evaluate,
    folds_of,
    guessed_authors,
    interval,
    measure,
    refit_without,
)

__all__ = ["report"]

_HEAD = """# Inference: evaluation

Made by `python -m training`; not edited by hand. Every figure is measured on a source that the
weights have not seen (leave one source out). A comment counts as right when the likeliest parent is
the known one; for sources that kept only the top comment of each branch, any comment of that branch
counts. "Clean" leaves out comments that the source stores as answers to the post although they
address or quote an earlier commenter: people used the box at the bottom of the page. "Raw" keeps
them. "Addressed" is the share of linked comments that address a commenter and were linked to that
person. Seven sites: 781 discussions, 7,900 comments, 2,400 known links; English, French, Chinese.

"""
_COLUMNS = [
    *("", "comments", "accuracy", "link precision", "link recall", "F1"),
    *("precision ≥ 0.8", "recall ≥ 0.8", "calibration error", "addressed"),
]


def report(discussions: Sequence[Mapping[str, Any]], folds: Sequence[Fold]) -> str:
    """Return the evaluation page in Markdown.

    Args:
        discussions: All discussions.
        folds: Their folds, trained with all features and with stems.
    """
    raw = evaluate(folds)
    clean = _clean(raw)
    examples = [found.example for found in clean]
    rows = [_row("**all, clean**", measure(clean)), _row("**all, raw**", measure(raw))]
    rows += [
        _row(f"{fold.source}, clean", measure(_of_source(clean, fold.source))) for fold in folds
    ]
    rows += [
        _row(f"baseline: {name}", measure(baseline(examples, choose)))
        for name, choose in BASELINES.items()
    ]
    without_stems = _clean(evaluate(folds_of(discussions, stems=False)))
    rows.append(_row("without stems, clean", measure(without_stems)))
    for group in GROUPS:
        left_out = [refit_without(fold, group) for fold in folds]
        rows.append(_row(f"without {group}, clean", measure(_clean(evaluate(left_out)))))
    return "\n".join(
        [
            _HEAD + _header() + "\n".join(rows),
            "",
            _kinds(clean),
            "",
            _intervals(clean),
            "",
            _worst(clean, folds),
            "",
            _authors(discussions),
            "",
        ]
    )


def _header() -> str:
    return f"| {' | '.join(_COLUMNS)} |\n{'|---' * len(_COLUMNS)}|\n"


def _clean(predictions: Sequence[Prediction]) -> list[Prediction]:
    return [found for found in predictions if not found.example.doubtful]


def _of_source(predictions: Sequence[Prediction], source: str) -> list[Prediction]:
    return [found for found in predictions if found.example.source == source]


def _row(name: str, found: Measures) -> str:
    figures = [
        *(found.accuracy, found.precision, found.recall, found.f1),
        *(found.sure_precision, found.sure_recall, found.calibration_error, found.addressed),
    ]
    return f"| {name} | {found.count} | " + " | ".join(f"{value:.3f}" for value in figures) + " |"


def _kinds(predictions: Sequence[Prediction]) -> str:
    rows = [
        f"| {kind} | {count} | {share:.3f} |"
        for kind, (count, share) in measure(predictions).by_kind.items()
    ]
    return "\n".join(["| who answers whom | known links | found |", "|---|---|---|", *rows])


def _intervals(predictions: Sequence[Prediction]) -> str:
    values = {
        "accuracy": lambda found: found.accuracy,
        "F1": lambda found: found.f1,
        "precision ≥ 0.8": lambda found: found.sure_precision,
        "recall ≥ 0.8": lambda found: found.sure_recall,
    }
    parts = []
    for name, value in values.items():
        low, high = interval(predictions, value)
        parts.append(f"{name} {low:.3f} to {high:.3f}")
    return f"95 % intervals, discussions resampled: {', '.join(parts)}."


def _worst(predictions: Sequence[Prediction], folds: Sequence[Fold]) -> str:
    measured = {fold.source: measure(_of_source(predictions, fold.source)) for fold in folds}
    worst = min(measured, key=lambda source: measured[source].f1)
    return f"The worst source by F1 is {worst} ({measured[worst].f1:.3f})."


def _authors(discussions: Sequence[Mapping[str, Any]]) -> str:
    taking_part, guesses, right = guessed_authors(discussions)
    return (
        f"Post's author recognised by behaviour alone: took part in {taking_part} of "
        f"{len(discussions)} discussions; {guesses} guesses, {right} right."
    )
