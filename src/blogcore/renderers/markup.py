"""`Html`: text that template engines put into a page as it is."""

from __future__ import annotations

__all__ = ["Html", "marked"]


class Html(str):
    """HTML that is safe in a page: Jinja2, Django and markupsafe do not escape it again.

    It is text in every other way. What is made of it by ``+``, slicing or `str.format` is plain
    text again, which they do escape.

    >>> Html("<p>").__html__(), type(Html("<p>") + "<b>").__name__
    ('<p>', 'str')
    """

    __slots__ = ()

    def __html__(self) -> str:
        """The same text: the mark by which template engines know it, by convention."""
        return self


def marked(text: str, media_type: str) -> str:
    """What a renderer made, as `Html` where that is what its media type says.

    >>> isinstance(marked("", "text/html"), Html), isinstance(marked("", "text/plain"), Html)
    (True, False)
    """
    return Html(text) if media_type.partition(";")[0].strip().lower() == "text/html" else text
