"""Both programs of the end-to-end benchmark show the same comments with the same members."""

from __future__ import annotations

from benchmarks._documents import discussion
from benchmarks.end_to_end import blogcore, pydantic_jinja
from selectolax.lexbor import LexborHTMLParser, LexborNode

_SIZE = 300


def test_both_programs_show_the_same_comments_and_members() -> None:
    data = discussion(_SIZE)
    ours, theirs = (
        [_members(item) for item in LexborHTMLParser(program(data)).css("li")]
        for program in (blogcore, pydantic_jinja)
    )
    assert len({str(members["id"]) for members in ours}) == _SIZE
    assert ours == theirs


def _members(item: LexborNode) -> dict[str, object]:
    """Return what a list item shows of its own comment."""
    article = _first(item, "article")
    header = _first(article, "header")
    time = _first(header, "time")
    urls = [link.attributes["href"] for link in article.css("a")]
    texts = [" ".join(link.text().split()) for link in article.css("a")]
    return {
        "id": item.id,
        "name": _first(header, "a, span").text().strip(),
        "time": time.attributes["datetime"],
        "date": time.text().strip().removeprefix("0"),
        "urls": sorted(url or "" for url in urls),  # author, permalink, parent, reply
        "parent": [text for text in texts if text.startswith("In reply to")],
        "reply": texts[-1],
        "paragraphs": [paragraph.text() for paragraph in article.css("p")],
    }


def _first(node: LexborNode, selector: str) -> LexborNode:
    found = node.css_first(selector)
    assert found is not None
    return found
