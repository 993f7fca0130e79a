"""A blog whose page has every feature that a page can have."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from blogcore import Author, Blog, Body, Comment, Context, Fault, Image, Post, Site
from blogcore.forms import ReplyForm
from blogcore.models import CommentKind, CommentStatus, MediaType
from blogcore.renderers import PageInfo

__all__ = ["BLOG", "FULL", "PIER", "POST", "said"]

_START = datetime(2024, 5, 1, 12, 30, tzinfo=UTC)
#: The image that a browser gets for every image URL.
PIER = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360" width="640" height="360">
<rect width="640" height="360" fill="#9fb0b5"/><circle cx="470" cy="120" r="34" fill="#f0d9b0"/>
<rect y="210" width="640" height="150" fill="#6d858c"/>
<path d="M250 360 L310 210 L330 210 L390 360 Z" fill="#574a3f"/></svg>"""
_PICTURE = "https://blog.example/pier.jpg"


def said(
    id: str,
    words: str = "Words.",
    answers: str | None = None,
    *,
    name: str = "Ida",
    url: str | None = None,
    status: CommentStatus = "approved",
    kind: CommentKind = "comment",
    media_type: MediaType = "text/plain",
    hours: int = 0,
    edited: bool = False,
    writer: str | None = None,
) -> Comment:
    """Return a comment on the post."""
    when = _START + timedelta(hours=hours)
    return Comment(
        id=id,
        post_id="7",
        author=Author(name=name, id=writer, url=url, email="secret@example.org"),
        body=Body(text=words, media_type=media_type),
        published=when,
        updated=when + timedelta(minutes=9) if edited else None,
        in_reply_to=answers,
        status=status,
        kind=kind,
        ip="192.0.2.7",
        user_agent="secret/1.0",
    )


POST = Post(
    id="7",
    title="By night train to the sea & back",
    url="https://blog.example/night-train",
    authors=[Author(name="Ada Lind", url="https://ada.example/")],
    body=Body(
        text="The train left at ten past nine, which is to say at half past ten. Nobody minded: "
        "the samovar was lit, somebody had brought plums, and the conductor knew a song for every "
        "station that we were going to miss.\n\n"
        "<h2>What one needs</h2>\n\n"
        'A blanket, a mug, and <a href="https://blog.example/packing">less than one thinks</a>. '
        "<em>Never</em> a timetable. <code>23:59</code> is an opinion.\n\n"
        "<blockquote>It goes when it goes, and it comes when it comes.</blockquote>\n\n"
        "<ul>\n<li>plums, in a paper bag</li>\n<li>a book that one has read before</li>\n</ul>\n\n"
        f'[caption width="640"]<img src="{_PICTURE}" alt="A long wooden pier in fog" width="640"'
        ' height="360"> The pier at six in the morning, before the first ferry.[/caption]\n\n'
        "And then there was the sea, as large as they had said.",
        media_type="text/html",
    ),
    published=_START,
    tags=["night trains", "plums"],
    categories=["Journeys"],
    images=[Image(url=_PICTURE, alt="A long wooden pier in fog")],
    language="en-GB",
)

_CHAIN = [
    said(
        f"d{level}",
        f"Level {level}: and I say it is so." if level % 2 else f"Level {level}: it is not so.",
        f"d{level - 1}" if level > 1 else "c2",
        name="Bo" if level % 2 else "Ola Nordmann-Østergård",
        hours=20 + level,
    )
    for level in range(1, 12)
]

BLOG = Blog(
    site=Site(
        title="Slow & Late",
        tagline="Ferries, night trains",
        url="https://blog.example/",
        language="en",
    ),
    posts=[POST],
    comments=[
        said("c1", "Which night train was that?\n\nThe old one, with the curtains?", hours=1),
        said("c2", "The very last of them. It *will* be missed.", "c1", name="Bo", hours=2,
             url="https://bo.example/", media_type="text/markdown"),
        said("c3", "I <b>walked</b>. <blockquote>It goes when it goes</blockquote> So do I.", None,
             name="Wanderer 🥾", media_type="text/html", hours=3, edited=True),
        said("c4", "هذا القطار بطيء، لكنه جميل. متى كان ذلك؟", None, name="ليلى", hours=4),
        said("c5", "Buy cheap watches", None, name="Spam", status="spam", hours=5),
        said("c6", "That one had a point, though.", "c5", name="Joost", hours=6),
        said("c7", "Is this one read yet?", None, name="New Here", writer="new", status="held",
             hours=7),
        said("c8", "averyveryverylongwordwithoutanyplacetobreakit" * 4, None, name="", hours=8),
        said("p1", "[…] told by somebody who ate all the plums […]", None, name="Harbour Notes",
             url="https://harbour.example/plums", kind="pingback", hours=9),
        *_CHAIN,
    ],
)  # fmt: skip


def _reply_url(comment: Comment | None) -> str:
    return "?#respond" if comment is None else f"?reply={comment.id}#respond"


def _avatar(author: Author) -> str | None:
    return "https://blog.example/bo.png" if author.name == "Bo" else None


#: A context with every feature.
FULL = Context(
    reply_url=_reply_url,
    avatar=_avatar,
    page=PageInfo(number=2, total=3),
    form=ReplyForm(
        action="/reply",
        name="Zoë <3",
        email="zoe@",
        url="https://zoe.example/",
        body="\nI was on it,\nand it was late.",
        in_reply_to="c1",
        hidden={"token": "a&b"},
        honeypot="fax",
        errors=[
            Fault("email", "invalid_email", "no address"),
            Fault("", "too_fast", "too fast"),
        ],
    ),
)
