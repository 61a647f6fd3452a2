//! Pages of results: what is shown, what is not and why, and to whom.

use store::{audit, participations, people};
use uuid::Uuid;

use crate::browser::Browser;
use crate::harness::TestApp;
use crate::results::{Hospital, everybody_takes_part, measure_all};

struct Desk {
    browser: Browser,
    hospital: Hospital,
}

impl Desk {
    async fn of(app: &TestApp, role: &'static str) -> Self {
        let hospital = Hospital::found(app).await;
        let (browser, person) = app.of_the_team("direction@exemple.fr", "").await;
        app.post(hospital.organisation, person, role).await;
        Self { browser, hospital }
    }

    fn path(&self, rest: &str) -> String {
        format!("/pilotage/{}/campagnes/{}{rest}", self.hospital.organisation, self.hospital.campaign)
    }

    async fn reads(&mut self, rest: &str) -> String {
        let path = self.path(rest);
        self.browser.get(&path).await.is(200).plain()
    }
}

const PAGES: [&str; 8] = [
    "/resultats",
    "/resultats/services",
    "/resultats/metiers",
    "/resultats/metiers/infirmier",
    "/resultats/montrer",
    "/resultats/partages",
    "/resultats.pdf",
    "/questions",
];

fn printed_pages(pdf: &[u8]) -> usize {
    [b"/Type/Page/", b"/Type/Page\n"].iter().map(|mark| pdf.windows(mark.len()).filter(|window| window == *mark).count()).sum()
}

on_both! {
    async fn what_is_not_shown_is_said_and_what_is_shown_has_its_figures(app) {
        let mut desk = Desk::of(app, "trainer").await;
        assert!(desk.reads("/resultats").await.contains("Personne n’a encore terminé"));
        assert!(desk.reads("/questions").await.contains("Aucune question n’a encore dix réponses"));
        let report = desk.path("/resultats.pdf");
        assert_eq!(printed_pages(&desk.browser.get(&report).await.is(200).body), 1, "a report of nothing says why");
        let count = everybody_takes_part(app, &desk.hospital).await;
        measure_all(app).await;
        let waiting = desk.reads("/resultats").await;
        assert!(waiting.contains("Rien n’est encore montré") && waiting.contains("Montrer ce qui attend"), "{waiting}");
        assert!(desk.reads("/resultats/montrer").await.contains(&format!("{count} résultats sur {count} peuvent paraître maintenant")));
        let path = desk.path("/resultats/montrer");
        let told = desk.browser.post(&path, &[]).await.is(303).location();
        let page = desk.browser.get(&told).await.is(200).plain();
        assert!(page.contains("Les résultats qui attendaient sont parus") && page.contains("À former d’abord"), "{page}");
        assert!(page.contains(&format!("{count} résultats parus sur {count} terminés")));
        assert!(page.contains("Pas encore au niveau Socle") && page.contains("(entre "), "needs in words: {page}");
        let edition = app.app.editions.current().edition;
        assert!(edition.framework.domains.iter().all(|domain| page.contains(&domain.short)));
        assert!(page.contains(&format!("href=\"{report}\"")), "the report is found from here");
        let printed = desk.browser.get(&report).await.is(200);
        assert_eq!(printed.headers["content-type"], "application/pdf");
        assert!(printed.headers["content-disposition"].to_str().is_ok_and(|name| name.starts_with("attachment; filename=\"socle-rapport-")));
        assert!((2..=4).contains(&printed_pages(&printed.body)), "{} pages", printed_pages(&printed.body));
        if let Some(folder) = std::env::var_os("SOCLE_PREVIEW") {
            std::fs::write(std::path::Path::new(&folder).join("report-real.pdf"), &printed.body).expect("written");
        }
        let units = desk.reads("/resultats/services").await;
        assert!(units.contains("Unité 0") && units.contains("Unité 2") && units.contains("class=\"heat-all\""));
        let unit = format!("/resultats/services/{}", desk.hospital.units[1]);
        assert!(desk.reads(&unit).await.contains("Unité 1"));
        assert!(desk.reads("/resultats/metiers/orthoptiste").await.contains("Moins de dix résultats parus"));
        assert!(desk.reads("/questions").await.contains("Manquée par "));
        let overview = desk.browser.get(&format!("/pilotage/{}/resultats", desk.hospital.organisation)).await.is(200).plain();
        assert!(overview.contains("Arrivées de novembre") && overview.contains(&format!("{count} résultats parus")));
        let lines = app.app.store.read(|tx| Box::pin(audit::list(tx, (0, Uuid::nil()), 100))).await.expect("read");
        assert!(lines.iter().any(|line| line.kind == "results-released"), "{lines:?}");
    }
}

on_both! {
    async fn only_who_has_a_post_in_the_organisation_reads_its_results(app) {
        let desk = Desk::of(app, "manager").await;
        let other = Hospital::found(app).await;
        let (mut stranger, person) = app.of_the_team("voisin@exemple.fr", "administrator").await;
        for rest in PAGES {
            stranger.get(&desk.path(rest)).await.is(404);
            app.browser().get(&desk.path(rest)).await.is(303);
        }
        let show = desk.path("/resultats/montrer");
        stranger.post(&show, &[]).await.is(404);
        stranger.get(&format!("/pilotage/{}/resultats", desk.hospital.organisation)).await.is(404);
        // a post elsewhere opens nothing here, nor does this campaign stand under that organisation
        app.post(other.organisation, person, "manager").await;
        for rest in PAGES {
            stranger.get(&desk.path(rest)).await.is(404);
            stranger.get(&format!("/pilotage/{}/campagnes/{}{rest}", other.organisation, desk.hospital.campaign)).await.is(404);
        }
        stranger.post(&format!("/pilotage/{}/campagnes/{}/resultats/montrer", other.organisation, desk.hospital.campaign), &[]).await.is(404);
        let unit = format!("/pilotage/{}/campagnes/{}/resultats/services/{}", other.organisation, other.campaign, desk.hospital.units[0]);
        stranger.get(&unit).await.is(404);
    }
}

on_both! {
    async fn who_erases_themselves_leaves_what_is_shown_as_it_is(app) {
        let mut desk = Desk::of(app, "trainer").await;
        everybody_takes_part(app, &desk.hospital).await;
        measure_all(app).await;
        let path = desk.path("/resultats/montrer");
        desk.browser.post(&path, &[]).await.is(303);
        let figures = |page: String| page.split("<h2 id=\"niveaux\">").nth(1).map(|rest| rest.split("<h2 id=\"competences\">").next().unwrap_or_default().to_owned());
        let before = figures(desk.reads("/resultats").await);
        let one: Uuid = app.app.store.read({
            let campaign = desk.hospital.campaign;
            move |tx| Box::pin(async move { tx.one("SELECT id FROM participation WHERE campaign_id = $1 ORDER BY id LIMIT 1", &[campaign.into()], |row| row.get(0)).await })
        }).await.expect("somebody");
        let row = app.app.store.read(move |tx| Box::pin(participations::load(tx, one))).await.expect("read").expect("there");
        let person = row.person_id.expect("somebody's");
        app.app.store.write(move |tx| Box::pin(async move { people::delete(tx, person).await.map(drop) })).await.expect("erased");
        assert_eq!(figures(desk.reads("/resultats").await), before);
        assert!(before.is_some_and(|figures| figures.contains("<svg")));
    }
}
