//! Settings that contradict each other, or that nobody should serve people with.

use std::net::{IpAddr, SocketAddr};

use axum::http::Uri;
use lettre::message::Mailbox;

use super::Finding;
use crate::cli::serve::Serve;

/// How far an address reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// This machine.
    Machine,
    /// A network of one's own.
    Private,
    /// Everybody.
    Public,
}

pub(super) fn look(serve: &Serve) -> Vec<Finding> {
    let mut findings = Vec::new();
    let base = serve.base_url.clone().unwrap_or_else(|| format!("http://{}", serve.listen));
    let Some(host) = base.parse::<Uri>().ok().filter(|uri| uri.scheme().is_some()).and_then(|uri| uri.host().map(str::to_owned)) else {
        return vec![Finding::wrong("base-unreadable").with("url", base)];
    };
    let encrypted = base.starts_with("https://");
    if host.parse::<IpAddr>().is_ok_and(|ip| ip.is_unspecified()) || host == "[::]" {
        findings.push(Finding::wrong("base-nowhere").with("url", base.clone()));
    } else if !encrypted {
        match reach(&host) {
            Reach::Machine => {}
            Reach::Private => findings.push(Finding::warning("plain-private").with("url", base.clone())),
            Reach::Public => findings.push(Finding::wrong("plain-public").with("url", base.clone())),
        }
    }
    let for_people = encrypted || reach(&host) == Reach::Public;
    if for_people {
        findings.extend(for_people_only(serve, encrypted));
    }
    if serve.behind_proxy && address_reach(serve.listen) != Reach::Machine {
        findings.push(Finding::warning("proxy-forged").with("listen", serve.listen.to_string()));
    }
    if let Some(figures) = serve.metrics_listen.filter(|figures| address_reach(*figures) == Reach::Public) {
        findings.push(Finding::warning("figures-public").with("listen", figures.to_string()));
    }
    if let Err(error) = serve.mail_from.parse::<Mailbox>() {
        findings.push(Finding::wrong("mail-from").with("from", serve.mail_from.clone()).with("error", error.to_string()));
    }
    findings.extend(mail_in_clear(serve));
    if findings.is_empty() {
        findings.push(Finding::well("settings"));
    }
    findings
}

/// What a demonstration may do and an installation may not.
fn for_people_only(serve: &Serve, encrypted: bool) -> Vec<Finding> {
    let mut findings = Vec::new();
    if serve.demo {
        findings.push(Finding::wrong("demo"));
    }
    if encrypted && !serve.behind_proxy {
        findings.push(Finding::warning("proxy-unsaid"));
    }
    if serve.smtp_url.is_none() {
        findings.push(Finding::warning("mail-folder"));
    }
    if serve.contact.ends_with("socle.example") {
        findings.push(Finding::warning("legal"));
    }
    findings
}

/// Sign-in links that anyone on the way can read.
fn mail_in_clear(serve: &Serve) -> Option<Finding> {
    let url = serve.smtp_url.as_deref()?;
    let uri: Uri = without_credentials(url).parse().ok()?;
    let tls = uri.scheme_str() == Some("smtps") || uri.query().is_some_and(|query| query.contains("tls=required") || query.contains("tls=wrapper"));
    let host = uri.host()?;
    (!tls && reach(host) != Reach::Machine).then(|| Finding::warning("mail-clear").with("host", host.to_owned()))
}

/// An address without the name and the password in it.
pub(super) fn without_credentials(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let (authority, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    format!("{scheme}://{host}{path}")
}

fn reach(host: &str) -> Reach {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    if let Ok(ip) = bare.parse::<IpAddr>() {
        return ip_reach(ip);
    }
    let kept = [".local", ".lan", ".internal", ".intranet", ".home.arpa", ".test"];
    match bare.to_ascii_lowercase() {
        name if name == "localhost" || name.ends_with(".localhost") => Reach::Machine,
        name if !name.contains('.') || kept.iter().any(|end| name.ends_with(end)) => Reach::Private,
        _ => Reach::Public,
    }
}

fn address_reach(address: SocketAddr) -> Reach {
    ip_reach(address.ip())
}

fn ip_reach(ip: IpAddr) -> Reach {
    let private = match ip {
        IpAddr::V4(ip) => ip.is_private() || ip.is_link_local(),
        IpAddr::V6(ip) => ip.is_unique_local() || ip.is_unicast_link_local(),
    };
    match ip {
        ip if ip.is_loopback() => Reach::Machine,
        _ if private => Reach::Private,
        _ => Reach::Public,
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::cli::doctor::Level;

    #[derive(Debug, Parser)]
    struct Told {
        #[command(flatten)]
        serve: Serve,
    }

    /// The findings of a server that was told this, by code.
    fn found(arguments: &[&str]) -> Vec<(&'static str, Level)> {
        let told = Told::try_parse_from([&["socle"], arguments].concat()).expect("options");
        look(&told.serve).into_iter().map(|finding| (finding.code, finding.level)).collect()
    }

    const PUBLIC: [&str; 8] = [
        "--base-url",
        "https://socle.hospital.example",
        "--behind-proxy",
        "--smtp-url",
        "smtps://u:p@smtp.hospital.example",
        "--contact",
        "dpo@hospital.example",
        "--mail-from=Socle <socle@hospital.example>",
    ];

    fn public_with(more: &[&str]) -> Vec<(&'static str, Level)> {
        found(&[&PUBLIC, more].concat())
    }

    #[test]
    fn an_installation_as_the_guide_says_and_a_trial_on_a_laptop_are_well() {
        assert_eq!(public_with(&[]), [("settings", Level::Well)]);
        assert_eq!(found(&[]), [("settings", Level::Well)]);
        assert_eq!(found(&["--demo", "--base-url", "http://localhost:8080"]), [("settings", Level::Well)]);
    }

    #[test]
    fn passwords_in_clear_over_the_internet_are_wrong_and_inside_a_hospital_a_warning() {
        let plain = |url: &str| found(&["--base-url", url]).into_iter().find(|(code, _)| code.starts_with("plain") || code.starts_with("base"));
        assert_eq!(plain("http://socle.hospital.example"), Some(("plain-public", Level::Wrong)));
        assert_eq!(plain("http://203.0.113.7:8080"), Some(("plain-public", Level::Wrong)));
        assert_eq!(plain("http://10.1.2.3"), Some(("plain-private", Level::Warning)));
        assert_eq!(plain("http://socle.intranet"), Some(("plain-private", Level::Warning)));
        assert_eq!(plain("http://[::1]:8080"), None);
        assert_eq!(plain("socle.hospital.example"), Some(("base-unreadable", Level::Wrong)));
        assert_eq!(found(&["--listen", "0.0.0.0:8080"])[0], ("base-nowhere", Level::Wrong), "links in mails would lead nowhere");
    }

    #[test]
    fn what_is_for_trying_is_named_where_people_come() {
        assert_eq!(public_with(&["--demo"]), [("demo", Level::Wrong)]);
        let bare = found(&["--base-url", "https://socle.hospital.example"]);
        let warned = |code: &'static str| (code, Level::Warning);
        assert_eq!(bare, [warned("proxy-unsaid"), warned("mail-folder"), warned("legal")]);
    }

    #[test]
    fn an_open_door_beside_the_proxy_is_named() {
        assert_eq!(public_with(&["--listen", "0.0.0.0:8080"]), [("proxy-forged", Level::Warning)]);
        assert_eq!(public_with(&["--metrics-listen", "0.0.0.0:9464"]), [("figures-public", Level::Warning)]);
        assert_eq!(public_with(&["--metrics-listen", "10.0.0.4:9464"]), [("settings", Level::Well)]);
    }

    #[test]
    fn mail_that_leaves_in_clear_or_from_nobody_is_named() {
        let with = |url: &str| found(&["--smtp-url", url]);
        assert_eq!(with("smtp://u:p@smtp.hospital.example:587"), [("mail-clear", Level::Warning)]);
        assert_eq!(with("smtp://u:p@smtp.hospital.example:587?tls=required"), [("settings", Level::Well)]);
        assert_eq!(with("smtp://127.0.0.1:25"), [("settings", Level::Well)]);
        assert_eq!(found(&["--mail-from", "nobody"]), [("mail-from", Level::Wrong)]);
    }

    #[test]
    fn credentials_are_taken_out_of_an_address() {
        assert_eq!(without_credentials("smtps://a:b@c@smtp.example:465?x=1"), "smtps://smtp.example:465?x=1");
        assert_eq!(without_credentials("smtp://smtp.example"), "smtp://smtp.example");
    }
}
