//! Reads a file's names: its functions and classes, what module-level names are bound to, what it imports.

mod bindings;
mod classes;

use std::sync::{Arc, LazyLock};

use foldhash::{HashMap, HashSet};

use self::bindings::replaced;
use super::meaning::{annotation, meaning};
use super::traits::Fixture;
use super::tree::{Node, Tree};
use super::{Parsed, children, field, text_of};
use crate::ir::{ClassId, FnId, Name};
use crate::project::{Meaning, Mention, Module};

/// Fills the module, the numbering of bodies and classes, and what the file patches.
pub(super) fn index(file: u32, text: &str, parsed: &mut Parsed) {
    let tree = std::mem::take(&mut parsed.tree);
    let root = tree.root_node();
    let mut index = Index {
        file,
        text,
        parsed,
        labels: vec![],
        root: None,
        params: vec![],
        locals: vec![],
        globals: vec![],
    };
    index.parsed.module.functions.push(("<module>".into(), None));
    let seen = index.walk(&tree);
    index.statements(root);
    index.share(&seen);
    let words = seen.words.into_iter().map(|(word, it)| (Name::from(word), it.mentions));
    index.parsed.module.words = Arc::new(words.collect());
    parsed.tree = tree;
}

struct Index<'a> {
    file: u32,
    text: &'a str,
    parsed: &'a mut Parsed,
    /// Names of attributes and keyword arguments that the walk will come to, by node id: they are no references.
    labels: Vec<usize>,
    /// The node id of the name that the attribute around it is read from.
    root: Option<usize>,
    /// Parameters of the functions around the cursor.
    params: Vec<&'a str>,
    /// What else those functions have bound on the way to the cursor.
    locals: Vec<&'a str>,
    /// What they have declared as somebody else's.
    globals: Vec<&'a str>,
}

/// What the walk over the whole tree collects.
#[derive(Default)]
struct Seen<'a> {
    words: HashMap<&'a str, Word>,
    /// Attributes read from plain names: `state.sub`.
    attributes: HashSet<(&'a str, &'a str)>,
}

/// Where a word stands.
#[derive(Default)]
struct Word {
    mentions: Vec<Mention>,
    /// As a name inside a function or class.
    nested: bool,
}

impl Word {
    /// Notes something of the mention in the groups around the cursor.
    fn note(&mut self, here: Around, note: impl Fn(&mut Mention)) {
        for group in std::iter::once(here.group).chain(here.outer) {
            if self.mentions.last().is_none_or(|it| it.group != group) {
                self.mentions.push(Mention { group, ..Mention::default() });
            }
            self.mentions.last_mut().into_iter().for_each(&note);
        }
    }
}

/// More local names than these are not told from those of the module.
const MAX_LOCALS: usize = 64;

/// A definition around the cursor of the walk.
#[derive(Clone, Copy)]
struct Around {
    /// Behind the definition, in the row of the tree's nodes.
    end: usize,
    class: Option<ClassId>,
    in_function: bool,
    /// The body whose lowering brings this code along: an outermost function, or the module.
    group: u32,
    /// The group around that one, for a default: it is a part of both.
    outer: Option<u32>,
    /// The number of parameters around it, and of what else functions bind.
    n_params: usize,
    n_locals: usize,
    n_globals: usize,
    /// Nothing runs here: an annotation, an import of the module.
    idle: bool,
}

/// The ids of the node kinds that the walk looks at: comparing numbers is much faster than comparing names.
struct Kinds {
    function: u16,
    class: u16,
    lambda: u16,
    identifier: u16,
    attribute: u16,
    keyword: u16,
    string: u16,
    assignment: u16,
    parameters: u16,
    annotation: u16,
    import: u16,
    import_from: u16,
    global: u16,
    nonlocal: u16,
    for_statement: u16,
    for_clause: u16,
    as_target: u16,
    walrus: u16,
    comprehensions: [u16; 4],
    decorated: u16,
    call: u16,
}

static KINDS: LazyLock<Kinds> = LazyLock::new(|| {
    let id = super::tree::kind_id;
    Kinds {
        function: id("function_definition"),
        class: id("class_definition"),
        lambda: id("lambda"),
        identifier: id("identifier"),
        attribute: id("attribute"),
        keyword: id("keyword_argument"),
        string: id("string"),
        assignment: id("assignment"),
        parameters: id("parameters"),
        annotation: id("type"),
        import: id("import_statement"),
        import_from: id("import_from_statement"),
        global: id("global_statement"),
        nonlocal: id("nonlocal_statement"),
        for_statement: id("for_statement"),
        for_clause: id("for_in_clause"),
        as_target: id("as_pattern_target"),
        walrus: id("named_expression"),
        comprehensions: [
            id("list_comprehension"),
            id("set_comprehension"),
            id("dictionary_comprehension"),
            id("generator_expression"),
        ],
        decorated: id("decorated_definition"),
        call: id("call"),
    }
});

impl<'a> Index<'a> {
    fn text(&self, node: Node<'_>) -> &'a str {
        text_of(node, self.text)
    }

    fn name(&self, node: Node<'_>) -> Name {
        self.text(node).into()
    }

    fn module(&mut self) -> &mut Module {
        &mut self.parsed.module
    }

    /// One walk over the tree: gives every function, lambda and class its number, in source order, and
    /// notes which words stand where.
    fn walk(&mut self, tree: &Tree) -> Seen<'a> {
        let mut seen = Seen::default();
        let outermost = Around {
            end: usize::MAX,
            class: None,
            in_function: false,
            group: 0,
            outer: None,
            n_params: 0,
            n_locals: 0,
            n_globals: 0,
            idle: false,
        };
        let mut around = vec![outermost];
        for node in tree.nodes() {
            while around.last().is_some_and(|it| it.end <= node.id()) {
                around.pop();
                let outer = *around.last().expect("the module is never left");
                self.params.truncate(outer.n_params);
                self.locals.truncate(outer.n_locals);
                self.globals.truncate(outer.n_globals);
                self.close_group(&around);
            }
            let here = *around.last().expect("the module is never left");
            self.visit(node, here, &mut around, &mut seen);
        }
        self.close_group(&around[..1]);
        seen
    }

    /// Looks at one node.
    fn visit(&mut self, node: Node<'_>, here: Around, around: &mut Vec<Around>, seen: &mut Seen<'a>) {
        let kinds = &*KINDS;
        match node.kind_id() {
            it if it == kinds.identifier => {
                let text = self.text(node);
                let word = seen.words.entry(text).or_default();
                let is_label = self.labels.pop_if(|it| *it == node.id()).is_some();
                let is_param = self.params.contains(&text);
                if !word.nested && !is_label && !is_param && (here.in_function || here.class.is_some()) {
                    word.nested = !self.locals.contains(&text) || self.globals.contains(&text);
                }
                let names = !is_label && !here.idle;
                let is_root = self.root == Some(node.id());
                let is_free = names && !is_param;
                word.note(here, |it| {
                    it.root |= is_free && is_root;
                    it.value |= is_free && !is_root;
                });
            }
            it if it == kinds.keyword => {
                self.labels.extend(field(node, "name").map(|it| it.id()));
            }
            it if it == kinds.function => {
                let name = field(node, "name").map_or("<function>".into(), |it| self.name(it));
                let id = self.add_body(node, name.clone(), here.class);
                if self.is_dead_end(node) {
                    self.module().dead_ends.insert(id.index);
                }
                let patches = super::traits::helper_patches(node, self.text);
                if !patches.is_empty() {
                    self.module().fixtures.entry(name.clone()).or_insert(patches);
                }
                if let Some(class) = here.class {
                    let accessor = super::traits::accessor(node, self.text);
                    let class = &mut self.module().classes[class.index as usize];
                    match accessor {
                        None => class.methods.insert(name, id),
                        Some("setter") => class.setters.insert(name, id),
                        Some(_) => None,
                    };
                }
                let group = if here.in_function { here.group } else { id.index };
                if group == id.index {
                    self.module().groups.push((id.index, 0));
                }
                self.note_params(node);
                let n_params = self.params.len();
                around.push(Around {
                    end: node.end_id(),
                    class: None,
                    in_function: true,
                    group,
                    n_params,
                    ..here
                });
            }
            it if it == kinds.lambda => {
                self.add_body(node, "<lambda>".into(), None);
                self.note_params(node);
                let n_params = self.params.len();
                around.push(Around { end: node.end_id(), class: None, in_function: true, n_params, ..here });
            }
            it if it == kinds.class => {
                let class = self.add_class(node);
                around.push(Around { end: node.end_id(), class: Some(class), ..here });
            }
            it if it == kinds.attribute => {
                let (object, name) = (field(node, "object"), field(node, "attribute"));
                self.labels.extend(name.map(|it| it.id()));
                let (Some(object), Some(name)) = (object, name) else { return };
                if object.kind_id() == kinds.identifier {
                    self.root = Some(object.id());
                    seen.attributes.insert((self.text(object), self.text(name)));
                }
                let object = self.text(object);
                let is_own = object == "self" || object.starts_with("self.") && !object.contains(['(', '[']);
                seen.words.entry(self.text(name)).or_default().note(here, |it| {
                    it.own_attribute |= is_own;
                    it.attribute |= !is_own;
                });
            }
            it if it == kinds.string => {
                // A name in quotes may be looked up, patched, or be an annotation.
                let text = self.text(node);
                for word in text.split(|it: char| !it.is_alphanumeric() && it != '_') {
                    if text.len() < 120 && word.len() > 2 {
                        seen.words.entry(word).or_default().note(here, |it| it.value = true);
                    }
                }
            }
            it if it == kinds.import || it == kinds.import_from => {
                self.note_imports(node);
                // What a function imports may go by another name there.
                let idle = !here.in_function && here.class.is_none();
                around.push(Around { end: node.end_id(), idle, ..here });
            }
            it if (it == kinds.global || it == kinds.nonlocal) && here.in_function => {
                self.globals.extend(node.named_children().map(|it| text_of(it, self.text)));
                if let Some(last) = around.last_mut() {
                    last.n_globals = self.globals.len();
                }
            }
            it if it == kinds.for_statement => self.note_locals(field(node, "left"), here, around),
            it if it == kinds.walrus => self.note_locals(field(node, "name"), here, around),
            it if it == kinds.as_target => self.note_locals(Some(node), here, around),
            it if kinds.comprehensions.contains(&it) && here.in_function => {
                around.push(Around { end: node.end_id(), ..here });
                for clause in node.named_children().filter(|it| it.kind_id() == kinds.for_clause) {
                    self.note_locals(field(clause, "left"), here, around);
                }
            }
            it if it == kinds.parameters => {
                let outer = around.len().checked_sub(2).map(|at| around[at].group);
                around.push(Around {
                    end: node.end_id(),
                    outer: outer.filter(|it| *it != here.group),
                    ..here
                });
            }
            it if it == kinds.annotation => around.push(Around { end: node.end_id(), idle: true, ..here }),
            it if it == kinds.assignment && here.in_function | here.class.is_some() => {
                let left = field(node, "left").unwrap_or(node);
                self.note_locals(Some(left), here, around);
                // A fake put in place by a fixture or a set-up function counts for the whole file.
                let replaced = replaced(left, self.text);
                if let Some((object, name)) = &replaced
                    && (&**object == "cls" || self.parsed.module.classes.iter().any(|it| it.name == *object))
                {
                    self.module().class_variables.insert(name.clone());
                }
                self.parsed.patched.extend(replaced);
            }
            it if it == kinds.call => {
                self.add_named_tuple(node);
            }
            it if it == kinds.decorated => match super::traits::fixture_patches(node, self.text) {
                Some(Fixture::Autouse(patches)) => self.module().autouse.extend(patches),
                Some(Fixture::Named(name, patches)) => {
                    self.module().fixtures.insert(name, patches);
                }
                None => {}
            },
            _ => {}
        }
    }

    /// Notes what a target in a function binds; what it declares as somebody else's it does not.
    fn note_locals(&mut self, target: Option<Node<'_>>, here: Around, around: &mut [Around]) {
        if !here.in_function || here.class.is_some() {
            return;
        }
        let mut todo: Vec<Node<'_>> = target.into_iter().collect();
        while let Some(node) = todo.pop() {
            if node.kind_id() == KINDS.identifier {
                let name = self.text(node);
                let is_new = !self.globals.contains(&name) && !self.locals.contains(&name);
                if is_new && self.locals.len() < MAX_LOCALS {
                    self.locals.push(name);
                }
            } else if !matches!(node.kind(), "attribute" | "subscript") {
                todo.extend(node.named_children());
            }
        }
        if let Some(last) = around.last_mut() {
            last.n_locals = self.locals.len();
        }
    }

    /// Whether the last statement of a function raises or ends the process. A method that a subclass has to
    /// write is none: what is called there is the subclass's.
    fn is_dead_end(&self, function: Node<'_>) -> bool {
        let body = field(function, "body");
        let last = body.and_then(|it| it.named_children().last());
        let Some(last) = last else { return false };
        match last.kind() {
            "raise_statement" => !self.text(last).contains("NotImplementedError"),
            "expression_statement" => {
                let call = last.named_children().next().filter(|it| it.kind() == "call");
                let callee = call.and_then(|it| field(it, "function"));
                callee.is_some_and(|it| super::ENDS_PROCESS.contains(&self.text(it)))
            }
            _ => false,
        }
    }

    /// The parameters of a function or lambda; one whose default has its name stands for what is outside of it.
    fn note_params(&mut self, function: Node<'_>) {
        for param in field(function, "parameters").map(children).unwrap_or_default() {
            let name = if param.kind() == "identifier" {
                Some(param)
            } else {
                field(param, "name").or_else(|| children(param).first().copied())
            };
            let Some(name) = name.filter(|it| it.kind() == "identifier").map(|it| self.text(it)) else {
                continue;
            };
            if field(param, "value").is_none_or(|it| !self.text(it).contains(name)) {
                self.params.push(name);
            }
        }
    }

    /// A group ends with the last body that is nested in it: when the walk is outside of functions again.
    fn close_group(&mut self, around: &[Around]) {
        let n_bodies = self.parsed.module.functions.len() as u32;
        let outside = around.last().is_some_and(|it| !it.in_function);
        if let (true, Some(last)) = (outside, self.parsed.module.groups.last_mut())
            && last.1 == 0
        {
            last.1 = n_bodies;
        }
    }

    /// What functions and classes refer to, and what of other modules is read.
    fn share(&mut self, seen: &Seen<'a>) {
        let module = &mut self.parsed.module;
        let nested = seen.words.iter().filter(|it| it.1.nested);
        let shared = nested.filter_map(|it| module.bindings.get_key_value(*it.0)).map(|it| it.0.clone());
        module.shared = shared.collect();
        let reads = seen.attributes.iter().filter(|it| module.bindings.contains_key(it.0));
        module.attribute_reads = reads.map(|it| (it.0.into(), it.1.into())).collect();
        module.attribute_reads.sort();
    }

    fn add_body(&mut self, node: Node<'_>, name: Name, class: Option<ClassId>) -> FnId {
        let index = self.module().functions.len() as u32;
        self.module().functions.push((name, class));
        self.parsed.bodies.insert(node.id(), index);
        FnId { file: self.file, index }
    }

    fn meaning(&self, node: Node<'_>) -> Meaning {
        if node.kind() == "lambda" {
            return self.body_of(node).map_or(Meaning::Value, Meaning::Function);
        }
        if node.kind() == "dictionary" {
            let value = |it: &Node<'_>| field(*it, "value").map_or(Meaning::Value, |it| self.meaning(it));
            let all: Vec<Meaning> = children(node).iter().map(value).collect();
            let is_fixed = all.iter().all(|it| !matches!(it, Meaning::Constant | Meaning::Value));
            return if is_fixed { Meaning::Table(all) } else { Meaning::Value };
        }
        if let Some(index) = self.parsed.classes.get(&node.id()) {
            return Meaning::Class(ClassId { file: self.file, index: *index });
        }
        meaning(node, self.text)
    }

    fn annotation(&self, node: Node<'_>) -> Meaning {
        annotation(node, self.text)
    }
}
