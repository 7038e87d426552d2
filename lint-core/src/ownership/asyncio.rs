//! What runs coroutines, and what threads and executors are handed.

use std::sync::Arc;

use super::Run;
use super::call::{Called, find};
use super::handing::close_some_time;
use super::state::State;
use super::value::{Argument, Deferred, Passed, Point, Step, Value};
use crate::ir::{Const, Def, Root};
use crate::knowledge::Closing;
use crate::profile::Style;

/// What runs a coroutine, and gives something to await that gives its outcome.
const LATER: &[&str] =
    &["create_task", "ensure_future", "wait_for", "shield", "run_coroutine_threadsafe", "timeout"];

/// Those of them that do not wait for it themselves.
const TASK_STARTERS: &[&str] = &["create_task", "ensure_future", "run_coroutine_threadsafe"];

impl Run<'_> {
    /// Whether calling the value, or it itself, has to be awaited.
    pub(super) fn is_async(&self, state: &State, value: &Value) -> Option<bool> {
        match value {
            Value::Part(conn, path) => {
                let id = self.resource_of(state, *conn);
                Some(match self.knowledge.closes(id, path) {
                    Closing::Awaited => true,
                    Closing::Now => false,
                    Closing::No => self.knowledge.resource(id).style == Style::Async,
                })
            }
            Value::Def(Def::Function(id)) => Some(self.program.body(*id).traits.is_async),
            Value::Bound(object, name) => {
                let class = self.class_of_value(state, object)?;
                Some(self.program.body(self.program.project.method(class, name)?).traits.is_async)
            }
            Value::Coroutine(_) => Some(true),
            Value::Const(_) | Value::Obj(_) => Some(false),
            _ => None,
        }
    }

    pub(super) fn ask_async(&mut self, state: State, object: &Value, at: Point) -> Called {
        match self.field(&state, object, &Step::IsAsync) {
            Value::Unknown => self.quiet_opaque(state, at),
            it => Called::quiet(state, it),
        }
    }

    /// `asyncio.gather` schedules what it is handed: a close among it runs, whatever becomes of the rest.
    pub(super) fn gather(&mut self, mut state: State, arguments: &[Argument], at: Point) -> Called {
        let mut all = Vec::new();
        for it in arguments.iter().filter(|it| !matches!(it.kind, Passed::Keyword(_))) {
            match it.kind {
                Passed::Spread => all.extend(self.elements(&state, &it.value)),
                Passed::Positional | Passed::Keyword(_) => all.push(it.value.clone()),
            }
        }
        let only_closes = !all.is_empty() && all.iter().all(is_end);
        for it in all.iter_mut().filter(|it| is_end(it)) {
            self.consume(&mut state, it, at);
            *it = super::transfer::ready(Value::Const(Const::None));
        }
        let raise = if only_closes { vec![] } else { vec![state.clone()] };
        Called { ok: vec![(state, Value::Coroutine(Arc::new(Deferred::All(all))))], raise }
    }

    /// Functions that run what they are handed: `asyncio.run(main(sub))`, `to_thread(open)`, `wait_for(close())`.
    pub(super) fn runner(
        &mut self,
        mut state: State,
        path: &str,
        arguments: &[Argument],
        at: Point,
    ) -> Called {
        let last = path.rsplit('.').next().unwrap_or(path);
        let skip = usize::from(matches!(last, "run_in_executor"));
        let is_thread = matches!(
            last,
            "to_thread" | "run_in_executor" | "run_sync" | "submit" | "run_in_threadpool" | "call_soon"
        );
        if is_thread && let Some((callee, rest)) = arguments.get(skip..).and_then(<[Argument]>::split_first) {
            let callee = callee.value.clone();
            // An executor of its own may have a single thread, and tasks of the loop are none.
            let is_default = skip == 0 || matches!(arguments[0].value, Value::Const(Const::None));
            let is_submitted = is_default && last != "call_soon" && !path.contains("Process");
            let called = if is_submitted {
                self.call_in_thread(state, &callee, rest, at)
            } else {
                self.call(state, &callee, rest, at)
            };
            return wrap(called, true);
        }
        let later = LATER.contains(&last);
        let coroutine = arguments.iter().find(|it| matches!(it.value, Value::Coroutine(_)));
        if let Some(Argument { value: Value::Coroutine(it), .. }) = coroutine {
            let before = TASK_STARTERS.contains(&last).then(|| state.clone());
            let mut called = self.run(state, &it.clone(), at);
            if let Some(before) = before {
                called.ok.iter_mut().for_each(|it| close_some_time(&before, &mut it.0));
            }
            return if later { wrap(called, true) } else { called };
        }
        // What the body itself was handed its caller knows: `def run(coro): return asyncio.run(coro)`.
        let first = arguments.first().filter(|_| runs_a_coroutine(path));
        if let Some(Argument { value: it @ Value::Sym(sym), .. }) = first
            && let (Root::Param(_), []) = (&sym.root, sym.steps.as_slice())
        {
            let called = self.await_value(state, &it.clone(), at);
            return if later { wrap(called, true) } else { called };
        }
        self.opaque_types.insert((at.block, at.index), path.into());
        if super::threads::waits(last) {
            Run::join_threads(&mut state);
        }
        let of_thread = match last {
            "Thread" | "Timer" => self.uses_of_thread(&state, arguments, at),
            _ => Default::default(),
        };
        self.run_with_arguments(&mut state, arguments, at);
        self.consume_all(&mut state, arguments, at);
        let raise = vec![state.clone()];
        self.share(&mut state, &of_thread, at);
        let lent: Vec<Value> = arguments.iter().map(|it| it.value.clone()).collect();
        let root = path.split('.').next().unwrap_or(path);
        if root != "builtins" && !self.knowledge.is_package(root) {
            Run::may_fill(&mut state, arguments);
            self.note_lent(&state, last, &lent);
        }
        let value = Run::opaque(&mut state, at);
        Called { ok: vec![(state, value)], raise }
    }

    /// `register(close, sub)` and `Thread(target=work, args=(sub,))`: the function is handed its arguments along.
    pub(super) fn run_with_arguments(&mut self, state: &mut State, arguments: &[Argument], at: Point) {
        let is_callable = |it: &Argument| matches!(it.value, Value::Def(Def::Function(_)) | Value::Bound(..));
        let Some(nth) = arguments.iter().position(is_callable) else { return };
        let callee = arguments[nth].value.clone();
        let mut rest: Vec<Argument> = match find(arguments, "args", None) {
            Some(tuple) => {
                let all = self.elements(state, tuple);
                all.into_iter()
                    .map(|value| Argument { kind: Passed::Positional, value, moved: false })
                    .collect()
            }
            None => arguments[nth + 1..].to_vec(),
        };
        // `Thread(target=work, kwargs={"sub": sub})`.
        if let Some(Value::Obj(id)) = find(arguments, "kwargs", None) {
            let fields = state.heap.get(id).map(|it| it.fields.clone()).unwrap_or_default();
            rest.retain(|it| !matches!(&it.kind, Passed::Keyword(name) if &**name == "kwargs"));
            rest.extend(fields.iter().filter_map(|(step, value)| match step {
                Step::At(Const::Str(name)) => {
                    let kind = Passed::Keyword(name.clone());
                    Some(Argument { kind, value: value.clone(), moved: false })
                }
                _ => None,
            }));
        }
        if !rest.is_empty() {
            self.run_discharges(state, &callee, &rest, at);
        }
    }
}

/// Whether a function of asyncio's runs the coroutine that it is handed first.
pub(crate) fn runs_a_coroutine(path: &str) -> bool {
    let last = path.rsplit('.').next().unwrap_or(path);
    path.starts_with("asyncio.") && (LATER.contains(&last) || matches!(last, "run" | "run_until_complete"))
}

/// Results that come out of awaiting.
pub(super) fn wrap(mut called: Called, awaited: bool) -> Called {
    if awaited {
        for (_, value) in &mut called.ok {
            if !matches!(value, Value::Coroutine(_)) {
                *value = super::transfer::ready(value.clone());
            }
        }
    }
    called
}

/// Whether it is a close that is still to be awaited.
fn is_end(value: &Value) -> bool {
    match value {
        Value::Coroutine(it) => matches!(**it, Deferred::Close(..) | Deferred::Event { .. }),
        Value::Any(all) => all.iter().all(is_end),
        _ => false,
    }
}
