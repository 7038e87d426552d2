"""The programs that are run: fixtures of one file and of several, and the examples of the rule pages."""

from __future__ import annotations

import contextlib
import re
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..linter import ROOT, Finding, findings
from ..places import number
from . import environments

FIXTURES = ROOT / "test-fixtures" / "python"
PAGES = ROOT / "docs" / "rules"


@dataclass(frozen=True)
class Source:
    """A program, and the version it is judged by."""

    name: str
    # Text by path.
    files: dict[str, str]
    version: str
    # Whether it names that version itself.
    pinned: bool

    def sdk(self) -> str | None:
        """The SDK that it is run on: the one of the same major version."""
        major = self.version.split(".")[0]
        return next((it for it in environments.SDKS if it.split(".")[0] == major), None)


def sources(wanted: str) -> list[Source]:
    """All programs whose name contains `wanted`."""
    found = [*projects(), *files(), *examples()]
    return [it for it in found if wanted in it.name]


def projects() -> Iterator[Source]:
    for place in sorted(FIXTURES.rglob("fixture.toml")):
        paths = sorted(place.parent.rglob("*.py"))
        texts = {it.relative_to(place.parent).as_posix(): it.read_text() for it in paths}
        version = tomllib.loads(place.read_text()).get("sdk")
        yield Source(str(place.parent.relative_to(ROOT)), texts, version or "10.5.0", version is not None)


def files() -> Iterator[Source]:
    for path in sorted(FIXTURES.rglob("*.py")):
        if not any((it / "fixture.toml").exists() for it in path.parents):
            yield of_text(str(path.relative_to(ROOT)), path.read_text())


def examples() -> Iterator[Source]:
    for page in sorted(PAGES.glob("*.md")):
        for which, text in enumerate(re.findall(r"^```python\n(.*?)^```", page.read_text(), re.S | re.M), 1):
            yield of_text(f"{page.relative_to(ROOT)}#{which}", text)


def of_text(name: str, text: str) -> Source:
    """A program of one file, which may name its version in its first lines."""
    head = re.match(r"(?:#.*\n)*", text)
    match = re.search(r"^# sdk: *([\d.]+)", head[0] if head else "", re.M)
    return Source(name, {"program.py": text}, match[1] if match else "10.5.0", match is not None)


@contextlib.contextmanager
def folder(texts: dict[str, str]) -> Iterator[Path]:
    """A program on disk."""
    with tempfile.TemporaryDirectory() as name:
        for path, text in texts.items():
            place = Path(name, path)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text)
        yield Path(name)


def lint(texts: dict[str, str], version: str, *options: str) -> list[Finding]:
    """What is found in a program that nothing else is linted with; lines count on from file to file."""
    with folder(texts) as place:
        found = findings(place, "--sdk", version, "--no-ignores", *options)
    return [it.moved(lambda path, line: number(list(texts).index(path), line)) for it in found]
