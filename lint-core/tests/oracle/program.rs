//! Small Python functions about connections: made at random, written out, made smaller.

use std::fmt::Write;

use proptest::prelude::*;

/// More statements than this and the linter may hit its bounds.
const MAX_STATEMENTS: usize = 12;

/// `x`, `y` or `z`, by number.
pub type Name = usize;
pub const NAMES: [&str; 3] = ["x", "y", "z"];

pub type Block = Vec<Stmt>;

#[derive(Debug, Clone, PartialEq)]
pub struct Stmt {
    pub what: What,
    /// 1-based, known after [`text`]; openings are told apart by it.
    pub line: usize,
}

#[derive(Debug, Clone, PartialEq)]
pub enum What {
    Open(Name),
    Forget(Name),
    Alias(Name, Name),
    Close(Name),
    Use(Name),
    Work,
    Flag(bool),
    Return,
    Raise,
    Break,
    Continue,
    If(Test, Block, Block),
    For(Block),
    With(Name, Block),
    Try(Try),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Try {
    pub body: Block,
    pub handlers: Vec<(Catches, Block)>,
    pub otherwise: Block,
    pub finally: Block,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Catches {
    Some,
    Exceptions,
    All,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Test {
    Unknown,
    IsNone(Name),
    IsNotNone(Name),
    Truthy(Name),
    Flag,
    NotFlag,
}

/// Functions of at most [`MAX_STATEMENTS`] statements.
pub fn functions() -> impl Strategy<Value = Block> {
    let small = |it: &Block| (2..=MAX_STATEMENTS).contains(&count(it));
    let block = proptest::collection::vec(stmt(), 1..8);
    block.prop_filter("too large", small).prop_map(|it| settle(it, Around::default()))
}

fn stmt() -> impl Strategy<Value = Stmt> {
    leaf().prop_recursive(3, 12, 3, |inner| {
        let block = || proptest::collection::vec(inner.clone(), 1..4);
        let optional = || prop_oneof![block(), Just(vec![])];
        let handlers = || proptest::collection::vec((catches(), block()), 0..3);
        let try_parts = (block(), handlers(), optional(), optional());
        prop_oneof![
            3 => (test(), block(), optional()).prop_map(|(test, yes, no)| What::If(test, yes, no)),
            1 => block().prop_map(What::For),
            1 => (name(), block()).prop_map(|(name, body)| What::With(name, body)),
            3 => try_parts.prop_map(|(body, handlers, otherwise, finally)| {
                What::Try(Try { body, handlers, otherwise, finally })
            }),
        ]
        .prop_map(unplaced)
    })
}

fn leaf() -> impl Strategy<Value = Stmt> {
    prop_oneof![
        5 => name().prop_map(What::Open),
        1 => name().prop_map(What::Forget),
        1 => (name(), name()).prop_map(|(to, from)| What::Alias(to, from)),
        5 => name().prop_map(What::Close),
        2 => name().prop_map(What::Use),
        2 => Just(What::Work),
        2 => any::<bool>().prop_map(What::Flag),
        1 => Just(What::Return),
        1 => Just(What::Raise),
        1 => Just(What::Break),
        1 => Just(What::Continue),
    ]
    .prop_map(unplaced)
}

fn name() -> impl Strategy<Value = Name> {
    prop_oneof![4 => Just(0), 2 => Just(1), 1 => Just(2)]
}

fn catches() -> impl Strategy<Value = Catches> {
    prop_oneof![Just(Catches::Some), Just(Catches::Exceptions), Just(Catches::All)]
}

fn test() -> impl Strategy<Value = Test> {
    prop_oneof![
        4 => Just(Test::Unknown),
        1 => name().prop_map(Test::IsNone),
        2 => name().prop_map(Test::IsNotNone),
        1 => name().prop_map(Test::Truthy),
        2 => Just(Test::Flag),
        1 => Just(Test::NotFlag),
    ]
}

pub fn unplaced(what: What) -> Stmt {
    Stmt { what, line: 0 }
}

/// What Python's grammar asks of the place of a statement.
#[derive(Clone, Copy, Default)]
struct Around {
    in_loop: bool,
}

/// Makes a block valid Python: no `break` outside a loop, no `try` without handlers or `finally`,
/// a bare `except` last, `else` only after an `except`.
fn settle(block: Block, around: Around) -> Block {
    let within = |block| settle(block, around);
    let one = |stmt: Stmt| {
        unplaced(match stmt.what {
            What::Break | What::Continue if !around.in_loop => What::Work,
            What::Alias(to, from) if to == from => What::Work,
            What::If(test, yes, no) => What::If(test, within(yes), within(no)),
            What::For(body) => What::For(settle(body, Around { in_loop: true })),
            What::With(name, body) => What::With(name, within(body)),
            What::Try(it) => {
                let mut handlers: Vec<_> = it.handlers.into_iter().map(|(c, b)| (c, within(b))).collect();
                let last = handlers.iter().position(|(catches, _)| *catches == Catches::All);
                handlers.truncate(last.map_or(handlers.len(), |at| at + 1));
                let otherwise = if handlers.is_empty() { vec![] } else { within(it.otherwise) };
                let finally = within(it.finally);
                let lonely = handlers.is_empty() && finally.is_empty();
                let finally = if lonely { vec![unplaced(What::Work)] } else { finally };
                What::Try(Try { body: within(it.body), handlers, otherwise, finally })
            }
            other => other,
        })
    };
    block.into_iter().map(one).collect()
}

/// The blocks directly inside a statement.
fn parts(stmt: &mut Stmt) -> Vec<&mut Block> {
    match &mut stmt.what {
        What::If(_, yes, no) => vec![yes, no],
        What::For(body) | What::With(_, body) => vec![body],
        What::Try(it) => {
            let handlers = it.handlers.iter_mut().map(|(_, block)| block);
            [&mut it.body].into_iter().chain(handlers).chain([&mut it.otherwise, &mut it.finally]).collect()
        }
        What::Open(_) | What::Forget(_) | What::Alias(..) | What::Close(_) | What::Use(_) => vec![],
        What::Work | What::Flag(_) | What::Return | What::Raise | What::Break | What::Continue => vec![],
    }
}

fn count(block: &Block) -> usize {
    let inner = |it: &Stmt| parts(&mut it.clone()).into_iter().map(|it| count(it)).sum::<usize>();
    block.iter().map(|it| 1 + inner(it)).sum()
}

/// Guards the statement at `line` by `if name is not None:`.
pub fn guard(block: &mut Block, line: usize, name: Name) {
    for stmt in block {
        if stmt.line == line {
            stmt.what = What::If(Test::IsNotNone(name), vec![stmt.clone()], vec![]);
            return;
        }
        parts(stmt).into_iter().for_each(|it| guard(it, line, name));
    }
}

/// The function with its names in the order of `x`, `y`, `z`, so that equal ones look equal.
pub fn renamed(block: &Block) -> Block {
    let mut order: Vec<Name> = vec![];
    let mut copy = block.clone();
    each_name(&mut copy, &mut |it| {
        if !order.contains(it) {
            order.push(*it);
        }
        *it = order.iter().position(|name| name == it).expect("pushed above");
    });
    copy
}

fn each_name(block: &mut Block, visit: &mut dyn FnMut(&mut Name)) {
    for stmt in block {
        match &mut stmt.what {
            What::Open(it) | What::Forget(it) | What::Close(it) | What::Use(it) | What::With(it, _) => {
                visit(it);
            }
            What::If(Test::IsNone(it) | Test::IsNotNone(it) | Test::Truthy(it), ..) => visit(it),
            What::Alias(to, from) => {
                visit(to);
                visit(from);
            }
            What::Work | What::Flag(_) | What::Return | What::Raise | What::Break | What::Continue => {}
            What::If(Test::Unknown | Test::Flag | Test::NotFlag, ..) | What::For(_) | What::Try(_) => {}
        }
        parts(stmt).into_iter().for_each(|it| each_name(it, &mut *visit));
    }
}

/// Every function that is one step smaller.
pub fn smaller(block: &Block) -> Vec<Block> {
    let mut all = vec![];
    for at in 0..block.len() {
        let with = |new: Block| {
            let mut copy = block.clone();
            copy.splice(at..=at, new);
            copy
        };
        all.push(with(vec![]));
        let n_parts = parts(&mut block[at].clone()).len();
        for part in 0..n_parts {
            let mut stmt = block[at].clone();
            let inner = std::mem::take(parts(&mut stmt)[part]);
            all.push(with(inner.clone()));
            all.extend(smaller(&inner).into_iter().map(|it| {
                let mut stmt = block[at].clone();
                *parts(&mut stmt)[part] = it;
                with(vec![stmt])
            }));
        }
        if let What::Try(it) = &block[at].what {
            for handler in 0..it.handlers.len() {
                let mut fewer = it.clone();
                fewer.handlers.remove(handler);
                all.push(with(vec![unplaced(What::Try(fewer))]));
            }
        }
    }
    all.into_iter().map(|it| settle(it, Around::default())).collect()
}

/// The function as Python; every statement learns its line.
pub fn text(block: &mut Block) -> String {
    let mut out = "import bittensor as bt\nfrom helpers import cond, items, work\n\n\ndef f():\n".to_owned();
    let mut line = 6;
    write_block(block, 1, &mut line, &mut out);
    out
}

fn write_block(block: &mut Block, depth: usize, line: &mut usize, out: &mut String) {
    if block.is_empty() {
        put("pass", depth, line, out);
    }
    for stmt in block {
        stmt.line = *line;
        match &mut stmt.what {
            What::If(test, yes, no) => {
                put(&format!("if {}:", test_text(*test)), depth, line, out);
                write_block(yes, depth + 1, line, out);
                write_clause("else:", no, depth, line, out);
            }
            What::For(body) => {
                put("for _ in items:", depth, line, out);
                write_block(body, depth + 1, line, out);
            }
            What::With(name, body) => {
                put(&format!("with bt.Subtensor() as {}:", NAMES[*name]), depth, line, out);
                write_block(body, depth + 1, line, out);
            }
            What::Try(it) => {
                put("try:", depth, line, out);
                write_block(&mut it.body, depth + 1, line, out);
                for (catches, handler) in &mut it.handlers {
                    let head = match catches {
                        Catches::Some => "except ValueError:",
                        Catches::Exceptions => "except Exception:",
                        Catches::All => "except:",
                    };
                    put(head, depth, line, out);
                    write_block(handler, depth + 1, line, out);
                }
                write_clause("else:", &mut it.otherwise, depth, line, out);
                write_clause("finally:", &mut it.finally, depth, line, out);
            }
            simple => put(&simple_text(simple), depth, line, out),
        }
    }
}

fn write_clause(head: &str, block: &mut Block, depth: usize, line: &mut usize, out: &mut String) {
    if !block.is_empty() {
        put(head, depth, line, out);
        write_block(block, depth + 1, line, out);
    }
}

fn put(text: &str, depth: usize, line: &mut usize, out: &mut String) {
    writeln!(out, "{}{text}", "    ".repeat(depth)).expect("a string can be written to");
    *line += 1;
}

fn simple_text(what: &What) -> String {
    match what {
        What::Open(to) => format!("{} = bt.Subtensor()", NAMES[*to]),
        What::Forget(name) => format!("{} = None", NAMES[*name]),
        What::Alias(to, from) => format!("{} = {}", NAMES[*to], NAMES[*from]),
        What::Close(name) => format!("{}.close()", NAMES[*name]),
        What::Use(name) => format!("{}.block", NAMES[*name]),
        What::Work => "work()".to_owned(),
        What::Flag(true) => "flag = True".to_owned(),
        What::Flag(false) => "flag = False".to_owned(),
        What::Return => "return".to_owned(),
        What::Raise => "raise ValueError()".to_owned(),
        What::Break => "break".to_owned(),
        What::Continue => "continue".to_owned(),
        What::If(..) | What::For(_) | What::With(..) | What::Try(_) => unreachable!("has blocks"),
    }
}

fn test_text(test: Test) -> String {
    match test {
        Test::Unknown => "cond()".to_owned(),
        Test::IsNone(name) => format!("{} is None", NAMES[name]),
        Test::IsNotNone(name) => format!("{} is not None", NAMES[name]),
        Test::Truthy(name) => NAMES[name].to_owned(),
        Test::Flag => "flag".to_owned(),
        Test::NotFlag => "not flag".to_owned(),
    }
}
