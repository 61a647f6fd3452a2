//! Tokens and digests. A token is known to its bearer; we keep its digest.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use std::io::Write as _;
use std::path::Path;

use hmac::{Hmac, KeyInit, Mac};
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use sha2::{Digest, Sha256};

use crate::clock::Entropy;
use crate::config::Config;

/// How the key of an organisation begins: seen in a file where it should not be, it says what it is.
pub const ORGANISATION_KEY: &str = "socle_org_";

/// A secret that its bearer keeps.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// A new one, of 256 bits.
    pub fn draw(entropy: &Entropy) -> Self {
        Self(URL_SAFE_NO_PAD.encode(entropy.bytes::<32>()))
    }

    /// A new key of an organisation, for its programs.
    pub fn of_organisation(entropy: &Entropy) -> Self {
        Self(format!("{ORGANISATION_KEY}{}", URL_SAFE_NO_PAD.encode(entropy.bytes::<32>())))
    }

    /// One that can be made again from the same parts, at least one of them secret.
    pub fn derived(parts: &[&[u8]]) -> Self {
        let mut hasher = Sha256::new();
        for part in parts {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        Self(URL_SAFE_NO_PAD.encode(hasher.finalize()))
    }

    /// As sent to its bearer.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is stored of it.
    pub fn digest(&self) -> Vec<u8> {
        digest(self.0.as_bytes())
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

/// What is stored of a token that came back.
pub fn token_digest(token: &str) -> Vec<u8> {
    digest(token.as_bytes())
}

/// SHA-256.
pub fn digest(bytes: &[u8]) -> Vec<u8> {
    Sha256::digest(bytes).to_vec()
}

/// The secret of an installation, outside its database: what is digested with it cannot be found out by trying everything, by
/// whoever has a copy of the database alone.
pub(crate) struct PlaceKey([u8; 32]);

impl std::fmt::Debug for PlaceKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PlaceKey(…)")
    }
}

impl PlaceKey {
    /// The key of the file that the settings name, made if there is none yet. Several servers on one database are given the same
    /// file, so that they know the same places.
    ///
    /// # Errors
    /// The file cannot be read or made, or holds no key; the sentence names it.
    pub(crate) fn of(config: &Config, entropy: &Entropy) -> Result<Self, String> {
        Self::at(&config.data, config.key_file.as_deref(), entropy)
    }

    /// The same, for a data folder and the file that was named, if any.
    pub(crate) fn at(data: &Path, named: Option<&Path>, entropy: &Entropy) -> Result<Self, String> {
        let path = named.map_or_else(|| data.join("socle.key"), Path::to_path_buf);
        let say = |e: std::io::Error| format!("{}: {e} (SOCLE_KEY_FILE names another place for this key)", path.display());
        if !path.exists() {
            Self::make(&path, entropy).map_err(say)?;
        }
        let text = std::fs::read_to_string(&path).map_err(say)?;
        let key = unhex(text.trim()).and_then(|bytes| bytes.try_into().ok());
        key.map(Self).ok_or_else(|| format!("{}: holds no key: 64 hexadecimal digits are expected", path.display()))
    }

    /// Written beside and linked into place: two servers that start together read the same key, and never half of one.
    fn make(path: &Path, entropy: &Entropy) -> std::io::Result<()> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let draft = path.with_extension(format!("key-{}", hex(&entropy.bytes::<4>())));
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let written = options.open(&draft).and_then(|mut file| {
            writeln!(file, "{}", hex(&entropy.bytes::<32>()))?;
            file.sync_all()
        });
        let linked = written.and_then(|()| std::fs::hard_link(&draft, path));
        std::fs::remove_file(&draft)?;
        match linked {
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
            other => other,
        }
    }

    /// What stands for a text: sixteen bytes.
    pub(crate) fn digest(&self, what: &str) -> Vec<u8> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("a key of any length will do");
        mac.update(what.as_bytes());
        mac.finalize().into_bytes()[..16].to_vec()
    }

    /// A secret as the database may hold it: whoever has a copy of the database alone cannot read it, and it opens for its `name` only.
    pub(crate) fn seal(&self, name: &str, secret: &[u8], entropy: &Entropy) -> Vec<u8> {
        let nonce: [u8; NONCE_LEN] = entropy.bytes();
        let mut sealed = secret.to_vec();
        let nonce_of_it = Nonce::assume_unique_for_key(nonce);
        self.sealing().seal_in_place_append_tag(nonce_of_it, Aad::from(name.as_bytes()), &mut sealed).expect("a few bytes can be sealed");
        [&nonce[..], &sealed].concat()
    }

    /// Back from [`seal`](Self::seal). `None` under another key, for another name, or for bytes that were changed.
    pub(crate) fn open(&self, name: &str, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, rest) = sealed.split_first_chunk::<NONCE_LEN>()?;
        let mut rest = rest.to_vec();
        let opened = self.sealing().open_in_place(Nonce::assume_unique_for_key(*nonce), Aad::from(name.as_bytes()), &mut rest).ok()?;
        Some(opened.to_vec())
    }

    /// A key of its own, so that nothing that is digested for the log tells anything of it.
    fn sealing(&self) -> LessSafeKey {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("a key of any length will do");
        mac.update(b"socle: secrets in the database, 1");
        LessSafeKey::new(UnboundKey::new(&CHACHA20_POLY1305, &mac.finalize().into_bytes()).expect("32 bytes"))
    }
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Back from hexadecimal.
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() || !text.len().is_multiple_of(2) {
        return None;
    }
    (0..text.len()).step_by(2).map(|i| u8::from_str_radix(&text[i..i + 2], 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_made_once_for_its_owner_alone_and_a_file_without_one_is_said() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut config = Config { data: folder.path().join("new"), ..Config::example() };
        let first = PlaceKey::of(&config, &Entropy::System).expect("made").digest("192.0.2.7");
        assert_eq!(PlaceKey::of(&config, &Entropy::System).expect("read").digest("192.0.2.7"), first);
        assert_ne!(PlaceKey::of(&config, &Entropy::System).expect("read").digest("192.0.2.8"), first);
        let file = config.data.join("socle.key");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&file).expect("there").permissions().mode() & 0o777, 0o600);
        }
        assert_eq!(std::fs::read_dir(&config.data).expect("a folder").count(), 1, "no draft is left");
        std::fs::remove_file(&file).expect("gone");
        assert_ne!(PlaceKey::of(&config, &Entropy::System).expect("another").digest("192.0.2.7"), first, "another installation");
        config.key_file = Some(folder.path().join("broken"));
        std::fs::write(folder.path().join("broken"), "abc").expect("written");
        let error = PlaceKey::of(&config, &Entropy::System).expect_err("no key");
        assert!(error.contains("broken") && error.contains("64"), "{error}");
    }

    #[test]
    fn a_sealed_secret_opens_for_its_name_and_key_alone() {
        let (key, other) = (PlaceKey([1; 32]), PlaceKey([2; 32]));
        let sealed = key.seal("key 1", b"a seed", &Entropy::System);
        assert_eq!(key.open("key 1", &sealed).as_deref(), Some(&b"a seed"[..]));
        assert!(!sealed.windows(6).any(|w| w == b"a seed"), "it stands there in clear");
        assert_ne!(key.seal("key 1", b"a seed", &Entropy::System), sealed, "the same secret looks different each time");
        let mut changed = sealed.clone();
        *changed.last_mut().expect("bytes") ^= 1;
        for (opened, why) in [
            (key.open("key 2", &sealed), "name"),
            (other.open("key 1", &sealed), "key"),
            (key.open("key 1", &changed), "bytes"),
            (key.open("key 1", &[]), "nothing"),
        ] {
            assert_eq!(opened, None, "{why}");
        }
    }
}
