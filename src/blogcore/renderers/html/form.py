"""The reply form: works without scripts, keeps typed values, shows errors at their fields."""

from __future__ import annotations

from collections.abc import Iterator

from blogcore.forms import ReplyForm
from blogcore.i18n import Words
from blogcore.models import Comment
from blogcore.renderers.context import Context
from blogcore.renderers.html._escape import escape, escape_attribute
from blogcore.renderers.urls import body_url
from blogcore.threads import Thread

__all__ = ["reply_section"]


def reply_section(thread: Thread, context: Context) -> Iterator[str]:
    """Yield the form or a link to it, with its heading; a notice if comments are closed."""
    words, form = context.words, context.form
    if not context.comments_open:
        yield f'<p class="closed">{escape(words.comments_closed)}</p>\n'
        return
    action = body_url(form.action) if form is not None else None
    url = _reply_url(context)
    if action is None and not url:
        return
    yield '<section id="respond" class="blogcore" aria-labelledby="respond-title">\n'
    parent = _parent(thread, form)
    yield f'<h2 id="respond-title">{_heading(parent, context)}</h2>\n'
    if form is not None and action is not None:
        yield from _form(form, action, context)
    elif url:
        reply = escape(words.reply)
        yield f'<p><a class="reply" href="{escape_attribute(url)}" rel="nofollow">{reply}</a></p>\n'
    yield "</section>\n"


def _reply_url(context: Context) -> str | None:
    url = context.reply_url(None)
    return body_url(url) if url is not None else None


def _parent(thread: Thread, form: ReplyForm | None) -> Comment | None:
    """Return the comment that the form replies to, if it is public."""
    if form is None or form.in_reply_to is None or form.in_reply_to not in thread:
        return None
    comment = thread[form.in_reply_to].comment
    return comment if comment.status == "approved" else None


def _heading(parent: Comment | None, context: Context) -> str:
    words = context.words
    if parent is None:
        return escape(words.leave_a_reply)
    before, _, after = words.reply_to.partition("{name}")
    name = escape(context.name(parent.author))
    heading = f"{escape(before)}<bdi>{name}</bdi>{escape(after)}"
    url = escape_attribute(_reply_url(context) or "#respond")
    cancel = escape(words.cancel_reply)
    return f'{heading} <a class="cancel" href="{url}" rel="nofollow">{cancel}</a>'


def _form(form: ReplyForm, action: str, context: Context) -> Iterator[str]:
    words, policy = context.words, context.site.discussion
    required = policy.require_name_and_email
    yield f'<form action="{escape_attribute(action)}" method="post" accept-charset="utf-8">\n'
    yield from _error_summary(form, context)
    yield from _hidden_fields(form)
    yield _field(form, context, "body", required=True)
    yield _field(form, context, "name", required=required)
    yield _field(form, context, "email", required=required)
    yield _field(form, context, "url", required=False)
    yield from _honeypot(form, context)
    yield f'<p><button type="submit">{escape(words.send)}</button></p>\n</form>\n'


#: Type and ``autocomplete`` of each field (WCAG 1.3.5).
_FIELDS = {
    "body": ("textarea", "off"),
    "name": ("text", "name"),
    "email": ("email", "email"),
    "url": ("url", "url"),
}


def _label(name: str, words: Words) -> str:
    return {
        "body": words.your_comment,
        "name": words.your_name,
        "email": words.your_email,
        "url": words.your_url,
    }[name]


def _error_summary(form: ReplyForm, context: Context) -> Iterator[str]:
    """Yield the list of all errors; an error of a field has a link to the field."""
    if not form.errors:
        return
    words = context.words
    yield f'<div class="errors" role="alert">\n<p>{escape(words.please_correct)}</p>\n<ul>\n'
    for fault in form.errors:
        message = words.error(fault)
        if fault.path in _FIELDS:
            message = words.at_field.format(field=_label(fault.path, words), error=message)
            yield f'<li><a href="#respond-{fault.path}">{escape(message)}</a></li>\n'
        else:
            yield f"<li>{escape(message)}</li>\n"
    yield "</ul>\n</div>\n"


def _hidden_fields(form: ReplyForm) -> Iterator[str]:
    pairs = list(form.hidden)
    if form.in_reply_to is not None:
        pairs.append(("in_reply_to", form.in_reply_to))
    for name, value in pairs:
        name, value = escape_attribute(name), escape_attribute(value)
        yield f'<input type="hidden" name="{name}" value="{value}">\n'


def _field(form: ReplyForm, context: Context, name: str, *, required: bool) -> str:
    words = context.words
    input_type, autocomplete = _FIELDS[name]
    attributes = f'id="respond-{name}" name="{name}" autocomplete="{autocomplete}" dir="auto"'
    descriptions: list[tuple[str, str]] = []  # CSS class and text
    required_mark = ""
    if required:
        attributes += " required"
        required_mark = f' <span class="required">({escape(words.required)})</span>'
    if faults := form.errors_for(name):
        attributes += ' aria-invalid="true"'
        descriptions.append(("error", " ".join(words.error(fault) for fault in faults)))
    if name == "email":
        descriptions.append(("hint", words.email_hint))
    if descriptions:
        ids = " ".join(f"respond-{name}-{css}" for css, _ in descriptions)
        attributes += f' aria-describedby="{ids}"'
    described = "".join(
        f'<p class="{css}" id="respond-{name}-{css}">{escape(text)}</p>\n'
        for css, text in descriptions
    )
    label = f'<label for="respond-{name}">{escape(_label(name, words))}{required_mark}</label>'
    control = _control(input_type, attributes, str(getattr(form, name)))
    return f'<div class="field">\n{label}\n{control}\n{described}</div>\n'


def _control(input_type: str, attributes: str, value: str) -> str:
    if input_type == "textarea":  # parsers drop a line end after the start tag, so add one
        return f'<textarea {attributes} rows="6">\n{escape(value)}</textarea>'
    return f'<input type="{input_type}" {attributes} value="{escape_attribute(value)}">'


def _honeypot(form: ReplyForm, context: Context) -> Iterator[str]:
    """Yield a field that is hidden from people and screen readers, but not from robots."""
    if form.honeypot is None:
        return
    hint = escape(context.words.honeypot_hint)
    name = escape_attribute(form.honeypot)
    yield (
        f'<div class="trap" hidden><label>{hint} <input type="text" name="{name}" tabindex="-1"'
        f' autocomplete="off"></label></div>\n'
    )
