//! Two organisations with everything that an organisation can have, for tests that look over walls.

use std::collections::BTreeMap;

use domain::access::Post;
use domain::training::{Attested, AttestedDomain};
use server::secret::{Token, digest};
use store::attestations::{self, Attestation};
use store::campaigns::{self, Campaign};
use store::candidates::{self, Candidate};
use store::cohorts::{self, Cohort};
use store::copy::{Kind, TABLES, Table};
use store::exams::{self, Exam};
use store::invitations::{self, Invitation};
use store::learners::{self, Learner};
use store::lessons::{self, Attendance, Lesson};
use store::members::{self, Member};
use store::organisation_keys::{self, OrganisationKey};
use store::organisations::{self, Organisation};
use store::participations::{self, Participation};
use store::rooms::{self, Room};
use store::trainings::{self, Training};
use store::units::{self, Unit};
use uuid::Uuid;

use crate::answering::{Way, finished};
use crate::browser::{Api, Browser};
use crate::harness::TestApp;

/// Somebody, or a program, who walks about.
#[derive(Debug, Clone)]
pub struct Walker {
    /// As messages call them.
    pub name: String,
    pub browser: Browser,
    pub api: Api,
    pub person: Option<Uuid>,
}

impl Walker {
    async fn member(app: &TestApp, name: &str, email: &'static str, posts: &[(Uuid, Post)]) -> Self {
        let (browser, person) = app.of_the_team(email, "").await;
        for (organisation_id, post) in posts {
            let member = Member { organisation_id: *organisation_id, person_id: person, role: post.code().into(), since: app.app.clock.now() };
            app.app.store.write(move |tx| Box::pin(async move { members::insert(tx, &member).await })).await.expect("a member");
        }
        Self { name: name.into(), api: app.api().bearing(&browser.token()), browser, person: Some(person) }
    }
}

/// One organisation, and who has to do with it.
#[derive(Debug)]
pub struct Estate {
    /// A word that stands in every text of it.
    pub mark: &'static str,
    pub organisation: Uuid,
    pub manager: Walker,
    pub trainer: Walker,
    /// Somebody it trains, who took part in its campaign.
    pub learner: Walker,
    pub key: Api,
    /// What a parameter of a path may name.
    pub named: BTreeMap<&'static str, String>,
}

impl Estate {
    /// The path of a route, with the names of this organisation in it.
    pub fn path(&self, template: &str) -> String {
        let path = parameters(template).iter().fold(template.to_owned(), |path, name| path.replace(&format!("{{{name}}}"), self.value(name, template)));
        // the end of a printed one is part of what the path names
        if template.ends_with("/attestations/{number}") { format!("{path}.pdf") } else { path }
    }

    /// What this parameter names here.
    pub fn value(&self, parameter: &str, template: &str) -> &str {
        self.named.get(parameter).unwrap_or_else(|| panic!("{template}: the two organisations of `steer_world.rs` have no {parameter}; add one"))
    }

    /// Every row that belongs to it, as text.
    pub async fn holdings(&self, app: &TestApp) -> Vec<String> {
        let mut held = Vec::new();
        for table in TABLES {
            let Some(belongs) = belongs(table) else { continue };
            let columns: Vec<String> = table.columns.iter().map(|(column, _)| format!("\"{column}\"")).collect();
            let sql: &'static str =
                format!("SELECT {} FROM {} WHERE {belongs} ORDER BY {}", columns.join(", "), table.name, columns[..table.key].join(", ")).leak();
            let organisation = self.organisation;
            let rows = app.app.store.read(move |tx| Box::pin(async move { tx.all(sql, &[organisation.into()], |row| Ok(written(row, table))).await })).await;
            held.extend(rows.unwrap_or_else(|e| panic!("{sql}: {e}")));
        }
        held
    }
}

/// The parameters of a route.
pub fn parameters(template: &str) -> Vec<&str> {
    template.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
}

/// Which rows of a table belong to the organisation $1.
fn belongs(table: &Table) -> Option<String> {
    let has = |column: &str| table.columns.iter().any(|(name, _)| *name == column);
    let of = |parent: &str| format!("{parent}_id IN (SELECT id FROM {parent} WHERE organisation_id = $1)");
    if table.name == "organisation" {
        return Some("id = $1".into());
    }
    if has("organisation_id") {
        return Some("organisation_id = $1".into());
    }
    ["campaign", "lesson", "cohort", "exam", "learner"].into_iter().find(|parent| has(&format!("{parent}_id"))).map(of)
}

fn written(row: &store::Row<'_>, table: &Table) -> String {
    let value = |(place, (_, kind)): (usize, &(&str, Kind))| match kind {
        Kind::Id => format!("{:?}", row.get::<Option<Uuid>>(place)),
        Kind::Blob => format!("{:?}", row.get::<Option<Vec<u8>>>(place)),
        Kind::Text => format!("{:?}", row.get::<Option<String>>(place)),
        Kind::Int => format!("{:?}", row.get::<Option<i64>>(place)),
        Kind::Bool => format!("{:?}", row.get::<Option<bool>>(place)),
        Kind::Real => format!("{:?}", row.get::<Option<f64>>(place)),
    };
    format!("{}: {}", table.name, table.columns.iter().enumerate().map(value).collect::<Vec<_>>().join(" "))
}

/// A group, one of its hospitals, and a school that is a stranger to both.
#[derive(Debug)]
pub struct World {
    pub ours: Estate,
    pub theirs: Estate,
    pub group_manager: Walker,
    pub group_trainer: Walker,
    /// Somebody with an account and nothing to do with any of them.
    pub person: Walker,
    pub visitor: Walker,
}

impl World {
    pub async fn new(app: &TestApp) -> Self {
        let group = organisation(app, "hospital-group", "Groupe", None).await;
        let hospital = organisation(app, "hospital", "Acanthe", Some(group)).await;
        let school = organisation(app, "school", "Belladone", None).await;
        let group_manager = Walker::member(app, "manager of the group", "groupe@socle.example", &[(group, Post::Manager)]).await;
        let group_trainer = Walker::member(app, "trainer of the group", "groupe.formation@socle.example", &[(group, Post::Trainer)]).await;
        let ours = Box::pin(estate(app, "Acanthe", hospital, ["a.chef@socle.example", "a.formation@socle.example", "a.soin@socle.example"])).await;
        let theirs = Box::pin(estate(app, "Belladone", school, ["b.chef@socle.example", "b.formation@socle.example", "b.soin@socle.example"])).await;
        let person = Walker::member(app, "person", "quelquun@socle.example", &[]).await;
        let visitor = Walker { name: "visitor".into(), browser: app.browser(), api: app.api(), person: None };
        Self { ours, theirs, group_manager, group_trainer, person, visitor }
    }
}

fn id(app: &TestApp) -> Uuid {
    app.app.entropy.id(app.app.clock.now())
}

async fn organisation(app: &TestApp, kind: &str, mark: &str, parent_id: Option<Uuid>) -> Uuid {
    let organisation = Organisation {
        parent_id,
        kind: kind.into(),
        name: format!("Maison {mark}"),
        search: mark.to_lowercase(),
        memo: format!("À savoir : {mark}"),
        ..Organisation::blank(id(app), app.app.clock.now())
    };
    let id = organisation.id;
    app.app.store.write(move |tx| Box::pin(async move { organisations::insert(tx, &organisation).await })).await.expect("an organisation");
    id
}

#[expect(clippy::too_many_lines, reason = "one row of everything an organisation can hold")]
async fn estate(app: &TestApp, mark: &'static str, organisation: Uuid, emails: [&'static str; 3]) -> Estate {
    let now = app.app.clock.now();
    let manager = Walker::member(app, &format!("manager of {mark}"), emails[0], &[(organisation, Post::Manager)]).await;
    let trainer = Walker::member(app, &format!("trainer of {mark}"), emails[1], &[(organisation, Post::Trainer)]).await;
    let mut learner = Walker::member(app, &format!("learner of {mark}"), emails[2], &[]).await;
    let session: Uuid = finished(app, &mut learner.browser, Way::Lot, 1).await.parse().expect("a session");
    let folded = mark.to_lowercase();
    let unit = Unit { id: id(app), organisation_id: organisation, name: format!("Service {mark}"), name_folded: folded.clone(), created_at: now };
    let cohort = Cohort {
        id: id(app),
        organisation_id: organisation,
        name: format!("Promotion {mark}"),
        name_folded: folded.clone(),
        starts_on: Some(20_700),
        ends_on: Some(21_000),
        ects: 400,
        created_at: now,
    };
    let known = Learner {
        person_id: learner.person,
        given_name: "Zoé".into(),
        family_name: mark.into(),
        birth_date: Some("2001-02-28".into()),
        email: Some(emails[2].into()),
        email_folded: Some(emails[2].into()),
        external_id: Some(format!("{mark}-1")),
        trade: Some("infirmier".into()),
        school: Some(format!("École {mark}")),
        diploma: Some(format!("Diplôme {mark}")),
        regime: Some(format!("Régime {mark}")),
        unit_id: Some(unit.id),
        sort_name: format!("{folded} zoe"),
        search: format!("{folded} zoe"),
        arrived_on: Some(20_700),
        ..Learner::blank(id(app), organisation, "hand", now)
    };
    let campaign = Campaign {
        code: mark.to_uppercase(),
        title: format!("Campagne {mark}"),
        search: folded,
        intro: format!("Bienvenue chez {mark}"),
        target: "socle".into(),
        audience: "everybody".into(),
        opens_at: Some(now - 1),
        created_by: manager.person,
        ..Campaign::blank(id(app), organisation, now)
    };
    let participation = Participation {
        learner_id: Some(known.id),
        person_id: learner.person,
        session_id: Some(session),
        unit_id: Some(unit.id),
        trade: Some("infirmier".into()),
        finished_at: Some(now),
        shared_at: Some(now),
        shared_first_at: Some(now),
        ..Participation::blank(id(app), campaign.id, now)
    };
    let token = Token::of_organisation(&app.app.entropy);
    let key = OrganisationKey {
        id: id(app),
        organisation_id: organisation,
        name: format!("Logiciel {mark}"),
        token_hash: token.digest(),
        created_by: manager.person,
        created_at: now,
        last_used_at: Some(now),
        revoked_at: None,
    };
    let lesson = Lesson {
        id: id(app),
        organisation_id: organisation,
        cohort_id: Some(cohort.id),
        title: format!("Séance {mark}"),
        search: mark.to_lowercase(),
        starts_at: now - 3_600_000_000,
        minutes: 120,
        split: r#"{"1":120}"#.into(),
        ects: 0,
        place: format!("Salle {mark}"),
        trainer: format!("Mme {mark}"),
        code: Some(format!("{}23", &mark.to_uppercase()[..4])),
        code_until: Some(now + 3_600_000_000),
        closed_at: None,
        created_by: manager.person,
        created_at: now,
        updated_at: now,
    };
    let training = Training {
        id: id(app),
        learner_id: known.id,
        kind: "online".into(),
        title: format!("Formation {mark}"),
        provider: format!("Organisme {mark}"),
        split: r#"{"1":60}"#.into(),
        ects: 0,
        done_on: 20_700,
        proof: format!("Preuve {mark}"),
        status: "claimed".into(),
        note: String::new(),
        recorded_by: learner.person,
        recorded_at: now,
        settled_by: None,
        settled_at: None,
    };
    let attestation = Attestation {
        id: id(app),
        organisation_id: organisation,
        learner_id: Some(known.id),
        number: domain::training::attestation_number(id(app).into_bytes()),
        body: serde_json::to_string(&attested(mark)).expect("JSON"),
        issued_by: manager.person,
        issued_at: now,
        revoked_at: None,
    };
    let invitation = Invitation {
        id: id(app),
        organisation_id: organisation,
        email: format!("{mark}@invitation.example"),
        email_folded: format!("{}@invitation.example", mark.to_lowercase()),
        role: "trainer".into(),
        token_hash: digest(format!("invitation {mark}").as_bytes()),
        invited_by: manager.person,
        created_at: now,
        expires_at: now + 100 * 3_600_000_000,
        settled_at: None,
        outcome: None,
    };
    let (room, exam, candidate) = examination(app, mark, organisation);
    let mut named = BTreeMap::from([
        ("room", room.id.to_string()),
        ("exam", exam.id.to_string()),
        ("candidate", candidate.id.to_string()),
        ("mail", "announce.txt".to_owned()),
        ("lesson", lesson.id.to_string()),
        ("training", training.id.to_string()),
        ("number", attestation.number.clone()),
        ("invitation", invitation.id.to_string()),
        ("person", trainer.person.expect("a person").to_string()),
        ("trade", "infirmier".to_owned()),
        ("organisation", organisation.to_string()),
        ("unit", unit.id.to_string()),
        ("cohort", cohort.id.to_string()),
        ("learner", known.id.to_string()),
        ("campaign", campaign.id.to_string()),
        ("code", campaign.code.clone()),
        ("participation", participation.id.to_string()),
        ("key", key.id.to_string()),
        ("trade", "infirmier".to_owned()),
    ]);
    let writing = app.app.store.write(move |tx| {
        Box::pin(async move {
            units::insert(tx, &unit).await?;
            cohorts::insert(tx, &cohort).await?;
            learners::insert(tx, &known).await?;
            cohorts::add(tx, cohort.id, known.id).await?;
            campaigns::insert(tx, &campaign).await?;
            participations::insert(tx, &participation).await?;
            organisation_keys::insert(tx, &key).await?;
            lessons::insert(tx, &lesson).await?;
            let there = Attendance { learner_id: known.id, how: "trainer".into(), recorded_by: key.created_by, at: now };
            lessons::attend(tx, lesson.id, &there).await?;
            trainings::insert(tx, &training).await?;
            attestations::insert(tx, &attestation).await?;
            rooms::insert(tx, &room).await?;
            exams::insert(tx, &exam).await?;
            candidates::insert(tx, &candidate).await?;
            invitations::insert(tx, &invitation).await
        })
    });
    Box::pin(writing).await.expect("what it has");
    named.insert("offer", offer(&mut manager.browser.clone(), organisation, mark).await);
    named.insert("list", offers(&mut manager.browser.clone(), organisation, mark).await);
    named.insert("import", import(&mut manager.browser.clone(), organisation, mark).await);
    Estate { mark, organisation, manager, trainer, learner, key: app.api().bearing(token.as_str()), named }
}

/// An exam that is open, its room, and somebody on its list.
fn examination(app: &TestApp, mark: &str, organisation: Uuid) -> (Room, Exam, Candidate) {
    let now = app.app.clock.now();
    let folded = mark.to_lowercase();
    let room = Room {
        id: id(app),
        organisation_id: organisation,
        name: format!("Salle {mark}"),
        name_folded: format!("salle {folded}"),
        address: format!("Rue {mark}"),
        seats: 20,
        is_step_free: 1,
        note: format!("Badge {mark}"),
        created_at: now,
        closed_at: None,
    };
    let exam = Exam {
        organisation_id: Some(organisation),
        room_id: Some(room.id),
        number: domain::certification::codes::exam_number(id(app).into_bytes()),
        centre_name: format!("Maison {mark}"),
        place: format!("Salle {mark}"),
        search: folded.clone(),
        starts_at: now + 10 * 24 * 3_600_000_000,
        seats: 12,
        status: "open".into(),
        watch_hash: Some(vec![7; 16]),
        note: format!("Consignes {mark}"),
        ..Exam::blank(id(app), now)
    };
    let candidate = Candidate {
        code: domain::campaign::Code::numbered(u64::from_le_bytes(app.app.entropy.bytes())).as_str().to_owned(),
        family_name: format!("Candidate {mark}"),
        given_name: "Zoé".into(),
        birth_date: "2001-02-28".into(),
        sort_name: format!("{folded} zoe"),
        search: format!("{folded} zoe"),
        language: "fr".into(),
        status: "enrolled".into(),
        ..Candidate::blank(id(app), exam.id, now)
    };
    (room, exam, candidate)
}

fn attested(mark: &str) -> Attested {
    Attested {
        given_name: "Zoé".into(),
        family_name: mark.into(),
        birth_date: Some("2001-02-28".into()),
        organisation: format!("Maison {mark}"),
        cohort: Some(format!("Promotion {mark}")),
        training: "Formation au numérique en santé".into(),
        text: "arrêté du 10 novembre 2022".into(),
        nor: "SPRH2229899A".into(),
        domains: vec![AttestedDomain { code: "1".into(), name: "Données de santé".into(), target: 360, minutes: 360 }],
        lessons: 360,
        trainings: 0,
        ects: 400,
        from: 20_700,
        to: 20_710,
    }
}

/// A file of people on its way in, as the manager sends it.
async fn import(manager: &mut Browser, organisation: Uuid, mark: &str) -> String {
    let path = format!("/pilotage/{organisation}/personnes/importer");
    let table = format!("Nom;Prénom;Identifiant\r\nNouvelle {mark};Léa;N-{mark}\r\n");
    let body = format!(
        "--limite\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{mark}.csv\"\r\nContent-Type: text/csv\r\n\r\n{table}\r\n--limite--\r\n"
    );
    let sent = manager.post_raw(&path, "multipart/form-data; boundary=limite", body.into_bytes(), &[("sec-fetch-site", "same-origin")]).await;
    let to = sent.is(303).location();
    let rest = to.strip_prefix(&format!("{path}/")).unwrap_or_else(|| panic!("leads to {to}"));
    rest.split('/').next().unwrap_or_default().to_owned()
}

/// A training offer that is being written, as the manager writes it.
async fn offer(manager: &mut Browser, organisation: Uuid, mark: &str) -> String {
    let (path, id) = (format!("/pilotage/{organisation}/formations"), Uuid::now_v7().to_string());
    let title = format!("Formation {mark}");
    manager.post(&format!("{path}/nouvelle"), &[("id", &id), ("vu", "0"), ("title", &title), ("organisation", mark)]).await.is(303);
    id
}

/// A list of training offers, as the manager sends it.
async fn offers(manager: &mut Browser, organisation: Uuid, mark: &str) -> String {
    let path = format!("/pilotage/{organisation}/formations/listes");
    let table = format!("titre;organisme\r\nListe {mark};{mark}\r\n");
    let body = format!(
        "--limite\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{mark}.csv\"\r\nContent-Type: text/csv\r\n\r\n{table}\r\n--limite--\r\n"
    );
    let sent = manager.post_raw(&path, "multipart/form-data; boundary=limite", body.into_bytes(), &[("sec-fetch-site", "same-origin")]).await;
    sent.is(303).location().rsplit('/').next().unwrap_or_default().to_owned()
}
