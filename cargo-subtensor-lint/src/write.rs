//! Writes a file whole or not at all: a reader, or a power cut, never meets half of it.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Replaces the content of the file at `path`, or makes it; a link stays a link and permissions stay.
pub(crate) fn atomically(path: &Path, content: &[u8]) -> io::Result<()> {
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    // A device or a pipe, such as /dev/stdout, can only be written to.
    if fs::metadata(&target).is_ok_and(|it| !it.is_file()) {
        return fs::write(&target, content);
    }
    let (file, beside) = create_beside(&target)?;
    let written = fill(file, content, &target, &beside);
    if written.is_err() {
        // What went wrong is told; that the remains cannot be removed either would not help.
        let _ = fs::remove_file(&beside);
    }
    written
}

fn fill(mut file: File, content: &[u8], target: &Path, beside: &Path) -> io::Result<()> {
    file.write_all(content)?;
    file.sync_all()?;
    if let Ok(old) = fs::metadata(target) {
        file.set_permissions(old.permissions())?;
    }
    fs::rename(beside, target)
}

/// A new file in the same folder, since a rename is atomic within one file system only.
fn create_beside(target: &Path) -> io::Result<(File, PathBuf)> {
    let name = target.file_name().ok_or_else(|| io::Error::from(io::ErrorKind::IsADirectory))?;
    let mut n = 0;
    loop {
        let beside =
            target.with_file_name(format!(".{}.{}-{n}.tmp", name.to_string_lossy(), std::process::id()));
        match File::options().write(true).create_new(true).open(&beside) {
            Ok(file) => return Ok((file, beside)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && n < 100 => n += 1,
            Err(error) => return Err(error),
        }
    }
}

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
