"""Small random Rust programs about connections.

A program is an async `run` and perhaps a function that opens, one that is lent or handed a connection, and a struct
that keeps one. The generator keeps a book of what each name holds and who may move it, so that nearly all of them
compile; those that do not are left out.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

Lines = list[str]
# What each name holds: "link", "option", "pool" or "holder".
Env = dict[str, str]


@dataclass
class Place:
    """Where the next statement stands."""

    rng: random.Random
    # The numbers of the places that open, for the whole program.
    numbers: Iterator[int]
    left: list[int]
    depth: int = 0
    in_loop: bool = False
    # Names from outside of the loop, which a turn must not move.
    fixed: frozenset[str] = frozenset()
    # What `return` gives back on success.
    result: str = "Ok(())"
    parts: dict[str, str] = field(default_factory=dict)
    fresh: Iterator[int] = field(default_factory=itertools.count)

    def inner(self, **changes: object) -> Place:
        """The same, one block further in."""
        return Place(**{**vars(self), "depth": self.depth + 1, **changes})

    def name(self) -> str:
        """A name that nothing has yet, or one that is shadowed."""
        return self.rng.choice(("x", "y")) if self.rng.random() < 0.3 else f"link{next(self.fresh)}"


# Lines, and what the names hold behind them: None if nothing gets there. No lines if the statement does not fit.
Made = tuple[Lines, Env | None] | None
Statement = Callable[[Place, Env], Made]


def program(rng: random.Random) -> str:
    """The text of a program."""
    numbers = itertools.count(1)
    parts: dict[str, str] = {}
    texts = []
    for _ in range(rng.choice((0, 0, 1, 1, 2, 3))):
        make = rng.choice((factory, helper, looker, holder))
        texts.append("\n".join(make(rng, numbers, parts)))
    place = Place(rng, numbers, [rng.randint(3, 10)], parts=parts)
    body, end = block(place, {})
    if end is not None:
        body.append("    Ok(())")
    texts.append("\n".join(["pub async fn run() -> Result<(), Error> {", *body, "}"]))
    return "\n\n".join(["use crate::world::{flag, items, kind, work, Error, Link};", *texts]) + "\n"


# --- Things that run may call -----------------------------------------------------------------------------------------


def factory(rng: random.Random, numbers: Iterator[int], parts: dict[str, str]) -> Lines:
    name = f"make{len(parts)}"
    parts[name] = "factory"
    forms = (
        [f"    Link::connect({next(numbers)}).await"],
        [f"    let link = Link::connect({next(numbers)}).await?;", "    work()?;", "    Ok(link)"],
        [
            f"    let link = Link::connect({next(numbers)}).await?;",
            "    if let Err(error) = work() {",
            "        link.close().await?;",
            "        return Err(error);",
            "    }",
            "    Ok(link)",
        ],
    )
    return [f"async fn {name}() -> Result<Link, Error> {{", *rng.choice(forms), "}"]


def helper(rng: random.Random, numbers: Iterator[int], parts: dict[str, str]) -> Lines:
    """A function that is handed a connection."""
    name = f"end{len(parts)}"
    parts[name] = "helper"
    forms = (
        ["    link.close().await"],
        ["    work()?;", "    link.close().await"],
        ["    let result = work();", "    link.close().await?;", "    result"],
        ["    if flag() {", "        return Ok(());", "    }", "    link.close().await"],
        ['    println!("{link:?}");', "    Ok(())"],
    )
    return [f"async fn {name}(link: Link) -> Result<(), Error> {{", *rng.choice(forms), "}"]


def looker(rng: random.Random, numbers: Iterator[int], parts: dict[str, str]) -> Lines:
    """A function that is lent a connection."""
    name = f"look{len(parts)}"
    parts[name] = "looker"
    forms = (
        ["    link.ask().await"],
        ["    work()?;", "    link.ask().await"],
        ['    println!("{link:?}");', "    Ok(1)"],
    )
    return [f"async fn {name}(link: &Link) -> Result<u64, Error> {{", *rng.choice(forms), "}"]


def holder(rng: random.Random, numbers: Iterator[int], parts: dict[str, str]) -> Lines:
    """A struct that keeps a connection and can be closed; a close that fails has closed, so nothing comes before it."""
    name = f"Holder{len(parts)}"
    parts[name] = "holder"
    close = (
        ["        self.link.close().await"],
        ["        let result = work();", "        self.link.close().await?;", "        result"],
    )
    return [
        f"struct {name} {{",
        "    link: Link,",
        "}",
        "",
        f"impl {name} {{",
        f"    async fn open() -> Result<{name}, Error> {{",
        f"        Ok({name} {{ link: Link::connect({next(numbers)}).await? }})",
        "    }",
        "",
        "    async fn close(self) -> Result<(), Error> {",
        *rng.choice(close),
        "    }",
        "}",
    ]


# --- Statements -------------------------------------------------------------------------------------------------------


def block(place: Place, env: Env) -> tuple[Lines, Env | None]:
    """Statements until the budget or the luck is used up, indented by one step."""
    lines: Lines = []
    here: Env | None = dict(env)
    n_wanted = place.rng.randint(1, 3 if place.depth else 8)
    while here is not None and n_wanted > 0 and place.left[0] > 0:
        place.left[0] -= 1
        n_wanted -= 1
        more, here = statement(place, here)
        lines += more
    return [f"    {it}" for it in lines], here


def statement(place: Place, env: Env) -> tuple[Lines, Env | None]:
    choices = [*SIMPLE, *(COMPOUND if place.depth < 3 else [])]
    for _ in range(20):
        made = place.rng.choices([it for it, _ in choices], [weight for _, weight in choices])[0](place, env)
        if made is not None:
            return made
    return ["work()?;"], env


def opening(place: Place) -> str:
    made = [f"{it}()" for it, kind in place.parts.items() if kind == "factory"]
    return place.rng.choice([f"Link::connect({next(place.numbers)})", *made]) + ".await"


def held(place: Place, env: Env, kind: str, *, movable: bool = False) -> list[str]:
    return sorted(it for it, what in env.items() if what == kind and not (movable and it in place.fixed))


def without(env: Env, name: str) -> Env:
    return {it: kind for it, kind in env.items() if it != name}


def bound(place: Place, env: Env, name: str, kind: str = "link") -> Env:
    """A new name may shadow one that must not be moved; that one is out of reach then, and no longer written."""
    return env if name in place.fixed else {**env, name: kind}


def open_one(place: Place, env: Env) -> Made:
    name = place.name()
    if name in place.fixed:
        return None
    call = opening(place)
    form = place.rng.random()
    after = bound(place, env, name)
    if form < 0.6:
        return [f"let {name} = {call}?;"], after
    if form < 0.7:
        return [f"let Ok({name}) = {call} else {{", f"    return {place.result};", "};"], after
    ways = [f"return {place.result}", *(["continue", "break"] if place.in_loop else [])]
    way = place.rng.choice(ways)
    return [f"let {name} = match {call} {{", "    Ok(it) => it,", f"    Err(_) => {way},", "};"], after


def open_again(place: Place, env: Env) -> Made:
    names = held(place, env, "link", movable=True)
    if not names:
        return None
    name = place.rng.choice(names)
    return [f"let mut {name} = {name};", f"{name} = {opening(place)}?;", f"{name}.ask().await?;"], env


def discard(place: Place, env: Env) -> Made:
    forms = (f"{opening(place)}?.ask().await?;", f"let _ = {opening(place)};", f"let _unused = {opening(place)}?;")
    return ([place.rng.choice(forms)], env) if place.rng.random() < 0.3 else None


def close(place: Place, env: Env) -> Made:
    names = [*held(place, env, "link", movable=True), *held(place, env, "holder", movable=True)]
    if not names:
        return None
    name = place.rng.choice(names)
    forms = (
        *([f"{name}.close().await?;"],) * 4,
        [f"let _ = {name}.close().await;"],
        [f"if let Err(error) = {name}.close().await {{", '    println!("{error:?}");', "}"],
        [f"let closing = {name}.close();", "closing.await?;"],
        [f"let closing = {name}.close();", "work()?;", "closing.await?;"],
        [f"let _ = {name}.close();"],
        [f"drop({name});"],
    )
    return place.rng.choice(forms), without(env, name)


def hand(place: Place, env: Env) -> Made:
    names = held(place, env, "link", movable=True)
    helpers = [it for it, kind in place.parts.items() if kind == "helper"]
    if not names or not helpers:
        return None
    name = place.rng.choice(names)
    return [f"{place.rng.choice(helpers)}({name}).await?;"], without(env, name)


def use(place: Place, env: Env) -> Made:
    names = held(place, env, "link")
    if not names:
        return None
    name = place.rng.choice(names)
    lookers = [it for it, kind in place.parts.items() if kind == "looker"]
    forms = [f"{name}.ask().await?;", f"let _ = {name}.ask().await;", f"{name}.ask().await.unwrap();"]
    forms += [f"{it}(&{name}).await?;" for it in lookers] * 2
    return [place.rng.choice(forms)], env


def do_work(place: Place, env: Env) -> Made:
    return [place.rng.choice(("work()?;", "work()?;", "let _ = work();", "work().unwrap();", 'println!("here");'))], env


def option(place: Place, env: Env) -> Made:
    """A connection that is there or not."""
    names = held(place, env, "option", movable=True)
    if not names:
        name = f"maybe{next(place.fresh)}"
        form = place.rng.choice(
            (
                [f"let mut {name} = None;", "if flag() {", f"    {name} = Some({opening(place)}?);", "}"],
                [f"let {name} = if flag() {{ Some({opening(place)}?) }} else {{ None }};"],
                [f"let {name} = {opening(place)}.ok();"],
            )
        )
        return form, {**env, name: "option"}
    name = place.rng.choice(names)
    end = place.rng.choice((["it.close().await?;"], ["it.close().await?;"], ["it.ask().await?;"]))
    return [f"if let Some(it) = {name} {{", *(f"    {it}" for it in end), "}"], without(env, name)


def pool(place: Place, env: Env) -> Made:
    names = held(place, env, "pool", movable=True)
    if not names:
        if "pool" in env:
            return None
        return ["let mut pool: Vec<Link> = Vec::new();"], {**env, "pool": "pool"}
    if place.rng.random() < 0.5:
        links = held(place, env, "link", movable=True)
        if links and place.rng.random() < 0.5:
            name = place.rng.choice(links)
            return [f"pool.push({name});"], without(env, name)
        return [f"pool.push({opening(place)}?);"], env
    end = place.rng.choice(("it.close().await?;", "let _ = it.close().await;", "it.ask().await?;"))
    return ["for it in pool {", f"    {end}", "}"], without(env, "pool")


def hold(place: Place, env: Env) -> Made:
    holders = [it for it, kind in place.parts.items() if kind == "holder"]
    if not holders:
        return None
    name, kind = f"holder{next(place.fresh)}", place.rng.choice(holders)
    links = held(place, env, "link", movable=True)
    if links and place.rng.random() < 0.4:
        link = place.rng.choice(links)
        return [f"let {name} = {kind} {{ link: {link} }};"], {**without(env, link), name: "holder"}
    return [f"let {name} = {kind}::open().await?;"], {**env, name: "holder"}


def guarded(place: Place, env: Env) -> Made:
    """What goes wrong in a block is told only after the connection is closed."""
    names = held(place, env, "link", movable=True)
    if not names:
        return None
    name = place.rng.choice(names)
    inside = place.rng.sample(
        ["work()?;", f"{name}.ask().await?;", "if flag() {\n        return Err(Error);\n    }"], 2
    )
    lines = ["let result: Result<(), Error> = async {", *(f"    {it}" for it in inside), "    Ok(())", "}", ".await;"]
    end = place.rng.choice(([f"{name}.close().await?;", "result?;"], ["result?;", f"{name}.close().await?;"]))
    return [*lines, *end], without(env, name)


def leave(place: Place, env: Env) -> Made:
    forms = [f"return {place.result};", "return Err(Error);", 'panic!("no");']
    if place.in_loop:
        forms += ["break;", "continue;"] * 2
    return [place.rng.choice(forms)], None


def branch(place: Place, env: Env) -> Made:
    yes, then = block(place.inner(), env)
    lines = ["if flag() {", *yes, "}"]
    otherwise: Env | None = env
    if place.rng.random() < 0.5:
        no, otherwise = block(place.inner(), env)
        lines = [*lines[:-1], "} else {", *no, "}"]
    return lines, joined(env, then, otherwise)


def match(place: Place, env: Env) -> Made:
    lines, after = ["match kind() {"], []
    for case in ("0", "1", "_"):
        body, end = block(place.inner(), env)
        lines += [f"    {case} => {{", *(f"    {it}" for it in body), "    }"]
        after.append(end)
    return [*lines, "}"], joined(env, *after)


def opened_if(place: Place, env: Env) -> Made:
    name = f"link{next(place.fresh)}"
    body, end = block(place.inner(), {**env, name: "link"})
    lines = [f"if let Ok({name}) = {opening(place)} {{", *body, "}"]
    return lines, joined(env, end, env)


def loop(place: Place, env: Env) -> Made:
    head = place.rng.choice(("for _ in items() {", "while flag() {", "loop {"))
    inner = place.inner(in_loop=True, fixed=frozenset(env) | place.fixed)
    body, end = block(inner, env)
    if head == "loop {":
        if end is None:
            return None
        body += ["    if flag() {", "        break;", "    }"]
    return [head, *body, "}"], env


def joined(before: Env, *ends: Env | None) -> Env | None:
    """What the names hold where several ways meet: what one way has moved is gone."""
    there = [it for it in ends if it is not None]
    if not there:
        return None
    return {name: kind for name, kind in before.items() if all(it.get(name) == kind for it in there)}


SIMPLE: list[tuple[Statement, float]] = [
    (open_one, 7),
    (open_again, 0.8),
    (discard, 0.8),
    (close, 6),
    (hand, 2),
    (use, 2.5),
    (do_work, 2.5),
    (option, 1.5),
    (pool, 1.2),
    (hold, 1.5),
    (guarded, 1.2),
    (leave, 1),
]
COMPOUND: list[tuple[Statement, float]] = [(branch, 3.5), (match, 0.8), (opened_if, 1.2), (loop, 2)]
