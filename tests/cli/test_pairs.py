"""``blogcore convert`` between all formats: everything arrives or is reported as lost."""

from __future__ import annotations

import json
from importlib.resources import files
from itertools import product
from pathlib import Path

import pytest

from blogcore import Blog, dump, load
from blogcore.cli.app import run
from blogcore.formats import Loss, list_formats
from blogcore.testing.losses import misreported

Capture = pytest.CaptureFixture[str]

_WRITABLE = [info.name for info in list_formats() if info.writable and info.readable]
_SAMPLE = load(Path(str(files("blogcore") / "sample")) / "blog.json").blog

pairs = pytest.mark.parametrize(("source", "target"), list(product(_WRITABLE, repeat=2)))


def _write_source(folder: Path, format: str, blog: Blog) -> Path:
    path = folder / f"source-{format}"
    dump(blog, path, format=format, private=True)
    return path


@pairs
def test_everything_arrives_that_is_not_reported_as_lost(
    tmp_path: Path, capsys: Capture, source: str, target: str
) -> None:
    before = _write_source(tmp_path, source, _SAMPLE)
    after = tmp_path / "target"
    for flags in ([], ["--private"]):
        assert run(["convert", str(before), str(after), "--to", target, "--json", *flags]) == 0
        report = json.loads(capsys.readouterr().out)
        assert report["losses_total"] == len(report["losses"])
        losses = [Loss(**loss) for loss in report["losses"]]
        loaded = load(after)
        assert loaded.format == target
        assert misreported(load(before).blog, loaded.blog, losses) == []
        if flags and source == target:
            assert loaded.blog == load(before).blog


@pairs
def test_strict_fails_exactly_if_something_is_lost(
    tmp_path: Path, capsys: Capture, source: str, target: str
) -> None:
    before = _write_source(tmp_path, source, _SAMPLE)
    after = tmp_path / "target"
    lost = dump(load(before).blog, tmp_path / "other", format=target, private=True).total
    code = run(["convert", str(before), str(after), "--to", target, "--strict", "--private"])
    assert (code, after.exists()) == ((1, False) if lost else (0, True))
    assert ("strict writing does not allow it" in capsys.readouterr().err) == bool(lost)


@pytest.mark.parametrize("target", _WRITABLE)
def test_the_table_has_one_row_per_kind_of_loss(
    tmp_path: Path, capsys: Capture, target: str
) -> None:
    before = _write_source(tmp_path, "json", _SAMPLE)
    assert run(["convert", str(before), str(tmp_path / "target"), "--to", target]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "losses:"
    rows = [line.split(maxsplit=1) for line in lines[1:]]
    assert len({kind for _, kind in rows}) == len(rows)
    total = dump(_SAMPLE, tmp_path / "other", format=target).total
    assert sum(int(count) for count, _ in rows) == total
