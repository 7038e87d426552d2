//! What decorators and surroundings say about a function: fixture, context manager, cache, route, fake openers.

use super::lower::{Context, is_async_function, is_generator};
use super::meaning::meaning;
use super::{children, field, string_value, text_of};
use crate::ir::{Def, FixtureScope, Name, Traits};
use crate::lang::python::tree::Node;

pub(super) fn traits(cx: &Context<'_>, node: Node<'_>) -> Traits {
    let mut traits = Traits {
        is_async: is_async_function(node),
        is_generator: node.kind() != "class_definition" && is_generator(node, cx.text),
        patched: file_patches(cx),
        ..Traits::default()
    };
    for decorator in decorators(node) {
        read_decorator(cx, decorator, &mut traits);
    }
    let class = enclosing_class(node);
    let name = field(node, "name").map_or("", |it| text_of(it, cx.text));
    // Python makes these class methods, whether they say so or not.
    traits.is_class_method |=
        class.is_some() && matches!(name, "__new__" | "__init_subclass__" | "__class_getitem__");
    for decorator in class.map(decorators).unwrap_or_default() {
        traits.patched.extend(patch_targets(cx.text, decorator));
    }
    if matches!(node.kind(), "function_definition") {
        traits.patched.extend(patches_inside(cx.text, node));
        traits.patched.extend(asked_fixtures(cx, node));
        traits.patched.extend(patches_of_helpers(cx, node));
        for it in class.and_then(|it| field(it, "body")).map(children).unwrap_or_default() {
            traits.patched.extend(patches_of_set_up(cx.text, it));
        }
        traits.is_driven |= is_lifespan(cx, node);
    }
    traits
}

/// Which part of a property a method is beside the one that reads it: the `setter` of `@sub.setter`, or the `deleter`.
pub(super) fn accessor<'t>(node: Node<'_>, text: &'t str) -> Option<&'t str> {
    let name = field(node, "name").map(|it| text_of(it, text))?;
    decorators(node).into_iter().find_map(|it| {
        let (object, part) = (field(it, "object")?, text_of(field(it, "attribute")?, text));
        (text_of(object, text) == name && matches!(part, "setter" | "deleter")).then_some(part)
    })
}

fn decorators(node: Node<'_>) -> Vec<Node<'_>> {
    node.parent().filter(|it| it.kind() == "decorated_definition").map(decorators_of).unwrap_or_default()
}

fn decorators_of(definition: Node<'_>) -> Vec<Node<'_>> {
    children(definition)
        .into_iter()
        .filter(|it| it.kind() == "decorator")
        .filter_map(|it| it.named_children().next())
        .collect()
}

fn enclosing_class(node: Node<'_>) -> Option<Node<'_>> {
    // A method stands in the block of its class, under its decorators at most; asking for parents is slow.
    let mut it = node.parent();
    for _ in 0..3 {
        match it?.kind() {
            "class_definition" => return it,
            _ => it = it?.parent(),
        }
    }
    None
}

/// The callee of a decorator, as a dotted path or as it is spelled.
fn callee_path(cx: &Context<'_>, node: Node<'_>) -> String {
    let callee = if node.kind() == "call" { field(node, "function").unwrap_or(node) } else { node };
    match cx.project.resolve(cx.file, &meaning(callee, cx.text)) {
        Some(Def::External(path)) => path.to_string(),
        _ => text_of(callee, cx.text).to_owned(),
    }
}

fn read_decorator(cx: &Context<'_>, node: Node<'_>, traits: &mut Traits) {
    let path = callee_path(cx, node);
    let last = path.rsplit('.').next().unwrap_or_default();
    match last {
        "fixture" => {
            traits.is_fixture = true;
            traits.fixture_scope = fixture_scope(node, cx.text);
        }
        "contextmanager" | "asynccontextmanager" => traits.is_context_manager = true,
        "lru_cache" | "cache" | "cached_property" | "alru_cache" | "cached" | "ttl_cache" | "singleton"
        | "memoize" | "cache_resource" => {
            traits.is_cached = true;
            traits.is_property |= last == "cached_property";
        }
        "property" => traits.is_property = true,
        "staticmethod" => traits.is_static = true,
        "classmethod" => traits.is_class_method = true,
        "get" | "post" | "put" | "delete" | "patch" | "route" | "websocket" | "middleware" | "on_event"
        | "task" | "periodic_task"
            if node.kind() == "call" && !path.contains("mock") && last != "patch" =>
        {
            traits.is_handler = last != "on_event";
        }
        _ => {}
    }
    traits.patched.extend(patch_targets(cx.text, node));
}

/// FastAPI's and Starlette's `lifespan(app)` and a dependency that yields are driven to their end.
fn is_lifespan(cx: &Context<'_>, node: Node<'_>) -> bool {
    field(node, "name").is_some_and(|it| text_of(it, cx.text).ends_with("lifespan"))
}

/// `patch("a.B")`, `patch.object(a, "B")`, `monkeypatch.setattr(a, "B", …)`, `mocker.patch…`,
/// `patch.dict(sys.modules, {"a": …})`: the names replaced.
fn patch_targets(text: &str, node: Node<'_>) -> Vec<Name> {
    if node.kind() != "call" {
        return vec![];
    }
    let callee = field(node, "function").map_or("", |it| text_of(it, text));
    let arguments = field(node, "arguments").map(children).unwrap_or_default();
    let Some(first) = arguments.first() else { return vec![] };
    if callee.ends_with("patch.dict") {
        let of_modules = text_of(*first, text).contains("sys.modules");
        let table = arguments.get(1).filter(|it| of_modules && it.kind() == "dictionary");
        let keys = table.map(|it| children(*it)).unwrap_or_default().into_iter();
        return keys.filter_map(|it| string_value(field(it, "key")?, text).map(Name::from)).collect();
    }
    let is_patch = callee.ends_with("patch")
        || callee.ends_with("patch.object")
        || callee.ends_with("setattr")
        || callee.ends_with("setitem");
    let second = || string_value(*arguments.get(1)?, text);
    let Some(name) = string_value(*first, text).or_else(second).filter(|_| is_patch) else { return vec![] };
    // A class whose `__init__` does nothing opens nothing.
    let name = match name.strip_suffix("__init__") {
        Some("") => text_of(*first, text),
        Some(path) => path.trim_end_matches('.'),
        None => name,
    };
    let Some(last) = name.rsplit('.').next() else { return vec![] };
    // Without its socket, or the client around that, no opener of the body connects.
    let is_socket = last.contains("websocket")
        || last == "create_connection"
        || last == "substrate"
        || last.ends_with("SubstrateInterface");
    vec![if is_socket { "*" } else { last }.into()]
}

/// Fakes that the function itself puts in place, with calls or `with patch(…)`.
fn patches_inside(text: &str, node: Node<'_>) -> Vec<Name> {
    let mut found = vec![];
    let marks = ["patch", "setattr", "setitem"];
    let source = text_of(node, text);
    if !marks.iter().any(|it| source.contains(it)) {
        return found;
    }
    let mut todo = vec![node];
    while let Some(it) = todo.pop() {
        found.extend(patch_targets(text, it));
        todo.extend(children(it));
    }
    found
}

/// Fakes that functions put in place which the function calls with its `monkeypatch`.
fn patches_of_helpers(cx: &Context<'_>, node: Node<'_>) -> Vec<Name> {
    let mut called = vec![];
    let mut todo = vec![node];
    while let Some(it) = todo.pop().filter(|_| text_of(node, cx.text).contains("patch")) {
        let function =
            field(it, "function").filter(|function| it.kind() == "call" && function.kind() == "identifier");
        called.extend(function.map(|it| text_of(it, cx.text)));
        todo.extend(children(it));
    }
    cx.project.fixture_patches(cx.file, &called)
}

/// Fakes that a method of a test case puts in place before each of its tests.
fn patches_of_set_up(text: &str, method: Node<'_>) -> Vec<Name> {
    let name = field(method, "name").map_or("", |it| text_of(it, text));
    let is_set_up = ["setUp", "asyncSetUp", "setUpClass", "setup_method", "setup_class"].contains(&name);
    if is_set_up { patches_inside(text, method) } else { vec![] }
}

/// What a plain function replaces for whoever calls it with a `monkeypatch`.
pub(super) fn helper_patches(node: Node<'_>, text: &str) -> Vec<Name> {
    let parameters = field(node, "parameters").map_or("", |it| text_of(it, text));
    if parameters.contains("monkeypatch") || parameters.contains("mocker") {
        patches_inside(text, node)
    } else {
        vec![]
    }
}

/// Fakes for the whole file: assignments to a module's attribute, autouse fixtures.
fn file_patches(cx: &Context<'_>) -> Vec<Name> {
    let is_module = |name: &str| {
        let def = cx.project.resolve_name(cx.file, name);
        matches!(def, Some(Def::External(_) | Def::Module(_))) || name == "sys.modules"
    };
    let replaced =
        cx.parsed.patched.iter().filter(|(object, _)| is_module(object)).map(|(_, name)| name.clone());
    replaced.chain(cx.project.autouse_patches(cx.file)).collect()
}

/// `@pytest.fixture(scope="module")`.
fn fixture_scope(decorator: Node<'_>, text: &str) -> FixtureScope {
    if decorator.kind() != "call" {
        return FixtureScope::Test;
    }
    let Some(scope) = keyword(decorator, "scope", text) else { return FixtureScope::Test };
    match string_value(scope, text) {
        Some("function") => FixtureScope::Test,
        Some("class") => FixtureScope::Class,
        Some("module") => FixtureScope::Module,
        Some("package") => FixtureScope::Package,
        Some("session") => FixtureScope::Session,
        _ => FixtureScope::Unknown,
    }
}

/// A pytest fixture, with the openers that it replaces.
pub(super) enum Fixture {
    Autouse(Vec<Name>),
    /// Only for those who ask for it by its name.
    Named(Name, Vec<Name>),
}

/// What a decorated definition replaces, if it is a fixture that replaces anything.
pub(super) fn fixture_patches(node: Node<'_>, text: &str) -> Option<Fixture> {
    let decorator = decorators_of(node).into_iter().find(|it| text_of(*it, text).contains("fixture"))?;
    let patches = patches_inside(text, node);
    if patches.is_empty() {
        return None;
    }
    if text_of(decorator, text).contains("autouse") {
        return Some(Fixture::Autouse(patches));
    }
    let name = keyword(decorator, "name", text).and_then(|it| string_value(it, text));
    let own = field(node, "definition").and_then(|it| field(it, "name"));
    let name = name.or_else(|| own.map(|it| text_of(it, text)))?;
    Some(Fixture::Named(name.into(), patches))
}

fn keyword<'t>(call: Node<'t>, name: &str, text: &str) -> Option<Node<'t>> {
    let arguments = children(field(call, "arguments")?);
    let named = |it: &Node<'_>| field(*it, "name").is_some_and(|it| text_of(it, text) == name);
    field(*arguments.iter().find(|it| it.kind() == "keyword_argument" && named(it))?, "value")
}

/// Fakes that the fixtures bring which a function asks for, by parameter or by `usefixtures`.
fn asked_fixtures(cx: &Context<'_>, node: Node<'_>) -> Vec<Name> {
    let mut names: Vec<&str> = vec![];
    for it in field(node, "parameters").map(children).unwrap_or_default() {
        let name = field(it, "name").or_else(|| it.named_children().next()).unwrap_or(it);
        names.push(text_of(name, cx.text));
    }
    let class = enclosing_class(node).map(decorators).unwrap_or_default();
    for it in decorators(node).into_iter().chain(class) {
        if it.kind() == "call"
            && field(it, "function").is_some_and(|it| text_of(it, cx.text).ends_with("usefixtures"))
        {
            let arguments = field(it, "arguments").map(children).unwrap_or_default();
            names.extend(arguments.into_iter().filter_map(|it| string_value(it, cx.text)));
        }
    }
    cx.project.fixture_patches(cx.file, &names)
}
