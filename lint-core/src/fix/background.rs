//! Objects that go on working behind the caller's back: with a task or thread that they started with themselves.
//!
//! `comms.start()`, which does `create_task(self.fetch())`, returns at once, and the task uses what the object keeps
//! for as long as it likes: nobody can say where the block around the call may end.

use std::collections::BTreeSet;

use crate::ir::{Body, ClassId, Def, FnId, LocalId, Name, Op, Root};
use crate::program::Program;

/// What starts a task or thread, or has a function called later, by the last part of its name.
///
/// What hands a job to a pool is none of them: who does that waits for the result as a rule.
const BACKGROUND_STARTERS: &[&str] = &[
    "create_task",
    "ensure_future",
    "run_coroutine_threadsafe",
    "start_soon",
    "add_job",
    "call_soon",
    "call_soon_threadsafe",
    "call_later",
    "Thread",
    "Timer",
    "Process",
];

/// Whether an instance of the class, made or called in a body, starts something there with itself.
pub(super) fn starts_with_itself(program: &Program<'_>, class: ClassId, caller: &Body) -> bool {
    let project = program.project;
    let mut todo: Vec<Name> = called_on_objects(caller).cloned().collect();
    todo.extend(["__init__", "__post_init__", "__enter__", "__aenter__"].map(Name::from));
    let mut seen: BTreeSet<FnId> = BTreeSet::new();
    while let Some(name) = todo.pop() {
        let Some(id) = project.method(class, &name).filter(|it| seen.insert(*it)) else { continue };
        let body = program.body(id);
        if starts_self(program, body) {
            return true;
        }
        todo.extend(called_on_objects(body).cloned());
    }
    false
}

/// The names of all attributes that a body reads of anything: those that are methods of the class may be its own.
fn called_on_objects(body: &Body) -> impl Iterator<Item = &Name> {
    ops(body).filter_map(|it| if let Op::Attr { name, .. } = it { Some(name) } else { None })
}

/// Whether a method hands itself, a method of its own or a nested function to what starts a task or thread.
fn starts_self(program: &Program<'_>, body: &Body) -> bool {
    let starters = ops(body).filter_map(|it| match it {
        Op::Attr { dst, name, .. } if is_starter(name) => Some(*dst),
        Op::Load { dst, def: Def::External(path) } if is_starter(path) => Some(*dst),
        _ => None,
    });
    let starters: BTreeSet<LocalId> = starters.collect();
    if starters.is_empty() {
        return false;
    }
    let own = own_values(program, body);
    ops(body).any(|it| match it {
        Op::Call { callee, args, .. } => {
            starters.contains(callee) && args.iter().any(|it| own.contains(&it.value))
        }
        _ => false,
    })
}

fn is_starter(path: &str) -> bool {
    let last = path.rsplit('.').next().unwrap_or(path);
    BACKGROUND_STARTERS.contains(&last)
}

/// The locals that have `self`, something of it, what takes or returns it, or a nested function that uses it.
fn own_values(program: &Program<'_>, body: &Body) -> BTreeSet<LocalId> {
    let mut own = BTreeSet::from([LocalId(0)]);
    for op in ops(body) {
        let (dst, comes_from_self) = match op {
            Op::Copy { dst, src } => (dst, own.contains(src)),
            Op::Attr { dst, obj, .. } => (dst, own.contains(obj)),
            Op::Call { dst, callee, args } => {
                (dst, own.contains(callee) || args.iter().any(|it| own.contains(&it.value)))
            }
            Op::Pack { dst, items } => (dst, items.iter().any(|it| own.contains(&it.1))),
            Op::Load { dst, def: Def::Function(id) } => (dst, captures(program.body(*id), body)),
            _ => continue,
        };
        if comes_from_self {
            own.insert(*dst);
        }
    }
    own
}

/// Whether a nested function uses what the method has.
fn captures(nested: &Body, method: &Body) -> bool {
    ops(nested).any(|it| matches!(it, Op::LoadRoot { root: Root::Captured(of, _), .. } if *of == method.id))
}

fn ops(body: &Body) -> impl Iterator<Item = &Op> {
    body.blocks.iter().flat_map(|it| &it.points).map(|it| &it.op)
}
