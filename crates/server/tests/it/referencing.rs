//! Training offers: proposed by organisations, checked by two people, imported, exported, rated, reported; their links, and checks that end.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use domain::catalogue::link::Outcome;
use domain::date::Day;
use server::probe::Probe;
use server::service::catalogue::expire;
use server::service::catalogue::links::round;
use store::module_runs::{self, ModuleRun};
use store::{link_checks, offers, ratings};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use uuid::Uuid;

use crate::browser::{Browser, Reply, plain};
use crate::harness::{SECOND, TestApp};

const DAY: i64 = 86_400 * SECOND;

/// The value of a hidden field.
pub(crate) fn hidden(page: &str, name: &str) -> String {
    let field = page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_else(|| panic!("no {name}: {page}"));
    plain(field.split('"').next().unwrap_or_default())
}

pub(crate) async fn send_file(browser: &mut Browser, path: &str, name: &str, bytes: &[u8]) -> Reply {
    let head = format!("--limite\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: text/csv\r\n\r\n");
    let body = [head.as_bytes(), bytes, b"\r\n--limite--\r\n"].concat();
    browser.post_raw(path, "multipart/form-data; boundary=limite", body, &[("sec-fetch-site", "same-origin")]).await
}

const WHOLE: &[(&str, &str)] = &[
    ("vu", "0"),
    ("title", "Atelier messagerie sécurisée"),
    ("organisation", "EHPAD Les Tilleuls"),
    ("organisation_kind", "hospital"),
    ("diploma", "none"),
    ("hours", "7,5"),
    ("price", "300"),
    ("trades", "infirmier"),
    ("trades", "medecin"),
    ("students", "oui"),
    ("domains", "communication"),
    ("scope", "specific"),
    ("language", "fr"),
    ("url", "https://tilleuls.example.fr/atelier"),
    ("summary", "Une journée pour écrire à ses confrères sans rien laisser fuir."),
];

pub(crate) fn with<'a>(id: &'a str, changed: &[(&'static str, &'a str)]) -> Vec<(&'static str, &'a str)> {
    let kept = WHOLE.iter().filter(|(name, _)| changed.iter().all(|(other, _)| other != name)).copied();
    kept.chain(changed.iter().copied()).chain([("id", id)]).collect()
}

/// An organisation whose manager proposes an offer, and where it is.
pub(crate) async fn proposed(app: &TestApp, manager: &mut Browser, person: Uuid) -> (Uuid, Uuid, String) {
    let organisation = app.organisation(person).await;
    let id = Uuid::now_v7();
    let base = format!("/pilotage/{organisation}/formations");
    let text = id.to_string();
    let form = with(&text, &[]);
    let made = manager.post(&format!("{base}/nouvelle"), &form).await.is(303).location();
    // the same form again, as a double click sends it
    assert_eq!(manager.post(&format!("{base}/nouvelle"), &form).await.is(303).location(), made);
    assert_eq!(app.rows().await["offer"], 1);
    (organisation, id, made)
}

pub(crate) async fn act(browser: &mut Browser, path: &str, deed: &str) -> Reply {
    let seen = hidden(&browser.get(path).await.is(200).text(), "vu");
    browser.post(&format!("{path}/acte"), &[("vu", &seen), ("acte", deed)]).await
}

pub(crate) async fn decide(browser: &mut Browser, slug: &str, decision: &str, words: &str) -> Reply {
    let path = format!("/referencement/formations/{slug}");
    let seen = hidden(&browser.get(&path).await.is(200).text(), "vu");
    browser.post(&path, &[("vu", &seen), ("decision", decision), ("motif", words)]).await
}

pub(crate) async fn row(app: &TestApp, id: Uuid) -> offers::Offer {
    app.app.store.read(move |tx| Box::pin(offers::load(tx, id))).await.expect("the store").expect("an offer")
}

on_both! {
    async fn an_organisation_proposes_the_team_answers_and_two_people_check(app) {
        let (mut manager, person) = app.of_the_team("chef@tilleuls.example", "").await;
        let (mut first, _) = app.of_the_team("une@socle.example", "referencer").await;
        let (mut second, _) = app.of_the_team("deux@socle.example", "referencer").await;
        let (_, id, path) = proposed(app, &mut manager, person).await;
        let slug = row(app, id).await.slug;
        // a draft is nobody's but its organisation's
        first.get(&format!("/referencement/formations/{slug}")).await.is(404);
        manager.get(&format!("/referencement/formations/{slug}")).await.is(404);
        app.browser().get("/referencement").await.is(303);
        act(&mut manager, &path, "envoyer").await.is(303);
        assert!(first.get("/referencement").await.is(200).plain().contains("Atelier messagerie sécurisée"));
        // what was sent is not changed under the eyes of who reads it
        let text = id.to_string();
        manager.post(&format!("{path}/modifier"), &with(&text, &[("vu", "2")])).await.is(409);
        decide(&mut first, &slug, "renvoyer", " ").await.is(422);
        decide(&mut first, &slug, "renvoyer", "Le prix de la page est 350 €.").await.is(303);
        assert!(manager.get(&path).await.is(200).plain().replace(['\u{a0}', '\u{202f}'], " ").contains("350 €"));
        manager.post(&format!("{path}/modifier"), &with(&text, &[("vu", "3"), ("price", "350")])).await.is(303);
        act(&mut manager, &path, "envoyer").await.is(303);
        // one of the team corrects a word: then another one checks
        let edit = format!("/referencement/formations/{slug}/modifier");
        let seen = hidden(&first.get(&edit).await.is(200).text(), "vu");
        first.post(&edit, &with(&text, &[("vu", &seen), ("price", "350"), ("place", "Rennes")])).await.is(303);
        decide(&mut first, &slug, "verifier", "").await.is(403);
        let page = format!("/referencement/formations/{slug}");
        let seen = hidden(&second.get(&page).await.is(200).text(), "vu");
        let answer = [("vu", seen.as_str()), ("decision", "verifier"), ("motif", "")];
        let (mut third, _) = app.of_the_team("trois@socle.example", "referencer").await;
        let (one, other) = tokio::join!(second.post(&page, &answer), third.post(&page, &answer));
        let mut answers = [one.status.as_u16(), other.status.as_u16()];
        answers.sort_unstable();
        assert_eq!(answers, [303, 409], "of two who answer at once, one is told");
        let checked = row(app, id).await;
        assert_eq!((checked.status.as_str(), checked.work.is_none()), ("checked", true));
        assert!(checked.body.contains(&format!("\"id\":\"{slug}\"")), "people have linked to its name: {}", checked.body);
        assert!(checked.body.contains("\"place\":\"Rennes\"") && checked.body.contains("\"status\":\"checked\""), "{}", checked.body);
        assert_eq!(checked.expires_on.unwrap_or_default() - checked.checked_on.unwrap_or_default(), 365);
        act(&mut manager, &path, "supprimer").await.is(409);
        // a change of what is shown waits beside it
        let seen = checked.revision.to_string();
        manager.post(&format!("{path}/modifier"), &with(&text, &[("vu", &seen), ("price", "400"), ("place", "Rennes")])).await.is(303);
        let changed = row(app, id).await;
        assert_eq!(changed.body, checked.body, "the public reads what was checked");
        assert_eq!(changed.work_status.as_deref(), Some("draft"));
        assert!(changed.work.unwrap_or_default().contains("\"price\":400"));
        act(&mut manager, &path, "retirer").await.is(303);
        assert_eq!(row(app, id).await.status, "withdrawn");
        // the mails: sent back, checked
        assert_eq!(app.rows().await["mail"], 2);
    }
}

on_both! {
    async fn what_is_not_whole_is_kept_as_a_draft_and_what_cannot_be_read_stays_in_the_form(app) {
        let (mut manager, person) = app.of_the_team("chef@tilleuls.example", "").await;
        let organisation = app.organisation(person).await;
        let base = format!("/pilotage/{organisation}/formations");
        let id = Uuid::now_v7().to_string();
        let wrong = [("id", id.as_str()), ("vu", "0"), ("title", "Journée"), ("hours", "longtemps"), ("siret", "123")];
        let page = manager.post(&format!("{base}/nouvelle"), &wrong).await.is(422).plain();
        assert!(page.contains("« longtemps » ne peut pas être lu") && page.contains("value=\"longtemps\"") && page.contains("SIRET"), "{page}");
        assert_eq!(app.rows().await["offer"], 0);
        let bare = [("id", id.as_str()), ("vu", "0"), ("title", "Journée")];
        let path = manager.post(&format!("{base}/nouvelle"), &bare).await.is(303).location();
        // it is not sent before it is whole, and says what is missing
        let told = act(&mut manager, &path, "envoyer").await.is(422).plain();
        assert!(told.contains("« métiers » manque") && told.contains("« organisme » manque"), "{told}");
        // a colleague changed it in another tab: what is sent over it is told, and nothing of theirs is lost
        let changed = |title: &'static str| [("id", id.as_str()), ("vu", "1"), ("title", title), ("starts", "2027-03")];
        manager.post(&format!("{path}/modifier"), &changed("Journée du réseau")).await.is(303);
        manager.post(&format!("{path}/modifier"), &changed("Journée de personne")).await.is(409);
        manager.post(&format!("{path}/acte"), &[("vu", "1"), ("acte", "supprimer")]).await.is(409);
        assert!(manager.get(&path).await.is(200).plain().contains("Journée du réseau"));
        // it is its organisation's, and nobody else's, whoever knows its name
        let (mut rival, other) = app.of_the_team("rival@ormes.example", "").await;
        let theirs = path.replace(&organisation.to_string(), &app.organisation(other).await.to_string());
        rival.get(&path).await.is(404);
        for (way, fields) in [("", &[][..]), ("/acte", &[("vu", "2"), ("acte", "supprimer")]), ("/modifier", &[("vu", "2"), ("title", "Prise")])] {
            let answer = if fields.is_empty() { rival.get(&theirs).await } else { rival.post(&format!("{theirs}{way}"), fields).await };
            answer.is(404);
        }
        assert_eq!(app.rows().await["offer"], 1);
        // its copy is another draft, for other dates; pressed twice it is one
        let copy = Uuid::now_v7();
        for _ in 0..2 {
            manager.post(&format!("{path}/acte"), &[("vu", "2"), ("acte", "copier"), ("copie", &copy.to_string())]).await.is(303);
        }
        let (copied, first) = (row(app, copy).await, row(app, Uuid::try_parse(&id).expect("an identifier")).await);
        assert!(first.body.contains("2027-03") && !copied.body.contains("2027-03") && copied.body.contains("Journée du réseau"), "{}", copied.body);
        assert_ne!(copied.slug, first.slug);
        act(&mut manager, &format!("{base}/{copy}"), "supprimer").await.is(303);
        act(&mut manager, &path, "supprimer").await.is(303);
        assert_eq!(app.rows().await["offer"], 0);
    }
}

on_both! {
    async fn an_offer_of_the_program_is_checked_or_corrected_by_the_team(app) {
        app.advance(70 * DAY);
        let (mut first, _) = app.of_the_team("une@socle.example", "referencer").await;
        let slug = "formation-socle-montpellier";
        decide(&mut first, slug, "verifier", "").await.is(303);
        let found = app.app.store.read(move |tx| Box::pin(offers::by_slug(tx, slug))).await.expect("the store").expect("a row");
        assert_eq!((found.origin.as_str(), found.status.as_str(), found.revision), ("shipped", "checked", 1));
        let month = Day::of(app.app.clock.now()).month();
        assert!(found.body.contains(&format!("\"checked\":\"{month}\"")), "its source was read this month: {}", found.body);
        // of two who do so at once, the second is told
        let late = first.post(&format!("/referencement/formations/{slug}"), &[("vu", "0"), ("decision", "verifier")]).await;
        late.is(409);
        decide(&mut first, slug, "retirer", "La page n’existe plus.").await.is(303);
        assert!(first.get("/referencement/formations?etat=withdrawn").await.is(200).plain().contains("28 heures"));
        first.get("/referencement/formations/nulle-part").await.is(404);
    }
}

on_both! {
    async fn a_list_is_looked_at_taken_over_once_and_its_faults_come_back_with_a_cure(app) {
        let (mut team, _) = app.of_the_team("une@socle.example", "referencer").await;
        let lists = "/referencement/listes";
        // Windows-1252, French heads in another order, a formula, a double, a fault
        let table = "Intitulé;Organisme;Durée (heures);Métiers;Lien;Résumé;Couleur\r\n\
            Journée cybersécurité;Université d'Été;7,5;infirmier, médecin;https://ete.example.fr;Se protéger.;bleu\r\n\
            Journée CYBERSÉCURITÉ;universite d'ete;7;tous;https://ete.example.fr;Se protéger.;\r\n\
            =1+1;Institut;longtemps;sorcier;https://institut.example.fr;Rien.;\r\n";
        let bytes: Vec<u8> = table.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
        let path = send_file(&mut team, lists, "formations.csv", &bytes).await.is(303).location();
        let page = team.get(&path).await.is(200).plain();
        assert!(page.contains("Couleur"), "{page}");
        assert!(page.contains("« longtemps » ne peut pas être lu") && page.contains("sorcier"), "{page}");
        assert_eq!(app.rows().await["offer"], 0, "a look writes nothing");
        let csv = team.get(&format!("{path}/a-corriger.csv")).await.is(200).text();
        assert!(csv.contains("'=1+1") && csv.contains("Même titre et même organisme"), "{csv}");
        team.post(&path, &[("decision", "reprendre")]).await.is(303);
        team.post(&path, &[("decision", "reprendre")]).await.is(303);
        assert_eq!(app.rows().await["offer"], 1);
        // the whole catalogue leaves and comes back as it is
        let all = team.get("/referencement/formations.csv").await.is(200).body;
        let path = send_file(&mut team, lists, "tout.csv", &all).await.is(303).location();
        let page = team.get(&path).await.is(200).plain();
        let count = app.app.library.offers.len() + 1;
        assert!(page.contains("Rien de cette liste n’est à écrire") && page.contains(&count.to_string()), "{page}");
        // nobody of an organisation sees the team's lists
        let (mut manager, person) = app.of_the_team("chef@tilleuls.example", "").await;
        let organisation = app.organisation(person).await;
        manager.get(&path).await.is(404);
        let own = path.replace("/referencement/listes", &format!("/pilotage/{organisation}/formations/listes"));
        manager.get(&own).await.is(404);
    }
}

on_both! {
    async fn hostile_files_are_told_what_they_are(app) {
        let (mut team, _) = app.of_the_team("une@socle.example", "referencer").await;
        for (name, bytes) in [("vide.csv", &b""[..]), ("image.png", b"\x89PNG\r\n\x1a\n\0\0\0"), ("autre.csv", b"a;b\r\n1;2\r\n"), ("zip.xlsx", b"PK\x03\x04rien")]
        {
            let told = send_file(&mut team, "/referencement/listes", name, bytes).await;
            assert!(matches!(told.status.as_u16(), 422), "{name}: {}", told.status);
        }
        let long: String = std::iter::once("titre;organisme\r\n".to_owned()).chain((0..10_001).map(|n| format!("t{n};o\r\n"))).collect();
        assert_eq!(send_file(&mut team, "/referencement/listes", "long.csv", long.as_bytes()).await.status.as_u16(), 413);
        assert_eq!(app.rows().await["offer_import"], 0);
    }
}

/// What somebody said of something.
async fn said(app: &TestApp, person: Uuid, kind: &'static str, subject: &'static str) -> ratings::Rating {
    let found = app.app.store.read(move |tx| Box::pin(ratings::of_person_on(tx, person, kind, subject))).await;
    found.expect("the store").expect("a rating")
}

async fn finishes(app: &TestApp, person: Uuid, module: &'static str) {
    let now = app.app.clock.now();
    let run = ModuleRun {
        id: app.app.entropy.id(now),
        person_id: person,
        module_id: module.to_owned(),
        version: 1,
        step: 0,
        seed: 1,
        gesture: None,
        started_at: now,
        updated_at: now,
        finished_at: Some(now),
    };
    app.app.store.write(move |tx| Box::pin(async move { module_runs::insert(tx, &run.clone()).await.map(|_| ()) })).await.expect("a run");
}

on_both! {
    async fn who_finished_a_module_rates_it_and_words_are_read_before_they_are_shown(app) {
        let module: &'static str = app.app.library.modules[0].id.clone().leak();
        let path = format!("/avis/module/{module}");
        let (mut team, reader) = app.of_the_team("une@socle.example", "referencer").await;
        let (mut someone, person) = app.of_the_team("a@socle.example", "").await;
        someone.post(&path, &[("etoiles", "5")]).await.is(403);
        finishes(app, person, module).await;
        let page = someone.post(&path, &[("etoiles", "9"), ("texte", "Écrivez à a@b.fr")]).await.is(422).plain();
        assert!(page.contains("La note manque") && page.contains("Écrivez à a@b.fr"), "what was typed stays: {page}");
        someone.post(&path, &[("etoiles", "4"), ("texte", "Clair et court.")]).await.is(303);
        someone.post(&path, &[("etoiles", "4"), ("texte", "Clair et court.")]).await.is(303);
        assert_eq!(app.rows().await["rating"], 1, "one person, one rating");
        let waiting = team.get("/referencement/avis").await.is(200).text();
        let (id, seen) = (hidden(&waiting, "avis"), hidden(&waiting, "vu"));
        let settle = |decision: &'static str| [("avis", id.as_str()), ("vu", seen.as_str()), ("decision", decision), ("motif", "")];
        team.post("/referencement/avis", &settle("refuser")).await.is(422);
        team.post("/referencement/avis", &settle("montrer")).await.is(303);
        team.post("/referencement/avis", &settle("montrer")).await.is(409);
        // a reader reports it: it stays, and is read again
        let mut stranger = app.browser();
        stranger.post(&format!("{path}/signaler/{id}"), &[("texte", "On reconnaît quelqu’un.")]).await.is(303);
        assert!(team.get("/referencement/avis").await.is(200).plain().contains("On reconnaît quelqu’un."));
        // nobody reads their own words
        finishes(app, reader, module).await;
        team.post(&path, &[("etoiles", "5"), ("texte", "Moi-même.")]).await.is(303);
        assert!(team.get("/referencement/avis").await.is(200).plain().contains("une autre personne le relira"));
        let own = said(app, reader, "module", module).await;
        let (id, seen) = (own.id.to_string(), own.updated_at.to_string());
        let shown = [("avis", id.as_str()), ("vu", seen.as_str()), ("decision", "montrer"), ("motif", "")];
        team.post("/referencement/avis", &shown).await.is(403);
        // what nobody sees yet is reported by nobody
        stranger.post(&format!("{path}/signaler/{id}"), &[("texte", "")]).await.is(404);
        // words that were written anew are not those that were read
        app.advance(SECOND);
        team.post(&path, &[("etoiles", "5"), ("texte", "Autre chose.")]).await.is(303);
        let (mut second, _) = app.of_the_team("deux@socle.example", "referencer").await;
        second.post("/referencement/avis", &shown).await.is(409);
        assert_eq!(said(app, reader, "module", module).await.status, "waiting");
        team.post(&format!("{path}/retirer"), &[]).await.is(303);
        // three are a mean, two are not
        let counted = |fewest| app.app.store.read(move |tx| Box::pin(ratings::means(tx, "module", fewest)));
        assert_eq!(counted(3).await.expect("means").len(), 0);
        for name in ["b@socle.example", "c@socle.example"] {
            let (mut other, person) = app.of_the_team(name, "").await;
            finishes(app, person, module).await;
            other.post(&path, &[("etoiles", "2"), ("texte", "")]).await.is(303);
        }
        assert_eq!(counted(3).await.expect("means"), [(module.to_owned(), 8.0 / 3.0, 3)]);
        someone.post(&format!("{path}/retirer"), &[]).await.is(303);
        assert_eq!(counted(3).await.expect("means").len(), 0);
    }
}

on_both! {
    async fn an_offer_is_rated_by_whoever_has_an_address_and_its_errors_are_said_by_anybody(app) {
        let slug = "formation-socle-montpellier";
        let path = format!("/avis/formation/{slug}");
        assert_eq!(app.browser().post(&path, &[("etoiles", "5"), ("mois", "2026-10")]).await.is(401).code(), "unauthorised");
        let (mut someone, _) = app.of_the_team("a@socle.example", "").await;
        someone.post(&path, &[("etoiles", "5"), ("mois", "")]).await.is(422);
        someone.post(&path, &[("etoiles", "5"), ("mois", "2026-10")]).await.is(303);
        someone.get("/avis/formation/nulle-part").await.is(404);
        // a browser that is known by no address could be anybody, as often as it likes
        let mut nobody = app.browser();
        nobody.begin("whole").await;
        nobody.post(&path, &[("etoiles", "1"), ("mois", "2026-10")]).await.is(401);
        let page = nobody.get(&path).await.is(200).text();
        assert!(!page.contains("name=\"etoiles\"") && plain(&page).contains("il faut se connecter"), "{page}");
        // three are a mean, which the list shows at once; without one of them it is none
        let mean = || app.app.shelf().get(slug).and_then(|entry| entry.rating).map(|rating| (rating.mean, rating.count));
        assert_eq!(mean(), None, "one is no mean");
        for (name, stars) in [("b@socle.example", "4"), ("c@socle.example", "3")] {
            app.of_the_team(name, "").await.0.post(&path, &[("etoiles", stars), ("mois", "2026-10")]).await.is(303);
        }
        assert_eq!(mean(), Some((4.0, 3)));
        someone.post(&format!("{path}/retirer"), &[]).await.is(303);
        assert_eq!(mean(), None);
        let mut stranger = app.browser();
        let signal = format!("/formations/{slug}/signaler");
        stranger.post(&signal, &[("motif", "other"), ("texte", "")]).await.is(422);
        for _ in 0..25 {
            stranger.post(&signal, &[("motif", "price"), ("texte", "Le prix a changé.")]).await.is(303);
        }
        assert_eq!(app.rows().await["offer_signal"], 20, "more would tell the team nothing new");
        let (mut team, _) = app.of_the_team("une@socle.example", "referencer").await;
        let page = team.get("/referencement").await.is(200).text();
        let at = page.split("/referencement/signalements/").nth(1).and_then(|rest| rest.split('"').next()).expect("a signal").to_owned();
        team.post(&format!("/referencement/signalements/{at}"), &[("note", "Corrigé.")]).await.is(303);
        team.post(&format!("/referencement/signalements/{at}"), &[("note", "")]).await.is(409);
    }
}

on_both! {
    async fn an_organisation_is_told_once_that_a_check_ends(app) {
        let (mut manager, person) = app.of_the_team("chef@tilleuls.example", "").await;
        let (mut team, _) = app.of_the_team("une@socle.example", "referencer").await;
        let (_, id, path) = proposed(app, &mut manager, person).await;
        act(&mut manager, &path, "envoyer").await.is(303);
        let slug = row(app, id).await.slug;
        decide(&mut team, &slug, "verifier", "").await.is(303);
        let sent = app.rows().await["mail"];
        assert_eq!(expire::warn(&app.app).await.expect("warned"), 0);
        app.advance(336 * DAY);
        let both = tokio::join!(expire::warn(&app.app), expire::warn(&app.app));
        assert_eq!(both.0.expect("warned") + both.1.expect("warned"), 1, "two servers, one mail");
        assert_eq!(expire::warn(&app.app).await.expect("warned"), 0);
        assert_eq!(app.rows().await["mail"], sent + 1);
    }
}

/// A site of another machine, on this one: what it answers depends on the path.
async fn site() -> (u16, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let (port, asked) = (listener.local_addr().expect("its address").port(), Arc::new(AtomicUsize::new(0)));
    let count = Arc::clone(&asked);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            count.fetch_add(1, Ordering::SeqCst);
            let mut request = vec![0; 2048];
            let read = stream.read(&mut request).await.unwrap_or_default();
            let line = String::from_utf8_lossy(&request[..read]).lines().next().unwrap_or_default().to_owned();
            let answer = match line.split(' ').collect::<Vec<_>>().as_slice() {
                ["HEAD", "/sans-head", _] => "405 Method Not Allowed\r\ncontent-length: 0",
                [_, "/la" | "/sans-head", _] => "200 OK\r\ncontent-length: 0",
                [_, "/parti", _] => "301 Moved Permanently\r\nlocation: /la\r\ncontent-length: 0",
                [_, "/tourne", _] => "302 Found\r\nlocation: /tourne\r\ncontent-length: 0",
                [_, "/ferme", _] => "403 Forbidden\r\ncontent-length: 0",
                _ => "404 Not Found\r\ncontent-length: 0",
            };
            let _ = stream.write_all(format!("HTTP/1.1 {answer}\r\n\r\n").as_bytes()).await;
        }
    });
    (port, asked)
}

#[tokio::test]
async fn a_link_says_what_it_is_and_nothing_behind_our_walls_is_asked() {
    let (port, asked) = site().await;
    let (open, closed) = (Probe::new("a@b.fr").expect("a probe").anywhere(), Probe::new("a@b.fr").expect("a probe"));
    let at = |path: &str| format!("http://127.0.0.1:{port}{path}");
    for (path, outcome, status) in [
        ("/la", Outcome::Fine, Some(200)),
        ("/sans-head", Outcome::Fine, Some(200)),
        ("/parti", Outcome::Moved, Some(200)),
        ("/tourne", Outcome::Failing, None),
        ("/ferme", Outcome::Closed, Some(403)),
        ("/rien", Outcome::Gone, Some(404)),
    ] {
        let found = open.look(&at(path)).await;
        assert_eq!((found.outcome, found.status), (outcome, status), "{path}");
    }
    assert_eq!(open.look(&at("/parti")).await.moved_to, Some(at("/la")));
    let before = asked.load(Ordering::SeqCst);
    for address in [at("/la"), format!("http://localhost:{port}/la"), "http://169.254.169.254/latest".into(), "http://[::1]/".into()] {
        assert_eq!(closed.look(&address).await.outcome, Outcome::Refused, "{address}");
    }
    assert_eq!(asked.load(Ordering::SeqCst), before, "nobody knocked");
}

on_both! {
    async fn links_are_looked_at_when_they_are_due_and_broken_ones_are_known_after_a_week(app) {
        let (port, _) = site().await;
        let probe = Probe::new("a@b.fr").expect("a probe").anywhere();
        let mut offer = app.app.library.offers[0].clone();
        offer.url = Some(format!("http://127.0.0.1:{port}/rien"));
        let shipped = [offer.clone()];
        let mut now = app.app.clock.now();
        for _ in 0..3 {
            let looked = round(&app.app.store, &shipped, &probe, now, 10).await.expect("a round");
            assert_eq!(looked.len(), 1);
            assert_eq!(round(&app.app.store, &shipped, &probe, now, 10).await.expect("a round").len(), 0, "not due again at once");
            assert_eq!(server::service::catalogue::links::broken(&app.app).await.expect("broken").len(), 0, "one bad day is no broken link");
            now += 8 * DAY;
        }
        let slug: &'static str = offer.id.clone().leak();
        let known = app.app.store.read(move |tx| Box::pin(link_checks::of(tx, slug))).await.expect("the store").expect("a check");
        assert_eq!((known.outcome.as_str(), known.failures, known.failing_since), ("gone", 3, Some(app.app.clock.now())));
        app.advance(24 * DAY);
        assert_eq!(server::service::catalogue::links::broken(&app.app).await.expect("broken").len(), 1);
        // another address is another link
        offer.url = Some(format!("http://127.0.0.1:{port}/la"));
        round(&app.app.store, &[offer], &probe, now, 10).await.expect("a round");
        assert_eq!(server::service::catalogue::links::broken(&app.app).await.expect("broken").len(), 0);
        round(&app.app.store, &[], &probe, now, 10).await.expect("a round");
        assert_eq!(app.rows().await["link_check"], 0, "what is gone is forgotten");
    }
}

on_both! {
    async fn where_no_site_answers_it_is_our_own_network_that_is_down(app) {
        let probe = Probe::new("a@b.fr").expect("a probe").anywhere();
        let mut shipped: Vec<_> = app.app.library.offers.iter().take(6).cloned().collect();
        // six machines; nobody listens at this port
        for (offer, machine) in shipped.iter_mut().zip(1..) {
            offer.url = Some(format!("http://127.0.0.{machine}:1/"));
        }
        let now = app.app.clock.now();
        assert!(round(&app.app.store, &shipped, &probe, now, 10).await.expect("a round").is_empty());
        assert_eq!(app.rows().await["link_check"], 0, "no link is said to be broken");
        let (port, _) = site().await;
        shipped[0].url = Some(format!("http://127.0.0.1:{port}/la"));
        assert_eq!(round(&app.app.store, &shipped, &probe, now, 10).await.expect("a round").len(), 6);
        assert_eq!(app.rows().await["link_check"], 6, "one answers: the others do not");
    }
}
