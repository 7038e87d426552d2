"""Where a statement of a random program stands, what its names hold, and the words that all statements share."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

Lines = list[str]
# What each name holds: "conn", "none", "maybe" (one of these two), "flag", "pool", "dict", "box" and its class,
# "keeper", "release" (a bound `close`), "lent", or "seen": a connection that a context manager of the program lends,
# and that nobody else may close.
Env = dict[str, str]

NAMES = ("x", "y", "z")
ALL = ("", "BaseException", "Exception")
# No two name the same: to the linter an exception may reach each handler, to Python only the first that fits.
SOME = ("ValueError", "(KeyError, TypeError)", "KeyboardInterrupt")


@dataclass
class Place:
    """Where the next statement stands."""

    rng: random.Random
    is_async: bool
    # Statements that may still be written; shared with all blocks of the function.
    left: list[int]
    depth: int = 0
    in_loop: bool = False
    in_finally: bool = False
    # What `return` gives back: nothing, or a connection.
    returns: str = ""
    flags: tuple[str, ...] = ()
    # What has been bound so far, on whatever path; shared like `left`.
    bound: set[str] = field(default_factory=set)
    known: Callables = field(default_factory=lambda: Callables())

    def inner(self, **changes: object) -> Place:
        """The same, one block further in."""
        return Place(**{**vars(self), "depth": self.depth + 1, **changes})


@dataclass
class Callables:
    """What a function may call: name to what it needs or gives."""

    factories: dict[str, str] = field(default_factory=dict)
    helpers: list[str] = field(default_factory=list)
    passers: list[str] = field(default_factory=list)
    scopes: list[str] = field(default_factory=list)
    # Classes that keep a connection which they are lent.
    keepers: list[str] = field(default_factory=list)
    # Functions that use a connection, their own one if they are lent none, and functions that return two.
    askers: list[str] = field(default_factory=list)
    pairs: list[str] = field(default_factory=list)
    boxes: dict[str, frozenset[str]] = field(default_factory=dict)
    # Functions that return a box, by the class, and functions that are lent one.
    builders: dict[str, str] = field(default_factory=dict)
    finishers: list[str] = field(default_factory=list)


# Lines, and what the names hold behind them: None if nothing gets there. No lines if the statement does not fit.
Made = tuple[Lines, Env | None] | None
Statement = Callable[[Place, Env], Made]


def define(is_async: bool) -> str:
    return "async def" if is_async else "def"


def indented(lines: Lines) -> Lines:
    return [f"    {it}" for it in lines] or ["    pass"]


def wait(place: Place) -> str:
    return "await " if place.is_async else ""


def opening(place: Place) -> str:
    """An expression that opens a connection."""
    if not place.is_async:
        made = [it for it, gives in place.known.factories.items() if gives == "conn"]
        return place.rng.choice(["bt.Subtensor()", "bt.Subtensor()", *(f"{it}()" for it in made)])
    made = [f"await {it}()" for it, gives in place.known.factories.items() if gives == "conn"]
    return place.rng.choice(["await bt.AsyncSubtensor().initialize()", *made])


def work(place: Place) -> str:
    return "await pause()" if place.is_async and place.rng.random() < 0.5 else "work()"


def holders(env: Env, *kinds: str) -> list[str]:
    return sorted(name for name, kind in env.items() if kind in kinds)


def closing_of(name: str, place: Place) -> Lines:
    """Statements that close what a name holds."""
    if place.is_async:
        forms = ("await {}.close()",) * 5 + (
            "await {}.substrate.close()",
            "await asyncio.wait_for({}.close(), 5)",
            "await asyncio.gather({}.close())",
            "asyncio.create_task({}.close())",
        )
    else:
        forms = ("{}.close()",) * 6 + ("{}.substrate.close()",)
    return [place.rng.choice(forms).format(name)]


def condition(place: Place, env: Env) -> str:
    """Something that may be true or false."""
    forms = ["flag()", "flag()", *place.flags, *(f"not {it}" for it in place.flags)]
    forms += [it for name in holders(env, "flag") for it in (name, f"not {name}")]
    forms += [it for name in holders(env, "maybe") for it in (f"{name} is None", f"{name} is not None", name)]
    return place.rng.choice(forms)


def learnt(env: Env, test: str, holds: bool) -> Env:
    """What a test teaches about a name."""
    name = test.split(" ")[0]
    if env.get(name) != "maybe":
        return env
    return {**env, name: "none" if ("is None" in test) == holds else "conn"}


def joined(one: Env | None, other: Env | None) -> Env | None:
    """What the names hold where two ways meet."""
    if one is None or other is None:
        return one if other is None else other
    return {
        name: either(kind, other[name]) for name, kind in one.items() if name in other and either(kind, other[name])
    }


def either(one: str, other: str) -> str:
    if one == other:
        return one
    return "maybe" if {one, other} <= {"conn", "none", "maybe", "lent"} else ""


def weaker(before: Env, after: Env) -> Env:
    """What the names hold if it stopped somewhere in between; new ones are unbound then."""
    return joined(before, {**before, **{name: kind for name, kind in after.items() if name in before}}) or {}
