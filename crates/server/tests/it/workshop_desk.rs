//! The desk of an author: who may sit there, and that nothing typed there is ever lost.

use store::workshop;

use crate::harness::TestApp;

async fn newest(app: &TestApp, id: &'static str) -> workshop::Revision {
    let row = row(app, id).await.expect("an item");
    let read = app.app.store.read(move |tx| Box::pin(workshop::revision(tx, id, row.revision)));
    read.await.expect("read").expect("its newest text")
}

async fn row(app: &TestApp, id: &'static str) -> Option<workshop::WorkshopItem> {
    app.app.store.read(move |tx| Box::pin(workshop::by_id(tx, id))).await.expect("read")
}

/// A single choice that holds together, as the form sends it.
const WHOLE: [(&str, &str); 33] = [
    ("view", "form"),
    ("kind", "single-choice"),
    ("version", "1"),
    ("review", "not-reviewed"),
    ("title", "Une clé USB sur le parking"),
    ("objective", "T2.01"),
    ("trades", "infirmier"),
    ("trades", "aide-soignant"),
    ("setting", "ehpad"),
    ("language", "fr"),
    ("difficulty", "-1"),
    ("time", "45"),
    ("situation", "En arrivant au travail, vous trouvez une clé USB marquée « Paie 2026 » devant la porte de l’établissement."),
    ("question", "Qu’en faites-vous ?"),
    (
        "explanation",
        "Une clé trouvée peut installer un programme dès qu’on la branche, et son étiquette est faite pour donner envie. On la confie à qui saura l’ouvrir sans risque.",
    ),
    ("source.title", "Les bons usages des supports amovibles"),
    ("source.publisher", "ANSSI"),
    ("source.date", "2024"),
    ("source.checked", "2026-11"),
    ("interaction.shuffle", "true"),
    ("interaction.points", "1"),
    ("options.rows", "4"),
    ("options.correct", "1"),
    ("options.0.id", "a"),
    ("options.0.text", "Je la branche sur un poste qui sert peu, pour savoir à qui la rendre"),
    ("options.0.feedback", "Le poste est sur le même réseau : il suffit d’un poste pour atteindre les autres."),
    ("options.1.text", "Je la remets à l’équipe informatique, sans la brancher"),
    ("options.1.feedback", "Oui : elle saura l’ouvrir à part, et prévenir si d’autres clés ont été semées."),
    ("options.2.text", "Je la jette à la poubelle, pour que personne ne la trouve"),
    ("options.2.feedback", "Quelqu’un peut la ramasser, et personne ne saura qu’une attaque se prépare."),
    ("options.3.text", "Je la pose à l’accueil, son propriétaire passera la chercher"),
    ("options.3.feedback", "Le prochain curieux la branchera : elle doit sortir de la circulation."),
    ("item", ""),
];

fn with<'f>(fields: &'f [(&'f str, &'f str)], changes: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    let kept = fields.iter().filter(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
    kept.chain(changes).copied().collect()
}

const ID: &str = "une-cle-usb-sur-le-parking";
const PLACE: &str = "/atelier/questions/une-cle-usb-sur-le-parking";

/// Addresses of the desk, with what may be posted there.
const GETS: [&str; 8] = [
    "/atelier",
    "/atelier/exporter?format=csv",
    "/atelier/nouvelle",
    "/atelier/nouvelle?kind=gaps",
    "/atelier/questions/cinq-messages-du-matin",
    PLACE,
    "/atelier/questions/une-cle-usb-sur-le-parking/essai",
    "/atelier/questions/une-cle-usb-sur-le-parking/supprimer",
];
const POSTS: [&str; 7] = [
    "/atelier/nouvelle",
    "/atelier/apercu",
    PLACE,
    "/atelier/questions/une-cle-usb-sur-le-parking/essai",
    "/atelier/questions/une-cle-usb-sur-le-parking/dupliquer",
    "/atelier/questions/une-cle-usb-sur-le-parking/traduire",
    "/atelier/questions/une-cle-usb-sur-le-parking/supprimer",
];

on_both! {
    async fn whoever_has_no_role_reads_no_key_and_writes_nothing(app) {
        let (mut author, _) = app.of_the_team("auteur@socle.example", "author").await;
        author.post("/atelier/nouvelle", &with(&WHOLE, &[("act", "save")])).await.is(303);
        let before = app.rows().await;
        let (mut nobody, _) = app.of_the_team("personne@socle.example", "").await;
        let mut stranger = app.browser();
        for path in GETS {
            let page = nobody.get(path).await.is(403).plain();
            assert!(!page.contains("sans la brancher"), "{path} tells a key");
            let to = stranger.get(path).await.is(303).location();
            assert!(to.starts_with("/connexion?back=%2Fatelier"), "{path}: {to}");
        }
        for path in POSTS {
            nobody.post(path, &with(&WHOLE, &[("act", "save")])).await.is(403);
            let refused = stranger.post(path, &with(&WHOLE, &[("act", "save")])).await;
            assert_eq!(refused.status.as_u16(), 401, "{path}");
        }
        let (mut reviewer, _) = app.of_the_team("relecteur@socle.example", "reviewer").await;
        reviewer.get(PLACE).await.is(200);
        reviewer.post(PLACE, &with(&WHOLE, &[("act", "see"), ("base", "1")])).await.is(200);
        for act in ["save", "try", "submit", "withdraw"] {
            reviewer.post(PLACE, &with(&WHOLE, &[("act", act), ("base", "1"), ("title", "Autre")])).await.is(403);
        }
        reviewer.post("/atelier/nouvelle", &with(&WHOLE, &[("act", "save"), ("title", "Autre")])).await.is(403);
        reviewer.get("/atelier/nouvelle").await.is(403);
        let mut after = app.rows().await;
        for table in ["person", "login", "audit", "throttle"] {
            after.insert(table, before[table]);
        }
        assert_eq!(after, before, "nothing was written");
    }
}

on_both! {
    async fn a_question_is_written_saved_twice_at_once_tried_and_sent_to_its_review(app) {
        let (mut author, id) = app.of_the_team("auteur@socle.example", "author").await;
        let page = author.get("/atelier/nouvelle?kind=single-choice&objective=T2.01").await.is(200).plain();
        assert!(page.contains("name=\"options.3.text\"") && page.contains("value=\"T2.01\" selected"));

        let save = with(&WHOLE, &[("act", "save")]);
        assert_eq!(author.post("/atelier/nouvelle", &save).await.is(303).location(), PLACE);
        assert_eq!(author.post("/atelier/nouvelle", &save).await.is(303).location(), PLACE, "a double click begins one question");
        let text = newest(app, ID).await;
        assert_eq!((text.revision, text.author_id), (1, Some(id)));
        let item = formats::content::item(&text.body).expect("an item");
        assert_eq!((item.id.as_str(), item.trades.len(), item.difficulty), (ID, 2, -1.0));
        assert_eq!(domain::item::faults(&item), Vec::new());
        assert!(author.get(PLACE).await.is(200).plain().contains("Rien ne manque"));

        let changed = with(&WHOLE, &[("act", "save"), ("base", "1"), ("question", "Que faites-vous de cette clé ?"), ("note", "plus clair")]);
        author.post(PLACE, &changed).await.is(303);
        author.post(PLACE, &changed).await.is(303);
        let text = newest(app, ID).await;
        assert_eq!((text.revision, text.note.as_str()), (2, "plus clair"), "pressed twice, saved once");

        // answered: the order of a number is the same each time
        let tried = format!("{PLACE}/essai");
        let page = author.get(&format!("{tried}?ordre=7")).await.is(200).plain();
        let option = page.split("name=\"choice\" value=\"").skip(1).find(|part| part.split("</label>").next().is_some_and(|l| l.contains("sans la brancher")));
        let right = option.and_then(|part| part.split('"').next()).expect("the right answer is among them").to_owned();
        let rows = app.rows().await;
        let told = author.post(&tried, &[("ordre", "7"), ("choice", &right), ("act", "answer")]).await.is(200).plain();
        assert!(told.contains("1 sur 1 point") && told.contains("si d’autres clés ont été semées"), "points and feedback");
        let told = author.post(&tried, &[("ordre", "7"), ("act", "dont-know")]).await.is(200).plain();
        assert!(told.contains("0 sur 1 point"));
        author.post(&tried, &[("ordre", "7"), ("act", "answer")]).await.is(422);
        assert_eq!(app.rows().await, rows, "nothing is recorded");

        let submit = with(&changed, &[("act", "submit"), ("base", "2")]);
        author.post(PLACE, &submit).await.is(303);
        author.post(PLACE, &submit).await.is(303);
        assert_eq!(row(app, ID).await.expect("a row").stage, "review");
        author.post(PLACE, &[("act", "withdraw"), ("base", "2")]).await.is(303);
        assert_eq!(row(app, ID).await.expect("a row").stage, "draft");
    }
}

on_both! {
    async fn two_people_who_write_at_once_lose_nothing(app) {
        let (mut first, _) = app.of_the_team("un@socle.example", "author").await;
        let (mut second, _) = app.of_the_team("deux@socle.example", "author").await;
        first.post("/atelier/nouvelle", &with(&WHOLE, &[("act", "save")])).await.is(303);
        let change = |question: &'static str, base: &'static str| with(&WHOLE, &[("act", "save"), ("base", base), ("question", question)]);
        first.post(PLACE, &change("Le texte du premier ?", "1")).await.is(303);
        let refused = second.post(PLACE, &change("Le texte du second ?", "1")).await.is(409);
        let page = refused.plain();
        assert!(page.contains("Le texte du premier ?") && page.contains("Le texte du second ?"), "both are shown");
        assert!(page.contains("name=\"base\" value=\"2\""), "saved again, it goes on top of the other");
        assert_eq!(newest(app, ID).await.revision, 2);
        second.post(PLACE, &change("Le texte du second ?", "2")).await.is(303);
        let text = newest(app, ID).await;
        assert_eq!(text.revision, 3);
        assert!(text.body.contains("Le texte du second ?"));
        let all = app.app.store.read(|tx| Box::pin(workshop::revisions(tx, ID))).await.expect("read");
        assert!(all[1].body.contains("Le texte du premier ?"), "and the other stays");
    }
}

on_both! {
    async fn what_was_typed_comes_back_whatever_is_pressed(app) {
        let (mut author, _) = app.of_the_team("auteur@socle.example", "author").await;
        let typed = with(&WHOLE, &[("difficulty", "other"), ("difficulty.other", "plutôt dur"), ("time", "une minute")]);
        for act in ["see", "add:options", "up:options:2", "remove:options:3", "text", "rien"] {
            let page = author.post("/atelier/nouvelle", &with(&typed, &[("act", act)])).await.is(200).plain();
            for words in ["plutôt dur", "une minute", "Une clé USB sur le parking", "sans la brancher", "ANSSI"] {
                assert!(page.contains(words), "{act} lost « {words} »");
            }
        }
        assert!(author.post("/atelier/nouvelle", &with(&typed, &[("act", "add:options")])).await.is(200).plain().contains("name=\"options.4.text\""));
        let moved = author.post("/atelier/nouvelle", &with(&typed, &[("act", "up:options:1")])).await.is(200).plain();
        assert!(moved.find("sans la brancher") < moved.find("poste qui sert peu"), "it went up, with its tick");

        // a draft with defects is kept, says what is missing, and goes no further
        author.post("/atelier/nouvelle", &with(&typed, &[("act", "save")])).await.is(303);
        assert!(newest(app, ID).await.body.contains("plutôt dur"));
        let page = author.get(PLACE).await.is(200).plain();
        assert!(page.contains("plutôt dur") && page.contains("Écrivez un nombre"), "{page}");
        let refused = author.post(PLACE, &with(&typed, &[("act", "submit"), ("base", "1")])).await.is(422);
        assert!(refused.plain().contains("plutôt dur"));
        assert_eq!(row(app, ID).await.expect("a row").stage, "draft");

        // signed out meanwhile: all of it is in the page, to be sent again
        let mut signed_out = app.browser();
        let page = signed_out.post(PLACE, &with(&WHOLE, &[("act", "save"), ("base", "1")])).await.is(401).plain();
        assert!(page.contains("name=\"options.1.text\" value=\"Je la remets à l’équipe informatique, sans la brancher\"") && page.contains(PLACE));
        assert_eq!(page.matches("name=\"trades\"").count(), 2);
    }
}

on_both! {
    async fn form_and_text_are_two_views_of_one_question(app) {
        let (mut author, _) = app.of_the_team("auteur@socle.example", "author").await;
        let page = author.post("/atelier/nouvelle", &with(&WHOLE, &[("act", "text")])).await.is(200).plain();
        let text = page.split("name=\"text\"").nth(1).and_then(|p| p.split_once(">\n")?.1.split("</textarea>").next()).expect("the text").to_owned();
        assert!(text.contains("kind = \"single-choice\""));
        let back = author.post("/atelier/nouvelle", &[("view", "text"), ("text", &text), ("act", "form")]).await.is(200).plain();
        assert!(back.contains("name=\"options.1.text\"") && back.contains("sans la brancher"));

        // a defect of the text is told with its line, and the text stays
        let broken = text.replace("time = 45", "time = ");
        let line = broken.lines().position(|l| l.starts_with("time")).map(|i| i + 1).expect("a line");
        let page = author.post("/atelier/nouvelle", &[("view", "text"), ("text", &broken), ("act", "see")]).await.is(200).plain();
        assert!(page.contains(&format!("Ligne {line}")) && page.contains("time = \n"), "{page}");
        let page = author.post("/atelier/nouvelle", &[("view", "text"), ("text", &format!("couleur = \"bleu\"\n{text}")), ("act", "form")]).await.is(200).plain();
        assert!(page.contains("« couleur » (ligne 1)"));

        // a shipped question is corrected on top of the text it came with
        let shipped = server::service::workshop::shipped(&app.app).values().find(|s| s.item.interaction.kind() == "simulator").expect("a simulator").clone();
        let place = format!("/atelier/questions/{}", shipped.item.id);
        author.get(&place).await.is(200);
        author.get(&format!("{place}/essai")).await.is(200);
        let mended = formats::sheet::with_line(&shipped.text, "title", "\"Un titre mieux dit\"");
        author.post(&place, &[("view", "text"), ("text", &mended), ("base", "0"), ("act", "save"), ("change", "wording"), ("note", "titre")]).await.is(303);
        let id: &'static str = Box::leak(shipped.item.id.clone().into_boxed_str());
        let all = app.app.store.read(move |tx| Box::pin(workshop::revisions(tx, id))).await.expect("read");
        assert_eq!(all.iter().map(|r| (r.revision, r.author_id.is_some(), r.change.as_str())).collect::<Vec<_>>(), [(1, false, "first"), (2, true, "wording")]);
        assert_eq!(all[0].body, shipped.text);
        assert!(all[1].body.contains(&format!("version = {}", shipped.item.version + 1)));
        author.get(&format!("{place}/supprimer")).await.is(303);
        author.post(&format!("{place}/supprimer"), &[("base", "2")]).await.is(409);
    }
}

on_both! {
    async fn nothing_hostile_comes_through(app) {
        let (mut author, _) = app.of_the_team("auteur@socle.example", "author").await;
        let script = "<script>alert(1)</script>";
        let hostile = with(&WHOLE, &[("title", script), ("situation", script), ("question", script), ("options.0.text", script), ("source.title", script), ("objective", script)]);
        for act in ["see", "text"] {
            let page = author.post("/atelier/nouvelle", &with(&hostile, &[("act", act)])).await.is(200).text();
            assert!(!page.contains(script), "{act}");
        }
        let to = author.post("/atelier/nouvelle", &with(&hostile, &[("act", "save")])).await.is(303).location();
        for path in ["/atelier".to_owned(), to.clone(), format!("{to}/essai")] {
            assert!(!author.get(&path).await.is(200).text().contains(script), "{path}");
        }
        // a megabyte is refused with its words still in the page; more than that does not come in at all
        let long = "mot ".repeat(260_000);
        let refused = author.post(&to, &with(&WHOLE, &[("act", "save"), ("base", "1"), ("situation", &long)])).await.is(413);
        assert!(refused.text().len() > long.len(), "the text comes back");
        let longer = "mot ".repeat(800_000);
        author.post(&to, &with(&WHOLE, &[("act", "save"), ("base", "1"), ("situation", &longer)])).await.is(413);
        // what no key types does not reach the database
        author.post(&to, &with(&WHOLE, &[("act", "save"), ("base", "1"), ("title", "Un\u{0} titre\u{7}")])).await.is(303);
        author.post("/atelier/nouvelle", &[("view", "form"), ("kind", "devinette"), ("act", "save")]).await.is(400);
        author.get("/atelier/questions/inconnue").await.is(404);
        author.post("/atelier/questions/inconnue", &with(&WHOLE, &[("act", "save")])).await.is(404);
        for path in ["/atelier?page=99999999999999999999&tri=x&etat=x", "/atelier?q=%00%ff&page=-1", "/atelier/exporter?format=exe"] {
            assert!(author.get(path).await.status.as_u16() < 500, "{path}");
        }
    }
}

on_both! {
    async fn the_bank_is_searched_narrowed_and_taken_away(app) {
        let (mut author, _) = app.of_the_team("auteur@socle.example", "author").await;
        author.post("/atelier/nouvelle", &with(&WHOLE, &[("act", "save"), ("title", "=1+1 Une clé USB")])).await.is(303);
        let count = |page: &str| page.matches("name=\"choix\"").count();
        assert_eq!(count(&author.get("/atelier").await.is(200).plain()), 50, "a page");
        assert_eq!(count(&author.get("/atelier?q=CLE+usb+parking&etat=draft").await.is(200).plain()), 0, "every word must be there");
        assert_eq!(count(&author.get("/atelier?q=CLE+usb&etat=draft").await.is(200).plain()), 1);
        assert_eq!(count(&author.get("/atelier?auteur=moi").await.is(200).plain()), 1);
        assert!(author.get("/atelier?q=zzzzz").await.is(200).plain().contains("Aucune question ne correspond"));
        let csv = author.get("/atelier/exporter?format=csv&auteur=moi").await.is(200).text();
        assert!(csv.contains("'=1+1 Une clé USB") && csv.lines().count() == 2, "{csv}");
        for (format, marks) in [("moodle", "<quiz>"), ("gift", "Une clé USB")] {
            let file = author.get(&format!("/atelier/exporter?format={format}&auteur=moi")).await.is(200);
            assert!(file.text().contains(marks), "{format}: {}", file.text());
        }
        for format in ["qti", "xlsx"] {
            let file = author.get(&format!("/atelier/exporter?format={format}&domaine=telesante&type=single-choice")).await.is(200);
            assert!(file.body.starts_with(b"PK"), "{format}");
        }
        author.post("/atelier/questions/1-1-une-cle-usb/supprimer", &[("base", "1")]).await.is(303);
        author.post("/atelier/questions/1-1-une-cle-usb/supprimer", &[("base", "1")]).await.is(303);
        assert_eq!(count(&author.get("/atelier?auteur=moi").await.is(200).plain()), 0);
    }
}

/// A file as a browser sends it.
fn upload(name: &str, bytes: &[u8]) -> (String, Vec<u8>) {
    let mut body = format!("--limite\r\nContent-Disposition: form-data; name=\"language\"\r\n\r\nfr\r\n--limite\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n").into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--limite--\r\n");
    ("multipart/form-data; boundary=limite".to_owned(), body)
}

on_both! {
    async fn a_file_is_read_told_and_kept_only_when_somebody_says_so(app) {
        let (mut author, _) = app.of_the_team("auteur@socle.example", "author").await;
        let gift = "::Mot de passe:: Lequel choisissez-vous ? {=une phrase de quatre mots#Oui, longue et facile à retenir. ~ma date de naissance#Elle se trouve en ligne. ~123456#Le premier essayé.}\n\n::Né à l'hôpital:: Où écrit-on ? {=dans le dossier#Oui, et pas ailleurs. ~sur un papier#Il se perd.}\n";
        let windows: Vec<u8> = gift.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin-1")).collect();
        let before = app.rows().await;
        let (kind, body) = upload("banque.gift", &windows);
        let page = author.post_raw("/atelier/importer", &kind, body, &[]).await.is(200).plain();
        assert!(page.contains("Né à l'hôpital") && page.contains("Windows-1252") && page.contains("points à compléter"), "{page}");
        assert_eq!(app.rows().await, before, "nothing is kept");
        let text = page.split("name=\"text.0\" value=\"").nth(1).and_then(|p| p.split("\">\n").next()).expect("the draft").to_owned();
        let kept = [("file", "banque.gift"), ("garder", "0"), ("text.0", text.as_str()), ("text.1", "n'importe quoi =")];
        author.post("/atelier/importer/garder", &kept).await.is(303);
        author.post("/atelier/importer/garder", &kept).await.is(303);
        let row = row(app, "mot-de-passe").await.expect("a draft");
        assert_eq!((row.stage.as_str(), row.revision), ("draft", 1));
        assert_eq!(app.rows().await["workshop_item"], 1, "pressed twice, kept once");
        assert!(author.get("/atelier/questions/mot-de-passe").await.is(200).plain().contains("points à compléter"));

        let bomb = "<?xml version=\"1.0\"?><!DOCTYPE q [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><quiz><question type=\"multichoice\"><name><text>&b;</text></name></question></quiz>";
        for (name, bytes) in [("bombe.xml", bomb.as_bytes()), ("image.png", b"\x89PNG\r\n\x1a\n\0\0\0"), ("vide.gift", b" "), ("<script>.zip", b"PK\x03\x04nothing")] {
            let (kind, body) = upload(name, bytes);
            let page = author.post_raw("/atelier/importer", &kind, body, &[]).await.is(200);
            assert!(page.plain().contains("aucune question n’a pu être reprise"), "{name}: {}", page.plain());
            assert!(!page.text().contains("<script>."), "{name}");
        }
        let (kind, body) = upload("rien.gift", b"");
        author.post_raw("/atelier/importer", &kind, body, &[]).await.is(422);
        let (kind, body) = upload("grand.gift", &vec![b'a'; 17 << 20]);
        author.post_raw("/atelier/importer", &kind, body, &[]).await.is(413);
        author.post_raw("/atelier/importer", "multipart/form-data", b"x".to_vec(), &[]).await.is(400);
        let (mut reviewer, _) = app.of_the_team("relecteur@socle.example", "reviewer").await;
        reviewer.get("/atelier/importer").await.is(403);
        let (kind, body) = upload("banque.gift", &windows);
        reviewer.post_raw("/atelier/importer", &kind, body, &[]).await.is(403);
        reviewer.post("/atelier/importer/garder", &kept).await.is(403);
    }
}
