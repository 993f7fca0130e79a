"""A program as a user would write it: every value has the type that the docs state."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import assert_type

import blogcore
from blogcore import (
    Author,
    Blog,
    Body,
    Comment,
    Node,
    Post,
    Site,
    Thread,
    from_json,
    load,
    render,
    render_page,
)
from blogcore.formats import Loaded
from blogcore.models import CommentStatus, Extra, public
from blogcore.orders import active, best, newest, oldest
from blogcore.threads import (
    Changed,
    Conflict,
    Diff,
    Merged,
    NestedComment,
    Page,
    Participant,
    reference_ids,
    tombstone,
)
from blogcore.viewers import author

comment = Comment(
    id="c1",
    post_id="p1",
    author=Author(name="Ada"),
    body=Body(text="Hello"),
    published=datetime(2024, 5, 1, tzinfo=UTC),
)
assert_type(comment.published, datetime | None)
assert_type(comment.status, CommentStatus)
assert_type(comment.in_reply_to, str | None)
assert_type(public(comment), Comment)
assert_type(public(Author(name="Ada")), Author)
assert_type(tombstone(comment), Comment)
assert_type(Extra({"wp:comment_karma": "3"})["wp:comment_karma"], str | tuple[str, ...])

blog = Blog(site=Site(title="T"), posts=(Post(id="p1"),), comments=(comment,))
assert_type(blog.post("p1"), Post)
assert_type(blog.comments_of("p1"), tuple[Comment, ...])
assert_type(blog.public(), Blog)

thread = blog.thread("p1", order=newest)
assert_type(thread, Thread)
assert_type(Thread.from_comments([comment], order=oldest), Thread)
assert_type(len(thread), int)
assert_type("c1" in thread, bool)
assert_type(thread[0], Node)
assert_type(thread[:2], tuple[Node, ...])
assert_type(thread.sorted("newest").visible("public"), Thread)
node = thread["c1"]
assert_type(node, Node)
assert_type(node.comment, Comment)
assert_type(node.parent, Node | None)
assert_type(node.number, str)
for each in thread:
    assert_type(each, Node)

assert_type(thread.visible(author("7"), hidden="promote").sorted(active.with_replies(best)), Thread)
page = thread.page(Site().discussion.default_page, 50)
assert_type(page.clamped(Site().discussion.max_depth), Page)
assert_type(page.next, int | None)
assert_type(page.add(comment), Thread)
assert_type(thread.pages(50, by="comments"), tuple[Page, ...])
assert_type(thread.first(20, after="c1"), Thread)
assert_type(thread.find("words"), tuple[Node, ...])
assert_type(thread.stats.participants, tuple[Participant, ...])
assert_type(thread.to_nested(3)[0]["replies"], list[NestedComment])

changed = thread.add(comment).add_many([comment]).replace(comment).remove("c1")
assert_type(changed, Thread)
assert_type(thread.diff(changed), Diff)
assert_type(thread.apply(thread.diff(changed)), Thread)
assert_type(thread.diff(changed).changed, tuple[Changed, ...])
assert_type(thread.merge(changed), Thread)
assert_type(thread.merge(changed, base=thread), Merged)
assert_type(thread.merge(changed, base=thread).conflicts, tuple[Conflict, ...])
assert_type(Thread.from_references([(comment, reference_ids("<a@b>"))]), Thread)
assert_type(Thread.from_paths([(comment, "0.c1")]), Thread)
assert_type(Thread.from_levels([(comment, 0)]), Thread)
assert_type(Thread.from_nested([{"id": "c1"}], lambda record: comment), Thread)

loaded = load(b"{}")
assert_type(loaded, Loaded)
assert_type(loaded.blog, Blog)
from_json(b"{}")
assert_type(render(thread, "text"), str)
assert_type(render_page(blog, "p1", "text", bylines=False), str)
assert_type(blogcore.__version__, str)
