//! Lowers a file: its functions, their frames and scopes, and the names in them.
//!
//! A variable is unbound where its scope ends, and so is what a statement made and nobody kept; a connection
//! that nothing reaches any more is then dropped, whatever that means for it.
//! Shadowing makes a new variable, so the old one lives on to the end of its scope.

use std::collections::{BTreeSet, HashMap};

use syn::visit::Visit;

use super::Numbers;
use super::inputs::{Input, Inputs, is_plain};
use super::items::Items;
use super::text::Text;
use super::types::{name_of, path_names, path_of_type, unwrapped};
use crate::crates::Meant;
use crate::ir::{
    BlockId, Body, BodyKind, Builder, ClassId, Const, Def, FnId, Jump, LocalId, LocalKind, Name, Op, Param,
    ParamKind, Root, Traits,
};
use crate::project::Project;
use crate::source::{Edition, Span};

/// Lowers every function of the file that can be reached.
pub(super) fn lower(
    file: u32,
    text: Text<'_>,
    numbers: &Numbers,
    project: &Project,
    edition: Edition,
    tree: &syn::File,
) -> Vec<Body> {
    let mut lower = Lower {
        file,
        text,
        numbers,
        project,
        edition,
        scope: 0,
        class: None,
        prefix: vec![],
        frames: vec![],
        bodies: vec![],
        depth: 0,
    };
    lower.push_frame(FnId { file, index: 0 }, "<module>".into(), Span::default(), vec![], Traits::default());
    lower.frame().builder.body.kind = BodyKind::Module;
    Items(&mut lower).visit_file(tree);
    lower.pop_frame(None);
    lower.bodies
}

pub(super) struct Lower<'a> {
    pub(super) file: u32,
    pub(super) text: Text<'a>,
    pub(super) numbers: &'a Numbers,
    pub(super) project: &'a Project,
    pub(super) edition: Edition,
    /// The module or block whose names are seen.
    pub(super) scope: u32,
    /// The type whose `impl` is being lowered.
    pub(super) class: Option<ClassId>,
    pub(super) prefix: Vec<Name>,
    frames: Vec<Frame>,
    bodies: Vec<Body>,
    pub(super) depth: usize,
}

/// A function in progress; closures stand on top of the function around them.
pub(super) struct Frame {
    id: FnId,
    pub(super) builder: Builder,
    pub(super) scopes: Vec<Scope>,
    /// Where `return` and `?` lead inside of an async block that is run in place.
    pub(super) exits: Vec<Exit>,
    /// The value of its block is a future, which is awaited where the function is.
    pub(super) gives_future: bool,
    /// Variables that hold references: using one moves nothing.
    pub(super) references: BTreeSet<LocalId>,
    /// Variables that began as a literal, and so never hold a connection.
    pub(super) plain: BTreeSet<LocalId>,
    /// The path of the type of a variable, where it is outside the program.
    pub(super) types: HashMap<LocalId, Name>,
    /// Other names of statics, in what runs with these.
    pub(super) statics: HashMap<LocalId, Root>,
    /// The fields that guards in variables lead to.
    pub(super) guards: HashMap<LocalId, syn::ExprField>,
    names: HashMap<Name, u32>,
}

/// A block of the source.
pub(super) struct Scope {
    /// Whatever is numbered from here on dies with it.
    pub(super) first: LocalId,
    names: HashMap<Name, LocalId>,
    pub(super) target: Option<Target>,
    /// Where the temporaries of the block's value go that outlive it.
    pub(super) outliving: Option<LocalId>,
}

/// What `break` and `continue` lead to.
#[derive(Clone)]
pub(super) struct Target {
    pub(super) label: Option<String>,
    /// The head of a loop; a labelled block has none.
    pub(super) head: Option<BlockId>,
    pub(super) after: BlockId,
    pub(super) result: LocalId,
}

pub(super) struct Exit {
    pub(super) after: BlockId,
    pub(super) result: LocalId,
    pub(super) first: LocalId,
}

/// What a name in an expression is.
pub(super) enum Named {
    Local(LocalId),
    Root(Root),
    Meant(Meant),
}

impl Lower<'_> {
    pub(super) fn frame(&mut self) -> &mut Frame {
        self.frames.last_mut().expect("a function is being lowered")
    }

    pub(super) fn builder(&mut self) -> &mut Builder {
        &mut self.frame().builder
    }

    pub(super) fn push(&mut self, op: Op, at: Span) {
        self.builder().push_quiet(op, at);
    }

    pub(super) fn temp(&mut self) -> LocalId {
        self.builder().temp()
    }

    pub(super) fn hidden(&mut self) -> LocalId {
        self.builder().local(None, LocalKind::Hidden)
    }

    pub(super) fn block(&mut self) -> BlockId {
        self.builder().block()
    }

    pub(super) fn goto(&mut self, block: BlockId, at: Span) {
        self.builder().goto(block, at);
    }

    pub(super) fn set_cursor(&mut self, block: BlockId) {
        self.builder().set_cursor(block);
    }

    /// The number that the next local will have.
    pub(super) fn next_local(&mut self) -> LocalId {
        LocalId(self.builder().body.locals.len() as u32)
    }

    fn push_frame(&mut self, id: FnId, name: String, span: Span, params: Vec<Param>, traits: Traits) {
        let class = self.class.filter(|_| !traits.is_static && !params.is_empty());
        let locals =
            params.iter().map(|it| crate::ir::Local { name: Some(it.name.clone()), kind: LocalKind::Named });
        let body = Body {
            id,
            name,
            kind: BodyKind::Function,
            class,
            traits,
            span,
            locals: locals.collect(),
            params,
            blocks: vec![],
            loops: vec![],
            conditions: vec![],
        };
        let mut names = HashMap::new();
        for (at, it) in body.params.iter().enumerate() {
            names.insert(it.name.clone(), LocalId(at as u32));
        }
        let known = names.keys().map(|it| (it.clone(), 0)).collect();
        let scope = Scope { first: LocalId(0), names, target: None, outliving: None };
        self.frames.push(Frame {
            id,
            builder: Builder::new(body),
            scopes: vec![scope],
            exits: vec![],
            gives_future: false,
            references: BTreeSet::new(),
            plain: BTreeSet::new(),
            types: HashMap::new(),
            statics: HashMap::new(),
            guards: HashMap::new(),
            names: known,
        });
    }

    /// Ends a function with the value of its block.
    fn pop_frame(&mut self, value: Option<(LocalId, Span)>) {
        let result = self.builder().result;
        match value {
            Some((src, at)) => {
                self.push(Op::Copy { dst: result, src }, at);
                self.builder().jump(Jump::Return, at);
            }
            None => {
                self.push(Op::Const { dst: result, value: Const::Other }, Span::default());
                self.builder().jump(Jump::Return, Span::default());
            }
        }
        let frame = self.frames.pop().expect("a function is being lowered");
        let body = frame.builder.finish();
        debug_assert_eq!(crate::ir::verify(&body), None, "{}", body.name);
        self.bodies.push(body);
    }

    /// Lowers a function, method, closure or async block, if the names know it.
    pub(super) fn function(
        &mut self,
        at: u32,
        name: &str,
        inputs: &Inputs<'_>,
        is_async: bool,
        body: &dyn Fn(&mut Self) -> (LocalId, Span),
    ) -> Option<FnId> {
        let index = *self.numbers.bodies.get(&at)?;
        let id = FnId { file: self.file, index };
        let params = inputs.all.iter().enumerate().map(|(nth, it)| self.param(nth, it)).collect();
        let path: Vec<&str> = self.prefix.iter().map(|it| &**it).chain([name]).collect();
        let is_async = is_async || inputs.gives_future;
        let traits = Traits { is_async, is_static: !inputs.takes_self, ..Traits::default() };
        let depth = std::mem::take(&mut self.depth);
        self.push_frame(id, path.join("::"), Span::new(at as usize, at as usize), params, traits);
        self.frame().gives_future = inputs.gives_future;
        for (nth, it) in inputs.all.iter().enumerate() {
            let local = LocalId(nth as u32);
            if it.is_reference {
                self.frame().references.insert(local);
            }
            if let Some(pattern) = it.pattern.filter(|it| !matches!(it, syn::Pat::Ident(_))) {
                self.bind(pattern, local);
            }
        }
        let value = body(self);
        self.pop_frame(Some(value));
        self.depth = depth;
        Some(id)
    }

    fn param(&mut self, nth: usize, input: &Input<'_>) -> Param {
        let name = input.name.clone().unwrap_or_else(|| format!("<{nth}>").into());
        let ty = match (input.is_self, input.ty) {
            (true, _) => self.class.map(Def::Class),
            (false, Some(ty)) => self.class_of_type(ty).map(Def::Class),
            (false, None) => None,
        };
        let is_plain = input.ty.is_some_and(is_plain);
        Param {
            name,
            kind: ParamKind::Positional,
            default: None,
            default_def: None,
            shares_default: false,
            ty,
            is_plain,
        }
    }

    pub(super) fn class_of_type(&mut self, ty: &syn::Type) -> Option<ClassId> {
        let path = path_of_type(unwrapped(ty).0)?;
        match self.resolve(&path)? {
            Meant::Def(Def::Class(it)) => Some(it),
            _ => None,
        }
    }

    /// The path of a type outside the program.
    pub(super) fn external_type(&mut self, ty: &syn::Type) -> Option<Name> {
        let path = path_of_type(unwrapped(ty).0)?;
        match self.resolve(&path)? {
            Meant::Def(Def::External(it)) => Some(it),
            _ => None,
        }
    }

    /// What a path means here; `Self` is the type of the `impl`.
    pub(super) fn resolve(&self, path: &[Name]) -> Option<Meant> {
        let crates = &self.project.crates;
        match path {
            [first, rest @ ..] if &**first == "Self" => {
                let class = self.class?;
                match rest {
                    [] => Some(Meant::Def(Def::Class(class))),
                    [name] => Some(Meant::Member(class, name.clone())),
                    _ => None,
                }
            }
            _ => crates.resolve(self.file, self.scope, path),
        }
    }

    /// What a name or path in an expression is.
    pub(super) fn named(&mut self, path: &syn::Path) -> Option<Named> {
        if let Some(ident) = path.get_ident() {
            let name = name_of(ident);
            if let Some(found) = self.variable(&name) {
                return Some(found);
            }
        }
        let names = path_names(path);
        Some(match self.resolve(&names)? {
            Meant::Static(root) => Named::Root(root),
            meant => Named::Meant(meant),
        })
    }

    /// A variable of this function or of those around it.
    fn variable(&self, name: &Name) -> Option<Named> {
        for (up, frame) in self.frames.iter().rev().enumerate() {
            let Some(local) = frame.scopes.iter().rev().find_map(|it| it.names.get(name)) else { continue };
            if up == 0 {
                let root = frame.statics.get(local).cloned();
                return Some(root.map_or(Named::Local(*local), Named::Root));
            }
            let known = frame.builder.body.local(*local).name.clone().unwrap_or_else(|| name.clone());
            return Some(Named::Root(Root::Captured(frame.id, known)));
        }
        None
    }

    /// Makes a variable; one that shadows another gets a name of its own for those who capture it.
    pub(super) fn declare(&mut self, name: &Name) -> LocalId {
        let frame = self.frame();
        let nth = frame.names.entry(name.clone()).and_modify(|it| *it += 1).or_insert(0);
        let unique = if *nth == 0 { name.clone() } else { format!("{name}'{nth}").into() };
        let local = frame.builder.local(Some(unique), LocalKind::Named);
        let scope = frame.scopes.last_mut().expect("a function has a scope");
        scope.names.insert(name.clone(), local);
        local
    }

    /// Runs something in a scope of its own; what it declares dies behind it.
    pub(super) fn scoped<T>(
        &mut self,
        target: Option<Target>,
        at: Span,
        inside: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let first = self.open_scope(target);
        let value = inside(self);
        self.close_scope(first, at);
        value
    }

    pub(super) fn open_scope(&mut self, target: Option<Target>) -> LocalId {
        let first = self.next_local();
        self.frame().scopes.push(Scope { first, names: HashMap::new(), target, outliving: None });
        first
    }

    pub(super) fn close_scope(&mut self, first: LocalId, at: Span) {
        self.frame().scopes.pop();
        self.push(Op::EndScope { first }, at);
    }

    /// Lowers the items of a block, which are seen from everywhere in it.
    pub(super) fn items(&mut self, block: &syn::Block) {
        for it in &block.stmts {
            if let syn::Stmt::Item(it) = it {
                Items(self).visit_item(it);
            }
        }
    }

    /// Runs something with the names of a module or block that begins at a place.
    pub(super) fn with_names<T>(&mut self, at: u32, inside: impl FnOnce(&mut Self) -> T) -> T {
        let scope = self.numbers.scopes.get(&at).copied().unwrap_or(self.scope);
        let before = std::mem::replace(&mut self.scope, scope);
        let value = inside(self);
        self.scope = before;
        value
    }

    pub(super) fn named_function(&mut self, sig: &syn::Signature, block: &syn::Block) {
        let at = self.text.span(sig.ident.span()).start;
        let inputs = Inputs::of_signature(sig);
        // What stands around a function is not seen in it.
        let frames = std::mem::take(&mut self.frames);
        let name = name_of(&sig.ident);
        self.function(at, &name, &inputs, sig.asyncness.is_some(), &|this| {
            let end = this.text.span(block.brace_token.span.close());
            (this.block_value(block), end)
        });
        self.frames = frames;
    }

    /// The initial value of a static lives as long as the process.
    pub(super) fn static_value(&mut self, name: &syn::Ident, value: &syn::Expr) {
        let at = self.text.span(name.span());
        let root = Root::Global(self.file, name_of(name));
        let first = self.next_local();
        let src = self.static_initial(value);
        self.push(Op::StoreRoot { root, src }, at);
        self.push(Op::EndTemps { first }, at);
    }
}
