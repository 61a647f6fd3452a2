//! A certificate as an Open Badges 3.0 credential.

use serde_json::{Value, json};

use super::canonical::{CREDENTIALS, OPEN_BADGES};
use super::issuer::Issuer;
use super::status::Place;
use super::time::moment;

/// What a certificate says to programs: no more than the page that anybody who holds its number sees.
#[derive(Debug, Clone)]
pub struct Badge<'a> {
    /// Who signs.
    pub issuer: &'a Issuer,
    /// Address of the credential.
    pub id: String,
    /// Address of the achievement: one for each level.
    pub achievement: String,
    /// Picture of the achievement.
    pub image: String,
    /// Title of the certificate, its level included.
    pub title: String,
    /// What holding it means.
    pub description: String,
    /// How it is earned.
    pub criteria: String,
    /// Where the rules are published.
    pub criteria_url: String,
    /// Language of these texts: `fr`.
    pub language: &'a str,
    /// Given and family name of its holder.
    pub holder: String,
    /// Levels that can be reached, from the lowest.
    pub levels: Vec<String>,
    /// The level that was.
    pub level: String,
    /// What the level is called when it is spoken of: "Niveau".
    pub level_word: String,
    /// The official text behind it: its name and address.
    pub framework: Option<(String, String)>,
    /// Number of the certificate.
    pub number: String,
    /// Day of the exam, ISO.
    pub exam_on: String,
    /// When it was given, microseconds UTC.
    pub issued_at: i64,
    /// When it ends, microseconds UTC.
    pub valid_until: Option<i64>,
    /// Its place in the list of what was revoked.
    pub place: Place,
}

/// The credential, not signed yet.
pub fn badge(badge: &Badge<'_>) -> Value {
    let mut credential = json!({
        "@context": [CREDENTIALS, OPEN_BADGES],
        "id": badge.id,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": badge.title,
        "issuer": badge.issuer.profile(),
        "validFrom": moment(badge.issued_at),
        "awardedDate": moment(badge.issued_at),
        "credentialSubject": subject(badge),
        "credentialStatus": badge.place.entry(),
    });
    if let Some(until) = badge.valid_until {
        credential["validUntil"] = moment(until).into();
    }
    credential
}

fn subject(badge: &Badge<'_>) -> Value {
    let description = format!("{}#niveau", badge.achievement);
    json!({
        "type": ["AchievementSubject"],
        "identifier": [{ "type": "IdentityObject", "hashed": false, "identityHash": badge.holder, "identityType": "name" }],
        "licenseNumber": badge.number,
        "activityEndDate": badge.exam_on,
        "achievement": achievement(badge, &description),
        "result": [{ "type": ["Result"], "resultDescription": description, "value": badge.level }],
    })
}

fn achievement(badge: &Badge<'_>, description: &str) -> Value {
    let mut achievement = json!({
        "id": badge.achievement,
        "type": ["Achievement"],
        "achievementType": "Certification",
        "name": badge.title,
        "description": badge.description,
        "inLanguage": badge.language,
        "image": { "id": badge.image, "type": "Image" },
        "criteria": { "id": badge.criteria_url, "narrative": badge.criteria },
        "resultDescription": [{
            "id": description,
            "type": ["ResultDescription"],
            "name": badge.level_word,
            "resultType": "PerformanceLevel",
            "allowedValue": badge.levels,
        }],
    });
    if let Some((name, url)) = &badge.framework {
        achievement["alignment"] = json!([{ "type": ["Alignment"], "targetName": name, "targetUrl": url }]);
    }
    achievement
}
