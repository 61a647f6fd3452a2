//! Who signs: a name bound to the domain of the installation (`did:web`), and the document that lists its keys.

use serde_json::{Value, json};

use super::key::{multikey, web_key};

/// An issuer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issuer {
    /// `did:web:socle.example`.
    pub did: String,
    /// What it is called.
    pub name: String,
    /// Address of its site, without a slash at the end.
    pub url: String,
}

impl Issuer {
    /// The issuer that the site at this address is.
    ///
    /// ```
    /// use formats::credential::Issuer;
    /// assert_eq!(Issuer::of("https://socle.example/", "Socle").did, "did:web:socle.example");
    /// assert_eq!(Issuer::of("http://127.0.0.1:8080", "Socle").did, "did:web:127.0.0.1%3A8080");
    /// assert_eq!(Issuer::of("https://chu.example/socle", "Socle").did, "did:web:chu.example:socle");
    /// ```
    pub fn of(base_url: &str, name: &str) -> Self {
        let url = base_url.trim_end_matches('/');
        let place = url.split_once("://").map_or(url, |(_, place)| place);
        let did = format!("did:web:{}", place.replace(':', "%3A").replace('/', ":"));
        Self { did, name: name.to_owned(), url: url.to_owned() }
    }

    /// Name of a key of this issuer, for proofs.
    pub fn method(&self, key: &str) -> String {
        format!("{}#{key}", self.did)
    }

    /// Name of the same key as a JSON web key, for tokens.
    pub fn web_method(&self, key: &str) -> String {
        format!("{}#{key}-jwk", self.did)
    }

    /// As a credential shows it.
    pub(super) fn profile(&self) -> Value {
        json!({ "id": self.did, "type": ["Profile"], "name": self.name, "url": self.url })
    }
}

/// A public key with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyShown {
    /// Its name within the document: letters, digits and hyphens.
    pub id: String,
    /// Ed25519 public key.
    pub public: [u8; 32],
}

/// The document of an issuer: every key with which something was signed that still verifies.
pub fn did_document(issuer: &Issuer, keys: &[KeyShown]) -> Value {
    let method =
        |key: &KeyShown| json!({ "id": issuer.method(&key.id), "type": "Multikey", "controller": issuer.did, "publicKeyMultibase": multikey(&key.public) });
    let web_method = |key: &KeyShown| {
        let id = issuer.web_method(&key.id);
        json!({ "id": id, "type": "JsonWebKey", "controller": issuer.did, "publicKeyJwk": web_key(&key.public, &id) })
    };
    let methods: Vec<Value> = keys.iter().flat_map(|k| [method(k), web_method(k)]).collect();
    let names: Vec<Value> = methods.iter().map(|m| m["id"].clone()).collect();
    json!({
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1", "https://w3id.org/security/jwk/v1"],
        "id": issuer.did,
        "verificationMethod": methods,
        "assertionMethod": names,
    })
}

/// The same keys as a set of JSON web keys.
pub fn key_set(issuer: &Issuer, keys: &[KeyShown]) -> Value {
    json!({ "keys": keys.iter().map(|k| web_key(&k.public, &issuer.web_method(&k.id))).collect::<Vec<_>>() })
}
