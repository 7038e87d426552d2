"""Statements of random programs about lists and dictionaries of connections."""

from __future__ import annotations

from .place import Env, Made, Place, Statement, closing_of, holders, indented, opening, wait

KEYS = ("one", "two")


def close_all(place: Place, env: Env) -> Made:
    pools = holders(env, "pool")
    if not pools:
        return None
    pool = place.rng.choice(pools)
    forms = [
        [f"for it in {pool}:", *indented(closing_of("it", place))],
        [f"for it in {pool}:", *indented(closing_of("it", place))],
        [f"while {pool}:", f"    it = {pool}.pop()", *indented(closing_of("it", place))],
        [f"while {pool}:", f"    {wait(place)}{pool}.pop().close()"],
    ]
    if place.is_async:
        forms.append([f"await asyncio.gather(*(it.close() for it in {pool}))"])
    else:
        forms.append([f"[it.close() for it in {pool}]"])
    return place.rng.choice(forms), env


def look_at_all(place: Place, env: Env) -> Made:
    pools = holders(env, "pool")
    if not pools:
        return None
    return [f"for it in {place.rng.choice(pools)}:", f"    print({wait(place)}it.get_current_block())"], env


def pool(place: Place, env: Env) -> Made:
    held = holders(env, "conn")
    if "pool" not in env:
        forms = ["[]", f"[{opening(place)} for _ in items()]", *(f"[{it}]" for it in held)]
        return [f"pool = {place.rng.choice(forms)}"], {**env, "pool": "pool"}
    more = place.rng.choice([*held, opening(place)])
    return [f"pool.append({more})"], env


def put(place: Place, env: Env) -> Made:
    """Something into a dictionary."""
    held = holders(env, "conn")
    if "table" not in env:
        return ["table = {}"], {**env, "table": "dict"}
    key = place.rng.choice(KEYS)
    value = place.rng.choice([*held, opening(place)])
    return [f'table["{key}"] = {value}'], {**env, "table": "dict", f"table {key}": "key"}


def take(place: Place, env: Env) -> Made:
    """Something out of a dictionary, or all of it, and closed."""
    if env.get("table") != "dict":
        return None
    keys = [it for it in KEYS if env.get(f"table {it}") == "key"]
    everything = ["for it in table.values():", *indented(closing_of("it", place))]
    if not keys or place.rng.random() < 0.5:
        return everything, env
    key = place.rng.choice(keys)
    if place.rng.random() < 0.3 and not place.in_loop:
        left = {name: kind for name, kind in env.items() if name != f"table {key}"}
        return [f'{wait(place)}table.pop("{key}").close()'], left
    return [f'{wait(place)}table["{key}"].close()'], env


CONTAINERS: list[tuple[Statement, float]] = [(pool, 0.8), (close_all, 1.2), (look_at_all, 0.4), (put, 0.7), (take, 1)]
