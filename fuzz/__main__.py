"""Coverage-guided fuzzing of the readers, one family at a time.

    python -m fuzz xml                 ten minutes of all readers of XML
    python -m fuzz json --minutes 60   longer
    python -m fuzz wxr                 of one reader
    python -m fuzz xml FILE…           tries once more what a run has found

The run ends with the first finding and writes it down under ``build/fuzz``, where it also keeps
what it has learned. It begins with the files that ``BLOGCORE_CORPUS`` and ``BLOGCORE_HOSTILE``
name, and with small ones of its own.
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
    asked = argparse.ArgumentParser(prog="python -m fuzz", description="Fuzz the readers.")
    asked.add_argument("readers", choices=sorted({*FAMILIES, *READERS}), help="a family, or one")
    asked.add_argument("files", nargs="*", type=Path, help="inputs to try instead")
    asked.add_argument("--minutes", type=float, default=10)
    options = asked.parse_args()
    names = FAMILIES.get(options.readers, (options.readers,))
    home, target = ROOT / options.readers, Target(names)
    learned, given = home / "learned", home / "given"
    for folder in (learned, given):
        folder.mkdir(parents=True, exist_ok=True)
    known = sorted(set(seeds(names)))
    for seed in known:
        (given / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
        target.try_once(seed)
    (home / "words").write_text("\n".join(words(known)), "ascii")
    arguments = [
        f"-max_total_time={options.minutes * 60:.0f}",
        f"-timeout={SECONDS_AN_INPUT}",
        f"-rss_limit_mb={MEGABYTES}",
        f"-max_len={LONGEST_INPUT}",
        f"-dict={home / 'words'}",
        f"-artifact_prefix={home}/",
        "-print_final_stats=1",
        *map(str, options.files or (learned, given)),
    ]
    warnings.simplefilter("error")
    atheris.Setup([sys.argv[0], *arguments], target, custom_mutator=mutated)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
