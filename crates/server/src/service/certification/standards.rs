//! Studies of cut scores: a panel judges the questions of an edition in rounds, sees between them how far its members are apart, and the last
//! round sets three cuts with their standard errors.

use std::collections::BTreeMap;

use domain::access::{Authorised, GovernCertification, Role, Roles, SitOnJury};
use domain::certification::standards::{CUTS, ITEMS, LEAST_JUDGES, MOST_ROUNDS, Method, Outcome, Said, Settings, StudyItem, StudyStatus, WHOLE, draw, outcome};
use domain::item::Item;
use domain::refusal::Refusal;
use domain::text::fold_email;
use store::standard_studies::{self as studies, Judge, Rating, StandardStudy, Step};
use store::{StoreError, Tx, audit, editions, people};
use uuid::Uuid;

use super::proposals::who;
use crate::app::App;
use crate::secret::unhex;
use crate::service::audit::{Act, By, Origin, line};
use crate::service::{Failure, Result};

/// Studies listed.
const LISTED: i64 = 100;
/// The longest title and the longest description of a border, in characters.
const TITLE: usize = 120;
const BORDER: usize = 2_000;

/// A study as it is made.
#[derive(Debug, Clone, Default)]
pub struct New {
    /// What it is called.
    pub title: String,
    /// `angoff` or `bookmark`.
    pub method: String,
    /// How many questions.
    pub items: String,
    /// How many rounds.
    pub rounds: String,
    /// Who is on the border of each level.
    pub borders: [String; CUTS],
}

/// A study with everything in it.
#[derive(Debug, Clone)]
pub struct Study {
    /// The row.
    pub row: StandardStudy,
    /// How it judges.
    pub method: Method,
    /// Where it stands.
    pub status: StudyStatus,
    /// Its questions, in the order in which they are judged.
    pub items: Vec<StudyItem>,
    /// Its settings.
    pub settings: Settings,
    /// Its judges.
    pub judges: Vec<Judge>,
    /// Everything they said.
    pub ratings: Vec<Rating>,
    /// What came out of the rounds that are over.
    pub outcome: Option<Outcome>,
}

impl Study {
    /// The judge that this person is.
    pub fn judge(&self, person: Uuid) -> Option<&Judge> {
        self.judges.iter().find(|judge| judge.person_id == Some(person))
    }

    /// Whether this judge is at work: the study is open, and they have not handed the round in.
    pub fn is_at_work(&self, judge: &Judge) -> bool {
        self.status == StudyStatus::Open && judge.finished_round < self.row.round
    }

    /// What a judge said in a round: by cut from 0, then by item.
    pub fn said(&self, judge: Uuid, round: i64) -> [BTreeMap<&str, i64>; CUTS] {
        let mut said: [BTreeMap<&str, i64>; CUTS] = Default::default();
        for rating in self.ratings.iter().filter(|r| r.judge_id == judge && r.round == round) {
            if let Some(of) = usize::try_from(rating.cut - 1).ok().and_then(|cut| said.get_mut(cut)) {
                of.insert(rating.item_id.as_str(), rating.value);
            }
        }
        said
    }

    /// How many judgements a judge still owes in a round.
    pub fn owed(&self, judge: Uuid, round: i64) -> usize {
        let wanted = match self.method {
            Method::Angoff => self.items.len(),
            Method::Bookmark => 1,
        };
        self.said(judge, round).iter().map(|of| wanted.saturating_sub(of.len())).sum()
    }

    /// The judges who handed in every round up to this one.
    pub fn heard(&self, round: i64) -> Vec<&Judge> {
        self.judges.iter().filter(|judge| judge.finished_round >= round).collect()
    }

    /// What those heard said in the rounds up to this one.
    fn all_said(&self, round: i64) -> Said {
        let heard = self.heard(round);
        let one = |judge: &Judge, round: i64| {
            self.said(judge.id, round).map(|of| match self.method {
                Method::Angoff => self.items.iter().filter_map(|item| of.get(item.id.as_str()).copied()).collect(),
                Method::Bookmark => of.values().copied().collect(),
            })
        };
        (1..=round).map(|round| heard.iter().map(|judge| one(judge, round)).collect()).collect()
    }
}

/// Studies, the newest first.
///
/// # Errors
/// The store's.
pub async fn list(app: &App, _: &Authorised<SitOnJury>) -> Result<Vec<StandardStudy>> {
    Ok(app.store.read(|tx| Box::pin(async move { studies::all(tx, LISTED).await })).await?)
}

/// Makes a study from the questions of exams of now.
///
/// # Errors
/// [`Refusal::NameMissing`] without a title, [`Refusal::Malformed`] for numbers out of range, [`Refusal::ReasonMissing`] without its borders.
pub async fn make(app: &App, proof: &Authorised<GovernCertification>, new: &New, origin: &Origin<'_>) -> Result<Uuid> {
    let words = |typed: &str, most: usize| typed.chars().filter(|c| !c.is_control() || *c == '\n').take(most).collect::<String>().trim().to_owned();
    let title = words(&new.title, TITLE);
    if title.is_empty() {
        return Err(Refusal::NameMissing.into());
    }
    let method = Method::parse(&new.method).ok_or(Refusal::Malformed)?;
    let count = new.items.trim().parse().ok().filter(|count| ITEMS.contains(count)).ok_or(Refusal::Malformed)?;
    let rounds = new.rounds.trim().parse().ok().filter(|rounds| (1..=MOST_ROUNDS).contains(rounds)).ok_or(Refusal::Malformed)?;
    let borders = [0, 1, 2].map(|cut: usize| words(&new.borders[cut], BORDER));
    if borders.iter().any(String::is_empty) {
        return Err(Refusal::ReasonMissing.into());
    }
    let current = app.editions.certification();
    let items = draw(&current.edition, method, count);
    let prior = &current.edition.blueprint.prior;
    let settings = Settings { rounds, edition: current.digest.clone(), mean: prior.mean, sd: prior.sd, borders };
    let (by, now) = (Uuid::from_u128(proof.object().person), app.clock.now());
    let row = StandardStudy {
        id: app.entropy.id(now),
        title,
        method: method.code().to_owned(),
        status: StudyStatus::Draft.code().to_owned(),
        round: 0,
        items: serde_json::to_string(&items)?,
        settings: serde_json::to_string(&settings)?,
        result: String::new(),
        created_by: Some(by),
        created_at: now,
        updated_at: now,
        closed_at: None,
    };
    let id = row.id;
    let noted = line(app, Act::StudyMoved, By::Certifier, Some(by), Some(format!("made {id}")), origin);
    let write = app.store.write(move |tx| {
        let (row, noted) = (row.clone(), noted.clone());
        Box::pin(async move {
            studies::insert(tx, &row).await?;
            audit::add(tx, &noted).await
        })
    });
    write.await?;
    Ok(id)
}

/// A study.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn study(app: &App, _: &Authorised<SitOnJury>, id: Uuid) -> Result<Study> {
    let read = app.store.read(move |tx| {
        Box::pin(async move {
            let Some(row) = studies::load(tx, id).await? else { return Ok(None) };
            Ok::<_, StoreError>(Some((row, studies::judges(tx, id).await?, studies::ratings(tx, id).await?)))
        })
    });
    let (row, judges, ratings) = read.await?.ok_or(Refusal::NotFound)?;
    let broken = |what: &str| Failure::Broken(format!("study {id} has {what}"));
    Ok(Study {
        method: Method::parse(&row.method).ok_or_else(|| broken(&row.method))?,
        status: StudyStatus::parse(&row.status).ok_or_else(|| broken(&row.status))?,
        items: serde_json::from_str(&row.items)?,
        settings: serde_json::from_str(&row.settings)?,
        outcome: if row.result.is_empty() { None } else { Some(serde_json::from_str(&row.result)?) },
        row,
        judges,
        ratings,
    })
}

/// Asks somebody who certifies or sits on a jury to judge, before the first round is closed.
///
/// # Errors
/// [`Refusal::EmailInvalid`], [`Refusal::NoSuchAccount`] for who has no such role, [`Refusal::StudyElsewhere`], [`Refusal::AlreadyMember`].
pub async fn invite(app: &App, _: &Authorised<GovernCertification>, proof: &Authorised<SitOnJury>, id: Uuid, email: &str, name: &str) -> Result<()> {
    let study = study(app, proof, id).await?;
    if study.status != StudyStatus::Draft && (study.status, study.row.round) != (StudyStatus::Open, 1) {
        return Err(Refusal::StudyElsewhere.into());
    }
    let folded = fold_email(email).ok_or(Refusal::EmailInvalid)?;
    let found = app
        .store
        .read(move |tx| {
            let folded = folded.clone();
            Box::pin(async move { people::by_email_folded(tx, &folded).await })
        })
        .await?;
    let sits = |p: &people::Person| [Role::Juror, Role::Certifier].iter().any(|role| Roles::parse(&p.roles).has(*role));
    let person = found.filter(sits).ok_or(Refusal::NoSuchAccount)?;
    let name: String = name.chars().filter(|c| !c.is_control()).take(TITLE).collect();
    let name = if name.trim().is_empty() { person.email.clone().unwrap_or_default() } else { name.trim().to_owned() };
    let now = app.clock.now();
    let judge = Judge { id: app.entropy.id(now), study_id: id, person_id: Some(person.id), name, finished_round: 0, since: now };
    let write = app.store.write(move |tx| {
        let judge = judge.clone();
        Box::pin(async move { studies::insert_judge(tx, &judge).await })
    });
    match write.await {
        Ok(()) => Ok(()),
        Err(error) if error.is_conflict() => Err(Refusal::AlreadyMember.into()),
        Err(error) => Err(error.into()),
    }
}

/// Takes a judge out who has handed nothing in: what they said goes with them.
///
/// # Errors
/// [`Refusal::StudyElsewhere`] for one who has.
pub async fn dismiss(app: &App, _: &Authorised<GovernCertification>, id: Uuid, judge: Uuid) -> Result<()> {
    let gone = app.store.write(move |tx| Box::pin(async move { studies::remove_judge(tx, id, judge).await })).await?;
    if gone { Ok(()) } else { Err(Refusal::StudyElsewhere.into()) }
}

/// Opens the first round; closes the round that is open, and opens the next or ends the study with its result.
///
/// # Errors
/// [`Refusal::PanelTooSmall`] while fewer than two judges are there or have handed in; [`Refusal::StudyElsewhere`]; what the computation refuses.
pub async fn advance(app: &App, by: &Authorised<GovernCertification>, proof: &Authorised<SitOnJury>, id: Uuid, seen: i64, origin: &Origin<'_>) -> Result<()> {
    let study = study(app, proof, id).await?;
    let (round, now) = (study.row.round, app.clock.now());
    if seen != round {
        return Err(Refusal::StudyElsewhere.into());
    }
    let (status, next, result) = match study.status {
        StudyStatus::Draft if study.judges.len() < LEAST_JUDGES => return Err(Refusal::PanelTooSmall.into()),
        StudyStatus::Draft => (StudyStatus::Open, 1, String::new()),
        StudyStatus::Open => {
            let found = outcome(study.method, &study.items, &study.settings, &study.all_said(round))?;
            let is_last = round >= i64::from(study.settings.rounds);
            let status = if is_last { StudyStatus::Closed } else { StudyStatus::Open };
            (status, if is_last { round } else { round + 1 }, serde_json::to_string(&found)?)
        }
        StudyStatus::Closed | StudyStatus::Adopted => return Err(Refusal::StudyElsewhere.into()),
    };
    let person = Uuid::from_u128(by.object().person);
    let noted = line(app, Act::StudyMoved, By::Certifier, Some(person), Some(format!("{} {next} {id}", status.code())), origin);
    let from = study.row.status.clone();
    app.store
        .write(move |tx| {
            let (from, result, noted) = (from.clone(), result.clone(), noted.clone());
            Box::pin(async move {
                let closed_at = (status == StudyStatus::Closed).then_some(now);
                let to = Step { status: status.code(), round: next, result: &result, at: now, closed_at };
                if !studies::advance(tx, id, (&from, round), &to).await? {
                    return Err(Refusal::StudyElsewhere.into());
                }
                Ok::<_, Failure>(audit::add(tx, &noted).await?)
            })
        })
        .await
}

/// Deletes a study that has not begun.
///
/// # Errors
/// [`Refusal::StudyElsewhere`].
pub async fn delete(app: &App, _: &Authorised<GovernCertification>, id: Uuid) -> Result<()> {
    let gone = app.store.write(move |tx| Box::pin(async move { studies::delete(tx, id).await })).await?;
    if gone { Ok(()) } else { Err(Refusal::StudyElsewhere.into()) }
}

/// The study and the judge that somebody is in it.
///
/// # Errors
/// [`Refusal::NotFound`] for who was not asked.
pub async fn as_judge(app: &App, proof: &Authorised<SitOnJury>, id: Uuid) -> Result<(Study, Judge)> {
    let study = study(app, proof, id).await?;
    let judge = study.judge(who(proof)).filter(|_| study.status != StudyStatus::Draft).cloned().ok_or(Refusal::NotFound)?;
    Ok((study, judge))
}

/// A question of a study with its key, as it was when the study was made: for its judges alone.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn text(app: &App, study: &Study, at: usize) -> Result<Item> {
    let item = study.items.get(at).ok_or(Refusal::NotFound)?;
    let hash = unhex(&item.hash).ok_or_else(|| Failure::Broken(format!("study {} names {}", study.row.id, item.hash)))?;
    let row = app
        .store
        .read(move |tx| {
            let hash = hash.clone();
            Box::pin(async move { editions::item_version(tx, &hash).await })
        })
        .await?;
    Ok(serde_json::from_str(&row.ok_or(Refusal::NotFound)?.body)?)
}

/// Keeps what a judge says of one question, in percent for each border. What is empty is left as it is.
///
/// # Errors
/// [`Refusal::RatingsMissing`] for a number out of 0 to 100; [`Refusal::StudyElsewhere`] once the round was handed in or closed.
pub async fn rate(app: &App, proof: &Authorised<SitOnJury>, id: Uuid, at: usize, typed: &[String; CUTS]) -> Result<()> {
    let (study, judge) = as_judge(app, proof, id).await?;
    let item = study.items.get(at).filter(|_| study.method == Method::Angoff).ok_or(Refusal::NotFound)?.id.clone();
    let mut values = Vec::new();
    for (cut, typed) in typed.iter().enumerate() {
        let typed = typed.trim().trim_end_matches('%').trim_end().replace(',', ".");
        if typed.is_empty() {
            continue;
        }
        let percent = typed.parse::<f64>().ok().filter(|percent| (0.0..=100.0).contains(percent)).ok_or(Refusal::RatingsMissing)?;
        values.push((cut, item.clone(), (percent * WHOLE as f64 / 100.0).round() as i64));
    }
    keep(app, &study, &judge, values).await
}

/// Keeps a judge's three marks in the booklet, by their pages from 1; one beyond the last where everything would be mastered.
///
/// # Errors
/// [`Refusal::RatingsMissing`] for a page that is not there, and where the marks go backwards; [`Refusal::StudyElsewhere`].
pub async fn mark(app: &App, proof: &Authorised<SitOnJury>, id: Uuid, typed: &[String; CUTS]) -> Result<()> {
    let (study, judge) = as_judge(app, proof, id).await?;
    if study.method != Method::Bookmark {
        return Err(Refusal::NotFound.into());
    }
    let last = study.items.len() as i64 + 1;
    let mut values = Vec::new();
    for (cut, typed) in typed.iter().enumerate() {
        let page = typed.trim().parse::<i64>().ok().filter(|page| (1..=last).contains(page)).ok_or(Refusal::RatingsMissing)?;
        values.push((cut, "bookmark".to_owned(), page));
    }
    if !values.is_sorted_by_key(|(_, _, page)| *page) {
        return Err(Refusal::RatingsMissing.into());
    }
    keep(app, &study, &judge, values).await
}

async fn keep(app: &App, study: &Study, judge: &Judge, values: Vec<(usize, String, i64)>) -> Result<()> {
    if !study.is_at_work(judge) {
        return Err(Refusal::StudyElsewhere.into());
    }
    let (id, judge, round, now) = (study.row.id, judge.id, study.row.round, app.clock.now());
    app.store
        .write(move |tx| {
            let values = values.clone();
            Box::pin(async move {
                still(tx, id, judge, round).await?;
                for (cut, item_id, value) in values {
                    studies::rate(tx, &Rating { judge_id: judge, round, cut: cut as i64 + 1, item_id, value, at: now }).await?;
                }
                Ok::<_, Failure>(())
            })
        })
        .await
}

/// Whether the round is still open and this judge still in it.
async fn still(tx: &mut Tx<'_>, study: Uuid, judge: Uuid, round: i64) -> Result<()> {
    let row = studies::load(tx, study).await?.filter(|row| row.status == StudyStatus::Open.code() && row.round == round);
    let judges = studies::judges(tx, study).await?;
    let is_in = row.is_some() && judges.iter().any(|j| j.id == judge && j.finished_round < round);
    if is_in { Ok(()) } else { Err(Refusal::StudyElsewhere.into()) }
}

/// Hands a round in: nothing of it changes any more.
///
/// # Errors
/// [`Refusal::RatingsMissing`] while something is left out; [`Refusal::StudyElsewhere`].
pub async fn hand_in(app: &App, proof: &Authorised<SitOnJury>, id: Uuid) -> Result<()> {
    let (study, judge) = as_judge(app, proof, id).await?;
    if !study.is_at_work(&judge) {
        return Err(Refusal::StudyElsewhere.into());
    }
    let (round, judge) = (study.row.round, judge.id);
    if study.owed(judge, round) > 0 {
        return Err(Refusal::RatingsMissing.into());
    }
    app.store
        .write(move |tx| {
            Box::pin(async move {
                still(tx, id, judge, round).await?;
                studies::finish_round(tx, judge, round).await?;
                Ok::<_, Failure>(())
            })
        })
        .await
}

/// Studies in which somebody is asked to judge, and has not handed the round in.
///
/// # Errors
/// The store's.
pub async fn mine(app: &App, proof: &Authorised<SitOnJury>) -> Result<Vec<StandardStudy>> {
    let person = who(proof);
    let read = app.store.read(move |tx| {
        Box::pin(async move {
            let mut waiting = Vec::new();
            for study in studies::of_person(tx, person).await? {
                let judges = studies::judges(tx, study.id).await?;
                if judges.iter().any(|judge| judge.person_id == Some(person) && judge.finished_round < study.round) {
                    waiting.push(study);
                }
            }
            Ok::<_, StoreError>(waiting)
        })
    });
    Ok(read.await?)
}
