//! What happened that matters to safety: the words of the audit log, and how a line is made.
//!
//! A line says what, when, by whom (as a role), whose account, which object, and from which place: not the address of the network
//! but its digest under a secret that is not in the database, so that lines of one place can be recognised and the place
//! cannot be read, not even by trying all four thousand million of them. Nobody's e-mail address stands in a line.
//!
//! An address that was tried and that nobody has is digested in the same way.

use store::audit::{self, Line};
use store::{Store, StoreError, Tx};
use uuid::Uuid;

use super::Result;
use crate::app::App;
use crate::clock::Entropy;
use crate::secret::hex;

macro_rules! acts {
    ($($(#[$doc:meta])* $name:ident => $code:literal),* $(,)?) => {
        /// What can happen. The code never changes: lines are kept for a year.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Act { $($(#[$doc])* $name),* }

        impl Act {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The stable code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),* }
            }
        }
    };
}

acts! {
    /// Somebody signed in; the object is how: `password`, `mail` or `screen`.
    SignedIn => "signed-in",
    /// A password was wrong; the object is the digest of the address that was typed.
    SignInFailed => "sign-in-failed",
    /// A link to sign in was asked for by mail; the object is the digest of the address.
    LinkAsked => "link-asked",
    /// A link for another device was shown.
    DeviceLinkMade => "device-link-made",
    /// An address was proved for the first time.
    AddressProved => "address-proved",
    /// An account has another address than before.
    AddressChanged => "address-changed",
    /// A password was set or changed.
    PasswordSet => "password-set",
    /// Somebody left a device.
    SignedOut => "signed-out",
    /// A device was signed out from another one.
    DeviceSignedOut => "device-signed-out",
    /// Somebody took all their data away.
    DataExported => "data-exported",
    /// Somebody erased themselves.
    AccountErased => "account-erased",
    /// A link to a result was made; the object is the link's identifier.
    ResultShared => "result-shared",
    /// It was taken back.
    ShareRevoked => "share-revoked",
    /// The official framework was loaded; the object is its version.
    FrameworkImported => "framework-imported",
    /// A copy of the database was put back in place; the object is the name of its file.
    DatabaseRestored => "database-restored",
    /// A calibration was started; the object is its identifier.
    CalibrationStarted => "calibration-started",
    /// A second person approved it: the bank counts with other parameters.
    CalibrationApproved => "calibration-approved",
    /// Somebody decided against it.
    CalibrationRefused => "calibration-refused",
    /// A role was given; the object is the role, and who gave it.
    RoleGranted => "role-granted",
    /// A role was taken back; the object is the role, and who took it.
    RoleRevoked => "role-revoked",
    /// A text of the workshop was judged good; the object is its question and its number.
    TextApproved => "text-approved",
    /// A question left the drawing for a while; the object is the question.
    ItemSuspended => "item-suspended",
    /// A question left the drawing for good; the object is the question.
    ItemRetired => "item-retired",
    /// The bank was published; the object is the publication.
    BankPublished => "bank-published",
    /// Results that waited were shown at the price of detail; the object is the campaign.
    ResultsReleased => "results-released",
    /// An organisation was made; the object is its identifier.
    OrganisationMade => "organisation-made",
    /// An organisation was closed with all that it held; the object is its identifier.
    OrganisationClosed => "organisation-closed",
    /// An organisation was put below another one or taken out; the object is both.
    OrganisationMoved => "organisation-moved",
    /// A place was offered by mail; the object is the post, the organisation, and the digest of the address.
    MemberInvited => "member-invited",
    /// Somebody took up a place; the object is the post and the organisation.
    MemberJoined => "member-joined",
    /// Somebody has another post; the object is the post, the organisation, and who gave it.
    MemberChanged => "member-changed",
    /// Somebody is no member any more; the object is the organisation, and who took them out.
    MemberRemoved => "member-removed",
    /// A key for programs was made; the object is its identifier and the organisation.
    OrganisationKeyMade => "organisation-key-made",
    /// It was taken back.
    OrganisationKeyRevoked => "organisation-key-revoked",
    /// A learner was deleted with their history; the object is their identifier and the organisation.
    LearnerDeleted => "learner-deleted",
    /// An attestation was made out; the object is its number and the organisation.
    AttestationMade => "attestation-made",
    /// It was withdrawn.
    AttestationWithdrawn => "attestation-withdrawn",
    /// A campaign was opened; the object is the campaign.
    CampaignOpened => "campaign-opened",
    /// A campaign was closed before its end; the object is the campaign.
    CampaignClosed => "campaign-closed",
    /// Somebody showed their result to an organisation; the object is their participation.
    ParticipationShown => "participation-shown",
    /// They took it back.
    ParticipationHidden => "participation-hidden",
    /// A list of people was written into an organisation; the object is the file and the organisation.
    LearnersImported => "learners-imported",
    /// An act of certification that takes two people was proposed; the object is its matter and the proposal.
    CertificationProposed => "certification-proposed",
    /// A second person adopted it: it was done.
    CertificationAdopted => "certification-adopted",
    /// A second person refused it.
    CertificationRefused => "certification-refused",
    /// Who proposed it took it back.
    CertificationWithdrawn => "certification-withdrawn",
    /// A member of the jury looked at a close call and left it to the rule; the object is the sitting's number and the exam.
    SittingExamined => "sitting-examined",
    /// The jury examined a report; the object is the report and the exam.
    ExamReportExamined => "exam-report-examined",
    /// The jury decided on an exam; the object is the exam.
    ExamDecided => "exam-decided",
    /// It was taken back to the jury.
    ExamReopened => "exam-reopened",
    /// Results were published; the object is the exam and how many certificates were issued.
    ExamPublished => "exam-published",
    /// A candidate appealed; the object is the appeal.
    AppealMade => "appeal-made",
    /// It was answered that the decision stands.
    AppealAnswered => "appeal-answered",
    /// A study of cut scores was made, opened, went on or was closed; the object is what and the study.
    StudyMoved => "standard-study-moved",
    /// A key that signs certificates was made; the object is its name.
    SigningKeyMade => "signing-key-made",
    /// A certificate was revoked; the object is its number.
    CertificateRevoked => "certificate-revoked",
    /// A file for the Caisse des Dépôts was prepared; the object is its number.
    CpfPrepared => "cpf-prepared",
    /// A second person released it to be sent.
    CpfSent => "cpf-sent",
    /// It was given up before it was sent.
    CpfWithdrawn => "cpf-withdrawn",
    /// What the Caisse said of it was taken in.
    CpfProcessed => "cpf-processed",
    /// An organisation asked to be an exam centre; the object is the organisation.
    AccreditationAsked => "accreditation-asked",
    /// The certifier accredited a centre; the object is the organisation.
    CentreAccredited => "centre-accredited",
    /// The certifier said no to one.
    CentreRefused => "centre-refused",
    /// The certifier suspended one.
    CentreSuspended => "centre-suspended",
    /// An exam was opened: its candidates are convoked; the object is the exam and the organisation.
    ExamOpened => "exam-opened",
    /// An exam was called off.
    ExamCancelled => "exam-cancelled",
    /// An exam was sent to the jury.
    ExamFinalised => "exam-finalised",
    /// The invigilators of an exam were given another code.
    WatchCodeRenewed => "watch-code-renewed",
    /// Somebody was taken off the list of an exam; the object is the candidate and the exam.
    CandidateWithdrawn => "candidate-withdrawn",
    /// An accommodation was granted or changed; the object is the candidate and the exam.
    AccommodationGranted => "accommodation-granted",
    /// It was taken back.
    AccommodationRemoved => "accommodation-removed",
    /// A candidacy was said to be of an account; the object is the candidate.
    CandidacyBound => "candidacy-bound",
    /// An invigilator let an exam begin; the object is its number.
    ExamBegun => "exam-begun",
    /// An invigilator closed it.
    ExamClosed => "exam-closed",
    /// An invigilator ended a sitting; the object is its identifier.
    SittingEnded => "sitting-ended",
    /// An invigilator said that it broke down.
    SittingFailed => "sitting-failed",
    /// A report of an incident or a fraud was signed; the object is its identifier.
    ExamReportFiled => "exam-report-filed",
    /// An organisation sent an offer to the referencing team; the object is the offer and the organisation.
    OfferProposed => "offer-proposed",
    /// The team changed an offer; the object is its name.
    OfferChanged => "offer-changed",
    /// A member of the team compared an offer with its source and found it right.
    OfferChecked => "offer-checked",
    /// The team sent an offer back or refused it.
    OfferTurnedDown => "offer-turned-down",
    /// An offer left the catalogue.
    OfferWithdrawn => "offer-withdrawn",
    /// It came back.
    OfferReopened => "offer-reopened",
    /// A list of offers was taken over; the object is the list.
    OffersImported => "offers-imported",
    /// Words about a module or an offer were shown; the object is the rating.
    RatingShown => "rating-shown",
    /// They were refused.
    RatingRefused => "rating-refused",
}

/// Who did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The person whose account it is.
    Person,
    /// Somebody who has not proved who they are.
    Stranger,
    /// Whoever can run commands on the server.
    Administrator,
    /// Somebody of the workshop, by a role of theirs.
    Workshop,
    /// Somebody of an organisation, by a post of theirs.
    Organisation,
    /// Somebody of the certifier or of a jury, by a role of theirs.
    /// Somebody of the certifier or a jury, by a role of theirs.
    Certifier,
    /// Somebody who watches an exam.
    Invigilator,
    /// Somebody of the referencing team, by their role.
    Referencer,
}

impl By {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Stranger => "stranger",
            Self::Administrator => "administrator",
            Self::Workshop => "workshop",
            Self::Organisation => "organisation",
            Self::Certifier => "certifier",
            Self::Invigilator => "invigilator",
            Self::Referencer => "referencer",
        }
    }
}

/// From where somebody acts.
#[derive(Debug, Clone, Copy, Default)]
pub struct Origin<'a> {
    /// Their network.
    pub place: &'a str,
    /// The readable name of their browser.
    pub device: &'a str,
    /// The digest of the token that this browser shows of an account that has an address: it ends when another one takes its place.
    pub login: Option<&'a [u8]>,
}

impl Origin<'_> {
    /// The digest of that token, to be moved into a transaction.
    pub(super) fn replaced(&self) -> Option<Vec<u8>> {
        self.login.map(<[u8]>::to_vec)
    }
}

/// A line about an account.
pub(super) fn line(app: &App, act: Act, by: By, person: Option<Uuid>, object: Option<String>, origin: &Origin<'_>) -> Line {
    let now = app.clock.now();
    Line {
        id: app.entropy.id(now),
        at: now,
        kind: act.code().to_owned(),
        actor: by.code().to_owned(),
        person_id: person,
        object,
        place: Some(app.place_key.digest(origin.place)),
    }
}

/// What stands for an address in a line.
pub(super) fn address(app: &App, folded: &str) -> String {
    hex(&app.place_key.digest(&format!("address {folded}"))[..8])
}

/// What an administrator did on the command line.
pub(super) fn administrators(act: Act, object: &str, now: i64) -> Line {
    Line {
        id: Entropy::System.id(now),
        at: now,
        kind: act.code().to_owned(),
        actor: By::Administrator.code().to_owned(),
        person_id: None,
        object: Some(object.to_owned()),
        place: None,
    }
}

/// Notes that a copy of the database was put back: in the database that is there now.
///
/// # Errors
/// The store's.
pub async fn restored(store: &Store, file: &str, now: i64) -> Result<(), StoreError> {
    let line = administrators(Act::DatabaseRestored, file, now);
    store.write(move |tx| Box::pin(async move { audit::add(tx, &line).await })).await
}

/// What is read of the log.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// From this moment on, microseconds UTC.
    pub since: i64,
    /// About this person only.
    pub person: Option<Uuid>,
    /// Of this kind only.
    pub kind: Option<String>,
}

/// Lines read at once.
const PAGE: i64 = 500;

/// Gives every line that is searched for to `each`, oldest first, without holding them all.
///
/// # Errors
/// The store's.
pub async fn read(store: &Store, search: &Search, mut each: impl FnMut(&Line)) -> Result<(), StoreError> {
    let mut after = (search.since, Uuid::nil());
    loop {
        let person = search.person;
        let page = store.read(move |tx| Box::pin(page(tx, person, after))).await?;
        page.iter().filter(|line| search.kind.as_ref().is_none_or(|kind| *kind == line.kind)).for_each(&mut each);
        match page.last() {
            Some(last) if page.len() as i64 == PAGE => after = (last.at, last.id),
            _ => return Ok(()),
        }
    }
}

async fn page(tx: &mut Tx<'_>, person: Option<Uuid>, after: (i64, Uuid)) -> Result<Vec<Line>, StoreError> {
    match person {
        Some(person) => audit::list_of_person(tx, person, after, PAGE).await,
        None => audit::list(tx, after, PAGE).await,
    }
}
