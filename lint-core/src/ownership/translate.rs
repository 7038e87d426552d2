//! A callee's names in the caller's terms: what its symbols, connections and objects are after a call.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Run;
use super::state::{Fields, Object, Phase, State};
use super::value::{Conn, Deferred, ObjId, Point, Step, Sym, Value};
use crate::facts::{Site, SiteKind};
use crate::ir::{Def, FnId, Root};
use crate::summary::{Opened, Outcome};

/// How names of the callee translate to values of the caller, for one outcome.
pub(super) struct Mapping<'v> {
    pub(super) callee: FnId,
    pub(super) at: Point,
    pub(super) values: &'v [Value],
    memo: BTreeMap<Sym, Value>,
    pub(super) conns: BTreeMap<Conn, Conn>,
    objects: BTreeMap<ObjId, ObjId>,
}

impl<'v> Mapping<'v> {
    pub(super) fn new(callee: FnId, at: Point, values: &'v [Value]) -> Mapping<'v> {
        let (memo, conns, objects) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Mapping { callee, at, values, memo, conns, objects }
    }
}

impl Run<'_> {
    /// The caller's value for a symbol of the callee.
    pub(super) fn map_sym(&mut self, state: &mut State, mapping: &mut Mapping<'_>, sym: &Sym) -> Value {
        if let Some(it) = mapping.memo.get(sym) {
            return it.clone();
        }
        let value = match sym.steps.split_last() {
            None => match &sym.root {
                Root::Param(at) => mapping.values.get(*at as usize).cloned().unwrap_or(Value::Unknown),
                Root::Class(class) => Value::Def(Def::Class(*class)),
                Root::Opaque(..) => Value::Unknown,
                root => self.read_root(state, root),
            },
            Some((last, rest)) => {
                let inner = Sym { root: sym.root.clone(), steps: rest.to_vec() };
                let object = self.map_sym(state, mapping, &inner);
                self.map_step(state, &object, last, mapping.at)
            }
        };
        mapping.memo.insert(sym.clone(), value.clone());
        value
    }

    fn map_step(&mut self, state: &mut State, object: &Value, step: &Step, at: Point) -> Value {
        match (step, object) {
            (_, Value::Sym(sym)) => match sym.child(step.clone()) {
                Some(_) if !matches!(step, Step::Call | Step::Awaited) => self.field(state, object, step),
                Some(it) => {
                    if *step == Step::Call && !self.note_call_of_closer(state, sym) {
                        self.note_event(state, sym, "", false);
                    }
                    Value::sym(it)
                }
                None => Value::Unknown,
            },
            (Step::Call, Value::Unknown | Value::Const(_)) => Value::Unknown,
            (Step::Call, _) => {
                let called = self.call(state.clone(), object, &[], at);
                match called.ok.into_iter().next() {
                    Some((after, value)) => {
                        *state = after;
                        value
                    }
                    None => Value::Unknown,
                }
            }
            (Step::Awaited, Value::Coroutine(it)) => {
                match self.run(state.clone(), &it.clone(), at).ok.into_iter().next() {
                    Some((after, value)) => {
                        *state = after;
                        value
                    }
                    None => Value::Unknown,
                }
            }
            (Step::Awaited, it) => it.clone(),
            _ => self.field(state, object, step),
        }
    }

    /// What the callee opened is open here, as a site of the call.
    pub(super) fn open_here(
        &mut self,
        state: &mut State,
        mapping: &mut Mapping<'_>,
        conn: Conn,
        opened: &Opened,
    ) {
        let inner = (mapping.callee, conn.site);
        // Earlier connections of a site and its latest are one at the call.
        let twin = Conn { old: !conn.old, ..conn };
        if let Some(known) = mapping.conns.get(&twin).copied() {
            mapping.conns.insert(conn, known);
            if let Some(status) = state.conns.get_mut(&known).filter(|it| it.phase != Phase::Open) {
                status.phase = opened.status.phase;
            }
            return;
        }
        let at = mapping.at;
        let site = Site {
            span: at.span,
            kind: SiteKind::Factory(mapping.callee),
            resource: opened.status.resource,
            origin: Some(opened.origin),
            callee: Some(mapping.callee),
            block: at.block,
            constant_arguments: false,
        };
        let phase =
            if self.is_faked(mapping.callee, opened.origin.0) { Phase::Handed } else { opened.status.phase };
        let here = self.open(state, at, Some(inner), site, phase);
        mapping.conns.insert(conn, here);
    }

    /// A value of the callee as one of the caller.
    pub(super) fn translate(
        &mut self,
        state: &mut State,
        mapping: &mut Mapping<'_>,
        outcome: &Outcome,
        value: &Value,
        nth: u32,
    ) -> Value {
        match value {
            Value::Conn(conn) => mapping.conns.get(conn).map_or(Value::Unknown, |it| Value::Conn(*it)),
            Value::Part(conn, path) => {
                mapping.conns.get(conn).map_or(Value::Unknown, |it| Value::Part(*it, path.clone()))
            }
            Value::Sym(sym) => self.map_sym(state, mapping, sym),
            Value::Obj(id) => self.translate_object(state, mapping, outcome, *id, nth),
            Value::Any(all) => {
                // What is passed stands for what would be made without it: `self.link = link or Link()`.
                let is_passed = |it: &&Value| match it {
                    Value::Sym(sym) => sym.steps.is_empty() && matches!(sym.root, Root::Param(_)),
                    _ => false,
                };
                for it in all.iter().filter(is_passed) {
                    let passed = self.translate(state, mapping, outcome, it, nth);
                    if matches!(passed, Value::Obj(_) | Value::Conn(_)) {
                        return passed;
                    }
                }
                let all = all.iter().map(|it| self.translate(state, mapping, outcome, it, nth)).collect();
                Value::any(all)
            }
            Value::Bound(it, name) => {
                let it = self.translate(state, mapping, outcome, it, nth);
                match it {
                    Value::Unknown => Value::Unknown,
                    it => Value::Bound(Arc::new(it), name.clone()),
                }
            }
            Value::Closing(it) => Value::Closing(Arc::new(self.translate(state, mapping, outcome, it, nth))),
            Value::Pairs(it) => Value::Pairs(Arc::new(self.translate(state, mapping, outcome, it, nth))),
            Value::Coroutine(it) => match &**it {
                Deferred::Close(conn, _) => match mapping.conns.get(conn) {
                    Some(it) => Value::Coroutine(Arc::new(Deferred::Close(*it, mapping.at.span))),
                    None => Value::Unknown,
                },
                Deferred::Event { sym, method } => {
                    let owner = self.map_sym(state, mapping, sym);
                    let callee = self.field(state, &owner, &Step::Attr(method.clone()));
                    let called = self.call(state.clone(), &callee, &[], mapping.at);
                    called.ok.into_iter().next().map_or(Value::Unknown, |it| it.1)
                }
                Deferred::Ready(it) => {
                    super::transfer::ready(self.translate(state, mapping, outcome, it, nth))
                }
                Deferred::Call { .. }
                | Deferred::Open { .. }
                | Deferred::Connect { .. }
                | Deferred::All(_) => Value::Unknown,
            },
            Value::Instance(path, held) => {
                let held = held.as_ref().map(|it| Arc::new(self.translate(state, mapping, outcome, it, nth)));
                Value::Instance(path.clone(), held)
            }
            Value::Const(_) | Value::Def(_) => value.clone(),
            Value::Unknown
            | Value::Unbound
            | Value::Iter(..)
            | Value::Super(_)
            | Value::Managed(..)
            | Value::Partial(..) => Value::Unknown,
        }
    }

    fn translate_object(
        &mut self,
        state: &mut State,
        mapping: &mut Mapping<'_>,
        outcome: &Outcome,
        id: ObjId,
        nth: u32,
    ) -> Value {
        if let Some(it) = mapping.objects.get(&id) {
            return Value::Obj(*it);
        }
        let Some(object) = outcome.state.heap.get(&id) else { return Value::Unknown };
        let here = self.object(mapping.at, 1000 + nth * 100 + id.0);
        mapping.objects.insert(id, here);
        let filled = object.filled.is_some().then(|| {
            let sym = Sym::root(Root::Opaque(mapping.at.block, 2_000_000 + here.0));
            if state.facts.contains_key(&sym) {
                state.facts.retain(|it, _| *it != sym);
            }
            sym
        });
        let fields = Fields::default();
        let Object { class, open_ended, taken_from, ended_later, .. } = *object;
        let mut copy = Object { class, fields, open_ended, filled, taken_from, ended_later };
        for (step, value) in &object.fields {
            let value = self.translate(state, mapping, outcome, value, nth);
            copy.fields.insert(step.clone(), value);
        }
        state.heap.insert(here, copy);
        Value::Obj(here)
    }
}
