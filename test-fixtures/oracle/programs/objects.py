"""Statements of random programs about objects that keep a connection."""

from __future__ import annotations

from .place import Env, Made, Place, Statement, holders, indented, wait

BOXES = ("b", "c")


def make_box(place: Place, env: Env) -> Made:
    if not place.known.boxes:
        return None
    b = place.rng.choice(BOXES)
    if place.known.builders and place.rng.random() < 0.4:
        build, name = place.rng.choice(sorted(place.known.builders.items()))
        return [f"{b} = {wait(place)}{build}()"], {**env, b: f"box {name}"}
    name, can = place.rng.choice(sorted(place.known.boxes.items()))
    create = f"{name}.create()" if "create" in can and place.rng.random() < 0.4 else f"{name}()"
    made = [f"{b} = {create}"]
    if "eager" not in can and place.rng.random() < 0.8:
        made.append(f"{wait(place)}{b}.connect()")
    return made, {**env, b: f"box {name}"}


def boxes(env: Env) -> list[str]:
    return [it for it in BOXES if env.get(it, "").startswith("box ")]


def use_box(place: Place, env: Env) -> Made:
    held = boxes(env)
    if not held:
        return None
    b = place.rng.choice(held)
    can = place.known.boxes[env[b][4:]]
    calls = ["peek", *(["close"] * 4 if "close" in can else []), *([] if "eager" in can else ["connect"])]
    return [f"{wait(place)}{b}.{place.rng.choice(calls)}()"], env


def other_box(place: Place, env: Env) -> Made:
    """Another name for a box, or a function that is lent one."""
    held = boxes(env)
    if not held:
        return None
    b = place.rng.choice(held)
    if place.known.finishers and "close" in place.known.boxes[env[b][4:]] and place.rng.random() < 0.7:
        return [f"{wait(place)}{place.rng.choice(place.known.finishers)}({b})"], env
    other = place.rng.choice(BOXES)
    return ([f"{other} = {b}"], {**env, other: env[b]}) if other != b else None


def keep(place: Place, env: Env) -> Made:
    """An object that keeps what it is lent, and closes it or does not."""
    held = holders(env, "conn")
    if env.get("keeper") == "keeper":
        return [f"{wait(place)}keeper.{place.rng.choice(('close', 'close', 'peek'))}()"], env
    if not held or not place.known.keepers:
        return None
    name = place.rng.choice(place.known.keepers)
    made = [f"keeper = {name}({place.rng.choice(held)})"]
    if place.rng.random() < 0.4:
        made += ["try:", *indented([f"{wait(place)}keeper.peek()"]), "finally:", f"    {wait(place)}keeper.close()"]
    return made, {**env, "keeper": "keeper"}


OBJECTS: list[tuple[Statement, float]] = [(make_box, 3), (use_box, 5), (other_box, 1), (keep, 1.5)]
