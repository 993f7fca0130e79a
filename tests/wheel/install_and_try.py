"""Install the built wheel into an empty environment, use it, and then its extra ``testing`` alone.

Run as ``python tests/wheel/install_and_try.py FOLDER``, where FOLDER holds one wheel; `make
wheel-test` builds it first. Needs an index to take attrs, cattrs and dateutil from, so it is a
script and not one of the tests.
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
#: What must be in no core environment, and in no process that did not ask for it.
EXTRAS = {"click", "msgspec", "hypothesis", "nh3", "markdown-it-py", "jinja2", "django"}

PROGRAM = """
import sys
from importlib.resources import files
from importlib.metadata import version

import blogcore
assert not {"attr", "cattrs", "dateutil"} & set(sys.modules), "import blogcore is not lazy"
from blogcore import Thread, load, loads, render, render_page

assert version("blogcore") == blogcore.__version__
for name in ("blog.json", "blog.xml"):
    blog = load(files("blogcore") / "sample" / name).blog
    post = next(post for post in blog.posts if blog.comments_of(post.id))
    thread = blog.thread(post.id)
    assert isinstance(thread, Thread) and len(thread) > 0
    assert render(thread, "text").strip()
    page = render_page(blog, post, "text")
    assert post.title in page and "Leave a Reply" in page
    print(page)
    assert render_page(blog, post, "html").startswith("<!DOCTYPE html>")
extras = {"click", "msgspec", "hypothesis"}
assert not extras & set(sys.modules), extras & set(sys.modules)
"""

#: All that somebody has to write who installed ``blogcore[testing]``.
PROPERTY = """
from hypothesis import given
from blogcore.strategies import threads

@given(threads())
def test_every_comment_is_there_once(thread):
    assert len({node.comment.id for node in thread}) == len(thread)

test_every_comment_is_there_once()
"""


def main(folder: Path) -> None:
    """Try the wheel in ``folder``; an AssertionError or a failing command says what is wrong."""
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
    """The wheel says the right things about itself, and carries what it must and no more."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        (metadata,) = (name for name in names if name.endswith(".dist-info/METADATA"))
        said = Parser().parsestr(archive.read(metadata).decode())
    assert said["Name"] == "blogcore", said["Name"]
    assert said["License-Expression"] == "MIT", said["License-Expression"]
    assert said["License-File"] == "LICENSE", said["License-File"]
    assert said["Requires-Python"] == ">=3.11", said["Requires-Python"]
    needed: list[str] = said.get_all("Requires-Dist") or []
    core = {need.split(">")[0].strip() for need in needed if "extra ==" not in need}
    assert core == CORE, core
    (dateutil,) = (need for need in needed if need.startswith("python-dateutil"))
    assert "<" not in dateutil, "python-dateutil has no upper bound"
    assert set(said.get_all("Provides-Extra") or []) == {
        "all",
        "arrow",
        "cli",
        "django",
        "fast",
        "feeds",
        "html",
        "jinja",
        "sql",
        "terminal",
        "testing",
    }
    assert "blogcore/py.typed" in names
    strays = [n for n in names if not n.startswith(("blogcore/", "blogcore-"))]
    assert not strays, strays


if __name__ == "__main__":
    main(Path(sys.argv[1]))
