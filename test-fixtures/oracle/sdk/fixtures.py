"""Runs fixtures and the examples of the rule pages on real SDKs, and compares with what the linter says."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..linter import Finding, leaks
from ..places import readable
from ..programs import verdict
from .observe import SITES
from .sources import Source, lint, sources
from .workers import Workers, for_all

REASONS = Path(__file__).resolve().parent.parent / "reasons.toml"


@dataclass
class Compared:
    """What came of one program."""

    source: Source
    # Why it says nothing, if so.
    not_run: str | None
    wrong: list[str]
    n_paths: int = 0
    n_left_open: int = 0
    n_collected: int = 0
    # Whether there was no time for all paths.
    late: bool = False
    # What of `wrong` has a reason, and reasons for what is not wrong.
    explained: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)


def compare(place: Path, wanted: str, jobs: int) -> Iterator[Compared]:
    """Runs and judges all programs whose name contains `wanted`."""
    reasons = read_reasons()

    def work(workers: Workers, source: Source) -> Compared:
        return explained(run(workers, source), reasons.get(source.name, {}))

    yield from for_all(place, sources(wanted), jobs, work)


def run(workers: Workers, source: Source) -> Compared:
    default = lint(source.files, source.version)
    strict = lint(source.files, source.version, "--strict")
    sdk = source.sdk()
    if sdk is None:
        return Compared(source, f"no SDK {source.version} here", [])
    lines = sorted({it.line for it in leaks(strict)})
    seen = workers.ask(sdk, {"files": source.files, "lines": lines})
    if not seen["good"]:
        return Compared(source, "; ".join(seen["faults"][:1]) or "nothing to run", [])
    if not seen["reached"]:
        return Compared(source, "opens nothing when it is run", [])
    truth = verdict.Truth(reached=set(seen["reached"]))
    for key in SITES:
        getattr(truth, key).update(frozenset(it) for it in seen[key])
    wrong = [*verdict.compare(truth, leaks(default), leaks(strict)), *untold_uses(seen["used-again"], default)]
    wrong = [readable(it, source.files) for it in wrong]
    if seen["late"]:
        # The path that would show it may be one of those that there was no time for.
        wrong = [it for it in wrong if "not justified" not in it]
    return Compared(source, None, wrong, seen["paths"], len(seen["raised"]), seen["collected"], seen["late"])


def untold_uses(used_again: list[int], default: list[Finding]) -> list[str]:
    """Uses that opened a closed connection again, and of which nothing is said."""
    told = {it.line for it in default if it.rule == "SUB013"}
    return [f"[default] nothing about the use after the end at line {it}" for it in used_again if it not in told]


# --- Reasons ----------------------------------------------------------------------------------------------------------


def read_reasons() -> dict[str, dict[str, str]]:
    """For each program, the differences that are known, with their reasons. Raises `KeyError` where one lacks its."""
    known: dict[str, dict[str, str]] = {}
    for it in tomllib.loads(REASONS.read_text()).get("difference", []):
        known.setdefault(it["program"], {})[it["says"]] = it["reason"]
    return known


def explained(it: Compared, reasons: dict[str, str]) -> Compared:
    """Takes out what has a reason, and notes reasons that nothing needs."""
    if it.not_run is None:
        it.explained = [one for one in it.wrong if one in reasons]
        it.stale = [f"no longer differs: {one}" for one in reasons if one not in it.wrong]
        it.wrong = [one for one in it.wrong if one not in reasons]
    return it


def summary(all_compared: list[Compared]) -> str:
    """Figures and reasons, for people."""
    not_run = Counter(it.not_run.split(":")[0] for it in all_compared if it.not_run)
    run = [it for it in all_compared if not it.not_run]
    lines = [f"not run: {n} {reason}" for reason, n in not_run.most_common()]
    figures = {
        "programs": len(all_compared),
        "run": len(run),
        "of-several-files": sum(len(it.source.files) > 1 for it in run),
        "paths": sum(it.n_paths for it in run),
        "left-open": sum(it.n_left_open for it in run),
        "collected": sum(it.n_collected for it in run),
        "late": sum(it.late for it in run),
        "explained": sum(bool(it.explained) for it in run),
        "differ": sum(bool(it.wrong or it.stale) for it in run),
    }
    return "\n".join([*lines, " ".join(f"{key}={n}" for key, n in figures.items())])
