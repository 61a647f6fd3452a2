//! Candidates of an exam: put on its list by hand, from the organisation's people or by file, changed, taken off.

use domain::access::{Authorised, RunExams};
use domain::campaign::Code;
use domain::certification::{CandidateStatus, Civil, Enrolment, Identity, Sex, birth_day, identity};
use domain::date::Day;
use domain::organisation::optional;
use domain::refusal::Refusal;
use domain::text::fold_email;
use store::accommodations::{self, Accommodation};
use store::candidates::{self, Candidate};
use store::learners::{self, Learner};
use store::{StoreError, audit, exams};
use uuid::Uuid;

use super::exams::status_of;
use super::{convocations, exams as own};
use crate::app::App;
use crate::secret::token_digest;
use crate::service::audit::{Act, By, Origin, line};
use crate::service::organisation::{actor_of, organisation_of};
use crate::service::{Failure, Result};

/// Codes drawn anew when one is taken.
const DRAWS: usize = 5;

/// Somebody as a form gives them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Birth name.
    pub family_name: String,
    /// First given name.
    pub given_name: String,
    /// Name in use.
    pub usual_name: String,
    /// Day of birth.
    pub birth_date: String,
    /// F, M or nothing.
    pub sex: String,
    /// INSEE code of the commune of birth.
    pub insee: String,
    /// Its postal code.
    pub postcode: String,
    /// Its name.
    pub city: String,
    /// Country of birth.
    pub country: String,
    /// Where the convocation goes.
    pub email: String,
    /// The centre's own number.
    pub number: String,
    /// `fr` or `en`.
    pub language: String,
}

/// Somebody to put on a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub identity: Identity,
    /// What the Caisse des Dépôts asks.
    pub civil: Civil,
    /// As it was typed.
    pub email: Option<String>,
    /// The centre's own number.
    pub number: Option<String>,
    /// Of the pages and mails.
    pub language: String,
    /// The learner they are made from.
    pub learner: Option<Uuid>,
    /// Extra time, in percent: nothing where nobody who may grant it does.
    pub extra: i64,
}

impl From<Enrolment> for Person {
    fn from(line: Enrolment) -> Self {
        let Enrolment { identity, civil, email, number, extra, .. } = line;
        Self { identity, civil, email, number, language: "fr".to_owned(), learner: None, extra }
    }
}

/// Reads a form.
///
/// # Errors
/// Each field with what is wrong.
pub fn read(sheet: &Sheet, today: Day) -> Result<Person, Vec<(&'static str, Refusal)>> {
    let mut faults = Vec::new();
    let mut words = |field: &'static str, typed: &str| {
        optional(typed).unwrap_or_else(|refusal| {
            faults.push((field, refusal));
            None
        })
    };
    let city = words("commune", &sheet.city).unwrap_or_default();
    let insee = words("insee", &sheet.insee).unwrap_or_default();
    let postcode = words("codepostal", &sheet.postcode).unwrap_or_default();
    let country = words("pays", &sheet.country).unwrap_or_default();
    let number = words("numero", &sheet.number);
    let email = words("email", &sheet.email);
    if email.as_deref().is_some_and(|email| fold_email(email).is_none()) {
        faults.push(("email", Refusal::EmailInvalid));
    }
    let sex = Sex::read(&sheet.sex).unwrap_or_else(|refusal| {
        faults.push(("sexe", refusal));
        None
    });
    for (field, typed) in [("nom", &sheet.family_name), ("prenom", &sheet.given_name)] {
        if let Err(refusal) = domain::organisation::name(typed) {
            faults.push((field, refusal));
        }
    }
    let born = birth_day(&sheet.birth_date, today);
    if let Err(refusal) = born {
        faults.push(("naissance", refusal));
    }
    if let Err(refusal) = optional(&sheet.usual_name) {
        faults.push(("usage", refusal));
    }
    let who = born.and_then(|born| identity(&sheet.family_name, &sheet.given_name, &sheet.usual_name, born));
    match who {
        Ok(identity) if faults.is_empty() => {
            let language = if sheet.language == "en" { "en" } else { "fr" }.to_owned();
            Ok(Person { identity, civil: Civil { sex, insee, postcode, city, country }, email, number, language, learner: None, extra: 0 })
        }
        _ => Err(faults),
    }
}

/// Candidates of an exam of the centre, by name.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn list(app: &App, by: &Authorised<RunExams>, exam: Uuid) -> Result<Vec<Candidate>> {
    own::one(app, by, exam).await?;
    Ok(app.store.read_once(move |tx| Box::pin(candidates::of_exam(tx, exam))).await?)
}

/// One of them.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn one(app: &App, by: &Authorised<RunExams>, exam: Uuid, id: Uuid) -> Result<Candidate> {
    own::one(app, by, exam).await?;
    Ok(app.store.read_once(move |tx| Box::pin(candidates::in_exam(tx, exam, id))).await?.ok_or(Refusal::NotFound)?)
}

/// Of whoever sat an exam whose results are published: whether they are certified.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn outcomes(app: &App, by: &Authorised<RunExams>, exam: Uuid) -> Result<std::collections::BTreeMap<Uuid, bool>> {
    own::one(app, by, exam).await?;
    Ok(app.store.read_once(move |tx| Box::pin(candidates::outcomes(tx, exam))).await?.into_iter().collect())
}

/// What became of people who were put on a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Enrolled {
    /// On it now who were not.
    pub added: usize,
    /// On it before.
    pub known: usize,
}

/// Puts people on the list of an exam: all of them, or nobody when there are too few seats. Whoever is on it stays as they are; whoever
/// was taken off is on it again.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::ExamMovedOn`] when the exam takes nobody any more, [`Refusal::ExamFull`].
pub async fn enrol(app: &App, by: &Authorised<RunExams>, exam: Uuid, people: &[Person]) -> Result<Enrolled> {
    let (organisation, by_whom, now) = (organisation_of(by), actor_of(by), app.clock.now());
    for _ in 0..DRAWS {
        let rows: Vec<(Candidate, i64)> = people.iter().map(|person| Ok((row(app, exam, by_whom, person, now)?, person.extra))).collect::<Result<_>>()?;
        let written = app.store.write(move |tx| {
            let rows = rows.clone();
            Box::pin(async move {
                exams::hold(tx, exam).await?;
                let there = exams::load_in(tx, organisation, exam).await?.ok_or(Refusal::NotFound)?;
                if !status_of(&there)?.takes_candidates() {
                    return Err(Refusal::ExamMovedOn.into());
                }
                let mut done = Enrolled::default();
                for (row, extra) in &rows {
                    let is_new = candidates::enrol(tx, row).await?;
                    if is_new || candidates::return_to_list(tx, exam, &row.sort_name, &row.birth_date, now).await? {
                        done.added += 1;
                    } else {
                        done.known += 1;
                    }
                    if is_new && *extra > 0 {
                        let granted = Accommodation {
                            candidate_id: row.id,
                            extra_percent: *extra,
                            needs: String::new(),
                            document: String::new(),
                            granted_by: by_whom,
                            granted_at: now,
                        };
                        accommodations::put(tx, &granted).await?;
                    }
                }
                if candidates::counted(tx, exam).await? > there.seats {
                    return Err(Refusal::ExamFull.into());
                }
                Ok::<_, Failure>(done)
            })
        });
        match written.await {
            // a code that is another's
            Err(Failure::Store(StoreError::Conflict { .. })) => {}
            done => return done,
        }
    }
    Err(Failure::Broken("no code of a candidate is free".into()))
}

fn row(app: &App, exam: Uuid, by_whom: Option<Uuid>, person: &Person, now: i64) -> Result<Candidate> {
    let id = app.entropy.id(now);
    let code = Code::numbered(u64::from_le_bytes(app.entropy.bytes())).as_str().to_owned();
    let who = &person.identity;
    Ok(Candidate {
        learner_id: person.learner,
        token_hash: Some(token_digest(&convocations::token(app, id))),
        family_name: who.family_name.clone(),
        given_name: who.given_name.clone(),
        usual_name: who.usual_name.clone(),
        birth_date: who.birth_date.to_string(),
        civil: serde_json::to_string(&person.civil)?,
        email_folded: person.email.as_deref().and_then(fold_email),
        email: person.email.clone(),
        external_id: person.number.clone(),
        language: person.language.clone(),
        sort_name: who.sort_name.clone(),
        search: who.search(&[person.number.as_deref(), person.email.as_deref(), Some(&code)]),
        code,
        status: CandidateStatus::Enrolled.code().to_owned(),
        created_by: by_whom,
        ..Candidate::blank(id, exam, now)
    })
}

/// Puts people of the organisation on the list of an exam: all of them, or nobody.
///
/// # Errors
/// As [`enrol`]; [`Refusal::BirthDate`] when the day of birth of one is not known: they cannot be told from others at the door.
pub async fn enrol_learners(app: &App, by: &Authorised<RunExams>, exam: Uuid, ids: &[Uuid]) -> Result<Enrolled> {
    let (organisation, ids, today) = (organisation_of(by), ids.to_vec(), Day::of(app.clock.now()));
    let found = app
        .store
        .read(move |tx| {
            let ids = ids.clone();
            Box::pin(async move {
                let mut found: Vec<Learner> = Vec::new();
                for id in ids {
                    found.extend(learners::load(tx, id).await?.filter(|learner| learner.organisation_id == organisation));
                }
                Ok::<_, Failure>(found)
            })
        })
        .await?;
    let mut people = Vec::new();
    for learner in found {
        let born = birth_day(learner.birth_date.as_deref().unwrap_or_default(), today)?;
        people.push(Person {
            identity: identity(&learner.family_name, &learner.given_name, "", born)?,
            civil: Civil::default(),
            email: learner.email,
            number: learner.external_id,
            language: "fr".to_owned(),
            learner: Some(learner.id),
            extra: 0,
        });
    }
    if people.is_empty() { Err(Refusal::NotFound.into()) } else { enrol(app, by, exam, &people).await }
}

/// Changes what is known of a candidate. With another address they are to be told of the exam there.
///
/// # Errors
/// [`Refusal::RecordChanged`] when it was changed since `seen`; [`Refusal::CandidateEnrolled`] when they would be somebody else of the list;
/// [`Refusal::ExamMovedOn`] once the exam is over: what a certificate will say is changed no more by the centre alone.
pub async fn change(app: &App, by: &Authorised<RunExams>, exam: Uuid, id: Uuid, seen: i64, person: &Person) -> Result<()> {
    let (organisation, now, person) = (organisation_of(by), app.clock.now(), person.clone());
    let written = app.store.write(move |tx| {
        let person = person.clone();
        Box::pin(async move {
            let there = exams::load_in(tx, organisation, exam).await?.ok_or(Refusal::NotFound)?;
            let was = candidates::in_exam(tx, exam, id).await?.ok_or(Refusal::NotFound)?;
            if status_of(&there)?.is_over() {
                return Err(Refusal::ExamMovedOn.into());
            }
            let email_folded = person.email.as_deref().and_then(fold_email);
            let who = &person.identity;
            let changed = Candidate {
                family_name: who.family_name.clone(),
                given_name: who.given_name.clone(),
                usual_name: who.usual_name.clone(),
                birth_date: who.birth_date.to_string(),
                civil: serde_json::to_string(&person.civil)?,
                convoked_revision: was.convoked_revision.filter(|_| email_folded == was.email_folded),
                email_folded,
                search: who.search(&[person.number.as_deref(), person.email.as_deref(), Some(&was.code)]),
                email: person.email.clone(),
                external_id: person.number.clone(),
                language: person.language.clone(),
                sort_name: who.sort_name.clone(),
                updated_at: now.max(was.updated_at + 1),
                ..was
            };
            if candidates::change(tx, &changed, seen).await? { Ok::<_, Failure>(()) } else { Err(Refusal::RecordChanged.into()) }
        })
    });
    match written.await {
        Err(Failure::Store(StoreError::Conflict { .. })) => Err(Refusal::CandidateEnrolled.into()),
        done => done,
    }
}

/// Takes somebody off the list. Who was never told of the exam is forgotten; who was is told that they are expected no more.
///
/// # Errors
/// [`Refusal::CandidateSat`] once they sat down, [`Refusal::NotFound`].
pub async fn withdraw(app: &App, by: &Authorised<RunExams>, exam: Uuid, id: Uuid, origin: &Origin<'_>) -> Result<()> {
    let (organisation, now) = (organisation_of(by), app.clock.now());
    let there = own::one(app, by, exam).await?;
    let candidate = one(app, by, exam, id).await?;
    let letter = convocations::farewell(app, &there, &candidate)?;
    let noted = line(app, Act::CandidateWithdrawn, By::Organisation, actor_of(by), Some(format!("{id} of {exam}")), origin);
    app.store
        .write(move |tx| {
            let (letter, noted) = (letter.clone(), noted.clone());
            Box::pin(async move {
                exams::load_in(tx, organisation, exam).await?.ok_or(Refusal::NotFound)?;
                if candidates::remove(tx, exam, id).await? {
                    return Ok(());
                }
                if !candidates::withdraw(tx, exam, id, now).await? {
                    let now_is = candidates::in_exam(tx, exam, id).await?.ok_or(Refusal::NotFound)?;
                    // pressed twice
                    return if now_is.status == CandidateStatus::Withdrawn.code() { Ok(()) } else { Err(Refusal::CandidateSat.into()) };
                }
                if let Some(letter) = &letter {
                    store::mails::enqueue(tx, letter).await?;
                }
                audit::add(tx, &noted).await?;
                Ok::<_, Failure>(())
            })
        })
        .await?;
    app.mail_waits.notify_one();
    Ok(())
}
