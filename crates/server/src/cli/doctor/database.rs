//! The database: whether it answers, is whole, keeps its promises, and has the same time as this machine.

use domain::blueprint::SECOND;
use store::maintenance::{self, Integrity, Server};
use store::{StoreError, mails};

use super::Finding;
use crate::cli::Voice;
use crate::cli::options::Options;
use crate::clock::Clock;
use crate::render::Texts;

/// Mails that wait without anything being wrong.
const FEW: i64 = 100;
/// Two clocks that differ by more make times that nobody understands.
const APART: i64 = 5 * SECOND;
/// The oldest PostgreSQL that this program was made for, and the oldest that its makers still mend (November 2026).
const OLDEST: i64 = 120_000;
const MENDED: i64 = 140_000;
/// Connections that a server holds at most: `Options::connections` and two for groups.
const HELD: i64 = 18;

/// What was found, and the rows of each table.
#[derive(Debug, Default)]
pub(super) struct Looked {
    pub(super) findings: Vec<Finding>,
    pub(super) rows: Vec<(&'static str, i64)>,
}

pub(super) async fn look(options: &Options, voice: &Voice) -> Looked {
    let store = match options.reader().await {
        Ok(store) => store,
        Err(error) => return Looked { findings: vec![Finding::wrong("database").with("error", error)], rows: Vec::new() },
    };
    let looked = store
        .read(|tx| {
            Box::pin(async move {
                Ok::<_, StoreError>((
                    maintenance::server(tx).await?,
                    maintenance::counts(tx).await?,
                    maintenance::size(tx).await?,
                    maintenance::integrity(tx).await?,
                    mails::pending(tx).await?,
                ))
            })
        })
        .await;
    match looked {
        Err(error) => Looked { findings: vec![Finding::wrong("database").with("error", error.to_string())], rows: Vec::new() },
        Ok((server, rows, size, integrity, waiting)) => {
            let mut findings = vec![whole(&integrity).with("size", Texts::decimal(voice.lang, size as f64 / 1e6, 1))];
            findings.extend(server.iter().flat_map(|server| promises(server, Clock::System.now())));
            findings.push(if waiting < FEW { Finding::well("mails") } else { Finding::warning("mails") }.with("waiting", waiting));
            Looked { findings, rows }
        }
    }
}

fn whole(integrity: &Integrity) -> Finding {
    match integrity {
        Integrity::Sound => Finding::well("integrity"),
        Integrity::NotChecked(_) => Finding::well("integrity-elsewhere"),
        Integrity::Damaged(problems) => Finding::wrong("damaged").with("problems", problems.join("; ")),
    }
}

/// What is promised to whoever answers hangs on these settings of PostgreSQL.
fn promises(server: &Server, now: i64) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !server.fsync {
        findings.push(Finding::wrong("fsync"));
    }
    if !server.full_page_writes {
        findings.push(Finding::wrong("full-page-writes"));
    }
    if matches!(server.synchronous_commit.as_str(), "off" | "local") {
        findings.push(Finding::warning("synchronous-commit").with("value", server.synchronous_commit.clone()));
    }
    if server.encoding != "UTF8" {
        findings.push(Finding::wrong("encoding").with("encoding", server.encoding.clone()));
    }
    let version = format!("{}.{}", server.version / 10_000, server.version % 10_000);
    if server.version < OLDEST {
        findings.push(Finding::wrong("version").with("version", version.clone()));
    } else if server.version < MENDED {
        findings.push(Finding::warning("version").with("version", version.clone()));
    }
    if server.max_connections < HELD + 3 {
        findings.push(Finding::warning("connections").with("most", server.max_connections).with("held", HELD));
    }
    let apart = now - server.now;
    if apart.abs() > APART {
        findings.push(Finding::warning("clock").with("seconds", apart / SECOND));
    }
    if findings.is_empty() {
        findings.push(Finding::well("server").with("version", version));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::doctor::Level;

    fn sound() -> Server {
        Server {
            version: 150_008,
            now: 1_000 * SECOND,
            encoding: "UTF8".into(),
            fsync: true,
            full_page_writes: true,
            synchronous_commit: "on".into(),
            max_connections: 100,
        }
    }

    fn found(change: impl FnOnce(&mut Server)) -> Vec<(&'static str, Level)> {
        let mut server = sound();
        change(&mut server);
        promises(&server, 1_001 * SECOND).into_iter().map(|finding| (finding.code, finding.level)).collect()
    }

    #[test]
    fn a_server_that_promises_less_than_we_do_is_named() {
        assert_eq!(found(|_| ()), [("server", Level::Well)]);
        assert_eq!(found(|s| s.synchronous_commit = "remote_apply".into()), [("server", Level::Well)]);
        assert_eq!(found(|s| s.fsync = false), [("fsync", Level::Wrong)]);
        assert_eq!(found(|s| s.full_page_writes = false), [("full-page-writes", Level::Wrong)]);
        assert_eq!(found(|s| s.synchronous_commit = "off".into()), [("synchronous-commit", Level::Warning)]);
        assert_eq!(found(|s| s.encoding = "SQL_ASCII".into()), [("encoding", Level::Wrong)]);
        assert_eq!(found(|s| s.version = 110_022), [("version", Level::Wrong)]);
        assert_eq!(found(|s| s.version = 130_001), [("version", Level::Warning)]);
        assert_eq!(found(|s| s.max_connections = 20), [("connections", Level::Warning)]);
        assert_eq!(found(|s| s.now -= 10 * SECOND), [("clock", Level::Warning)]);
        assert_eq!(found(|s| s.now += 10 * SECOND), [("clock", Level::Warning)]);
    }
}
