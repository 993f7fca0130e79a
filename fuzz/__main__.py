"""Coverage-guided fuzzing of the readers, one family at a time.

    python -m fuzz xml                 all readers of XML, ten minutes
    python -m fuzz json --minutes 60   longer
    python -m fuzz wxr                 one reader
    python -m fuzz xml FILE…           run saved inputs again

A run ends with the first finding and saves its input under ``build/fuzz``, with the inputs that
increased coverage. It starts from the files of ``BLOGCORE_CORPUS`` and ``BLOGCORE_HOSTILE``, and
from small files of its own.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import warnings
from pathlib import Path

import atheris

from fuzz.mutate import mutated

with atheris.instrument_imports(include=["blogcore"], enable_loader_override=False):
    from fuzz.seeds import seeds, words
    from fuzz.target import READERS, Target

FAMILIES = {
    "xml": ("atom", "blogger", "disqus", "rss", "wxr"),
    "json": (
        *("blogger", "commento", "isso-json", "json", "jsonfeed", "jsonl"),
        *("remark42", "wp-rest"),
    ),
    "sqlite": ("isso",),
}
ROOT = Path(__file__).parent.parent / "build" / "fuzz"
LONGEST_INPUT = 8_192
SECONDS_AN_INPUT = 10
MEGABYTES = 1024


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m fuzz", description="Fuzz the readers.")
    parser.add_argument(
        "readers", choices=sorted({*FAMILIES, *READERS}), help="a family, or one reader"
    )
    parser.add_argument("files", nargs="*", type=Path, help="inputs to run again")
    parser.add_argument("--minutes", type=float, default=10)
    options = parser.parse_args()
    names = FAMILIES.get(options.readers, (options.readers,))
    folder, target = ROOT / options.readers, Target(names)
    learned, initial = folder / "learned", folder / "initial"
    learned.mkdir(parents=True, exist_ok=True)
    initial.mkdir(exist_ok=True)
    known = sorted(set(seeds(names)))
    for seed in known:
        (initial / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
        target.try_once(seed)
    (folder / "words").write_text("\n".join(words(known)), "ascii")
    arguments = [
        f"-max_total_time={options.minutes * 60:.0f}",
        f"-timeout={SECONDS_AN_INPUT}",
        f"-rss_limit_mb={MEGABYTES}",
        f"-max_len={LONGEST_INPUT}",
        f"-dict={folder / 'words'}",
        f"-artifact_prefix={folder}/",
        "-print_final_stats=1",
        *map(str, options.files or (learned, initial)),
    ]
    warnings.simplefilter("error")
    atheris.Setup([sys.argv[0], *arguments], target, custom_mutator=mutated)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
