//! What the statements of a module bind its names to.

use std::collections::BTreeSet;

use super::Index;
use crate::ir::{ClassId, FnId, Name};
use crate::lang::python::meaning::{import_path, imported};
use crate::lang::python::tree::Node;
use crate::lang::python::{children, field, string_value, text_of};
use crate::project::Meaning;

impl<'a> Index<'a> {
    /// What module-level statements bind, however deep in `if`, `try` and `with` they stand.
    pub(super) fn statements(&mut self, root: Node<'_>) {
        let mut todo = vec![root];
        while let Some(node) = todo.pop() {
            match node.kind() {
                "function_definition" => {
                    let meaning = self.body_of(node).map_or(Meaning::Value, Meaning::Function);
                    self.bind_name(node, meaning);
                    self.global_imports(node);
                }
                "class_definition" => {
                    let id =
                        self.parsed.classes.get(&node.id()).map(|it| ClassId { file: self.file, index: *it });
                    self.bind_name(node, id.map_or(Meaning::Value, Meaning::Class));
                    self.global_imports(node);
                }
                "lambda" => {}
                "import_statement" | "import_from_statement" => self.import(node),
                "assignment" => {
                    self.assignment(node);
                    todo.extend(children(node));
                }
                "named_expression" | "for_statement" | "augmented_assignment" => {
                    let target = field(node, "left").or(field(node, "name"));
                    target.into_iter().for_each(|it| self.bind_targets(it, &Meaning::Value));
                    todo.extend(children(node).into_iter().rev());
                }
                "as_pattern_target" => self.bind_targets(node, &Meaning::Value),
                _ => todo.extend(children(node).into_iter().rev()),
            }
        }
    }

    pub(super) fn body_of(&self, node: Node<'_>) -> Option<FnId> {
        self.parsed.bodies.get(&node.id()).map(|index| FnId { file: self.file, index: *index })
    }

    fn bind_name(&mut self, node: Node<'_>, meaning: Meaning) {
        if let Some(name) = field(node, "name") {
            let name = self.name(name);
            self.rebind(node, &name);
            self.bind(name, meaning);
        }
    }

    /// What stands at the top level of the module replaces what the name meant before.
    fn rebind(&mut self, node: Node<'_>, name: &str) {
        let mut statement = node.parent();
        while let Some(it) =
            statement.filter(|it| matches!(it.kind(), "decorated_definition" | "expression_statement"))
        {
            statement = it.parent();
        }
        if statement.is_some_and(|it| it.kind() == "module") {
            self.module().bindings.remove(name);
        }
    }

    pub(super) fn bind(&mut self, name: Name, meaning: Meaning) {
        let all = self.module().bindings.entry(name).or_default();
        if !all.contains(&meaning) {
            all.push(meaning);
        }
    }

    fn bind_targets(&mut self, node: Node<'_>, meaning: &Meaning) {
        match node.kind() {
            "identifier" => {
                let name = self.name(node);
                self.bind(name, meaning.clone());
            }
            "attribute" | "subscript" => {}
            _ => children(node).into_iter().for_each(|it| self.bind_targets(it, &Meaning::Value)),
        }
    }

    /// `a = b = value`; an assignment to a module's attribute replaces what it names by a fake.
    pub(super) fn assignment(&mut self, node: Node<'_>) {
        let Some(left) = field(node, "left") else { return };
        let mut right = field(node, "right");
        while let Some(it) = right.filter(|it| it.kind() == "assignment") {
            right = field(it, "right");
        }
        let Some(right) = right else { return };
        if left.kind() == "identifier" {
            let meaning = self.meaning(right);
            self.bind_targets(left, &meaning);
        } else {
            self.bind_targets(left, &Meaning::Value);
        }
        if let Some(name) = replaced(left, self.text) {
            self.parsed.patched.push(name);
        }
    }

    /// `global bt; import bittensor as bt` inside a function binds a module-level name.
    fn global_imports(&mut self, root: Node<'_>) {
        if !self.text(root).contains("global ") {
            return;
        }
        let mut globals = BTreeSet::new();
        let mut imports = vec![];
        let mut todo = vec![root];
        while let Some(node) = todo.pop() {
            match node.kind() {
                "global_statement" => globals.extend(children(node).into_iter().map(|it| self.name(it))),
                "import_statement" | "import_from_statement" => imports.push(node),
                "assignment" => imports.push(node),
                _ => {}
            }
            todo.extend(children(node));
        }
        if globals.is_empty() {
            return;
        }
        for node in imports {
            match node.kind() {
                "assignment" => {
                    let Some(left) =
                        field(node, "left").filter(|it| globals.contains(text_of(*it, self.text)))
                    else {
                        continue;
                    };
                    let meaning = field(node, "right").map_or(Meaning::Value, |it| self.meaning(it));
                    self.bind_targets(left, &meaning);
                }
                _ => {
                    for (name, meaning) in imported(node, self.text) {
                        if globals.contains(&name) {
                            self.bind(name, meaning);
                        }
                    }
                }
            }
        }
    }

    pub(super) fn import(&mut self, node: Node<'_>) {
        for (name, meaning) in imported(node, self.text) {
            self.rebind(node, &name);
            self.bind(name, meaning);
        }
        if children(node).iter().any(|it| it.kind() == "wildcard_import")
            && let Some(path) = field(node, "module_name").map(|it| import_path(it, self.text))
        {
            self.module().stars.push(path);
        }
    }

    pub(super) fn note_imports(&mut self, node: Node<'_>) {
        for (_, meaning) in imported(node, self.text) {
            match meaning {
                Meaning::Import(path) => self.module().imports.push((path, None)),
                Meaning::Member(path, name) => self.module().imports.push((path, Some(name))),
                _ => {}
            }
        }
    }
}

/// What an assignment may replace by a fake: `bt.subtensor = Fake`, `sys.modules["bittensor"] = fake`.
pub(super) fn replaced(left: Node<'_>, text: &str) -> Option<(Name, Name)> {
    match left.kind() {
        "attribute" => {
            let object = field(left, "object").filter(|it| it.kind() == "identifier")?;
            Some((text_of(object, text).into(), text_of(field(left, "attribute")?, text).into()))
        }
        "subscript" => {
            let object = text_of(field(left, "value")?, text);
            let name = string_value(field(left, "subscript")?, text)?;
            object.ends_with("sys.modules").then(|| ("sys.modules".into(), name.into()))
        }
        _ => None,
    }
}

/// The elements of a tuple or list of strings.
pub(super) fn strings(node: Node<'_>, text: &str) -> Option<Vec<Name>> {
    if !matches!(node.kind(), "tuple" | "list") {
        return None;
    }
    children(node).into_iter().map(|it| Some(string_value(it, text)?.into())).collect()
}
