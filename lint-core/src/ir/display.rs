//! The IR as text for snapshots, and with `{:#}` as a Mermaid flowchart for people.

use std::fmt::{self, Display, Formatter};

use super::{Arg, ArgKind, Body, Const, Def, End, Key, LocalId, Op, Root, ScopeStyle, Test};

impl Display for Body {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if f.alternate() { mermaid(self, f) } else { text(self, f) }
    }
}

fn text(body: &Body, f: &mut Formatter<'_>) -> fmt::Result {
    writeln!(f, "fn {}:", body.name)?;
    for (at, block) in body.blocks.iter().enumerate() {
        if matches!(block.end, End::Unreachable) && block.points.is_empty() {
            continue;
        }
        writeln!(f, "  bb{at}:")?;
        for point in &block.points {
            writeln!(f, "    {}", Named(body, &point.op))?;
        }
        writeln!(f, "    {}", EndOf(body, &block.end))?;
    }
    Ok(())
}

fn mermaid(body: &Body, f: &mut Formatter<'_>) -> fmt::Result {
    writeln!(f, "flowchart TD")?;
    for (at, block) in body.blocks.iter().enumerate() {
        if matches!(block.end, End::Unreachable) && block.points.is_empty() {
            continue;
        }
        let lines: Vec<String> = block.points.iter().map(|it| Named(body, &it.op).to_string()).collect();
        let label = format!("bb{at}<br>{}", lines.join("<br>")).replace('"', "'");
        writeln!(f, "  bb{at}[\"{label}\"]")?;
        for (idx, next) in block.end.successors().iter().enumerate() {
            let arrow = match (&block.end, idx) {
                (End::Fallible { .. }, 1) => "-. raise .->",
                (End::Branch { .. }, 0) => "-- yes -->",
                (End::Branch { .. }, _) => "-- no -->",
                _ => "-->",
            };
            writeln!(f, "  bb{at} {arrow} bb{}", next.0)?;
        }
    }
    Ok(())
}

/// A local as its name in the source, or `_3`.
struct Var<'a>(&'a Body, LocalId);

impl Display for Var<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0.locals.get(self.1.0 as usize).and_then(|it| it.name.as_deref()) {
            Some(name) => f.write_str(name),
            None => write!(f, "_{}", self.1.0),
        }
    }
}

struct EndOf<'a>(&'a Body, &'a End);

impl Display for EndOf<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let list =
            |it: &[super::BlockId]| it.iter().map(|it| format!("bb{}", it.0)).collect::<Vec<_>>().join(", ");
        match self.1 {
            End::Goto(it) => write!(f, "goto bb{}", it.0),
            End::Branch { cond, then, otherwise } => {
                write!(f, "if {} goto bb{} else bb{}", Var(self.0, *cond), then.0, otherwise.0)
            }
            End::Fallible { ok, raise } => write!(f, "ok bb{} raise bb{}", ok.0, raise.0),
            End::Next { iter, dst, body, done } => {
                write!(
                    f,
                    "{} = next {} bb{} done bb{}",
                    Var(self.0, *dst),
                    Var(self.0, *iter),
                    body.0,
                    done.0
                )
            }
            End::Choose(it) => write!(f, "choose {}", list(it)),
            End::Switch { selector, targets } => {
                write!(f, "switch {} {}", Var(self.0, *selector), list(targets))
            }
            End::Return { value } => write!(f, "return {}", Var(self.0, *value)),
            End::Raise => write!(f, "raise"),
            End::Halt => write!(f, "halt"),
            End::Unreachable => write!(f, "unreachable"),
        }
    }
}

struct Named<'a>(&'a Body, &'a Op);

impl Display for Named<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let var = |it: &LocalId| Var(self.0, *it);
        match self.1 {
            Op::Copy { dst, src } => write!(f, "{} = {}", var(dst), var(src)),
            Op::Const { dst, value } => write!(f, "{} = {value}", var(dst)),
            Op::Load { dst, def } => write!(f, "{} = {def}", var(dst)),
            Op::LoadRoot { dst, root } => write!(f, "{} = {root}", var(dst)),
            Op::StoreRoot { root, src } => write!(f, "{root} = {}", var(src)),
            Op::Attr { dst, obj, name } => write!(f, "{} = {}.{name}", var(dst), var(obj)),
            Op::SetAttr { obj, name, src } => write!(f, "{}.{name} = {}", var(obj), var(src)),
            Op::Item { dst, obj, key } => write!(f, "{} = {}[{key}]", var(dst), var(obj)),
            Op::SetItem { obj, key, src } => write!(f, "{}[{key}] = {}", var(obj), var(src)),
            Op::Pack { dst, items } => {
                let items: Vec<String> =
                    items.iter().map(|(key, it)| format!("{key}: {}", var(it))).collect();
                write!(f, "{} = pack {{{}}}", var(dst), items.join(", "))
            }
            Op::Opaque { dst, operands } => {
                let operands: Vec<String> = operands.iter().map(|it| var(it).to_string()).collect();
                write!(f, "{} = opaque({})", var(dst), operands.join(", "))
            }
            Op::Test { dst, test, operand } => {
                write!(f, "{} = {} {}", var(dst), TestOf(self.0, test), var(operand))
            }
            Op::Call { dst, callee, args } => {
                let args: Vec<String> = args.iter().map(|it| argument(self.0, it)).collect();
                write!(f, "{} = call {}({})", var(dst), var(callee), args.join(", "))
            }
            Op::Await { dst, src } => write!(f, "{} = await {}", var(dst), var(src)),
            Op::Yield { dst, src } => write!(f, "{} = yield {}", var(dst), var(src)),
            Op::YieldFrom { dst, src } => write!(f, "{} = yield from {}", var(dst), var(src)),
            Op::Enter { dst, manager, style } => write!(f, "{} = enter {style} {}", var(dst), var(manager)),
            Op::Exit { manager, style } => write!(f, "exit {style} {}", var(manager)),
            Op::Iterate { dst, src } => write!(f, "{} = iterate {}", var(dst), var(src)),
            Op::Unbind { local } => write!(f, "unbind {}", var(local)),
            Op::Drop { local } => write!(f, "drop {}", var(local)),
            Op::Move { dst, src } => write!(f, "{} = move {}", var(dst), var(src)),
            Op::MoveOut { obj, name } => write!(f, "move out {}.{name}", var(obj)),
            Op::EndTemps { first } => write!(f, "end temporaries from _{}", first.0),
            Op::EndScope { first } => write!(f, "end scope from _{}", first.0),
            Op::TakeOut { local } => write!(f, "take out of {}", var(local)),
            Op::Believe { local } => write!(f, "believe {}", var(local)),
            Op::Leave => write!(f, "leave"),
            Op::EndStatement => write!(f, "end statement"),
        }
    }
}

fn argument(body: &Body, arg: &Arg) -> String {
    let value = Var(body, arg.value);
    match &arg.kind {
        ArgKind::Positional => value.to_string(),
        ArgKind::Keyword(name) => format!("{name}={value}"),
        ArgKind::Spread => format!("*{value}"),
        ArgKind::KeywordSpread => format!("**{value}"),
    }
}

struct TestOf<'a>(&'a Body, &'a Test);

impl Display for TestOf<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.1 {
            Test::Not => write!(f, "not"),
            Test::IsNone => write!(f, "is-none"),
            Test::HoldsNone => write!(f, "holds-none"),
            Test::HoldsSomething => write!(f, "holds-something"),
            Test::IsNotNone => write!(f, "is-not-none"),
            Test::Equals(it) => write!(f, "equals {it}"),
            Test::Differs(it) => write!(f, "differs {it}"),
            Test::Same(it) => write!(f, "same {}", Var(self.0, *it)),
            Test::NotSame(it) => write!(f, "not-same {}", Var(self.0, *it)),
            Test::IsBound => write!(f, "is-bound"),
        }
    }
}

impl Display for Const {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Const::None => f.write_str("None"),
            Const::Bool(true) => f.write_str("True"),
            Const::Bool(false) => f.write_str("False"),
            Const::Int(it) => write!(f, "{it}"),
            Const::Str(it) => write!(f, "\"{}\"", it.escape_default()),
            Const::Other => f.write_str("literal"),
        }
    }
}

impl Display for Key {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Key::At(it) => write!(f, "{it}"),
            Key::Any => f.write_str("?"),
            Key::Spread => f.write_str("*"),
        }
    }
}

impl Display for Def {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Def::Module(file) => write!(f, "module#{file}"),
            Def::Function(it) => write!(f, "fn#{}.{}", it.file, it.index),
            Def::Class(it) => write!(f, "class#{}.{}", it.file, it.index),
            Def::External(path) => write!(f, "<{path}>"),
            Def::OneOf(all) => {
                let all: Vec<String> = all.iter().map(ToString::to_string).collect();
                write!(f, "one of {}", all.join(" | "))
            }
        }
    }
}

impl Display for Root {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Root::Param(it) => write!(f, "param {it}"),
            Root::Global(_, name) => write!(f, "global {name}"),
            Root::Captured(_, name) => write!(f, "captured {name}"),
            Root::Class(it) => write!(f, "class#{}.{}", it.file, it.index),
            Root::Opaque(block, idx) => write!(f, "opaque bb{block}[{idx}]"),
        }
    }
}

impl Display for ScopeStyle {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ScopeStyle::With => "with",
            ScopeStyle::AsyncWith => "async with",
        })
    }
}
