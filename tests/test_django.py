"""Django templates."""

from __future__ import annotations

import subprocess
import sys

import pytest
from django.apps import apps
from django.template import Context as Variables
from django.template import Engine, TemplateSyntaxError
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from tests.templates import BAD, CHAIN, HOSTILE, IN_DJANGO, NOW, SAFE, STATES, THEN, WRITTEN, chain
from tests.templates import by_django as shown

from blogcore import Context, ValidationError, render
from blogcore._templates import safe_html
from blogcore.i18n import get_words
from blogcore.viewers import MODERATOR


def test_the_app_label_is_blogcore() -> None:
    assert apps.get_app_config("blogcore").name == "blogcore.django"


def test_hostile_names_urls_and_bodies_are_escaped() -> None:
    page = shown(IN_DJANGO, thread=HOSTILE)
    assert page.count(SAFE) >= 3 * len(HOSTILE)
    for opened in ("<script", "<img", "javascript:"):
        assert opened not in page.lower().replace(SAFE, "")
    assert page.count("</li>") == len(HOSTILE)


def test_a_chain_of_10_000_renders_with_the_markup_of_the_template() -> None:
    source = "{% discussion thread as node %}<i>{{ node.depth }}</i>{% enddiscussion %}"
    page = shown(source, thread=chain(CHAIN))
    assert page.count("<i>") == page.count("</li>") == CHAIN
    assert f"<i>{CHAIN - 1}</i>" in page


def test_a_template_can_loop_over_a_flat_thread() -> None:
    source = "{% visible thread as seen %}{% for node in seen %}{{ node.depth }} {% endfor %}"
    assert shown(source, thread=chain(CHAIN)).split() == [str(depth) for depth in range(CHAIN)]


@pytest.mark.parametrize(
    "source",
    [
        "{% discussion thread as n %}{{ n.comment }}{{ n.thread.comments }}{% enddiscussion %}",
        "{% visible thread as seen %}{% for node in seen %}{{ node.comment }}{% endfor %}",
        "{% thread_html thread %}",
    ],
)
def test_hidden_comments_and_private_fields_are_not_shown(source: str) -> None:
    page = shown(source, thread=STATES)
    assert "Seen by all" in page
    for hidden in ("Wait for it", "Buy now", "ida@example.org", "192.0.2.7"):
        assert hidden not in page
    assert "Buy now" in shown(source, thread=STATES, blogcore=Context(viewer=MODERATOR))


def test_language_and_time_come_from_the_context() -> None:
    source = "{% time_ago when %}, {% date_in_words when %}"
    german = Context(now=NOW, words=get_words("de"), date_style="day")
    assert shown(source, when=THEN, blogcore=german) == "vor 3 Jahren, 1. Mai 2021"
    with pytest.raises(ValidationError, match="now: must be given"):
        shown(source, when=THEN)
    with pytest.raises(ValidationError, match="blogcore: must be a Context, not str"):
        shown(source, when=THEN, blogcore="de")


def test_thread_html_equals_the_output_of_the_renderer() -> None:
    assert shown("{% thread_html thread %}", thread=STATES) == render(STATES, "html")
    assert shown("{% thread_html thread as it %}{{ it }}", thread=STATES) == render(STATES, "html")


def test_html_is_not_escaped_twice_by_django() -> None:
    html = safe_html(WRITTEN)
    assert conditional_escape(html) == format_html("{}", html) == mark_safe(html) == html
    page = shown(
        "{{ mark }}{{ post|safe_html }}{{ post.title }}", mark=mark_safe("<hr>"), post=WRITTEN
    )
    assert page.startswith("<hr><h2>")
    assert page.endswith("A &lt;night&gt; train")
    assert shown("{{ post|safe_html|slice:':4' }}", post=WRITTEN) == "&lt;h2&gt;"
    assert shown("{{ post|safe_html|add:bad }}", bad=BAD, post=WRITTEN).count(SAFE) == 1


def test_the_node_variable_is_restored_after_the_block() -> None:
    source = "{% discussion thread as node %}{{ node.depth }}{% enddiscussion %}{{ node }}"
    assert shown(source, thread=chain(1), node="mine").endswith("mine")


@pytest.mark.parametrize("tag", ["discussion", "discussion thread", "discussion thread in node"])
def test_a_malformed_discussion_tag_shows_its_syntax(tag: str) -> None:
    with pytest.raises(TemplateSyntaxError, match="discussion THREAD as NAME"):
        shown(f"{{% {tag} %}}{{% enddiscussion %}}")


def test_a_standalone_engine_can_load_the_library() -> None:
    engine = Engine(libraries={"blogcore": "blogcore.django.templatetags.blogcore"})
    template = engine.from_string("{% load blogcore %}{{ post|excerpt:2 }}")
    assert template.render(Variables({"post": WRITTEN})) == "Late One…"


PROGRAM = """
import sys
sys.modules["django"] = None
try:
    import blogcore.django
except ImportError as error:
    print(type(error).__name__, error)
"""


def test_without_the_extra_it_says_what_to_install() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], check=True, capture_output=True, text=True
    )
    said = "MissingExtraError Django is not installed: pip install 'blogcore[django]'"
    assert done.stdout.strip() == said
