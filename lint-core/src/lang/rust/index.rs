//! Reads a file's names: its modules, functions, types and what `use` brings in, and numbers what is lowered.

use std::collections::HashMap;
use std::sync::Arc;

use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use super::macros;
use super::text::{Text, Word};
use super::types::{future_output, is_lent, name_of, path_names, path_of_type, unwrapped};
use super::{Numbers, Parsed};
use crate::crates::{Impl, Item, Names, Scope, Signature};
use crate::ir::{ClassId, Const, FnId, Name};
use crate::profile::Takes;
use crate::project::{Class, Field, Mention, Module};
use crate::source::{SourceFile, Span};

/// A file that cannot be read has a module all the same.
pub(super) fn empty(source: &SourceFile) -> Parsed {
    let names = Names {
        path: source.path.clone(),
        package: source.pin.package.clone(),
        scopes: vec![Scope { is_module: true, ..Scope::default() }],
        ..Names::default()
    };
    let mut module = Module { rust: Some(Box::new(names)), ..Module::default() };
    module.functions.push(("<module>".into(), None));
    Parsed { module, ..Parsed::default() }
}

pub(super) fn index(
    file: u32,
    source: &SourceFile,
    text: Text<'_>,
    tree: &syn::File,
    words: Vec<Word>,
) -> Parsed {
    let mut parsed = empty(source);
    let names = *parsed.module.rust.take().expect("an empty file has names");
    let wants_text = text.all.contains("subtensor-lint");
    let mut index = Index {
        file,
        text,
        module: parsed.module,
        names,
        numbers: Numbers::default(),
        scope: 0,
        folders: vec![],
        group: None,
        methods: None,
        groups: vec![],
        statements: wants_text.then(Vec::new),
        functions: vec![],
    };
    index.visit_file(tree);
    index.place_words(words);
    let Index { mut module, names, numbers, statements, functions, .. } = index;
    module.rust = Some(Box::new(names));
    let comments = if wants_text { text.comments() } else { vec![] };
    let statements = statements.unwrap_or_default();
    Parsed { module, errors: vec![], numbers, comments, statements, functions }
}

struct Index<'t> {
    file: u32,
    text: Text<'t>,
    module: Module,
    names: Names,
    numbers: Numbers,
    scope: u32,
    /// The inline modules around the cursor.
    folders: Vec<String>,
    /// The outermost function around the cursor.
    group: Option<u32>,
    /// The methods of the `impl` or trait around the cursor.
    methods: Option<Vec<(Name, FnId)>>,
    /// Where each outermost function begins and ends, with its index.
    groups: Vec<(Span, u32)>,
    statements: Option<Vec<Span>>,
    /// Where each named function begins and ends, the outer ones first.
    functions: Vec<(Span, Name)>,
}

impl Index<'_> {
    fn start(&self, span: proc_macro2::Span) -> u32 {
        self.text.span(span).start
    }

    fn here(&mut self) -> &mut Scope {
        &mut self.names.scopes[self.scope as usize]
    }

    fn add(&mut self, name: &syn::Ident, item: Item) {
        let name = name_of(name);
        self.here().items.entry(name).or_default().push(item);
    }

    /// Numbers a function, closure or block and visits what is in it.
    fn body(&mut self, name: Name, at: u32, around: Span, inside: impl FnOnce(&mut Self)) -> FnId {
        let index = self.module.functions.len() as u32;
        self.module.functions.push((name, None));
        self.numbers.bodies.insert(at, index);
        let methods = self.methods.take();
        let outermost = self.group.is_none();
        if outermost {
            self.group = Some(index);
        }
        inside(self);
        if outermost {
            self.group = None;
            self.groups.push((around, index));
            self.module.groups.push((index, self.module.functions.len() as u32));
        }
        self.methods = methods;
        FnId { file: self.file, index }
    }

    fn function(&mut self, sig: &syn::Signature, around: Span, block: Option<&syn::Block>) -> FnId {
        let at = self.start(sig.ident.span());
        self.functions.push((around, name_of(&sig.ident)));
        let id = self.body(name_of(&sig.ident), at, around, |it| {
            if let Some(block) = block {
                it.visit_block(block);
            }
        });
        let mut calls = Calls::default();
        if let Some(block) = block {
            calls.visit_block(block);
        }
        if matches!(&sig.output, syn::ReturnType::Type(_, ty) if matches!(**ty, syn::Type::Never(_))) {
            self.module.dead_ends.insert(id.index);
        }
        let (is_async, returns, is_fallible) = self.returned(sig);
        let signature = Signature {
            is_async,
            takes_self: sig.receiver().is_some(),
            takes_only_self: sig.receiver().filter(|_| sig.inputs.len() == 1).map(takes),
            returns,
            is_fallible,
            lends: matches!(&sig.output, syn::ReturnType::Type(_, ty) if is_lent(ty)),
            calls_on_self: calls.on_self,
            begins: calls.begins,
            ends: calls.ends,
            begins_again: calls.begins_again,
        };
        self.names.signatures.insert(id.index, signature);
        id
    }

    /// Whether the call must be awaited, the type behind `Result`, `Arc` and their like, and whether it may fail.
    fn returned(&self, sig: &syn::Signature) -> (bool, Option<(u32, Vec<Name>)>, bool) {
        let syn::ReturnType::Type(_, ty) = &sig.output else { return (sig.asyncness.is_some(), None, false) };
        let (ty, is_future) = match future_output(ty) {
            Some(ty) => (ty, true),
            None => (&**ty, false),
        };
        let (ty, is_fallible) = unwrapped(ty);
        let path = path_of_type(ty).map(|it| (self.scope, it));
        (sig.asyncness.is_some() || is_future, path, is_fallible)
    }

    fn class(&mut self, name: &syn::Ident, span: Span, fields: Option<Vec<(Name, &syn::Type)>>) -> ClassId {
        let id = ClassId { file: self.file, index: self.module.classes.len() as u32 };
        self.numbers.classes.insert(self.start(name.span()), id.index);
        let fields = fields.map(|all| {
            let default = |ty: &syn::Type| unwrapped(ty).1.then_some(Const::None);
            all.into_iter().map(|(name, ty)| Field { name, default: default(ty), factory: None }).collect()
        });
        self.module.classes.push(Class { dataclass_fields: fields, ..Class::new(id, name_of(name), span) });
        self.add(name, Item::Class(id));
        id
    }

    fn in_scope(&mut self, at: u32, is_module: bool, inside: impl FnOnce(&mut Self)) -> u32 {
        let scope = self.names.scopes.len() as u32;
        self.names.scopes.push(Scope { parent: Some(self.scope), is_module, ..Scope::default() });
        self.numbers.scopes.insert(at, scope);
        let before = std::mem::replace(&mut self.scope, scope);
        inside(self);
        self.scope = before;
        scope
    }

    /// Where the file of a `mod x;` may be.
    fn places(&self, name: &syn::Ident, attributes: &[syn::Attribute]) -> Vec<String> {
        let (folder, file) = self.names.path.rsplit_once('/').unwrap_or(("", &self.names.path));
        let stem = file.strip_suffix(".rs").unwrap_or(file);
        let below = |parts: &[&str]| {
            let all = std::iter::once(folder).chain(parts.iter().copied());
            all.filter(|it| !it.is_empty()).collect::<Vec<_>>().join("/")
        };
        if let Some(path) = attributes.iter().find_map(path_attribute) {
            return vec![clean(&below(&[&path]))];
        }
        let name = name_of(name);
        let inner = self.folders.join("/");
        let is_root = matches!(stem, "mod" | "lib" | "main");
        let own = (!is_root).then_some([stem, &inner].map(str::to_owned));
        let folders = own.into_iter().chain([[String::new(), inner.clone()]]);
        folders
            .flat_map(|[stem, inner]| {
                let base = below(&[&stem, &inner]);
                let base = if base.is_empty() { String::new() } else { format!("{base}/") };
                [format!("{base}{name}.rs"), format!("{base}{name}/mod.rs")]
            })
            .collect()
    }

    fn place_words(&mut self, words: Vec<Word>) {
        self.groups.sort_unstable();
        let mut found: HashMap<String, Vec<u32>> = HashMap::new();
        for (word, at) in words {
            let nth = self.groups.partition_point(|it| it.0.start <= at);
            let group = nth.checked_sub(1).map(|it| self.groups[it]).filter(|it| at < it.0.end);
            let groups = found.entry(word).or_default();
            let group = group.map_or(0, |it| it.1);
            if groups.last() != Some(&group) {
                groups.push(group);
            }
        }
        let mentions = |it: Vec<u32>| it.into_iter().map(Mention::any).collect();
        let words = found.into_iter().map(|(word, it)| (Name::from(word), mentions(it)));
        self.module.words = Arc::new(words.collect());
        self.module.groups.sort_unstable();
    }

    fn statics(&mut self, all: &[macros::LazyStatic]) {
        for it in all {
            self.add(&it.name, Item::Static);
            self.visit_expr(&it.value);
        }
    }
}

impl<'ast> Visit<'ast> for Index<'_> {
    fn visit_item_fn(&mut self, it: &'ast syn::ItemFn) {
        let around = self.text.span_of(it);
        let id = self.function(&it.sig, around, Some(&it.block));
        self.add(&it.sig.ident, Item::Function(id));
    }

    fn visit_impl_item_fn(&mut self, it: &'ast syn::ImplItemFn) {
        let around = self.text.span_of(it);
        let id = self.function(&it.sig, around, Some(&it.block));
        let name = name_of(&it.sig.ident);
        self.methods.get_or_insert_default().push((name, id));
    }

    fn visit_trait_item_fn(&mut self, it: &'ast syn::TraitItemFn) {
        let Some(block) = &it.default else { return };
        let around = self.text.span_of(it);
        let id = self.function(&it.sig, around, Some(block));
        let name = name_of(&it.sig.ident);
        self.methods.get_or_insert_default().push((name, id));
    }

    fn visit_item_impl(&mut self, it: &'ast syn::ItemImpl) {
        let before = self.methods.replace(vec![]);
        visit::visit_item_impl(self, it);
        let methods = std::mem::replace(&mut self.methods, before).unwrap_or_default();
        let behaviour = it.trait_.as_ref().map(|it| path_names(&it.0));
        if let Some(of) = path_of_type(&it.self_ty) {
            let scope = self.scope;
            self.names.impls.push(Impl { scope, of, behaviour, methods });
        }
    }

    fn visit_item_trait(&mut self, it: &'ast syn::ItemTrait) {
        let span = self.text.span(it.ident.span());
        let id = self.class(&it.ident, span, None);
        let before = self.methods.replace(vec![]);
        visit::visit_item_trait(self, it);
        let methods = std::mem::replace(&mut self.methods, before).unwrap_or_default();
        for (_, method) in &methods {
            self.module.functions[method.index as usize].1 = Some(id);
        }
        self.module.classes[id.index as usize].methods = methods.into_iter().collect();
    }

    fn visit_item_struct(&mut self, it: &'ast syn::ItemStruct) {
        let span = self.text.span(it.ident.span());
        let fields = it.fields.iter().enumerate();
        let fields =
            fields.map(|(at, it)| (it.ident.as_ref().map_or_else(|| at.to_string().into(), name_of), &it.ty));
        let fields: Vec<(Name, &syn::Type)> = fields.collect();
        let types: Vec<(Name, Vec<Name>)> = fields
            .iter()
            .filter_map(|(name, ty)| Some((name.clone(), path_of_type(unwrapped(ty).0)?)))
            .collect();
        let id = self.class(&it.ident, span, Some(fields));
        let scope = self.scope;
        let class = &mut self.module.classes[id.index as usize];
        class.field_types = types
            .into_iter()
            .map(|(name, path)| (name, crate::project::Meaning::Path(scope, path)))
            .collect();
    }

    fn visit_item_enum(&mut self, it: &'ast syn::ItemEnum) {
        let span = self.text.span(it.ident.span());
        self.class(&it.ident, span, None);
    }

    fn visit_item_mod(&mut self, it: &'ast syn::ItemMod) {
        let Some((brace, items)) = &it.content else {
            let places = self.places(&it.ident, &it.attrs);
            self.add(&it.ident, Item::File(places));
            return;
        };
        let at = self.start(brace.span.open());
        self.folders.push(name_of(&it.ident).to_string());
        let scope = self.in_scope(at, true, |this| items.iter().for_each(|it| this.visit_item(it)));
        self.folders.pop();
        self.add(&it.ident, Item::Module(scope));
    }

    fn visit_item_use(&mut self, it: &'ast syn::ItemUse) {
        let mut path = if it.leading_colon.is_some() { vec![Name::from("")] } else { vec![] };
        let scope = &mut self.names.scopes[self.scope as usize];
        read_use(&it.tree, &mut path, scope);
    }

    fn visit_item_extern_crate(&mut self, it: &'ast syn::ItemExternCrate) {
        let name = it.rename.as_ref().map_or(&it.ident, |it| &it.1);
        let path =
            if it.ident == "self" { vec!["crate".into()] } else { vec!["".into(), name_of(&it.ident)] };
        self.add(name, Item::Use(path));
    }

    fn visit_item_type(&mut self, it: &'ast syn::ItemType) {
        if let Some(path) = path_of_type(unwrapped(&it.ty).0) {
            self.add(&it.ident, Item::Alias(path));
        }
    }

    fn visit_item_static(&mut self, it: &'ast syn::ItemStatic) {
        self.add(&it.ident, Item::Static);
        self.visit_expr(&it.expr);
    }

    fn visit_item_macro(&mut self, it: &'ast syn::ItemMacro) {
        self.statics(&macros::lazy_statics(&it.mac));
    }

    fn visit_block(&mut self, it: &'ast syn::Block) {
        if it.stmts.iter().any(|it| matches!(it, syn::Stmt::Item(_))) {
            let at = self.start(it.brace_token.span.open());
            self.in_scope(at, false, |this| visit::visit_block(this, it));
        } else {
            visit::visit_block(self, it);
        }
    }

    fn visit_stmt(&mut self, it: &'ast syn::Stmt) {
        if self.statements.is_some() {
            let span = self.text.span_of(it);
            self.statements.get_or_insert_default().push(span);
        }
        visit::visit_stmt(self, it);
    }

    fn visit_stmt_macro(&mut self, it: &'ast syn::StmtMacro) {
        self.visit_macro(&it.mac);
    }

    fn visit_macro(&mut self, it: &'ast syn::Macro) {
        let statics = macros::lazy_statics(it);
        if !statics.is_empty() {
            self.statics(&statics);
            return;
        }
        for expr in macros::parts(it).exprs() {
            self.visit_expr(expr);
        }
    }

    fn visit_expr_closure(&mut self, it: &'ast syn::ExprClosure) {
        let at = self.start(it.inputs_begin.span());
        let around = self.text.span(it.inputs_begin.span());
        self.body("<closure>".into(), at, around, |this| this.visit_expr(&it.body));
    }

    fn visit_expr_async(&mut self, it: &'ast syn::ExprAsync) {
        let at = self.start(it.async_token.span());
        let around = self.text.span(it.async_token.span());
        self.body("<async block>".into(), at, around, |this| this.visit_block(&it.block));
    }

    fn visit_type(&mut self, _: &'ast syn::Type) {}

    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}
}

/// What the calls in a body say about connections.
#[derive(Default)]
struct Calls {
    /// Methods that are called on `self`.
    on_self: Vec<Name>,
    /// Something is connected, or a task or thread started.
    begins: bool,
    ends: bool,
    /// Something is connected behind what ends something.
    begins_again: bool,
}

impl Calls {
    fn note(&mut self, name: &syn::Ident) {
        let name = name.to_string();
        self.ends |= crate::crates::ends(&name);
        let connects = name.starts_with("connect");
        self.begins |= name.starts_with("spawn") || connects || name == "block_on";
        self.begins_again |= self.ends && (connects || crate::crates::begins(&name));
    }
}

impl<'ast> Visit<'ast> for Calls {
    fn visit_expr_method_call(&mut self, it: &'ast syn::ExprMethodCall) {
        if matches!(&*it.receiver, syn::Expr::Path(path) if path.path.is_ident("self")) {
            self.on_self.push(name_of(&it.method));
        }
        self.note(&it.method);
        visit::visit_expr_method_call(self, it);
    }

    fn visit_expr_call(&mut self, it: &'ast syn::ExprCall) {
        if let syn::Expr::Path(path) = &*it.func
            && let Some(last) = path.path.segments.last()
        {
            self.note(&last.ident);
        }
        visit::visit_expr_call(self, it);
    }
}

fn takes(it: &syn::Receiver) -> Takes {
    match &it.kind {
        syn::ReceiverKind::Reference(_, _, mutability) if mutability.is_some() => Takes::Mut,
        syn::ReceiverKind::Reference(..) => Takes::Shared,
        _ => Takes::Value,
    }
}

fn read_use(tree: &syn::UseTree, path: &mut Vec<Name>, scope: &mut Scope) {
    match tree {
        syn::UseTree::Path(it) => {
            path.push(name_of(&it.ident));
            read_use(&it.tree, path, scope);
            path.pop();
        }
        syn::UseTree::Name(it) => bind_use(&it.ident, &it.ident, path, scope),
        syn::UseTree::Rename(it) => bind_use(&it.ident, &it.rename, path, scope),
        syn::UseTree::Glob(_) => scope.globs.push(path.clone()),
        syn::UseTree::Group(it) => it.items.iter().for_each(|it| read_use(it, path, scope)),
    }
}

fn bind_use(used: &syn::Ident, name: &syn::Ident, path: &[Name], scope: &mut Scope) {
    let mut full = path.to_vec();
    let is_self = used == "self";
    if !is_self {
        full.push(name_of(used));
    }
    let name = if is_self && name == "self" { path.last().cloned() } else { Some(name_of(name)) };
    if let Some(name) = name {
        scope.items.entry(name).or_default().push(Item::Use(full));
    }
}

fn path_attribute(attribute: &syn::Attribute) -> Option<String> {
    let syn::Meta::NameValue(it) = &attribute.meta else { return None };
    match &it.value {
        syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(value), .. }) if it.path.is_ident("path") => {
            Some(value.value())
        }
        _ => None,
    }
}

/// Resolves `.` and `..` in a path with forward slashes.
fn clean(path: &str) -> String {
    let mut parts: Vec<&str> = vec![];
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}
