//! Conditions that are believed: `if !socket.is_terminated() { socket.close(None).await; }`.

use syn::visit::{self, Visit};
use syn::{Expr, Member};

use super::lower::Lower;
use crate::crates::ends;
use crate::ir::Op;
use crate::source::Span;

/// What a method says by its name about the state of what it is called on.
const STATES: &[&str] = &[
    "connected",
    "open",
    "closed",
    "closing",
    "alive",
    "active",
    "ready",
    "running",
    "healthy",
    "terminated",
];

impl Lower<'_> {
    /// Where a condition about the state of a connection does not hold, its block had nothing to close.
    pub(super) fn believe_guard(&mut self, it: &syn::ExprIf, at: Span) {
        let mut asked = Calls::default();
        asked.visit_expr(&it.cond);
        asked.found.retain(|it| it.1.split('_').any(|word| STATES.contains(&word)));
        if asked.found.is_empty() {
            return;
        }
        let mut closed = Calls::default();
        closed.visit_block(&it.then_branch);
        for (object, method) in closed.found {
            let is_asked = asked.found.iter().any(|it| path_of(it.0) == path_of(object));
            if is_asked && ends(&method) {
                let local = self.expr(object);
                self.push(Op::Believe { local }, at);
            }
        }
    }
}

/// Method calls on places, in the order of the source.
#[derive(Default)]
struct Calls<'ast> {
    found: Vec<(&'ast Expr, String)>,
}

impl<'ast> Visit<'ast> for Calls<'ast> {
    fn visit_expr_method_call(&mut self, it: &'ast syn::ExprMethodCall) {
        if path_of(&it.receiver).is_some() {
            self.found.push((&it.receiver, it.method.to_string()));
        }
        visit::visit_expr_method_call(self, it);
    }
}

/// The names of a place: `self`, `feed`, `socket` of `self.feed.socket`.
fn path_of(it: &Expr) -> Option<Vec<String>> {
    match it {
        Expr::Path(it) => Some(vec![it.path.get_ident()?.to_string()]),
        Expr::Field(it) => {
            let mut path = path_of(&it.base)?;
            path.push(match &it.member {
                Member::Named(it) => it.to_string(),
                Member::Unnamed(it) => it.index.to_string(),
            });
            Some(path)
        }
        Expr::Paren(it) => path_of(&it.expr),
        Expr::Reference(it) => path_of(&it.expr),
        _ => None,
    }
}
