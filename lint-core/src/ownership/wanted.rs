//! What a call tells of its callee: what it is called with, and whether it has to be judged.

use std::collections::BTreeSet;

use super::Run;
use super::reach::reach;
use super::state::State;
use super::value::{Argument, Passed, Step, Value};
use crate::inert;
use crate::ir::{Const, Def, FnId, Name, Root};
use crate::summary::Summary;

impl Run<'_> {
    /// Remembers of which classes the arguments are, for parameters without annotation.
    pub(super) fn observe(
        &mut self,
        state: &State,
        id: FnId,
        receiver: Option<&Value>,
        arguments: &[Argument],
    ) {
        let skip = usize::from(receiver.is_some());
        for (at, it) in arguments.iter().enumerate().take_while(|it| it.1.kind == Passed::Positional) {
            if let Some(class) = self.class_of_value(state, &it.value) {
                self.observed.insert((id, (at + skip) as u32, class));
            }
            if let Some(package) = self.package_in(&it.value) {
                self.handed_packages.insert((id, (at + skip) as u32, package));
            }
        }
    }

    /// The package of openers that a value is, if it is there at all.
    fn package_in(&self, value: &Value) -> Option<Name> {
        match value {
            Value::Def(Def::External(path)) if self.knowledge.is_package(path) => Some(path.clone()),
            Value::Any(all) => match all.as_slice() {
                [Value::Const(Const::None), other] | [other, Value::Const(Const::None)] => {
                    self.package_in(other)
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// Remembers for which of its parameters a function that nobody has judged gets something that matters: those that
    /// are lent it, and those to which the body's own arguments are passed on.
    pub(super) fn want(
        &mut self,
        state: &State,
        id: FnId,
        receiver: Option<&Value>,
        arguments: &[Argument],
    ) -> (u32, u32) {
        let (mut lent, mut passed_on) = (0, 0);
        let of_owner = match receiver {
            Some(Value::Obj(_)) => true,
            Some(Value::Sym(sym)) => self.class_of(sym).is_some_and(|it| self.program.is_owner(it)),
            _ => false,
        };
        if of_owner || receiver.is_some_and(|it| leads_to_conn(state, it)) {
            lent |= inert::bit(0);
        }
        let skip = u32::from(receiver.is_some());
        for (at, it) in arguments.iter().enumerate() {
            let bit = match &it.kind {
                Passed::Positional => inert::bit(at as u32 + skip),
                Passed::Keyword(name) => inert::bit_named(self.program.body(id), name),
                Passed::Spread => inert::ALL,
            };
            let is_callable = matches!(it.value, Value::Def(_) | Value::Partial(..) | Value::Coroutine(_));
            let is_part = matches!(&it.value, Value::Part(_, path) if self.knowledge.is_part(path));
            let closes = |it: &Step| matches!(it, Step::Attr(name) if self.knowledge.is_closer(name));
            let is_end = matches!(&it.value, Value::Sym(sym) if sym.steps.len() > 1 && sym.steps.last().is_some_and(closes));
            if is_callable || is_part || is_end || leads_to_conn(state, &it.value) {
                lent |= bit;
            }
            if matches!(&it.value, Value::Sym(sym) if !sym.is_opaque() && sym.steps.len() < 2) {
                passed_on |= bit;
            }
        }
        if self.program.project.are_nested(id, self.body.id) {
            // It may capture what nobody passes to it.
            passed_on |= inert::ELSEWHERE;
        }
        *self.wanted.entry(id).or_default() |= lent;
        *self.passed_on.entry(id).or_default() |= passed_on;
        self.waits |= self.may_wait && self.program.has_to_be_judged(id, lent, passed_on);
        (lent, passed_on)
    }
}

/// Whether a callee returns or keeps what awaiting an argument gives.
pub(super) fn gives_awaited(summary: &Summary) -> bool {
    let is_awaited = |it: &Value| match it {
        Value::Sym(sym) => matches!(sym.root, Root::Param(_)) && sym.steps.first() == Some(&Step::Awaited),
        _ => false,
    };
    summary.outcomes.iter().any(|it| {
        let mut todo = vec![&it.value];
        todo.extend(it.state.writes.values().chain(it.state.roots.values()));
        while let Some(value) = todo.pop() {
            if is_awaited(value) {
                return true;
            }
            todo.extend(value.parts());
        }
        false
    })
}

fn leads_to_conn(state: &State, value: &Value) -> bool {
    let mut found = BTreeSet::new();
    reach(state, value, &mut found, 4);
    !found.is_empty()
}
