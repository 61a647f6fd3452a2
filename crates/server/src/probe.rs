//! One look at an address of another site: does it answer, and with what?
//!
//! All that is wanted of the answer is its first line and where it sends to, so nothing more is read. The addresses come from people: only the public
//! network is asked, the connection goes to the very address that was looked at, and each redirection is held to the same.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::http::Uri;
use domain::catalogue::link::{Outcome, is_public};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto};

/// How long one request may take, from the name to the first line.
const PATIENCE: Duration = Duration::from_secs(15);
/// And all of them, for one address: a site that answers by drops does not hold up the others.
const AT_LONGEST: Duration = Duration::from_mins(1);
/// Redirections that are followed.
const HOPS: usize = 5;
/// As much of an answer as is read: its head.
const LONGEST: u64 = 32 * 1024;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// In a word.
    pub outcome: Outcome,
    /// The last status, if there was an answer.
    pub status: Option<u16>,
    /// Where it sends to for good.
    pub moved_to: Option<String>,
}

impl Found {
    const fn nothing(outcome: Outcome) -> Self {
        Self { outcome, status: None, moved_to: None }
    }
}

/// Looks at addresses.
pub struct Probe {
    connector: TlsConnector,
    /// What it says of itself: who asks, and whom to write to.
    agent: String,
    only_public: bool,
}

impl std::fmt::Debug for Probe {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Probe").field("agent", &self.agent).field("only_public", &self.only_public).finish_non_exhaustive()
    }
}

/// What one request brought.
enum Reply {
    Status(u16, Option<String>),
    Silent,
    Private,
}

impl Probe {
    /// One that asks the public network only. `contact` is told to whoever is asked.
    ///
    /// # Errors
    /// TLS cannot be set up.
    pub fn new(contact: &str) -> Result<Self, String> {
        let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        let config = ClientConfig::builder_with_provider(Arc::new(crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|e| e.to_string())?
            .with_root_certificates(roots)
            .with_no_client_auth();
        let contact: String = contact.chars().filter(char::is_ascii_graphic).collect();
        Ok(Self { connector: TlsConnector::from(Arc::new(config)), agent: format!("Socle-liens/1 (+mailto:{contact})"), only_public: true })
    }

    /// The same, for a closed network and for tests: it asks any address.
    #[must_use]
    pub fn anywhere(self) -> Self {
        Self { only_public: false, ..self }
    }

    /// Looks at an address: its head first, then, where a site does not answer that, as a browser asks.
    pub async fn look(&self, address: &str) -> Found {
        timeout(AT_LONGEST, self.look_patiently(address)).await.unwrap_or_else(|_| Found::nothing(Outcome::Failing))
    }

    async fn look_patiently(&self, address: &str) -> Found {
        let head = self.follow("HEAD", address).await;
        match (head.outcome, head.status) {
            (Outcome::Fine | Outcome::Moved | Outcome::Refused, _) | (Outcome::Failing, None) => head,
            _ => self.follow("GET", address).await,
        }
    }

    async fn follow(&self, method: &str, address: &str) -> Found {
        let (mut at, mut moved_to) = (address.to_owned(), None);
        let mut is_permanent = true;
        for _ in 0..=HOPS {
            match timeout(PATIENCE, self.ask(method, &at)).await.unwrap_or(Reply::Silent) {
                Reply::Private => return Found::nothing(Outcome::Refused),
                Reply::Silent => return Found::nothing(Outcome::Failing),
                Reply::Status(status @ (301 | 302 | 303 | 307 | 308), Some(to)) => {
                    let Some(next) = resolved(&at, &to) else { return Found { status: Some(status), ..Found::nothing(Outcome::Failing) } };
                    is_permanent &= matches!(status, 301 | 308);
                    if is_permanent {
                        moved_to = Some(next.clone());
                    }
                    at = next;
                }
                Reply::Status(status, _) => {
                    let outcome = Outcome::of_status(status, moved_to.is_some());
                    return Found { outcome, status: Some(status), moved_to: moved_to.filter(|_| outcome == Outcome::Moved) };
                }
            }
        }
        Found::nothing(Outcome::Failing)
    }

    async fn ask(&self, method: &str, address: &str) -> Reply {
        let Some((scheme, host, port, path)) = parts(address) else { return Reply::Private };
        // where anybody can write an address, other doors of other machines are not to be knocked at
        if self.only_public && !matches!(port, 80 | 443) {
            return Reply::Private;
        }
        let Ok(found) = lookup_host((host.as_str(), port)).await else { return Reply::Silent };
        let all: Vec<SocketAddr> = found.collect();
        let Some(to) = all.iter().find(|to| !self.only_public || is_public(to.ip())) else {
            return if all.is_empty() { Reply::Silent } else { Reply::Private };
        };
        let Ok(stream) = TcpStream::connect(to).await else { return Reply::Silent };
        let authority = if matches!((scheme, port), ("http", 80) | ("https", 443)) { host.clone() } else { format!("{host}:{port}") };
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: {authority}\r\nuser-agent: {}\r\naccept: text/html,*/*;q=0.8\r\naccept-language: fr,en;q=0.5\r\nconnection: close\r\n\r\n",
            self.agent
        );
        if scheme == "http" {
            return converse(stream, &request).await;
        }
        let Ok(name) = ServerName::try_from(host) else { return Reply::Silent };
        match self.connector.connect(name, stream).await {
            Ok(stream) => converse(stream, &request).await,
            Err(_) => Reply::Silent,
        }
    }
}

/// Scheme, name, port and path of an address; none where it cannot be asked.
fn parts(address: &str) -> Option<(&'static str, String, u16, String)> {
    let uri: Uri = address.split('#').next()?.parse().ok()?;
    let authority = uri.authority().filter(|authority| !authority.as_str().contains('@'))?;
    let (scheme, usual) = match uri.scheme_str()? {
        "http" => ("http", 80),
        "https" => ("https", 443),
        _ => return None,
    };
    let host = authority.host().trim_start_matches('[').trim_end_matches(']').to_owned();
    let path = uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
    Some((scheme, host, authority.port_u16().unwrap_or(usual), path))
}

/// Where a redirection leads, from where it was said (RFC 3986, §5.2, for what servers send).
fn resolved(from: &str, to: &str) -> Option<String> {
    let to = to.split('#').next()?.trim();
    if to.starts_with("http://") || to.starts_with("https://") {
        return Some(to.to_owned());
    }
    let (scheme, rest) = from.split_once("://")?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    Some(if let Some(elsewhere) = to.strip_prefix("//") {
        format!("{scheme}://{elsewhere}")
    } else if to.starts_with('/') {
        format!("{scheme}://{authority}{to}")
    } else if to.contains(':') && !to.contains('/') {
        return None;
    } else {
        let folder = path.rfind('/').map_or("", |at| &path[..at]);
        format!("{scheme}://{authority}{folder}/{to}")
    })
}

async fn converse(mut stream: impl AsyncRead + AsyncWrite + Unpin, request: &str) -> Reply {
    if stream.write_all(request.as_bytes()).await.is_err() {
        return Reply::Silent;
    }
    let (mut read, mut head) = (stream.take(LONGEST), Vec::new());
    let mut piece = [0; 2048];
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        match read.read(&mut piece).await {
            Ok(0) | Err(_) => break,
            Ok(count) => head.extend_from_slice(&piece[..count]),
        }
    }
    reply(&head).unwrap_or(Reply::Silent)
}

fn reply(head: &[u8]) -> Option<Reply> {
    let text = String::from_utf8_lossy(head);
    let mut lines = text.split("\r\n");
    let status = lines.next()?.strip_prefix("HTTP/1.")?.split(' ').nth(1)?.parse().ok()?;
    let location = lines.take_while(|line| !line.is_empty()).filter_map(|line| line.split_once(':')).find(|(name, _)| name.eq_ignore_ascii_case("location"));
    Some(Reply::Status(status, location.map(|(_, to)| to.trim().to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redirection_is_resolved_from_where_it_was_said() {
        let from = "https://a.fr/x/y?z=1";
        for (to, expected) in [
            ("https://b.fr/", Some("https://b.fr/")),
            ("//b.fr/c", Some("https://b.fr/c")),
            ("/c#d", Some("https://a.fr/c")),
            ("c?d", Some("https://a.fr/x/c?d")),
            ("javascript:x", None),
        ] {
            assert_eq!(resolved(from, to).as_deref(), expected, "{to}");
        }
        assert_eq!(resolved("https://a.fr", "c").as_deref(), Some("https://a.fr/c"));
    }

    #[test]
    fn what_cannot_be_asked_is_no_address() {
        assert_eq!(parts("https://a.fr/x#y"), Some(("https", "a.fr".into(), 443, "/x".into())));
        assert_eq!(parts("http://[::1]:8080"), Some(("http", "::1".into(), 8080, "/".into())));
        for wrong in ["ftp://a.fr", "https://u@a.fr/", "/x", "https://a.fr/ b"] {
            assert_eq!(parts(wrong), None, "{wrong}");
        }
    }
}
