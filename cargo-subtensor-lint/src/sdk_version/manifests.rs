//! The manifests of one folder, best known first, and how each is read.
//!
//! A manifest that cannot be read or parsed says nothing; it never fails the run.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::requirement::{Requirement, parse};
use super::{clean, lock, pyproject, text};
use crate::regular;

/// A requirement and the manifest that has it, relative to the folder.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) requirement: Requirement,
    pub(super) found_in: String,
}

/// Of two manifests that are believed alike, the earlier kind here wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    TomlLock,
    PipfileLock,
    /// `pyproject.toml` and `Pipfile`.
    Toml,
    SetupCfg,
    SetupPy,
    Metadata,
    Requirements,
    Constraints,
    Conda,
    Script,
}

/// Everything that the manifests of `folder` ask for; includes are followed as far as `top`.
pub(super) fn requirements(folder: &Path, top: &Path) -> Vec<Found> {
    let mut seen = HashSet::new();
    let mut res = Vec::new();
    for (kind, name) in manifests(folder) {
        let path = folder.join(&name);
        let read = match kind {
            Kind::TomlLock => lock::toml_lock,
            Kind::PipfileLock => lock::pipfile_lock,
            Kind::Toml => pyproject::pyproject,
            Kind::SetupCfg => text::setup_cfg,
            Kind::SetupPy => text::setup_py,
            Kind::Metadata => text::metadata,
            Kind::Requirements | Kind::Constraints => {
                with_includes(&path, &name, (folder, top), &mut seen, &mut res);
                continue;
            }
            Kind::Conda => text::conda,
            Kind::Script => text::script,
        };
        let found = read_text(&path).map(|it| read(&it)).unwrap_or_default();
        res.extend(found.into_iter().map(|requirement| Found { requirement, found_in: name.clone() }));
    }
    res
}

/// Sorted by kind; within one kind the shorter name first, so that `requirements.txt`
/// stands before `requirements-dev.txt`.
fn manifests(folder: &Path) -> Vec<(Kind, String)> {
    let mut res = Vec::new();
    for name in entries(folder) {
        match name.as_str() {
            "requirements" => inside(folder, &name, |it| it.ends_with(".txt"), Kind::Requirements, &mut res),
            ".github" => inside(folder, ".github/workflows", is_yaml, Kind::Script, &mut res),
            _ if name.ends_with(".dist-info") => res.push((Kind::Metadata, format!("{name}/METADATA"))),
            _ if name.ends_with(".egg-info") => res.push((Kind::Metadata, format!("{name}/PKG-INFO"))),
            _ => res.extend(kind(&name).map(|it| (it, name))),
        }
    }
    res.sort_by(|(kind, name), (other_kind, other)| {
        (kind, name.len(), name).cmp(&(other_kind, other.len(), other))
    });
    res
}

fn inside(folder: &Path, name: &str, counts: fn(&str) -> bool, kind: Kind, res: &mut Vec<(Kind, String)>) {
    let files = entries(&folder.join(name)).into_iter().filter(|it| counts(it));
    res.extend(files.map(|it| (kind, format!("{name}/{it}"))));
}

/// Whether a file may say what its project pins.
pub(crate) fn is_manifest(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let folder = path.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
    match folder.as_ref() {
        "requirements" => name.ends_with(".txt"),
        "workflows" => is_yaml(&name),
        _ => name == "METADATA" || kind(&name).is_some(),
    }
}

fn kind(name: &str) -> Option<Kind> {
    let lower = name.to_ascii_lowercase();
    match name {
        "uv.lock" | "poetry.lock" | "pdm.lock" | "pylock.toml" => Some(Kind::TomlLock),
        "Pipfile.lock" => Some(Kind::PipfileLock),
        "pyproject.toml" | "Pipfile" => Some(Kind::Toml),
        "setup.cfg" => Some(Kind::SetupCfg),
        "setup.py" => Some(Kind::SetupPy),
        "PKG-INFO" => Some(Kind::Metadata),
        _ if name.starts_with("requirements") && name.ends_with(".txt") => Some(Kind::Requirements),
        _ if name.starts_with("constraints") && name.ends_with(".txt") => Some(Kind::Constraints),
        _ if name.starts_with("environment") && is_yaml(name) => Some(Kind::Conda),
        _ if lower.starts_with("dockerfile") || lower.ends_with(".dockerfile") => Some(Kind::Script),
        _ if name.ends_with(".sh") => Some(Kind::Script),
        _ => None,
    }
}

fn is_yaml(name: &str) -> bool {
    name.ends_with(".yml") || name.ends_with(".yaml")
}

fn entries(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    entries.flatten().map(|it| it.file_name().to_string_lossy().into_owned()).collect()
}

/// A requirements file and, where they stand, those it includes with `-r` and `-c`.
fn with_includes(
    path: &Path,
    found_in: &str,
    (folder, top): (&Path, &Path),
    seen: &mut HashSet<PathBuf>,
    res: &mut Vec<Found>,
) {
    const MAX_FILES: usize = 100;
    if seen.len() >= MAX_FILES || !seen.insert(path.to_path_buf()) {
        return;
    }
    for line in text::logical_lines(read_text(path).unwrap_or_default().lines()) {
        let line = line.trim();
        let Some(included) = option(line, &["-r", "--requirement", "-c", "--constraint"]) else {
            let wanted = option(line, &["-e", "--editable"]).unwrap_or(line);
            let found_in = found_in.to_owned();
            res.extend(
                parse(wanted).into_iter().map(|it| Found { requirement: it, found_in: found_in.clone() }),
            );
            continue;
        };
        let included = clean(&path.with_file_name(included));
        if included.starts_with(top) {
            let name = included.strip_prefix(folder).ok().and_then(Path::to_str);
            let name = name.map_or(found_in.to_owned(), |it| it.replace('\\', "/"));
            with_includes(&included, &name, (folder, top), seen, res);
        }
    }
}

/// The value of a command line option: `-r x`, `-rx`, `--requirement x`, `--requirement=x`.
fn option<'a>(line: &'a str, names: &[&str]) -> Option<&'a str> {
    let value = |name: &&str| {
        let rest = line.strip_prefix(name)?;
        (!name.starts_with("--") || rest.starts_with([' ', '\t', '='])).then_some(rest)
    };
    let value = names.iter().find_map(value)?.trim_start_matches(['=', ' ', '\t']);
    let value = value.split(" #").next().unwrap_or(value);
    Some(value.trim().trim_matches(['"', '\'']))
}

/// Text of a manifest; PowerShell's `pip freeze > requirements.txt` writes UTF-16.
fn read_text(path: &Path) -> Option<String> {
    let bytes = regular::manifest(path).ok()?;
    let utf_16 = |join: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|it| join([it[0], it[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    Some(match bytes.as_slice() {
        [0xff, 0xfe, ..] => utf_16(u16::from_le_bytes),
        [0xfe, 0xff, ..] => utf_16(u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => String::from_utf8_lossy(&bytes).into_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sdk_version::requirement::show;

    /// Writes files into a folder `p` and compares all that its manifests ask for.
    #[track_caller]
    fn check<T: AsRef<[u8]> + std::fmt::Debug>(tree: &[(&str, T)], expected: &str) {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("p");
        for (name, bytes) in tree {
            let path = clean(&folder.join(name));
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        let show = |it: Found| format!("{} in {}", show(&[it.requirement]), it.found_in);
        let found: Vec<String> = requirements(&folder, dir.path()).into_iter().map(show).collect();
        assert_eq!(found.join("; "), expected, "{tree:?}");
    }

    #[test]
    fn manifests_are_known_by_their_names() {
        let pinned = |name: &str, text: &str| check(&[(name, text)], &format!("exact 9.1.0 in {name}"));
        let line = "bittensor==9.1.0";
        for name in ["requirements.txt", "requirements_dev.txt", "constraints.txt", "requirements/base.txt"] {
            pinned(name, line);
        }
        for name in
            ["Dockerfile", "Dockerfile.miner", "miner.dockerfile", "run.sh", ".github/workflows/t.yml"]
        {
            pinned(name, "pip install bittensor==9.1.0");
        }
        pinned("environment.yml", "- bittensor==9.1.0");
        pinned("environment-dev.yaml", "- bittensor==9.1.0");
        pinned("setup.py", "['bittensor==9.1.0']");
        pinned("setup.cfg", "[options]\ninstall_requires = bittensor==9.1.0");
        pinned("pyproject.toml", "[project]\ndependencies = ['bittensor==9.1.0']");
        pinned("Pipfile", "[packages]\nbittensor = '==9.1.0'");
        for name in ["PKG-INFO", "x-1.0.dist-info/METADATA", "x.egg-info/PKG-INFO"] {
            pinned(name, "Requires-Dist: bittensor==9.1.0\n");
        }
        for name in ["uv.lock", "poetry.lock", "pdm.lock"] {
            check(
                &[(name, "[[package]]\nname = 'bittensor'\nversion = '9.1.0'")],
                &format!("lock 9.1.0 in {name}"),
            );
        }
        let locked = r#"{"default": {"bittensor": {"version": "==9.1.0"}}}"#;
        check(&[("Pipfile.lock", locked)], "lock 9.1.0 in Pipfile.lock");
        for name in
            ["requirements.md", "notes.txt", ".github/workflows/t.txt", "a.py", "sub/requirements.txt"]
        {
            check(&[(name, line)], "");
        }
    }

    #[test]
    fn lines_of_requirement_files() {
        let text = r"
# bittensor==1.0.0
numpy==2.0
bittensor[torch]==9.12.2 ; python_version >= '3.9' \
    --hash=sha256:0123 \
    --hash=sha256:4567   # via app
bittensor-cli==9.0.0
-e git+https://github.com/opentensor/bittensor.git@v7.3.0#egg=bittensor
bittensor>=8.0.0,\
<9
--index-url https://pypi.org/simple
";
        let all = ["exact 9.12.2", "tag 7.3.0", "range >=8.0.0, <9"];
        check(&[("requirements.txt", text)], &all.map(|it| format!("{it} in requirements.txt")).join("; "));
    }

    #[test]
    fn includes_are_followed_inside_the_tree() {
        let cycle = [
            ("requirements.txt", "-r requirements.txt\n-r requirements/base.txt # why\n-r gone.txt"),
            ("requirements/base.txt", "-c ../pins/c.txt\n-r../requirements.txt\nbittensor>=8"),
            ("pins/c.txt", "--requirement=../requirements/base.txt\nbittensor==8.2.0"),
        ];
        check(&cycle, "exact 8.2.0 in pins/c.txt; range >=8 in requirements/base.txt");
        let beside = [("requirements.txt", "-r ../shared.txt"), ("../shared.txt", "bittensor==8.2.0")];
        check(&beside, "exact 8.2.0 in requirements.txt");
        check(&[("requirements.txt", "-r ../../../../../../etc/hosts\n-r /\n-r\n-r ..")], "");
    }

    #[test]
    fn encodings() {
        let utf_16: Vec<u16> = "\u{feff}bittensor==9.0.0\r\n".encode_utf16().collect();
        let little: Vec<u8> = utf_16.iter().flat_map(|it| it.to_le_bytes()).collect();
        let big: Vec<u8> = utf_16.iter().flat_map(|it| it.to_be_bytes()).collect();
        let marked = b"\xef\xbb\xbfbittensor==9.0.0".to_vec();
        let latin_1 = b"# \xe4\nbittensor==9.0.0".to_vec();
        for bytes in [little, big, marked, latin_1] {
            check(&[("requirements.txt", bytes)], "exact 9.0.0 in requirements.txt");
        }
    }

    #[test]
    fn broken_manifests_say_nothing() {
        let names =
            ["uv.lock", "Pipfile.lock", "pyproject.toml", "Pipfile", "setup.cfg", "setup.py", "PKG-INFO"];
        let more = ["requirements.txt", "constraints.txt", "environment.yml", "Dockerfile", "x.sh"];
        for name in names.into_iter().chain(more) {
            for text in
                ["", "<<<<<<< HEAD", "[[package]]\nname = 1", "[", "{", "\0", "\"bittensor", "'''", "\\"]
            {
                check(&[(name, text)], "");
            }
            // A folder of that name.
            check(&[(format!("{name}/x").as_str(), "")], "");
        }
        check(&[("requirements", "bittensor==1.0"), (".github", "")], "");
    }

    #[test]
    fn huge_manifests_are_skipped() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("requirements.txt");
        fs::write(&path, "bittensor==9.0.0\n").unwrap();
        assert_eq!(requirements(dir.path(), dir.path()).len(), 1);
        fs::File::options().write(true).open(&path).unwrap().set_len((64 << 20) + 1).unwrap();
        assert_eq!(requirements(dir.path(), dir.path()).len(), 0);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_read_through_and_loops_end() {
        use std::os::unix::fs::symlink;
        let dir = tempfile::tempdir().unwrap();
        let path = |name: &str| dir.path().join(name);
        symlink(path("requirements.txt"), path("requirements.txt")).unwrap();
        symlink(dir.path(), path("requirements")).unwrap();
        fs::write(path("base.txt"), "-r requirements/base.txt\nbittensor==9.0.0").unwrap();
        let found = requirements(dir.path(), dir.path());
        assert!((1..200).contains(&found.len()), "{}", found.len());
    }
}
