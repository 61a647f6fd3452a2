//! Files that the kernel is asked to forget, so that the next reader waits for the disk.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use rustix::fs::{Advice, fadvise};

/// Forgets a file, or every file under a folder. What was not written to the disk yet is written first.
pub fn forget(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            forget(&entry?.path())?;
        }
        return Ok(());
    }
    match File::open(path) {
        Ok(file) => {
            file.sync_all()?;
            fadvise(&file, 0, None, Advice::DontNeed).map_err(io::Error::from)
        }
        // a file of the database that went meanwhile
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}
