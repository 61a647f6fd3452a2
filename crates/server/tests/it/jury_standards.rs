//! Cut scores: a panel sets them in rounds, and rules that two people adopt hold for exams that begin later.

use domain::certification::Rules;

use crate::browser::Browser;
use crate::harness::TestApp;

async fn panel(app: &TestApp, method: &str, rounds: &str) -> (Browser, [Browser; 2], String) {
    let mut chief = app.member("chef@socle.example", "certifier").await;
    let judges = [app.member("un@socle.example", "juror").await, app.member("deux@socle.example", "juror").await];
    let border = "Sait tenir son poste sans qu’on l’aide.";
    let fields =
        [("title", "Automne"), ("method", method), ("items", "10"), ("rounds", rounds), ("border-1", border), ("border-2", border), ("border-3", border)];
    chief.post("/certificateur/seuils/etudes", &[("title", ""), ("method", method), ("items", "10"), ("rounds", rounds)]).await.is(422);
    let study = chief.post("/certificateur/seuils/etudes", &fields).await.is(303).location();
    chief.post(&study, &[("act", "advance"), ("round", "0")]).await.is(409);
    chief.post(&study, &[("act", "invite"), ("email", "personne@socle.example"), ("name", "")]).await.is(422);
    for email in ["un@socle.example", "deux@socle.example"] {
        chief.post(&study, &[("act", "invite"), ("email", email), ("name", "Camille Roux, infirmière")]).await.is(303);
    }
    chief.post(&study, &[("act", "advance"), ("round", "0")]).await.is(303);
    (chief, judges, study)
}

/// A judge says the same of every question, and hands in.
async fn judge(judge: &mut Browser, study: &str, ratings: [&str; 3]) {
    judge.post(&format!("{study}/juger"), &[("act", "hand-in")]).await.is(422);
    for number in 1..=10 {
        let fields = [("rating-1", ratings[0]), ("rating-2", ratings[1]), ("rating-3", ratings[2])];
        judge.post(&format!("{study}/juger/{number}"), &fields).await.is(303);
    }
    judge.post(&format!("{study}/juger"), &[("act", "hand-in")]).await.is(303);
    judge.post(&format!("{study}/juger/1"), &[("rating-1", "1"), ("rating-2", "2"), ("rating-3", "3")]).await.is(409);
}

on_both! {
    async fn a_panel_sets_cut_scores_in_rounds_and_two_people_adopt_them(app) {
        let (mut chief, [mut one, mut two], study) = panel(app, "angoff", "2").await;
        one.post(&format!("{study}/juger/1"), &[("rating-1", "130"), ("rating-2", "2"), ("rating-3", "3")]).await.is(422);
        chief.get(&format!("{study}/juger")).await.is(404);
        let question = one.get(&format!("{study}/juger/1")).await.is(200).plain();
        assert!(!question.contains("Au tour précédent"), "{question}");
        judge(&mut one, &study, ["55", "75", "90"]).await;
        chief.post(&study, &[("act", "advance"), ("round", "1")]).await.is(409);
        judge(&mut two, &study, ["65", "80", "92,5"]).await;
        chief.post(&study, &[("act", "advance"), ("round", "1")]).await.is(303);
        chief.post(&study, &[("act", "advance"), ("round", "1")]).await.is(409);
        let question = one.get(&format!("{study}/juger/1")).await.is(200).plain();
        assert!(question.contains("de 55 à 65"), "{question}");
        judge(&mut one, &study, ["58", "77", "91"]).await;
        judge(&mut two, &study, ["60", "78", "92"]).await;
        assert!(!chief.get(&study).await.is(200).text().contains("?etude="), "nothing to propose before the end");
        chief.post(&study, &[("act", "advance"), ("round", "2")]).await.is(303);
        let page = chief.get(&study).await.is(200);
        assert!(page.plain().contains("Les juges se sont rapprochés"));
        let link = page.text().split("href=\"").find(|part| part.contains("?etude=")).expect("a link").split('"').next().expect("it").replace("&amp;", "&");
        let form = chief.get(link.split('#').next().expect("a path")).await.is(200).text();
        let cut = |n: usize| form.split(&format!("id=\"f-cut-{n}\"")).nth(1).and_then(|rest| rest.split("value=\"").nth(1)).and_then(|v| v.split('"').next()).expect("a cut").to_owned();
        let study_id = study.rsplit('/').next().expect("a name");
        let (a, b, c) = (cut(1), cut(2), cut(3));
        let fields = |reason: &'static str| [("study", study_id.to_owned()), ("cut-1", a.clone()), ("cut-2", b.clone()), ("cut-3", c.clone()), ("certainty", "50".into()), ("source", "Étude de l’automne".into()), ("reason", reason.to_owned())];
        let send = |fields: &[(&'static str, String); 7]| fields.iter().map(|(n, v)| (*n, v.clone())).collect::<Vec<_>>();
        let typed = send(&fields("non"));
        let typed: Vec<(&str, &str)> = typed.iter().map(|(n, v)| (*n, v.as_str())).collect();
        chief.post("/certificateur/seuils", &typed).await.is(422);
        one.post("/certificateur/seuils", &typed).await.is(403);
        chief.post("/certificateur/seuils", &[("cut-1", "1"), ("cut-2", "0"), ("cut-3", "2"), ("reason", "Les seuils de l’étude.")]).await.is(422);
        let typed = send(&fields("Les seuils de l’étude de l’automne."));
        let typed: Vec<(&str, &str)> = typed.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let proposal = chief.post("/certificateur/seuils", &typed).await.is(303).location();
        let before = app.app.editions.certification();
        chief.post(&proposal, &[("act", "adopt"), ("note", "")]).await.is(403);
        one.post(&proposal, &[("act", "adopt"), ("note", "")]).await.is(303);
        let after = app.app.editions.certification();
        assert_ne!(before.id, after.id, "exams that begin now have another edition");
        let rules = Rules::of(&after.edition);
        assert_eq!(rules.source, "Étude de l’automne");
        assert!((rules.cuts[0] - a.replace(',', ".").parse::<f64>().expect("a number")).abs() < 1e-9);
        assert_ne!(Rules::of(&before.edition).cuts, rules.cuts, "those under way keep theirs");
        assert!(chief.get("/certificateur/seuils").await.is(200).plain().contains("Règles n° 1"));
        assert!(chief.get(&study).await.is(200).plain().contains("Adoptée"));
    }
}

on_both! {
    async fn a_booklet_is_marked_in_order(app) {
        let (mut chief, [mut one, mut two], study) = panel(app, "bookmark", "1").await;
        let marks = |a: &'static str, b: &'static str, c: &'static str| [("act", "mark"), ("mark-1", a), ("mark-2", b), ("mark-3", c)];
        one.post(&format!("{study}/juger"), &marks("5", "3", "9")).await.is(422);
        one.post(&format!("{study}/juger"), &marks("3", "6", "12")).await.is(422);
        one.post(&format!("{study}/juger"), &marks("3", "6", "9")).await.is(303);
        one.post(&format!("{study}/juger"), &marks("3", "7", "11")).await.is(303);
        two.post(&format!("{study}/juger"), &marks("4", "7", "10")).await.is(303);
        for judge in [&mut one, &mut two] {
            judge.post(&format!("{study}/juger"), &[("act", "hand-in")]).await.is(303);
        }
        chief.post(&study, &[("act", "advance"), ("round", "1")]).await.is(303);
        let page = chief.get(&study).await.is(200);
        assert!(page.plain().contains("Terminée") && page.text().contains("?etude="), "{}", page.plain());
    }
}
