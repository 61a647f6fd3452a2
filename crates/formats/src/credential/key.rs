//! Ed25519 keys, and the two ways in which the world writes them.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};
use serde_json::{Value, json};

/// What stands before an Ed25519 public key in a multikey: `0xed` as a varint.
const MULTICODEC: [u8; 2] = [0xed, 0x01];

/// A key that signs.
pub struct SigningKey {
    pair: Ed25519KeyPair,
    public: [u8; 32],
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SigningKey(…)")
    }
}

impl SigningKey {
    /// The key that grows out of a seed of 32 secret bytes (RFC 8032). `None` if it is of another length.
    pub fn of_seed(seed: &[u8]) -> Option<Self> {
        let pair = Ed25519KeyPair::from_seed_unchecked(seed).ok()?;
        let public = pair.public_key().as_ref().try_into().ok()?;
        Some(Self { pair, public })
    }

    /// The half that everybody may know.
    pub const fn public(&self) -> &[u8; 32] {
        &self.public
    }

    /// Signs: the same bytes give the same signature.
    pub fn sign(&self, bytes: &[u8]) -> [u8; 64] {
        let mut signature = [0; 64];
        signature.copy_from_slice(self.pair.sign(bytes).as_ref());
        signature
    }
}

/// Whether a signature is that of the holder of a key.
pub(super) fn is_signed(public: &[u8], bytes: &[u8], signature: &[u8]) -> bool {
    UnparsedPublicKey::new(&ED25519, public).verify(bytes, signature).is_ok()
}

/// A public key as a multikey: `z6Mk…`.
pub(super) fn multikey(public: &[u8; 32]) -> String {
    let mut bytes = Vec::from(MULTICODEC);
    bytes.extend(public);
    multibase(&bytes)
}

/// A public key as a JSON web key.
pub(super) fn web_key(public: &[u8; 32], id: &str) -> Value {
    json!({ "kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig", "kid": id, "x": URL_SAFE_NO_PAD.encode(public) })
}

/// Bytes in base 58, with the letter that says so.
pub(super) fn multibase(bytes: &[u8]) -> String {
    format!("z{}", bs58::encode(bytes).into_string())
}

/// Back from [`multibase`].
pub(super) fn of_multibase(text: &str) -> Option<Vec<u8>> {
    bs58::decode(text.strip_prefix('z')?).into_vec().ok()
}
