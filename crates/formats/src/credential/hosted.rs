//! The hosted badge of Open Badges 2.0, for backpacks that know nothing newer: an assertion, its class and its issuer at addresses of ours. Nothing is
//! signed; that it stands at this address is the proof.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::badge::Badge;
use super::time::moment;

const CONTEXT: &str = "https://w3id.org/openbadges/v2";

/// Whose badge it is: a digest of what names them, with a salt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// `email` or `name`.
    pub kind: &'static str,
    /// What is digested.
    pub identity: String,
    /// What is digested behind it.
    pub salt: String,
}

impl Recipient {
    fn shown(&self) -> Value {
        let digest = Sha256::digest(format!("{}{}", self.identity, self.salt));
        let hex = digest.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
        json!({ "type": self.kind, "hashed": true, "salt": self.salt, "identity": format!("sha256${hex}") })
    }
}

/// The assertion at `id`, of the class at `class`.
pub fn assertion(badge: &Badge<'_>, id: &str, class: &str, recipient: &Recipient) -> Value {
    let mut assertion = json!({
        "@context": CONTEXT,
        "type": "Assertion",
        "id": id,
        "recipient": recipient.shown(),
        "badge": class,
        "verification": { "type": "hosted" },
        "issuedOn": moment(badge.issued_at),
        "narrative": badge.title,
    });
    if let Some(until) = badge.valid_until {
        assertion["expires"] = moment(until).into();
    }
    assertion
}

/// What stands at the address of an assertion that was revoked.
pub fn revoked_assertion(id: &str, reason: &str) -> Value {
    json!({ "@context": CONTEXT, "type": "Assertion", "id": id, "revoked": true, "revocationReason": reason })
}

/// The class of a level, at `id`.
pub fn badge_class(badge: &Badge<'_>, id: &str, issuer: &str) -> Value {
    let mut class = json!({
        "@context": CONTEXT,
        "type": "BadgeClass",
        "id": id,
        "name": badge.title,
        "description": badge.description,
        "image": badge.image,
        "criteria": { "id": badge.criteria_url, "narrative": badge.criteria },
        "issuer": issuer,
    });
    if let Some((name, url)) = &badge.framework {
        class["alignment"] = json!([{ "targetName": name, "targetUrl": url }]);
    }
    class
}

/// The issuer, at `id`.
pub fn issuer_profile(id: &str, name: &str, url: &str, email: Option<&str>) -> Value {
    let mut profile = json!({ "@context": CONTEXT, "type": "Issuer", "id": id, "name": name, "url": url });
    if let Some(email) = email {
        profile["email"] = email.into();
    }
    profile
}
