//! Which method a call on `self` runs, where subclasses override what the class has.
//!
//! The body of a base class takes each of them on a way of its own, with the condition that the object has it; whoever
//! calls that body with an object of a known class meets the condition on one way only.

use std::collections::BTreeSet;

use super::Run;
use super::call::Called;
use super::state::{Fact, State};
use super::value::{Argument, Point, Step, Value};
use crate::ir::{ClassId, Const, FnId, Name, Root};
use crate::project::Project;
use crate::summary::Outcome;

/// If there are more, the call runs what the class itself has.
const MAX_OVERRIDES: usize = 4;

/// The attribute that stands for the method which an object has under a name.
const METHOD: &str = "<method>";

impl Run<'_> {
    /// A call on `self` of a method that subclasses override, if one of them has to do with connections.
    pub(super) fn overridden_method(
        &mut self,
        state: &State,
        receiver: &Value,
        class: ClassId,
        name: &Name,
        arguments: &[Argument],
        at: Point,
    ) -> Option<Called> {
        let Value::Sym(sym) = receiver else { return None };
        if self.knowledge.is_rust || sym.root != Root::Param(0) || !sym.steps.is_empty() || !self.is_method()
        {
            return None;
        }
        let targets = self.targets(class, name);
        if targets.len() < 2 || targets.len() > MAX_OVERRIDES {
            return None;
        }
        self.consulted.extend(&targets);
        let judged: Vec<bool> = targets.iter().map(|it| self.program.is_judged(*it)).collect();
        if !judged.contains(&true) {
            return None;
        }
        let of_object = sym.child(method_step(name))?;
        let mut called = Called::default();
        for target in targets {
            let mut state = state.clone();
            let fact = Fact { equals: Some(identity(target)), ..Fact::default() };
            if self.learn(&mut state, &of_object, &fact) {
                let one = self.call_function(state, target, Some(receiver), arguments, at);
                called.ok.extend(one.ok);
                called.raise.extend(one.raise);
            }
        }
        Some(called)
    }

    /// Which method an object has, if the attribute asks for that.
    pub(super) fn method_asked_for(&self, state: &State, object: &Value, step: &Step) -> Option<Value> {
        let Step::Attr(name) = step else { return None };
        let name: Name = name.strip_prefix(METHOD)?.into();
        let target = match object {
            Value::Obj(id) => {
                let class = state.heap.get(id).and_then(|it| it.class);
                class.and_then(|it| self.program.project.method(it, &name))
            }
            Value::Sym(sym) => {
                let mut targets = self.class_of(sym).map(|it| self.targets(it, &name)).unwrap_or_default();
                match targets.len() {
                    1 => targets.pop_first(),
                    _ => return Some(sym.child(step.clone()).map_or(Value::Unknown, Value::sym)),
                }
            }
            _ => None,
        };
        Some(target.map_or(Value::Unknown, |it| Value::Const(identity(it))))
    }

    /// The methods of a name that instances of the class or of its subclasses have.
    fn targets(&self, class: ClassId, name: &Name) -> BTreeSet<FnId> {
        let project = self.program.project;
        let below = project.descendants(class);
        below.into_iter().chain([class]).filter_map(|it| project.method(it, name)).collect()
    }
}

/// Whether instances of a class, or of a subclass of it, have the methods that the conditions of an outcome name.
pub(crate) fn admits(project: &Project, class: ClassId, outcome: &Outcome) -> bool {
    let has = |name: &Name, wanted: &Const| {
        let mut all = project.descendants(class).into_iter().chain([class]);
        all.any(|it| project.method(it, name).is_some_and(|it| identity(it) == *wanted))
    };
    outcome.state.facts.iter().all(|(sym, fact)| match (&sym.root, sym.steps.as_slice(), &fact.equals) {
        (Root::Param(0), [Step::Attr(name)], Some(wanted)) => {
            name.strip_prefix(METHOD).is_none_or(|it| has(&it.into(), wanted))
        }
        _ => true,
    })
}

fn method_step(name: &Name) -> Step {
    Step::Attr(format!("{METHOD}{name}").into())
}

/// A function as a value that can be compared.
fn identity(function: FnId) -> Const {
    Const::Str(format!("{}:{}", function.file, function.index).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_functions_are_the_same() {
        let id = |file, index| identity(FnId { file, index });
        assert_eq!(id(1, 2), id(1, 2));
        assert_ne!(id(1, 12), id(11, 2));
    }
}
