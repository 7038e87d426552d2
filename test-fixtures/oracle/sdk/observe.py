"""What the paths of a program leave open on the installed SDK."""

from __future__ import annotations

import functools
import gc
import tempfile
import time
from pathlib import Path
from typing import Any

from ..paths import Chooser, CutOff, walk_near
from ..programs import verdict
from ..programs.world import Faulty, Opened, World
from . import loop, project
from .path import kinds_of, path, watched
from .watched import KEPT, MANAGERS, NotRunnable, closes_itself, is_open

# So many paths of each function; fewer are enough once every finding has been seen to be true.
MAX_PATHS, ENOUGH = 120, 8
# So many more, on which any call may raise, for findings that no other path has shown to be true.
MAX_DOUBTFUL = 120
# No further path is begun after so many seconds.
PATIENCE = 100
# What is told of a program, each as the lines of the calls that led to the openings.
SITES = ("written", "raised", "written_maybe", "raised_maybe", "lost")


class Paths:
    """What all paths of a program showed."""

    def __init__(self, program: project.Project, kinds: tuple[type[BaseException], ...]) -> None:
        self.program = program
        self.kinds = kinds
        self.truth = verdict.Truth()
        self.used_again: set[int] = set()
        self.collected = 0
        self.faults: set[str] = set()
        self.n_good = 0
        self.deadline = time.monotonic() + PATIENCE

    def run(self, file: project.File, unit: str, doubtful: bool, chooser: Chooser) -> None:
        """Runs one path and adds what it left open; where it is `doubtful`, only as something that may be."""
        world = World(chooser, self.kinds, True, started_by=loop.started_by, any_call_raises=doubtful)
        with watched(world):
            try:
                path(self.program, file, unit, world)
                self.judge(world, doubtful)
                self.n_good += 1
            except CutOff:
                self.judge(world)
            except (Faulty, NotRunnable) as fault:
                self.faults.add(str(fault))

    def judge(self, world: World, unsure: bool = False) -> None:
        """Adds what a path left open, only as something that may be if it is `unsure` or was not run to its end."""
        state = is_open(world.opened)
        for it in world.opened:
            it.is_open = state[id(it)]
            it.owner_lines += default_factories(self.program, it)
            if it.is_open and it.used_again_at is not None:
                it.excuse = "it was used after its end"
                self.used_again.add(it.used_again_at)
        if unsure or world.chooser.cut_off or world.exited is not None:
            # Not at its end, or ended by itself: a finding may be about it, and none is due.
            world.exited = [(it, True) for it in world.opened if it.is_open]
        self.collect([it for it in world.opened if it.is_open])
        verdict.add(self.truth, world)

    def collect(self, open_ones: list[Opened]) -> None:
        """Lets go of what is open and counts what the collector closes of it."""
        if not open_ones:
            return
        MANAGERS.clear()
        KEPT.clear()
        gc.collect()
        state = is_open(open_ones)
        for it in open_ones:
            if not state[id(it)]:
                self.collected += 1
                if closes_itself():
                    it.excuse = "a dropped one closes itself"


def default_factories(program: project.Project, opened: Any) -> tuple[int, ...]:
    """The fields whose factory has opened it: what a dataclass runs then has no line of the program."""
    return tuple(line for name in opened.made_by for line in program.default_factories.get(name, []))


def observe(texts: dict[str, str], wanted_lines: set[int]) -> dict[str, Any]:
    """What the paths of a program show, as plain data; more paths are run while a finding is without an example."""
    with tempfile.TemporaryDirectory() as folder:
        program = project.load(Path(folder), texts)
        paths = Paths(program, kinds_of(program))
        units = [(file, unit) for file in program.files for unit in file.units]
        n_paths = sum(walk_unit(paths, *it, MAX_PATHS, False, wanted_lines) for it in units)
        for it in units:
            if not wanted_lines <= shown_by(paths):
                n_paths += walk_unit(paths, *it, MAX_DOUBTFUL, True, wanted_lines)
    truth = paths.truth
    seen = {key: [sorted(it) for it in getattr(truth, key)] for key in SITES}
    return {
        **seen,
        "reached": sorted(truth.reached),
        "used-again": sorted(paths.used_again),
        "paths": n_paths,
        "late": time.monotonic() > paths.deadline,
        "good": paths.n_good,
        "collected": paths.collected,
        "faults": sorted(paths.faults),
    }


def walk_unit(
    paths: Paths, file: project.File, unit: str, max_paths: int, doubtful: bool, wanted_lines: set[int]
) -> int:
    """Runs paths of one unit, the nearest first; gives their number."""
    number = 0
    for _ in walk_near(functools.partial(paths.run, file, unit, doubtful), max_paths, 2 if doubtful else 1):
        number += 1
        if number > ENOUGH and wanted_lines <= shown_by(paths) or time.monotonic() > paths.deadline:
            break
    return number


def shown_by(paths: Paths) -> set[int]:
    return {line for site in paths.truth.raised | paths.truth.raised_maybe for line in site}
