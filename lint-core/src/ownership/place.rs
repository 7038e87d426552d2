//! Reading and writing places: variables, fields, elements, globals.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Run;
use super::namespace::{attribute_step, of_namespace};
use super::reach::{is_element, is_named, reach};
use super::state::{Event, Object, Phase, State, Status};
use super::value::{Argument, Conn, Deferred, ObjId, Point, Step, Sym, Value};
use crate::facts::{Emptying, Overwrite};
use crate::ir::{Const, Def, LocalId, LocalKind, Name, Root};
use crate::source::Span;

/// The last connection of a site becomes one of the earlier ones, wherever it is held.
pub(super) fn age(state: &mut State, conn: Conn, status: Status) {
    let old = Conn { old: true, ..conn };
    for value in state.env.values_mut().chain(state.writes.values_mut()).chain(state.roots.values_mut()) {
        *value = aged(value, conn);
    }
    for object in state.heap.values_mut() {
        for value in object.fields.values_mut() {
            *value = aged(value, conn);
        }
    }
    let phase = match state.conns.get(&old).map(|it| it.phase) {
        Some(it) if it == status.phase => it,
        Some(Phase::Open) | None => status.phase,
        Some(_) if matches!(status.phase, Phase::Open | Phase::Cold) => status.phase,
        Some(other) => other,
    };
    state.conns.insert(old, Status { phase, ..status });
}

fn aged(value: &Value, conn: Conn) -> Value {
    let old = Conn { old: true, ..conn };
    let inner = |it: &Arc<Value>| Arc::new(aged(it, conn));
    let arguments = |all: &Arc<Vec<Argument>>| {
        Arc::new(
            all.iter().map(|it| Argument { value: aged(&it.value, conn), ..it.clone() }).collect::<Vec<_>>(),
        )
    };
    match value {
        Value::Conn(it) if *it == conn => Value::Conn(old),
        Value::Part(it, path) if *it == conn => Value::Part(old, path.clone()),
        Value::Bound(it, name) => Value::Bound(inner(it), name.clone()),
        Value::Iter(it, started) => Value::Iter(inner(it), *started),
        Value::Closing(it) => Value::Closing(inner(it)),
        Value::Pairs(it) => Value::Pairs(inner(it)),
        Value::Instance(path, Some(it)) => Value::Instance(path.clone(), Some(inner(it))),
        Value::Partial(it, all) => Value::Partial(inner(it), arguments(all)),
        Value::Managed(id, all) => Value::Managed(*id, arguments(all)),
        Value::Any(all) => Value::any(all.iter().map(|it| aged(it, conn)).collect()),
        Value::Coroutine(it) => match &**it {
            Deferred::Close(it, span) if *it == conn => {
                Value::Coroutine(Arc::new(Deferred::Close(old, *span)))
            }
            Deferred::Connect { conn: it, returns } if *it == conn => {
                Value::Coroutine(Arc::new(Deferred::Connect { conn: old, returns: *returns }))
            }
            Deferred::Ready(it) => Value::Coroutine(Arc::new(Deferred::Ready(aged(it, conn)))),
            Deferred::All(all) => {
                Value::Coroutine(Arc::new(Deferred::All(all.iter().map(|it| aged(it, conn)).collect())))
            }
            _ => value.clone(),
        },
        _ => value.clone(),
    }
}

impl Run<'_> {
    /// What a local holds.
    pub(super) fn read(&self, state: &State, local: LocalId) -> Value {
        match state.env.get(&local) {
            Some(it) => it.clone(),
            None if self.body.local(local).kind == LocalKind::Named => Value::Unbound,
            None => Value::Unknown,
        }
    }

    /// Binds a local; a connection that nothing reaches any more is lost here.
    pub(super) fn write(&mut self, state: &mut State, local: LocalId, value: Value, span: Span) {
        let kind = self.body.local(local).kind;
        if kind == LocalKind::Named {
            self.note_bound(state, &value);
            self.note_name(&value, self.body.local(local).name.as_deref().map(source_name), span);
            if self.exposed[local.0 as usize] {
                self.touch(state, &value);
                self.share_container(state, local, &value);
            }
        }
        let before = state.env.insert(local, value.clone());
        let rebinds = before.is_some_and(|it| it != value && kind != LocalKind::Temp);
        if rebinds {
            self.sweep(state, span, self.newest(&value));
        }
    }

    /// A nested function that captures a container may put something into it whenever it is called.
    fn share_container(&mut self, state: &mut State, local: LocalId, value: &Value) {
        let (Value::Obj(id), Some(name)) = (value, &self.body.local(local).name) else { return };
        let Some(object) = state.heap.get_mut(id).filter(|it| it.class.is_none()) else { return };
        if self.body.id.index > 0 {
            object.open_ended = true;
            let captured = Sym::root(Root::Captured(self.body.id, name.clone()));
            self.shared_containers.insert(*id, captured);
        }
    }

    /// What nested functions may have put into the container.
    pub(super) fn put_by_others(&self, id: ObjId) -> Option<Value> {
        self.shared_containers.get(&id)?.child(Step::Element).map(Value::sym)
    }

    /// The site whose fresh connection a value is: what takes the place of a lost one.
    fn newest(&self, value: &Value) -> Option<super::value::SiteId> {
        match value {
            Value::Conn(it) if !it.old => Some(it.site),
            _ => None,
        }
    }

    fn note_name(&mut self, value: &Value, name: Option<Name>, span: Span) {
        if let (Value::Conn(conn), Some(name)) = (value, name) {
            self.record(|facts| {
                facts.bound_as.insert((span, conn.site), name.clone());
                facts.names.entry(conn.site).or_insert(name);
            });
        }
    }

    fn note_bound(&mut self, state: &State, value: &Value) {
        if !self.is_recording() {
            return;
        }
        let mut conns = BTreeSet::new();
        reach(state, value, &mut conns, 6);
        self.record(|facts| facts.bound.extend(conns.iter().map(|it| it.site)));
    }

    /// What a module-level or captured name holds.
    pub(super) fn read_root(&self, state: &State, root: &Root) -> Value {
        if let Some(it) = state.roots.get(root) {
            return it.clone();
        }
        if let Some(local) = self.own_local(root) {
            return self.read(state, local);
        }
        Value::sym(Sym::root(root.clone()))
    }

    /// The variable of this body that others know under the root.
    fn own_local(&self, root: &Root) -> Option<LocalId> {
        match root {
            Root::Captured(id, name) if *id == self.body.id => self.body.named(name),
            Root::Global(file, name) if self.body.id.index == 0 && *file == self.body.id.file => {
                self.body.named(name)
            }
            _ => None,
        }
    }

    pub(super) fn write_root(&mut self, state: &mut State, root: &Root, value: Value, at: Point) {
        if let Some(local) = self.own_local(root)
            && !matches!(root, Root::Global(..))
        {
            self.write(state, local, value, at.span);
            return;
        }
        self.note_bound(state, &value);
        self.note_overwrite(state, &Sym::root(root.clone()), state.roots.get(root).cloned(), &value);
        let newest = self.newest(&value);
        state.roots.insert(root.clone(), value);
        self.sweep(state, at.span, newest);
    }

    /// A fresh connection over something that was there on entry and is not known to be closed.
    fn note_overwrite(&mut self, state: &State, place: &Sym, held: Option<Value>, value: &Value) {
        let Some(site) = self.newest(value) else { return };
        if self.may_be_open_since_entry(state, place, held.as_ref()) {
            let place = place.clone();
            self.record(|facts| {
                facts.overwrites.insert(Overwrite { site, place });
            });
        }
    }

    /// Nothing in place of something that was there on entry and is not known to be closed.
    fn note_emptied(&mut self, state: &State, place: &Sym, held: Option<&Value>, value: &Value, span: Span) {
        let is_nothing = match value {
            Value::Const(it) => *it == Const::None,
            Value::Obj(id) => state.heap.get(id).is_some_and(|it| it.class.is_none() && it.fields.is_empty()),
            _ => false,
        };
        if is_nothing && self.may_be_open_since_entry(state, place, held) {
            let place = place.clone();
            let asked = state.facts.iter().any(|it| it.0.root == place.root && *it.0 != place && !it.1.stale);
            self.record(|facts| {
                facts.emptied.insert(Emptying { place, span, asked });
            });
        }
    }

    /// Whether a place still holds what was there on entry, and nothing says that this is None or closed.
    fn may_be_open_since_entry(&self, state: &State, place: &Sym, held: Option<&Value>) -> bool {
        let untouched = match held {
            None => true,
            Some(Value::Sym(it)) => **it == *place,
            Some(_) => false,
        };
        let closed = || {
            state.events.iter().any(|it| {
                let reaches =
                    it.sym.steps.starts_with(&place.steps) || place.steps.starts_with(&it.sym.steps);
                reaches && it.sym.root == place.root && self.knowledge.is_closer(&it.method)
            })
        };
        untouched && !place.is_opaque() && !self.is_denied(state, place) && !closed()
    }

    /// Whether a condition says that nothing is in a place, or that what is there has nothing to close it with:
    /// `if hasattr(self.sub, "close"):`, `if self.sub.substrate:`.
    pub(super) fn is_denied(&self, state: &State, place: &Sym) -> bool {
        let is_way_to_close = |it: &Step| match it {
            Step::Attr(name) => self.knowledge.is_part(name) || self.knowledge.is_closer(name),
            _ => false,
        };
        let leads = |it: &Sym| {
            it.root == place.root
                && it
                    .steps
                    .strip_prefix(place.steps.as_slice())
                    .is_some_and(|it| it.iter().all(is_way_to_close))
        };
        state.facts.iter().any(|(sym, fact)| fact.denies() && leads(sym))
    }

    /// Stores into an attribute or element.
    pub(super) fn store(&mut self, state: &mut State, object: &Value, step: &Step, value: Value, at: Point) {
        self.note_bound(state, &value);
        if let Step::Attr(name) = step {
            self.note_name(
                &value,
                Some(format!("self.{name}").into())
                    .filter(|_| self.body.class.is_some() && is_self(object))
                    .or(Some(name.clone())),
                at.span,
            );
        }
        self.put(state, object, step, value, at);
    }

    /// The same for what has no name here.
    pub(super) fn put(&mut self, state: &mut State, object: &Value, step: &Step, value: Value, at: Point) {
        let newest = self.newest(&value);
        if let Some(inner) = of_namespace(object) {
            return self.store(state, inner, &attribute_step(step), value, at);
        }
        match object {
            Value::Obj(id) => {
                if self.is_fake(state, &value) {
                    // A test puts it there, and wanted no connection in the first place.
                    let before = state.heap.get(id).and_then(|it| it.fields.get(step)).cloned();
                    for conn in before.map(|it| self.direct(&it)).unwrap_or_default() {
                        self.discharge(state, conn, Phase::Handed, at);
                    }
                }
                if state.heap.get(id).is_some_and(|it| it.ended_later) {
                    let mut found = BTreeSet::new();
                    reach(state, &value, &mut found, 4);
                    found.into_iter().for_each(|it| self.discharge(state, it, Phase::Handed, at));
                }
                self.note_held(state, *id, &value);
                let before = state.heap.get(id).and_then(|it| it.fields.get(step));
                let holds = before.is_some_and(|it| !self.direct(it).is_empty());
                let is_added = *step == Step::Element || holds && is_element(state, object);
                let object = state.heap.entry(*id).or_default();
                object.filled = None;
                object.taken_from = false;
                if is_added {
                    let before = object.fields.get(step).cloned();
                    let all = before.into_iter().chain([value]).collect();
                    object.fields.insert(step.clone(), Value::any(all));
                } else {
                    object.fields.insert(step.clone(), value);
                }
            }
            Value::Sym(sym) => {
                self.note_key(&value, step);
                if self.is_ended_later(state, sym) {
                    self.direct(&value)
                        .into_iter()
                        .for_each(|it| self.discharge(state, it, Phase::Handed, at));
                }
                let step = if matches!(step, Step::At(_)) { Step::Element } else { step.clone() };
                let key = ((**sym).clone(), step.clone());
                let fresh = newest.is_some().then(|| (**sym).clone());
                let held = state.writes.get(&key).cloned();
                if step == Step::Element {
                    if let Some(place) = sym.child(step) {
                        self.note_emptied(state, &place, None, &value, at.span);
                    }
                    let all = held.into_iter().chain([value]).collect();
                    state.writes.insert(key, Value::any(all));
                } else {
                    // What is known of the old value stays true of it, and is a condition of this path.
                    if let Some(place) = sym.child(step) {
                        self.note_emptied(state, &place, held.as_ref(), &value, at.span);
                        self.note_overwrite(state, &place, held, &value);
                    }
                    state.writes.insert(key, value);
                }
                if let Some(owner) = fresh {
                    self.reset(state, &owner);
                }
            }
            Value::Any(all) => {
                for it in all.iter() {
                    self.store(state, it, step, value.clone(), at);
                }
                return;
            }
            Value::Def(Def::Class(class)) => {
                state.writes.insert((Sym::root(Root::Class(*class)), step.clone()), value);
            }
            // `st.session_state["sub"] = sub`, `g.chain = sub`.
            Value::Def(Def::External(path))
                if (is_named(step) || self.is_plain_attribute(path, step))
                    && matches!(value, Value::Conn(_) | Value::Obj(_)) =>
            {
                let sym = self.outside(path);
                return self.store(state, &sym, step, value, at);
            }
            Value::Conn(conn)
                if matches!(step, Step::Attr(name) if self.knowledge.is_part(name))
                    && self.is_fake(state, &value) =>
            {
                // A test takes away what would connect.
                self.discharge(state, *conn, Phase::Handed, at);
            }
            // Stored in something that is not followed: whoever has it closes it, or nobody.
            _ => self.hand_over(state, &value, at),
        }
        self.sweep(state, at.span, newest);
    }

    /// Remembers which object keeps a connection, in a field of its own or in a container there.
    fn note_held(&mut self, state: &State, id: ObjId, value: &Value) {
        if !self.is_recording() {
            return;
        }
        let has_class = |it: &Object| it.class.is_some();
        let keeps = |it: &Object| has_class(it) && it.fields.values().any(|it| *it == Value::Obj(id));
        let holder = match state.heap.get(&id).is_some_and(has_class) {
            true => Some(id),
            false => state.heap.iter().find(|it| keeps(it.1)).map(|it| *it.0),
        };
        let Some(holder) = holder else { return };
        let mut found = BTreeSet::new();
        reach(state, value, &mut found, 2);
        self.record(|facts| {
            for conn in found {
                facts.held_in.entry(conn.site).or_insert(holder);
            }
        });
    }

    /// Whether an attribute of something outside of the program is no more than a place to keep things.
    fn is_plain_attribute(&self, object: &Name, step: &Step) -> bool {
        let Step::Attr(name) = step else { return false };
        let path = format!("{object}.{name}");
        let is_known = self.knowledge.opener(&path).is_some() || self.knowledge.implicit(&path).is_some();
        !self.knowledge.is_rust && !is_known && !self.knowledge.is_package(object)
    }

    /// What is closed and then filled with a fresh connection is open again: `self.close().await; self.ws = new`.
    fn reset(&self, state: &mut State, owner: &Sym) {
        let is_closed = |it: &Event| {
            let holds = it.sym.root == owner.root && owner.steps.starts_with(&it.sym.steps);
            holds && self.knowledge.is_closer(&it.method)
        };
        if self.knowledge.is_rust && state.events.iter().any(is_closed) {
            state.events.retain(|it| !is_closed(it));
        }
    }

    /// `app["sub"] = sub`: the key names a place as an attribute does.
    fn note_key(&mut self, value: &Value, step: &Step) {
        let (Value::Conn(conn), Step::At(Const::Str(key))) = (value, step) else { return };
        self.record(|facts| {
            facts.keys.insert(conn.site, key.clone());
        });
    }
}

/// The name as the source has it: a variable that shadows another is numbered.
fn source_name(name: &str) -> Name {
    name.split_once('\'').map_or(name, |it| it.0).into()
}

fn is_self(object: &Value) -> bool {
    matches!(object, Value::Sym(it) if it.root == Root::Param(0) && it.steps.is_empty())
}
