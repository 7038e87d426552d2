"""Small random Python programs about connections.

A program is a `main` and some things that it may call: a factory, a helper that is lent a connection, a class that
keeps one, a context manager. While writing, the generator keeps a rough book of what each name holds, so that most
programs do not trip over None or an unbound name; those that do all the same are thrown away when they run.
"""

from __future__ import annotations

import random
import re

from .blocks import block
from .parts import PARTS
from .place import Callables, Lines, Place, define, indented


def program(rng: random.Random) -> str:
    """The text of a program."""
    is_async = rng.random() < 0.25
    known = Callables()
    parts: list[Lines] = []
    for number in range(rng.choice((0, 0, 1, 1, 2, 3, 4))):
        parts.append(rng.choice(PARTS)(rng, is_async, number, known))
    flags = ("a", "b")[: rng.choice((0, 0, 1, 2))]
    place = Place(rng, is_async, [rng.randint(3, 11)], flags=flags, known=known)
    body, _ = block(place, dict.fromkeys(flags, "flag"))
    parts.append([f"{define(is_async)} main({', '.join(flags)}):", *indented(body)])
    # What nobody calls is no part of any path.
    for at in reversed(range(len(parts) - 1)):
        name = re.match(r"(?:async )?(?:def|class) (\w+)", next(it for it in parts[at] if it[0] != "@"))[1]
        if not any(f"{name}(" in line or f"{name}.create" in line for it in parts[at + 1 :] for line in it):
            del parts[at]
    text = "\n\n\n".join("\n".join(it) for it in parts) + "\n"
    return "\n".join(imports(text)) + "\n\n\n" + text


def imports(text: str) -> Lines:
    """The imports that a program needs, and no more."""
    world = [it for it in ("Error", "flag", "items", "kind", "pause", "probe", "work") if f"{it}(" in text]
    helpers = ("AsyncExitStack", "ExitStack", "asynccontextmanager", "closing", "contextmanager", "suppress")
    library = [it for it in helpers if f"{it}(" in text or f"@{it}\n" in text]
    return [
        *(f"import {it}" for it in ("asyncio", "atexit", "sys") if f"{it}." in text),
        *([f"from contextlib import {', '.join(library)}"] if library else []),
        "import bittensor as bt",
        *([f"from world import {', '.join(world)}"] if world else []),
    ]
