"""Print a constraints file with the lowest version of every dependency that pyproject.toml allows.

pip install '.[all]' --constraint <(python tools/lowest_versions.py)
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path


def main() -> None:
    """Print one line per dependency of the package and of its extras."""
    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text())[
        "project"
    ]
    extras = project["optional-dependencies"].values()
    requirements = {*project["dependencies"], *(each for extra in extras for each in extra)}
    for requirement in sorted(requirements):
        if match := re.fullmatch(r"([\w.-]+)>=([\w.]+)(,.*)?", requirement):
            print(f"{match[1]}=={match[2]}")
        elif not requirement.startswith("blogcore["):
            raise SystemExit(f"no lower bound: {requirement}")


if __name__ == "__main__":
    main()
