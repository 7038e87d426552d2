//! Who closes what outlives a function: the fields of classes, globals, and what others reach by name.

mod way;

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::{Facts, Kept, SiteKind};
use crate::ir::{Body, ClassId, Const, Def, FnId, Key, LocalId, Name, Op, Root};
use crate::knowledge::{Closing, Knowledge, ResourceId};
use crate::ownership::rust::MOVED;
use crate::ownership::state::Event;
use crate::ownership::value::{SiteId, Step, Sym, Value};
use crate::program::Program;

/// Every closing of the program, indexed by what it reaches.
pub(crate) struct Closers<'a> {
    program: &'a Program<'a>,
    /// Attribute names that are closed through something whose class is unknown: name to methods.
    by_field: BTreeMap<Name, BTreeSet<(String, bool)>>,
    /// The same through a class itself: `cls.sub.close()`.
    by_class: BTreeMap<(ClassId, Name), BTreeSet<(String, bool)>>,
    /// The same for elements of what has no attribute's name: `app["sub"].close()`.
    by_element: BTreeSet<(String, bool)>,
    /// Arguments in which a function leaves a connection under a key in quotes.
    keyed: BTreeSet<(FnId, Sym)>,
    /// Functions that are called with a container of the caller's own, which then has what they put in there.
    received: BTreeSet<FnId>,
    /// Closings of module-level and captured names.
    by_root: BTreeMap<Root, BTreeSet<(String, bool)>>,
    /// Fields of owners that are closed directly on a local instance.
    on_instances: BTreeSet<(ClassId, Step)>,
    /// Openings that a method or function leaves open, and whoever called it closes.
    by_caller: BTreeSet<(FnId, SiteId)>,
    /// Fields and roots with an object for which something else was told to end it: `atexit.register(self.link.close)`.
    ended_fields: BTreeSet<(ClassId, Step)>,
    ended_roots: BTreeSet<Root>,
    /// Fields and roots that are used somewhere, which connects what connects lazily.
    used_fields: BTreeSet<Name>,
    used_roots: BTreeSet<Root>,
}

impl<'a> Closers<'a> {
    pub(crate) fn new(program: &'a Program<'a>, facts: &BTreeMap<FnId, Facts>) -> Closers<'a> {
        let mut closers = Closers {
            program,
            by_field: BTreeMap::new(),
            by_class: BTreeMap::new(),
            by_element: BTreeSet::new(),
            keyed: BTreeSet::new(),
            received: BTreeSet::new(),
            by_root: BTreeMap::new(),
            on_instances: BTreeSet::new(),
            by_caller: BTreeSet::new(),
            ended_fields: BTreeSet::new(),
            ended_roots: BTreeSet::new(),
            used_fields: BTreeSet::new(),
            used_roots: BTreeSet::new(),
        };
        for (id, facts) in facts {
            closers.read_facts(facts);
            closers.read_callers(facts);
            closers.read_keys(*id, facts);
            closers.read_summary(*id);
        }
        closers
    }

    fn read_facts(&mut self, facts: &Facts) {
        for (field, method) in &facts.outside_closes {
            self.by_field.entry(field.clone()).or_default().insert((method.to_string(), true));
        }
        self.by_element.extend(facts.outside_element_closes.iter().map(|it| (it.to_string(), true)));
        for (_, id) in facts.closes.keys() {
            if let SiteKind::Owner(way) = &facts.site(*id).kind {
                self.on_instances.extend(way.iter().cloned());
            }
        }
    }

    /// Callers that close what a callee has opened and put somewhere; none that has it opened again, or leaves it.
    fn read_callers(&mut self, facts: &Facts) {
        let origin =
            |it: &SiteId| facts.site(*it).origin.filter(|_| facts.site(*it).kind == SiteKind::Foreign);
        let is_only = |it: &SiteId| {
            facts.sites.iter().filter(|other| other.origin == facts.site(*it).origin).count() == 1
        };
        let closed = facts.closes.keys().map(|it| &it.1).filter(|it| facts.is_discharged(**it));
        let closed = closed.filter(|it| !facts.kept_open.contains(it) && is_only(it));
        self.by_caller.extend(closed.filter_map(origin));
    }

    /// Whether whoever has a function open a connection closes that itself.
    pub(crate) fn closes_as_caller(&self, opening: (FnId, SiteId)) -> bool {
        self.by_caller.contains(&opening)
    }

    /// Who puts connections into what it is handed, and who has what others put in there.
    fn read_keys(&mut self, id: FnId, facts: &Facts) {
        let kept = |it: &SiteId| facts.kept.get(it).into_iter().flatten();
        for place in facts.keys.keys().flat_map(kept) {
            if let Kept::Field(sym, Step::Element) = place {
                self.keyed.insert((id, sym.clone()));
            }
        }
        let of_argument = |it: &Kept| matches!(it, Kept::Field(sym, _) if matches!(sym.root, Root::Param(_)));
        for (at, site) in facts.sites.iter().enumerate() {
            let places: Vec<&Kept> = kept(&SiteId(at as u32)).collect();
            let has_it = site.kind != SiteKind::Foreign || !places.is_empty();
            let passes_on = places.into_iter().any(of_argument);
            self.received.extend(site.callee.filter(|_| has_it && !passes_on));
        }
    }

    /// Whether a test or another fixture asks something of what a fixture gives it.
    pub(crate) fn is_fixture_used(&self, fixture: FnId) -> bool {
        let name = self.program.project.function_name(fixture);
        let asks = |body: &Body| {
            let at = body.params.iter().position(|it| it.name == *name);
            at.is_some_and(|at| self.asks(body, name, [LocalId(at as u32)].into()))
        };
        self.program.mentioning(name).any(asks)
    }

    /// Whether something is asked of a field, variable or key of this name, anywhere in the program.
    pub(crate) fn is_asked(&self, name: &Name) -> bool {
        self.program.mentioning(name).any(|body| self.asks(body, name, BTreeSet::new()))
    }

    /// Whether what is kept in a field of an object is awaited itself anywhere in the program.
    pub(crate) fn is_awaited(&self, kept: &Kept, body: FnId) -> bool {
        let Kept::Field(sym, step) = kept else { return false };
        let Some(field) = field_of(sym, step) else { return false };
        let project = self.program.project;
        let family = self.owner_of(sym, step, body).map(|it| project.family(it.0));
        self.program.mentioning(&field).any(|body| {
            let other = body.class.zip(family.as_ref()).is_some_and(|(it, family)| !family.contains(&it));
            let is_of_another = |obj: LocalId| other && obj == LocalId(0) && !body.traits.is_static;
            let mut holding: BTreeSet<LocalId> = BTreeSet::new();
            body.blocks.iter().flat_map(|it| &it.points).any(|point| match &point.op {
                Op::Attr { dst, obj, name } if *name == field && !is_of_another(*obj) => {
                    holding.insert(*dst);
                    false
                }
                Op::Copy { dst, src } if holding.contains(src) => {
                    holding.insert(*dst);
                    false
                }
                Op::Await { src, .. } => holding.contains(src),
                _ => false,
            })
        })
    }

    /// Whether a body calls a method of what these variables hold, or of a field or variable with the name.
    fn asks(&self, body: &Body, name: &Name, mut holding: BTreeSet<LocalId>) -> bool {
        let mut methods: BTreeSet<LocalId> = BTreeSet::new();
        body.blocks.iter().flat_map(|it| &it.points).any(|point| match &point.op {
            Op::LoadRoot { dst, root: Root::Global(_, it) | Root::Captured(_, it) } if it == name => {
                holding.insert(*dst);
                false
            }
            Op::Copy { dst, src } if holding.contains(src) => {
                holding.insert(*dst);
                false
            }
            // Reading a plain attribute connects nothing.
            Op::Attr { dst, obj, name } if holding.contains(obj) => {
                methods.insert(*dst);
                if self.program.knowledge(body.id.file).is_part(name) {
                    holding.insert(*dst);
                }
                self.program.project.is_request(name)
            }
            Op::Call { callee, .. } if methods.contains(callee) => true,
            Op::Await { src, .. } if holding.contains(src) => true,
            Op::Enter { manager, .. } if holding.contains(manager) => true,
            Op::Attr { dst, name: it, .. } | Op::Item { dst, key: Key::At(Const::Str(it)), .. }
                if it == name =>
            {
                holding.insert(*dst);
                false
            }
            _ => false,
        })
    }

    fn read_summary(&mut self, id: FnId) {
        let Some(summary) = self.program.summary(id) else { return };
        let body = self.program.body(id);
        let is_method = body.class.is_some() && !body.traits.is_static;
        for outcome in &summary.outcomes {
            for sym in &outcome.state.used {
                self.used_fields.extend(sym.field().cloned());
                self.used_roots.insert(sym.root.clone());
            }
            let is_ended = |it: &Value| match it {
                Value::Obj(id) => outcome.state.heap.get(id).is_some_and(|it| it.ended_later),
                _ => false,
            };
            for ((sym, step), _) in outcome.state.writes.iter().filter(|it| is_ended(it.1)) {
                self.ended_fields.extend(self.owner_of(sym, step, id));
            }
            let roots = outcome.state.roots.iter().filter(|it| is_ended(it.1));
            self.ended_roots.extend(roots.map(|it| it.0.clone()));
        }
        for event in &summary.events {
            let of_self = is_method && event.sym.root == Root::Param(0);
            self.used_fields.extend(event.sym.field().cloned());
            self.used_roots.insert(event.sym.root.clone());
            let knowledge = self.program.knowledge(id.file);
            // Its own fields belong to the class, which is known.
            let of_class = self.add_by_class(event, knowledge);
            self.add_by_field(event, usize::from(of_self || of_class), knowledge);
            if gives_a_product(event, 0, knowledge) {
                continue;
            }
            let attributes: Vec<&Name> = attributes(&event.sym).collect();
            if let Some(attributes) = element_path(&event.sym) {
                self.by_element.insert((call_path(&attributes, event), event.awaited));
            }
            if matches!(event.sym.root, Root::Global(..) | Root::Captured(..)) {
                let path = call_path(&attributes, event);
                self.by_root.entry(event.sym.root.clone()).or_default().insert((path, event.awaited));
            }
        }
    }

    /// `cls.sub.close()` closes what that class keeps under the name, and no other's.
    fn add_by_class(&mut self, event: &Event, knowledge: &Knowledge) -> bool {
        let Root::Class(class) = event.sym.root else { return false };
        let attributes: Vec<&Name> = attributes(&event.sym).collect();
        let Some((first, rest)) = attributes.split_first() else { return false };
        if !gives_a_product(event, 1, knowledge) {
            let path = call_path(rest, event);
            self.by_class.entry((class, (*first).clone())).or_default().insert((path, event.awaited));
        }
        true
    }

    /// `x.sub.substrate.close()` closes what `substrate` names, and by way of it what `sub` does.
    fn add_by_field(&mut self, event: &Event, first: usize, knowledge: &Knowledge) {
        let attributes: Vec<&Name> = attributes(&event.sym).collect();
        for at in first..attributes.len() {
            if gives_a_product(event, at + 1, knowledge) {
                continue;
            }
            let path = call_path(&attributes[at + 1..], event);
            self.by_field.entry(attributes[at].clone()).or_default().insert((path, event.awaited));
        }
    }

    /// Whether the place that keeps a connection is closed by somebody.
    pub(crate) fn closes(
        &self,
        kept: &Kept,
        body: FnId,
        resource: ResourceId,
        way: &[(ClassId, Step)],
    ) -> bool {
        let knowledge = self.program.knowledge(body.file);
        match kept {
            Kept::Root(root) => {
                self.closes_root(root, resource, way, knowledge)
                    || !way.is_empty() && self.ended_roots.contains(root)
            }
            Kept::ClassLevel(class, name) => {
                self.closes_way(&prefixed(*class, Step::Attr(name.clone()), way), resource, knowledge)
                    || self.closes_field(name, resource, way, knowledge)
                    // Whoever gets the object from an accessor calls it what they like.
                    || self.closes_tail(way, resource, knowledge)
            }
            Kept::Returned(class, step) => {
                self.closes_way(&prefixed(*class, step.clone(), way), resource, knowledge)
                    || matches!(step, Step::Attr(name) if self.closes_field(name, resource, way, knowledge))
            }
            Kept::Field(sym, step) => {
                let owner = self.owner_of(sym, step, body);
                match owner {
                    Some((class, field)) => {
                        let of_class = matches!(sym.root, Root::Class(_));
                        self.closes_way(&prefixed(class, field, way), resource, knowledge)
                            || of_class
                                && (self.closes_tail(way, resource, knowledge)
                                    || field_of(sym, step)
                                        .is_some_and(|it| self.closes_field(&it, resource, way, knowledge)))
                            // Whoever makes "another" gets the one instance, and calls its methods.
                            || is_singleton(class, sym, way) && self.closes_way(way, resource, knowledge)
                    }
                    // The caller's own container: the caller has what it holds.
                    None if matches!(sym.root, Root::Param(_)) && field_of(sym, step).is_none() => {
                        !self.is_left_in(sym, body) || self.closes_element(resource, way, knowledge)
                    }
                    None if (*step == Step::Element || is_outside(&sym.root))
                        && self.closes_element(resource, way, knowledge) =>
                    {
                        true
                    }
                    None => {
                        self.closes_root(&sym.root, resource, way, knowledge)
                            || field_of(sym, step)
                                .is_some_and(|it| self.closes_field(&it, resource, way, knowledge))
                    }
                }
            }
        }
    }

    /// Whether a function leaves a connection in an argument, under a key, and no caller is seen to have that:
    /// `app["sub"] = sub` in a handler.
    fn is_left_in(&self, sym: &Sym, body: FnId) -> bool {
        (self.keyed.contains(&(body, sym.clone())) || self.is_shared_default(sym, body))
            && !self.received.contains(&body)
    }

    /// Whether the place is a container that stands as a default value, which lives as long as the function.
    pub(crate) fn is_shared_default(&self, sym: &Sym, body: FnId) -> bool {
        let param = match sym.root {
            Root::Param(at) if sym.steps.is_empty() => self.program.body(body).params.get(at as usize),
            _ => None,
        };
        param.is_some_and(|it| it.shares_default)
    }

    fn closes_element(&self, resource: ResourceId, way: &[(ClassId, Step)], knowledge: &Knowledge) -> bool {
        self.by_element
            .iter()
            .any(|(path, awaited)| self.path_closes(path, *awaited, resource, way, knowledge))
    }

    /// The class and field that a place belongs to, if the program shows the class.
    pub(crate) fn owner_of(&self, sym: &Sym, step: &Step, body: FnId) -> Option<(ClassId, Step)> {
        let body = self.program.body(body);
        let class = match &sym.root {
            Root::Class(class) => *class,
            // `self` of the method around a nested function.
            Root::Captured(id, name) => {
                let outer = self.program.body(*id);
                let is_self =
                    !outer.traits.is_static && outer.params.first().is_some_and(|it| it.name == *name);
                outer.class.filter(|_| is_self)?
            }
            Root::Param(0) if body.class.is_some() && !body.traits.is_static => body.class?,
            Root::Param(at) => match body.params.get(*at as usize)?.ty {
                Some(Def::Class(it)) => it,
                _ => self.program.param_class(body.id, *at)?,
            },
            _ => return None,
        };
        let mut attributes = attributes(sym);
        match (attributes.next(), attributes.next(), step) {
            (None, _, Step::Attr(_)) => Some((class, step.clone())),
            (Some(field), None, Step::Element | Step::At(_)) => Some((class, Step::Attr(field.clone()))),
            _ => None,
        }
    }

    /// Whether a cold connection that is kept here is connected by somebody.
    pub(crate) fn connects(&self, kept: &Kept) -> bool {
        let is_used = |name: &Name| self.used_fields.contains(name) || self.is_asked(name);
        match kept {
            Kept::Root(root) => {
                let name = match root {
                    Root::Global(_, name) | Root::Captured(_, name) => Some(name),
                    Root::Param(_) | Root::Class(_) | Root::Opaque(..) => None,
                };
                self.used_roots.contains(root) || name.is_some_and(|it| self.is_asked(it))
            }
            Kept::ClassLevel(_, name) => is_used(name),
            Kept::Returned(_, step) => matches!(step, Step::Attr(name) if is_used(name)),
            Kept::Field(sym, step) => field_of(sym, step).is_some_and(|it| is_used(&it)),
        }
    }

    /// Whether a close of the kept connection stands there un-awaited.
    pub(crate) fn unawaited(&self, kept: &Kept, body: FnId, resource: ResourceId) -> bool {
        let knowledge = self.program.knowledge(body.file);
        let is_dropped = |(path, awaited): &(String, bool)| {
            !awaited && knowledge.closes(resource, path) == Closing::Awaited
        };
        let dropped = |it: Option<&BTreeSet<(String, bool)>>| it.into_iter().flatten().any(is_dropped);
        let (sym, step) = match kept {
            Kept::Field(sym, step) => (sym, step),
            Kept::Root(root) => return dropped(self.by_root.get(root)),
            Kept::ClassLevel(..) | Kept::Returned(..) => return false,
        };
        let Some((class, Step::Attr(field))) = self.owner_of(sym, step, body) else {
            let field = field_of(sym, step);
            return dropped(field.as_ref().and_then(|it| self.by_field.get(it)))
                || *step == Step::Element && self.by_element.iter().any(is_dropped);
        };
        let project = self.program.project;
        let methods = project.family(class).into_iter().flat_map(|it| project.class(it).methods.values());
        methods.into_iter().filter_map(|id| self.program.summary(*id)).any(|summary| {
            summary.outcomes.iter().flat_map(|it| &it.state.events).any(|event| {
                let called: Vec<&Name> = attributes(&event.sym).collect();
                event.sym.root == Root::Param(0)
                    && called == [&field]
                    && !event.awaited
                    && knowledge.closes(resource, &event.method) == Closing::Awaited
            })
        })
    }
}

/// Whether a place belongs to something outside of the program: `g.chain`, which `g.pop("chain")` takes out.
fn is_outside(root: &Root) -> bool {
    matches!(root, Root::Global(_, name) if name.contains('.'))
}

/// Whether the class itself keeps one of its instances, where the way begins.
fn is_singleton(class: ClassId, sym: &Sym, way: &[(ClassId, Step)]) -> bool {
    sym.root == Root::Class(class) && way.first().is_some_and(|it| it.0 == class)
}

/// The attributes behind an element of something that no attribute names: `substrate` of `app["sub"].substrate`.
fn element_path(sym: &Sym) -> Option<Vec<&Name>> {
    let first = sym.steps.iter().find(|it| !matches!(it, Step::Awaited))?;
    (*first == Step::Element).then(|| attributes(sym).collect())
}

/// The attribute names on the way, elements and calls left out.
fn attributes(sym: &Sym) -> impl Iterator<Item = &Name> {
    sym.steps.iter().filter_map(|it| if let Step::Attr(name) = it { Some(name) } else { None })
}

/// Whether what is given away was only made by what lies behind the first attributes of the way: a message that a
/// stream received is not the stream.
fn gives_a_product(event: &Event, n_attributes: usize, knowledge: &Knowledge) -> bool {
    let is_attribute = |it: &(usize, &Step)| matches!(it.1, Step::Attr(_));
    let mut behind = event.sym.steps.iter().enumerate().filter(is_attribute).skip(n_attributes).peekable();
    let Some((start, _)) = behind.peek() else { return false };
    event.method.ends_with(MOVED)
        && event.sym.steps[*start..].windows(3).any(|it| match it {
            [Step::Attr(name), Step::Call, Step::Awaited] => !knowledge.gives_up(name),
            _ => false,
        })
}

/// The attributes and the method as one dotted path: `substrate.close`.
fn call_path(attributes: &[&Name], event: &Event) -> String {
    attributes.iter().map(|it| it.as_ref()).chain([&*event.method]).collect::<Vec<_>>().join(".")
}

fn prefixed(class: ClassId, step: Step, way: &[(ClassId, Step)]) -> Vec<(ClassId, Step)> {
    std::iter::once((class, step)).chain(way.iter().cloned()).collect()
}

/// The name of the field that a place is, or is an element of.
pub(crate) fn field_of(sym: &Sym, step: &Step) -> Option<Name> {
    match step {
        Step::Attr(name) => Some(name.clone()),
        _ => sym.field().cloned(),
    }
}
