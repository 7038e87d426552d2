//! Profiles made ready for one combination of versions: what a dotted name opens there.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use pep440_rs::{Version, VersionSpecifiers};

use crate::ir::Name;
use crate::profile::{
    ArgumentTest, CalleeRule, Change, Implicit, Opener, Profile, Profiles, Resource, Scope, Style, Test,
    full_name,
};
use crate::source::Language;

/// A resource that is valid for the versions at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResourceId(pub u32);

#[derive(Debug)]
pub struct KnownOpener {
    pub resource: ResourceId,
    pub opener: Opener,
    pub variants: Vec<(ArgumentTest, ResourceId)>,
}

#[derive(Debug)]
pub struct KnownImplicit {
    pub resource: ResourceId,
    pub implicit: Implicit,
}

/// What is known for one version of each distribution.
#[derive(Debug, Default)]
pub struct Knowledge {
    resources: Vec<Known>,
    /// Resources as other profiles call them: "bittensor/subtensor".
    ids: BTreeMap<String, ResourceId>,
    openers: BTreeMap<String, KnownOpener>,
    implicits: BTreeMap<String, KnownImplicit>,
    neutrals: BTreeSet<String>,
    callees: BTreeMap<String, Vec<CalleeRule>>,
    /// By name, with the whole sentence; empty where the version is a guess.
    changes: BTreeMap<String, Vec<(Change, Arc<str>)>>,
    /// Names of methods that close some resource: they do not raise, and calls of them are worth following.
    closers: BTreeSet<String>,
    last_names: BTreeSet<String>,
    explicit_names: BTreeSet<String>,
    /// Methods that may open a connection of their own: "sync".
    implicit_methods: BTreeSet<String>,
    connecting: BTreeSet<String>,
    /// Modules that openers live in, with all modules above them.
    packages: BTreeSet<String>,
    /// "bittensor 10.5.0"; empty where every crate has a version of its own.
    label: String,
    /// The code is Rust: values are moved and dropped, and a `Result` says whether a call failed.
    pub is_rust: bool,
}

#[derive(Debug)]
struct Known {
    resource: Resource,
    /// Ids of the same profile to their entries for these versions.
    becomes: Option<ResourceId>,
    half: Option<ResourceId>,
    binds: BTreeMap<Scope, ResourceId>,
    note: Option<String>,
    /// "subxt 0.51.1", of a crate.
    label: String,
}

/// The versions that a file is judged by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Versions {
    pub language: Language,
    pub sdk: Version,
    /// Somebody has said so, in a manifest or on the command line: it is no guess.
    pub is_pinned: bool,
    pub asi: Option<Version>,
    /// Of the packages that a Rust file's package is built with.
    pub crates: BTreeMap<String, Version>,
}

impl Knowledge {
    pub fn new(profiles: &Profiles, versions: &Versions) -> Knowledge {
        let language = versions.language;
        let label = match language {
            Language::Python | Language::Document(_) => format!("bittensor {}", versions.sdk),
            Language::Rust => String::new(),
        };
        let mut known = Knowledge { label, is_rust: language == Language::Rust, ..Knowledge::default() };
        // A pre-release has the meaning of its release: `<9` and `>=9` must not both miss 9.0.0rc1.
        let versions = &Versions {
            language,
            sdk: versions.sdk.only_release(),
            is_pinned: versions.is_pinned,
            asi: versions.asi.as_ref().map(Version::only_release),
            crates: versions.crates.iter().map(|(name, it)| (name.clone(), it.only_release())).collect(),
        };
        for profile in profiles.all.iter().filter(|it| it.language.fits(language)) {
            known.add(profile, versions);
        }
        let paths = known.openers.keys().chain(known.implicits.keys());
        known.last_names = paths.filter_map(|it| it.rsplit('.').next()).map(str::to_owned).collect();
        let explicit = known.openers.keys().filter_map(|it| it.rsplit('.').next());
        known.explicit_names = explicit.map(str::to_owned).collect();
        for path in known.openers.keys() {
            known.packages.extend(path.match_indices('.').map(|it| path[..it.0].to_owned()));
        }
        let methods = known.implicits.values().flat_map(|it| &it.implicit.method).map(|it| it.name.clone());
        known.implicit_methods = methods.collect();
        known.connecting = known.connectors().map(str::to_owned).collect();
        known
    }

    fn add(&mut self, profile: &Profile, versions: &Versions) {
        let version = match profile.distribution.as_deref() {
            Some("bittensor") => Some(&versions.sdk),
            Some("async-substrate-interface") => versions.asi.as_ref().or(profile.default_version.as_ref()),
            Some(name) if versions.crates.contains_key(name) => versions.crates.get(name),
            _ => profile.default_version.as_ref(),
        };
        let own = self.add_resources(profile, version, versions);
        self.ids.extend(own.iter().map(|(id, it)| (format!("{}/{id}", profile.name), *it)));
        let known = self.ids.clone();
        let id_of = |id: &str| own.get(id).or_else(|| known.get(id)).copied();
        for opener in best(&profile.openers, |it| &it.names, |it| it.versions.as_ref(), version) {
            let (name, opener) = opener;
            let Some(resource) = id_of(&opener.resource) else { continue };
            let variants =
                opener.variant.iter().filter_map(|it| Some((it.when.clone(), id_of(&it.resource)?)));
            let variants = variants.collect();
            self.openers.insert(full_name(&name), KnownOpener { resource, opener: opener.clone(), variants });
        }
        for (name, implicit) in best(&profile.implicits, |it| &it.names, |it| it.versions.as_ref(), version) {
            if fits(implicit.versions.as_ref(), version)
                && let Some(resource) = id_of(&implicit.resource)
            {
                self.implicits.insert(name, KnownImplicit { resource, implicit: implicit.clone() });
            }
        }
        for neutral in profile.neutrals.iter().filter(|it| fits(it.versions.as_ref(), version)) {
            self.neutrals.extend(neutral.names.iter().map(|it| full_name(it)));
        }
        for callee in profile.callees.iter().filter(|it| fits(it.versions.as_ref(), version)) {
            for name in &callee.names {
                self.callees.entry(full_name(name)).or_default().push(callee.clone());
            }
        }
        self.add_changes(profile, version, versions);
    }

    fn add_changes(&mut self, profile: &Profile, version: Option<&Version>, versions: &Versions) {
        let is_known = match profile.distribution.as_deref() {
            Some("bittensor") => versions.is_pinned,
            Some("async-substrate-interface") => versions.asi.is_some(),
            Some(name) => versions.crates.contains_key(name),
            None => true,
        };
        let fitting = profile.changes.iter().filter(|it| is_known && fits(it.versions.as_ref(), version));
        for change in fitting {
            let note: Arc<str> = (with_version(profile, version) + &change.note).into();
            for name in &change.names {
                self.changes.entry(full_name(name)).or_default().push((change.clone(), note.clone()));
            }
        }
    }

    /// Adds the entry of each resource that fits the version; where none does, the first one stands in.
    fn add_resources<'p>(
        &mut self,
        profile: &'p Profile,
        version: Option<&Version>,
        versions: &Versions,
    ) -> BTreeMap<&'p str, ResourceId> {
        let mut chosen: BTreeMap<&str, &Resource> = BTreeMap::new();
        for resource in &profile.resources {
            let better = match chosen.get(resource.id.as_str()) {
                Some(old) => {
                    !fits(old.versions.as_ref(), version) && fits(resource.versions.as_ref(), version)
                }
                None => true,
            };
            if better {
                chosen.insert(&resource.id, resource);
            }
        }
        let first = self.resources.len() as u32;
        let ids: BTreeMap<&str, ResourceId> =
            chosen.keys().enumerate().map(|(at, id)| (*id, ResourceId(first + at as u32))).collect();
        for resource in chosen.values() {
            let named = |it: &Option<String>| it.as_ref().and_then(|it| ids.get(it.as_str())).copied();
            let becomes = named(&resource.awaited_becomes);
            let half = named(&resource.split_becomes);
            let binds =
                resource.scope_binds.iter().filter_map(|(scope, id)| Some((*scope, *ids.get(id.as_str())?)));
            let binds = binds.collect();
            self.closers
                .extend(resource.close.iter().filter_map(|it| it.rsplit('.').next()).map(str::to_owned));
            let note = note(profile, resource, version, versions);
            let name = profile.distribution.as_deref().unwrap_or(&profile.name);
            let label = version.map_or(name.to_owned(), |it| format!("{name} {it}"));
            self.resources.push(Known { resource: (*resource).clone(), becomes, half, binds, note, label });
        }
        ids
    }

    pub fn resource(&self, id: ResourceId) -> &Resource {
        &self.resources[id.0 as usize].resource
    }

    /// What the resource is judged by: "bittensor 10.5.0".
    pub fn label_of(&self, id: ResourceId) -> &str {
        if self.is_rust { &self.resources[id.0 as usize].label } else { &self.label }
    }

    /// What the garbage collector does with one that is dropped: a sentence without its full stop.
    pub fn dropped_note(&self, id: ResourceId) -> Option<&str> {
        self.resources[id.0 as usize].note.as_deref()
    }

    /// What the handle of a task is that runs on when it is dropped.
    pub fn task(&self) -> Option<ResourceId> {
        self.ids.get("rust/task").copied()
    }

    /// Whether a method uses up what it is called on and gives it on in another form.
    pub fn hands_on(&self, method: &str) -> bool {
        let says = |it: &Known| it.resource.hands_on.iter().any(|it| it == method);
        self.is_rust && (method.starts_with("into_") || method == "split" || self.resources.iter().any(says))
    }

    /// Whether awaiting a method gives the connection itself, or something that holds it: an element that it takes out
    /// of a container, what a lock lends, what is left of a stream.
    pub fn gives_up(&self, method: &str) -> bool {
        self.hands_on(method)
            || self.rejoins(method)
            || matches!(
                method,
                "get"
                    | "get_mut"
                    | "get_or_init"
                    | "get_or_try_init"
                    | "take"
                    | "replace"
                    | "insert"
                    | "remove"
                    | "pop"
                    | "pop_front"
                    | "pop_back"
                    | "swap_remove"
                    | "acquire"
                    | "checkout"
            )
    }

    /// Whether the connection itself has the method, as its profile knows or every stream has it.
    pub fn has_method(&self, id: ResourceId, method: &str) -> bool {
        let resource = self.resource(id);
        let named = [&resource.split, &resource.rejoin, &resource.hands_on, &resource.fails_closed];
        matches!(method, "next" | "try_next")
            || self.closes(id, method) != Closing::No
            || named.iter().any(|all| all.iter().any(|it| it == method))
    }

    /// Whether a method puts two halves of what was split together again.
    pub fn rejoins(&self, method: &str) -> bool {
        self.is_rust && self.resources.iter().any(|it| it.resource.rejoin.iter().any(|it| it == method))
    }

    /// What the half of a split connection is that closes it.
    pub fn half(&self, id: ResourceId) -> Option<ResourceId> {
        self.resources[id.0 as usize].half
    }

    pub fn awaited(&self, id: ResourceId) -> Option<ResourceId> {
        self.resources[id.0 as usize].becomes
    }

    /// The resource that entering binds, if not the same.
    pub fn bound_by(&self, id: ResourceId, scope: Scope) -> Option<ResourceId> {
        self.resources[id.0 as usize].binds.get(&scope).copied()
    }

    /// Whether openers live in the module or below it.
    pub fn is_package(&self, path: &str) -> bool {
        self.packages.contains(path)
    }

    pub fn opener(&self, path: &str) -> Option<&KnownOpener> {
        self.openers.get(path)
    }

    pub fn implicit(&self, path: &str) -> Option<&KnownImplicit> {
        self.implicits.get(path)
    }

    /// What a method of a connection makes, if that is something that may open connections itself.
    pub fn made_by(&self, id: ResourceId, method: &str) -> Option<(&str, &KnownImplicit)> {
        let fits =
            |it: &KnownImplicit| it.resource == id && it.implicit.made_by.iter().any(|it| it == method);
        self.implicits.iter().find(|it| fits(it.1)).map(|(path, it)| (path.as_str(), it))
    }

    /// Methods of a connection, and callees that it is passed to, whose result keeps it; by last name.
    pub fn makers(&self, id: ResourceId) -> Vec<String> {
        let keeping = self.implicits.values().filter(|it| it.resource == id && it.implicit.keeps);
        let names = keeping.flat_map(|it| it.implicit.made_by.iter().chain(&it.implicit.names));
        names.map(|it| it.rsplit('.').next().unwrap_or(it).to_owned()).collect()
    }

    pub fn is_neutral(&self, path: &str) -> bool {
        self.neutrals.contains(path)
    }

    /// What is known of a callable that takes connections.
    pub fn callee(&self, path: &str) -> &[CalleeRule] {
        self.callees.get(path).map_or(&[], Vec::as_slice)
    }

    /// What the pinned version has changed about an opener, each with a sentence that says so.
    pub fn changes(&self, path: &str) -> &[(Change, Arc<str>)] {
        self.changes.get(path).map_or(&[], Vec::as_slice)
    }

    /// Whether an attribute of this name leads from some connection to the same one.
    pub fn is_part(&self, name: &str) -> bool {
        self.resources.iter().any(|it| it.resource.shares.iter().any(|it| it == name))
    }

    /// Whether a method of this name closes some resource.
    pub fn is_closer(&self, method: &str) -> bool {
        self.closers.contains(method) || matches!(method, "__exit__" | "__aexit__")
    }

    /// Whether a method of what attributes lead to closes some resource: `sub.substrate.close()`.
    pub fn is_closer_of_part(&self, attributes: &[Name], method: &str) -> bool {
        let path = attributes.iter().map(|it| &**it).chain([method]).collect::<Vec<_>>().join(".");
        self.resources.iter().any(|it| it.resource.close.contains(&path))
    }

    pub fn closers(&self) -> impl Iterator<Item = &str> {
        self.closers.iter().map(String::as_str).chain(["__exit__", "__aexit__"])
    }

    /// Methods that connect some resource.
    pub fn connectors(&self) -> impl Iterator<Item = &str> {
        let all = self
            .resources
            .iter()
            .flat_map(|it| it.resource.connect.iter().chain(&it.resource.connect_returns_none));
        all.map(|it| it.rsplit('.').next().unwrap_or(it)).chain(["__enter__", "__aenter__"])
    }

    pub fn is_connector(&self, method: &str) -> bool {
        self.connecting.contains(method)
    }

    pub fn is_implicit_method(&self, method: &str) -> bool {
        self.implicit_methods.contains(method)
    }

    /// Whether what such a method opens is kept, so that a second call opens nothing.
    pub fn keeps_implicit(&self, method: &str) -> bool {
        let mut keeping = self.implicits.values().filter(|it| it.implicit.keeps);
        keeping.any(|it| it.implicit.method.iter().any(|it| it.name == method))
    }

    /// Whether an implicit opener, or a method of what it makes, has a parameter for a connection.
    pub fn takes_connection(&self, name: &str) -> bool {
        let takes =
            |tests: &[ArgumentTest]| tests.iter().any(|it| it.is == Test::Given && it.position.is_some());
        self.implicits.iter().any(|(path, it)| {
            let is_named = path.rsplit('.').next() == Some(name);
            let mut methods = it.implicit.method.iter();
            is_named && takes(&it.implicit.unless) || methods.any(|it| it.name == name && takes(&it.unless))
        })
    }

    /// Words of which one stands in every program that opens something: packages, and names of Python's own.
    pub fn roots(&self) -> impl Iterator<Item = &str> {
        let paths = self.openers.keys().chain(self.implicits.keys());
        paths.filter_map(|it| it.strip_prefix("builtins.").or_else(|| it.split('.').next()))
    }

    /// The last names of openers, implicit ones among them.
    pub fn opener_names(&self) -> impl Iterator<Item = &str> {
        self.last_names.iter().map(String::as_str)
    }

    /// Methods that may open something by themselves: `sync`.
    pub fn implicit_methods(&self) -> impl Iterator<Item = &str> {
        self.implicit_methods.iter().map(String::as_str)
    }

    /// Packages of openers, which may be handed around.
    pub fn packages(&self) -> impl Iterator<Item = &str> {
        self.packages.iter().filter(|it| !it.contains('.')).map(String::as_str)
    }

    /// Whether some opener or implicit opener has this as its last name.
    pub fn is_opener_name(&self, name: &str) -> bool {
        self.last_names.contains(name)
    }

    /// Whether a coroutine function of this last name opens.
    pub fn is_awaited_opener(&self, name: &str) -> bool {
        let last = |path: &str| path.rsplit('.').next() == Some(name);
        self.openers.iter().any(|(path, it)| it.opener.awaited && last(path))
    }

    /// Whether some opener, not an implicit one, has this as its last name.
    pub fn is_explicit_opener_name(&self, name: &str) -> bool {
        self.explicit_names.contains(name)
    }

    /// How an attribute path from a connection acts on it.
    pub fn closes(&self, id: ResourceId, path: &str) -> Closing {
        let resource = self.resource(id);
        let leave = match path {
            "__exit__" => Some(Scope::With),
            "__aexit__" => Some(Scope::AsyncWith),
            _ => None,
        };
        if let Some(scope) = leave {
            return match (resource.scope.contains(&scope), scope) {
                (true, Scope::With) => Closing::Now,
                (true, Scope::AsyncWith) => Closing::Awaited,
                (false, _) => Closing::No,
            };
        }
        if !resource.close.iter().any(|it| it == path) {
            return Closing::No;
        }
        if resource.style == Style::Sync || resource.sync_close.iter().any(|it| it == path) {
            Closing::Now
        } else {
            Closing::Awaited
        }
    }
}

/// When a call closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closing {
    No,
    Now,
    /// When the coroutine that it returns is awaited or scheduled.
    Awaited,
}

fn fits(specifiers: Option<&VersionSpecifiers>, version: Option<&Version>) -> bool {
    match (specifiers, version) {
        (Some(specifiers), Some(version)) => specifiers.contains(version),
        (None, _) | (_, None) => true,
    }
}

/// For every name the entry whose versions fit; a name that only other versions have keeps its first entry, which is the newest.
fn best<'p, T>(
    entries: &'p [T],
    names: impl Fn(&T) -> &Vec<String>,
    versions: impl Fn(&T) -> Option<&VersionSpecifiers>,
    version: Option<&Version>,
) -> BTreeMap<String, &'p T> {
    let mut chosen: BTreeMap<String, &T> = BTreeMap::new();
    for entry in entries {
        for name in names(entry) {
            let fits = |it: &T| fits(versions(it), version);
            let better = chosen.get(name).is_none_or(|old| !fits(old) && fits(entry));
            if better {
                chosen.insert(name.clone(), entry);
            }
        }
    }
    chosen
}

fn note(
    profile: &Profile,
    resource: &Resource,
    version: Option<&Version>,
    versions: &Versions,
) -> Option<String> {
    let dropped = resource.dropped.iter().find(|it| {
        let asi = match (&it.asi, &versions.asi) {
            (Some(specifiers), Some(asi)) => specifiers.contains(asi),
            (Some(_), None) => false,
            (None, _) => true,
        };
        asi && fits(it.versions.as_ref(), version)
    })?;
    Some(with_version(profile, version) + &dropped.note)
}

/// The beginning of a sentence about a version: "with bittensor 10.5.0 ".
fn with_version(profile: &Profile, version: Option<&Version>) -> String {
    match (profile.distribution.as_deref(), version) {
        (Some(distribution), Some(version)) => format!("with {distribution} {version} "),
        (Some(distribution), None) => format!("with {distribution} "),
        (None, _) => String::new(),
    }
}

fn dotted(name: &str) -> String {
    name.replace("::", ".")
}

/// Every dotted name that some profile speaks about, and every attribute whose reading is a request.
pub fn names(profiles: &Profiles) -> (BTreeSet<String>, BTreeSet<String>) {
    let mut known = BTreeSet::new();
    let mut requests = BTreeSet::new();
    for profile in &profiles.all {
        known.extend(profile.openers.iter().flat_map(|it| it.names.iter().map(|it| dotted(it))));
        known.extend(profile.implicits.iter().flat_map(|it| it.names.iter().cloned()));
        known.extend(profile.neutrals.iter().flat_map(|it| it.names.iter().map(|it| dotted(it))));
        if profile.is_users {
            known.extend(profile.callees.iter().flat_map(|it| it.names.iter().cloned()));
        }
        requests.extend(profile.resources.iter().flat_map(|it| it.rpc_attributes.iter().cloned()));
    }
    (known, requests)
}
