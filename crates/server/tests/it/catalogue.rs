//! The catalogue: what a search shows, what is public, what leaves it.

use domain::catalogue::offer::Offer;
use domain::date::Day;
use server::service::catalogue::{catch_up, refresh};
use store::offers;

use crate::browser::plain;
use crate::harness::{NOW, TestApp};

const DAY: i64 = 86_400_000_000;

/// An offer like a shipped one, with another name.
fn offer(app: &TestApp, id: &str, title: &str) -> Offer {
    let like = app.app.library.offers.iter().find(|offer| offer.id == "diu-telemedecine").expect("it is shipped");
    Offer { id: id.to_owned(), title: title.to_owned(), ..like.clone() }
}

/// A page whose slashes are not written as numbers.
fn slashed(page: &str) -> String {
    page.replace("&#x2f;", "/")
}

/// Keeps an offer, straight in the store.
async fn keep(app: &TestApp, offer: &Offer, status: &'static str, expires_on: Option<i64>) {
    let now = app.app.clock.now();
    let row = offers::Offer {
        id: app.app.entropy.id(now),
        slug: offer.id.clone(),
        organisation_id: None,
        title: offer.title.clone(),
        search: String::new(),
        body: serde_json::to_string(offer).expect("an offer"),
        work: None,
        work_status: None,
        origin: "proposed".to_owned(),
        status: status.to_owned(),
        checked_on: (status == "checked").then(|| Day::of(now).number()),
        expires_on,
        warned_for: None,
        note: String::new(),
        revision: 1,
        made_by: None,
        made_at: now,
        settled_by: None,
        settled_at: None,
        updated_at: now,
    };
    app.app.store.write(move |tx| Box::pin(async move { offers::insert(tx, &row.clone()).await })).await.expect("an offer");
}

on_both! {
    async fn a_trade_is_found_by_what_it_is_called_on_a_ward(app) {
        for (typed, trade) in [("ifsi", "etudiant-paramedical"), ("IBODE", "infirmier"), ("kin%C3%A9", "masseur-kinesitherapeute"), ("esi", "etudiant-paramedical")] {
            let found = app.api().get(&format!("/api/v1/offers?q={typed}")).await.is(200).json();
            let offers = found["offers"].as_array().expect("offers");
            assert!(offers.iter().any(|offer| offer["trades"].as_array().is_some_and(|all| all.iter().any(|one| one == trade))), "{typed}: {found}");
        }
    }
}

on_both! {
    async fn a_trainer_finds_an_offer_with_credits_compares_two_and_takes_them_away(app) {
        let mut browser = app.browser();
        let page = browser.get("/formations?q=infirmiers&metier=infirmier&region=76&ects=yes").await.is(200).text();
        assert!(page.contains("/formations/formation-socle-montpellier") && page.contains("Une formation"), "{}", plain(&page));
        assert!(plain(&page).contains("Sans « Crédits ECTS »"), "it says what to give up");
        let wider = browser.get("/formations?metier=infirmier&region=76").await.is(200).text();
        assert!(wider.contains("/formations/ivo3-identitovigilance-occitanie"), "{}", plain(&wider));
        let kept = browser.get("/formations?metier=infirmier&o=formation-socle-montpellier").await.is(200).text();
        assert!(kept.contains("compare-kept"), "what is chosen stays chosen");
        let both = "o=formation-socle-montpellier&o=ivo3-identitovigilance-occitanie";
        let compared = slashed(&browser.get(&format!("/formations/comparer?metier=infirmier&{both}")).await.is(200).text());
        let (different, same) = (compared.find("Ce qui les distingue").expect("differences"), compared.find("Ce qu’elles ont en commun").expect("the rest"));
        assert!(different < same, "differences first");
        assert!(compared.contains("href=\"/formations?metier=infirmier&amp;o=formation-socle-montpellier"), "the way back keeps the list and the choice");
        let csv = browser.get(&format!("/formations/comparer.csv?{both}")).await.is(200);
        assert!(csv.headers["content-disposition"].to_str().expect("text").contains("comparaison.csv"));
        let text = csv.text();
        assert!(text.starts_with('\u{feff}') && text.lines().count() == 3, "{text}");
        let json = browser.get(&format!("/formations/comparer.json?{both}")).await.is(200).json();
        assert_eq!(json["offers"].as_array().map(Vec::len), Some(2));
        let xlsx = browser.get(&format!("/formations/comparer.xlsx?{both}")).await.is(200);
        assert!(xlsx.body.starts_with(b"PK"));
        let table = formats::table::read(&xlsx.body, None);
        assert!(table.is_ok(), "a workbook that is read back");
    }
}

on_both! {
    async fn what_is_stored_takes_the_place_of_what_is_shipped_and_only_what_is_public_is_shown(app) {
        keep(app, &offer(app, "diu-telemedecine", "DIU de télémédecine, édition relue"), "checked", Some(Day::of(NOW).number() + 365)).await;
        keep(app, &offer(app, "nouvelle-formation", "Une formation qui n’est qu’ici"), "to-be-checked", None).await;
        keep(app, &offer(app, "brouillon", "Personne ne lit ceci"), "draft", None).await;
        keep(app, &offer(app, "lord", "x"), "proposed", None).await;
        keep(app, &offer(app, "objectif-ia", "Retirée"), "withdrawn", None).await;
        keep(app, &offer(app, "simusante-lord-hades", "Refusée"), "refused", None).await;
        assert!(app.browser().get("/formations/nouvelle-formation").await.status == 404, "nothing is read before somebody looks");
        assert!(catch_up(&app.app).await.expect("it reads"), "another server changed something");
        assert!(!catch_up(&app.app).await.expect("it reads"), "and then nothing more");
        let mut browser = app.browser();
        let page = browser.get("/formations/diu-telemedecine").await.is(200).text();
        assert!(page.contains("édition relue") && page.contains("Vérifiée le"), "{}", plain(&page));
        browser.get("/formations/nouvelle-formation").await.is(200);
        for hidden in ["brouillon", "lord", "objectif-ia"] {
            assert_eq!(browser.get(&format!("/formations/{hidden}")).await.status, 404, "{hidden}");
        }
        let shipped = browser.get("/formations/simusante-lord-hades").await.is(200).text();
        assert!(!shipped.contains("Refusée"), "a change that was refused changes nothing");
        assert_eq!(app.app.shelf().entries().len(), app.app.library.offers.len() + 1 - 1);
        // a year and a day later nobody has looked again
        app.advance(366 * DAY);
        assert!(catch_up(&app.app).await.expect("it reads"), "another day has begun");
        assert!(browser.get("/formations/diu-telemedecine").await.is(200).text().contains("À revérifier"));
    }
}

on_both! {
    async fn an_offer_that_cannot_be_read_takes_no_other_away(app) {
        let fine = offer(app, "nouvelle-formation", "Lisible");
        keep(app, &fine, "checked", None).await;
        let now = app.app.clock.now();
        let id = app.app.entropy.id(now);
        let broken = offers::Offer {
            id, slug: "casse".into(), organisation_id: None, title: "x".into(), search: String::new(), body: "{".into(), work: None, work_status: None, origin: "imported".into(),
            status: "checked".into(), checked_on: None, expires_on: None, warned_for: None, note: String::new(), revision: 1, made_by: None, made_at: now,
            settled_by: None, settled_at: None, updated_at: now,
        };
        app.app.store.write(move |tx| Box::pin(async move { offers::insert(tx, &broken.clone()).await })).await.expect("a row");
        refresh(&app.app).await.expect("it reads what it can");
        app.browser().get("/formations/nouvelle-formation").await.is(200);
        assert_eq!(app.browser().get("/formations/casse").await.status, 404);
    }
}

on_both! {
    async fn every_page_of_the_catalogue_may_be_indexed_and_says_its_address(app) {
        let mut browser = app.browser();
        for path in ["/formations", "/formations/financement", "/formations/couverture", "/a-qui-demander", "/formations/diu-telemedecine"] {
            let page = slashed(&browser.get(path).await.is(200).text());
            assert!(page.contains("<meta name=\"description\"") && !page.contains("noindex"), "{path}");
            assert!(page.contains(&format!("<link rel=\"canonical\" href=\"http://socle.example{path}\"")), "{path}");
        }
        let map = browser.get("/sitemap.xml").await.is(200).text();
        assert_eq!(map.matches("/formations/").count(), app.app.library.offers.len() + 2);
        assert_eq!(map.matches("/progresser/modules/").count(), app.app.library.modules.len());
        assert!(browser.get("/robots.txt").await.text().contains("Sitemap: http://socle.example/sitemap.xml"));
        let offer = browser.get("/formations/diu-telemedecine").await.text();
        assert!(offer.contains("itemtype=\"https://schema.org/Course\"") && offer.contains("itemprop=\"provider\""));
    }
}

on_both! {
    async fn nothing_that_is_asked_breaks_the_list(app) {
        let mut browser = app.browser();
        let long = format!("/formations?q={}", "%C3%A9".repeat(900));
        let many = format!("/formations?{}", "metier=x&".repeat(400));
        for path in [
            "/formations?q=%3Cscript%3Ealert(1)%3C/script%3E", "/formations?page=99999", "/formations?page=-1", "/formations?tri=zzz", "/formations?q=%00%ff",
            "/formations?metier=nobody", "/formations?o=nothing&o=diu-telemedecine", "/formations/comparer", "/formations/comparer?o=nothing",
            "/formations/financement?statut=roi&metier=x", "/formations/liste.csv?q=zzzz", "/formations/flux.rss?q=%26%3C", &long, &many,
        ] {
            let page = browser.get(path).await.is(200).text();
            assert!(!page.contains("<script>alert"), "{path}");
        }
        assert_eq!(browser.get("/formations/..%2f..%2fetc").await.status, 404);
        assert!(browser.get("/formations?metier=nobody").await.text().contains("Aucune formation"), "what names nothing finds nothing");
    }
}

on_both! {
    async fn what_leaves_is_a_feed_a_calendar_open_data_and_an_api_that_say_the_same(app) {
        let mut soon = offer(app, "bientot", "Commence le premier décembre");
        (soon.starts, soon.ends) = (Some("2026-12-01".into()), Some("2026-12-03".into()));
        keep(app, &soon, "to-be-checked", None).await;
        refresh(&app.app).await.expect("it reads");
        let mut browser = app.browser();
        let feed = browser.get("/formations/flux.rss?q=commence+le+premier").await.is(200).text();
        assert!(feed.contains("<link>http://socle.example/formations/bientot</link>") && feed.contains("<pubDate>"), "{feed}");
        let calendar = browser.get("/formations/agenda.ics").await.is(200).text();
        assert!(calendar.contains("UID:bientot@socle.example") && calendar.contains("DTEND;VALUE=DATE:20261204"), "{calendar}");
        assert!(!calendar.contains("andpc-orientation"), "what is over is in no calendar");
        let one = browser.get("/formations/bientot/agenda.ics").await.is(200).text();
        assert_eq!(one.matches("BEGIN:VEVENT").count(), 1);
        assert!(browser.get("/formations?dates=soon").await.text().contains("/formations/bientot"));

        let api = app.api();
        let found = api.get("/api/v1/offers?metier=infirmier&region=76&ects=yes").await.is(200).json();
        assert_eq!((found["total"].as_u64(), found["offers"][0]["id"].as_str()), (Some(1), Some("formation-socle-montpellier")));
        assert!(found["facets"]["ects"]["unknown"].as_u64() > Some(5), "counts say what else there is");
        let show = api.get("/api/v1/offers/bientot").await.is(200).json();
        assert_eq!(show["standing"], "to-be-checked");
        assert_eq!(api.get("/api/v1/offers/nothing").await.status, 404);
        let (coverage, open) = (api.get("/api/v1/coverage").await.is(200).json(), browser.get("/formations/couverture.json").await.is(200).json());
        assert_eq!(coverage, open, "one truth");
        let csv = browser.get("/formations/couverture.csv").await.is(200).text();
        assert_eq!(csv.lines().count(), coverage["rows"].as_array().expect("rows").len() + 1);
        let sum: u64 = coverage["rows"].as_array().expect("rows").iter().filter_map(|row| row["offers"].as_u64()).sum();
        assert!(sum > 100, "{sum}");
    }
}

on_both! {
    async fn who_pays_is_answered_for_every_way_of_working_with_its_sources(app) {
        let mut browser = app.browser();
        let page = browser.get("/formations/financement?statut=liberal&metier=infirmier&region=76").await.is(200).text();
        assert!(page.contains("ANDPC") && page.contains("FIF PL") && !page.contains("id=\"faf-pm\""), "{}", plain(&page));
        assert!(page.contains("financement=dpc") && page.contains("Lue en novembre 2026"));
        for status in domain::catalogue::funding::STATUSES {
            let page = browser.get(&format!("/formations/financement?statut={status}")).await.is(200).text();
            assert!(page.contains("class=\"payer\""), "{status}");
        }
        let contacts = browser.get("/a-qui-demander").await.is(200).text();
        for who in ["CERT Santé", "GRADeS", "CNSA", "CNIL", "ViaTrajectoire", "ANS"] {
            assert!(contacts.contains(who), "{who}");
        }
    }
}
