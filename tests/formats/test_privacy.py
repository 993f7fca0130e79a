"""Avatar addresses that reveal an e-mail address."""

from __future__ import annotations

import io

import pytest
from tests.factory import make_blog, make_comment, make_post

from blogcore import Author, dump
from blogcore.formats import list_formats
from blogcore.formats.privacy import reveals_email

_MD5, _SHA256 = "0" * 32, "a" * 64


@pytest.mark.parametrize(
    "url",
    [
        f"https://secure.gravatar.com/avatar/{_MD5}?s=96&d=mm",
        f"http://0.gravatar.com/avatar/{_SHA256}",
        f"//www.gravatar.com/avatar/{_MD5.upper()}.jpg",
        f"https://seccdn.libravatar.org/avatar/{_MD5}",
        f"https://example.org/avatar/{_MD5}.png",
        "http://0.gravatar.com/avatar/?s=24&d=mm&r=g",
        f"http://www.gravatar.com/avatar.php?gravatar_id={_MD5}&size=40",
        f"https://gravatar.example.net/{_SHA256}",
        f"https://i0.wp.com/secure.gravatar.com/avatar/{_MD5}?ssl=1",
        f"https://images.example.org/?url=https%3A%2F%2Fwww.gravatar.com%2Favatar%2F{_MD5}",
        f"https://cdn.example.org/gravatar/{_MD5}",
        "https://unavatar.io/gravatar/ida@example.org",
    ],
)
def test_a_hash_of_an_e_mail_address_is_recognised(url: str) -> None:
    assert reveals_email(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://example.org/ida.png",
        "https://example.org/wp-content/uploads/avatar/ida.png",
        "https://example.org/avatar/12345",
        "https://social.example/@ida/avatar.png",
        f"https://example.org/uploads/{_MD5}.png",
        f"https://remark.example.org/api/v1/avatar/{'b' * 40}.image",
    ],
)
def test_other_avatars_are_kept(url: str) -> None:
    assert not reveals_email(url)


def test_long_addresses_are_checked_in_linear_time() -> None:
    assert not reveals_email("//" + "gravatar/avatar/" * 100_000)
    assert not reveals_email("/a@" * 300_000)


@pytest.mark.parametrize("format", [info.name for info in list_formats() if info.writable])
def test_no_public_file_holds_a_hash_of_an_e_mail_address(format: str) -> None:
    author = Author(name="Ida", id="ida", avatar_url=f"https://www.gravatar.com/avatar/{_MD5}")
    post = make_post(authors=[author])
    blog = make_blog(make_comment(author=author), posts=[post], authors=[author])
    stream = io.BytesIO()
    losses = dump(blog, stream, format=format)
    assert _MD5.encode() not in stream.getvalue()
    fields = {loss.field for loss in losses}
    assert {"avatar_url", "author.avatar_url", "authors[0].avatar_url"} <= fields | (
        {"avatar_url", "authors[0].avatar_url"} if format == "remark42" else set()
    )
