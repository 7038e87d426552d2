//! Connections that an object loses because a method empties their field, or takes them out of its container,
//! without closing them.
//!
//! The method is looked at by itself, so whatever may have closed the connection before speaks for it: a
//! closing call in the method, or one that stands before a call of the method, here or further out.

use std::collections::BTreeSet;

use crate::facts::{Kept, SiteKind};
use crate::ir::{Body, ClassId, Def, FnId, LocalId, Name, Op, Root};
use crate::ownership::state::Event;
use crate::ownership::value::{Step, Sym};
use crate::profile::DropEffect;
use crate::program::Program;
use crate::rules::context::{Context, View};
use crate::rules::reopened_without_close::{begins_life, closes_first, is_constructor, is_kin, is_place};
use crate::source::Span;

/// An opening whose connection another method loses.
pub(crate) struct Emptied<'c, 'a> {
    pub(crate) opening: View<'c, 'a>,
    /// The method that loses it, and where.
    pub(crate) method: FnId,
    pub(crate) span: Span,
}

/// Every opening whose connection a method lets go of: it opens the next one, or is called by somebody.
pub(crate) fn emptied<'c, 'a>(cx: &'c Context<'a>) -> Vec<Emptied<'c, 'a>> {
    let mut found: Vec<Emptied<'c, 'a>> = Vec::new();
    for (method, facts) in cx.facts.iter().filter(|it| !it.1.exhausted) {
        for it in &facts.emptied {
            let place = &it.place;
            let renewals = || facts.kept.iter().filter(|it| it.1.iter().any(|it| is_within(it, place)));
            // What the method replaces on another path, or loses in a loop, is reported there.
            let replaced = facts.overwrites.iter().any(|it| it.place == *place);
            let told = replaced || renewals().any(|it| !facts.leaks_of(*it.0).is_empty());
            let reopens = renewals().next().is_some();
            if !told && (reopens || !it.asked && may_be_called(cx, *method)) {
                add(cx, &mut found, *method, place, it.span, reopens);
            }
        }
    }
    for (method, place, span) in taken_out(cx) {
        add(cx, &mut found, method, &place, span, false);
    }
    found
}

/// Adds the openings whose connections the method loses.
fn add<'c, 'a>(
    cx: &'c Context<'a>,
    found: &mut Vec<Emptied<'c, 'a>>,
    method: FnId,
    place: &Sym,
    span: Span,
    reopens: bool,
) {
    if !loses(cx, method, place, span) {
        return;
    }
    for opening in openings(cx, method, place) {
        let known = |it: &Emptied<'_, '_>| (it.opening.body, it.opening.id) == (opening.body, opening.id);
        if !found.iter().any(known) && (reopens || !is_lost_by_its_owner(cx, &opening)) {
            found.push(Emptied { opening, method, span });
        }
    }
}

/// Whether a function that made the object loses its connection, and is told so.
fn is_lost_by_its_owner(cx: &Context<'_>, opening: &View<'_, '_>) -> bool {
    cx.sites()
        .any(|it| it.site.origin == Some((opening.body, opening.id)) && it.written_leaks().next().is_some())
}

/// Elements that a method takes out of a container of its object and does nothing with: `self.subs.pop(key)`.
fn taken_out(cx: &Context<'_>) -> Vec<(FnId, Sym, Span)> {
    let kept = cx.facts.values().flat_map(|it| it.kept.values().flatten());
    let fields: BTreeSet<&Name> = kept
        .filter_map(|it| match it {
            Kept::Field(sym, Step::Element) if sym.root == Root::Param(0) => sym.field(),
            _ => None,
        })
        .collect();
    let mut found = vec![];
    for field in fields {
        for body in cx.program.mentioning(field).filter(|it| it.class.is_some() && is_called(cx, it.id)) {
            let place = Sym { root: Root::Param(0), steps: vec![Step::Attr(field.clone()), Step::Element] };
            let is_rust = cx.program.knowledge(body.id.file).is_rust;
            let takers = if is_rust { RUST_TAKERS } else { TAKERS };
            found.extend(discarded(body, field, takers).into_iter().map(|it| (body.id, place.clone(), it)));
        }
    }
    found
}

/// Where a body takes something out of a field of its object, and uses it nowhere.
fn discarded(body: &Body, field: &Name, takers: &[&str]) -> Vec<Span> {
    let points = || body.blocks.iter().flat_map(|it| &it.points);
    let reads = |of: LocalId, wanted: &dyn Fn(&str) -> bool| -> Vec<LocalId> {
        let read = |op: &Op| match op {
            Op::Attr { dst, obj, name } if *obj == of && wanted(name) => Some(*dst),
            _ => None,
        };
        points().filter_map(|it| read(&it.op)).collect()
    };
    let containers = reads(LocalId(0), &|it| it == &**field);
    let takers = containers.iter().flat_map(|it| reads(*it, &|it| takers.contains(&it)));
    let takers: BTreeSet<LocalId> = takers.collect();
    let mut read = BTreeSet::new();
    points().for_each(|it| it.op.reads(|it| read.extend([it])));
    body.blocks.iter().for_each(|it| it.end.reads(|it| read.extend([it])));
    let is_unused = |dst: &LocalId| !read.contains(dst);
    let taken = points().filter(
        |it| matches!(&it.op, Op::Call { dst, callee, .. } if takers.contains(callee) && is_unused(dst)),
    );
    taken.map(|it| it.span).collect()
}

/// Methods of containers that take out elements.
const TAKERS: &[&str] = &["pop", "popitem", "popleft", "clear"];
const RUST_TAKERS: &[&str] = &[
    "remove",
    "swap_remove",
    "remove_entry",
    "pop",
    "pop_front",
    "pop_back",
    "pop_first",
    "pop_last",
    "clear",
    "truncate",
];

/// Whether a place is another one or lies in it.
fn is_within(kept: &Kept, place: &Sym) -> bool {
    let Kept::Field(sym, step) = kept else { return is_place(kept, place) };
    sym.child(step.clone()).is_some_and(|it| it.root == place.root && it.steps.starts_with(&place.steps))
}

/// The same, and in Rust any method that nobody is seen to call: its users do.
fn may_be_called(cx: &Context<'_>, method: FnId) -> bool {
    cx.program.knowledge(method.file).is_rust || is_called(cx, method)
}

/// Whether somebody but a constructor calls the method, rather than hand it on.
fn is_called(cx: &Context<'_>, method: FnId) -> bool {
    let name = cx.program.project.function_name(method);
    cx.program.mentioning(name).any(|body| {
        let points = || body.blocks.iter().flat_map(|it| &it.points);
        let attribute = |it: &Op| match it {
            Op::Attr { dst, name: it, .. } if it == name => Some(*dst),
            _ => None,
        };
        let bound: BTreeSet<LocalId> = points().filter_map(|it| attribute(&it.op)).collect();
        let calls = points().any(|it| matches!(&it.op, Op::Call { callee, .. } if bound.contains(callee)));
        calls && !is_constructor(cx, body.id) && !begins_life(cx, body.id)
    })
}

/// Whether nothing shows that the connection is closed, or handed on, before the method lets go of it.
fn loses(cx: &Context<'_>, method: FnId, place: &Sym, span: Span) -> bool {
    let program = cx.program;
    let (Root::Param(0), [Step::Attr(field), inner @ ..]) = (&place.root, place.steps.as_slice()) else {
        return false;
    };
    if !matches!(inner, [] | [Step::Element]) {
        return false;
    }
    let body = program.body(method);
    let Some(class) = body.class else { return false };
    let name = program.project.class(class).name.to_ascii_lowercase();
    let is_double = ["mock", "fake", "stub", "dummy"].iter().any(|it| name.contains(it));
    if is_double || program.knowledge(method.file).is_rust && may_find_it_broken(cx, method, class, field) {
        return false;
    }
    if is_constructor(cx, method) || begins_life(cx, method) {
        return false;
    }
    let closing = Closing { program, names: closing_methods(program, class, place) };
    let name = program.project.function_name(method);
    !closing.names.contains(name)
        && !closing.stands_in(body, u32::MAX)
        && !hands_on(body, field, span.start)
        && !closing.precedes(name, &mut BTreeSet::new())
}

/// The openings of other methods that leave a connection in the place which somebody closes.
fn openings<'c, 'a>(cx: &'c Context<'a>, method: FnId, place: &Sym) -> Vec<View<'c, 'a>> {
    let mut found = Vec::new();
    for (id, facts) in cx.facts.iter().filter(|it| *it.0 != method && is_kin(cx, method, *it.0, place)) {
        for (site, kept) in facts.kept.iter().filter(|it| facts.kept_open.contains(it.0)) {
            let Some(view) = cx.view(*id, *site) else { continue };
            let resource = view.knowledge().resource(view.resource());
            let is_opening = matches!(view.site.kind, SiteKind::Direct | SiteKind::Factory(_));
            let owes = resource.drop == DropEffect::Abandons && !resource.self_closing;
            let first = is_constructor(cx, *id);
            let is_rust = cx.program.knowledge(method.file).is_rust;
            let follows = || is_rust || is_called_later(cx, method, *id);
            let reaches = first || follows() && !closes_first(cx, *id, place);
            let closed = |it| cx.closers.closes(it, *id, view.resource(), &[]);
            if is_opening && owes && reaches && kept.iter().any(|it| is_within(it, place) && closed(it)) {
                found.push(view);
            }
        }
    }
    found
}

/// Whether somebody but a constructor or the method that opens calls the method: else it runs before these open.
fn is_called_later(cx: &Context<'_>, method: FnId, opening: FnId) -> bool {
    let name = cx.program.project.function_name(method);
    cx.program.mentioning(name).any(|body| {
        let mut points = body.blocks.iter().flat_map(|it| &it.points);
        let calls = points.any(|it| matches!(&it.op, Op::Attr { name: it, .. } if it == name));
        calls && body.id != opening && !is_constructor(cx, body.id) && !begins_life(cx, body.id)
    })
}

/// The methods of the family of a class that close the field, or call what does.
fn closing_methods(program: &Program<'_>, class: ClassId, place: &Sym) -> BTreeSet<Name> {
    let project = program.project;
    let family = project.family(class);
    let methods = family.iter().flat_map(|it| &project.class(*it).methods);
    let closes = |id: FnId| {
        let knowledge = program.knowledge(id.file);
        program.summary(id).is_some_and(|it| {
            it.events.iter().any(|it| {
                let reaches = it.sym.root == place.root && it.sym.steps.starts_with(&place.steps);
                reaches && knowledge.is_closer(&it.method)
            })
        })
    };
    methods.filter(|it| closes(*it.1)).map(|it| it.0.clone()).collect()
}

/// What counts as closing the field, by name alone.
struct Closing<'a> {
    program: &'a Program<'a>,
    names: BTreeSet<Name>,
}

impl Closing<'_> {
    /// Whether something that may close the field stands in the body before the byte offset `end`.
    fn stands_in(&self, body: &Body, end: u32) -> bool {
        let knowledge = self.program.knowledge(body.id.file);
        body.blocks.iter().flat_map(|it| &it.points).any(|it| match &it.op {
            _ if it.span.start >= end => false,
            Op::Attr { name, .. } => knowledge.is_closer(name) || self.names.contains(name),
            Op::Load { def: Def::Function(id), .. } => self.closes_an_argument(*id),
            _ => false,
        })
    }

    /// Whether a function closes something that it is lent, or that what it is lent holds.
    fn closes_an_argument(&self, id: FnId) -> bool {
        let knowledge = self.program.knowledge(id.file);
        let closes = |it: &Event| matches!(it.sym.root, Root::Param(_)) && knowledge.is_closer(&it.method);
        self.program.summary(id).is_some_and(|it| it.events.iter().any(closes))
    }

    /// Whether something that may close the field stands before a call of the method, or of its callers.
    fn precedes(&self, method: &Name, seen: &mut BTreeSet<Name>) -> bool {
        if !seen.insert(method.clone()) {
            return false;
        }
        self.program.mentioning(method).any(|body| {
            let points = body.blocks.iter().flat_map(|it| &it.points);
            let mentions = points.filter(|it| match &it.op {
                Op::Attr { name, .. } => name == method,
                Op::Load { def: Def::Function(id), .. } => self.program.project.function_name(*id) == method,
                _ => false,
            });
            let Some(last) = mentions.map(|it| it.span.start).max() else { return false };
            self.stands_in(body, last) || self.precedes(self.program.project.function_name(body.id), seen)
        })
    }
}

/// Whether a method of Rust may let go of what is of no use any more: nobody can close what the other side has left.
fn may_find_it_broken(cx: &Context<'_>, method: FnId, class: ClassId, field: &Name) -> bool {
    let (program, project) = (cx.program, cx.program.project);
    let name = project.function_name(method);
    if is_read(program.body(method), field) || tells_of_an_end(name) {
        return true;
    }
    let methods = project.family(class).into_iter().flat_map(|it| &project.class(it).methods);
    let users = methods.filter(|it| *it.1 != method && is_read(program.body(*it.1), field));
    let users: BTreeSet<&Name> = users.map(|it| it.0).collect();
    // What the caller has just used it may have found broken.
    program.mentioning(name).any(|body| {
        let reads = |end: Option<u32>, wanted: &dyn Fn(&Name) -> bool| {
            let points = body.blocks.iter().flat_map(|it| &it.points);
            let read = points.filter(|it| end.is_none_or(|end| it.span.start < end));
            let read = read.filter(|it| matches!(&it.op, Op::Attr { name, .. } if wanted(name)));
            read.map(|it| it.span.start).max()
        };
        let call = reads(None, &|it| it == name);
        call.is_some_and(|call| {
            let is_used = reads(Some(call), &|it| users.contains(it)).is_some();
            is_used || reads(Some(call), &|it| it == field).is_some() && is_read(body, field)
        })
    })
}

/// Whether a method is called when a connection has ended, as its name says: `on_close`, `connection_lost`.
fn tells_of_an_end(name: &str) -> bool {
    let mut words = name.split('_');
    let is_handler = matches!(name.split('_').next(), Some("on" | "handle"));
    words.any(|it| match it {
        "disconnected" | "closed" | "lost" | "broken" | "hangup" | "eof" => true,
        "disconnect" | "close" | "error" | "failure" => is_handler,
        _ => false,
    })
}

/// Methods of containers that do not look at what is in there.
const ASKERS: &[&str] = &[
    "contains_key",
    "contains",
    "is_empty",
    "len",
    "keys",
    "capacity",
    "reserve",
    "insert",
    "push",
    "push_back",
];

/// Whether a body of Rust does more with a field than to ask whether something is in it: what it takes out of there
/// it may close, and what it has just used it may have found broken.
fn is_read(body: &Body, field: &Name) -> bool {
    let points = || body.blocks.iter().flat_map(|it| &it.points);
    let read = |op: &Op| match op {
        Op::Attr { dst, name, .. } if name == field => Some(*dst),
        _ => None,
    };
    let read: BTreeSet<LocalId> = points().filter_map(|it| read(&it.op)).collect();
    points().any(|it| {
        let mut is_used = false;
        it.op.reads(|it| is_used |= read.contains(&it));
        let only_asks = match &it.op {
            Op::Test { .. } => true,
            Op::Attr { name, .. } => RUST_TAKERS.contains(&&**name) || ASKERS.contains(&&**name),
            _ => false,
        };
        is_used && !only_asks
    })
}

/// Whether the body gives the field's value away before the byte offset `end`, to somebody who may close it.
fn hands_on(body: &Body, field: &Name, end: u32) -> bool {
    let points = || body.blocks.iter().flat_map(|it| &it.points).filter(|it| it.span.start <= end);
    let mut holding: BTreeSet<LocalId> = BTreeSet::new();
    loop {
        let before = holding.len();
        for it in points() {
            match &it.op {
                Op::Attr { dst, name, .. } if name == field => {
                    holding.insert(*dst);
                }
                Op::Copy { dst, src } | Op::Item { dst, obj: src, .. } if holding.contains(src) => {
                    holding.insert(*dst);
                }
                _ => {}
            }
        }
        if holding.len() == before {
            break;
        }
    }
    points().any(|it| match &it.op {
        Op::Call { args, .. } => args.iter().any(|it| holding.contains(&it.value)),
        Op::StoreRoot { src, .. }
        | Op::SetAttr { src, .. }
        | Op::SetItem { src, .. }
        | Op::Yield { src, .. }
        | Op::Enter { manager: src, .. } => holding.contains(src),
        Op::Pack { items, .. } => items.iter().any(|it| holding.contains(&it.1)),
        _ => false,
    })
}
