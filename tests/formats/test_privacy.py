"""Avatar addresses that reveal an e-mail address."""

from __future__ import annotations

import pytest

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
        f"https://remark.example.org/api/v1/avatar/{'b' * 40}.image",
    ],
)
def test_other_avatars_are_kept(url: str) -> None:
    assert not reveals_email(url)
