"""Every path of a program that asks a `Chooser` what happens next.

A path is the list of answers it was given; the next one differs in the last answer that has an alternative left,
so all paths are walked without ever looking into the program.
"""

from __future__ import annotations

import collections
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NoReturn


class CutOff(BaseException):
    """A path that became too long; what it would do further on is not looked at."""


@dataclass
class Chooser:
    """Answers the questions of one path: first as scripted, then with 0.

    `max_raises` bounds how often one path may answer a question about raising with anything but 0.
    """

    script: list[int] = field(default_factory=list)
    max_choices: int = 60
    max_raises: int = 2
    taken: list[int] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    raised: int = 0
    # Whether the path became too long, even if nobody let that through.
    cut_off: bool = False

    def choose(self, n_answers: int) -> int:
        """One of `n_answers` answers, counted from 0."""
        if n_answers < 2:
            return 0
        at = len(self.taken)
        if at >= self.max_choices:
            self.cut()
        answer = self.script[at] if at < len(self.script) else 0
        self.taken.append(answer)
        self.sizes.append(n_answers)
        return answer

    def cut(self) -> NoReturn:
        """Ends the path."""
        self.cut_off = True
        raise CutOff

    def choose_to_raise(self, n_kinds: int) -> int:
        """0 to go on, or which of `n_kinds` exceptions is raised, counted from 1."""
        if self.raised >= self.max_raises:
            return 0
        answer = self.choose(n_kinds + 1)
        self.raised += answer > 0
        return answer

    def next_script(self) -> list[int] | None:
        """The answers that lead to the next path; `None` after the last."""
        for at in reversed(range(len(self.taken))):
            if self.taken[at] + 1 < self.sizes[at]:
                return [*self.taken[:at], self.taken[at] + 1]
        return None


def walk(run: Callable[[Chooser], None], max_paths: int, max_raises: int = 2) -> Iterator[Chooser]:
    """Runs all paths, at most `max_paths`, and yields the chooser of each when it has ended."""
    script: list[int] | None = []
    for _ in range(max_paths):
        if script is None:
            return
        chooser = Chooser(script, max_raises=max_raises)
        run(chooser)
        yield chooser
        script = chooser.next_script()


def walk_near(run: Callable[[Chooser], None], max_paths: int, max_raises: int = 1) -> Iterator[Chooser]:
    """Runs at most `max_paths` paths, those first that differ from the plainest one in the fewest answers."""
    scripts: collections.deque[list[int]] = collections.deque([[]])
    for _ in range(max_paths):
        if not scripts:
            return
        script = scripts.popleft()
        chooser = Chooser(script, max_raises=max_raises)
        run(chooser)
        yield chooser
        for at in range(len(script), len(chooser.taken)):
            scripts.extend([*chooser.taken[:at], answer] for answer in range(1, chooser.sizes[at]))
