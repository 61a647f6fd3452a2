//! The Caisse des Dépôts: a file by one person, released by another, and each row settled by what comes back.

use store::cpf_batches::CpfRow;
use uuid::Uuid;

use crate::browser::Browser;
use crate::certificates::{awarded, issue};
use crate::harness::TestApp;

const WHOLE: &str = "{\"sex\":\"F\",\"insee\":\"75056\",\"city\":\"Paris\"}";

/// Sends a file as a browser does.
async fn give(browser: &mut Browser, path: &str, file: &str) -> crate::browser::Reply {
    let body =
        format!("--edge\r\nContent-Disposition: form-data; name=\"accuse\"; filename=\"accuse.xml\"\r\nContent-Type: text/xml\r\n\r\n{file}\r\n--edge--\r\n");
    browser.post_raw(path, "multipart/form-data; boundary=edge", body.into_bytes(), &[("sec-fetch-site", "same-origin")]).await
}

async fn rows(app: &TestApp, path: &str) -> Vec<CpfRow> {
    let id: Uuid = path.rsplit('/').next().expect("a name").parse().expect("an identifier");
    app.app.store.read(move |tx| Box::pin(store::cpf_batches::rows(tx, id))).await.expect("rows")
}

fn report(flow: &str, accepted: &[&str], rejected: &[(&str, &str)]) -> String {
    let taken: String = accepted.iter().fold(String::new(), |all, r| all + &format!("<idTechnique>{r}</idTechnique>"));
    let refused: String = rejected
        .iter()
        .fold(String::new(), |all, (r, why)| all + &format!("<passage><idTechnique>{r}</idTechnique><messageErreur>{why}</messageErreur></passage>"));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><ns2:rapport xmlns:ns2=\"urn:cdc:cpf:pc5:rapport:schema\"><nomFichier>f.xml</nomFichier>\
         <idFlux>{flow}</idFlux><idTraitement>51354</idTraitement><PassagesKO>{refused}</PassagesKO><PassagesOK>{taken}</PassagesOK></ns2:rapport>"
    )
}

on_both! {
    async fn a_file_is_released_by_a_second_person_and_what_was_rejected_leaves_again_once_mended(app) {
        let (mut one, mut two) = (app.member("un@socle.example", "certifier").await, app.member("deux@socle.example", "certifier").await);
        one.post("/certificateur/cpf", &[]).await.is(409);
        let awards = [
            awarded(app, "Diop", None, WHOLE).await,
            awarded(app, "Martin", None, WHOLE).await,
            awarded(app, "Sansrien", None, "{}").await,
        ];
        let issued = issue(app, &awards).await;
        let desk = one.get("/certificateur/cpf").await.is(200).plain();
        for said in ["Prêts à transmettre : 2", "À compléter : 1", "Sansrien", "sexe à l’état civil inconnu", "code INSEE ou code postal"] {
            assert!(desk.contains(said), "{said}\n{desk}");
        }
        let file = one.post("/certificateur/cpf", &[]).await.is(303).location();
        two.post("/certificateur/cpf", &[]).await.is(409);
        one.get(&format!("{file}/fichier.xml")).await.is(409);
        let refused = one.post(&format!("{file}/transmettre"), &[]).await.is(403).plain();
        assert!(refused.contains("une autre personne du certificateur doit l’autoriser"), "{refused}");
        two.post(&format!("{file}/transmettre"), &[]).await.is(303);
        two.post(&format!("{file}/transmettre"), &[]).await.is(409);
        two.post(&format!("{file}/abandonner"), &[]).await.is(409);
        let xml = two.get(&format!("{file}/fichier.xml")).await.is(200).text();
        assert_eq!(formats::cpf::check(&xml), Ok(()), "{xml}");
        assert!(xml.contains("Diop") && xml.contains("Martin") && !xml.contains("Sansrien") && xml.contains("http://socle.example/verifier/"), "{xml}");

        let sent = rows(app, &file).await;
        let reference = |name: usize| sent.iter().find(|r| r.reference.starts_with(&issued[name].number)).expect("a row").reference.clone();
        let flow = file.rsplit('/').next().expect("a name");
        let path = format!("{file}/accuse");
        for (wrong, told) in [
            ("pas du XML".to_owned(), "n’est pas un accusé de traitement lisible"),
            (report("un-autre-flux", &[&reference(0)], &[]), "parle d’un autre fichier"),
            (report(flow, &["INCONNU"], &[]), "parle d’un autre fichier"),
            ("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><rapport>&b;</rapport>".to_owned(), "n’est pas un accusé de traitement lisible"),
        ] {
            assert!(give(&mut one, &path, &wrong).await.is(422).plain().contains(told), "{wrong}");
        }
        let why = "Aucun titulaire ne correspond aux critères obligatoires";
        give(&mut one, &path, &report(flow, &[&reference(0), "INCONNU"], &[(&reference(1), why)])).await.is(303);
        give(&mut one, &path, &report(flow, &[&reference(1)], &[])).await.is(409);
        let page = one.get(&file).await.is(200).plain();
        assert!(page.contains("Lignes acceptées : 1. Lignes rejetées : 1.") && page.contains(why) && page.contains("laissées de côté"), "{page}");

        let desk = one.get("/certificateur/cpf").await.is(200).plain();
        assert!(desk.contains("Prêts à transmettre : 1") && desk.contains("Martin") && desk.contains(why) && !desk.contains("Diop"), "{desk}");
        let second = two.post("/certificateur/cpf", &[]).await.is(303).location();
        let again = rows(app, &second).await;
        assert_eq!(again.len(), 1);
        assert_ne!(again[0].reference, reference(1), "a reference is used once");
        two.post(&format!("{second}/abandonner"), &[]).await.is(303);
        assert!(one.get("/certificateur/cpf").await.is(200).plain().contains("Prêts à transmettre : 1"), "what was given up waits again");
        let lines = app.app.store.read(|tx| Box::pin(store::audit::list(tx, (i64::MIN, Uuid::nil()), 200))).await.expect("lines");
        let mut kinds: Vec<&str> = lines.iter().map(|l| l.kind.as_str()).filter(|k| k.starts_with("cpf-")).collect();
        kinds.sort_unstable();
        assert_eq!(kinds, ["cpf-prepared", "cpf-prepared", "cpf-processed", "cpf-sent", "cpf-withdrawn"]);
    }
}

on_both! {
    async fn of_two_who_prepare_at_once_no_certificate_leaves_twice(app) {
        let (mut one, mut two) = (app.member("un@socle.example", "certifier").await, app.member("deux@socle.example", "certifier").await);
        issue(app, &[awarded(app, "Diop", None, WHOLE).await]).await;
        let (a, b) = tokio::join!(one.post("/certificateur/cpf", &[]), two.post("/certificateur/cpf", &[]));
        let mut statuses = [a.status.as_u16(), b.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409], "one file");
    }
}
