//! What the tree of dependencies must never become, read from `cargo metadata` against `deny.toml`: licences, sources, bans. The
//! same rules as `cargo deny check bans licenses sources`, in every run of the tests, without a tool to install and without a network.
//! Advisories need both: `cargo deny check advisories` where there are.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::harness::root;

#[derive(Debug, Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Debug, Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
    license: Option<String>,
    source: Option<String>,
}

/// Who really uses whom, by identifier: features that are off and other machines left out.
#[derive(Debug, Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Debug, Deserialize)]
struct Node {
    id: String,
    dependencies: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Deny {
    bans: Bans,
    licenses: Licenses,
}

#[derive(Debug, Deserialize)]
struct Bans {
    deny: Vec<Ban>,
}

#[derive(Debug, Deserialize)]
struct Ban {
    #[serde(rename = "crate")]
    name: String,
    #[serde(default)]
    wrappers: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Licenses {
    allow: BTreeSet<String>,
}

/// Every package that a build for this machine takes in, its tests included.
static TREE: LazyLock<Metadata> = LazyLock::new(|| {
    let said = Command::new("rustc").arg("-vV").output().expect("rustc").stdout;
    let said = String::from_utf8(said).expect("text");
    let host = said.lines().find_map(|l| l.strip_prefix("host: ")).expect("a machine").to_owned();
    let arguments = ["metadata", "--format-version", "1", "--offline", "--locked", "--filter-platform", &host];
    let output = Command::new(env!("CARGO")).args(arguments).current_dir(root()).output().expect("cargo");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Metadata = serde_json::from_slice(&output.stdout).expect("metadata");
    assert!(metadata.packages.len() > 100, "{}", metadata.packages.len());
    metadata
});

fn deny() -> Deny {
    toml::from_str(&std::fs::read_to_string(root().join("deny.toml")).expect("a file")).expect("its shape")
}

/// Whether an SPDX expression can be met with these licences: `OR` is a choice, `AND` is not; a slash is an old `OR`.
fn is_met(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = &words[..];
    let met = any(&mut rest, allowed);
    assert!(rest.is_empty(), "{expression}: {rest:?} is left over");
    met
}

fn any(words: &mut &[&str], allowed: &BTreeSet<String>) -> bool {
    let mut met = all(words, allowed);
    while take(words, "OR") {
        met |= all(words, allowed);
    }
    met
}

fn all(words: &mut &[&str], allowed: &BTreeSet<String>) -> bool {
    let mut met = one(words, allowed);
    while take(words, "AND") {
        met &= one(words, allowed);
    }
    met
}

fn one(words: &mut &[&str], allowed: &BTreeSet<String>) -> bool {
    if take(words, "(") {
        let met = any(words, allowed);
        assert!(take(words, ")"), "a bracket is open: {words:?}");
        return met;
    }
    let (name, rest) = words.split_first().expect("a licence");
    *words = rest;
    if take(words, "WITH") {
        let (exception, rest) = words.split_first().expect("an exception");
        *words = rest;
        // who takes a licence with its exception may take it without one, too
        return allowed.contains(&format!("{name} WITH {exception}")) || allowed.contains(*name);
    }
    allowed.contains(*name)
}

fn take(words: &mut &[&str], word: &str) -> bool {
    let found = words.first() == Some(&word);
    if found {
        *words = &words[1..];
    }
    found
}

#[test]
fn an_expression_of_licences_is_read_as_it_is_meant() {
    let allowed: BTreeSet<String> = ["MIT", "ISC", "Apache-2.0 WITH LLVM-exception"].map(str::to_owned).into();
    for met in ["MIT", "GPL-3.0 OR MIT", "MIT/GPL-3.0", "(GPL-3.0 OR MIT) AND ISC", "Apache-2.0 WITH LLVM-exception OR GPL-3.0", "MIT WITH X"] {
        assert!(is_met(met, &allowed), "{met}");
    }
    for refused in ["GPL-3.0", "MIT AND GPL-3.0", "(MIT OR ISC) AND GPL-3.0", "Apache-2.0", "GPL-3.0 WITH LLVM-exception", "mit"] {
        assert!(!is_met(refused, &allowed), "{refused}");
    }
}

#[test]
fn every_dependency_has_a_licence_that_may_come_in() {
    let allowed = deny().licenses.allow;
    let found: Vec<String> = TREE
        .packages
        .iter()
        .filter(|p| !p.license.as_ref().is_some_and(|l| is_met(l, &allowed)))
        .map(|p| format!("{} {}: {}", p.name, p.version, p.license.as_deref().unwrap_or("no licence said")))
        .collect();
    assert!(found.is_empty(), "deny.toml does not allow:\n{}", found.join("\n"));
}

#[test]
fn every_dependency_comes_from_the_one_registry() {
    let found: Vec<String> = TREE
        .packages
        .iter()
        .filter_map(|p| Some((p, p.source.as_deref()?)))
        .filter(|(_, source)| *source != "registry+https://github.com/rust-lang/crates.io-index")
        .map(|(p, source)| format!("{}: {source}", p.name))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn what_is_banned_is_named_by_its_wrappers_only() {
    let bans = deny().bans.deny;
    assert!(bans.iter().any(|b| b.name == "rusqlite" && b.wrappers == ["store"]), "{bans:?}");
    let names: BTreeMap<&str, &str> = TREE.packages.iter().map(|p| (&*p.id, &*p.name)).collect();
    let mut found = Vec::new();
    for ban in &bans {
        for node in TREE.resolve.nodes.iter().filter(|n| n.dependencies.iter().any(|d| names[&**d] == ban.name)) {
            let user = names[&*node.id];
            if !ban.wrappers.iter().any(|w| w == user) {
                found.push(format!("{user} names {}", ban.name));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn of_what_keeps_secrets_there_is_one_version() {
    const KEEPERS: [&str; 11] =
        ["argon2", "blake2", "hmac", "password-hash", "ring", "rustls", "rustls-webpki", "sha2", "subtle", "tokio-rustls", "webpki-roots"];
    let mut versions = BTreeMap::<&str, BTreeSet<&str>>::new();
    for package in TREE.packages.iter().filter(|p| KEEPERS.contains(&p.name.as_str())) {
        versions.entry(&package.name).or_default().insert(&package.version);
    }
    assert!(versions.len() > 8, "{versions:?}");
    let found: Vec<_> = versions.iter().filter(|(_, versions)| versions.len() > 1).collect();
    assert!(found.is_empty(), "one of them would be forgotten when a hole is mended: {found:?}");
}
