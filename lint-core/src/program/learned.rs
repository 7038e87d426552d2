//! What judging has taught of the program: which classes keep connections, and what fields, globals and parameters hold.

use std::collections::{BTreeMap, BTreeSet};

use super::Program;
use crate::inert::ELSEWHERE;
use crate::ir::{Body, ClassId, Def, FnId, LocalId, Name, Op, Root};
use crate::ownership::Judged;
use crate::ownership::exits::cache;
use crate::ownership::state::State;
use crate::ownership::threads::THREAD_STARTERS;
use crate::ownership::value::{Step, Sym, Value};
use crate::summary::Summary;

impl Program<'_> {
    pub fn field_class(&self, class: ClassId, field: &Name) -> Option<ClassId> {
        self.project.family(class).into_iter().find_map(|it| {
            let annotated = self.project.class(it).field_types.get(field);
            match annotated.and_then(|meaning| self.project.resolve(it.file, meaning)) {
                Some(Def::Class(it)) => Some(it),
                _ => self.field_classes.get(&(it, field.clone())).copied().flatten(),
            }
        })
    }

    pub fn param_class(&self, function: FnId, at: u32) -> Option<ClassId> {
        self.param_classes.get(&(function, at)).copied().flatten()
    }

    pub fn param_package(&self, function: FnId, at: u32) -> Option<Name> {
        self.param_packages.get(&(function, at)).cloned().flatten()
    }

    /// The field that a class has answer for what it lacks:
    /// `def __getattr__(self, name): return getattr(self.sub, name)`.
    pub fn delegate(&self, class: ClassId) -> Option<Name> {
        let body = self.body(self.project.method(class, "__getattr__")?);
        let points = || body.blocks.iter().flat_map(|it| &it.points).map(|it| &it.op);
        let is_getattr = |local: LocalId| {
            let is = |op: &Op| matches!(op, Op::Load { dst, def: Def::External(path) } if *dst == local && &**path == "builtins.getattr");
            points().any(is)
        };
        let field_of_self = |local: LocalId| {
            points().find_map(|op| match op {
                Op::Attr { dst, obj: LocalId(0), name } if *dst == local => Some(name.clone()),
                _ => None,
            })
        };
        points().find_map(|op| match op {
            Op::Call { callee, args, .. } if is_getattr(*callee) => match args.as_slice() {
                [object, name, ..] if name.value == LocalId(1) => field_of_self(object.value),
                _ => None,
            },
            _ => None,
        })
    }

    /// The implicit opener whose result a field holds.
    pub fn field_instance(&self, class: ClassId, field: &Name) -> Option<Name> {
        let family = self.project.family(class);
        family.into_iter().find_map(|it| self.field_instances.get(&(it, field.clone())).cloned().flatten())
    }

    /// The function or class that a field keeps unless a caller passes another.
    pub fn field_default(&self, class: ClassId, field: &Name) -> Option<Def> {
        let family = self.project.family(class);
        family.into_iter().find_map(|it| self.field_defaults.get(&(it, field.clone())).cloned().flatten())
    }

    /// What calling a field does to another field of the object: `sub.close` behind `self._close = self.sub.close`.
    pub fn field_closer(&self, class: ClassId, field: &Name) -> Option<Name> {
        if self.field_closers.is_empty() {
            return None;
        }
        let family = self.project.family(class);
        family.into_iter().find_map(|it| self.field_closers.get(&(it, field.clone())).cloned().flatten())
    }

    /// Whether some field of the name holds something to be called, which its readers have to know.
    pub(super) fn is_called(&self, field: &Name) -> bool {
        self.field_defaults.keys().chain(self.field_closers.keys()).any(|it| it.1 == *field)
    }

    pub fn global_class(&self, file: u32, name: &Name) -> Option<ClassId> {
        self.global_classes.get(&(file, name.clone())).copied().flatten()
    }

    /// Whether a module-level name is a `threading.local()`: each thread has attributes of its own there.
    pub fn is_thread_local(&self, file: u32, name: &Name) -> bool {
        let body = self.body(FnId { file, index: 0 });
        // What each local of the module holds, as a dotted path; behind a call the path ends in `()`.
        let mut held: BTreeMap<LocalId, String> = BTreeMap::new();
        for point in body.blocks.iter().flat_map(|it| &it.points) {
            let (dst, path) = match &point.op {
                Op::Load { dst, def: Def::External(path) } => (dst, Some(path.to_string())),
                Op::Attr { dst, obj, name } => (dst, held.get(obj).map(|it| format!("{it}.{name}"))),
                Op::Call { dst, callee, .. } => (dst, held.get(callee).map(|it| format!("{it}()"))),
                Op::Copy { dst, src } => (dst, held.get(src).cloned()),
                _ => continue,
            };
            if let Some(path) = path {
                if path == "threading.local()" && body.local(*dst).name.as_ref() == Some(name) {
                    return true;
                }
                held.insert(*dst, path);
            }
        }
        false
    }

    /// The class of the objects in a field if the methods of its class made all of them themselves, and share none.
    pub fn made_field_class(&self, class: ClassId, field: &Name) -> Option<ClassId> {
        let key = |it: ClassId| (it, field.clone());
        let family = self.project.family(class);
        if family.iter().any(|it| self.lent_fields.contains(&key(*it))) {
            return None;
        }
        family.into_iter().find_map(|it| self.field_classes.get(&key(it)).copied().flatten())
    }

    /// Whether instances of the class keep a connection somewhere.
    pub fn is_owner(&self, class: ClassId) -> bool {
        self.owners.contains(&class)
    }

    fn is_owner_field(&self, class: ClassId, field: &Name) -> bool {
        self.owner_fields.get(field).is_some_and(|owners| {
            let family = self.project.family(class);
            owners.iter().any(|it| family.contains(it))
        })
    }

    /// Whether a method closes, or calls a closing method of, a field in which its class keeps a connection.
    pub(super) fn closes_own_field(&self, summary: &Summary, id: FnId) -> bool {
        let Some(class) = self.body(id).class else { return false };
        let knowledge = self.knowledge(id.file);
        summary.events.iter().filter(|it| it.sym.root == Root::Param(0)).any(|it| {
            match it.sym.steps.first() {
                // A struct of Rust is filled where it is made, by whatever makes it.
                Some(Step::Attr(_)) if knowledge.is_rust => knowledge.is_closer(&it.method),
                Some(Step::Attr(name)) => self.is_owner_field(class, name),
                _ => false,
            }
        })
    }

    /// Whether a body makes instances that keep a connection: what it leaves in their fields, None above all,
    /// decides the conditions of their methods.
    pub(super) fn is_constructor_of_owner(&self, id: FnId) -> bool {
        let is_constructor = **self.project.function_name(id) == *"__init__";
        let class = if is_constructor { self.body(id).class } else { None };
        class.is_some_and(|it| self.is_owner(it)) || self.makes_what_matters(id) || self.reads_an_owner(id)
    }

    /// Whether a function reads a global that holds an owner, which it may return: `def chain(): return CHAIN`.
    fn reads_an_owner(&self, id: FnId) -> bool {
        let is_owner = |class: &Option<ClassId>| class.is_some_and(|it| self.is_owner(it));
        let mut owners = self.global_classes.iter().filter(|it| is_owner(it.1)).map(|it| it.0).peekable();
        if owners.peek().is_none() {
            return false;
        }
        let owners: Vec<&(u32, Name)> = owners.collect();
        let mut points = self.body(id).blocks.iter().flat_map(|it| &it.points);
        points.any(|it| match &it.op {
            Op::LoadRoot { root: Root::Global(file, name), .. } => {
                owners.iter().any(|it| it.0 == *file && it.1 == *name)
            }
            _ => false,
        })
    }

    /// Whether a function of Rust makes instances of a type that keeps a connection or has a method that matters.
    fn makes_what_matters(&self, id: FnId) -> bool {
        self.project.crates.made_by(id).is_some_and(|class| {
            let mut methods = self.project.class(class).methods.values();
            self.is_owner(class) || methods.any(|it| *it != id && self.is_judged(*it))
        })
    }

    /// Remembers with what functions are called; returns those that should look again.
    pub(super) fn learn_parameters(&mut self, judged: &Judged) -> BTreeSet<FnId> {
        let mut dirty = BTreeSet::new();
        for (function, at, class) in &judged.observed {
            let is_news = learn(&mut self.param_classes, (*function, *at), Some(*class));
            dirty.extend(Some(*function).filter(|it| is_news && self.is_judged(*it)));
        }
        for (function, at, package) in &judged.handed_packages {
            let is_news = learn(&mut self.param_packages, (*function, *at), Some(package.clone()));
            dirty.extend(is_news.then_some(*function));
        }
        dirty
    }

    /// Remembers the fields in which a body leaves a connection; returns the bodies that should look again.
    pub(super) fn learn_owner(&mut self, summary: &Summary, id: FnId) -> BTreeSet<FnId> {
        let mut news = BTreeSet::new();
        let class = self.body(id).class;
        for outcome in &summary.outcomes {
            for ((sym, step), value) in &outcome.state.writes {
                if let Root::Global(file, name) = &sym.root
                    && self.owns(&outcome.state, value)
                {
                    // Of what class the object is that keeps it, the module says.
                    let module = FnId { file: *file, index: 0 };
                    news.extend((!self.is_judged(module)).then_some(module));
                    news.extend(self.learn_global(*file, name));
                }
                let Some(class) = class else { continue };
                let name = match (&sym.root, sym.steps.as_slice(), step) {
                    (Root::Param(0), [], Step::Attr(name)) => name,
                    // Put into a container of its own: `self.subs[key] = sub`.
                    (Root::Param(0), [Step::Attr(name)], Step::Element) => name,
                    _ => continue,
                };
                let owns = self.owns(&outcome.state, value);
                if owns && self.owner_fields.entry(name.clone()).or_default().insert(class) {
                    let family = self.project.family(class);
                    self.owners.extend(family.iter().copied());
                    for user in self.users_of_attribute(name, self.words.island[id.file as usize]) {
                        let may_be = self.body(user).class.is_none_or(|it| family.contains(&it));
                        if may_be && self.touches(user, name) {
                            news.insert(user);
                        }
                    }
                    news.extend(self.users_of_class(class));
                    news.extend(self.starters_of_threads(&family, self.words.island[id.file as usize]));
                }
            }
            for (root, value) in &outcome.state.roots {
                if let Root::Global(file, name) = root
                    && self.owns(&outcome.state, value)
                {
                    news.extend(self.learn_global(*file, name));
                }
            }
        }
        news
    }

    /// Remembers that a global holds a connection; returns those that may do something with it.
    fn learn_global(&mut self, file: u32, name: &Name) -> Vec<FnId> {
        if !self.owner_globals.insert((file, name.clone())) {
            return vec![];
        }
        let users = self.users_of_attribute(name, self.words.island[file as usize]);
        users.into_iter().filter(|it| self.acts(*it, ELSEWHERE, ELSEWHERE)).collect()
    }

    /// The closing method of a field of `self` that a value is, by its path from there.
    fn bound_closer(&self, file: u32, state: &State, value: &Value) -> Option<Name> {
        let knowledge = self.knowledge(file);
        match value {
            Value::Part(conn, method) if knowledge.is_closer(method) => {
                let is_place = |(sym, _): &(Sym, Step), held: &Value| {
                    sym.root == Root::Param(0) && sym.steps.is_empty() && *held == Value::Conn(*conn)
                };
                let place = state.writes.iter().find(|it| is_place(it.0, it.1))?;
                match &place.0.1 {
                    Step::Attr(field) => Some(format!("{field}.{method}").into()),
                    _ => None,
                }
            }
            Value::Sym(sym) if sym.root == Root::Param(0) && sym.steps.len() > 1 => {
                let name = |it: &Step| if let Step::Attr(name) = it { Some(name.to_string()) } else { None };
                let names: Vec<String> = sym.steps.iter().map(name).collect::<Option<_>>()?;
                names.last().is_some_and(|it| knowledge.is_closer(it)).then(|| names.join(".").into())
            }
            _ => None,
        }
    }

    /// Whether a value is a connection, or an object that keeps one.
    pub(super) fn owns(&self, state: &State, value: &Value) -> bool {
        match value {
            Value::Conn(_) => true,
            Value::Obj(id) => state.heap.get(id).is_some_and(|it| {
                it.class.is_some_and(|it| self.owners.contains(&it))
                    || it.fields.values().any(|it| matches!(it, Value::Conn(_) | Value::Any(_)))
            }),
            Value::Any(all) => all.iter().any(|it| matches!(it, Value::Conn(_))),
            _ => false,
        }
    }

    /// The methods of some classes that may start a thread, which then uses what they keep.
    fn starters_of_threads(&mut self, classes: &[ClassId], island: u32) -> Vec<FnId> {
        let words: Vec<Name> = THREAD_STARTERS.iter().map(|it| Name::from(*it)).collect();
        let found = self.bodies.mentioning(self.words.files[&island].iter().copied(), &words);
        found.into_iter().filter(|it| self.body(*it).class.is_some_and(|it| classes.contains(&it))).collect()
    }

    /// Remembers the instances that a function stores in fields and globals; returns the names that are news.
    pub(super) fn learn_classes(&mut self, summary: &Summary, body: &Body) -> BTreeSet<Name> {
        let mut news = BTreeSet::new();
        for outcome in &summary.outcomes {
            let class_of = |value: &Value| match value {
                Value::Obj(id) => outcome.state.heap.get(id).and_then(|it| it.class),
                _ => None,
            };
            for ((sym, step), value) in &outcome.state.writes {
                let is_self = sym.root == Root::Param(0) && sym.steps.is_empty();
                if let (true, Some(owner), Step::Attr(name), Value::Sym(kept)) =
                    (is_self, body.class, step, value)
                    && let (Root::Param(at), []) = (&kept.root, kept.steps.as_slice())
                    && let Some(def) = body.params.get(*at as usize).and_then(|it| it.default_def.clone())
                    && learn(&mut self.field_defaults, (owner, name.clone()), Some(def))
                {
                    news.insert(name.clone());
                }
                if let (true, Some(owner), Step::Attr(name)) = (is_self, body.class, step) {
                    let made = match value {
                        Value::Instance(path, None) => Some(Some(path.clone())),
                        Value::Instance(_, Some(_)) => Some(None),
                        _ => None,
                    };
                    if made.is_some_and(|it| learn(&mut self.field_instances, (owner, name.clone()), it)) {
                        news.insert(name.clone());
                    }
                }
                if let (true, Some(owner), Step::Attr(name)) = (is_self, body.class, step)
                    // One that is called what it is closes the object as a method does.
                    && !self.knowledge(body.id.file).is_closer(name)
                    && let Some(closer) = self.bound_closer(body.id.file, &outcome.state, value)
                    && learn(&mut self.field_closers, (owner, name.clone()), Some(closer))
                {
                    news.insert(name.clone());
                }
                let is_lent = |it: &Value| match it {
                    Value::Sym(_) => true,
                    Value::Obj(_) => {
                        outcome.state.roots.values().any(|root| root.alternatives().contains(it))
                    }
                    _ => false,
                };
                if let (true, Some(owner), Step::Attr(name)) = (is_self, body.class, step)
                    && value.alternatives().iter().any(is_lent)
                    && self.lent_fields.insert((owner, name.clone()))
                {
                    news.insert(name.clone());
                }
                if let (true, Some(owner), Step::Attr(name), Some(class)) =
                    (is_self, body.class, step, class_of(value))
                    && learn(&mut self.field_classes, (owner, name.clone()), Some(class))
                {
                    news.insert(name.clone());
                }
            }
            // What a cached function returns it keeps itself, under a name of its own.
            let cached = body.traits.is_cached.then(|| (cache(body), &outcome.value));
            let roots = outcome.state.roots.iter().map(|(root, value)| (root.clone(), value));
            for (root, value) in roots.chain(cached) {
                if let (Root::Global(file, name), Some(class)) = (&root, class_of(value))
                    && learn(&mut self.global_classes, (*file, name.clone()), Some(class))
                {
                    news.insert(name.clone());
                }
            }
        }
        news
    }
}

/// Remembers what a name holds; `None` where it is several things. True if that is news.
pub(super) fn learn<K: Ord, T: PartialEq>(
    known: &mut BTreeMap<K, Option<T>>,
    key: K,
    value: Option<T>,
) -> bool {
    match known.get(&key) {
        None => {
            known.insert(key, value);
            true
        }
        Some(Some(before)) if value.as_ref() != Some(before) => {
            known.insert(key, None);
            true
        }
        Some(_) => false,
    }
}
