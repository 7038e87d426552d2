"""Writes `docs/sdk-behaviour.md` from what the SDKs answered, and holds the profiles and messages against it."""

from __future__ import annotations

import datetime
import json
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from ..linter import ROOT, findings
from . import behaviour, environments

PAGE = ROOT / "docs" / "sdk-behaviour.md"
Answers = dict[str, dict[str, str]]

# What the linter's notes say about a dropped connection, by what was seen. The first that fits counts.
NOTES = (
    ("unless the program closes another one", {"closed when another one is closed"}),
    ("only when the cyclic garbage collector runs", {"closed by the cyclic collector"}),
    ("closes itself 5 s after its last use", {"closes itself when idle"}),
    ("stays open for as long as the event loop runs", {"never closed while the loop runs"}),
    ("is never closed", {"never closed", "never closed while the loop runs"}),
)
PROGRAM = """import bittensor as bt


{define} main():
    sub = {opening}
    print({use})
"""
SYNC_LEAK = PROGRAM.format(define="def", opening="bt.Subtensor()", use="sub.block")
ASYNC_LEAK = PROGRAM.format(define="async def", opening="bt.AsyncSubtensor()", use="await sub.get_current_block()")
ELEVEN_LEAK = PROGRAM.format(define="async def", opening="await bt.Subtensor()", use="await sub.block()")


def observe(place: Path, versions: list[str]) -> tuple[Answers, dict[str, dict[str, str]]]:
    """Asks each SDK everything; its answers, and the packages that it was asked with."""
    answers: Answers = {}
    installed = {}
    with environments.node(place) as port:
        running = {}
        for version in versions:
            interpreter = environments.python(place, version)
            installed[version] = environments.packages(interpreter)
            command = [interpreter, str(Path(behaviour.__file__)), port, version]
            running[version] = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for version, process in running.items():
            output, _ = process.communicate()
            answers[version] = json.loads(output.splitlines()[-1])
    return answers, installed


def page(answers: Answers, installed: dict[str, dict[str, str]]) -> str:
    """The page with the table."""
    versions = list(answers)
    head = [
        "# What the SDKs do",
        "",
        "<!-- Written by `scripts/oracle behaviour`; do not edit. -->",
        "",
        f"Seen on {datetime.date.today().isoformat()} by running each SDK against a node on the loopback that counts"
        f" connections, with Python {sys.version.split()[0]}.",
        "An answer holds for these versions:",
        "",
        *(f"- {', '.join(f'{name} {it}' for name, it in installed[version].items())}" for version in versions),
        "",
        f"| | {' | '.join(versions)} |",
        f"| --- |{' --- |' * len(versions)}",
    ]
    rows = [
        f"| {said} | {' | '.join(answers[version][key] for version in versions)} |"
        for key, (said, _) in behaviour.QUESTIONS.items()
    ]
    return "\n".join([*head, *rows]) + "\n"


def differences(answers: Answers, installed: dict[str, dict[str, str]]) -> list[str]:
    """What profiles and messages say otherwise than the SDKs."""
    wrong = []
    for version, seen in answers.items():
        said = [*profile_differences(version, seen), *note_differences(installed[version], seen)]
        wrong += [f"{version}: {it}" for it in said]
    return wrong


# --- Profiles ---------------------------------------------------------------------------------------------------------


def profile_differences(version: str, seen: dict[str, str]) -> list[str]:
    """Where the built-in profile differs from what was seen of a version."""
    resources = tomllib.loads((ROOT / "lint-core/src/profiles/bittensor.toml").read_text())["resource"]

    def resource(name: str) -> dict | None:
        fitting = (it for it in resources if it["id"] == name and admits(it.get("versions", ""), version))
        return next(fitting, None)

    eleven = version.startswith("11.")
    sync = resource("blocking-client" if eleven else "subtensor")
    later = resource("client" if eleven else "async-subtensor")
    wrong = [] if sync else ["no profile of `Subtensor`"]
    if sync:
        wrong += compared(
            "opens", sync["opens"], {"constructor": "in the constructor", "first-use": "on first use"}, seen
        )
        wrong += compared("close", "close" in sync["close"], {True: "closes", False: "there is none"}, seen)
        wrong += one_of("with", "with" in sync.get("scope", []), seen["with"] == "closes")
        wrong += one_of("after-close", sync["after-close"] == "reopens", seen["after-close"] == "re-opens")
        inner = "substrate.close" in sync["close"]
        wrong += one_of("inner-close", inner, seen["inner-close"] == "closes")
        fails = "async with" in sync.get("opens-then-fails", [])
        wrong += one_of("async-with", fails, seen["async-with"].startswith("raises"))
        wrong += one_of("dropped", sync.get("self-closing", False), eleven)
    if later and seen["async-opens"] != behaviour.NO_CLASS:
        awaited = seen["async-close"] == "closes"
        wrong += one_of("async-close", "close" in later["close"], awaited)
        wrong += one_of(
            "async-async-with", "async with" in later.get("scope", []), seen["async-async-with"] == "closes"
        )
        wrong += one_of("async-after-close", later["after-close"] == "reopens", seen["async-after-close"] == "re-opens")
        if not eleven:
            connects = "initialize" in later.get("connect", [])
            wrong += one_of("async-opens", connects, seen["async-opens"].startswith("on initialize()"))
            wrong += one_of("async-cold", later["opens"] == "first-use", seen["async-cold"] == "opens by itself")
    return wrong


def compared(key: str, said: object, words: dict, seen: dict[str, str]) -> list[str]:
    expected = words.get(said)
    return [] if seen[key] == expected else [f"{key}: the profile says {said!r}, seen was {seen[key]!r}"]


def one_of(key: str, said: bool, was: bool) -> list[str]:
    return [] if said == was else [f"{key}: the profile says {said}, seen was {was}"]


def admits(specifier: str, version: str) -> bool:
    """Whether a version lies in a range such as ">=9,<11"; release numbers only."""
    number = release(version)
    for part in filter(None, (it.strip() for it in specifier.split(","))):
        match = re.fullmatch(r"(>=|<=|==|<|>)\s*([\d.]+)", part)
        if match is None:
            raise ValueError(f"cannot read the range {specifier!r}")
        sign, bound = match[1], release(match[2])
        holds = {
            ">=": number >= bound,
            "<=": number <= bound,
            "==": number == bound,
            "<": number < bound,
            ">": number > bound,
        }
        if not holds[sign]:
            return False
    return True


def release(version: str) -> tuple[int, ...]:
    numbers = tuple(int(it) for it in version.split("."))
    return numbers + (0,) * (3 - len(numbers))


# --- Messages ---------------------------------------------------------------------------------------------------------


def note_differences(installed: dict[str, str], seen: dict[str, str]) -> list[str]:
    """Where the note in a finding differs from what the collector was seen to do, with the same packages pinned."""
    if installed["bittensor"].startswith("11."):
        asked = [("async-dropped", ELEVEN_LEAK)]
    else:
        asked = [("dropped", SYNC_LEAK), ("async-dropped", ASYNC_LEAK)]
    wrong = []
    for key, text in asked:
        if seen[key] == behaviour.NO_CLASS:
            continue
        message = message_about(text, installed)
        expected = next((answers for words, answers in NOTES if words in message), set())
        if seen[key] not in expected:
            wrong.append(f"{key}: seen was {seen[key]!r}, the message is {message!r}")
        hangs = seen["async-dropped-with-loop"] == "hangs"
        if key == "async-dropped" and hangs and "may never return" not in message:
            wrong.append(f"{key}: asyncio.run() hangs, and the message does not say so: {message!r}")
    return wrong


def message_about(text: str, installed: dict[str, str]) -> str:
    """What the linter says about a program with one leak whose project pins these packages."""
    pins = "".join(f"{name}=={version}\n" for name, version in installed.items())
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "leak.py").write_text(text)
        Path(folder, "requirements.txt").write_text(pins)
        return next((it.message for it in findings(Path(folder))), "nothing")


def unchanged(new: str) -> bool:
    """Whether the page on disk says the same but for the day and the Python it was written with."""
    same = [re.sub(r"^Seen on .*", "", it, flags=re.M) for it in (new, PAGE.read_text() if PAGE.exists() else "")]
    return same[0] == same[1]
