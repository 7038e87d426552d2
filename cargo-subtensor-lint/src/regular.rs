//! Reads files that a tree may have put in our way: never a pipe or a device, never without end.
//!
//! A pipe that is called `pyproject.toml` would keep a run waiting for ever, `/dev/zero` would fill the memory.

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::Path;

/// Larger manifests, lock files and configs are refused: the largest ones known have 10 MB.
const MAX_MANIFEST: u64 = 64 << 20;

/// The content of a source file.
///
/// # Errors
///
/// As for [`fs::read`], or it is no file at all.
pub(crate) fn source(path: &Path) -> io::Result<Vec<u8>> {
    let length = must_be_file(path)?.len();
    // Room for one byte more: a read that does not fill it has come to the end.
    let mut bytes = vec![];
    bytes.try_reserve_exact(usize::try_from(length).unwrap_or_default().saturating_add(1))?;
    File::open(path)?.take(u64::MAX).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The content of a manifest, lock file, config or baseline.
///
/// # Errors
///
/// As for [`fs::read`], or it is no file at all, or a very large one.
pub(crate) fn manifest(path: &Path) -> io::Result<Vec<u8>> {
    must_be_file(path)?;
    let mut bytes = vec![];
    File::open(path)?.take(MAX_MANIFEST + 1).read_to_end(&mut bytes)?;
    match bytes.len() as u64 > MAX_MANIFEST {
        true => Err(io::Error::other(format!("larger than {} MB", MAX_MANIFEST >> 20))),
        false => Ok(bytes),
    }
}

/// The same as text.
///
/// # Errors
///
/// As for [`manifest`], and [`io::ErrorKind::InvalidData`] if it is not UTF-8.
pub(crate) fn manifest_text(path: &Path) -> io::Result<String> {
    String::from_utf8(manifest(path)?).map_err(|it| io::Error::new(io::ErrorKind::InvalidData, it))
}

/// Asks before opening: to open a pipe is to wait for its other end.
pub(crate) fn must_be_file(path: &Path) -> io::Result<Metadata> {
    let metadata = fs::metadata(path)?;
    let kind = metadata.file_type();
    match () {
        () if kind.is_file() => Ok(metadata),
        () if kind.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        () => Err(io::Error::other("a pipe or a device, not a file")),
    }
}
