//! Every "no" the rules can say, each with a stable code and a sentence in every language.

use serde::Serialize;

macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident => $code:literal),* $(,)?) => {
        /// Why a request was refused. The code is part of the API; the sentence is in the locales.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Refusal { $($(#[$doc])* $name),* }

        impl Refusal {
            /// All of them, so that a test can hold each to its sentence.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The stable code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),* }
            }
        }
    };
}

impl Refusal {
    /// Whether it says that an answer does not fit its question: then the form is shown again, as it was filled in.
    pub const fn is_of_the_answer(self) -> bool {
        matches!(
            self,
            Self::ResponseMissing
                | Self::ResponseIncomplete
                | Self::ResponseSameTurn
                | Self::ResponseNotANumber
                | Self::ResponseShape
                | Self::ResponseUnknownOption
        )
    }
}

refusals! {
    /// No such session.
    SessionNotFound => "session-not-found",
    /// The session belongs to somebody else.
    NotYours => "not-yours",
    /// The session is finished.
    SessionClosed => "session-closed",
    /// The answer is for a question that was not asked yet.
    OutOfOrder => "out-of-order",
    /// That question has its answer.
    AlreadyAnswered => "already-answered",
    /// No answer was given.
    ResponseMissing => "response-missing",
    /// Part of the answer is missing.
    ResponseIncomplete => "response-incomplete",
    /// The answer is of another kind than the question.
    ResponseShape => "response-shape",
    /// The answer names an option that the question does not have.
    ResponseUnknownOption => "response-unknown-option",
    /// A number was asked for, and what was typed is none.
    ResponseNotANumber => "response-not-a-number",
    /// Two actions of a simulator are given the same turn.
    ResponseSameTurn => "response-same-turn",
    /// What was sent is too large.
    TooLarge => "too-large",
    /// What was sent cannot be read.
    Malformed => "malformed",
    /// The idempotency key was used for another request.
    IdempotencyReused => "idempotency-reused",
    /// Not an address.
    EmailInvalid => "email-invalid",
    /// The address belongs to another account.
    EmailTaken => "email-taken",
    /// The password is too short or too common.
    PasswordWeak => "password-weak",
    /// Address or password is wrong.
    CredentialsWrong => "credentials-wrong",
    /// The link was used or is too old.
    LinkExpired => "link-expired",
    /// Too many tries.
    TooManyAttempts => "too-many-attempts",
    /// No such page or object.
    NotFound => "not-found",
    /// The address exists, not with this method.
    MethodNotAllowed => "method-not-allowed",
    /// The form was sent from another site.
    ForbiddenOrigin => "forbidden-origin",
    /// Nobody is signed in, or the token is wrong.
    Unauthorised => "unauthorised",
    /// No such kind of session.
    KindUnknown => "kind-unknown",
    /// The word that confirms the erasure is not there.
    EraseWord => "erase-word",
    /// The answers of this session have left the database for the archive.
    AnswersArchived => "answers-archived",
    /// The service cannot answer for the moment.
    Unavailable => "unavailable",
    /// Something unexpected.
    Internal => "internal",
    /// More requests than one person or one place may send.
    TooManyRequests => "too-many-requests",
    /// Too many people want something dear at this very moment.
    Busy => "busy",
    /// The disk is full, or refuses to be written.
    CannotWrite => "cannot-write",
    /// The text was changed by somebody else, or in another tab, meanwhile.
    TextChanged => "text-changed",
    /// An item of that name exists already.
    NameTaken => "name-taken",
    /// The text has defects that must be mended first.
    TextHasDefects => "text-has-defects",
    /// The text is not at the stage that this step needs.
    WrongStage => "wrong-stage",
    /// Nobody judges what they wrote.
    OwnText => "own-text",
    /// A word of explanation is missing.
    ReasonMissing => "reason-missing",
    /// An item does not go from there to there.
    WrongStanding => "wrong-standing",
    /// The last administrator cannot go.
    LastAdministrator => "last-administrator",
    /// A calibration is running already.
    CalibrationRunning => "calibration-running",
    /// There are too few answers to learn from.
    TooFewAnswers => "too-few-answers",
    /// What is wrong with a question was not chosen.
    ReportKindMissing => "report-kind-missing",
    /// More words than fit.
    TextTooLong => "text-too-long",
    /// Somebody else settled the report meanwhile.
    ReportSettled => "report-settled",
    /// Nobody decides on a calibration that they started.
    OwnCalibration => "own-calibration",
    /// The calibration does not wait for a decision.
    CalibrationDecided => "calibration-decided",
    /// No account has this address.
    NoSuchAccount => "no-such-account",
    /// A lesson or training has no title.
    TrainingTitle => "training-title",
    /// A number of hours or credits cannot be read.
    TrainingHours => "training-hours",
    /// No hours by domain, or more than the lesson lasts.
    TrainingSplit => "training-split",
    /// A day or an hour cannot be read, or is far from now.
    TrainingDate => "training-date",
    /// The code of attendance is wrong, or its time is over.
    AttendanceCode => "attendance-code",
    /// Whoever typed a right code is not on the list of that lesson.
    AttendanceStranger => "attendance-stranger",
    /// Attendance is taken when the lesson begins, not before.
    AttendanceEarly => "attendance-early",
    /// The list of the lesson is closed.
    LessonClosed => "lesson-closed",
    /// Somebody was there: the lesson is part of their hours.
    LessonAttended => "lesson-attended",
    /// Somebody else settled this training meanwhile.
    TrainingSettled => "training-settled",
    /// A domain does not have its hours yet.
    HoursMissing => "hours-missing",
    /// The campaign does not take anybody yet.
    CampaignNotOpen => "campaign-not-open",
    /// The campaign is over.
    CampaignOver => "campaign-over",
    /// Everybody takes this campaign so often and no more.
    SittingsUsed => "sittings-used",
    /// Nobody was recognised by what was said.
    LearnerNotRecognised => "learner-not-recognised",
    /// The campaign is for others of the organisation.
    NotInvited => "not-invited",
    /// What is assessed cannot change once somebody has begun.
    CampaignBegun => "campaign-begun",
    /// What was shown would let a group under ten be told apart.
    SharingWaits => "sharing-waits",
    /// What was typed is not the code of a campaign.
    CodeUnknown => "code-unknown",
    /// The file is being written, or was, or was given up.
    ImportOver => "import-over",
    /// Another file of the organisation is being written.
    ImportRunning => "import-running",
    /// Nothing was typed where a name is needed.
    NameMissing => "name-missing",
    /// Not a FINESS number.
    FinessInvalid => "finess-invalid",
    /// Not a SIRET number.
    SiretInvalid => "siret-invalid",
    /// Another organisation has this FINESS number.
    FinessTaken => "finess-taken",
    /// Another organisation has this SIRET number.
    SiretTaken => "siret-taken",
    /// An organisation cannot stand below itself.
    GroupCircular => "group-circular",
    /// A group has too many levels.
    GroupTooDeep => "group-too-deep",
    /// The last manager cannot go.
    LastManager => "last-manager",
    /// This person is of the team already.
    AlreadyMember => "already-member",
    /// The invitation was sent to another address.
    InvitationForAnother => "invitation-for-another",
    /// The invitation was used, taken back, or is too old.
    InvitationOver => "invitation-over",
    /// The organisation has a unit or cohort of this name.
    EntryTaken => "entry-taken",
    /// Not a day of the calendar.
    DayInvalid => "day-invalid",
    /// What ends would end before it begins.
    DaysReversed => "days-reversed",
    /// Somebody else of the organisation has this number.
    LearnerNumberTaken => "learner-number-taken",
    /// What was being changed was changed by somebody else meanwhile.
    RecordChanged => "record-changed",
    /// The name that confirms the closing is not there.
    ClosingName => "closing-name",
    /// Not a number of credits.
    CreditsInvalid => "credits-invalid",
    /// The installation does not say how the Caisse des Dépôts knows the certifier.
    CpfSettings => "cpf-settings",
    /// No certificate waits to be sent without lacking something.
    CpfNothing => "cpf-nothing",
    /// Who prepared a file does not release it.
    CpfOwnFile => "cpf-own-file",
    /// The file is not at the step that this needs.
    CpfElsewhere => "cpf-elsewhere",
    /// What was given is no acknowledgement of treatment.
    CpfUnreadable => "cpf-unreadable",
    /// The acknowledgement is about another file.
    CpfOther => "cpf-other",
    /// Who proposed to revoke a certificate does not second it.
    OwnRevocation => "own-revocation",
    /// The revocation was settled by somebody else meanwhile.
    RevocationSettled => "revocation-settled",
    /// What belongs to a group must leave it before it is closed.
    HasChildren => "has-children",
    /// The centre is not accredited for that day.
    CentreNotAccredited => "centre-not-accredited",
    /// The exam is further on, or not so far yet.
    ExamMovedOn => "exam-moved-on",
    /// No seat is left in the exam.
    ExamFull => "exam-full",
    /// Something of the exam is not settled yet.
    ExamUnsettled => "exam-unsettled",
    /// The moment of an exam cannot be read, is past, or too far ahead.
    ExamDate => "exam-date",
    /// Not a number of seats.
    SeatsInvalid => "seats-invalid",
    /// Not a share of extra time.
    ExtraTime => "extra-time",
    /// Not a day on which somebody was born.
    BirthDate => "birth-date",
    /// This person is on the list of the exam.
    CandidateEnrolled => "candidate-enrolled",
    /// The candidate has sat down: they are taken off the list no more.
    CandidateSat => "candidate-sat",
    /// The candidacy belongs to another account.
    CandidacyTaken => "candidacy-taken",
    /// The exam stands still, and takes no answer.
    ExamPaused => "exam-paused",
    /// The time of the exam is over.
    ExamTimeUp => "exam-time-up",
    /// What was typed is not the number of an exam with the code of one of its candidates.
    ExamCodes => "exam-codes",
    /// What was typed is not the number of an exam with the code of its invigilators.
    ExamWatchCodes => "exam-watch-codes",
    /// The exam is not open yet.
    ExamNotOpen => "exam-not-open",
    /// The exam is over.
    ExamOver => "exam-over",
    /// Nobody checked the candidate's identity yet.
    ExamNotAdmitted => "exam-not-admitted",
    /// Not the code on the board.
    ExamStartCode => "exam-start-code",
    /// The candidate has not begun.
    ExamNotBegun => "exam-not-begun",
    /// The candidate has begun.
    SittingBegun => "sitting-begun",
    /// The candidate's sitting is over.
    SittingOver => "sitting-over",
    /// The sitting goes on in another browser.
    ExamDeviceOut => "exam-device-out",
    /// Which document was shown was not chosen.
    ExamDocument => "exam-document",
    /// Not a number of minutes.
    ExamMinutes => "exam-minutes",
    /// A report of a fraud names nobody.
    ExamReportWhom => "exam-report-whom",
    /// Nobody seconds what they proposed.
    OwnProposal => "own-proposal",
    /// Somebody else settled the proposal, or it was taken back.
    ProposalSettled => "proposal-settled",
    /// Something of the kind waits for a second person already.
    ProposalOpen => "proposal-open",
    /// What is proposed stands already.
    NothingChanges => "nothing-changes",
    /// Something waits before the jury can confirm.
    DecisionsMissing => "decisions-missing",
    /// The exam is not where this step begins.
    ExamElsewhere => "exam-elsewhere",
    /// The question was met by nobody, or counts for nobody already.
    NothingToNeutralise => "nothing-to-neutralise",
    /// The time to appeal is over.
    AppealLate => "appeal-late",
    /// One appeals once.
    AppealMade => "appeal-made",
    /// Somebody else answered the appeal.
    AppealSettled => "appeal-settled",
    /// Who decided does not answer an appeal.
    OwnDecision => "own-decision",
    /// A panel of one, or of nobody.
    PanelTooSmall => "panel-too-small",
    /// A judge left something out.
    RatingsMissing => "ratings-missing",
    /// The panel asks for what no ability has.
    CutOutOfReach => "cut-out-of-reach",
    /// The study is not at the step that this needs.
    StudyElsewhere => "study-elsewhere",
    /// Cut scores must rise from level to level.
    CutsNotRising => "cuts-not-rising",
    /// Reminders leave by mail, and there is no address.
    ReminderAddress => "reminder-address",
    /// An hour that is none.
    ReminderHour => "reminder-hour",
    /// Reminders on no day of the week.
    ReminderDays => "reminder-days",
    /// The bank has too few questions to test what somebody says that they know.
    ClaimUntestable => "claim-untestable",
    /// What was not borne out rests before it can be said again.
    ClaimRests => "claim-rests",
    /// It is not the moment for this, with this offer: somebody did something else in between.
    OfferStage => "offer-stage",
    /// Somebody would check an offer that they wrote.
    OfferOwnText => "offer-own-text",
    /// Something in an offer is missing or wrong.
    OfferFaulty => "offer-faulty",
    /// Another offer has this name.
    OfferNameTaken => "offer-name-taken",
    /// A rating without its stars.
    RatingStars => "rating-stars",
    /// A rating that says when the offer was followed in no month that can be.
    RatingMonth => "rating-month",
    /// A rating that gives an address or a number away.
    RatingContact => "rating-contact",
    /// A rating of a module by somebody who has not finished it.
    RatingNotFollowed => "rating-not-followed",
    /// Somebody would read their own rating before it is shown.
    RatingOwn => "rating-own",
    /// A list without the columns that every offer needs.
    OfferColumns => "offer-columns",
}
