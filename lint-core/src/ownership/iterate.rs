//! What an iteration gives, and whether it gives anything.

use std::collections::BTreeSet;

use super::Run;
use super::state::{Fact, Object, State};
use super::value::{INDICES, Point, Step, Value};
use crate::ir::{BlockId, Const, End, LocalId, Op, ParamKind, Root};

impl Run<'_> {
    /// Whether taking the next element of the iterator is known not to raise: a container that the body
    /// made, or the tuple of its further arguments.
    pub(super) fn gives_quietly(&self, state: &State, iter: LocalId) -> bool {
        match self.read(state, iter) {
            Value::Iter(it, _) => {
                is_own_container(&it)
                    || self.is_rest(&it)
                    || iterated(&it).is_some() && self.only_closes(iter)
            }
            _ => false,
        }
    }

    /// Whether a loop closes each element: what leads to a closing call does not raise.
    pub(super) fn only_closes(&self, iter: LocalId) -> bool {
        let blocks = &self.body.blocks;
        let elements = blocks.iter().filter_map(|it| match it.end {
            End::Next { iter: of, dst, .. } if of == iter => Some(dst),
            _ => None,
        });
        let mut holding: BTreeSet<LocalId> = elements.collect();
        blocks.iter().flat_map(|it| &it.points).any(|it| match &it.op {
            Op::Copy { dst, src } | Op::Item { dst, obj: src, .. } if holding.contains(src) => {
                holding.insert(*dst);
                false
            }
            Op::Attr { obj, name, .. } => holding.contains(obj) && self.knowledge.is_closer(name),
            _ => false,
        })
    }

    /// Whether a value is the tuple behind `*things`.
    fn is_rest(&self, value: &Value) -> bool {
        let Value::Sym(sym) = value else { return false };
        let Root::Param(at) = sym.root else { return false };
        let param = self.body.params.get(at as usize);
        sym.steps.is_empty() && param.is_some_and(|it| it.kind == ParamKind::Rest)
    }

    /// One step of a loop: into its body with an element, or past it.
    pub(super) fn next_element(
        &mut self,
        state: &State,
        at: Point,
        (iter, dst): (LocalId, LocalId),
        (body, done): (BlockId, BlockId),
        out: &mut Vec<(BlockId, State)>,
    ) {
        let value = self.read(state, iter);
        let Value::Iter(source, started) = value else {
            let mut inside = state.clone();
            let element = Run::opaque(&mut inside, at);
            self.write(&mut inside, dst, element, at.span);
            out.push((body, inside));
            out.push((done, state.clone()));
            return;
        };
        let elements = self.elements(state, &source);
        let (certain, empty) = self.extent(state, &source);
        let nonempty = Fact { truth: Some(true), ..Fact::default() };
        let nothing = Fact { truth: Some(false), ..Fact::default() };
        let symbol = if started { None } else { iterated(&source) };
        let mut inside = state.clone();
        if !empty && symbol.as_ref().is_none_or(|it| self.suppose(&mut inside, it, &nonempty)) {
            inside.env.insert(iter, Value::Iter(source.clone(), true));
            let element = self.element(&mut inside, &source, elements, at);
            self.write(&mut inside, dst, element, at.span);
            out.push((body, inside));
        }
        let mut past = state.clone();
        if started || (!certain && symbol.is_none_or(|it| self.suppose(&mut past, &it, &nothing))) {
            out.push((done, past));
        }
    }

    /// What one iteration binds: an element, or a pair with it.
    pub(super) fn element(
        &mut self,
        state: &mut State,
        source: &Value,
        elements: Vec<Value>,
        at: Point,
    ) -> Value {
        let mut elements = elements;
        if is_own_container(source) && elements.iter().any(|it| matches!(it, Value::Conn(_) | Value::Obj(_)))
        {
            // Every element has its turn, and nothing happens to None: `for it in (main, archive): if it: …`.
            elements.retain(|it| *it != Value::Const(Const::None));
        }
        let known = elements.iter().any(|it| *it != Value::Unknown);
        let element = if known { Value::any(elements) } else { Run::opaque(state, at) };
        if !matches!(source, Value::Pairs(_)) {
            return element;
        }
        let id = self.object(at, 1);
        let fields = [(Step::At(Const::Int(0)), Value::Unknown), (Step::At(Const::Int(1)), element)];
        state.heap.insert(id, Object { fields: fields.into_iter().collect(), ..Object::default() });
        Value::Obj(id)
    }

    /// Whether an iteration over the value surely meets an element, and whether it surely meets none.
    pub(super) fn extent(&self, state: &State, source: &Value) -> (bool, bool) {
        match source {
            Value::Obj(id) => match state.heap.get(id) {
                Some(it) if it.fields.is_empty() => (false, !it.open_ended),
                Some(_) => (true, false),
                None => (false, false),
            },
            // The body itself has put a connection there.
            Value::Sym(sym) => match state.writes.get(&((**sym).clone(), Step::Element)) {
                Some(Value::Any(all)) => (all.iter().all(|it| matches!(it, Value::Conn(_))), false),
                it => (matches!(it, Some(Value::Conn(_))), false),
            },
            Value::Pairs(it) | Value::Iter(it, _) => self.extent(state, it),
            Value::Bound(it, name) if **name == *INDICES => self.extent(state, it),
            _ => (false, false),
        }
    }
}

/// The symbol behind an iteration: it is empty, and so false, exactly if there is no first element.
fn iterated(source: &Value) -> Option<Value> {
    match source {
        Value::Sym(it) if !it.is_opaque() => Some(source.clone()),
        Value::Pairs(it) | Value::Iter(it, _) => iterated(it),
        Value::Bound(it, name) if **name == *INDICES => iterated(it),
        _ => None,
    }
}

fn is_own_container(value: &Value) -> bool {
    match value {
        Value::Obj(_) => true,
        Value::Pairs(it) | Value::Iter(it, _) => is_own_container(it),
        _ => false,
    }
}
