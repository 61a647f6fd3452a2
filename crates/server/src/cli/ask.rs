//! One question to a server over HTTP, as a probe asks it.

use std::sync::Arc;
use std::time::Duration;

use axum::http::Uri;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto};

/// How long a server may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);
/// As much as a probe's answer may hold.
const LONGEST: u64 = 64 * 1024;

/// What came back.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) body: String,
}

/// Why nothing came back.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unanswered {
    /// The address cannot be read.
    Address,
    /// Nobody is there, or nobody answers.
    Silent(String),
    /// Somebody is there, with a certificate that is not believed or no TLS.
    Tls(String),
}

/// `GET` of an address, `http://` or `https://`.
pub(super) async fn get(address: &str) -> Result<Reply, Unanswered> {
    let asked = tokio::time::timeout(PATIENCE, ask(address)).await;
    asked.unwrap_or_else(|_| Err(Unanswered::Silent(format!("> {} s", PATIENCE.as_secs()))))
}

async fn ask(address: &str) -> Result<Reply, Unanswered> {
    let uri: Uri = address.parse().map_err(|_| Unanswered::Address)?;
    let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else { return Err(Unanswered::Address) };
    let port = match (authority.port_u16(), scheme) {
        (Some(port), _) => port,
        (None, "http") => 80,
        (None, "https") => 443,
        _ => return Err(Unanswered::Address),
    };
    // an IPv6 address stands in brackets in an address, and without them everywhere else
    let host = authority.host().trim_start_matches('[').trim_end_matches(']');
    let path = uri.path_and_query().map_or("/", |p| p.as_str());
    let silent = |error: std::io::Error| Unanswered::Silent(error.to_string());
    let stream = TcpStream::connect((host, port)).await.map_err(silent)?;
    let request = format!("GET {path} HTTP/1.1\r\nhost: {authority}\r\nuser-agent: socle\r\nconnection: close\r\n\r\n");
    if scheme == "http" {
        return converse(stream, &request).await.map_err(silent);
    }
    let name = ServerName::try_from(host.to_owned()).map_err(|_| Unanswered::Address)?;
    let stream = connector()?.connect(name, stream).await.map_err(|e| Unanswered::Tls(e.to_string()))?;
    converse(stream, &request).await.map_err(silent)
}

/// Believes the authorities that browsers believe.
fn connector() -> Result<TlsConnector, Unanswered> {
    let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let config = ClientConfig::builder_with_provider(Arc::new(crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|e| Unanswered::Tls(e.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(TlsConnector::from(Arc::new(config)))
}

async fn converse(mut stream: impl AsyncRead + AsyncWrite + Unpin, request: &str) -> std::io::Result<Reply> {
    stream.write_all(request.as_bytes()).await?;
    let mut bytes = Vec::new();
    let read = stream.take(LONGEST).read_to_end(&mut bytes).await;
    reply(&bytes).ok_or_else(|| read.err().unwrap_or_else(|| std::io::Error::other("HTTP ?")))
}

fn reply(bytes: &[u8]) -> Option<Reply> {
    let text = String::from_utf8_lossy(bytes);
    let status = text.strip_prefix("HTTP/1.")?.split(' ').nth(1)?.parse().ok()?;
    let (_, body) = text.split_once("\r\n\r\n")?;
    Some(Reply { status, body: body.to_owned() })
}
