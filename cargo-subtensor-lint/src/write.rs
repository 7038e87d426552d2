//! Writes a file whole or not at all: a reader, or a power cut, never meets half of it.

use std::fs::{self, Metadata};
use std::io::{self, Write};
use std::path::Path;

/// Replaces the content of the file at `path`, or makes it; a link stays a link and permissions stay.
pub(crate) fn atomically(path: &Path, content: &[u8]) -> io::Result<()> {
    atomically_if(path, content, || Ok(true)).map(drop)
}

/// The same, unless the file no longer holds `old` when the new content is ready; false if so.
pub(crate) fn atomically_over(path: &Path, old: &[u8], content: &[u8]) -> io::Result<bool> {
    atomically_if(path, content, || Ok(fs::read(path)? == old))
}

fn atomically_if(path: &Path, content: &[u8], may: impl FnOnce() -> io::Result<bool>) -> io::Result<bool> {
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let before = fs::metadata(&target);
    // A device or a pipe, such as /dev/stdout, can only be written to.
    if before.as_ref().is_ok_and(|it| !it.is_file()) {
        return fs::write(&target, content).map(|()| true);
    }
    // In the same folder, since a rename is atomic within one file system only.
    let folder = target.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut temporary = builder().tempfile_in(folder)?;
    temporary.write_all(content)?;
    if let Ok(before) = before {
        keep_owner(&before, temporary.path());
        fs::set_permissions(temporary.path(), before.permissions())?;
    }
    temporary.as_file().sync_all()?;
    if !may()? {
        return Ok(false);
    }
    temporary.persist(&target)?;
    Ok(true)
}

/// Who may read a new file is for the user's umask to say.
#[cfg(unix)]
fn builder() -> tempfile::Builder<'static, 'static> {
    use std::os::unix::fs::PermissionsExt;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".subtensor-lint-").permissions(fs::Permissions::from_mode(0o666));
    builder
}

#[cfg(not(unix))]
fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".subtensor-lint-");
    builder
}

/// What root writes stays its owner's; nobody else may give files away, and needs not.
#[cfg(unix)]
fn keep_owner(metadata: &Metadata, path: &Path) {
    use std::os::unix::fs::{MetadataExt, chown};
    let _ = chown(path, Some(metadata.uid()), Some(metadata.gid()));
}

#[cfg(not(unix))]
fn keep_owner(_: &Metadata, _: &Path) {}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let names = fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name());
        names.map(|it| it.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn a_file_is_made_or_replaced_and_nothing_else_is_left() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("a.json");
        for content in ["one", "two, longer"] {
            atomically(&path, content.as_bytes()).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), content);
        }
        assert_eq!(names(root.path()), ["a.json"]);
        let folder = root.path().join("b");
        fs::create_dir(&folder).unwrap();
        assert!(atomically(&folder, b"x").is_err());
        assert!(atomically(&root.path().join("none/a.json"), b"x").is_err());
        assert_eq!(names(root.path()).len(), 2);
    }

    #[cfg(unix)]
    #[test]
    fn links_and_permissions_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let root = tempfile::tempdir().unwrap();
        let (real, link) = (root.path().join("real.py"), root.path().join("link.py"));
        fs::write(&real, "old").unwrap();
        fs::set_permissions(&real, fs::Permissions::from_mode(0o750)).unwrap();
        symlink(&real, &link).unwrap();
        atomically(&link, b"new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&real).unwrap(), "new");
        assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o750);
    }
}
