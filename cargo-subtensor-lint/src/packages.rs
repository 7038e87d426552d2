//! The Cargo package around each Rust file, from the manifests alone: Cargo is never run in somebody's tree.
//!
//! Of a file the nearest `Cargo.toml` upwards that has a `[package]` counts, and of that the nearest
//! `Cargo.lock`. Without a lock file the requirement itself says which version is meant: `0.44` is 0.44.0; for what
//! a package does not name itself, that of the packages which it depends on by their paths.
//! A manifest that cannot be read says nothing.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use lint_core::Version;
use lint_core::profile::Profiles;
use lint_core::source::{Edition, Package};
use serde::Deserialize;
use toml::{Table, Value};

use crate::regular;

/// The package of every file, in order; `files` are absolute paths with what the output calls them.
pub(crate) fn packages(files: &[(&Path, &str)]) -> Vec<Option<Arc<Package>>> {
    if files.is_empty() {
        return vec![];
    }
    let clients: Vec<String> = Profiles::builtin().all.into_iter().filter_map(|it| it.distribution).collect();
    let mut read = HashMap::new();
    let mut locks = HashMap::new();
    let mut known = HashMap::new();
    let mut package = |(path, shown): &(&Path, &str)| {
        let manifest =
            read.entry(path.parent()?.to_owned()).or_insert_with(|| nearest(path, &mut locks)).clone()?;
        let inside = path.strip_prefix(&manifest.folder).ok()?;
        let inside = inside.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
        // The roots are called as the file itself is: seen from where the user stands.
        let prefix = shown.strip_suffix(&inside)?.to_owned();
        let key = (manifest.folder.clone(), prefix.clone());
        let known = known.entry(key).or_insert_with(|| Arc::new(manifest.package(&prefix, &clients)));
        Some(known.clone())
    };
    files.iter().map(&mut package).collect()
}

/// More packages that a package depends on by their paths are not looked at.
const MAX_MEMBERS: usize = 200;

/// A package's manifest with what its workspace and lock file add.
#[derive(Debug, Clone)]
struct Manifest {
    folder: PathBuf,
    own: Table,
    /// The workspace's manifest, with the folder that its paths begin at.
    workspace: Option<(PathBuf, Table)>,
    lock: Option<Arc<Lock>>,
}

#[derive(Debug, Deserialize)]
struct Lock {
    #[serde(default)]
    package: Vec<Locked>,
}

#[derive(Debug, Deserialize)]
struct Locked {
    name: String,
    version: String,
    #[serde(default)]
    dependencies: Vec<String>,
}

impl Lock {
    /// The version of a package that is there once.
    fn only(&self, name: &str) -> Option<Version> {
        let mut all = self.package.iter().filter(|it| it.name == name);
        let one = all.next()?;
        all.next().is_none().then(|| one.version.parse().ok())?
    }
}

/// `locks` remembers lock files, which may be large and count for many folders.
fn nearest(file: &Path, locks: &mut HashMap<PathBuf, Option<Arc<Lock>>>) -> Option<Manifest> {
    let mut found: Option<Manifest> = None;
    for folder in file.ancestors().skip(1) {
        if let Some(table) = read_toml(&folder.join("Cargo.toml")) {
            match &mut found {
                None if table.contains_key("package") => {
                    let folder = folder.to_owned();
                    let workspace = table.contains_key("workspace").then(|| (folder.clone(), table.clone()));
                    found = Some(Manifest { folder, own: table, workspace, lock: None });
                }
                Some(it) if it.workspace.is_none() && table.contains_key("workspace") => {
                    it.workspace = Some((folder.to_owned(), table));
                }
                _ => {}
            }
        }
        if let Some(it) = found.as_mut().filter(|it| it.lock.is_none()) {
            it.lock = locks.entry(folder.to_owned()).or_insert_with(|| read_lock(folder)).clone();
        }
        if folder.join(".git").exists() {
            break;
        }
    }
    found
}

fn read_lock(folder: &Path) -> Option<Arc<Lock>> {
    let text = regular::manifest_text(&folder.join("Cargo.lock")).ok()?;
    toml::from_str(&text).ok().map(Arc::new)
}

fn read_toml(path: &Path) -> Option<Table> {
    regular::manifest_text(path).ok()?.parse().ok()
}

impl Manifest {
    /// `clients` are packages whose versions matter although another package of the workspace brings them in.
    fn package(&self, prefix: &str, clients: &[String]) -> Package {
        let text = |table: &str, key: &str| Some(self.own.get(table)?.get(key)?.as_str()?.to_owned());
        let name = text("package", "name").unwrap_or_default();
        let library = text("lib", "path").or_else(|| self.file("src/lib.rs"));
        let mut package = Package {
            library: library.map(|it| format!("{prefix}{}", it.trim_start_matches("./"))),
            library_name: text("lib", "name").unwrap_or_else(|| name.clone()).replace('-', "_"),
            programs: self.programs().into_iter().map(|it| format!("{prefix}{it}")).collect(),
            renamed: BTreeMap::new(),
            versions: BTreeMap::new(),
            edition: self.edition(),
            name,
        };
        for (key, value) in self.dependencies() {
            let value = self.meant(&key, value);
            let real = value.get("package").and_then(Value::as_str).unwrap_or(&key).to_owned();
            if let Some(version) = self.version(&package.name, &real, &value) {
                package.versions.insert(real.clone(), version);
            }
            if real != key {
                package.renamed.insert(key.replace('-', "_"), real);
            }
        }
        let missing: Vec<&String> = clients.iter().filter(|it| !package.versions.contains_key(*it)).collect();
        let mut of_members = None;
        for name in missing {
            let found = match &self.lock {
                Some(lock) => lock.only(name),
                None => {
                    let all = of_members.get_or_insert_with(|| self.versions_of_members(clients));
                    all.get(name).cloned().flatten()
                }
            };
            package.versions.extend(found.map(|it| (name.clone(), it)));
        }
        package
    }

    /// The versions of clients that the packages want which this one depends on by their paths, directly or not; none
    /// of a client where they differ.
    fn versions_of_members(&self, clients: &[String]) -> BTreeMap<String, Option<Version>> {
        let mut found: BTreeMap<String, Option<Version>> = BTreeMap::new();
        let mut todo = self.members();
        let mut seen: BTreeSet<PathBuf> = [self.folder.clone()].into();
        while let Some(folder) = todo.pop() {
            if !seen.insert(folder.clone()) || seen.len() > MAX_MEMBERS {
                continue;
            }
            let Some(own) = read_toml(&folder.join("Cargo.toml")) else { continue };
            let member = Manifest { folder, own, workspace: self.workspace.clone(), lock: None };
            for (key, value) in member.dependencies() {
                let value = member.meant(&key, value);
                let real = value.get("package").and_then(Value::as_str).unwrap_or(&key);
                let version = clients.iter().any(|it| it == real).then(|| lowest(&value)).flatten();
                if let Some(version) = version {
                    let before = found.entry(real.to_owned()).or_insert_with(|| Some(version.clone()));
                    *before = before.take().filter(|it| *it == version);
                }
            }
            todo.extend(member.members());
        }
        found
    }

    /// The folders of the packages that this one depends on by their paths.
    fn members(&self) -> Vec<PathBuf> {
        let path = |it: &Value| Some(it.get("path")?.as_str()?.to_owned());
        let folder = |(key, value): (String, Value)| {
            let (base, value) = match (&self.workspace, inherits(&value)) {
                (Some((root, _)), true) => (root, self.inherited(&key)?),
                _ => (&self.folder, value),
            };
            Some(normal(&base.join(path(&value)?)))
        };
        self.dependencies().into_iter().filter_map(folder).collect()
    }

    /// What a dependency is, also where it only says that the workspace says so.
    fn meant(&self, key: &str, value: Value) -> Value {
        if inherits(&value) { self.inherited(key).unwrap_or(value) } else { value }
    }

    /// Without an edition Cargo takes 2015.
    fn edition(&self) -> Edition {
        let own = self.own.get("package").and_then(|it| it.get("edition"));
        let shared = || self.workspace.as_ref()?.1.get("workspace")?.get("package")?.get("edition");
        let named = if own.is_some_and(inherits) { shared() } else { own };
        match named.and_then(Value::as_str) {
            Some("2015" | "2018" | "2021") | None => Edition::Until2021,
            Some(_) => Edition::Since2024,
        }
    }

    fn file(&self, name: &str) -> Option<String> {
        self.folder.join(name).is_file().then(|| name.to_owned())
    }

    /// Root files of programs, tests, examples and benches, as far as the manifest names them.
    fn programs(&self) -> Vec<String> {
        let kinds = ["bin", "test", "example", "bench"];
        let named = kinds.iter().filter_map(|it| self.own.get(*it)?.as_array()).flatten();
        let paths = named.filter_map(|it| Some(it.get("path")?.as_str()?.to_owned()));
        paths.chain(self.file("src/main.rs")).collect()
    }

    /// All dependencies, those of other targets, tests and build scripts included.
    fn dependencies(&self) -> Vec<(String, Value)> {
        let kinds = ["dependencies", "dev-dependencies", "build-dependencies"];
        let targets = self.own.get("target").and_then(Value::as_table);
        let tables = std::iter::once(&self.own)
            .chain(targets.into_iter().flat_map(Table::values).filter_map(Value::as_table));
        let found = tables.flat_map(|table| kinds.iter().filter_map(|it| table.get(*it)?.as_table()));
        found.flatten().map(|(key, value)| (key.clone(), value.clone())).collect()
    }

    /// `{ workspace = true }`: the workspace says what is meant.
    fn inherited(&self, key: &str) -> Option<Value> {
        self.workspace.as_ref()?.1.get("workspace")?.get("dependencies")?.get(key).cloned()
    }

    /// The version of a dependency: as it is locked, else the lowest that the requirement admits.
    fn version(&self, package: &str, name: &str, requirement: &Value) -> Option<Version> {
        let locked = |lock: &Arc<Lock>| {
            let own = lock.package.iter().find(|it| it.name == package);
            let named = own.into_iter().flat_map(|it| &it.dependencies);
            let exact = named.filter_map(|it| {
                let mut words = it.split(' ');
                (words.next()? == name).then(|| words.next())?
            });
            let exact = exact.into_iter().next().and_then(|it| it.parse().ok());
            exact.or_else(|| lock.only(name))
        };
        if let Some(version) = self.lock.as_ref().and_then(locked) {
            return Some(version);
        }
        lowest(requirement)
    }
}

/// The lowest version that a requirement admits.
fn lowest(requirement: &Value) -> Option<Version> {
    let text = requirement.as_str().or_else(|| requirement.get("version")?.as_str())?;
    let lowest = text.split(',').next()?.trim().trim_start_matches(['^', '~', '=', '>', ' ']);
    lowest.trim_end_matches(".*").parse().ok()
}

/// A path without `..`, as its text says.
fn normal(path: &Path) -> PathBuf {
    let mut found = PathBuf::new();
    for it in path.components() {
        match it {
            Component::ParentDir => {
                found.pop();
            }
            Component::CurDir => {}
            it => found.push(it),
        }
    }
    found
}

fn inherits(value: &Value) -> bool {
    value.get("workspace").and_then(Value::as_bool) == Some(true)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn package(tree: &[(&str, &str)], file: &str) -> Option<Package> {
        let root = tempfile::tempdir().unwrap();
        for (name, text) in tree {
            let path = root.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        fs::create_dir_all(root.path().join(".git")).unwrap();
        let path = root.path().join(file);
        packages(&[(&path, file)]).remove(0).map(|it| (*it).clone())
    }

    fn versions(tree: &[(&str, &str)], file: &str) -> Vec<String> {
        let found = package(tree, file).unwrap_or_default().versions;
        found.iter().map(|(name, it)| format!("{name} {it}")).collect()
    }

    const LOCK: &str = "[[package]]\nname = 'bot'\nversion = '0.1.0'\ndependencies = ['subxt 0.44.0']\n\
        [[package]]\nname = 'subxt'\nversion = '0.44.0'\n[[package]]\nname = 'subxt'\nversion = '0.51.1'\n\
        [[package]]\nname = 'tokio'\nversion = '1.48.0'\n";

    #[test]
    fn the_lock_file_says_which_of_several_versions_a_package_uses() {
        let manifest = "[package]\nname = 'bot'\n[dependencies]\nsubxt = '0.4'\ntokio = '1'\n";
        let tree = [("bot/Cargo.toml", manifest), ("Cargo.lock", LOCK), ("bot/src/main.rs", "")];
        assert_eq!(versions(&tree, "bot/src/main.rs"), ["subxt 0.44.0", "tokio 1.48.0"]);
    }

    #[test]
    fn without_a_lock_file_the_requirement_counts() {
        let manifest = "[package]\nname = 'bot'\n[dependencies]\nsubxt = { version = '^0.50' }\n\
            [target.'cfg(unix)'.dev-dependencies]\njsonrpsee = '=0.26.1'\n";
        let tree = [("Cargo.toml", manifest), ("src/main.rs", "")];
        assert_eq!(versions(&tree, "src/main.rs"), ["jsonrpsee 0.26.1", "subxt 0.50"]);
    }

    #[test]
    fn members_inherit_from_their_workspace() {
        let workspace = "[workspace]\nmembers = ['crates/*']\n[workspace.dependencies]\n\
            sub = { package = 'subxt', version = '0.51' }\n";
        let member = "[package]\nname = 'my-bot'\n[dependencies]\nsub = { workspace = true }\n";
        let tree =
            [("Cargo.toml", workspace), ("crates/bot/Cargo.toml", member), ("crates/bot/src/lib.rs", "")];
        let found = package(&tree, "crates/bot/src/lib.rs").unwrap();
        assert_eq!(found.library.as_deref(), Some("crates/bot/src/lib.rs"));
        assert_eq!(found.library_name, "my_bot");
        assert_eq!(found.renamed.get("sub").map(String::as_str), Some("subxt"));
        assert_eq!(found.versions["subxt"].to_string(), "0.51");
    }

    #[test]
    fn the_edition_is_that_of_the_manifest_or_its_workspace() {
        let edition = |manifest: &str| {
            let workspace = "[workspace]\n[workspace.package]\nedition = '2024'\n";
            let tree = [("Cargo.toml", workspace), ("bot/Cargo.toml", manifest), ("bot/src/lib.rs", "")];
            package(&tree, "bot/src/lib.rs").unwrap().edition
        };
        assert_eq!(edition("[package]\nname = 'bot'\nedition = '2021'\n"), Edition::Until2021);
        assert_eq!(edition("[package]\nname = 'bot'\nedition = '2024'\n"), Edition::Since2024);
        assert_eq!(edition("[package]\nname = 'bot'\nedition.workspace = true\n"), Edition::Since2024);
        assert_eq!(edition("[package]\nname = 'bot'\n"), Edition::Until2021);
    }

    #[test]
    fn what_another_member_brings_in_has_its_version_too() {
        let lock = "[[package]]\nname = 'subxt'\nversion = '0.51.1'\n[[package]]\nname = 'serde'\nversion = '1.0.0'\n";
        let tree = [("Cargo.toml", "[package]\nname = 'bot'\n"), ("Cargo.lock", lock), ("src/main.rs", "")];
        assert_eq!(versions(&tree, "src/main.rs"), ["subxt 0.51.1"]);
    }

    #[test]
    fn without_a_lock_file_what_a_member_wants_counts_for_those_who_use_it() {
        let workspace = "[workspace]\nmembers = ['*']\n[workspace.dependencies]\nnet = { path = 'net' }\n";
        let app = "[package]\nname = 'app'\n[dependencies]\nmiddle = { path = '../middle' }\n";
        let middle = "[package]\nname = 'middle'\n[dependencies]\nnet.workspace = true\n";
        let net = "[package]\nname = 'net'\n[dependencies]\nsubxt = '0.50'\nserde = '1'\n\
            app = { path = '../app' }\n";
        let other = "[package]\nname = 'other'\n[dependencies]\nsubxt = '0.44'\nnet = { path = '../net' }\n";
        let both = "[package]\nname = 'both'\n[dependencies]\nother = { path = '../other' }\n";
        let tree = [
            ("Cargo.toml", workspace),
            ("app/Cargo.toml", app),
            ("app/src/main.rs", ""),
            ("middle/Cargo.toml", middle),
            ("net/Cargo.toml", net),
            ("other/Cargo.toml", other),
            ("other/src/main.rs", ""),
            ("both/Cargo.toml", both),
            ("both/src/main.rs", ""),
        ];
        assert_eq!(versions(&tree, "app/src/main.rs"), ["subxt 0.50"]);
        assert_eq!(versions(&tree, "other/src/main.rs"), ["subxt 0.44"]);
        assert!(versions(&tree, "both/src/main.rs").is_empty());
    }

    #[test]
    fn a_file_without_a_manifest_has_no_package() {
        assert_eq!(package(&[("a.rs", "")], "a.rs"), None);
        assert_eq!(package(&[("Cargo.toml", "not toml ["), ("a.rs", "")], "a.rs"), None);
    }
}
