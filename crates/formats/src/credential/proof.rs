//! The proof inside a document: Data Integrity with the cryptosuite `eddsa-rdfc-2022`.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::canonical::{Fault, canonical};
use super::key::{SigningKey, is_signed, multibase, of_multibase};
use super::time::moment;

const SUITE: &str = "eddsa-rdfc-2022";

/// How documents of one context are proved: by which key, when. Made once for many of them: its own canonical text costs as much as theirs.
#[derive(Debug, Clone)]
pub struct Manner {
    proof: Value,
    context: Value,
    digest: Vec<u8>,
}

impl Manner {
    /// At a moment (microseconds UTC), with the key that `method` names, for documents that have the same `@context` as this one.
    ///
    /// # Errors
    /// [`Fault::Unreadable`].
    pub fn new(document: &Value, method: &str, at: i64) -> Result<Self, Fault> {
        let proof = json!({
            "type": "DataIntegrityProof",
            "cryptosuite": SUITE,
            "created": moment(at),
            "verificationMethod": method,
            "proofPurpose": "assertionMethod",
        });
        let context = document["@context"].clone();
        Ok(Self { digest: digest_of(&with_context(&proof, &context))?, proof, context })
    }

    /// The document with its proof.
    ///
    /// # Errors
    /// [`Fault::Unreadable`], also for a document of another context.
    pub fn sign(&self, document: &Value, key: &SigningKey) -> Result<Value, Fault> {
        if document["@context"] != self.context {
            return Err(Fault::Unreadable("it has another context than what was prepared".to_owned()));
        }
        let bytes = [self.digest.clone(), digest_of(document)?].concat();
        let mut proof = self.proof.clone();
        proof["proofValue"] = multibase(&key.sign(&bytes)).into();
        let mut signed = document.clone();
        signed["proof"] = proof;
        Ok(signed)
    }
}

/// The document with a proof: made at a moment (microseconds UTC) with the key that `method` names.
///
/// # Errors
/// [`Fault::Unreadable`].
pub fn sign(document: &Value, key: &SigningKey, method: &str, at: i64) -> Result<Value, Fault> {
    Manner::new(document, method, at)?.sign(document, key)
}

/// Whether the proof inside a document of ours is that of a key.
///
/// # Errors
/// Every [`Fault`].
pub fn verify(document: &Value, public: &[u8; 32]) -> Result<(), Fault> {
    let mut unsigned = document.clone();
    let mut proof = unsigned.as_object_mut().and_then(|o| o.remove("proof")).filter(|p| p["cryptosuite"] == SUITE).ok_or(Fault::NoProof)?;
    let value = proof.as_object_mut().and_then(|p| p.remove("proofValue")).ok_or(Fault::NoProof)?;
    let signature = value.as_str().and_then(of_multibase).ok_or(Fault::NoProof)?;
    // what is signed: the digest of how it was proved, then that of what was proved
    let bytes = [digest_of(&with_context(&proof, &unsigned["@context"]))?, digest_of(&unsigned)?].concat();
    if is_signed(public, &bytes, &signature) { Ok(()) } else { Err(Fault::NotSigned) }
}

fn with_context(proof: &Value, context: &Value) -> Value {
    let mut options = proof.clone();
    options["@context"] = context.clone();
    options
}

fn digest_of(document: &Value) -> Result<Vec<u8>, Fault> {
    Ok(Sha256::digest(canonical(document)?).to_vec())
}
