//! Exam centres: accredited, with rooms and exams; candidates by hand, from the organisation and by file; convocations; what is sent to the jury.

use domain::date::Day;
use server::jobs::purge::purge;
use server::service::certification::exams::{is_watch_code, watch_code};
use store::candidates::Candidate;
use store::exams::Exam;
use store::sittings::{self, Sitting};
use store::{accommodations, candidates, exams, learners, mails};
use uuid::Uuid;

use crate::browser::{Browser, plain};
use crate::harness::{NOW, SECOND, TestApp};

const HOUR: i64 = 3600 * SECOND;

/// A centre with its people.
struct Centre {
    id: Uuid,
    manager: Browser,
    trainer: Browser,
}

impl Centre {
    fn path(&self, rest: &str) -> String {
        format!("/pilotage/{}/certification{rest}", self.id)
    }

    fn exam(&self, exam: Uuid, rest: &str) -> String {
        self.path(&format!("/sessions/{exam}{rest}"))
    }
}

async fn centre(app: &TestApp) -> Centre {
    let (manager, person) = app.of_the_team("direction@centre.example", "").await;
    let id = app.organisation(person).await;
    let (trainer, other) = app.of_the_team("formation@centre.example", "").await;
    app.post(id, other, "trainer").await;
    Centre { id, manager, trainer }
}

fn on(days: u16) -> String {
    Day::of(NOW).plus(days).to_string()
}

const REQUEST: &[(&str, &str)] =
    &[("responsable", "Camille Roux"), ("contact", "camille@centre.example"), ("salles", "Vingt postes fixes."), ("accueil", ""), ("engagement", "oui")];

/// Asked and granted, through the pages of both.
async fn accredited(app: &TestApp) -> Centre {
    let mut centre = centre(app).await;
    let path = centre.path("/habilitation");
    centre.manager.post(&path, REQUEST).await.is(303);
    let mut certifier = app.member("certificateur@socle.example", "certifier").await;
    let path = asked(&mut certifier).await;
    let seen = hidden(&certifier.get(&path).await.is(200).plain(), "vu");
    certifier.post(&path, &[("vu", &seen), ("reponse", "granted"), ("jusqu", &on(300)), ("motif", "")]).await.is(303);
    centre
}

/// The path of the one centre in the certifier's list.
async fn asked(certifier: &mut Browser) -> String {
    let page = certifier.get("/certificateur/centres").await.is(200).plain();
    let rest = page.split("href=\"/certificateur/centres/").nth(1).expect("a centre in the list");
    format!("/certificateur/centres/{}", rest.split('"').next().unwrap_or_default())
}

/// What a hidden field of a page holds.
fn hidden(page: &str, name: &str) -> String {
    let field = page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_else(|| panic!("no {name}: {page}"));
    // what the page escaped, quotes among it, is itself again
    plain(field.split('"').next().unwrap_or_default())
}

/// A room, and an exam in it in so many days; as a trainer makes them.
async fn exam(centre: &mut Centre, days: u16, seats: &str) -> Uuid {
    let path = centre.path("/salles");
    centre
        .trainer
        .post(&path, &[("nom", "Salle B12"), ("adresse", "2 rue de l’Hôtel-Dieu, 35000 Rennes"), ("places", "20"), ("plainpied", "oui")])
        .await
        .is(303);
    let path = centre.path("/sessions/nouvelle");
    let page = centre.trainer.get(&path).await.is(200).plain();
    let room = page.split("<option value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a room").to_owned();
    let draft = hidden(&page, "brouillon");
    let fields = [("brouillon", draft.as_str()), ("salle", &room), ("jour", &on(days)), ("heure", "09:00"), ("places", seats), ("note", "Badge à l’accueil.")];
    let first = centre.trainer.post(&path, &fields).await.is(303).location();
    // pressed twice: it is the same exam
    assert_eq!(centre.trainer.post(&path, &fields).await.is(303).location(), first);
    first.rsplit('/').next().and_then(|id| id.parse().ok()).expect("an exam")
}

async fn row(app: &TestApp, id: Uuid) -> Exam {
    app.app.store.read(move |tx| Box::pin(exams::load(tx, id))).await.expect("read").expect("an exam")
}

async fn listed(app: &TestApp, id: Uuid) -> Vec<Candidate> {
    app.app.store.read(move |tx| Box::pin(candidates::of_exam(tx, id))).await.expect("read")
}

/// Mails that nobody has looked at yet: to whom, and what they say.
async fn new_mails(app: &TestApp) -> Vec<(String, String)> {
    let now = app.app.clock.now();
    let claimed = app.app.store.write(move |tx| Box::pin(mails::claim(tx, now, now + 1_000_000 * HOUR, 1_000))).await.expect("mails");
    let mut found: Vec<(String, String)> = claimed.into_iter().map(|c| (c.mail.recipient, c.mail.body_text)).collect();
    found.sort();
    found
}

/// The path of the link in a mail.
fn link(mail: &str) -> String {
    let at = mail.find("/certification/candidature/").unwrap_or_else(|| panic!("no link: {mail}"));
    mail[at..].split_whitespace().next().unwrap_or_default().to_owned()
}

const AWA: &[(&str, &str)] = &[("nom", "Diop"), ("prenom", "Awa"), ("naissance", "2004-02-29"), ("email", "awa@socle.example"), ("langue", "fr")];

async fn upload(browser: &mut Browser, path: &str, table: &str) -> crate::browser::Reply {
    let body =
        format!("--limite\r\nContent-Disposition: form-data; name=\"file\"; filename=\"liste.csv\"\r\nContent-Type: text/csv\r\n\r\n{table}\r\n--limite--\r\n");
    browser.post_raw(path, "multipart/form-data; boundary=limite", body.into_bytes(), &[("sec-fetch-site", "same-origin")]).await
}

on_both! {
    async fn a_centre_asks_and_the_certifier_alone_answers(app) {
        let mut centre = centre(app).await;
        let path = centre.path("/habilitation");
        centre.trainer.get(&path).await.is(403);
        let told = centre.manager.post(&path, &[("responsable", ""), ("contact", "camille"), ("salles", "")]).await.is(422).plain();
        for field in ["f-responsable", "f-contact", "f-salles", "f-engagement"] {
            assert!(told.contains(&format!("href=\"#{field}\"")), "{field}: {told}");
        }
        centre.manager.post(&path, REQUEST).await.is(303);

        for role in ["", "juror", "administrator"] {
            let email: &'static str = format!("{role}x@socle.example").leak();
            let mut other = app.member(email, role).await;
            let status = other.get("/certificateur/centres").await.status.as_u16();
            assert!([403, 404].contains(&status), "{role}: {status}");
        }
        let mut certifier = app.member("certificateur@socle.example", "certifier").await;
        let page = asked(&mut certifier).await;
        let seen = hidden(&certifier.get(&page).await.is(200).plain(), "vu");
        certifier.post(&page, &[("vu", &seen), ("reponse", "refused"), ("motif", "")]).await.is(422);
        certifier.post(&page, &[("vu", &seen), ("reponse", "granted"), ("jusqu", "2020-01-01")]).await.is(422);
        certifier.post(&page, &[("vu", &seen), ("reponse", "refused"), ("motif", "Il manque une connexion de secours.")]).await.is(303);
        // the other tab
        certifier.post(&page, &[("vu", &seen), ("reponse", "granted"), ("jusqu", &on(300))]).await.is(409);
        assert!(centre.trainer.get(&centre.path("")).await.is(200).plain().contains("Il manque une connexion de secours."));

        centre.manager.post(&path, REQUEST).await.is(303);
        let seen = hidden(&certifier.get(&page).await.is(200).plain(), "vu");
        certifier.post(&page, &[("vu", &seen), ("reponse", "granted"), ("jusqu", &on(300))]).await.is(303);
        // nothing to ask while it holds
        centre.manager.post(&path, REQUEST).await.is(409);
        assert!(centre.trainer.get(&centre.path("")).await.is(200).plain().contains("Centre habilité n° C-"));
    }
}

on_both! {
    async fn an_exam_is_opened_by_an_accredited_centre_only_and_for_days_of_its_accreditation(app) {
        let mut unknown = centre(app).await;
        let draft = exam(&mut unknown, 20, "12").await;
        unknown.trainer.post(&unknown.exam(draft, "/ouvrir"), &[]).await.is(403);
        assert_eq!(row(app, draft).await.status, "draft");
    }
}

on_both! {
    async fn candidates_are_convoked_once_again_on_change_and_told_when_it_is_called_off(app) {
        let mut centre = accredited(app).await;
        let late = exam(&mut centre, 301, "12").await;
        centre.trainer.post(&centre.exam(late, "/ouvrir"), &[]).await.is(403);
        centre.trainer.post(&centre.exam(late, "/supprimer"), &[]).await.is(303);
        centre.trainer.get(&centre.exam(late, "")).await.is(404);

        let path = centre.path("/sessions/nouvelle");
        let page = centre.trainer.get(&path).await.plain();
        let room = page.split("<option value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a room").to_owned();
        let draft = hidden(&page, "brouillon");
        let day = on(20);
        let mut fields = vec![("brouillon", draft.as_str()), ("salle", room.as_str()), ("jour", day.as_str()), ("heure", "09:00"), ("places", "21")];
        centre.trainer.post(&path, &fields).await.is(422);
        fields[4].1 = "2";
        let id: Uuid = centre.trainer.post(&path, &fields).await.is(303).location().rsplit('/').next().expect("an id").parse().expect("an exam");

        let add = centre.exam(id, "/candidats/ajouter");
        centre.trainer.post(&add, &[("nom", ""), ("prenom", "Awa"), ("naissance", "hier")]).await.is(422);
        centre.trainer.post(&add, AWA).await.is(303);
        let again = centre.trainer.post(&add, &[("nom", "DIOP"), ("prenom", "awa"), ("naissance", "2004-02-29")]).await;
        assert!(again.is(409).plain().contains("déjà inscrite"));
        assert_eq!(new_mails(app).await, [], "nobody is told of a draft");

        centre.trainer.post(&centre.exam(id, "/ouvrir"), &[]).await.is(303);
        centre.trainer.post(&centre.exam(id, "/ouvrir"), &[]).await.is(303);
        let first = new_mails(app).await;
        assert_eq!(first.len(), 1, "{first:?}");
        let (to, said) = &first[0];
        assert_eq!(to, "awa@socle.example");
        let candidate = listed(app, id).await.remove(0);
        let shown = format!("{} {}", &candidate.code[..4], &candidate.code[4..]);
        assert!(said.contains(&shown) && said.contains("Salle B12, 2 rue de l’Hôtel-Dieu"), "{said}");

        // a latecomer to the list is told at once; the third finds no seat
        centre.trainer.post(&add, &[("nom", "Nguyễn"), ("prenom", "Linh"), ("naissance", "2003-05-01"), ("email", "linh@socle.example"), ("langue", "en")]).await.is(303);
        let second = new_mails(app).await;
        assert_eq!(second.iter().map(|(to, _)| to.as_str()).collect::<Vec<_>>(), ["linh@socle.example"]);
        assert!(second[0].1.contains("invites you"), "in their language: {}", second[0].1);
        let full = centre.trainer.post(&add, &[("nom", "Roux"), ("prenom", "Zoé"), ("naissance", "2003-05-01")]).await;
        assert!(full.is(409).plain().contains("pas assez de places"));
        centre.trainer.post(&centre.exam(id, "/convocations"), &[]).await.is(303);
        assert_eq!(new_mails(app).await, [], "nobody is told twice");

        // another hour: both are told, in an hour that the same page and the same link say
        let before = row(app, id).await;
        let edit = centre.exam(id, "/modifier");
        let seen = before.updated_at.to_string();
        let fields = [("brouillon", seen.as_str()), ("salle", room.as_str()), ("jour", day.as_str()), ("heure", "14:00"), ("places", "2")];
        centre.trainer.post(&edit, &fields).await.is(303);
        assert!(centre.trainer.post(&edit, &fields).await.is(409).plain().contains("entre-temps"), "the other tab");
        let changed = new_mails(app).await;
        assert_eq!(changed.len(), 2);
        assert_eq!(link(&changed[0].1), link(said), "the link of a candidate is the same in each mail");
        assert_eq!(row(app, id).await.revision, before.revision + 1);
        // what invigilators must know concerns nobody else
        let seen = row(app, id).await.updated_at.to_string();
        let fields = [("brouillon", seen.as_str()), ("salle", room.as_str()), ("jour", day.as_str()), ("heure", "14:00"), ("places", "2"), ("note", "Badge.")];
        centre.trainer.post(&edit, &fields).await.is(303);
        assert_eq!(new_mails(app).await, []);

        let mut visitor = app.browser();
        let agenda = visitor.get(&format!("{}/agenda.ics", link(said))).await.is(200).text().replace("\r\n ", "");
        assert!(agenda.contains("METHOD:PUBLISH") && agenda.contains("SEQUENCE:2"), "{agenda}");
        assert!(agenda.contains("DTSTART:20261208T130000Z"), "14:00 in Paris in December: {agenda}");

        // taken off the list: told; the seat is free again
        let linh = listed(app, id).await.into_iter().find(|c| c.given_name == "Linh").expect("on the list");
        centre.trainer.post(&centre.exam(id, &format!("/candidats/{}/retirer", linh.id)), &[]).await.is(303);
        centre.trainer.post(&centre.exam(id, &format!("/candidats/{}/retirer", linh.id)), &[]).await.is(303);
        let farewell = new_mails(app).await;
        assert_eq!(farewell.iter().map(|(to, _)| to.as_str()).collect::<Vec<_>>(), ["linh@socle.example"]);
        assert!(visitor.get(&link(&second[0].1)).await.is(200).plain().contains("vous a retiré·e"));

        centre.trainer.post(&centre.exam(id, "/annuler"), &[]).await.is(303);
        centre.trainer.post(&centre.exam(id, "/annuler"), &[]).await.is(303);
        let off = new_mails(app).await;
        assert_eq!(off.iter().map(|(to, _)| to.as_str()).collect::<Vec<_>>(), ["awa@socle.example"], "{off:?}");
        let agenda = visitor.get(&format!("{}/agenda.ics", link(said))).await.is(200).text();
        assert!(agenda.contains("METHOD:CANCEL") && agenda.contains("STATUS:CANCELLED") && agenda.contains("SEQUENCE:3"), "{agenda}");
        centre.trainer.post(&add, &[("nom", "Roux"), ("prenom", "Zoé"), ("naissance", "2003-05-01")]).await.is(409);
    }
}

on_both! {
    async fn a_candidate_says_that_they_come_and_whose_account_it_is(app) {
        let mut centre = accredited(app).await;
        let id = exam(&mut centre, 20, "12").await;
        centre.trainer.post(&centre.exam(id, "/candidats/ajouter"), AWA).await.is(303);
        let token = server::service::certification::convocations::token(&app.app, listed(app, id).await[0].id);
        let path = format!("/certification/candidature/{token}");
        let mut visitor = app.browser();
        visitor.get(&path).await.is(404);
        centre.trainer.post(&centre.exam(id, "/ouvrir"), &[]).await.is(303);

        let page = visitor.get(&path).await.is(200);
        assert_eq!(page.headers.get("cache-control").and_then(|v| v.to_str().ok()), Some("private, no-store"));
        visitor.post(&path, &[]).await.is(303);
        visitor.post(&path, &[]).await.is(303);
        assert_eq!(listed(app, id).await[0].status, "confirmed");
        visitor.post(&format!("{path}/rattacher"), &[]).await.is(401);

        let mut awa = app.member("awa@socle.example", "").await;
        awa.post(&format!("{path}/rattacher"), &[]).await.is(303);
        assert!(awa.get("/certification").await.is(200).plain().contains("EHPAD Les Tilleuls"));
        let mut other = app.member("autre@socle.example", "").await;
        other.post(&format!("{path}/rattacher"), &[]).await.is(403);
        assert!(!other.get("/certification").await.is(200).plain().contains("EHPAD Les Tilleuls"));
        let changed = format!("{}0", &path[..path.len() - 1]);
        let wrong = if changed == path { format!("{}1", &path[..path.len() - 1]) } else { changed };
        visitor.get(&wrong).await.is(404);
    }
}

on_both! {
    async fn a_list_of_pix_is_looked_at_and_its_good_lines_are_enrolled(app) {
        let mut centre = accredited(app).await;
        let id = exam(&mut centre, 20, "12").await;
        let path = centre.exam(id, "/candidats/importer");
        let day: Vec<String> = on(20).split('-').map(str::to_owned).collect();
        let day = format!("{}/{}/{}", day[2], day[1], day[0]);
        let heads = "Numéro de session préexistante;* Nom du site;* Nom de la salle;* Date de début (format: JJ/MM/AAAA);* Heure de début (heure locale format: HH:MM);* Surveillant(s);Observations (optionnel);* Nom de naissance;* Prénom;* Date de naissance (format: JJ/MM/AAAA);* Sexe (M ou F);Code INSEE de la commune de naissance;Code postal de la commune de naissance;Nom de la commune de naissance;* Pays de naissance;E-mail du destinataire des résultats (formateur, enseignant…);E-mail de convocation;Identifiant externe;Temps majoré ? (exemple format: 33%);* Tarification part Pix (Gratuite, Prépayée ou Payante);Code de prépaiement (si Tarification part Pix Prépayée)";
        let table = format!(
            "{heads}\r\n;IFSI;B12;{day};09:00;C. Roux;;DIOP;Awa;29/02/2004;F;35238;;Rennes;FRANCE;prof@ifsi.example;awa@ifsi.example;00417;33%;Gratuite;\r\n\
             ;IFSI;B12;{day};09:00;C. Roux;;Roux;Zoé;01/02/04;F;;;;FRANCE;;;;;Gratuite;\r\n;IFSI;B12;{day};14:00;C. Roux;;Sy;Ali;01/02/2001;M;;;;FRANCE;;;;;Gratuite;\r\n"
        );
        let reply = upload(&mut centre.trainer, &path, &table).await.is(200);
        let page = reply.plain();
        assert!(page.contains("Écrivez l’année en quatre chiffres.") && page.contains("Cette ligne est d’une autre session"), "{page}");
        assert_eq!(listed(app, id).await, [], "nobody is enrolled by looking");
        let kept = hidden(&reply.text(), "lignes");
        centre.trainer.post(&centre.exam(id, "/candidats/inscrire"), &[("lignes", &kept)]).await.is(303);
        centre.trainer.post(&centre.exam(id, "/candidats/inscrire"), &[("lignes", &kept)]).await.is(303);
        let list = listed(app, id).await;
        assert_eq!(list.len(), 1);
        assert_eq!((list[0].family_name.as_str(), list[0].birth_date.as_str(), list[0].external_id.as_deref()), ("DIOP", "2004-02-29", Some("00417")));
        assert_eq!(list[0].civil, r#"{"sex":"F","insee":"35238","city":"Rennes","country":"FRANCE"}"#);
        let (awa, extra) = (list[0].id, app.app.store.read(move |tx| Box::pin(accommodations::extra_of_exam(tx, id))).await.expect("read"));
        assert_eq!(extra, [], "a trainer grants no accommodation, by file either");

        // a manager does
        let other = exam_in(&mut centre, 20).await;
        let importing = centre.exam(other, "/candidats/importer");
        let page = upload(&mut centre.manager, &importing, &table).await.is(200).text();
        centre.manager.post(&centre.exam(other, "/candidats/inscrire"), &[("lignes", &hidden(&page, "lignes"))]).await.is(303);
        let extra = app.app.store.read(move |tx| Box::pin(accommodations::extra_of_exam(tx, other))).await.expect("read");
        assert_eq!(extra.iter().map(|(_, percent)| *percent).collect::<Vec<_>>(), [33]);

        for (table, why) in [("", "Choisissez"), ("Diop;Awa;29/02/2004\r\n", "Aucune ligne ne nomme les colonnes"), ("\u{1f}\u{8b}\u{0}\u{0}", "")] {
            let reply = upload(&mut centre.trainer, &path, table).await.is(422);
            assert!(why.is_empty() || reply.plain().contains(why) || table.is_empty(), "{why}: {}", reply.plain());
        }
        // what comes back with the form is read again: nobody writes what the file could not say
        let forged = r#"[["=cmd|' /C calc'!A0","Awa","","2004-02-29","","","","","","","",""],["Diop","Awa","","1804-02-29","","","","","","","",""]]"#;
        centre.trainer.post(&centre.exam(id, "/candidats/inscrire"), &[("lignes", forged)]).await.is(422);
        assert_eq!(listed(app, id).await.iter().map(|c| c.id).collect::<Vec<_>>(), [awa]);
    }
}

/// Another exam in the room that is there.
async fn exam_in(centre: &mut Centre, days: u16) -> Uuid {
    let path = centre.path("/sessions/nouvelle");
    let page = centre.trainer.get(&path).await.is(200).plain();
    let room = page.split("<option value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a room").to_owned();
    let fields = [("brouillon", hidden(&page, "brouillon")), ("salle", room), ("jour", on(days)), ("heure", "09:00".into()), ("places", "12".into())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    centre.trainer.post(&path, &fields).await.is(303).location().rsplit('/').next().and_then(|id| id.parse().ok()).expect("an exam")
}

on_both! {
    async fn people_of_the_organisation_are_enrolled_where_their_day_of_birth_is_known(app) {
        let mut centre = accredited(app).await;
        let id = exam(&mut centre, 20, "12").await;
        let (known, unborn) = (app.learner(centre.id, "Diop", "Awa").await, app.learner(centre.id, "Roux", "Zoé").await);
        app.app
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let row = learners::load(tx, known).await?.expect("a learner");
                    let born = learners::Learner { birth_date: Some("2004-02-29".into()), ..row.clone() };
                    learners::update(tx, &born, row.updated_at).await
                })
            })
            .await
            .expect("a birth date");
        let path = centre.exam(id, "/candidats/apprenants");
        let page = centre.trainer.get(&path).await.is(200).plain();
        assert!(page.contains(&format!("value=\"{known}\"")) && !page.contains(&format!("value=\"{unborn}\"")), "{page}");
        centre.trainer.post(&path, &[]).await.is(422);
        let (known, unborn) = (known.to_string(), unborn.to_string());
        centre.trainer.post(&path, &[("personne", &known), ("personne", &unborn)]).await.is(422);
        assert_eq!(listed(app, id).await, [], "all of them, or nobody");
        centre.trainer.post(&path, &[("personne", &known)]).await.is(303);
        assert_eq!(listed(app, id).await.iter().map(|c| c.learner_id).collect::<Vec<_>>(), [known.parse().ok()]);
        assert!(centre.trainer.get(&path).await.is(200).plain().contains("déjà inscrit·e"));
    }
}

on_both! {
    async fn what_somebody_needs_is_read_by_managers_and_everybody_else_sees_minutes(app) {
        let mut centre = accredited(app).await;
        let id = exam(&mut centre, 20, "12").await;
        centre.trainer.post(&centre.exam(id, "/candidats/ajouter"), AWA).await.is(303);
        let awa = listed(app, id).await[0].id;
        let (page, own) = (centre.exam(id, &format!("/candidats/{awa}")), centre.exam(id, &format!("/candidats/{awa}/amenagement")));
        centre.trainer.get(&own).await.is(403);
        centre.trainer.post(&own, &[("temps", "33")]).await.is(403);
        centre.manager.post(&own, &[("temps", "beaucoup")]).await.is(422);
        let secret = "Une salle à part, écran agrandi";
        centre.manager.post(&own, &[("temps", "33 %"), ("besoins", secret), ("decision", "Décision du 3 septembre")]).await.is(303);
        assert!(centre.manager.get(&own).await.is(200).plain().contains(secret));

        let seen = centre.trainer.get(&page).await.is(200).plain();
        assert!(seen.contains("20 minutes de plus") && !seen.contains(secret), "{seen}");
        for rest in ["", "/candidats.csv"] {
            let seen = centre.trainer.get(&centre.exam(id, rest)).await.is(200).plain();
            assert!(seen.contains("20") && !seen.contains(secret) && !seen.contains("33"), "{rest}: {seen}");
        }
        centre.manager.post(&own, &[("temps", ""), ("besoins", " ")]).await.is(303);
        assert_eq!(app.app.store.read(move |tx| Box::pin(accommodations::of_exam(tx, id))).await.expect("read"), [], "nothing is left of it");
    }
}

on_both! {
    async fn what_tells_of_somebodys_health_is_forgotten_when_nobody_can_appeal_any_more(app) {
        let mut centre = accredited(app).await;
        let id = exam(&mut centre, 20, "12").await;
        centre.trainer.post(&centre.exam(id, "/candidats/ajouter"), AWA).await.is(303);
        let awa = listed(app, id).await[0].id;
        let own = centre.exam(id, &format!("/candidats/{awa}/amenagement"));
        centre.manager.post(&own, &[("temps", "33"), ("besoins", "Une salle à part")]).await.is(303);
        let kept = || app.app.store.read(move |tx| Box::pin(accommodations::of_exam(tx, id)));
        app.app.clock.advance(400 * 24 * HOUR);
        purge(&app.app).await.expect("purged");
        assert_eq!(kept().await.expect("read").len(), 1, "an exam that is not over keeps it");
        let now = app.app.clock.now();
        app.app.store.write(move |tx| Box::pin(exams::move_to(tx, id, "draft", "cancelled", now))).await.expect("called off");
        app.app.clock.advance(60 * 24 * HOUR);
        purge(&app.app).await.expect("purged");
        assert_eq!(kept().await.expect("read").len(), 1, "not yet");
        app.app.clock.advance(2 * 24 * HOUR);
        purge(&app.app).await.expect("purged");
        assert_eq!(kept().await.expect("read"), []);
    }
}

on_both! {
    async fn the_invigilators_code_is_made_again_from_what_is_drawn_and_a_new_one_ends_it(app) {
        let mut centre = accredited(app).await;
        let id = exam(&mut centre, 20, "12").await;
        let before = row(app, id).await;
        let code = watch_code(&app.app, &before).expect("a code");
        assert!(centre.trainer.get(&centre.exam(id, "")).await.is(200).plain().contains(&code));
        assert!(is_watch_code(&app.app, &before, &code.to_lowercase().replace('-', " ")));
        assert!(!is_watch_code(&app.app, &before, "BCDF-GHJK") || code == "BCDF-GHJK");
        assert!(!before.watch_hash.as_deref().unwrap_or_default().windows(4).any(|w| w == &code.as_bytes()[..4]), "nothing of it is stored");
        centre.trainer.post(&centre.exam(id, "/code"), &[]).await.is(303);
        assert!(!is_watch_code(&app.app, &row(app, id).await, &code));
    }
}

on_both! {
    async fn papers_are_printed_and_a_list_leaves_as_a_table(app) {
        let mut centre = accredited(app).await;
        let id = exam(&mut centre, 20, "12").await;
        centre.trainer.post(&centre.exam(id, "/candidats/ajouter"), AWA).await.is(303);
        centre.trainer.post(&centre.exam(id, "/ouvrir"), &[]).await.is(303);
        let awa = listed(app, id).await[0].id;
        for rest in ["/emargement.pdf".to_owned(), "/kit.pdf".into(), "/convocations.pdf".into(), format!("/candidats/{awa}/convocation.pdf")] {
            let made = centre.trainer.get(&centre.exam(id, &rest)).await.is(200);
            assert!(made.body.starts_with(b"%PDF-"), "{rest}");
        }
        let table = centre.trainer.get(&centre.exam(id, "/candidats.csv")).await.is(200).text();
        assert!(table.starts_with('\u{feff}') && table.contains("Diop;Awa;") && table.contains("2004-02-29"), "{table}");
        let model = centre.trainer.get(&centre.exam(id, "/candidats/modele.csv")).await.is(200).text();
        assert!(model.contains("Nom de naissance;Prénom"), "{model}");
        assert!(centre.trainer.get(&centre.path("/sessions.csv")).await.is(200).text().contains("Salle B12"));
        assert!(centre.trainer.get(&centre.exam(id, "/candidats.xlsx")).await.is(200).body.starts_with(b"PK"));
    }
}

on_both! {
    async fn an_exam_is_sent_when_everything_of_it_is_settled_and_absentees_are_noted(app) {
        let mut centre = accredited(app).await;
        let id = exam(&mut centre, 20, "12").await;
        for fields in [AWA, &[("nom", "Roux"), ("prenom", "Zoé"), ("naissance", "2003-05-01")][..]] {
            centre.trainer.post(&centre.exam(id, "/candidats/ajouter"), fields).await.is(303);
        }
        let send = centre.exam(id, "/envoyer");
        centre.trainer.post(&send, &[]).await.is(409);
        centre.trainer.post(&centre.exam(id, "/ouvrir"), &[]).await.is(303);
        let awa = listed(app, id).await[0].clone();
        let now = app.app.clock.now();
        let sitting = Sitting {
            number: 1,
            status: "running".into(),
            ..Sitting::blank(app.app.entropy.id(now), &awa, now)
        };
        let (seat, who) = (sitting.id, awa.id);
        app.app
            .store
            .write(move |tx| {
                let sitting = sitting.clone();
                Box::pin(async move {
                    assert!(exams::begin(tx, id, "BCDF", now).await?);
                    assert!(!exams::begin(tx, id, "BCDF", now).await?, "once");
                    assert!(candidates::check_in(tx, who, Uuid::nil(), "passport", now).await?);
                    sittings::insert(tx, &sitting).await?;
                    exams::move_to(tx, id, "running", "finished", now).await
                })
            })
            .await
            .expect("an exam that is over");
        assert!(centre.trainer.post(&send, &[]).await.is(409).plain().contains("Un passage n’est pas terminé."));
        centre.trainer.post(&centre.exam(id, &format!("/candidats/{who}/retirer")), &[]).await.is(409);
        centre.trainer.post(&centre.exam(id, &format!("/candidats/{who}")), AWA).await.is(409);
        app.app
            .store
            .write(move |tx| Box::pin(sittings::end(tx, seat, 1, "ended", now, "complete")))
            .await
            .expect("a sitting that ended");
        centre.trainer.post(&send, &[]).await.is(303);
        centre.trainer.post(&send, &[]).await.is(303);
        let sent = row(app, id).await;
        assert_eq!((sent.status.as_str(), sent.finalised_at.is_some()), ("finalised", true));
        assert_eq!(listed(app, id).await.iter().map(|c| c.status.as_str()).collect::<Vec<_>>(), ["present", "absent"]);
        centre.trainer.post(&centre.exam(id, "/annuler"), &[]).await.is(409);
        centre.trainer.get(&centre.exam(id, "/kit.pdf")).await.is(409);
    }
}
