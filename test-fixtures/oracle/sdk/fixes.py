"""Fixes programs and runs both on real SDKs: the fixed one must do the same and leave nothing open."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..linter import finding, leaks, report
from . import environments
from .fixtures import REASONS
from .sources import Source, folder, sources
from .workers import Workers, for_all

# What the linter is told, and the mode in which nothing may be left if it finds nothing any more.
MODES = {
    "--fix": (["--fix"], "default"),
    "--strict --fix": (["--strict", "--fix"], "strict"),
    "--strict --unsafe-fixes": (["--strict", "--fix", "--unsafe-fixes"], "strict"),
}


@dataclass
class Compared:
    """One program, fixed in one way for one SDK, and run there before and after."""

    source: Source
    sdk: str
    mode: str
    # Why it says nothing, if so.
    not_run: str | None
    wrong: list[str]
    n_paths: int = 0
    n_opened: int = 0
    clean: bool = False
    # What of `wrong` has a reason.
    explained: list[str] = field(default_factory=list)


def compare(place: Path, wanted: str, jobs: int) -> Iterator[Compared]:
    """Fixes and runs all programs whose name contains `wanted`, for each SDK that they may be about."""

    reasons = read_reasons()

    def work(workers: Workers, task: tuple[Source, str]) -> list[Compared]:
        return [explained(it, reasons.get(it.source.name, [])) for it in run(workers, *task)]

    tasks = [(source, sdk) for source in sources(wanted) for sdk in sdks(source)]
    for several in for_all(place, tasks, jobs, work):
        yield from several


def sdks(source: Source) -> list[str]:
    """The SDKs that a program is run on: one if it names its version, else all, and it is judged by each."""
    if not source.pinned:
        return list(environments.SDKS)
    sdk = source.sdk()
    return [] if sdk is None else [sdk]


def run(workers: Workers, source: Source, sdk: str) -> list[Compared]:
    """What each way of fixing gives that changes something; the same text is run once."""
    version = source.version if source.pinned else sdk
    done: dict[tuple[str, ...], str] = {}
    results = []
    for mode, (options, strength) in MODES.items():
        fixed, is_clean = fix(source, version, options)
        key = tuple(fixed.values())
        if fixed == source.files or key in done and not is_clean:
            continue
        clean = strength if is_clean else ""
        if done.get(key) == clean:
            continue
        done[key] = clean
        seen = workers.ask(sdk, {"files": source.files, "fixed": fixed, "clean": clean})
        if not seen["good"]:
            reason = "; ".join(seen["faults"][:1]) or "nothing to run"
            results.append(Compared(source, sdk, mode, reason, []))
        elif not seen["opened"]:
            results.append(Compared(source, sdk, mode, "opens nothing when it is run", []))
        else:
            results.append(Compared(source, sdk, mode, None, seen["wrong"], seen["good"], seen["opened"], bool(clean)))
    return results


def fix(source: Source, version: str, options: list[str]) -> tuple[dict[str, str], bool]:
    """A program after all fixes, and whether no leak is found in it any more."""
    with folder(source.files) as place:
        left = report(place, "--sdk", version, "--no-ignores", *options)
        fixed = {path: Path(place, path).read_text() for path in source.files}
        found = [finding(it) for it in left["findings"]]
        # A use after the end opens again, so it leaves something open, too.
        return fixed, not leaks(found) and all(it.rule != "SUB013" for it in found)


def read_reasons() -> dict[str, list[str]]:
    """For each program, what differences show that are known; each has a reason. Raises `KeyError` if not."""
    known: dict[str, list[str]] = {}
    for it in tomllib.loads(REASONS.read_text()).get("fix", []):
        if not it["reason"]:
            raise KeyError(it["program"])
        known.setdefault(it["program"], []).append(it["shows"])
    return known


def explained(it: Compared, shown: list[str]) -> Compared:
    """Takes out what has a reason."""
    it.explained = [one for one in it.wrong if any(text in one for text in shown)]
    it.wrong = [one for one in it.wrong if one not in it.explained]
    return it


def summary(all_compared: list[Compared]) -> str:
    """Figures and reasons, for people."""
    not_run = Counter(it.not_run.split(":")[0] for it in all_compared if it.not_run)
    run = [it for it in all_compared if not it.not_run]
    lines = [f"not run: {n} {reason}" for reason, n in not_run.most_common()]
    for sdk in environments.SDKS:
        on_it = [it for it in run if it.sdk == sdk]
        counts = [f"{mode}: {sum(it.mode == mode for it in on_it)}" for mode in MODES]
        lines.append(f"{sdk}: {', '.join(counts)}")
    figures = {
        "fixed": len(all_compared),
        "run": len(run),
        "programs": len({it.source.name for it in run}),
        "paths": sum(it.n_paths for it in run),
        "openings": sum(it.n_opened for it in run),
        "clean": sum(it.clean for it in run),
        "explained": sum(bool(it.explained) for it in run),
        "differ": sum(bool(it.wrong) for it in run),
    }
    return "\n".join([*lines, " ".join(f"{key}={n}" for key, n in figures.items())])
