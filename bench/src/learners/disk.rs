//! Disks of our own that can be made to fail while they are used: one in memory that is suddenly full, one in a file that is suddenly
//! read-only. Linux, as root.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::process;

/// What a disk has room for when it is not full. In memory only what is used is taken.
const ROOM: u64 = 4 << 30;

/// A mounted disk. Unmounted when dropped.
#[derive(Debug)]
pub struct Disk {
    folder: PathBuf,
    /// The file that holds it; none for one in memory.
    image: Option<PathBuf>,
}

impl Disk {
    /// In memory, mounted at this folder, which must exist.
    pub fn in_memory(folder: &Path) -> Result<Self, String> {
        ran(Command::new("mount").args(["-t", "tmpfs", "-o", &format!("size={ROOM},mode=755"), "none"]).arg(folder))?;
        Ok(Self { folder: folder.to_owned(), image: None })
    }

    /// In a file beside the folder, mounted there.
    pub fn in_a_file(folder: &Path) -> Result<Self, String> {
        let image = folder.with_extension("image");
        File::create(&image).and_then(|file| file.set_len(ROOM)).map_err(|e| format!("{}: {e}", image.display()))?;
        ran(Command::new("mkfs.ext4").args(["-q", "-F"]).arg(&image))?;
        let disk = Self { folder: folder.to_owned(), image: Some(image) };
        disk.mount()?;
        Ok(disk)
    }

    /// Leaves no room, from one moment to the next: what is used is all there is. Whoever writes to it is held, so that it does not grow
    /// between being looked at and being full; then they go on.
    pub fn fill(&self, held: &[u32]) -> Result<(), String> {
        let used = rustix::fs::statvfs(&self.folder).map(|s| (s.f_blocks - s.f_bfree) * s.f_frsize).map_err(|e| e.to_string());
        let filled = used.and_then(|used| self.remount(&format!("size={used}")));
        process::go_on(held);
        filled
    }

    /// Makes room.
    pub fn free(&self) -> Result<(), String> {
        self.remount(&format!("size={ROOM}"))
    }

    /// Refuses every write from now on, as a file system does after an error of its disk: files that are open are no exception.
    ///
    /// Whoever writes to it is held, and goes on afterwards. ext4 tells a thread that is flushing at the very moment when it is told to fail that all is
    /// well, and forgets what was flushed: a loop of `pwrite` and `fdatasync` lost one acknowledged block in 25 times without this, and
    /// none in 60 times with it. That says something of this way of failing, and nothing of who is looked at here.
    pub fn fail(&self, held: &[u32]) -> Result<(), String> {
        let failed = self.remount("abort");
        process::go_on(held);
        failed
    }

    /// Checks it, repairs it and takes it back. Nobody may have it open.
    pub fn mend(&self) -> Result<(), String> {
        let Some(image) = &self.image else { return Err("a disk in memory cannot be mended".to_owned()) };
        ran(Command::new("umount").arg(&self.folder))?;
        // 1 says that something was mended
        let status = Command::new("e2fsck").args(["-f", "-y"]).arg(image).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
        match status.map(|status| status.code()) {
            Ok(Some(0 | 1)) => self.mount(),
            other => Err(format!("e2fsck: {other:?}")),
        }
    }

    fn mount(&self) -> Result<(), String> {
        match &self.image {
            Some(image) => ran(Command::new("mount").args(["-o", "loop"]).arg(image).arg(&self.folder)),
            None => Ok(()),
        }
    }

    fn remount(&self, options: &str) -> Result<(), String> {
        ran(Command::new("mount").arg("-o").arg(format!("remount,{options}")).arg(&self.folder))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // lazily: a server of somebody who gave up may still have it open
        let _ = ran(Command::new("umount").arg("-l").arg(&self.folder));
        if let Some(image) = &self.image {
            let _ = fs::remove_file(image);
        }
    }
}

fn ran(command: &mut Command) -> Result<(), String> {
    let output = command.stdin(Stdio::null()).output().map_err(|e| format!("{command:?}: {e}"))?;
    if output.status.success() { Ok(()) } else { Err(format!("{command:?}: {}", String::from_utf8_lossy(&output.stderr).trim())) }
}
