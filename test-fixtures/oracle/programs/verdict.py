"""What the paths of a program say about its connections, and whether the linter says the same.

Default mode is about the paths that somebody wrote, strict mode about all of them. A connection is told by the lines
of the calls that led to its opening, since a finding about it may stand at any of them: at the opening itself, or at
the call of the factory or class that opens.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from ..linter import Finding
from ..paths import CutOff, walk
from .world import MAX_VISITS, Faulty, Opened, Program, World, prepare, run

Site = frozenset[int]


@dataclass
class Truth:
    """What was seen on all paths."""

    # Open at the end of a path that no exception leaves, and of any path.
    written: set[Site] = field(default_factory=set)
    raised: set[Site] = field(default_factory=set)
    # What a finding in default mode may be about, though no such path requires it.
    written_maybe: set[Site] = field(default_factory=set)
    raised_maybe: set[Site] = field(default_factory=set)
    reached: set[int] = field(default_factory=set)
    # What methods opened, with the lines where their objects were made.
    owned: set[tuple[Site, Site]] = field(default_factory=set)
    # Whose last name was bound to something else.
    lost: set[Site] = field(default_factory=set)
    # Left open where the analysis is known to be silent, by the reason.
    excused: dict[str, set[Site]] = field(default_factory=lambda: defaultdict(set))
    n_paths: int = 0
    complete: bool = True
    faulty: str | None = None


@dataclass(frozen=True)
class Effort:
    """How far the paths of a program are followed."""

    max_paths: int
    max_raises: int
    correlated: bool = True
    max_visits: int = MAX_VISITS


USUAL = Effort(max_paths=1500, max_raises=2)
# Three turns of a loop, so that a name may change twice and back.
THOROUGH = Effort(max_paths=40_000, max_raises=4, max_visits=8)
# Conditions answer anew each time they are looked at: paths that the linter need not know to be impossible.
UNRELATED = Effort(max_paths=40_000, max_raises=3, correlated=False)


def observe(text: str, effort: Effort) -> Truth:
    """Runs all paths of a program. Raises `SyntaxError` if it is none."""
    truth = Truth()
    program = prepare(text)

    def path(chooser) -> None:
        try:
            add(truth, run(program, chooser, correlated=effort.correlated, max_visits=effort.max_visits))
        except CutOff:
            pass
        except Faulty as fault:
            if effort.correlated:
                truth.faulty = str(fault)

    last = None
    for last in walk(path, effort.max_paths, effort.max_raises):
        truth.n_paths += 1
        if truth.faulty:
            return truth
    truth.complete = last is not None and last.next_script() is None
    return truth


def add(truth: Truth, world: World) -> None:
    """Adds what one path left open."""
    if world.exited is not None:
        # What is reached on the way out of the process does not count, but what functions had lost before may.
        truth.written_maybe |= {it.lines() for it, dropped in world.exited if dropped}
        truth.raised_maybe |= {it.lines() for it, _ in world.exited}
        return
    for it in world.opened:
        truth.reached |= it.lines()
        truth.owned.add((it.lines(), frozenset(it.owner_lines)))
    for it in world.opened:
        if world.thrown_in and not it.is_of_generator():
            continue
        if it.is_open:
            sort_in(truth, it)
        elif it.failed:
            truth.written_maybe.add(it.lines())
            truth.raised_maybe.add(it.lines())


def sort_in(truth: Truth, it: Opened) -> None:
    site = it.lines()
    truth.raised_maybe.add(site)
    if it.dropped:
        truth.lost.add(site)
    if it.excuse:
        truth.excused[it.excuse].add(site)
    else:
        truth.raised.add(site)
    if not it.left_inner and not it.left_outer and not it.excuse:
        truth.written.add(site)
    if it.dropped or not it.left_inner or it.is_of_generator():
        truth.written_maybe.add(site)


def disagreements(text: str, default: list[Finding], strict: list[Finding]) -> tuple[str | None, list[str]]:
    """Why the program says nothing, if so, and what the linter says otherwise than the paths.

    A disagreement begins with "[default]" or "[strict]"; only those are told that remain after a thorough look.
    """
    truth = observe(text, USUAL)
    if truth.faulty:
        return truth.faulty, []
    wrong = compare(truth, default, strict)
    if not wrong:
        return None, []
    truth = merged(truth, observe(text, THOROUGH))
    if truth.faulty:
        return truth.faulty, []
    wrong = compare(truth, default, strict)
    if any("not justified" in it for it in wrong):
        unrelated = observe(text, UNRELATED)
        truth.written_maybe |= unrelated.written | unrelated.written_maybe
        truth.raised_maybe |= unrelated.raised | unrelated.raised_maybe
        truth.complete &= unrelated.complete
        wrong = compare(truth, default, strict)
    if not truth.complete and all("not justified" in it for it in wrong):
        return "too many paths", []
    return None, wrong


def merged(one: Truth, other: Truth) -> Truth:
    """What was seen in either."""
    return Truth(
        written=one.written | other.written,
        raised=one.raised | other.raised,
        written_maybe=one.written_maybe | other.written_maybe,
        raised_maybe=one.raised_maybe | other.raised_maybe,
        reached=one.reached | other.reached,
        owned=one.owned | other.owned,
        lost=one.lost | other.lost,
        n_paths=one.n_paths + other.n_paths,
        complete=other.complete,
        faulty=one.faulty or other.faulty,
    )


def compare(truth: Truth, default: list[Finding], strict: list[Finding]) -> list[str]:
    """How findings and paths differ."""
    written = truth.written | truth.written_maybe
    raised = truth.raised | truth.raised_maybe
    return [
        *(f"[default] {it}" for it in differences(default, truth, truth.written, written)),
        *(f"[strict] {it}" for it in differences(strict, truth, truth.raised, raised)),
    ]


def differences(found: list[Finding], truth: Truth, required: set[Site], allowed: set[Site]) -> list[str]:
    covered = set()
    wrong = []
    for it in found:
        lines = {it.line, *it.related} if it.rule == "SUB005" else {it.line}
        covered |= lines
        # What a class keeps and never closes is its own fault, whatever path uses it.
        told_by_class = it.rule == "SUB006"
        if it.line in truth.reached and not told_by_class and not any(site & lines for site in allowed):
            wrong.append(f"{it.rule} at line {it.line} is not justified")
    # What got lost when a name was bound anew may be told by the one finding at the opening that took its place.
    reconnects = any(it.rule == "SUB005" for it in found)
    told = told_of_objects(found, truth.owned)
    missing = [
        sorted(site)
        for site in required
        if not site & covered and site not in told and not (reconnects and site in truth.lost)
    ]
    return wrong + [f"nothing at lines {' or '.join(map(str, lines))}" for lines in sorted(missing)]


def told_of_objects(found: list[Finding], owned: set[tuple[Site, Site]]) -> set[Site]:
    """What else the objects opened of which a finding says that nobody closes them: each of them is told once."""
    lines = {it.line for it in found if it.rule == "SUB007"}
    objects = {line for site, made in owned if site & lines for line in made}
    return {site for site, made in owned if made & objects}


def kind(wrong: list[str]) -> Counter[str]:
    """Disagreements without their lines, to tell whether two are alike."""
    words = (it.split(" at line")[0] for it in wrong)
    return Counter(words)


__all__ = ["Effort", "Program", "Truth", "disagreements", "kind", "observe"]
