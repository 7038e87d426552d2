"""Has random Rust programs compiled in one go, runs their paths, and tells where the linter says otherwise."""

from __future__ import annotations

import json
import random
import re
import subprocess
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from ..linter import Finding, findings, leaks
from . import generate

WORLD = Path(__file__).resolve().parent / "world.rs"
Modes = tuple[list[Finding], list[Finding]]


@dataclass
class Result:
    """Figures of a campaign, and the disagreements: a program and what is said otherwise about it."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[str, list[str]]] = field(default_factory=list)


def campaign(seed: int, n_programs: int) -> Result:
    """Checks the programs that one seed gives. Raises `RuntimeError` if the compiler fails altogether."""
    rng = random.Random(seed)
    return check([generate.program(rng) for _ in range(n_programs)])


def check(texts: list[str]) -> Result:
    """Runs programs and compares each with the findings about it."""
    result = Result()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "src")
        source.mkdir()
        for number, text in enumerate(texts):
            (source / f"p{number}.rs").write_text(text)
        (source / "world.rs").write_text(WORLD.read_text())
        good = list(range(len(texts)))
        while bad := compile_all(Path(folder), good):
            good = [it for it in good if it not in bad]
        for it in set(range(len(texts))) - set(good):
            (source / f"p{it}.rs").unlink()
        seen = run_all(Path(folder))
        found = lint(Path(folder))
    result.counts.update(programs=len(texts), compiled=len(good))
    for number in good:
        truth = seen[f"p{number}"]
        default, strict = ([it for it in mode if it.path == f"src/p{number}.rs"] for mode in found)
        result.counts["paths"] += truth["paths"]
        result.counts["leaks"] += bool(truth["raised"])
        wrong = disagreements(texts[number], truth, default, strict)
        if not truth["complete"]:
            # The path that would show a finding to be true may be one of the others.
            result.counts["too-many-paths"] += 1
            wrong = [it for it in wrong if "not justified" not in it]
        result.counts["disagreements"] += bool(wrong)
        if wrong:
            result.wrong.append((texts[number], wrong))
    return result


def compile_all(folder: Path, numbers: list[int]) -> set[int]:
    """Compiles programs into one; those that the compiler refuses, if any."""
    names = [f"p{it}" for it in numbers]
    modules = "\n".join(f"mod {it};" for it in ["world", *names])
    calls = "\n".join(f'    world::explore("{it}", {it}::run);' for it in names)
    hook = "    std::panic::set_hook(Box::new(|_| {}));"
    (folder / "src/main.rs").write_text(f"#![allow(warnings)]\n\n{modules}\n\nfn main() {{\n{hook}\n{calls}\n}}\n")
    command = ["rustc", "--edition=2024", "--error-format=json", "-o", "run", "src/main.rs"]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if run.returncode == 0:
        return set()
    bad = {int(it) for it in re.findall(r'"file_name":"src/p(\d+)\.rs"', run.stderr)} & set(numbers)
    if not bad:
        raise RuntimeError(f"rustc: {run.stderr[:2000]}")
    return bad


def run_all(folder: Path) -> dict[str, dict]:
    """What the paths of each program left open, by its name."""
    run = subprocess.run(["./run"], cwd=folder, capture_output=True, text=True, check=True)
    told = [json.loads(it) for it in run.stdout.splitlines() if it.startswith('{"name"')]
    return {it["name"]: it for it in told}


def lint(folder: Path) -> Modes:
    """The leaks of all programs in default and in strict mode."""
    return leaks(findings(folder)), leaks(findings(folder, "--strict"))


def disagreements(text: str, truth: dict, default: list[Finding], strict: list[Finding]) -> list[str]:
    """What the linter says otherwise than the paths of a program."""
    sites = places(text)
    wrong = []
    for mode, found, left in (("default", default, truth["written"]), ("strict", strict, truth["raised"])):
        told = {line for it in found for line in (it.line, *(it.related if it.rule == "SUB005" else ()))}
        open_lines = [sites[it] for it in left]
        allowed = [*open_lines, *(sites[it] for it in truth["lost"])]
        reached = {line for it in truth["opened"] for line in sites[it]}
        for it in found:
            if it.line in reached and not any({it.line, *it.related} & lines for lines in allowed):
                wrong.append(f"[{mode}] {it.rule} at line {it.line} is not justified")
        missing = {min(lines) for lines in open_lines if not lines & told}
        wrong += [f"[{mode}] nothing at line {it}" for it in sorted(missing)]
    return wrong


def places(text: str) -> dict[int, set[int]]:
    """For each opening, the lines that a finding about it may stand at: its own, and those that call its function."""
    lines = text.splitlines()
    found: dict[int, set[int]] = {}
    for at, line in enumerate(lines, 1):
        for number in re.findall(r"Link::connect\((\d+)\)", line):
            found[int(number)] = {at} | callers(lines, at)
    return found


def callers(lines: list[str], at: int) -> set[int]:
    """The lines that call the function in which a line stands, and those that make an object of its struct by hand."""
    heads = [it for it in lines[:at] if re.match(r"async fn|pub async fn|impl", it)]
    head = re.match(r"(?:async fn (\w+)|impl (\w+))", heads[-1])
    if head is None:
        return set()
    call = f"{head[1]}().await" if head[1] else f"{head[2]}::open().await"
    return {number for number, it in enumerate(lines, 1) if call in it}
