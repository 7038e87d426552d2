//! Bodies that cannot matter to a connection they are handed: they neither close nor keep nor return it.
//!
//! Most functions that are lent a connection only ask it something. One flow-insensitive look at each body finds
//! them ([`Sketch`]); their summaries say what they use, and no path of theirs is ever followed.
//! The answer is a least fixpoint over the call graph, by name where the class of a receiver is not known.

mod look;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use self::look::Look;
use crate::ir::{Body, FnId, Name, Root};
use crate::knowledge::Knowledge;
use crate::lowered::Lowered;
use crate::ownership::state::State;
use crate::ownership::value::{Sym, Value};
use crate::project::Project;
use crate::summary::{Outcome, Summary};

/// Parameters of a body, one bit each; the last bit stands for all else that it did not make: globals, captures.
type Mask = u32;

pub(crate) const ALL: Mask = Mask::MAX;
pub(crate) const ELSEWHERE: Mask = 1 << 31;

/// The bit of a parameter; the thirty-first and later ones share one.
pub(crate) fn bit(param: u32) -> Mask {
    1 << param.min(30)
}

/// The bit of the parameter with a name; all where a catch-all takes it.
pub(crate) fn bit_named(callee: &Body, name: &Name) -> Mask {
    let at = callee.params.iter().position(|it| it.name == *name);
    at.map_or(ALL, |it| bit(it as u32))
}

/// What one look at a body shows.
#[derive(Debug, Default)]
struct Sketch {
    /// What it may close, keep or hand on.
    acts: Mask,
    /// What it may return, or answer a question about.
    gives: Mask,
    raises: bool,
    /// What it passes to functions of the program.
    passes: BTreeSet<(Call, At, Mask)>,
    /// Calls whose results it returns, or keeps, with what went into them.
    results_returned: BTreeSet<(Call, Mask)>,
    results_kept: BTreeSet<(Call, Mask)>,
    /// On what it reads an attribute of the name.
    fields: BTreeMap<Name, Mask>,
    used: BTreeSet<Sym>,
    /// Methods that it calls on its own object.
    own_methods: BTreeSet<FnId>,
    /// What it passes to functions of the program, by parameter.
    passed: BTreeSet<(FnId, u32, Sym)>,
}

/// A call of something that may be a function of the program: known, or a method known by name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Call {
    Function(FnId),
    Method(Name),
}

/// The parameter that something is passed for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum At {
    Position(u32),
    Keyword(Name),
    /// No parameter: the function captures it.
    Elsewhere,
    /// Some parameter, or no call at all: the function is handed on, or captures.
    Any,
}

/// How a body may matter to what it is handed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Role {
    /// What it closes, keeps or hands on.
    pub acts: Mask,
    /// What it returns.
    pub gives: Mask,
}

/// What is known so far; a body is looked at when somebody asks about it or about one that calls it.
#[derive(Debug, Default)]
pub(crate) struct Inertness {
    sketches: HashMap<FnId, Sketch>,
    /// Bodies whose callees have all been looked at.
    roles: HashMap<FnId, Role>,
    used: BTreeMap<FnId, BTreeSet<Sym>>,
    summaries: HashMap<FnId, Arc<Summary>>,
}

/// Where callees are found.
pub(crate) struct Surroundings<'a> {
    pub project: &'a Project,
    pub bodies: &'a Lowered<'a>,
    pub knowledge: &'a [Arc<Knowledge>],
    /// Groups of files that share imports.
    pub island: &'a [u32],
    /// All methods of an island with a name.
    pub methods: &'a HashMap<(u32, Name), Vec<FnId>>,
}

impl Inertness {
    pub fn role(&mut self, cx: &Surroundings<'_>, id: FnId) -> Role {
        if !self.roles.contains_key(&id) {
            self.explore(cx, id);
        }
        self.roles[&id]
    }

    /// Whether a body may close, keep or return what a field of something it was handed holds.
    pub fn touches(&mut self, cx: &Surroundings<'_>, id: FnId, field: &Name) -> bool {
        let role = self.role(cx, id);
        let on = self.sketches.get(&id).and_then(|it| it.fields.get(field)).copied().unwrap_or_default();
        (role.acts | role.gives) & on != 0
    }

    /// The summary of a body that does not act.
    pub fn summary(&mut self, id: FnId) -> Arc<Summary> {
        let make = || {
            let used = self.used.get(&id).cloned().unwrap_or_default();
            let state = State { used: used.into_iter().collect(), ..State::default() };
            let outcome = Outcome { state, value: Value::Unknown, opened: BTreeMap::new() };
            let raises = self.sketches.get(&id).is_none_or(|it| it.raises).then(BTreeSet::new);
            Arc::new(Summary { outcomes: vec![outcome], raises, ..Summary::default() })
        };
        self.summaries.entry(id).or_insert_with(make).clone()
    }

    /// Looks at everything that the body may call, and decides about all of it.
    fn explore(&mut self, cx: &Surroundings<'_>, id: FnId) {
        let mut found: BTreeSet<FnId> = [id].into();
        let mut todo = vec![id];
        while let Some(id) = todo.pop() {
            let look = || Look::new(cx.project, cx.bodies.body(id), &cx.knowledge[id.file as usize]).sketch();
            let sketch = self.sketches.entry(id).or_insert_with(look);
            for it in sketch.passes.iter().flat_map(|it| targets(cx, id, &it.0)) {
                if !self.roles.contains_key(it) && found.insert(*it) {
                    todo.push(*it);
                }
            }
        }
        let of_sketch = |it: &Sketch| Role { acts: it.acts, gives: it.gives };
        let mut roles: BTreeMap<FnId, Role> =
            found.iter().map(|it| (*it, of_sketch(&self.sketches[it]))).collect();
        let mut changed = true;
        while changed {
            changed = false;
            for id in &found {
                let of =
                    |it: &FnId| roles.get(it).or_else(|| self.roles.get(it)).copied().unwrap_or_default();
                let now = join(cx, *id, &self.sketches[id], roles[id], of);
                changed |= roles.insert(*id, now) != Some(now);
            }
        }
        self.spread_uses(&found);
        self.roles.extend(roles);
    }

    /// What a callee uses of its parameters, its caller uses too.
    fn spread_uses(&mut self, found: &BTreeSet<FnId>) {
        for id in found {
            self.used.insert(*id, self.sketches[id].used.clone());
        }
        let mut changed = true;
        while changed {
            changed = false;
            for id in found {
                for callee in &self.sketches[id].own_methods {
                    let of_self = |it: &&Sym| it.root == Root::Param(0) && !it.steps.is_empty();
                    let uses: Vec<Sym> =
                        self.used.get(callee).into_iter().flatten().filter(of_self).cloned().collect();
                    let known = self.used.entry(*id).or_default();
                    uses.into_iter().for_each(|it| changed |= known.insert(it));
                }
                for (callee, at, sym) in &self.sketches[id].passed {
                    let root = Root::Param(*at);
                    let uses = self.used.get(callee).is_none_or(|all| all.iter().any(|it| it.root == root));
                    if uses {
                        changed |= self.used.entry(*id).or_default().insert(sym.clone());
                    }
                }
            }
        }
    }
}

/// A body's role, with what those do to whom it passes something.
fn join(
    cx: &Surroundings<'_>,
    id: FnId,
    sketch: &Sketch,
    mut role: Role,
    of: impl Fn(&FnId) -> Role,
) -> Role {
    for (call, at, mask) in &sketch.passes {
        let acts = targets(cx, id, call).iter().any(|callee| {
            let acts = of(callee).acts;
            acts != 0 && acts & parameter(cx.bodies.body(*callee), at) != 0
        });
        role.acts |= if acts { *mask } else { 0 };
    }
    let given = |calls: &BTreeSet<(Call, Mask)>| {
        let gives = calls.iter().filter(|it| targets(cx, id, &it.0).iter().any(|it| of(it).gives != 0));
        gives.fold(0, |all, it| all | it.1)
    };
    role.gives |= given(&sketch.results_returned);
    role.acts |= given(&sketch.results_kept);
    role
}

/// The bits of the parameter that something is passed for.
fn parameter(callee: &Body, at: &At) -> Mask {
    match at {
        At::Position(it) => bit(*it),
        At::Keyword(name) => bit_named(callee, name),
        At::Elsewhere => ELSEWHERE,
        At::Any => ALL,
    }
}

/// The bodies that a call may reach.
fn targets<'s>(cx: &'s Surroundings<'_>, id: FnId, call: &'s Call) -> &'s [FnId] {
    match call {
        Call::Function(it) => std::slice::from_ref(it),
        Call::Method(name) => {
            cx.methods.get(&(cx.island[id.file as usize], name.clone())).map_or(&[], Vec::as_slice)
        }
    }
}

/// Adds what is not there yet; false if there is more than fits.
fn add_all<T: PartialEq>(known: &mut Vec<T>, news: impl IntoIterator<Item = T>, bound: usize) -> bool {
    for it in news {
        if !known.contains(&it) {
            if known.len() == bound {
                return false;
            }
            known.push(it);
        }
    }
    true
}
