//! Which certificates were revoked: one bit each, in a list that is a credential itself, so large and so shuffled that asking for it does not
//! tell whose certificate is being looked at.

use std::io::{Read as _, Write as _};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

use super::canonical::CREDENTIALS;
use super::issuer::Issuer;
use super::time::moment;

/// Places in a list: the least that the standard allows.
pub const ENTRIES: u32 = 131_072;

/// Where the bit of a certificate stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Address of the list.
    pub list: String,
    /// Its place there, below [`ENTRIES`].
    pub index: u32,
}

impl Place {
    /// As a credential names it.
    pub(super) fn entry(&self) -> Value {
        json!({
            "id": format!("{}#{}", self.list, self.index),
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": self.index.to_string(),
            "statusListCredential": self.list,
        })
    }
}

/// The list at an address, with the places that are revoked; not signed yet. It may be kept for `minutes`.
pub fn status_list(issuer: &Issuer, address: &str, revoked: impl IntoIterator<Item = u32>, at: i64, minutes: i64) -> Value {
    let until = at + minutes * 60_000_000;
    json!({
        "@context": [CREDENTIALS],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer.did,
        "validFrom": moment(at),
        "validUntil": moment(until),
        "credentialSubject": {
            "id": format!("{address}#list"),
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encoded(revoked),
        },
    })
}

fn encoded(revoked: impl IntoIterator<Item = u32>) -> String {
    let mut bits = vec![0_u8; ENTRIES as usize / 8];
    for index in revoked.into_iter().filter(|i| *i < ENTRIES) {
        // the first place is the leftmost bit
        bits[index as usize / 8] |= 0x80 >> (index % 8);
    }
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    let packed = gzip.write_all(&bits).and_then(|()| gzip.finish()).unwrap_or_default();
    format!("u{}", URL_SAFE_NO_PAD.encode(packed))
}

/// Whether a place of a list is revoked. `None` if the list cannot be read, or has no such place.
pub fn revoked_at(list: &Value, index: u32) -> Option<bool> {
    let packed = URL_SAFE_NO_PAD.decode(list["credentialSubject"]["encodedList"].as_str()?.strip_prefix('u')?).ok()?;
    let mut bits = Vec::new();
    GzDecoder::new(&packed[..]).take(u64::from(ENTRIES)).read_to_end(&mut bits).ok()?;
    bits.get(index as usize / 8).map(|byte| byte & (0x80 >> (index % 8)) != 0)
}
