use serde_json::{Value, json};

use super::*;

/// 2026-11-22T10:00:00Z
const NOW: i64 = 1_795_341_600_000_000;

fn key() -> SigningKey {
    SigningKey::of_seed(&[7; 32]).expect("a seed")
}

fn issuer() -> Issuer {
    Issuer::of("https://socle.example", "Socle")
}

fn credential() -> Value {
    let issuer = issuer();
    let title = "Certification de santé numérique, niveau Avancé".to_owned();
    badge(&Badge {
        issuer: &issuer,
        id: "https://socle.example/certificats/BCDF-GHJK-LMNP.json".into(),
        achievement: "https://socle.example/certificats/niveaux/2".into(),
        image: "https://socle.example/certificats/niveaux/2.svg".into(),
        title,
        description: "Ce que l’on sait, « vraiment ».\nEt une deuxième ligne \\ \"citée\".".into(),
        criteria: "Un examen surveillé de 32 questions.".into(),
        criteria_url: "https://socle.example/certification".into(),
        language: "fr",
        holder: "Anne-Marie D’Été".into(),
        levels: ["Socle", "Avancé", "Expert"].map(str::to_owned).to_vec(),
        level: "Avancé".into(),
        level_word: "Niveau".into(),
        framework: Some(("Arrêté du 10 novembre 2022".into(), "https://www.legifrance.gouv.fr/jorf/id/JORFTEXT000046575062".into())),
        number: "BCDF-GHJK-LMNP".into(),
        exam_on: "2026-11-20".into(),
        issued_at: NOW,
        valid_until: Some(NOW + 1),
        place: Place { list: "https://socle.example/certificats/liste/1".into(), index: 94_567 },
    })
}

#[test]
fn a_moment_is_written_in_seconds() {
    assert_eq!(moment(NOW), "2026-11-22T10:00:00Z");
    assert_eq!(moment(NOW + 86_399_999_999), "2026-11-23T09:59:59Z");
    assert_eq!(moment(-1), "1969-12-31T23:59:59Z");
}

#[test]
fn keys_and_signatures_are_those_of_the_standard() {
    // RFC 8032, 7.1, test 1
    let seed = [
        0x9d, 0x61, 0xb1, 0x9d, 0xef, 0xfd, 0x5a, 0x60, 0xba, 0x84, 0x4a, 0xf4, 0x92, 0xec, 0x2c, 0xc4, 0x44, 0x49, 0xc5, 0x69, 0x7b, 0x32, 0x69, 0x19, 0x70,
        0x3b, 0xac, 0x03, 0x1c, 0xae, 0x7f, 0x60,
    ];
    let key = SigningKey::of_seed(&seed).expect("a seed");
    assert_eq!(key.public()[..4], [0xd7, 0x5a, 0x98, 0x01]);
    assert_eq!(key.sign(b"")[..4], [0xe5, 0x56, 0x43, 0x00]);
    let shown = KeyShown { id: "cle-1".into(), public: *key.public() };
    let document = did_document(&issuer(), &[shown]);
    assert_eq!(document["verificationMethod"][0]["publicKeyMultibase"], "z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw");
    assert_eq!(document["assertionMethod"], json!(["did:web:socle.example#cle-1", "did:web:socle.example#cle-1-jwk"]));
    assert!(SigningKey::of_seed(&[1; 31]).is_none());
}

#[test]
fn the_canonical_text_does_not_depend_on_order_or_spaces_and_leaves_nothing_out() {
    let one = canonical(&credential()).expect("canonical");
    let text = serde_json::to_string_pretty(&credential()).expect("text");
    assert_eq!(canonical(&serde_json::from_str(&text).expect("the same")).expect("canonical"), one);
    for said in
        ["Anne-Marie D’Été", "BCDF-GHJK-LMNP", "Un examen surveillé", "deuxième ligne \\\\ \\\"citée\\\"", "94567", "PerformanceLevel", "2026-11-20", "Arrêté"]
    {
        assert!(one.contains(said), "{said} is not signed:\n{one}");
    }
    let mut other = credential();
    other["@context"] = json!(["https://elsewhere.example/context"]);
    assert!(matches!(canonical(&other), Err(Fault::Unreadable(why)) if why.contains("elsewhere.example")));
}

/// Every text of a document, each with the way to it.
fn texts(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::String(_) | Value::Bool(_) => found.push(path.to_owned()),
        Value::Array(all) => all.iter().enumerate().for_each(|(i, v)| texts(v, &format!("{path}/{i}"), found)),
        Value::Object(all) => all.iter().for_each(|(k, v)| texts(v, &format!("{path}/{}", k.replace('/', "~1")), found)),
        _ => {}
    }
}

#[test]
fn a_signed_credential_verifies_and_one_letter_changed_anywhere_does_not() {
    let signed = sign(&credential(), &key(), "did:web:socle.example#cle-1", NOW).expect("signed");
    assert_eq!(verify(&signed, key().public()), Ok(()));
    let mut places = Vec::new();
    texts(&signed, "", &mut places);
    assert!(places.len() > 40, "{places:?}");
    // words of one vocabulary that lead to no other meaning are held by their context, which no reader lets be changed
    for place in places.iter().filter(|p| !p.starts_with("/@context")) {
        let mut changed = signed.clone();
        let value = changed.pointer_mut(place).expect("a place");
        *value = match &*value {
            Value::Bool(b) => Value::Bool(!*b),
            other => Value::String(format!("{}x", other.as_str().expect("text"))),
        };
        assert!(verify(&changed, key().public()).is_err(), "{place} can be changed");
    }
    let stranger = SigningKey::of_seed(&[8; 32]).expect("a seed");
    assert_eq!(verify(&signed, stranger.public()), Err(Fault::NotSigned));
    assert_eq!(verify(&credential(), key().public()), Err(Fault::NoProof));
}

#[test]
fn a_token_says_the_same_and_holds_for_its_key_alone() {
    let token = jwt(&credential(), &key(), "did:web:socle.example#cle-1-jwk", NOW, Some(NOW));
    let claims = read_jwt(&token, key().public()).expect("claims");
    assert_eq!(claims["credentialSubject"], credential()["credentialSubject"]);
    assert_eq!((claims["iss"].as_str(), claims["exp"].as_i64()), (Some("did:web:socle.example"), Some(1_795_341_600)));
    assert!(read_jwt(&token, SigningKey::of_seed(&[8; 32]).expect("a seed").public()).is_none());
    let (head, rest) = token.split_at(token.len() / 2);
    let changed = format!("{head}{}{}", if rest.starts_with('A') { 'B' } else { 'A' }, &rest[1..]);
    assert!(read_jwt(&changed, key().public()).is_none());
}

#[test]
fn a_list_tells_the_revoked_from_the_others() {
    let list = status_list(&issuer(), "https://socle.example/certificats/liste/1", [0, 9, ENTRIES - 1, ENTRIES], NOW, 10);
    for (index, is) in [(0, true), (1, false), (8, false), (9, true), (10, false), (ENTRIES - 2, false), (ENTRIES - 1, true)] {
        assert_eq!(revoked_at(&list, index), Some(is), "{index}");
    }
    assert_eq!(revoked_at(&list, ENTRIES), None);
    assert_eq!(revoked_at(&json!({}), 0), None);
    let signed = sign(&list, &key(), "did:web:socle.example#cle-1", NOW).expect("signed");
    assert_eq!(verify(&signed, key().public()), Ok(()));
}

#[test]
fn a_hosted_badge_names_nobody_in_clear() {
    let issuer = issuer();
    let recipient = Recipient { kind: "email", identity: "anne@example.org".into(), salt: "BCDF".into() };
    let badge = Badge {
        issuer: &issuer,
        id: String::new(),
        achievement: String::new(),
        image: "https://socle.example/2.svg".into(),
        title: "Niveau Avancé".into(),
        description: "D".into(),
        criteria: "C".into(),
        criteria_url: "https://socle.example/certification".into(),
        language: "fr",
        holder: "Anne".into(),
        levels: Vec::new(),
        level: String::new(),
        level_word: String::new(),
        framework: None,
        number: String::new(),
        exam_on: String::new(),
        issued_at: NOW,
        valid_until: None,
        place: Place { list: String::new(), index: 0 },
    };
    let said = assertion(&badge, "https://socle.example/a", "https://socle.example/c", &recipient);
    // printf 'anne@example.orgBCDF' | sha256sum
    assert_eq!(said["recipient"]["identity"], "sha256$1e6858a78ccc053fc6c21a89399683c18a119d5f7f8e7f4e3ab1504c862bdba0");
    assert!(!said.to_string().contains("Anne") && !said.to_string().contains("anne@"));
    assert_eq!(badge_class(&badge, "https://socle.example/c", "https://socle.example/i")["issuer"], "https://socle.example/i");
}
