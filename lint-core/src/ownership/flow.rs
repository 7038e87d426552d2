//! The analysis as a dataflow problem: where it starts, how a block changes a state, which states are kept.

use litemap::LiteMap;

use super::join::differing;
use super::shared::Shared;
use super::state::{Event, Fact, Object, State, TrailKind};
use super::value::{Point, Sym, Value};
use super::{MAX_IDLE_STATES, MAX_STATES, MAX_WAYS, Run};
use crate::dataflow::Analysis;
use crate::ir::{BlockId, Const, Def, End, LocalId, LocalKind, Root};

impl Analysis for Run<'_> {
    type State = State;

    fn entry(&self) -> Vec<State> {
        let mut state = State::default();
        for (at, _) in self.body.params.iter().enumerate() {
            let value = match self.body.class {
                Some(class) if at == 0 && self.body.traits.is_class_method => Value::Def(Def::Class(class)),
                _ => match self.program.param_package(self.body.id, at as u32) {
                    Some(path) => Value::Def(Def::External(path)),
                    None => Value::sym(Sym::root(Root::Param(at as u32))),
                },
            };
            state.env.insert(LocalId(at as u32), value);
        }
        vec![state]
    }

    fn is_given_up(&self) -> bool {
        self.waits
    }

    fn weight(&self, state: &State) -> usize {
        let lengths =
            [state.env.len(), state.heap.len(), state.writes.len(), state.conns.len(), state.facts.len()];
        // States of this length are copied in no time, and code that people write has no longer ones.
        const FREE: usize = 150;
        lengths.iter().sum::<usize>().saturating_sub(FREE)
    }

    fn flow(&mut self, block: BlockId, state: State, out: &mut Vec<(BlockId, State)>) -> bool {
        let first = out.len();
        let before = state.facts.clone();
        self.tells = false;
        self.run_block(block, state, out);
        self.ask_anew(block, &before, &mut out[first..]);
        self.forget_flags(block, &mut out[first..]);
        self.leave_loops(block, &mut out[first..]);
        self.tells
    }

    fn insert(&self, block: BlockId, join: bool, known: &mut Vec<State>, mut new: State) -> Option<usize> {
        self.forget_dead(&mut new, block);
        if known.contains(&new) {
            return None;
        }
        // Where no connection is in sight only the shape of the summary is at stake.
        let idle = new.conns.is_empty() && known.iter().all(|it| it.conns.is_empty());
        let full = known.len() >= if idle { MAX_IDLE_STATES } else { MAX_STATES };
        let counts = |it: &Event| self.knowledge.is_closer(&it.method);
        let mate = known.iter().position(|it| {
            (join && it.agrees(&new, self.body, counts)) || (full && self.same_selectors(it, &new))
        });
        match mate {
            Some(at) => {
                let merged = &mut known[at];
                merged.merge(&new, block, self.body).then_some(at)
            }
            // A way through a `finally` on which there is no other state yet has room of its own.
            None if known.len() >= MAX_STATES + MAX_WAYS => None,
            None => {
                known.push(new);
                Some(known.len() - 1)
            }
        }
    }
}

impl Run<'_> {
    fn run_block(&mut self, block: BlockId, state: State, out: &mut Vec<(BlockId, State)>) {
        let body = self.body;
        self.here = block;
        let this = body.block(block);
        let mut states = vec![state];
        let fallible = matches!(this.end, End::Fallible { .. });
        for (index, point) in this.points.iter().enumerate() {
            let at = Point { block: block.0, index: index as u32, span: point.span };
            let last = fallible && index + 1 == this.points.len();
            if !last && Run::is_quiet(&point.op) {
                states.iter_mut().for_each(|it| self.run_quiet(&point.op, at, it));
                continue;
            }
            let mut next = Vec::new();
            for state in states {
                let effect = self.transfer(&point.op, at, state);
                if let (true, End::Fallible { raise, .. }) = (last, &this.end) {
                    for mut state in effect.raise {
                        state.step(TrailKind::Raised, point.span);
                        state.guessed = true;
                        out.push((*raise, state));
                    }
                }
                next.extend(effect.ok);
            }
            states = next;
            if states.len() > MAX_STATES {
                states.truncate(MAX_STATES);
            }
        }
        for state in states {
            self.leave(block, state, out);
        }
    }

    /// Whether an edge leads back to where a loop begins.
    fn goes_back(&self, from: BlockId, to: BlockId) -> bool {
        let rank = |it: BlockId| self.rank.get(it.0 as usize);
        rank(to).is_some() && rank(to) <= rank(from)
    }

    /// What a loop's condition found out holds for one round: going back, it asks anew.
    fn ask_anew(
        &mut self,
        block: BlockId,
        before: &Shared<LiteMap<Sym, Fact>>,
        after: &mut [(BlockId, State)],
    ) {
        if let Some((_, head)) = self.body.conditions.iter().find(|it| it.0 == block) {
            let asked = self.asked.entry(*head).or_default();
            for (_, state) in &*after {
                asked.extend(differing(before, &state.facts).map(|it| it.0.clone()));
            }
        }
        for (next, state) in after {
            let Some(asked) = self.asked.get(next).filter(|_| self.goes_back(block, *next)) else { continue };
            let found: Vec<Sym> = state.facts.keys().filter(|it| asked.contains(it)).cloned().collect();
            for sym in found {
                state.facts.insert(sym, Fact { stale: true, ..Fact::default() });
            }
        }
    }

    /// A flag that others can reach says nothing any more when a loop goes round: what the loop calls may have set it.
    fn forget_flags(&self, block: BlockId, after: &mut [(BlockId, State)]) {
        let is_flag = |it: &Value| matches!(it, Value::Const(Const::Bool(_)));
        for (_, state) in after.iter_mut().filter(|(next, _)| self.goes_back(block, *next)) {
            if state.writes.values().any(is_flag) {
                state.writes.retain(|_, value| !is_flag(value));
            }
            if state.roots.values().any(is_flag) {
                state.roots.retain(|_, value| !is_flag(value));
            }
            let is_shared =
                |local: &LocalId| self.exposed[local.0 as usize] && self.body.local(*local).name.is_some();
            if state.env.iter().any(|it| is_shared(it.0) && is_flag(it.1)) {
                for (local, value) in state.env.iter_mut() {
                    if is_shared(local) && is_flag(value) {
                        *value = Value::Unknown;
                    }
                }
            }
            let is_own = |it: &Object| it.class.is_some() && it.fields.values().any(is_flag);
            if state.heap.values().any(is_own) {
                for object in state.heap.values_mut().filter(|it| is_own(it)) {
                    object.fields.values_mut().filter(|it| is_flag(it)).for_each(|it| *it = Value::Unknown);
                }
            }
        }
    }

    /// Variables that nobody reads any more are forgotten, unless they hold on to something.
    fn forget_dead(&self, state: &mut State, block: BlockId) {
        let is_dead = |local: &LocalId, value: &Value| {
            let plain = matches!(value, Value::Unknown | Value::Const(_) | Value::Sym(_) | Value::Def(_));
            let at = local.0 as usize;
            plain && !self.exposed[at] && !self.live.is_live(block.0 as usize, *local)
        };
        if state.env.iter().any(|it| is_dead(it.0, it.1)) {
            state.env.retain(|local, value| !is_dead(local, value));
        }
    }

    fn same_selectors(&self, a: &State, b: &State) -> bool {
        let selectors = |state: &State| {
            let all = state.env.iter().filter(|it| self.body.local(*it.0).kind == LocalKind::Selector);
            all.map(|it| (*it.0, it.1.clone())).collect::<Vec<_>>()
        };
        selectors(a) == selectors(b)
    }

    /// Follows the end of a block.
    fn leave(&mut self, block: BlockId, mut state: State, out: &mut Vec<(BlockId, State)>) {
        let body = self.body;
        let this = body.block(block);
        let at = Point { block: block.0, index: this.points.len() as u32, span: this.span };
        match &this.end {
            End::Goto(next) => out.push((*next, state)),
            End::Fallible { ok, .. } => out.push((*ok, state)),
            End::Choose(targets) => {
                state.guessed |= targets.len() > 1;
                out.extend(targets.iter().map(|it| (*it, state.clone())));
            }
            End::Branch { cond, then, otherwise } => {
                let value = self.read(&state, *cond);
                let known = matches!(&value, Value::Sym(it) if !it.is_opaque());
                let ways = self.decide(state, &value);
                let guesses = !known && ways.len() > 1;
                for (yes, mut state) in ways {
                    state.guessed |= guesses;
                    if at.span.start < at.span.end {
                        state.step(if yes { TrailKind::Taken } else { TrailKind::NotTaken }, at.span);
                    }
                    out.push((if yes { *then } else { *otherwise }, state));
                }
            }
            End::Next { iter, dst, body, done } => {
                // How often a loop goes round is no guess where every element is the same symbol.
                let over_symbol = match self.read(&state, *iter) {
                    Value::Iter(it, _) => matches!(&*it, Value::Sym(it) if !it.is_opaque()),
                    _ => false,
                };
                state.guessed |= !over_symbol;
                self.next_element(&state, at, (*iter, *dst), (*body, *done), out);
            }
            End::Switch { selector, targets } => {
                let way = match state.env.remove(selector) {
                    Some(Value::Const(Const::Int(it))) => {
                        usize::try_from(it).ok().and_then(|it| targets.get(it))
                    }
                    _ => None,
                };
                match way {
                    Some(next) => out.push((*next, state)),
                    None => out.extend(targets.iter().map(|it| (*it, state.clone()))),
                }
            }
            End::Return { value } => {
                let value = self.read(&state, *value);
                self.record_return(state, value, at);
            }
            End::Raise => self.record_raise(state),
            End::Halt => self.halt(state, at.span),
            End::Unreachable => {}
        }
    }
}
