"""Fixes random programs and runs both: what is asked of the node and printed must stay the same, path by path."""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from pathlib import Path

from ..linter import binary, finding, leaks, report
from ..paths import Chooser, CutOff
from . import generate
from .campaign import SDK, Result
from .world import Faulty, Program, World, prepare, run

MAX_PATHS = 300


def campaign(seed: int, n_programs: int, unsafe: bool) -> Result:
    """Fixes the programs that one seed gives, and compares their paths."""
    rng = random.Random(seed)
    result = Result(seed)
    texts = [generate.program(rng) for _ in range(n_programs)]
    for before, (after, rules) in zip(texts, fixed(texts, unsafe)):
        result.counts["programs"] += 1
        if before == after:
            continue
        result.counts["fixed"] += 1
        wrong = differences(before, after, clean=not rules, counts=result.counts)
        if wrong:
            result.counts["disagreements"] += 1
            result.wrong.append((f"{before}\n# becomes\n\n{after}", [wrong]))
    return result


def fixed(texts: list[str], unsafe: bool) -> list[tuple[str, list[str]]]:
    """Each program after all fixes, with the rules of the leaks that are left in default mode."""
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            Path(folder, f"program{number}.py").write_text(text)
        found = report(Path(folder), *SDK, "--fix", *(["--unsafe-fixes"] if unsafe else []), linter=binary())
        left: dict[str, list[str]] = {}
        for it in leaks([finding(it) for it in found["findings"]]):
            left.setdefault(it.path, []).append(it.rule)
        names = [f"program{number}.py" for number in range(len(texts))]
        return [(Path(folder, name).read_text(), left.get(name, [])) for name in names]


def differences(before: str, after: str, clean: bool, counts: Counter[str]) -> str | None:
    """The first difference between two programs that should do the same, in words."""
    one, other = prepare(before), prepare(after)
    script: list[int] | None = []
    for _ in range(MAX_PATHS):
        if script is None:
            break
        chooser = Chooser(script)
        world = attempt(one, chooser)
        again = attempt(other, Chooser(chooser.taken, max_raises=chooser.max_raises))
        counts["paths"] += 1
        if world is not None:
            if again is None:
                return f"on {chooser.taken} the fixed program fails"
            if world.trace != again.trace:
                return f"on {chooser.taken} it does {world.trace}, and fixed {again.trace}"
            if n_open(again) > n_open(world):
                return f"on {chooser.taken} it leaves {n_open(world)} open, and fixed {n_open(again)}"
            if clean and n_written(again):
                return f"on {chooser.taken} {n_written(again)} stay open, and nothing is found any more"
        script = chooser.next_script()
    return None


def attempt(program: Program, chooser: Chooser) -> World | None:
    """Runs one path; `None` where it is too long or the program faulty."""
    try:
        return run(program, chooser, correlated=True, entering_asks=False)
    except (CutOff, Faulty):
        return None


def n_open(world: World) -> int:
    return sum(it.is_open for it in world.opened)


def n_written(world: World) -> int:
    """What stays open though no exception left a function that opened it, and the program did not end itself."""
    if world.exited is not None:
        return 0
    return sum(it.is_open and not it.left_inner and not it.left_outer and not it.excuse for it in world.opened)
