"""Registered renderers and plugins: found, refused, or broken without affecting others."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.factory import make_comment

from blogcore import _plugins as installed
from blogcore import _registry as named
from blogcore.errors import MissingExtraError, PluginError, UnknownNameError, ValidationError
from blogcore.models import Blog, Post
from blogcore.renderers import (
    Context,
    EventRenderer,
    Renderer,
    register_renderer,
    registry,
    render,
    render_page,
    renderers,
)
from blogcore.threads import Node, Thread

PLUGIN = """
from blogcore.renderers import EventRenderer

class Brackets(EventRenderer):
    name, media_type = "brackets", "text/plain"
    def enter(self, node):
        return f"({node.comment.id}"
    def leave(self, node):
        return ")"

class Pages(Brackets):
    def page(self, thread, context):
        yield context.post.title
        yield from self.render(thread, context)

class Raises(EventRenderer):
    name, media_type = "raises", "text/plain"
    def enter(self, node):
        raise ZeroDivisionError("by intent")

class Bytes:
    name, media_type = "bytes", "text/plain"
    def render(self, thread, context):
        yield b"bytes"

class Nameless:
    def render(self, thread, context):
        yield ""

not_a_class = Brackets()
"""


THREAD = Thread.from_comments([make_comment("a"), make_comment("b", "a")])


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    registered = registry._RENDERERS.registered
    known = dict(registered)
    installed._installed.cache_clear()
    yield
    registered.clear()
    registered.update(known)
    installed._installed.cache_clear()
    sys.modules.pop("bracket_plugin", None)


def install(folder: Path, monkeypatch: pytest.MonkeyPatch, *, dist: str, **points: str) -> None:
    """Create a distribution with entry points on the path."""
    site = folder / dist
    info = site / f"{dist}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {dist}\nVersion: 1.0\n")
    lines = [f"{name} = {target}" for name, target in points.items()]
    (info / "entry_points.txt").write_text("\n".join([f"[{installed.RENDERERS}]", *lines]) + "\n")
    (site / "bracket_plugin.py").write_text(PLUGIN)
    (site / "exiting_plugin.py").write_text("raise SystemExit(3)")
    monkeypatch.syspath_prepend(str(site))


def test_a_renderer_can_be_a_class_of_a_few_lines() -> None:
    @register_renderer
    class Brackets(EventRenderer):
        name = "round"
        media_type = "text/plain"

        def begin(self, thread: Thread) -> str:
            return f"{len(thread)}:"

        def enter(self, node: Node) -> str:
            return f"({node.comment.id}"

        def leave(self, node: Node) -> list[str]:
            return [")", " "] if self.context.bylines else [")"]

    assert render(THREAD, "round") == "2:(a(b) ) "
    assert render(THREAD, "round", Context(bylines=False)) == "2:(a(b))"
    assert register_renderer(Brackets) is Brackets
    assert ("round", "") in {(info.name, info.distribution) for info in renderers()}
    assert isinstance(Brackets(), Renderer)


def test_a_renderer_without_pages_is_refused_by_render_page() -> None:
    class Dots(EventRenderer):
        name = "dots"
        media_type = "text/plain"

        def enter(self, node: Node) -> str:
            return "."

    register_renderer(Dots)
    assert render(THREAD, "dots") == ".."
    with pytest.raises(UnknownNameError, match=r"of whole pages is named 'dots'.* text"):
        render_page(Blog(posts=(Post(id="7"),)), "7", "dots")


def test_an_event_renderer_without_enter_is_an_error() -> None:
    class Empty(EventRenderer):
        name = "empty"
        media_type = "text/plain"

    assert list(Empty().render(Thread.from_comments([]), Context())) == []
    with pytest.raises(NotImplementedError, match="Empty"):
        list(Empty().render(THREAD, Context()))


def test_one_renderer_instance_can_render_two_threads_at_a_time() -> None:
    class Names(EventRenderer):
        name = "names"
        media_type = "text/plain"

        def enter(self, node: Node) -> str:
            return str(self.context.bylines)

    renderer = Names()
    both = zip(
        renderer.render(THREAD, Context(bylines=True)),
        renderer.render(THREAD, Context(bylines=False)),
        strict=True,
    )
    assert list(both) == [("True", "False"), ("True", "False")]


def test_an_invalid_renderer_is_refused_with_all_faults() -> None:
    class Nothing:
        name = 7

    with pytest.raises(ValidationError) as refusal:
        register_renderer(Nothing)  # type: ignore[type-var]
    assert [fault.path for fault in refusal.value.faults] == ["name", "media_type", "render"]
    with pytest.raises(ValidationError, match="must be a class, not a Thread"):
        register_renderer(THREAD)  # type: ignore[type-var]


def test_two_renderers_cannot_register_one_name() -> None:
    class Text(EventRenderer):
        name = "text"
        media_type = "text/plain"

    with pytest.raises(ValidationError, match="'text' is the name of another renderer"):
        register_renderer(Text)


def test_an_installed_renderer_is_found_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, monkeypatch, dist="brackets", brackets="bracket_plugin:Brackets")
    assert render(THREAD, "brackets") == "(a(b))"
    assert ("brackets", "brackets") in {(i.name, i.distribution) for i in renderers()}
    monkeypatch.setenv("BLOGCORE_NO_PLUGINS", "1")
    with pytest.raises(UnknownNameError):
        render(THREAD, "brackets")


def test_an_installed_renderer_may_make_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(
        tmp_path,
        monkeypatch,
        dist="pages",
        pages="bracket_plugin:Pages",
        plain="bracket_plugin:Brackets",
        broken="no_such_module:Thing",
    )
    blog = Blog(posts=(Post(id="7", title="T"),), comments=THREAD.comments)
    assert render_page(blog, "7", "pages") == "T(a(b))"
    with pytest.raises(UnknownNameError) as failure:
        render_page(blog, "7", "plain")
    assert {"pages", "text"} <= set(failure.value.known)
    assert not {"plain", "broken"} & set(failure.value.known)


def test_builtin_renderers_are_found_without_looking_up_plugins(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def never(group: str) -> None:
        raise AssertionError("plugins were looked for")

    monkeypatch.setattr(named, "plugins", never)
    assert render(THREAD, "text")


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("no_such_module:Thing", "cannot be loaded: ModuleNotFoundError"),
        ("bracket_plugin:Missing", "cannot be loaded: AttributeError"),
        ("exiting_plugin:Thing", "cannot be loaded: SystemExit: 3"),
        ("bracket_plugin:not_a_class", "must be a class, not a Brackets"),
        ("bracket_plugin:Nameless", "name: must be a class attribute of type str"),
        ("bracket_plugin:Raises", "failed: ZeroDivisionError: by intent"),
        ("bracket_plugin:Bytes", "failed: TypeError: yielded a bytes instead of a str"),
    ],
)
def test_a_broken_plugin_is_named_and_does_not_affect_others(
    target: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, monkeypatch, dist="shaky", broken=target, brackets="bracket_plugin:Brackets")
    with pytest.raises(PluginError) as failure:
        render(THREAD, "broken")
    assert (failure.value.distribution, failure.value.entry_point) == ("shaky", "broken")
    assert reason in failure.value.reason
    assert render(THREAD, "brackets") == "(a(b))"


def test_broken_metadata_of_one_distribution_do_not_hide_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, monkeypatch, dist="brackets", brackets="bracket_plugin:Brackets")
    install(tmp_path, monkeypatch, dist="garbled", other="bracket_plugin:Brackets")
    broken = tmp_path / "garbled" / "garbled-1.0.dist-info" / "entry_points.txt"
    broken.write_bytes(b"\xff\xfe[no section\nno = sense = here\x00")
    assert render(THREAD, "brackets") == "(a(b))"


def test_a_distribution_name_selects_one_of_two_plugins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, monkeypatch, dist="first_one", brackets="bracket_plugin:Brackets")
    install(tmp_path, monkeypatch, dist="second", brackets="no_such_module:Thing")
    with pytest.raises(PluginError, match="choose brackets@second or brackets@first_one"):
        render(THREAD, "brackets")
    assert render(THREAD, "brackets@First.One") == "(a(b))"
    with pytest.raises(PluginError, match="of second: cannot be loaded"):
        render(THREAD, "brackets@second")
    with pytest.raises(UnknownNameError) as failure:
        render(THREAD, "brackets@third")
    assert {"brackets@first_one", "brackets@second", "text"} <= set(failure.value.known)


def test_a_plugin_cannot_replace_a_builtin_renderer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, monkeypatch, dist="brash", text="bracket_plugin:Brackets")
    assert render(THREAD, "text") == render(THREAD, "text@blogcore") != "(a(b))"
    assert render(THREAD, "text@brash") == "(a(b))"
    assert [i.distribution for i in renderers() if i.name == "text"] == ["blogcore", "brash"]


def test_a_renderer_name_with_an_at_sign_is_refused() -> None:
    class Mail(EventRenderer):
        name = "mail@home"
        media_type = "text/plain"

    with pytest.raises(ValidationError, match="contains an @"):
        register_renderer(Mail)


def test_a_missing_extra_names_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lacks_its_extra.py").write_text("import no_such_thing.part")
    (tmp_path / "lacks_another.py").write_text("import no_such_other")
    monkeypatch.syspath_prepend(str(tmp_path))
    known: named.Registry[object] = named.Registry(
        kind="thing",
        group="no.such.group",
        built_in={
            "fancy": named.BuiltIn("lacks_its_extra", "Fancy", "fancy", "no_such_thing"),
            "faulty": named.BuiltIn("lacks_another", "Faulty", "fancy", "no_such_thing"),
        },
        faults=lambda _: [],
    )
    with pytest.raises(MissingExtraError, match=r"no_such_thing .*pip install 'blogcore\[fancy\]'"):
        known.find("fancy")
    with pytest.raises(ModuleNotFoundError, match="no_such_other"):
        known.find("faulty")


def test_the_terminal_without_rich_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for loaded in [n for n in sys.modules if n.startswith(("rich.", "blogcore.renderers.t"))]:
        monkeypatch.delitem(sys.modules, loaded)
    monkeypatch.setitem(sys.modules, "rich", None)
    with pytest.raises(MissingExtraError, match=r"rich is .*pip install 'blogcore\[terminal\]'"):
        render(THREAD, "terminal")
    assert "terminal" in {info.name for info in renderers()}
    assert render(THREAD, "text")


def test_a_misspelt_renderer_name_suggests_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'markdown'"):
        render(Thread.from_comments([]), "markdwon")
