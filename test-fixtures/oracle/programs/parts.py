"""The things that the `main` of a random program may call: functions, classes and context managers."""

from __future__ import annotations

import random

from .blocks import block
from .place import NAMES, Callables, Lines, Place, closing_of, define, indented, opening, wait, work


def factory(rng: random.Random, is_async: bool, number: int, known: Callables) -> Lines:
    """A function that returns a connection, or sometimes None."""
    name = f"make{number}"
    place = Place(rng, is_async, [rng.randint(1, 5)], returns="conn", known=known)
    body, env = block(place, {})
    # One that opens nothing is a helper like any other: nobody looks at what it gives.
    if not any("Subtensor" in it or "make" in it for it in body) and env is not None:
        body.append(f"x = {opening(place)}")
        env = {**env, "x": "conn"}
    gives = "conn"
    if env is not None:
        held = [it for it in NAMES if env.get(it) in ("conn", "maybe")]
        if held:
            body.append(f"return {rng.choice(held)}")
        else:
            body.append(f"return {opening(place)}")
    if any(it.strip() in ("return", "return None") for it in body) or any(
        env and env.get(it) == "maybe" for it in NAMES
    ):
        gives = "maybe"
    known.factories[name] = gives
    return [f"{define(is_async)} {name}():", *indented(body)]


def helper(rng: random.Random, is_async: bool, number: int, known: Callables) -> Lines:
    """A function that is lent a connection and may close it."""
    name = f"end{number}"
    place = Place(rng, is_async, [rng.randint(1, 4)], known=known)
    body, _ = block(place, {"sub": "lent"}, at_least=rng.choice((closing_of("sub", place), [])))
    known.helpers.append(name)
    return [f"{define(is_async)} {name}(sub):", *indented(body)]


def passer(rng: random.Random, is_async: bool, number: int, known: Callables) -> Lines:
    """A function that returns what it is lent."""
    name = f"same{number}"
    known.passers.append(name)
    return [f"def {name}(sub):", *indented(rng.choice(([], ["work()"], ["print(sub)"]))), "    return sub"]


def pair(rng: random.Random, is_async: bool, number: int, known: Callables) -> Lines:
    """A function that returns two connections."""
    name = f"two{number}"
    place = Place(rng, is_async, [1], known=known)
    known.pairs.append(name)
    one, other = opening(place), opening(place)
    first = rng.choice(([], [work(place)]))
    forms = ([f"return {one}, {other}"], [f"x = {one}", f"y = {other}", *first, "return x, y"])
    return [f"{define(is_async)} {name}():", *indented(rng.choice(forms))]


def asker(rng: random.Random, is_async: bool, number: int, known: Callables) -> Lines:
    """A function that uses the connection it is lent, or one of its own."""
    name = f"ask{number}"
    place = Place(rng, is_async, [1], known=known)
    close, use = closing_of("sub", place), f"print({wait(place)}sub.get_current_block())"
    opened = ["own = sub is None", "if own:", f"    sub = {opening(place)}"]
    ends = [
        [use, "if own:", *indented(close)],
        ["try:", *indented([use]), "finally:", "    if own:", *indented(indented(close))],
        ["try:", *indented([use]), "except Exception:", "    print('failed')", "if own:", *indented(close)],
        [use, "if not own:", *indented(close)],
        [use],
    ]
    known.askers.append(name)
    end = rng.choices(ends, (2, 3, 2, 1, 1))[0]
    return [f"{define(is_async)} {name}(sub=None):", *indented([*opened, *end])]


def keeper(rng: random.Random, is_async: bool, number: int, known: Callables) -> Lines:
    """A class that keeps what it is lent."""
    name = f"Keeper{number}"
    place = Place(rng, is_async, [1], known=known)
    known.keepers.append(name)
    close = rng.choice(([f"{wait(place)}self.sub.close()"], [f"{wait(place)}self.sub.close()"], ["print('kept')"]))
    return [
        f"class {name}:",
        "    def __init__(self, sub):",
        "        self.sub = sub",
        "",
        f"    {define(is_async)} peek(self):",
        f"        print({wait(place)}self.sub.get_current_block())",
        "",
        f"    {define(is_async)} close(self):",
        *indented(indented(close)),
    ]


def builder(rng: random.Random, is_async: bool, number: int, known: Callables) -> Lines:
    """A function that returns a box, or a box and a class if there is none yet."""
    if not known.boxes:
        return box(rng, is_async, number, known)
    name = f"build{number}"
    place = Place(rng, is_async, [1], known=known)
    kind, can = rng.choice(sorted(known.boxes.items()))
    known.builders[name] = kind
    connect = [] if "eager" in can else [f"{wait(place)}box.connect()"]
    middle = rng.choice(([], [], [work(place)]))
    return [f"{define(is_async)} {name}():", *indented([f"box = {kind}()", *connect, *middle, "return box"])]


def finisher(rng: random.Random, is_async: bool, number: int, known: Callables) -> Lines:
    """A function that is lent a box and closes it, perhaps."""
    name = f"finish{number}"
    place = Place(rng, is_async, [1], known=known)
    known.finishers.append(name)
    close = f"{wait(place)}box.close()"
    forms = (
        [close],
        [work(place), close],
        ["try:", f"    {work(place)}", "finally:", f"    {close}"],
        ["if flag():", f"    {close}"],
        [f"{wait(place)}box.peek()"],
    )
    return [f"{define(is_async)} {name}(box):", *indented(rng.choice(forms))]


def scope(rng: random.Random, is_async: bool, number: int, known: Callables) -> Lines:
    """A context manager out of a generator."""
    name = f"scope{number}"
    place = Place(rng, is_async, [1], known=known)
    close = closing_of("sub", place)
    before = rng.choice(([], [work(place)]))
    opened = [f"sub = {opening(place)}", *before]
    body = rng.choice(
        (
            [*opened, "try:", "    yield sub", "finally:", *indented(close)],
            [*opened, "try:", "    yield sub", "finally:", *indented(close)],
            [*opened, "yield sub", *close],
            [*opened, "yield sub"],
            [*opened, "try:", "    yield sub", "except Exception:", "    print('failed')", "else:", *indented(close)],
        )
    )
    known.scopes.append(name)
    manager = "asynccontextmanager" if is_async else "contextmanager"
    return [f"@{manager}", f"{define(is_async)} {name}():", *indented(body)]


def box(rng: random.Random, is_async: bool, number: int, known: Callables) -> Lines:
    """A class that keeps a connection, opened by its constructor or by `connect`."""
    name = f"Box{number}"
    place = Place(rng, is_async, [1], known=known)
    eager = not is_async and rng.random() < 0.6
    release = f"{wait(place)}self.sub.close()"
    close = rng.choice(
        ([f"if {rng.choice(('self.sub', 'self.sub is not None'))}:", f"    {release}"], [release] if eager else [])
    )
    close = close or ["if self.sub is not None:", f"    {release}"]
    if rng.random() < 0.5:
        close = [*close, "self.sub = None"] if close[0].startswith("if") else close
    if rng.random() < 0.25:
        close = [work(place), *close]
    start = [f"self.sub = {opening(place)}"] if eager else ["self.sub = None"]
    if rng.random() < 0.25:
        start = rng.choice(([*start, "work()"], ["work()", *start]))
    lines = [f"class {name}:", "    def __init__(self):", *indented(indented(start))]
    can = {"eager"} if eager else set()
    if not eager:
        connect = [f"self.sub = {opening(place)}"]
        if rng.random() < 0.5:
            connect = rng.choice(
                (
                    ["if self.sub is None:", *indented(connect)],
                    ["if self.sub is not None:", f"    {release}", *connect],
                )
            )
        if rng.random() < 0.2:
            connect.append(work(place))
        lines += ["", f"    {define(is_async)} connect(self):", *indented(indented(connect))]
    peek = f"print({wait(place)}self.sub.get_current_block())"
    lines += [
        "",
        f"    {define(is_async)} peek(self):",
        *indented(indented(["if self.sub is not None:", f"    {peek}"])),
    ]
    if rng.random() < 0.3:
        can.add("create")
        lines += ["", "    @classmethod", "    def create(cls):", "        return cls()"]
    if rng.random() < 0.9:
        can.add("close")
        lines += ["", f"    {define(is_async)} close(self):", *indented(indented(close))]
        if rng.random() < 0.4:
            can.add("with")
            enter, leave = ("__aenter__", "__aexit__") if is_async else ("__enter__", "__exit__")
            first = [] if eager else [f"{wait(place)}self.connect()"]
            lines += ["", f"    {define(is_async)} {enter}(self):", *indented(indented([*first, "return self"]))]
            lines += ["", f"    {define(is_async)} {leave}(self, *args):", f"        {wait(place)}self.close()"]
    known.boxes[name] = frozenset(can)
    return lines


# How likely each is, by how often it stands here.
PARTS = (
    (factory,) * 4 + (helper,) * 4 + (box,) * 4 + (passer, scope, scope, pair, asker, asker, keeper, builder, finisher)
)
