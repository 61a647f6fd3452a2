//! `socle db copy`: an installation moves to another database, beside its running server, and everything goes on there.

use server::service::assess::replay_session;
use server::service::content::Editions;
use store::Store;
use uuid::Uuid;

use crate::answering::{Way, finished, play_api, send_form};
use crate::harness::{Home, TestApp, patient};
use crate::process::{run, said, socle};

/// Sessions that are over, by page and by program, and one under way.
async fn record(app: &TestApp) -> (Vec<String>, String) {
    let mut browser = app.browser();
    let mut over = vec![finished(app, &mut browser, Way::Lot, 1).await, finished(app, &mut browser, Way::Key, 2).await];
    let (api, session, _) = app.api().begin().await;
    play_api(app, &api, &session, Way::Lot, 3).await;
    over.push(session);
    let open = browser.begin("whole").await;
    send_form(app, &mut browser, &open, None).await.is(303);
    (over, open)
}

async fn moves(from: Home, to: Home) {
    let app = TestApp::on(from).await;
    to.prepare().await;
    let (over, open) = record(&app).await;
    let target = to.database();
    let copy = |more: &[&str]| {
        let mut command = socle(app.home());
        command.args(["db", "copy", "--to", &target]).args(more);
        run(&mut command)
    };
    // beside the server, which goes on serving
    let copied = copy(&[]);
    assert!(copied.status.success(), "{}", said(&copied));
    assert!(said(&copied).contains("La source n’a pas changé"), "{}", said(&copied));
    let again = copy(&[]);
    assert!(!again.status.success() && said(&again).contains("--replace"), "{}", said(&again));
    let replaced = copy(&["--replace"]);
    assert!(replaced.status.success(), "{}", said(&replaced));

    let there = Store::open_with(&target, &patient()).await.expect("the target opens");
    for session in over.iter().chain([&open]) {
        let id: Uuid = session.parse().expect("an id");
        let here = replay_session(&app.app.store, &Editions::empty(), id).await.expect("replayed");
        let moved = replay_session(&there, &Editions::empty(), id).await.expect("replayed");
        assert!(moved.is_exact(), "{:?}", moved.differences);
        assert_eq!(moved.recorded.is_some(), session != &open);
        assert_eq!(here.profile, moved.profile);
        for (a, b) in here.profile.domains.iter().zip(&moved.profile.domains) {
            assert_eq!((a.estimate.to_bits(), a.standard_error.to_bits()), (b.estimate.to_bits(), b.standard_error.to_bits()));
        }
    }
    there.close().await.expect("closed");
    app.finish().await;
    to.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_installation_moves_from_a_file_to_another() {
    moves(Home::folder(), Home::folder()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_installation_moves_from_a_file_to_postgres_and_replays_to_the_bit() {
    if let Some(to) = Home::schema() {
        moves(Home::folder(), to).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_installation_moves_from_postgres_to_a_file() {
    if let Some(from) = Home::schema() {
        moves(from, Home::folder()).await;
    }
}
