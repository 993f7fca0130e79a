"""Run the benchmarks and print one table: ``python -m benchmarks [NAME …]``.

Each module runs in a fresh process; one that fails does not stop the others. The exit status is 1
if a bound is exceeded or a module failed.
"""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from benchmarks._table import Row, rows_of, table


def main(names: list[str]) -> int:
    """Run the named benchmarks, or all of them."""
    measured: list[Row] = []
    failures: list[str] = []
    for name in names or all_names():
        print(f"\n== {name}", flush=True)
        try:
            rows = _in_fresh_process(name)
        except Exception as error:  # noqa: BLE001 - reported; the other benchmarks still run
            failures.append(f"{name}: {type(error).__name__}: {error}")
            print(failures[-1])
        else:
            measured += rows
    print("\n" + table(measured))
    for failure in failures:
        print(f"not measured: {failure}")
    return 0 if not failures and all(row.kept for row in measured) else 1


def all_names() -> list[str]:
    """Return the names of all benchmark modules."""
    return sorted(path.stem for path in Path(__file__).parent.glob("[!_]*.py"))


def _in_fresh_process(name: str) -> list[Row]:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(rows_of, name).result()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
