//! An object keeps a connection in an attribute, and nothing closes that attribute.
//!
//! ## Why is this bad?
//!
//! Whoever creates the object cannot know that it holds a websocket, and could not close it either.
//! Each instance costs a connection for as long as the process runs: with bittensor 8.4.0 to 10.5 a sync connection stays open even when its owner is collected.
//! With 6 to 8.3 it is closed when the cyclic collector runs.
//! A `__del__` that closes does not make an owner: it runs late or never, and on the interpreter's terms.
//!
//! ## Example
//!
//! ```python
//! import bittensor as bt
//!
//!
//! class Validator:
//!     def __init__(self) -> None:
//!         self.sub = bt.Subtensor(network="finney")  # error
//!
//!     def block(self) -> int:
//!         return self.sub.get_current_block()
//! ```
//!
//! Use instead:
//!
//! ```python
//! import bittensor as bt
//!
//!
//! class Validator:
//!     def __init__(self) -> None:
//!         self.sub = bt.Subtensor(network="finney")
//!
//!     def __enter__(self) -> "Validator":
//!         return self
//!
//!     def __exit__(self, *exc: object) -> None:
//!         self.sub.close()
//!
//!     def block(self) -> int:
//!         return self.sub.get_current_block()
//!
//!
//! def main() -> None:
//!     with Validator() as validator:
//!         print(validator.block())
//! ```
//!
//! ## Fix safety
//!
//! A `close()` for a class that has none is unsafe: it is new to the class's users, who have to call it.
//! If objects of the class are made in the checked files, they are closed as well (SUB007), else nothing is changed.
//! Nothing is offered where the SDK's own `close()` is known to raise (`retry_forever=True`, `fallback_endpoints=`, `archive_endpoints=`).
//! Neither is it for an attribute that is sync from one opening and async from another: no one `close()` fits both.
//!
//! ## When it errs
//!
//! Only code that was given to the linter counts: check the whole project, not a single file, if another file closes `validator.sub`.
//! Code outside the project that closes the attribute is not seen.
//! What a handler leaves in its argument under a key (`app["sub"]`) counts as closed by any close of an element of an argument, whatever its key.
//!
//! ## How to silence it
//!
//! Write `# subtensor-lint: ignore[SUB006] the one instance lives as long as the process` on the line of the opening call or above it.

use std::collections::BTreeSet;

use super::context::{Context, View};
use super::reopened_without_close::{is_kin, is_place};
use super::{Level, Rule};
use crate::closers::field_of;
use crate::facts::{Facts, Kept};
use crate::finding::{Applicability, Confidence, FileId, Finding, Fix, Label, Location};
use crate::ir::{ClassId, Def, Root};
use crate::lang::edit;
use crate::ownership::value::{Step, Sym};
use crate::profile::{DropEffect, Opens, Style};

pub(super) static RULE: Rule = Rule {
    id: "SUB006",
    name: "owner-never-closes",
    summary: "connection is kept in an object and nothing closes it",
    level: Level::Error,
    since: "0.1.0",
    source: include_str!("owner_never_closes.rs"),
    check,
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    // Fields that have been told: the call that comes first stands for all that may have their object open one.
    let mut told: BTreeSet<(ClassId, Step)> = BTreeSet::new();
    for view in cx.sites() {
        let Some(kept) = view.facts.kept.get(&view.id) else { continue };
        let way = view.owner().unwrap_or_default();
        let resource = view.resource();
        // What cannot be closed nobody forgot to close.
        let known = view.knowledge().resource(resource);
        if known.drop != DropEffect::Abandons || known.self_closing {
            continue;
        }
        let mut fields: Vec<&Kept> =
            kept.iter().filter(|it| matches!(it, Kept::Field(..) | Kept::Returned(..))).collect();
        fields.sort_by_key(|it| view.facts.kept_parts.contains(&(view.id, (*it).clone())));
        let is_asked_by_key = || view.facts.keys.get(&view.id).is_some_and(|it| cx.closers.is_asked(it));
        let connected = |it: &&&Kept| {
            view.facts.kept_open.contains(&view.id) || cx.closers.connects(it) || is_asked_by_key()
        };
        let closed = view.is_closed_where_kept();
        if let (false, Some(place)) = (closed, fields.iter().find(connected)) {
            let owner = owner_of(cx, &view, place).filter(|_| view.is_opened_in_keeper());
            if owner.is_some_and(|it| !told.insert(it)) {
                continue;
            }
            out.push(report(cx, &view, place, way));
        }
    }
    dataclass_defaults(cx, out);
}

/// The class and field that keep it.
fn owner_of(cx: &Context<'_>, view: &View<'_, '_>, place: &Kept) -> Option<(ClassId, Step)> {
    match place {
        Kept::Field(sym, step) => cx.closers.owner_of(sym, step, view.body),
        Kept::Returned(class, step) => Some((*class, step.clone())),
        Kept::Root(_) | Kept::ClassLevel(..) => None,
    }
}

fn report(cx: &Context<'_>, view: &View<'_, '_>, place: &Kept, way: &[(ClassId, Step)]) -> Finding {
    let owner = owner_of(cx, view, place);
    let field = match place {
        Kept::Field(sym, step) => field_of(sym, step),
        Kept::Returned(_, Step::Attr(name)) => Some(name.clone()),
        _ => None,
    };
    let name = field.map_or("this object".to_owned(), |it| format!("`self.{it}`"));
    let name = match view.facts.keys.get(&view.id) {
        Some(key) if owner.is_none() => format!("`\"{key}\"` of this object"),
        _ if owner.is_none() => name.replace("self.", ""),
        _ => name,
    };
    let Some((class, step)) = owner else {
        // What the source writes says whose field it is: `app.sub`.
        let target = view.source().and_then(|it| edit::target(it, view.site.span));
        let target = target
            .filter(|it| it.contains('.') && !it.contains('\n') && !view.facts.keys.contains_key(&view.id));
        let name = target.map_or(name, |it| format!("`{it}`"));
        let message =
            format!("{name} keeps a connection and nothing closes it{}{}", view.often(), view.collector());
        return view.finding(
            &RULE,
            message,
            "close it where the object ends, or pass the connection in".to_owned(),
        );
    };
    let class_name = view.class_name(class);
    let full: Vec<(ClassId, Step)> = std::iter::once((class, step)).chain(way.iter().cloned()).collect();
    let only_del = cx.closers.only_del_closes(&full, view.resource(), view.knowledge());
    let message = if only_del {
        format!(
            "{name} keeps a connection that only `__del__` closes, which may never run{}",
            view.collector()
        )
    } else {
        format!(
            "{name} keeps a connection and nothing closes it: every {class_name} costs one{}",
            view.collector()
        )
    };
    let close = if view.knowledge().resource(view.resource()).style == Style::Async {
        "an async `close()`"
    } else {
        "a `close()`"
    };
    let fixed = if only_del { None } else { fix(cx, view, place, class) };
    let closed = if view.is_awaited_elsewhere() {
        format!("`await`s {name} and closes that")
    } else {
        format!("closes {name}")
    };
    let help = format!("give {class_name} {close} that {closed}, or pass the connection in");
    let mut finding = Finding { fix: fixed, ..view.finding(&RULE, message, help) };
    if only_del {
        finding.confidence = Confidence::Low;
    }
    let location = Location { file: FileId(class.file), span: cx.program.project.class(class).span };
    finding.related.push(Label { message: format!("no method of {class_name} closes {name}"), location });
    finding
}

/// Adds a `close()` to the class.
fn fix(cx: &Context<'_>, view: &View<'_, '_>, place: &Kept, class: ClassId) -> Option<Fix> {
    let Kept::Field(sym, Step::Attr(field)) = place else { return None };
    let is_own = sym.root == Root::Param(0) && sym.steps.is_empty();
    let project = cx.program.project;
    let is_free = project.method(class, "close").is_none() && project.external_bases(class).is_empty();
    let is_closable = view.owner().is_none() && !view.close_raises();
    if !is_own || !is_free || !is_closable || class.file != view.body.file {
        return None;
    }
    // The object's own `close()` is not what closes it then.
    if view.is_awaited_elsewhere() {
        return None;
    }
    // Another opening of the same field may want to be closed in another way.
    let place_of_field = sym.child(Step::Attr(field.clone()))?;
    if is_closed_otherwise(cx, view, &place_of_field) {
        return None;
    }
    // What another method lets go of a `close()` would not reach.
    let empties = |it: &Facts| it.emptied.iter().any(|it| it.place == place_of_field);
    if cx.facts.iter().any(|it| empties(it.1) && is_kin(cx, view.body, *it.0, &place_of_field)) {
        return None;
    }
    let edits = edit::add_close(view.source()?, project.class(class).span, field, &view.close()?)?;
    let description = format!("give {} a `close()`", view.class_name(class));
    Some(Fix { applicability: Applicability::Unsafe, description, edits })
}

/// Whether the field holds, from another opening, what this one's close does not close: one of them is async.
fn is_closed_otherwise(cx: &Context<'_>, view: &View<'_, '_>, place: &Sym) -> bool {
    let close = view.close();
    let kin = cx.facts.iter().filter(|it| is_kin(cx, view.body, *it.0, place));
    kin.flat_map(|(id, facts)| facts.kept.iter().map(move |it| (*id, it)))
        .filter(|(_, (_, kept))| kept.iter().any(|it| is_place(it, place)))
        .filter_map(|(id, (site, _))| cx.view(id, *site))
        .any(|it| it.close() != close)
}

/// `field(default_factory=bt.Subtensor)` opens one for each instance.
fn dataclass_defaults(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let project = cx.program.project;
    for class in project.classes() {
        for field in class.dataclass_fields.iter().flatten() {
            let Some((factory, span)) = &field.factory else { continue };
            let knowledge = cx.program.knowledge(class.id.file);
            let Some(Def::External(path)) = project.resolve(class.id.file, factory) else { continue };
            let Some(resource) = knowledge.opener(&path).map(|it| it.resource) else { continue };
            let way = [(class.id, Step::Attr(field.name.clone()))];
            let known = knowledge.resource(resource);
            if known.self_closing
                || known.opens != Opens::Constructor
                || cx.closers.closes_way(&way, resource, knowledge)
            {
                continue;
            }
            let changes = knowledge.changes(&path).iter().filter(|it| it.0.when.is_empty());
            let note = knowledge.dropped_note(resource).map_or(String::new(), |it| format!("; {it}"));
            out.push(Finding {
                rule: &RULE,
                severity: RULE.level.severity(),
                confidence: Confidence::High,
                message: format!(
                    "every `{}` opens a connection in `{}` and nothing closes it{note}",
                    class.name, field.name
                ),
                help: format!(
                    "give `{}` a `close()` that closes `self.{}`, or pass the connection in",
                    class.name, field.name
                ),
                notes: changes.map(|it| it.1.to_string()).collect(),
                location: Location { file: FileId(class.id.file), span: *span },
                related: vec![],
                trace: vec![],
                fix: None,
                resource: known.title.clone(),
                sdk: knowledge.label_of(resource).to_owned(),
                cause: None,
                fingerprint: String::new(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fix::testing::{check_no_fix, check_unsafe_fix};

    #[test]
    fn the_class_learns_to_close_and_who_makes_one_closes_it() {
        check_unsafe_fix(
            "SUB006",
            r#"
import bittensor as bt
class Miner:
    def __init__(self):
        self.sub = bt.Subtensor()

    def block(self):
        return self.sub.block

class Other:
    pass
"#,
            r#"
import bittensor as bt
class Miner:
    def __init__(self):
        self.sub = bt.Subtensor()

    def block(self):
        return self.sub.block

    def close(self) -> None:
        self.sub.close()

class Other:
    pass
"#,
        );
    }

    #[test]
    fn what_is_sync_from_one_opening_and_async_from_another_has_no_one_close() {
        let text = "import bittensor as bt\nclass Miner:\n    def __init__(self):\n        self.sub = bt.Subtensor()\n    async def ensure(self):\n        if self.sub is None:\n            self.sub = bt.AsyncSubtensor()\n            await self.sub.initialize()\n";
        check_no_fix("SUB006", text);
    }

    #[test]
    fn a_class_does_not_learn_a_close_that_is_known_to_raise() {
        let text = "import bittensor as bt\nclass Miner:\n    def __init__(self):\n        self.sub = bt.Subtensor(retry_forever=True)\n";
        check_no_fix("SUB006", text);
    }
}
