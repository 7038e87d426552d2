//! The one analysis: where every connection stands at every point of a body.
//!
//! A state is one path worth telling apart ([`state::State`]); a block has a bounded set of them.
//! Worked example, with the states on the right:
//!
//! ```text
//! sub = None                  sub: None
//! try:
//!     sub = bt.subtensor()    sub: conn 0 (open)        | raised: sub: None
//!     sub.block               sub: conn 0 (open)        | raised: sub: conn 0 (open)
//! finally:                    three states: fell through, raised before, raised after the opening
//!     if sub is not None:     yes: conn 0 (open)        | no: None
//!         sub.close()         conn 0 (closed)
//! ```
//!
//! Nothing that was opened is open at an exit, so nothing leaks; no rule mentions exceptions.
//!
//! What a body does to its parameters, to globals and to what it captures is the same states again, pruned to
//! what a caller can see ([`crate::summary`]): disjunctive summaries, as in Le, Raad, Villard, Berdine, Dreyer
//! and O'Hearn, "Finding Real Bugs in Big Programs with Incorrectness Logic" (OOPSLA 2022).

mod apply;
pub(crate) mod builtins;
mod call;
mod closing;
mod drain;
pub(crate) mod exits;
mod managed;
mod namespace;
mod place;
pub(crate) mod questions;
pub(crate) mod rust;
pub(crate) mod state;
pub(crate) mod threads;
mod transfer;
mod truth;
pub(crate) mod value;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::dataflow::{self, Analysis};
use crate::facts::{Facts, Site, SiteKind};
use crate::ir::{BlockId, Body, ClassId, Const, Def, End, FnId, Liveness, LocalId, LocalKind, Name, Root};
use crate::knowledge::{Knowledge, ResourceId};
use crate::program::Program;
use crate::source::Span;
use crate::summary::{Opened, Summary};
use litemap::LiteMap;
use questions::{Asker, Questions};
use state::{Fact, Object, Phase, Shared, State, Status, TrailKind};
use value::{Conn, ObjId, Point, SiteId, Sym, Value};

/// What one body does, and everything the rules want to know about it.
#[derive(Debug)]
pub struct Judged {
    pub summary: Arc<Summary>,
    pub facts: Facts,
    /// Functions whose summaries were asked for.
    pub consulted: BTreeSet<FnId>,
    /// A callee has to be judged first: only what is wanted was found out.
    pub is_put_off: bool,
    /// Why the analysis gave up, if it panicked.
    pub panic: Option<String>,
    /// Functions that nobody has judged and that were lent a connection, with the bits of their parameters.
    pub wanted: BTreeMap<FnId, u32>,
    /// The same for what the body itself was handed.
    pub passed_on: BTreeMap<FnId, u32>,
    /// Classes of the instances that functions were called with: function, parameter, class.
    pub observed: BTreeSet<(FnId, u32, ClassId)>,
    /// The same for packages of openers: `connect(bt)`.
    pub handed_packages: BTreeSet<(FnId, u32, Name)>,
    /// What has to change before another look finds anything else.
    pub questions: Questions,
}

impl Judged {
    /// Of a body that was not judged to its end nothing is known.
    pub fn given_up() -> Judged {
        Judged {
            summary: Arc::default(),
            facts: Facts::new(true),
            consulted: BTreeSet::new(),
            is_put_off: false,
            panic: None,
            wanted: BTreeMap::new(),
            passed_on: BTreeMap::new(),
            observed: BTreeSet::new(),
            handed_packages: BTreeSet::new(),
            questions: Questions::default(),
        }
    }
}

/// Analyses one body with the summaries known so far; if it `may_wait`, only up to a call of a function that has to be
/// judged and is not.
pub fn judge(program: &Program<'_>, body: &Body, may_wait: bool) -> Judged {
    let mut run = Run::new(program, body);
    run.may_wait = may_wait;
    let mut solution = dataflow::solve(&mut run, body);
    if run.waits {
        let Run { consulted, wanted, passed_on, .. } = run;
        return Judged { consulted, is_put_off: true, wanted, passed_on, ..Judged::given_up() };
    }
    if !run.drained.is_empty() {
        // Paths that left the loop before it was known to empty a container go once more.
        solution = dataflow::solve(&mut run, body);
    }
    run.facts = Some(Facts::new(solution.exhausted));
    dataflow::visit(&mut run, body, &solution);
    run.endless_loops(&solution.states);
    let mut returns = std::mem::take(&mut run.returns);
    let raises = std::mem::take(&mut run.raises);
    let halts = std::mem::take(&mut run.halts);
    let mut facts = run.facts.take().expect("set above");
    facts.overwrites.retain(|it| !run.swaps(it, &returns));
    exits::keep_what_is_closed(body, &facts, &mut returns);
    let summary =
        Summary { lends: run.lends.take(), ..Summary::new(body, returns, raises, halts, &run.sites) };
    if !run.sites.is_empty() {
        facts.foreign_uses = run.foreign_uses;
        facts.foreign_closes = run.foreign_closes;
    }
    facts.sites = run.sites;
    Judged {
        summary: Arc::new(summary),
        facts,
        consulted: run.consulted,
        is_put_off: false,
        panic: None,
        wanted: run.wanted,
        passed_on: run.passed_on,
        observed: run.observed,
        handed_packages: run.handed_packages,
        questions: run.program.into_questions(),
    }
}

/// A site is known by where it is, and by the site of the callee that it stands for.
type SiteKey = (u32, u32, Option<(FnId, SiteId)>, u32);

/// The analysis of one body in progress.
struct Run<'a> {
    program: Asker<'a>,
    body: &'a Body,
    knowledge: &'a Knowledge,
    live: Liveness,
    /// Variables that others than the body itself may read.
    exposed: Vec<bool>,
    /// The blocks' positions in reverse post-order, where the body has loops.
    rank: Vec<usize>,
    /// What the conditions of loops are about, by the block that the loop goes back to.
    asked: BTreeMap<BlockId, BTreeSet<Sym>>,
    sites: Vec<Site>,
    site_ids: BTreeMap<SiteKey, SiteId>,
    objects: BTreeMap<(u32, u32, u32), ObjId>,
    /// Containers that nested functions reach by a captured name: they may fill them.
    shared_containers: BTreeMap<ObjId, Sym>,
    /// The external callee whose result an operation yields: `contextlib.ExitStack`.
    opaque_types: BTreeMap<(u32, u32), Name>,
    /// Set while replaying after the fixpoint: only then is anything recorded.
    facts: Option<Facts>,
    /// The same as [`Facts::foreign_uses`] and [`Facts::foreign_closes`], of every state: no reason to replay one.
    foreign_uses: BTreeSet<Span>,
    foreign_closes: BTreeSet<Span>,
    /// Something was or would be recorded since the block was entered.
    tells: bool,
    returns: Vec<exits::Exit>,
    raises: Vec<exits::Exit>,
    halts: Vec<exits::Exit>,
    /// The same as [`Summary::lends`].
    lends: Option<(SiteId, Opened)>,
    consulted: BTreeSet<FnId>,
    wanted: BTreeMap<FnId, u32>,
    passed_on: BTreeMap<FnId, u32>,
    observed: BTreeSet<(FnId, u32, ClassId)>,
    handed_packages: BTreeSet<(FnId, u32, Name)>,
    /// Whether the body may be put off until its callees are judged, and whether it is.
    may_wait: bool,
    waits: bool,
    depth: usize,
    /// How many objects that answer for another are being asked, one within the other.
    delegating: usize,
    consuming: usize,
    /// Objects whose end has been run, while what was handed on is run for what it closes.
    ended: BTreeSet<ObjId>,
    /// One of several values is meant: nothing certain can be said of a single one.
    ambiguous: bool,
    /// An operation is in progress: nothing is declared lost before its value is bound.
    frozen: bool,
    /// The block that is run.
    here: BlockId,
    /// What a callee bound anew meanwhile.
    newest: Option<SiteId>,
    /// Connections that were taken out of a container, and the blocks in which they were.
    taken: BTreeMap<SiteId, BTreeSet<u32>>,
    /// Those that a loop takes out and closes, by the block that the loop goes back to.
    drained: BTreeMap<BlockId, BTreeSet<SiteId>>,
    loops: OnceCell<BTreeMap<BlockId, Vec<bool>>>,
    callees: OnceCell<BTreeSet<LocalId>>,
    /// Set while a thread's function is looked at: what it uses.
    thread_uses: Option<threads::Uses>,
}

/// Calls within calls (summaries that call back) are followed this deep.
const MAX_CALL_DEPTH: usize = 6;
/// Objects that answer for one another are followed this far.
const MAX_DELEGATES: usize = 4;
/// States per block; past it they are merged.
const MAX_STATES: usize = 64;
/// The same while no connection is in sight.
const MAX_IDLE_STATES: usize = 5;
/// Past the bound, so many ways through a `finally` still get a state each.
const MAX_WAYS: usize = 64;

impl<'a> Run<'a> {
    fn new(program: &'a Program<'a>, body: &'a Body) -> Run<'a> {
        let captured = program.captured(body.id);
        let is_exposed = |it: &crate::ir::Local| match &it.name {
            Some(name) => body.id.index == 0 || captured.contains(name),
            None => it.kind == LocalKind::Selector,
        };
        Run {
            program: Asker::new(program),
            body,
            knowledge: program.knowledge(body.id.file),
            live: Liveness::new(body),
            exposed: body.locals.iter().map(is_exposed).collect(),
            rank: if body.loops.is_empty() { vec![] } else { dataflow::ranks(body) },
            asked: BTreeMap::new(),
            sites: vec![],
            site_ids: BTreeMap::new(),
            objects: BTreeMap::new(),
            shared_containers: BTreeMap::new(),
            opaque_types: BTreeMap::new(),
            facts: None,
            foreign_uses: BTreeSet::new(),
            foreign_closes: BTreeSet::new(),
            tells: false,
            returns: vec![],
            raises: vec![],
            halts: vec![],
            lends: None,
            consulted: BTreeSet::new(),
            wanted: BTreeMap::new(),
            passed_on: BTreeMap::new(),
            observed: BTreeSet::new(),
            handed_packages: BTreeSet::new(),
            may_wait: false,
            waits: false,
            depth: 0,
            delegating: 0,
            consuming: 0,
            ended: BTreeSet::new(),
            ambiguous: false,
            frozen: false,
            here: BlockId(0),
            newest: None,
            taken: BTreeMap::new(),
            drained: BTreeMap::new(),
            loops: OnceCell::new(),
            callees: OnceCell::new(),
            thread_uses: None,
        }
    }

    /// The object made by an operation; `sub` tells several of one operation apart.
    fn object(&mut self, at: Point, sub: u32) -> ObjId {
        let next = ObjId(self.objects.len() as u32);
        *self.objects.entry((at.block, at.index, sub)).or_insert(next)
    }

    /// A symbol for what an operation yields; what was known of its last value is forgotten.
    fn opaque(state: &mut State, at: Point) -> Value {
        let root = Root::Opaque(at.block, at.index);
        if state.facts.keys().any(|sym| sym.root == root) {
            state.facts.retain(|sym, _| sym.root != root);
        }
        if state.writes.keys().any(|(sym, _)| sym.root == root) {
            state.writes.retain(|(sym, _), _| sym.root != root);
        }
        Value::sym(Sym::root(root))
    }

    /// Whether to record what is seen now; a state where anybody asks is replayed.
    fn is_recording(&mut self) -> bool {
        self.tells = true;
        self.facts.is_some()
    }

    fn record(&mut self, with: impl FnOnce(&mut Facts)) {
        self.tells = true;
        if let Some(facts) = &mut self.facts {
            with(facts);
        }
    }

    /// Opens a connection here: the one that this site opened before becomes an old one.
    fn open(
        &mut self,
        state: &mut State,
        at: Point,
        inner: Option<(FnId, SiteId)>,
        site: Site,
        phase: Phase,
    ) -> Conn {
        let resource = site.resource;
        let id = self.site(at, inner, 0, site);
        let conn = Conn { site: id, old: false };
        if let Some(before) = state.conns.remove(&conn) {
            place::age(state, conn, before);
        }
        state.conns.insert(conn, Status { phase, resource, unawaited: None, scoped: false, thread: None });
        if phase == Phase::Open {
            state.step(TrailKind::Opened, at.span);
        }
        conn
    }

    fn site(&mut self, at: Point, inner: Option<(FnId, SiteId)>, nth: u32, site: Site) -> SiteId {
        let next = SiteId(self.sites.len() as u32);
        let id = *self.site_ids.entry((at.block, at.index, inner, nth)).or_insert(next);
        if id == next {
            self.sites.push(site);
        } else if !matches!(site.kind, SiteKind::Foreign)
            || matches!(self.sites[id.0 as usize].kind, SiteKind::Foreign)
        {
            // What a site is may only become clear as summaries grow.
            self.sites[id.0 as usize] = site;
        }
        id
    }

    fn phase(state: &State, conn: Conn) -> Option<Phase> {
        state.conns.get(&conn).map(|it| it.phase)
    }

    fn resource_of(&self, state: &State, conn: Conn) -> ResourceId {
        state.conns.get(&conn).map_or(self.sites[conn.site.0 as usize].resource, |it| it.resource)
    }

    /// The class that a symbol is an instance of, as far as the program shows.
    fn class_of(&self, sym: &Sym) -> Option<ClassId> {
        let mut class = match &sym.root {
            Root::Param(0) if self.is_method() => self.body.class,
            Root::Param(at) => match &self.body.params.get(*at as usize)?.ty {
                Some(Def::Class(it)) => Some(*it),
                _ => self.program.param_class(self.body.id, *at),
            },
            Root::Global(file, name) => self.program.global_class(*file, name),
            Root::Captured(id, name) => self.captured_class(*id, name),
            Root::Class(_) | Root::Opaque(..) => None,
        };
        for step in &sym.steps {
            class = match step {
                value::Step::Attr(name) => class.and_then(|it| self.program.field_class(it, name)),
                _ => None,
            };
        }
        class
    }

    /// `self` of the method around a nested function.
    fn captured_class(&self, id: FnId, name: &Name) -> Option<ClassId> {
        let outer = self.program.body(id);
        let is_self = outer.class.is_some()
            && !outer.traits.is_static
            && outer.params.first().is_some_and(|it| it.name == *name);
        is_self.then_some(outer.class?)
    }

    fn is_method(&self) -> bool {
        self.body.class.is_some() && !self.body.traits.is_static && !self.body.traits.is_class_method
    }
}

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
        let counts = |it: &state::Event| self.knowledge.is_closer(&it.method);
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
                asked.extend(state::differing(before, &state.facts).map(|it| it.0.clone()));
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
