//! A refusal or a failure as HTTP tells it, whoever asked.

use axum::http::header::{HeaderName, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use domain::refusal::Refusal;
use store::StoreError;

use crate::app::App;
use crate::secret::hex;
use crate::service::Failure;

/// The status of a refusal: one exhaustive table for pages and API.
#[expect(clippy::too_many_lines, reason = "a table: one line for each refusal")]
pub(crate) const fn status(refusal: Refusal) -> StatusCode {
    match refusal {
        Refusal::SessionNotFound | Refusal::NotFound => StatusCode::NOT_FOUND,
        Refusal::NotYours
        | Refusal::ForbiddenOrigin
        | Refusal::OwnText
        | Refusal::OwnCalibration
        | Refusal::NotInvited
        | Refusal::InvitationForAnother
        | Refusal::AttendanceStranger
        | Refusal::OwnProposal
        | Refusal::OwnDecision
        | Refusal::CpfOwnFile
        | Refusal::OwnRevocation
        | Refusal::CentreNotAccredited
        | Refusal::CandidacyTaken
        | Refusal::OfferOwnText
        | Refusal::RatingOwn
        | Refusal::RatingNotFollowed => StatusCode::FORBIDDEN,
        Refusal::SessionClosed
        | Refusal::OutOfOrder
        | Refusal::AlreadyAnswered
        | Refusal::EmailTaken
        | Refusal::TextChanged
        | Refusal::NameTaken
        | Refusal::WrongStage
        | Refusal::WrongStanding
        | Refusal::LastAdministrator
        | Refusal::CalibrationRunning
        | Refusal::TooFewAnswers
        | Refusal::ReportSettled
        | Refusal::CalibrationDecided
        | Refusal::CampaignNotOpen
        | Refusal::CampaignOver
        | Refusal::CampaignBegun
        | Refusal::SittingsUsed
        | Refusal::SharingWaits
        | Refusal::ImportOver
        | Refusal::ImportRunning
        | Refusal::AttendanceEarly
        | Refusal::LessonClosed
        | Refusal::LessonAttended
        | Refusal::TrainingSettled
        | Refusal::HoursMissing
        | Refusal::FinessTaken
        | Refusal::SiretTaken
        | Refusal::LastManager
        | Refusal::HasChildren
        | Refusal::AlreadyMember
        | Refusal::EntryTaken
        | Refusal::LearnerNumberTaken
        | Refusal::RecordChanged
        | Refusal::CpfSettings
        | Refusal::CpfNothing
        | Refusal::CpfElsewhere
        | Refusal::RevocationSettled
        | Refusal::ExamMovedOn
        | Refusal::ExamFull
        | Refusal::ExamUnsettled
        | Refusal::CandidateEnrolled
        | Refusal::CandidateSat
        | Refusal::ExamPaused
        | Refusal::ExamTimeUp
        | Refusal::ProposalSettled
        | Refusal::ProposalOpen
        | Refusal::NothingChanges
        | Refusal::DecisionsMissing
        | Refusal::ExamElsewhere
        | Refusal::NothingToNeutralise
        | Refusal::AppealLate
        | Refusal::AppealMade
        | Refusal::AppealSettled
        | Refusal::StudyElsewhere
        | Refusal::PanelTooSmall
        | Refusal::ExamNotOpen
        | Refusal::ExamOver
        | Refusal::ExamNotAdmitted
        | Refusal::ExamNotBegun
        | Refusal::SittingBegun
        | Refusal::SittingOver
        | Refusal::ExamDeviceOut
        | Refusal::OfferStage
        | Refusal::OfferNameTaken => StatusCode::CONFLICT,
        Refusal::ResponseMissing
        | Refusal::ResponseIncomplete
        | Refusal::ResponseSameTurn
        | Refusal::ResponseNotANumber
        | Refusal::ResponseShape
        | Refusal::ResponseUnknownOption
        | Refusal::IdempotencyReused
        | Refusal::EmailInvalid
        | Refusal::PasswordWeak
        | Refusal::KindUnknown
        | Refusal::EraseWord
        | Refusal::TextHasDefects
        | Refusal::ReasonMissing
        | Refusal::ReportKindMissing
        | Refusal::TextTooLong
        | Refusal::NoSuchAccount
        | Refusal::TrainingTitle
        | Refusal::TrainingHours
        | Refusal::TrainingSplit
        | Refusal::TrainingDate
        | Refusal::AttendanceCode
        | Refusal::LearnerNotRecognised
        | Refusal::CodeUnknown
        | Refusal::NameMissing
        | Refusal::FinessInvalid
        | Refusal::SiretInvalid
        | Refusal::GroupCircular
        | Refusal::GroupTooDeep
        | Refusal::DayInvalid
        | Refusal::DaysReversed
        | Refusal::ClosingName
        | Refusal::CreditsInvalid
        | Refusal::RatingsMissing
        | Refusal::CutOutOfReach
        | Refusal::CutsNotRising
        | Refusal::CpfUnreadable
        | Refusal::CpfOther
        | Refusal::ExamDate
        | Refusal::SeatsInvalid
        | Refusal::ExtraTime
        | Refusal::BirthDate
        | Refusal::ExamCodes
        | Refusal::ExamWatchCodes
        | Refusal::ExamStartCode
        | Refusal::ExamDocument
        | Refusal::ExamMinutes
        | Refusal::ExamReportWhom
        | Refusal::ReminderAddress
        | Refusal::ReminderHour
        | Refusal::ReminderDays
        | Refusal::ClaimUntestable
        | Refusal::ClaimRests
        | Refusal::OfferFaulty
        | Refusal::OfferColumns
        | Refusal::RatingStars
        | Refusal::RatingMonth
        | Refusal::RatingContact => StatusCode::UNPROCESSABLE_ENTITY,
        Refusal::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Refusal::Malformed => StatusCode::BAD_REQUEST,
        Refusal::CredentialsWrong | Refusal::Unauthorised => StatusCode::UNAUTHORIZED,
        Refusal::LinkExpired | Refusal::AnswersArchived | Refusal::InvitationOver => StatusCode::GONE,
        Refusal::TooManyAttempts | Refusal::TooManyRequests => StatusCode::TOO_MANY_REQUESTS,
        Refusal::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
        Refusal::Unavailable | Refusal::Busy => StatusCode::SERVICE_UNAVAILABLE,
        Refusal::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        Refusal::CannotWrite => StatusCode::INSUFFICIENT_STORAGE,
    }
}

/// For what passes: after how many seconds it is worth while to try again, as the header `Retry-After`. Five suffice for a restart; a
/// disk waits for somebody. What the limits know better they say themselves.
pub(crate) fn retry_after(refusal: Refusal) -> Option<(HeaderName, HeaderValue)> {
    let seconds = match refusal {
        Refusal::TooManyAttempts => "300",
        Refusal::CannotWrite => "30",
        Refusal::Unavailable | Refusal::Busy => "5",
        _ => return None,
    };
    Some((RETRY_AFTER, HeaderValue::from_static(seconds)))
}

/// Left on a response for whoever counts and logs: which refusal it tells.
#[derive(Debug, Clone)]
pub(crate) struct Refused {
    /// The refusal's stable code.
    pub(crate) code: &'static str,
    /// The reference under which the log has the rest.
    pub(crate) incident: Option<String>,
}

/// Makes a response one that refuses: its status, and what is counted.
pub(crate) fn refuse(response: &mut Response, refusal: Refusal, incident: Option<String>) {
    *response.status_mut() = status(refusal);
    response.extensions_mut().insert(Refused { code: refusal.code(), incident });
}

/// The refusal that a failure is told as, and for what is our fault a reference under which the log has the rest.
pub(crate) fn told(app: &App, failure: &Failure) -> (Refusal, Option<String>) {
    let refusal = match failure {
        Failure::Refused(refusal) => return (*refusal, None),
        Failure::Store(StoreError::Busy | StoreError::Unavailable { .. }) => Refusal::Unavailable,
        Failure::Store(StoreError::Full | StoreError::ReadOnly) => Refusal::CannotWrite,
        Failure::Store(_) | Failure::Broken(_) => Refusal::Internal,
    };
    let incident = hex(&app.entropy.bytes::<4>());
    tracing::error!(incident, %failure, "a request failed");
    (refusal, Some(incident))
}
