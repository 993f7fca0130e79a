"""Mistakes that a type checker must find: each marked line, and no other."""

from __future__ import annotations

import blogcore
from blogcore import Author, Body, Comment, Post, Thread, render

Author("Ada")  # EXPECT call-arg
Author(name=3)  # EXPECT arg-type
Body(text="", media_type="text/rtf")  # EXPECT arg-type
Post(id="p1", status="hidden")  # EXPECT arg-type
Comment(id="c1", post_id="p1", author="Ada", body=Body())  # EXPECT arg-type
Post(id="p1").title = "new"  # EXPECT misc
Post(id="p1", name="x")  # EXPECT call-arg
Thread.from_comments([Post(id="p1")])  # EXPECT list-item
Thread.from_comments([]).visible(hidden="blur")  # EXPECT arg-type
Thread.from_comments([]).page("latest", 50)  # EXPECT arg-type
render("no thread", "text")  # EXPECT arg-type
blogcore.Weblog  # noqa: B018  # EXPECT attr-defined
