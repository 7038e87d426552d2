//! Profiles: what opens, closes, lends and takes a connection, as data.
//!
//! A profile is a TOML file in `profiles/`; the same schema serves Rust crates and a user's own resources.
//! Names are dotted paths as an import spells them (`bittensor.core.subtensor.Subtensor`).
//! Every entry may be limited to versions of the profile's distribution: `versions = ">=9,<11"`.
//!
//! ```toml
//! name = "db"
//! distribution = "acme-db"
//!
//! [[resource]]
//! id = "connection"
//! title = "acme_db.Connection"
//! style = "sync"
//! opens = "constructor"
//! close = ["close"]
//! scope = ["with"]
//!
//! [[opener]]
//! names = ["acme_db.connect", "acme_db.Connection"]
//! resource = "connection"
//! ```

use std::collections::BTreeMap;

use pep440_rs::{Version, VersionSpecifiers};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::source::Language;

/// One profile file. A resource is known as `profile-name/resource-id`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Profile {
    /// The file's stem: "bittensor".
    pub name: String,
    #[serde(default)]
    pub language: ProfileLanguage,
    /// The PyPI package or crate whose version decides; "bittensor" reads `SdkPin::sdk`,
    /// "async-substrate-interface" reads `SdkPin::asi`, others have no version.
    pub distribution: Option<String>,
    /// The version taken where a project names none.
    #[schemars(with = "Option<String>")]
    pub default_version: Option<Version>,
    #[serde(default, rename = "resource")]
    pub resources: Vec<Resource>,
    #[serde(default, rename = "opener")]
    pub openers: Vec<Opener>,
    #[serde(default, rename = "implicit")]
    pub implicits: Vec<Implicit>,
    /// Names that look like openers and open nothing: mocks, static helpers.
    #[serde(default, rename = "neutral")]
    pub neutrals: Vec<Neutral>,
    /// Callables that do something to a connection handed to them.
    #[serde(default, rename = "callee")]
    pub callees: Vec<CalleeRule>,
    /// What some versions changed about openers: for notes where a project pins one of these versions.
    #[serde(default, rename = "change")]
    pub changes: Vec<Change>,
    /// It comes from a config file: its names win over functions of the checked program.
    #[serde(skip)]
    pub is_users: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ProfileLanguage {
    #[default]
    Python,
    Rust,
}

/// A kind of connection.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Resource {
    pub id: String,
    /// What messages call it: "Subtensor".
    pub title: String,
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub versions: Option<VersionSpecifiers>,
    pub style: Style,
    pub opens: Opens,
    /// What closes it, as attribute paths from the object: "close", "substrate.close".
    /// Of an async resource each is a coroutine unless `sync-close` names it.
    #[serde(default)]
    pub close: Vec<String>,
    /// Those of `close` that take effect when called, although the resource is async.
    #[serde(default)]
    pub sync_close: Vec<String>,
    /// The `with` statements that close it on leaving.
    #[serde(default)]
    pub scope: Vec<Scope>,
    /// What entering one of `scope` binds, if it is not the object itself: a resource id.
    #[serde(default)]
    pub scope_binds: BTreeMap<Scope, String>,
    /// Statements that this version lacks but that open the connection before they fail
    /// (`async with` on an eager sync one).
    #[serde(default)]
    pub opens_then_fails: Vec<Scope>,
    /// Methods that connect a cold one (or a closed one again) and return the object: "initialize".
    #[serde(default)]
    pub connect: Vec<String>,
    /// What the methods of `connect` return if not the object itself, but what shares its connection: a resource id.
    pub connect_binds: Option<String>,
    /// Methods that connect and return nothing of interest.
    #[serde(default)]
    pub connect_returns_none: Vec<String>,
    /// Awaiting the object connects it and yields a resource of this id (same profile).
    pub awaited_becomes: Option<String>,
    /// Attributes that lead to the same connection ("substrate"): never a second one.
    #[serde(default)]
    pub shares: Vec<String>,
    /// Attributes whose mere reading is a request and so may raise: "block".
    #[serde(default)]
    pub rpc_attributes: Vec<String>,
    /// Methods that can be called before it is connected although `opens = "connect"`, and static helpers.
    #[serde(default)]
    pub offline: Vec<String>,
    /// Attributes that hold values of their own, which stay good when it is closed: "network".
    #[serde(default)]
    pub plain_attributes: Vec<String>,
    /// Methods whose result asks the connection again while somebody goes through it: "query_map".
    #[serde(default)]
    pub pagers: Vec<String>,
    /// Arguments of the opening call with which closing is known to raise, so that no fix closes it.
    #[serde(default)]
    pub close_raises_with: Vec<String>,
    /// What use after close does.
    #[serde(default)]
    pub after_close: AfterClose,
    /// Methods that fail once it is closed, for Rust, where others may still be called: to read what comes until the end.
    #[serde(default)]
    pub fails_closed: Vec<String>,
    /// The garbage collector's truth; the first entry that fits the project's versions is quoted.
    #[serde(default)]
    pub dropped: Vec<Dropped>,
    /// Never a leak: something else closes it in the end (SDK 11's finalizer).
    #[serde(default)]
    pub self_closing: bool,
    /// Methods that use the object up and give it on in another form, for Rust: it is not followed from there.
    #[serde(default)]
    pub hands_on: Vec<String>,
    /// Methods that use the object up and give it on in two halves, for Rust: a pair of which the first closes it.
    #[serde(default)]
    pub split: Vec<String>,
    /// What the first half is: a resource id of the same profile.
    pub split_becomes: Option<String>,
    /// Methods of either half that put both together again.
    #[serde(default)]
    pub rejoin: Vec<String>,
    /// What going out of scope does, for Rust.
    #[serde(default)]
    pub drop: DropEffect,
    /// A function of the type that opens with the opener's two arguments, lends to an async closure and closes, for
    /// fixes of Rust: "scope".
    pub scope_function: Option<String>,
    /// What the first method of `close` is handed, for fixes of Rust; without it none writes that call.
    pub close_arguments: Option<String>,
    /// What the first method of `close` needs of the object, for fixes of Rust.
    #[serde(default)]
    pub close_takes: Takes,
}

/// What a closing method of Rust needs of the object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Takes {
    /// `self`: the object itself, which is gone then.
    #[default]
    Value,
    /// `&mut self`.
    Mut,
    /// `&self`.
    Shared,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Style {
    Sync,
    Async,
}

/// When the socket is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Opens {
    /// By the call that makes the object.
    Constructor,
    /// By `connect`, by entering, by being awaited or by the first request.
    FirstUse,
    /// By `connect` or entering only; a use before that fails (SUB012).
    Connect,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
pub enum Scope {
    #[serde(rename = "with")]
    With,
    #[serde(rename = "async with")]
    AsyncWith,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AfterClose {
    /// A use opens a new connection, which nobody closes.
    Reopens,
    #[default]
    Raises,
}

/// What Rust's `Drop` does; see the Rust rules.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DropEffect {
    Closes,
    Driver,
    #[default]
    Abandons,
    /// Lets it run on: the handle of a task.
    Detaches,
}

/// One truth about a dropped connection.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Dropped {
    /// Versions of the profile's distribution; absent: all.
    #[schemars(with = "Option<String>")]
    pub versions: Option<VersionSpecifiers>,
    /// Versions of async-substrate-interface; an entry with it is skipped where that version is unknown.
    #[schemars(with = "Option<String>")]
    pub asi: Option<VersionSpecifiers>,
    /// Continues "with bittensor 10.5.0 …": "a dropped connection is never closed".
    pub note: String,
}

/// A call that opens.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Opener {
    pub names: Vec<String>,
    /// Id of a resource of the same profile, or `profile/id` for one of another; entries of one id are told
    /// apart by `versions`.
    pub resource: String,
    #[schemars(with = "Option<String>")]
    pub versions: Option<VersionSpecifiers>,
    /// It is a coroutine function: the connection comes out of awaiting the call.
    #[serde(default)]
    pub awaited: bool,
    /// It returns a `Result`: it may come back without a connection.
    #[serde(default)]
    pub fallible: bool,
    /// It returns a pair, with the connection first.
    #[serde(default)]
    pub in_pair: bool,
    /// The object comes back open although the resource connects later (`get_async_subtensor`).
    #[serde(default)]
    pub connected: bool,
    /// The object comes back already closed (8.5's `bt.async_subtensor`).
    #[serde(default)]
    pub closed: bool,
    /// The class may be subclassed or entered by name; false for plain functions.
    #[serde(default = "yes")]
    pub class: bool,
    /// The call opens nothing if one of these holds.
    #[serde(default)]
    pub silent_if: Vec<ArgumentTest>,
    /// The call opens another resource if the test holds.
    #[serde(default)]
    pub variant: Vec<Variant>,
    /// The call opens nothing of its own but wraps the connection passed here.
    pub wraps: Option<Argument>,
}

fn yes() -> bool {
    true
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Variant {
    pub when: ArgumentTest,
    pub resource: String,
}

/// A parameter by keyword, and by 0-based position where it can be positional.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Argument {
    pub name: String,
    pub position: Option<usize>,
}

/// A condition on one argument of a call.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ArgumentTest {
    pub name: String,
    pub position: Option<usize>,
    pub is: Test,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Test {
    /// Passed, and not the constant None or False.
    Truthy,
    /// Passed as the constant False or None.
    Falsy,
    /// Passed at all, and not the constant None.
    Given,
    /// A string constant that begins with http:// or https://: no websocket.
    HttpUrl,
}

/// A call that opens a connection of its own unless it is told not to (SUB009).
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Implicit {
    /// Functions and classes.
    pub names: Vec<String>,
    #[schemars(with = "Option<String>")]
    pub versions: Option<VersionSpecifiers>,
    pub title: String,
    /// The resource that is opened.
    pub resource: String,
    /// It is a coroutine function.
    #[serde(default)]
    pub awaited: bool,
    /// The call itself opens; false where only the methods of what it makes do.
    #[serde(default = "yes")]
    pub call: bool,
    /// Entering what it makes opens one that leaving does not close.
    #[serde(default)]
    pub enters: bool,
    /// Methods of a connection that make the same object: "metagraph". It keeps that connection if `keeps`.
    #[serde(default)]
    pub made_by: Vec<String>,
    /// Opens nothing if one of these holds.
    #[serde(default)]
    pub unless: Vec<ArgumentTest>,
    /// The object that the call makes keeps the connection it opened or was given, so that its own
    /// later calls open nothing.
    #[serde(default)]
    pub keeps: bool,
    /// A copy of that object holds no connection, so that it opens one anew.
    #[serde(default)]
    pub forgets_when_copied: bool,
    /// The methods of the made object that open one when the object holds none.
    #[serde(default)]
    pub method: Vec<ImplicitMethod>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ImplicitMethod {
    pub name: String,
    /// The argument that, when given, is used instead.
    pub unless: Vec<ArgumentTest>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Neutral {
    pub names: Vec<String>,
    #[schemars(with = "Option<String>")]
    pub versions: Option<VersionSpecifiers>,
}

/// What a callable does with a connection that is handed to it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CalleeRule {
    pub names: Vec<String>,
    #[schemars(with = "Option<String>")]
    pub versions: Option<VersionSpecifiers>,
    /// The argument; absent: every argument.
    pub argument: Option<Argument>,
    pub effect: CalleeEffect,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CalleeEffect {
    /// Only uses it (the default for a callee that nobody knows).
    Borrows,
    /// Has closed it when it returns.
    Closes,
    /// Closes it later: an exit stack, a registry.
    Takes,
    /// Returns it, or a wrapper that closes it when left: `contextlib.closing`.
    Scopes,
    /// Returns the same connection.
    Returns,
    /// Returns a tuple that begins with the same connection.
    ReturnsFirst,
    /// Returns a copy, which shares nothing: see `forgets-when-copied`.
    Copies,
    /// Sees to it that the connection is never dropped: `mem::forget`.
    Forgets,
}

/// A name that some versions lack, or whose positional arguments mean something else there.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Change {
    /// Openers, implicit ones among them.
    pub names: Vec<String>,
    #[schemars(with = "Option<String>")]
    pub versions: Option<VersionSpecifiers>,
    /// Positional arguments that tell code for other versions, any of them; absent: every call is such code.
    #[serde(default)]
    pub when: Vec<Positional>,
    /// Continues "with bittensor 10.5.0 …": "`bt.subtensor` is gone: use `bt.Subtensor`".
    pub note: String,
}

/// A positional argument that has been seen.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Positional {
    /// From 0.
    pub position: usize,
    pub is: Seen,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Seen {
    /// Passed at all.
    Given,
    /// A string constant.
    Text,
    /// The constant True or False.
    Flag,
    /// A connection that the code has opened.
    Connection,
}

/// All knowledge of a run: the built-in profiles and the user's.
#[derive(Debug, Clone, Default)]
pub struct Profiles {
    pub all: Vec<Profile>,
}

/// The built-in profile files: stem and text. A test holds stem, `name` and order.
static BUILTIN: &[(&str, &str)] = &[
    ("bittensor", include_str!("profiles/bittensor.toml")),
    ("async-substrate-interface", include_str!("profiles/async-substrate-interface.toml")),
    ("substrate-interface", include_str!("profiles/substrate-interface.toml")),
    ("turbobt", include_str!("profiles/turbobt.toml")),
    ("bittensor-cli", include_str!("profiles/bittensor-cli.toml")),
    ("fiber", include_str!("profiles/fiber.toml")),
    ("python", include_str!("profiles/python.toml")),
    ("agcli", include_str!("profiles/agcli.toml")),
    ("bittensor-rs", include_str!("profiles/bittensor-rs.toml")),
    ("btlightning", include_str!("profiles/btlightning.toml")),
    ("crabtensor", include_str!("profiles/crabtensor.toml")),
    ("jsonrpsee", include_str!("profiles/jsonrpsee.toml")),
    ("reference-client", include_str!("profiles/reference-client.toml")),
    ("rust", include_str!("profiles/rust.toml")),
    ("substrate-api-client", include_str!("profiles/substrate-api-client.toml")),
    ("subxt", include_str!("profiles/subxt.toml")),
    ("tokio-tungstenite", include_str!("profiles/tokio-tungstenite.toml")),
];

impl Profiles {
    /// The profiles that ship with the linter.
    pub fn builtin() -> Profiles {
        let all = BUILTIN.iter().map(|(stem, text)| {
            toml::from_str(text).unwrap_or_else(|error| unreachable!("profiles/{stem}.toml: {error}"))
        });
        Profiles { all: all.collect() }
    }

    /// Reads one profile from TOML text.
    ///
    /// # Errors
    ///
    /// A key or value that the schema does not know, with its place.
    pub fn parse(text: &str) -> Result<Profile, toml::de::Error> {
        toml::from_str(text)
    }
}

/// Something in a user's profile that cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileError {
    /// The text in the config that is wrong.
    pub text: String,
    pub message: String,
}

impl Profiles {
    /// Adds profiles of a user.
    ///
    /// # Errors
    ///
    /// A name that is taken, or a resource that no profile has.
    pub fn add(&mut self, profiles: &[Profile]) -> Result<(), ProfileError> {
        for profile in profiles {
            if self.all.iter().any(|it| it.name == profile.name) {
                let message = format!("there is a profile `{}` already", profile.name);
                return Err(ProfileError { text: profile.name.clone(), message });
            }
            self.all.push(Profile { is_users: true, ..profile.clone() });
            let profile = self.all.last().expect("it was just added");
            let openers = profile
                .openers
                .iter()
                .flat_map(|it| std::iter::once(&it.resource).chain(it.variant.iter().map(|it| &it.resource)));
            let all = openers.chain(profile.implicits.iter().map(|it| &it.resource));
            if let Some(id) = all.into_iter().find(|it| !self.has_resource(profile, it)) {
                let message = format!("no profile has a resource `{id}`");
                return Err(ProfileError { text: id.clone(), message });
            }
        }
        Ok(())
    }

    fn has_resource(&self, of: &Profile, id: &str) -> bool {
        let own = |profile: &Profile, id: &str| profile.resources.iter().any(|it| it.id == id);
        let elsewhere = id
            .split_once('/')
            .is_some_and(|(name, id)| self.all.iter().any(|it| it.name == name && own(it, id)));
        own(of, id) || elsewhere
    }
}

/// A name as the analysis knows it: Python's own functions have no module in the source.
///
/// Paths of Rust are written with `::` in profiles and kept like those of Python.
pub(crate) fn full_name(name: &str) -> String {
    if name.contains("::") {
        return name.replace("::", ".");
    }
    if name.contains('.') { name.to_owned() } else { format!("builtins.{name}") }
}

impl Resource {
    /// A type of Rust that is opened by an async function and ended by another.
    pub(crate) fn with_awaitable_end(it: &crate::crates::Inferred) -> Resource {
        let (id, title) = (it.path.clone(), it.name.to_string());
        let close = it.closers.iter().map(|it| it.to_string()).collect();
        Resource {
            id,
            title,
            versions: None,
            style: Style::Async,
            opens: Opens::Constructor,
            close,
            sync_close: vec![],
            scope: vec![],
            scope_binds: BTreeMap::new(),
            opens_then_fails: vec![],
            connect: vec![],
            connect_binds: None,
            connect_returns_none: vec![],
            awaited_becomes: None,
            shares: vec![],
            rpc_attributes: vec![],
            offline: vec![],
            plain_attributes: vec![],
            pagers: vec![],
            close_raises_with: vec![],
            after_close: AfterClose::Raises,
            fails_closed: vec![],
            dropped: vec![],
            self_closing: false,
            hands_on: vec![],
            split: vec![],
            split_becomes: None,
            rejoin: vec![],
            drop: if it.is_closed_by_drop { DropEffect::Closes } else { DropEffect::Abandons },
            scope_function: None,
            close_arguments: it.takes.map(|_| String::new()),
            close_takes: it.takes.unwrap_or_default(),
        }
    }
}

impl Opener {
    /// A function of the program that opens.
    pub(crate) fn of_project(name: String, resource: String, it: &crate::crates::Opening) -> Opener {
        Opener {
            names: vec![name],
            resource,
            versions: None,
            awaited: it.is_async,
            fallible: it.is_fallible,
            in_pair: false,
            connected: false,
            closed: false,
            class: false,
            silent_if: vec![],
            variant: vec![],
            wraps: None,
        }
    }
}

impl ProfileLanguage {
    pub fn fits(self, language: Language) -> bool {
        match language {
            Language::Python | Language::Document(_) => self == ProfileLanguage::Python,
            Language::Rust => self == ProfileLanguage::Rust,
        }
    }
}
