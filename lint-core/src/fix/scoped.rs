//! The fix that most rules share: the rest of the block goes into a `with`, or into `try` and `finally`.

use super::background::starts_with_itself;
use crate::facts::SiteKind;
use crate::finding::{Applicability, Fix};
use crate::ir::{FnId, Param, ParamKind};
use crate::lang::edit::{self, Allowed, Close, Ending, Scoped, Scoping, Source};
use crate::ownership::value::Value;
use crate::profile::{Opens, Scope, Style};
use crate::rules::context::View;
use crate::source::Span;

/// How a connection can be held, as far as its version and its class allow.
struct Holding {
    with: Option<Scope>,
    close: Close,
}

impl<'c, 'a> View<'c, 'a> {
    /// The text around the opening, if it can be edited.
    pub(crate) fn source(&self) -> Option<Source<'c>> {
        self.cx.editable(self.body.file as usize)
    }

    /// Scopes the connection to the rest of its block; in Rust, closes it on each way out.
    ///
    /// Nothing where closing it is known to raise: the program would fail on every path that worked so far.
    pub(crate) fn scoped(&self) -> Option<Fix> {
        if self.knowledge().is_rust {
            return self.scoped_in_rust();
        }
        if self.facts.kept.contains_key(&self.id) || !self.may_end_with_block() || self.close_raises() {
            return None;
        }
        let (program, here) = (self.cx.program, self.cx.program.body(self.body));
        if self.owner().is_some_and(|way| starts_with_itself(program, way[0].0, here)) {
            return None;
        }
        let source = self.source()?;
        let (with, Scoped { name, ending, connects_sooner, edits }) = self.with_scoping(|how| {
            let scoped = edit::scope(source, self.site.span, how)?;
            Some((how.with, scoped))
        })??;
        let (description, mut applicability) = match with {
            Some(Scope::With) => (format!("scope `{name}` with `with`"), Applicability::Safe),
            Some(Scope::AsyncWith) => (format!("scope `{name}` with `async with`"), Applicability::Safe),
            None => (format!("close `{name}` in a `finally`"), Applicability::Unsafe),
        };
        if ending == Ending::KeptByResult || connects_sooner || !self.enters_plainly(source) {
            applicability = Applicability::Unsafe;
        }
        Some(Fix { applicability, description, edits })
    }

    /// Whether something goes on with the connection when the block has ended in which it is opened, so that no
    /// `with` around the rest of the block can hold it.
    pub(crate) fn outlives_block(&self) -> bool {
        let Some(source) = self.source().filter(|_| !self.knowledge().is_rust) else { return false };
        let plain = SiteKind::Direct == self.site.kind;
        plain && self.with_scoping(|how| edit::outlives_block(source, self.site.span, how)).unwrap_or(false)
    }

    /// Does something with what is known of the connection and of those who are handed it.
    fn with_scoping<T>(&self, act: impl FnOnce(&Scoping<'_>) -> T) -> Option<T> {
        let source = self.source()?;
        let holding = self.holding()?;
        let resource = self.knowledge().resource(self.resource());
        let is_owner = self.owner().is_some();
        let closes = self.facts.closes.keys().filter(|it| it.1 == self.id);
        let closed_at: Vec<Span> = closes.map(|it| it.0).collect();
        let closer = [holding.close.path.clone()];
        let body = self.cx.program.body(self.body);
        let keepers = self.knowledge().makers(self.resource());
        let lazy =
            self.lazy(edit::callees(source, self.site.span), &[&keepers[..], &resource.pagers].concat());
        let unseen: Vec<String> =
            self.facts.lent_unseen.get(&self.id).into_iter().flatten().map(|it| it.to_string()).collect();
        let plain =
            resource.plain_attributes.iter().chain(&resource.rpc_attributes).cloned().collect::<Vec<_>>();
        Some(act(&Scoping {
            with: holding.with,
            close: holding.close,
            connect: if is_owner { &[] } else { &resource.connect },
            connect_binds_same: resource.connect_binds.is_none(),
            connect_returns_none: if is_owner { &[] } else { &resource.connect_returns_none },
            is_cold: !is_owner && resource.opens != Opens::Constructor,
            closers: if is_owner { &closer } else { &resource.close },
            closed_at: &closed_at,
            allowed: Allowed {
                is_async: resource.style == Style::Async && !is_owner,
                unseen: &unseen,
                tests: self.site.kind == SiteKind::Direct,
                drops: holding.with.is_some(),
                yields: body.traits.is_fixture || body.traits.is_context_manager,
                plain: &plain,
                lazy: &lazy,
                keepers: &keepers,
                pagers: &resource.pagers,
            },
        }))
    }

    /// Whether a `with` does no more than to close the object in the end, as far as the project's own classes say
    /// what it does.
    fn enters_plainly(&self, source: Source<'_>) -> bool {
        let project = self.cx.program.project;
        let place = |it: FnId| Some((self.source_of(it)?, self.cx.program.body(it).span));
        let enters = |it: FnId| place(it).is_some_and(|(source, span)| edit::enters_plainly(source, span));
        let exits = |it: FnId| place(it).is_some_and(|(source, span)| edit::exits_plainly(source, span));
        let Some(way) = self.owner() else {
            // A subclass of the SDK's own may have a protocol of its own.
            let name = edit::callee_name(source, self.site.span);
            let own = ["__enter__", "__exit__", "__aenter__", "__aexit__"];
            let has_own = |it: &str| own.iter().any(|method| project.method_of_named(it, method));
            return !has_own(name);
        };
        [("__enter__", "__exit__"), ("__aenter__", "__aexit__")].iter().all(|(enter, exit)| {
            let methods = (project.method(way[0].0, enter), project.method(way[0].0, exit));
            methods.0.is_none_or(enters) && methods.1.is_none_or(exits)
        })
    }

    /// The text around a function of the program, if it can be read as edits read it.
    fn source_of(&self, function: FnId) -> Option<Source<'c>> {
        self.cx.editable(function.file as usize)
    }

    /// Those of the names under which the project has a function that does nothing when it is called, or whose
    /// result does its work later; `makers` are methods that give such a result.
    fn lazy(&self, names: Vec<&str>, makers: &[String]) -> Vec<String> {
        let program = self.cx.program;
        let is_lazy = |id: FnId| {
            let traits = &program.body(id).traits;
            let gives = |it: Source<'_>| edit::gives_later(it, program.body(id).span, makers);
            traits.is_async
                || traits.is_generator && !traits.is_context_manager
                || self.source_of(id).is_some_and(gives)
        };
        let named = |wanted: &str| program.project.named(wanted).any(is_lazy);
        names.into_iter().filter(|it| named(it)).map(str::to_owned).collect()
    }

    /// How to close it by name: `await sub.close()`.
    pub(crate) fn close(&self) -> Option<Close> {
        let resource = self.knowledge().resource(self.resource());
        let path = resource.close.first()?.clone();
        let awaited = resource.style == Style::Async && !resource.sync_close.contains(&path);
        Some(Close { path, awaited })
    }

    /// Whether nobody but this function has the connection: nothing returns it, no callee seems to close it.
    fn may_end_with_block(&self) -> bool {
        let facts = self.facts;
        let yields = self.cx.program.body(self.body).traits.is_fixture;
        let is_handed_on = facts.returned.contains(&self.id) && !yields;
        let is_shared = facts.shared.keys().any(|it| it.1 == self.id);
        let is_given_out = match self.site.kind {
            SiteKind::Direct | SiteKind::Owner(_) => true,
            SiteKind::Factory(_) if self.stored_by_callee().is_some() => false,
            // A factory that may return None has nothing to enter.
            SiteKind::Factory(id) => self.cx.program.summary(id).is_some_and(|it| {
                !it.outcomes.is_empty() && it.outcomes.iter().all(|it| matches!(it.value, Value::Conn(_)))
            }),
            SiteKind::Implicit | SiteKind::Foreign => false,
        };
        is_given_out && !is_handed_on && !is_shared && !facts.maybe_closed.contains(&self.id)
    }

    fn holding(&self) -> Option<Holding> {
        let Some(way) = self.owner() else {
            let knowledge = self.knowledge();
            let resource = knowledge.resource(self.resource());
            let wanted = match resource.style {
                Style::Sync => Scope::With,
                Style::Async => Scope::AsyncWith,
            };
            // Entering may bind something else than the object.
            let other = knowledge.bound_by(self.resource(), wanted).is_some_and(|it| it != self.resource());
            if other {
                return None;
            }
            let with = resource.scope.contains(&wanted).then_some(wanted);
            return Some(Holding { with, close: self.close()? });
        };
        let (class, project) = (way[0].0, self.cx.program.project);
        for (enter, exit, scope) in
            [("__enter__", "__exit__", Scope::With), ("__aenter__", "__aexit__", Scope::AsyncWith)]
        {
            if project.method(class, exit).is_some() {
                let with = project.method(class, enter).filter(|it| self.returns_self(*it)).map(|_| scope)?;
                let close = Close { path: String::new(), awaited: scope == Scope::AsyncWith };
                return Some(Holding { with: Some(with), close });
            }
        }
        let path = self.cx.closers.closing_method(way, self.site.resource, self.knowledge())?;
        let method = project.method(class, &path)?;
        let body = self.cx.program.body(method);
        let awaited = body.traits.is_async;
        // A `finally` has nothing to pass.
        let is_needed = |it: &Param| {
            matches!(it.kind, ParamKind::Positional | ParamKind::KeywordOnly)
                && it.default.is_none()
                && it.default_def.is_none()
        };
        if body.params.iter().skip(usize::from(!body.traits.is_static)).any(is_needed) {
            return None;
        }
        (!path.starts_with('_'))
            .then(|| Holding { with: None, close: Close { path: path.to_string(), awaited } })
    }

    fn returns_self(&self, method: FnId) -> bool {
        self.source_of(method).is_some_and(|it| edit::returns_self(it, self.cx.program.body(method).span))
    }

    /// Whether closing it is known to fail for what it was opened with.
    pub(crate) fn close_raises(&self) -> bool {
        let fragile = &self.knowledge().resource(self.resource()).close_raises_with;
        let raises =
            |source: Source<'_>, at: Span| fragile.iter().any(|it| edit::has_argument(source, at, it));
        // What a factory opens it opens with the factory's arguments.
        let origin = self.site.origin.and_then(|(body, site)| self.cx.view(body, site));
        self.source().is_some_and(|it| raises(it, self.site.span))
            || origin.is_some_and(|it| it.source().is_some_and(|source| raises(source, it.site.span)))
    }
}
