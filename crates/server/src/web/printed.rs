//! The profile as a printed document: the page's view, in the words of the PDF.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::view::Status;
use super::view::result::{CompetenceProfile, DomainProfile, Evidence, NextStep, ResultPage, StepKind, SummaryKind};
use super::visit::Visit;
use crate::pdf;
use crate::render::{Arg, Texts, typeset};

/// Ends of the picture's axis, in standard deviations.
const ENDS: (f64, f64) = (-3.0, 3.0);

/// The document of a profile, written in the visitor's language and dated now.
pub(super) fn document(visit: &Visit, page: &ResultPage, reviewed: bool) -> pdf::ProfileDocument {
    let texts = visit.app.renderer.texts();
    let lang = visit.lang;
    let say = |key: &str, args: &[(&str, Arg<'_>)]| texts.text(lang, key, args);
    let now = visit.app.clock.now();
    let interval = texts.percent(lang, page.interval);
    let levels = ["level-decouverte", "level-socle", "level-avance", "level-expert"].map(|key| say(key, &[]));
    let reference: String = page.id.chars().filter(|c| *c != '-').skip(20).collect();
    let summary: Vec<String> = page
        .summary
        .iter()
        .map(|line| {
            let key = match line.kind {
                SummaryKind::Sure => "summary-sure",
                SummaryKind::Likely => "summary-likely",
                SummaryKind::Open => "summary-open",
                SummaryKind::Build => "summary-build",
            };
            say(key, &[("count", line.names.len().into()), ("names", texts.list(lang, &line.names).into())])
        })
        .collect();
    let rows: Vec<String> = page.domains.iter().map(|d| format!("{} : {}.", d.short, say(d.level.key(), &[]))).collect();
    let mut document = pdf::ProfileDocument {
        terms: String::new(),
        lang: lang.code().to_owned(),
        made_on: date(now),
        title: say("pdf-title", &[]),
        subtitle: say(
            "result-facts",
            &[("date", texts.date(lang, page.finished_at).into()), ("answered", page.answered.into()), ("minutes", page.minutes.into())],
        ),
        summary: summary.join(" "),
        picture: pdf::Picture {
            heading: say("pdf-picture", &[("count", page.domains.len().into())]),
            alt: format!("{} {}", say("picture-title", &[]), rows.join(" ")),
            estimate_legend: say("key-point", &[]),
            interval_legend: say("table-interval", &[("share", interval.as_str().into())]),
            required_caption: say("key-socle", &[]),
        },
        axis: pdf::Axis { from: ENDS.0, to: ENDS.1, cuts: page.cuts.to_vec(), levels: levels.to_vec(), required: 1 },
        domains: page.domains.iter().map(|d| domain(visit, d)).collect(),
        next_steps: pdf::NextSteps {
            heading: say("next-title", &[("count", page.next.len().into())]),
            steps: page.next.iter().map(|s| step(visit, s)).collect(),
        },
        reading: pdf::Reading {
            heading: say("read-title", &[]),
            text: [say("read-level", &[]), say("read-interval", &[("share", interval.as_str().into())]), say("read-use", &[])].join(" "),
        },
        figures: pdf::FigureWords {
            heading: say("table-title", &[]),
            domain: say("table-domain", &[]),
            level: say("pdf-level", &[]),
            probability: say("pdf-probability", &[]),
            estimate: say("table-estimate", &[]),
            interval: say("table-interval", &[("share", interval.into())]),
        },
        competences: pdf::CompetenceWords {
            heading: say("competences-title", &[]),
            competence: say("pdf-competence", &[]),
            evidence: say("pdf-evidence", &[]),
            none: say("competence-not-asked", &[]),
            working_wording_note: say("pdf-working-wording", &[]),
        },
        footer: pdf::Footer {
            product: "Socle".to_owned(),
            reference_text: say("pdf-reference", &[("reference", reference.as_str().into())]),
            reference,
            made: say("pdf-made", &[("date", texts.date(lang, now).into())]),
            unreviewed: if reviewed { String::new() } else { say("pdf-unreviewed", &[]) },
            page: say("pdf-page", &[]),
            of: say("pdf-of", &[]),
        },
    };
    let told = terms(visit, &document);
    if !told.is_empty() {
        document.terms = format!("{}. {}.", say("terms-told", &[]), told.join(" ; "));
    }
    document
}

/// The acronyms of a document, with what each stands for.
pub(super) fn terms(visit: &Visit, document: &impl serde::Serialize) -> Vec<String> {
    fn read(value: &serde_json::Value, out: &mut String) {
        match value {
            serde_json::Value::String(text) => {
                out.push_str(text);
                out.push('\n');
            }
            serde_json::Value::Array(values) => values.iter().for_each(|value| read(value, out)),
            serde_json::Value::Object(fields) => fields.values().for_each(|value| read(value, out)),
            _ => {}
        }
    }
    let mut text = String::new();
    if let Ok(value) = serde_json::to_value(document) {
        read(&value, &mut text);
    }
    crate::mails::lines(visit.app.glossary(visit.lang).unexplained(&text), visit.app.renderer.texts(), visit.lang)
}

fn domain(visit: &Visit, domain: &DomainProfile) -> pdf::DomainRow {
    let texts = visit.app.renderer.texts();
    let decimal = |value: f64| Texts::decimal(visit.lang, value, 2);
    let likeliest = domain.probabilities[super::view::Level::ALL.iter().position(|l| *l == domain.level).unwrap_or_default()];
    let probability = texts.percent(visit.lang, likeliest);
    pdf::DomainRow {
        name: domain.name.clone(),
        level: visit.say(domain.level.key()),
        level_probability: texts.text(visit.lang, "pdf-level-probability", &[("probability", probability.as_str().into())]),
        probability_text: probability,
        estimate: domain.estimate,
        low: domain.low,
        high: domain.high,
        estimate_text: decimal(domain.estimate),
        interval_text: texts.text(visit.lang, "pdf-interval", &[("low", decimal(domain.low).into()), ("high", decimal(domain.high).into())]),
        competences: domain.competences.iter().map(|c| competence(visit, c)).collect(),
    }
}

fn competence(visit: &Visit, competence: &CompetenceProfile) -> pdf::CompetenceRow {
    let (evidence, key) = match competence.evidence {
        Evidence::Held => (pdf::Evidence::Held, "evidence-held"),
        Evidence::NotHeld => (pdf::Evidence::NotHeld, "evidence-not-held"),
        Evidence::NotEnough => (pdf::Evidence::NotEnough, "evidence-not-enough"),
    };
    pdf::CompetenceRow { title: typeset(&competence.title), evidence, evidence_text: visit.say(key), working_wording: competence.status != Status::Official }
}

fn step(visit: &Visit, step: &NextStep) -> pdf::NextStep {
    let texts = visit.app.renderer.texts();
    let key = match step.kind {
        StepKind::BuildBase => "step-build-base",
        StepKind::Consolidate => "step-consolidate",
        StepKind::Confirm => "step-confirm",
        StepKind::PassOn => "step-pass-on",
        StepKind::Stretch => "step-stretch",
    };
    let args = [
        ("missed", Arg::from(step.missed)),
        ("answered", step.answered.into()),
        ("probability", texts.percent(visit.lang, step.probability).into()),
        ("domain", step.domain.as_str().into()),
    ];
    let about = step.competence.as_ref().map_or_else(|| step.domain.clone(), |c| format!("{} · {}", step.domain, typeset(c)));
    let title = format!("{} · {about}", visit.say(key));
    pdf::NextStep { title, reason: texts.text(visit.lang, &format!("{key}-reason"), &args) }
}

pub(in crate::web) fn date(micros: i64) -> pdf::MadeOn {
    let paris = TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC);
    let day = Timestamp::from_microsecond(micros).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(paris).date();
    pdf::MadeOn { year: i32::from(day.year()), month: day.month().unsigned_abs(), day: day.day().unsigned_abs() }
}
