//! People in, from a file: looked at first, written when somebody says so, never doubled, and gone on with when a server was killed.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use domain::learner::{Absent, Column, Fault, NoticeKind, SYNONYMS, guess};
use server::render::{Lang, Texts};
use server::service::learner::import::catch_up;
use store::imports;
use store::learners::{self, Filter, Learner, Order};
use uuid::Uuid;

use crate::browser::{Browser, Reply};
use crate::harness::{MINUTE, TestApp, eventually_found};

const DAY: i64 = 24 * 60 * MINUTE;
/// The layout of Pix for higher education, as its users have it.
const PIX: &str = "Premier prénom;Deuxième prénom;Troisième prénom;Nom de famille;Nom d’usage;Date de naissance (jj/mm/aaaa);Email;Numéro étudiant;Composante;Équipe pédagogique;Groupe;Diplôme;Régime";

fn students(count: usize) -> String {
    let mut file = format!("{PIX}\r\n");
    for n in 0..count {
        let (day, month, group) = (1 + n % 28, 1 + n % 12, if n % 2 == 0 { "A" } else { "B" });
        let name = ["Lefèvre", "Nuñez", "D’Angelo", "Œuvrard"][n % 4];
        writeln!(file, "Zoé{};;;{name};;{day:02}/{month:02}/2004;zoe{n}@ifsi.example;{n:06};IFSI;Promo 2024;Groupe {group};DEI;initial\r", letters(n))
            .expect("memory");
    }
    file
}

fn letters(n: usize) -> String {
    n.to_string().bytes().map(|b| char::from(b - b'0' + b'a')).collect()
}

fn windows_1252(text: &str) -> Vec<u8> {
    text.chars()
        .map(|c| match c {
            '’' => 0x92,
            'Œ' => 0x8c,
            c => c as u8,
        })
        .collect()
}

struct Desk {
    browser: Browser,
    organisation: Uuid,
}

impl Desk {
    async fn of(app: &TestApp, email: &'static str) -> Self {
        let (browser, person) = app.of_the_team(email, "").await;
        Self { browser, organisation: app.organisation(person).await }
    }

    fn path(&self, rest: &str) -> String {
        format!("/pilotage/{}/personnes{rest}", self.organisation)
    }

    async fn upload(&mut self, name: &str, bytes: &[u8]) -> Reply {
        let mut body = format!("--limite\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n").into_bytes();
        body.extend(bytes);
        body.extend(b"\r\n--limite--\r\n");
        let path = self.path("/importer");
        self.browser.post_raw(&path, "multipart/form-data; boundary=limite", body, &[("sec-fetch-site", "same-origin")]).await
    }

    /// Sends a file and says of its columns what was guessed. Leads to the look at it.
    async fn look(&mut self, name: &str, bytes: &[u8]) -> (String, String) {
        let columns = self.upload(name, bytes).await.is(303).location();
        let page = self.browser.get(&columns).await.is(200).text();
        let fields = chosen(&page);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let path = self.browser.post(&columns, &fields).await.is(303).location();
        let page = self.browser.get(&path).await.is(200).plain();
        (path, page)
    }

    async fn write(&mut self, app: &TestApp, path: &str, absent: &str) -> imports::Import {
        assert_eq!(self.browser.post(&format!("{path}/ecrire"), &[("absents", absent)]).await.is(303).location(), path);
        settled(app, path).await
    }

    async fn people(&self, app: &TestApp) -> Vec<Learner> {
        let organisation = self.organisation;
        app.app
            .store
            .read(move |tx| Box::pin(async move { learners::list(tx, organisation, &Filter::default(), &Order::first(), 1_000_000).await }))
            .await
            .expect("people")
    }
}

fn id_of(path: &str) -> Uuid {
    path.rsplit('/').next().and_then(|id| id.parse().ok()).unwrap_or_else(|| panic!("{path} names no file"))
}

async fn row(app: &TestApp, path: &str) -> imports::Import {
    let id = id_of(path);
    app.app.store.read(move |tx| Box::pin(imports::load(tx, id))).await.expect("a store").expect("a file")
}

async fn settled(app: &TestApp, path: &str) -> imports::Import {
    eventually_found("the file is written", async || Some(row(app, path).await).filter(|row| row.settled_at.is_some())).await
}

/// The fields of the page of columns, as a browser would send them.
fn chosen(page: &str) -> BTreeMap<String, String> {
    let mut fields = BTreeMap::new();
    for part in page.split("<select").skip(1).filter(|part| part.contains("name=\"column-")) {
        let part = part.split("</select>").next().unwrap_or_default();
        let name = part.split("name=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a name");
        let before = part.split(" selected").next().expect("a chosen one");
        let value = before.rsplit("value=\"").next().and_then(|rest| rest.split('"').next()).expect("a value");
        fields.insert(name.to_owned(), value.to_owned());
    }
    for name in ["feuille", "ligne"] {
        let value = page.split(&format!("type=\"hidden\" name=\"{name}\" value=\"")).nth(1).and_then(|rest| rest.split('"').next()).expect("a hidden field");
        fields.insert(name.to_owned(), value.to_owned());
    }
    if page.contains("name=\"titres\" value=\"oui\" checked") {
        fields.insert("titres".to_owned(), "oui".to_owned());
    }
    fields
}

/// Counts of what was done, from what is kept of it.
fn report(import: &imports::Import) -> BTreeMap<String, u64> {
    serde_json::from_str(&import.report).expect("a report")
}

#[track_caller]
fn did(import: &imports::Import, expected: [(&str, u64); 5]) {
    assert_eq!(import.status, "done");
    let report = report(import);
    for (name, count) in expected {
        assert_eq!(report[name], count, "{name}: {report:?}");
    }
}

on_both! {
    async fn nobody_is_written_before_somebody_says_so_and_nobody_twice(app) {
        let mut desk = Desk::of(app, "trainer@ifsi.example").await;
        let before = app.rows_kept().await;
        let file = windows_1252(&students(120));
        let (path, page) = desk.look("étudiants.csv", &file).await;
        assert!(page.contains("Rien n’est encore écrit"), "{page}");
        assert!(page.contains("Groupe A, Groupe B") && page.contains("Promo 2024") && page.contains("Lefèvre"), "{page}");
        let mut after = app.rows_kept().await;
        assert_eq!(after.insert("import", 0), Some(1), "the file itself is kept");
        assert_eq!(after, before, "and nothing else");
        did(&desk.write(app, &path, "stay").await, [("added", 120), ("changed", 0), ("kept", 0), ("refused", 0), ("left", 0)]);
        let rows = app.rows_kept().await;
        assert_eq!([rows["learner"], rows["unit"], rows["cohort"], rows["cohort_learner"], rows["learner_change"]], [120, 2, 1, 120, 120]);
        let people = desk.people(app).await;
        let zoe = people.iter().find(|l| l.external_id.as_deref() == Some("000000")).expect("the first");
        assert_eq!((zoe.given_name.as_str(), zoe.family_name.as_str(), zoe.birth_date.as_deref()), ("Zoéa", "Lefèvre", Some("2004-01-01")));
        assert_eq!((zoe.school.as_deref(), zoe.diploma.as_deref(), zoe.regime.as_deref(), zoe.source.as_str()), (Some("IFSI"), Some("DEI"), Some("initial"), "import"));
        assert!(zoe.unit_id.is_some() && zoe.search.contains("zoe0@ifsi.example") && zoe.search.contains("000000"));
        // pressed twice: it was written
        assert_eq!(desk.browser.post(&format!("{path}/ecrire"), &[]).await.is(303).location(), path);
        // in another encoding, with another separator: the same people
        let again = format!("\u{feff}{}", students(120).replace(';', ","));
        let (path, page) = desk.look("encore.csv", again.as_bytes()).await;
        assert!(page.contains("votre liste dit déjà"), "{page}");
        did(&desk.write(app, &path, "stay").await, [("added", 0), ("changed", 0), ("kept", 120), ("refused", 0), ("left", 0)]);
        assert_eq!(app.rows_kept().await["learner"], 120);
        let later = app.rows_kept().await;
        assert_eq!([later["unit"], later["cohort"], later["cohort_learner"], later["learner_change"]], [2, 1, 120, 120]);
    }
}

on_both! {
    async fn a_second_file_changes_what_it_says_and_notes_who_left(app) {
        let mut desk = Desk::of(app, "trainer@ifsi.example").await;
        let (path, _) = desk.look("a.csv", "Nom;Prénom;Numéro;Service;Promotion\nDiop;Awa;1;A;2024\nRoux;Camille;2;A;2024\nPetit;Léa;3;B;2025\n".as_bytes()).await;
        desk.write(app, &path, "stay").await;
        app.advance(MINUTE);
        let (path, page) = desk.look("b.csv", "Numéro;Nom;Prénom;Service;Mail\n1;Diop;Awa;C;awa@ifsi.example\n9;Martin;Zoé;A;\n".as_bytes()).await;
        assert!(page.contains("adresse e-mail, service"), "{page}");
        assert!(page.contains("Noter le départ de 1 personne, dans les services") && page.contains("Noter le départ de 2 personnes, dans tout"), "{page}");
        did(&desk.write(app, &path, "leave-here").await, [("added", 1), ("changed", 1), ("kept", 0), ("refused", 0), ("left", 1)]);
        let people = desk.people(app).await;
        let left: Vec<&str> = people.iter().filter(|l| l.left_on.is_some()).map(|l| l.given_name.as_str()).collect();
        assert_eq!(left, ["Camille"], "Léa is in a unit that the file does not name");
        let awa = people.iter().find(|l| l.given_name == "Awa").expect("Awa").clone();
        assert_eq!(awa.email.as_deref(), Some("awa@ifsi.example"));
        let (history, cohorts) = app
            .app
            .store
            .read(move |tx| Box::pin(async move { Ok::<_, store::StoreError>((learners::history(tx, awa.id, 10).await?, store::cohorts::of_learner(tx, awa.id).await?)) }))
            .await
            .expect("a history");
        let history: Vec<(&str, &str)> = history.iter().map(|c| (c.kind.as_str(), c.detail.as_str())).collect();
        assert_eq!(history, [("moved", "C"), ("arrived", "")]);
        assert_eq!(cohorts.len(), 1, "what the file does not say stays");
        let (path, _) = desk.look("c.csv", "Nom;Prénom;Numéro\nRoux;Camille;2\n".as_bytes()).await;
        did(&desk.write(app, &path, "stay").await, [("added", 0), ("changed", 1), ("kept", 0), ("refused", 0), ("left", 0)]);
        assert!(desk.people(app).await.iter().all(|l| l.left_on.is_none()), "whoever is named again is back");
    }
}

on_both! {
    async fn a_refused_line_names_its_line_its_cell_and_the_cure(app) {
        let mut desk = Desk::of(app, "trainer@ifsi.example").await;
        let file = "Nom;Prénom;Date de naissance;Numéro;Métier;Service\n\
            Diop;Awa;31/02/2004;1;IDE;A\n\
            Roux;Camille;03/11/1990;2;IDE;=cmd|' /C calc'!A0\n\
            Martin;Zoé;03/11/1990;3;ASHQ;A\n\
            Petit;Léa;;3;AS;A\n\
            ;Hugo;;4;;\n\
            HÃ©lÃ¨ne;Anne;;5;;\n";
        let (path, page) = desk.look("agents.csv", file.as_bytes()).await;
        for said in ["31/02/2004", "Ce jour n’existe pas", "jj/mm/aaaa", "formule", "déjà à la ligne 4", "Il manque un nom", "accents sont abîmés", "« ASHQ »"] {
            assert!(page.contains(said), "{said}: {page}");
        }
        assert!(page.contains("5 lignes refusées"), "{page}");
        let correct = format!("{path}/a-corriger.csv");
        let table = desk.browser.get(&correct).await.is(200).text();
        assert!(table.starts_with("\u{feff}Ligne;À corriger;Nom;Prénom"), "{table}");
        assert!(table.contains("\r\n3;") && table.contains(";'=cmd|' /C calc'!A0\r\n"), "formulas leave as words: {table}");
        // a trade that was decided is kept with the file
        assert!(desk.browser.post(&format!("{path}/metiers"), &[("word-0", "ASHQ"), ("trade-0", "aide-soignant")]).await.is(303).location().ends_with(&path));
        did(&desk.write(app, &path, "stay").await, [("added", 1), ("changed", 0), ("kept", 0), ("refused", 5), ("left", 0)]);
        let people = desk.people(app).await;
        assert_eq!(people.iter().map(|l| (l.given_name.as_str(), l.trade.as_deref())).collect::<Vec<_>>(), [("Zoé", Some("aide-soignant"))]);
        assert_eq!(desk.browser.get(&correct).await.is(200).text(), table, "the refused lines are kept for a while");
        // put right where it stands, it comes in as it went out
        let right = table.replace("31/02/2004", "28/02/2004").replace("'=cmd|' /C calc'!A0", "B");
        let (again, _) = desk.look("corrigé.csv", right.as_bytes()).await;
        did(&desk.write(app, &again, "stay").await, [("added", 2), ("changed", 0), ("kept", 0), ("refused", 3), ("left", 0)]);
        app.advance(8 * DAY);
        server::jobs::imports::forget(&app.app).await.expect("forgotten");
        desk.browser.get(&correct).await.is(404);
        assert!(!desk.browser.get(&path).await.is(200).text().contains("a-corriger.csv"), "what is gone is not offered");
    }
}

on_both! {
    async fn what_is_no_list_is_refused_with_its_cure_and_nothing_is_kept(app) {
        let mut desk = Desk::of(app, "trainer@ifsi.example").await;
        let before = app.rows_kept().await;
        let bomb = {
            let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
            for (name, bytes) in [("[Content_Types].xml", b"<Types/>".to_vec()), ("xl/workbook.xml", b"<workbook/>".to_vec()), ("xl/worksheets/sheet1.xml", vec![b' '; 40 << 20])] {
                zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("a name");
                zip.write_all(&bytes).expect("memory");
            }
            zip.finish().expect("memory").into_inner()
        };
        for (name, bytes, said) in [
            ("bombe.xlsx", bomb.as_slice(), "démesuré"),
            ("vieux.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), ".xlsx"),
            ("photo.png", b"\x89PNG\r\n\x1a\n\0\0\0\r".as_slice(), "ni du CSV"),
            ("vide.csv", b"", "aucune ligne"),
            ("ouvert.csv", format!("Nom;Prénom\nDiop;\"Awa\n{}", "Roux;Camille\n".repeat(1000)).as_bytes(), "guillemet"),
        ] {
            let page = desk.upload(name, bytes).await.is(422).plain();
            assert!(page.contains(said), "{name}: {page}");
        }
        assert_eq!(app.rows_kept().await, before);
        // a file without names says so where the columns are chosen, and keeps what was chosen
        let columns = desk.upload("adresses.csv", b"Mail\nawa@ifsi.example\n").await.is(303).location();
        let page = desk.browser.post(&columns, &[("column-0", "email"), ("titres", "oui"), ("ligne", "1")]).await.is(422).plain();
        assert!(page.contains("Aucune colonne ne contient : Prénom") && page.contains("value=\"email\" selected"), "{page}");
        let look = columns.strip_suffix("/colonnes").expect("a path").to_owned();
        assert!(desk.browser.post(&format!("{look}/ecrire"), &[]).await.is(303).location() == look, "nothing is written without them");
        assert_eq!(app.rows_kept().await["learner"], before["learner"]);
    }
}

/// A file that says it is being written, as a server leaves it that was killed right then.
async fn killed(app: &TestApp, path: &str) {
    let before = row(app, path).await;
    let (now, mapping) = (app.app.clock.now(), before.mapping.clone());
    let started = app.app.store.write(move |tx| {
        let mapping = mapping.clone();
        Box::pin(async move { imports::start(tx, before.id, &mapping, before.line_count, now.max(before.alive_at + 1)).await })
    });
    assert!(started.await.expect("a store"));
}

on_both! {
    async fn what_a_killed_server_was_writing_is_written_to_its_end_once(app) {
        let mut desk = Desk::of(app, "trainer@ifsi.example").await;
        let (first, _) = desk.look("moitié.csv", students(300).as_bytes()).await;
        desk.write(app, &first, "stay").await;
        let (path, _) = desk.look("tout.csv", students(1_000).as_bytes()).await;
        killed(app, &path).await;
        let page = desk.browser.get(&path).await.is(200).plain();
        assert!(page.contains("Écriture en cours"), "{page}");
        // whoever brings another file meanwhile is told to wait, and loses nothing
        let (other, _) = desk.look("autre.csv", "Nom;Prénom\nPetit;Léa\n".as_bytes()).await;
        let told = desk.browser.post(&format!("{other}/ecrire"), &[]).await.is(409).plain();
        assert!(told.contains("Un autre fichier de votre établissement"), "{told}");
        catch_up(&app.app).await.expect("a look");
        assert_eq!(row(app, &path).await.status, "running", "it may be alive still");
        app.advance(MINUTE);
        // two servers find it at once: one of them writes it
        let (one, two) = tokio::join!(catch_up(&app.app), catch_up(&app.app));
        one.and(two).expect("both look");
        did(&settled(app, &path).await, [("added", 700), ("changed", 0), ("kept", 300), ("refused", 0), ("left", 0)]);
        let people = desk.people(app).await;
        assert_eq!(people.len(), 1_000);
        let rows = app.rows_kept().await;
        assert_eq!([rows["learner"], rows["cohort_learner"], rows["learner_change"], rows["unit"]], [1_000, 1_000, 1_000, 2]);
        did(&desk.write(app, &other, "stay").await, [("added", 1), ("changed", 0), ("kept", 0), ("refused", 0), ("left", 0)]);
    }
}

on_both! {
    async fn fifty_thousand_people_come_in_and_the_same_file_changes_nobody(app) {
        let mut desk = Desk::of(app, "trainer@ch.example").await;
        let file = students(50_000);
        let begun = std::time::Instant::now();
        let (path, page) = desk.look("agents.csv", file.as_bytes()).await;
        assert!(page.contains("50\u{202f}000") || page.contains("50\u{a0}000") || page.contains("50000"), "{page}");
        let looked = begun.elapsed();
        did(&desk.write(app, &path, "stay").await, [("added", 50_000), ("changed", 0), ("kept", 0), ("refused", 0), ("left", 0)]);
        let written = begun.elapsed();
        let (path, _) = desk.look("encore.csv", file.as_bytes()).await;
        did(&desk.write(app, &path, "leave-all").await, [("added", 0), ("changed", 0), ("kept", 50_000), ("refused", 0), ("left", 0)]);
        let rows = app.rows_kept().await;
        assert_eq!([rows["learner"], rows["cohort_learner"], rows["unit"]], [50_000, 50_000, 2]);
        println!("50,000 people: looked at in {looked:?}, written in {:?}, again in {:?}", written.saturating_sub(looked), begun.elapsed().saturating_sub(written));
    }
}

on_both! {
    async fn a_file_that_was_given_up_leaves_nothing_but_its_name(app) {
        let mut desk = Desk::of(app, "trainer@ifsi.example").await;
        let (path, _) = desk.look("a.csv", students(10).as_bytes()).await;
        assert_eq!(desk.browser.post(&format!("{path}/abandonner"), &[]).await.is(303).location(), path);
        assert!(desk.browser.get(&path).await.is(200).plain().contains("Import abandonné"));
        let id = id_of(&path);
        assert_eq!(app.app.store.read(move |tx| Box::pin(imports::body(tx, id))).await.expect("a store"), None);
        for later in ["/colonnes", "/a-corriger.csv"] {
            assert!(desk.browser.get(&format!("{path}{later}")).await.status.is_client_error(), "{later}");
        }
        assert_eq!(desk.browser.post(&format!("{path}/ecrire"), &[]).await.is(303).location(), path);
        // given up while it is written: whoever writes stops there
        let (path, _) = desk.look("b.csv", students(10).as_bytes()).await;
        killed(app, &path).await;
        desk.browser.post(&format!("{path}/abandonner"), &[]).await.is(303);
        app.advance(MINUTE);
        catch_up(&app.app).await.expect("a look");
        assert_eq!((row(app, &path).await.status.as_str(), app.rows_kept().await["learner"]), ("cancelled", 0));
        // what nobody goes on with is forgotten
        desk.look("c.csv", students(10).as_bytes()).await;
        app.advance(8 * DAY);
        server::jobs::imports::forget(&app.app).await.expect("forgotten");
        assert_eq!(app.rows_kept().await["import"], 2);
    }
}

on_both! {
    async fn a_file_belongs_to_its_organisation(app) {
        let mut mine = Desk::of(app, "mine@ifsi.example").await;
        let mut theirs = Desk::of(app, "theirs@ch.example").await;
        let (path, _) = mine.look("a.csv", students(3).as_bytes()).await;
        let through_theirs = path.replace(&mine.organisation.to_string(), &theirs.organisation.to_string());
        for rest in ["", "/colonnes", "/a-corriger.csv"] {
            theirs.browser.get(&format!("{through_theirs}{rest}")).await.is(404);
            theirs.browser.get(&format!("{path}{rest}")).await.is(404);
        }
        for rest in ["/colonnes", "/metiers", "/ecrire", "/abandonner"] {
            theirs.browser.post(&format!("{through_theirs}{rest}"), &[]).await.is(404);
            theirs.browser.post(&format!("{path}{rest}"), &[]).await.is(404);
        }
        assert_eq!((row(app, &path).await.status.as_str(), app.rows_kept().await["learner"]), ("mapped", 0));
    }
}

on_both! {
    async fn the_list_that_leaves_comes_back_and_changes_nothing(app) {
        let mut desk = Desk::of(app, "trainer@ifsi.example").await;
        let (path, _) = desk.look("a.csv", students(700).as_bytes()).await;
        desk.write(app, &path, "stay").await;
        let second = "Nom;Prénom;Promotion;Métier;Date d’arrivée;Date de départ\nParti;Paul;Promo 2024 | Cyber;infirmière;01/09/2024;01/10/2025\n";
        let (path, _) = desk.look("b.csv", second.as_bytes()).await;
        desk.write(app, &path, "stay").await;
        let csv = desk.browser.get(&desk.path("/liste.csv?etat=all")).await.is(200);
        assert_eq!(csv.text().lines().count(), 702);
        let xlsx = desk.browser.get(&desk.path("/liste.xlsx?etat=all")).await.is(200);
        for (name, bytes) in [("liste.csv", csv.body), ("liste.xlsx", xlsx.body)] {
            let (path, _) = desk.look(name, &bytes).await;
            did(&desk.write(app, &path, "leave-all").await, [("added", 0), ("changed", 0), ("kept", 701), ("refused", 0), ("left", 0)]);
        }
        assert_eq!(desk.browser.get(&desk.path("/liste.csv?q=zoea&etat=here")).await.is(200).text().lines().count(), 2, "as the list is narrowed");
        assert_eq!(desk.browser.get(&desk.path("/liste.csv?etat=left")).await.is(200).text().lines().count(), 2);
        // what stands there as a formula leaves as words
        app.learner(desk.organisation, "=HYPERLINK(\"x\")", "+Awa").await;
        let csv = desk.browser.get(&desk.path("/liste.csv")).await.is(200).text();
        assert!(csv.contains("\"'=HYPERLINK(\"\"x\"\")\";'+Awa;"), "formulas leave as words");
        for model in ["/modele.csv", "/modele.xlsx"] {
            let empty = desk.browser.get(&desk.path(model)).await.is(200);
            let table = formats::table::read(&empty.body, None).expect("a table");
            assert_eq!((table.lines.len(), guess(table.lines[0].cells()).faults().len()), (1, 0), "{model}");
        }
    }
}

on_both! {
    async fn whoever_reads_english_is_told_in_english(app) {
        let mut desk = Desk::of(app, "trainer@ifsi.example").await;
        desk.browser = desk.browser.clone().speaking("en");
        let (_, page) = desk.look("a.csv", b"Last name;First name;Date of birth\nDiop;Awa;31/02/2004\n").await;
        assert!(page.contains("No calendar has this day"), "{page}");
    }
}

#[test]
fn every_column_is_understood_by_the_name_that_we_give_it() {
    let texts = Texts::new().expect("texts");
    for lang in Lang::ALL {
        for column in Column::ALL {
            let name = texts.text(lang, &format!("intake-column-{}", column.code()), &[]);
            assert_eq!(guess([name.as_str()].into_iter()).columns(), [*column], "{name}");
        }
    }
}

#[test]
fn every_fault_and_notice_has_its_words_and_its_cure() {
    let texts = Texts::new().expect("texts");
    for lang in Lang::ALL {
        let has = |key: String| assert!(texts.find(lang, &key, &[("line", 7.into())]).is_some(), "{key} in {}", lang.code());
        for fault in Fault::ALL {
            has(format!("intake-fault-{}", fault.code()));
            has(format!("intake-cure-{}", fault.code()));
        }
        for kind in NoticeKind::ALL {
            has(format!("intake-notice-{}", kind.code()));
        }
        for choice in Absent::ALL {
            assert!(texts.find(lang, &format!("intake-absent-{}", choice.code()), &[("count", 2.into())]).is_some());
        }
    }
}

#[test]
fn every_other_word_for_a_trade_means_one_that_there_is() {
    let text = std::fs::read_to_string(crate::harness::root().join("content/framework/trades.toml")).expect("trades");
    for (word, code) in SYNONYMS {
        assert!(text.contains(&format!("id = \"{code}\"")), "{word} means {code}, which is no trade");
    }
}
