"""What the rules of a discussion say: to whoever breaks one, and to a moderator, who acts."""

from __future__ import annotations

from attrs import AttrsInstance, asdict, frozen

from blogcore.errors import Fault

__all__ = ["ErrorWords", "ModerationWords", "ReasonWords"]

#: Rules that are told as another is: a stranger need not know which of them it was.
_TOLD_AS = {
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
class ErrorWords:
    """Why a reply is not taken, by the code of the rule."""

    required: str = "Please fill in this field."
    too_long: str = "This is too long."
    invalid_email: str = "Please enter a valid email address."
    invalid_url: str = "Please enter a web address that begins with https:// or http://."
    #: Control characters, or in a name those that turn the text around them.
    unreadable: str = "This holds characters that cannot be shown. Please remove them."
    #: The comment itself, once blanks are gone.
    empty: str = "Please write a comment."
    unknown_post: str = "There is nothing to reply to here."
    unknown_parent: str = "The comment that you answer is no longer there."
    protected: str = "This post is protected by a password."
    closed: str = "Comments are closed."
    flood: str = "You are posting too quickly. Please wait a little."
    duplicate: str = "It looks as though you have said that already."
    #: The form came back sooner than anybody types.
    too_fast: str = "That was very quick. Please send it once more."
    #: The form is older than its token.
    expired: str = "This page was open for too long. Please send it once more."
    #: Any other rule.
    refused: str = "Your comment cannot be accepted."

    def of(self, fault: Fault) -> str:
        """The sentence for a fault: by its code, else in its own words.

        >>> ErrorWords().of(Fault("name", "required", ""))
        'Please fill in this field.'
        """
        code = _TOLD_AS.get(fault.code, fault.code)
        return _named(self, code, "") or fault.message or self.refused


@frozen(kw_only=True)
class ReasonWords:
    """Why a comment waits, or went to spam or trash, for a moderator; by the code of the rule."""

    all_held: str = "Every comment waits on this site."
    first_time: str = "Nothing of this writer has been approved yet."
    links: str = "The comment holds many links."
    held_word: str = "The comment holds a word that makes it wait."
    disallowed_word: str = "The comment holds a word that is not allowed."
    too_fast: str = "The comment came sooner than anybody types."
    honeypot: str = "A field that people do not see was filled in."
    beyond_depth: str = "The comment answers deeper than replies nest."

    def of(self, code: str) -> str:
        """The sentence for a rule; of an unknown one its code."""
        return _named(self, code, code)


@frozen(kw_only=True)
class ModerationWords:
    """What a page for moderators says: the statuses of comments there, and what may be done."""

    title: str = "Moderation"
    #: The statuses to look through; "spam" and "trash" are acts as well.
    held: str = "Waiting"
    spam: str = "Spam"
    trash: str = "Trash"
    #: Where there is no comment of the status.
    nothing: str = "Nothing is here."
    approve: str = "Approve"
    hold: str = "Hold"
    restore: str = "Restore"

    def of(self, name: str) -> str:
        """What an act (`Act`), or a status that waits to be looked at, is called; else its name.

        >>> ModerationWords().of("approve")
        'Approve'
        """
        return _named(self, name, name)


def _named(words: AttrsInstance, name: str, otherwise: str) -> str:
    """The words of a name; of one that is not there the others."""
    known: dict[str, str] = asdict(words)
    return known.get(name, otherwise)
