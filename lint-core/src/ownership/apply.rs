//! Applying a summary: what a call of a function of the program does to the caller's state.
//!
//! Each outcome of the callee that the arguments admit becomes a state of the caller: its conditions are
//! checked, what it did to parameters is done to the arguments, what it opened becomes sites of the call.

use std::collections::BTreeSet;

use super::Run;
use super::call::Called;
use super::state::{Event, Fact, Fields, Object, Phase, State};
use super::translate::Mapping;
use super::value::{Argument, Point, Step, Sym, Value};
use super::wanted::gives_awaited;
use crate::facts::SiteKind;
use crate::ir::{Const, FnId, Root};
use crate::summary::{Facts, Outcome, Summary};

/// More paths on which a callee raises are one.
const MAX_RAISING_WAYS: usize = 4;

impl Run<'_> {
    /// Calls a function of the program by its summary.
    pub(super) fn apply(
        &mut self,
        mut state: State,
        id: FnId,
        receiver: Option<&Value>,
        arguments: &[Argument],
        at: Point,
    ) -> Called {
        self.consulted.insert(id);
        self.observe(&state, id, receiver, arguments);
        let summary = if self.program.is_judged(id) {
            self.program.summary(id)
        } else {
            let (lent, passed_on) = self.want(&state, id, receiver, arguments);
            self.program.summary_for(id, lent, passed_on)
        };
        let Some(summary) = summary else {
            return self.apply_unjudged(state, arguments, at);
        };
        let values = self.parameters(&mut state, id, receiver, arguments, at);
        let mut called = Called::default();
        let (mut opened, mut gives_argument) = (BTreeSet::new(), false);
        let taken = self.certain(&state, &summary, id, &values, at);
        let outcomes = summary.outcomes.iter().enumerate();
        let outcomes =
            outcomes.filter(|(nth, it)| taken.is_empty() || taken.contains(nth) || it.state.guessed);
        let mut ways = Vec::new();
        for (nth, it) in outcomes {
            let all = self.kept_or_made(&state, alternatives(it), &mut Mapping::new(id, at, &values));
            ways.extend(all.into_iter().map(|value| (nth, it, value)));
        }
        for (nth, outcome, value) in ways {
            let mut mapping = Mapping::new(id, at, &values);
            let results = self.apply_outcome(state.clone(), outcome, value, &mut mapping, nth as u32);
            gives_argument |= gives_back(outcome) && !results.is_empty();
            opened.extend(mapping.conns.values().copied());
            called.ok.extend(results);
        }
        if gives_argument {
            // Such a function is no factory: whoever calls it like this does not know what it owns.
            for (state, value) in &mut called.ok {
                for conn in self.direct(value).into_iter().filter(|it| opened.contains(it)) {
                    self.discharge(state, conn, Phase::Handed, at);
                }
            }
        }
        called.ok.truncate(super::MAX_STATES);
        if summary.outcomes.is_empty() && summary.halts {
            self.halt(state.clone(), at.span);
        }
        if called.ok.is_empty() && !summary.outcomes.is_empty() {
            // The arguments contradict every outcome: a sign that something was read too simply.
            let value = Run::opaque(&mut state, at);
            called.ok.push((state.clone(), value));
        }
        if summary.is_generator {
            self.collect_yields(&mut called, at);
        }
        if let Some(events) = &summary.raises {
            let possible = match summary.raising.as_slice() {
                [] => vec![(state.clone(), events.clone())],
                ways => self.raising_ways(&state, ways, id, &values, at),
            };
            for (before, events) in possible {
                let mut raised = self.apply_events(before.clone(), &events, id, &values, at);
                self.forget_replaced(&before, &mut raised);
                if summary.outcomes.iter().any(keeps_a_result) {
                    hand_on_the_new(&state, &mut raised);
                }
                called.raise.push(raised);
            }
        }
        if !self.knowledge.is_rust {
            self.consume_callables(&mut called, arguments, gives_awaited(&summary), at);
        }
        called
    }

    /// The paths on which the callee raises that the arguments admit, with what has happened on each.
    ///
    /// They are one, on which that has happened which they have in common, if they are many or the arguments decide
    /// nothing.
    fn raising_ways(
        &mut self,
        state: &State,
        ways: &[(Facts, BTreeSet<Event>)],
        id: FnId,
        values: &[Value],
        at: Point,
    ) -> Vec<(State, BTreeSet<Event>)> {
        let mut admitted = vec![];
        let mut decided = true;
        for (facts, events) in ways {
            let mut state = state.clone();
            let mut mapping = Mapping::new(id, at, values);
            let holds = facts.iter().all(|(sym, fact)| {
                let value = self.map_sym(&mut state, &mut mapping, sym);
                self.suppose(&mut state, &value, fact)
            });
            if holds {
                decided &= !facts.is_empty();
                admitted.push((state, events.clone()));
            }
        }
        let differ = admitted.windows(2).any(|it| it[0].1 != it[1].1);
        if differ && decided && admitted.len() <= MAX_RAISING_WAYS {
            return admitted;
        }
        let common = admitted.into_iter().map(|it| it.1);
        let common = common.reduce(|all, it| all.intersection(&it).cloned().collect());
        common.map(|it| (state.clone(), it)).into_iter().collect()
    }

    /// A method that raises may have put another connection in the place of the one that it closed.
    fn forget_replaced(&self, before: &State, raised: &mut State) {
        for (conn, status) in raised.conns.iter_mut() {
            let is_kept = matches!(self.sites[conn.site.0 as usize].kind, SiteKind::Owner(_));
            let was_closed = before.conns.get(conn).is_none_or(|it| it.phase == Phase::Closed);
            if is_kept && status.phase == Phase::Closed && !was_closed {
                status.phase = Phase::Handed;
            }
        }
    }

    /// The outcomes whose conditions surely hold here; several if they differ in what nobody can ask.
    ///
    /// What other paths ask is asked of the same values, so only those remain that were a guess somewhere:
    /// `if self.owns and self.sub is not None: self.sub.close()` closes if both are known.
    fn certain(
        &mut self,
        state: &State,
        summary: &Summary,
        id: FnId,
        values: &[Value],
        at: Point,
    ) -> Vec<usize> {
        let mut certain = |outcome: &Outcome| {
            let mut state = state.clone();
            let mut mapping = Mapping::new(id, at, values);
            outcome.state.facts.iter().all(|(sym, fact)| {
                let value = self.map_sym(&mut state, &mut mapping, sym);
                self.surely(&state, &value, fact)
            })
        };
        if summary.outcomes.len() < 2 {
            return vec![];
        }
        let exact = |it: &Outcome| !it.state.lossy && !it.state.facts.is_empty();
        let outcomes = summary.outcomes.iter().enumerate();
        outcomes.filter(|(_, it)| exact(it) && certain(it)).map(|it| it.0).collect()
    }

    /// A function without a summary borrows.
    fn apply_unjudged(&mut self, mut state: State, arguments: &[Argument], at: Point) -> Called {
        // What was handed over to be closed is handed over, even if the callee raises.
        let mut raise = state.clone();
        self.consume_all(&mut raise, arguments, at);
        for it in arguments {
            self.warm_lent(&mut state, &it.value, at);
        }
        self.consume_all(&mut state, arguments, at);
        let value = Run::opaque(&mut state, at);
        Called { ok: vec![(state, value)], raise: vec![raise] }
    }

    /// A bound close or a function that is handed to any callee counts as run, even if the callee raises.
    fn consume_callables(
        &mut self,
        called: &mut Called,
        arguments: &[Argument],
        gives_awaited: bool,
        at: Point,
    ) {
        let is_left = |it: &&Argument| !matches!(it.value, Value::Sym(_) | Value::Obj(_));
        for (state, _) in &mut called.ok {
            // A coroutine whose outcome came back has run.
            let has_run = |it: &&Argument| gives_awaited && matches!(it.value, Value::Coroutine(_));
            let left = arguments.iter().filter(|it| is_left(it) && !has_run(it));
            left.for_each(|it| self.consume(state, &it.value, at));
        }
        for state in &mut called.raise {
            arguments.iter().filter(is_left).for_each(|it| self.consume(state, &it.value, at));
        }
    }

    /// Of a place that is only filled where nothing is in it, and what fills it, the one that is meant here:
    /// `if self.sub is None: self.sub = self.make()`.
    fn kept_or_made<'o>(
        &mut self,
        state: &State,
        mut all: Vec<&'o Value>,
        mapping: &mut Mapping<'_>,
    ) -> Vec<&'o Value> {
        let kept = |it: &&Value| matches!(it, Value::Sym(sym) if !sym.steps.contains(&Step::Call) && !sym.is_opaque());
        let Some(at) = all.iter().position(kept).filter(|_| all.len() == 2) else { return all };
        let Value::Sym(place) = all[at] else { return all };
        match self.map_sym(&mut state.clone(), mapping, place) {
            Value::Const(Const::None) => {
                all.remove(at);
                all
            }
            Value::Conn(_) | Value::Obj(_) => vec![all[at]],
            _ => all,
        }
    }

    fn apply_outcome(
        &mut self,
        mut state: State,
        outcome: &Outcome,
        value: &Value,
        mapping: &mut Mapping<'_>,
        nth: u32,
    ) -> Vec<(State, Value)> {
        for (sym, fact) in &outcome.state.facts {
            let value = in_its_turn(self.map_sym(&mut state, mapping, sym), sym, fact);
            let passed = sym.steps.is_empty() && matches!(sym.root, Root::Param(_));
            let shows =
                passed && !outcome.opened.is_empty() && fact.denies() && self.is_given(&state, &value);
            if shows && self.takes_place(mapping.callee, outcome, &sym.root) {
                // What is passed by name shows the branch on which it is used.
                return vec![];
            }
            if !self.suppose(&mut state, &value, fact) {
                return vec![];
            }
        }
        // What the callee connects it uses after that.
        let connects = |sym: &&Sym| {
            let is_connector = |it: &Event| it.sym == **sym && self.knowledge.is_connector(&it.method);
            outcome.state.events.iter().any(is_connector)
        };
        let used = outcome.state.used.iter().filter(|it| !is_of_another(outcome, value, it));
        let (later, first): (Vec<&Sym>, Vec<&Sym>) = used.partition(connects);
        self.use_all(&mut state, mapping, first);
        let (connecting, others) = self.in_order(&outcome.state.events);
        self.apply_all(&mut state, mapping, outcome, value, connecting);
        // What the callee calls or awaits and returns ran before it closed anything on its way out.
        let stored = outcome.state.writes.values().filter(|it| **it != outcome.value);
        let mut todo: Vec<&Value> = std::iter::once(value).chain(stored).collect();
        while let Some(value) = todo.pop() {
            if let Value::Sym(sym) = value
                && sym.steps.iter().any(|it| matches!(it, Step::Call | Step::Awaited))
            {
                self.map_sym(&mut state, mapping, sym);
            }
            todo.extend(value.parts());
        }
        self.use_all(&mut state, mapping, later);
        self.apply_all(&mut state, mapping, outcome, value, others);
        for (conn, opened) in &outcome.opened {
            self.open_here(&mut state, mapping, *conn, opened);
        }
        let mut bases = Vec::new();
        for ((sym, step), written) in &outcome.state.writes {
            let base = self.map_sym(&mut state, mapping, sym);
            // What is returned is what was stored.
            let value = if *written == outcome.value { value } else { written };
            let value = self.translate(&mut state, mapping, outcome, value, nth);
            let at = mapping.at;
            if matches!(value, Value::Unknown) && !matches!(base, Value::Obj(_)) {
                continue;
            }
            let is_lent = matches!(&value, Value::Conn(conn) if self.sites[conn.site.0 as usize].kind == SiteKind::Direct);
            if is_lent {
                // What the callee calls it is no name of the caller's.
                self.put(&mut state, &base, step, value, at);
            } else {
                self.store(&mut state, &base, step, value, at);
            }
            // What a callee finds by name it was not handed: it owes the closing itself.
            if !matches!(sym.root, Root::Global(..)) {
                bases.push(base);
            }
        }
        for (root, value) in &outcome.state.roots {
            let value = self.translate(&mut state, mapping, outcome, value, nth);
            let at = mapping.at;
            self.write_root(&mut state, root, value, at);
        }
        let value = self.translate(&mut state, mapping, outcome, value, nth);
        self.classify(&state, mapping, &value, &bases);
        vec![(state, value)]
    }

    /// What the callee does to what it was handed happens here.
    fn apply_all(
        &mut self,
        state: &mut State,
        mapping: &mut Mapping<'_>,
        outcome: &Outcome,
        value: &Value,
        events: Vec<&Event>,
    ) {
        for event in events {
            match event.sym.child(Step::Call).filter(|_| event.method.is_empty() && !event.later) {
                Some(called) if is_of_another(outcome, value, &called) => {}
                // The result of the call may be looked at too: it runs once.
                Some(called) => {
                    self.map_sym(state, mapping, &called);
                }
                None => {
                    let value = self.map_sym(state, mapping, &event.sym);
                    self.apply_event(state, &value, event, mapping.at);
                }
            }
        }
    }

    /// What the callee uses is used here.
    fn use_all(&mut self, state: &mut State, mapping: &mut Mapping<'_>, used: Vec<&Sym>) {
        for sym in used {
            let value = self.map_sym(state, mapping, sym);
            self.use_value(state, &value, mapping.at);
        }
    }

    /// Whether what a parameter brings is used, kept or returned instead of what a path opens without it.
    fn takes_place(&self, callee: FnId, opening: &Outcome, param: &Root) -> bool {
        let is_it = |it: &Value| matches!(it, Value::Sym(sym) if sym.root == *param);
        let gives_conn = !matches!(opening.value, Value::Sym(_) | Value::Unknown | Value::Const(_));
        let uses = |it: &Outcome| {
            it.state.used.iter().any(|it| it.root == *param)
                || it.state.events.iter().any(|it| it.sym.root == *param)
                || it.state.writes.values().chain(it.state.roots.values()).any(is_it)
                || gives_conn && is_it(&it.value)
        };
        self.program.summary(callee).is_none_or(|it| it.outcomes.iter().any(uses))
    }

    /// Whether a variable is passed of which nothing says that it may be None.
    fn is_given(&self, state: &State, value: &Value) -> bool {
        match value {
            Value::Sym(sym) if self.is_optional(sym) => false,
            Value::Sym(sym) => {
                state.facts.get(sym).is_none_or(|it| it.none != Some(true) && it.truth != Some(false))
            }
            Value::Const(it) => *it == Const::Other,
            _ => false,
        }
    }

    /// A generator's call yields an iterable of what its `yield`s give.
    pub(super) fn collect_yields(&mut self, called: &mut Called, at: Point) {
        let id = self.object(at, 99);
        for (state, value) in &mut called.ok {
            let fields = if *value == Value::Unknown {
                Fields::default()
            } else {
                [(Step::Element, value.clone())].into()
            };
            state.heap.insert(id, Object { fields, open_ended: true, ..Object::default() });
            *value = Value::Obj(id);
        }
    }

    /// What a generator-based context manager lends to the block under it.
    pub(super) fn lent_by(
        &mut self,
        state: &mut State,
        _id: FnId,
        _arguments: &[Argument],
        at: Point,
    ) -> Value {
        Run::opaque(state, at)
    }
}

/// What a condition that something of a container is missing is about: every element has its turn, those that are
/// there too, and nothing happens to None: `for it in self.subs: if it is not None: it.close()`.
fn in_its_turn(value: Value, place: &Sym, fact: &Fact) -> Value {
    let Value::Any(all) = &value else { return value };
    // A part, too: `stop = getattr(it, "close", None)`, `if callable(stop): stop()`.
    let holds = |it: &Value| matches!(it, Value::Conn(_) | Value::Part(..) | Value::Obj(_));
    if !fact.denies() || !place.steps.contains(&Step::Element) || !all.iter().any(holds) {
        return value;
    }
    Value::any(all.iter().filter(|it| holds(it)).cloned().collect())
}

/// Whether the outcome returns an argument.
fn gives_back(outcome: &Outcome) -> bool {
    let is_argument = |it: &Value| matches!(it, Value::Sym(sym) if sym.steps.is_empty() && matches!(sym.root, Root::Param(_)));
    match &outcome.value {
        Value::Any(all) => all.iter().any(is_argument),
        it => is_argument(it),
    }
}

/// Whether the outcome stores what calling an argument gives.
fn keeps_a_result(outcome: &Outcome) -> bool {
    let calls = |it: &Value| matches!(it, Value::Sym(sym) if sym.steps.contains(&Step::Call));
    outcome.state.writes.values().chain(outcome.state.roots.values()).any(|it| match it {
        Value::Any(all) => all.iter().any(calls),
        one => calls(one),
    })
}

/// A function that raises may have stored already what it had an argument open: whoever holds that closes it.
fn hand_on_the_new(before: &State, raised: &mut State) {
    for (conn, status) in raised.conns.iter_mut() {
        if status.phase == Phase::Open && !before.conns.contains_key(conn) {
            status.phase = Phase::Handed;
        }
    }
}

/// What an outcome may return, one by one where some of it may open a connection here: `None`, or what calling
/// an argument gives.
fn alternatives(outcome: &Outcome) -> Vec<&Value> {
    let calls = |it: &Value| match it {
        Value::Sym(sym) => sym.steps.contains(&Step::Call),
        _ => false,
    };
    let may_open = |it: &Value| match it {
        Value::Obj(id) => outcome.state.heap.get(id).is_some_and(|it| it.fields.values().any(calls)),
        it => calls(it),
    };
    match &outcome.value {
        Value::Any(all) if all.iter().any(may_open) => all.iter().collect(),
        one => vec![one],
    }
}

/// Whether a used value is what another alternative returns: on this way it was never made.
fn is_of_another(outcome: &Outcome, value: &Value, used: &Sym) -> bool {
    let Value::Any(all) = &outcome.value else { return false };
    let is_part = |it: &Value| {
        matches!(it, Value::Sym(sym) if sym.steps.contains(&Step::Call)
            && sym.root == used.root && used.steps.starts_with(&sym.steps))
    };
    let leads = |it: &Value| match it {
        Value::Obj(id) => outcome.state.heap.get(id).is_some_and(|it| it.fields.values().any(is_part)),
        it => is_part(it),
    };
    !matches!(value, Value::Any(_)) && !leads(value) && all.iter().any(leads)
}
