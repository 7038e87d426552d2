//! A variable or attribute that may still hold an open connection is bound to a new one.
//!
//! ## Why is this bad?
//!
//! This is what a reconnect looks like in most long-running validators and miners: the request failed, so a fresh connection takes the old one's place.
//! The old one is not gone: a request can fail while its socket is alive, and after the assignment nobody can close it.
//! With bittensor 8.4.0 to 10.5 the garbage collector never closes the sync connection that was replaced, so every failure adds one; with 6 to 8.3 it stays open until the cyclic collector runs.
//! `sub = None` and `del sub` close nothing either; there the opening call is reported.
//! The finding points at the new opening call and labels the old one.
//!
//! ## Example
//!
//! ```python
//! import time
//!
//! import bittensor as bt
//!
//!
//! def watch() -> None:
//!     sub = bt.Subtensor(network="finney")
//!     try:
//!         while True:
//!             try:
//!                 print(sub.get_current_block())
//!             except ConnectionError:
//!                 sub = bt.Subtensor(network="finney")  # error
//!             time.sleep(12)
//!     finally:
//!         sub.close()
//! ```
//!
//! Use instead:
//!
//! ```python
//! import time
//!
//! import bittensor as bt
//!
//!
//! def watch() -> None:
//!     sub = bt.Subtensor(network="finney")
//!     try:
//!         while True:
//!             try:
//!                 print(sub.get_current_block())
//!             except ConnectionError:
//!                 sub.close()
//!                 sub = bt.Subtensor(network="finney")
//!             time.sleep(12)
//!     finally:
//!         sub.close()
//! ```
//!
//! ## Fix safety
//!
//! What a loop opens anew goes into a `with` around the rest of its body, which is safe under the conditions of SUB001.
//! Else a `close()` before the new opening is unsafe: somebody may still use the old connection, and if the new one cannot be opened, a closed one stays behind.
//! Where the SDK's own `close()` is known to raise (`retry_forever=True`, `fallback_endpoints=`, `archive_endpoints=`) nothing is offered.
//! In Rust the same statement is put before the assignment; of an `Option` it closes what `take()` gives.
//!
//! ## When it errs
//!
//! A method that opens is taken to run once per instance unless a second call can be seen, so a reconnect that is driven from outside the project is missed.
//!
//! ## How to silence it
//!
//! Write `# subtensor-lint: ignore[SUB005] the node has closed the old one` on the line of the new opening call or above it.

use std::collections::BTreeSet;

use super::context::{Context, View};
use super::{Level, Rule};
use crate::facts::{Facts, Kept, Leak, Loss, SiteKind};
use crate::finding::{Applicability, Finding, Fix, Label};
use crate::ir::{ClassId, Def, FnId, Name, Op, Root};
use crate::lang::edit;
use crate::ownership::state::Event;
use crate::ownership::value::{SiteId, Step, Sym};
use crate::profile::{DropEffect, Opens};

pub(super) static RULE: Rule = Rule {
    id: "SUB005",
    name: "reopened-without-close",
    summary: "connection is replaced by a new one without being closed",
    level: Level::Error,
    since: "0.1.0",
    source: include_str!("reopened_without_close.rs"),
    check,
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for (body, facts) in cx.facts.iter().filter(|it| !it.1.exhausted) {
        for (id, leaks) in &facts.leaks {
            for leak in leaks {
                let Loss::Reopened(new) = leak.how else { continue };
                if let (Some(old), Some(new)) = (cx.view(*body, *id), cx.view(*body, new)) {
                    out.extend(replaced(&old, &new, leak));
                }
            }
        }
        for overwrite in &facts.overwrites {
            if let Some(view) = cx.view(*body, overwrite.site)
                && let Some(before) = left_open_by_another(cx, &view, &overwrite.place)
            {
                out.push(reconnects(&view, &overwrite.place, &before));
            }
        }
    }
}

/// A variable of the body loses what it holds.
fn replaced<'c>(old: &View<'c, '_>, new: &View<'c, '_>, leak: &Leak) -> Option<Finding> {
    let place = old.facts.bound_as.get(&(leak.span, new.id)).map(|it| format!("`{it}`"));
    let new = match new.site.origin.filter(|_| is_put_in_place(new)) {
        // A callee that asks first whether one is there does not replace it.
        Some((body, site)) if new.cx.facts.get(&body)?.overwrites.iter().all(|it| it.site != site) => {
            return None;
        }
        Some((body, site)) => &new.cx.view(body, site)?,
        None => new,
    };
    let name = place.unwrap_or_else(|| new.name());
    let message = if (old.body, old.id) == (new.body, new.id) {
        format!(
            "{name} is bound to a new connection while the old one may still be open: one more connection on every iteration{}",
            new.collector()
        )
    } else {
        format!("{name} is bound to a new connection while the old one may still be open{}", new.collector())
    };
    let mut finding = new.finding(&RULE, message, help(new, &name));
    if old.id != new.id {
        finding.related.push(opened_before(old));
    } else if let Some(before) = kept_by_another(new) {
        finding.related.push(opened_before(&before));
    }
    finding.fix = fix(old, new);
    let told = old.with_path(finding.clone(), leak);
    if name != new.name() {
        finding.related = told.related;
    }
    finding.trace = told.trace;
    Some(finding)
}

fn opened_before(old: &View<'_, '_>) -> Label {
    let location = old.cx.location(old.body, old.site.span);
    Label { message: "the old one, opened here".to_owned(), location }
}

/// An opening elsewhere, whose connection is the first that the place of this one loses.
fn kept_by_another<'c, 'a>(view: &View<'c, 'a>) -> Option<View<'c, 'a>> {
    let cx = view.cx;
    let place = &view.facts.overwrites.iter().find(|it| it.site == view.id)?.place;
    let others = cx.facts.iter().filter(|it| *it.0 != view.body && is_kin(cx, view.body, *it.0, place));
    let mut openings =
        others.flat_map(|(id, facts)| facts.kept.iter().chain(&facts.returned_in).map(move |it| (*id, it)));
    let (body, (site, _)) =
        openings.find(|(_, (_, kept))| kept.iter().any(|it| keeps(cx, view.body, it, place)))?;
    cx.view(body, *site)
}

/// Whether a method put it in place of what its object had: that is reported where the method opens it.
pub(super) fn is_put_in_place(new: &View<'_, '_>) -> bool {
    let is_made_here = new.site.callee.is_none_or(|it| is_constructor(new.cx, it));
    match new.site.kind {
        SiteKind::Foreign => true,
        SiteKind::Owner(_) => !is_made_here,
        SiteKind::Direct | SiteKind::Factory(_) | SiteKind::Implicit => false,
    }
}

/// A method binds an attribute anew that the constructor or another method may have left open.
fn reconnects(view: &View<'_, '_>, place: &Sym, before: &View<'_, '_>) -> Finding {
    let field = place.field().map_or("this connection".to_owned(), |it| format!("`self.{it}`"));
    let message = format!(
        "{field} is bound to a new connection while the old one may still be open{}",
        view.collector()
    );
    let mut finding = view.finding(&RULE, message, help(view, &field));
    finding.fix = fix(before, view);
    finding.related.push(opened_before(before));
    finding
}

/// Scopes what a loop opens anew; else closes the old one first.
fn fix(old: &View<'_, '_>, new: &View<'_, '_>) -> Option<Fix> {
    if old.site.span == new.site.span {
        // In the first round of its loop there is nothing to close yet.
        return new.scoped();
    }
    if new.owner().is_some() || old.body.file != new.body.file || old.close_raises() {
        return None;
    }
    let edits = match new.knowledge().is_rust {
        true => new.closed_before()?,
        false => edit::close_old(new.source()?, new.site.span, old.site.span, &new.close()?)?,
    };
    let description = "close the old connection first".to_owned();
    Some(Fix { applicability: Applicability::Unsafe, description, edits })
}

fn help(view: &View<'_, '_>, name: &str) -> String {
    let resource = view.knowledge().resource(view.resource());
    if view.knowledge().is_rust && resource.close.is_empty() {
        return "end the driver of the old one before you connect again".to_owned();
    }
    let name = name.trim_matches('`');
    if name.contains(' ') {
        return "close the old one before you connect again".to_owned();
    }
    format!("close the old one before you connect again: `{}`", view.close_call(name))
}

/// The opening, in the constructor or another method, whose connection the place may hold on entry.
///
/// A method that opens alone is taken to run once; it counts as another one only if two callers are seen:
/// one that leaves its connection there and one that calls it again without closing. Who calls it only where nothing
/// is there is neither: it makes up for one that has been lost.
fn left_open_by_another<'c, 'a>(
    cx: &'c Context<'a>,
    view: &View<'c, 'a>,
    place: &Sym,
) -> Option<View<'c, 'a>> {
    // Nothing is there yet when the constructor begins.
    if is_constructor(cx, view.body) {
        return None;
    }
    let resource = view.knowledge().resource(view.resource());
    // What takes its place in a static of Rust drops it.
    let is_closed_by_drop = view.knowledge().is_rust && resource.drop == DropEffect::Closes;
    if view.site.kind == SiteKind::Foreign || resource.self_closing || is_closed_by_drop {
        return None;
    }
    // What a factory returns is opened by whoever puts it there.
    let origin = |it: &View<'_, '_>| match it.site.kind {
        SiteKind::Factory(_) => (it.body, it.id),
        _ => it.site.origin.unwrap_or((it.body, it.id)),
    };
    let mine = (view.body, view.id);
    if asks_first(cx, mine, place) {
        return None;
    }
    let mut leavers = Vec::new();
    let mut repeats = Vec::new();
    let is_another =
        |id: FnId| id != view.body && is_kin(cx, view.body, id, place) && may_meet(cx, view.body, id);
    for (id, facts) in cx.facts.iter().filter(|it| is_another(*it.0)) {
        for (site, kept) in facts.kept.iter().chain(&facts.kept_closed) {
            if !kept.iter().any(|it| keeps(cx, view.body, it, place)) {
                continue;
            }
            let Some(other) = cx.view(*id, *site) else { continue };
            // What a module closes it closes when the process ends.
            let opens = view.knowledge().resource(other.resource()).opens;
            let at_end = facts.kept_closed.contains_key(site) && opens == Opens::Constructor;
            if !facts.kept_open.contains(site) && !at_end {
                continue;
            }
            if !is_constructor(cx, *id) && closes_first(cx, *id, place) {
                // It renews what is there: somebody else opened it, and this method may be that one.
                continue;
            }
            if origin(&other) != origin(view) && origin(&other) != mine {
                // What a callee leaves there is looked at where the callee does it.
                if other.site.kind == SiteKind::Foreign && is_another(origin(&other).0) {
                    continue;
                }
                return Some(other);
            }
            if is_constructor(cx, *id) || replaces(facts, mine, place) {
                leavers.push((*id, other));
            }
        }
        if is_constructor(cx, *id) || begins_life(cx, *id) || closes_first(cx, *id, place) {
            continue;
        }
        let again =
            facts.overwrites.iter().filter(|it| it.place == *place).filter_map(|it| cx.view(*id, it.site));
        repeats.extend(again.filter(|it| origin(it) == mine).map(|it| it.body));
    }
    let are_apart = |a: FnId, b: FnId| {
        let is_way = is_by_way_of(cx, a, b, mine) || is_by_way_of(cx, b, a, mine);
        a != b && !is_way && may_meet(cx, a, b)
    };
    leavers.into_iter().find(|(id, _)| repeats.iter().any(|it| are_apart(*id, *it))).map(|it| it.1)
}

/// Whether one body calls the method that opens by way of another.
fn is_by_way_of(cx: &Context<'_>, from: FnId, by: FnId, mine: (FnId, SiteId)) -> bool {
    let mut seen = BTreeSet::new();
    let mut todo = vec![from];
    while let Some(id) = todo.pop() {
        let sites = cx.facts.get(&id).filter(|_| id != mine.0).into_iter().flat_map(|it| &it.sites);
        for callee in sites.filter(|it| it.origin == Some(mine)).filter_map(|it| it.callee) {
            if callee == by {
                return true;
            }
            todo.extend(seen.insert(callee).then_some(callee));
        }
    }
    false
}

/// Whether the program calls a method that opens, and only where nothing is in the place.
fn asks_first(cx: &Context<'_>, mine: (FnId, SiteId), place: &Sym) -> bool {
    let calls = |facts: &&Facts| facts.sites.iter().any(|it| it.origin == Some(mine));
    let kin = cx.facts.iter().filter(|it| *it.0 != mine.0 && is_kin(cx, mine.0, *it.0, place));
    let mut callers = kin.map(|it| it.1).filter(calls).peekable();
    callers.peek().is_some() && !callers.any(|it| replaces(it, mine, place))
}

/// Whether a body has the place bound anew by a call of the method, without looking.
fn replaces(facts: &Facts, mine: (FnId, SiteId), place: &Sym) -> bool {
    let mut again = facts.overwrites.iter().filter(|it| it.place == *place);
    again.any(|it| facts.site(it.site).origin == Some(mine))
}

/// Whether an object, or a module, is only made there: nothing is in its attributes yet.
pub(crate) fn is_constructor(cx: &Context<'_>, id: FnId) -> bool {
    id.index == 0
        || matches!(&**cx.program.project.function_name(id), "__init__" | "__post_init__" | "__new__")
}

/// Whether a method runs before all others and after what ends them: entering a block, setting up a test.
pub(crate) fn begins_life(cx: &Context<'_>, id: FnId) -> bool {
    let name = cx.program.project.function_name(id);
    matches!(&**name, "__enter__" | "__aenter__" | "setUp" | "asyncSetUp" | "setUpClass" | "setup_method")
}

/// Whether a method closes what the place holds when it is called, itself or by a part of it: `sub.substrate.close()`.
pub(crate) fn closes_first(cx: &Context<'_>, method: FnId, place: &Sym) -> bool {
    let knowledge = cx.program.knowledge(method.file);
    let closes = |it: &Event| {
        let parts = it.sym.steps.strip_prefix(place.steps.as_slice());
        let attribute = |it: &Step| if let Step::Attr(name) = it { Some(name.clone()) } else { None };
        let parts = parts.and_then(|it| it.iter().map(attribute).collect::<Option<Vec<Name>>>());
        it.sym.root == place.root
            && parts.is_some_and(|parts| match parts.as_slice() {
                [] => knowledge.is_closer(&it.method),
                parts => knowledge.is_closer_of_part(parts, &it.method),
            })
    };
    cx.program.summary(method).is_some_and(|summary| summary.events.iter().any(closes))
}

/// Whether the place means the same in both bodies.
pub(crate) fn is_kin(cx: &Context<'_>, mine: FnId, theirs: FnId, place: &Sym) -> bool {
    match (&place.root, cx.program.body(mine).class, cx.program.body(theirs).class) {
        (Root::Param(0), Some(mine), Some(theirs)) => cx.program.project.family(mine).contains(&theirs),
        // A constructor of Rust is no method.
        (Root::Param(0), Some(_), None) => cx.program.knowledge(mine.file).is_rust,
        (Root::Global(..), ..) => true,
        _ => false,
    }
}

/// Whether one object may have both methods: not if they belong to sisters, or one overrides the other.
fn may_meet(cx: &Context<'_>, a: FnId, b: FnId) -> bool {
    let project = cx.program.project;
    let class_of = |it: FnId| project.modules[it.file as usize].functions[it.index as usize].1;
    let (Some(of_a), Some(of_b)) = (class_of(a), class_of(b)) else { return true };
    let below = |it: ClassId| std::iter::once(it).chain(project.descendants(it));
    let both = below(of_a).filter(|it| below(of_b).any(|other| other == *it));
    let runs_base = |it: FnId| {
        let mut points = cx.program.body(it).blocks.iter().flat_map(|it| &it.points);
        points.any(
            |it| matches!(&it.op, Op::Load { def: Def::External(path), .. } if &**path == "builtins.super"),
        )
    };
    // A constructor runs those of the bases as a rule.
    let has = |class: ClassId, method: FnId| {
        let name = project.function_name(method);
        let found = project.method(class, name);
        found.is_none_or(|it| it == method || runs_base(it)) || name.starts_with("__")
    };
    both.into_iter().any(|class| has(class, a) && has(class, b))
}

/// Whether a connection is kept in the place, by a method or by the constructor.
fn keeps(cx: &Context<'_>, mine: FnId, kept: &Kept, place: &Sym) -> bool {
    is_place(kept, place) || is_made(cx, mine, kept, place)
}

/// Whether a constructor puts the connection into the field of what it returns.
fn is_made(cx: &Context<'_>, mine: FnId, kept: &Kept, place: &Sym) -> bool {
    let (Kept::Returned(class, step), [last]) = (kept, place.steps.as_slice()) else { return false };
    let own = cx.program.body(mine).class;
    step == last && own.is_some_and(|it| cx.program.project.family(it).contains(class))
}

pub(crate) fn is_place(kept: &Kept, place: &Sym) -> bool {
    match (kept, place.steps.split_last()) {
        (Kept::Field(sym, step), Some((last, rest))) => {
            sym.root == place.root && sym.steps == rest && step == last
        }
        (Kept::Root(root), None) => *root == place.root,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::fix::testing::{check_fix, check_no_fix, check_unsafe_fix};

    #[test]
    fn what_a_loop_opens_anew_is_scoped() {
        check_fix(
            "SUB005",
            "import bittensor as bt\ndef f():\n    for n in range(3):\n        sub = bt.Subtensor()\n        print(sub.tempo(n))\n",
            "import bittensor as bt\ndef f():\n    for n in range(3):\n        with bt.Subtensor() as sub:\n            print(sub.tempo(n))\n",
        );
    }

    #[test]
    fn the_old_one_is_closed_first() {
        check_unsafe_fix(
            "SUB005",
            r#"
import bittensor as bt
class Miner:
    def __init__(self):
        self.sub = bt.Subtensor()
    def reconnect(self):
        self.sub = bt.Subtensor()
    def close(self):
        self.sub.close()
def main():
    miner = Miner()
    miner.reconnect()
    miner.close()
"#,
            r#"
import bittensor as bt
class Miner:
    def __init__(self):
        self.sub = bt.Subtensor()
    def reconnect(self):
        self.sub.close()
        self.sub = bt.Subtensor()
    def close(self):
        self.sub.close()
def main():
    miner = Miner()
    miner.reconnect()
    miner.close()
"#,
        );
    }

    #[test]
    fn a_close_that_is_known_to_raise_is_not_put_before_it() {
        let text = "import bittensor as bt\ndef f():\n    sub = bt.Subtensor(retry_forever=True)\n    sub = bt.Subtensor()\n    sub.close()\n";
        check_no_fix("SUB005", text);
    }

    #[test]
    fn the_old_client_of_rust_is_closed_first() {
        check_unsafe_fix(
            "SUB005",
            "use subtensor::Subtensor;\nasync fn f(url: &str) -> Result<(), Error> {\n    let mut client = Subtensor::connect(url).await?;\n    if client.ping().await.is_err() {\n        client = Subtensor::connect(url).await?;\n    }\n    client.close().await\n}\n",
            "use subtensor::Subtensor;\nasync fn f(url: &str) -> Result<(), Error> {\n    let mut client = Subtensor::connect(url).await?;\n    if client.ping().await.is_err() {\n        let _ = client.close().await;\n        client = Subtensor::connect(url).await?;\n    }\n    client.close().await\n}\n",
        );
    }
}
