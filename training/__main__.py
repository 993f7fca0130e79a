"""Train on ``BLOGCORE_REPLIES`` and write the model and its report: ``python -m training``.

``python -m training --report`` measures only, and prints the report.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from blogcore.inference.model import Background
from training.data import count_words, examples_of, feature_names, read_discussions
from training.evaluate import Fold, folds_of
from training.fit import fit, temperature_of
from training.report import report

_ROOT = Path(__file__).parent.parent
_PACKAGE = _ROOT / "src" / "blogcore" / "inference"


def main(arguments: list[str]) -> None:
    """Measure, and train unless told to report only."""
    discussions = read_discussions()
    folds = folds_of(discussions)
    if "--report" not in arguments:
        background = count_words(discussions)
        _write(_PACKAGE / "background.json", _background_data(background))
        examples = examples_of(discussions, background)
        fitted = fit(examples, feature_names(examples))
        weights = dict(zip(fitted.names, (round(float(w), 3) for w in fitted.weights), strict=True))
        _write(
            _PACKAGE / "weights.json",
            {"temperature": _temperature(folds), "weights": weights},
        )
    text = report(discussions, folds)
    if "--report" in arguments:
        print(text)
    else:
        (_ROOT / "docs" / "inference-report.md").write_text(text, "utf-8")


def _temperature(folds: list[Fold]) -> float:
    return temperature_of([(fold.examples, fold.fitted) for fold in folds])


def _background_data(background: Background) -> dict[str, object]:
    """Return the table as it is shipped: words by count, to be small."""

    def by_count(table: Mapping[str, int]) -> dict[str, str]:
        words: defaultdict[int, list[str]] = defaultdict(list)
        for word, count in table.items():
            words[count].append(word)
        return {str(count): " ".join(sorted(words[count])) for count in sorted(words)}

    return {
        "discussions": background.size,
        "stems": by_count(background.stems),
        "words": by_count(background.words),
    }


def _write(path: Path, data: object) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")


main(sys.argv[1:])
