""" "Leave a Reply": a form that works without a script, says what is wrong, and forgets nothing."""

from __future__ import annotations

from collections.abc import Iterator

from blogcore.forms import ReplyForm
from blogcore.i18n import Words
from blogcore.models import Comment
from blogcore.renderers.context import Context
from blogcore.renderers.html.escape import attribute, text
from blogcore.renderers.urls import body_url
from blogcore.threads import Thread

__all__ = ["reply_section"]


def reply_section(thread: Thread, context: Context) -> Iterator[str]:
    """The form under a heading, or that comments are closed; the heading alone without a form."""
    words, form = context.words, context.form
    if not context.comments_open:
        yield f'<p class="closed">{text(words.comments_closed)}</p>\n'
        return
    yield '<section id="respond" class="blogcore" aria-labelledby="respond-title">\n'
    answered = _answered(thread, form)
    yield f'<h2 id="respond-title">{_title(answered, context)}</h2>\n'
    action = body_url(form.action) if form is not None else None
    if form is not None and action is not None:
        yield from _form(form, action, context)
    elif link := _link(context):
        reply = f'<a class="reply" href="{attribute(link)}" rel="nofollow">{text(words.reply)}</a>'
        yield f"<p>{reply}</p>\n"
    yield "</section>\n"


def _link(context: Context) -> str | None:
    url = context.reply_url(None)
    return body_url(url) if url is not None else None


def _answered(thread: Thread, form: ReplyForm | None) -> Comment | None:
    """The comment that is answered, if it is there to be seen."""
    if form is None or form.in_reply_to is None or form.in_reply_to not in thread:
        return None
    comment = thread[form.in_reply_to].comment
    return comment if comment.status == "approved" else None


def _title(answered: Comment | None, context: Context) -> str:
    words = context.words
    if answered is None:
        return text(words.leave_a_reply)
    before, _, behind = words.reply_to.partition("{name}")
    title = f"{text(before)}<bdi>{text(context.name(answered.author))}</bdi>{text(behind)}"
    link = _link(context) or "#respond"
    cancel = text(words.cancel_reply)
    return f'{title} <a class="cancel" href="{attribute(link)}" rel="nofollow">{cancel}</a>'


def _form(form: ReplyForm, action: str, context: Context) -> Iterator[str]:
    words, policy = context.words, context.site.discussion
    must = policy.require_name_and_email
    yield f'<form action="{attribute(action)}" method="post" accept-charset="utf-8">\n'
    yield from _summary(form, context)
    yield from _hidden(form)
    yield _field(form, context, "body", must=True)
    yield _field(form, context, "name", must=must)
    yield _field(form, context, "email", must=must)
    yield _field(form, context, "url", must=False)
    yield from _trap(form, context)
    yield f'<p><button type="submit">{text(words.send)}</button></p>\n</form>\n'


def _summary(form: ReplyForm, context: Context) -> Iterator[str]:
    """That it was not sent, and all that is wrong with it: a field's by its name, with a link."""
    if not form.errors:
        return
    words = context.words
    yield f'<div class="errors" role="alert">\n<p>{text(words.please_correct)}</p>\n<ul>\n'
    for fault in form.errors:
        said = words.error(fault)
        if fault.path in _FIELDS:
            said = words.at_field.format(field=_label(fault.path, words), error=said)
            yield f'<li><a href="#respond-{fault.path}">{text(said)}</a></li>\n'
        else:
            yield f"<li>{text(said)}</li>\n"
    yield "</ul>\n</div>\n"


def _hidden(form: ReplyForm) -> Iterator[str]:
    pairs = list(form.hidden)
    if form.in_reply_to is not None:
        pairs.append(("in_reply_to", form.in_reply_to))
    for name, value in pairs:
        yield f'<input type="hidden" name="{attribute(name)}" value="{attribute(value)}">\n'


#: What each field is to a browser: its type, and what it may fill in by itself (WCAG 1.3.5).
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


def _field(form: ReplyForm, context: Context, name: str, *, must: bool) -> str:
    words = context.words
    label = text(_label(name, words))
    kind, autocomplete = _FIELDS[name]
    attributes = f'id="respond-{name}" name="{name}" autocomplete="{autocomplete}" dir="auto"'
    notes: list[tuple[str, str]] = []  # the id of each, and what it says
    star = ""
    if must:
        attributes += " required"
        star = f' <span class="required">({text(words.required)})</span>'
    if faults := form.errors_for(name):
        attributes += ' aria-invalid="true"'
        notes.append(("error", " ".join(words.error(fault) for fault in faults)))
    if name == "email":
        notes.append(("hint", words.email_hint))
    if notes:
        told = " ".join(f"respond-{name}-{note}" for note, _ in notes)
        attributes += f' aria-describedby="{told}"'
    said = "".join(
        f'<p class="{note}" id="respond-{name}-{note}">{text(words)}</p>\n' for note, words in notes
    )
    return (
        f'<div class="field">\n<label for="respond-{name}">{label}{star}</label>\n'
        f"{_control(kind, attributes, str(getattr(form, name)))}\n{said}</div>\n"
    )


def _control(kind: str, attributes: str, typed: str) -> str:
    if kind == "textarea":  # the parser drops a line end behind the tag, so one is given for it
        return f'<textarea {attributes} rows="6">\n{text(typed)}</textarea>'
    return f'<input type="{kind}" {attributes} value="{attribute(typed)}">'


def _trap(form: ReplyForm, context: Context) -> Iterator[str]:
    """A field that nobody sees, nor hears of, but robots fill in."""
    if form.honeypot is None:
        return
    hint = text(context.words.honeypot_hint)
    name = attribute(form.honeypot)
    yield (
        f'<div class="trap" hidden><label>{hint} <input type="text" name="{name}" tabindex="-1"'
        f' autocomplete="off"></label></div>\n'
    )
