"""Jinja2 templates, also in Flask and Starlette."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from typing import Any

import flask
import pytest
from jinja2 import DictLoader, Environment
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.templating import Jinja2Templates
from starlette.testclient import TestClient
from tests.templates import BAD, CHAIN, HOSTILE, IN_JINJA, NOW, SAFE, STATES, THEN, WRITTEN, chain

from blogcore import Context, Thread, ValidationError, render
from blogcore.i18n import get_words
from blogcore.jinja import install
from blogcore.viewers import MODERATOR


def environment(context: Context | None = None, **options: Any) -> Environment:
    made = Environment(autoescape=True, **options)
    install(made, context)
    return made


def shown(source: str, context: Context | None = None, **variables: object) -> str:
    return environment(context).from_string(source).render(variables)


def by_flask(source: str, thread: Thread) -> str:
    app = flask.Flask("a_blog")
    app.jinja_loader = DictLoader({"post.html": source})
    install(app.jinja_env)
    app.add_url_rule("/", view_func=lambda: flask.render_template("post.html", thread=thread))
    return app.test_client().get("/").text


def by_starlette(source: str, thread: Thread) -> str:
    templates = Jinja2Templates(
        env=Environment(loader=DictLoader({"post.html": source}), autoescape=True)
    )
    install(templates.env)

    def post(request: Request) -> Response:
        return templates.TemplateResponse(request, "post.html", {"thread": thread})

    return TestClient(Starlette(routes=[Route("/", post)])).get("/").text


def by_jinja(source: str, thread: Thread) -> str:
    return shown(source, thread=thread)


def by_jinja_that_awaits(source: str, thread: Thread) -> str:
    template = environment(enable_async=True).from_string(source)
    return asyncio.run(template.render_async(thread=thread))


ENGINES = [by_jinja, by_jinja_that_awaits, by_flask, by_starlette]


@pytest.mark.parametrize("by", ENGINES)
def test_hostile_names_urls_and_bodies_are_escaped(by: Any) -> None:
    page = by(IN_JINJA, HOSTILE)
    assert page.count(SAFE) >= 3 * len(HOSTILE)
    for opened in ("<script", "<img", "javascript:"):
        assert opened not in page.lower().replace(SAFE, "")
    assert page.count("</li>") == len(HOSTILE)


@pytest.mark.parametrize("by", ENGINES)
def test_a_chain_of_10_000_renders_with_the_markup_of_the_template(by: Any) -> None:
    source = "{% call(node) discussion(thread) %}<i>{{ node.depth }}</i>{% endcall %}"
    page = by(source, chain(CHAIN))
    assert page.count("<i>") == page.count("</li>") == CHAIN
    assert f"<i>{CHAIN - 1}</i>" in page


def test_a_template_can_loop_over_a_flat_thread() -> None:
    source = "{% for node in thread|visible %}{{ node.depth }} {% endfor %}"
    assert shown(source, thread=chain(CHAIN)).split() == [str(depth) for depth in range(CHAIN)]


@pytest.mark.parametrize(
    "source",
    [
        "{% call(n) discussion(thread) %}{{ n.comment }}{{ n.thread.comments }}{% endcall %}",
        "{% for n in thread|visible %}{{ n.comment }}{{ n.comment.author.email }}{% endfor %}",
        "{{ thread|thread_html }}",
    ],
)
def test_hidden_comments_and_private_fields_are_not_shown(source: str) -> None:
    page = shown(source, thread=STATES)
    assert "Seen by all" in page
    for hidden in ("Wait for it", "Buy now", "ida@example.org", "192.0.2.7"):
        assert hidden not in page
    assert "Buy now" in shown(source, Context(viewer=MODERATOR), thread=STATES)


def test_context_of_the_page_overrides_that_of_the_environment() -> None:
    source = "{{ when|time_ago }}"
    german = Context(now=NOW, words=get_words("de"))
    assert shown(source, Context(now=NOW), when=THEN) == "3 years ago"
    assert shown(source, Context(now=NOW), when=THEN, blogcore=german) == "vor 3 Jahren"
    with pytest.raises(ValidationError, match="now: must be given"):
        shown(source, when=THEN)
    with pytest.raises(ValidationError, match="blogcore: must be a Context, not str"):
        shown(source, when=THEN, blogcore="de")


def test_thread_html_equals_the_output_of_the_renderer() -> None:
    assert shown("{{ thread|thread_html }}", thread=STATES) == render(STATES, "html")


def test_html_is_not_escaped_twice_by_markupsafe() -> None:
    source = "{{ mark ~ (post|safe_html) }}{{ post.title }}"
    page = shown(source, mark=Markup("<hr>"), post=WRITTEN)
    assert page.startswith("<hr><h2>")
    assert page.endswith("A &lt;night&gt; train")
    assert shown("{{ (post|safe_html)[:4] }}", post=WRITTEN) == "&lt;h2&gt;"
    assert shown("{{ bad ~ (post|safe_html) }}", bad=BAD, post=WRITTEN).count(SAFE) == 1


def test_a_filter_works_on_all_of_a_list() -> None:
    source = "{{ thread.comments|map(attribute='author')|map('author_name')|join(', ') }}"
    assert shown(source, thread=chain(2)) == "Ida, Ida"


PROGRAM = """
import sys
sys.modules["jinja2"] = None
try:
    import blogcore.jinja
except ImportError as error:
    print(type(error).__name__, error)
"""


def test_without_the_extra_it_says_what_to_install() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], check=True, capture_output=True, text=True
    )
    said = "MissingExtraError Jinja2 is not installed: pip install 'blogcore[jinja]'"
    assert done.stdout.strip() == said
