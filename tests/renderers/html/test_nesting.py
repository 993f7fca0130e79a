"""Deeply nested HTML is detected, however it is disguised; other HTML is accepted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from blogcore import Body
from blogcore.renderers.html import POST, _nesting, safe_html
from blogcore.renderers.html._nesting import nests_too_deep

#: Pieces of markup; "_" is a space.
_PIECES = """
    <div> </div> <b> </b> <b_id=1> <b_id=2> <i> </i> <p> </p> <table> </table> <td> </td> <tr> <ul>
    <li> </li> </ul> <dd> <a_href=x> </a> text <!-- --> </b_x=' '> <b_title="</b>"> <svg> </svg>
    <style> </style> <template> <select> <span> </span> <h1> </h1> <button> </button> <script>
    </script> <!x> <?x> < > </ <br> <object> </object> <x-y> <![CDATA[ ]]> <textarea> </textarea>
    <option> <div/> <b_=> <b='> <caption> </caption> <q> </q>
"""
_SOUP = st.lists(
    st.sampled_from([piece.replace("_", " ") for piece in _PIECES.split()]), max_size=60
).map("".join)


def depth(html: str) -> int:
    """Return the depth of the elements that Lexbor builds."""
    deepest, ahead = 0, [(LexborHTMLParser(f"<body>{html}").body, 0)]
    while ahead:
        node, level = ahead.pop()
        child: LexborNode | None = node.child if node is not None else None
        while child is not None:
            if child.is_element_node:
                deepest = max(deepest, level + 1)
                ahead.append((child, level + 1))
            child = child.next
    return deepest


@given(_SOUP)
def test_accepted_html_nests_within_the_limit(html: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_nesting, "_MAX_DEPTH", 5)
        if not nests_too_deep(html):
            # Five counted elements, and those that parsers add between them: three for a table.
            assert depth(html) <= 5 * 4 + 2


_NAMES = (
    "div b i p table td tr li ul span q a h1 object button caption section code em dd dl font"
    " center option label form marquee u s nobr small"
)
_TAGS = st.sampled_from([f"{mark}{name}>" for name in _NAMES.split() for mark in ("<", "</")])


@given(st.lists(_TAGS, max_size=9).map("".join))
def test_repeated_markup_that_passes_does_not_nest_deeper(unit: str) -> None:
    html = "".join(unit.replace(">", f" id={turn}>") for turn in range(60))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_nesting, "_MAX_DEPTH", 5)
        if not nests_too_deep(html):
            assert depth(html) <= 5 * 4 + 2


@pytest.mark.parametrize(
    "unit",
    [
        "<div>",
        "<b id={}><p>",
        "<b id={}><p></p x='</b>'>",
        '<b id={} title="</b>"><p>',
        "<b id={}><!--</b>--><p>",
        "<b id={}><!-- --!></b>--><p>",
        "<b id={}><style></b></style><p>",
        "<div><svg></div></svg>",
        "<b id={}><noscript></b></noscript><p>",
        "<div></div ",
        "<b id={}><table><td></b></td></table><p>",
        "<span><p></span></p>",
        "<span><li></span></li>",
        "<div><table><td></div></td></table>",
        "<div><![CDATA[</div>]]>",
    ],
)
def test_deeply_nested_bodies_are_shown_as_plain_text(unit: str) -> None:
    html = "".join(unit.replace("{}", str(number)) for number in range(3000)) + "words"
    assert nests_too_deep(html)
    shown = safe_html(Body(text=html, media_type="text/html"))
    assert len(shown) <= 2 * len(html)


def test_long_bodies_of_many_elements_are_not_deep() -> None:
    html = "".join(
        f'<!-- wp:paragraph -->\n<p class="x">One <b>two</b> <a href="/{number}?a=1">three</a>'
        f'<br/>four<p><img src="a.png" alt="it\'s > that"></p><iframe src="x"></iframe>\n'
        for number in range(2000)
    )
    assert not nests_too_deep(html)
    shown = safe_html(Body(text=html, media_type="text/html"), POST)
    assert shown.count("<a ") == 2000


def test_no_listed_amplifier_grows(hostile: Path) -> None:
    recipes = (hostile / "amplifiers.jsonl").read_text(encoding="utf-8").splitlines()
    for recipe in map(json.loads, recipes):
        text = f"{recipe['prefix']}{recipe['unit'] * 3000}{recipe['suffix']}"[:65_000]
        for media_type in ("text/html", "text/markdown"):
            shown = safe_html(Body(text=text, media_type=media_type))
            assert len(shown) <= 60 * len(text) + 1000, recipe
