//! An organisation that proposes training: one offer waits for the referencing team, another one came back with words, a third is a draft.

use domain::access::{Actor, Authorised, Member, Post, ProposeOffers, ReferenceOffers, Roles, Seat, may};
use domain::catalogue::columns::{Cells, Column};
use domain::refusal::Refusal;
use store::people;
use uuid::Uuid;

use super::account::{DemoAccount, account_of};
use crate::app::App;
use crate::service::audit::Origin;
use crate::service::catalogue::propose::{self, Seen};
use crate::service::catalogue::settle::{self, Decision};
use crate::service::organisation::{Draft, Typed, make};
use crate::service::{Failure, Result};

/// Who manages the organisation.
const MANAGER: &str = "jeanne.leclerc@demo.socle.test";
/// What it is called.
const NAME: &str = "Institut de formation des Deux-Rives (démonstration)";
/// What was wrong with the one that came back.
const WORDS: &str = "La page de la formation annonce 14 heures, votre fiche en dit 7. Corrigez la durée, ou la page, puis renvoyez-la.";

/// What is proposed: title, hours, domain, in a sentence.
const OFFERS: [(&str, &str, &str, &str); 3] = [
    (
        "Messagerie sécurisée au quotidien",
        "7",
        "communication",
        "Une journée pour écrire à ses confrères et à ses patients sans rien laisser fuir, sur ses propres cas.",
    ),
    (
        "Identité du patient : les bons réflexes à l’accueil",
        "7",
        "donnees",
        "Deux demi-journées sur l’identité nationale de santé, les doublons et ce que l’on vérifie avant de créer un dossier.",
    ),
    ("Premiers pas en télésurveillance", "3,5", "telesante", "Une demi-journée pour lire une alerte, joindre le patient et tracer ce que l’on a fait."),
];

/// Makes the organisation with its offers, unless it is there. Needs the referencing team of the demonstration.
///
/// # Errors
/// The store's.
pub async fn prepare_offers(app: &App, referencer: &str) -> Result<DemoAccount> {
    let account = DemoAccount { email: MANAGER, password: super::account::PASSWORD };
    if app.store.read(|tx| Box::pin(people::by_email_folded(tx, MANAGER))).await?.is_some() {
        return Ok(account);
    }
    let origin = Origin { place: "demo", device: "Firefox, Linux", login: None };
    let manager = account_of(app, MANAGER).await?;
    let actor = Actor::Person(manager.as_u128());
    let typed = Typed { kind: "school".into(), name: NAME.into(), finess: String::new(), siret: String::new(), region: "76".into() };
    let draft = Draft::read(app, &typed).map_err(|wrong| Failure::Broken(format!("the organisation of the demonstration: {wrong:?}")))?;
    let organisation = make(app, &actor, draft, None, &origin).await?;
    let seat = Seat::of(organisation.as_u128(), manager.as_u128(), [(0, Post::Manager)]);
    let by = may::<ProposeOffers>(&actor, seat)?;
    for (place, offer) in OFFERS.iter().enumerate() {
        let id = app.entropy.id(app.clock.now());
        propose::make(app, &by, id, &cells(offer)).await?;
        if place < 2 {
            propose::send(app, &by, Seen { id, revision: 1 }, &origin).await?;
        }
        if place == 1 {
            send_back(app, &by, id, referencer, &origin).await?;
        }
    }
    Ok(account)
}

fn cells((title, hours, domain, summary): &(&str, &str, &str, &str)) -> Cells {
    let all = [
        (Column::Title, *title),
        (Column::Organisation, NAME),
        (Column::OrganisationKind, "other"),
        (Column::Diploma, "none"),
        (Column::Hours, hours),
        (Column::Modality, "classroom"),
        (Column::Place, "Toulouse"),
        (Column::Region, "76"),
        (Column::Trades, "infirmier"),
        (Column::Domains, domain),
        (Column::Language, "fr"),
        (Column::Url, "https://deux-rives.example.fr/formations"),
        (Column::Summary, summary),
    ];
    all.into_iter().map(|(column, text)| (column, text.to_owned())).collect()
}

async fn send_back(app: &App, by: &Authorised<ProposeOffers>, id: Uuid, referencer: &str, origin: &Origin<'_>) -> Result<()> {
    let email = referencer.to_owned();
    let team = app.store.read_once(move |tx| Box::pin(async move { people::by_email_folded(tx, &email).await })).await?.ok_or(Refusal::NotFound)?;
    let member = Member { person: team.id.as_u128(), roles: Roles::parse(&team.roles) };
    let proof = may::<ReferenceOffers>(&Actor::Person(team.id.as_u128()), member)?;
    let (dossier, _) = propose::load(app, by, id).await?;
    settle::decide(app, &proof, &dossier.row.slug, dossier.row.revision, &Decision::SendBack(WORDS.to_owned()), origin).await
}
