//! One account with a past, played by the engine itself through the use cases of production.

use std::sync::Arc;
use std::sync::atomic::AtomicI64;

use domain::access::{Actor, Role};
use domain::blueprint::SECOND;
use domain::item::{Interaction, Response, key_response};
use domain::language::Language;
use domain::session::Pace;
use psychometrics::random::Random;
use psychometrics::simulation::draw_response;
use store::people;
use uuid::Uuid;

use crate::app::App;
use crate::clock::{Clock, Entropy};
use crate::render::Lang;
use crate::service::Result;
use crate::service::account::{ProfileChoice, arrive, set_password, set_profile};
use crate::service::assess::{Next, Start, Submission, open, start, submit_answer};
use crate::service::audit::Origin;
use crate::service::content::Files;
use crate::service::report::{Report, say};
use crate::service::workshop::{Change, change_by_command};

use super::learning;

/// How to sign in to the demonstration.
#[derive(Debug, Clone, Copy)]
pub struct DemoAccount {
    /// Address.
    pub email: &'static str,
    /// Password.
    pub password: &'static str,
}

/// Of every account of the demonstration.
pub(super) const PASSWORD: &str = "trois lits, deux oreillers";
const ACCOUNT: DemoAccount = DemoAccount { email: "camille.roux@demo.socle.test", password: PASSWORD };
const DAY: i64 = 24 * 3600 * SECOND;

/// Makes the demo account unless it is there.
///
/// # Errors
/// The store's.
pub async fn prepare(app: &Arc<App>, files: &Files) -> Result<DemoAccount> {
    let known = app.store.read(|tx| Box::pin(people::by_email_folded(tx, ACCOUNT.email))).await?;
    if known.is_some() {
        return Ok(ACCOUNT);
    }
    // the same store, seen from some months ago
    let past = Clock::Fixed(AtomicI64::new(app.clock.now() - 100 * DAY));
    let app = App::new(app.config.clone(), app.store.clone(), files, past, Entropy::System).await?;
    let (person, _) = arrive(&app, "fr", "Firefox, Linux").await?;
    let now = app.clock.now();
    app.store.write(move |tx| Box::pin(people::set_email(tx, person, ACCOUNT.email, ACCOUNT.email, Some(now)))).await?;
    let actor = Actor::Person(person.as_u128());
    let choice = ProfileChoice { trade: "infirmier".into(), setting: "ehpad".into(), region: "53".into() };
    set_profile(&app, &actor, &choice).await?;
    set_password(&app, &actor, "", ACCOUNT.password, &Origin { place: "demo", device: "Firefox, Linux", login: None }).await?;
    // a nurse who learns: weaker in cybersecurity at first, better after some months
    let mut random = Random::new(2026, 11);
    let sittings = [([0.2, -1.1, 0.4, -0.2, -0.4], 20, 96 * DAY), ([0.7, 0.1, 0.6, 0.3, 0.2], 20, 3 * DAY), ([0.7, 0.1, 0.6, 0.3, 0.2], 7, 0)];
    for (sitting, (abilities, questions, rest)) in sittings.into_iter().enumerate() {
        let started =
            start(&app, Start { person: Some(person), kind: "positioning".into(), pace: Pace::Whole, language: Language::Fr, bearer: false, once: None })
                .await?;
        for _ in 0..questions {
            let session = open(&app, &actor, started.session).await?;
            let Some(current) = session.state.current.clone() else { break };
            let pooled = &session.edition.pool[usize::from(current.item)];
            let won = draw_response(&pooled.parameters.model(), abilities[pooled.domain], &mut random);
            let response = played(
                &pooled.item.interaction,
                &key_response(&pooled.item.interaction, &current.shown),
                won * 2 >= usize::from(pooled.item.interaction.points()),
            );
            app.clock.advance(i64::from(pooled.item.time) * SECOND * 6 / 10);
            let seq = session.state.seq();
            if matches!(submit_answer(&app, session, Submission { seq, response, key: None }).await?.next, Next::Finished) {
                break;
            }
        }
        notice(&app, &actor, started.session).await?;
        if sitting == 1 {
            learning::study(&app, &actor).await?;
        }
        app.clock.advance(rest);
    }
    Ok(ACCOUNT)
}

/// What the nurse says of questions of a session that is over.
async fn notice(app: &App, actor: &Actor, session: Uuid) -> Result<()> {
    let open = open(app, actor, session).await?;
    let noticed = [
        (2, "unclear", "On ne sait pas si le patient est présent ou au téléphone. La réponse change tout."),
        (5, "outdated", "Chez nous, ce n’est plus la carte mais l’application qui sert à s’identifier."),
        (9, "display", ""),
    ];
    for (seq, kind, text) in noticed.into_iter().filter(|_| open.is_finished()) {
        say(app, &open, Report { seq, kind, text, wants_answer: kind == "outdated" }, Lang::Fr, "demo").await?;
    }
    Ok(())
}

/// Those who make the questions of the demonstration and those who certify, with what each of them may do.
const TEAM: [(Role, &str); 7] = [
    (Role::Author, "sacha.martin@demo.socle.test"),
    (Role::Reviewer, "dominique.leroy@demo.socle.test"),
    (Role::Administrator, "claude.bernard@demo.socle.test"),
    (Role::Certifier, "alix.moreau@demo.socle.test"),
    (Role::Juror, "noa.petit@demo.socle.test"),
    // nobody checks an offer that they wrote: there are two
    (Role::Referencer, "maelle.garnier@demo.socle.test"),
    (Role::Referencer, "yanis.brun@demo.socle.test"),
];

/// Makes the accounts of the demonstration's workshop and jury, unless they are there. They have the password of the demo account.
///
/// # Errors
/// The store's.
pub async fn prepare_team(app: &App) -> Result<Vec<(Role, DemoAccount)>> {
    let mut team = Vec::new();
    for (role, email) in TEAM {
        let known = app.store.read(|tx| Box::pin(people::by_email_folded(tx, email))).await?;
        if known.is_none() {
            account_of(app, email).await?;
            change_by_command(&app.store, email, Change::Give(role), app.clock.now()).await?;
        }
        team.push((role, DemoAccount { email, password: PASSWORD }));
    }
    Ok(team)
}

/// An account of this address, with the password of the demonstration.
pub(super) async fn account_of(app: &App, email: &'static str) -> Result<Uuid> {
    let (person, _) = arrive(app, "fr", "Firefox, Linux").await?;
    let now = app.clock.now();
    app.store.write(move |tx| Box::pin(people::set_email(tx, person, email, email, Some(now)))).await?;
    set_password(app, &Actor::Person(person.as_u128()), "", PASSWORD, &Origin { place: "demo", device: "Firefox, Linux", login: None }).await?;
    Ok(person)
}

/// The key, or a slip: what is shown first, last or in its order instead; « je ne sais pas » where a slip is not easy.
fn played(interaction: &Interaction, key: &Response, right: bool) -> Option<Response> {
    if right {
        return Some(key.clone());
    }
    match key {
        Response::SingleChoice { choice } => Some(Response::SingleChoice { choice: if choice == "1" { "2" } else { "1" }.into() }),
        Response::MultipleChoice { choices } => Some(Response::MultipleChoice { choices: choices.first().cloned().into_iter().collect() }),
        Response::Ordering { order } => Some(Response::Ordering { order: order.iter().rev().cloned().collect() }),
        Response::Matching { pairs } => {
            let first = pairs.values().next().cloned().unwrap_or_default();
            Some(Response::Matching { pairs: pairs.keys().map(|k| (k.clone(), first.clone())).collect() })
        }
        Response::Categorise { places } => Some(Response::Categorise { places: places.keys().map(|k| (k.clone(), "1".to_owned())).collect() }),
        Response::HotText { spots } => Some(Response::HotText { spots: spots.first().cloned().into_iter().collect() }),
        Response::Mailbox { actions } => {
            // not every inbox lets one keep a message: the first thing offered is done with all of them
            let offered = if let Interaction::Mailbox(x) = interaction { x.actions.first().copied() } else { None };
            offered.map(|action| Response::Mailbox { actions: actions.keys().map(|k| (k.clone(), action)).collect() })
        }
        Response::Simulator { steps } => Some(Response::Simulator { steps: steps.first().cloned().into_iter().collect() }),
        Response::Gaps { .. } | Response::ShortAnswer { .. } | Response::Number { .. } => None,
    }
}
