"""Formats of plugins: found by name and by content; a broken one harms no other."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest

from blogcore import Blog, FormatError, MissingExtraError, PluginError, Site, dump, load
from blogcore import _plugins as installed
from blogcore._registry import BuiltIn
from blogcore.formats import list_formats, registry
from blogcore.formats.registry import detect_format, find_format

PLUGIN = '''
from blogcore import Site

class Lines:
    """A title a file."""
    media_types, suffixes, narrows = ("text/x-title",), (".title",), ()
    readable = writable = True
    def __init__(self, name):
        self.name = name
        self.title = "Lines"
    def sniff(self, head):
        return head.startswith(b"TITLE ")
    def read(self, stream, notes):
        yield Site(title=stream.read().decode().removeprefix("TITLE "))
    def write(self, items, stream, losses):
        for item in items:
            if isinstance(item, Site):
                stream.write(b"TITLE " + item.title.encode())
            else:
                losses.add("", "", "no title")

class Broken(Lines):
    def sniff(self, head):
        raise ZeroDivisionError("by intent")
    def read(self, stream, notes):
        yield Site(title="first")
        raise ZeroDivisionError("by intent")
    def write(self, items, stream, losses):
        raise SystemExit(3)

class Wrong(Lines):
    def read(self, stream, notes):
        yield "no item"

class Narrow(Lines):
    narrows = ("lines",)
    def sniff(self, head):
        return head.startswith(b"TITLE !")

class Ours(Lines):
    def sniff(self, head):
        return b"blogcore" in head

lines = Lines("lines")
rival = Lines("rival")
broken = Broken("broken")
wrong = Wrong("wrong")
narrow = Narrow("narrow")
ours = Ours("ours")
shapeless = object()
'''


@pytest.fixture(autouse=True)
def _clear_plugin_cache() -> Iterator[None]:
    installed._installed.cache_clear()
    yield
    installed._installed.cache_clear()
    sys.modules.pop("title_plugin", None)


class Install(Protocol):
    def __call__(self, *names: str, dist: str = ...) -> None: ...


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Return a function that puts a distribution with formats of some names on the path."""

    def install_distribution(*names: str, dist: str = "titles") -> None:
        info = tmp_path / dist / f"{dist}-1.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {dist}\nVersion: 1.0\n")
        points = "\n".join(f"{name} = title_plugin:{name}" for name in names)
        (info / "entry_points.txt").write_text(f"[{installed.FORMATS}]\n{points}\n")
        (tmp_path / dist / "title_plugin.py").write_text(PLUGIN)
        monkeypatch.syspath_prepend(str(tmp_path / dist))

    return install_distribution


def test_a_plugin_is_listed_sniffed_read_and_written(install: Install) -> None:
    install("lines")
    [info] = [info for info in list_formats() if info.distribution == "titles"]
    assert (info.name, info.readable, info.writable) == ("lines", True, True)
    assert (info.media_types, info.suffixes, info.extra) == (("text/x-title",), (".title",), "")
    loaded = load(b"TITLE Away")
    assert (loaded.format, loaded.blog.site.title) == ("lines", "Away")
    stream = io.BytesIO()
    dump(Blog(site=Site(title="Away")), stream, format="lines")
    assert stream.getvalue() == b"TITLE Away"


def test_a_plugin_is_written_by_its_suffix(install: Install, tmp_path: Path) -> None:
    install("lines")
    dump(Blog(site=Site(title="Away")), tmp_path / "a.TITLE")
    assert (tmp_path / "a.TITLE").read_bytes() == b"TITLE Away"


def test_a_file_that_two_formats_recognise_is_ambiguous(install: Install) -> None:
    install("lines", "rival")
    with pytest.raises(
        FormatError, match="may be lines@titles, rival@titles; choose one"
    ) as caught:
        load(b"TITLE Away")
    assert caught.value.place == "byte 0"
    assert load(b"TITLE Away", format="rival").format == "rival"
    with pytest.raises(FormatError, match="may be lines and rival"):
        dump(Blog(), "a.title")


def test_the_narrower_of_two_formats_is_chosen(install: Install) -> None:
    install("lines", "narrow")
    assert load(b"TITLE !").format == "narrow"
    assert load(b"TITLE Away").format == "lines"


def test_a_built_in_format_is_preferred_to_a_plugin(install: Install) -> None:
    install("ours")
    assert detect_format(b'{"blogcore":1,"blog":{}}').name == "json"
    assert detect_format(b"# blogcore").name == "ours"


def test_a_broken_plugin_is_named_and_others_still_work(install: Install) -> None:
    install("broken", "lines", "shapeless", "wrong", "missing")
    assert load(b"TITLE Away", format="lines").blog.site.title == "Away"
    assert load(b'{"blogcore":1,"blog":{}}').format == "json"
    useless = {info.name for info in list_formats() if not (info.readable or info.writable)}
    assert useless == {"shapeless", "missing"}
    for name, reason in {
        "broken": "failed: ZeroDivisionError: by intent",
        "wrong": "failed: TypeError: yielded a str instead of an item",
        "shapeless": "name: must be str; title: must be str; .* must be a method sniff",
        "missing": "cannot be loaded",
    }.items():
        with pytest.raises(PluginError, match=f"plugin '{name}' of titles: {reason}"):
            load(b"TITLE Away", format=name)
    with pytest.raises(PluginError, match="failed: SystemExit"):
        dump(Blog(), io.BytesIO(), format="broken")


def test_a_name_that_two_plugins_register_is_ambiguous(install: Install) -> None:
    install("lines")
    install("lines", dist="others")
    with pytest.raises(PluginError, match="lines@titles"):
        find_format("lines")
    assert find_format("lines@others").name == "lines"


def test_a_format_whose_extra_is_missing_is_listed_and_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "needy_format.py").write_text("import no_such_thing")
    monkeypatch.syspath_prepend(str(tmp_path))
    row = BuiltIn("needy_format", "NEEDY", "fancy", "no_such_thing")
    monkeypatch.setitem(registry._BUILT_IN, "needy", row)
    [info] = [info for info in list_formats() if info.name == "needy"]
    assert (info.extra, info.readable, info.writable) == ("fancy", False, False)
    with pytest.raises(MissingExtraError, match=r"pip install 'blogcore\[fancy\]'"):
        load(b"", format="needy")
    assert load(b'{"blogcore":1,"blog":{}}').format == "json"
