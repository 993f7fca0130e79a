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
        EventRenderer,
        Renderer,
        Words,
        register_renderer,
        render,
        render_page,
    )
    from .threads import (
        MODERATOR,
        PUBLIC,
        Anomaly,
        Enter,
        Hiding,
        Leave,
        NestedComment,
        Node,
        Order,
        Page,
        PageUnit,
        Participant,
        Stats,
        Thread,
        Tree,
        Viewer,
        active,
        author,
        best,
        controversial,
        hot,
        most_replied,
        newest,
        oldest,
        top,
        wilson,
    )

__all__ = [
    "MODERATOR",
    "PUBLIC",
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
    "DiscussionPolicy",
    "Enter",
    "EventRenderer",
    "Extra",
    "ExtraValue",
    "Fault",
    "Featured",
    "Format",
    "FormatError",
    "Hiding",
    "Image",
    "Leave",
    "Loaded",
    "Loss",
    "Losses",
    "MediaType",
    "MissingExtraError",
    "NestedComment",
    "Node",
    "Note",
    "Notes",
    "Order",
    "Page",
    "PageUnit",
    "Participant",
    "PluginError",
    "Post",
    "PostKind",
    "PostStatus",
    "Renderer",
    "Site",
    "Stats",
    "Thread",
    "ThreadError",
    "Tree",
    "UnknownIdError",
    "UnknownNameError",
    "ValidationError",
    "Viewer",
    "Words",
    "active",
    "author",
    "best",
    "controversial",
    "dump",
    "dumps",
    "hot",
    "iter_load",
    "load",
    "loads",
    "most_replied",
    "newest",
    "oldest",
    "private_fields",
    "public",
    "register_renderer",
    "render",
    "render_page",
    "tombstone",
    "top",
    "wilson",
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
    "MODERATOR": ".threads",
    "PUBLIC": ".threads",
    "Anomaly": ".threads",
    "Enter": ".threads",
    "Hiding": ".threads",
    "Leave": ".threads",
    "NestedComment": ".threads",
    "Node": ".threads",
    "Order": ".threads",
    "Page": ".threads",
    "PageUnit": ".threads",
    "Participant": ".threads",
    "Stats": ".threads",
    "Thread": ".threads",
    "Tree": ".threads",
    "Viewer": ".threads",
    "active": ".threads",
    "author": ".threads",
    "best": ".threads",
    "controversial": ".threads",
    "hot": ".threads",
    "most_replied": ".threads",
    "newest": ".threads",
    "oldest": ".threads",
    "top": ".threads",
    "wilson": ".threads",
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
    "EventRenderer": ".renderers",
    "Renderer": ".renderers",
    "Words": ".renderers",
    "register_renderer": ".renderers",
    "render": ".renderers",
    "render_page": ".renderers",
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
