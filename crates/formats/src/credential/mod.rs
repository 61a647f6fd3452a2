//! Certificates as programs read them: Open Badges 3.0 as a verifiable credential, signed twice (a proof inside, `eddsa-rdfc-2022`, and as a JWT), the
//! list that says which were revoked, the document of the keys, and the hosted badge of Open Badges 2.0.
//!
//! Sources: Verifiable Credentials Data Model 2.0, Data Integrity 1.0 with its `EdDSA` cryptosuites 1.0, Securing Verifiable Credentials using JOSE,
//! Bitstring Status List 1.0 (W3C Recommendations, May 2025), RDF Dataset Canonicalization (2024), Open Badges 3.0 and 2.0 (1EdTech).
//! `e2e/verify.mjs` has all of it read by an independent verifier.

mod badge;
mod canonical;
mod hosted;
mod issuer;
mod jwt;
mod key;
mod proof;
mod status;
mod time;

pub use badge::{Badge, badge};
pub use canonical::{Fault, canonical};
pub use hosted::{Recipient, assertion, badge_class, issuer_profile, revoked_assertion};
pub use issuer::{Issuer, KeyShown, did_document, key_set};
pub use jwt::{jwt, read_jwt};
pub use key::SigningKey;
pub use proof::{Manner, sign, verify};
pub use status::{ENTRIES, Place, revoked_at, status_list};
pub use time::moment;

#[cfg(test)]
mod tests;
