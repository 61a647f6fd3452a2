//! Certificates: issued within the transaction that publishes results, signed twice, revoked, and what anybody may read of one.

use std::sync::Arc;

use domain::training::attestation_number;
use formats::credential::{Badge, ENTRIES, Issuer, Manner, Place, SigningKey, badge, jwt, sign};
use serde::{Deserialize, Serialize};
use store::Tx;
use store::certificates::{self, Certificate};
use uuid::Uuid;

use super::keys;
use crate::app::App;
use crate::render::{Lang, Texts};
use crate::secret::digest;
use crate::service::{Failure, Result};

/// How often a place is looked for in a list before the next list is begun: a list is left when some three fifths of it are taken.
const LOOKS: u32 = 8;
/// Levels that can be certified, from the lowest.
pub const LEVELS: [&str; 3] = ["socle", "avance", "expert"];

/// What a certificate is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Award {
    /// The sitting that earned it.
    pub sitting_id: Uuid,
    /// Whose account shows it.
    pub person_id: Option<Uuid>,
    /// Birth name.
    pub family_name: String,
    /// First given name.
    pub given_name: String,
    /// Day of birth, `YYYY-MM-DD`.
    pub birth_date: String,
    /// 1 Socle, 2 Avancé, 3 Expert.
    pub level: u8,
    /// Probability of reaching that level at least, 0 to 1, as it is explained to the candidate.
    pub probability: f64,
    /// Domains with enough questions.
    pub domains: Vec<Band>,
    /// Digest of the edition, in hexadecimal.
    pub edition: String,
    /// Which rules decided.
    pub rules: String,
    /// Day of the exam, `YYYY-MM-DD`.
    pub exam_on: String,
    /// Name of the centre.
    pub centre: String,
    /// When it ends, microseconds UTC; none for ever.
    pub valid_until: Option<i64>,
}

/// The levels of a domain that hold four fifths of what is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// 0 Découverte to 3 Expert.
    pub lowest: u8,
    /// The same or higher.
    pub highest: u8,
}

/// What a certificate says besides its columns.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Body {
    /// See [`Award`].
    pub probability: f64,
    /// See [`Award`].
    pub domains: Vec<Band>,
    /// See [`Award`].
    pub edition: String,
    /// See [`Award`].
    pub rules: String,
    /// See [`Award`].
    pub exam_on: String,
    /// See [`Award`].
    pub centre: String,
}

/// Why a certificate was revoked. The word is stored; the sentence is `certificate-revoked-CODE`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Another one stands for it.
    Replaced,
    /// A faulty question was taken out of the count.
    Neutralised,
    /// A fraud was established.
    Fraud,
    /// It was issued by mistake.
    Mistake,
    /// An appeal led to another decision.
    Appeal,
}

impl Why {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Replaced, Self::Neutralised, Self::Fraud, Self::Mistake, Self::Appeal];

    /// Its word.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Replaced => "replaced",
            Self::Neutralised => "neutralised",
            Self::Fraud => "fraud",
            Self::Mistake => "mistake",
            Self::Appeal => "appeal",
        }
    }

    /// Back from its word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.code() == code)
    }
}

/// What was issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issued {
    /// Its identifier.
    pub id: Uuid,
    /// Its number.
    pub number: String,
    /// Whether it was issued just now.
    pub is_new: bool,
}

/// Whatever signing needs, gathered before the transaction: key, moment, chance and words.
#[derive(Debug, Clone)]
pub struct Signer(Arc<Desk>);

#[derive(Debug)]
struct Desk {
    key_id: Uuid,
    key: SigningKey,
    name: String,
    words: Words,
    manner: Manner,
    chance: [u8; 32],
    now: i64,
}

/// What stands on every certificate, in French: it is an official text, whatever language its holder reads.
#[derive(Debug)]
pub(super) struct Words {
    issuer: Issuer,
    titles: [String; 3],
    descriptions: [String; 3],
    levels: [String; 3],
    level_word: String,
    criteria: String,
    framework: Option<(String, String)>,
}

impl Words {
    pub(super) fn of(app: &App) -> Self {
        let texts: &Texts = app.renderer.texts();
        let say = |key: String| texts.text(Lang::Fr, &key, &[]);
        let edition = app.editions.current().edition;
        let framework = &edition.framework;
        Self {
            issuer: Issuer::of(&app.config.base_url, &app.config.publisher),
            titles: LEVELS.map(|level| say(format!("certificate-title-{level}"))),
            descriptions: LEVELS.map(|level| say(format!("certificate-means-{level}"))),
            levels: LEVELS.map(|level| say(format!("certificate-level-{level}"))),
            level_word: say("certificate-level".into()),
            criteria: say("certificate-criteria".into()),
            framework: (!framework.url.is_empty()).then(|| (framework.text.clone(), framework.url.clone())),
        }
    }

    pub(super) const fn issuer(&self) -> &Issuer {
        &self.issuer
    }

    /// A certificate, or where none is meant a level by itself, as credentials say it.
    pub(super) fn badge(&self, level: usize, certificate: Option<(&Certificate, &Body)>) -> Badge<'_> {
        let url = &self.issuer.url;
        let of = |text: fn(&Certificate) -> String| certificate.map(|(c, _)| text(c)).unwrap_or_default();
        let number = of(|c| c.number.clone());
        Badge {
            issuer: &self.issuer,
            id: format!("{url}/certificats/{number}.json"),
            achievement: format!("{url}/certificats/niveaux/{}", LEVELS[level]),
            image: format!("{url}/certificats/niveaux/{}.svg", LEVELS[level]),
            title: self.titles[level].clone(),
            description: self.descriptions[level].clone(),
            criteria: self.criteria.clone(),
            criteria_url: format!("{url}/certification"),
            language: "fr",
            holder: of(|c| format!("{} {}", c.given_name, c.family_name).trim().to_owned()),
            levels: self.levels.to_vec(),
            level: self.levels[level].clone(),
            level_word: self.level_word.clone(),
            framework: self.framework.clone(),
            number,
            exam_on: certificate.map(|(_, body)| body.exam_on.clone()).unwrap_or_default(),
            issued_at: certificate.map_or(0, |(c, _)| c.issued_at),
            valid_until: certificate.and_then(|(c, _)| c.valid_until),
            place: certificate.map_or(Place { list: String::new(), index: 0 }, |(c, _)| self.place(c.status_index)),
        }
    }

    fn place(&self, index: i64) -> Place {
        let (list, index) = (index / i64::from(ENTRIES) + 1, index % i64::from(ENTRIES));
        Place { list: self.list(list), index: u32::try_from(index).unwrap_or_default() }
    }

    /// Address of a list of what was revoked, counted from 1.
    pub(super) fn list(&self, number: i64) -> String {
        format!("{}/certificats/liste/{number}", self.issuer.url)
    }
}

/// Which of [`LEVELS`] a certificate is of, from 0.
pub fn level_of(certificate: &Certificate) -> usize {
    usize::try_from(certificate.level - 1).unwrap_or_default().min(LEVELS.len() - 1)
}

/// What a certificate says besides its columns.
///
/// # Errors
/// It cannot be read.
pub fn body_of(certificate: &Certificate) -> Result<Body> {
    serde_json::from_str(&certificate.body).map_err(Failure::from)
}

/// Gathers what signing needs. The first time it makes the key.
///
/// # Errors
/// The key does not open; or the store's.
pub async fn signer(app: &App) -> Result<Signer> {
    let (key_id, key) = keys::current(app).await?;
    let (words, name, now) = (Words::of(app), keys::name(key_id), app.clock.now());
    let manner = Manner::new(&badge(&words.badge(0, None)), &words.issuer.method(&name), now).map_err(|e| Failure::Broken(e.to_string()))?;
    Ok(Signer(Arc::new(Desk { key_id, key, name, words, manner, chance: app.entropy.bytes(), now })))
}

impl Signer {
    /// Signs any document of ours, with a proof inside.
    pub(super) fn sign(&self, document: &serde_json::Value) -> Result<serde_json::Value> {
        let desk = &self.0;
        sign(document, &desk.key, &desk.words.issuer.method(&desk.name), desk.now).map_err(|e| Failure::Broken(e.to_string()))
    }

    pub(super) fn words(&self) -> &Words {
        &self.0.words
    }

    pub(super) fn now(&self) -> i64 {
        self.0.now
    }

    /// Chance of its own for each sitting and try: drawn once, so that a transaction that is repeated draws the same.
    fn drawn(&self, sitting: Uuid, attempt: u32, what: &str) -> [u8; 16] {
        let parts = [&self.0.chance[..], sitting.as_bytes(), &attempt.to_le_bytes(), what.as_bytes()].concat();
        let mut drawn = [0; 16];
        drawn.copy_from_slice(&digest(&parts)[..16]);
        drawn
    }
}

/// Issues the certificate of a sitting. A sitting that has one that holds keeps it.
///
/// # Errors
/// The store's; or the award makes no sense.
pub async fn issue(tx: &mut Tx<'_>, signer: &Signer, award: &Award) -> Result<Issued> {
    if !(1..=LEVELS.len()).contains(&usize::from(award.level)) {
        return Err(Failure::Broken(format!("there is no certificate of level {}", award.level)));
    }
    let mut attempt = 0;
    loop {
        if let Some(there) = certificates::of_sitting(tx, award.sitting_id).await? {
            return Ok(Issued { id: there.id, number: there.number, is_new: false });
        }
        let row = signed(signer, award, free_place(tx, signer, award.sitting_id, attempt).await?, attempt)?;
        // refused only when somebody else was first with this sitting, this number or this place
        if certificates::insert(tx, &row).await? {
            return Ok(Issued { id: row.id, number: row.number, is_new: true });
        }
        attempt += 1;
    }
}

/// A place in the list that nobody has, by chance: neighbours in the list have nothing to do with each other.
async fn free_place(tx: &mut Tx<'_>, signer: &Signer, sitting: Uuid, attempt: u32) -> Result<i64> {
    let entries = i64::from(ENTRIES);
    let mut list = certificates::last_place(tx).await?.map_or(0, |last| last / entries);
    loop {
        for look in 0..LOOKS {
            let drawn = u128::from_le_bytes(signer.drawn(sitting, attempt * LOOKS + look, "place"));
            let place = list * entries + i64::try_from(drawn % u128::from(ENTRIES)).unwrap_or_default();
            if !certificates::is_place_taken(tx, place).await? {
                return Ok(place);
            }
        }
        list += 1;
    }
}

fn signed(signer: &Signer, award: &Award, place: i64, attempt: u32) -> Result<Certificate> {
    let desk = &signer.0;
    let body = Body {
        probability: award.probability,
        domains: award.domains.clone(),
        edition: award.edition.clone(),
        rules: award.rules.clone(),
        exam_on: award.exam_on.clone(),
        centre: award.centre.clone(),
    };
    let mut random = [0; 10];
    random.copy_from_slice(&signer.drawn(award.sitting_id, attempt, "id")[..10]);
    let number = attestation_number(signer.drawn(award.sitting_id, attempt, "number"));
    let mut row = Certificate {
        id: uuid::Builder::from_unix_timestamp_millis(u64::try_from(desk.now / 1000).unwrap_or_default(), &random).into_uuid(),
        search: domain::text::fold(&format!("{} {} {number}", award.family_name, award.given_name)),
        number,
        sitting_id: Some(award.sitting_id),
        person_id: award.person_id,
        family_name: award.family_name.clone(),
        given_name: award.given_name.clone(),
        birth_date: award.birth_date.clone(),
        level: award.level.into(),
        body: serde_json::to_string(&body)?,
        issued_at: desk.now,
        valid_until: award.valid_until,
        status_index: place,
        key_id: desk.key_id,
        credential: String::new(),
        jwt: String::new(),
        revoked_at: None,
        revoked_reason: None,
    };
    let credential = badge(&desk.words.badge(level_of(&row), Some((&row, &body))));
    row.jwt = jwt(&credential, &desk.key, &desk.words.issuer.web_method(&desk.name), desk.now, award.valid_until);
    row.credential = desk.manner.sign(&credential, &desk.key).map_err(|e| Failure::Broken(e.to_string()))?.to_string();
    Ok(row)
}

/// Revokes a certificate. `false` where it was revoked before.
///
/// # Errors
/// The store's.
pub async fn revoke_in(tx: &mut Tx<'_>, now: i64, number: &str, why: Why) -> Result<bool> {
    Ok(certificates::revoke(tx, number, now, why.code()).await?)
}

/// The certificate of a sitting that holds.
///
/// # Errors
/// The store's.
pub async fn of_sitting(tx: &mut Tx<'_>, sitting: Uuid) -> Result<Option<Certificate>> {
    Ok(certificates::of_sitting(tx, sitting).await?)
}
