//! Applying a summary: what a call of a function of the program does to the caller's state.
//!
//! Each outcome of the callee that the arguments admit becomes a state of the caller: its conditions are
//! checked, what it did to parameters is done to the arguments, what it opened becomes sites of the call.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Run;
use super::call::Called;
use super::place::reach;
use super::state::{Event, Fact, Fields, Object, Phase, State};
use super::value::{Argument, Conn, Deferred, ObjId, Passed, Point, Step, Sym, Value};
use crate::facts::{Site, SiteKind};
use crate::inert;
use crate::ir::{ClassId, Const, Def, FnId, Name, Root};
use crate::summary::{Facts, Opened, Outcome, Summary};

/// How names of the callee translate to values of the caller, for one outcome.
struct Mapping<'v> {
    callee: FnId,
    at: Point,
    values: &'v [Value],
    memo: BTreeMap<Sym, Value>,
    conns: BTreeMap<Conn, Conn>,
    objects: BTreeMap<ObjId, ObjId>,
}

impl<'v> Mapping<'v> {
    fn new(callee: FnId, at: Point, values: &'v [Value]) -> Mapping<'v> {
        let (memo, conns, objects) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Mapping { callee, at, values, memo, conns, objects }
    }
}

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
        for (nth, outcome, value) in
            outcomes.flat_map(|(nth, it)| alternatives(it).into_iter().map(move |value| (nth, it, value)))
        {
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

    /// Remembers of which classes the arguments are, for parameters without annotation.
    fn observe(&mut self, state: &State, id: FnId, receiver: Option<&Value>, arguments: &[Argument]) {
        let skip = usize::from(receiver.is_some());
        for (at, it) in arguments.iter().enumerate().take_while(|it| it.1.kind == Passed::Positional) {
            let class = match &it.value {
                Value::Obj(id) => state.heap.get(id).and_then(|it| it.class),
                Value::Sym(sym) => self.class_of(sym),
                _ => None,
            };
            if let Some(class) = class {
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
    fn want(
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
            if is_callable || is_part || leads_to_conn(state, &it.value) {
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

    fn apply_outcome(
        &mut self,
        mut state: State,
        outcome: &Outcome,
        value: &Value,
        mapping: &mut Mapping<'_>,
        nth: u32,
    ) -> Vec<(State, Value)> {
        for (sym, fact) in &outcome.state.facts {
            let value = self.map_sym(&mut state, mapping, sym);
            let passed = sym.steps.is_empty() && matches!(sym.root, Root::Param(_));
            let shows = passed && !outcome.opened.is_empty() && denies(fact) && self.is_given(&state, &value);
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
        let mut todo: Vec<&Value> = std::iter::once(value).chain(outcome.state.writes.values()).collect();
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
        for ((sym, step), value) in &outcome.state.writes {
            let base = self.map_sym(&mut state, mapping, sym);
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

    /// The caller's value for a symbol of the callee.
    fn map_sym(&mut self, state: &mut State, mapping: &mut Mapping<'_>, sym: &Sym) -> Value {
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
                    if *step == Step::Call {
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

    /// What connects, which comes first, and the rest: one that is closed and then connected again is not closed.
    fn in_order<'e>(&self, events: &'e BTreeSet<Event>) -> (Vec<&'e Event>, Vec<&'e Event>) {
        events.iter().partition(|it| self.knowledge.is_connector(&it.method))
    }

    fn apply_event(&mut self, state: &mut State, value: &Value, event: &Event, at: Point) {
        match value {
            Value::Sym(sym) => {
                let later = event.later || self.consuming > 0;
                let mapped = Event { sym: (**sym).clone(), later, ..event.clone() };
                if sym.is_opaque() {
                    self.note_event(state, sym, &event.method, event.awaited);
                } else {
                    state.events.insert(mapped);
                }
            }
            Value::Any(all) => all.iter().for_each(|it| self.apply_event(state, it, event, at)),
            Value::Unknown | Value::Unbound | Value::Const(_) => {}
            it if &*event.method == super::rust::MOVED => self.hand_over(state, &it.clone(), at),
            it if event.method.is_empty() && event.later => {
                self.run_discharges(state, &it.clone(), &[], at);
            }
            it if event.method.is_empty() => self.call_for_effect(state, &it.clone(), at),
            it => {
                let callee = self.field(state, it, &Step::Attr(event.method.clone()));
                if event.later {
                    self.run_discharges(state, &callee, &[], at);
                } else {
                    self.call_awaited(state, &callee, event.awaited, at);
                }
            }
        }
    }

    /// Calls a method and keeps the state that closes most: of several outcomes the silent one counts.
    pub(super) fn call_awaited(&mut self, state: &mut State, callee: &Value, awaited: bool, at: Point) {
        let called = self.call(state.clone(), callee, &[], at);
        let mut results = Vec::new();
        for (state, value) in called.ok {
            match &value {
                Value::Coroutine(it) if awaited => {
                    results.extend(self.run(state, it, at).ok.into_iter().map(|it| it.0));
                }
                _ => results.push(state),
            }
        }
        let owing = |state: &State| {
            let n_open = state.conns.values().filter(|it| it.phase == Phase::Open).count();
            (n_open, Reverse(state.events.len()))
        };
        if let Some(best) = results.into_iter().min_by_key(owing) {
            *state = best;
        }
    }

    /// The state after everything that a function may do by any end.
    pub(super) fn events_of(
        &mut self,
        state: State,
        callee: &Value,
        arguments: &[Argument],
        at: Point,
    ) -> Option<State> {
        let (id, receiver) = match callee {
            Value::Def(Def::Function(id)) => (*id, None),
            Value::Bound(receiver, name) => match &**receiver {
                Value::Sym(sym) => {
                    (self.program.project.method(self.class_of(sym)?, name)?, Some(&**receiver))
                }
                Value::Obj(id) => {
                    (self.program.project.method(state.heap.get(id)?.class?, name)?, Some(&**receiver))
                }
                _ => return None,
            },
            _ => return None,
        };
        let summary = self.program.summary(id)?;
        let mut state = state;
        let values = self.parameters(&mut state, id, receiver, arguments, at);
        Some(self.apply_events(state, &summary.events, id, &values, at))
    }

    /// The state in which a callee has raised: what it surely closed before is closed.
    fn apply_events(
        &mut self,
        mut state: State,
        events: &BTreeSet<Event>,
        callee: FnId,
        values: &[Value],
        at: Point,
    ) -> State {
        let mut mapping = Mapping {
            callee,
            at,
            values,
            memo: BTreeMap::new(),
            conns: BTreeMap::new(),
            objects: BTreeMap::new(),
        };
        let (connecting, others) = self.in_order(events);
        for event in connecting.into_iter().chain(others) {
            let value = self.map_sym(&mut state, &mut mapping, &event.sym);
            self.apply_event(&mut state, &value, event, at);
        }
        state
    }

    /// What the callee opened is open here, as a site of the call.
    fn open_here(&mut self, state: &mut State, mapping: &mut Mapping<'_>, conn: Conn, opened: &Opened) {
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
        let phase = if self.is_faked(mapping.callee) { Phase::Handed } else { opened.status.phase };
        let here = self.open(state, at, Some(inner), site, phase);
        mapping.conns.insert(conn, here);
    }

    /// A value of the callee as one of the caller.
    fn translate(
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

    /// Says what the connections of a call are: returned to us, held by an owner, or put somewhere else.
    fn classify(&mut self, state: &State, mapping: &Mapping<'_>, value: &Value, bases: &[Value]) {
        let mut ways: BTreeMap<Conn, Vec<(ClassId, Step)>> = BTreeMap::new();
        let is_instance = |it: &&Value| matches!(it, Value::Obj(id) if state.heap.get(id).is_some_and(|it| it.class.is_some()));
        // What an object of the caller's holds, if only in a container, it owns, even if the callee returns it too.
        let instances = mapping.values.iter().filter(is_instance);
        for it in instances.chain(bases.iter().filter(|it| matches!(it, Value::Obj(_)))) {
            owners(state, it, &mut ways);
        }
        let mut elsewhere = BTreeSet::new();
        // An object that a field of the caller's or a global keeps is the caller's all the same: `self.link.connect()`.
        let is_own = |it: &&Value| is_instance(it) && mapping.values.contains(it);
        let of_self = |(sym, _): &(Sym, Step)| sym.root == Root::Param(0) && sym.steps.is_empty();
        for (place, it) in &state.writes {
            let is_lent = mapping.values.iter().any(|it| matches!(it, Value::Sym(sym) if **sym == place.0));
            match self.keeper(&place.0).filter(|_| is_lent) {
                Some((_, class)) => {
                    let mut inner = BTreeMap::new();
                    owners(state, it, &mut inner);
                    for (conn, rest) in inner {
                        let way = std::iter::once((class, place.1.clone())).chain(rest).collect();
                        ways.entry(conn).or_insert(way);
                    }
                }
                None if self.is_method() && of_self(place) && is_own(&it) => {}
                None => self.reach_shared(state, it, &mut elsewhere),
            }
        }
        for it in state.roots.values() {
            for it in it.alternatives().iter().filter(|it| !is_own(it)) {
                self.reach_shared(state, it, &mut elsewhere);
            }
        }
        owners(state, value, &mut ways);
        for conn in mapping.conns.values() {
            let kind = match ways.get(conn) {
                _ if elsewhere.contains(conn) => SiteKind::Foreign,
                Some(way) if way.is_empty() => SiteKind::Factory(mapping.callee),
                Some(way) => SiteKind::Owner(way.clone()),
                None => SiteKind::Foreign,
            };
            let is_recording = self.is_recording();
            let site = &mut self.sites[conn.site.0 as usize];
            let demotes = matches!(kind, SiteKind::Foreign) && !matches!(site.kind, SiteKind::Foreign);
            if !(demotes && is_recording && matches!(site.kind, SiteKind::Owner(_))) {
                site.kind = kind;
            }
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

/// Whether a callee returns or keeps what awaiting an argument gives.
fn gives_awaited(summary: &Summary) -> bool {
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

/// Whether the fact says that the argument is missing.
fn denies(fact: &Fact) -> bool {
    fact.none == Some(true) || fact.truth == Some(false)
}

/// The ways from a value to the connections that instances of project classes hold.
pub(super) fn owners(state: &State, value: &Value, ways: &mut BTreeMap<Conn, Vec<(ClassId, Step)>>) {
    if !state.conns.is_empty() {
        Ways { state, way: vec![], ways, seen: vec![] }.follow(value, 8);
    }
}

struct Ways<'a> {
    state: &'a State,
    /// From the value to where the search is.
    way: Vec<(ClassId, Step)>,
    ways: &'a mut BTreeMap<Conn, Vec<(ClassId, Step)>>,
    /// Objects that were looked into, with how many steps were left.
    seen: Vec<(ObjId, usize)>,
}

impl Ways<'_> {
    fn follow(&mut self, value: &Value, depth: usize) {
        if depth == 0 {
            return;
        }
        match value {
            Value::Conn(conn) | Value::Part(conn, _) => {
                self.ways.entry(*conn).or_insert_with(|| self.way.clone());
            }
            Value::Obj(id) => {
                if self.seen.iter().any(|it| it.0 == *id && it.1 >= depth) {
                    return;
                }
                self.seen.push((*id, depth));
                let Some(object) = self.state.heap.get(id) else { return };
                for (step, it) in &object.fields {
                    let n_steps = self.way.len();
                    self.way.extend(object.class.map(|class| (class, step.clone())));
                    self.follow(it, depth - 1);
                    self.way.truncate(n_steps);
                }
            }
            Value::Any(all) => all.iter().for_each(|it| self.follow(it, depth - 1)),
            Value::Bound(it, _) | Value::Closing(it) | Value::Pairs(it) => self.follow(it, depth - 1),
            _ => {}
        }
    }
}
