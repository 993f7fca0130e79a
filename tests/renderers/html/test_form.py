"""The reply form: keeps values, shows errors at their fields and in a summary."""

from __future__ import annotations

import pytest
from attrs import evolve
from selectolax.lexbor import LexborHTMLParser, LexborNode
from tests.renderers.html.discussions import BLOG, FULL

from blogcore import Context, DiscussionPolicy, Fault, Reply, Site, render_page
from blogcore.forms import ReplyForm
from blogcore.i18n import LANGUAGES, get_words


def page(context: Context = FULL, site: Site | None = None) -> LexborHTMLParser:
    blog = evolve(BLOG, site=site or BLOG.site)
    return LexborHTMLParser(render_page(blog, "7", "html", context=context))


def find_one(html: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    (found,) = html.css(selector)
    return found


def test_the_form_posts_to_its_action_with_hidden_fields() -> None:
    html = page()
    form = find_one(html, "#respond form")
    assert (form.attributes["action"], form.attributes["method"]) == ("/reply", "post")
    hidden = {
        node.attributes["name"]: node.attributes["value"] for node in html.css("[type=hidden]")
    }
    assert hidden == {"token": "a&b", "in_reply_to": "c1"}


def test_values_of_the_form_are_kept() -> None:
    html = page()
    assert find_one(html, "#respond-name").attributes["value"] == "Zoë <3"
    assert find_one(html, "#respond-email").attributes["value"] == "zoe@"
    assert find_one(html, "#respond-body").text() == "\nI was on it,\nand it was late."


def test_every_field_has_a_label_and_is_required_if_the_policy_says_so() -> None:
    lax = Site(discussion=DiscussionPolicy(require_name_and_email=False))
    for site, required in ((None, {"body", "name", "email"}), (lax, {"body"})):
        html = page(site=site)
        fields = html.css(".field [name]")
        assert [node.attributes["name"] for node in fields] == ["body", "name", "email", "url"]
        for node in fields:
            assert find_one(html, f"label[for={node.id}]")
        asked = {node.attributes["name"] for node in fields if "required" in node.attributes}
        assert asked == required


def test_errors_are_shown_above_the_form_and_at_their_fields() -> None:
    html = page()
    said = [node.text() for node in html.css("#respond [role=alert] li")]
    assert said == [
        "Email: Please enter a valid email address.",
        "That was very quick. Please send it once more.",
    ]
    assert find_one(html, "[role=alert] a").attributes["href"] == "#respond-email"
    email = find_one(html, "#respond-email")
    assert email.attributes["aria-invalid"] == "true"
    ids = (email.attributes["aria-describedby"] or "").split()
    assert [find_one(html, f"#{id}").text() for id in ids] == [
        "Please enter a valid email address.",
        "Your email address will not be published.",
    ]
    assert [node.id for node in html.css("[aria-invalid]")] == ["respond-email"]


@pytest.mark.parametrize("tag", LANGUAGES)
def test_error_summary_links_to_fields_in_every_language(tag: str) -> None:
    missing = [Fault("body", "empty", ""), Fault("name", "required", "")]
    missing += [Fault("email", "required", ""), Fault("url", "invalid_url", "")]
    elsewhere = [
        Fault("in_reply_to", "unknown_parent", ""),
        Fault("ip", "barred", "Not from there."),
    ]
    form = ReplyForm(action="/reply", errors=[*missing, *elsewhere])
    html = page(Context(words=get_words(tag), form=form))
    items = html.css("[role=alert] li")
    for node, fault in zip(items, missing, strict=False):
        label = find_one(html, f"label[for=respond-{fault.path}]")
        name = label.text(deep=False).strip()
        said = find_one(html, f"#respond-{fault.path}-error").text()
        assert node.text().startswith(name)
        assert node.text().endswith(said)
        assert find_one(node, "a").attributes["href"] == f"#respond-{fault.path}"
    assert len({node.text() for node in items}) == len(items) == 6
    assert [node.text() for node in items[4:]] == [get_words(tag).error(it) for it in elsewhere]
    assert not any(node.css("a") for node in items[4:])


def test_a_fresh_form_shows_no_errors() -> None:
    html = page(evolve(FULL, form=ReplyForm(action="/reply")))
    assert not html.css("[role=alert], [aria-invalid], .error")
    assert find_one(html, "#respond-title").text() == "Leave a Reply"


def test_the_heading_names_the_parent_and_has_a_cancel_link() -> None:
    html = page()
    assert find_one(html, "#respond-title bdi").text() == "Ida"
    assert find_one(html, "#respond-title .cancel").attributes["href"] == "?#respond"


def test_authors_of_hidden_comments_are_not_named() -> None:
    form = ReplyForm(action="/reply", in_reply_to="c5")
    assert find_one(page(evolve(FULL, form=form)), "#respond-title").text() == "Leave a Reply"


@pytest.mark.parametrize("id", ["c1\0", "\ud800", "c1\x1b"])
def test_an_invalid_parent_id_becomes_none(id: str) -> None:
    form = ReplyForm(action="/reply").refilled(Reply(in_reply_to=id))
    html = page(evolve(FULL, form=form))
    assert find_one(html, "#respond-title").text() == "Leave a Reply"
    assert not html.css("[name=in_reply_to]")


def test_a_honeypot_is_hidden_from_people_and_screen_readers() -> None:
    trap = find_one(page(), ".trap")
    assert "hidden" in trap.attributes
    assert find_one(page(), ".trap input").attributes["name"] == "fax"
    assert not page(evolve(FULL, form=ReplyForm(action="/"))).css(".trap")


def test_an_invalid_action_url_leaves_out_the_form() -> None:
    form = ReplyForm(action="javascript:alert(1)")
    html = page(evolve(FULL, form=form))
    assert not html.css("form")
    assert find_one(html, "#respond a.reply").attributes["href"] == "?#respond"
