//! What a place may hold, as far as connections are concerned.

use std::sync::Arc;

use crate::ir::{ArgKind, ClassId, Const, Def, FnId, Key, Name, Root};
use crate::source::Span;

/// An opening of one body, by position in [`super::Sites`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SiteId(pub u32);

/// A connection: the latest that a site opened, or all earlier ones of the same site taken together.
///
/// The split is the recency abstraction of Balakrishnan and Reps ("Recency-Abstraction for Heap-Allocated
/// Storage", SAS 2006): it tells the connection that a loop has just opened from those it opened before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Conn {
    pub site: SiteId,
    pub old: bool,
}

/// An object that the body made: a container, or an instance of a project class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjId(pub u32);

/// How an object or symbol reaches another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    Attr(Name),
    At(Const),
    /// Some element of a container.
    Element,
    /// The result of calling it.
    Call,
    /// The result of awaiting it.
    Awaited,
    /// Whether calling it, or it itself, has to be awaited.
    IsAsync,
}

impl Step {
    pub fn of_key(key: &Key) -> Step {
        match key {
            Key::At(it) => Step::At(it.clone()),
            Key::Any | Key::Spread => Step::Element,
        }
    }
}

/// A value that was there before the body ran, or that something unknown returned.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sym {
    pub root: Root,
    pub steps: Vec<Step>,
}

/// Longer ways are not followed.
const MAX_STEPS: usize = 5;

impl Sym {
    pub fn root(root: Root) -> Sym {
        Sym { root, steps: vec![] }
    }

    /// What `step` leads to, if that is still near enough to follow.
    pub fn child(&self, step: Step) -> Option<Sym> {
        if self.steps.len() >= MAX_STEPS {
            return None;
        }
        let mut steps = self.steps.clone();
        steps.push(step);
        Some(Sym { root: self.root.clone(), steps })
    }

    pub fn is_opaque(&self) -> bool {
        matches!(self.root, Root::Opaque(..))
    }

    /// The name of the last attribute on the way.
    pub fn field(&self) -> Option<&Name> {
        self.steps.iter().rev().find_map(|it| if let Step::Attr(name) = it { Some(name) } else { None })
    }
}

/// What the number of a container's elements is called, as if it were an attribute, and what the numbers below it.
pub const LENGTH: &str = "<length>";
pub const INDICES: &str = "<indices>";

/// Whether an attribute stands for numbers, which keep nothing of what they count.
pub fn counts(attribute: &str) -> bool {
    attribute == LENGTH || attribute == INDICES
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    Unknown,
    /// The variable is not bound at all.
    Unbound,
    Const(Const),
    Conn(Conn),
    /// What an attribute path leads to from a connection: `sub.substrate`, `sub.close`.
    Part(Conn, Arc<str>),
    Sym(Arc<Sym>),
    Obj(ObjId),
    Def(Def),
    /// A method of an object, with the object.
    Bound(Arc<Value>, Name),
    /// `super()` inside a method of the class.
    Super(ClassId),
    /// Something that happens when it is awaited or scheduled.
    Coroutine(Arc<Deferred>),
    /// A call with some arguments already there: `functools.partial`.
    Partial(Arc<Value>, Arc<Vec<Argument>>),
    /// An iterator, and whether it has given an element.
    Iter(Arc<Value>, bool),
    /// `contextlib.closing(x)`: closes on leaving.
    Closing(Arc<Value>),
    /// A generator-based context manager, entered with these arguments.
    Managed(FnId, Arc<Vec<Argument>>),
    /// What an implicit opener made (a metagraph), and the connection it was given to keep.
    Instance(Name, Option<Arc<Value>>),
    /// The pairs of a container: `.items()`, `enumerate`.
    Pairs(Arc<Value>),
    /// One of several.
    Any(Arc<Vec<Value>>),
}

/// An argument of a call, evaluated.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Argument {
    pub kind: Passed,
    pub value: Value,
    /// The callee owns it from now on.
    pub moved: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Passed {
    Positional,
    Keyword(Name),
    Spread,
}

impl From<&ArgKind> for Passed {
    fn from(kind: &ArgKind) -> Passed {
        match kind {
            ArgKind::Positional => Passed::Positional,
            ArgKind::Keyword(name) => Passed::Keyword(name.clone()),
            ArgKind::Spread | ArgKind::KeywordSpread => Passed::Spread,
        }
    }
}

/// What awaiting a coroutine does.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deferred {
    /// Runs an `async def` of the program, called at the point.
    Call { function: FnId, receiver: Option<Value>, arguments: Vec<Argument>, at: Point },
    /// Opens: an awaited factory of a profile.
    Open { path: Name, arguments: Vec<Argument>, at: Point },
    /// Closes the connection; the span is that of the closing call.
    Close(Conn, Span),
    /// Connects the connection and yields it, or nothing.
    Connect { conn: Conn, returns: bool },
    /// A method of something symbolic.
    Event { sym: Arc<Sym>, method: Name },
    /// Yields a value that is there already.
    Ready(Value),
    /// Several at once: `gather`.
    All(Vec<Value>),
}

/// A place in the body: block, index of the operation and its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Point {
    pub block: u32,
    pub index: u32,
    pub span: Span,
}

impl Value {
    pub fn sym(sym: Sym) -> Value {
        Value::Sym(Arc::new(sym))
    }

    /// One of the values; a single one is itself.
    pub fn any(values: Vec<Value>) -> Value {
        let mut all: Vec<Value> = Vec::new();
        for it in values {
            let several = if let Value::Any(several) = &it { several.to_vec() } else { vec![it] };
            for it in several {
                if !all.contains(&it) {
                    all.push(it);
                }
            }
        }
        match all.len() {
            0 => Value::Unknown,
            1 => all.remove(0),
            _ => {
                all.sort();
                Value::Any(Arc::new(all))
            }
        }
    }

    /// Whether the value may hold objects or other values.
    pub fn is_composite(&self) -> bool {
        !matches!(
            self,
            Value::Unknown
                | Value::Unbound
                | Value::Const(_)
                | Value::Conn(_)
                | Value::Part(..)
                | Value::Sym(_)
                | Value::Def(_)
                | Value::Super(_)
                | Value::Instance(_, None)
        )
    }

    /// What it may be, one by one.
    pub fn alternatives(&self) -> &[Value] {
        match self {
            Value::Any(all) => all,
            one => std::slice::from_ref(one),
        }
    }

    /// The values that this one is made of; those of an object are in the state.
    pub fn parts(&self) -> Vec<&Value> {
        match self {
            Value::Bound(it, _)
            | Value::Iter(it, _)
            | Value::Closing(it)
            | Value::Pairs(it)
            | Value::Instance(_, Some(it)) => vec![it],
            Value::Partial(it, arguments) => {
                std::iter::once(&**it).chain(arguments.iter().map(|it| &it.value)).collect()
            }
            Value::Managed(_, arguments) => arguments.iter().map(|it| &it.value).collect(),
            Value::Any(all) => all.iter().collect(),
            Value::Coroutine(it) => match &**it {
                Deferred::Call { receiver, arguments, .. } => {
                    receiver.iter().chain(arguments.iter().map(|it| &it.value)).collect()
                }
                Deferred::Open { arguments, .. } => arguments.iter().map(|it| &it.value).collect(),
                Deferred::Ready(it) => vec![it],
                Deferred::All(all) => all.iter().collect(),
                Deferred::Close(..) | Deferred::Connect { .. } | Deferred::Event { .. } => vec![],
            },
            Value::Unknown
            | Value::Unbound
            | Value::Const(_)
            | Value::Conn(_)
            | Value::Part(..)
            | Value::Sym(_)
            | Value::Obj(_)
            | Value::Def(_)
            | Value::Super(_)
            | Value::Instance(_, None) => vec![],
        }
    }
}
