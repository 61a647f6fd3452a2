//! Reviewing and publishing: two persons for every text, decisions that people meet when they are published, and nobody who reads a key
//! without being of the team.

use domain::access::{Actor, EnterWorkshop, Member, Roles, WriteItems, may};
use domain::workshop::Change as TextChange;
use server::service::assess::replay_session;
use server::service::workshop::{Save, begin, save, send_news, submit};
use store::{mails, publications, reviews, sessions, standings, workshop};
use uuid::Uuid;

use crate::answering::{Way, finished};
use crate::browser::{Browser, Reply, plain};
use crate::harness::{MINUTE, TestApp};

/// Said of the right option of [`TEXT`], and nowhere else; without the marks around which a page sets its own spaces.
const KEY: &str = "le badge se reprend, la porte se ferme";

const TEXT: &str = r#"id = "badge-oublie"
version = 1
objective = "T2.07"
title = "Le badge oublié sur le clavier"
trades = ["infirmier"]
setting = "autre"
language = "fr"
difficulty = 0.1
time = 60
review = "not-reviewed"
situation = """
Fin de matinée au bloc, une collègue part en pause et laisse sa carte professionnelle dans le lecteur du poste de soins.
"""
question = "Que faites-vous de cette carte ?"
explanation = """
Une carte professionnelle est personnelle : elle se retire, et se rend à la personne qu'elle désigne.
"""
[source]
title = "Guide des bonnes pratiques"
publisher = "Agence du numérique en santé"
date = "2024"
checked = "2026-11"
[interaction]
kind = "single-choice"
[[interaction.options]]
id = "a"
text = "Je la retire et je la lui rapporte dans la salle de pause."
correct = true
feedback = "Oui : le badge se reprend, la porte se ferme."
[[interaction.options]]
id = "b"
text = "Je la laisse en place, la collègue sera de retour dans dix minutes."
feedback = "Dix minutes suffisent pour lire un dossier sous un autre nom."
[[interaction.options]]
id = "c"
text = "Je m'en sers pour valider mes soins, puis je préviens la collègue."
feedback = "Chaque soin porterait alors le nom d'une personne absente."
"#;

/// Somebody with these roles, signed in.
async fn member(app: &TestApp, email: &'static str, roles: &'static str) -> (Browser, Member) {
    let (browser, id) = app.of_the_team(email, roles).await;
    (browser, Member { person: id.as_u128(), roles: Roles::parse(roles) })
}

async fn written(app: &TestApp, by: &Member) -> String {
    let proof = may::<WriteItems>(&Actor::Person(by.person), by.clone()).expect("an author");
    begin(&app.app, &proof, "badge-oublie", TEXT, "").await.expect("begun")
}

async fn asked(app: &TestApp, by: &Member, id: &str, number: i64) {
    let actor = Actor::Person(by.person);
    let (enter, write) = (may::<EnterWorkshop>(&actor, by.clone()).expect("in"), may::<WriteItems>(&actor, by.clone()).expect("an author"));
    submit(&app.app, &enter, &write, id, number).await.expect("a review is asked for");
}

async fn saved(app: &TestApp, by: &Member, id: &str, base: i64, from: &str, to: &str) -> i64 {
    let proof = may::<WriteItems>(&Actor::Person(by.person), by.clone()).expect("an author");
    let text = Save { item_id: id.into(), base, body: TEXT.replace(from, to), change: TextChange::Wording, note: "Mieux dit.".into() };
    save(&app.app, &proof, text).await.expect("saved")
}

async fn kinds(app: &TestApp) -> Vec<String> {
    let lines = app.app.store.read(|tx| Box::pin(store::audit::list(tx, (i64::MIN, Uuid::nil()), 1000))).await.expect("lines");
    lines.into_iter().map(|l| l.kind).collect()
}

/// A hidden field of a page.
fn hidden(page: &str, name: &str) -> String {
    let at = page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_else(|| panic!("no field {name}"));
    at.split('"').next().expect("its value").to_owned()
}

fn approve(revision: &str) -> [(&str, &str); 4] {
    [("revision", revision), ("verdict", "approve"), ("reason", ""), ("checked", "source")]
}

/// Written by one, approved by another, decided and published by a third.
async fn in_the_bank(app: &TestApp) -> (String, Browser, Browser) {
    let (_, author) = member(app, "auteur@socle.example", "author").await;
    let (mut reviewer, _) = member(app, "relit@socle.example", "reviewer").await;
    let (mut chief, _) = member(app, "chef@socle.example", "administrator").await;
    let id = written(app, &author).await;
    asked(app, &author, &id, 1).await;
    reviewer.post(&format!("/atelier/questions/{id}/relecture"), &approve("1")).await.is(303);
    chief.post(&format!("/atelier/questions/{id}/etat/try-out"), &[("newest", "1"), ("reason", "")]).await.is(303);
    publish(&mut chief, "La première.").await.is(303);
    (id, reviewer, chief)
}

async fn publish(chief: &mut Browser, note: &str) -> Reply {
    let page = chief.get("/atelier/publier").await.is(200).text();
    chief.post("/atelier/publier", &[("after", &hidden(&page, "after")), ("note", note)]).await
}

on_both! {
    async fn a_text_is_judged_by_a_second_person_and_met_once_it_is_published(app) {
        let (mut author, who) = member(app, "auteur@socle.example", "author reviewer").await;
        let (mut reviewer, _) = member(app, "relit@socle.example", "reviewer").await;
        let (mut chief, _) = member(app, "chef@socle.example", "administrator").await;
        let id = written(app, &who).await;
        let review = format!("/atelier/questions/{id}/relecture");
        assert!(reviewer.get(&review).await.is(200).plain().contains("n’a pas encore demandé de relecture"));
        reviewer.post(&review, &approve("1")).await.is(409);
        asked(app, &who, &id, 1).await;

        // its author reads why they may not, and is refused if they try
        assert!(author.get(&review).await.is(200).plain().contains("Vous avez écrit une partie de ce texte"));
        author.post(&review, &approve("1")).await.is(403);
        let page = reviewer.get(&review).await.is(200).plain();
        assert!(page.contains(KEY) && page.contains("Chaque soin porterait alors"), "the key, and every feedback");
        reviewer.post(&review, &[("revision", "1"), ("verdict", "changes"), ("reason", "  "), ("checked", "words")]).await.is(422);
        let ask = [("revision", "1"), ("verdict", "changes"), ("reason", "Dites quel poste."), ("checked", "source")];
        for _ in 0..2 {
            reviewer.post(&review, &ask).await.is(303);
        }
        let name = id.clone();
        let given = app.app.store.read(move |tx| { let name = name.clone(); Box::pin(async move { reviews::of_item(tx, &name).await }) }).await.expect("verdicts");
        assert_eq!(given.len(), 1, "a double click judges once");
        assert!(author.get(&review).await.is(200).plain().contains("Dites quel poste."));

        // mended while the reviewer still has the old text before them
        assert_eq!(saved(app, &who, &id, 1, "poste de soins", "poste de soins numéro deux").await, 2);
        asked(app, &who, &id, 2).await;
        let conflict = reviewer.post(&review, &approve("1")).await.is(409).plain();
        assert!(conflict.contains("Le texte a changé pendant que vous lisiez") && conflict.contains("<ins>"), "what changed is shown");
        reviewer.post(&review, &approve("2")).await.is(303);

        // nothing reaches anybody before it is published
        let before = app.app.editions.current();
        let decide = format!("/atelier/questions/{id}/etat/try-out");
        chief.get(&decide).await.is(200);
        chief.post(&decide, &[("newest", "1")]).await.is(409);
        chief.post(&decide, &[("newest", "2")]).await.is(303);
        assert_eq!(app.app.editions.current().digest, before.digest);
        let mut learner = app.browser();
        let old = learner.begin("whole").await;
        let page = chief.get("/atelier/publier").await.is(200);
        assert!(page.plain().contains("Le badge oublié sur le clavier"));
        let after = hidden(&page.text(), "after");
        chief.post("/atelier/publier", &[("after", &after), ("note", " ")]).await.is(422);
        chief.post("/atelier/publier", &[("after", &after), ("note", "Les badges.")]).await.is(303);
        chief.post("/atelier/publier", &[("after", &after), ("note", "Les badges.")]).await.is(409);
        let now = app.app.editions.current();
        assert!(before.edition.place(&id).is_none() && now.edition.place(&id).is_some());
        assert!(app.app.store.read(|tx| Box::pin(publications::list(tx, 9))).await.expect("publications").len() == 1, "published once");

        // a session under way keeps its edition, a new one begins with the other
        let new = app.browser().begin("whole").await;
        let edition = async |session: &str| {
            let id: Uuid = session.parse().expect("an id");
            app.app.store.read(move |tx| Box::pin(sessions::load(tx, id))).await.expect("read").expect("a session").edition_id
        };
        assert_eq!((edition(&old).await, edition(&new).await), (before.id, now.id));
        let kinds = kinds(app).await;
        assert!(["text-approved", "bank-published"].iter().all(|kind| kinds.iter().filter(|k| k == kind).count() == 1), "{kinds:?}");
    }
}

on_both! {
    async fn a_wrong_key_leaves_the_drawing_at_once_and_old_sessions_replay(app) {
        let mut learner = app.browser();
        let session: Uuid = finished(app, &mut learner, Way::Lot, 1).await.parse().expect("an id");
        let log = app.app.store.read(move |tx| Box::pin(store::answers::all_of(tx, session))).await.expect("answers");
        let item = log[0].item_id.clone();
        let (mut reviewer, _) = member(app, "relit@socle.example", "reviewer").await;
        let suspend = format!("/atelier/questions/{item}/etat/suspend");
        assert!(reviewer.get(&suspend).await.is(200).plain().contains("tout de suite"));
        reviewer.post(&suspend, &[("reason", "")]).await.is(422);
        for _ in 0..2 {
            reviewer.post(&suspend, &[("reason", "La clé est fausse.")]).await.is(303);
        }
        assert_eq!(app.app.editions.current().edition.place(&item), None);
        let replayed = replay_session(&app.app.store, &app.app.editions, session).await.expect("replayed");
        assert!(replayed.is_exact(), "{:?}", replayed.differences);
        learner.get(&format!("/resultat/{session}/corrige")).await.is(200);
        assert_eq!(kinds(app).await.iter().filter(|k| *k == "item-suspended").count(), 1);
        let page = reviewer.get(&format!("/atelier/questions/{item}/relecture")).await.is(200).plain();
        assert!(page.contains("La clé est fausse.") && !page.contains("/etat/restore"), "a reviewer suspends, and does not bring back");

        // only whoever governs brings it back, with the next publication
        let (mut chief, _) = member(app, "chef@socle.example", "administrator").await;
        chief.post(&format!("/atelier/questions/{item}/etat/restore"), &[("reason", "")]).await.is(303);
        assert_eq!(app.app.editions.current().edition.place(&item), None);
        publish(&mut chief, "Elle revient.").await.is(303);
        assert!(app.app.editions.current().edition.place(&item).is_some());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_server_takes_what_the_first_has_published() {
    let Some(home) = crate::harness::Home::schema() else { return };
    let app = TestApp::on(home).await;
    let store = store::Store::open(&app.app.config.database()).await.expect("the same database");
    let clock = server::clock::Clock::Fixed(std::sync::atomic::AtomicI64::new(crate::harness::NOW));
    let files = server::service::content::Files::Embedded;
    let other = server::app::App::new(app.app.config.clone(), store, &files, clock, server::clock::Entropy::System).await.expect("another server");
    let (id, ..) = in_the_bank(&app).await;
    assert_eq!(other.editions.current().edition.place(&id), None);
    assert!(server::service::workshop::catch_up(&other).await.expect("taken"));
    assert_eq!(other.editions.current().digest, app.app.editions.current().digest);
    assert!(other.editions.current().edition.place(&id).is_some());
    other.store.close().await.expect("closed");
    app.finish().await;
}

on_both! {
    async fn going_back_publishes_what_was_then_as_a_new_publication(app) {
        let (id, _, mut chief) = in_the_bank(app).await;
        let first = app.app.editions.current().digest;
        let shipped = app.app.editions.current().edition.pool.iter().map(|p| p.item.id.clone()).find(|other| *other != id).expect("another");
        chief.post(&format!("/atelier/questions/{shipped}/etat/retire"), &[("reason", "La loi a changé.")]).await.is(303);
        chief.post(&format!("/atelier/questions/{id}/etat/retire"), &[("reason", "")]).await.is(303);
        publish(&mut chief, "La deuxième.").await.is(303);
        assert!(app.app.editions.current().edition.place(&shipped).is_none() && app.app.editions.current().edition.place(&id).is_none());
        let past = app.app.store.read(|tx| Box::pin(publications::list(tx, 9))).await.expect("publications");
        let back = format!("/atelier/publier/{}/revenir", past[1].id);
        let page = chief.get(&back).await.is(200).text();
        let after = hidden(&page, "after");
        chief.post(&back, &[("after", &after), ("note", "")]).await.is(422);
        chief.post(&back, &[("after", &after), ("note", "Trop tôt.")]).await.is(303);
        chief.post(&back, &[("after", &after), ("note", "Trop tôt.")]).await.is(409);
        assert_eq!(app.app.editions.current().digest, first, "the very bank of then");
        let decided = app.app.store.read(|tx| Box::pin(standings::all(tx))).await.expect("decisions");
        assert_eq!(decided.iter().map(|d| (d.item_id.as_str(), d.standing.as_str())).collect::<Vec<_>>(), [(id.as_str(), "pretest")]);
        assert!(chief.get("/atelier/publier").await.is(200).plain().contains("Aucune décision n’attend"));
    }
}

on_both! {
    async fn whoever_has_no_right_reads_no_key_and_changes_nothing(app) {
        let (_, who) = member(app, "auteur@socle.example", "author").await;
        let id = written(app, &who).await;
        asked(app, &who, &id, 1).await;
        let at = |path: &str| path.replace("{id}", &id);
        let reading = ["/atelier/questions/{id}/relecture", "/atelier/questions/{id}/historique"].map(at);
        let governing = ["/atelier/publier", "/atelier/equipe", "/atelier/questions/{id}/etat/retire"].map(at);
        let nobody_id = Uuid::nil();
        let acting = [
            "/atelier/questions/{id}/relecture", "/atelier/questions/{id}/remarques", "/atelier/questions/{id}/historique/1/reprendre",
            "/atelier/questions/{id}/etat/suspend", "/atelier/questions/{id}/etat/retire", "/atelier/publier", "/atelier/equipe",
        ].map(at).into_iter().chain([
            format!("/atelier/questions/{id}/remarques/{nobody_id}"), format!("/atelier/publier/{nobody_id}/revenir"),
            format!("/atelier/equipe/{nobody_id}/administrator/retirer"),
        ]).collect::<Vec<_>>();
        let fields = [("revision", "1"), ("verdict", "approve"), ("reason", "r"), ("remark", "r"), ("once", "0199c0de-0000-7000-8000-000000000000"), ("newest", "1"), ("after", "0"), ("note", "n"), ("email", "auteur@socle.example"), ("role", "administrator")];
        let (mut stranger, _) = member(app, "dehors@socle.example", "").await;
        let mut nobody = app.browser();
        nobody.begin("whole").await;
        let before = app.rows_kept().await;
        for (browser, status) in [(&mut stranger, 403), (&mut nobody, 303)] {
            for path in reading.iter().chain(&governing) {
                let reply = browser.get(path).await.is(status);
                assert!(!reply.plain().contains(KEY), "{path}");
            }
        }
        for (browser, status) in [(&mut stranger, 403), (&mut nobody, 401)] {
            for path in &acting {
                let reply = browser.post(path, &fields).await.is(status);
                assert!(!reply.plain().contains(KEY), "{path}");
            }
        }
        // an author reads and talks, judges and governs nothing; a reviewer writes and governs nothing
        let (mut author, _) = member(app, "autre@socle.example", "author").await;
        let (mut reviewer, _) = member(app, "relit@socle.example", "reviewer").await;
        for browser in [&mut author, &mut reviewer] {
            for path in &reading {
                browser.get(path).await.is(200);
            }
            for path in &governing {
                browser.get(path).await.is(403);
            }
            for path in ["/atelier/publier", "/atelier/equipe", &format!("/atelier/questions/{id}/etat/retire")] {
                browser.post(path, &fields).await.is(403);
            }
        }
        author.post(&format!("/atelier/questions/{id}/relecture"), &fields).await.is(403);
        author.post(&format!("/atelier/questions/{id}/etat/suspend"), &fields).await.is(403);
        reviewer.post(&format!("/atelier/questions/{id}/historique/1/reprendre"), &fields).await.is(403);
        let mut after = app.rows_kept().await;
        // the two who came since
        for table in ["person", "login"] {
            after.entry(table).and_modify(|rows| *rows -= 2);
        }
        assert_eq!(after, before);
    }
}

on_both! {
    async fn a_remark_is_said_once_settled_and_opened_again(app) {
        let (mut author, who) = member(app, "auteur@socle.example", "author").await;
        let id = written(app, &who).await;
        let (review, say) = (format!("/atelier/questions/{id}/relecture"), format!("/atelier/questions/{id}/remarques"));
        let once = hidden(&author.get(&review).await.is(200).text(), "once");
        author.post(&say, &[("once", &once), ("remark", " \r\n ")]).await.is(422);
        for _ in 0..2 {
            author.post(&say, &[("once", &once), ("remark", "<script>alert(1)</script> et l’article 3 ?")]).await.is(303);
        }
        let page = author.get(&review).await.is(200).text();
        assert_eq!(page.matches("article 3").count(), 1, "a double click says it once");
        assert!(!page.contains("<script>alert"), "what is typed is words");
        let name = id.clone();
        let remark = app.app.store.read(move |tx| { let name = name.clone(); Box::pin(async move { reviews::remarks(tx, &name).await }) }).await.expect("remarks")[0].id;
        assert!(page.contains("une remarque en attente"));
        author.post(&format!("{say}/{remark}"), &[("settled", "1")]).await.is(303);
        assert!(author.get(&review).await.is(200).plain().contains("Réglée par auteur@socle.example"));
        author.post(&format!("{say}/{remark}"), &[("settled", "0")]).await.is(303);
        assert!(author.get(&review).await.is(200).plain().contains("une remarque en attente"));
        author.post(&say, &[("once", &once), ("remark", &"a".repeat(4001))]).await.is(413);
    }
}

on_both! {
    async fn every_text_is_kept_compared_and_can_be_taken_up_again(app) {
        let (mut author, who) = member(app, "auteur@socle.example", "author").await;
        let id = written(app, &who).await;
        saved(app, &who, &id, 1, "dix minutes", "un quart d'heure").await;
        let history = format!("/atelier/questions/{id}/historique");
        let page = author.get(&history).await.is(200).plain();
        assert!(page.contains("<del>") && page.contains("<ins>") && page.contains("dix") && page.contains("quart"), "word by word");
        assert!(page.contains("Réponses proposées · b · texte"), "by the name of the part");
        let back = format!("{history}/1/reprendre");
        for _ in 0..2 {
            author.post(&back, &[("newest", "2")]).await.is(303);
        }
        let name = id.clone();
        let texts = app.app.store.read(move |tx| { let name = name.clone(); Box::pin(async move { workshop::revisions(tx, &name).await }) }).await.expect("texts");
        assert_eq!(texts.len(), 3, "a double click takes it up once");
        assert_eq!((&texts[2].body, texts[2].change.as_str()), (&texts[0].body, "substance"));
        saved(app, &who, &id, 3, "au bloc", "en salle de réveil").await;
        assert!(author.post(&back, &[("newest", "2")]).await.is(409).plain().contains("Un autre texte a été enregistré entre-temps"));
        author.post(&format!("{history}/9/reprendre"), &[("newest", "4")]).await.is(404);
        for odd in ["?de=9&a=-3", "?de=x", "?a=1&de=1"] {
            author.get(&format!("{history}{odd}")).await.is(200);
        }
    }
}

async fn inbox(app: &TestApp, email: &str) -> Vec<mails::NewMail> {
    let now = app.app.clock.now();
    let waiting = app.app.store.write(move |tx| Box::pin(mails::claim(tx, now, now, 200))).await.expect("mails");
    waiting.into_iter().map(|m| m.mail).filter(|m| m.recipient == email).collect()
}

on_both! {
    async fn news_leave_once_a_day_for_whoever_wants_them(app) {
        let (mut author, who) = member(app, "auteur@socle.example", "author").await;
        let (mut reviewer, _) = member(app, "relit@socle.example", "reviewer").await;
        let id = written(app, &who).await;
        asked(app, &who, &id, 1).await;
        assert_eq!(send_news(&app.app).await.expect("looked"), 0, "there is a moment in which more may happen");
        app.advance(11 * MINUTE);
        assert_eq!(send_news(&app.app).await.expect("sent"), 1);
        let told = inbox(app, "relit@socle.example").await;
        assert!(told.len() == 1 && plain(&told[0].body_text).contains("« Le badge oublié sur le clavier » attend une relecture."), "{told:?}");
        assert!(inbox(app, "auteur@socle.example").await.is_empty(), "nobody is told what they did themselves");

        let ask = [("revision", "1"), ("verdict", "changes"), ("reason", "Quel poste ?")];
        reviewer.post(&format!("/atelier/questions/{id}/relecture"), &ask).await.is(303);
        app.advance(11 * MINUTE);
        assert_eq!(send_news(&app.app).await.expect("sent"), 1);
        let once = hidden(&reviewer.get(&format!("/atelier/questions/{id}/relecture")).await.is(200).text(), "once");
        reviewer.post(&format!("/atelier/questions/{id}/remarques"), &[("once", &once), ("remark", "Le deux ?")]).await.is(303);
        app.advance(11 * MINUTE);
        assert_eq!(send_news(&app.app).await.expect("looked"), 0, "one a day");
        app.advance(24 * 60 * MINUTE);
        assert_eq!(send_news(&app.app).await.expect("sent"), 1);
        let told = inbox(app, "auteur@socle.example").await;
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told.iter().any(|m| m.body_text.contains("des changements sont demandés")) && told.iter().any(|m| m.body_text.contains("une nouvelle remarque")));

        assert!(author.get("/compte").await.is(200).plain().contains("Vous les recevez."));
        author.post("/compte/mails-atelier", &[("wanted", "0")]).await.is(303);
        assert!(author.get("/compte").await.is(200).plain().contains("Vous ne les recevez pas."));
        let once = hidden(&reviewer.get(&format!("/atelier/questions/{id}/relecture")).await.is(200).text(), "once");
        reviewer.post(&format!("/atelier/questions/{id}/remarques"), &[("once", &once), ("remark", "Et là ?")]).await.is(303);
        app.advance(48 * 60 * MINUTE);
        assert_eq!(send_news(&app.app).await.expect("looked"), 0);
        // whoever has nothing to do with the workshop is not asked
        let (mut learner, _) = member(app, "apprend@socle.example", "").await;
        assert!(!learner.get("/compte").await.is(200).plain().contains("Mails de l’atelier"));
    }
}

on_both! {
    async fn somebody_who_leaves_takes_their_words_away_and_leaves_them_without_a_name(app) {
        let (mut author, who) = member(app, "auteur@socle.example", "author").await;
        let (mut reviewer, _) = member(app, "relit@socle.example", "reviewer").await;
        let id = written(app, &who).await;
        asked(app, &who, &id, 1).await;
        reviewer.post(&format!("/atelier/questions/{id}/relecture"), &approve("1")).await.is(303);
        let once = hidden(&author.get(&format!("/atelier/questions/{id}/relecture")).await.is(200).text(), "once");
        author.post(&format!("/atelier/questions/{id}/remarques"), &[("once", &once), ("remark", "Merci.")]).await.is(303);
        let export = author.get("/compte/export").await.is(200).json();
        assert_eq!(export["person"]["roles"], "author");
        assert_eq!(export["workshop"]["texts"][0]["item"], id.as_str());
        assert_eq!(export["workshop"]["remarks"][0]["said"], "Merci.");
        assert_eq!(reviewer.get("/compte/export").await.is(200).json()["workshop"]["verdicts"][0]["verdict"], "approve");
        author.post("/compte/effacer", &[("word", "EFFACER")]).await.is(303);
        let page = reviewer.get(&format!("/atelier/questions/{id}/historique")).await.is(200).plain();
        assert!(!page.contains("auteur@") && page.contains("texte d’origine"));
        let page = reviewer.get(&format!("/atelier/questions/{id}/relecture")).await.is(200).plain();
        assert!(!page.contains("auteur@") && page.contains("Merci.") && page.contains("quelqu’un qui n’est plus là"));
    }
}
