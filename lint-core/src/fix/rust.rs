//! The fixes of Rust, where nothing scopes but a drop: a close that is awaited, where one is missing.

use crate::facts::{Leak, Loss, SiteKind};
use crate::finding::{Applicability, Edit, Fix};
use crate::lang::rust::edit::{self, Close};
use crate::profile::{DropEffect, Style};
use crate::rules::context::View;
use crate::source::{Language, Span};

impl View<'_, '_> {
    fn text(&self) -> &str {
        &self.cx.files[self.body.file as usize].text
    }

    /// How the connection is closed, as far as that can be written without knowing types.
    fn rust_close(&self) -> Option<Close> {
        let resource = self.knowledge().resource(self.resource());
        let arguments = resource.close_arguments.as_ref()?;
        let is_awaited = resource.style == Style::Async && resource.drop == DropEffect::Abandons;
        let call = format!("{}({arguments})", resource.close.first()?);
        is_awaited.then_some(Close { call, takes: resource.close_takes })
    }

    /// Scopes the connection where its client can do that, else closes it on every way out.
    pub(crate) fn scoped_in_rust(&self) -> Option<Fix> {
        self.in_scope_of_client().or_else(|| self.closed_on_leaks())
    }

    fn in_scope_of_client(&self) -> Option<Fix> {
        let resource = self.knowledge().resource(self.resource());
        let function = resource.scope_function.as_ref().filter(|_| !self.is_discharged_somewhere())?;
        let name = self.facts.names.get(&self.id).filter(|_| self.site.kind == SiteKind::Direct)?;
        let edits = edit::scope(self.text(), self.site.span, name, function)?;
        let description = format!("open `{name}` with `{}::{function}`", resource.title);
        Some(Fix { applicability: Applicability::Unsafe, description, edits })
    }

    /// Closes the connection on every written way out on which it is forgotten.
    fn closed_on_leaks(&self) -> Option<Fix> {
        let facts = self.facts;
        let is_ours = matches!(self.site.kind, SiteKind::Direct | SiteKind::Factory(_));
        let is_handed_on = facts.returned.contains(&self.id) || facts.kept.contains_key(&self.id);
        let name = facts.names.get(&self.id).filter(|_| is_ours && !is_handed_on)?;
        let leaks: Vec<&Leak> = self.written_leaks().collect();
        if leaks.is_empty() || leaks.iter().any(|it| !matches!(it.how, Loss::Exit | Loss::Dropped)) {
            return None;
        }
        let mut ways: Vec<Span> = leaks.iter().map(|it| it.span).collect();
        ways.sort_unstable();
        ways.dedup();
        let closed = edit::close_on(self.text(), self.site.span, name, &ways, &self.rust_close()?)?;
        let description = format!("close `{name}` on every way out");
        let applicability = if closed.is_plain { Applicability::Safe } else { Applicability::Unsafe };
        Some(Fix { applicability, description, edits: closed.edits })
    }

    pub(crate) fn closed_before(&self) -> Option<Vec<Edit>> {
        edit::close_old(self.text(), self.site.span, &self.rust_close()?)
    }

    pub(crate) fn awaited(&self, close: Span) -> Option<Vec<Edit>> {
        match self.cx.files[self.body.file as usize].language {
            Language::Rust => edit::await_call(self.text(), close),
            Language::Python | Language::Document(_) => crate::lang::edit::await_call(self.source()?, close),
        }
    }

    pub(crate) fn without_call(&self, close: Span) -> Option<Vec<Edit>> {
        match self.cx.files[self.body.file as usize].language {
            Language::Rust => edit::remove_call(self.text(), close),
            Language::Python | Language::Document(_) => crate::lang::edit::remove_call(self.source()?, close),
        }
    }
}
