//! The program as a whole: its bodies, what is known of their names, and their summaries to a fixpoint.

mod learned;
mod mentions;
mod order;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use self::mentions::{Mentions, dependencies};
use self::order::next_in_line;
use crate::facts::Facts;
use crate::finding::{FileId, InternalError};
use crate::inert::{Inertness, Surroundings};
use crate::ir::{Body, ClassId, Def, FnId, Name, Op, Root};
use crate::knowledge::Knowledge;
use crate::lowered::Lowered;
use crate::ownership::{Judged, judge};
use crate::project::Project;
use crate::summary::Summary;
use crate::words::Words;

pub struct Program<'a> {
    pub project: &'a Project,
    bodies: &'a Lowered<'a>,
    knowledge: Vec<Arc<Knowledge>>,
    summaries: BTreeMap<FnId, Arc<Summary>>,
    /// Classes of the instances that fields and globals hold; `None` where there are several.
    field_classes: BTreeMap<(ClassId, Name), Option<ClassId>>,
    /// Fields that hold, if only on some paths, what their class did not make, or what others have as well.
    lent_fields: BTreeSet<(ClassId, Name)>,
    global_classes: BTreeMap<(u32, Name), Option<ClassId>>,
    /// Fields that hold what an implicit opener made without a connection to keep: `self.metagraph`.
    field_instances: BTreeMap<(ClassId, Name), Option<Name>>,
    /// Fields that keep a parameter whose default is a function or class: what they are if nobody passes another.
    field_defaults: BTreeMap<(ClassId, Name), Option<Def>>,
    /// Fields that hold the bound closing method of another field.
    field_closers: BTreeMap<(ClassId, Name), Option<Name>>,
    /// Classes of the instances that parameters are called with.
    param_classes: BTreeMap<(FnId, u32), Option<ClassId>>,
    /// Packages of openers that parameters are called with.
    param_packages: BTreeMap<(FnId, u32), Option<Name>>,
    relevant_methods: BTreeSet<Name>,
    /// Fields that hold connections, with the classes that put them there, and those classes' families.
    owner_fields: BTreeMap<Name, BTreeSet<ClassId>>,
    /// Globals that hold connections, or something that does.
    owner_globals: BTreeSet<(u32, Name)>,
    owners: BTreeSet<ClassId>,
    told: BTreeSet<FnId>,
    words: Words,
    mentions: HashMap<FnId, Arc<Mentions>>,
    inertness: Mutex<Inertness>,
    /// Made-up summaries of bodies that cannot matter.
    inert: BTreeMap<FnId, Arc<Summary>>,
    /// Bodies that passed on what did not look like a connection or an owner of one, when they were judged.
    indifferent: BTreeSet<FnId>,
    /// Every body is judged, whether it looks as if it mattered or not.
    everything: bool,
    panics: BTreeMap<FnId, String>,
    dependencies: BTreeSet<FnId>,
}

/// Who is to be judged, and what is known of those who were.
#[derive(Default)]
struct Worklist {
    /// To be judged, for the first time or again.
    dirty: BTreeSet<FnId>,
    /// Those who asked for the summary of a body.
    users: BTreeMap<FnId, BTreeSet<FnId>>,
    /// Those whose summaries a body asks for, as far as that is known.
    callees: BTreeMap<FnId, BTreeSet<FnId>>,
    turns: BTreeMap<FnId, usize>,
    times_put_off: BTreeMap<FnId, usize>,
    done: BTreeMap<FnId, Judged>,
}

impl Worklist {
    /// Whether a body may wait for callees that turn out to matter.
    fn may_wait(&self, id: FnId) -> bool {
        !self.turns.contains_key(&id) && self.times_put_off.get(&id).is_none_or(|it| *it < MAX_TIMES_PUT_OFF)
    }

    /// A body waits for callees that have to be judged first.
    fn put_off(&mut self, id: FnId, wanted: BTreeSet<FnId>) {
        self.callees.entry(id).or_default().extend(&wanted);
        self.dirty.extend(wanted);
        self.dirty.insert(id);
        *self.times_put_off.entry(id).or_default() += 1;
    }
}

/// A body is judged this often at most; then its summary is taken as it is.
const MAX_TURNS: usize = 8;
/// Before the first of these turns a body waits this often for a callee that turns out to matter.
const MAX_TIMES_PUT_OFF: usize = 3;

impl<'a> Program<'a> {
    pub fn new(project: &'a Project, bodies: &'a Lowered<'a>, knowledge: Vec<Arc<Knowledge>>) -> Program<'a> {
        Program {
            project,
            bodies,
            knowledge,
            summaries: BTreeMap::new(),
            field_classes: BTreeMap::new(),
            lent_fields: BTreeSet::new(),
            global_classes: BTreeMap::new(),
            field_instances: BTreeMap::new(),
            field_defaults: BTreeMap::new(),
            field_closers: BTreeMap::new(),
            param_classes: BTreeMap::new(),
            param_packages: BTreeMap::new(),
            relevant_methods: BTreeSet::new(),
            owner_fields: BTreeMap::new(),
            owner_globals: BTreeSet::new(),
            owners: BTreeSet::new(),
            told: BTreeSet::new(),
            words: Words::new(project),
            mentions: HashMap::new(),
            inertness: Mutex::default(),
            inert: BTreeMap::new(),
            indifferent: BTreeSet::new(),
            everything: false,
            panics: BTreeMap::new(),
            dependencies: bodies
                .mentioning(0..project.modules.len() as u32, &["Depends".into()])
                .into_iter()
                .flat_map(|it| dependencies(bodies.body(it)))
                .collect(),
        }
    }

    /// Judges every body: slow, and the yardstick for what the choice of bodies must not lose.
    pub fn judging_everything(self) -> Program<'a> {
        Program { everything: true, ..self }
    }

    pub fn body(&self, id: FnId) -> &'a Body {
        self.bodies.body(id)
    }

    /// The bodies of all files that may mention an attribute or variable.
    pub fn mentioning(&self, name: &Name) -> impl Iterator<Item = &'a Body> {
        let files = 0..self.project.modules.len() as u32;
        let bodies = self.bodies;
        bodies.mentioning(files, std::slice::from_ref(name)).into_iter().map(move |it| bodies.body(it))
    }

    pub fn knowledge(&self, file: u32) -> &Knowledge {
        &self.knowledge[file as usize]
    }

    pub fn summary(&self, id: FnId) -> Option<Arc<Summary>> {
        // What is made up is true of what was passed so far: a call that passes more has the body judged.
        self.summaries.get(&id).or_else(|| self.inert.get(&id)).cloned()
    }

    pub fn is_judged(&self, id: FnId) -> bool {
        self.summaries.contains_key(&id)
    }

    /// Whether calls of a method are worth remembering in a summary.
    pub fn is_relevant_method(&self, name: &str) -> bool {
        name.is_empty() || self.relevant_methods.contains(name)
    }

    /// Judges every body that may meet a connection, again and again until no summary changes.
    ///
    /// It begins with the bodies that open or close something by themselves; a summary that tells its callers
    /// anything brings in those who mention the function.
    pub fn solve(&mut self) -> BTreeMap<FnId, Facts> {
        let mut work = Worklist { dirty: self.first(), ..Worklist::default() };
        while !work.dirty.is_empty() {
            self.look_at(work.dirty.iter().copied());
            for id in &work.dirty {
                work.callees.entry(*id).or_insert_with(|| self.likely_callees(*id));
            }
            let round = self.judge_next(&mut work);
            self.take_in(round, &mut work);
            let turns = &work.turns;
            work.dirty.retain(|it| turns.get(it).is_none_or(|it| *it < MAX_TURNS));
        }
        work.done.into_iter().map(|(id, it)| (id, it.facts)).collect()
    }

    /// Judges those whose turn it is; who was judged before and would be told the same is not judged again.
    fn judge_next(&self, work: &mut Worklist) -> Vec<(FnId, Judged)> {
        let order = next_in_line(&work.dirty, &work.callees);
        for id in &order {
            work.dirty.remove(id);
        }
        let known = &*work;
        let holds = |id: &FnId| known.done.get(id).is_some_and(|it| it.questions.hold(self));
        let judge = |id: &FnId| judge_guarded(self, self.body(*id), known.may_wait(*id));
        let judged: Vec<Option<Judged>> =
            order.par_iter().map(|id| (!holds(id)).then(|| judge(id))).collect();
        let again = order.into_iter().zip(judged);
        let round: Vec<(FnId, Judged)> =
            again.filter_map(|(id, it)| Some((id, it.or_else(|| work.done.remove(&id))?))).collect();
        for (id, judged) in &round {
            for it in &judged.consulted {
                work.users.entry(*it).or_default().insert(*id);
                work.callees.entry(*id).or_default().insert(*it);
            }
        }
        round
    }

    /// Learns what a round has shown, and puts whoever may be concerned on the list.
    fn take_in(&mut self, round: Vec<(FnId, Judged)>, work: &mut Worklist) {
        let mut news: BTreeSet<(u32, Name)> = BTreeSet::new();
        let mut fresh = BTreeSet::new();
        let n_known = self.owners.len() + self.global_classes.len();
        for (id, judged) in round {
            self.panics.extend(judged.panic.clone().map(|it| (id, it)));
            let wanted = self.wanted(id, &judged, &mut fresh);
            if judged.is_put_off {
                work.put_off(id, wanted);
                continue;
            }
            *work.turns.entry(id).or_default() += 1;
            work.dirty.extend(wanted);
            work.dirty.extend(self.learn_parameters(&judged));
            work.dirty.extend(self.learn_owner(&judged.summary, id));
            let island = self.words.island[id.file as usize];
            let names = self.learn_classes(&judged.summary, self.body(id));
            news.extend(names.into_iter().map(|it| (island, it)));
            self.publish(id, &judged.summary, work);
            work.done.insert(id, judged);
        }
        if self.owners.len() + self.global_classes.len() > n_known {
            // Those of this round included, whichever came first: `connect()` or `if self.is_open(): …`.
            work.dirty.append(&mut self.indifferent);
        }
        // What a field holds is known by name: whoever was judged may read it.
        for (island, name) in news {
            let callable = self.is_called(&name);
            let readers = self.users_of_attribute(&name, island);
            work.dirty.extend(readers.into_iter().filter(|it| callable || self.is_judged(*it)));
        }
    }

    /// Makes a new summary known to those who asked for the one before, and to those who have to hear of it.
    fn publish(&mut self, id: FnId, summary: &Arc<Summary>, work: &mut Worklist) {
        let before = self.summaries.get(&id);
        if before.is_some_and(|it| it == summary) {
            return;
        }
        work.dirty.extend(work.users.get(&id).into_iter().flatten());
        let knowledge = self.knowledge(id.file);
        let gives = |it: &Summary| it.gives(|name| knowledge.is_opener_name(name));
        let closes = self.closes_own_field(summary, id);
        let is_untold = !self.told.contains(&id);
        if (gives(summary) && before.is_none_or(|it| !gives(it)))
            || is_untold && (closes || self.opens_by_default(id))
        {
            self.tell(id, closes, &mut work.dirty);
        }
        self.summaries.insert(id, summary.clone());
    }

    /// What went wrong while judging: one entry for each body.
    pub fn errors(&self) -> impl Iterator<Item = InternalError> {
        self.panics
            .iter()
            .map(|(id, message)| InternalError { file: FileId(id.file), message: message.clone() })
    }

    /// Whether a framework drives the generator to its end: it is handed to `Depends`.
    pub fn is_dependency(&self, id: FnId) -> bool {
        self.dependencies.contains(&id)
    }

    /// The variables of a body that nested functions refer to.
    pub fn captured(&self, id: FnId) -> BTreeSet<Name> {
        let mut found = BTreeSet::new();
        for inner in self.bodies.group_of(id).into_iter().filter(|it| it.index > id.index && id.index > 0) {
            for point in self.body(inner).blocks.iter().flat_map(|it| &it.points) {
                if let Op::LoadRoot { root: Root::Captured(of, name), .. }
                | Op::StoreRoot { root: Root::Captured(of, name), .. } = &point.op
                    && *of == id
                {
                    found.insert(name.clone());
                }
            }
        }
        found
    }

    /// Of the functions that a body lent something to, those that have to be judged. For the others a summary is
    /// made up, and the body is judged again with it; `fresh` are those that were made up in this round.
    fn wanted(&mut self, by: FnId, judged: &Judged, fresh: &mut BTreeSet<FnId>) -> BTreeSet<FnId> {
        let mut dirty = BTreeSet::new();
        for (id, lent) in &judged.wanted {
            let passed_on = judged.passed_on.get(id).copied().unwrap_or_default();
            if self.is_judged(*id) {
                continue;
            }
            if self.has_to_be_judged(*id, *lent, passed_on) {
                dirty.insert(*id);
                continue;
            }
            if lent | passed_on == 0 {
                self.indifferent.insert(by);
                continue;
            }
            if !self.inert.contains_key(id) {
                let summary = self.inertness().summary(*id);
                self.inert.insert(*id, summary);
                fresh.insert(*id);
            }
            // Whoever was judged in the same round did not see it yet.
            if *lent != 0 && fresh.contains(id) {
                dirty.insert(by);
            }
        }
        dirty
    }

    /// Whether nothing can be made up for a function that is lent something, or has something passed on to it.
    pub fn has_to_be_judged(&self, id: FnId, lent: u32, passed_on: u32) -> bool {
        // Which paths of its callers go on is its doing, whatever it is lent.
        if self.project.is_dead_end(id) || self.is_constructor_of_owner(id) {
            return true;
        }
        lent | passed_on != 0 && (self.everything || self.acts(id, lent, passed_on))
    }

    fn inertness(&self) -> MutexGuard<'_, Inertness> {
        // What a panic left behind is a memo without an entry.
        self.inertness.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The made-up summary of a function that nobody has judged, if it cannot matter to what it is lent.
    pub fn made_up(&self, id: FnId, lent: u32, passed_on: u32) -> Option<Arc<Summary>> {
        if lent == 0 || self.has_to_be_judged(id, lent, passed_on) {
            return None;
        }
        Some(self.inertness().summary(id))
    }

    /// Whether a function closes, keeps or hands on something of what it is lent or passed on, or returns what it is lent.
    fn acts(&self, id: FnId, lent: u32, passed_on: u32) -> bool {
        let role = self.inertness().role(&self.surroundings(), id);
        role.acts & (lent | passed_on) != 0 || role.gives & lent != 0
    }

    fn touches(&self, id: FnId, field: &Name) -> bool {
        self.inertness().touches(&self.surroundings(), id, field)
    }

    fn surroundings(&self) -> Surroundings<'_> {
        Surroundings {
            project: self.project,
            bodies: self.bodies,
            knowledge: &self.knowledge,
            island: &self.words.island,
            methods: &self.words.methods,
        }
    }

    /// Brings in those who mention a function that turned out to matter.
    fn tell(&mut self, id: FnId, closes: bool, dirty: &mut BTreeSet<FnId>) {
        self.told.insert(id);
        dirty.extend(self.users_of_function(id));
        let Some(class) = self.body(id).class else { return };
        let name = self.project.function_name(id).clone();
        let constructs = matches!(&*name, "__init__" | "__post_init__");
        // Who makes instances may keep them in fields, whose class is then known.
        dirty.extend(self.users_of_class(class));
        // What is called on a connection the profiles know; only the class itself calls this code.
        let is_known = self.project.method_name(id).is_none();
        if constructs {
            // A subclass calls it through `super()`.
            let below = self.project.descendants(class);
            let constructors = below.into_iter().filter_map(|it| self.project.class(it).methods.get(&name));
            dirty.extend(constructors.copied());
        } else {
            let users = self.users_of_attribute(&name, self.words.island[id.file as usize]);
            let family = self.project.family(class);
            let is_own = |it: &FnId| self.body(*it).class.is_some_and(|it| family.contains(&it));
            dirty.extend(users.into_iter().filter(|it| !is_known || is_own(it)));
        }
        if closes && !is_known {
            self.relevant_methods.insert(name);
        }
    }
}

/// Judges a body; one that makes the analysis panic counts as too complex to judge, and is reported.
fn judge_guarded(program: &Program<'_>, body: &Body, may_wait: bool) -> Judged {
    let judged = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| judge(program, body, may_wait)));
    judged.unwrap_or_else(|cause| Judged {
        panic: Some(format!(
            "internal error while judging `{}`: {}",
            body.name,
            crate::panic_text(cause.as_ref())
        )),
        ..Judged::given_up()
    })
}
