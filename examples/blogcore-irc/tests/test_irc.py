"""The chat log keeps the renderer contract, and is found by name once it is installed."""

from __future__ import annotations

from blogcore_irc import Irc

from blogcore import Author, Body, Comment, Thread, render
from blogcore.renderers import renderers
from blogcore.testing import RendererContract


class TestIrc(RendererContract):
    renderer = Irc


def test_a_reply_names_the_author_of_its_parent() -> None:
    comments = [
        Comment(
            id="1", post_id="7", author=Author(name="Ida"), body=Body(text="Which train?\nSay!")
        ),
        Comment(
            id="2",
            post_id="7",
            author=Author(name="Bo"),
            body=Body(text="<p>The very <em>last</em>.</p>", media_type="text/html"),
            in_reply_to="1",
        ),
    ]
    log = render(Thread.from_comments(comments), "irc")
    assert log == "<Ida> Which train?\n<Ida> Say!\n<Bo> Ida: The very last.\n"


def test_the_renderer_list_names_its_distribution() -> None:
    assert ("irc", "blogcore-irc") in {(info.name, info.distribution) for info in renderers()}
