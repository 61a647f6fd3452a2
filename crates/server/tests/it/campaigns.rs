//! Campaigns: made from an occasion, joined by code, gone through to the end, shown and taken back.

use domain::bank::Edition;
use domain::session::Scope;
use server::service::assess::replay_session;
use server::service::campaign::send_reminders;
use server::service::content::Editions;
use store::campaigns::Campaign;
use store::learners::Learner;
use store::organisations::Organisation;
use store::participations::Participation;
use store::{campaigns, learners, mails, members, organisations, participations, people, units};
use uuid::Uuid;

use crate::answering::{Way, play_pages};
use crate::browser::Browser;
use crate::harness::{NOW, SECOND, TestApp};
use crate::responses::inside;

const DAY: i64 = 24 * 3600 * SECOND;

/// An organisation with a trainer, straight in the store.
struct Place {
    id: Uuid,
    trainer: Browser,
}

impl Place {
    fn path(&self, rest: &str) -> String {
        format!("/pilotage/{}{rest}", self.id)
    }
}

async fn place(app: &TestApp, name: &'static str, trainer: &'static str) -> Place {
    let id = app.app.entropy.id(NOW);
    let organisation = Organisation { kind: "care-home".into(), name: name.into(), search: name.to_lowercase(), ..Organisation::blank(id, NOW) };
    let (browser, person) = app.of_the_team(trainer, "").await;
    let member = members::Member { organisation_id: id, person_id: person, role: "trainer".into(), since: NOW };
    app.app
        .store
        .write(move |tx| {
            let (organisation, member) = (organisation.clone(), member.clone());
            Box::pin(async move {
                organisations::insert(tx, &organisation).await?;
                members::insert(tx, &member).await
            })
        })
        .await
        .expect("an organisation");
    Place { id, trainer: browser }
}

async fn learner(app: &TestApp, place: &Place, given: &str, family: &str, change: impl FnOnce(&mut Learner)) -> Uuid {
    let id = app.app.entropy.id(NOW);
    let mut row = Learner {
        given_name: given.into(),
        family_name: family.into(),
        birth_date: Some("2004-03-02".into()),
        trade: Some("infirmier".into()),
        sort_name: domain::text::fold(&format!("{family} {given}")),
        search: domain::text::fold(&format!("{family} {given} {family}")),
        ..Learner::blank(id, place.id, "import", NOW)
    };
    change(&mut row);
    app.app
        .store
        .write(move |tx| {
            let row = row.clone();
            Box::pin(async move { learners::insert(tx, &row).await })
        })
        .await
        .expect("a learner");
    id
}

/// The form of an occasion, sent as it comes; what is given here is changed.
async fn opened(app: &TestApp, place: &mut Place, occasion: &str, changed: &[(&str, &str)]) -> Campaign {
    let form = place.trainer.get(&place.path(&format!("/campagnes/nouvelle?occasion={occasion}"))).await.is(200).plain();
    assert!(form.contains("name=\"title\"") && form.contains("value=\"open\""), "{form}");
    let template = domain::campaign::Template::parse(occasion).expect("an occasion");
    let edition = app.app.editions.current().edition;
    let competences = template.competences(&edition.framework);
    let (sittings, audience) = (template.sittings.to_string(), template.audience.code());
    let mut fields = vec![
        ("template", occasion),
        ("title", "Une campagne"),
        ("audience", audience),
        ("scope", if competences.is_empty() { "whole" } else { "part" }),
        ("names", if template.is_anonymous { "no" } else { "yes" }),
        ("target", "socle"),
        ("sittings", sittings.as_str()),
        ("act", "open"),
    ];
    if template.reminds {
        fields.push(("reminds", "yes"));
    }
    fields.extend(competences.iter().map(|code| ("competences", *code)));
    fields.retain(|(name, _)| !changed.iter().any(|(other, _)| other == name));
    fields.extend(changed.iter().filter(|(_, value)| !value.is_empty()));
    let to = place.trainer.post(&place.path("/campagnes/nouvelle"), &fields).await.is(303).location();
    let id: Uuid = to.rsplit('/').next().expect("a name").parse().expect("an id");
    campaign(app, id).await
}

async fn campaign(app: &TestApp, id: Uuid) -> Campaign {
    app.app.store.read(move |tx| Box::pin(campaigns::load(tx, id))).await.expect("read").expect("a campaign")
}

async fn participation_of(app: &TestApp, session: &str) -> Participation {
    let id: Uuid = session.parse().expect("an id");
    app.app.store.read(move |tx| Box::pin(participations::of_session(tx, id))).await.expect("read").expect("a participation")
}

/// Joins, and gives the session.
async fn joined(browser: &mut Browser, campaign: &Campaign, who: &[(&str, &str)]) -> String {
    let to = browser.post(&format!("/campagne/{}", campaign.code), who).await.is(303).location();
    to.strip_prefix("/positionnement/").unwrap_or_else(|| panic!("{to}")).to_owned()
}

const ZOE: &[(&str, &str)] = &[("given", "zoe"), ("family", "LEFEVRE"), ("birth", "02/03/2004")];

on_both! {
    async fn a_campaign_is_made_from_an_occasion_joined_by_code_and_gone_through_to_the_end(app) {
        let mut place = place(app, "EHPAD Les Tilleuls", "formatrice@tilleuls.example").await;
        let zoe = learner(app, &place, "Zoé, Marie", "Lefèvre", |_| {}).await;
        let made = opened(app, &mut place, "blank", &[("title", "Accueil")]).await;
        assert_eq!((made.opens_at, made.audience.as_str(), made.is_anonymous), (Some(NOW), "everybody", 0));

        let mut browser = app.browser();
        let typed = format!("{} {}", &made.code[..4].to_lowercase(), &made.code[4..]);
        assert_eq!(browser.post("/rejoindre", &[("code", &typed)]).await.is(303).location(), format!("/campagne/{}", made.code));
        let page = browser.get(&format!("/campagne/{}", made.code)).await.is(200).plain();
        assert!(page.contains("Accueil") && page.contains("EHPAD Les Tilleuls") && page.contains("jamais ceux de moins de dix personnes"), "{page}");
        assert!(!page.contains("Lefèvre"), "nothing of the list is said");
        assert!(browser.cookies.is_empty(), "looking leaves no trace");

        let session = joined(&mut browser, &made, ZOE).await;
        let begun = participation_of(app, &session).await;
        assert_eq!((begun.learner_id, begun.sitting, begun.trade.as_deref(), begun.finished_at), (Some(zoe), 1, Some("infirmier"), None));
        // a double click, a second tab: the same session
        assert_eq!(joined(&mut browser, &made, ZOE).await, session);
        // a positioning of one's own is another thing
        let own = browser.begin("whole").await;
        assert_ne!(own, session);
        assert_eq!(browser.begin("whole").await, own);
        assert_eq!(joined(&mut browser, &made, ZOE).await, session);

        play_pages(app, &mut browser, &session, Way::Lot, 1).await;
        let done = participation_of(app, &session).await;
        assert_eq!(done.finished_at, Some(app.app.clock.now()));
        let page = browser.get(&format!("/campagne/{}", made.code)).await.is(200).plain();
        assert!(page.contains(&format!("/resultat/{session}")) && !page.contains("name=\"family\""), "{page}");
        let to = browser.post(&format!("/campagne/{}", made.code), ZOE).await.is(303).location();
        assert_eq!(to, format!("/campagne/{}", made.code), "once is what was planned");

        let board = place.trainer.get(&place.path(&format!("/campagnes/{}", made.id))).await.is(200).plain();
        assert!(board.contains("Une personne a terminé"), "{board}");
        let list = place.trainer.get(&place.path(&format!("/campagnes/{}/participants?avancement=finished", made.id))).await.is(200).plain();
        assert!(list.contains("Lefèvre Zoé"), "{list}");
        let other = place.trainer.get(&place.path(&format!("/campagnes/{}/participants?avancement=not-finished", made.id))).await.is(200).plain();
        assert!(!other.contains("Lefèvre Zoé"), "{other}");
        // what the organisation may not read
        place.trainer.get(&format!("/resultat/{session}")).await.is(403);
    }
}

on_both! {
    async fn a_part_of_the_framework_is_asked_of_that_part_only_and_told_so(app) {
        let mut place = place(app, "CH Nord", "formatrice@nord.example").await;
        let made = opened(app, &mut place, "drill", &[("audience", "open")]).await;
        assert_eq!(made.competences, "2.1 2.2");
        let mut browser = app.browser();
        let page = browser.get(&format!("/campagne/{}", made.code)).await.is(200).plain();
        assert!(page.contains("Cybersécurité") && page.contains("Aucun nom n’est demandé"), "{page}");
        let session = joined(&mut browser, &made, &[("trade", "infirmier"), ("pace", "whole")]).await;
        let question = browser.get(&format!("/positionnement/{session}")).await.is(200).plain();
        assert!(!question.contains("Télésanté"), "the gauge speaks of what is assessed: {question}");
        let (_, answered) = play_pages(app, &mut browser, &session, Way::Lot, 2).await;
        let open = inside(app, &session).await;
        let edition: &Edition = &open.edition;
        let limits = Scope::of(&edition.framework, ["2.1", "2.2"]).limits(edition);
        assert!((limits.shortest as usize..=(limits.longest + limits.tried_out) as usize).contains(&answered), "{answered} of {limits:?}");
        assert!(limits.longest < edition.blueprint.stopping.longest / 2, "much shorter than all of it: {limits:?}");
        assert!(open.state.answers.iter().all(|answer| edition.framework.competences[edition.pool[usize::from(answer.item)].competence].domain == "2"));

        let result = browser.get(&format!("/resultat/{session}")).await.is(200).plain();
        let [told, untold] = ["cybersecurite", "telesante"].map(|slug| result.contains(&format!("id=\"d-{slug}\"")));
        assert!(told && !untold, "{result}");
        browser.get(&format!("/resultat/{session}.pdf")).await.is(200);
        let replayed = replay_session(&app.app.store, &Editions::empty(), session.parse().expect("an id")).await.expect("replayed");
        assert!(replayed.is_exact() && replayed.recorded.is_some(), "{:?}", replayed.differences);
        let row = participation_of(app, &session).await;
        assert_eq!((row.learner_id, row.trade.as_deref()), (None, Some("infirmier")));
        // without names there is no list of participants, and nothing to show
        place.trainer.get(&place.path(&format!("/campagnes/{}/participants", made.id))).await.is(404);
        browser.get(&format!("/mes-campagnes/{}/partager", row.id)).await.is(404);
        assert!(browser.get("/mes-campagnes").await.is(200).plain().contains("sans savoir qui"));
        // the whole framework beside it, in the history of one person
        let whole = browser.begin("whole").await;
        play_pages(app, &mut browser, &whole, Way::Lot, 3).await;
        browser.get(&format!("/resultat/{whole}")).await.is(200);
        browser.get(&format!("/resultat/{session}")).await.is(200);
    }
}

on_both! {
    async fn a_result_is_shown_to_nobody_until_its_person_says_so_and_can_be_taken_back(app) {
        let mut place = place(app, "CH Sud", "formatrice@sud.example").await;
        learner(app, &place, "Zoé", "Lefèvre", |_| {}).await;
        let made = opened(app, &mut place, "blank", &[]).await;
        let mut browser = app.browser();
        let session = joined(&mut browser, &made, ZOE).await;
        let id = participation_of(app, &session).await.id;
        let page = format!("/mes-campagnes/{id}/partager");
        browser.get(&page).await.is(404);
        browser.post(&page, &[]).await.is(404);
        play_pages(app, &mut browser, &session, Way::Key, 1).await;
        let consent = browser.get(&page).await.is(200).plain();
        assert!(consent.contains("une personne aujourd’hui") && consent.contains("Zoé Lefèvre") && consent.contains("id=\"d-telesante\""), "{consent}");
        assert_eq!(participation_of(app, &session).await.shared_at, None, "looking shows nothing");
        // neither a stranger nor the trainer decides
        for other in [&mut app.browser(), &mut place.trainer] {
            assert!([401, 404].contains(&other.post(&page, &[]).await.status.as_u16()));
        }
        browser.post(&page, &[]).await.is(303);
        browser.post(&page, &[]).await.is(303);
        let shown = participation_of(app, &session).await;
        assert_eq!((shown.shared_at, shown.shared_first_at), (Some(app.app.clock.now()), Some(app.app.clock.now())));
        assert!(browser.get(&page).await.is(200).plain().contains("Ne plus le montrer"));
        assert!(place.trainer.get(&place.path(&format!("/campagnes/{}/participants?avancement=shared", made.id))).await.is(200).plain().contains("Lefèvre"));
        app.advance(DAY);
        browser.post(&format!("/mes-campagnes/{id}/retirer"), &[]).await.is(303);
        let hidden = participation_of(app, &session).await;
        assert_eq!((hidden.shared_at, hidden.shared_first_at), (None, shown.shared_first_at), "what was seen once stays so");
        assert!(!place.trainer.get(&place.path(&format!("/campagnes/{}/participants?avancement=shared", made.id))).await.is(200).plain().contains("Lefèvre"));
    }
}

on_both! {
    async fn who_is_not_on_the_list_is_told_nothing_of_it(app) {
        let mut place = place(app, "CH Est", "formatrice@est.example").await;
        learner(app, &place, "Zoé", "Lefèvre", |row| row.external_id = Some("E-104".into())).await;
        let bare = learner(app, &place, "Awa", "Diop", |row| row.birth_date = None).await;
        learner(app, &place, "Ines", "Alves", |row| row.left_on = Some(20_000)).await;
        let made = opened(app, &mut place, "blank", &[]).await;
        let path = format!("/campagne/{}", made.code);
        let mut first = app.browser();
        joined(&mut first, &made, &[("family", "Lefèvre"), ("given", "Zoé"), ("number", "e-104")]).await;
        let mut stranger = app.browser();
        for who in [
            &[("given", "Zoé"), ("family", "Lefèvre"), ("birth", "2004-03-03")][..],
            &[("given", "Nobody"), ("family", "Here"), ("birth", "2004-03-02")],
            &[("given", "Awa"), ("family", "Diop"), ("birth", "2004-03-02")],
            &[("given", "Ines"), ("family", "Alves"), ("birth", "2004-03-02")],
            // somebody else already is this one
            ZOE,
            &[],
        ] {
            let reply = stranger.post(&path, who).await.is(422).plain();
            let told = reply.split("id=\"errors\"").nth(1).and_then(|rest| rest.split("</div>").next()).expect("errors").to_owned();
            assert!(told.contains("Nous ne vous avons pas reconnu") && !told.contains("2004") && !told.contains("E-104"), "{told}");
        }
        assert_eq!(stranger.post(&path, &[("given", "Zoé"), ("family", "Lefèvre"), ("birth", "31/02/2004")]).await.is(400).plain().matches("id=\"e-birth\"").count(), 1);
        let rows = app.rows().await;
        assert_eq!((rows["participation"], rows["session"]), (1, 1));
        // an address that was proved is enough where nothing else is known
        let (mut awa, person) = app.of_the_team("awa@est.example", "").await;
        app.app.store.write(move |tx| Box::pin(async move { tx.execute("UPDATE learner SET email = 'Awa@est.example', email_folded = 'awa@est.example' WHERE id = $1", &[bare.into()]).await })).await.expect("an address");
        let session = joined(&mut awa, &made, &[]).await;
        let row = participation_of(app, &session).await;
        assert_eq!((row.learner_id, row.person_id), (Some(bare), Some(person)));
    }
}

on_both! {
    async fn whoever_has_an_open_code_joins_the_list_and_others_only_their_groups(app) {
        let mut place = place(app, "CH Ouest", "formatrice@ouest.example").await;
        let unit = units::Unit { id: app.app.entropy.id(NOW), organisation_id: place.id, name: "Urgences".into(), name_folded: "urgences".into(), created_at: NOW };
        let id = unit.id;
        app.app.store.write(move |tx| { let unit = unit.clone(); Box::pin(async move { units::insert(tx, &unit).await }) }).await.expect("a unit");
        learner(app, &place, "Zoé", "Lefèvre", |_| {}).await;
        let inside = learner(app, &place, "Awa", "Diop", |row| row.unit_id = Some(id)).await;
        let chosen = id.to_string();
        let groups = opened(app, &mut place, "blank", &[("audience", "groups"), ("units", &chosen)]).await;
        let mut zoe = app.browser();
        assert!(zoe.post(&format!("/campagne/{}", groups.code), ZOE).await.is(403).plain().contains("pour d’autres groupes"));
        let mut awa = app.browser();
        let session = joined(&mut awa, &groups, &[("given", "Awa"), ("family", "Diop"), ("birth", "2004-03-02")]).await;
        let row = participation_of(app, &session).await;
        assert_eq!((row.learner_id, row.unit_id), (Some(inside), Some(id)));

        let open = opened(app, &mut place, "arrivals", &[]).await;
        let mut newcomer = app.browser();
        newcomer.post(&format!("/campagne/{}", open.code), &[("given", " "), ("family", "Martin")]).await.is(422);
        let session = joined(&mut newcomer, &open, &[("given", "Lou"), ("family", "Martin"), ("trade", "aide-soignant")]).await;
        let learner = participation_of(app, &session).await.learner_id.expect("a learner");
        let row = app.app.store.read(move |tx| Box::pin(learners::load(tx, learner))).await.expect("read").expect("a learner");
        assert_eq!((row.source.as_str(), row.sort_name.as_str(), row.organisation_id), ("joined", "martin lou", place.id));
        // who is on the list is that one
        let session = joined(&mut zoe, &open, ZOE).await;
        assert_ne!(participation_of(app, &session).await.learner_id, Some(learner));
        assert_eq!(app.rows().await["learner"], 3);
    }
}

on_both! {
    async fn what_is_assessed_stays_once_somebody_has_begun_and_a_closed_campaign_takes_nobody(app) {
        let mut place = place(app, "CH Centre", "formatrice@centre.example").await;
        let made = opened(app, &mut place, "arrivals", &[]).await;
        let edit = place.path(&format!("/campagnes/{}/modifier", made.id));
        let fields = |read_at: i64, title: &'static str| vec![("title", title.to_owned()), ("audience", "open".into()), ("scope", "whole".into()), ("names", "yes".into()), ("target", "socle".into()), ("sittings", "2".into()), ("read_at", read_at.to_string()), ("act", "keep".into())];
        let post = |fields: Vec<(&'static str, String)>| fields;
        let sent = post(fields(made.updated_at, "Accueil 2027"));
        let sent: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (*name, value.as_str())).collect();
        place.trainer.post(&edit, &sent).await.is(303);
        // the other tab is told, and keeps what it wrote
        let late = fields(made.updated_at, "Une autre idée");
        let late: Vec<(&str, &str)> = late.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let told = place.trainer.post(&edit, &late).await.is(409).plain();
        assert!(told.contains("Une autre idée") && told.contains("a modifié cette campagne"), "{told}");
        let saved = campaign(app, made.id).await;
        assert_eq!((saved.title.as_str(), saved.sittings, saved.opens_at), ("Accueil 2027", 2, made.opens_at));

        let mut browser = app.browser();
        let session = joined(&mut browser, &made, &[("given", "Lou"), ("family", "Martin")]).await;
        let newer = fields(saved.updated_at, "Accueil 2027");
        let mut part: Vec<(&str, &str)> = newer.iter().map(|(name, value)| (*name, value.as_str())).collect();
        part.retain(|(name, _)| !["scope", "names"].contains(name));
        part.extend([("scope", "part"), ("competences", "2.1"), ("names", "no")]);
        place.trainer.post(&edit, &part).await.is(303);
        let kept = campaign(app, made.id).await;
        assert_eq!((kept.competences.as_str(), kept.is_anonymous), ("", 0), "what is assessed stays");
        place.trainer.post(&place.path(&format!("/campagnes/{}/supprimer", made.id)), &[]).await.is(409);

        assert!(place.trainer.get(&place.path(&format!("/campagnes/{}/fermer", made.id))).await.is(200).plain().contains("Une personne est en chemin"));
        place.trainer.post(&place.path(&format!("/campagnes/{}/fermer", made.id)), &[]).await.is(303);
        assert_eq!(campaign(app, made.id).await.closed_at, Some(app.app.clock.now()));
        let mut late = app.browser();
        assert!(late.get(&format!("/campagne/{}", made.code)).await.is(200).plain().contains("s’est terminée"));
        late.post(&format!("/campagne/{}", made.code), &[("given", "Ana"), ("family", "Roux")]).await.is(303);
        assert_eq!(app.rows().await["participation"], 1);
        // whoever has begun may finish
        play_pages(app, &mut browser, &session, Way::Lot, 4).await;
        assert!(participation_of(app, &session).await.finished_at.is_some());
    }
}

on_both! {
    async fn what_was_done_without_an_account_moves_into_it(app) {
        let mut place = place(app, "CHU", "formatrice@chu.example").await;
        let zoe = learner(app, &place, "Zoé", "Lefèvre", |_| {}).await;
        let made = opened(app, &mut place, "blank", &[("sittings", "2")]).await;
        let mut browser = app.browser();
        let session = joined(&mut browser, &made, ZOE).await;
        browser.post(&format!("/positionnement/{session}/terminer"), &[]).await.is(303);
        assert!(participation_of(app, &session).await.finished_at.is_some(), "also when its person ends it");
        let before = participation_of(app, &session).await.person_id.expect("a person");
        let account = app.someone("zoe@chu.example").await;
        app.app.store.write(move |tx| Box::pin(people::merge(tx, before, account))).await.expect("merged");
        let after = participation_of(app, &session).await;
        assert_eq!((after.person_id, after.learner_id, after.sitting), (Some(account), Some(zoe), 1));
        let linked = app.app.store.read(move |tx| Box::pin(learners::load(tx, zoe))).await.expect("read").expect("a learner");
        assert_eq!(linked.person_id, Some(account));
    }
}

on_both! {
    async fn mails_go_once_to_whoever_has_not_finished_and_stop_in_one_click(app) {
        let mut place = place(app, "IFSI", "formatrice@ifsi.example").await;
        let address = |email: &'static str| move |row: &mut Learner| (row.email, row.email_folded) = (Some(email.into()), Some(email.into()));
        let zoe = learner(app, &place, "Zoé", "Lefèvre", address("zoe@ifsi.example")).await;
        learner(app, &place, "Awa", "Diop", address("awa@ifsi.example")).await;
        learner(app, &place, "Sans", "Adresse", |_| {}).await;
        let made = opened(app, &mut place, "blank", &[("closes", "2026-12-12")]).await;
        assert_eq!(send_reminders(&app.app).await.expect("sent"), 2);
        assert_eq!(send_reminders(&app.app).await.expect("sent"), 0, "each of them once");
        let outbox = waiting(app).await;
        let mail = outbox.iter().find(|mail| mail.recipient == "zoe@ifsi.example").expect("a mail");
        assert!(mail.subject.contains("Une campagne") && mail.body_text.contains("pas votre résultat"), "{mail:?}");
        let link = mail.body_text.lines().find_map(|line| line.strip_prefix("http://socle.example")).expect("a link").to_owned();
        // looking, as mail scanners do, links nobody
        let mut browser = app.browser();
        assert!(browser.get(&link).await.is(200).plain().contains("Zoé Lefèvre"));
        assert!(browser.cookies.is_empty());
        assert_eq!(browser.post(&link, &[("code", &made.code)]).await.is(303).location(), format!("/campagne/{}", made.code));
        let session = joined(&mut browser, &made, &[]).await;
        assert_eq!(participation_of(app, &session).await.learner_id, Some(zoe));
        // somebody else with the same link is told no
        app.browser().post(&link, &[("code", &made.code)]).await.is(422);
        browser.post(&format!("/positionnement/{session}/terminer"), &[]).await.is(303);

        app.advance(8 * DAY);
        assert_eq!(send_reminders(&app.app).await.expect("sent"), 1, "who has finished is left in peace");
        let reminder = waiting(app).await.into_iter().find(|mail| mail.recipient == "awa@ifsi.example" && mail.subject.contains("toujours")).expect("a reminder");
        let stop = reminder.body_text.split("http://socle.example").find(|part| part.contains("/mails")).and_then(|part| part.split_whitespace().next()).expect("a link").to_owned();
        let mut awa = app.browser();
        awa.get(&stop).await.is(200);
        awa.post(&stop, &[("act", "stop")]).await.is(303);
        app.advance(8 * DAY);
        assert_eq!(send_reminders(&app.app).await.expect("sent"), 0, "none is wanted any more");
        awa.post(&stop, &[("act", "resume")]).await.is(303);
        app.advance(6 * DAY);
        assert_eq!(send_reminders(&app.app).await.expect("sent"), 1);
        app.browser().get("/rejoindre/lien/nothing").await.is(410);
    }
}

async fn waiting(app: &TestApp) -> Vec<mails::NewMail> {
    let now = app.app.clock.now();
    app.app.store.write(move |tx| Box::pin(mails::claim(tx, now, now, 50))).await.expect("mails").into_iter().map(|claimed| claimed.mail).collect()
}

on_both! {
    async fn a_campaign_of_others_does_not_exist(app) {
        let mut one = place(app, "Un", "un@un.example").await;
        let mut two = place(app, "Deux", "deux@deux.example").await;
        let made = opened(app, &mut one, "blank", &[]).await;
        for rest in ["", "/modifier", "/fermer", "/supprimer", "/participants"] {
            two.trainer.get(&two.path(&format!("/campagnes/{}{rest}", made.id))).await.is(404);
            two.trainer.get(&one.path(&format!("/campagnes/{}{rest}", made.id))).await.is(404);
        }
        let copy = two.path(&format!("/campagnes/nouvelle?copie={}", made.id));
        two.trainer.get(&copy).await.is(404);
        for act in ["ouvrir", "fermer", "supprimer", "modifier"] {
            two.trainer.post(&two.path(&format!("/campagnes/{}/{act}", made.id)), &[("title", "À moi"), ("audience", "open"), ("sittings", "1")]).await.is(404);
        }
        let previous = made.id.to_string();
        let fields = [("title", "À moi"), ("audience", "open"), ("sittings", "1"), ("previous", previous.as_str()), ("act", "open")];
        two.trainer.post(&two.path("/campagnes/nouvelle"), &fields).await.is(404);
        assert_eq!(campaign(app, made.id).await, made);
        assert_eq!(app.rows().await["campaign"], 1);
        let drafted = one.trainer.post(&one.path("/campagnes/nouvelle"), &[("title", "Plus tard"), ("audience", "open"), ("sittings", "1"), ("act", "keep")]).await.is(303).location();
        let draft = campaign(app, drafted.rsplit('/').next().expect("a name").parse().expect("an id")).await;
        app.browser().get(&format!("/campagne/{}", draft.code)).await.is(422);
        one.trainer.post(&one.path("/campagnes/nouvelle"), &[("title", " "), ("audience", "groups"), ("closes", "2020-01-01"), ("sittings", "9"), ("act", "open")]).await.is(422);
        one.trainer.post(&format!("{drafted}/ouvrir"), &[]).await.is(303);
        app.browser().get(&format!("/campagne/{}", draft.code)).await.is(200);
    }
}
