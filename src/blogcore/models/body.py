"""`Body`: the words of a post or comment, with the markup they came in."""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen

from blogcore._text.html import html_to_text
from blogcore._text.markdown import markdown_to_text
from blogcore._text.plain import excerpt
from blogcore.models.fields import TEXT, Checked, one_of

__all__ = ["Body", "MediaType"]

MediaType = Literal["text/plain", "text/html", "text/markdown"]


@frozen(kw_only=True)
class Body(Checked):
    """Text as it was written; nothing in it is trusted, and nothing is changed.

    >>> Body(text="<p>Two <b>wor</b>ds</p>", media_type="text/html").to_text()
    'Two words'
    """

    text: str = field(default="", metadata=TEXT)
    media_type: MediaType = field(default="text/plain", metadata=one_of(MediaType))

    def to_text(self) -> str:
        """The words as a person would read them, paragraphs separated by a blank line.

        Linear in the length of the text, whatever is in it. This is text, not safe HTML.
        """
        if self.media_type == "text/html":
            return html_to_text(self.text)
        if self.media_type == "text/markdown":
            return markdown_to_text(self.text)
        return self.text

    def excerpt(self, words: int = 55) -> str:
        """The first ``words`` words as text, with "…" where it was cut.

        55 is what WordPress's ``wp_trim_excerpt`` takes.
        """
        return excerpt(self.to_text(), words)
