//! Reads a file's names: its functions and classes, what module-level names are bound to, what it imports.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use foldhash::{HashMap, HashSet};

use super::traits::Fixture;
use super::tree::{Node, Tree};
use super::{Parsed, children, field, fields, span, string_value, text_of};
use crate::ir::{ClassId, Const, FnId, Name};
use crate::project::{Class, Field, ImportPath, Meaning, Mention, Module};

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
                if let Some(class) = here.class {
                    self.module().classes[class.index as usize].methods.insert(name, id);
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

    fn add_class(&mut self, node: Node<'_>) -> ClassId {
        let name = field(node, "name").map_or("<class>".into(), |it| self.name(it));
        let id = ClassId { file: self.file, index: self.module().classes.len() as u32 };
        self.add_body(node, name.clone(), Some(id));
        let arguments = field(node, "superclasses").map(children).unwrap_or_default();
        let mut class = Class::new(id, name, field(node, "name").map_or(span(node), span));
        self.module().classes.push(class.clone());
        for base in arguments.into_iter().filter(|it| it.kind() != "keyword_argument") {
            let tuple = self.add_named_tuple(base).map(Meaning::Class);
            class.bases.push(tuple.unwrap_or_else(|| self.meaning(base_class(base))));
        }
        self.class_names(node, &mut class);
        self.parsed.classes.insert(node.id(), id.index);
        self.module().classes[id.index as usize] = class;
        id
    }

    /// The class that `namedtuple("Context", "sub netuid")` makes, unless it is there already.
    fn add_named_tuple(&mut self, call: Node<'_>) -> Option<ClassId> {
        if let Some(index) = self.parsed.classes.get(&call.id()) {
            return Some(ClassId { file: self.file, index: *index });
        }
        let callee = self.text(field(call, "function")?);
        if !matches!(callee.rsplit('.').next(), Some("namedtuple" | "NamedTuple")) {
            return None;
        }
        let arguments = children(field(call, "arguments")?);
        let name = string_value(*arguments.first()?, self.text)?;
        let fields = self.tuple_fields(*arguments.get(1)?)?;
        let id = ClassId { file: self.file, index: self.module().classes.len() as u32 };
        let field = |name| Field { name, default: None, factory: None };
        let mut class = Class::new(id, name.into(), span(call));
        class.dataclass_fields = Some(fields.into_iter().map(field).collect());
        self.parsed.classes.insert(call.id(), id.index);
        self.module().classes.push(class);
        Some(id)
    }

    /// `"sub netuid"`, `["sub", "netuid"]`, or `[("sub", bt.Subtensor), ("netuid", int)]`.
    fn tuple_fields(&self, node: Node<'_>) -> Option<Vec<Name>> {
        if let Some(names) = string_value(node, self.text) {
            let names = names.split([',', ' ']).filter(|it| !it.is_empty());
            return Some(names.map(Name::from).collect());
        }
        strings(node, self.text).or_else(|| {
            let pairs = children(node).into_iter();
            pairs.map(|it| Some(string_value(*children(it).first()?, self.text)?.into())).collect()
        })
    }

    /// Aliases, annotated fields and, for a dataclass, the order of its constructor's arguments.
    fn class_names(&self, node: Node<'_>, class: &mut Class) {
        let mut dataclass = vec![];
        for statement in field(node, "body").map(children).unwrap_or_default() {
            let Some(assignment) =
                children(statement).into_iter().next().filter(|it| it.kind() == "assignment")
            else {
                continue;
            };
            let Some(left) = field(assignment, "left").filter(|it| it.kind() == "identifier") else {
                continue;
            };
            let (name, right) = (self.name(left), field(assignment, "right"));
            if let Some(ty) = field(assignment, "type") {
                class.field_types.insert(name.clone(), self.annotation(ty));
                dataclass.push(Field {
                    name: name.clone(),
                    default: right.and_then(|it| constant(it, self.text)),
                    factory: right.and_then(|it| self.default_factory(it)),
                });
            }
            if let Some(strings) = right.and_then(|it| strings(it, self.text)) {
                class.strings.insert(name.clone(), strings);
            }
            if let Some(right) = right {
                class.aliases.insert(name, self.meaning(right));
            }
        }
        let decorators =
            node.parent().filter(|it| it.kind() == "decorated_definition").map(children).unwrap_or_default();
        let is_dataclass = |it: &&Node<'_>| {
            let text = self.text(**it);
            it.kind() == "decorator"
                && (text.contains("dataclass") || text.contains("define") || text.contains("attr.s"))
        };
        let bases = field(node, "superclasses").map(children).unwrap_or_default();
        let is_tuple = |it: &Node<'_>| self.text(*it).rsplit('.').next() == Some("NamedTuple");
        if decorators.iter().any(|it| is_dataclass(&it)) || bases.iter().any(is_tuple) {
            class.dataclass_fields = Some(dataclass);
        }
    }

    fn default_factory(&self, node: Node<'_>) -> Option<(Meaning, crate::source::Span)> {
        if node.kind() != "call" {
            return None;
        }
        let arguments = children(field(node, "arguments")?);
        let factory = arguments.iter().find(|it| {
            it.kind() == "keyword_argument"
                && field(**it, "name")
                    .is_some_and(|it| matches!(self.text(it), "default_factory" | "factory"))
        })?;
        Some((self.meaning(field(*factory, "value")?), span(node)))
    }

    /// What module-level statements bind, however deep in `if`, `try` and `with` they stand.
    fn statements(&mut self, root: Node<'_>) {
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

    fn body_of(&self, node: Node<'_>) -> Option<FnId> {
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

    fn bind(&mut self, name: Name, meaning: Meaning) {
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
    fn assignment(&mut self, node: Node<'_>) {
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

    fn import(&mut self, node: Node<'_>) {
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

    fn note_imports(&mut self, node: Node<'_>) {
        for (_, meaning) in imported(node, self.text) {
            match meaning {
                Meaning::Import(path) => self.module().imports.push((path, None)),
                Meaning::Member(path, name) => self.module().imports.push((path, Some(name))),
                _ => {}
            }
        }
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

/// `Base[T]` inherits from `Base`.
fn base_class(node: Node<'_>) -> Node<'_> {
    if node.kind() == "subscript" { field(node, "value").unwrap_or(node) } else { node }
}

/// What an expression means without running it.
pub(super) fn meaning(node: Node<'_>, text: &str) -> Meaning {
    match node.kind() {
        "identifier" => Meaning::Name(text_of(node, text).into()),
        "attribute" => match (field(node, "object"), field(node, "attribute")) {
            (Some(object), Some(name)) => {
                Meaning::Attribute(Box::new(meaning(object, text)), text_of(name, text).into())
            }
            _ => Meaning::Value,
        },
        "parenthesized_expression" => children(node).first().map_or(Meaning::Value, |it| meaning(*it, text)),
        "conditional_expression" => match children(node).as_slice() {
            [then, _, otherwise] => Meaning::Choice(vec![meaning(*then, text), meaning(*otherwise, text)]),
            _ => Meaning::Value,
        },
        "boolean_operator" => match (field(node, "left"), field(node, "right")) {
            (Some(left), Some(right)) => Meaning::Choice(vec![meaning(left, text), meaning(right, text)]),
            _ => Meaning::Value,
        },
        "call" => call_meaning(node, text).unwrap_or(Meaning::Value),
        "none" | "true" | "false" | "integer" | "float" | "string" => Meaning::Constant,
        _ => Meaning::Value,
    }
}

/// `importlib.import_module("a.b")`, `__import__("a")` and `getattr(module, "name")`.
fn call_meaning(node: Node<'_>, text: &str) -> Option<Meaning> {
    let function = text_of(field(node, "function")?, text);
    let arguments = children(field(node, "arguments")?);
    match function {
        "importlib.import_module" | "import_module" | "__import__" => {
            let name = string_value(*arguments.first()?, text)?;
            let level = name.bytes().take_while(|it| *it == b'.').count();
            Some(Meaning::Import(ImportPath { level, parts: parts(&name[level..]) }))
        }
        "getattr" => {
            let name = string_value(*arguments.get(1)?, text)?;
            let found = Meaning::Attribute(Box::new(meaning(*arguments.first()?, text)), name.into());
            Some(match arguments.get(2) {
                Some(default) => Meaning::Choice(vec![found, meaning(*default, text)]),
                None => found,
            })
        }
        "staticmethod" => match arguments.as_slice() {
            [callee] => Some(Meaning::Wrapped(Box::new(meaning(*callee, text)))),
            _ => None,
        },
        "partial" | "functools.partial" => {
            let (callee, rest) = arguments.split_first()?;
            let names_network = rest.iter().all(|it| names_network(*it, text));
            names_network.then(|| Meaning::Wrapped(Box::new(meaning(*callee, text))))
        }
        _ => None,
    }
}

/// Whether an argument of an opener is the plain name of a network: no URL, nothing that makes it a mock.
fn names_network(node: Node<'_>, text: &str) -> bool {
    let value = match node.kind() {
        "keyword_argument" if field(node, "name").is_some_and(|it| text_of(it, text) == "network") => {
            field(node, "value")
        }
        "string" => Some(node),
        _ => None,
    };
    value.and_then(|it| string_value(it, text)).is_some_and(|it| !it.contains(':') && !it.contains("mock"))
}

/// The class that an annotation names, looking through quotes, `Optional[…]`, `… | None` and type arguments.
pub(super) fn annotation(node: Node<'_>, text: &str) -> Meaning {
    match node.kind() {
        "type" | "parenthesized_expression" => {
            children(node).first().map_or(Meaning::Value, |it| annotation(*it, text))
        }
        "string" => string_value(node, text).map_or(Meaning::Value, quoted_annotation),
        "generic_type" | "subscript" => {
            let parts = children(node);
            let wrapper = parts.first().map_or("", |it| text_of(*it, text));
            if !matches!(wrapper.rsplit('.').next(), Some("Optional" | "Annotated" | "Final" | "ClassVar")) {
                return parts.first().map_or(Meaning::Value, |it| annotation(*it, text));
            }
            let inner = parts.get(1).map(|it| {
                if it.kind() == "type_parameter" {
                    children(*it).first().copied().unwrap_or(*it)
                } else {
                    *it
                }
            });
            inner.map_or(Meaning::Value, |it| annotation(it, text))
        }
        "binary_operator" | "union_type" => {
            let sides = children(node).into_iter().map(|it| annotation(it, text));
            Meaning::Choice(sides.filter(|it| *it != Meaning::Constant).collect())
        }
        _ => meaning(node, text),
    }
}

/// An annotation in quotes: only dotted names and `X | None` are worth reading.
fn quoted_annotation(text: &str) -> Meaning {
    let text = text.split('|').map(str::trim).find(|it| *it != "None").unwrap_or("");
    let text = text.strip_prefix("Optional[").map_or(text, |it| it.trim_end_matches(']'));
    let mut names = text.split('.');
    let is_name = |it: &str| !it.is_empty() && it.chars().all(|it| it.is_alphanumeric() || it == '_');
    let Some(first) = names.next().filter(|it| is_name(it)) else { return Meaning::Value };
    names.fold(Meaning::Name(first.into()), |object, name| Meaning::Attribute(Box::new(object), name.into()))
}

/// The names that an import statement binds.
pub(super) fn imported(node: Node<'_>, text: &str) -> Vec<(Name, Meaning)> {
    let from = field(node, "module_name").map(|it| import_path(it, text));
    let mut found = vec![];
    for it in fields(node, "name") {
        let (path, alias) = match it.kind() {
            "aliased_import" => (field(it, "name"), field(it, "alias")),
            _ => (Some(it), None),
        };
        let Some(path) = path.map(|it| parts(text_of(it, text))) else { continue };
        let Some(first) = path.first().cloned() else { continue };
        found.push(match (&from, alias) {
            (Some(from), alias) => {
                let name = alias.map_or(first.clone(), |it| text_of(it, text).into());
                (name, Meaning::Member(from.clone(), first))
            }
            (None, Some(alias)) => {
                (text_of(alias, text).into(), Meaning::Import(ImportPath { level: 0, parts: path }))
            }
            (None, None) => (first.clone(), Meaning::Import(ImportPath { level: 0, parts: vec![first] })),
        });
    }
    found
}

fn import_path(node: Node<'_>, text: &str) -> ImportPath {
    let text = text_of(node, text);
    let level = text.bytes().take_while(|it| *it == b'.').count();
    ImportPath { level, parts: parts(&text[level..]) }
}

fn parts(dotted: &str) -> Vec<Name> {
    dotted.split('.').map(str::trim).filter(|it| !it.is_empty()).map(Name::from).collect()
}

/// What an assignment may replace by a fake: `bt.subtensor = Fake`, `sys.modules["bittensor"] = fake`.
fn replaced(left: Node<'_>, text: &str) -> Option<(Name, Name)> {
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
fn strings(node: Node<'_>, text: &str) -> Option<Vec<Name>> {
    if !matches!(node.kind(), "tuple" | "list") {
        return None;
    }
    children(node).into_iter().map(|it| Some(string_value(it, text)?.into())).collect()
}

/// The constant that an expression is, if it is one.
pub(super) fn constant(node: Node<'_>, text: &str) -> Option<Const> {
    Some(match node.kind() {
        "none" => Const::None,
        "true" => Const::Bool(true),
        "false" => Const::Bool(false),
        "integer" => text_of(node, text).parse().map_or(Const::Other, Const::Int),
        "string" => string_value(node, text).map_or(Const::Other, |it| Const::Str(it.into())),
        "float" | "ellipsis" | "concatenated_string" => Const::Other,
        _ => return None,
    })
}
