//! What a rule may look at, and how it reports what it finds.

use std::collections::{BTreeMap, BTreeSet};

use super::Rule;
use super::reopened_without_close::is_constructor;
use crate::closers::Closers;
use crate::documents::Sources;
use crate::facts::{Facts, Kept, Leak, Loss, Site, SiteKind};
use crate::finding::{Cause, Confidence, FileId, Finding, Label, Location};
use crate::ir::{ClassId, FnId, Name, Root};
use crate::knowledge::{Knowledge, ResourceId};
use crate::lang::Parsed;
use crate::lang::edit::Source;
use crate::ownership::state::{Trail, TrailKind};
use crate::ownership::value::{SiteId, Step, Value};
use crate::profile::DropEffect;
use crate::program::Program;
use crate::source::{SourceFile, Span};

pub(crate) struct Context<'a> {
    pub(crate) program: &'a Program<'a>,
    pub(crate) facts: &'a BTreeMap<FnId, Facts>,
    pub(crate) closers: Closers<'a>,
    pub(crate) files: &'a [&'a SourceFile],
    pub(crate) sources: &'a Sources<'a>,
    /// The numbers that `sources` gives to the files.
    pub(crate) numbers: &'a [FileId],
    pub(crate) units: &'a [Parsed],
    /// The same as [`crate::Options::fixes_in`].
    pub(crate) fixes_in: Option<&'a BTreeSet<String>>,
}

/// A site with everything around it.
#[derive(Clone, Copy)]
pub(crate) struct View<'c, 'a> {
    pub(crate) cx: &'c Context<'a>,
    pub(crate) body: FnId,
    pub(crate) facts: &'c Facts,
    pub(crate) id: SiteId,
    pub(crate) site: &'c Site,
}

impl<'a> Context<'a> {
    /// Every site whose connection the surrounding code owns, in source order.
    pub(crate) fn sites<'c>(&'c self) -> impl Iterator<Item = View<'c, 'a>> {
        self.facts.iter().filter(|it| !it.1.exhausted).flat_map(move |(body, facts)| {
            let all = facts.sites.iter().enumerate();
            let views =
                all.map(move |(at, site)| View { cx: self, body: *body, facts, id: SiteId(at as u32), site });
            views.filter(|it| it.is_ours())
        })
    }

    pub(crate) fn view<'c>(&'c self, body: FnId, id: SiteId) -> Option<View<'c, 'a>> {
        let facts = self.facts.get(&body)?;
        let site = facts.sites.get(id.0 as usize)?;
        Some(View { cx: self, body, facts, id, site })
    }

    /// The text of a file for a fix to edit, if it can be edited and somebody wants a fix of it.
    pub(crate) fn editable(&self, file: usize) -> Option<Source<'a>> {
        let source = self.files[file];
        let is_wanted = self.fixes_in.is_none_or(|it| it.contains(&source.path));
        self.units[file].editable(&source.text).filter(|_| is_wanted)
    }

    pub(crate) fn location(&self, body: FnId, span: Span) -> Location {
        Location { file: FileId(body.file), span }
    }
}

impl<'c, 'a> View<'c, 'a> {
    /// Whether it is a connection at all, and not the handle of a task.
    pub(crate) fn is_connection(&self) -> bool {
        self.knowledge().resource(self.site.resource).drop != DropEffect::Detaches
    }

    /// Whether the body is the program's own beginning.
    pub(crate) fn is_in_main(&self) -> bool {
        let body = self.cx.program.body(self.body);
        body.class.is_none() && matches!(body.name.as_str(), "main" | "main::<async block>")
    }

    /// Whether the connection is this body's to close: an owner that cannot be closed is its class's fault.
    fn is_ours(&self) -> bool {
        if !self.is_connection() {
            return false;
        }
        match &self.site.kind {
            SiteKind::Foreign | SiteKind::Implicit => false,
            SiteKind::Direct | SiteKind::Factory(_) => true,
            SiteKind::Owner(way) => {
                // No class can close what only its driver keeps open: dropping the object loses it.
                let is_driven = self.knowledge().resource(self.site.resource).drop == DropEffect::Driver;
                if self.is_told() {
                    return false;
                }
                is_driven || self.cx.closers.closes_way(way, self.site.resource, self.knowledge())
            }
        }
    }

    /// Whether an earlier call that may open the connection of the same object is reported.
    fn is_told(&self) -> bool {
        let held_in = &self.facts.held_in;
        let Some(object) = held_in.get(&self.id) else { return false };
        let leaks = |it: &SiteId| {
            let mut ways = self.facts.leaks_of(*it).iter();
            ways.any(|it| !matches!(it.how, Loss::Raised | Loss::Reopened(_)))
        };
        // What no method of its class closes is the class's fault.
        let closable = |it: &SiteId| match &self.facts.site(*it).kind {
            SiteKind::Owner(way) => {
                self.cx.closers.closes_way(way, self.facts.site(*it).resource, self.knowledge())
            }
            _ => true,
        };
        held_in.range(..self.id).any(|it| it.1 == object && leaks(it.0) && closable(it.0))
    }

    pub(crate) fn knowledge(&self) -> &'c Knowledge {
        self.cx.program.knowledge(self.body.file)
    }

    /// What the connection is, as far as this body or whoever awaits the field that keeps it has made it another.
    pub(crate) fn resource(&self) -> ResourceId {
        let here = self.facts.became.get(&self.id).copied().unwrap_or(self.site.resource);
        self.awaited_elsewhere(here).unwrap_or(here)
    }

    /// Whether closing means to await what the field keeps first.
    pub(crate) fn is_awaited_elsewhere(&self) -> bool {
        !self.facts.became.contains_key(&self.id) && self.awaited_elsewhere(self.site.resource).is_some()
    }

    fn awaited_elsewhere(&self, here: ResourceId) -> Option<ResourceId> {
        let becomes = self.knowledge().awaited(here)?;
        let mut kept = self.facts.kept.get(&self.id).into_iter().flatten();
        kept.any(|it| self.cx.closers.is_awaited(it, self.body)).then_some(becomes)
    }

    pub(crate) fn owner(&self) -> Option<&'c [(ClassId, Step)]> {
        match &self.site.kind {
            SiteKind::Owner(way) => Some(way),
            SiteKind::Direct | SiteKind::Factory(_) | SiteKind::Implicit | SiteKind::Foreign => None,
        }
    }

    /// Whether somebody closes a place that keeps the connection.
    pub(crate) fn is_closed_where_kept(&self) -> bool {
        if self.cx.closers.closes_as_caller((self.body, self.id)) {
            return true;
        }
        let kept = self.facts.kept.get(&self.id);
        let inner = self.facts.kept_ways.get(&self.id).into_iter().flatten().map(Vec::as_slice);
        let ways: Vec<_> = std::iter::once(self.owner().unwrap_or_default()).chain(inner).collect();
        let closes = |it: &Kept, way| self.cx.closers.closes(it, self.body, self.resource(), way);
        kept.into_iter().flatten().any(|it| ways.iter().any(|way| closes(it, way)))
    }

    /// Ways in which the connection is lost on a path that the author wrote.
    pub(crate) fn written_leaks(&self) -> impl Iterator<Item = &'c Leak> + use<'c, 'a> {
        let (cx, body) = (self.cx, self.body);
        let owes = move |it: &Leak| !it.cold || cx.closers.is_fixture_used(body);
        self.facts.leaks_of(self.id).iter().filter(move |it| it.how != Loss::Raised && owes(it))
    }

    /// Whether the call had an object that something keeps open a connection: `self.link.connect()`, `link().sub()`.
    pub(crate) fn is_opened_in_keeper(&self) -> bool {
        self.owner().is_some() && !self.is_made_here()
    }

    /// Whether nothing was ever bound to the connection.
    pub(crate) fn is_unbound(&self) -> bool {
        !self.facts.bound.contains(&self.id)
    }

    /// Whether some path discharges the connection, or hands it on.
    pub(crate) fn is_discharged_somewhere(&self) -> bool {
        self.facts.is_discharged(self.id)
            || self.facts.kept.contains_key(&self.id)
            || self.facts.returned.contains(&self.id)
    }

    /// Whether it is `chain().__enter__()`, for which a `with` takes what stands before the dot.
    pub(crate) fn is_entered_by_hand(&self) -> bool {
        matches!(self.site.kind, SiteKind::Factory(id) if self.cx.program.body(id).traits.is_context_manager)
    }

    /// Whether the call gives the object that owns the connection, and does not only have it open one.
    pub(crate) fn is_made_here(&self) -> bool {
        let gives = |id: FnId| {
            let summary = self.cx.program.summary(id);
            summary.is_some_and(|it| it.outcomes.iter().any(|it| matches!(it.value, Value::Obj(_))))
        };
        self.owner().is_none() || self.site.callee.is_none_or(|it| is_constructor(self.cx, it) || gives(it))
    }

    /// Whether a method of the object's class closes what the way leads to, on some path at least.
    pub(crate) fn closes_by(&self, method: &str, way: &[(ClassId, Step)]) -> bool {
        self.cx.closers.closes_by(method, way, self.site.resource, self.knowledge())
    }

    pub(crate) fn closing_method(&self, way: &[(ClassId, Step)]) -> Option<Name> {
        self.cx.closers.closing_method(way, self.site.resource, self.knowledge())
    }

    /// A finding at the opening call.
    pub(crate) fn finding(&self, rule: &'static Rule, message: String, help: String) -> Finding {
        let mut finding = self.finding_at(rule, self.site.span, message, help);
        if let Some(opening) = self.stored_by_callee() {
            let call =
                std::mem::replace(&mut finding.location, self.cx.location(opening.body, opening.site.span));
            finding.related.push(Label { message: "this call opens it".to_owned(), location: call });
        } else if let SiteKind::Factory(id) = self.site.kind {
            let name = &self.cx.program.body(id).name;
            let then = if self.is_entered_by_hand() { "lends" } else { "returns" };
            if let Some(origin) = self.site.origin.and_then(|(body, site)| self.cx.view(body, site)) {
                let label = format!("`{name}()` opens it here and {then} it");
                finding.related.push(Label {
                    message: label,
                    location: self.cx.location(origin.body, origin.site.span),
                });
            }
        }
        finding.cause = self.cause();
        finding
    }

    /// The opening, if the nested function that is called stores the connection in a variable of this body:
    /// what it returns it only lends.
    pub(crate) fn stored_by_callee(&self) -> Option<View<'c, 'a>> {
        let (body, site) = self.site.origin.filter(|_| matches!(self.site.kind, SiteKind::Factory(_)))?;
        let opening = self.cx.view(body, site)?;
        let is_ours = |it: &Kept| matches!(it, Kept::Root(Root::Captured(of, _)) if *of == self.body);
        opening.facts.kept.get(&opening.id)?.iter().any(is_ours).then_some(opening)
    }

    /// The factory or class that the connection comes from.
    fn cause(&self) -> Option<Cause> {
        let program = self.cx.program;
        match &self.site.kind {
            SiteKind::Factory(_) if self.stored_by_callee().is_some() || self.is_entered_by_hand() => None,
            SiteKind::Factory(id) => {
                let body = program.body(*id);
                let advice = match self.knowledge().is_rust {
                    true => self.scope_in_rust(),
                    false => "give it a context manager",
                };
                let name = format!("`{}()`", body.name);
                Some(Cause { name, file: FileId(id.file), advice: advice.to_owned() })
            }
            SiteKind::Owner(way) => {
                let class = way.first()?.0;
                let project = program.project;
                let has = |it: &str| project.method(class, it).is_some();
                let advice = if self.knowledge().is_rust {
                    self.scope_in_rust()
                } else if has("__exit__") || has("__aexit__") {
                    "use it in a `with`"
                } else {
                    "let a `with` close it: give it `__enter__` and `__exit__`"
                };
                let name = format!("`{}`", project.class(class).name);
                Some(Cause { name, file: FileId(class.file), advice: advice.to_owned() })
            }
            SiteKind::Direct | SiteKind::Implicit | SiteKind::Foreign => None,
        }
    }

    pub(crate) fn finding_at(
        &self,
        rule: &'static Rule,
        span: Span,
        message: String,
        help: String,
    ) -> Finding {
        let confidence = if self.facts.maybe_closed.contains(&self.id) {
            Confidence::Low
        } else if self.facts.lent_unseen.contains_key(&self.id) {
            Confidence::Medium
        } else {
            Confidence::High
        };
        Finding {
            rule,
            severity: rule.level.severity(),
            confidence,
            message,
            help,
            notes: self.changes(),
            location: self.cx.location(self.body, span),
            related: vec![],
            trace: vec![],
            fix: None,
            resource: self.title().to_owned(),
            sdk: self.knowledge().label_of(self.site.resource).to_owned(),
            cause: None,
            fingerprint: String::new(),
        }
    }

    /// What the pinned version has changed about the call that opens, here or in the factory.
    pub(crate) fn changes(&self) -> Vec<String> {
        let origin = self.site.origin.and_then(|(body, site)| self.cx.view(body, site));
        let views = std::iter::once(*self).chain(origin);
        let notes = views.filter_map(|it| it.facts.changes.get(&it.id)).flatten();
        notes.map(|it| it.to_string()).collect()
    }

    /// Adds the way out and the steps to it.
    pub(crate) fn with_path(&self, mut finding: Finding, leak: &Leak) -> Finding {
        let at = |span| self.cx.location(self.body, span);
        let name = self.name();
        if leak.span.start < leak.span.end || leak.how == Loss::Exit {
            let message = match leak.how {
                Loss::Exit => format!("{name} is still open here"),
                Loss::Dropped => format!("{name} is lost here while it may be open"),
                Loss::Reopened(_) => "a new connection takes its place here".to_owned(),
                Loss::Endless => "this loop never ends, and nothing in it closes the connection".to_owned(),
                Loss::Raised => format!("if this {}, nobody closes the connection", self.raises()),
            };
            finding.related.push(Label { message, location: at(leak.span) });
        }
        finding.trace = self.trace(leak.trail.as_deref());
        if leak.merged && finding.confidence == Confidence::High {
            finding.confidence = Confidence::Medium;
        }
        finding
    }

    /// What a line does that fails: in Rust an error is a value, and only a panic leaves by itself.
    pub(crate) fn raises(&self) -> &'static str {
        if self.knowledge().is_rust { "panics" } else { "raises" }
    }

    /// The steps from the opening to the loss.
    fn trace(&self, trail: Option<&Trail>) -> Vec<Label> {
        let mut steps = vec![];
        let mut next = trail;
        while let Some(it) = next {
            let message = match it.kind {
                TrailKind::Opened if it.span == self.site.span => "opened here",
                TrailKind::Opened => "connected here",
                TrailKind::Taken => "this condition holds",
                TrailKind::NotTaken => "this condition does not hold",
                TrailKind::Raised if self.knowledge().is_rust => "this panics",
                TrailKind::Raised => "this raises",
                TrailKind::Left => "and leaves here",
            };
            steps.push(Label { message: message.to_owned(), location: self.cx.location(self.body, it.span) });
            if it.kind == TrailKind::Opened && it.span == self.site.span || steps.len() > 40 {
                break;
            }
            next = it.before.as_deref();
        }
        steps.reverse();
        steps
    }

    pub(crate) fn line(&self, span: Span) -> usize {
        self.cx.sources.line(self.cx.numbers[self.body.file as usize], span.start)
    }
}
