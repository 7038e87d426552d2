//! Tasks and threads of Rust: what they are given, and whether they ever end.

use std::collections::{BTreeMap, BTreeSet};

use super::Run;
use super::call::Called;
use super::reach::reach;
use super::rust::MAX_DEPTH;
use super::state::{Phase, State};
use super::value::{Argument, Conn, Deferred, Passed, Point, Value};
use crate::facts::{Site, SiteKind};
use crate::ir::{ClassId, Def, End, FnId, LocalId, Op, Root};

impl Run<'_> {
    /// A future in other hands: what it closes is closed, what it opens is not ours.
    pub(super) fn give_future(&mut self, state: &mut State, deferred: &Deferred, at: Point) {
        match deferred {
            Deferred::Open { .. } | Deferred::Connect { .. } => {}
            Deferred::Call { function, receiver, arguments, .. } => {
                let first = receiver.iter().map(|it| Argument {
                    kind: Passed::Positional,
                    value: it.clone(),
                    moved: false,
                });
                let all: Vec<Argument> = first.chain(arguments.iter().cloned()).collect();
                if !self.program.is_judged(*function) {
                    self.consulted.insert(*function);
                    *self.wanted.entry(*function).or_default() |= crate::inert::ALL;
                }
                self.run_discharges(state, &Value::Def(Def::Function(*function)), &all, at);
            }
            Deferred::Close(..) | Deferred::Event { .. } => {
                let called = self.run(state.clone(), deferred, at);
                if let Some((after, _)) = called.ok.into_iter().next() {
                    *state = after;
                }
            }
            Deferred::Ready(value) => {
                let it = Argument { kind: Passed::Positional, value: value.clone(), moved: true };
                self.give(state, &it, at);
            }
            Deferred::All(all) => {
                for it in all {
                    let it = Argument { kind: Passed::Positional, value: it.clone(), moved: true };
                    self.give(state, &it, at);
                }
            }
        }
    }

    /// `tokio::spawn(…)`: a task that never ends holds what it was given for good.
    pub(super) fn spawn(&mut self, mut state: State, arguments: &[Argument], at: Point) -> Called {
        let mut held = BTreeSet::new();
        let mut endless = false;
        for it in arguments {
            let function = match &it.value {
                Value::Coroutine(deferred) => match &**deferred {
                    Deferred::Call { function, .. } => Some(*function),
                    _ => None,
                },
                Value::Def(Def::Function(id)) => Some(*id),
                _ => None,
            };
            let Some(function) = function else { continue };
            reach(&state, &it.value, &mut held, 6);
            self.captured_by(&state, function, &mut held);
            endless |= self.never_ends(function, MAX_DEPTH) || self.is_stuck(&state, function);
        }
        if let (false, Some(called)) = (endless, self.run_apart(&state, arguments, at)) {
            return called;
        }
        for it in arguments {
            self.give(&mut state, it, at);
        }
        held.retain(|it| state.conns.get(it).is_some_and(|it| it.phase == Phase::Open && !it.scoped));
        let Some(task) = self.knowledge.task().filter(|_| endless && !held.is_empty()) else {
            let value = Run::opaque(&mut state, at);
            return Called::quiet(state, value);
        };
        let site = Site {
            span: at.span,
            kind: SiteKind::Direct,
            resource: task,
            origin: None,
            callee: None,
            block: at.block,
            constant_arguments: false,
        };
        let conn = self.open(&mut state, at, None, site, Phase::Open);
        let sites: BTreeSet<_> = held.iter().map(|it| it.site).collect();
        self.record(|facts| facts.tasks.entry(conn.site).or_default().extend(sites));
        for it in held {
            self.discharge(&mut state, it, Phase::Handed, at);
        }
        Called::quiet(state, Value::Conn(conn))
    }

    /// A task that ends: each way through it does with what it was given what a call would do; what it opens it owns.
    fn run_apart(&mut self, state: &State, arguments: &[Argument], at: Point) -> Option<Called> {
        let [Argument { value: Value::Coroutine(deferred), .. }] = arguments else { return None };
        if !matches!(&**deferred, Deferred::Call { function, .. } if self.program.is_judged(*function)) {
            return None;
        }
        let mut called = self.run(state.clone(), deferred, at);
        for (after, value) in &mut called.ok {
            let own: Vec<Conn> =
                after.conns.keys().filter(|it| !state.conns.contains_key(it)).copied().collect();
            own.into_iter().for_each(|it| self.discharge(after, it, Phase::Handed, at));
            *value = Run::opaque(after, at);
        }
        (!called.ok.is_empty()).then_some(Called { raise: vec![], ..called })
    }

    /// The connections in variables that a closure or async block captures.
    fn captured_by(&mut self, state: &State, function: FnId, found: &mut BTreeSet<Conn>) {
        let points = self.program.body(function).blocks.iter().flat_map(|it| &it.points);
        for point in points {
            if let Op::LoadRoot { root: root @ Root::Captured(of, _), .. } = &point.op
                && *of == self.body.id
            {
                let value = self.read_root(state, root);
                reach(state, &value, found, 6);
            }
        }
    }

    /// Whether a function runs a loop that nothing leaves.
    pub(super) fn never_ends(&mut self, function: FnId, depth: usize) -> bool {
        self.consulted.insert(function);
        if !self.program.is_judged(function) {
            *self.wanted.entry(function).or_default() |= crate::inert::ALL;
            return false;
        }
        let ends = self.program.summary(function).is_none_or(|it| !it.outcomes.is_empty());
        if ends || depth == 0 {
            return false;
        }
        let body = self.program.body(function);
        let calls = body.blocks.iter().flat_map(|it| &it.points).filter_map(|it| match &it.op {
            Op::Load { def: Def::Function(id), .. } => Some(*id),
            _ => None,
        });
        let calls: Vec<FnId> = calls.collect();
        !body.loops.is_empty() || calls.into_iter().any(|it| self.never_ends(it, depth - 1))
    }

    /// Whether every way through a function leads into a method, of an object that it captured, that never ends.
    fn is_stuck(&mut self, state: &State, function: FnId) -> bool {
        let body = self.program.body(function);
        let mut classes: BTreeMap<LocalId, ClassId> = BTreeMap::new();
        let mut methods: BTreeMap<LocalId, FnId> = BTreeMap::new();
        let mut stuck = vec![false; body.blocks.len()];
        for (at, block) in body.blocks.iter().enumerate() {
            for point in &block.points {
                match &point.op {
                    Op::LoadRoot { dst, root: root @ Root::Captured(of, _) } if *of == self.body.id => {
                        let value = self.read_root(state, root);
                        let class = self.class_of_value(state, &value);
                        classes.extend(class.map(|it| (*dst, it)));
                    }
                    Op::Copy { dst, src } | Op::Move { dst, src } => {
                        classes.extend(classes.get(src).copied().map(|it| (*dst, it)));
                    }
                    Op::Attr { dst, obj, name } => {
                        let class = classes.get(obj);
                        let method = class.and_then(|it| self.program.project.method(*it, name));
                        methods.extend(method.map(|it| (*dst, it)));
                    }
                    Op::Call { dst, callee, .. } => {
                        methods.extend(methods.get(callee).copied().map(|it| (*dst, it)));
                    }
                    Op::Await { src, .. } => {
                        stuck[at] |=
                            methods.get(src).copied().is_some_and(|it| self.never_ends(it, MAX_DEPTH));
                    }
                    _ => {}
                }
            }
        }
        let mut seen = vec![false; body.blocks.len()];
        let mut todo = vec![0];
        while let Some(at) = todo.pop() {
            if std::mem::replace(&mut seen[at], true) || stuck[at] {
                continue;
            }
            if matches!(body.blocks[at].end, End::Return { .. }) {
                return false;
            }
            todo.extend(body.blocks[at].end.successors().iter().map(|it| it.0 as usize));
        }
        stuck.contains(&true)
    }
}
