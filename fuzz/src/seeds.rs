//! Texts to begin with: the fixtures, and the files of a folder that `$FUZZ_CORPUS` names.

use std::path::{Path, PathBuf};
use std::{env, fs};

/// Longer files are left out: a case should take milliseconds.
const MAX_LENGTH: u64 = 24 << 10;
/// So many files of the corpus are taken at most.
const MAX_FILES: usize = 4_000;

/// Fixtures and corpus files with this extension.
pub fn sources(extension: &str) -> Vec<String> {
    let folder = if extension == "rs" { test_fixtures::rust_folder() } else { test_fixtures::folder() };
    let fixtures = test_fixtures::load(&folder).into_iter().flat_map(|it| it.files).map(|it| it.text);
    fixtures.chain(corpus(extension)).collect()
}

/// Files of the corpus that may speak of a connection.
fn corpus(extension: &str) -> Vec<String> {
    let Some(folder) = env::var_os("FUZZ_CORPUS") else { return vec![] };
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
    let fits = |it: &walkdir::DirEntry| {
        it.path().extension().is_some_and(|it| it == extension)
            && it.metadata().is_ok_and(|it| it.is_file() && it.len() <= MAX_LENGTH)
    };
    let texts = files.filter(fits).filter_map(|it| fs::read_to_string(it.path()).ok());
    texts.filter(|it| it.to_ascii_lowercase().contains("sub")).take(MAX_FILES).collect()
}

/// What is kept in the folder of a target, by name.
pub fn regressions(target: &str) -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("regressions").join(target);
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
    let files = files.filter(|it| it.file_type().is_file()).map(walkdir::DirEntry::into_path);
    files.filter_map(|it| Some((it.clone(), fs::read_to_string(&it).ok()?))).collect()
}
