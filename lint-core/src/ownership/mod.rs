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
pub(crate) mod asyncio;
mod awaiting;
mod builtins;
mod call;
mod callees;
mod classify;
mod closing;
mod construct;
mod containers;
pub(crate) mod dispatch;
mod drain;
pub(crate) mod endless;
mod events;
pub(crate) mod exits;
mod field;
mod flow;
mod handing;
mod implicit;
mod iterate;
mod join;
mod managed;
mod method;
mod namespace;
mod place;
pub(crate) mod questions;
mod reach;
pub(crate) mod rust;
mod scope;
mod shared;
mod spawn;
pub(crate) mod state;
pub(crate) mod threads;
mod transfer;
mod translate;
mod truth;
pub(crate) mod value;
mod wanted;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use self::questions::{Asker, Questions};
use self::state::{Event, Phase, State, Status, TrailKind};
use self::value::{Conn, ObjId, Point, SiteId, Sym, Value};
use crate::dataflow;
use crate::facts::{Facts, Site, SiteKind};
use crate::ir::{BlockId, Body, ClassId, Def, FnId, Liveness, LocalId, LocalKind, Name, Root};
use crate::knowledge::{Knowledge, ResourceId};
use crate::program::Program;
use crate::source::Span;
use crate::summary::{Opened, Summary};

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
    if !run.drained.is_empty() || !run.drained_places.is_empty() {
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
    /// The same for containers that came from elsewhere: what is taken out of them, and how it is closed.
    taken_places: BTreeMap<Sym, BTreeSet<u32>>,
    drained_places: BTreeMap<BlockId, BTreeSet<Event>>,
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
            taken_places: BTreeMap::new(),
            drained_places: BTreeMap::new(),
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

    /// The class of an object, where that is known.
    fn class_of_value(&self, state: &State, value: &Value) -> Option<ClassId> {
        match value {
            Value::Sym(sym) => self.class_of(sym),
            Value::Obj(id) => state.heap.get(id)?.class,
            _ => None,
        }
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
