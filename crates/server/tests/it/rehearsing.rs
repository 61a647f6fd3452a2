//! A rehearsal: invented people whose results are shown by the rules of every day, and of whom nothing stays when it is erased.

use server::service::steering::release_waiting;

on_both! {
    async fn a_rehearsal_is_whole_reaches_nobody_and_goes_in_one_act(app) {
        let (mut browser, _) = app.of_the_team("trainer@ifsi.example", "").await;
        let before = app.rows_kept().await;
        assert!(browser.get("/pilotage/repetition").await.is(200).plain().contains("Préparer ma répétition"));
        let campaigns = browser.post("/pilotage/repetition", &[]).await.is(303).location();
        let rows = app.rows_kept().await;
        assert_eq!([rows["organisation"], rows["learner"], rows["unit"], rows["cohort_learner"], rows["campaign"]], [1, 64, 3, 64, 2]);
        for untouched in ["person", "session", "answer", "result", "mail", "login"] {
            assert_eq!(rows[untouched], before[untouched], "{untouched}: nobody stands behind invented people");
        }
        let page = browser.get(&campaigns).await.is(200).plain();
        assert!(page.contains("bilan de rentrée") && page.contains("bilan en cours") && page.contains("personnes inventées"), "{page}");
        // pressed twice: the one that is there
        assert_eq!(browser.post("/pilotage/repetition", &[]).await.is(303).location(), campaigns);
        assert_eq!(app.rows_kept().await, rows);
        let people = release_waiting(&app.app.store, app.app.clock.now()).await.expect("results");
        assert!(people >= 30, "{people} people's results are shown");
        let results = campaigns.replace("/campagnes", "/resultats");
        assert!(browser.get(&results).await.is(200).plain().contains("Répétition"));
        let (mut stranger, _) = app.of_the_team("somebody@else.example", "").await;
        stranger.get(&campaigns).await.is(404);
        stranger.post("/pilotage/repetition/effacer", &[]).await.is(404);
        browser.post("/pilotage/repetition/effacer", &[]).await.is(303);
        let mut after = app.rows_kept().await;
        after.insert("person", after["person"] - 1);
        after.insert("login", after["login"] - 1);
        assert_eq!(after, before, "nothing stays but the stranger");
    }
}
