"""Install the built wheel into an empty environment, use it, and then its extra ``testing`` alone.

Run as ``python tests/wheel/install_and_try.py FOLDER``, where FOLDER holds one wheel; `make
wheel-test` builds it first. It downloads attrs, cattrs and dateutil from a package index, so it
is a script and not a test.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
import zipfile
from email.parser import Parser
from pathlib import Path

CORE = {"attrs", "cattrs", "python-dateutil"}
#: Packages of extras, which the core installation must not bring.
EXTRAS = {"click", "msgspec", "hypothesis", "nh3", "markdown-it-py", "jinja2", "django"}

PROGRAM = """
import sys
from importlib.resources import files
from importlib.metadata import version

import blogcore
assert not {"attr", "cattrs", "dateutil"} & set(sys.modules), "import blogcore is not lazy"
from blogcore import Thread, load, render, render_page

assert version("blogcore") == blogcore.__version__
for name in ("blog.json", "blog.xml"):
    blog = load(files("blogcore") / "sample" / name).blog
    post = next(post for post in blog.posts if blog.comments_of(post.id))
    thread = blog.thread(post.id)
    assert isinstance(thread, Thread) and len(thread) > 0
    assert render(thread, "text").strip()
    page = render_page(blog, post, "text")
    assert post.title in page and "\\n  5. " in page
    print(page)
    assert render_page(blog, post, "html").startswith("<!DOCTYPE html>")
    flat = [comment for comment in thread.comments if comment.in_reply_to is None]
    assert len(blogcore.infer_replies(flat, post)) == sum(c.kind == "comment" for c in flat)
extras = {"click", "msgspec", "hypothesis"}
assert not extras & set(sys.modules), extras & set(sys.modules)
"""

#: A complete property test for users of ``blogcore[testing]``.
PROPERTY = """
from hypothesis import given
from blogcore.strategies import threads

@given(threads())
def test_every_comment_appears_once(thread):
    assert len({node.comment.id for node in thread}) == len(thread)

test_every_comment_appears_once()
"""


def main(folder: Path) -> None:
    """Try the wheel in ``folder``; raise AssertionError or CalledProcessError if it fails."""
    (wheel,) = folder.glob("*.whl")
    check_contents(wheel)
    with tempfile.TemporaryDirectory() as home:
        venv.create(home, with_pip=True)
        python = Path(home) / "bin" / "python"
        pip = [str(python), "-m", "pip", "--disable-pip-version-check"]
        subprocess.run([*pip, "install", "--quiet", str(wheel)], check=True)
        listed = subprocess.run(
            [*pip, "list", "--format=freeze"], check=True, capture_output=True, text=True
        ).stdout
        installed = {line.partition("==")[0].lower() for line in listed.splitlines()}
        assert installed >= CORE, installed
        assert not EXTRAS & installed, installed
        subprocess.run([python, "-I", "-W", "error", "-c", PROGRAM], check=True, cwd=home)
        refusal = subprocess.run(
            [Path(home) / "bin" / "blogcore", "--help"], capture_output=True, text=True, check=False
        )
        assert refusal.returncode != 0, refusal
        assert "pip install 'blogcore[cli]'" in refusal.stderr, refusal
        assert "Traceback" not in refusal.stderr, refusal
        subprocess.run([*pip, "install", "--quiet", f"{wheel}[testing]"], check=True)
        subprocess.run([python, "-I", "-W", "error", "-c", PROPERTY], check=True, cwd=home)
    print(f"{wheel.name}: installs, imports, loads, threads and renders with core dependencies")
    print(f"{wheel.name}: draws threads with the extra testing and nothing else")


def check_contents(wheel: Path) -> None:
    """Check the metadata of the wheel and the names of its files."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        sizes = {info.filename: info.file_size for info in archive.infolist()}
        (metadata_name,) = (name for name in names if name.endswith(".dist-info/METADATA"))
        metadata = Parser().parsestr(archive.read(metadata_name).decode())
    assert metadata["Name"] == "blogcore", metadata["Name"]
    assert metadata["License-Expression"] == "MIT", metadata["License-Expression"]
    assert metadata["License-File"] == "LICENSE", metadata["License-File"]
    assert metadata["Requires-Python"] == ">=3.11", metadata["Requires-Python"]
    requirements: list[str] = metadata.get_all("Requires-Dist") or []
    core = {need.split(">")[0].strip() for need in requirements if "extra ==" not in need}
    assert core == CORE, core
    (dateutil,) = (need for need in requirements if need.startswith("python-dateutil"))
    assert "<" not in dateutil, "python-dateutil has no upper bound"
    assert set(metadata.get_all("Provides-Extra") or []) == {
        "all",
        "arrow",
        "bulk",
        "cli",
        "django",
        "fast",
        "feeds",
        "html",
        "jinja",
        "parquet",
        "sql",
        "stem",
        "terminal",
        "testing",
    }
    assert "blogcore/py.typed" in names
    assert "blogcore/inference/weights.json" in names
    assert sizes["blogcore/inference/background.json"] <= 200_000, sizes
    unexpected = [n for n in names if not n.startswith(("blogcore/", "blogcore-"))]
    assert not unexpected, unexpected


if __name__ == "__main__":
    main(Path(sys.argv[1]))
