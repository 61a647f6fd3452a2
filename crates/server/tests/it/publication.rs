//! What is published is what new sessions meet, from all servers; sessions under way keep theirs.

use domain::bank::Parameters;
use domain::workshop::{Change, Learned, Publication, Standing};
use server::secret::hex;
use server::service::workshop::{catch_up, decided, proposed, publish};
use store::{StoreError, publications, standings, workshop};

use crate::harness::{NOW, TestApp};

/// Keeps a shipped item in the workshop with this text as its second, `change` against the shipped one.
async fn written(app: &TestApp, id: &str, change: Change, title: &str) {
    let shipped = app.app.files.items().into_iter().find(|file| file.name.ends_with(&format!("/{id}.toml"))).expect("the shipped item").text.expect("its text");
    let item = formats::content::item(&shipped).expect("it is sound");
    let author = app.someone("author@socle.example").await;
    let row = workshop::WorkshopItem {
        item_id: id.to_owned(),
        stage: "approved".into(),
        revision: 2,
        title: title.to_owned(),
        objective: item.objective.clone(),
        kind: item.interaction.kind().into(),
        language: item.language.clone(),
        search: String::new(),
        author_id: Some(author),
        created_at: NOW,
        updated_at: NOW,
    };
    let text = |revision, body: String, author_id, change: Change| workshop::Revision {
        item_id: row.item_id.clone(),
        revision,
        body,
        change: change.code().into(),
        note: String::new(),
        author_id,
        at: NOW,
    };
    let said = shipped.replacen(&format!("title = \"{}\"", item.title), &format!("title = \"{title}\""), 1);
    let (first, second) = (text(1, shipped, None, Change::First), text(2, said, Some(author), change));
    app.app
        .store
        .write(move |tx| {
            Box::pin(async move {
                workshop::insert(tx, &row).await?;
                workshop::add_revision(tx, &first).await?;
                workshop::add_revision(tx, &second).await
            })
        })
        .await
        .expect("kept");
}

fn standing(id: &str, standing: Standing, revision: Option<i64>) -> standings::Standing {
    standings::Standing { item_id: id.to_owned(), standing: standing.code().into(), before: None, revision, note: String::new(), decided_by: None, at: NOW }
}

async fn decide(app: &TestApp, decision: standings::Standing) {
    app.app.store.write(move |tx| Box::pin(async move { standings::put(tx, &decision).await })).await.expect("decided");
}

async fn publish_all(app: &TestApp) {
    let proposed = proposed(&app.app).await.expect("a proposal");
    publish(&app.app, &proposed, "all", None, Vec::new(), Vec::new()).await.expect("published");
}

on_both! {
    async fn a_published_text_and_a_suspension_reach_new_sessions_and_no_others(app) {
        let before = app.app.editions.current();
        let (one, two) = (before.edition.pool[0].item.id.clone(), before.edition.pool[1].item.id.clone());
        written(app, &one, Change::Substance, "Un autre titre").await;
        decide(app, standing(&one, Standing::Provisional, Some(2))).await;
        decide(app, standing(&two, Standing::Suspended, None)).await;
        assert_eq!(app.app.editions.current().digest, before.digest, "a decision changes nothing before it is published");
        publish_all(app).await;
        let after = app.app.editions.current();
        assert_eq!(after.edition.pool.len(), before.edition.pool.len() - 1);
        assert_eq!(after.edition.place(&two), None);
        assert_eq!(after.edition.pool[after.edition.place(&one).expect("drawn")].item.title, "Un autre titre");
        assert!(after.edition.pool.iter().all(|item| item.enemies.iter().all(|enemy| *enemy < after.edition.pool.len())));
        let kept = app.app.editions.get(&app.app.store, before.id).await.expect("the edition of before");
        assert!(kept.place(&two).is_some() && kept.pool[0].item.title != "Un autre titre", "sessions under way keep theirs");
        assert!(!catch_up(&app.app).await.expect("looked"), "this server has it already");
    }
}

on_both! {
    async fn what_was_learned_of_a_text_holds_for_that_text_and_for_better_words_only(app) {
        let pool = app.app.editions.current().edition;
        let (same, words, other) = (pool.pool[0].clone(), pool.pool[1].clone(), pool.pool[2].clone());
        let learned = Parameters { discrimination: 1.1, steps: vec![0.25; 1], difficulty_sd: 0.2, log_discrimination_sd: 0.1 };
        let of = |item: &domain::bank::PoolItem| Learned {
            parameters: Parameters { steps: item.parameters.steps.iter().map(|step| step + 0.5).collect(), ..learned.clone() },
            hash: hex(&item.hash),
            answers: 300,
            calibration: "c".into(),
        };
        let mut publication = Publication::default();
        for item in [&same, &words, &other] {
            decide(app, standing(&item.item.id, Standing::Calibrated, None)).await;
            publication.put(domain::workshop::Published { id: item.item.id.clone(), standing: Standing::Calibrated, revision: None, hash: None, learned: Some(of(item)) });
        }
        let row = publications::Publication { id: uuid::Uuid::from_u128(1), number: 1, at: NOW, body: serde_json::to_string(&publication).expect("JSON"), note: String::new(), published_by: None };
        app.app.store.write(move |tx| { let row = row.clone(); Box::pin(async move { publications::insert(tx, &row).await }) }).await.expect("published");
        assert!(catch_up(&app.app).await.expect("taken"), "as another server would have published it");
        let steps = |item: &domain::bank::PoolItem| {
            let now = app.app.editions.current().edition;
            now.pool[now.place(&item.item.id).expect("drawn")].parameters.clone()
        };
        for item in [&same, &words, &other] {
            assert_eq!(steps(item), of(item).parameters);
        }
        written(app, &words.item.id, Change::Wording, "Mieux dit").await;
        decide(app, standing(&words.item.id, Standing::Calibrated, Some(2))).await;
        publish_all(app).await;
        assert_eq!((steps(&same), steps(&words)), (of(&same).parameters, of(&words).parameters), "the same question in better words");
        let proposal = decided(&app.app, &standing(&words.item.id, Standing::Calibrated, None)).await.expect("a proposal");
        publish(&app.app, &proposal, "back", None, Vec::new(), Vec::new()).await.expect("published");
        let author = Parameters::of_author(words.item.difficulty, words.item.interaction.points(), &pool.blueprint.items);
        assert_eq!(steps(&words), author, "the digest is of another text");
    }
}

on_both! {
    async fn of_two_who_publish_at_once_one_is_told(app) {
        let id = app.app.editions.current().edition.pool[0].item.id.clone();
        let one = decided(&app.app, &standing(&id, Standing::Suspended, None)).await.expect("a proposal");
        let two = decided(&app.app, &standing(&id, Standing::Retired, None)).await.expect("a proposal");
        publish(&app.app, &one, "first", None, Vec::new(), Vec::new()).await.expect("published");
        let lost = publish(&app.app, &two, "second", None, vec![standing(&id, Standing::Retired, None)], Vec::new()).await;
        assert!(matches!(lost, Err(server::service::Failure::Store(StoreError::Conflict { .. }))), "{lost:?}");
        let kept = app.app.store.read(|tx| Box::pin(standings::all(tx))).await.expect("read");
        assert!(kept.is_empty(), "the second left nothing behind");
    }
}

on_both! {
    async fn nothing_is_published_of_which_no_edition_can_be_made(app) {
        let id = app.app.editions.current().edition.pool[0].item.id.clone();
        let mut broken = decided(&app.app, &standing(&id, Standing::Provisional, None)).await.expect("a proposal");
        let of_no_model = Parameters { discrimination: f64::INFINITY, steps: vec![0.0], difficulty_sd: 0.1, log_discrimination_sd: 0.1 };
        broken.publication.items[0].learned =
            Some(Learned { parameters: of_no_model, hash: hex(&app.app.editions.current().edition.pool[0].hash), answers: 1, calibration: "c".into() });
        let refused = publish(&app.app, &broken, "broken", None, Vec::new(), Vec::new()).await;
        assert!(matches!(refused, Err(server::service::Failure::Broken(_))), "{refused:?}");
        let newest = app.app.store.read(|tx| Box::pin(publications::latest_id(tx))).await.expect("read");
        assert_eq!(newest, None);
    }
}
