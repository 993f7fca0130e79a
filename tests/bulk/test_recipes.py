"""The examples for DuckDB and Polars give the answers of `thread_columns`."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest
from tests.bulk.tables import table_of
from tests.factory import make_chain, make_comment

from blogcore.bulk import read_parquet, thread_columns, write_parquet

pytest.importorskip("pyarrow", reason="needs the extra parquet")

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize("library", ["duckdb", "polars"])
def test_example_gives_the_same_positions(library: str, tmp_path: Path) -> None:
    pytest.importorskip(library)
    table = table_of([*make_chain(9)[::-1], make_comment("a", "c0000004", post_id="8")])
    source, target = str(tmp_path / "in.parquet"), str(tmp_path / "out.parquet")
    write_parquet(table, source)
    runpy.run_path(str(EXAMPLES / f"bulk_{library}.py"))["thread"](source, target)
    result, expected = read_parquet(target), thread_columns(table)
    assert result.num_rows == 10
    for name in ("position", "depth", "root", "descendants"):
        values = dict(zip(result["id"].to_pylist(), result[name].to_pylist(), strict=True))
        assert values == dict(
            zip(expected["id"].to_pylist(), expected[name].to_pylist(), strict=True)
        )
