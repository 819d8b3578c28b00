//! Files and folders that are there whole or not at all, also after a loss of power: written beside and renamed.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

use super::failure::Failure;

/// Writes a file.
pub fn file(path: &Path, bytes: impl AsRef<[u8]>) -> Result<(), Failure> {
    pieces(path, |file| {
        file.write_all(bytes.as_ref()).map_err(|error| failed(path, &error))
    })
}

/// Writes a file piece by piece; nothing is left of it where `fill` fails.
pub fn pieces(path: &Path, fill: impl FnOnce(&mut dyn Write) -> Result<(), Failure>) -> Result<(), Failure> {
    let failed = |error: io::Error| failed(path, &error);
    // What a link points at is written, not the link; a device or a pipe cannot be replaced.
    let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let there = real.metadata().ok();
    if there.as_ref().is_some_and(|there| !there.is_file()) {
        return fill(&mut std::fs::File::options().write(true).open(&real).map_err(failed)?);
    }
    let mut beside = beside(&real).map_err(failed)?;
    if let Some(there) = there {
        beside.as_file().set_permissions(there.permissions()).map_err(failed)?;
    }
    let mut buffer = BufWriter::new(beside.as_file_mut());
    fill(&mut buffer)?;
    buffer.flush().map_err(failed)?;
    drop(buffer);
    beside.as_file().sync_all().map_err(failed)?;
    beside.persist(&real).map_err(|error| failed(error.error))?;
    Ok(())
}

/// Makes a folder, which `fill` fills, out of nothing or an empty one.
pub fn folder(target: &Path, fill: impl FnOnce(&Path) -> Result<(), Failure>) -> Result<(), Failure> {
    let failed = |error: io::Error| failed(target, &error);
    if target.exists() && std::fs::read_dir(target).map_err(failed)?.next().is_some() {
        return Err(Failure::new(format!("`{}` is not empty", target.display()))
            .with_hint("name a folder that is empty or not there yet"));
    }
    let workshop = builder().tempdir_in(parent(target)).map_err(failed)?;
    // Only the user may look into the workshop; the folder within it has the usual rights.
    let made = workshop.path().join("made");
    std::fs::create_dir(&made).map_err(failed)?;
    fill(&made)?;
    if target.exists() {
        std::fs::remove_dir(target).map_err(failed)?;
    }
    std::fs::rename(&made, target).map_err(failed)
}

fn failed(path: &Path, error: &io::Error) -> Failure {
    Failure::new(format!("cannot write `{}`: {error}", path.display()))
}

fn builder() -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(".jibao-");
    builder
}

fn parent(path: &Path) -> &Path {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let mut builder = builder();
    #[cfg(unix)]
    {
        // Unlike a secret, a report is for whom the user's umask lets read it.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(parent(path))
}
