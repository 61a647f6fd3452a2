//! The same credential as a JSON web token, for wallets that read no linked data.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::key::{SigningKey, is_signed, web_key};
use super::time::seconds;

/// A credential, without its proof, as a token: its own members are the claims, beside those that a token has. `method` names the key.
pub fn jwt(credential: &Value, key: &SigningKey, method: &str, issued_at: i64, valid_until: Option<i64>) -> String {
    let header = json!({ "alg": "EdDSA", "typ": "JWT", "kid": method, "jwk": web_key(key.public(), method) });
    let mut claims = credential.clone();
    claims["iss"] = credential["issuer"]["id"].clone();
    claims["jti"] = credential["id"].clone();
    claims["iat"] = seconds(issued_at).into();
    claims["nbf"] = seconds(issued_at).into();
    if let Some(until) = valid_until {
        claims["exp"] = seconds(until).into();
    }
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let signed = format!("{}.{}", part(&header), part(&claims));
    let signature = URL_SAFE_NO_PAD.encode(key.sign(signed.as_bytes()));
    format!("{signed}.{signature}")
}

/// The claims of a token that this key signed; `None` for any other.
pub fn read_jwt(token: &str, public: &[u8; 32]) -> Option<Value> {
    let (signed, signature) = token.rsplit_once('.')?;
    let (header, claims) = signed.split_once('.')?;
    let decoded = |part: &str| URL_SAFE_NO_PAD.decode(part).ok();
    let header: Value = serde_json::from_slice(&decoded(header)?).ok()?;
    let holds = header["alg"] == "EdDSA" && is_signed(public, signed.as_bytes(), &decoded(signature)?);
    holds.then(|| serde_json::from_slice(&decoded(claims)?).ok()).flatten()
}
