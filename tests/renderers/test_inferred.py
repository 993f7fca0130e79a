"""Every renderer shows an inferred link as a guess, and a known one as before."""

from __future__ import annotations

import json
import re

import pytest
from attrs import evolve
from tests.factory import make_comment

from blogcore import Context, Thread, render
from blogcore.i18n import LANGUAGES, get_words
from blogcore.renderers.context import has_inferred_link

COMMENTS = [
    make_comment("a", author="Ana"),
    make_comment("b", "a", 1, author="Ben"),
    make_comment("c", "a", 2, author="Cem", inferred=True),
]
THREAD = Thread.from_comments(COMMENTS)


@pytest.mark.parametrize("name", ["text", "terminal", "markdown"])
def test_only_an_inferred_link_is_written_below_its_parent(name: str) -> None:
    output = re.sub(r"\x1b\[[0-9;]*m", "", render(THREAD, name))
    lines = [line.strip(" │├└─") for line in output.splitlines()]
    assert lines.count("Probably answers Ana") == 1
    assert lines.index("Probably answers Ana") > next(
        index for index, line in enumerate(lines) if "Cem" in line
    )
    assert "In reply to" not in output


def test_deep_replies_say_whether_their_link_was_inferred() -> None:
    deeper = [make_comment("d", "b", 3), make_comment("e", "b", 4, inferred=True)]
    output = render(Thread.from_comments([*COMMENTS, *deeper]), "text", Context(nesting=1))
    assert output.count("In reply to Ben") == 1
    assert output.count("Probably answers Ben") == 1


@pytest.mark.parametrize("name", ["text", "markdown", "html", "svg"])
def test_without_bylines_no_parent_is_named(name: str) -> None:
    assert "Probably answers" not in render(THREAD, name, Context(bylines=False))


def test_html_has_a_class_and_a_title() -> None:
    output = render(THREAD, "html")
    [link] = re.findall(r"<a [^<>]*inferred[^<>]*>.*?</a>", output)
    assert link == (
        '<a class="u-in-reply-to inferred" href="#comment-a"'
        ' title="This link was inferred from what the comments say.">'
        "Probably answers <bdi>Ana</bdi></a>"
    )
    assert output.count('class="u-in-reply-to near"') == 1


def test_a_hidden_parent_of_an_inferred_link_is_not_named() -> None:
    hidden = [evolve(COMMENTS[0], status="trash"), *COMMENTS[1:]]
    for name in ("text", "html"):
        output = render(Thread.from_comments(hidden), name)
        assert "Probably answers a comment that is not shown" in output
        assert "Ana" not in output


def test_json_has_a_member() -> None:
    comments = json.loads(render(THREAD, "json"))["comments"]
    assert [(comment["id"], comment["inferred"]) for comment in comments] == [
        ("a", False),
        ("b", False),
        ("c", True),
    ]


def test_graphs_have_dashed_edges() -> None:
    dot, mermaid = render(THREAD, "dot"), render(THREAD, "mermaid")
    assert "  n0 -> n1\n" in dot and "  n0 -> n2 [style=dashed]\n" in dot
    assert "    n0 --> n1\n" in mermaid and "    n0 -.-> n2\n" in mermaid


def test_the_chart_has_dashed_curves() -> None:
    output = render(THREAD, "svg")
    curves = re.findall(r'<path class="([^"]*)"', output)
    assert sorted("inferred" in css.split() for css in curves) == [False, True]
    assert "Probably answers Ana" in output and "In reply to Ana" in output


def test_a_shared_curve_is_dashed_only_if_all_of_its_links_were_inferred() -> None:
    writers = ("Ana", "Ben", "Cem")
    comments = [make_comment("a", author="Ana")] + [
        make_comment(f"c{n}", "a", n, author=writers[n % 3], inferred=n % 3 == 2 or n == 1)
        for n in range(1, 600)
    ]
    curves = re.findall(r'<path class="([^"]*)"', render(Thread.from_comments(comments), "svg"))
    assert sorted("inferred" in css.split() for css in curves) == [False, False, True]


def test_a_comment_below_another_parent_than_it_names_has_no_inferred_link() -> None:
    """A view moved it up, because the parent that it names is left out."""
    assert has_inferred_link(COMMENTS[2], COMMENTS[0])
    assert not has_inferred_link(COMMENTS[2], COMMENTS[1])


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_catalogue_has_the_messages(language: str) -> None:
    words, english = get_words(language), get_words("en")
    for field in ("probably_answers", "probably_answers_hidden", "inferred"):
        assert language == "en" or getattr(words, field) != getattr(english, field)
    assert words.probably_answers.format(name="Ana").count("Ana") == 1
    assert words.probably_answers != words.in_reply_to
