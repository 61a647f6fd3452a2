//! Links that rot: what an answer says of an address, when it is asked again, and which addresses may be asked at all.

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

const HOUR: i64 = 3_600_000_000;
const DAY: i64 = 24 * HOUR;
/// Between two looks at an address that answers, in days.
const EVERY: i64 = 14;
/// How often an address must have failed in a row before it is said to be broken.
const FAILURES: i64 = 3;
/// For how long it must have failed: sites are closed over a week-end.
const LASTING: i64 = 7 * DAY;

/// What was found at an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// A page.
    Fine,
    /// It sends elsewhere, for good.
    Moved,
    /// Nothing is there any more: 404, 410.
    Gone,
    /// The site does not answer, or answers with a failure of its own.
    Failing,
    /// The site does not let programs look: 401, 403, 429… A person may see the page.
    Closed,
    /// It may not be asked: not on the public network.
    Refused,
}

impl Outcome {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Fine, Self::Moved, Self::Gone, Self::Failing, Self::Closed, Self::Refused];

    /// The stable word by which it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fine => "fine",
            Self::Moved => "moved",
            Self::Gone => "gone",
            Self::Failing => "failing",
            Self::Closed => "closed",
            Self::Refused => "refused",
        }
    }

    /// The one of this word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// What the status of the last answer says; `moved` when one was sent there for good.
    pub const fn of_status(status: u16, moved: bool) -> Self {
        match status {
            200..=299 if moved => Self::Moved,
            200..=299 => Self::Fine,
            404 | 410 => Self::Gone,
            401 | 402 | 403 | 405 | 406 | 429 | 451 => Self::Closed,
            _ => Self::Failing,
        }
    }

    /// Whether nobody can read the page.
    pub const fn is_failure(self) -> bool {
        matches!(self, Self::Gone | Self::Failing | Self::Refused)
    }
}

/// What is kept of an address between two looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Record {
    /// How often in a row it failed.
    pub failures: i64,
    /// Since when it fails, microseconds UTC.
    pub failing_since: Option<i64>,
    /// When it is asked again, microseconds UTC.
    pub next_at: i64,
}

impl Record {
    /// After another look at `now`, microseconds UTC. `spread` (0 to 1) keeps a thousand links from being asked in one hour.
    #[must_use]
    pub fn after(self, outcome: Outcome, now: i64, spread: f64) -> Self {
        let spread = (spread.clamp(0.0, 1.0) * DAY as f64) as i64;
        if !outcome.is_failure() {
            return Self { failures: 0, failing_since: None, next_at: now + EVERY * DAY + spread };
        }
        let failures = self.failures + 1;
        // 1, 3 and 7 days, then as often as any other: what is broken is looked at more often until it is known to be
        let days = match failures {
            1 => 1,
            2 => 3,
            3 => 7,
            _ => EVERY,
        };
        Self { failures, failing_since: self.failing_since.or(Some(now)), next_at: now + days * DAY + spread / 4 }
    }

    /// Whether people are told, at `now`, that the link does not answer.
    pub fn is_broken(self, now: i64) -> bool {
        self.failures >= FAILURES && self.failing_since.is_some_and(|since| now - since >= LASTING)
    }
}

/// Whether an address of the network is one that anybody can reach, and not ours, a neighbour's or the machine's itself: what a page
/// says must not make a server look behind its own walls (RFC 6890, RFC 4193, RFC 4291, RFC 6598).
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => is_public_v6(v6),
    }
}

fn is_public_v4(v4: Ipv4Addr) -> bool {
    let [a, b, c, _] = v4.octets();
    let is_private = matches!((a, b), (0 | 10 | 127 | 224..=255, _) | (100, 64..=127) | (169, 254) | (172, 16..=31) | (192, 168));
    // protocol assignments, documentation, relays, benchmarks
    let is_reserved = matches!((a, b, c), (192, 0, 0 | 2) | (192, 88, 99) | (198, 18..=19, _) | (198, 51, 100) | (203, 0, 113));
    !is_private && !is_reserved
}

fn is_public_v6(v6: Ipv6Addr) -> bool {
    let segments = v6.segments();
    if let Some(v4) = v6.to_ipv4_mapped() {
        return is_public_v4(v4);
    }
    match segments {
        // an IPv4 address behind a translator (RFC 6052) or a relay (RFC 3056)
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => is_public_v4(Ipv4Addr::from((u32::from(high) << 16) | u32::from(low))),
        [0x2002, ..] | [0x2001, 0..=0x1ff | 0xdb8, ..] | [0x3fff, 0..=0xfff, ..] => false,
        // what is given out to the public is in 2000::/3
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_public_network_is_asked() {
        for inside in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "255.255.255.255",
            "224.0.0.1",
            "192.0.2.1",
            "198.51.100.7",
            "203.0.113.9",
            "198.18.0.1",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "::ffff:10.0.0.1",
            "::ffff:127.0.0.1",
            "64:ff9b::a00:1",
            "2002:a00:1::",
            "2001:db8::1",
            "2001::1",
            "::7f00:1",
        ] {
            assert!(!is_public(inside.parse().expect("an address")), "{inside}");
        }
        for outside in
            ["8.8.8.8", "172.15.0.1", "172.32.0.1", "100.63.0.1", "192.0.1.1", "2a01:e0a::1", "2001:4860:4860::8888", "::ffff:8.8.8.8", "64:ff9b::808:808"]
        {
            assert!(is_public(outside.parse().expect("an address")), "{outside}");
        }
    }

    #[test]
    fn a_link_is_broken_when_it_failed_three_times_and_for_a_week() {
        let mut record = Record::default();
        let mut now = 0;
        for days in [1, 3, 7] {
            record = record.after(Outcome::Failing, now, 0.0);
            assert!(!record.is_broken(now), "after {} failures", record.failures);
            assert_eq!(record.next_at, now + days * DAY);
            now = record.next_at;
        }
        assert!(record.is_broken(now));
        assert_eq!(record.failing_since, Some(0));
        let mended = record.after(Outcome::Moved, now, 1.0);
        assert_eq!(mended, Record { failures: 0, failing_since: None, next_at: now + 15 * DAY });
        assert!(!mended.is_broken(now + 400 * DAY));
    }

    #[test]
    fn a_site_that_lets_no_program_look_is_not_broken() {
        assert_eq!(Outcome::of_status(403, false), Outcome::Closed);
        assert!(!Outcome::Closed.is_failure());
        assert_eq!(Outcome::of_status(200, true), Outcome::Moved);
        assert_eq!(Outcome::of_status(204, false), Outcome::Fine);
        assert_eq!(Outcome::of_status(410, true), Outcome::Gone);
        assert_eq!(Outcome::of_status(503, false), Outcome::Failing);
        for outcome in Outcome::ALL {
            assert_eq!(Outcome::parse(outcome.code()), Some(outcome));
        }
    }
}
