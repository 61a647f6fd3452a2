//! What pages about texts share: differences in words, verdicts, the text with its key.

use domain::item::{Interaction, Item, Shown, feedback, paragraphs};
use domain::workshop::Verdict;
use psychometrics::random::Random;
use store::reviews::Review;

use crate::render::Arg;
use crate::service::workshop::{Comparison, Dossier, Piece, without_checks};
use crate::web::result::{in_words, lines};
use crate::web::view::corrected::{CorrectedLine, Source};
use crate::web::view::workshop::{Compared, PartRow, PieceRow, Sheet, VerdictRow};
use crate::web::visit::Visit;

/// Differences with the names of the parts in the visitor's language.
pub(super) fn compared(visit: &Visit, found: Comparison) -> Compared {
    let pieces = |all: Vec<Piece>| all.into_iter().map(|p| PieceRow { changed: p.changed, text: p.text }).collect();
    let row =
        |part: crate::service::workshop::Part| PartRow { label: label(visit, &part.path), before: part.before.map(pieces), after: part.after.map(pieces) };
    Compared { parts: found.parts.into_iter().map(row).collect(), same: found.same }
}

/// `interaction`, `options`, `b`, `text` as « Réponses proposées · b · texte ». What has no words of its own keeps its name.
fn label(visit: &Visit, path: &[String]) -> String {
    let word = |name: &String| visit.app.renderer.texts().find(visit.lang, &format!("part-{name}"), &[]).unwrap_or_else(|| name.clone());
    let path = if path.len() > 1 && path[0] == "interaction" { &path[1..] } else { path };
    path.iter().map(word).collect::<Vec<_>>().join(" · ")
}

/// Verdicts, the newest first.
pub(super) fn verdicts<'a>(dossier: &Dossier, reviews: impl DoubleEndedIterator<Item = &'a Review>) -> Vec<VerdictRow> {
    let row = |review: &Review| {
        let (reason, checked) = without_checks(&review.note);
        VerdictRow {
            revision: review.revision,
            verdict: Verdict::parse(&review.verdict).map_or("changes", Verdict::code),
            by: review.reviewer_id.and_then(|id| dossier.names.get(&id).cloned()),
            at: review.at,
            reason,
            checked,
        }
    };
    reviews.rev().map(row).collect()
}

/// A text as a reviewer reads it: with its key, and with every feedback, that of wrong ideas included.
pub(in crate::web) fn sheet(visit: &Visit, item: &Item) -> Sheet {
    let framework = &visit.app.editions.current().edition.framework;
    let objective = framework.objective(&item.objective).map_or_else(|| item.objective.clone(), |o| format!("{} {}", o.code, o.text));
    let shown = Shown::draw(&item.interaction, &mut Random::new(1, 0));
    let said = feedback(item, &shown, None);
    let mut key = match &item.interaction {
        Interaction::SingleChoice(x) => x.options.iter().map(option).collect(),
        Interaction::MultipleChoice(x) => x.options.iter().map(option).collect(),
        _ => lines(visit, &item.interaction, &said),
    };
    key.extend(ideas(visit, &item.interaction));
    Sheet {
        lang: item.language.clone(),
        situation: paragraphs(&item.situation),
        question: item.question.clone(),
        lines: key,
        remark: said.remark,
        explanation: paragraphs(&item.explanation),
        source: Source {
            title: item.source.title.clone(),
            publisher: item.source.publisher.clone(),
            date: in_words(visit, &item.source.date),
            url: item.source.url.clone(),
            checked: in_words(visit, &item.source.checked),
        },
        objective,
        difficulty: item.difficulty,
        time: item.time,
    }
}

fn line(label: String, feedback: &str) -> CorrectedLine {
    CorrectedLine { label, given: None, expected: None, chosen: None, awaited: None, right: false, feedback: Some(feedback.to_owned()) }
}

fn option(option: &domain::item::Opt) -> CorrectedLine {
    CorrectedLine { awaited: Some(option.correct), right: option.correct, ..line(option.text.clone(), &option.feedback) }
}

/// What else is accepted, and the wrong ideas that the author foresaw.
fn ideas(visit: &Visit, interaction: &Interaction) -> Vec<CorrectedLine> {
    let idea = |what: String, feedback: &str| line(visit.say_with("part-wrong-idea", &[("what", Arg::from(what))]), feedback);
    match interaction {
        Interaction::ShortAnswer(x) => {
            let accepted = CorrectedLine { expected: Some(x.accept.join(" / ")), right: true, feedback: None, ..line(visit.say("part-accept"), "") };
            std::iter::once(accepted).chain(x.wrong.iter().map(|w| idea(w.text.join(" / "), &w.feedback))).collect()
        }
        Interaction::Number(x) => x.wrong.iter().map(|w| idea(format!("{} {}", w.value, x.unit), &w.feedback)).collect(),
        Interaction::Simulator(x) => x.rules.iter().flat_map(|rule| &rule.wrong).map(|w| idea(w.values.join(" / "), &w.feedback)).collect(),
        _ => Vec::new(),
    }
}
