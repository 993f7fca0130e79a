"""SVG: well-formed, without scripts, described in text, deterministic."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from attrs import evolve
from tests.renderers.contracts import SVG, tooltips
from tests.renderers.test_chart import numbered

from blogcore.models import Blog, Comment, Post
from blogcore.renderers import Context, render, render_page
from blogcore.threads import Thread

CONTEXT = Context(post=Post(id="7", title="By train"))


def drawn(*comments: Comment, context: Context = CONTEXT) -> ElementTree.Element:
    return ElementTree.fromstring(render(Thread.from_comments(comments), "svg", context))


def text_of(root: ElementTree.Element, name: str) -> list[str]:
    return ["".join(element.itertext()) for element in root.iter(f"{SVG}{name}")]


def test_the_image_has_a_title_and_a_description() -> None:
    root = drawn(
        numbered(1, "Ida", hours=0),
        numbered(2, "Bo", 1, hours=1),
        numbered(3, "Ida", 2, hours=30),
        numbered(4, "Bo", 3, hours=31),
    )
    assert (root.get("role"), root.get("lang")) == ("img", "en")
    assert (root[0].tag, root[0].text) == (f"{SVG}title", "4 thoughts on “By train”")
    said = "Ida: 2; Bo: 2; Bo → Ida: 2; Ida → Bo: 1; 1 May 2024 – 2 May 2024"
    assert (root[1].tag, root[1].text) == (f"{SVG}desc", said)
    assert list(tooltips(root)) == [
        "Ida, 1 May 2024 at 09:30",
        "Bo, 1 May 2024 at 10:30\nIn reply to Ida",
        "Ida, 2 May 2024 at 15:30\nIn reply to Bo",
        "Bo, 2 May 2024 at 16:30\nIn reply to Ida",
    ]


def test_a_browser_requests_nothing_and_runs_no_script() -> None:
    out = render(Thread.from_comments([numbered(1), numbered(2, "Bo", 1)]), "svg", CONTEXT)
    names = {element.tag.removeprefix(SVG) for element in ElementTree.fromstring(out).iter()}
    assert names == {"svg", "title", "desc", "style", "rect", "text", "line", "g", "path", "circle"}
    assert set(re.findall(r"https?://[^\"]*", out)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"url\(|@import|\son[a-z]+=|href", out)


def test_styles_cover_light_and_dark_and_are_scoped_to_the_image() -> None:
    (style,) = text_of(drawn(numbered(1)), "style")
    assert "@media (prefers-color-scheme:dark){" in style
    selectors = re.findall(r"(?:^|[{}])\s*([^{}@]+)\{", style)
    assert selectors and all(selector.startswith(".blogcore-map") for selector in selectors)


def test_lengths_have_at_most_one_decimal() -> None:
    out = render(Thread.from_comments(numbered(n, hours=n) for n in range(37)), "svg", CONTEXT)
    body = out[out.index("</style>") :]
    assert not re.search(r"\d\.\d\d", body)
    assert not re.search(r"\d\.0\b", body)


def test_top_level_comments_are_rings_and_replies_are_linked_dots() -> None:
    root = drawn(
        numbered(1, hours=0),
        numbered(2, "Bo", 1, hours=1),
        numbered(3, "Bo", 1, hours=2),
    )
    shapes = [str(mark.get("class")).split()[0] for mark in root.iter(f"{SVG}circle")]
    assert shapes == ["ring", "dot", "dot"]
    assert len(list(root.iter(f"{SVG}path"))) == 2


def test_hidden_comments_have_a_node_without_name() -> None:
    hidden = evolve(numbered(1, "Secret", hours=0), status="held")
    out = render(Thread.from_comments([hidden, numbered(2, "Bo", 1, hours=1)]), "svg", CONTEXT)
    assert "Secret" not in out
    assert list(tooltips(ElementTree.fromstring(out))) == [
        "This comment is not shown.",
        "Bo, 1 May 2024 at 10:30",
    ]


def test_without_bylines_no_author_is_named() -> None:
    context = evolve(CONTEXT, bylines=False)
    root = drawn(numbered(1, "Ida", hours=0), numbered(2, "Bo", 1, hours=1), context=context)
    said = "".join(root.itertext())
    assert "Ida" not in said and "Bo" not in said and "May" not in said


def test_a_long_name_is_truncated_in_its_row_but_not_in_the_tooltip() -> None:
    name = "Ada Lovelace-Byron of Somewhere"
    root = drawn(numbered(1, name))
    assert text_of(root, "text")[1:3] == [f"Ada Lovelace-Byro…{name}", "1"]
    assert list(tooltips(root)) == [name]


def test_dots_of_large_threads_are_shared_and_show_their_counts() -> None:
    comments = [
        numbered(n, f"Guest {n % 20}", n - 1 if n % 3 else None, hours=n) for n in range(5000)
    ]
    root = drawn(*comments)
    counts = [
        int(found) for tip in tooltips(root) for found in re.findall(r"(\d+) comments?$", tip)
    ]
    assert sum(counts) == 5000
    assert f"● ≤ {max(counts)}" in str(root[1].text)
    legend = [text for text in text_of(root, "text") if text.isdigit()][:3]
    assert legend == ["1", str((max(counts) + 1) // 2), str(max(counts))]
    assert len(render(Thread.from_comments(comments), "svg", CONTEXT)) < 250_000


def test_render_page_gives_the_chart() -> None:
    blog = Blog(
        posts=[Post(id="7", title="By train")],
        comments=[numbered(1), numbered(2, "Bo", 1)],
    )
    assert render_page(blog, "7", "svg") == render(blog.thread("7"), "svg", CONTEXT)


def test_right_to_left_pages_do_not_mirror_the_image() -> None:
    (style,) = text_of(drawn(numbered(1)), "style")
    assert re.search(r"\.blogcore-map\{[^}]*direction:ltr", style)
