//! What is found in small trees, and what is not.

use std::fs;

use super::*;

/// A folder with these files; a name that ends in a slash is a folder, `a -> b` a symbolic link.
fn tree(files: &[&str]) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    for file in files {
        let path = root.path().join(file);
        if let Some((from, to)) = file.split_once(" -> ") {
            #[cfg(unix)]
            std::os::unix::fs::symlink(to, root.path().join(from)).unwrap();
            continue;
        }
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        if file.ends_with('/') { fs::create_dir_all(path).unwrap() } else { fs::write(path, "").unwrap() }
    }
    root
}

fn found(root: &Path, paths: &[&str], gitignore: Gitignore, exclude: &[&str]) -> Discovered {
    let cwd = root.canonicalize().unwrap();
    let globs = [PathGlobs::new(&cwd, exclude.iter().copied()).unwrap()];
    let walk = Walk { cwd: &cwd, exclude: &globs, gitignore, documents: Documents::Named, threads: 2 };
    discover(&paths.iter().map(PathBuf::from).collect::<Vec<_>>(), &walk)
}

/// What `paths` give, the same by both walkers.
fn check(root: &Path, paths: &[&str], expected: &[&str]) {
    for gitignore in [Gitignore::Obeyed, Gitignore::Disregarded] {
        let res = found(root, paths, gitignore, &[]);
        assert_eq!(names(&res), expected, "{gitignore:?}");
        assert!(res.errors.is_empty(), "{:?}", res.errors);
    }
}

fn names(res: &Discovered) -> Vec<&str> {
    res.files.iter().map(|it| it.shown.as_str()).collect()
}

#[test]
fn python_files_are_found_in_a_fixed_order() {
    let root = tree(&["b.py", "a/z.py", "a.pyw", "a.pyi", "A.PY", "readme.md", "notes"]);
    check(root.path(), &["."], &["A.PY", "a.pyw", "a/z.py", "b.py"]);
}

#[test]
fn scripts_are_known_by_their_first_line() {
    let root = tree(&[]);
    for (name, text) in [
        ("env", "#!/usr/bin/env python3\n"),
        ("plain", "#! /usr/local/bin/python3.11 -u\nx = 1\n"),
        ("uv", "#!/usr/bin/env -S uv run --script\n"),
        ("shell", "#!/bin/sh\n# python\n"),
        ("comment", "# !python\n"),
        ("data.txt", "#!/usr/bin/env python3\n"),
    ] {
        fs::write(root.path().join(name), text).unwrap();
    }
    check(root.path(), &["."], &["env", "plain", "uv"]);
}

#[test]
fn folders_of_others_are_skipped_unless_named() {
    let root = tree(&[
        ".github/a.py",
        ".git/hooks/a.py",
        ".venv/a.py",
        ".mypy_cache/a.py",
        ".cache/a.py",
        "node_modules/a.py",
        "x/__pycache__/a.py",
        "x/target/a.py",
        "env/pyvenv.cfg",
        "env/bin/a.py",
        "lib/site-packages/p/a.py",
    ]);
    check(root.path(), &["."], &[".github/a.py"]);
    check(root.path(), &["node_modules", "x/target/a.py"], &["node_modules/a.py", "x/target/a.py"]);
}

#[test]
fn gitignore_counts_inside_a_git_work_tree_only() {
    let root = tree(&["gen/a.py", "src/a.py", "src/sub/b.py"]);
    fs::write(root.path().join(".gitignore"), "gen/\n/src/sub\n").unwrap();
    let all = ["gen/a.py", "src/a.py", "src/sub/b.py"];
    check(root.path(), &["."], &all);
    fs::create_dir(root.path().join(".git")).unwrap();
    let inside = |paths: &[&str], gitignore| {
        names(&found(root.path(), paths, gitignore, &[])).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(inside(&["."], Gitignore::Obeyed), ["src/a.py"]);
    // The file of a parent folder counts as well.
    assert_eq!(inside(&["src"], Gitignore::Obeyed), ["src/a.py"]);
    assert_eq!(inside(&["."], Gitignore::Disregarded), all);
    // What is named is meant.
    assert_eq!(inside(&["gen"], Gitignore::Obeyed), ["gen/a.py"]);
    assert_eq!(inside(&["gen/a.py"], Gitignore::Obeyed), ["gen/a.py"]);
}

#[test]
fn ignore_files_of_other_tools_do_not_count() {
    let root = tree(&["a.py", ".git/"]);
    fs::write(root.path().join(".ignore"), "*.py\n").unwrap();
    check(root.path(), &["."], &["a.py"]);
}

#[test]
fn excluded_files_are_not_walked_but_can_be_named() {
    let root = tree(&["a.py", "gen/b.py", "pkg/gen/c.py"]);
    let check = |paths: &[&str], exclude: &[&str], expected: &[&str]| {
        for gitignore in [Gitignore::Obeyed, Gitignore::Disregarded] {
            assert_eq!(names(&found(root.path(), paths, gitignore, exclude)), expected);
        }
    };
    check(&["."], &["gen"], &["a.py"]);
    check(&["."], &["/gen"], &["a.py", "pkg/gen/c.py"]);
    check(&["gen", "a.py"], &["gen", "a.py"], &["a.py", "gen/b.py"]);
}

#[cfg(unix)]
#[test]
fn links_in_trees_are_not_followed_and_named_ones_are() {
    let root = tree(&["pkg/a.py", "pkg/loop -> ..", "b.py -> pkg/a.py", "link -> pkg"]);
    check(root.path(), &["."], &["pkg/a.py"]);
    check(root.path(), &["link"], &["link/a.py"]);
    check(root.path(), &["b.py"], &["b.py"]);
}

#[test]
fn a_file_is_checked_once_and_counts_as_named_if_it_is() {
    let root = tree(&["pkg/a.py"]);
    for paths in [["pkg/a.py", "."], [".", "pkg/a.py"], ["./pkg/../pkg/a.py", "pkg"]] {
        let res = found(root.path(), &paths, Gitignore::Obeyed, &[]);
        assert_eq!(res.files.len(), 1, "{paths:?}");
        assert_eq!(res.files[0].origin, Origin::Named, "{paths:?}");
    }
}

#[test]
fn paths_are_shown_as_seen_from_the_working_directory() {
    let root = tree(&["proj/pkg/a.py", "other/b.py"]);
    let cwd = root.path().join("proj").canonicalize().unwrap();
    let absolute = cwd.join("pkg").to_string_lossy().into_owned();
    check(&cwd, &["./pkg"], &["pkg/a.py"]);
    check(&cwd, &[&absolute], &["pkg/a.py"]);
    check(&cwd, &["../other"], &["../other/b.py"]);
}

#[test]
fn what_is_not_there_is_an_error_and_the_rest_is_found() {
    let root = tree(&["a.py", "notes.txt"]);
    let res = found(root.path(), &["none.py", "a.py", "notes.txt"], Gitignore::Obeyed, &[]);
    assert_eq!(names(&res), ["a.py"]);
    assert_eq!(res.skipped, ["notes.txt"]);
    let [error] = &res.errors[..] else { panic!("{:?}", res.errors) };
    assert_eq!((error.path.as_str(), error.message.as_str()), ("none.py", "no such file or folder"));
    assert_eq!((error.kind, error.origin), (ErrorKind::Io, Origin::Named));
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_listed_is_an_error_that_costs_nothing_else() {
    use std::os::unix::fs::PermissionsExt;
    let root = tree(&["a.py", "shut/b.py"]);
    let shut = root.path().join("shut");
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o000)).unwrap();
    // Nothing is shut to root.
    if fs::read_dir(&shut).is_err() {
        for gitignore in [Gitignore::Obeyed, Gitignore::Disregarded] {
            let res = found(root.path(), &["."], gitignore, &[]);
            assert_eq!(names(&res), ["a.py"]);
            assert_eq!(
                (res.errors[0].path.as_str(), res.errors[0].message.as_str()),
                ("shut", "permission denied")
            );
            assert_eq!(res.errors[0].origin, Origin::Walked);
        }
    }
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn documents_are_taken_where_they_are_named_or_asked_for() {
    let root = tree(&[
        "a.py",
        "b.md",
        "docs/c.MDX",
        "docs/d.ipynb",
        "docs/e.markdown",
        ".ipynb_checkpoints/f.ipynb",
    ]);
    check(root.path(), &["."], &["a.py"]);
    check(root.path(), &["docs", "b.md"], &["b.md"]);
    let cwd = root.path().canonicalize().unwrap();
    for gitignore in [Gitignore::Obeyed, Gitignore::Disregarded] {
        let walk = Walk { cwd: &cwd, exclude: &[], gitignore, documents: Documents::Walked, threads: 2 };
        let res = discover(&[PathBuf::from(".")], &walk);
        assert_eq!(names(&res), ["a.py", "b.md", "docs/c.MDX", "docs/d.ipynb", "docs/e.markdown"]);
    }
}
