"""The plain statements of random programs."""

from __future__ import annotations

from .place import NAMES, Env, Made, Place, Statement, closing_of, condition, define, holders, indented, opening
from .place import wait, work


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


def open_either(place: Place, env: Env) -> Made:
    """A connection or None, by a condition or by what the name holds already."""
    name = place.rng.choice(NAMES)
    held = holders(env, "maybe", "none")
    if held and place.rng.random() < 0.6:
        name = place.rng.choice(held)
        if env[name] == "maybe" and place.rng.random() < 0.4 and not place.is_async:
            return [f"{name} = {name} or {opening(place)}"], {**env, name: "conn"}
        return [f"if {name} is None:", f"    {name} = {opening(place)}"], {**env, name: "conn"}
    one, other = place.rng.choice(((opening(place), "None"), ("None", opening(place))))
    return [f"{name} = {one} if {condition(place, env)} else {other}"], {**env, name: "maybe"}


def open_pair(place: Place, env: Env) -> Made:
    if not place.known.pairs:
        return None
    one, other = place.rng.sample(NAMES, 2)
    call = f"{wait(place)}{place.rng.choice(place.known.pairs)}()"
    if place.rng.random() < 0.2:
        return [f"{one}, _ = {call}"], {**env, one: "conn"}
    return [f"{one}, {other} = {call}"], {**env, one: "conn", other: "conn"}


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


def use(place: Place, env: Env) -> Made:
    held = holders(env, "conn", "lent", "seen")
    if not held:
        return None
    name = place.rng.choice(held)
    forms = ["await {}.get_current_block()"] if place.is_async else ["{}.get_current_block()"]
    if not place.is_async and env[name] != "seen":
        forms.append("print({}.block)")
    return [place.rng.choice([*forms, "probe({})"]).format(name)], env


def ask(place: Place, env: Env) -> Made:
    if not place.known.askers:
        return None
    held = holders(env, "conn", "lent", "none")
    given = place.rng.choice([*held, ""])
    return [f"{wait(place)}{place.rng.choice(place.known.askers)}({given})"], env


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


def delete(place: Place, env: Env) -> Made:
    held = [it for it in holders(env, "conn", "none") if it in NAMES]
    if not held or place.in_loop or place.in_finally:
        return None
    name = place.rng.choice(held)
    return [f"del {name}"], {it: kind for it, kind in env.items() if it != name}


def bound_close(place: Place, env: Env) -> Made:
    """A `close` that is kept in a name and called later, or never."""
    if "release" in env:
        return [f"{wait(place)}release()"], env
    held = holders(env, "conn")
    if not held:
        return None
    name = place.rng.choice(held)
    forms = [f"{name}.close", f"lambda: {name}.close()"]
    return [f"release = {place.rng.choice(forms)}"], {**env, "release": "release"}


def close_if_there(place: Place, env: Env) -> Made:
    """Closes what a name may hold or may not, if it is bound at all."""
    if place.is_async and place.rng.random() < 0.5:
        return None
    held = [it for it in NAMES if it in place.bound and env.get(it, "none") in ("conn", "maybe", "none")]
    if not held:
        return None
    name = place.rng.choice(held)
    kind = "AsyncSubtensor" if place.is_async else "Subtensor"
    tests = [f'"{name}" in locals() and {name} is not None']
    if name in env:
        tests += [f"isinstance({name}, bt.{kind})", f'hasattr({name}, "close")', f"{name} is not None"]
    return [f"if {place.rng.choice(tests)}:", *indented(closing_of(name, place))], env


def set_flag(place: Place, env: Env) -> Made:
    value = place.rng.choice(("True", "False", "False", "flag()"))
    return [f"own = {value}"], {**env, "own": "flag"}


def lend(place: Place, env: Env) -> Made:
    held = holders(env, "conn", "lent")
    if not held or not place.known.helpers:
        return None
    return [f"{wait(place)}{place.rng.choice(place.known.helpers)}({place.rng.choice(held)})"], env


def at_exit(place: Place, env: Env) -> Made:
    held = holders(env, "conn")
    if place.is_async or not held or place.rng.random() < 0.8:
        return None
    return [f"atexit.register({place.rng.choice(held)}.close)"], env


def forgotten_wait(place: Place, env: Env) -> Made:
    """A coroutine that nobody awaits runs nothing."""
    held = holders(env, "conn")
    if not place.is_async or not held or not place.known.helpers or place.rng.random() < 0.8:
        return None
    return [f"unused = {place.rng.choice(place.known.helpers)}({place.rng.choice(held)})"], env


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


SIMPLE: list[tuple[Statement, float]] = [
    (open_one, 7),
    (open_either, 1.2),
    (open_pair, 1.5),
    (open_tuple, 0.4),
    (discard, 0.6),
    (close, 6),
    (close_if_there, 0.8),
    (bound_close, 0.7),
    (use, 2),
    (ask, 1.5),
    (do_work, 3),
    (alias, 1.2),
    (forget, 1.5),
    (delete, 0.4),
    (set_flag, 0.8),
    (lend, 2),
    (forgotten_wait, 0.5),
    (at_exit, 0.5),
    (closure, 0.5),
    (leave, 1.4),
    (check, 0.4),
]
