"""Files that entries bring along: pictures become pictures, others are kept as they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from blogcore.formats._feed_extension import IMAGE, fields_of, is_ours
from blogcore.formats.privacy import reveals_email
from blogcore.formats.xml import Element
from blogcore.models import Image

__all__ = ["pictures_and_files"]


def pictures_and_files(
    elements: Iterable[Element], address: str
) -> tuple[tuple[Image, ...], tuple[str, ...]]:
    """The pictures, each address once, and other files as "ADDRESS TYPE LENGTH".

    ``address`` is the name of the attribute that holds one. What Media RSS says of pictures is
    read too. WordPress.com puts who wrote a post there: a picture that tells an e-mail address is
    no picture of the post, but a file.
    """
    images: dict[str, Image] = {}
    files: list[str] = []
    for element in elements:
        attributes = element.attributes
        given = attributes.get(address) or attributes.get("url") or ""
        kind = attributes.get("type", "").strip()
        if is_ours(attributes):
            fields = fields_of(IMAGE, attributes)
            fields.setdefault("media_type", kind or None)
            fields["media_type"] = fields["media_type"] or None
            image = Image(url=given, **fields)
            images[f"{len(images)} {given}"] = image
        elif not given.strip():
            continue
        elif _is_picture(element, kind) and not reveals_email(given.strip()):
            url = element.resolve_url(given.strip())
            images.setdefault(url, _picture(url, kind, attributes))
        elif element.name in ("link", "enclosure") or reveals_email(given.strip()):
            length = attributes.get("length", "").strip()
            files.append(" ".join(filter(None, (element.resolve_url(given.strip()), kind, length))))
    return tuple(images.values()), tuple(files)


def _is_picture(element: Element, kind: str) -> bool:
    named = element.attributes.get("medium") == "image" or element.name == "media:thumbnail"
    return named or kind.lower().startswith("image/")


def _picture(url: str, kind: str, attributes: Mapping[str, str]) -> Image:
    width, height = (_pixels(attributes.get(name, "").strip()) for name in ("width", "height"))
    return Image(url=url, media_type=kind or None, width=width, height=height)


def _pixels(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None
