"""Pictures of the page, for people to look at: ``python -m tests.renderers.html.screenshots``.

They are written to ``build/screenshots``, which git does not know.
"""

from __future__ import annotations

from pathlib import Path

from attrs import evolve
from tests.browser import chromium, opened
from tests.renderers.html.discussions import BLOG, FULL

from blogcore import Words, render_page

FOLDER = Path(__file__).parents[3] / "build" / "screenshots"

PIER = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360" width="640" height="360">
<rect width="640" height="360" fill="#9fb0b5"/><circle cx="470" cy="120" r="34" fill="#f0d9b0"/>
<rect y="210" width="640" height="150" fill="#6d858c"/>
<path d="M250 360 L310 210 L330 210 L390 360 Z" fill="#574a3f"/></svg>"""

#: Width in pixels, dark, on paper, language.
SHOTS = {
    "wide-light": (1100, False, False, "en"),
    "wide-dark": (1100, True, False, "en"),
    "narrow-light": (360, False, False, "en"),
    "narrow-dark": (360, True, False, "en"),
    "wide-rtl": (1100, False, False, "ar"),
    "narrow-rtl": (360, False, False, "ar"),
    "print": (794, False, True, "en"),
}


def main() -> None:
    """Take them all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        for name, (width, dark, print_, language) in SHOTS.items():
            words = Words() if language == "en" else Words(language="ar", direction="rtl")
            html = render_page(BLOG, "7", "html", context=evolve(FULL, words=words))
            with opened(
                browser, html, width=width, dark=dark, on_paper=print_, picture=PIER
            ) as shown:
                shown.page.screenshot(path=FOLDER / f"{name}.png", full_page=True)


if __name__ == "__main__":
    main()
