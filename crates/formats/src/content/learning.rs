//! Modules, in TOML. The kind of a step stands in a field: each is read apart, so that a defect keeps its line.

use domain::item::{Review, Source};
use domain::learning::module::{Audience, Cards, Diagram, Example, Module, Passage, Practice, Question, Step, Summary, Video};
use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Unreadable, line_at, line_of, list, read};

/// Everything in a module file but its steps.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    id: String,
    version: u32,
    objective: String,
    title: String,
    promise: String,
    minutes: u32,
    trades: Vec<String>,
    settings: Vec<String>,
    language: String,
    audience: Audience,
    review: Review,
    after: Vec<String>,
    source: Source,
}

/// Reads a module file.
///
/// # Errors
/// The first thing that cannot be read: syntax, an unknown or missing field, an unknown kind of step.
pub fn module(text: &str) -> Result<Module, Unreadable> {
    let mut table = DeTable::parse(text).map_err(|e| Unreadable::at(text, &e))?;
    let written = list(table.get_mut(), "steps");
    let Header { id, version, objective, title, promise, minutes, trades, settings, language, audience, review, after, source } =
        Header::deserialize(toml::de::Deserializer::from(table)).map_err(|e| Unreadable::at(text, &e))?;
    if written.is_empty() {
        return Err(Unreadable { line: line_of(text, "[[steps]]", 0), message: "missing field `steps`".to_owned() });
    }
    let steps = written.into_iter().map(|written| step(text, written)).collect::<Result<_, _>>()?;
    Ok(Module { id, version, objective, title, promise, minutes, trades, settings, language, audience, review, after, source, steps })
}

fn step(text: &str, mut written: Spanned<DeValue<'_>>) -> Result<Step, Unreadable> {
    let line = line_at(text, written.span().start);
    let DeValue::Table(fields) = written.get_mut() else {
        return Err(Unreadable { line, message: "a step must be a table".to_owned() });
    };
    let kind = fields.remove("kind").ok_or_else(|| Unreadable { line, message: "missing field `kind`".to_owned() })?;
    Ok(match kind.get_ref().as_str() {
        Some("situation") => Step::Situation(read::<Passage>(text, written)?),
        Some("lesson") => Step::Lesson(read::<Passage>(text, written)?),
        Some("diagram") => Step::Diagram(read::<Diagram>(text, written)?),
        Some("example") => Step::Example(read::<Example>(text, written)?),
        Some("video") => Step::Video(read::<Video>(text, written)?),
        Some("question") => Step::Question(read::<Question>(text, written)?),
        Some("cards") => Step::Cards(read::<Cards>(text, written)?),
        Some("summary") => Step::Summary(read::<Summary>(text, written)?),
        Some("practice") => Step::Practice(read::<Practice>(text, written)?),
        other => {
            let message = format!("unknown kind `{}`", other.unwrap_or_default());
            return Err(Unreadable { line: line_at(text, kind.span().start), message });
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const MODULE: &str = r#"id = "essai"
version = 1
objective = "S1.01"
title = "Essai"
promise = "À la fin, vous saurez essayer."
minutes = 5
trades = ["tous"]
settings = []
language = "fr"
audience = "professionals"
review = "not-reviewed"
after = []

[source]
title = "Titre"
publisher = "Éditeur"
date = "2024"
checked = "2026-11"

[[steps]]
kind = "situation"
title = "Lundi"
text = "Que faites-vous ?"

[[steps]]
kind = "diagram"
form = "chain"
title = "Trois temps"
alt = "Trois temps qui se suivent."
[[steps.nodes]]
label = "Un"
text = "D'abord."

[[steps]]
kind = "cards"
[[steps.cards]]
id = "c1"
front = "Quoi ?"
back = "Cela."
"#;

    #[test]
    fn a_module_is_read_step_by_step() {
        let module = module(MODULE).expect("it can be read");
        assert_eq!(module.steps.iter().map(Step::kind).collect::<Vec<_>>(), ["situation", "diagram", "cards"]);
        assert_eq!(module.cards().map(|card| card.id.as_str()).collect::<Vec<_>>(), ["c1"]);
        assert_eq!(module.audience, Audience::Professionals);
    }

    #[test]
    fn a_defect_of_a_module_is_told_with_its_line() {
        let cases = [
            ("version = 1", "version = "),
            ("minutes = 5", "minutes = \"cinq\""),
            ("after = []", "apres = []"),
            ("audience = \"professionals\"", "audience = \"tout le monde\""),
            ("form = \"chain\"", "form = \"nuage\""),
            ("kind = \"cards\"", "kind = \"cartes\""),
            ("label = \"Un\"", "nom = \"Un\""),
            ("front = \"Quoi ?\"", "front = 3"),
            ("text = \"Que faites-vous ?\"", "texte = \"Que faites-vous ?\""),
        ];
        for (from, to) in cases {
            let broken = MODULE.replacen(from, to, 1);
            let line = broken.lines().position(|l| l == to).map(|i| i + 1);
            let error = module(&broken).expect_err(to);
            assert_eq!(Some(error.line), line, "{to}: {error}");
        }
        let without = module(MODULE.split("[[steps]]").next().unwrap_or_default()).expect_err("no step");
        assert!(without.message.contains("steps"), "{without}");
    }
}
