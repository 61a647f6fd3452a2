//! One text for one meaning: JSON-LD read into RDF and written in canonical order (RDFC-1.0), so that spaces and the order of keys do not matter
//! to a signature. Contexts are bundled; none is ever fetched.

use oxjsonld::{JsonLdParser, JsonLdRemoteDocument};
use oxrdf::Dataset;
use oxrdf::dataset::{CanonicalizationAlgorithm, CanonicalizationHashAlgorithm};
use serde_json::Value;

/// The context of every credential.
pub(super) const CREDENTIALS: &str = "https://www.w3.org/ns/credentials/v2";
/// The context of Open Badges.
pub(super) const OPEN_BADGES: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";

/// Why a document has no canonical text, or no proof that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It is not what JSON-LD expects, or names a context that is not bundled; the text says which.
    Unreadable(String),
    /// It has no proof of the one kind that is understood.
    NoProof,
    /// The signature is not that of this key over this document.
    NotSigned,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unreadable(why) => write!(f, "not to be read as linked data: {why}"),
            Self::NoProof => f.write_str("no eddsa-rdfc-2022 proof"),
            Self::NotSigned => f.write_str("the signature does not hold"),
        }
    }
}

impl std::error::Error for Fault {}

/// The canonical N-Quads of a document that this program wrote itself: the algorithm's time grows without bound with hostile blank nodes, so
/// nobody else's document is given to it.
///
/// # Errors
/// [`Fault::Unreadable`].
pub fn canonical(document: &Value) -> Result<String, Fault> {
    let unreadable = |error: &dyn std::fmt::Display| Fault::Unreadable(error.to_string());
    let text = document.to_string();
    let mut dataset = Dataset::new();
    for quad in JsonLdParser::new().for_slice(text.as_bytes()).with_load_document_callback(|url, _| bundled(url)) {
        dataset.insert(&quad.map_err(|e| unreadable(&e))?);
    }
    dataset.canonicalize(CanonicalizationAlgorithm::Rdfc10 { hash_algorithm: CanonicalizationHashAlgorithm::Sha256 });
    let mut lines: Vec<String> = dataset.iter().map(|quad| format!("{quad} .\n")).collect();
    lines.sort_unstable();
    Ok(lines.concat())
}

fn bundled(url: &str) -> Result<JsonLdRemoteDocument, Box<dyn std::error::Error + Send + Sync>> {
    let document = match url {
        CREDENTIALS => include_bytes!("contexts/credentials-v2.json").to_vec(),
        OPEN_BADGES => include_bytes!("contexts/open-badges-3.0.3.json").to_vec(),
        other => return Err(format!("the context {other} is not bundled").into()),
    };
    Ok(JsonLdRemoteDocument { document, document_url: url.to_owned() })
}
