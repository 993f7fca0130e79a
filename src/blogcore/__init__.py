"""Blog posts and their discussions as typed, validated values.

Load an export, thread its comments, render the page::

    from blogcore import load, render_page

    blog = load("export.xml").blog
    print(render_page(blog, blog.posts[0]))

Every public name can be imported from here, and each costs nothing until it is used: the module
that a name comes from is imported when the name is first asked for (PEP 562).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .errors import (
        BlogcoreError,
        Fault,
        FormatError,
        MissingExtraError,
        PluginError,
        ThreadError,
        UnknownIdError,
        UnknownNameError,
        ValidationError,
    )
    from .formats import (
        Attachment,
        Featured,
        Format,
        Loaded,
        Loss,
        Losses,
        Note,
        Notes,
        dump,
        dumps,
        iter_load,
        load,
        loads,
    )
    from .models import (
        Author,
        AuthorKind,
        Blog,
        Body,
        Comment,
        CommentKind,
        CommentStatus,
        DiscussionPolicy,
        Extra,
        ExtraValue,
        Image,
        MediaType,
        Post,
        PostKind,
        PostStatus,
        Site,
        private_fields,
        public,
        tombstone,
    )
    from .renderers import (
        Context,
        DateStyle,
        ErrorWords,
        EventRenderer,
        PagePlace,
        Plural,
        Renderer,
        ReplyForm,
        Spans,
        Words,
        comment_anchor,
        register_renderer,
        render,
        render_page,
        words,
    )
    from .threads import (
        Anomaly,
        Enter,
        Leave,
        Node,
        Order,
        Thread,
        newest,
        oldest,
    )

__all__ = [
    "Anomaly",
    "Attachment",
    "Author",
    "AuthorKind",
    "Blog",
    "BlogcoreError",
    "Body",
    "Comment",
    "CommentKind",
    "CommentStatus",
    "Context",
    "DateStyle",
    "DiscussionPolicy",
    "Enter",
    "ErrorWords",
    "EventRenderer",
    "Extra",
    "ExtraValue",
    "Fault",
    "Featured",
    "Format",
    "FormatError",
    "Image",
    "Leave",
    "Loaded",
    "Loss",
    "Losses",
    "MediaType",
    "MissingExtraError",
    "Node",
    "Note",
    "Notes",
    "Order",
    "PagePlace",
    "PluginError",
    "Plural",
    "Post",
    "PostKind",
    "PostStatus",
    "Renderer",
    "ReplyForm",
    "Site",
    "Spans",
    "Thread",
    "ThreadError",
    "UnknownIdError",
    "UnknownNameError",
    "ValidationError",
    "Words",
    "comment_anchor",
    "dump",
    "dumps",
    "iter_load",
    "load",
    "loads",
    "newest",
    "oldest",
    "private_fields",
    "public",
    "register_renderer",
    "render",
    "render_page",
    "tombstone",
    "words",
]

__version__ = "0.1.0"

#: Where each public name lives; a test holds it, `__all__` and the imports above together.
_HOMES = {
    "BlogcoreError": ".errors",
    "Fault": ".errors",
    "FormatError": ".errors",
    "MissingExtraError": ".errors",
    "PluginError": ".errors",
    "ThreadError": ".errors",
    "UnknownIdError": ".errors",
    "UnknownNameError": ".errors",
    "ValidationError": ".errors",
    "Author": ".models",
    "AuthorKind": ".models",
    "Blog": ".models",
    "Body": ".models",
    "Comment": ".models",
    "CommentKind": ".models",
    "CommentStatus": ".models",
    "DiscussionPolicy": ".models",
    "Extra": ".models",
    "ExtraValue": ".models",
    "Image": ".models",
    "MediaType": ".models",
    "Post": ".models",
    "PostKind": ".models",
    "PostStatus": ".models",
    "Site": ".models",
    "private_fields": ".models",
    "public": ".models",
    "tombstone": ".models",
    "Anomaly": ".threads",
    "Enter": ".threads",
    "Leave": ".threads",
    "Node": ".threads",
    "Order": ".threads",
    "Thread": ".threads",
    "newest": ".threads",
    "oldest": ".threads",
    "Attachment": ".formats",
    "Featured": ".formats",
    "Format": ".formats",
    "Loaded": ".formats",
    "Loss": ".formats",
    "Losses": ".formats",
    "Note": ".formats",
    "Notes": ".formats",
    "dump": ".formats",
    "dumps": ".formats",
    "iter_load": ".formats",
    "load": ".formats",
    "loads": ".formats",
    "Context": ".renderers",
    "DateStyle": ".renderers",
    "ErrorWords": ".renderers",
    "EventRenderer": ".renderers",
    "PagePlace": ".renderers",
    "Plural": ".renderers",
    "Renderer": ".renderers",
    "ReplyForm": ".renderers",
    "Spans": ".renderers",
    "Words": ".renderers",
    "comment_anchor": ".renderers",
    "register_renderer": ".renderers",
    "render": ".renderers",
    "render_page": ".renderers",
    "words": ".renderers",
}


if not TYPE_CHECKING:
    # Type checkers must not see this: with it, any misspelt name would be an object to them.

    def __getattr__(name: str) -> object:
        """The public name, imported at its first use and kept for the next."""
        home = _HOMES.get(name)
        if home is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value: object = getattr(import_module(home, __name__), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    """Every public name, imported or not."""
    return [*__all__, "__version__"]
