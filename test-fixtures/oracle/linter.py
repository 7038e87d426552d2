"""Runs the linter and reads its JSON."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

# A use after the end, a close too many or a wrong protocol: nothing stays open because of them.
NO_LEAKS = {"SUB011", "SUB012", "SUB013", "SUB014", "SUB015", "SUB016", "SUB900", "SUB901"}


@dataclass(frozen=True)
class Finding:
    """What the linter says about one opening; lines count from 1."""

    rule: str
    path: str
    line: int
    related: tuple[int, ...]
    message: str
    # The lines of `related`, with the paths that they are lines of.
    related_places: tuple[tuple[str, int], ...] = ()

    def moved(self, line_at: Callable[[str, int], int]) -> Finding:
        """The same with other lines, which are asked for by path and line."""
        related = tuple(line_at(path, line) for path, line in self.related_places)
        return dataclasses.replace(self, line=line_at(self.path, self.line), related=related)


def binary() -> str:
    """The linter: `$SUBTENSOR_LINT`, or the release binary of this repository."""
    return os.environ.get("SUBTENSOR_LINT", str(ROOT / "target/release/subtensor-lint"))


def report(folder: Path, *options: str, linter: str | None = None) -> dict:
    """The JSON report about a folder; paths in it start from there. Raises `RuntimeError` if there is none."""
    alone = ["--isolated", "--no-gitignore", "--no-cache"]
    command = [linter or binary(), "check", *alone, "--format", "json", *options, "."]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if run.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(command)} in {folder}: exit status {run.returncode}\n{run.stderr}")
    return json.loads(run.stdout)


def findings(folder: Path, *options: str, linter: str | None = None) -> list[Finding]:
    """What is found in a folder."""
    found = report(folder, *options, linter=linter)
    if found["errors"]:
        raise RuntimeError(f"{folder}: {found['errors']}")
    return [finding(it) for it in found["findings"]]


def finding(it: dict) -> Finding:
    """A finding out of its JSON."""
    places = [label["location"] for label in it["related"]]
    related = tuple((at.get("path", it["location"]["path"]), at["start"]["line"]) for at in places)
    place = it["location"]
    lines = tuple(line for _, line in related)
    return Finding(it["rule"], place["path"], place["start"]["line"], lines, it["message"], related)


def leaks(found: list[Finding]) -> list[Finding]:
    """Those that say that something stays open."""
    return [it for it in found if it.rule not in NO_LEAKS]
