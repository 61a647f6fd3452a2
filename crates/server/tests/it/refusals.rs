//! Every "no" has its words.

use std::collections::BTreeSet;

use domain::refusal::Refusal;
use server::render::{Lang, Texts};

#[test]
fn every_refusal_has_a_sentence_in_both_languages() {
    let texts = Texts::new().expect("texts");
    let mut codes = BTreeSet::new();
    for refusal in Refusal::ALL {
        assert!(codes.insert(refusal.code()), "{} stands for two", refusal.code());
        let said: Vec<String> = Lang::ALL
            .iter()
            .map(|lang| texts.find(*lang, &format!("refusal-{}", refusal.code()), &[]).unwrap_or_else(|| panic!("{} in {}", refusal.code(), lang.code())))
            .collect();
        assert_ne!(said[0], said[1], "{}", refusal.code());
        for sentence in said {
            // what happened, and what to do
            assert!(sentence.len() > 30 && sentence.ends_with(['.', '!', '?']), "{}: {sentence}", refusal.code());
        }
    }
}

#[test]
fn codes_are_what_the_api_promises() {
    // a code that a client was written for never changes; new ones are added here
    let promised = [
        "session-not-found",
        "not-yours",
        "session-closed",
        "out-of-order",
        "already-answered",
        "response-missing",
        "response-incomplete",
        "response-shape",
        "response-same-turn",
        "response-not-a-number",
        "response-unknown-option",
        "too-large",
        "malformed",
        "idempotency-reused",
        "email-invalid",
        "email-taken",
        "password-weak",
        "credentials-wrong",
        "link-expired",
        "too-many-attempts",
        "not-found",
        "method-not-allowed",
        "forbidden-origin",
        "unauthorised",
        "kind-unknown",
        "erase-word",
        "unavailable",
        "internal",
        "too-many-requests",
        "busy",
        "cannot-write",
        "text-changed",
        "name-taken",
        "text-has-defects",
        "wrong-stage",
        "own-text",
        "reason-missing",
        "wrong-standing",
        "last-administrator",
        "calibration-running",
        "too-few-answers",
        "training-title",
        "training-hours",
        "training-split",
        "training-date",
        "attendance-code",
        "attendance-stranger",
        "attendance-early",
        "lesson-closed",
        "lesson-attended",
        "training-settled",
        "hours-missing",
    ];
    let codes: Vec<&str> = Refusal::ALL.iter().map(|r| r.code()).collect();
    for code in promised {
        assert!(codes.contains(&code), "{code} is gone");
    }
}
