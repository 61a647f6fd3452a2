//! Between two organisations there is a wall: every route of theirs, walked by everybody who has no business there.
//!
//! The routes are read from the sources: one that is added and not said here fails the test.

use std::collections::BTreeSet;

use axum::http::Method;

use crate::browser::{Api, Browser, Reply};
use crate::harness::root;
use crate::steer_world::{Walker, World, parameters};

/// Who may come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Door {
    /// Whoever knows the address, and says who they are where that is asked.
    Anyone,
    /// Whoever is signed in, about what is their own: without a name of anything in the path.
    Oneself,
    /// Whoever holds the secret in the path.
    Secret,
    /// The person whom the object in the path belongs to.
    Owner,
    /// Trainers and managers.
    Members,
    /// Trainers, managers, and programs with a key.
    Readers,
    /// Managers.
    Managers,
}
use Door::*;

/// Every route of organisations, and who may come in.
const WALLS: &[(&str, &str, Door)] = &[
    ("GET", "/api/v1/organisations", Oneself),
    ("GET", "/api/v1/organisations/{organisation}", Readers),
    ("GET", "/api/v1/organisations/{organisation}/units", Readers),
    ("GET", "/api/v1/organisations/{organisation}/cohorts", Readers),
    ("GET", "/api/v1/organisations/{organisation}/learners", Readers),
    ("GET", "/api/v1/organisations/{organisation}/learners/{learner}", Readers),
    ("GET", "/api/v1/organisations/{organisation}/campaigns", Readers),
    ("GET", "/api/v1/organisations/{organisation}/campaigns/{campaign}", Readers),
    ("GET", "/api/v1/organisations/{organisation}/campaigns/{campaign}/participants", Readers),
    ("GET", "/api/v1/organisations/{organisation}/campaigns/{campaign}/results", Readers),
    ("GET", "/api/v1/organisations/{organisation}/campaigns/{campaign}/questions", Readers),
    ("GET", "/api/v1/organisations/{organisation}/results", Readers),
    ("GET", "/pilotage/{organisation}/campagnes/{campaign}/participants.csv", Members),
    ("GET", "/pilotage/{organisation}/campagnes/{campaign}/participants.xlsx", Members),
    ("GET", "/pilotage/{organisation}/campagnes/{campaign}/resultats.csv", Members),
    ("GET", "/pilotage/{organisation}/campagnes/{campaign}/resultats.xlsx", Members),
    ("GET", "/pilotage/{organisation}/campagnes/{campaign}/resultats.pdf", Members),
    ("GET", "/pilotage/{organisation}/campagnes/{campaign}/questions.csv", Members),
    ("GET", "/pilotage", Oneself),
    ("GET", "/pilotage/nouveau", Oneself),
    ("POST", "/pilotage/nouveau", Oneself),
    ("GET", "/pilotage/{organisation}", Members),
    ("GET", "/pilotage/{organisation}/acces", Members),
    ("GET", "/pilotage/{organisation}/personnes", Members),
    ("GET", "/pilotage/{organisation}/personnes/ajouter", Members),
    ("POST", "/pilotage/{organisation}/personnes/ajouter", Members),
    ("GET", "/pilotage/{organisation}/personnes/{learner}", Members),
    ("GET", "/pilotage/{organisation}/personnes/{learner}/modifier", Members),
    ("POST", "/pilotage/{organisation}/personnes/{learner}/modifier", Members),
    ("POST", "/pilotage/{organisation}/personnes/{learner}/depart", Members),
    ("POST", "/pilotage/{organisation}/personnes/{learner}/retour", Members),
    ("GET", "/pilotage/{organisation}/personnes/{learner}/effacer", Managers),
    ("POST", "/pilotage/{organisation}/personnes/{learner}/effacer", Managers),
    ("GET", "/pilotage/{organisation}/personnes/importer", Members),
    ("POST", "/pilotage/{organisation}/personnes/importer", Members),
    ("GET", "/pilotage/{organisation}/personnes/importer/{import}", Members),
    ("GET", "/pilotage/{organisation}/personnes/importer/{import}/colonnes", Members),
    ("POST", "/pilotage/{organisation}/personnes/importer/{import}/colonnes", Members),
    ("POST", "/pilotage/{organisation}/personnes/importer/{import}/metiers", Members),
    ("POST", "/pilotage/{organisation}/personnes/importer/{import}/ecrire", Members),
    ("POST", "/pilotage/{organisation}/personnes/importer/{import}/abandonner", Members),
    ("GET", "/pilotage/{organisation}/personnes/importer/{import}/a-corriger.csv", Members),
    ("GET", "/pilotage/{organisation}/campagnes", Members),
    ("GET", "/pilotage/{organisation}/campagnes/nouvelle", Members),
    ("POST", "/pilotage/{organisation}/campagnes/nouvelle", Members),
    ("GET", "/pilotage/{organisation}/campagnes/{campaign}", Members),
    ("GET", "/pilotage/{organisation}/campagnes/{campaign}/modifier", Members),
    ("POST", "/pilotage/{organisation}/campagnes/{campaign}/modifier", Members),
    ("GET", "/pilotage/{organisation}/campagnes/{campaign}/ouvrir", Members),
    ("POST", "/pilotage/{organisation}/campagnes/{campaign}/ouvrir", Members),
    ("GET", "/pilotage/{organisation}/campagnes/{campaign}/fermer", Members),
    ("POST", "/pilotage/{organisation}/campagnes/{campaign}/fermer", Members),
    ("GET", "/pilotage/{organisation}/campagnes/{campaign}/supprimer", Members),
    ("POST", "/pilotage/{organisation}/campagnes/{campaign}/supprimer", Members),
    ("GET", "/pilotage/{organisation}/campagnes/{campaign}/participants", Members),
    ("GET", "/pilotage/{organisation}/campagnes/{campaign}/budget", Members),
    ("GET", "/pilotage/{organisation}/campagnes/{campaign}/questions", Members),
    ("GET", "/pilotage/{organisation}/campagnes/{campaign}/resultats", Members),
    ("GET", "/pilotage/{organisation}/campagnes/{campaign}/resultats/services", Members),
    ("GET", "/pilotage/{organisation}/campagnes/{campaign}/resultats/metiers", Members),
    ("GET", "/pilotage/{organisation}/campagnes/{campaign}/resultats/services/{unit}", Members),
    ("GET", "/pilotage/{organisation}/campagnes/{campaign}/resultats/metiers/{trade}", Members),
    ("GET", "/pilotage/{organisation}/campagnes/{campaign}/resultats/partages", Members),
    ("GET", "/pilotage/{organisation}/campagnes/{campaign}/resultats/montrer", Members),
    ("POST", "/pilotage/{organisation}/campagnes/{campaign}/resultats/montrer", Members),
    ("GET", "/pilotage/{organisation}/resultats", Members),
    ("GET", "/pilotage/{organisation}/heures", Members),
    ("GET", "/pilotage/{organisation}/heures/registre.csv", Members),
    ("GET", "/pilotage/{organisation}/heures/personnes/{learner}", Members),
    ("GET", "/pilotage/{organisation}/heures/seances", Members),
    ("POST", "/pilotage/{organisation}/heures/seances", Members),
    ("GET", "/pilotage/{organisation}/heures/seances/nouvelle", Members),
    ("GET", "/pilotage/{organisation}/heures/seances/{lesson}", Members),
    ("GET", "/pilotage/{organisation}/heures/seances/{lesson}/modifier", Members),
    ("POST", "/pilotage/{organisation}/heures/seances/{lesson}/modifier", Members),
    ("POST", "/pilotage/{organisation}/heures/seances/{lesson}/presence", Members),
    ("GET", "/pilotage/{organisation}/heures/seances/{lesson}/code", Members),
    ("POST", "/pilotage/{organisation}/heures/seances/{lesson}/code", Members),
    ("POST", "/pilotage/{organisation}/heures/seances/{lesson}/code/fin", Members),
    ("POST", "/pilotage/{organisation}/heures/seances/{lesson}/clore", Members),
    ("POST", "/pilotage/{organisation}/heures/seances/{lesson}/rouvrir", Members),
    ("GET", "/pilotage/{organisation}/heures/seances/{lesson}/supprimer", Members),
    ("POST", "/pilotage/{organisation}/heures/seances/{lesson}/supprimer", Members),
    ("GET", "/pilotage/{organisation}/heures/seances/{lesson}/feuille.pdf", Members),
    ("GET", "/pilotage/{organisation}/heures/formations", Members),
    ("POST", "/pilotage/{organisation}/heures/formations", Members),
    ("GET", "/pilotage/{organisation}/heures/formations/nouvelle", Members),
    ("POST", "/pilotage/{organisation}/heures/formations/{training}/accepter", Members),
    ("GET", "/pilotage/{organisation}/heures/formations/{training}/refuser", Members),
    ("POST", "/pilotage/{organisation}/heures/formations/{training}/refuser", Members),
    ("GET", "/pilotage/{organisation}/heures/attestations", Members),
    ("POST", "/pilotage/{organisation}/heures/attestations", Managers),
    ("GET", "/pilotage/{organisation}/heures/attestations.pdf", Members),
    ("GET", "/pilotage/{organisation}/heures/attestations/{number}", Members),
    ("GET", "/pilotage/{organisation}/heures/attestations/{number}/retirer", Managers),
    ("POST", "/pilotage/{organisation}/heures/attestations/{number}/retirer", Managers),
    ("GET", "/pilotage/{organisation}/heures/preuves", Members),
    ("GET", "/pilotage/{organisation}/heures/preuves.zip", Members),
    ("GET", "/pilotage/{organisation}/reglages", Members),
    ("POST", "/pilotage/{organisation}/reglages", Managers),
    ("GET", "/pilotage/{organisation}/reglages/services", Members),
    ("POST", "/pilotage/{organisation}/reglages/services", Members),
    ("POST", "/pilotage/{organisation}/reglages/services/{unit}", Members),
    ("GET", "/pilotage/{organisation}/reglages/services/{unit}/supprimer", Members),
    ("POST", "/pilotage/{organisation}/reglages/services/{unit}/supprimer", Members),
    ("GET", "/pilotage/{organisation}/reglages/promotions", Members),
    ("POST", "/pilotage/{organisation}/reglages/promotions", Members),
    ("GET", "/pilotage/{organisation}/reglages/promotions/{cohort}", Members),
    ("POST", "/pilotage/{organisation}/reglages/promotions/{cohort}", Members),
    ("GET", "/pilotage/{organisation}/reglages/promotions/{cohort}/supprimer", Members),
    ("POST", "/pilotage/{organisation}/reglages/promotions/{cohort}/supprimer", Members),
    ("GET", "/pilotage/{organisation}/reglages/equipe", Members),
    ("POST", "/pilotage/{organisation}/reglages/equipe", Managers),
    ("POST", "/pilotage/{organisation}/reglages/equipe/{person}/role", Managers),
    ("GET", "/pilotage/{organisation}/reglages/equipe/{person}/retirer", Managers),
    ("POST", "/pilotage/{organisation}/reglages/equipe/{person}/retirer", Managers),
    ("POST", "/pilotage/{organisation}/reglages/invitations/{invitation}/retirer", Managers),
    ("GET", "/pilotage/{organisation}/reglages/equipe/quitter", Members),
    ("POST", "/pilotage/{organisation}/reglages/equipe/quitter", Members),
    ("GET", "/pilotage/{organisation}/reglages/groupe", Managers),
    ("POST", "/pilotage/{organisation}/reglages/groupe", Managers),
    ("POST", "/pilotage/{organisation}/reglages/groupe/quitter", Managers),
    ("GET", "/pilotage/{organisation}/reglages/memo", Members),
    ("POST", "/pilotage/{organisation}/reglages/memo", Members),
    ("GET", "/pilotage/{organisation}/reglages/cles", Managers),
    ("POST", "/pilotage/{organisation}/reglages/cles", Managers),
    ("POST", "/pilotage/{organisation}/reglages/cles/{key}/retirer", Managers),
    ("GET", "/pilotage/{organisation}/reglages/fermer", Managers),
    ("POST", "/pilotage/{organisation}/reglages/fermer", Managers),
    ("GET", "/pilotage/{organisation}/kit", Members),
    ("GET", "/pilotage/{organisation}/kit/affiche", Members),
    ("GET", "/pilotage/{organisation}/kit/guide", Members),
    ("GET", "/pilotage/{organisation}/kit/mails/{mail}", Members),
    ("GET", "/pilotage/{organisation}/personnes/liste.csv", Members),
    ("GET", "/pilotage/{organisation}/personnes/liste.xlsx", Members),
    ("GET", "/pilotage/{organisation}/personnes/modele.csv", Members),
    ("GET", "/pilotage/{organisation}/personnes/modele.xlsx", Members),
    ("GET", "/pilotage/{organisation}/campagnes/{campaign}/resultats/partages/{participation}", Members),
    ("GET", "/pilotage/repetition", Oneself),
    ("POST", "/pilotage/repetition", Oneself),
    ("POST", "/pilotage/repetition/effacer", Oneself),
    ("GET", "/pilotage/{organisation}/certification", Members),
    ("GET", "/pilotage/{organisation}/certification/sessions.csv", Members),
    ("GET", "/pilotage/{organisation}/certification/salles", Members),
    ("POST", "/pilotage/{organisation}/certification/salles", Members),
    ("GET", "/pilotage/{organisation}/certification/salles/nouvelle", Members),
    ("GET", "/pilotage/{organisation}/certification/salles/{room}", Members),
    ("POST", "/pilotage/{organisation}/certification/salles/{room}", Members),
    ("POST", "/pilotage/{organisation}/certification/salles/{room}/fermer", Members),
    ("POST", "/pilotage/{organisation}/certification/salles/{room}/rouvrir", Members),
    ("GET", "/pilotage/{organisation}/certification/sessions/nouvelle", Members),
    ("POST", "/pilotage/{organisation}/certification/sessions/nouvelle", Members),
    ("GET", "/pilotage/{organisation}/certification/sessions/{exam}", Members),
    ("GET", "/pilotage/{organisation}/certification/sessions/{exam}/modifier", Members),
    ("POST", "/pilotage/{organisation}/certification/sessions/{exam}/modifier", Members),
    ("GET", "/pilotage/{organisation}/certification/sessions/{exam}/ouvrir", Members),
    ("POST", "/pilotage/{organisation}/certification/sessions/{exam}/ouvrir", Members),
    ("GET", "/pilotage/{organisation}/certification/sessions/{exam}/annuler", Members),
    ("POST", "/pilotage/{organisation}/certification/sessions/{exam}/annuler", Members),
    ("GET", "/pilotage/{organisation}/certification/sessions/{exam}/supprimer", Members),
    ("POST", "/pilotage/{organisation}/certification/sessions/{exam}/supprimer", Members),
    ("GET", "/pilotage/{organisation}/certification/sessions/{exam}/envoyer", Members),
    ("POST", "/pilotage/{organisation}/certification/sessions/{exam}/envoyer", Members),
    ("POST", "/pilotage/{organisation}/certification/sessions/{exam}/convocations", Members),
    ("POST", "/pilotage/{organisation}/certification/sessions/{exam}/code", Members),
    ("GET", "/pilotage/{organisation}/certification/sessions/{exam}/emargement.pdf", Members),
    ("GET", "/pilotage/{organisation}/certification/sessions/{exam}/kit.pdf", Members),
    ("GET", "/pilotage/{organisation}/certification/sessions/{exam}/convocations.pdf", Members),
    ("GET", "/pilotage/{organisation}/certification/sessions/{exam}/candidats.csv", Members),
    ("GET", "/pilotage/{organisation}/certification/sessions/{exam}/candidats.xlsx", Members),
    ("GET", "/pilotage/{organisation}/certification/sessions/{exam}/candidats/ajouter", Members),
    ("POST", "/pilotage/{organisation}/certification/sessions/{exam}/candidats/ajouter", Members),
    ("GET", "/pilotage/{organisation}/certification/sessions/{exam}/candidats/apprenants", Members),
    ("POST", "/pilotage/{organisation}/certification/sessions/{exam}/candidats/apprenants", Members),
    ("POST", "/pilotage/{organisation}/certification/sessions/{exam}/candidats/inscrire", Members),
    ("GET", "/pilotage/{organisation}/certification/sessions/{exam}/candidats/importer", Members),
    ("POST", "/pilotage/{organisation}/certification/sessions/{exam}/candidats/importer", Members),
    ("GET", "/pilotage/{organisation}/certification/sessions/{exam}/candidats/modele.csv", Members),
    ("GET", "/pilotage/{organisation}/certification/sessions/{exam}/candidats/{candidate}", Members),
    ("POST", "/pilotage/{organisation}/certification/sessions/{exam}/candidats/{candidate}", Members),
    ("GET", "/pilotage/{organisation}/certification/sessions/{exam}/candidats/{candidate}/retirer", Members),
    ("POST", "/pilotage/{organisation}/certification/sessions/{exam}/candidats/{candidate}/retirer", Members),
    ("GET", "/pilotage/{organisation}/certification/sessions/{exam}/candidats/{candidate}/convocation.pdf", Members),
    ("GET", "/pilotage/{organisation}/certification/sessions/{exam}/candidats/{candidate}/amenagement", Managers),
    ("POST", "/pilotage/{organisation}/certification/sessions/{exam}/candidats/{candidate}/amenagement", Managers),
    ("GET", "/pilotage/{organisation}/certification/habilitation", Managers),
    ("POST", "/pilotage/{organisation}/certification/habilitation", Managers),
    ("GET", "/pilotage/{organisation}/formations", Members),
    ("GET", "/pilotage/{organisation}/formations/nouvelle", Members),
    ("POST", "/pilotage/{organisation}/formations/nouvelle", Members),
    ("GET", "/pilotage/{organisation}/formations/{offer}", Members),
    ("GET", "/pilotage/{organisation}/formations/{offer}/modifier", Members),
    ("POST", "/pilotage/{organisation}/formations/{offer}/modifier", Members),
    ("POST", "/pilotage/{organisation}/formations/{offer}/acte", Members),
    ("GET", "/pilotage/{organisation}/formations/listes", Members),
    ("POST", "/pilotage/{organisation}/formations/listes", Members),
    ("GET", "/pilotage/{organisation}/formations/listes/modele.csv", Members),
    ("GET", "/pilotage/{organisation}/formations/listes/{list}", Members),
    ("POST", "/pilotage/{organisation}/formations/listes/{list}", Members),
    ("GET", "/pilotage/{organisation}/formations/listes/{list}/a-corriger.csv", Members),
    ("GET", "/invitations/{name}", Secret),
    ("POST", "/invitations/{name}/accepter", Secret),
    ("POST", "/invitations/{name}/refuser", Secret),
    ("GET", "/rejoindre", Anyone),
    ("POST", "/rejoindre", Anyone),
    ("GET", "/campagne/{code}", Anyone),
    ("POST", "/campagne/{code}", Anyone),
    ("GET", "/rejoindre/lien/{token}", Secret),
    ("POST", "/rejoindre/lien/{token}", Secret),
    ("GET", "/rejoindre/lien/{token}/mails", Secret),
    ("POST", "/rejoindre/lien/{token}/mails", Secret),
    ("GET", "/mes-campagnes", Oneself),
    ("GET", "/mes-campagnes/{participation}/partager", Owner),
    ("POST", "/mes-campagnes/{participation}/partager", Owner),
    ("POST", "/mes-campagnes/{participation}/retirer", Owner),
    ("GET", "/mes-heures", Oneself),
    ("POST", "/mes-heures/formations", Oneself),
    ("POST", "/mes-heures/formations/{training}/reprendre", Owner),
    ("GET", "/mes-heures/attestations/{number}", Owner),
    ("GET", "/presence", Anyone),
    ("POST", "/presence", Anyone),
    ("GET", "/attestation", Anyone),
    ("GET", "/attestation/{number}", Anyone),
    ("POST", "/attestation/{number}", Anyone),
];

/// Routes of the sources: method and template.
fn routes() -> BTreeSet<(String, String)> {
    let mut files = vec![root().join("crates/server/src/api/mod.rs")];
    files.push(root().join("crates/server/src/web/certification/accreditation.rs"));
    files.extend(["propose.rs", "lists.rs"].map(|file| root().join("crates/server/src/web/catalogue").join(file)));
    let mut folders = vec![root().join("crates/server/src/web/steer"), root().join("crates/server/src/web/certification/centre")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            if entry.path().is_dir() { folders.push(entry.path()) } else { files.push(entry.path()) }
        }
    }
    let mut found = BTreeSet::new();
    for file in files {
        let text = std::fs::read_to_string(&file).expect("text");
        for call in text.split(".route(").skip(1) {
            let template = template(&text, call).unwrap_or_else(|| panic!("{}: this test cannot read the path of: {}", file.display(), first_line(call)));
            let handlers = within_parentheses(call);
            for method in ["get", "post", "put", "patch", "delete"] {
                let call = format!("{method}(");
                if handlers.match_indices(&call).any(|(at, _)| !handlers[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_')) {
                    found.insert((method.to_uppercase(), template.clone()));
                }
            }
        }
    }
    found.retain(|(_, template)| !template.starts_with("/api/") || template.starts_with("/api/v1/organisations"));
    // the certifier's door is another
    found.retain(|(_, template)| !template.starts_with("/certificateur") && !template.starts_with("/referencement") && !template.starts_with("/formations"));
    found
}

/// The path of a route: a text; a name that the file gives to a text; or a text behind the prefix that a closure of the file puts before it.
fn template(text: &str, call: &str) -> Option<String> {
    let call = call.trim_start();
    if let Some(rest) = call.strip_prefix('"') {
        return rest.split('"').next().map(str::to_owned);
    }
    let name: String = call.trim_start_matches('&').chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    let given = text.split(&format!("let {name} = ")).nth(1).or_else(|| text.split(&format!("const {name}: &str = ")).nth(1))?;
    let (before, text) = given.split_once('"')?;
    let text = text.split('"').next()?;
    // what is formatted doubles its own braces, and puts the rest behind them
    let prefix = if before.contains("format!") {
        text.replace("{{", "<").replace("}}", ">").split('{').next()?.replace('<', "{").replace('>', "}")
    } else {
        text.to_owned()
    };
    let own = if call.trim_start_matches('&')[name.len()..].starts_with('(') { call.split('"').nth(1)? } else { "" };
    Some(format!("{prefix}{own}"))
}

fn first_line(text: &str) -> &str {
    text.trim_start().lines().next().unwrap_or_default()
}

/// What stands before the parenthesis that ends the call.
fn within_parentheses(call: &str) -> &str {
    let mut depth = 1;
    let end = call.find(|c| {
        depth += match c {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        depth == 0
    });
    &call[..end.unwrap_or(call.len())]
}

#[test]
fn every_route_of_an_organisation_says_who_may_come_in() {
    let said: BTreeSet<(String, String)> = WALLS.iter().map(|(method, template, _)| ((*method).to_owned(), (*template).to_owned())).collect();
    assert_eq!(said.len(), WALLS.len(), "a route is said twice");
    let there = routes();
    let missing: Vec<_> = there.difference(&said).collect();
    assert!(missing.is_empty(), "say in WALLS who may come in by: {missing:#?}");
    let gone: Vec<_> = said.difference(&there).collect();
    assert!(gone.is_empty(), "in WALLS, and no route any more: {gone:#?}");
    for (_, template, door) in WALLS {
        let names_one = template.contains("{organisation}");
        assert_eq!(names_one, matches!(door, Members | Readers | Managers), "{template}: {door:?}");
    }
}

impl Walker {
    async fn walks(&self, method: &str, path: &str) -> Reply {
        if path.starts_with("/api/") { asks(&self.api, method, path).await } else { comes(&mut self.browser.clone(), method, path).await }
    }
}

async fn asks(api: &Api, method: &str, path: &str) -> Reply {
    let method: Method = method.parse().expect("a method");
    let body = if method == Method::GET { Vec::new() } else { b"{}".to_vec() };
    api.raw(method, path, &[], body).await
}

async fn comes(browser: &mut Browser, method: &str, path: &str) -> Reply {
    if method == "GET" { browser.get(path).await } else { browser.post(path, &[]).await }
}

/// Nothing was found, and nothing was told.
#[track_caller]
fn is_shut(walker: &Walker, reply: &Reply, mark: &str) {
    let who = &walker.name;
    let status = reply.status.as_u16();
    assert!(!reply.text().contains(mark), "{who}, {}: reads of {mark}", reply.asked);
    let is_read = reply.asked.starts_with("GET");
    match (walker.person, reply.asked.contains(" /api/")) {
        (None, true) => assert_eq!(status, 401, "{who}, {}", reply.asked),
        (None, false) if is_read && status == 303 => assert!(reply.location().starts_with("/connexion"), "{who}, {}: {}", reply.asked, reply.location()),
        (None, false) => assert!([401, 404].contains(&status), "{who}, {}: {status}", reply.asked),
        (Some(_), _) => assert_eq!(status, 404, "{who}, {}", reply.asked),
    }
}

#[track_caller]
fn is_open(who: &str, reply: &Reply) {
    let status = reply.status.as_u16();
    let leads_away = status == 303 && reply.location().starts_with("/connexion");
    // a form that lacks a choice says so: who asked is inside
    assert!(
        ((200..400).contains(&status) || status == 422) && !leads_away,
        "{who}, {}: {status}: {}",
        reply.asked,
        reply.text().chars().take(600).collect::<String>()
    );
}

on_both! {
    async fn a_stranger_finds_nothing_and_changes_nothing(app) {
        let world = Box::pin(World::new(app)).await;
        let before = world.ours.holdings(app).await;
        let strangers = [&world.visitor, &world.person, &world.ours.learner, &world.theirs.trainer, &world.theirs.manager, &world.theirs.learner, &world.group_trainer];
        for walker in strangers {
            for (method, template, door) in WALLS {
                match door {
                    Members | Readers | Managers => {}
                    Owner if walker.person != world.ours.learner.person => {}
                    Owner | Anyone | Oneself | Secret => continue,
                }
                let reply = walker.walks(method, &world.ours.path(template)).await;
                is_shut(walker, &reply, world.ours.mark);
            }
            assert_eq!(world.ours.holdings(app).await, before, "{} changed something", walker.name);
        }
        for (method, template, _) in WALLS.iter().filter(|(_, template, _)| template.starts_with("/api/") && template.contains("{organisation}")) {
            let reply = asks(&world.theirs.key, method, &world.ours.path(template)).await;
            assert_eq!(reply.status.as_u16(), 404, "the key of {}, {}", world.theirs.mark, reply.asked);
            assert!(!reply.text().contains(world.ours.mark), "{}", reply.asked);
        }
        assert_eq!(world.ours.holdings(app).await, before, "a key changed something");
    }
}

on_both! {
    async fn whoever_belongs_there_comes_in_and_no_further_than_their_post(app) {
        let world = Box::pin(World::new(app)).await;
        let ours = &world.ours;
        for (method, template, door) in WALLS.iter().filter(|(_, _, door)| *door != Secret) {
            let path = ours.path(template);
            let reads = *method == "GET";
            for walker in [&ours.manager, &world.group_manager] {
                // who manages from above is no member, and has nothing to leave
                let is_there = !template.ends_with("/equipe/quitter") || walker.name == ours.manager.name;
                if is_there && reads && matches!(door, Members | Readers | Managers | Oneself) {
                    is_open(&walker.name, &walker.walks(method, &path).await);
                }
            }
            match door {
                Managers => assert_eq!(ours.trainer.walks(method, &path).await.status.as_u16(), 403, "{} {path}", ours.trainer.name),
                Members | Readers if reads => is_open(&ours.trainer.name, &ours.trainer.walks(method, &path).await),
                Owner | Oneself | Anyone if reads => is_open(&ours.learner.name, &ours.learner.walks(method, &path).await),
                _ => {}
            }
            if path.starts_with("/api/") {
                match door {
                    Readers | Oneself if reads => is_open("key", &asks(&ours.key, method, &path).await),
                    Members | Managers => assert_eq!(asks(&ours.key, method, &path).await.status.as_u16(), 403, "key {path}"),
                    _ => {}
                }
            }
        }
        // their own list is theirs
        let told = asks(&ours.key, "GET", "/api/v1/organisations").await.is(200).text();
        assert!(told.contains(ours.mark) && !told.contains(world.theirs.mark), "{told}");
    }
}

/// What was asked for is not there, for somebody who may be where they asked: not found, or told that the form lacks something; led away at most, to where
/// it is not found either.
async fn is_refused(walker: &Walker, method: &str, path: &str, mark: &str) {
    let reply = walker.walks(method, path).await;
    let (status, who) = (reply.status.as_u16(), &walker.name);
    let told = reply.text();
    assert!(!told.contains(mark), "{who}, {}: reads of {mark}", reply.asked);
    match status {
        404 => {}
        303 => {
            let led = walker.walks("GET", &reply.location()).await;
            assert!(!led.text().contains(mark), "{who}, {} leads to {}", reply.asked, led.asked);
        }
        400..500 if method != "GET" => {}
        _ => panic!("{who}, {}: {status}: {}", reply.asked, told.chars().take(600).collect::<String>()),
    }
}

on_both! {
    async fn what_belongs_to_another_is_not_found_under_ones_own_name(app) {
        let world = Box::pin(World::new(app)).await;
        let (ours, theirs) = (&world.ours, &world.theirs);
        let before = theirs.holdings(app).await;
        let mut crossed = 0;
        for (method, template, _) in WALLS.iter().filter(|(_, _, door)| matches!(door, Members | Readers | Managers)) {
            // a trade is a word of everybody's, a mail of the kit is of nobody
            for parameter in parameters(template).into_iter().filter(|name| !["organisation", "trade", "mail"].contains(name)) {
                let theirs_there = template.replace(&format!("{{{parameter}}}"), theirs.value(parameter, template));
                for walker in [&ours.manager, &world.group_manager] {
                    is_refused(walker, method, &ours.path(&theirs_there), theirs.mark).await;
                    crossed += 1;
                }
                for made_up in ["0199c0de-0000-7000-8000-00000000dead", "rien", "%27"] {
                    let path = ours.path(&template.replace(&format!("{{{parameter}}}"), made_up));
                    is_refused(&ours.manager, method, &path, theirs.mark).await;
                }
            }
        }
        assert!(crossed > 0);
        assert_eq!(theirs.holdings(app).await, before, "what is theirs was changed");
    }
}

on_both! {
    async fn a_key_that_was_taken_back_opens_nothing(app) {
        let world = Box::pin(World::new(app)).await;
        let ours = &world.ours;
        let path = ours.path("/api/v1/organisations/{organisation}");
        asks(&ours.key, "GET", &path).await.is(200);
        let (key, organisation): (uuid::Uuid, _) = (ours.named["key"].parse().expect("a name"), ours.organisation);
        let now = app.app.clock.now();
        let others = world.theirs.organisation;
        let revoke = |organisation| app.app.store.write(move |tx| Box::pin(async move { store::organisation_keys::revoke(tx, key, organisation, now).await }));
        assert!(!revoke(others).await.expect("asked"), "not by somebody else");
        asks(&ours.key, "GET", &path).await.is(200);
        assert!(revoke(organisation).await.expect("asked"));
        assert_eq!(asks(&ours.key, "GET", &path).await.is(401).code(), "unauthorised");
        let session = app.api().bearing("socle_org_of-nobody");
        assert_eq!(asks(&session, "GET", &path).await.is(401).code(), "unauthorised");
        assert_eq!(asks(&ours.key, "POST", "/api/v1/sessions").await.status.as_u16(), 401);
    }
}
