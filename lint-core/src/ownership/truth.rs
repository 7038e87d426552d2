//! Conditions: what a test says about a value, and what taking a branch teaches.

use super::Run;
use super::state::{Fact, State};
use super::transfer::Effect;
use super::value::{LENGTH, Point, Step, Sym, Value};
use crate::ir::{Const, LocalId, Name, Root, Test};

impl Run<'_> {
    /// Splits a state by the truth of a value: the states in which it is true, and those in which it is not.
    pub(super) fn decide(&mut self, state: State, value: &Value) -> Vec<(bool, State)> {
        if let Some(all) = length_of(value) {
            return self.decide(state, all);
        }
        match self.truth(&state, value) {
            Some(it) => vec![(it, state)],
            None => {
                let learn = |truth| Fact { truth: Some(truth), ..Fact::default() };
                self.split(state, value, &learn(true), &learn(false))
            }
        }
    }

    /// The state with the first fact about the value, and the one with the second.
    fn split(&self, state: State, value: &Value, yes: &Fact, no: &Fact) -> Vec<(bool, State)> {
        let sym = match value {
            Value::Sym(sym) => (**sym).clone(),
            Value::Obj(id) if let Some(sym) = state.filled(*id) => sym.clone(),
            Value::Any(all) => {
                let ways = [(true, yes), (false, no)];
                return ways
                    .into_iter()
                    .filter_map(|it| Some((it.0, self.all_are(&state, all, it.1)?)))
                    .collect();
            }
            _ => return vec![(true, state.clone()), (false, state)],
        };
        let mut found = Vec::new();
        for (truth, fact) in [(true, yes), (false, no)] {
            let mut state = state.clone();
            if self.learn(&mut state, &sym, fact) {
                found.push((truth, state));
            }
        }
        found
    }

    /// The state in which one of several values is as a fact says. Where that is nothing, all symbols among them are,
    /// since what happens to one element of a container happens to all: `for it in (self.a, self.b): if it: …`.
    fn all_are(&self, state: &State, all: &[Value], fact: &Fact) -> Option<State> {
        let mut state = state.clone();
        let is_nothing = fact.none == Some(true) || fact.truth == Some(false);
        let mut symbols = all.iter().filter(|it| is_nothing && matches!(it, Value::Sym(_)));
        symbols.all(|it| self.suppose(&mut state, it, fact)).then_some(state)
    }

    /// Python's truth of a value, if it is known.
    pub(super) fn truth(&self, state: &State, value: &Value) -> Option<bool> {
        match value {
            Value::Const(it) => it.truth(),
            Value::Conn(_) | Value::Part(..) | Value::Def(_) | Value::Coroutine(_) | Value::Partial(..) => {
                Some(true)
            }
            Value::Closing(_) | Value::Managed(..) | Value::Super(_) | Value::Instance(..) => Some(true),
            Value::Obj(id) => {
                let it = state.heap.get(id)?;
                if let Some(sym) = state.filled(*id) {
                    state.facts.get(sym).and_then(|it| it.truth)
                } else if it.class.is_some() {
                    Some(true)
                } else if it.taken_from {
                    None
                } else if !it.fields.is_empty() {
                    Some(true)
                } else if it.open_ended {
                    None
                } else {
                    Some(false)
                }
            }
            Value::Sym(sym) => state.facts.get(sym).and_then(|it| it.truth),
            Value::Bound(it, name) if **name == *LENGTH => self.truth(state, it),
            Value::Bound(it, _) => matches!(&**it, Value::Conn(_) | Value::Obj(_)).then_some(true),
            Value::Any(all) => {
                let first = self.truth(state, all.first()?)?;
                all.iter().all(|it| self.truth(state, it) == Some(first)).then_some(first)
            }
            Value::Unknown | Value::Unbound | Value::Iter(..) | Value::Pairs(_) => None,
        }
    }

    /// Whether a value is None, if that is known.
    fn is_none(&self, state: &State, value: &Value) -> Option<bool> {
        match value {
            Value::Const(Const::None) => Some(true),
            Value::Sym(sym) => state.facts.get(sym).and_then(|it| it.none),
            Value::Unknown | Value::Unbound => None,
            Value::Any(all) => {
                let first = self.is_none(state, all.first()?)?;
                all.iter().all(|it| self.is_none(state, it) == Some(first)).then_some(first)
            }
            _ => Some(false),
        }
    }

    fn equals(&self, state: &State, value: &Value, to: &Const) -> Option<bool> {
        if *to == Const::Other {
            return None;
        }
        match value {
            Value::Const(Const::Other) => None,
            Value::Const(it) => Some(it == to),
            Value::Sym(sym) if let Some(member) = self.enum_member(sym) => Some(member == *to),
            Value::Sym(sym) => {
                let fact = state.facts.get(sym)?;
                if fact.differs.contains(to) || (fact.none == Some(true) && *to != Const::None) {
                    return Some(false);
                }
                fact.equals.as_ref().filter(|it| **it != Const::Other).map(|it| it == to)
            }
            Value::Conn(_) | Value::Obj(_) => Some(false),
            _ => None,
        }
    }

    pub(super) fn test(
        &mut self,
        mut state: State,
        dst: LocalId,
        test: &Test,
        operand: LocalId,
        at: Point,
    ) -> Effect {
        let value = self.read(&state, operand);
        if let (true, Value::Any(all)) = (self.knowledge.is_rust, &value)
            && matches!(test, Test::IsNone | Test::IsNotNone | Test::HoldsNone | Test::HoldsSomething)
        {
            let is_none = matches!(test, Test::IsNone | Test::HoldsNone);
            return self.split_alternatives(&state, dst, (is_none, operand), all, at);
        }
        if *test == Test::IsBound {
            let bound = value != Value::Unbound;
            self.write(&mut state, dst, Value::Const(Const::Bool(bound)), at.span);
            return Effect::quiet(state);
        }
        let test = match test {
            Test::HoldsNone | Test::HoldsSomething if is_of_unknown_make(&value) => {
                let value = Run::opaque(&mut state, at);
                self.write(&mut state, dst, value, at.span);
                return Effect::quiet(state);
            }
            Test::HoldsNone => &Test::IsNone,
            Test::HoldsSomething => &Test::IsNotNone,
            test => test,
        };
        let outcomes = self.outcomes(state, &value, test);
        let mut ok = Vec::new();
        for (truth, mut state) in outcomes {
            let value = match truth {
                Some(it) => Value::Const(Const::Bool(it)),
                // A pattern that may fit: whether it did nobody asks again.
                None if self.knowledge.is_rust && value == Value::Unknown => Value::Unknown,
                None => Run::opaque(&mut state, at),
            };
            self.write(&mut state, dst, value, at.span);
            ok.push(state);
        }
        Effect { ok, raise: vec![] }
    }

    /// The answers that a test may have; a symbol is split by them.
    fn outcomes(&mut self, state: State, value: &Value, test: &Test) -> Vec<(Option<bool>, State)> {
        let some = |all: Vec<(bool, State)>, flip: bool| {
            all.into_iter().map(|(it, state)| (Some(it != flip), state)).collect()
        };
        let none = |is_none| Fact { none: Some(is_none), ..Fact::default() };
        match test {
            Test::Not => some(self.decide(state, value), true),
            Test::IsNone | Test::IsNotNone => {
                let flip = *test == Test::IsNotNone;
                match (self.is_none(&state, value), value) {
                    (Some(it), _) => vec![(Some(it != flip), state)],
                    (None, Value::Sym(_) | Value::Any(_)) => {
                        some(self.split(state, value, &none(true), &none(false)), flip)
                    }
                    (None, _) => vec![(None, state)],
                }
            }
            Test::Equals(to) | Test::Differs(to) => {
                let flip = matches!(test, Test::Differs(_));
                if let (Const::Int(0), Some(all)) = (to, length_of(value)) {
                    return some(self.decide(state, all), !flip);
                }
                let is = Fact { equals: Some(to.clone()), ..Fact::default() };
                let is_not = Fact { differs: [to.clone()].into(), ..Fact::default() };
                match (self.equals(&state, value, to), value) {
                    (Some(it), _) => vec![(Some(it != flip), state)],
                    (None, Value::Sym(_)) if *to != Const::Other => {
                        some(self.split(state, value, &is, &is_not), flip)
                    }
                    (None, _) => vec![(None, state)],
                }
            }
            Test::Same(other) | Test::NotSame(other) => {
                let other = self.read(&state, *other);
                let flip = matches!(test, Test::NotSame(_));
                if let Value::Sym(sym) = &other
                    && let Some(member) = self.enum_member(sym)
                {
                    let test = if flip { Test::Differs(member) } else { Test::Equals(member) };
                    return self.outcomes(state, value, &test);
                }
                vec![(same(value, &other).map(|it| it != flip), state)]
            }
            Test::IsBound | Test::HoldsNone | Test::HoldsSomething => vec![(None, state)],
        }
    }
}

/// The container whose length the value is.
fn length_of(value: &Value) -> Option<&Value> {
    match value {
        Value::Bound(all, name) if **name == *LENGTH => Some(all),
        _ => None,
    }
}

/// Whether all that is known of a value is which operation made it.
pub(super) fn is_of_unknown_make(value: &Value) -> bool {
    matches!(value, Value::Sym(it) if it.is_opaque() && it.steps.is_empty())
}

/// Whether two values are the same object, where that is plain.
fn same(a: &Value, b: &Value) -> Option<bool> {
    match (a, b) {
        (Value::Conn(a), Value::Conn(b)) if !a.old && !b.old => Some(a == b),
        (Value::Const(Const::None), Value::Conn(_)) | (Value::Conn(_), Value::Const(Const::None)) => {
            Some(false)
        }
        (Value::Sym(a), Value::Sym(b)) if a == b => Some(true),
        (Value::Const(a), Value::Const(b)) if *a != Const::Other && *b != Const::Other => Some(a == b),
        _ => None,
    }
}

impl Run<'_> {
    /// Adds a fact about a symbol; false if it contradicts what is known.
    pub(super) fn learn(&self, state: &mut State, sym: &Sym, fact: &Fact) -> bool {
        if fact.is_empty() {
            return true;
        }
        let mut fact = fact.clone();
        if self.is_optional(sym) {
            // Something or None: not being None and being true are the same.
            fact.none = fact.none.or(fact.truth.map(|it| !it));
            fact.truth = fact.truth.or(fact.none.map(|it| !it));
        }
        let known = state.facts.entry(sym.clone()).or_default();
        known.add(&fact)
    }

    /// What tells a member of an enumeration from the others: `State.CONNECTED`.
    fn enum_member(&self, sym: &Sym) -> Option<Const> {
        let (Root::Class(class), [Step::Attr(name)]) = (&sym.root, sym.steps.as_slice()) else { return None };
        let project = &self.program.project;
        let bases = project.external_bases(*class);
        // A member that is a number may be false.
        let is_enum = |it: &Name| matches!(&**it, "enum.Enum" | "enum.StrEnum");
        let name = format!("{}.{name}", project.class(*class).name);
        bases.iter().any(is_enum).then(|| Const::Str(name.into()))
    }

    /// A parameter that is None unless the caller passes something.
    pub(super) fn is_optional(&self, sym: &Sym) -> bool {
        match sym.root {
            Root::Param(at) if sym.steps.is_empty() => {
                self.body.params.get(at as usize).is_some_and(|it| it.default == Some(Const::None))
            }
            _ => false,
        }
    }
}

impl Run<'_> {
    /// Adds a fact about any value; false if the value contradicts it.
    pub(super) fn suppose(&self, state: &mut State, value: &Value, fact: &Fact) -> bool {
        match value {
            Value::Sym(sym) if fact.truth == Some(false) && is_filled(state, sym) => false,
            Value::Sym(sym) if self.enum_member(sym).is_none() => self.learn(state, sym, fact),
            Value::Any(all) => all.iter().any(|it| self.suppose(&mut state.clone(), it, fact)),
            Value::Unknown | Value::Unbound => true,
            Value::Obj(id) if let Some(sym) = state.filled(*id).cloned() => {
                let asked = Fact { truth: fact.truth, ..Fact::default() };
                fact.none != Some(true) && fact.equals.is_none() && self.learn(state, &sym, &asked)
            }
            it => {
                let none = fact.none.is_none_or(|want| self.is_none(state, it).is_none_or(|is| is == want));
                let truth = fact.truth.is_none_or(|want| self.truth(state, it).is_none_or(|is| is == want));
                let equal =
                    fact.equals.as_ref().is_none_or(|want| self.equals(state, it, want).is_none_or(|is| is));
                let differ =
                    fact.differs.iter().all(|other| self.equals(state, it, other).is_none_or(|is| !is));
                none && truth && equal && differ
            }
        }
    }

    /// Whether a value surely is as a fact says.
    pub(super) fn surely(&self, state: &State, value: &Value, fact: &Fact) -> bool {
        let none = fact.none.is_none_or(|want| self.is_none(state, value) == Some(want));
        let truth = fact.truth.is_none_or(|want| self.truth(state, value) == Some(want));
        let equal = fact.equals.as_ref().is_none_or(|want| self.equals(state, value, want) == Some(true));
        let differ = fact.differs.iter().all(|other| self.equals(state, value, other) == Some(false));
        none && truth && equal && differ
    }
}

/// Whether a connection was put into a container that came from elsewhere.
fn is_filled(state: &State, sym: &Sym) -> bool {
    let holds = |it: &Value| match it {
        Value::Any(all) => all.iter().any(|it| matches!(it, Value::Conn(_))),
        one => matches!(one, Value::Conn(_)),
    };
    state.writes.get(&(sym.clone(), Step::Element)).is_some_and(holds)
}
