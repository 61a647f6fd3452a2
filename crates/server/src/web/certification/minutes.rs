//! `/certificateur/sessions/{exam}/pv.…`: the minutes of a jury, as a table and as a document to sign.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use domain::certification::jury::DecisionKind;
use formats::table::Csv;

use super::Chamber;
use super::jury::{case_row, id, ruling_words, shown_number};
use crate::app::App;
use crate::pdf::{Cell, Fact, Footer, Levels, Needs, Note, Paragraph, ReportDocument, Table, report_pdf};
use crate::render::Arg;
use crate::service::Failure;
use crate::service::certification::jury::{Docket, File, docket};
use crate::web::guard::{OrPage, PageError};
use crate::web::printed::date;
use crate::web::taken::{CSV, file};
use crate::web::visit::Visit;

/// Its files.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new().route("/certificateur/sessions/{exam}/pv.csv", get(table)).route("/certificateur/sessions/{exam}/pv.pdf", get(printed))
}

/// What one sitting says in both.
fn cells(visit: &Visit, docket: &Docket, of: &File) -> [String; 6] {
    let row = case_row(of);
    let percent = |share: f64| visit.app.renderer.texts().percent(visit.lang, share);
    let reason = of.decisions.last().map(|d| d.reason.clone()).unwrap_or_default();
    let kind = of.kind().map_or_else(String::new, |kind| visit.say(&format!("decision-kind-{}", kind.code())));
    let reports: Vec<String> = docket
        .reports
        .iter()
        .filter(|r| r.number == Some(of.case.number))
        .map(|r| format!("{} : {}", visit.say(if r.kind == "fraud" { "jury-report-fraud" } else { "jury-report-incident" }), r.outcome))
        .collect();
    [
        of.case.number.to_string(),
        of.ruling.map_or_else(|| visit.say("jury-undecided"), |ruling| ruling_words(visit, ruling)),
        row.probability.map(percent).unwrap_or_default(),
        kind,
        reason,
        reports.join("\n"),
    ]
}

const COLUMNS: [&str; 6] = ["case", "ruling", "probability", "kind", "reason", "reports"];

/// `GET /certificateur/sessions/{exam}/pv.csv`
async fn table(chamber: Chamber, Path(exam): Path<String>) -> Result<Response, PageError> {
    let visit = &chamber.visit;
    let docket = docket(&visit.app, &chamber.proof, id(visit, &exam)?).await.or_page(visit)?;
    let heads = COLUMNS.map(|name| visit.say(&format!("minutes-column-{name}")));
    let mut csv = Csv::new(&heads);
    for of in &docket.files {
        csv.words(&cells(visit, &docket, of));
    }
    Ok(file(CSV, &format!("socle-pv-{}.csv", docket.exam.number.to_lowercase()), csv.finish()))
}

/// `GET /certificateur/sessions/{exam}/pv.pdf`
async fn printed(chamber: Chamber, Path(exam): Path<String>) -> Result<Response, PageError> {
    let visit = &chamber.visit;
    let docket = docket(&visit.app, &chamber.proof, id(visit, &exam)?).await.or_page(visit)?;
    let (document, name) = (document(visit, &docket), format!("socle-pv-{}.pdf", docket.exam.number.to_lowercase()));
    let pass = visit.app.gates.documents.enter().await.or_page(visit)?;
    let made = tokio::task::spawn_blocking(move || {
        let made = report_pdf(&document);
        drop(pass);
        made
    });
    let bytes = made.await.map_err(|e| Failure::Broken(e.to_string())).and_then(|m| m.map_err(|e| Failure::Broken(e.to_string()))).or_page(visit)?;
    Ok(file("application/pdf", &name, bytes))
}

fn document(visit: &Visit, docket: &Docket) -> ReportDocument {
    let texts = visit.app.renderer.texts();
    let say = |key: &str, args: &[(&str, Arg<'_>)]| texts.text(visit.lang, key, args);
    let now = visit.app.clock.now();
    let number = shown_number(&docket.exam.number);
    let cell = |value: String| Cell { value, ..Cell::default() };
    let fact = |key: &str, text: String| Fact { name: visit.say(key), text };
    let when = |at: Option<i64>| at.map_or_else(|| visit.say("minutes-not-yet"), |at| texts.date_time(visit.lang, at));
    let paragraph = |text: String| Paragraph { text };
    let two = docket.files.iter().filter(|of| of.decisions.iter().any(|d| d.proposal_id.is_some() && DecisionKind::parse(&d.kind).is_some())).count();
    ReportDocument {
        lang: visit.lang.code().to_owned(),
        made_on: date(now),
        title: say("minutes-title", &[("number", number.as_str().into())]),
        kind: visit.say("minutes-kind"),
        heading: say("jury-exam", &[("number", number.as_str().into())]),
        subtitle: docket.exam.centre_name.clone(),
        facts: vec![
            fact("minutes-held", texts.date_time(visit.lang, docket.exam.starts_at)),
            fact("minutes-decided", when(docket.exam.decided_at)),
            fact("minutes-published", when(docket.exam.published_at)),
        ],
        summary: say("minutes-summary", &[("count", docket.files.len().into()), ("two", two.into())]),
        needs: Needs { heading: String::new(), text: String::new(), rows: Vec::new() },
        levels: Levels {
            heading: String::new(),
            alt: String::new(),
            names: ["level-decouverte", "level-socle", "level-avance", "level-expert"].map(|key| visit.say(key)),
            interval: String::new(),
            reason: String::new(),
            bars: Vec::new(),
        },
        tables: vec![Table {
            heading: visit.say("minutes-cases"),
            text: visit.say("jury-cases-text"),
            heads: ["case", "ruling", "probability", "reason"].map(|name| visit.say(&format!("minutes-column-{name}"))).into(),
            widths: vec![42.0, 24.0, 72.0],
            rows: docket
                .files
                .iter()
                .map(|of| {
                    let [number, ruling, probability, kind, reason, _] = cells(visit, docket, of);
                    let ruling = Cell { value: ruling, beside: kind, ..Cell::default() };
                    vec![cell(say("jury-case-number", &[("number", number.as_str().into())])), ruling, cell(probability), cell(reason)]
                })
                .collect(),
            reason: String::new(),
        }],
        notes: vec![
            Note {
                heading: visit.say("jury-out"),
                paragraphs: if docket.neutralised.is_empty() {
                    vec![paragraph(visit.say("minutes-out-none"))]
                } else {
                    docket.neutralised.iter().map(|n| paragraph(format!("{} : {}", n.item_id, n.reason))).collect()
                },
            },
            Note { heading: visit.say("minutes-sign"), paragraphs: vec![paragraph(visit.say("minutes-sign-text"))] },
        ],
        footer: Footer {
            product: "Socle".to_owned(),
            reference_text: say("pdf-reference", &[("reference", docket.exam.number.as_str().into())]),
            reference: docket.exam.number.clone(),
            made: say("pdf-made", &[("date", texts.date(visit.lang, now).into())]),
            unreviewed: String::new(),
            page: visit.say("pdf-page"),
            of: visit.say("pdf-of"),
        },
    }
}
