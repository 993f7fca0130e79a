"""Messages about replies: errors for visitors, reasons and labels for moderators."""

from __future__ import annotations

from attrs import AttrsInstance, asdict, frozen

from blogcore.errors import Fault

__all__ = ["ErrorMessages", "ModerationLabels", "ReasonMessages"]

#: Codes that share the message of another code: visitors need not know which rule it was.
_SHOWN_AS = {
    "bidi_control": "unreadable",
    "closed_by_age": "closed",
    "control_character": "unreadable",
    "parent_not_approved": "unknown_parent",
    "parent_of_other_post": "unknown_parent",
    "post_in_trash": "unknown_post",
    "post_not_published": "unknown_post",
    "post_protected": "protected",
}


@frozen(kw_only=True)
class ErrorMessages:
    """Messages about a refused reply, by the code of the fault."""

    #: A required field is empty.
    required: str = "Please fill in this field."
    #: A field is longer than the policy allows.
    too_long: str = "This is too long."
    #: The e-mail address is malformed.
    invalid_email: str = "Please enter a valid email address."
    #: The website address is not an http or https URL.
    invalid_url: str = "Please enter a web address that begins with https:// or http://."
    #: Control characters, or bidirectional controls in a name.
    unreadable: str = "This holds characters that cannot be shown. Please remove them."
    #: The comment is empty once white space is removed.
    empty: str = "Please write a comment."
    #: The post does not exist, or is not published.
    unknown_post: str = "There is nothing to reply to here."
    #: The parent comment does not exist, or is not public.
    unknown_parent: str = "The comment that you answer is no longer there."
    #: The post has a password.
    protected: str = "This post is protected by a password."
    #: Comments are closed.
    closed: str = "Comments are closed."
    #: The same visitor sent too many replies.
    flood: str = "You are posting too quickly. Please wait a little."
    #: The same visitor sent the same text before.
    duplicate: str = "It looks as though you have said that already."
    #: The form was sent faster than a person can type.
    too_fast: str = "That was very quick. Please send it once more."
    #: The token of the form has expired.
    expired: str = "This page was open for too long. Please send it once more."
    #: Any other rule.
    refused: str = "Your comment cannot be accepted."

    def get(self, fault: Fault) -> str:
        """Return the message for a fault: by its code, else the fault's own message.

        Args:
            fault: A fault of a refused reply.

        >>> ErrorMessages().get(Fault("name", "required", ""))
        'Please fill in this field.'
        """
        code = _SHOWN_AS.get(fault.code, fault.code)
        return _by_name(self, code, "") or fault.message or self.refused


@frozen(kw_only=True)
class ReasonMessages:
    """Reasons why a comment was held or went to spam or trash, by the code of the rule."""

    #: The site holds all comments.
    all_held: str = "Every comment waits on this site."
    #: The writer has no approved comment yet.
    first_time: str = "Nothing of this writer has been approved yet."
    #: The comment has many links.
    links: str = "The comment holds many links."
    #: The comment has a word of the moderation list.
    held_word: str = "The comment holds a word that makes it wait."
    #: The comment has a word of the disallowed list.
    disallowed_word: str = "The comment holds a word that is not allowed."
    #: The form was sent faster than a person can type.
    too_fast: str = "The comment was sent faster than a person can type."
    #: The honeypot was filled in.
    honeypot: str = "A field that people do not see was filled in."
    #: The comment is deeper than the site nests replies.
    beyond_depth: str = "The comment is deeper than the site nests replies."

    def get(self, code: str) -> str:
        """Return the message for the code of a rule, or the code itself if it is unknown.

        Args:
            code: Code of a finding.
        """
        return _by_name(self, code, code)


@frozen(kw_only=True)
class ModerationLabels:
    """Labels of a moderation page: its title, the statuses of comments, and the actions."""

    #: Title of the page.
    title: str = "Moderation"
    #: The status "held".
    held: str = "Waiting"
    #: The status "spam", and the action that sets it.
    spam: str = "Spam"
    #: The status "trash", and the action that sets it.
    trash: str = "Trash"
    #: A list without comments.
    nothing: str = "Nothing is here."
    #: The action "approve".
    approve: str = "Approve"
    #: The action "hold".
    hold: str = "Hold"
    #: The action "restore".
    restore: str = "Restore"

    def get(self, name: str) -> str:
        """Return the label of an action or a status, or its name if it is unknown.

        Args:
            name: An action of `moderate`, or a status of comments.

        >>> ModerationLabels().get("approve")
        'Approve'
        """
        return _by_name(self, name, name)


def _by_name(messages: AttrsInstance, name: str, default: str) -> str:
    known: dict[str, str] = asdict(messages)
    return known.get(name, default)
