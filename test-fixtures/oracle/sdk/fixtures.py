"""Runs fixtures and the examples of the rule pages on real SDKs, and compares with what the linter says."""

from __future__ import annotations

import json
import queue
import re
import subprocess
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..linter import ROOT, Finding, findings, leaks
from ..programs import verdict
from . import drive, environments

FIXTURES = ROOT / "test-fixtures" / "python"
PAGES = ROOT / "docs" / "rules"
# One program may take so long, whatever its paths do; in seconds.
PATIENCE = 150


@dataclass(frozen=True)
class Source:
    """A program of one file, and the version it is judged by."""

    name: str
    text: str
    version: str

    def sdk(self) -> str | None:
        """The SDK that it is run on: the one of the same major version."""
        major = self.version.split(".")[0]
        return next((it for it in environments.SDKS if it.split(".")[0] == major), None)


def sources(wanted: str) -> tuple[list[Source], int]:
    """All programs whose name contains `wanted`, and how many files belong to projects, which are not run."""
    found, n_projects = [], 0
    for path in sorted(FIXTURES.rglob("*.py")):
        if any((it / "fixture.toml").exists() for it in path.parents):
            n_projects += 1
            continue
        text = path.read_text()
        found.append(Source(str(path.relative_to(ROOT)), text, version_of(text)))
    for page in sorted(PAGES.glob("*.md")):
        for number, text in enumerate(re.findall(r"^```python\n(.*?)^```", page.read_text(), re.S | re.M), 1):
            found.append(Source(f"{page.relative_to(ROOT)}#{number}", text, version_of(text)))
    return [it for it in found if wanted in it.name], n_projects


def version_of(text: str) -> str:
    head = re.match(r"(?:#.*\n)*", text)
    match = re.search(r"^# sdk: *([\d.]+)", head[0] if head else "", re.M)
    return match[1] if match else "10.5.0"


# Findings in default and in strict mode.
Said = tuple[list[Finding], list[Finding]]
Results = queue.Queue[tuple[Source, dict, Said]]


@dataclass
class Compared:
    """What came of one program."""

    source: Source
    # Why it says nothing, if so.
    reason: str | None
    wrong: list[str]
    n_paths: int = 0
    n_left_open: int = 0
    n_collected: int = 0


def compare(place: Path, wanted: str, jobs: int) -> Iterator[Compared]:
    """Runs and judges all programs whose name contains `wanted`."""
    programs, _ = sources(wanted)
    results: Results = queue.Queue()
    todo: queue.Queue[Source] = queue.Queue()
    for it in programs:
        todo.put(it)
    with environments.node(place) as port:
        workers = [threading.Thread(target=work, args=(place, port, todo, results), daemon=True) for _ in range(jobs)]
        for it in workers:
            it.start()
        for _ in programs:
            yield judged(*results.get())


def work(place: Path, port: str, todo: queue.Queue[Source], results: Results) -> None:
    """Takes programs until none is left; keeps one process for each SDK, and ends one that hangs."""
    running: dict[str, subprocess.Popen] = {}
    while True:
        try:
            source = todo.get_nowait()
        except queue.Empty:
            break
        sdk, said = source.sdk(), lint(source)
        if sdk is None:
            results.put((source, {"good": 0, "faults": [f"no SDK {source.version} here"]}, said))
            continue
        process = running.get(sdk) or start(place, sdk, port)
        running[sdk] = process
        seen = ask(process, source, {it.line for it in said[1]})
        if seen is None:
            process.kill()
            del running[sdk]
            seen = {"good": 0, "faults": ["hangs"]}
        results.put((source, seen, said))
    for it in running.values():
        it.kill()


def start(place: Path, sdk: str, port: str) -> subprocess.Popen:
    command = [environments.python(place, sdk), str(Path(drive.__file__)), port]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(command, text=True, **pipes)


def ask(process: subprocess.Popen, source: Source, lines: set[int]) -> dict | None:
    """What the process saw of a program; `None` if it does not answer."""
    timer = threading.Timer(PATIENCE, process.kill)
    timer.start()
    try:
        process.stdin.write(json.dumps({"name": source.name, "text": source.text, "lines": sorted(lines)}) + "\n")
        process.stdin.flush()
        line = process.stdout.readline()
    except BrokenPipeError:
        line = ""
    timer.cancel()
    return json.loads(line) if line else None


def lint(source: Source) -> Said:
    """The leaks of a program, which nothing else is linted with, in default and in strict mode."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "program.py").write_text(source.text)
        options = ("--sdk", source.version, "--no-ignores")
        default = leaks(findings(Path(folder), *options))
        return default, leaks(findings(Path(folder), *options, "--strict"))


def judged(source: Source, seen: dict, said: Said) -> Compared:
    if not seen["good"]:
        return Compared(source, "; ".join(seen["faults"][:1]) or "nothing to run", [])
    if not seen["reached"]:
        return Compared(source, "opens nothing when it is run", [])
    truth = verdict.Truth(reached=set(seen["reached"]))
    for key in drive.SITES:
        getattr(truth, key).update(frozenset(it) for it in seen[key])
    wrong = verdict.compare(truth, *said)
    return Compared(source, None, wrong, seen["paths"], len(seen["raised"]), seen["collected"])


def summary(all_compared: list[Compared]) -> str:
    """Figures and reasons, for people."""
    reasons = Counter(it.reason.split(":")[0] for it in all_compared if it.reason)
    run = [it for it in all_compared if not it.reason]
    lines = [f"not run: {n} {reason}" for reason, n in reasons.most_common()]
    figures = {
        "programs": len(all_compared),
        "run": len(run),
        "paths": sum(it.n_paths for it in run),
        "left-open": sum(it.n_left_open for it in run),
        "collected": sum(it.n_collected for it in run),
        "differ": sum(bool(it.wrong) for it in run),
    }
    return "\n".join([*lines, " ".join(f"{key}={n}" for key, n in figures.items())])
