"""``blogcore infer`` lists probable links, and writes all or the accepted ones."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve
from tests.factory import make_comment, make_post

from blogcore import Author, Blog, dump, load
from blogcore.cli.app import run

Run = Callable[..., tuple[int, str, str]]

FERRY = [
    make_comment("c1", author="Jonas", minute=60, body="How long did the night ferry take?"),
    make_comment("c2", author="Lien", minute=300, body="Lovely pictures."),
    make_comment("c3", author="Mira", minute=1200, body="@Jonas the ferry takes nine hours."),
    make_comment("c4", author="Omar", minute=1800, body="@Lien yes, the third one above all!"),
]
WALK = [
    make_comment("d1", post_id="8", author="Ida", minute=1, body="Where is the mill?"),
    make_comment("d2", post_id="8", author="Ben", minute=2, body="@Ida behind the church."),
    make_comment(
        "d3", post_id="8", author="Zoe", minute=3, body="@Ida on the left.", status="spam"
    ),
]
MIRA = Author(name="Mira")
BLOG = Blog(
    posts=[
        make_post("7", title="By train to the coast", authors=[MIRA], slug="coast", language="en"),
        make_post("8", title="A walk", language="en"),
    ],
    comments=[*FERRY, *WALK],
)


@pytest.fixture
def blogcore(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs a command and returns exit code, output and errors."""

    def call(*arguments: object) -> tuple[int, str, str]:
        code = run([str(argument) for argument in arguments])
        return (code, *capsys.readouterr())

    return call


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "blog.json"
    dump(BLOG, path, private=True)
    return path


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return a function that sets what is typed on standard input."""
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text))


def links(path: Path) -> dict[str, str | None]:
    """Return the parents in a file that were inferred."""
    return {
        comment.id: comment.in_reply_to for comment in load(path).blog.comments if comment.inferred
    }


def test_links_are_listed_with_probability_and_evidence(blogcore: Run, file: Path) -> None:
    code, out, err = blogcore("infer", file)
    assert (code, err) == (0, "blogcore: 3 links\n")
    lines = out.splitlines()
    assert lines[0] == "post 7 “By train to the coast”"
    assert lines[1].startswith("  #3 (c3, Mira) answers #1 (c1, Jonas), 0.")
    assert "addresses Jonas, who wrote #1" in lines[1]
    assert lines[2].startswith("  #4 (c4, Omar) answers #2 (c2, Lien), 0.")
    assert lines[3] == "post 8 “A walk”"
    assert len(lines) == 5


@pytest.mark.parametrize("post", ["7", "coast"])
def test_one_post_can_be_chosen(blogcore: Run, file: Path, post: str) -> None:
    code, out, _ = blogcore("infer", file, "--post", post)
    assert code == 0
    assert "c4" in out and "d2" not in out


def test_links_below_the_bound_are_left_out(blogcore: Run, file: Path) -> None:
    assert blogcore("infer", file, "--at-least", "1") == (0, "", "blogcore: no links\n")
    assert blogcore("infer", file, "--at-least", "0")[1].count(" answers #") >= 3


def test_json_has_the_evidence_as_data(blogcore: Run, file: Path) -> None:
    code, out, _ = blogcore("infer", file, "--post", "8", "--json")
    [link] = json.loads(out)["links"]
    assert code == 0
    assert (link["post_id"], link["comment_id"], link["parent_id"]) == ("8", "d2", "d1")
    assert 0.8 <= link["probability"] <= 1
    assert link["evidence"][0]["kind"] == "address"
    assert link["evidence"][0]["words"] == ["Ida"]
    assert "addresses Ida" in link["explanation"]


@pytest.mark.parametrize("name", ["out.json", "out.xml", "out.jsonl"])
def test_apply_writes_the_links_marked_as_inferred(
    blogcore: Run, file: Path, tmp_path: Path, name: str
) -> None:
    target = tmp_path / name
    options = ("--to", "wxr") if name == "out.xml" else ()
    code, out, err = blogcore("infer", file, "--apply", "-o", target, *options)
    assert code == 0
    assert out == blogcore("infer", file)[1]
    assert err.endswith("blogcore: 3 links\n")
    found = load(target).blog
    assert sum(comment.inferred for comment in found.comments) == 3
    thread = found.thread(found.posts[0].id)
    assert [node.number for node in thread] == ["1", "1.1", "2", "2.1"]


def test_known_links_are_written_unchanged(blogcore: Run, tmp_path: Path) -> None:
    known = [evolve(FERRY[2], in_reply_to="c2"), evolve(FERRY[3], in_reply_to="gone")]
    source, target = tmp_path / "in.json", tmp_path / "out.json"
    dump(Blog(posts=BLOG.posts, comments=[*FERRY[:2], *known]), source)
    code, out, err = blogcore("infer", source, "--apply", "-o", target)
    assert (code, out, err) == (0, "", "blogcore: no links\n")
    assert load(target).blog == load(source).blog


def test_a_format_that_cannot_mark_links_reports_it(
    blogcore: Run, file: Path, tmp_path: Path
) -> None:
    target = tmp_path / "out.xml"
    code, _, err = blogcore("infer", file, "--apply", "-o", target, "--to", "disqus")
    assert code == 0
    assert "inferred" in err
    assert links(target) == {}


def test_standard_output_has_the_blog_alone(
    file: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["infer", str(file), "--apply", "-o", "-", "--to", "json"]) == 0
    assert sum(c.inferred for c in load(capfdbinary.readouterr().out).blog.comments) == 3


def test_comments_of_a_missing_post_get_links(blogcore: Run, tmp_path: Path) -> None:
    source = tmp_path / "in.json"
    dump(Blog(comments=FERRY), source)
    code, out, _ = blogcore("infer", source)
    assert code == 0
    assert out.startswith("post 7\n  #")


# --- review ----------------------------------------------------------------------------------


def test_review_writes_what_was_accepted(
    blogcore: Run, file: Path, tmp_path: Path, answers: Callable[[str], None]
) -> None:
    target = tmp_path / "out.json"
    answers("y\nn\ny\n")
    code, out, err = blogcore("infer", file, "--review", "-o", target)
    assert (code, out.strip()) == (0, "")  # click 8.1 writes the blank after a prompt to stdout
    assert links(target) == {"c3": "c1", "d2": "d1"}
    assert "How long did the night ferry take?" in err
    assert "@Lien yes, the third one above all!" in err
    assert err.endswith("blogcore: 2 links\n")


def test_quitting_a_review_writes_what_was_accepted_so_far(
    blogcore: Run, file: Path, tmp_path: Path, answers: Callable[[str], None]
) -> None:
    target = tmp_path / "out.json"
    answers("y\nq\n")
    assert blogcore("infer", file, "--review", "-o", target)[0] == 0
    assert links(target) == {"c3": "c1"}


def test_an_invalid_answer_is_asked_again(
    blogcore: Run, file: Path, tmp_path: Path, answers: Callable[[str], None]
) -> None:
    target = tmp_path / "out.json"
    answers("perhaps\ny\nq\n")
    assert blogcore("infer", file, "--review", "-o", target)[0] == 0
    assert links(target) == {"c3": "c1"}


def test_an_interrupted_review_writes_nothing(
    blogcore: Run, file: Path, tmp_path: Path, answers: Callable[[str], None]
) -> None:
    target = tmp_path / "out.json"
    answers("y\n")
    code, _, err = blogcore("infer", file, "--review", "-o", target)
    assert code == 130
    assert err.endswith("blogcore: interrupted\n")
    assert not target.exists()


# --- wrong usage -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--apply",), "--apply writes the blog: name the file with -o"),
        (("--review",), "--review writes the blog: name the file with -o"),
        (("-o", "x.json"), "-o needs --apply, or --review to choose the links"),
        (("--apply", "--review", "-o", "x.json"), "use one of them"),
        (("--to", "json"), "--to is about OUT: use it with -o"),
        (("--private",), "--private is about OUT: use it with -o"),
        (("--apply", "-o", "-"), "name the format with --to"),
        (("--apply", "-o", "-", "--to", "json", "--json"), "both write to standard output"),
        (("--review", "-o", "x.json", "--json"), "it prints no JSON"),
        (("--at-least", "2"), "--at-least"),
    ],
)
def test_contradicting_options_are_refused(
    blogcore: Run, file: Path, arguments: tuple[str, ...], message: str
) -> None:
    code, out, err = blogcore("infer", file, *arguments)
    assert (code, out) == (2, "")
    assert message in err and err.count("\n") == 1


def test_review_of_standard_input_is_refused(blogcore: Run) -> None:
    code, _, err = blogcore("infer", "-", "--review", "-o", "x.json")
    assert code == 2
    assert "--review reads answers from standard input: name a file" in err


def test_the_input_is_not_overwritten(blogcore: Run, file: Path) -> None:
    before = file.read_bytes()
    code, _, err = blogcore("infer", file, "--apply", "-o", file)
    assert code == 2 and "one file" in err
    assert file.read_bytes() == before


def test_an_unknown_post_is_an_error(blogcore: Run, file: Path) -> None:
    code, _, err = blogcore("infer", file, "--post", "coat")
    assert code == 1
    assert "coat" in err and "coast" in err and err.count("\n") == 1


def test_names_and_texts_are_printed_without_control_characters(
    blogcore: Run, tmp_path: Path, answers: Callable[[str], None]
) -> None:
    comments = [
        make_comment("a\u202eb", author="Li\u202een", minute=1, body="One\nline\u202e?"),
        make_comment("b", author="Omar", minute=2, body="@Lien yes\n\nof course"),
    ]
    source = tmp_path / "in.json"
    dump(Blog(posts=[make_post(title="A\u202eB", language="en")], comments=comments), source)
    answers("q\n")
    outputs = [
        blogcore("infer", source, "--at-least", "0")[1],
        blogcore("infer", source, "--at-least", "0", "--json")[1],
        blogcore("infer", source, "--at-least", "0", "--review", "-o", tmp_path / "o.json")[2],
    ]
    assert not any("\u202e" in output for output in outputs)
