//! Campaigns, as their people meet them.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::bank::Edition;
use domain::campaign::{Audience, Claim, Code, Phase, Step};
use domain::framework::Framework;
use domain::item::paragraphs;
use domain::language::Language;
use domain::refusal::Refusal;
use domain::session::{Pace, Scope};
use jiff::civil::Date;
use uuid::Uuid;

use crate::app::App;
use crate::service::Failure;
use crate::service::account::arrive;
use crate::service::assess::{self, Finished};
use crate::service::campaign::{self, Invitation, Join, Mine};
use crate::web::account::trade_groups;
use crate::web::form::Fields;
use crate::web::guard::{OrPage, PageError};
use crate::web::named::sign_in;
use crate::web::names;
use crate::web::result::domains_of;
use crate::web::view::FieldError;
use crate::web::view::profile_form::Choice;
use crate::web::view::steer::joining::{
    Assessed, AssessedDomain, CampaignPage, CodePage, LinkPage, MailsPage, MinePage, MineRow, SharePage, ShownResult, Sitting, TypedIdentity,
};
use crate::web::visit::{Visit, go_with};

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/rejoindre", get(ask_code).post(take_code))
        .route("/campagne/{code}", get(show).post(begin))
        .route("/rejoindre/lien/{token}", get(show_link).post(follow_link))
        .route("/rejoindre/lien/{token}/mails", get(show_mails).post(set_mails))
        .route("/mes-campagnes", get(mine))
        .route("/mes-campagnes/{participation}/partager", get(show_share).post(share))
        .route("/mes-campagnes/{participation}/retirer", post(take_back))
}

/// `GET /rejoindre`
async fn ask_code(visit: Visit) -> Result<Response, PageError> {
    visit.page(&CodePage { typed: String::new(), errors: Vec::new() })
}

/// `POST /rejoindre`
async fn take_code(visit: Visit, fields: Fields) -> Result<Response, PageError> {
    let typed = fields.one("code").chars().take(40).collect::<String>();
    match campaign::look(&visit.app, visit.person(), &typed).await {
        Ok(seen) => Ok(Redirect::to(&format!("/campagne/{}", seen.campaign.code)).into_response()),
        Err(Failure::Refused(Refusal::CodeUnknown)) => unknown(&visit, typed),
        Err(failure) => Err(PageError::new(&visit, failure)),
    }
}

/// The page to type a code on, with what was wrong with the one before.
fn unknown(visit: &Visit, typed: String) -> Result<Response, PageError> {
    let errors = vec![FieldError::new("code", visit.say("refusal-code-unknown"))];
    visit.refused(Refusal::CodeUnknown, &CodePage { typed, errors })
}

/// `GET /campagne/{code}`
async fn show(visit: Visit, Path(code): Path<String>) -> Result<Response, PageError> {
    let seen = match campaign::look(&visit.app, visit.person(), &code).await {
        Ok(seen) => seen,
        Err(Failure::Refused(Refusal::CodeUnknown)) => return unknown(&visit, Code::parse(&code).map(|code| code.to_string()).unwrap_or_default()),
        Err(failure) => return Err(PageError::new(&visit, failure)),
    };
    let trade = visit.identity.as_ref().and_then(|i| i.person.profile.trade.clone()).unwrap_or_default();
    visit.page(&page(&visit, &seen, TypedIdentity { trade, ..TypedIdentity::default() }, Vec::new()))
}

/// What is assessed, in words.
pub(super) fn assessed(visit: &Visit, framework: &Framework, scope: &Scope) -> Assessed {
    let of = |domain: &domain::framework::Domain| {
        let all: Vec<(usize, &str)> =
            framework.competences.iter().enumerate().filter(|(_, c)| c.domain == domain.code).map(|(place, c)| (place, c.title.as_str())).collect();
        let chosen: Vec<&str> = all.iter().filter(|(place, _)| scope.includes(*place)).map(|(_, title)| *title).collect();
        let competences = if chosen.len() == all.len() { Vec::new() } else { chosen.iter().map(|title| (*title).to_owned()).collect() };
        (!chosen.is_empty()).then(|| AssessedDomain { name: names::short(domain, visit.lang), competences })
    };
    Assessed { is_whole: scope.is_whole(), domains: if scope.is_whole() { Vec::new() } else { framework.domains.iter().filter_map(of).collect() } }
}

fn page(visit: &Visit, seen: &Invitation, typed: TypedIdentity, errors: Vec<FieldError>) -> CampaignPage {
    let edition = visit.app.editions.current().edition;
    let campaign = &seen.campaign;
    let is_anonymous = campaign.is_anonymous != 0;
    let state = match seen.step {
        Ok(Step::GoOn(_)) => "go-on",
        Ok(Step::Begin(_)) => "begin",
        Err(_) if seen.sittings.iter().any(|sitting| sitting.finished_at.is_some()) => "done",
        Err(_) if seen.phase == Phase::Over => "over",
        Err(_) => "not-open",
    };
    let asks = match (state, is_anonymous, &seen.learner) {
        ("begin", true, _) => "place",
        ("begin", false, None) if Audience::parse(&campaign.audience) == Some(Audience::Open) => "name",
        ("begin", false, None) => "identity",
        _ => "nothing",
    };
    let done = seen.sittings.iter().filter_map(|row| {
        Some(Sitting {
            number: row.sitting,
            finished_at: row.finished_at?,
            session: row.session_id.map(|id| id.to_string()),
            participation: row.id.to_string(),
        })
    });
    CampaignPage {
        code: campaign.code.clone(),
        title: campaign.title.clone(),
        organisation: seen.organisation.name.clone(),
        is_sample: seen.organisation.is_sample != 0,
        intro: paragraphs(&campaign.intro),
        assessed: assessed(visit, &edition.framework, &seen.scope),
        questions: seen.limits.longest + seen.limits.tried_out,
        minutes: seen.limits.seconds.div_ceil(60),
        opens_at: campaign.opens_at,
        ends_at: campaign::calendar(campaign).ends_at(),
        is_anonymous,
        state,
        asks,
        learner: seen.learner.as_ref().filter(|_| !is_anonymous).map(|learner| format!("{} {}", learner.given_name, learner.family_name)),
        session: seen.under_way().map(|id| id.to_string()),
        sittings: done.collect(),
        allowed: campaign.sittings,
        units: seen.units.iter().map(|unit| Choice { id: unit.id.to_string(), name: unit.name.clone() }).collect(),
        trades: if matches!(asks, "place" | "name") { trade_groups(visit) } else { Vec::new() },
        typed,
        is_signed_in: visit.email().is_some(),
        sign_in: sign_in(&format!("/campagne/{}", campaign.code)),
        errors,
        content_lang: "fr",
    }
}

/// A date of birth as it was typed: as a browser sends it, or as people write it. `None` for what is no date.
fn birth_date(typed: &str) -> Option<String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Some(String::new());
    }
    if let Ok(date) = typed.parse::<Date>() {
        return Some(date.to_string());
    }
    let parts: Vec<i16> = typed.split(['/', '.', '-', ' ']).filter(|part| !part.is_empty()).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let [day, month, year] = parts.as_slice() else { return None };
    Date::new(*year, i8::try_from(*month).ok()?, i8::try_from(*day).ok()?).ok().filter(|_| *year >= 1900).map(|date| date.to_string())
}

/// `POST /campagne/{code}`: begins, or goes on.
async fn begin(visit: Visit, Path(code): Path<String>, fields: Fields) -> Result<Response, PageError> {
    let short = |name: &str| fields.one(name).chars().take(160).collect::<String>();
    let typed = TypedIdentity {
        given: short("given"),
        family: short("family"),
        birth: short("birth"),
        number: short("number"),
        unit: short("unit"),
        trade: short("trade"),
        bites: fields.one("pace") == "bites",
    };
    let Some(birth_date) = birth_date(&typed.birth) else {
        let seen = campaign::look(&visit.app, visit.person(), &code).await.or_page(&visit)?;
        return refused(&visit, &seen, typed, "birth", Refusal::Malformed, "join-birth-wrong");
    };
    // who is looked at before anybody is made of a visitor: a code that leads nowhere leaves nothing behind
    campaign::look(&visit.app, visit.person(), &code).await.or_page(&visit)?;
    let (person, cookies) = if let Some(person) = visit.person() {
        (person, Vec::new())
    } else {
        let (person, token) = arrive(&visit.app, visit.lang.code(), &visit.device).await.or_page(&visit)?;
        (person, vec![visit.login_cookie(token.as_str())])
    };
    let join = Join {
        code: code.clone(),
        person,
        claim: Claim {
            given_name: typed.given.trim().to_owned(),
            family_name: typed.family.trim().to_owned(),
            birth_date,
            number: typed.number.trim().to_owned(),
        },
        unit: typed.unit.parse::<Uuid>().ok(),
        trade: visit.app.people.trades.iter().any(|trade| trade.id == typed.trade).then(|| typed.trade.clone()),
        pace: if typed.bites { Pace::Bites } else { Pace::Whole },
        language: Language::parse(visit.lang.code()).unwrap_or_default(),
        place: visit.place.clone(),
    };
    match campaign::begin(&visit.app, join).await {
        Ok(begun) => Ok(go_with(&format!("/positionnement/{}#question", begun.session), cookies)),
        Err(Failure::Refused(refusal @ (Refusal::LearnerNotRecognised | Refusal::NotInvited | Refusal::TooManyAttempts))) => {
            let seen = campaign::look(&visit.app, Some(person), &code).await.or_page(&visit)?;
            let mut response = refused(&visit, &seen, typed, "family", refusal, &format!("refusal-{}", refusal.code()))?;
            for cookie in cookies.iter().filter_map(|cookie| axum::http::HeaderValue::try_from(cookie).ok()) {
                response.headers_mut().append(axum::http::header::SET_COOKIE, cookie);
            }
            Ok(response)
        }
        Err(Failure::Refused(Refusal::SittingsUsed | Refusal::CampaignOver | Refusal::CampaignNotOpen)) => {
            Ok(Redirect::to(&format!("/campagne/{code}")).into_response())
        }
        Err(failure) => Err(PageError::new(&visit, failure)),
    }
}

fn refused(visit: &Visit, seen: &Invitation, typed: TypedIdentity, field: &str, refusal: Refusal, key: &str) -> Result<Response, PageError> {
    let mut view = page(visit, seen, typed, Vec::new());
    // where nothing is asked there is no field to point at
    let field = if matches!(view.asks, "identity" | "name") { field } else { "" };
    view.errors = vec![FieldError::new(field, visit.say(key))];
    visit.refused(refusal, &view)
}

/// `GET /rejoindre/lien/{token}`
async fn show_link(visit: Visit, Path(token): Path<String>) -> Result<Response, PageError> {
    let linked = campaign::open_link(&visit.app, &token).await.or_page(&visit)?;
    visit.page(&LinkPage {
        action: format!("/rejoindre/lien/{token}"),
        organisation: linked.organisation.name,
        learner: format!("{} {}", linked.learner.given_name, linked.learner.family_name),
        campaigns: linked.campaigns.into_iter().map(|campaign| (campaign.code, campaign.title)).collect(),
        email: visit.email().map(str::to_owned),
    })
}

/// `POST /rejoindre/lien/{token}`
async fn follow_link(visit: Visit, Path(token): Path<String>, fields: Fields) -> Result<Response, PageError> {
    campaign::open_link(&visit.app, &token).await.or_page(&visit)?;
    let (person, cookies) = if let Some(person) = visit.person() {
        (person, Vec::new())
    } else {
        let (person, token) = arrive(&visit.app, visit.lang.code(), &visit.device).await.or_page(&visit)?;
        (person, vec![visit.login_cookie(token.as_str())])
    };
    campaign::follow(&visit.app, person, &token).await.or_page(&visit)?;
    let to = Code::parse(fields.one("code")).map_or_else(|| "/mes-campagnes".to_owned(), |code| format!("/campagne/{}", code.as_str()));
    Ok(go_with(&to, cookies))
}

/// `GET /rejoindre/lien/{token}/mails`
async fn show_mails(visit: Visit, Path(token): Path<String>) -> Result<Response, PageError> {
    let linked = campaign::open_link(&visit.app, &token).await.or_page(&visit)?;
    visit.page(&MailsPage { action: format!("/rejoindre/lien/{token}/mails"), organisation: linked.organisation.name, is_stopped: linked.is_stopped })
}

/// `POST /rejoindre/lien/{token}/mails`
async fn set_mails(visit: Visit, Path(token): Path<String>, fields: Fields) -> Result<Response, PageError> {
    if fields.one("act") == "resume" {
        campaign::resume_mails(&visit.app, &token).await.or_page(&visit)?;
    } else {
        campaign::stop_mails(&visit.app, &token).await.or_page(&visit)?;
    }
    Ok(visit.go_and_say(&format!("/rejoindre/lien/{token}/mails"), "notice-saved"))
}

/// `GET /mes-campagnes`
async fn mine(visit: Visit) -> Result<Response, PageError> {
    if visit.person().is_none() {
        return Ok(Redirect::to(&sign_in("/mes-campagnes")).into_response());
    }
    let mine = campaign::mine(&visit.app, &visit.actor()).await.or_page(&visit)?;
    let rows = mine.into_iter().map(|mine| MineRow {
        id: mine.participation.id.to_string(),
        can_be_shown: can_be_shown(&mine),
        learner: name(&mine),
        title: mine.campaign.title,
        organisation: mine.organisation.name,
        number: mine.participation.sitting,
        began_at: mine.participation.began_at,
        finished_at: mine.participation.finished_at,
        session: mine.participation.session_id.map(|id| id.to_string()),
        shown_at: mine.participation.shared_at,
    });
    visit.page(&MinePage { rows: rows.collect(), is_signed_in: visit.email().is_some() })
}

fn name(mine: &Mine) -> Option<String> {
    let learner = mine.learner.as_ref().filter(|_| mine.campaign.is_anonymous == 0)?;
    Some(format!("{} {}", learner.given_name, learner.family_name))
}

fn can_be_shown(mine: &Mine) -> bool {
    mine.campaign.is_anonymous == 0 && mine.participation.finished_at.is_some() && mine.participation.session_id.is_some()
}

/// A result as an organisation sees it once it is shown.
pub(super) fn shown(visit: &Visit, edition: &Edition, finished: &Finished) -> ShownResult {
    let mut cuts = [0.0; 3];
    cuts.copy_from_slice(&edition.blueprint.levels.cuts);
    ShownResult {
        finished_at: finished.at,
        answered: finished.profile.answered,
        cuts,
        interval: edition.blueprint.reporting.interval,
        domains: domains_of(visit, &edition.framework, &finished.profile, &[]),
        content_lang: "fr",
    }
}

async fn own(visit: &Visit, id: &str) -> Result<Mine, PageError> {
    let id: Uuid = id.parse().map_err(|_| PageError::new(visit, Refusal::NotFound))?;
    campaign::my_participation(&visit.app, &visit.actor(), id).await.or_page(visit)
}

/// `GET /mes-campagnes/{participation}/partager`: what would be seen, before anything is.
async fn show_share(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    if visit.person().is_none() {
        return Ok(Redirect::to(&sign_in(&format!("/mes-campagnes/{id}/partager"))).into_response());
    }
    let mine = own(&visit, &id).await?;
    let session = mine.participation.session_id.filter(|_| can_be_shown(&mine)).ok_or_else(|| PageError::new(&visit, Refusal::NotFound))?;
    let open = assess::open(&visit.app, &visit.actor(), session).await.or_page(&visit)?;
    let finished = assess::result(&visit.app, &open).await.or_page(&visit)?;
    let readers = campaign::readers(&visit.app, &mine).await.or_page(&visit)?;
    visit.page(&SharePage {
        id: mine.participation.id.to_string(),
        learner: name(&mine).unwrap_or_default(),
        title: mine.campaign.title,
        organisation: mine.organisation.name,
        readers,
        shown_at: mine.participation.shared_at,
        session: session.to_string(),
        shown: shown(&visit, &open.edition, &finished),
    })
}

/// `POST /mes-campagnes/{participation}/partager`
async fn share(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let mine = own(&visit, &id).await?;
    campaign::show(&visit.app, &visit.actor(), mine.participation.id, &visit.origin()).await.or_page(&visit)?;
    Ok(visit.go_and_say(&format!("/mes-campagnes/{}/partager", mine.participation.id), "notice-result-shown"))
}

/// `POST /mes-campagnes/{participation}/retirer`
async fn take_back(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let mine = own(&visit, &id).await?;
    campaign::take_back(&visit.app, &visit.actor(), mine.participation.id, &visit.origin()).await.or_page(&visit)?;
    Ok(visit.go_and_say(&format!("/mes-campagnes/{}/partager", mine.participation.id), "notice-result-hidden"))
}

#[cfg(test)]
mod tests {
    use super::birth_date;

    #[test]
    fn a_date_of_birth_is_read_as_browsers_and_people_write_it() {
        for typed in ["2004-03-02", " 02/03/2004 ", "2/3/2004", "02.03.2004", "02 03 2004"] {
            assert_eq!(birth_date(typed).as_deref(), Some("2004-03-02"), "{typed}");
        }
        assert_eq!(birth_date("  ").as_deref(), Some(""));
        for wrong in ["31/02/2004", "2004", "02/03/04", "hier", "1/2/3/2004", "99999999999/1/2004"] {
            assert_eq!(birth_date(wrong), None, "{wrong}");
        }
    }
}
