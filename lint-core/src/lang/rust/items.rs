//! Walks over the items of a file and lowers the functions in them.

use syn::visit::Visit;

use super::lower::Lower;
use super::macros;
use super::types::{name_of, path_of_type};
use crate::crates::Meant;
use crate::ir::{ClassId, Def};

/// Walks over items and lowers the functions in them.
pub(super) struct Items<'l, 'a>(pub(super) &'l mut Lower<'a>);

impl<'ast> Visit<'ast> for Items<'_, '_> {
    fn visit_item_fn(&mut self, it: &'ast syn::ItemFn) {
        let class = self.0.class.take();
        self.0.named_function(&it.sig, &it.block);
        self.0.class = class;
    }

    fn visit_impl_item_fn(&mut self, it: &'ast syn::ImplItemFn) {
        self.0.named_function(&it.sig, &it.block);
    }

    fn visit_trait_item_fn(&mut self, it: &'ast syn::TraitItemFn) {
        if let Some(block) = &it.default {
            self.0.named_function(&it.sig, block);
        }
    }

    fn visit_item_impl(&mut self, it: &'ast syn::ItemImpl) {
        let path = path_of_type(&it.self_ty);
        let class = path.as_ref().and_then(|it| match self.0.resolve(it)? {
            Meant::Def(Def::Class(it)) => Some(it),
            _ => None,
        });
        let before = std::mem::replace(&mut self.0.class, class);
        self.0.prefix.push(path.and_then(|it| it.last().cloned()).unwrap_or_else(|| "_".into()));
        syn::visit::visit_item_impl(self, it);
        self.0.prefix.pop();
        self.0.class = before;
    }

    fn visit_item_trait(&mut self, it: &'ast syn::ItemTrait) {
        let at = self.0.text.span(it.ident.span()).start;
        let index = self.0.numbers.classes.get(&at).copied();
        let class = index.map(|index| ClassId { file: self.0.file, index });
        let before = std::mem::replace(&mut self.0.class, class);
        self.0.prefix.push(name_of(&it.ident));
        syn::visit::visit_item_trait(self, it);
        self.0.prefix.pop();
        self.0.class = before;
    }

    fn visit_item_mod(&mut self, it: &'ast syn::ItemMod) {
        let Some((brace, items)) = &it.content else { return };
        let at = self.0.text.span(brace.span.open()).start;
        let scope = self.0.numbers.scopes.get(&at).copied().unwrap_or(self.0.scope);
        let before = std::mem::replace(&mut self.0.scope, scope);
        items.iter().for_each(|it| self.visit_item(it));
        self.0.scope = before;
    }

    fn visit_item_static(&mut self, it: &'ast syn::ItemStatic) {
        self.0.static_value(&it.ident, &it.expr);
    }

    fn visit_item_macro(&mut self, it: &'ast syn::ItemMacro) {
        for it in macros::lazy_statics(&it.mac) {
            self.0.static_value(&it.name, &it.value);
        }
    }

    fn visit_expr(&mut self, _: &'ast syn::Expr) {}

    fn visit_type(&mut self, _: &'ast syn::Type) {}

    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}
}
