//! The proof inside a document: Data Integrity with the cryptosuite `eddsa-rdfc-2022`.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::canonical::{Fault, canonical};
use super::key::{SigningKey, is_signed, multibase, of_multibase};
use super::time::moment;

const SUITE: &str = "eddsa-rdfc-2022";

/// The document with a proof: made at a moment (microseconds UTC) with the key that `method` names.
///
/// # Errors
/// [`Fault::Unreadable`].
pub fn sign(document: &Value, key: &SigningKey, method: &str, at: i64) -> Result<Value, Fault> {
    let mut proof = json!({
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": moment(at),
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    });
    proof["proofValue"] = multibase(&key.sign(&hashes(document, &proof)?)).into();
    let mut signed = document.clone();
    signed["proof"] = proof;
    Ok(signed)
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
    if is_signed(public, &hashes(&unsigned, &proof)?, &signature) { Ok(()) } else { Err(Fault::NotSigned) }
}

/// What is signed: the digest of how it was proved, then that of what was proved.
fn hashes(document: &Value, proof: &Value) -> Result<Vec<u8>, Fault> {
    let mut options = proof.clone();
    options["@context"] = document["@context"].clone();
    let mut bytes = Sha256::digest(canonical(&options)?).to_vec();
    bytes.extend(Sha256::digest(canonical(document)?));
    Ok(bytes)
}
