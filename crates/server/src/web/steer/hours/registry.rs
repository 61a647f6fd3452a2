//! The registry and the ledgers in it.

use axum::extract::Path;
use axum::response::Response;
use domain::access::{GovernOrganisation, KeepHours};
use domain::date::Day;
use domain::training::{How, Pace};
use formats::table::{Cell, Csv};
use uuid::Uuid;

use super::{cohort_choices, domains, id, id_of, listed_name, named_split, today, training_row};
use crate::render::Arg;
use crate::service::training::{self, Ledgered, Order, Registry, Search, narrowed, registry, targets};
use crate::web::form::Fields;
use crate::web::guard::{OrPage, PageError};
use crate::web::listing::{asked, listing, of_page, with};
use crate::web::steer::Office;
use crate::web::taken::{CSV, file};
use crate::web::view::steer::hours::{AttestationRow, Choice, LedgerPage, LessonRow, RegistryPage, RegistryRow, Tally, bar, rooms};

fn search(query: &Fields) -> Search {
    let pace = Pace::WORDS.into_iter().find(|word| *word == query.one("etat")).unwrap_or_default();
    Search {
        words: query.one("q").to_owned(),
        cohort: id(query.one("cohorte")),
        unit: id(query.one("service")),
        pace: pace.to_owned(),
        with_left: query.one("partis") == "1",
    }
}

async fn found(office: &Office, query: &Fields) -> Result<(Registry, Vec<Ledgered>), PageError> {
    let by = office.may::<KeepHours>()?;
    let mut all = registry(&office.visit.app, &by).await.or_page(&office.visit)?;
    let rows = narrowed(all.rows.clone(), &search(query), Order::parse(query.one("tri")), today(&office.visit));
    all.rows.retain(|row| row.learner.left_on.is_none_or(|left| left >= today(&office.visit)));
    Ok((all, rows))
}

/// `GET /pilotage/{organisation}/heures`
pub(super) async fn show(office: Office) -> Result<Response, PageError> {
    let visit = &office.visit;
    let query = asked(visit);
    let search = search(&query);
    let (all, rows) = found(&office, &query).await?;
    let path = office.path("/heures");
    let listing = listing(&path, &query, rows.len());
    let anyhow = narrowed(all.rows.clone(), &Search { pace: String::new(), ..search.clone() }, Order::Name, today(visit));
    let tally = |word: &'static str| {
        let count = anyhow.iter().filter(|row| row.pace.word() == word).count();
        Tally { word, count, path: format!("{path}?{}", with(&query, "etat", word)) }
    };
    let choice = |id: String, name: String, is_chosen: bool| Choice { id, name, is_chosen };
    let frame = office.frame("hours");
    let page = RegistryPage {
        rooms: rooms(&frame, "registry"),
        tallies: Pace::WORDS.into_iter().map(tally).filter(|t| t.count > 0).collect(),
        claimed: all.claimed,
        cohorts: cohort_choices(&all.cohorts, search.cohort),
        units: all.units.iter().map(|u| choice(u.id.to_string(), u.name.clone(), search.unit == Some(u.id))).collect(),
        paces: Pace::WORDS.into_iter().map(|w| choice(w.to_owned(), visit.say(&format!("hours-pace-{w}")), search.pace == w)).collect(),
        orders: Order::ALL
            .into_iter()
            .map(|(o, w)| choice(w.to_owned(), visit.say(&format!("hours-order-{w}")), o == Order::parse(query.one("tri"))))
            .collect(),
        with_left: search.with_left,
        is_narrowed: search != Search::default(),
        everybody: all.rows.len(),
        target: targets(&visit.app).total(),
        rows: of_page(rows, &listing).map(|row| registry_row(&office, &all, row)).collect(),
        csv: format!("{path}/registre.csv?{}", with(&query, "page", "1")),
        listing,
        path,
        frame,
    };
    visit.page(&page)
}

fn cohort_names(all: &Registry, ids: &[Uuid]) -> Vec<String> {
    all.cohorts.iter().filter(|c| ids.contains(&c.id)).map(|c| c.name.clone()).collect()
}

fn registry_row(office: &Office, all: &Registry, row: Ledgered) -> RegistryRow {
    let domains = domains(&office.visit, &row.ledger);
    RegistryRow {
        path: office.path(&format!("/heures/personnes/{}", row.learner.id)),
        name: listed_name(&row.learner),
        cohorts: cohort_names(all, &row.cohorts),
        has_left: row.learner.left_on.is_some(),
        bar: bar(&domains),
        domains,
        counted: row.ledger.counted(),
        pace: row.pace.word(),
        waits: row.waits,
        attestation: row.attestation,
        external_id: row.learner.external_id,
    }
}

/// `GET /pilotage/{organisation}/heures/registre.csv`: what the list shows, all of its pages.
pub(super) async fn table(office: Office) -> Result<Response, PageError> {
    let visit = &office.visit;
    let query = asked(visit);
    let pass = visit.app.gates.exports.enter().await.or_page(visit)?;
    let (all, rows) = found(&office, &query).await?;
    let bytes = registry_table(&office, &all, &rows);
    drop(pass);
    Ok(file(CSV, "registre-des-heures.csv", bytes))
}

/// The registry as a table: hours with decimals, as spreadsheets add them up.
pub(super) fn registry_table(office: &Office, all: &Registry, rows: &[Ledgered]) -> Vec<u8> {
    let visit = &office.visit;
    let head = |key: &str| visit.say(&format!("pdf-hours-column-{key}"));
    let hours = |minutes: u32| Cell::Number(f64::from(minutes) / 60.0, 2);
    let mut heads: Vec<String> = ["name", "given", "number", "cohort"].map(head).to_vec();
    heads.extend(rows.first().map(|row| domains(visit, &row.ledger)).into_iter().flatten().map(|d| d.name));
    heads.extend(["counted", "required", "credits", "pace", "attestation", "left"].map(head));
    let mut table = Csv::new(&heads);
    for row in rows {
        let mut cells = vec![
            Cell::text(row.learner.family_name.as_str()),
            Cell::text(row.learner.given_name.as_str()),
            Cell::maybe(row.learner.external_id.as_deref()),
            Cell::text(cohort_names(all, &row.cohorts).join(", ")),
        ];
        cells.extend(row.ledger.domains.iter().map(|d| hours(d.done())));
        cells.extend([
            hours(row.ledger.counted()),
            hours(row.ledger.target()),
            Cell::Number(f64::from(row.credits) / 100.0, 2),
            Cell::text(visit.say(&format!("hours-pace-{}", row.pace.word()))),
            Cell::maybe(row.attestation.as_deref()),
            row.learner.left_on.map_or(Cell::Empty, Cell::Day),
        ]);
        table.row(&cells);
    }
    table.finish()
}

/// `GET /pilotage/{organisation}/heures/personnes/{learner}`
pub(super) async fn learner(office: Office, Path((_, learner)): Path<(String, String)>) -> Result<Response, PageError> {
    let visit = &office.visit;
    let by = office.may::<KeepHours>()?;
    let known = training::learner(&visit.app, &by, id_of(visit, &learner)?).await.or_page(visit)?;
    let (row, frame) = (&known.row, office.frame("hours"));
    let domains = domains(visit, &row.ledger);
    let until = row.ruling.and_then(|id| known.cohorts.iter().find(|c| c.id == id)).and_then(|c| c.ends_on);
    let mut lessons = Vec::new();
    for (lesson, how, _) in &known.lessons {
        lessons.push(LessonRow {
            path: office.path(&format!("/heures/seances/{}", lesson.id)),
            title: lesson.title.clone(),
            starts_at: lesson.starts_at,
            minutes: training::small(lesson.minutes),
            split: named_split(visit, &lesson.split)?,
            cohort: None,
            trainer: lesson.trainer.clone(),
            present: 0,
            expected: 0,
            is_closed: lesson.closed_at.is_some(),
            has_begun: true,
            how: How::parse(how).map(How::code),
        });
    }
    let mut trainings = Vec::new();
    for one in &known.trainings {
        trainings.push(training_row(visit, one, None, office.path(&format!("/heures/formations/{}", one.id)))?);
    }
    let name = format!("{} {}", row.learner.given_name, row.learner.family_name).trim().to_owned();
    let attestation = |a: &store::attestations::Attestation| AttestationRow {
        name: name.clone(),
        issued_at: a.issued_at,
        revoked_at: a.revoked_at,
        pdf: office.path(&format!("/heures/attestations/{}.pdf", a.number)),
        withdraw: office.path(&format!("/heures/attestations/{}/retirer", a.number)),
        number: a.number.clone(),
    };
    let page = LedgerPage {
        rooms: rooms(&frame, "registry"),
        id: row.learner.id.to_string(),
        external_id: row.learner.external_id.clone(),
        cohorts: known.cohorts.iter().map(|c| c.name.clone()).collect(),
        bar: bar(&domains),
        domains,
        counted: row.ledger.counted(),
        target: row.ledger.target(),
        credits: row.credits,
        pace: row.pace.word(),
        behind: if let Pace::Late { behind } = row.pace { behind } else { 0 },
        until: until.map(|day| Day::numbered(day).begins()),
        lessons,
        trainings,
        attestations: known.attestations.iter().map(attestation).collect(),
        can_issue: row.pace == Pace::Whole && row.attestation.is_none() && office.has::<GovernOrganisation>(),
        name,
        frame,
    };
    visit.page(&page)
}

/// The name of a cohort with how many people it has.
pub(super) fn sized(office: &Office, name: &str, count: usize) -> String {
    office.visit.say_with("hours-cohort-size", &[("name", Arg::from(name)), ("count", count.into())])
}
