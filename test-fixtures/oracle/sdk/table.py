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
    profile = tomllib.loads((ROOT / "lint-core/src/profiles/bittensor.toml").read_text())

    def resource(name: str) -> dict | None:
        entries = (it for it in profile["resource"] if it["id"] == name)
        return next((it for it in entries if admits(it.get("versions", ""), version)), None)

    def named(kind: str, *names: str) -> dict | None:
        entries = (it for it in profile[kind] if set(names) & set(it["names"]))
        return next((it for it in entries if admits(it.get("versions", ""), version)), None)

    eleven = version.startswith("11.")
    sync = resource("blocking-client" if eleven else "subtensor")
    later = resource("client" if eleven else "async-subtensor")
    wrong = [] if sync else ["no profile of `Subtensor`"]
    absent = ("there is none", behaviour.NO_CLASS)

    def closes(key: str, path: str, it: dict) -> list[str]:
        """A way to close that the profile lists must close where the SDK has it, and one that closes must be listed."""
        return [] if seen[key] in absent else one_of(key, path in it["close"], seen[key].endswith("closes"))
    if sync:
        wrong += compared(
            "opens", sync["opens"], {"constructor": "in the constructor", "first-use": "on first use"}, seen
        )
        wrong += compared("close", "close" in sync["close"], {True: "closes", False: "there is none"}, seen)
        wrong += one_of("with", "with" in sync.get("scope", []), seen["with"] == "closes")
        wrong += one_of("after-close", sync["after-close"] == "reopens", seen["after-close"] == "re-opens")
        wrong += closes("inner-close", "substrate.close", sync)
        wrong += closes("ws-close", "substrate.ws.close", sync)
        wrong += closes("websocket-close", "substrate.websocket.close", sync)
        raises = "fallback_endpoints" in sync.get("close-raises-with", [])
        wrong += one_of("close-fallback", raises, seen["close-fallback"].startswith("raises"))
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
        if seen["async-close-not-awaited"] not in absent:
            left = seen["async-close-not-awaited"].endswith("stays open")
            wrong += one_of("async-close-not-awaited", later["style"] == "async", left)
        if not eleven:
            connects = "initialize" in later.get("connect", [])
            wrong += one_of("async-opens", connects, seen["async-opens"].startswith("on initialize()"))
            wrong += closes("async-inner-close", "substrate.close", later)
            wrong += closes("async-ws-shutdown", "substrate.ws.shutdown", later)
            wrong += one_of("async-cold", later["opens"] == "first-use", seen["async-cold"] == "opens by itself")
    made = named("opener", "bittensor.core.async_subtensor.get_async_subtensor")
    if seen["factory"] not in absent:
        wrong += one_of("factory", bool(made and made.get("connected")), seen["factory"].startswith("open"))
    wrong += implicit_differences(named("implicit", "bittensor.Metagraph", "bittensor.metagraph"), seen)
    return [*wrong, *api_differences(resource("subtensor-api"), resource("async-subtensor-api"), seen)]


def implicit_differences(entry: dict | None, seen: dict[str, str]) -> list[str]:
    """The same for the connections that a metagraph opens by itself."""
    if entry is None or seen["implicit"] == "there is none":
        return one_of("implicit", entry is not None, seen["implicit"] != "there is none")
    unless = any(it["name"] == "sync" and it["is"] == "falsy" for it in entry["unless"])
    copies = not entry.get("keeps", False) or entry.get("forgets-when-copied", False)
    return [
        *one_of("implicit", True, seen["implicit"] == "opens 1"),
        *one_of("implicit-no-sync", unless, seen["implicit-no-sync"] == "opens 0"),
        *one_of("implicit-sync", entry.get("keeps", False), seen["implicit-sync"] == "opens 1"),
        *one_of("implicit-copy", copies, seen["implicit-copy"] == "opens 1"),
    ]


def api_differences(sync: dict | None, later: dict | None, seen: dict[str, str]) -> list[str]:
    """The same for the class around both."""
    if seen["api-opens"] == behaviour.NO_CLASS:
        return []
    if sync is None or later is None:
        return ["no profile of `SubtensorApi`"]
    scope = "async with" in later.get("scope", [])
    return [
        *compared("api-opens", sync["opens"], {"constructor": "in the constructor"}, seen),
        *one_of("api-close", "close" in sync["close"], seen["api-close"] == "closes"),
        *one_of("api-with", "with" in sync.get("scope", []), seen["api-with"] == "closes"),
        *one_of("async-api-async-with", scope, seen["async-api-async-with"] == "closes"),
    ]


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
