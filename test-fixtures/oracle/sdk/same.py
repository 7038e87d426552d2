"""Whether a program and its fixed self do the same on a real SDK: paths of both, with the same answers."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..paths import Chooser, CutOff, walk_near
from ..programs.world import Faulty, World
from . import loop, project
from .path import kinds_of, path, watched
from .watched import KEPT, KEYS, NotRunnable, counts, is_open

# So many paths of each function, those nearest to the plainest first.
MAX_PATHS = 8
# So many of a fixed program are looked through, where a fix has taken a question away.
MAX_NEAR = 24
# So often a path that differs is run again.
MAX_REPEATS = 2
# What each question of a program sends.
ASKED = "chain_getHead"
# What the SDKs ask by themselves: a scope connects at its beginning, other programs with their first question.
CONNECTING = {
    *("chain_getHead", "chain_getHeader", "chain_getBlockHash", "state_getRuntimeVersion", "chain_getRuntimeVersion"),
    *("state_getMetadata", "state_call", "rpc_methods", "system_chain", "system_properties"),
}


@dataclass
class Outcome:
    """What one path did, as the node and the terminal see it, and what it left open."""

    trace: list[str]
    requests: list[str]
    n_open: int
    # Open although no exception left a function that opened it.
    n_written: int


def alike(texts: dict[str, str], fixed: dict[str, str], clean: str) -> dict[str, Any]:
    """Compares the paths of two programs; in the mode that `clean` names nothing is found in the fixed one any more."""
    with tempfile.TemporaryDirectory() as folder:
        one = project.load(Path(folder, "before"), texts)
        other = project.load(Path(folder, "after"), fixed)
        seen: dict[str, Any] = {"good": 0, "opened": 0, "wrong": [], "faults": []}
        kinds = kinds_of(one)
        for before, after in zip(one.files, other.files):
            for unit in before.units:

                def compare(chooser: Chooser) -> None:
                    outcome = attempt(one, before, unit, chooser, kinds)
                    if not isinstance(outcome, Outcome):
                        seen["faults"].append(outcome)
                        return
                    seen["good"] += 1
                    seen["opened"] += outcome.trace.count("open")

                    def fixed_path(chooser: Chooser) -> Outcome | str:
                        return attempt(other, after, unit, chooser, kinds)

                    wrong = compare_with(outcome, fixed_path, chooser, clean)
                    for _ in range(MAX_REPEATS if wrong else 0):
                        # What runs side by side may come in another order each time.
                        outcome = attempt(one, before, unit, Chooser(chooser.taken, max_raises=1), kinds)
                        if isinstance(outcome, Outcome):
                            wrong = wrong and compare_with(outcome, fixed_path, chooser, clean)
                    if wrong:
                        seen["wrong"].append(f"{before.path}, {unit}, on {chooser.taken}: {wrong}")

                for _ in walk_near(compare, MAX_PATHS):
                    pass
        return seen


def compare_with(
    one: Outcome, fixed_path: Callable[[Chooser], Outcome | str], answers: Chooser, clean: str
) -> str | None:
    """What the fixed program does otherwise, given the same answers.

    A fix may take a question away, as a `with` does that stands for a conditional `close()`. The answers to those
    behind it move then, so it is enough if some path nearby does the same.
    """
    chooser = Chooser(answers.taken, max_raises=1)
    wrong = difference(one, fixed_path(chooser), clean)
    if wrong and len(chooser.taken) != len(answers.taken):
        found: list[str | None] = []
        for _ in walk_near(lambda it: found.append(difference(one, fixed_path(it), clean)), MAX_NEAR):
            if found[-1] is None:
                return None
    return wrong


def difference(one: Outcome, other: Outcome | str, clean: str) -> str | None:
    """What the fixed program does otherwise, in words."""
    if not isinstance(other, Outcome):
        return f"the fixed program fails: {other}"
    if one.trace != other.trace:
        return f"it does {one.trace}, and fixed {other.trace}"
    if not asks_the_same(one.requests, other.requests):
        return f"it asks {one.requests}, and fixed {other.requests}"
    if other.n_open > one.n_open:
        return f"it leaves {one.n_open} open, and fixed {other.n_open}"
    if other.n_written and clean or other.n_open and clean == "strict":
        return f"{other.n_open} stay open, and nothing is found any more"
    return None


def asks_the_same(one: list[str], other: list[str]) -> bool:
    """Whether the node is asked the same in the same order; what the SDK asks by itself may be more or less."""
    rest = (it for it in one if it == ASKED or it not in CONNECTING)
    expected = next(rest, None)
    for method in other:
        if method == expected:
            expected = next(rest, None)
        elif method not in CONNECTING:
            return False
    return expected is None


def attempt(
    program: project.Project, file: project.File, unit: str, chooser: Chooser, kinds: tuple[type[BaseException], ...]
) -> Outcome | str:
    """Runs one path; in words why it cannot be run, if so."""
    # A fix that adds a `with` must not add a question.
    world = World(chooser, kinds, True, started_by=loop.started_by, entering_asks=False)
    with watched(world):
        try:
            path(program, file, unit, world)
        except CutOff:
            return "it is too long"
        except (Faulty, NotRunnable) as fault:
            return str(fault)
        return outcome_of(world)


def outcome_of(world: World) -> Outcome:
    addresses = [KEYS[id(opened)] for _, opened in KEPT]
    asked = counts(addresses) if addresses else {}
    numbered = [(n, method) for it in asked.values() for n, method in zip(it["numbers"], it["requests"])]
    state = is_open(world.opened)
    left = [it for it in world.opened if state[id(it)] and not it.excuse and world.exited is None]
    written = [it for it in left if not it.left_inner and not it.left_outer]
    return Outcome(world.trace, [method for _, method in sorted(numbered)], len(left), len(written))
