//! The one intermediate representation: a control-flow graph that knows no language.
//!
//! A [`Body`] stands for a function, a lambda, a class body or a module.
//! `with`, `try … finally`, loops and comprehensions are lowered, not represented.
//! An operation that can fail is the last of its block, which then ends in [`End::Fallible`];
//! what it opens, it opens on the `ok` edge only.

mod builder;
mod display;
mod liveness;
mod verify;

pub use builder::{Builder, Jump, Swallows};
pub use liveness::Liveness;
pub use verify::verify;

use std::sync::Arc;

use crate::source::Span;

/// An identifier of the source; cheap to clone.
pub type Name = Arc<str>;

/// The attribute that tells which variant of an enum a value is.
pub const VARIANT: &str = "<variant>";

/// The same for an enum that is not seen: `Either::Right(stream)`.
pub const FOREIGN_VARIANT: &str = "<foreign variant>";

/// The variant that a dotted path names by its spelling: a type's name and another one in capitals.
pub fn variant_by_name(path: &str) -> Option<&str> {
    let mut names = path.rsplit('.');
    let (variant, of) = (names.next()?, names.next()?);
    [variant, of].iter().all(|it| it.starts_with(char::is_uppercase)).then_some(variant)
}

/// A body, by file and position in that file's list; body 0 of a file is its module.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FnId {
    pub file: u32,
    pub index: u32,
}

/// A class, by file and position in that file's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClassId {
    pub file: u32,
    pub index: u32,
}

/// A variable or temporary of one body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalId(pub u32);

/// A basic block of one body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockId(pub u32);

/// What a name means without running anything: resolved while lowering.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Def {
    /// A module of the checked program, by file.
    Module(u32),
    Function(FnId),
    Class(ClassId),
    /// Something outside the program, by dotted path: `bittensor.core.subtensor.Subtensor`.
    External(Name),
    /// One of several, where the source leaves the choice to run time.
    OneOf(Vec<Def>),
}

impl Def {
    /// The file of a module of the checked program.
    pub fn module(&self) -> Option<u32> {
        if let Def::Module(it) = self { Some(*it) } else { None }
    }
}

/// Where a value that the body did not make comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Root {
    /// A parameter, by position in [`Body::params`].
    Param(u32),
    /// A module-level name.
    Global(u32, Name),
    /// A variable of an enclosing function.
    Captured(FnId, Name),
    /// A class of the program, for what is stored in its class-level names.
    Class(ClassId),
    /// What some operation of the body yields, known only by its place: block and index.
    Opaque(u32, u32),
}

/// A constant that conditions can be about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Const {
    None,
    Bool(bool),
    Int(i64),
    Str(Name),
    /// Any other literal: known to be there, not known which.
    Other,
}

impl Const {
    /// Python's truth of the constant, if it has one that is known.
    pub fn truth(&self) -> Option<bool> {
        match self {
            Const::None => Some(false),
            Const::Bool(it) => Some(*it),
            Const::Int(it) => Some(*it != 0),
            Const::Str(it) => Some(!it.is_empty()),
            Const::Other => None,
        }
    }
}

/// What kind of function a body is, as far as ownership cares.
#[derive(Debug, Clone, Default)]
pub struct Traits {
    pub is_async: bool,
    pub is_generator: bool,
    /// A pytest fixture: what it returns or yields nobody else closes.
    pub is_fixture: bool,
    /// What one result of a fixture serves for.
    pub fixture_scope: FixtureScope,
    /// `@contextmanager` or `@asynccontextmanager`: `yield` lends.
    pub is_context_manager: bool,
    /// A generator that a framework drives to its end: a lifespan, a dependency.
    pub is_driven: bool,
    /// Its result is kept for the life of the process: `lru_cache`, `cached_property`.
    pub is_cached: bool,
    pub is_property: bool,
    pub is_static: bool,
    pub is_class_method: bool,
    /// Runs once per request or message: a route, a task, a handler.
    pub is_handler: bool,
    /// Openers that a decorator, fixture or assignment replaces by a fake, by last name.
    pub patched: Vec<Name>,
}

/// How long pytest keeps what a fixture gives.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FixtureScope {
    #[default]
    Test,
    Class,
    Module,
    Package,
    Session,
    /// The source leaves it to run time.
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyKind {
    Module,
    Function,
    Class(ClassId),
}

#[derive(Debug, Clone)]
pub struct Param {
    pub name: Name,
    pub kind: ParamKind,
    /// The constant it has when the caller passes nothing.
    pub default: Option<Const>,
    /// The function or class that it is when the caller passes nothing.
    pub default_def: Option<Def>,
    /// It is a container that is made once, with the definition, and shared by the calls that pass nothing.
    pub shares_default: bool,
    /// The class that its annotation names.
    pub ty: Option<Def>,
    /// Its annotation or default says that it is a number, a text or a truth: it carries no connection.
    pub is_plain: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParamKind {
    Positional,
    KeywordOnly,
    Rest,
    KeywordRest,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LocalKind {
    /// A variable of the source.
    Named,
    /// A temporary: dies at the next [`Op::EndStatement`].
    Temp,
    /// Made by the lowering and alive across statements: a loop's iterator, a `with` manager.
    Hidden,
    /// Says where a shared `finally` block goes on: paths that differ in it are never merged.
    Selector,
}

#[derive(Debug, Clone)]
pub struct Local {
    pub name: Option<Name>,
    pub kind: LocalKind,
}

#[derive(Debug, Clone)]
pub struct Body {
    pub id: FnId,
    /// For people: `Validator.run`.
    pub name: String,
    pub kind: BodyKind,
    /// The class whose method this is.
    pub class: Option<ClassId>,
    pub traits: Traits,
    pub span: Span,
    pub params: Vec<Param>,
    pub locals: Vec<Local>,
    pub blocks: Vec<Block>,
    /// The blocks that loops of the source go back to.
    pub loops: Vec<BlockId>,
    /// The blocks in which a loop asks anew whether to go on, with the block that it goes back to.
    pub conditions: Vec<(BlockId, BlockId)>,
}

impl Body {
    pub fn block(&self, id: BlockId) -> &Block {
        &self.blocks[id.0 as usize]
    }

    pub fn local(&self, id: LocalId) -> &Local {
        &self.locals[id.0 as usize]
    }

    /// The variable with this name; parameters come first and have the ids of their positions.
    pub fn named(&self, name: &str) -> Option<LocalId> {
        let at = self.locals.iter().position(|it| it.name.as_deref() == Some(name))?;
        Some(LocalId(at as u32))
    }
}

#[derive(Debug, Clone)]
pub struct Block {
    pub points: Vec<Point>,
    pub end: End,
    /// The source of the end: a condition, a `return`.
    pub span: Span,
}

/// An operation and the source it stands for.
#[derive(Debug, Clone)]
pub struct Point {
    pub op: Op,
    pub span: Span,
}

/// The key under which a container holds an element.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    At(Const),
    /// Some element: appended, under a computed key, from a starred argument.
    Any,
    /// Everything that another container holds.
    Spread,
}

#[derive(Debug, Clone)]
pub struct Arg {
    pub kind: ArgKind,
    pub value: LocalId,
    /// The callee gets the value for good, in a language that tells moving from lending.
    pub moved: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArgKind {
    Positional,
    Keyword(Name),
    Spread,
    KeywordSpread,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScopeStyle {
    With,
    AsyncWith,
}

/// A question about a value, whose answer a branch may be about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    Not,
    IsNone,
    IsNotNone,
    /// The same of what it holds: `Some(Err(_))` and `Some(Ok(_))` of what is known to be `Some`.
    HoldsNone,
    HoldsSomething,
    Equals(Const),
    Differs(Const),
    /// `x is y` and its like, of two values.
    Same(LocalId),
    NotSame(LocalId),
    /// Whether the variable is bound at all (`"x" in locals()`).
    IsBound,
}

#[derive(Debug, Clone)]
pub enum Op {
    Copy {
        dst: LocalId,
        src: LocalId,
    },
    Const {
        dst: LocalId,
        value: Const,
    },
    /// A name that lowering could resolve.
    Load {
        dst: LocalId,
        def: Def,
    },
    /// A name that lives elsewhere and may change.
    LoadRoot {
        dst: LocalId,
        root: Root,
    },
    StoreRoot {
        root: Root,
        src: LocalId,
    },
    Attr {
        dst: LocalId,
        obj: LocalId,
        name: Name,
    },
    SetAttr {
        obj: LocalId,
        name: Name,
        src: LocalId,
    },
    Item {
        dst: LocalId,
        obj: LocalId,
        key: Key,
    },
    SetItem {
        obj: LocalId,
        key: Key,
        src: LocalId,
    },
    Pack {
        dst: LocalId,
        items: Vec<(Key, LocalId)>,
    },
    /// A value computed from others in a way that carries no connection on.
    Opaque {
        dst: LocalId,
        operands: Vec<LocalId>,
    },
    Test {
        dst: LocalId,
        test: Test,
        operand: LocalId,
    },
    Call {
        dst: LocalId,
        callee: LocalId,
        args: Vec<Arg>,
    },
    Await {
        dst: LocalId,
        src: LocalId,
    },
    Yield {
        dst: LocalId,
        src: LocalId,
    },
    /// `yield from`: everything the other generator yields.
    YieldFrom {
        dst: LocalId,
        src: LocalId,
    },
    Enter {
        dst: LocalId,
        manager: LocalId,
        style: ScopeStyle,
    },
    Exit {
        manager: LocalId,
        style: ScopeStyle,
    },
    Iterate {
        dst: LocalId,
        src: LocalId,
    },
    /// `del x` and the end of an `except … as x`: the variable is unbound, the value untouched.
    Unbind {
        local: LocalId,
    },
    /// The value goes out of scope in a language where that means something.
    Drop {
        local: LocalId,
    },
    /// What the source held is held by the destination alone, if it is a connection or leads to one.
    Move {
        dst: LocalId,
        src: LocalId,
    },
    /// What a field of an object held was moved out of it.
    MoveOut {
        obj: LocalId,
        name: Name,
    },
    /// Temporaries from this one on die, in a language in which statements nest.
    EndTemps {
        first: LocalId,
    },
    /// A block ends: all locals from this one on die.
    EndScope {
        first: LocalId,
    },
    /// A condition that names this value but cannot be evaluated guards its close: believe it.
    Believe {
        local: LocalId,
    },
    /// The variable has what the value held: what is known of a `Result` is not known of the `Option` in it.
    TakeOut {
        local: LocalId,
    },
    /// A `return` of the source begins here; tells the ways out of a body apart.
    Leave,
    /// Temporaries die.
    EndStatement,
}

/// How a block ends.
#[derive(Debug, Clone)]
pub enum End {
    Goto(BlockId),
    Branch {
        cond: LocalId,
        then: BlockId,
        otherwise: BlockId,
    },
    /// The last operation of the block may raise.
    Fallible {
        ok: BlockId,
        raise: BlockId,
    },
    /// The next element of an iterator, or its end.
    Next {
        iter: LocalId,
        dst: LocalId,
        body: BlockId,
        done: BlockId,
    },
    /// One of several, nothing says which: the handlers of a `try`, the arms of a `match`.
    Choose(Vec<BlockId>),
    /// Goes on where the selector says; it holds the index.
    Switch {
        selector: LocalId,
        targets: Vec<BlockId>,
    },
    Return {
        value: LocalId,
    },
    /// An exception leaves the body.
    Raise,
    /// The process ends here.
    Halt,
    /// Nothing leads on: the builder's placeholder for code that cannot run.
    Unreachable,
}

impl End {
    pub fn successors(&self) -> Vec<BlockId> {
        match self {
            End::Goto(it) => vec![*it],
            End::Branch { then, otherwise, .. } => vec![*then, *otherwise],
            End::Fallible { ok, raise } => vec![*ok, *raise],
            End::Next { body, done, .. } => vec![*body, *done],
            End::Choose(it) | End::Switch { targets: it, .. } => it.clone(),
            End::Return { .. } | End::Raise | End::Halt | End::Unreachable => vec![],
        }
    }
}

impl Op {
    /// Whether the operation itself can raise, so that it must end its block.
    pub fn may_raise(&self) -> bool {
        match self {
            Op::Call { .. }
            | Op::Await { .. }
            | Op::Yield { .. }
            | Op::YieldFrom { .. }
            | Op::Enter { .. } => true,
            Op::Copy { .. }
            | Op::Const { .. }
            | Op::Load { .. }
            | Op::LoadRoot { .. }
            | Op::StoreRoot { .. }
            | Op::Attr { .. }
            | Op::SetAttr { .. }
            | Op::Item { .. }
            | Op::SetItem { .. }
            | Op::Pack { .. }
            | Op::Opaque { .. }
            | Op::Test { .. }
            | Op::Exit { .. }
            | Op::Iterate { .. }
            | Op::Unbind { .. }
            | Op::Drop { .. }
            | Op::Move { .. }
            | Op::MoveOut { .. }
            | Op::EndTemps { .. }
            | Op::EndScope { .. }
            | Op::Believe { .. }
            | Op::TakeOut { .. }
            | Op::Leave
            | Op::EndStatement => false,
        }
    }
}
