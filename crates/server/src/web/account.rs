//! One's account: what one keeps, who one is, where one is signed in, one's data, and being forgotten.

use axum::extract::Path;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderName, HeaderValue};
use axum::response::{IntoResponse, Redirect, Response};
use domain::refusal::Refusal;
use domain::text::fold;
use formats::content::Named;
use serde::Deserialize;
use uuid::Uuid;

use super::assess::pause_page;
use super::form::{Asked, Fields};
use super::guard::{OrPage, PageError};
use super::names;
use super::result::owner_page;
use super::view::FieldError;
use super::view::account::{AccountPage, AccountSession, Device, DomainLevel, ErasePage, OtherDevicePage};
use super::view::profile_form::{Choice, ProfileFormPage, TradeGroup};
use super::visit::{Visit, go_with, local_path};
use crate::http::refuse;
use crate::qr;
use crate::service::account::{self, ProfileChoice};
use crate::service::workshop::{set_wants_mail, wants_mail};
use crate::service::{Failure, assess};

/// Sessions on a page of the account.
const PAGE: i64 = 10;

/// `GET /vous` and where to go on from there.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Back {
    #[serde(default)]
    back: String,
}

fn choices(list: &[Named], visit: &Visit) -> Vec<Choice> {
    list.iter().map(|n| Choice { id: n.id.clone(), name: names::named(n, visit.lang) }).collect()
}

/// The trades, by family.
pub(super) fn trade_groups(visit: &Visit) -> Vec<TradeGroup> {
    let mut groups: Vec<TradeGroup> = Vec::new();
    for trade in &visit.app.people.trades {
        let family = trade.family.clone().unwrap_or_default();
        let choice = Choice { id: trade.id.clone(), name: names::named(trade, visit.lang) };
        match groups.iter_mut().find(|g| g.family == family) {
            Some(group) => group.trades.push(choice),
            None => groups.push(TradeGroup { family, trades: vec![choice] }),
        }
    }
    groups
}

fn profile_page(visit: &Visit, back: &str, chosen: &ProfileChoice, errors: Vec<FieldError>) -> ProfileFormPage {
    let people = &visit.app.people;
    ProfileFormPage {
        back: local_path(back).to_owned(),
        trades: trade_groups(visit),
        settings: choices(&people.settings, visit),
        regions: choices(&people.regions, visit),
        trade: chosen.trade.clone(),
        setting: chosen.setting.clone(),
        region: chosen.region.clone(),
        errors,
    }
}

/// `GET /vous`
pub(super) async fn profile_form(visit: Visit, Asked(query): Asked<Back>) -> Result<Response, PageError> {
    let Some(identity) = &visit.identity else { return Ok(Redirect::to("/").into_response()) };
    let profile = &identity.person.profile;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let chosen = ProfileChoice { trade: text(&profile.trade), setting: text(&profile.setting), region: text(&profile.region) };
    visit.page(&profile_page(&visit, &query.back, &chosen, Vec::new()))
}

/// `POST /vous`
pub(super) async fn save_profile(visit: Visit, fields: Fields) -> Result<Response, PageError> {
    let back = local_path(fields.one("back"));
    // « - » is "I would rather not say": as good as nothing
    let said = |name: &str| Some(fields.one(name)).filter(|v| *v != "-").unwrap_or_default().to_owned();
    let chosen = if fields.one("act") == "skip" {
        ProfileChoice::default()
    } else {
        ProfileChoice { trade: said("trade"), setting: said("setting"), region: said("region") }
    };
    match account::set_profile(&visit.app, &visit.actor(), &chosen).await {
        Ok(()) => Ok(Redirect::to(back).into_response()),
        Err(Failure::Refused(refusal @ Refusal::ResponseUnknownOption)) => {
            let error = visit.fault("trade", refusal);
            visit.refused(refusal, &profile_page(&visit, back, &chosen, vec![error]))
        }
        Err(failure) => Err(PageError::new(&visit, failure)),
    }
}

/// Where a list of sessions goes on.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Paging {
    avant: Option<String>,
}

/// `GET /compte`
pub(super) async fn show(visit: Visit, Asked(paging): Asked<Paging>) -> Result<Response, PageError> {
    if visit.identity.is_none() {
        return Ok(Redirect::to("/connexion?back=/compte").into_response());
    }
    let page = account_page(&visit, paging.avant.as_deref(), String::new(), Vec::new()).await?;
    visit.page(&page)
}

async fn account_page(visit: &Visit, before: Option<&str>, typed_email: String, errors: Vec<FieldError>) -> Result<AccountPage, PageError> {
    let identity = visit.identity.as_ref().ok_or_else(|| PageError::new(visit, Refusal::Unauthorised))?;
    let person = &identity.person;
    let start: Option<Uuid> = before.and_then(|b| b.parse().ok());
    let start = match start {
        Some(id) => assess::open(&visit.app, &visit.actor(), id).await.ok().map(|o| (o.row.started_at, o.row.id)),
        None => None,
    };
    let mut rows = assess::list_of(&visit.app, person.id, start, PAGE + 1).await.or_page(visit)?;
    let older = (rows.len() as i64 > PAGE).then(|| {
        rows.truncate(PAGE as usize);
        rows.last().map(|s| format!("/compte?avant={}", s.id))
    });
    let (history, _) = assess::history(&visit.app, person.id, None).await.or_page(visit)?;
    let framework = &visit.app.editions.current().edition.framework;
    let sessions = rows
        .iter()
        .map(|row| AccountSession {
            id: row.id.to_string(),
            started_at: row.started_at,
            finished_at: row.finished_at,
            answered: u32::try_from(row.seq - 1).unwrap_or_default(),
            levels: history
                .iter()
                .find(|f| f.session == row.id)
                .map(|f| {
                    let known = |code: &str| framework.domains.iter().find(|d| d.code == code);
                    f.profile
                        .domains
                        .iter()
                        .filter_map(|d| Some(DomainLevel { name: names::short(known(&d.code)?, visit.lang), level: names::level(d.level) }))
                        .collect()
                })
                .unwrap_or_default(),
        })
        .collect();
    let email_pending = match person.email {
        Some(_) => None,
        None => account::pending_address(&visit.app, &visit.actor()).await.or_page(visit)?,
    };
    let devices = account::devices(&visit.app, &visit.actor()).await.or_page(visit)?;
    let people = &visit.app.people;
    let name_of = |id: &Option<String>, list: &[Named]| id.as_ref().and_then(|id| list.iter().find(|n| n.id == *id)).map(|n| names::named(n, visit.lang));
    Ok(AccountPage {
        sessions,
        newer: start.map(|_| "/compte".to_owned()),
        older: older.flatten(),
        email: person.email.clone(),
        email_pending,
        has_password: person.password_hash.is_some(),
        devices: devices
            .into_iter()
            .map(|(id, login)| Device { id, current: login.token_hash == identity.login, name: login.device, seen_at: login.last_used_at })
            .collect(),
        trade: name_of(&person.profile.trade, &people.trades),
        setting: name_of(&person.profile.setting, &people.settings),
        region: name_of(&person.profile.region, &people.regions),
        workshop_mails: if person.roles.is_empty() { None } else { Some(wants_mail(&visit.app, &visit.actor()).await.or_page(visit)?) },
        typed_email,
        errors,
    })
}

/// `POST /compte/mails-atelier`
pub(super) async fn set_workshop_mails(visit: Visit, fields: Fields) -> Result<Response, PageError> {
    set_wants_mail(&visit.app, &visit.actor(), fields.one("wanted") == "1").await.or_page(&visit)?;
    Ok(visit.go_and_say("/compte", "notice-saved"))
}

/// `POST /compte/email`: keep what was done, or change the address. Refused, it comes back on the page it was sent from.
pub(super) async fn request_email(visit: Visit, fields: Fields) -> Result<Response, PageError> {
    let typed = fields.one("email").to_owned();
    let sent = account::request_link(&visit.app, visit.person(), &typed, visit.lang, &visit.origin()).await;
    let refusal = match sent {
        Ok(()) => return super::sign_in::sent_page(&visit, &typed),
        Err(Failure::Refused(refusal @ (Refusal::EmailInvalid | Refusal::TooManyAttempts))) => refusal,
        Err(failure) => return Err(PageError::new(&visit, failure)),
    };
    let errors = vec![visit.fault("email", refusal)];
    let session = fields.one("session").parse::<Uuid>().ok();
    let open = match session {
        Some(id) => assess::open(&visit.app, &visit.actor(), id).await.ok(),
        None => None,
    };
    let mut page = match open {
        Some(open) if open.is_finished() => visit.page(&owner_page(&visit, &open, None, typed, errors).await?)?,
        Some(open) => visit.page(&pause_page(&visit, &open, typed, errors))?,
        None => visit.page(&account_page(&visit, None, typed, errors).await?)?,
    };
    refuse(&mut page, refusal, None);
    Ok(page)
}

/// `POST /compte/mot-de-passe`
pub(super) async fn set_password(visit: Visit, fields: Fields) -> Result<Response, PageError> {
    let set = account::set_password(&visit.app, &visit.actor(), fields.one("current"), fields.one("password"), &visit.origin()).await;
    let (field, refusal) = match set {
        Ok(signed) => return Ok(go_with("/compte", vec![visit.login_cookie(signed.token.as_str()), visit.notice_cookie("notice-password-set")])),
        Err(Failure::Refused(refusal @ (Refusal::CredentialsWrong | Refusal::TooManyAttempts))) => ("current", refusal),
        Err(Failure::Refused(refusal @ (Refusal::PasswordWeak | Refusal::EmailInvalid))) => ("password", refusal),
        Err(failure) => return Err(PageError::new(&visit, failure)),
    };
    let errors = vec![visit.fault(field, refusal)];
    let page = account_page(&visit, None, String::new(), errors).await?;
    visit.refused(refusal, &page)
}

/// `POST /compte/appareils/{device}/deconnecter`
pub(super) async fn sign_out_device(visit: Visit, Path(device): Path<String>) -> Result<Response, PageError> {
    account::sign_out_device(&visit.app, &visit.actor(), &device, &visit.origin()).await.or_page(&visit)?;
    Ok(visit.go_and_say("/compte", "notice-device-out"))
}

/// `POST /deconnexion`
pub(super) async fn sign_out(visit: Visit) -> Result<Response, PageError> {
    if let Some(identity) = &visit.identity {
        account::sign_out(&visit.app, &visit.actor(), &identity.login, &visit.origin()).await.or_page(&visit)?;
    }
    let mut response = go_with("/", vec![visit.no_login(), visit.notice_cookie("notice-signed-out")]);
    // modules kept on this device and what waits in them: the next person here shall find none of it
    response.headers_mut().insert(HeaderName::from_static("clear-site-data"), HeaderValue::from_static("\"storage\""));
    Ok(response)
}

/// `GET /compte/autre-appareil`
pub(super) async fn other_device(visit: Visit) -> Result<Response, PageError> {
    if visit.identity.is_none() {
        return Ok(Redirect::to("/connexion?back=/compte/autre-appareil").into_response());
    }
    visit.page(&OtherDevicePage { link: None, qr_svg: String::new(), expires_at: 0 })
}

/// `POST /compte/autre-appareil`: the link is on the page that answers, and nowhere else.
pub(super) async fn make_device_link(visit: Visit) -> Result<Response, PageError> {
    let link = account::other_device_link(&visit.app, &visit.actor(), &visit.origin()).await.or_page(&visit)?;
    let qr_svg = qr::svg(&link).unwrap_or_default();
    visit.page(&OtherDevicePage { link: Some(link), qr_svg, expires_at: visit.app.clock.now() + domain::account::LINK_LIFE })
}

/// `GET /compte/export`
pub(super) async fn export(visit: Visit) -> Result<Response, PageError> {
    let data = account::export(&visit.app, &visit.actor(), &visit.origin()).await.or_page(&visit)?;
    let text = serde_json::to_string_pretty(&data).or_page(&visit)?;
    let mut response = text.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"));
    headers.insert(CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"socle-mes-donnees.json\""));
    Ok(response)
}

async fn erase_page(visit: &Visit, errors: Vec<FieldError>) -> Result<ErasePage, PageError> {
    let person = visit.person().ok_or_else(|| PageError::new(visit, Refusal::Unauthorised))?;
    let sessions = assess::list_of(&visit.app, person, None, 1000).await.or_page(visit)?;
    let mut shares = 0;
    for session in sessions.iter().filter(|s| s.finished_at.is_some()) {
        let open = assess::open(&visit.app, &visit.actor(), session.id).await.or_page(visit)?;
        shares += assess::shares(&visit.app, &visit.actor(), &open).await.or_page(visit)?.iter().filter(|s| s.revoked_at.is_none()).count();
    }
    Ok(ErasePage { sessions: sessions.len() as u32, shares: shares as u32, errors })
}

/// `GET /compte/effacer`
pub(super) async fn confirm_erase(visit: Visit) -> Result<Response, PageError> {
    if visit.identity.is_none() {
        return Ok(Redirect::to("/connexion?back=/compte/effacer").into_response());
    }
    let page = erase_page(&visit, Vec::new()).await?;
    visit.page(&page)
}

/// `POST /compte/effacer`
pub(super) async fn erase(visit: Visit, fields: Fields) -> Result<Response, PageError> {
    if fold(fields.one("word")) != fold(&visit.say("erase-word")) {
        let errors = vec![FieldError::new("word", visit.say("refusal-erase-word"))];
        let page = erase_page(&visit, errors).await?;
        return visit.refused(Refusal::EraseWord, &page);
    }
    account::erase(&visit.app, &visit.actor()).await.or_page(&visit)?;
    Ok(go_with("/", vec![visit.no_login(), visit.notice_cookie("notice-erased")]))
}
