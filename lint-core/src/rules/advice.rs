//! The words in which rules speak of a connection: what it is called, how often it is opened, what to do.

use super::context::View;
use crate::facts::SiteKind;
use crate::ir::{BlockId, Body, ClassId, End, FixtureScope, Op, Point};
use crate::ownership::endless::reaches;
use crate::ownership::value::{Step, Value};
use crate::profile::{DropEffect, Scope, Style};

impl<'c, 'a> View<'c, 'a> {
    /// What the source calls the connection: `` `sub` ``.
    pub(crate) fn name(&self) -> String {
        match self.facts.names.get(&self.id) {
            Some(it) => format!("`{it}`"),
            None => match self.owner() {
                Some(way) => format!("this {}", self.class_name(way[0].0)),
                None => "this connection".to_owned(),
            },
        }
    }

    pub(crate) fn variable(&self) -> &str {
        self.facts.names.get(&self.id).map_or("sub", |it| it)
    }

    pub(crate) fn title(&self) -> &'c str {
        &self.knowledge().resource(self.site.resource).title
    }

    pub(crate) fn class_name(&self, class: ClassId) -> String {
        format!("`{}`", self.cx.program.project.class(class).name)
    }

    /// The garbage collector's truth, as the end of a sentence.
    pub(crate) fn collector(&self) -> String {
        self.knowledge().dropped_note(self.resource()).map_or(String::new(), |it| format!("; {it}"))
    }

    /// "one more connection on every iteration", if that is so.
    pub(crate) fn often(&self) -> String {
        let body = self.cx.program.body(self.body);
        let often = if self.is_repeated() {
            "on every iteration"
        } else if body.traits.is_handler {
            "on every request"
        } else if body.traits.is_fixture {
            match body.traits.fixture_scope {
                FixtureScope::Test => "for every test that asks",
                FixtureScope::Class => "for every class whose tests ask",
                FixtureScope::Module => "for every module whose tests ask",
                FixtureScope::Package => "for every package whose tests ask",
                FixtureScope::Session => "for every run of the tests",
                FixtureScope::Unknown => return String::new(),
            }
        } else {
            return String::new();
        };
        format!(": one more connection {often}")
    }

    pub(crate) fn is_in_loop(&self) -> bool {
        let body = self.cx.program.body(self.body);
        reaches(body, BlockId(self.site.block))[self.site.block as usize]
    }

    /// Whether it may be opened again after it was: a loop that tries until an opening succeeds opens one.
    fn is_repeated(&self) -> bool {
        let body = self.cx.program.body(self.body);
        reaches(body, self.after_opening(body))[self.site.block as usize]
    }

    /// The first block in which it is open: what is awaited or connected and raises then has opened nothing.
    fn after_opening(&self, body: &Body) -> BlockId {
        let mut at = BlockId(self.site.block);
        // The call, the connecting, and the awaiting of both.
        for step in 0..4 {
            match body.block(at).end {
                End::Fallible { ok, .. } if step == 0 || self.is_part_of_opening(&body.block(at).points) => {
                    at = ok;
                }
                _ => break,
            }
        }
        at
    }

    fn is_part_of_opening(&self, points: &[Point]) -> bool {
        let connects =
            |it: &Point| matches!(&it.op, Op::Attr { name, .. } if self.knowledge().is_connector(name));
        points.iter().any(connects) || matches!(points, [Point { op: Op::Await { .. }, .. }])
    }

    fn call_text(&self) -> &'c str {
        let text = self.site.span.text(&self.cx.files[self.body.file as usize].text);
        if self.is_entered_by_hand() {
            return text.rsplit_once('.').map_or(text, |it| it.0);
        }
        let is_long = text.len() > 60 || text.contains('\n');
        let callee = || {
            text.split('(')
                .next()
                .unwrap_or(text)
                .trim_end_matches(|it: char| it.is_whitespace() || it == '\\')
        };
        if is_long { callee() } else { text }
    }

    pub(super) fn call(&self) -> String {
        let text = self.call_text();
        if text.ends_with(')') || self.is_entered_by_hand() {
            text.to_owned()
        } else {
            format!("{text}(…)")
        }
    }

    /// How to scope or close it in this version of the SDK.
    pub(crate) fn advice(&self) -> String {
        let (call, variable) = (self.call(), self.variable());
        if let Some(way) = self.owner() {
            return self.owner_advice(way, &call);
        }
        if self.knowledge().is_rust {
            return self.rust_advice();
        }
        let resource = self.knowledge().resource(self.resource());
        let close = resource.close.first().map_or("close", |it| it);
        let simple = if variable.contains('.') { "sub" } else { variable };
        if self.stored_by_callee().is_some() {
            let wait = if resource.style == Style::Async { "await " } else { "" };
            return format!("close it in a `finally`: `{wait}{variable}.{close}()`");
        }
        if matches!(self.site.kind, SiteKind::Factory(_)) && resource.style == Style::Async {
            return format!(
                "enter it with `async with` or close it in a `finally`: `await {variable}.{close}()`"
            );
        }
        if let Some(advice) = self.advice_against_with(variable, close) {
            return advice;
        }
        match resource.style {
            Style::Sync if resource.scope.contains(&Scope::With) => {
                format!("open it with `with {call} as {simple}:`")
            }
            Style::Async if resource.scope.contains(&Scope::AsyncWith) => {
                let wait = if self.comes_out_of_awaiting() { "await " } else { "" };
                format!("open it with `async with {wait}{call} as {simple}:`")
            }
            style => {
                let wait = if style == Style::Async { "await " } else { "" };
                format!("close it in a `finally`: `try: … finally: {wait}{variable}.{close}()`")
            }
        }
    }

    /// What to do where a `with` around the rest of the block would fail, or end it too soon.
    fn advice_against_with(&self, variable: &str, close: &str) -> Option<String> {
        let resource = self.knowledge().resource(self.resource());
        let wait = if resource.style == Style::Async { "await " } else { "" };
        if self.close_raises() {
            let call = self.call();
            return resource.scope.contains(&Scope::With).then(|| {
                format!("open it with `with contextlib.suppress(AttributeError), {call} as {variable}:`: with these arguments `{close}()` raises")
            });
        }
        if let SiteKind::Factory(id) = self.site.kind {
            let summary = self.cx.program.summary(id)?;
            let gives = |it: &Value| it.alternatives().iter().any(|it| matches!(it, Value::Conn(_)));
            let may_lack = |it: &Value| it.alternatives().iter().any(|it| !matches!(it, Value::Conn(_)));
            let values = || summary.outcomes.iter().map(|it| &it.value);
            return match (values().any(gives), values().any(may_lack)) {
                (true, true) => Some(format!(
                    "close it in a `finally` if there is one: `if {variable} is not None: {wait}{variable}.{close}()`"
                )),
                (false, true) => {
                    Some(format!("call `{close}()` of the connection that it gives in a `finally`"))
                }
                (_, false) => None,
            };
        }
        self.outlives_block().then(|| {
            format!("it is still used when this block has ended: call `{wait}{variable}.{close}()` behind the last use")
        })
    }

    /// Whether the call is one of a coroutine function, which `async with` cannot enter.
    fn comes_out_of_awaiting(&self) -> bool {
        let path = self.call_text().split('(').next().unwrap_or_default();
        self.knowledge().is_awaited_opener(path.rsplit('.').next().unwrap_or(path).trim())
    }

    /// How to end it in Rust, where nothing scopes but a drop.
    fn rust_advice(&self) -> String {
        let resource = self.knowledge().resource(self.site.resource);
        match (resource.close.first(), resource.drop) {
            (Some(_), DropEffect::Abandons) => {
                format!("call `{}` on every way out, `?` included", self.close_call(self.variable()))
            }
            _ => "keep one connection and pass references to it".to_owned(),
        }
    }

    /// The call that closes what has this name, as its language writes it: `await sub.close()`, `ws.close(…).await`.
    pub(crate) fn close_call(&self, name: &str) -> String {
        let resource = self.knowledge().resource(self.resource());
        let close = resource.close.first().map_or("close", |it| it);
        let is_awaited = resource.style == Style::Async && !resource.sync_close.iter().any(|it| it == close);
        match (self.knowledge().is_rust, is_awaited) {
            (true, true) => format!("{name}.{close}(…).await"),
            (true, false) => format!("{name}.{close}(…)"),
            (false, true) => format!("await {name}.{close}()"),
            (false, false) => format!("{name}.{close}()"),
        }
    }

    /// How to end it where some paths hand it on, and must not end it themselves.
    fn advice_elsewhere(&self) -> String {
        let included = if self.knowledge().is_rust { ", `?` included" } else { "" };
        format!("call `{}` on every other way out{included}", self.close_call(self.variable()))
    }

    /// What becomes of it on the paths that do not leave it open.
    pub(crate) fn fate(&self) -> &'static str {
        if self.facts.is_discharged(self.id) { "closed" } else { "handed on" }
    }

    /// How to make up for the paths that leave it open.
    pub(crate) fn advice_for_the_rest(&self) -> String {
        if !self.facts.is_discharged(self.id) && self.owner().is_none() {
            return self.advice_elsewhere();
        }
        match self.knowledge().is_rust {
            true => self.advice(),
            false => {
                let advice = self.advice();
                let closes = if advice.starts_with("it is") { "" } else { ", which closes on every path" };
                advice + closes
            }
        }
    }

    fn owner_advice(&self, way: &[(ClassId, Step)], call: &str) -> String {
        let class = way[0].0;
        let project = self.cx.program.project;
        let is_made_here = self.is_made_here();
        let scopes = [("__exit__", "with"), ("__aexit__", "async with")];
        if let Some((_, with)) = scopes.iter().find(|it| project.method(class, it.0).is_some()) {
            return match is_made_here {
                true => format!("use `{with} {call} as …:`"),
                false => format!("make the {} with `{with} … as …:`", self.class_name(class)),
            };
        }
        let closer = self.closing_method(way).unwrap_or_else(|| "close".into());
        if self.knowledge().is_rust {
            let is_async = |it| self.cx.program.body(it).traits.is_async;
            let wait = if project.method(class, &closer).is_some_and(is_async) { ".await" } else { "" };
            return format!("call `{closer}(){wait}` on every way out, `?` included");
        }
        let whose = if is_made_here { "" } else { "its " };
        format!("call {whose}`{closer}()` in a `finally`")
    }

    /// What helps all callers of a factory or users of a struct in Rust, which has no `with`.
    pub(super) fn scope_in_rust(&self) -> &'static str {
        let resource = self.knowledge().resource(self.resource());
        match (resource.drop, resource.style) {
            (DropEffect::Abandons, Style::Async) => {
                "give it a scope that lends the connection to an async closure and then closes it"
            }
            (DropEffect::Abandons, Style::Sync) => {
                "give it a scope that lends the connection to a closure and then closes it"
            }
            (DropEffect::Closes | DropEffect::Driver | DropEffect::Detaches, _) => {
                "keep one for the whole program and pass references to it"
            }
        }
    }
}
