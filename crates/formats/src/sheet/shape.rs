//! What a form holds for each kind of question: the fields of a content file, each with the shape of its control.

/// How a field is typed, and what stands for it in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One line of words.
    Line,
    /// Words over several lines.
    Text,
    /// A number with decimals.
    Number,
    /// A whole number.
    Whole,
    /// Yes or no: `true` or nothing.
    Flag,
    /// Several short texts, one a line.
    Lines,
}

/// A field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// As in the file.
    pub name: &'static str,
    /// How it is typed.
    pub shape: Shape,
    /// What an absent one means.
    pub default: &'static str,
    /// Whether the file leaves it out when it is the default.
    pub is_optional: bool,
}

/// A list of entries, each with the same fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct List {
    /// As in the file.
    pub name: &'static str,
    /// Fields of an entry.
    pub fields: &'static [Field],
    /// Entries of a new form.
    pub starts_with: usize,
    /// Whether the file may leave the list out.
    pub is_optional: bool,
}

/// A kind of question that has a form.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    /// As in the file.
    pub name: &'static str,
    /// Fields of the interaction itself.
    pub fields: &'static [Field],
    /// Its lists.
    pub lists: &'static [List],
}

impl Kind {
    /// The kind of this name, if it has a form.
    pub fn of(name: &str) -> Option<&'static Self> {
        KINDS.iter().find(|kind| kind.name == name)
    }
}

const fn field(name: &'static str, shape: Shape) -> Field {
    Field { name, shape, default: "", is_optional: false }
}

const fn optional(name: &'static str, shape: Shape, default: &'static str) -> Field {
    Field { name, shape, default, is_optional: true }
}

const fn given(name: &'static str, shape: Shape, default: &'static str) -> Field {
    Field { name, shape, default, is_optional: false }
}

const fn list(name: &'static str, fields: &'static [Field], starts_with: usize) -> List {
    List { name, fields, starts_with, is_optional: false }
}

/// Everything that stands above the source.
pub const HEADER: &[Field] = &[
    field("id", Shape::Line),
    given("version", Shape::Whole, "1"),
    field("objective", Shape::Line),
    field("title", Shape::Line),
    field("trades", Shape::Lines),
    field("setting", Shape::Line),
    given("language", Shape::Line, "fr"),
    given("difficulty", Shape::Number, "0"),
    given("time", Shape::Whole, "60"),
    given("review", Shape::Line, "not-reviewed"),
    optional("enemies", Shape::Lines, ""),
    optional("translates", Shape::Line, ""),
    field("situation", Shape::Text),
    field("question", Shape::Text),
    field("explanation", Shape::Text),
];

/// Where the fact was read.
pub const SOURCE: &[Field] = &[
    field("title", Shape::Line),
    field("publisher", Shape::Line),
    field("date", Shape::Line),
    optional("url", Shape::Line, ""),
    field("checked", Shape::Line),
    optional("review_by", Shape::Line, ""),
];

const POINTS: Field = given("points", Shape::Whole, "2");
const SHUFFLE: Field = optional("shuffle", Shape::Flag, "true");
const FEEDBACK: Field = field("feedback", Shape::Text);
const ID: Field = field("id", Shape::Line);
const TEXT: Field = field("text", Shape::Text);
const OPTION: &[Field] = &[ID, TEXT, optional("correct", Shape::Flag, ""), FEEDBACK];
const NAMED: &[Field] = &[ID, TEXT];

/// All kinds that have a form; the others are written as texts.
pub const KINDS: &[Kind] = &[
    Kind { name: "single-choice", fields: &[SHUFFLE, optional("points", Shape::Whole, "1")], lists: &[list("options", OPTION, 4)] },
    Kind { name: "multiple-choice", fields: &[SHUFFLE, POINTS], lists: &[list("options", OPTION, 5)] },
    Kind { name: "ordering", fields: &[POINTS, FEEDBACK], lists: &[list("steps", NAMED, 4)] },
    Kind {
        name: "matching",
        fields: &[POINTS, SHUFFLE],
        lists: &[list("answers", NAMED, 4), list("prompts", &[ID, TEXT, field("answer", Shape::Line), FEEDBACK], 3)],
    },
    Kind {
        name: "categorise",
        fields: &[POINTS],
        lists: &[list("categories", NAMED, 3), list("elements", &[ID, TEXT, field("category", Shape::Line), FEEDBACK], 5)],
    },
    Kind {
        name: "gaps",
        fields: &[POINTS, TEXT],
        lists: &[list(
            "gaps",
            &[ID, optional("options", Shape::Lines, ""), optional("answer", Shape::Line, ""), optional("accept", Shape::Lines, ""), FEEDBACK],
            2,
        )],
    },
    Kind {
        name: "short-answer",
        fields: &[field("accept", Shape::Lines), given("typos", Shape::Whole, "1"), optional("placeholder", Shape::Line, ""), FEEDBACK],
        lists: &[List { name: "wrong", fields: &[field("text", Shape::Lines), FEEDBACK], starts_with: 1, is_optional: true }],
    },
    Kind {
        name: "number",
        fields: &[field("value", Shape::Number), given("tolerance", Shape::Number, "0"), field("unit", Shape::Line), FEEDBACK],
        lists: &[
            list("units", &[field("name", Shape::Line), given("factor", Shape::Number, "1")], 1),
            List { name: "wrong", fields: &[field("value", Shape::Number), FEEDBACK], starts_with: 1, is_optional: true },
        ],
    },
];
