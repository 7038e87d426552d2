//! Which version of the Bittensor Python SDK the project around a file pins, by its manifests alone.
//!
//! Of one folder the surest statement counts: lock file, exact pin, range, git tag.
//! From a file's folder the search goes up to the top of its git work tree, or to the root of the run if there
//! is none; the first folder with a pin ends it, so that several projects may live below one root.
//! A bare `bittensor`, a branch or a commit is no pin: the search goes on, as for a member of a
//! workspace whose lock file lies further up.
//!
//! To read one more kind of manifest, add it to `manifests.rs`; nothing else needs to know.

mod lock;
mod manifests;
mod pyproject;
mod released;
mod requirement;
mod text;

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

use lint_core::source::SdkPin;
use pep440_rs::Version;

use self::manifests::Found;
pub(crate) use self::manifests::is_manifest;
use self::released::{judge_asi, judge_sdk};
use self::requirement::Package;

/// For every file the pin of the nearest folder upwards that has one, and that folder; else an empty pin
/// and `root`. Folders are absolute.
pub(crate) fn pins(files: &[PathBuf], root: &Path) -> Vec<(SdkPin, PathBuf)> {
    let root = absolute(root);
    let mut own = HashMap::new();
    let mut nearest_by_folder: HashMap<PathBuf, (SdkPin, PathBuf)> = HashMap::new();
    let mut pin = |file: &PathBuf| {
        let file = absolute(file);
        let folder = file.parent().unwrap_or(&file);
        if let Some(known) = nearest_by_folder.get(folder) {
            return known.clone();
        }
        let res = nearest(folder, &root, &mut own);
        nearest_by_folder.insert(folder.to_path_buf(), res.clone());
        res
    };
    files.iter().map(&mut pin).collect()
}

fn nearest(folder: &Path, root: &Path, own: &mut HashMap<PathBuf, SdkPin>) -> (SdkPin, PathBuf) {
    let top = top_of_tree(folder, root);
    let mut res = (SdkPin::default(), root.to_path_buf());
    for dir in folder.ancestors().take_while(|it| it.starts_with(top)) {
        let here = own.entry(dir.to_path_buf()).or_insert_with(|| folder_pin(dir, top));
        if here.sdk.is_some() {
            let asi = res.0.asi.or_else(|| here.asi.clone());
            return (SdkPin { asi, ..here.clone() }, dir.to_path_buf());
        }
        if res.0.asi.is_none() && here.asi.is_some() {
            res = (here.clone(), dir.to_path_buf());
        }
    }
    res
}

/// Where the search ends, this folder included.
///
/// A file that lies neither in a git work tree nor below `root` is looked at with a few folders around it,
/// enough for the depth of the packages met so far, and never the whole way up.
fn top_of_tree<'a>(folder: &'a Path, root: &Path) -> &'a Path {
    const LEVELS_OUTSIDE: usize = 5;
    let git = folder.ancestors().find(|it| it.join(".git").exists());
    let top = git.or_else(|| folder.ancestors().find(|it| *it == root));
    top.or_else(|| folder.ancestors().take(LEVELS_OUTSIDE + 1).last()).unwrap_or(folder)
}

fn folder_pin(folder: &Path, top: &Path) -> SdkPin {
    let found = manifests::requirements(folder, top);
    let sdk = decide(Package::Sdk, &found);
    let asi = decide(Package::Asi, &found);
    let found_in = sdk.as_ref().or(asi.as_ref()).map(|it| it.found_in.clone());
    let (sdk, newer) = sdk.map_or((None, None), |it| (Some(it.version), it.newer));
    SdkPin { sdk, newer, asi: asi.map(|it| it.version), found_in, package: None }
}

#[derive(Debug)]
struct Decision {
    version: Version,
    newer: Option<Version>,
    found_in: String,
}

/// The surest statement; what one manifest says several times, by groups or markers, is taken together.
fn decide(package: Package, found: &[Found]) -> Option<Decision> {
    let mut found: Vec<&Found> = found.iter().filter(|it| it.requirement.package == package).collect();
    found.sort_by_key(|it| it.requirement.trust);
    let same =
        |a: &&Found, b: &&Found| (a.requirement.trust, &a.found_in) == (b.requirement.trust, &b.found_in);
    found.chunk_by(same).find_map(|group| {
        let admitted = group.iter().map(|it| &it.requirement.admits);
        let (version, newer) = match package {
            Package::Sdk => judge_sdk(admitted),
            Package::Asi => judge_asi(admitted).map(|it| (it, None)),
        }?;
        Some(Decision { version, newer, found_in: group[0].found_in.clone() })
    })
}

fn absolute(path: &Path) -> PathBuf {
    clean(&std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf()))
}

/// Resolves `.` and `..` by the letters, so that links stay what the user calls them.
fn clean(path: &Path) -> PathBuf {
    let mut res = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                res.pop();
            }
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => res.push(component),
        }
    }
    res
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// Writes `tree`, looks up `file` in it and compares with `sdk (newer) asi=… in folder:manifest`.
    #[track_caller]
    fn check(tree: &[(&str, &str)], file: &str, expected: &str) {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("run");
        fs::create_dir(&root).unwrap();
        write(&root, tree);
        let res = pins(&[root.join(file)], &root);
        assert_eq!(show(&res[0], &root), expected, "{file} in {tree:?}");
    }

    fn write(root: &Path, tree: &[(&str, &str)]) {
        for (name, text) in tree {
            let path = clean(&root.join(name));
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }

    fn show((pin, home): &(SdkPin, PathBuf), root: &Path) -> String {
        let mut res = pin.sdk.as_ref().map_or("unknown".to_owned(), Version::to_string);
        if let Some(newer) = &pin.newer {
            res += &format!(" ({newer})");
        }
        if let Some(asi) = &pin.asi {
            res += &format!(" asi={asi}");
        }
        let home = home.strip_prefix(root).map_or("above".to_owned(), |it| it.display().to_string());
        if let Some(found_in) = &pin.found_in {
            res += &format!(" in {home}:{found_in}");
        } else {
            assert_eq!(home, "", "an unknown pin belongs to the root");
        }
        res
    }

    #[test]
    fn a_range_is_judged_by_the_highest_release_below_11() {
        let check = |range: &str, expected: &str| {
            let expected = match expected {
                "unknown" => expected.to_owned(),
                _ => format!("{expected} in :requirements.txt"),
            };
            check(&[("requirements.txt", &format!("bittensor{range}\n"))], "a.py", &expected);
        };
        check("", "unknown");
        check("==9.12.2", "9.12.2");
        check("==8.5.1rc6", "8.5.1rc6");
        check("==4.0.1", "4.0.1");
        check("==12.7", "12.7");
        check(">=9.8,<10", "9.12.2");
        check(">=9", "10.5.0 (11.3.0)");
        check(">=9,<12", "10.5.0 (11.3.0)");
        check(">=9,<11.1", "10.5.0 (11.0.2)");
        check(">=9,!=10.5.0", "10.4.1 (11.3.0)");
        check("<6", "5.3.4");
        check(">=11", "11.3.0");
        check(">=11,<12", "11.3.0");
        check("~=11.0.0", "11.0.2");
        check(">10.5.0", "11.3.0");
        check("~=10.5", "10.5.0");
        check("~=9.0", "9.12.2");
        check("~=9.8.1", "9.8.3");
        check("==9.8.*", "9.8.3");
        check(">=8.5.1rc1,<8.6", "8.5.2");
        check("<9,>10", "unknown");
        check(">=12", "unknown");
        check("==9.13.*", "unknown");
    }

    #[test]
    fn a_range_of_the_substrate_interface_counts_if_it_has_an_end() {
        let check = |range: &str, expected: &str| {
            let tree = [("requirements.txt", format!("async_substrate_interface{range}"))];
            check(&[(tree[0].0, &tree[0].1)], "a.py", expected);
        };
        check("==1.5.15", "unknown asi=1.5.15 in :requirements.txt");
        check("<2", "unknown asi=1.6.4 in :requirements.txt");
        check("<3.0.0,>=2.0.4", "unknown asi=2.2.1 in :requirements.txt");
        check("~=1.5.0", "unknown asi=1.5.15 in :requirements.txt");
        check(">=1.5.6", "unknown");
        check("!=1.5.6", "unknown");
    }

    #[test]
    fn the_surest_manifest_of_a_folder_wins() {
        let lock = ("uv.lock", "[[package]]\nname = \"bittensor\"\nversion = \"9.7.0\"\n");
        let exact = ("Dockerfile", "RUN pip install bittensor==9.8.0\n");
        let range = ("setup.py", "setup(install_requires=['bittensor>=9,<10'])\n");
        let tag = ("requirements.txt", "git+https://github.com/opentensor/bittensor.git@v7.3.0\n");
        check(&[lock, exact, range, tag], "a.py", "9.7.0 in :uv.lock");
        check(&[exact, range, tag], "a.py", "9.8.0 in :Dockerfile");
        check(&[range, tag], "a.py", "9.12.2 in :setup.py");
        check(&[tag], "a.py", "7.3.0 in :requirements.txt");
        // An impossible range leaves the word to the tag; of two exact pins the better known file speaks.
        check(&[("setup.py", "x = 'bittensor>=99'"), tag], "a.py", "7.3.0 in :requirements.txt");
        let other = ("requirements.txt", "bittensor==9.9.0\n");
        check(&[exact, other], "a.py", "9.9.0 in :requirements.txt");
        let extra = ("requirements-dev.txt", "bittensor==9.1.0\n");
        check(&[extra, other], "a.py", "9.9.0 in :requirements.txt");
    }

    #[test]
    fn forks_of_one_manifest_are_taken_together() {
        let fork =
            "bittensor==9.12.2; python_version < '3.10'\nbittensor==10.5.0; python_version >= '3.10'\n";
        check(&[("requirements.txt", fork)], "a.py", "10.5.0 in :requirements.txt");
        let package = |version: &str| format!("[[package]]\nname = \"bittensor\"\nversion = \"{version}\"\n");
        let lock = package("9.12.2") + &package("11.1.0");
        check(&[("uv.lock", &lock)], "a.py", "9.12.2 (11.1.0) in :uv.lock");
    }

    #[test]
    fn the_nearest_folder_with_a_pin_decides() {
        let tree = [
            ("requirements.txt", "bittensor==9.0.0\nasync-substrate-interface==1.0.0"),
            ("a/requirements.txt", "bittensor==8.0.0"),
            ("a/deep/er/x.py", ""),
            ("b/pyproject.toml", "[project]\nname = 'b'\ndependencies = ['bittensor']"),
            ("c/setup.py", "setup(install_requires=['async-substrate-interface==1.5.0'])"),
        ];
        check(&tree, "x.py", "9.0.0 asi=1.0.0 in :requirements.txt");
        check(&tree, "a/x.py", "8.0.0 in a:requirements.txt");
        check(&tree, "a/deep/er/x.py", "8.0.0 in a:requirements.txt");
        check(&tree, "b/x.py", "9.0.0 asi=1.0.0 in :requirements.txt");
        check(&tree, "c/x.py", "9.0.0 asi=1.5.0 in :requirements.txt");
        check(&tree[4..], "c/x.py", "unknown asi=1.5.0 in c:setup.py");
        check(&[], "missing/x.py", "unknown");
    }

    #[test]
    fn every_file_gets_its_own_answer_in_order() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        write(root, &[("a/Pipfile", "[packages]\nbittensor = '==8.2.0'"), ("b/setup.cfg", "")]);
        write(root, &[("c/environment.yml", "- pip:\n  - bittensor==7.4.0")]);
        let files = ["c/x.py", "a/x.py", "b/x.py", "a/sub/../y.py", "./c/z/x.py"].map(|it| root.join(it));
        let res: Vec<String> = pins(&files, root).iter().map(|it| show(it, root)).collect();
        let (a, c) = ("8.2.0 in a:Pipfile", "7.4.0 in c:environment.yml");
        assert_eq!(res, [c, a, "unknown", a, c]);
        assert!(pins(&[], root).is_empty());
    }

    #[test]
    fn the_search_ends_at_the_git_work_tree_or_the_root() {
        let above = ("../requirements.txt", "bittensor==9.0.0");
        check(&[above], "x.py", "unknown");
        check(&[above, ("../.git/HEAD", "")], "x.py", "9.0.0 in above:requirements.txt");
        check(&[above, ("../.git/HEAD", ""), (".git", "gitdir: x")], "x.py", "unknown");
        let here = ("requirements.txt", "bittensor==8.0.0");
        check(&[here, ("sub/.git", "gitdir: x")], "sub/x.py", "unknown");
        // Named on the command line from elsewhere.
        check(&[("../other/setup.py", "'bittensor==8.0.0'")], "../other/p/x.py", "8.0.0 in above:setup.py");
    }
}
