//! What did not come through: each loss with a stable code, where it happened, and what it is about.

macro_rules! losses {
    ($($(#[$doc:meta])* $name:ident => $code:literal $weight:ident),* $(,)?) => {
        /// What was refused, changed, left out or guessed. The sentence of each code is in the locales (`exchange-CODE`).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code { $($(#[$doc])* $name),* }

        impl Code {
            /// All of them, so that a test can hold each to its sentence.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The stable code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),* }
            }

            /// How much it matters.
            pub const fn weight(self) -> Weight {
                match self { $(Self::$name => Weight::$weight),* }
            }
        }
    };
}

/// How much a loss matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// A file or an item was not taken.
    Refused,
    /// The item was taken, and an answer may be worth something else than outside.
    Changed,
    /// The item was taken without something that was there.
    Dropped,
    /// Something that was not said was assumed.
    Guessed,
}

losses! {
    // a whole file
    /// Larger than what is read.
    TooLarge => "too-large" Refused,
    /// Nothing in it.
    Empty => "empty" Refused,
    /// Bytes that are no text.
    NotText => "not-text" Refused,
    /// None of the formats that are read.
    UnknownFormat => "unknown-format" Refused,
    /// Not well-formed XML.
    BrokenXml => "broken-xml" Refused,
    /// A document type, which could name entities and files.
    Doctype => "doctype" Refused,
    /// Elements nested deeper, or more of them, than any question needs.
    TooComplex => "too-complex" Refused,
    /// QTI 1.x, or a QTI document that holds no question.
    QtiUnknown => "qti-unknown" Refused,
    /// An archive that cannot be opened.
    ArchiveBroken => "archive-broken" Refused,
    /// Files of an archive that would be written outside of it.
    ArchivePath => "archive-path" Refused,
    /// More files than any package needs.
    ArchiveMany => "archive-many" Refused,
    /// Unpacked, it would be larger than what is read.
    ArchiveLarge => "archive-large" Refused,
    /// Packed so tightly that it is meant to harm.
    ArchiveBomb => "archive-bomb" Refused,
    /// No `imsmanifest.xml`.
    ManifestMissing => "manifest-missing" Refused,
    /// A file that the manifest or a test names is not there.
    FileMissing => "file-missing" Refused,
    /// A test alone, whose questions stand in other files.
    TestAlone => "test-alone" Refused,
    /// A workbook that cannot be read, or without the columns of the template.
    SheetBroken => "sheet-broken" Refused,

    // a whole item
    /// What the person does needs a picture.
    Picture => "picture" Refused,
    /// A free text that only a person can judge.
    ExtendedText => "extended-text" Refused,
    /// A file to be sent, a drawing, a recording.
    Upload => "upload" Refused,
    /// A sound or a film.
    Media => "media" Refused,
    /// Code of the question's own.
    Custom => "custom" Refused,
    /// Several attempts, hints or parts that follow each other.
    Adaptive => "adaptive" Refused,
    /// Values drawn or computed for each person.
    Template => "template" Refused,
    /// Several interactions in one item.
    SeveralInteractions => "several-interactions" Refused,
    /// Nothing to be done.
    NoInteraction => "no-interaction" Refused,
    /// An interaction or a kind of question that is not known.
    UnknownKind => "unknown-kind" Refused,
    /// No answer is said to be right.
    NoKey => "no-key" Refused,
    /// The right answer is not among those offered.
    KeyUnknown => "key-unknown" Refused,
    /// Several right answers where one can be given.
    SeveralKeys => "several-keys" Refused,
    /// The scoring gives all points to another answer than the one said to be right.
    KeyDiffers => "key-differs" Refused,
    /// The scoring uses what is not read.
    Processing => "processing" Refused,
    /// Only some of the steps are to be put in order.
    PartialOrder => "partial-order" Refused,
    /// A line to which no answer, or several, belong.
    LineAnswers => "line-answers" Refused,
    /// A formula.
    Formula => "formula" Refused,
    /// A choice that can be seen and not read.
    NothingToRead => "nothing-to-read" Refused,
    /// Brackets that mean something else in our texts.
    Brackets => "brackets" Refused,
    /// More choices than can be judged.
    TooManyChoices => "too-many-choices" Refused,
    /// A number with a tolerance inside a text.
    NumberInText => "number-in-text" Refused,
    /// A line of a text format that cannot be read.
    Unreadable => "unreadable" Refused,
    /// A kind for which the format written has no word.
    NotWritten => "not-written" Refused,

    // scoring
    /// Part of an answer is worth something else here.
    ScoringDiffers => "scoring-differs" Changed,
    /// Spelling is judged more generously here.
    SpellingLooser => "spelling-looser" Changed,
    /// How many choices may be made was limited.
    ChoiceLimit => "choice-limit" Changed,
    /// Pairs without a direction became lines and answers.
    PairsDirected => "pairs-directed" Changed,
    /// A slider became a number to type.
    SliderTyped => "slider-typed" Changed,
    /// Negative points became none.
    Penalty => "penalty" Changed,

    // what was left out
    /// A picture, replaced by the words that stand for it.
    PictureWords => "picture-words" Dropped,
    /// A picture without words.
    PictureDropped => "picture-dropped" Dropped,
    /// Scripts, styles, frames and forms.
    Active => "active" Dropped,
    /// Where a link leads.
    Link => "link" Dropped,
    /// A table, written as lines.
    Table => "table" Dropped,
    /// Bold, italics, headings.
    Emphasis => "emphasis" Dropped,
    /// What was said to scorers, tutors or proctors.
    Rubric => "rubric" Dropped,
    /// Feedback that has no place here.
    FeedbackDropped => "feedback-dropped" Dropped,
    /// Text after the answers was put before them.
    TextMoved => "text-moved" Dropped,
    /// Rules of a test: parts, choice, order, time.
    TestRules => "test-rules" Dropped,
    /// Files of a package that are not questions.
    Resource => "resource" Dropped,
    /// Categories and tags.
    Tags => "tags" Dropped,
    /// A header that the format written has no place for.
    HeaderDropped => "header-dropped" Dropped,
    /// What a kind of ours says beyond the format written.
    DetailDropped => "detail-dropped" Dropped,

    // what was assumed
    /// Difficulty and time.
    HeaderGuessed => "header-guessed" Guessed,
    /// The encoding of the text.
    EncodingGuessed => "encoding-guessed" Guessed,
    /// The language.
    LanguageGuessed => "language-guessed" Guessed,
    /// The right answer is said, and how it is scored is not.
    KeyDeclared => "key-declared" Guessed,
    /// The unit of a number.
    UnitGuessed => "unit-guessed" Guessed,
    /// What our own header says cannot be read.
    HeaderUnread => "header-unread" Guessed,
}

/// One loss: what, where, about what.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Loss {
    /// File, as it was given, with its path inside a package after `!`.
    pub file: String,
    /// Line from 1; 0 when the whole file is meant. In a workbook, the row.
    pub line: usize,
    /// The outside name of the item; empty when a whole file is meant.
    pub item: String,
    /// What happened.
    pub code: Code,
    /// The word, element or value that it is about; may be empty.
    pub detail: String,
}
