//! The form of a campaign: three fields for whoever takes an occasion as it is, the rest behind a fold.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::RunCampaigns;
use domain::campaign::{Audience, Phase, TEMPLATES, Template, faults};
use domain::profile::Level;
use domain::refusal::Refusal;
use domain::session::Scope;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Deserialize;
use store::cohorts::Cohort;
use store::units::Unit;
use uuid::Uuid;

use super::{Named, path_of};
use crate::service::Failure;
use crate::service::campaign::{self, Draft, Listed, Opened};
use crate::web::form::{Asked, Fields};
use crate::web::guard::{OrPage, PageError};
use crate::web::names;
use crate::web::steer::Office;
use crate::web::view::FieldError;
use crate::web::view::steer::campaigns::{DomainTicks, EditorPage, OccasionsPage, Tick};

/// What a new campaign is made from.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct From {
    occasion: String,
    copie: String,
}

/// What the form offers of the organisation.
struct Offered {
    units: Vec<Unit>,
    cohorts: Vec<Cohort>,
    campaigns: Vec<Listed>,
}

async fn offered(office: &Office) -> Result<Offered, PageError> {
    let (units, cohorts) = campaign::groups(&office.visit.app, &office.proof).await.or_page(&office.visit)?;
    let campaigns = campaign::list(&office.visit.app, &office.proof).await.or_page(&office.visit)?;
    Ok(Offered { units, cohorts, campaigns })
}

/// What the form holds, besides the draft: days as they are typed, and whether only a part is assessed.
struct Filled {
    draft: Draft,
    opens: String,
    closes: String,
    is_part: bool,
}

fn zone() -> TimeZone {
    TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC)
}

/// The last moment of a day in France, microseconds UTC: the first of the next one.
fn end_of(day: &str) -> Option<i64> {
    let next = day.parse::<Date>().ok()?.tomorrow().ok()?;
    Some(next.to_zoned(zone()).ok()?.timestamp().as_microsecond())
}

fn beginning_of(day: &str) -> Option<i64> {
    Some(day.parse::<Date>().ok()?.to_zoned(zone()).ok()?.timestamp().as_microsecond())
}

/// The day in France of a moment; for an end, the day before the midnight it ends at.
fn day_of(at: Option<i64>, is_end: bool) -> String {
    at.and_then(|at| Timestamp::from_microsecond(at - i64::from(is_end)).ok()).map(|at| at.to_zoned(zone()).date().to_string()).unwrap_or_default()
}

fn of_template(office: &Office, template: &Template) -> Filled {
    let visit = &office.visit;
    let framework = &visit.app.editions.current().edition.framework;
    let now = visit.app.clock.now();
    let say = |what: &str| visit.say(&format!("occasion-{}-{what}", template.code));
    let competences: Vec<String> = template.competences(framework).into_iter().map(str::to_owned).collect();
    let closes = template.days.map(|days| day_of(Some(now + i64::from(days) * 86_400_000_000), false)).unwrap_or_default();
    let draft = Draft {
        title: if template.code == "blank" { String::new() } else { say("title") },
        intro: say("intro"),
        template: template.code.to_owned(),
        is_anonymous: template.is_anonymous,
        audience: template.audience,
        units: Vec::new(),
        cohorts: Vec::new(),
        sittings: i64::from(template.sittings),
        reminds: template.reminds,
        target: template.target,
        opens_at: None,
        closes_at: end_of(&closes),
        previous: None,
        competences: competences.clone(),
    };
    Filled { draft, opens: String::new(), closes, is_part: !competences.is_empty() }
}

fn of_draft(draft: Draft) -> Filled {
    Filled { opens: day_of(draft.opens_at, false), closes: day_of(draft.closes_at, true), is_part: !draft.competences.is_empty(), draft }
}

/// `GET …/campagnes/nouvelle`: the occasions, then the form of one.
pub(super) async fn new(office: Office, Asked(from): Asked<From>) -> Result<Response, PageError> {
    office.may::<RunCampaigns>()?;
    let filled = if let Ok(id) = Uuid::try_parse(&from.copie) {
        let copied = campaign::load(&office.visit.app, &office.proof, id).await.or_page(&office.visit)?;
        let draft = campaign::draft_of(&copied);
        let previous = Some(copied.campaign.id);
        of_draft(Draft { opens_at: None, closes_at: None, previous, ..draft })
    } else if let Some(template) = Template::parse(&from.occasion) {
        of_template(&office, &template)
    } else {
        let occasions = TEMPLATES.iter().map(|template| template.code).collect();
        return office.visit.page(&OccasionsPage { frame: office.frame("campaigns"), path: office.path("/campagnes/nouvelle"), occasions });
    };
    let offered = offered(&office).await?;
    office.visit.page(&editor(&office, &filled, &offered, None, Vec::new()))
}

fn editor(office: &Office, filled: &Filled, offered: &Offered, changed: Option<(&Opened, i64)>, errors: Vec<FieldError>) -> EditorPage {
    let visit = &office.visit;
    let (draft, framework) = (&filled.draft, &visit.app.editions.current().edition.framework);
    let tick = |id: String, name: String, is_chosen: bool| Tick { id, name, is_chosen };
    let own = changed.map(|(opened, _)| opened.campaign.id);
    let now = visit.app.clock.now();
    EditorPage {
        frame: office.frame("campaigns"),
        action: own.map_or_else(|| office.path("/campagnes/nouvelle"), |id| format!("{}/modifier", path_of(office, id))),
        back: own.map_or_else(|| office.path("/campagnes"), |id| path_of(office, id)),
        is_new: changed.is_none(),
        is_open: changed.is_some_and(|(opened, _)| campaign::calendar(&opened.campaign).phase(now) == Phase::Open),
        is_begun: changed.is_some_and(|(opened, _)| opened.is_begun),
        template: draft.template.clone(),
        read_at: changed.map(|(_, read_at)| read_at).unwrap_or_default(),
        title: draft.title.clone(),
        audience: draft.audience.code(),
        units: offered.units.iter().map(|unit| tick(unit.id.to_string(), unit.name.clone(), draft.units.contains(&unit.id))).collect(),
        cohorts: offered.cohorts.iter().map(|cohort| tick(cohort.id.to_string(), cohort.name.clone(), draft.cohorts.contains(&cohort.id))).collect(),
        people: office.path("/personnes"),
        closes: filled.closes.clone(),
        opens: filled.opens.clone(),
        intro: draft.intro.clone(),
        is_part: filled.is_part,
        domains: framework
            .domains
            .iter()
            .map(|domain| DomainTicks {
                name: names::short(domain, visit.lang),
                competences: framework
                    .competences
                    .iter()
                    .filter(|competence| competence.domain == domain.code)
                    .map(|competence| tick(competence.code.clone(), competence.title.clone(), draft.competences.contains(&competence.code)))
                    .collect(),
            })
            .collect(),
        targets: Level::ALL[1..].iter().map(|level| tick(level.as_str().to_owned(), visit.say(names::level(*level).key()), draft.target == *level)).collect(),
        is_anonymous: draft.is_anonymous,
        sittings: draft.sittings,
        reminds: draft.reminds,
        previous: offered
            .campaigns
            .iter()
            .filter(|listed| Some(listed.campaign.id) != own && listed.began > 0)
            .map(|listed| tick(listed.campaign.id.to_string(), listed.campaign.title.clone(), draft.previous == Some(listed.campaign.id)))
            .collect(),
        errors,
        content_lang: "fr",
    }
}

/// What was typed, and what of it could not be read.
fn filled(office: &Office, fields: &Fields) -> (Filled, Vec<&'static str>) {
    let framework = &office.visit.app.editions.current().edition.framework;
    let all = |name: &str| fields.0.get(name).cloned().unwrap_or_default();
    let ids = |name: &str| all(name).iter().filter_map(|id| Uuid::try_parse(id).ok()).collect::<Vec<_>>();
    let is_part = fields.one("scope") == "part";
    let ticked = all("competences");
    let known = |code: &&String| framework.competences.iter().any(|competence| competence.code == **code);
    let mut competences: Vec<String> = if is_part { ticked.iter().filter(known).cloned().collect() } else { Vec::new() };
    let is_all = Scope::of(framework, competences.iter().map(String::as_str)).is_whole() && !competences.is_empty();
    if is_all {
        competences.clear();
    }
    let (opens, closes) = (fields.one("opens").trim().to_owned(), fields.one("closes").trim().to_owned());
    let mut unread = Vec::new();
    let mut moment = |typed: &str, name: &'static str, read: fn(&str) -> Option<i64>| {
        let found = read(typed);
        if found.is_none() && !typed.is_empty() {
            unread.push(name);
        }
        found
    };
    let now = office.visit.app.clock.now();
    let opens_at = match fields.one("act") {
        "open" => Some(now),
        _ => moment(&opens, "opens", beginning_of),
    };
    let draft = Draft {
        title: fields.one("title").to_owned(),
        intro: fields.one("intro").replace("\r\n", "\n"),
        template: Template::parse(fields.one("template")).map(|template| template.code.to_owned()).unwrap_or_default(),
        competences,
        target: Level::ALL.into_iter().find(|level| level.as_str() == fields.one("target")).unwrap_or(Level::Socle),
        is_anonymous: fields.one("names") == "no",
        audience: Audience::parse(fields.one("audience")).unwrap_or_default(),
        units: ids("units"),
        cohorts: ids("cohorts"),
        sittings: fields.one("sittings").trim().parse().unwrap_or_default(),
        reminds: fields.one("reminds") == "yes",
        opens_at,
        closes_at: moment(&closes, "closes", end_of),
        previous: Uuid::try_parse(fields.one("previous")).ok(),
    };
    (Filled { draft, opens, closes, is_part: is_part && !is_all }, unread)
}

fn faults_of(office: &Office, filled: &Filled, unread: &[&'static str], is_open: bool) -> Vec<FieldError> {
    let visit = &office.visit;
    let now = visit.app.clock.now();
    let draft = if is_open { Draft { opens_at: None, ..filled.draft.clone() } } else { filled.draft.clone() };
    let unread = unread.iter().map(|field| FieldError::new(field, visit.say("campaign-fault-date")));
    let found = faults(&draft.settings(filled.is_part), now).into_iter();
    unread.chain(found.map(|fault| FieldError::new(fault.field, visit.say(&format!("campaign-fault-{}", fault.code))))).collect()
}

fn again(office: &Office, view: &EditorPage, refusal: Refusal) -> Result<Response, PageError> {
    office.visit.refused(refusal, view)
}

/// `POST …/campagnes/nouvelle`
pub(super) async fn create(office: Office, fields: Fields) -> Result<Response, PageError> {
    let proof = office.may::<RunCampaigns>()?;
    let (filled, unread) = filled(&office, &fields);
    let errors = faults_of(&office, &filled, &unread, false);
    if !errors.is_empty() {
        let offered = offered(&office).await?;
        return again(&office, &editor(&office, &filled, &offered, None, errors), Refusal::TextHasDefects);
    }
    let is_open = filled.draft.opens_at.is_some_and(|opens| opens <= office.visit.app.clock.now());
    let id = campaign::create(&office.visit.app, &proof, filled.draft, &office.visit.origin()).await.or_page(&office.visit)?;
    Ok(office.visit.go_and_say(&path_of(&office, id), if is_open { "notice-campaign-opened" } else { "notice-saved" }))
}

/// `GET …/modifier`
pub(super) async fn edit(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    office.may::<RunCampaigns>()?;
    let opened = campaign::load(&office.visit.app, &office.proof, named.id(&office)?).await.or_page(&office.visit)?;
    if campaign::calendar(&opened.campaign).phase(office.visit.app.clock.now()) == Phase::Over {
        return Ok(Redirect::to(&path_of(&office, opened.campaign.id)).into_response());
    }
    let offered = offered(&office).await?;
    let filled = of_draft(campaign::draft_of(&opened));
    office.visit.page(&editor(&office, &filled, &offered, Some((&opened, opened.campaign.updated_at)), Vec::new()))
}

/// `POST …/modifier`
pub(super) async fn save(office: Office, Path(named): Path<Named>, fields: Fields) -> Result<Response, PageError> {
    let (id, proof) = (named.id(&office)?, office.may::<RunCampaigns>()?);
    let visit = &office.visit;
    let opened = campaign::load(&visit.app, &office.proof, id).await.or_page(visit)?;
    let read_at = fields.one("read_at").parse().unwrap_or_default();
    let (mut filled, unread) = filled(&office, &fields);
    let is_open = campaign::calendar(&opened.campaign).phase(visit.app.clock.now()) == Phase::Open;
    if opened.is_begun {
        // these fields are not shown any more once somebody has begun
        let was = campaign::draft_of(&opened);
        filled.is_part = !was.competences.is_empty();
        filled.draft = Draft { competences: was.competences, is_anonymous: was.is_anonymous, ..filled.draft };
    }
    let mut errors = faults_of(&office, &filled, &unread, is_open);
    let mut refusal = Refusal::TextHasDefects;
    if errors.is_empty() {
        match campaign::save(&visit.app, &proof, id, filled.draft.clone(), read_at).await {
            Ok(()) => return Ok(visit.go_and_say(&path_of(&office, id), "notice-saved")),
            Err(Failure::Refused(why @ (Refusal::TextChanged | Refusal::CampaignBegun))) => {
                refusal = why;
                let key = if why == Refusal::TextChanged { "campaign-fault-changed" } else { "refusal-campaign-begun" };
                errors.push(FieldError::new("", visit.say(key)));
            }
            Err(failure) => return Err(PageError::new(visit, failure)),
        }
    }
    let offered = offered(&office).await?;
    // whoever reads what is said about the other text and saves again means it
    let read_at = if refusal == Refusal::TextChanged { opened.campaign.updated_at } else { read_at };
    again(&office, &editor(&office, &filled, &offered, Some((&opened, read_at)), errors), refusal)
}

#[cfg(test)]
mod tests {
    use super::{beginning_of, day_of, end_of};

    #[test]
    fn a_day_begins_and_ends_at_midnight_in_france() {
        let (begins, ends) = (beginning_of("2026-11-30"), end_of("2026-11-30"));
        assert_eq!((begins, ends), (Some(1_795_993_200_000_000), Some(1_796_079_600_000_000)));
        assert_eq!(day_of(begins, false), "2026-11-30");
        assert_eq!(day_of(ends, true), "2026-11-30");
        assert_eq!(end_of("2026-03-28").map(|at| at - beginning_of("2026-03-29").unwrap_or_default()), Some(0));
        assert_eq!([beginning_of("2026-02-30"), end_of(""), end_of("demain")], [None; 3]);
        assert_eq!(day_of(None, true), "");
    }
}
