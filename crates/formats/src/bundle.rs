//! Files that belong together, in one archive, with the digests by which anybody can see that none was changed.

use sha2::{Digest, Sha256};

use crate::exchange::archive::pack;

/// Name of the list of digests, as `sha256sum -c` reads it.
pub const DIGESTS: &str = "SHA256SUMS";

/// A ZIP archive of these files, in their order, and last the SHA-256 of each. The same files give the same bytes.
///
/// # Panics
/// Two files have one name.
///
/// ```
/// let archive = formats::bundle::bundle(vec![("lisez-moi.txt".to_owned(), b"Bonjour\n".to_vec())]);
/// assert!(archive.starts_with(b"PK"));
/// ```
pub fn bundle(mut files: Vec<(String, Vec<u8>)>) -> Vec<u8> {
    use std::fmt::Write as _;
    let mut digests = String::new();
    for (name, bytes) in &files {
        for byte in Sha256::digest(bytes) {
            let _ = write!(digests, "{byte:02x}");
        }
        let _ = writeln!(digests, "  {name}");
    }
    files.push((DIGESTS.to_owned(), digests.into_bytes()));
    pack(&files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_file_has_its_digest_and_the_bundle_is_the_same_each_time() {
        let files = vec![("a.txt".to_owned(), b"abc".to_vec()), ("séances/b.csv".to_owned(), Vec::new())];
        let made = bundle(files.clone());
        assert_eq!(bundle(files), made);
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(made)).expect("an archive");
        let mut digests = String::new();
        std::io::Read::read_to_string(&mut zip.by_name(DIGESTS).expect("there"), &mut digests).expect("text");
        // of "abc" (FIPS 180-4) and of nothing
        assert_eq!(
            digests,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a.txt\n\
             e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  séances/b.csv\n"
        );
        assert_eq!(zip.len(), 3);
    }
}
