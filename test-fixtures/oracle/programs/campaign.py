"""Makes random programs, has them linted in one go, runs their paths, and tells where the two differ."""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from ..linter import Finding, findings, leaks
from . import generate, shrink, verdict

SDK = ("--sdk", "10.5.0")


@dataclass
class Result:
    """Figures of a campaign, and the disagreements."""

    seed: int
    counts: Counter[str] = field(default_factory=Counter)
    # A program, and what is said otherwise about it.
    wrong: list[tuple[str, list[str]]] = field(default_factory=list)


def campaign(seed: int, n_programs: int, wide: str | None = None) -> Result:
    """Checks the programs that one seed gives; `wide` is a linter with larger bounds, whose answer counts, too."""
    rng = random.Random(seed)
    result = Result(seed)
    texts = [generate.program(rng) for _ in range(n_programs)]
    found = lint(texts)
    for text, (default, strict) in zip(texts, found):
        faulty, wrong = verdict.disagreements(text, default, strict)
        result.counts["programs"] += 1
        result.counts["faulty" if faulty else "run"] += 1
        result.counts["leaks"] += bool(strict) and not faulty
        if wrong and wide and not said(text, *lint([text], wide)[0]):
            result.counts["bounded"] += 1
        elif wrong:
            result.counts["disagreements"] += 1
            result.wrong.append((text, wrong))
    return result


def lint(texts: list[str], linter: str | None = None) -> list[tuple[list[Finding], list[Finding]]]:
    """The leaks of each program in default and in strict mode; all are checked in one run of each."""
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            Path(folder, f"program{number}.py").write_text(text)
        by_mode = []
        for options in (SDK, (*SDK, "--strict")):
            by_path: dict[str, list[Finding]] = {}
            for it in leaks(findings(Path(folder), *options, linter=linter)):
                by_path.setdefault(it.path, []).append(it)
            by_mode.append([by_path.get(f"program{number}.py", []) for number in range(len(texts))])
    return list(zip(*by_mode))


def minimised(text: str, wrong: list[str], wide: str | None = None) -> tuple[str, list[str]]:
    """The smallest program with the same kind of disagreement, which larger bounds do not settle."""
    wanted = set(verdict.kind(wrong))

    def lasts(text: str, found: tuple[list[Finding], list[Finding]]) -> bool:
        still = wanted & set(verdict.kind(said(text, *found)))
        return bool(still) and not (wide and not said(text, *lint([text], wide)[0]))

    def which_last(texts: list[str]) -> list[bool]:
        return [lasts(text, found) for text, found in zip(texts, lint(texts))]

    small = shrink.smallest(text, which_last)
    return small, said(small, *lint([small])[0])


def said(text: str, default: list[Finding], strict: list[Finding]) -> list[str]:
    try:
        faulty, wrong = verdict.disagreements(text, default, strict)
    except SyntaxError:
        return []
    return [] if faulty else wrong
