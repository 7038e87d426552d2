//! Lowers one function, class body or module: its frame, its parameters, its names.
//!
//! Nested functions are put on a list and lowered after the function around them.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use super::meaning::{annotation, constant, meaning};
use super::scope::{Scope, parameter_name, scope_of};
use super::{Parsed, children, field, is_async, span, string_value, text_of};
use crate::ir::{
    Body, BodyKind, Builder, ClassId, Const, Def, FnId, Jump, LocalId, LocalKind, Name, Op, Param, ParamKind,
    Root, Traits,
};
use crate::lang::python::tree::Node;
use crate::project::{Meaning, Project};
use crate::source::Span;

/// The file that is being lowered.
pub(super) struct Context<'t> {
    pub(super) file: u32,
    pub(super) text: &'t str,
    pub(super) parsed: &'t Parsed,
    pub(super) project: &'t Project,
}

/// A function that waits to be lowered, with the scopes around it.
struct Pending<'t> {
    node: Node<'t>,
    index: u32,
    scopes: Vec<Arc<Scope>>,
    prefix: String,
    class: Option<ClassId>,
}

/// An outermost function that waits to be lowered, with what it needs to know of the code around it.
#[derive(Debug)]
pub struct Outermost {
    pub index: u32,
    span: Span,
    scopes: Vec<Arc<Scope>>,
    prefix: String,
    class: Option<ClassId>,
}

/// Lowers the module, its class bodies and lambdas; functions are left for [`lower_function`].
pub(super) fn lower_module(cx: &Context<'_>) -> (Vec<Body>, Vec<Outermost>) {
    let node = cx.parsed.tree.root_node();
    let module = Pending { node, index: 0, scopes: vec![], prefix: String::new(), class: None };
    let mut outermost = vec![];
    let bodies = lower_all(cx, module, |it| {
        let is_outermost = it.node.kind() == "function_definition"
            && it.scopes.iter().all(|scope| scope.is_module || scope.is_class);
        if is_outermost {
            outermost.push(Outermost {
                index: it.index,
                span: span(it.node),
                scopes: it.scopes.clone(),
                prefix: it.prefix.clone(),
                class: it.class,
            });
        }
        !is_outermost
    });
    outermost.sort_by_key(|it| it.index);
    (bodies, outermost)
}

/// Lowers an outermost function and everything nested in it.
pub(super) fn lower_function(cx: &Context<'_>, function: &Outermost) -> Vec<Body> {
    let root = cx.parsed.tree.root_node();
    let mut node =
        root.named_descendant_for_byte_range(function.span.start as usize, function.span.end as usize);
    while let Some(it) = node.filter(|it| cx.parsed.bodies.get(&it.id()) != Some(&function.index)) {
        node = it.parent();
    }
    let Some(node) = node else { return vec![] };
    let pending = Pending {
        node,
        index: function.index,
        scopes: function.scopes.clone(),
        prefix: function.prefix.clone(),
        class: function.class,
    };
    lower_all(cx, pending, |_| true)
}

/// Lowers a function and those that it queues, as far as they are wanted.
fn lower_all<'t>(
    cx: &Context<'t>,
    first: Pending<'t>,
    mut wanted: impl FnMut(&Pending<'t>) -> bool,
) -> Vec<Body> {
    let mut bodies = vec![];
    let mut todo = VecDeque::from([first]);
    while let Some(pending) = todo.pop_front() {
        let mut lower = Lower::new(cx.file, cx.text, cx.parsed, cx.project, pending);
        lower.run();
        todo.extend(lower.pending.into_iter().filter(&mut wanted));
        let body = lower.builder.finish();
        debug_assert_eq!(crate::ir::verify(&body), None, "{}", body.name);
        bodies.push(body);
    }
    bodies
}

/// A body that stands in a part of the file that cannot be parsed: it is numbered but never reached.
pub(super) fn unreachable(id: FnId) -> Body {
    Builder::new(blank(id, "<unreachable>".into(), BodyKind::Function, Span::default())).finish()
}

fn blank(id: FnId, name: String, kind: BodyKind, span: Span) -> Body {
    Body {
        id,
        name,
        kind,
        class: None,
        traits: Traits::default(),
        span,
        params: vec![],
        locals: vec![],
        blocks: vec![],
        loops: vec![],
        conditions: vec![],
    }
}

pub(super) struct Lower<'a, 't> {
    pub(super) text: &'a str,
    file: u32,
    parsed: &'t Parsed,
    project: &'a Project,
    pub(super) builder: Builder,
    node: Node<'t>,
    scopes: Vec<Arc<Scope>>,
    locals: HashMap<Name, LocalId>,
    /// Variables of the comprehensions around the cursor.
    pub(super) overlay: Vec<HashMap<Name, LocalId>>,
    pub(super) depth: usize,
    pending: Vec<Pending<'t>>,
    prefix: String,
    id: FnId,
}

/// Where a name lives, seen from the function being lowered.
pub(super) enum Binding {
    Local(LocalId),
    Root(Root),
    Def(Def),
}

impl<'a, 't> Lower<'a, 't> {
    fn new(
        file: u32,
        text: &'a str,
        parsed: &'t Parsed,
        project: &'a Project,
        pending: Pending<'t>,
    ) -> Lower<'a, 't> {
        let Pending { node, index, mut scopes, prefix, class } = pending;
        let id = FnId { file, index };
        let is_module = index == 0;
        let mut scope = scope_of(node, text, is_module);
        scope.id = Some(id);
        scope.is_class = node.kind() == "class_definition";
        scopes.push(Arc::new(scope));
        let kind = match node.kind() {
            "class_definition" => parsed
                .classes
                .get(&node.id())
                .map_or(BodyKind::Function, |it| BodyKind::Class(ClassId { file, index: *it })),
            _ if is_module => BodyKind::Module,
            _ => BodyKind::Function,
        };
        let own = match field(node, "name") {
            Some(it) => text_of(it, text),
            None if is_module => "<module>",
            None => "<lambda>",
        };
        let name = if prefix.is_empty() { own.to_owned() } else { format!("{prefix}.{own}") };
        let mut body = blank(id, name.clone(), kind, span(node));
        body.class = if matches!(kind, BodyKind::Class(_)) { None } else { class };
        body.params = parameters(node, file, text, project);
        for param in &body.params {
            body.locals.push(crate::ir::Local { name: Some(param.name.clone()), kind: LocalKind::Named });
        }
        let locals =
            body.params.iter().enumerate().map(|(at, it)| (it.name.clone(), LocalId(at as u32))).collect();
        let prefix = if is_module { String::new() } else { name };
        let mut lower = Lower {
            text,
            file,
            parsed,
            project,
            builder: Builder::new(body),
            node,
            scopes,
            locals,
            overlay: vec![],
            depth: 0,
            pending: vec![],
            prefix,
            id,
        };
        lower.builder.body.traits = super::traits::traits(&lower.context(), node);
        lower
    }

    fn context(&self) -> Context<'_> {
        Context { file: self.file, text: self.text, parsed: self.parsed, project: self.project }
    }

    fn run(&mut self) {
        let text = &self.text[self.node.start_byte()..self.node.end_byte()];
        let last = text.chars().next_back().map_or(0, char::len_utf8);
        let end = Span::new(self.node.end_byte() - last, self.node.end_byte());
        match self.node.kind() {
            "lambda" => {
                if let Some(body) = field(self.node, "body") {
                    let value = self.expr(body);
                    let result = self.builder.result;
                    self.builder.push_quiet(Op::Copy { dst: result, src: value }, span(body));
                    self.builder.jump(Jump::Return, span(body));
                }
                return;
            }
            "module" => self.statements(self.node),
            _ => {
                if let Some(body) = field(self.node, "body") {
                    self.statements(body);
                }
            }
        }
        self.leave(end);
    }

    /// Falls off the end of the body.
    fn leave(&mut self, end: Span) {
        if self.id.index == 0 {
            self.publish_module_names(end);
        }
        let result = self.builder.result;
        self.builder.push_quiet(Op::Const { dst: result, value: Const::None }, end);
        self.builder.jump(Jump::Return, end);
    }

    /// Names that others refer to live on when the module's code has run.
    fn publish_module_names(&mut self, end: Span) {
        let shared: Vec<Name> = self.project.modules[self.file as usize].shared.iter().cloned().collect();
        for name in shared {
            if let Some(src) = self.locals.get(&name).copied() {
                let root = Root::Global(self.file, name);
                self.builder.push_quiet(Op::StoreRoot { root, src }, end);
            }
        }
    }

    pub(super) fn scope(&self) -> &Scope {
        self.scopes.last().expect("a body has a scope of its own")
    }

    pub(super) fn is_module(&self) -> bool {
        self.id.index == 0
    }

    /// Where `name` lives.
    pub(super) fn lookup(&mut self, name: &str) -> Binding {
        if let Some(it) = self.overlay.iter().rev().find_map(|it| it.get(name)) {
            return Binding::Local(*it);
        }
        if self.scope().bound.contains(name) {
            return Binding::Local(self.local(name));
        }
        if !self.scope().globals.contains(name) {
            let enclosing = self.scopes[..self.scopes.len() - 1].iter().rev();
            let owner =
                enclosing.filter(|it| !it.is_class && !it.is_module).find(|it| it.bound.contains(name));
            if let Some(owner) = owner {
                return self.captured(owner, name);
            }
        }
        if let Some(def) = self.project.resolve_name(self.file, name) {
            return Binding::Def(def);
        }
        let module = &self.project.modules[self.file as usize];
        if module.bindings.contains_key(name) || self.scope().globals.contains(name) {
            return Binding::Root(Root::Global(self.file, name.into()));
        }
        if let Some(root) = self.imported_global(name) {
            return Binding::Root(root);
        }
        Binding::Def(Def::External(format!("builtins.{name}").into()))
    }

    /// A name of an enclosing function: what it imports or defines is fixed, the rest are its variables.
    fn captured(&self, owner: &Scope, name: &str) -> Binding {
        let imported = owner.imports.iter().filter(|it| it.0.as_ref() == name);
        let meanings: Vec<Meaning> = imported.map(|it| it.1.clone()).collect();
        if let Some(def) = self.project.resolve(self.file, &Meaning::Choice(meanings)) {
            return Binding::Def(def);
        }
        if let Some(node) = owner.definitions.get(name) {
            if let Some(index) = self.parsed.classes.get(node) {
                return Binding::Def(Def::Class(ClassId { file: self.file, index: *index }));
            }
            if let Some(index) = self.parsed.bodies.get(node) {
                return Binding::Def(Def::Function(FnId { file: self.file, index: *index }));
            }
        }
        let id = owner.id.expect("every scope on the stack belongs to a body");
        Binding::Root(Root::Captured(id, name.into()))
    }

    /// A name that is another module's variable: `from .state import sub`.
    fn imported_global(&self, name: &str) -> Option<Root> {
        let module = &self.project.modules[self.file as usize];
        module.stars.iter().find_map(|path| match self.project.import(self.file, path)? {
            Def::Module(it) if self.project.modules[it as usize].bindings.contains_key(name) => {
                Some(Root::Global(it, name.into()))
            }
            _ => None,
        })
    }

    /// The variable of another module that an imported name stands for.
    pub(super) fn global_of(&self, meaning: &Meaning) -> Option<Root> {
        let Meaning::Member(path, name) = meaning else { return None };
        match self.project.import(self.file, path)? {
            Def::Module(it) => self.module_global(it, name, 8),
            _ => None,
        }
    }

    /// The variable behind a module's name, through re-exports.
    pub(super) fn module_global(&self, file: u32, name: &Name, steps: usize) -> Option<Root> {
        let meanings = self.project.modules[file as usize].bindings.get(name)?;
        let through = meanings.iter().find_map(|it| match it {
            Meaning::Member(path, name) => match self.project.import(file, path)? {
                Def::Module(it) if it != file && steps > 0 => self.module_global(it, name, steps - 1),
                _ => None,
            },
            _ => None,
        });
        through.or_else(|| Some(Root::Global(file, name.clone())))
    }

    pub(super) fn project(&self) -> &'a Project {
        self.project
    }

    pub(super) fn file(&self) -> u32 {
        self.file
    }

    pub(super) fn local(&mut self, name: &str) -> LocalId {
        if let Some(it) = self.locals.get(name) {
            return *it;
        }
        let name = Name::from(name);
        let local = self.builder.local(Some(name.clone()), LocalKind::Named);
        self.locals.insert(name, local);
        local
    }

    pub(super) fn body_id(&self, node: Node<'t>) -> Option<FnId> {
        self.parsed.bodies.get(&node.id()).map(|index| FnId { file: self.file, index: *index })
    }

    /// The body that a function, lambda or class node is lowered to; it is queued for that.
    pub(super) fn nested(&mut self, node: Node<'t>, class: Option<ClassId>) -> Option<FnId> {
        let index = *self.parsed.bodies.get(&node.id())?;
        let pending =
            Pending { node, index, scopes: self.scopes.clone(), prefix: self.prefix.clone(), class };
        self.pending.push(pending);
        Some(FnId { file: self.file, index })
    }

    pub(super) fn class_of(&self, node: Node<'t>) -> Option<ClassId> {
        self.parsed.classes.get(&node.id()).map(|index| ClassId { file: self.file, index: *index })
    }

    /// The class whose body is being lowered.
    pub(super) fn current_class(&self) -> Option<ClassId> {
        match self.builder.body.kind {
            BodyKind::Class(it) => Some(it),
            BodyKind::Module | BodyKind::Function => None,
        }
    }

    pub(super) fn string_value(&self, node: Node<'_>) -> Option<&'a str> {
        string_value(node, self.text)
    }
}

fn parameters(node: Node<'_>, file: u32, text: &str, project: &Project) -> Vec<Param> {
    if node.kind() == "class_definition" {
        return vec![];
    }
    let mut params = vec![];
    let mut keyword_only = false;
    for it in field(node, "parameters").map(children).unwrap_or_default() {
        let splat = if it.kind() == "typed_parameter" {
            it.named_children().next().map_or("", |it| it.kind())
        } else {
            it.kind()
        };
        let kind = match splat {
            "list_splat_pattern" => ParamKind::Rest,
            "dictionary_splat_pattern" => ParamKind::KeywordRest,
            "keyword_separator" => {
                keyword_only = true;
                continue;
            }
            _ if keyword_only => ParamKind::KeywordOnly,
            _ => ParamKind::Positional,
        };
        keyword_only |= kind == ParamKind::Rest;
        let Some(name) = parameter_name(it) else { continue };
        let ty = field(it, "type").and_then(|it| project.resolve(file, &annotation(it, text)));
        let default = field(it, "value").map(|it| constant(it, text).unwrap_or(Const::Other));
        let value = field(it, "value").filter(|it| matches!(it.kind(), "identifier" | "attribute"));
        let default_def = value.and_then(|it| project.resolve(file, &meaning(it, text)));
        let is_plain = match field(it, "type") {
            Some(ty) => is_plain(text_of(ty, text)),
            None => matches!(default, Some(Const::Bool(_) | Const::Int(_) | Const::Str(_))),
        };
        let is_container = |it: Node<'_>| match it.kind() {
            "dictionary" | "list" | "set" => true,
            "call" => matches!(text_of(it, text), "dict()" | "list()" | "set()"),
            _ => false,
        };
        let shares_default = field(it, "value").is_some_and(is_container);
        let name = text_of(name, text).into();
        params.push(Param { name, kind, default, default_def, shares_default, ty, is_plain });
    }
    params
}

/// Whether an annotation speaks of nothing but numbers, texts and truths: `Optional[dict[str, int]]`.
fn is_plain(annotation: &str) -> bool {
    let mut words =
        annotation.split(|it: char| !it.is_alphanumeric() && it != '_').filter(|it| !it.is_empty());
    let is_scalar = |it: &str| matches!(it, "int" | "str" | "float" | "bool" | "bytes");
    let is_form = |it: &str| {
        matches!(
            it,
            "None"
                | "typing"
                | "Optional"
                | "Union"
                | "list"
                | "List"
                | "dict"
                | "Dict"
                | "tuple"
                | "Tuple"
                | "set"
                | "Set"
                | "Sequence"
                | "Iterable"
        )
    };
    let mut scalars = 0;
    words.all(|it| {
        scalars += usize::from(is_scalar(it));
        is_scalar(it) || is_form(it)
    }) && scalars > 0
}

/// Whether a function's own body yields.
pub(super) fn is_generator(node: Node<'_>, text: &str) -> bool {
    let Some(body) = field(node, "body").filter(|it| text_of(*it, text).contains("yield")) else {
        return false;
    };
    let mut todo = vec![body];
    while let Some(it) = todo.pop() {
        match it.kind() {
            "yield" => return true,
            "function_definition" | "lambda" | "class_definition" => {}
            _ => todo.extend(children(it)),
        }
    }
    false
}

pub(super) fn is_async_function(node: Node<'_>) -> bool {
    node.kind() == "function_definition" && is_async(node)
}
