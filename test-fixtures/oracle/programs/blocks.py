"""Blocks of random programs, and the statements that hold further ones."""

from __future__ import annotations

from .containers import CONTAINERS
from .objects import OBJECTS
from .place import ALL, NAMES, SOME, Env, Lines, Made, Place, closing_of, condition, holders, indented, joined, learnt
from .place import Statement, opening, wait, weaker, work
from .statements import SIMPLE


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
    choices = [*SIMPLE, *CONTAINERS, *OBJECTS, *(COMPOUND if place.depth < 3 else [])]
    for _ in range(20):
        make = place.rng.choices([it for it, _ in choices], [weight for _, weight in choices])[0]
        made = make(place, env)
        if made is not None:
            place.bound.update(made[1] or {})
            return made
    return [work(place)], env


def branch(place: Place, env: Env) -> Made:
    test = condition(place, env)
    yes, then = block(place.inner(), learnt(env, test, True))
    lines = [f"if {test}:", *indented(yes)]
    otherwise: Env | None = learnt(env, test, False)
    if place.rng.random() < 0.4:
        no, otherwise = block(place.inner(), otherwise or env)
        lines += ["else:", *indented(no)]
    return lines, joined(then, otherwise)


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
    if place.rng.random() < 0.25:
        other, last = block(place.inner(), after)
        lines += ["else:", *indented(other)]
        after = joined(after, last) or after
    return lines, after


def retried(place: Place, env: Env) -> Made:
    """A loop that ends with the first connection that it gets."""
    name = place.rng.choice(NAMES)
    error = place.rng.choice(("Exception", "ValueError"))
    use = [f"print({wait(place)}{name}.get_current_block())"] if place.rng.random() < 0.4 else []
    handler = place.rng.choice((["work()"], ["continue"], ["print('again')"]))
    body = ["try:", *indented([f"{name} = {opening(place)}", *use, "break"]), f"except {error}:", *indented(handler)]
    start = [f"{name} = None"] if place.rng.random() < 0.7 else []
    lines = [*start, "for _ in items():", *indented(body)]
    last = place.rng.choice(("", "return", "raise Error('none')", f"{name} = {opening(place)}"))
    if last:
        lines += ["else:", f"    {last}"]
        return lines, {**env, name: "conn"}
    return (lines, {**env, name: "maybe"}) if start else None


def got(place: Place, env: Env) -> Made:
    """A condition that opens, and looks at what it got."""
    maybe = [it for it, gives in place.known.factories.items() if gives == "maybe"]
    if not maybe:
        return None
    name = place.rng.choice(NAMES)
    call = f"{wait(place)}{place.rng.choice(maybe)}()"
    body, end = block(place.inner(), {**env, name: "conn"})
    if place.rng.random() < 0.5:
        test = place.rng.choice((f"({name} := {call}) is not None", f"{name} := {call}"))
        return [f"if {test}:", *indented(body)], joined({**env, name: "maybe"}, end)
    return [f"{name} = {call}", f"if not {name}:", "    return", *body], end if not place.returns else None


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
        closable = [it for it, can in place.known.boxes.items() if {"close", "eager"} <= can]
        heads += [(f"with closing({it}()) as b:", "b", f"box {it}") for it in closable]
        one, other = place.rng.sample(NAMES, 2)
        heads += [(f"with {opener} as {one}, {opening(place)} as {other}:", other, "conn")]
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
            handler, last = [*handler, place.rng.choice(("raise", "raise", "raise Error('worse')"))], None
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


COMPOUND: list[tuple[Statement, float]] = [
    *((branch, 4), (match, 0.6), (loop, 2.2), (retried, 0.6), (got, 0.8), (scoped, 2), (guarded, 4)),
]
