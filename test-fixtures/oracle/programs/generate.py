"""Small random Python programs about connections.

A program is a `main` and up to three things that it may call: a factory, a helper that is lent a connection, a class
that keeps one, a context manager. While writing, the generator keeps a rough book of what each name holds, so that
most programs do not trip over None or an unbound name; those that do all the same are thrown away when they run.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

Lines = list[str]
# What each name holds: "conn", "none", "maybe" (one of these two), "flag", "pool", "box", "lent", or "seen": a
# connection that a context manager of the program lends, and that nobody else may close.
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
    boxes: dict[str, frozenset[str]] = field(default_factory=dict)
    async_names: set[str] = field(default_factory=set)


def program(rng: random.Random) -> str:
    """The text of a program."""
    is_async = rng.random() < 0.25
    known = Callables()
    parts: list[Lines] = []
    for number in range(rng.choice((0, 0, 0, 1, 1, 2, 3))):
        make = rng.choice((factory, factory, helper, helper, passer, scope, box, box))
        parts.append(make(rng, is_async, number, known))
    flags = ("a", "b")[: rng.choice((0, 0, 1, 2))]
    place = Place(rng, is_async, [rng.randint(3, 11)], flags=flags, known=known)
    body, _ = block(place, dict.fromkeys(flags, "flag"))
    parts.append([f"{define(is_async)} main({', '.join(flags)}):", *indented(body)])
    # What nobody calls is no part of any path.
    for at in reversed(range(len(parts) - 1)):
        name = next(it for it in parts[at] if it[0] != "@").split()[-1].split("(")[0].strip(":")
        if not any(f"{name}(" in line for it in parts[at + 1 :] for line in it):
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


def define(is_async: bool) -> str:
    return "async def" if is_async else "def"


def indented(lines: Lines) -> Lines:
    return [f"    {it}" for it in lines] or ["    pass"]


def wait(place: Place) -> str:
    return "await " if place.is_async else ""


# --- Things that main may call ----------------------------------------------------------------------------------------


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
    close = rng.choice((["self.sub.close()"], [f"if {it}:" for it in ("self.sub", "self.sub is not None")]))
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


# --- Statements -------------------------------------------------------------------------------------------------------


def block(place: Place, env: Env, at_least: Lines | None = None) -> tuple[Lines, Env | None]:
    """Statements until the budget or the luck is used up; the names behind them, `None` if nothing gets there."""
    lines: Lines = []
    here: Env | None = dict(env)
    n_wanted = place.rng.randint(1, 3 if place.depth else 8)
    while here is not None and n_wanted > 0 and place.left[0] > 0:
        place.left[0] -= 1
        n_wanted -= 1
        more, here = statement(place, here)
        lines += more
    if here is not None and at_least:
        lines += at_least
    return lines, here


def statement(place: Place, env: Env) -> tuple[Lines, Env | None]:
    """One statement that fits here."""
    choices = [*SIMPLE, *(COMPOUND if place.depth < 3 else [])]
    for _ in range(20):
        make = place.rng.choices([it for it, _ in choices], [weight for _, weight in choices])[0]
        made = make(place, env)
        if made is not None:
            return made
    return [work(place)], env


Made = tuple[Lines, Env | None] | None


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


def open_one(place: Place, env: Env) -> Made:
    name = place.rng.choice(NAMES)
    maybe = [it for it, gives in place.known.factories.items() if gives == "maybe"]
    if maybe and place.rng.random() < 0.4:
        return [f"{name} = {wait(place)}{place.rng.choice(maybe)}()"], {**env, name: "maybe"}
    if place.is_async and place.rng.random() < 0.3:
        return [f"{name} = bt.AsyncSubtensor()", f"await {name}.initialize()"], {**env, name: "conn"}
    if place.rng.random() < 0.1:
        other = place.rng.choice(NAMES)
        return [f"{name} = {other} = {opening(place)}"], {**env, name: "conn", other: "conn"}
    return [f"{name} = {opening(place)}"], {**env, name: "conn"}


def open_tuple(place: Place, env: Env) -> Made:
    one, other = place.rng.sample(NAMES, 2)
    return [f"{one}, {other} = {opening(place)}, None"], {**env, one: "conn", other: "none"}


def discard(place: Place, env: Env) -> Made:
    if place.rng.random() < 0.7:
        return None
    use = (
        "await (await bt.AsyncSubtensor().initialize()).get_current_block()"
        if place.is_async
        else "bt.Subtensor().block"
    )
    return [f"print({use})"], env


def close(place: Place, env: Env) -> Made:
    held = holders(env, "conn", "maybe", "lent")
    if not held:
        return None
    name = place.rng.choice(held)
    lines = closing_of(name, place)
    if env[name] == "maybe" or place.rng.random() < 0.15:
        test = place.rng.choice((f"{name} is not None", name))
        lines = [f"if {test}:", *indented(lines)]
    if place.rng.random() < 0.2:
        return [*lines, f"{name} = None"], {**env, name: "none"}
    return lines, env


def close_all(place: Place, env: Env) -> Made:
    pools = holders(env, "pool")
    if not pools:
        return None
    pool = place.rng.choice(pools)
    return [f"for it in {pool}:", *indented(closing_of("it", place))], env


def use(place: Place, env: Env) -> Made:
    held = holders(env, "conn", "lent", "seen")
    if not held:
        return None
    name = place.rng.choice(held)
    forms = ["await {}.get_current_block()"] if place.is_async else ["{}.get_current_block()"]
    if not place.is_async and env[name] != "seen":
        forms.append("print({}.block)")
    return [place.rng.choice([*forms, "probe({})"]).format(name)], env


def do_work(place: Place, env: Env) -> Made:
    return [place.rng.choice((work(place), work(place), "print('here')"))], env


def alias(place: Place, env: Env) -> Made:
    held = holders(env, "conn", "maybe", "lent", "none")
    if not held:
        return None
    name, other = place.rng.choice(held), place.rng.choice(NAMES)
    kind = env[name]
    if place.known.passers and kind in ("conn", "lent") and place.rng.random() < 0.4:
        return [f"{other} = {place.rng.choice(place.known.passers)}({name})"], {**env, other: kind}
    names = [it for it in held if it in NAMES]
    if len(names) > 1 and place.rng.random() < 0.3:
        one, two = place.rng.sample(names, 2)
        return [f"{one}, {two} = {two}, {one}"], {**env, one: env[two], two: env[one]}
    return [f"{other} = {name}"], {**env, other: kind}


def forget(place: Place, env: Env) -> Made:
    name = place.rng.choice(NAMES)
    return [f"{name} = None"], {**env, name: "none"}


def set_flag(place: Place, env: Env) -> Made:
    value = place.rng.choice(("True", "False", "False", "flag()"))
    return [f"own = {value}"], {**env, "own": "flag"}


def lend(place: Place, env: Env) -> Made:
    held = holders(env, "conn", "lent")
    if not held or not place.known.helpers:
        return None
    return [f"{wait(place)}{place.rng.choice(place.known.helpers)}({place.rng.choice(held)})"], env


def pool(place: Place, env: Env) -> Made:
    held = holders(env, "conn")
    if "pool" not in env:
        first = f"[{place.rng.choice(held)}]" if held and place.rng.random() < 0.5 else "[]"
        return [f"pool = {first}"], {**env, "pool": "pool"}
    more = place.rng.choice([*held, opening(place)])
    return [f"pool.append({more})"], env


def make_box(place: Place, env: Env) -> Made:
    if not place.known.boxes:
        return None
    name, can = place.rng.choice(sorted(place.known.boxes.items()))
    made = [f"b = {name}()"]
    if "eager" not in can and place.rng.random() < 0.8:
        made.append(f"{wait(place)}b.connect()")
    return made, {**env, "b": f"box {name}"}


def use_box(place: Place, env: Env) -> Made:
    kind = env.get("b", "")
    if not kind.startswith("box "):
        return None
    can = place.known.boxes[kind[4:]]
    calls = ["b.peek()", *(["b.close()"] * 4 if "close" in can else []), *([] if "eager" in can else ["b.connect()"])]
    return [f"{wait(place)}{place.rng.choice(calls)}"], env


def at_exit(place: Place, env: Env) -> Made:
    held = holders(env, "conn")
    if place.is_async or not held or place.rng.random() < 0.8:
        return None
    return [f"atexit.register({place.rng.choice(held)}.close)"], env


def closure(place: Place, env: Env) -> Made:
    held = holders(env, "conn")
    if not held or place.rng.random() < 0.6:
        return None
    name = place.rng.choice(held)
    lines = [f"{define(place.is_async)} shut():", *indented(closing_of(name, place))]
    if place.rng.random() < 0.8:
        lines.append(f"{wait(place)}shut()")
    return lines, env


def leave(place: Place, env: Env) -> Made:
    forms = ["return", "return", "raise", "sys"]
    if place.in_loop and not place.in_finally:
        forms += ["break", "continue"] * 2
    form = place.rng.choice(forms)
    if form == "raise":
        return ["raise Error('no')"], None
    if form == "sys":
        return (["sys.exit(1)"], None) if place.rng.random() < 0.3 else None
    if form == "return" and place.returns:
        held = holders(env, "conn")
        return [f"return {place.rng.choice([*held, *held, 'None'])}"], None
    return [form], None


def check(place: Place, env: Env) -> Made:
    return [f"assert {condition(place, env)}"], env


def branch(place: Place, env: Env) -> Made:
    test = condition(place, env)
    yes, then = block(place.inner(), learnt(env, test, True))
    lines = [f"if {test}:", *indented(yes)]
    otherwise: Env | None = learnt(env, test, False)
    if place.rng.random() < 0.4:
        no, otherwise = block(place.inner(), otherwise or env)
        lines += ["else:", *indented(no)]
    return lines, joined(then, otherwise)


def learnt(env: Env, test: str, holds: bool) -> Env:
    """What a test teaches about a name."""
    name = test.split(" ")[0]
    if env.get(name) != "maybe":
        return env
    return {**env, name: "none" if ("is None" in test) == holds else "conn"}


def match(place: Place, env: Env) -> Made:
    if place.rng.random() < 0.7:
        return None
    lines, after = ["match kind():"], None
    for case in ("0", "1", "_"):
        body, end = block(place.inner(), env)
        lines += [f"    case {case}:", *indented(indented(body))]
        after = joined(after, end)
    return lines, after


def loop(place: Place, env: Env) -> Made:
    before = {name: "maybe" if kind in ("conn", "none") and name in NAMES else kind for name, kind in env.items()}
    head = place.rng.choice(("while flag():", "for _ in items():", "for _ in items():", "while True:"))
    if head == "while True:":
        body, end = block(place.inner(in_loop=True, in_finally=False), before)
        body = (
            ["if flag():", "    break", *body]
            if place.rng.random() < 0.5
            else [*body, *(["if flag():", "    break"] if end is not None else [])]
        )
        return ([head, *indented(body)], before) if any("break" in it for it in body) else None
    body, end = block(place.inner(in_loop=True, in_finally=False), before)
    lines = [head, *indented(body)]
    after = joined(before, end) or before
    if place.rng.random() < 0.15:
        other, last = block(place.inner(), after)
        lines += ["else:", *indented(other)]
        after = joined(after, last) or after
    return lines, after


def scoped(place: Place, env: Env) -> Made:
    head, name, kind = place.rng.choice(scopes(place, env))
    inside = {**env, name: kind} if name else env
    first = []
    if "ExitStack" in head:
        x = place.rng.choice(NAMES)
        if place.is_async:
            put = place.rng.choice(
                (
                    f"{x} = await stack.enter_async_context(bt.AsyncSubtensor())",
                    f"{x} = {opening(place)}\nstack.push_async_callback({x}.close)",
                )
            )
        else:
            put = place.rng.choice(
                (f"{x} = stack.enter_context({opening(place)})", f"{x} = {opening(place)}\nstack.callback({x}.close)")
            )
        first = put.split("\n")
        inside = {**env, x: "conn"}
    body, end = block(place.inner(), inside)
    lines = [head, *indented(first + body)]
    if "suppress" in head:
        return lines, joined(weaker(env, inside), end)
    return lines, end


def scopes(place: Place, env: Env) -> list[tuple[str, str, str]]:
    """Heads of `with` statements, with the name that each binds and what that holds."""
    name = place.rng.choice(NAMES)
    held = holders(env, "conn")
    boxes = [it for it, can in place.known.boxes.items() if "with" in can]
    opener = "bt.AsyncSubtensor()" if place.is_async else opening(place)
    start = "async with" if place.is_async else "with"
    heads = [(f"{start} {opener} as {name}:", name, "conn")] * 2
    heads += [(f"{start} {it}:", "", "") for it in held]
    heads += [(f"{start} {it}() as {name}:", name, "seen") for it in place.known.scopes]
    heads += [(f"{start} {it}() as b:", "b", f"box {it}") for it in boxes]
    heads += [(f"with suppress({place.rng.choice(('Exception', 'ValueError'))}):", "", "")]
    heads += [(f"{start} {'Async' if place.is_async else ''}ExitStack() as stack:", "", "")]
    if not place.is_async:
        heads += [(f"with closing({opener}) as {name}:", name, "conn")]
    return heads


def guarded(place: Place, env: Env) -> Made:
    body, end = block(place.inner(), env)
    lines = ["try:", *indented(body)]
    after = end
    broken = weaker(env, env if end is None else end)
    handlers = place.rng.choice((0, 1, 1, 1, 2))
    for error in handlers_of(place, handlers):
        handler, last = block(place.inner(), broken)
        if last is not None and place.rng.random() < 0.15:
            handler, last = [*handler, "raise"], None
        lines += [f"except {error}:" if error else "except:", *indented(handler)]
        after = joined(after, last)
    if handlers and end is not None and place.rng.random() < 0.2:
        other, last = block(place.inner(), end)
        lines += ["else:", *indented(other)]
        after = joined(after, last)
    if not handlers or place.rng.random() < 0.35:
        start = weaker(broken, after or broken)
        at_least = [it for name in holders(start, "conn", "maybe", "lent")[:1] for it in guarded_close(name, place)]
        final, last = block(place.inner(in_finally=True), start, at_least if place.rng.random() < 0.7 else None)
        lines += ["finally:", *indented(final)]
        after = None if last is None or after is None else {name: last.get(name, kind) for name, kind in after.items()}
    return lines, after


def guarded_close(name: str, place: Place) -> Lines:
    return [f"if {name} is not None:", *indented(closing_of(name, place))]


def handlers_of(place: Place, n_handlers: int) -> Lines:
    """What the handlers of a `try` name; one that catches all comes last."""
    # An event loop does not survive a KeyboardInterrupt.
    some = place.rng.sample(SOME[:2] if place.is_async else SOME, min(n_handlers, 2))
    if n_handlers and place.rng.random() < 0.6:
        return [*some[1:], place.rng.choice(ALL)]
    return some


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


Statement = Callable[[Place, Env], Made]

SIMPLE: list[tuple[Statement, float]] = [
    (open_one, 7),
    (open_tuple, 0.4),
    (discard, 0.6),
    (close, 6),
    (close_all, 1),
    (use, 2),
    (do_work, 3),
    (alias, 1.2),
    (forget, 1.5),
    (set_flag, 0.8),
    (lend, 2),
    (pool, 0.6),
    (make_box, 3),
    (use_box, 5),
    (at_exit, 0.5),
    (closure, 0.5),
    (leave, 1.4),
    (check, 0.4),
]
COMPOUND: list[tuple[Statement, float]] = [(branch, 4), (match, 0.6), (loop, 2.2), (scoped, 2), (guarded, 4)]
