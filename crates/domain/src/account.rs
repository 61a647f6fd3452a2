//! Accounts: passwords that are worth one, links that end.

use crate::blueprint::SECOND;
use crate::refusal::Refusal;
use crate::text::fold;

/// Shortest password, in characters (CNIL recommendation 2022-100 of 21 July 2022: 80 bits of entropy, or fewer with
/// throttled attempts; length is what carries it).
pub const SHORTEST_PASSWORD: usize = 12;
/// Longest, so that hashing cannot be made a weapon.
pub const LONGEST_PASSWORD: usize = 256;
/// A sign-in link lives half an hour.
pub const LINK_LIFE: i64 = 30 * 60 * SECOND;
/// A device stays signed in for 90 days after it was last used.
pub const LOGIN_LIFE: i64 = 90 * 24 * 3600 * SECOND;
/// People without an address are forgotten a year after their last visit.
pub const ANONYMOUS_LIFE: i64 = 365 * 24 * 3600 * SECOND;

/// Whether a password may be used for this address.
///
/// # Errors
/// [`Refusal::PasswordWeak`] when it is too short, too long, one character repeated, or made of the address.
pub fn judge_password(password: &str, email: &str) -> Result<(), Refusal> {
    let length = password.chars().count();
    let folded = fold(password);
    let mut distinct: Vec<char> = folded.chars().collect();
    distinct.sort_unstable();
    distinct.dedup();
    let local = email.split('@').next().unwrap_or_default();
    let is_address = !local.is_empty() && (folded == fold(email) || (local.len() >= 4 && folded.replace(&fold(local), "").len() < 6));
    let common = ["motdepasse", "password", "azerty", "qwerty", "123456", "bonjour"].iter().any(|w| folded.replace(w, "").chars().count() < 5);
    if (SHORTEST_PASSWORD..=LONGEST_PASSWORD).contains(&length) && distinct.len() >= 5 && !is_address && !common { Ok(()) } else { Err(Refusal::PasswordWeak) }
}

/// A mail that was sent is kept this long, to answer whoever asks where it went.
pub const MAIL_LIFE: i64 = 30 * 24 * 3600 * SECOND;
/// A request can be retried under its idempotency key for a week.
pub const KEY_LIFE: i64 = 7 * 24 * 3600 * SECOND;
/// A line of the audit log is kept a year (CNIL recommendation 2021-122 of 14 October 2021 on logging: six months to a year).
pub const AUDIT_LIFE: i64 = 365 * 24 * 3600 * SECOND;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weak_passwords_are_refused() {
        let email = "camille.roux@tilleuls.example";
        for weak in ["court", "aaaaaaaaaaaaaaaa", "motdepasse123", "camille.roux12", "camille.roux@tilleuls.example", "azertyazerty12"] {
            assert_eq!(judge_password(weak, email), Err(Refusal::PasswordWeak), "{weak}");
        }
        assert_eq!(judge_password("trois lits, deux oreillers", email), Ok(()));
        assert_eq!(judge_password(&"abcdef ".repeat(100), email), Err(Refusal::PasswordWeak));
    }
}
