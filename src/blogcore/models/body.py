"""`Body`: the text of a post or comment, with its markup."""

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
    """Text as it was written: unchanged, and not safe to show as HTML.

    >>> Body(text="<p>Two <b>wor</b>ds</p>", media_type="text/html").to_text()
    'Two words'
    """

    #: The text, with its markup.
    text: str = field(default="", metadata=TEXT)
    #: The markup language.
    media_type: MediaType = field(default="text/plain", metadata=one_of(MediaType))

    def to_text(self) -> str:
        """Return the text without markup, paragraphs separated by a blank line.

        The result is plain text, not safe HTML. Linear in the length, for any text.
        """
        if self.media_type == "text/html":
            return html_to_text(self.text)
        if self.media_type == "text/markdown":
            return markdown_to_text(self.text)
        return self.text

    def excerpt(self, words: int = 55) -> str:
        """Return the first words as plain text, followed by "…" if there are more.

        Args:
            words: How many words. Source of the default: WordPress ``wp_trim_excerpt``.
        """
        return excerpt(self.to_text(), words)
