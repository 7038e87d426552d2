//! Lowers patterns.
//!
//! `Ok(x)` and `Some(x)` are `x` itself, `Err(_)` and `None` are nothing: whoever tests for the one learns
//! whether a connection is there.

use syn::Pat;

use super::lower::{Lower, Named};
use super::types::{name_of, path_names};
use crate::crates::Meant;
use crate::ir::{
    BlockId, Const, Def, End, FOREIGN_VARIANT, Key, LocalId, Name, Op, Test, VARIANT, variant_by_name,
};
use crate::source::Span;

impl Lower<'_> {
    /// Declares what a pattern binds, without a value.
    pub(super) fn declare_all(&mut self, pattern: &Pat) {
        let value = self.temp();
        self.bind_names(pattern, value, |this, name, _| {
            this.declare(&name);
        });
    }

    pub(super) fn bind(&mut self, pattern: &Pat, value: LocalId) {
        self.matches(pattern, value, None, false);
    }

    pub(super) fn bind_all(&mut self, pattern: &Pat, value: LocalId, is_reference: bool) {
        self.matches(pattern, value, None, is_reference);
    }

    /// Every name in a pattern.
    fn bind_names(&mut self, pattern: &Pat, value: LocalId, mut with: impl FnMut(&mut Self, Name, LocalId)) {
        let mut todo = vec![pattern];
        while let Some(it) = todo.pop() {
            match it {
                Pat::Ident(it) => {
                    with(self, name_of(&it.ident), value);
                    todo.extend(it.subpat.as_ref().map(|it| &*it.1));
                }
                Pat::Or(it) => todo.extend(it.cases.first()),
                Pat::Paren(it) => todo.push(&it.pat),
                Pat::Reference(it) => todo.push(&it.pat),
                Pat::Guard(it) => todo.push(&it.pat),
                Pat::Slice(it) => todo.extend(&it.elems),
                Pat::Struct(it) => todo.extend(it.fields.iter().map(|it| &*it.pat)),
                Pat::Tuple(it) => todo.extend(&it.elems),
                Pat::TupleStruct(it) => todo.extend(&it.elems),
                Pat::Type(it) => todo.push(&it.pat),
                _ => {}
            }
        }
    }

    /// Goes on where the value fits, with the names bound; else at `fail`. Without `fail` it always fits.
    pub(super) fn matches(
        &mut self,
        pattern: &Pat,
        value: LocalId,
        fail: Option<BlockId>,
        is_reference: bool,
    ) {
        let at = self.text.span_of(pattern);
        match pattern {
            Pat::Ident(it) => {
                self.match_name(it, value, fail, is_reference, at);
            }
            Pat::Paren(it) => self.matches(&it.pat, value, fail, is_reference),
            Pat::Type(it) => self.matches(&it.pat, value, fail, is_reference),
            Pat::Reference(it) => self.matches(&it.pat, value, fail, true),
            Pat::Guard(it) => {
                self.matches(&it.pat, value, fail, is_reference);
                if let Some(fail) = fail {
                    self.condition(&it.guard, fail);
                }
            }
            Pat::Or(it) => self.match_one_of(it, value, fail, is_reference, at),
            Pat::Tuple(it) => self.match_elements(&it.elems, value, fail, is_reference, at),
            Pat::TupleStruct(it) => {
                let last = it.path.segments.last().map(|it| it.ident.to_string()).unwrap_or_default();
                match (last.as_str(), it.elems.first()) {
                    ("Ok" | "Some", Some(inner)) if it.elems.len() == 1 => {
                        self.test(Test::IsNotNone, value, fail, at);
                        self.matches_held(inner, value, fail, is_reference);
                    }
                    ("Err", Some(inner)) if it.elems.len() == 1 => {
                        self.test(Test::IsNone, value, fail, at);
                        let error = self.opaque(at);
                        self.matches(inner, error, fail, is_reference);
                    }
                    _ => {
                        self.is_of(&it.path, value, fail, at);
                        self.match_elements(&it.elems, value, fail, is_reference, at);
                    }
                }
            }
            Pat::Struct(it) => {
                if !self.is_external_struct(&it.path) {
                    self.is_of(&it.path, value, fail, at);
                }
                for field in &it.fields {
                    let dst = self.temp();
                    let name = self.member_name(&field.member);
                    self.push(Op::Attr { dst, obj: value, name }, at);
                    self.matches(&field.pat, dst, fail, is_reference);
                }
            }
            Pat::Path(it) => {
                let is_none = it.path.segments.last().is_some_and(|it| it.ident == "None");
                match is_none {
                    true => self.test(Test::IsNone, value, fail, at),
                    false => self.is_of(&it.path, value, fail, at),
                }
            }
            Pat::Lit(it) => match literal(&it.lit) {
                Const::Other | Const::None => self.perhaps(fail, at),
                constant => self.test(Test::Equals(constant), value, fail, at),
            },
            Pat::Slice(it) => {
                self.perhaps(fail, at);
                for element in &it.elems {
                    let dst = self.temp();
                    self.push(Op::Item { dst, obj: value, key: Key::Any }, at);
                    self.matches(element, dst, fail, is_reference);
                }
            }
            Pat::Wild(_) | Pat::Rest(_) => {}
            _ => self.perhaps(fail, at),
        }
    }

    /// The same for what an `Ok` or `Some` holds: the value stands for that too, but its being there says nothing
    /// of what is in it.
    fn matches_held(&mut self, pattern: &Pat, value: LocalId, fail: Option<BlockId>, is_reference: bool) {
        let at = self.text.span_of(pattern);
        match pattern {
            Pat::Paren(it) => self.matches_held(&it.pat, value, fail, is_reference),
            Pat::Ident(it) if it.ident == "None" => self.test(Test::HoldsNone, value, fail, at),
            Pat::Ident(it) => {
                if let Some(local) = self.match_name(it, value, fail, is_reference, at) {
                    self.push(Op::TakeOut { local }, at);
                }
            }
            Pat::TupleStruct(it) if it.elems.len() == 1 => {
                let last = it.path.segments.last().map(|it| it.ident.to_string()).unwrap_or_default();
                match last.as_str() {
                    "Ok" | "Some" => {
                        self.test(Test::HoldsSomething, value, fail, at);
                        self.matches_held(&it.elems[0], value, fail, is_reference);
                    }
                    "Err" => {
                        self.test(Test::HoldsNone, value, fail, at);
                        let error = self.opaque(at);
                        self.matches(&it.elems[0], error, fail, is_reference);
                    }
                    _ => self.matches(pattern, value, fail, is_reference),
                }
            }
            _ => self.matches(pattern, value, fail, is_reference),
        }
    }

    /// The variable that it declares, if the name is one.
    fn match_name(
        &mut self,
        it: &syn::PatIdent,
        value: LocalId,
        fail: Option<BlockId>,
        is_reference: bool,
        at: Span,
    ) -> Option<LocalId> {
        let name = name_of(&it.ident);
        if it.ident == "None" {
            self.test(Test::IsNone, value, fail, at);
            return None;
        }
        let is_constant = name.starts_with(char::is_uppercase) && it.by_ref.is_none() && it.subpat.is_none();
        if is_constant && fail.is_some() {
            self.is_of(&it.ident.clone().into(), value, fail, at);
            return None;
        }
        if let Some((_, inner)) = &it.subpat {
            self.matches(inner, value, fail, is_reference);
        }
        let dst = self.declare(&name);
        if is_reference || it.by_ref.is_some() {
            self.push(Op::Copy { dst, src: value }, at);
            self.frame().references.insert(dst);
        } else {
            self.push(Op::Move { dst, src: value }, at);
        }
        Some(dst)
    }

    /// `A(x) | B(x)`: both bind the same names.
    fn match_one_of(
        &mut self,
        it: &syn::PatOr,
        value: LocalId,
        fail: Option<BlockId>,
        is_reference: bool,
        at: Span,
    ) {
        let mut names = vec![];
        if let Some(case) = it.cases.first() {
            self.bind_names(case, value, |_, name, _| names.push(name));
        }
        if names.iter().any(|it| !it.starts_with(char::is_uppercase)) {
            // Which one fits is not followed: the names of the first stand for those of all.
            self.perhaps(fail, at);
            if let Some(case) = it.cases.first() {
                self.matches(case, value, None, is_reference);
            }
            return;
        }
        let found = self.block();
        for (nth, case) in it.cases.iter().enumerate() {
            let is_last = nth + 1 == it.cases.len();
            let next = if is_last { fail } else { Some(self.block()) };
            self.matches(case, value, next, is_reference);
            self.goto(found, at);
            if let (Some(next), false) = (next, is_last) {
                self.set_cursor(next);
            }
        }
        self.set_cursor(found);
    }

    fn match_elements(
        &mut self,
        all: &syn::punctuated::Punctuated<Pat, syn::Token![,]>,
        value: LocalId,
        fail: Option<BlockId>,
        is_reference: bool,
        at: Span,
    ) {
        let mut is_exact = true;
        for (nth, it) in all.iter().enumerate() {
            if matches!(it, Pat::Rest(_)) {
                is_exact = false;
                continue;
            }
            let dst = self.temp();
            let key = if is_exact { Key::At(Const::Int(nth as i64)) } else { Key::Any };
            self.push(Op::Item { dst, obj: value, key }, at);
            self.matches(it, dst, fail, is_reference);
        }
    }

    fn test(&mut self, test: Test, operand: LocalId, fail: Option<BlockId>, at: Span) {
        let Some(fail) = fail else { return };
        let cond = self.temp();
        self.push(Op::Test { dst: cond, test, operand }, at);
        let then = self.block();
        self.builder().end(End::Branch { cond, then, otherwise: fail }, at);
        self.set_cursor(then);
    }

    /// Nothing says whether the value fits.
    fn perhaps(&mut self, fail: Option<BlockId>, at: Span) {
        let Some(fail) = fail else { return };
        let then = self.block();
        self.builder().end(End::Choose(vec![then, fail]), at);
        self.set_cursor(then);
    }

    /// Goes on where the value is of the struct or variant that a path names.
    fn is_of(&mut self, path: &syn::Path, value: LocalId, fail: Option<BlockId>, at: Span) {
        match self.named(path) {
            Some(Named::Meant(Meant::Def(Def::Class(_)))) => {}
            Some(Named::Meant(Meant::Member(class, name))) if self.is_variant(class, &name) => {
                self.is_variant_named(VARIANT, name, value, fail, at);
            }
            Some(Named::Meant(Meant::Def(Def::External(path)))) => {
                self.is_foreign_variant(&path, value, fail, at);
            }
            None => self.is_foreign_variant(&path_names(path).join("."), value, fail, at),
            Some(_) => self.perhaps(fail, at),
        }
    }

    fn is_foreign_variant(&mut self, path: &str, value: LocalId, fail: Option<BlockId>, at: Span) {
        match variant_by_name(path) {
            Some(name) => self.is_variant_named(FOREIGN_VARIANT, name.into(), value, fail, at),
            None => self.perhaps(fail, at),
        }
    }

    /// Goes on where an attribute of the value says that it is of the variant.
    fn is_variant_named(
        &mut self,
        attribute: &str,
        variant: Name,
        value: LocalId,
        fail: Option<BlockId>,
        at: Span,
    ) {
        let said = self.temp();
        self.push(Op::Attr { dst: said, obj: value, name: attribute.into() }, at);
        self.test(Test::Equals(Const::Str(variant)), said, fail, at);
    }

    /// Whether a path names a struct of another crate, which always fits, and no variant of an enum there.
    fn is_external_struct(&mut self, path: &syn::Path) -> bool {
        let Some(Named::Meant(Meant::Def(Def::External(path)))) = self.named(path) else { return false };
        let mut names = path.rsplit('.').map(|it| it.starts_with(char::is_uppercase));
        names.next() == Some(true) && names.next() != Some(true)
    }

    pub(super) fn member_name(&self, member: &syn::Member) -> Name {
        match member {
            syn::Member::Named(it) => name_of(it),
            syn::Member::Unnamed(it) => it.index.to_string().into(),
        }
    }
}

/// A literal as a constant that conditions can be about.
pub(super) fn literal(lit: &syn::Lit) -> Const {
    match lit {
        syn::Lit::Bool(it) => Const::Bool(it.value),
        syn::Lit::Int(it) => it.base10_parse().map_or(Const::Other, Const::Int),
        syn::Lit::Str(it) if it.value().len() < 200 => Const::Str(it.value().into()),
        _ => Const::Other,
    }
}
