//! The data folder and the disk under it.

use std::fs;
use std::path::Path;

use super::Finding;
use crate::cli::options::Options;

/// Less than this, in bytes, and the next writes fail.
const NOTHING: u64 = 200 * 1024 * 1024;
/// Less than this is soon nothing: a write-ahead log, a copy before migrating.
const LITTLE: u64 = 1024 * 1024 * 1024;

/// Disks of other machines, on which the locks of SQLite do not hold.
const NETWORK: [&str; 14] =
    ["nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "lustre", "fuse.sshfs", "fuse.glusterfs", "fuse.s3fs", "fuse.rclone"];

pub(super) fn look(options: &Options) -> Vec<Finding> {
    let folder = &options.data;
    let shown = folder.display().to_string();
    let Ok(real) = folder.canonicalize() else {
        // with PostgreSQL it is made when the first mail is written to it
        return if options.database_url.is_some() { Vec::new() } else { vec![Finding::wrong("data-missing").with("folder", shown)] };
    };
    let mut findings = Vec::new();
    if let Err(error) = tempfile_in(&real) {
        findings.push(Finding::wrong("data-unwritable").with("folder", shown.clone()).with("error", error.to_string()));
    }
    if let Some(mode) = open_to_others(&real) {
        findings.push(Finding::warning("data-open").with("folder", shown.clone()).with("mode", format!("{mode:o}")));
    }
    if options.database_url.is_none() {
        if let Some(kind) = file_system(&real).filter(|kind| NETWORK.contains(&kind.as_str())) {
            findings.push(Finding::wrong("data-network").with("folder", shown.clone()).with("kind", kind));
        }
        findings.extend(room(&real, fs::metadata(options.file()).map_or(0, |file| file.len())));
    }
    if findings.is_empty() {
        findings.push(Finding::well("data").with("folder", shown));
    }
    findings
}

/// Writes and removes an empty file, as SQLite does beside its own.
fn tempfile_in(folder: &Path) -> std::io::Result<()> {
    let file = folder.join(format!(".socle-doctor-{}", std::process::id()));
    fs::OpenOptions::new().write(true).create_new(true).open(&file)?;
    fs::remove_file(file)
}

/// The rights of a folder that others may look into.
#[cfg(unix)]
fn open_to_others(folder: &Path) -> Option<u32> {
    let mode = std::os::unix::fs::MetadataExt::mode(&fs::metadata(folder).ok()?) & 0o777;
    (mode & 0o077 != 0).then_some(mode)
}

#[cfg(not(unix))]
fn open_to_others(_folder: &Path) -> Option<u32> {
    None
}

/// What is left, for whoever is not root; a database that could not be copied is as good as full, as the next migration copies it.
fn room(folder: &Path, database: u64) -> Option<Finding> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    let left = disk.f_bavail.saturating_mul(disk.f_frsize);
    let megabytes = (left / 1_000_000) as i64;
    if left < NOTHING {
        return Some(Finding::wrong("disk-full").with("left", megabytes));
    }
    (left < LITTLE.max(database)).then(|| Finding::warning("disk-low").with("left", megabytes))
}

/// The kind of disk under a path, by the longest mount point above it.
fn file_system(path: &Path) -> Option<String> {
    kind_of(&fs::read_to_string("/proc/self/mountinfo").ok()?, path)
}

/// A line of `mountinfo` is `id parent major:minor root point options… - kind source options`.
fn kind_of(mounts: &str, path: &Path) -> Option<String> {
    let mounted = mounts.lines().filter_map(|line| {
        let (before, after) = line.split_once(" - ")?;
        let point = before.split(' ').nth(4)?.replace("\\040", " ");
        path.starts_with(&point).then(|| (point.len(), after.split(' ').next().unwrap_or_default().to_owned()))
    });
    // of two on one place the later is on top
    mounted.max_by_key(|(length, _)| *length).map(|(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_disk_of_a_folder_is_the_one_mounted_nearest_above_it() {
        let mounts = "21 1 8:1 / / rw - ext4 /dev/sda1 rw\n30 21 0:40 / /var/lib/socle rw,relatime shared:5 - nfs4 nas:/socle rw\n31 21 0:41 / /mnt/with\\040space rw - cifs //nas/x rw\n";
        let kind = |path: &str| kind_of(mounts, Path::new(path)).expect("a disk");
        assert_eq!(kind("/var/lib/socle/data"), "nfs4");
        assert_eq!(kind("/var/lib/socles"), "ext4");
        assert_eq!(kind("/mnt/with space"), "cifs");
        assert!(file_system(&std::env::temp_dir()).is_some() || !Path::new("/proc/self/mountinfo").exists());
    }

    #[test]
    fn a_database_that_cannot_be_copied_on_its_disk_is_named() {
        let folder = std::env::temp_dir();
        assert_eq!(room(&folder, u64::MAX).map(|finding| finding.code), Some("disk-low"));
    }
}
