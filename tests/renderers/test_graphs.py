"""DOT and Mermaid: nodes, edges, and escaped labels."""

from __future__ import annotations

import re
import shutil
import subprocess
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.renderers.contracts import dot_faults, mermaid_faults

from blogcore.models import Author, Body, Comment
from blogcore.renderers import Context, render
from blogcore.testing.outputs import PAYLOADS, PIECES
from blogcore.threads import Thread

#: Pieces of hostile text for graph languages.
PIECES_OF_GRAPHS = (
    *PIECES,
    *('"]', "\\", '\\"', "\\N", "\\G", "\\l", "n0 -> n1", "--> n1", "%%{init: {", "}}%%", "#quot;"),
    *(
        "#35;",
        "&quot;",
        "click n0 call xout()",
        "subgraph",
        "end",
        ":::",
        "/*",
        "*/",
        "//",
        "`**a**`",
    ),
    *("ﬂ°°", "ﬂ°", "¶ß", "<br>", "classDef", "style n0 fill:url(", "{", "}", "|", "==>", "~~~"),
)


def thread(name: str, words: str = "Words.") -> Thread:
    first = Comment(id="a", post_id="7", author=Author(name=name), body=Body(text=words))
    answer = Comment(
        id="b", post_id="7", author=Author(name="Bo"), body=Body(text="So?"), in_reply_to="a"
    )
    hidden = Comment(
        id="c",
        post_id="7",
        author=Author(name="Eve"),
        body=Body(text="Secret"),
        in_reply_to="b",
        status="spam",
    )
    last = Comment(
        id="d", post_id="7", author=Author(name="Ida"), body=Body(text="Yes."), in_reply_to="c"
    )
    return Thread.from_comments([first, answer, hidden, last])


hostile_texts = st.lists(st.sampled_from(PIECES_OF_GRAPHS), max_size=8).map("".join) | st.text(
    st.characters(exclude_categories=("Cc", "Cs"), include_characters="\n\t")
)


def test_a_discussion_in_dot() -> None:
    assert render(thread("Ida"), "dot").splitlines()[3:] == [
        r'  n0 [label="Ida\nWords."]',
        r'  n1 [label="Bo\nSo?"]',
        '  n2 [label="This comment is not shown.", style="rounded,dashed"]',
        r'  n3 [label="Ida\nYes."]',
        "  n0 -> n1",
        "  n1 -> n2",
        "  n2 -> n3",
        "}",
    ]


def test_a_discussion_in_mermaid() -> None:
    assert render(thread("Ida"), "mermaid").splitlines() == [
        "flowchart LR",
        '    n0["Ida<br>Words."]',
        '    n1["Bo<br>So?"]',
        '    n2(["This comment is not shown."])',
        '    n3["Ida<br>Yes."]',
        "    n0 --> n1",
        "    n1 --> n2",
        "    n2 --> n3",
    ]


@given(hostile_texts, hostile_texts)
def test_any_text_is_only_a_label(name: str, words: str) -> None:
    assert list(mermaid_faults(render(thread(name, words), "mermaid"))) == []
    assert [f for f in dot_faults(render(thread(name, words), "dot")) if "Graphviz" not in f] == []


@pytest.mark.parametrize("text", [*PAYLOADS, *PIECES_OF_GRAPHS])
def test_graphviz_shows_labels_unchanged(text: str) -> None:
    graphviz = shutil.which("dot")
    if graphviz is None:
        pytest.skip("Graphviz is not installed")
    out = render(thread("Ida", f"{text} end"), "dot", Context(bylines=False))
    done = subprocess.run([graphviz, "-Tsvg"], input=out.encode(), capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    texts = [
        t.text or "" for t in ElementTree.fromstring(done.stdout).iter() if t.tag[-4:] == "text"
    ]
    assert len(texts) == 4
    due = re.sub(r"\s+", " ", text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd"))
    if len(due) < 50 and "\u202e" not in due:
        assert re.sub(r"\s+", " ", texts[0]).strip() == f"{due} end".strip()


@pytest.mark.parametrize("name", ["dot", "mermaid"])
def test_labels_are_short(name: str) -> None:
    long = render(thread("Ida" * 50_000, "漢" * 50_000), name)
    assert len(long) < 600
    assert "…" in long


@pytest.mark.parametrize("name", ["dot", "mermaid"])
def test_without_bylines_no_author_is_named(name: str) -> None:
    assert "Ida" not in render(thread("Ida"), name, Context(bylines=False))
