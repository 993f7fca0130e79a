"""Every failure is one line that begins with "blogcore:", has an exit code and no traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from tests.factory import make_post

from blogcore import Blog, Body, dump, load
from blogcore.cli.app import run

Capture = pytest.CaptureFixture[str]
SAMPLE = Path(str(files("blogcore") / "sample"))
PROGRAM = "from blogcore.cli import main; main()"
POSIX = pytest.mark.skipif(os.name != "posix", reason="needs the descriptors of POSIX")


def blogcore(
    *arguments: object,
    stdin: bytes = b"",
    code: str = PROGRAM,
    environment: dict[str, str] | None = None,
) -> tuple[int, bytes, bytes]:
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        env={**os.environ, **(environment or {})},
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def one_line(err: bytes | str) -> str:
    """Return the message of a failure, which must be one line."""
    text = err if isinstance(err, str) else err.decode("utf-8")
    assert text.startswith("blogcore: "), text
    assert text.endswith("\n"), text
    assert text.count("\n") == 1, text
    return text.removeprefix("blogcore: ").rstrip("\n")


@pytest.mark.parametrize("command", ["render", "info", "check"])
@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "no such file"),
        ("folder", "is a directory"),
        (b"", "the file is empty"),
        (b"\n \n", "the file is empty"),
        (b"plain words", "not a known format"),
        (b"<!DOCTYPE html><html>", "HTML page"),
        (b'{"blogcore": 1, "blog": {', "cut off"),
        (b'{"blogcore": 1, "blog": {"posts": [{"id": 5, "titel": ""}]}}', "posts[0]"),
        (b'{"blogcore": 1, "image": {"url": "x"}}', "no item of a blog"),
        (b"PK\x03\x04 zipped", ""),
    ],
)
def test_an_unusable_file_is_an_error_on_one_line(
    tmp_path: Path, capsys: Capture, command: str, content: bytes | str | None, message: str
) -> None:
    path = tmp_path / "file"
    if content == "folder":
        path.mkdir()
    elif isinstance(content, bytes):
        path.write_bytes(content)
    code = run([command, str(path)])
    out, err = capsys.readouterr()
    assert (code, out) == (1, "")
    assert message in one_line(err)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ((), 2, "Missing command"),
        (("rendre",), 2, "No such command 'rendre'"),
        (("render",), 2, "Missing argument 'FILE'"),
        (("render", "{sample}", "--poste", "1"), 2, "No such option"),
        (("render", "{sample}", "--as", "song"), 2, "no renderer is named 'song'"),
        (("convert", "{sample}", "x.json", "--to", "pdf"), 2, "no format is named 'pdf'"),
        (("convert", "{sample}", "-"), 2, "--to"),
        (("convert", "{sample}", "-", "--json", "--to", "json"), 2, "both write"),
        (("convert", "{sample}", "{sample}", "--to", "json"), 2, "are one file"),
        (("render", "{sample}", "--post", "no\x1bne"), 1, "no post has the id"),
        (("render", "{sample}", "--post", "11", "-o", "{tmp}/no/x"), 1, "cannot be written"),
        (("render", "{sample}", "-o", "{tmp}"), 1, "is a directory"),
        (("convert", "{sample}", "{tmp}/x.pdf"), 1, "or give --to"),
        (("info", "{sample}", "--from", "wxr"), 1, "not wxr; --force reads"),
        (("convert", "{sample}", "{tmp}/x.json", "--from", "jsno"), 2, "did you mean 'json'"),
        (("render", "{sample}", "--as", "htm"), 2, "did you mean 'html'"),
        (("convert", "{sample}", "{tmp}/no/x.json"), 1, "cannot be written"),
    ],
)
def test_wrong_arguments_are_an_error_on_one_line(
    tmp_path: Path, capsys: Capture, arguments: tuple[str, ...], code: int, message: str
) -> None:
    values = {"sample": SAMPLE / "blog.json", "tmp": tmp_path}
    done = run([argument.format(**values) for argument in arguments])
    out, err = capsys.readouterr()
    assert (done, out) == (code, "")
    assert message in one_line(err)
    assert "\x1b" not in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["render", "info", "check"])
def test_errors_name_options_instead_of_arguments(
    tmp_path: Path, capsys: Capture, command: str
) -> None:
    contents = {
        "unknown": "plain words",
        "page.html": "<!DOCTYPE html><html>",
        "image.json": '{"blogcore": 1, "image": {"url": "x"}}',
    }
    for name, content in contents.items():
        path = tmp_path / name
        path.write_text(content)
        assert run([command, str(path)]) == 1
        message = one_line(capsys.readouterr().err)
        assert ("--from" in message) == (name != "image.json")
        assert "format=" not in message
        assert "from_json" not in message
        assert str(path) in message


def test_a_file_without_posts_cannot_be_rendered(tmp_path: Path) -> None:
    path = tmp_path / "empty.json"
    path.write_bytes(b'{"blogcore":1,"blog":{}}')
    code, _, err = blogcore("render", path)
    assert code == 1
    assert one_line(err) == "there is no post in this file"


@pytest.mark.parametrize("hidden", [{"status": "draft"}, {"protected": True}, {"status": "trash"}])
def test_without_a_public_post_nothing_is_rendered(
    tmp_path: Path, capsys: Capture, hidden: dict[str, object]
) -> None:
    path = tmp_path / "drafts.json"
    posts = [make_post(str(number), body=Body(text="canary"), **hidden) for number in range(8)]
    dump(Blog(posts=posts), path)
    assert run(["render", str(path)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    status = hidden.get("status", "protected")
    assert f"--post: 0 ({status}) “Title of 0”, 1 (" in one_line(err)
    assert "and 3 more" in err
    assert run(["render", str(path), "--post", "7"]) == 0
    assert "canary" in capsys.readouterr().out


def test_a_misspelt_post_suggests_the_nearest(capsys: Capture) -> None:
    blog = load(SAMPLE / "blog.json").blog
    slug = next(post.slug for post in blog.posts if post.slug)
    assert run(["render", str(SAMPLE / "blog.json"), "--post", f"{slug}x"]) == 1
    assert f"did you mean '{slug}'" in one_line(capsys.readouterr().err)


def test_many_faults_are_one_short_line(tmp_path: Path) -> None:
    path = tmp_path / "many.json"
    path.write_text('{"blogcore":1,"blog":{"comments":[' + ",".join(["{}"] * 2000) + "]}}")
    code, _, err = blogcore("check", path)
    assert code == 1
    assert " more" in one_line(err)
    assert len(err) < 1000


def test_standard_input_is_read_like_a_file() -> None:
    document = (SAMPLE / "blog.json").read_bytes()
    code, out, err = blogcore("render", "-", "--post", "11", stdin=document)
    assert (code, err) == (0, b"")
    assert out == blogcore("render", SAMPLE / "blog.json", "--post", "11")[1]
    code, out, err = blogcore("info", "-")
    assert "the file is empty" in one_line(err)


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONHASHSEED": "7", "TZ": "Asia/Kathmandu"},
    ],
)
def test_output_does_not_depend_on_the_environment(environment: dict[str, str]) -> None:
    expected = blogcore("render", SAMPLE / "blog.xml", "--post", "11")
    assert expected[0] == 0
    assert "🐙".encode() in expected[1]
    changed = blogcore("render", SAMPLE / "blog.xml", "--post", "11", environment=environment)
    assert changed == expected


@POSIX
@pytest.mark.parametrize("command", ["render", "info"])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_pipe_closed_early_is_an_error(tmp_path: Path, command: str, unbuffered: str) -> None:
    large = tmp_path / "large.jsonl"
    line = (
        '{{"comment":{{"id":"c{}","post_id":"1","author":{{"name":""}},"body":{{"text":"{}"}}}}}}'
    )
    with large.open("w") as stream:
        stream.write('{"blogcore":1}\n{"post":{"id":"1","title":"P"}}\n')
        stream.writelines(line.format(number, "word " * 20) + "\n" for number in range(3000))
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, command, large],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        if command == "render":
            process.stdout.read(1)
        process.stdout.close()
        err = process.stderr.read()
    assert process.returncode == 1
    assert one_line(err) == "the output was closed before everything was written"


@POSIX
@pytest.mark.parametrize(
    ("closed", "message"), [(0, "standard input is closed"), (1, "standard output is closed")]
)
def test_a_closed_standard_stream_is_an_error(closed: int, message: str) -> None:
    code = f"import os, sys; os.close({closed}); os.execv(sys.executable, sys.argv)"
    arguments = [sys.executable, "-c", PROGRAM, "info", "-"]
    done, out, err = blogcore(*arguments[1:], code=_with_program(code))
    assert (done, out) == (1, b"")
    assert message in one_line(err)


def _with_program(code: str) -> str:
    """Make a program run its arguments as another program, after it closed a stream."""
    return code.replace("sys.argv)", "[sys.executable, *sys.argv[1:]])")


@POSIX
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_is_an_error(unbuffered: str) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, "info", SAMPLE / "blog.json"],
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
            check=False,
        )
    assert done.returncode == 1
    assert "the output cannot be written" in one_line(done.stderr)


def test_without_click_the_error_names_the_extra() -> None:
    hidden = f"import sys; sys.modules['click'] = None; {PROGRAM}"
    code, out, err = blogcore("--help", code=hidden)
    assert (code, out) == (2, b"")
    assert "pip install 'blogcore[cli]'" in one_line(err)


@POSIX
def test_a_progress_bar_is_shown_only_on_a_terminal(tmp_path: Path) -> None:
    large = tmp_path / "large.jsonl"
    with large.open("w") as stream:
        stream.write('{"blogcore":1}\n')
        body = "word " * 1000
        for number in range(900):
            stream.write(
                f'{{"comment":{{"id":"c{number}","post_id":"1","author":{{"name":"Ida"}},'
                f'"body":{{"text":"{body}"}}}}}}\n'
            )
    code, piped, err = blogcore("info", large)
    assert (code, err) == (0, b"")
    code, out, terminal = _on_a_terminal("info", large)
    assert code == 0
    assert b"reading" in terminal
    assert b"100%" in terminal
    assert out == piped


def _on_a_terminal(*arguments: object) -> tuple[int, bytes, bytes]:
    """Run the command with a terminal as standard input and standard error."""
    import pty

    parent_end, child_end = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *map(str, arguments)],
        stdin=child_end,
        stdout=subprocess.PIPE,
        stderr=child_end,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "80"},
    ) as process:
        os.close(child_end)
        written = b""
        try:
            while piece := os.read(parent_end, 4096):
                written += piece
        except OSError:  # Linux: the other end is closed
            pass
        assert process.stdout is not None
        out = process.stdout.read()
    os.close(parent_end)
    return process.returncode, out, written
