//! The bank in pictures, what answers say of a question, and calibration, as the team sees them.

use domain::calibration::{ItemChange, LeftAlone, LevelChanges, Proposal};
use server::secret::hex;
use server::service::bank::fold_waiting;
use server::service::demo::Grow;
use store::calibrations;
use uuid::Uuid;

use crate::browser::Browser;
use crate::growth::{CROWD, grown};
use crate::harness::{NOW, SECOND, TestApp};

/// Numbers in the cells of a table row by row, words left out.
fn cells(row: &str) -> Vec<u64> {
    row.split("<td").skip(1).filter_map(|cell| cell.split_once('>')?.1.split('<').next()?.trim().parse().ok()).collect()
}

async fn fold_all(app: &TestApp) {
    while fold_waiting(&app.app.store, &app.app.editions, &app.app.people, NOW).await.expect("folded").sessions > 0 {}
}

on_both! {
    async fn only_the_team_sees_the_bank_and_only_administrators_calibrate(app) {
        let item = app.app.editions.current().edition.pool[0].item.id.clone();
        let mut person = app.browser();
        person.begin("whole").await;
        crate::account::give_address(app, &mut person, "lea.petit@ehpad.example").await;
        let mut author = app.member("auteur@socle.example", "author").await;
        let measures = format!("/atelier/questions/{item}/mesures");
        for path in ["/atelier/banque", "/atelier/banque/a-regarder", "/atelier/calibrage", measures.as_str()] {
            app.browser().get(path).await.is(303);
            person.get(path).await.is(403);
            author.get(path).await.is(200);
        }
        author.get("/atelier/questions/nobody/mesures").await.is(404);
        author.post("/atelier/calibrage", &[]).await.is(403);
        assert!(!author.get("/atelier/calibrage").await.is(200).text().contains("calibration-start"));
    }
}

on_both! {
    async fn the_map_counts_every_question_once_and_leads_to_the_next(app) {
        let edition = app.app.editions.current().edition;
        let mut author = app.member("auteur@socle.example", "author").await;
        let page = author.get("/atelier/banque").await.is(200).text();
        assert_eq!(page.matches("<svg class=\"plot\"").count(), edition.framework.domains.len());
        let maps: Vec<&str> = page.split("<table class=\"heat\">").skip(1).filter_map(|map| map.split("</table>").next()).collect();
        assert_eq!(maps.len(), edition.framework.domains.len());
        let mut sum = 0;
        for map in maps {
            let (body, foot) = map.split_once("<tfoot>").expect("a foot");
            let rows: Vec<Vec<u64>> = body.split("<tr").skip(2).map(cells).collect();
            assert!(rows.iter().all(|row| row[..row.len() - 1].iter().sum::<u64>() == row[row.len() - 1]), "{rows:?}");
            let total: u64 = rows.iter().map(|row| row[row.len() - 1]).sum();
            let foot = cells(foot);
            assert_eq!((foot[foot.len() - 1], foot[..5].iter().sum::<u64>()), (total, total));
            sum += total;
        }
        assert_eq!(sum, edition.pool.len() as u64);
        let first = &edition.framework.objectives[0].code;
        assert!(crate::browser::plain(&page).contains(&format!("/atelier/nouvelle?objective={first}&difficulty=")), "{first}");
        let mut reviewer = app.member("relectrice@socle.example", "reviewer").await;
        assert!(!reviewer.get("/atelier/banque").await.is(200).text().contains("/atelier/nouvelle"), "who does not write is not sent to write");
    }
}

on_both! {
    async fn the_measures_say_how_little_is_known_and_never_show_a_small_group(app) {
        let mut author = app.member("auteur@socle.example", "author").await;
        let edition = app.app.editions.current().edition;
        let path = |place: usize| format!("/atelier/questions/{}/mesures", edition.pool[place].item.id);
        let page = author.get(&path(0)).await.is(200).plain();
        assert!(page.contains("Aucune réponse.") && page.contains("trop peu"), "{page}");
        assert!(author.get("/atelier/banque/a-regarder").await.is(200).plain().contains("Pas encore assez de réponses"));
        grown(app, &Grow { people: 900, distinct: 150, also: true, ..CROWD }).await;
        fold_all(app).await;
        let (mut pictured, mut hidden) = (0, 0);
        for place in (0..edition.pool.len()).step_by(9) {
            let page = author.get(&path(place)).await.is(200).text();
            for body in page.split("<tbody>").skip(1).filter_map(|part| part.split("</tbody>").next()) {
                let is_difficulty = body.contains(" → ") || body.contains("–</td>") && !body.contains("choix");
                for row in body.split("<tr>").skip(1) {
                    let counts = cells(row);
                    assert!(is_difficulty || counts.iter().all(|count| *count == 0 || *count >= 10), "{}: {row}", edition.pool[place].item.id);
                }
            }
            pictured += usize::from(page.contains("<svg class=\"plot\""));
            hidden += page.matches("moins de 10").count();
        }
        assert!(pictured > 2 && hidden > 2, "{pictured} pictures, {hidden} small groups");
        author.get("/atelier/banque/a-regarder?page=99").await.is(200);
        author.get("/atelier/banque/a-regarder?page=x").await.is(200);
    }
}

/// A calibration that waits for a decision: it makes three questions harder and leaves one alone.
async fn proposed(app: &TestApp, starter: Uuid) -> Uuid {
    let current = app.app.editions.current();
    let items = current.edition.pool[..4].iter().enumerate().map(|(n, pooled)| {
        let mut new = pooled.parameters.clone();
        for step in &mut new.steps {
            *step += 0.25 * (n + 1) as f64;
        }
        ItemChange {
            id: pooled.item.id.clone(),
            version: pooled.item.version,
            domain: pooled.domain,
            hash: hex(&pooled.hash),
            answers: 100 * (n as u64 + 1),
            pretest: false,
            old: pooled.parameters.clone(),
            new,
            left: (n == 3).then_some(LeftAlone::SuspectedKey),
        }
    });
    let mut counts = [[0; 4]; 4];
    (counts[1][1], counts[1][2], counts[2][0]) = (90, 7, 3);
    let proposal = Proposal {
        edition: current.digest.clone(),
        sessions: 100,
        answers: 1_000,
        from: NOW - 1_000 * SECOND,
        until: NOW,
        rounds: 5,
        settled: true,
        shared_slope: 1.0,
        means: vec![0.0; 5],
        origin_errors: vec![0.1; 5],
        items: items.collect(),
        levels: vec![LevelChanges { domain: 0, counts }],
        correlations: Vec::new(),
    };
    let (id, now, body) = (app.app.entropy.id(NOW), app.app.clock.now(), serde_json::to_string(&proposal).expect("written"));
    app.app
        .store
        .write(move |tx| {
            let body = body.clone();
            Box::pin(async move {
                calibrations::start(tx, id, "essai", Some(starter), now, now).await?;
                calibrations::end(tx, id, "proposed", Some(&body), "essai", now).await
            })
        })
        .await
        .expect("kept");
    id
}

async fn id_of(browser: &mut Browser) -> Uuid {
    browser.get("/compte/export").await.is(200).json()["person"]["id"].as_str().expect("an id").parse().expect("an id")
}

on_both! {
    async fn a_proposal_is_decided_by_somebody_else_and_once(app) {
        let mut starter = app.member("une@socle.example", "administrator").await;
        let mut other = app.member("deux@socle.example", "administrator").await;
        assert!(starter.post("/atelier/calibrage", &[("note", "essai")]).await.is(409).text().contains("error-summary"), "too few answers");
        let person = id_of(&mut starter).await;
        let path = format!("/atelier/calibrage/{}", proposed(app, person).await);
        let before = app.app.editions.current().digest.clone();
        let page = starter.get(&path).await.is(200).text();
        assert!(!page.contains("value=\"approve\"") && page.contains("<svg class=\"plot\""), "{page}");
        starter.post(&path, &[("act", "approve")]).await.is(403);
        let mut author = app.member("auteur@socle.example", "author").await;
        author.post(&path, &[("act", "approve")]).await.is(403);
        assert_eq!(app.app.editions.current().digest, before);

        let page = other.get(&path).await.is(200).text();
        assert!(page.contains("value=\"approve\""), "{page}");
        let names = |text: &str| text.matches("/mesures\">").count();
        assert_eq!((names(&page), names(&other.get(&format!("{path}?montrer=left")).await.is(200).text())), (3, 1));
        assert_eq!(names(&other.get(&format!("{path}?montrer=all&tri=name&page=9")).await.is(200).text()), 4);
        let table = other.get(&format!("{path}/questions.csv?montrer=all")).await.is(200).text();
        assert_eq!(table.lines().count(), 5, "{table}");
        other.post(&path, &[("act", "approve")]).await.is(303);
        assert_ne!(app.app.editions.current().digest, before, "new sessions begin with another edition");
        let again = other.post(&path, &[("act", "approve")]).await.is(409).text();
        assert!(again.contains("Approuvé"), "{again}");
        other.post(&path, &[("act", "stop")]).await.is(409);
    }
}

on_both! {
    async fn what_runs_is_watched_stopped_and_refused(app) {
        let mut admin = app.member("une@socle.example", "administrator").await;
        let mut other = app.member("deux@socle.example", "administrator").await;
        let (id, now) = (app.app.entropy.id(NOW), app.app.clock.now());
        app.app.store.write(move |tx| Box::pin(async move { calibrations::start(tx, id, "", None, now, now).await?; calibrations::alive(tx, id, 420, now).await })).await.expect("runs");
        let path = format!("/atelier/calibrage/{id}");
        let page = admin.get(&path).await.is(200).text();
        assert!(page.contains("data-while=\"running\"") && !page.contains("http-equiv"), "a page that reloads by itself takes the reader's place away");
        assert!(page.contains("42"), "{page}");
        assert!(admin.get("/atelier/calibrage").await.is(200).text().contains(&path));
        admin.post(&path, &[("act", "stop")]).await.is(303);
        admin.post(&path, &[("act", "stop")]).await.is(409);
        let person = id_of(&mut admin).await;
        let before = app.app.editions.current().digest.clone();
        let path = format!("/atelier/calibrage/{}", proposed(app, person).await);
        other.post(&path, &[("act", "refuse")]).await.is(303);
        other.post(&path, &[("act", "approve")]).await.is(409);
        assert_eq!(app.app.editions.current().digest, before);
        other.get("/atelier/calibrage/x").await.is(404);
        other.get(&format!("/atelier/calibrage/{}", Uuid::now_v7())).await.is(404);
    }
}
