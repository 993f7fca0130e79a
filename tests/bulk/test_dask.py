"""Dask with two workers gives the answers of one process."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.bulk.tables import assert_same_threads, many_posts

from blogcore.bulk import read_parquet, write_parquet
from blogcore.bulk.dask import thread_frame

pytest.importorskip("pyarrow", reason="needs the extra parquet")
frames = pytest.importorskip("dask.dataframe", reason="needs dask")
distributed = pytest.importorskip("distributed", reason="needs dask")

SIZE = 1_000_000
POSTS = 10_000


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    """Two processes on this machine."""
    with (
        warnings.catch_warnings(),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        warnings.simplefilter("ignore")
        yield client


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_two_workers_give_the_answers_of_one_process(tmp_path: Path, client: Any) -> None:
    table = many_posts(SIZE, POSTS)
    for part in range(4):
        write_parquet(table.slice(part * SIZE // 4, SIZE // 4), tmp_path / f"{part}.parquet")

    frame = frames.read_parquet(tmp_path, dtype_backend="pyarrow")
    thread_frame(frame).to_parquet(tmp_path / "out", write_index=False)

    assert_same_threads(read_parquet(tmp_path / "out"), table)
