//! The 28 hours: who was there and how that is known, what counts, what is attested once, and what a stranger learns.

use std::io::Read as _;

use domain::access::Post;
use store::{cohorts, learners, lessons, members, organisations};
use uuid::Uuid;

use crate::browser::{Browser, encode};
use crate::harness::{MINUTE, NOW, TestApp};

const DAY: i64 = 24 * 60 * MINUTE;

/// An organisation with a cohort, straight in the store.
struct School {
    id: Uuid,
    cohort: Uuid,
}

impl School {
    async fn made(app: &TestApp, name: &'static str) -> Self {
        let id = app.app.entropy.id(NOW);
        let cohort = app.app.entropy.id(NOW);
        let today = NOW.div_euclid(DAY);
        let organisation = organisations::Organisation {
            kind: "school".into(),
            name: name.into(),
            search: name.to_lowercase(),
            ..organisations::Organisation::blank(id, NOW)
        };
        let row = cohorts::Cohort {
            id: cohort,
            organisation_id: id,
            name: "Promotion 2026".into(),
            name_folded: "promotion 2026".into(),
            starts_on: Some(today - 10),
            ends_on: Some(today + 300),
            ects: 200,
            created_at: NOW,
        };
        app.app
            .store
            .write(move |tx| {
                let (organisation, row) = (organisation.clone(), row.clone());
                Box::pin(async move {
                    organisations::insert(tx, &organisation).await?;
                    cohorts::insert(tx, &row).await
                })
            })
            .await
            .expect("a school");
        Self { id, cohort }
    }

    async fn member(&self, app: &TestApp, email: &'static str, post: Post) -> Browser {
        let (browser, person) = app.of_the_team(email, "").await;
        let row = members::Member { organisation_id: self.id, person_id: person, role: post.code().into(), since: NOW };
        app.app
            .store
            .write(move |tx| {
                let row = row.clone();
                Box::pin(async move { members::insert(tx, &row).await })
            })
            .await
            .expect("a member");
        browser
    }

    async fn learner(&self, app: &TestApp, given: &str, family: &str, email: Option<&str>, cohort: Option<Uuid>) -> Uuid {
        let id = app.app.entropy.id(NOW);
        let sort_name = domain::text::fold(&format!("{family} {given}"));
        let row = learners::Learner {
            given_name: given.into(),
            family_name: family.into(),
            birth_date: Some("2004-02-29".into()),
            email: email.map(str::to_owned),
            email_folded: email.map(str::to_owned),
            search: sort_name.clone(),
            sort_name,
            ..learners::Learner::blank(id, self.id, "hand", NOW)
        };
        app.app
            .store
            .write(move |tx| {
                let row = row.clone();
                Box::pin(async move {
                    learners::insert(tx, &row).await?;
                    if let Some(cohort) = cohort {
                        cohorts::add(tx, cohort, row.id).await?;
                    }
                    Ok::<_, store::StoreError>(())
                })
            })
            .await
            .expect("a learner");
        id
    }

    fn path(&self, rest: &str) -> String {
        format!("/pilotage/{}/heures{rest}", self.id)
    }

    /// A lesson of the cohort, made by the form, which begins so many days from now at nine in the morning.
    async fn lesson(&self, trainer: &mut Browser, title: &str, days: i64, hours: [&str; 5]) -> String {
        let cohort = self.cohort.to_string();
        let day = domain::date::Day::of(NOW + days * DAY).to_string();
        let draft = Uuid::now_v7().to_string();
        let mut fields = vec![
            ("brouillon", draft.as_str()),
            ("titre", title),
            ("cohorte", &cohort),
            ("jour", &day),
            ("heure", "00:00"),
            ("duree", "28 h"),
            ("lieu", "B12"),
            ("anime", "C. Roux"),
        ];
        let names: Vec<String> = (1..=5).map(|code| format!("heures-{code}")).collect();
        fields.extend(names.iter().map(String::as_str).zip(hours));
        let to = trainer.post(&self.path("/seances"), &fields).await.is(303).location();
        // the same form again, as a double click sends it
        assert_eq!(trainer.post(&self.path("/seances"), &fields).await.is(303).location(), to);
        to
    }
}

const WHOLE: [&str; 5] = ["6", "5 h", "5:00", "360 min", "6,0"];

/// The code that is on the wall.
async fn code_of(app: &TestApp, school: &School, lesson: &str) -> String {
    let (id, organisation) = (lesson.rsplit('/').next().expect("an id").parse::<Uuid>().expect("an id"), school.id);
    let row = app.app.store.read(move |tx| Box::pin(lessons::load(tx, organisation, id))).await.expect("read").expect("a lesson");
    row.code.expect("a code is shown")
}

on_both! {
    async fn a_code_counts_for_those_whom_the_lesson_is_for_and_while_it_is_shown(app) {
        let school = School::made(app, "IFSI Nord").await;
        let mut trainer = school.member(app, "formatrice@socle.example", Post::Trainer).await;
        let awa = school.learner(app, "Awa", "Diop", Some("awa@socle.example"), Some(school.cohort)).await;
        school.learner(app, "Yanis", "Zidane", Some("yanis@socle.example"), None).await;
        let lesson = school.lesson(&mut trainer, "Identitovigilance", 0, ["2", "", "", "", ""]).await;
        let page = trainer.get(&lesson).await.is(200).plain();
        assert!(page.contains("Diop Awa") && !page.contains("Zidane"), "only the cohort is on the list");

        trainer.post(&format!("{lesson}/code"), &[("minutes", "7")]).await.is(422);
        let wall = trainer.post_and_follow(&format!("{lesson}/code"), &[("minutes", "10")]).await.is(200);
        let code = code_of(app, &school, &lesson).await;
        assert!(wall.text().contains(&code[..3]) && wall.text().contains("<svg"), "the code and its square");

        app.browser().post("/presence", &[("code", &code)]).await.is(401);
        let (mut stranger, _) = app.of_the_team("passant@socle.example", "").await;
        assert!(stranger.post("/presence", &[("code", &code)]).await.is(403).plain().contains("pas sur la liste"));
        let (mut yanis, _) = app.of_the_team("yanis@socle.example", "").await;
        yanis.post("/presence", &[("code", &code)]).await.is(403);
        let (mut here, person) = app.of_the_team("awa@socle.example", "").await;
        assert!(here.post("/presence", &[("code", "BCDFGH")]).await.is(422).plain().contains("pas le bon"));
        let lower = format!(" {} {}", code[..3].to_lowercase(), &code[3..]);
        assert!(here.post_and_follow("/presence", &[("code", &lower)]).await.is(200).plain().contains("Identitovigilance"));
        here.post("/presence", &[("code", &code)]).await.is(303);
        let linked = app.app.store.read(move |tx| Box::pin(learners::load(tx, awa))).await.expect("read").expect("Awa");
        assert_eq!(linked.person_id, Some(person), "the proved address says who she is");
        assert!(here.get("/mes-heures").await.is(200).plain().contains("2 h sur 28 h"));
        let page = trainer.get(&lesson).await.is(200).plain();
        assert!(page.contains("Une personne présente sur 1") && page.contains("par le code"), "counted once");

        app.advance(11 * MINUTE);
        school.learner(app, "Léo", "Petit", Some("leo@socle.example"), Some(school.cohort)).await;
        let (mut late, _) = app.of_the_team("leo@socle.example", "").await;
        late.post("/presence", &[("code", &code)]).await.is(422);
        trainer.post(&format!("{lesson}/code"), &[("minutes", "10")]).await.is(303);
        let second = code_of(app, &school, &lesson).await;
        assert_ne!(second, code);
        trainer.post(&format!("{lesson}/clore"), &[]).await.is(303);
        late.post("/presence", &[("code", &second)]).await.is(422);
        trainer.post(&format!("{lesson}/code"), &[("minutes", "10")]).await.is(409);
        trainer.post(&format!("{lesson}/rouvrir"), &[]).await.is(303);
        trainer.post(&format!("{lesson}/supprimer"), &[]).await.is(409);
    }
}

on_both! {
    async fn codes_cannot_be_tried_out(app) {
        let (mut guesser, _) = app.of_the_team("devine@socle.example", "").await;
        for _ in 0..12 {
            guesser.post("/presence", &[("code", "BCDFGH")]).await.is(422);
        }
        guesser.post("/presence", &[("code", "BCDFGH")]).await.is(429);
        app.advance(15 * MINUTE);
        guesser.post("/presence", &[("code", "BCDFGH")]).await.is(422);
    }
}

on_both! {
    async fn the_trainers_list_writes_what_was_changed_and_nothing_else(app) {
        let school = School::made(app, "IFSI Nord").await;
        let mut trainer = school.member(app, "formatrice@socle.example", Post::Trainer).await;
        let mut ids = Vec::new();
        for family in ["Auger", "Bell", "Carlu"] {
            ids.push(school.learner(app, "Ana", family, None, Some(school.cohort)).await.to_string());
        }
        school.learner(app, "Awa", "Diop", Some("awa@socle.example"), Some(school.cohort)).await;
        let soon = school.lesson(&mut trainer, "Demain", 1, ["1", "", "", "", ""]).await;
        let early = trainer.post(&format!("{soon}/presence"), &[("present", &ids[0]), ("comment", "sheet")]).await.is(409);
        assert!(early.plain().contains("n’a pas commencé"));
        let lesson = school.lesson(&mut trainer, "Aujourd’hui", 0, ["1", "", "", "", ""]).await;
        trainer.post(&format!("{lesson}/presence"), &[("present", &ids[0]), ("present", &ids[1]), ("comment", "sheet")]).await.is(303);
        // while the page is open, somebody comes by code: what is sent then does not undo it
        trainer.post(&format!("{lesson}/code"), &[("minutes", "20")]).await.is(303);
        let code = code_of(app, &school, &lesson).await;
        let (mut awa, _) = app.of_the_team("awa@socle.example", "").await;
        awa.post("/presence", &[("code", &code)]).await.is(303);
        let fields = [("avant", ids[0].as_str()), ("avant", &ids[1]), ("present", &ids[1]), ("present", &ids[2]), ("comment", "trainer")];
        let page = trainer.post_and_follow(&format!("{lesson}/presence"), &fields).await.is(200).plain();
        assert!(page.contains("3 personnes présentes sur 4"), "Bell, Carlu, Diop");
        assert!(page.contains("feuille signée") && page.contains("noté par l’équipe") && page.contains("par le code"), "the first word about each stays");
        let sheet = trainer.get(&format!("{lesson}/feuille.pdf")).await.is(200);
        assert!(sheet.body.starts_with(b"%PDF-1.7"));

        let other = School::made(app, "IFSI Sud").await;
        let theirs = other.learner(app, "Zoé", "Autre", None, None).await.to_string();
        trainer.post(&format!("{lesson}/presence"), &[("present", &theirs), ("comment", "sheet")]).await.is(404);
        let mut rival = other.member(app, "rival@socle.example", Post::Manager).await;
        let name = lesson.rsplit('/').next().expect("a name");
        for rest in ["", "/modifier", "/code", "/supprimer", "/feuille.pdf"] {
            rival.get(&other.path(&format!("/seances/{name}{rest}"))).await.is(404);
            rival.get(&format!("{lesson}{rest}")).await.is(404);
        }
    }
}

on_both! {
    async fn a_training_elsewhere_counts_once_it_is_accepted_and_a_refusal_says_why(app) {
        let school = School::made(app, "IFSI Nord").await;
        let mut trainer = school.member(app, "formatrice@socle.example", Post::Trainer).await;
        let awa = school.learner(app, "Awa", "Diop", Some("awa@socle.example"), Some(school.cohort)).await;
        let (mut learner, person) = app.of_the_team("awa@socle.example", "").await;
        app.app.store.write(move |tx| Box::pin(learners::link(tx, awa, person, NOW))).await.expect("linked");
        let organisation = school.id.to_string();
        let draft = Uuid::now_v7().to_string();
        let fields = [("organisation", organisation.as_str()), ("brouillon", &draft), ("titre", "MOOC =1+1"), ("nature", "online"), ("organisme", "Une université"), ("jour", "2026-11-10"), ("heures-5", "3 h"), ("preuve", "Attestation")];
        learner.post("/mes-heures/formations", &fields).await.is(303);
        learner.post("/mes-heures/formations", &fields).await.is(303);
        let refused = learner.post("/mes-heures/formations", &[("organisation", &organisation), ("titre", "Gardé"), ("nature", "online"), ("jour", "hier")]).await.is(422).plain();
        assert!(refused.contains("Gardé") && refused.contains("Cette date ne se lit pas") && refused.contains("au moins une"), "{refused}");
        let far = [("organisation", organisation.as_str()), ("titre", "Demain"), ("nature", "online"), ("jour", "2027-11-10"), ("heures-5", "3 h")];
        learner.post("/mes-heures/formations", &far).await.is(422);
        assert!(learner.get("/mes-heures").await.is(200).plain().contains("0 h sur 28 h"), "a claim counts for nothing");

        let page = trainer.get(&school.path("/formations?etat=claimed")).await.is(200).plain();
        assert_eq!(page.matches("MOOC =1+1").count(), 3, "once in the list, and on its two buttons");
        let at = page.find("/accepter").expect("a button");
        let path = page[..at].rsplit("action=\"").next().expect("a path").to_owned();
        trainer.post(&format!("{path}/refuser"), &[("motif", "  ")]).await.is(422);
        trainer.post(&format!("{path}/refuser"), &[("motif", "La preuve manque.")]).await.is(303);
        assert!(learner.get("/mes-heures").await.is(200).plain().contains("La preuve manque."));
        // another tab, where it still seems to wait
        trainer.post(&format!("{path}/accepter"), &[]).await.is(409);
        let again = Uuid::now_v7().to_string();
        let mut second = fields;
        second[1] = ("brouillon", &again);
        learner.post("/mes-heures/formations", &second).await.is(303);
        let path = path.replace(&path[path.rfind('/').expect("a path") + 1..], &again);
        trainer.post(&format!("{path}/accepter"), &[]).await.is(303);
        trainer.post(&format!("{path}/accepter"), &[]).await.is(303);
        assert!(learner.get("/mes-heures").await.is(200).plain().contains("3 h sur 28 h"));
        learner.post(&format!("/mes-heures/formations/{again}/reprendre"), &[]).await.is(409);

        let cohort = school.cohort.to_string();
        let draft = Uuid::now_v7().to_string();
        let all = [("brouillon", draft.as_str()), ("cohorte", &cohort), ("titre", "Semaine du numérique"), ("nature", "course"), ("jour", "2026-11-10"), ("heures-1", "2 h")];
        trainer.post(&school.path("/formations"), &all).await.is(303);
        trainer.post(&school.path("/formations"), &all).await.is(303);
        assert!(learner.get("/mes-heures").await.is(200).plain().contains("5 h sur 28 h"), "recorded once");
        let other = School::made(app, "IFSI Sud").await;
        let mut rival = other.member(app, "rival@socle.example", Post::Manager).await;
        rival.post(&other.path("/formations"), &all).await.is(404);
        rival.post(&other.path(&format!("/formations/{again}/refuser")), &[("motif", "Non")]).await.is(404);
    }
}

on_both! {
    async fn two_who_press_at_once_are_given_one_attestation(app) {
        let school = School::made(app, "IFSI Nord").await;
        let mut director = school.member(app, "direction@socle.example", Post::Manager).await;
        let mut trainer = school.member(app, "formatrice@socle.example", Post::Trainer).await;
        let awa = school.learner(app, "Awa", "Diop", Some("awa@socle.example"), Some(school.cohort)).await.to_string();
        let leo = school.learner(app, "Léo", "Petit", None, Some(school.cohort)).await.to_string();
        let lesson = school.lesson(&mut trainer, "Tout", -1, WHOLE).await;
        trainer.post(&format!("{lesson}/presence"), &[("present", &awa), ("comment", "sheet")]).await.is(303);
        let attestations = school.path("/attestations");
        trainer.post(&attestations, &[("personne", &awa)]).await.is(403);
        director.post(&attestations, &[("personne", &leo)]).await.is(409);
        let mut other = director.clone();
        let fields = [("personne", awa.as_str())];
        let (one, two) = tokio::join!(director.post(&attestations, &fields), other.post(&attestations, &fields));
        one.is(303);
        two.is(303);
        let organisation = school.id;
        let made = app.app.store.read(move |tx| Box::pin(store::attestations::of_organisation(tx, organisation))).await.expect("read");
        assert_eq!(made.len(), 1);
        let number = made[0].number.clone();
        let lines = app.app.store.read(|tx| Box::pin(store::audit::list(tx, (i64::MIN, Uuid::nil()), 100))).await.expect("lines");
        assert_eq!(lines.iter().filter(|l| l.kind == "attestation-made").count(), 1);

        let printed = trainer.get(&format!("{attestations}/{number}.pdf")).await.is(200);
        assert!(printed.body.starts_with(b"%PDF-1.7"));
        assert_eq!(trainer.get(&format!("{attestations}/{number}.pdf")).await.is(200).body, printed.body, "printed again it is the same");
        trainer.get(&school.path(&format!("/attestations.pdf?cohorte={}", school.cohort))).await.is(200);
        let (mut learner, person) = app.of_the_team("awa@socle.example", "").await;
        let own = format!("/mes-heures/attestations/{number}.pdf");
        learner.get(&own).await.is(404);
        let learner_id: Uuid = awa.parse().expect("an id");
        app.app.store.write(move |tx| Box::pin(learners::link(tx, learner_id, person, NOW))).await.expect("linked");
        assert_eq!(learner.get(&own).await.is(200).body, printed.body);

        // whoever holds the paper
        let mut anybody = app.browser();
        let page = anybody.get(&format!("/attestation?numero={}", encode(&number.to_lowercase().replace('-', " ")))).await.is(303).location();
        let seen = anybody.get(&page).await.is(200).plain();
        assert!(seen.contains("vaut toujours") && seen.contains("IFSI Nord"));
        for secret in ["Awa", "Diop", "2004", "Promotion"] {
            assert!(!seen.contains(secret), "{secret} is nobody’s business");
        }
        assert!(anybody.post(&page, &[("nom", "DIOP Awa")]).await.is(200).plain().contains("est bien celui"));
        assert!(anybody.post(&page, &[("nom", "Awa")]).await.is(200).plain().contains("n’est pas celui"));
        for _ in 0..18 {
            anybody.post(&page, &[("nom", "Zoé Autre")]).await.is(200);
        }
        anybody.post(&page, &[("nom", "Awa Diop")]).await.is(429);
        anybody.get("/attestation/BCDF-GHJK-LMNP").await.is(404);

        // hours that change later change nothing of it; withdrawn, its number says so, and another one can be made
        trainer.post(&format!("{attestations}/{number}/retirer"), &[]).await.is(403);
        director.post(&format!("{attestations}/{number}/retirer"), &[]).await.is(303);
        director.post(&format!("{attestations}/{number}/retirer"), &[]).await.is(303);
        assert!(anybody.get(&page).await.is(200).plain().contains("a été retirée"));
        director.post(&attestations, &[("personne", &awa)]).await.is(303);
        let made = app.app.store.read(move |tx| Box::pin(store::attestations::of_organisation(tx, organisation))).await.expect("read");
        assert_eq!(made.iter().filter(|a| a.revoked_at.is_none()).count(), 1);
        assert_eq!(made.len(), 2);
        let other = School::made(app, "IFSI Sud").await;
        let mut rival = other.member(app, "rival@socle.example", Post::Manager).await;
        rival.get(&other.path(&format!("/attestations/{number}.pdf"))).await.is(404);
        rival.post(&other.path(&format!("/attestations/{number}/retirer")), &[]).await.is(404);
        rival.post(&other.path("/attestations"), &[("personne", &awa)]).await.is(404);
    }
}

on_both! {
    async fn the_registry_says_who_is_late_and_leaves_as_a_table(app) {
        let school = School::made(app, "IFSI Nord").await;
        let mut trainer = school.member(app, "formatrice@socle.example", Post::Trainer).await;
        let awa = school.learner(app, "Awa", "Diop", None, Some(school.cohort)).await.to_string();
        school.learner(app, "=cmd", "Petit", None, Some(school.cohort)).await;
        school.learner(app, "Zoé", "Sans cohorte", None, None).await;
        let lesson = school.lesson(&mut trainer, "Tout", -1, WHOLE).await;
        trainer.post(&format!("{lesson}/presence"), &[("present", &awa), ("comment", "sheet")]).await.is(303);
        // an even pace over 311 days is behind by half a day after some 44
        app.advance(60 * DAY);
        let page = |query: &str| format!("{}{query}", school.path(""));
        let late = trainer.get(&page("?etat=late")).await.is(200).plain();
        assert!(late.contains("Petit =cmd") && !late.contains("Diop"), "{late}");
        assert!(trainer.get(&page("?etat=whole&q=diop")).await.is(200).plain().contains("Diop Awa"));
        let first = trainer.get(&page("?tri=plus")).await.is(200).plain();
        assert!(first.find("Diop").expect("there") < first.find("Sans cohorte").expect("there"));
        assert!(first.contains("sans échéance"));
        app.advance(300 * DAY);
        // a login does not live so long
        let mut trainer = school.member(app, "formatrice.plus.tard@socle.example", Post::Trainer).await;
        assert!(trainer.get(&page("?etat=over")).await.is(200).plain().contains("Petit =cmd"));
        let table = trainer.get(&school.path("/registre.csv?q=petit")).await.is(200).text();
        assert!(table.starts_with('\u{feff}') && table.contains(";'=cmd;") && !table.contains("Diop"), "{table}");
        let ledger = trainer.get(&school.path(&format!("/personnes/{awa}"))).await.is(200).plain();
        assert!(ledger.contains("28 h sur 28 h") && ledger.contains("Crédits : 2 ECTS"), "{ledger}");
        let other = School::made(app, "IFSI Sud").await;
        let mut rival = other.member(app, "rival@socle.example", Post::Manager).await;
        rival.get(&other.path(&format!("/personnes/{awa}"))).await.is(404);
        assert!(!rival.get(&other.path("")).await.is(200).plain().contains("Diop"));
    }
}

on_both! {
    async fn the_pack_of_proofs_holds_what_was_recorded_and_the_digest_of_each_file(app) {
        let school = School::made(app, "IFSI Nord").await;
        let mut trainer = school.member(app, "formatrice@socle.example", Post::Trainer).await;
        let awa = school.learner(app, "Awa", "Diop", None, Some(school.cohort)).await.to_string();
        let lesson = school.lesson(&mut trainer, "Tout", -1, WHOLE).await;
        trainer.post(&format!("{lesson}/presence"), &[("present", &awa), ("comment", "sheet")]).await.is(303);
        let zip = |query: &str| school.path(&format!("/preuves.zip?{query}"));
        assert!(trainer.get(&zip("du=hier&au=2026-12-31")).await.is(422).plain().contains("Cette date ne se lit pas"));
        trainer.get(&zip("du=2026-12-31&au=2026-01-01")).await.is(422);
        trainer.get(&zip(&format!("du=2026-01-01&au=2026-12-31&cohorte={}", Uuid::now_v7()))).await.is(404);
        let empty = trainer.get(&zip("du=2020-01-01&au=2020-12-31")).await.is(200);
        assert!(empty.body.starts_with(b"PK"));
        let full = trainer.get(&zip(&format!("du=2026-01-01&au=2026-12-31&cohorte={}", school.cohort))).await.is(200);
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(full.body)).expect("an archive");
        let mut read = |name: &str| {
            let mut bytes = Vec::new();
            archive.by_name(name).unwrap_or_else(|e| panic!("{name}: {e}")).read_to_end(&mut bytes).expect("unpacked");
            bytes
        };
        let digests = String::from_utf8(read("SHA256SUMS")).expect("text");
        assert_eq!(digests.lines().count(), 7);
        for line in digests.lines() {
            let (digest, name) = line.split_once("  ").expect("a digest and a name");
            assert_eq!(server::secret::hex(&server::secret::digest(&read(name))), digest, "{name}");
        }
        assert!(read("0-index.pdf").starts_with(b"%PDF"));
        assert!(read("4-releves-de-presence.pdf").starts_with(b"%PDF"));
        let attendance = String::from_utf8(read("3-presences.csv")).expect("text");
        assert!(attendance.contains("Tout;") && attendance.contains(";Diop;Awa;") && attendance.contains("feuille signée"), "{attendance}");
        assert!(String::from_utf8(read("1-registre-des-heures.csv")).expect("text").contains("Heures faites"));
    }
}
