//! Taking one's data away: everything we hold about a person, in one readable file.

use domain::access::Actor;
use domain::refusal::Refusal;
use serde_json::{Value, json};
use store::reports::Report;
use store::reviews::{Remark, Review};
use store::workshop::Revision;
use store::{StoreError, answers, audit, logins, people, results, sessions, shares};

use super::{enrolled, own_account, person_of};
use crate::app::App;
use crate::service::Result;
use crate::service::audit::{Act, By, Origin, Search, line, read};
use crate::service::workshop::{Held, held_of};

/// As many sessions as are read at once.
const PAGE: i64 = 200;

pub(in crate::service) fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.to_owned()))
}

pub(in crate::service) fn at(micros: i64) -> Value {
    jiff::Timestamp::from_microsecond(micros).map_or(Value::Null, |t| Value::String(t.to_string()))
}

pub(in crate::service) fn maybe(micros: Option<i64>) -> Value {
    micros.map_or(Value::Null, at)
}

/// Everything about a person. Times are UTC, elapsed times in seconds.
///
/// # Errors
/// Nobody is signed in.
pub async fn export(app: &App, actor: &Actor, origin: &Origin<'_>) -> Result<Value> {
    let id = person_of(&own_account(actor)?);
    let _pass = app.gates.exports.enter().await?;
    let line = line(app, Act::DataExported, By::Person, Some(id), None, origin);
    app.store.write(move |tx| Box::pin(async move { audit::add(tx, &line).await })).await?;
    let mut security = Vec::new();
    let search = Search { since: i64::MIN, person: Some(id), kind: None };
    read(&app.store, &search, |line| security.push(json!({ "at": at(line.at), "what": line.kind, "by": line.actor, "object": line.object }))).await?;
    let (person, logins, sessions, answers, results, shares, held, enrolled) = app
        .store
        .read(move |tx| {
            Box::pin(async move {
                let person = people::by_id(tx, id).await?;
                let logins = logins::list_of(tx, id).await?;
                let mut all = Vec::new();
                loop {
                    let before = all.last().map(|s: &sessions::SessionSummary| (s.started_at, s.id));
                    let page = sessions::list_of_person(tx, id, before, PAGE).await?;
                    let more = page.len() as i64 == PAGE;
                    all.extend(page);
                    if !more {
                        break;
                    }
                }
                let mut links = Vec::new();
                for session in &all {
                    links.extend(shares::list_of_session(tx, session.id).await?);
                }
                let (answers, results) = (answers::export_of_person(tx, id).await?, results::list_of_person(tx, id).await?);
                Ok::<_, StoreError>((person, logins, all, answers, results, links, held_of(tx, id).await?, enrolled::read(tx, id).await?))
            })
        })
        .await?;
    let person = person.ok_or(Refusal::Unauthorised)?;
    let sessions: Vec<Value> = sessions
        .iter()
        .map(|s| {
            let answers: Vec<Value> = answers
                .iter()
                .filter(|a| a.session_id == s.id)
                .map(|a| {
                    json!({
                        "seq": a.seq, "item": a.item_id, "shown": parsed(&a.shown), "response": a.response.as_deref().map(parsed),
                        "points": a.category, "points_possible": a.categories - 1, "parameters": parsed(&a.parameters),
                        "seconds": a.elapsed as f64 / 1e6, "answered_at": at(a.at),
                    })
                })
                .collect();
            // a session that was answered and has no answer here has them in the archive
            let archived = if answers.is_empty() { s.seq - 1 } else { 0 };
            let result = results.iter().find(|r| r.session_id == s.id).map(|r| parsed(&r.body));
            let links: Vec<Value> = shares
                .iter()
                .filter(|l| l.session_id == s.id)
                .map(|l| json!({ "created_at": at(l.created_at), "revoked_at": maybe(l.revoked_at), "views": l.views, "last_viewed_at": maybe(l.last_viewed_at) }))
                .collect();
            json!({
                "id": s.id, "kind": s.kind, "status": s.status, "started_at": at(s.started_at), "finished_at": maybe(s.finished_at),
                "answers": answers, "answers_in_archive": archived, "result": result, "shared_links": links,
            })
        })
        .collect();
    Ok(json!({
        "format": "socle-personal-data", "version": 1, "made_at": at(app.clock.now()),
        "person": {
            "id": person.id, "email": person.email, "email_verified_at": maybe(person.email_verified_at), "has_password": person.password_hash.is_some(),
            "trade": person.profile.trade, "setting": person.profile.setting, "region": person.profile.region, "asked_at": maybe(person.profile.asked_at),
            "language": person.locale, "roles": person.roles, "created_at": at(person.created_at), "last_seen_at": at(person.last_seen_at),
        },
        "devices": logins.iter().map(|l| json!({ "device": l.device, "signed_in_at": at(l.created_at), "last_used_at": at(l.last_used_at) })).collect::<Vec<_>>(),
        "sessions": sessions,
        "organisations": enrolled::told(&enrolled),
        "workshop": workshop(&held),
        "question_reports": held.reports.iter().map(report).collect::<Vec<_>>(),
        "security": security,
        "learning": crate::service::learn::exported(app, actor).await?,
        "hours": crate::service::training::exported(app, actor).await?,
        "candidacies": crate::service::certification::candidacy::exported(app, id).await?,
        "certificates": crate::service::certification::register::exported(app, id).await?,
    }))
}

/// What they wrote about questions as one of those who make them.
fn workshop(held: &Held) -> Value {
    let text = |t: &Revision| json!({ "item": t.item_id, "number": t.revision, "at": at(t.at), "change": t.change, "note": t.note, "text": t.body });
    let verdict = |v: &Review| json!({ "item": v.item_id, "number": v.revision, "at": at(v.at), "verdict": v.verdict, "note": v.note });
    let remark = |r: &Remark| json!({ "item": r.item_id, "at": at(r.at), "said": r.body, "settled_at": maybe(r.resolved_at) });
    json!({
        "texts": held.texts.iter().map(text).collect::<Vec<_>>(),
        "verdicts": held.verdicts.iter().map(verdict).collect::<Vec<_>>(),
        "remarks": held.remarks.iter().map(remark).collect::<Vec<_>>(),
    })
}

fn report(report: &Report) -> Value {
    json!({
        "item": report.item_id, "at": at(report.at), "kind": report.kind, "said": report.body, "wants_answer": report.wants_answer, "status": report.status,
        "answer": report.answer, "answered_at": maybe(report.answered_at),
    })
}
