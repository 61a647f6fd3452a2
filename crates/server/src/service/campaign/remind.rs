//! Mails about campaigns: written when they are due, each of them once, to whoever has not finished and wants them.
//!
//! A mail is noted and put into the outbox in one transaction: a server that is killed in the middle, or a second one that does the same,
//! sends nobody the same mail twice.

use domain::blueprint::SECOND;
use domain::campaign::{Mail, due};
use store::campaigns::{self, Campaign};
use store::mails::NewMail;
use store::participants::{self, Of, ToRemind};
use store::{StoreError, organisations, reminders};
use uuid::Uuid;

use super::calendar;
use super::link::token_of;
use crate::app::App;
use crate::mails::letter;
use crate::render::Lang;
use crate::service::Result;
use crate::service::campaign::mail::CampaignMail;

/// Nobody gets two mails about one campaign within this time, whatever the calendar says.
const APART: i64 = 3 * 24 * 3600 * SECOND;
/// People written to in one transaction.
const AT_ONCE: i64 = 50;

/// Writes every mail about campaigns that is due now into the outbox. Returns how many.
///
/// # Errors
/// The store's.
pub async fn send_reminders(app: &App) -> Result<usize> {
    let now = app.clock.now();
    let mut sent = 0;
    for campaign in app.store.read(move |tx| Box::pin(campaigns::reminding(tx, now))).await? {
        if let Some(mail) = due(&calendar(&campaign), now) {
            sent += remind(app, &campaign, mail, now).await?;
        }
    }
    if sent > 0 {
        app.mail_waits.notify_one();
    }
    Ok(sent)
}

async fn remind(app: &App, campaign: &Campaign, mail: Mail, now: i64) -> Result<usize> {
    let own = campaign.organisation_id;
    let Some(organisation) = app.store.read(move |tx| Box::pin(organisations::load(tx, own))).await? else { return Ok(0) };
    if organisation.is_sample != 0 {
        // whom one rehearses with has no mailbox
        return Ok(0);
    }
    let of = Of { organisation: own, campaign: campaign.id, audience: campaign.audience.clone() };
    let (mut sent, mut after) = (0, (String::new(), Uuid::nil()));
    loop {
        let waiting = {
            let (of, after) = (of.clone(), after.clone());
            app.store
                .read(move |tx| {
                    let (of, after) = (of.clone(), after.clone());
                    Box::pin(async move { participants::to_remind(tx, &of, mail.code(), now - APART, (&after.0, after.1), AT_ONCE).await })
                })
                .await?
        };
        let Some(last) = waiting.last() else { return Ok(sent) };
        after = (last.sort_name.clone(), last.learner_id);
        let letters = waiting.iter().map(|to| written(app, &organisation.name, campaign, mail, to)).collect::<Result<Vec<_>>>()?;
        sent += put_out(app, campaign.id, mail, letters, now).await?;
    }
}

/// A letter with whom it is for and the digest of the token in it, where that is not known yet.
type Written = (Uuid, NewMail, Option<Vec<u8>>);

fn written(app: &App, organisation: &str, campaign: &Campaign, mail: Mail, to: &ToRemind) -> Result<Written> {
    let token = token_of(app, to.learner_id);
    let digest = token.digest();
    let base = &app.config.base_url;
    let body = CampaignMail {
        what: mail.code(),
        given_name: to.given_name.clone(),
        organisation: organisation.to_owned(),
        title: campaign.title.clone(),
        is_anonymous: campaign.is_anonymous != 0,
        closes_at: calendar(campaign).ends_at(),
        // where nobody is asked who they are, the link says nothing of them either
        link: if campaign.is_anonymous == 0 { format!("{base}/rejoindre/lien/{}", token.as_str()) } else { format!("{base}/campagne/{}", campaign.code) },
        stop: format!("{base}/rejoindre/lien/{}/mails", token.as_str()),
    };
    // whoever is listed has said no language: their organisation's is French
    let subject = app.renderer.texts().text(Lang::Fr, &format!("mail-campaign-subject-{}", mail.code()), &[("title", campaign.title.as_str().into())]);
    let letter = NewMail { subject, ..letter(app, Lang::Fr, &body, &to.email)? };
    Ok((to.learner_id, letter, (to.token_hash.as_deref() != Some(&digest)).then_some(digest)))
}

async fn put_out(app: &App, campaign: Uuid, mail: Mail, letters: Vec<Written>, now: i64) -> Result<usize> {
    let put = app
        .store
        .write(move |tx| {
            let letters = letters.clone();
            Box::pin(async move {
                let mut put = 0;
                for (learner, letter, token) in &letters {
                    if !reminders::add(tx, campaign, *learner, mail.code(), now).await? {
                        continue;
                    }
                    if let Some(token) = token {
                        reminders::set_token(tx, *learner, token).await?;
                    }
                    store::mails::enqueue(tx, letter).await?;
                    put += 1;
                }
                Ok::<_, StoreError>(put)
            })
        })
        .await?;
    Ok(put)
}
