"""Output and exit code of each command."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from tests.factory import make_comment

import blogcore
from blogcore.cli.app import run
from blogcore.formats import dump, load
from blogcore.i18n import get_words
from blogcore.models import Author, Blog, Post, Site
from blogcore.renderers import Context, render_page

SAMPLE = Path(str(files("blogcore") / "sample"))
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def run_blogcore(capsys: Capture) -> Any:
    """Return a function that runs a command and returns exit code, output and errors."""

    def call(*arguments: object) -> tuple[int, str, str]:
        code = run([str(argument) for argument in arguments])
        return (code, *capsys.readouterr())

    return call


@pytest.fixture
def inconsistent(tmp_path: Path) -> Path:
    """A file with an orphan, a comment of a missing post, and titles with control characters."""
    author = Author(name="Ida", email="canary@example.org")

    blog = Blog(
        site=Site(title="Two\nlines\u202e"),
        posts=(Post(id="1", title="A\ntitle\u202e"), Post(id="2")),
        comments=(
            make_comment("a", post_id="1", author=author),
            make_comment("b", "gone", post_id="1", author=author),
            make_comment("c", post_id="9", author=author),
        ),
    )
    path = tmp_path / "inconsistent.json"
    dump(blog, path, private=True)
    return path


# --- render ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["blog.json", "blog.xml"])
def test_render_prints_the_page_of_a_post(run_blogcore: Any, name: str) -> None:
    page = render_page(load(SAMPLE / name).blog, "11")
    for post in ("11", "ten-days-on-the-post-boat"):
        assert run_blogcore("render", SAMPLE / name, "--post", post) == (0, page, "")


def test_render_picks_the_post_with_most_comments_and_reports_it(run_blogcore: Any) -> None:
    code, out, err = run_blogcore("render", SAMPLE / "blog.json")
    assert (code, out) == (0, render_page(load(SAMPLE / "blog.json").blog, "14"))
    assert err == "blogcore: post 14 “What is in the bag”; --post takes another\n"


def test_render_in_another_language(run_blogcore: Any) -> None:
    arguments = ("render", SAMPLE / "blog.json", "--post", "11", "--language")
    context = Context(words=get_words("de"))
    page = render_page(load(SAMPLE / "blog.json").blog, "11", context=context)
    assert run_blogcore(*arguments, "de-AT") == (0, page, "")
    code, out, err = run_blogcore(*arguments, "tlh")
    assert code and not out and "tlh" in err


def test_render_without_bylines(run_blogcore: Any) -> None:
    _, out, _ = run_blogcore("render", SAMPLE / "blog.xml", "--post", "11", "--no-bylines")
    assert out == render_page(load(SAMPLE / "blog.xml").blog, "11", bylines=False)


@pytest.mark.parametrize("name", ["terminal", "markdown", "json"])
def test_render_prints_the_output_of_the_renderer_unchanged(run_blogcore: Any, name: str) -> None:
    page = render_page(load(SAMPLE / "blog.json").blog, "11", name)
    arguments = ("--post", "11", "--as", name, "--color")
    assert run_blogcore("render", SAMPLE / "blog.json", *arguments) == (0, page, "")


def test_render_fits_the_width_of_the_terminal(
    run_blogcore: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "40")
    page = render_page(load(SAMPLE / "blog.json").blog, "11", "terminal", context=Context(width=40))
    _, out, _ = run_blogcore("render", SAMPLE / "blog.json", "--post", "11", "--as", "terminal")
    assert out == page


def test_render_writes_a_file(run_blogcore: Any, tmp_path: Path) -> None:
    target = tmp_path / "page.txt"
    code, out, _ = run_blogcore("render", SAMPLE / "blog.json", "--post", "11", "-o", target)
    assert (code, out) == (0, "")
    assert target.read_bytes().decode() == render_page(load(SAMPLE / "blog.json").blog, "11")


def test_hidden_comments_are_not_printed(run_blogcore: Any) -> None:
    blog = load(SAMPLE / "blog.json").blog
    _, out, _ = run_blogcore("render", SAMPLE / "blog.json", "--post", "11")
    for comment in blog.comments_of("11"):
        shown = comment.body.to_text().splitlines()[0] in out
        assert shown == (comment.status == "approved")


# --- info ------------------------------------------------------------------------------------


def test_info_counts_posts_and_comments(run_blogcore: Any) -> None:
    code, out, err = run_blogcore("info", SAMPLE / "blog.json")
    assert (code, err) == (0, "")
    lines = dict(line.split(maxsplit=1) for line in out.splitlines()[1:])
    assert out.startswith("Timetable Permitting – Ferries, night trains")
    assert lines["posts"] == "3 (2 published, 1 draft)"
    assert lines["comments"] == "16 (14 approved, 1 held, 1 spam)"
    assert lines["deepest"] == "post 14: levels 4, comments 8"
    assert lines["anomalies"] == "none"


def test_info_as_json(run_blogcore: Any) -> None:
    code, out, _ = run_blogcore("info", SAMPLE / "blog.xml", "--json")
    facts = json.loads(out)
    assert code == 0
    assert facts["format"] == "wxr"
    assert facts["comments"] == {"approved": 14, "held": 1, "spam": 1}
    assert facts["deepest"] == {"post": "14", "levels": 4, "comments": 8}
    assert facts["notes_total"] == len(facts["notes"]) == 1


def test_info_prints_one_fact_per_line(run_blogcore: Any, inconsistent: Path) -> None:
    _, out, _ = run_blogcore("info", inconsistent)
    assert out.startswith("Two lines\n")
    assert "anomalies  1 (1 orphan)\n" in out
    assert "\u202e" not in out
    assert "canary" not in out


def test_info_on_an_empty_blog(run_blogcore: Any, tmp_path: Path) -> None:
    dump(Blog(), tmp_path / "empty.json")
    code, out, _ = run_blogcore("info", tmp_path / "empty.json")
    assert code == 0
    assert "deepest    none\n" in out
    _, out, _ = run_blogcore("info", tmp_path / "empty.json", "--json")
    assert json.loads(out)["deepest"] is None


# --- check -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["blog.json", "blog.xml"])
def test_check_finds_nothing_in_the_sample(run_blogcore: Any, name: str) -> None:
    assert run_blogcore("check", SAMPLE / name) == (0, "", "blogcore: no problems\n")


def test_check_lists_anomalies_and_missing_posts(run_blogcore: Any, inconsistent: Path) -> None:
    code, out, err = run_blogcore("check", inconsistent)
    assert code == 1
    assert out == (
        "orphan: comment 'b' answers 'gone', which is not there; put at top level\n"
        "post '9' does not exist; comments on it: 1\n"
    )
    assert err == "blogcore: 2 problems\n"


def test_check_as_json(run_blogcore: Any, inconsistent: Path) -> None:
    code, out, err = run_blogcore("check", inconsistent, "--json")
    assert (code, err) == (1, "")
    assert [problem["kind"] for problem in json.loads(out)["problems"]] == [
        "orphan",
        "missing_post",
    ]


def test_check_ignores_notes_for_information(run_blogcore: Any, tmp_path: Path) -> None:
    draft = (
        "<item><title>D</title><wp:post_id>{0}</wp:post_id><wp:status>draft</wp:status>"
        "<wp:post_type>post</wp:post_type><wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt>"
        "</item>"
    )
    export = tmp_path / "drafts.xml"
    export.write_text(
        '<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel>'
        "<wp:wxr_version>1.2</wp:wxr_version>"
        + "".join(draft.format(number) for number in range(150))
        + "</channel></rss>"
    )
    assert load(export).notes.total == 150
    assert run_blogcore("check", export) == (0, "", "blogcore: no problems\n")


def test_check_lists_repairs(run_blogcore: Any, tmp_path: Path) -> None:
    export = tmp_path / "old.xml"
    export.write_text(
        '<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel>'
        "<title>T</title></channel></rss>"
    )
    code, out, _ = run_blogcore("check", export)
    assert code == 1
    assert out.startswith("wp:wxr_version: ")
    assert out.endswith("(repaired)\n")


# --- convert ---------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", ["json", "jsonl"])
def test_convert_preserves_the_blog(run_blogcore: Any, tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"blog.{suffix}"
    code, out, err = run_blogcore("convert", SAMPLE / "blog.json", target, "--private")
    assert (code, out, err) == (0, "", "")
    assert load(target).blog == load(SAMPLE / "blog.json").blog


def test_convert_leaves_out_private_fields_and_counts_them(
    run_blogcore: Any, tmp_path: Path
) -> None:
    target = tmp_path / "blog.json"
    code, _, err = run_blogcore("convert", SAMPLE / "blog.json", target)
    assert code == 0
    assert "@" not in target.read_text("utf-8")
    assert "     16  ip: left out: private\n" in err
    assert "192.0.2" not in err


def test_convert_counts_items_that_the_target_does_not_have(
    run_blogcore: Any, tmp_path: Path
) -> None:
    code, _, err = run_blogcore("convert", SAMPLE / "blog.json", tmp_path / "feed.atom")
    assert code == 0
    assert "  comment: left out: not public\n" in err


@pytest.mark.parametrize("command", ["render", "info", "check", "convert"])
def test_every_command_reads_the_format_of_the_option(
    run_blogcore: Any, tmp_path: Path, command: str
) -> None:
    target = [tmp_path / "b.json"] if command == "convert" else []
    assert run_blogcore(command, SAMPLE / "blog.xml", *target, "--from", "wxr")[0] == 0
    code, _, err = run_blogcore(command, SAMPLE / "blog.xml", *target, "--from", "json")
    assert (code, err.startswith("blogcore: json: ")) == (1, True)


def test_convert_to_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["convert", str(SAMPLE / "blog.xml"), "-", "--to", "jsonl", "--private"]) == 0
    out = capfdbinary.readouterr().out
    assert load(out).blog.posts == load(SAMPLE / "blog.xml").blog.posts


def test_convert_as_json(run_blogcore: Any, tmp_path: Path) -> None:
    code, out, err = run_blogcore("convert", SAMPLE / "blog.xml", tmp_path / "b.json", "--json")
    report = json.loads(out)
    assert (code, err) == (0, "")
    assert report["notes_total"] == len(report["notes"]) == 1
    assert report["losses_total"] >= len(report["losses"]) > 0


# --- about itself ----------------------------------------------------------------------------


def test_version(run_blogcore: Any) -> None:
    assert run_blogcore("--version") == (0, f"blogcore {blogcore.__version__}\n", "")


@pytest.mark.parametrize("command", ["render", "info", "check", "convert"])
def test_every_command_has_help(run_blogcore: Any, command: str) -> None:
    code, out, _ = run_blogcore("--help")
    assert code == 0
    assert command in out
    assert "Exit codes: 0 success; 1 problems" in out
    code, out, _ = run_blogcore(command, "-h")
    assert code == 0
    assert out.startswith(f"Usage: blogcore {command} ")


@pytest.mark.parametrize(
    "arguments", [["info"], ["info", "--json"], ["check"], ["check", "--json"]]
)
def test_no_line_holds_a_control_or_bidi_character(
    tmp_path: Path, run_blogcore: Any, arguments: list[str]
) -> None:
    hostile = "\x1b]0;PWN\x07\x9b\u202e"
    item = {"id": "1\u202e", "content_text": "a", hostile: 1e999, "image": {hostile: [[1]]}}
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "T\u202e",
        "items": [item, item],
    }
    path = tmp_path / "feed.json"
    path.write_text(json.dumps(feed))
    _, out, err = run_blogcore(*arguments, path)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", out + err)
    _, out, err = run_blogcore("convert", path, tmp_path / "x.xml", "--to", "rss", *arguments[1:])
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", out + err)


def test_posts_lists_what_is_needed_to_choose_one(run_blogcore: Any) -> None:
    code, out, err = run_blogcore("posts", SAMPLE / "blog.json")
    assert (code, err) == (0, "")
    blog = load(SAMPLE / "blog.json").blog
    header, *lines = out.splitlines()
    assert header.split() == ["id", "slug", "date", "status", "comments", "title"]
    assert [line.split()[0] for line in lines] == [post.id for post in blog.posts]
    for line, post in zip(lines, blog.posts, strict=True):
        assert post.slug is None or post.slug in line
        assert post.status in line
        assert line.endswith(post.title)
    _, out, _ = run_blogcore("posts", SAMPLE / "blog.json", "--json")
    assert [row["id"] for row in json.loads(out)["posts"]] == [post.id for post in blog.posts]


def test_colours_are_written_to_terminals_only(
    run_blogcore: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = ("render", SAMPLE / "blog.json", "--post", "11", "--as", "terminal")
    assert "\x1b" not in run_blogcore(*arguments)[1]
    assert "\x1b" in run_blogcore(*arguments, "--color")[1]
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert "\x1b" in run_blogcore(*arguments)[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run_blogcore(*arguments)[1]


def test_the_package_runs_as_a_module() -> None:
    command = [sys.executable, "-m", "blogcore", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("blogcore ")
