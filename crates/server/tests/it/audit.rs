//! The audit log: every act has its line, no line names anybody it should not, and a person who goes takes their name along.

use store::audit::{Line, list};
use uuid::Uuid;

use crate::account::{give_address, link_in_mail};
use crate::answering::{Way, finished};
use crate::browser::Browser;
use crate::harness::{Home, MINUTE, TestApp};

const PASSWORD: &str = "trois lits, deux oreillers";

async fn lines(app: &TestApp) -> Vec<Line> {
    app.app.store.read(|tx| Box::pin(list(tx, (i64::MIN, Uuid::nil()), 1000))).await.expect("lines")
}

/// The lines' kinds, with who and what where a test cares.
async fn kinds(app: &TestApp) -> Vec<String> {
    lines(app).await.into_iter().map(|l| l.kind).collect()
}

/// Everything that is noted, done once.
async fn a_life(app: &TestApp) -> Browser {
    let mut browser = app.browser();
    let session = finished(app, &mut browser, Way::Lot, 1).await;
    let step = MINUTE / 10;
    app.advance(step);
    give_address(app, &mut browser, "vie@ehpad.example").await;
    app.advance(step);
    browser.post("/compte/mot-de-passe", &[("password", PASSWORD)]).await.is(303);
    app.advance(step);
    let wrong = [("act", "password"), ("email", "vie@ehpad.example"), ("password", "pas le bon du tout")];
    app.browser().post("/connexion", &wrong).await.is(401);
    app.advance(step);
    let page = browser.post(&format!("/resultat/{session}/partages"), &[]).await.is(200).plain();
    let share = page.split("action=\"/partages/").nth(1).and_then(|p| p.split('/').next()).expect("a share").to_owned();
    app.advance(step);
    browser.post(&format!("/partages/{share}/revoquer"), &[]).await.is(303);
    app.advance(step);
    let mut second = app.browser();
    second.post("/connexion", &[("act", "password"), ("email", "vie@ehpad.example"), ("password", PASSWORD)]).await.is(303);
    app.advance(step);
    let device = server::secret::hex(&server::secret::token_digest(&second.token()));
    browser.post(&format!("/compte/appareils/{device}/deconnecter"), &[]).await.is(303);
    app.advance(step);
    browser.post("/compte/autre-appareil", &[]).await.is(200);
    app.advance(step);
    browser.post("/compte/email", &[("email", "neuve@ehpad.example")]).await.is(200);
    app.advance(step);
    let link = link_in_mail(app, "neuve@ehpad.example").await;
    browser.post(&link, &[]).await.is(303);
    browser
}

on_both! {
    async fn every_act_has_its_line_and_what_was_refused_has_none(app) {
        let mut browser = a_life(app).await;
        app.advance(MINUTE);
        // refused: somebody else's share, a weak password, a link of nobody
        browser.post(&format!("/partages/{}/revoquer", Uuid::now_v7()), &[]).await.is(404);
        browser.post("/compte/mot-de-passe", &[("current", PASSWORD), ("password", "court")]).await.is(422);
        app.browser().post("/connexion/lien/x", &[]).await.is(410);
        app.advance(MINUTE);
        browser.post("/deconnexion", &[]).await.is(303);
        let expected = [
            "address-changed", "address-proved", "data-exported", "device-link-made", "device-signed-out", "link-asked", "link-asked", "password-set",
            "result-shared", "share-revoked", "sign-in-failed", "signed-in", "signed-in", "signed-in", "signed-out",
        ];
        let mut found = kinds(app).await;
        found.sort_unstable();
        assert_eq!(found, expected);
        let all = lines(app).await;
        let person = all[0].person_id.expect("whose it was");
        assert!(all.iter().all(|l| l.person_id == Some(person)), "{all:?}");
        let failed = all.iter().find(|l| l.kind == "sign-in-failed").expect("a line");
        assert_eq!(failed.actor, "stranger");
        let ways: Vec<&str> = all.iter().filter(|l| l.kind == "signed-in").filter_map(|l| l.object.as_deref()).collect();
        assert_eq!(ways, ["mail", "password", "mail"]);
    }
}

on_both! {
    async fn no_line_holds_an_address_of_a_person_or_of_a_network(app) {
        a_life(app).await;
        app.browser().post("/connexion", &[("act", "password"), ("email", "inconnue@ailleurs.example"), ("password", PASSWORD)]).await.is(401);
        let all = lines(app).await;
        let text = format!("{all:?}").to_lowercase();
        for told in ["@", "ehpad", "inconnue", "127.0.0.1", "firefox", PASSWORD] {
            assert!(!text.contains(told), "« {told} » stands in {text}");
        }
        // nor anything that trying every address would find: neither the place nor its plain digest
        let plain = server::secret::digest(b"127.0.0.1");
        for line in &all {
            let place = line.place.as_ref().expect("a place");
            assert_eq!(place.len(), 16);
            assert_ne!(place[..], plain[..16]);
        }
        assert!(all.windows(2).all(|pair| pair[0].place == pair[1].place), "one place is recognised as one");
        // the same address tried twice is recognised, an unknown one as well as a known one
        let tried = |l: &&Line| l.kind == "sign-in-failed";
        app.browser().post("/connexion", &[("act", "password"), ("email", "Inconnue@ailleurs.example"), ("password", PASSWORD)]).await.is(401);
        let all = lines(app).await;
        let objects: Vec<_> = all.iter().filter(tried).map(|l| l.object.clone().expect("a digest")).collect();
        assert!(objects[1] == objects[2] && objects[0] != objects[1], "{objects:?}");
    }
}

on_both! {
    async fn a_person_takes_their_own_lines_away_and_leaves_them_without_a_name(app) {
        let mut other = app.browser();
        other.begin("whole").await;
        give_address(app, &mut other, "autre@ehpad.example").await;
        app.advance(MINUTE);
        let mut browser = a_life(app).await;
        let export = browser.get("/compte/export").await.is(200).json();
        let security = export["security"].as_array().expect("lines");
        let told: Vec<&str> = security.iter().filter_map(|l| l["what"].as_str()).collect();
        assert!(told.contains(&"sign-in-failed") && told.contains(&"password-set") && told.contains(&"data-exported"), "{told:?}");
        assert!(!security[0].to_string().contains("place"), "a place is not for anybody to read");
        let before = lines(app).await;
        let person = before.last().and_then(|l| l.person_id).expect("whose it was");
        let (theirs, others): (Vec<Line>, Vec<Line>) = before.iter().cloned().partition(|l| l.person_id == Some(person));
        assert!(!others.is_empty() && theirs.len() == told.len());

        browser.post("/compte/effacer", &[("word", "EFFACER")]).await.is(303);
        let after = lines(app).await;
        assert_eq!(after.len(), before.len() + 1, "no line is lost, and one is added");
        assert!(after.iter().all(|l| l.person_id != Some(person)));
        for line in &after {
            match before.iter().find(|l| l.id == line.id) {
                None => assert_eq!((line.kind.as_str(), line.person_id, &line.object, &line.place), ("account-erased", None, &None, &None)),
                Some(was) if was.person_id == Some(person) => {
                    assert_eq!((&line.kind, line.at, line.person_id, &line.object, &line.place), (&was.kind, was.at, None, &None, &None));
                }
                Some(was) => assert_eq!(line, was, "nobody else's changes"),
            }
        }
    }
}

on_both! {
    async fn lines_are_kept_for_a_year(app) {
        a_life(app).await;
        let day = 24 * 60 * MINUTE;
        app.advance(364 * day);
        server::jobs::purge::purge(&app.app).await.expect("purged");
        assert!(!lines(app).await.is_empty());
        app.advance(2 * day);
        server::jobs::purge::purge(&app.app).await.expect("purged");
        assert!(lines(app).await.is_empty());
    }
}

fn socle(home: &Home, arguments: &[&str]) -> (bool, String, String) {
    let output = crate::process::socle(home).args(arguments).output().expect("the program runs");
    (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_administrators_do_is_noted_and_the_command_reads_it() {
    for home in [Some(Home::folder()), Home::schema()].into_iter().flatten() {
        home.prepare().await;
        let file = home.path().join("officiel.csv");
        let head = "domaine;competence_code;competence;capacite_ordre;capacite;heures;version;date_effet;objectifs_de_travail\n";
        std::fs::write(&file, format!("{head}1;1.90;Compétence officielle;1;Savoir « tout »;6;essai-2027;2027-01-01;T1.01\n")).expect("written");
        let (well, _, said) = socle(&home, &["content", "import-framework", file.to_str().expect("a path")]);
        assert!(well, "{said}");
        // a second time is refused, and leaves no line
        assert!(!socle(&home, &["content", "import-framework", file.to_str().expect("a path")]).0);
        let (well, table, said) = socle(&home, &["audit", "--csv"]);
        assert!(well, "{said}");
        let rows: Vec<&str> = table.lines().collect();
        assert_eq!(rows[0], "at,kind,actor,person,object,place");
        assert_eq!(rows.len(), 2, "{table}");
        assert!(rows[1].contains("Z,framework-imported,administrator,,essai-2027,"), "{table}");

        let (well, told, said) = socle(&home, &["audit"]);
        assert!(well && told.contains("framework-imported") && said.contains("1 ligne."), "{told}{said}");
        for (arguments, lines) in [(["--kind", "signed-in"], 0), (["--since", "2099-01-01"], 0), (["--since", "1h"], 1), (["--kind", "framework-imported"], 1)]
        {
            let (well, told, said) = socle(&home, &[&["audit"], &arguments[..]].concat());
            assert!(well && told.lines().count() == lines, "{arguments:?}: {told}{said}");
        }
        for (arguments, told) in [(["--since", "hier"], "hier"), (["--person", "personne@nulle.part"], "Personne"), (["--kind", "nothing"], "signed-in")] {
            let (well, _, said) = socle(&home, &[&["audit"], &arguments[..]].concat());
            assert!(!well && said.contains(told), "{arguments:?}: {said}");
        }
        home.finish().await;
    }
}

#[test]
fn a_restored_database_says_so_itself() {
    let home = Home::folder();
    let copy = home.path().join("copie.db");
    let copy = copy.to_str().expect("a path");
    for arguments in [&["db", "migrate"][..], &["db", "backup", copy], &["db", "restore", copy]] {
        let (well, _, said) = socle(&home, arguments);
        assert!(well, "{arguments:?}: {said}");
    }
    let (_, table, _) = socle(&home, &["audit", "--csv"]);
    assert!(table.contains("database-restored,administrator,,copie.db,"), "{table}");
}

#[test]
fn the_log_is_only_ever_added_to() {
    let source = std::fs::read_to_string(crate::harness::root().join("crates/store/src/audit.rs")).expect("a source");
    let statements: Vec<&str> = source.lines().filter(|l| ["UPDATE audit", "DELETE FROM audit"].iter().any(|w| l.contains(w))).map(str::trim).collect();
    let expected = ["LEAVE = \"UPDATE audit SET person_id = NULL, object = NULL, place = NULL", "FOLLOW = \"UPDATE audit SET person_id = $2 ", "PURGE = "];
    assert_eq!(statements.len(), expected.len(), "{statements:?}");
    assert!(statements.iter().zip(expected).all(|(found, meant)| found.starts_with(meant)), "{statements:?}");
    for entry in std::fs::read_dir(crate::harness::root().join("crates/store/src")).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_file() && !path.ends_with("audit.rs") {
            let text = std::fs::read_to_string(&path).expect("a source");
            assert!(!text.contains("UPDATE audit") && !text.contains("DELETE FROM audit"), "{}", path.display());
        }
    }
}
