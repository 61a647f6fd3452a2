//! A certificate on paper, and the picture of a level.

use axum::response::Response;
use domain::date::Day;
use minijinja::HtmlEscape;
use std::fmt::Write as _;

use crate::pdf::{CertificateDocument, DomainShown, Footer, MadeOn, certificate_pdf};
use crate::qr;
use crate::render::Arg;
use crate::service::Failure;
use crate::service::certification::certificates::{Band, LEVELS, level_of};
use crate::service::certification::verify::{Known, level_words};
use crate::web::guard::{OrPage, PageError};
use crate::web::taken::file;
use crate::web::visit::Visit;

/// The four steps between which a domain is told, as `certificate-step-…` calls them.
const STEPS: [&str; 4] = ["decouverte", "socle", "avance", "expert"];

/// A certificate as a file, in the visitor's language.
pub(super) async fn certificate(visit: &Visit, known: &Known) -> Result<Response, PageError> {
    let document = described(visit, known)?;
    let pass = visit.app.gates.documents.enter().await.or_page(visit)?;
    let made = tokio::task::spawn_blocking(move || {
        let made = certificate_pdf(&document);
        drop(pass);
        made
    });
    let bytes = made.await.map_err(|e| Failure::Broken(e.to_string())).and_then(|m| m.map_err(|e| Failure::Broken(e.to_string()))).or_page(visit)?;
    Ok(file("application/pdf", &format!("certificat-{}.pdf", known.row.number), bytes))
}

fn described(visit: &Visit, known: &Known) -> Result<CertificateDocument, PageError> {
    let (app, row, body) = (&visit.app, &known.row, &known.body);
    let texts = app.renderer.texts();
    let date = |micros: i64| texts.date(visit.lang, micros);
    let level = LEVELS[level_of(row)];
    let (_, means, _) = level_words(app, level, visit.lang).or_page(visit)?;
    let address = format!("{}/verifier/{}", app.config.base_url, row.number);
    let exam = [("date", Arg::from(Day::parse(&body.exam_on).map(|d| date(d.begins())).unwrap_or_default())), ("centre", body.centre.as_str().into())];
    let mut facts = vec![
        (visit.say("certificate-number"), row.number.clone()),
        (visit.say("certificate-exam"), visit.say_with("certificate-exam-said", &exam)),
        (visit.say("certificate-issued"), date(row.issued_at)),
    ];
    facts.extend(row.valid_until.map(|until| (visit.say("certificate-until"), date(until))));
    let check = [("number", Arg::from(row.number.as_str())), ("address", address.as_str().into())];
    let day = Day::of(row.issued_at).to_string();
    let part = |from: usize, to: usize| day.get(from..to).and_then(|t| t.parse::<i32>().ok()).unwrap_or_default();
    Ok(CertificateDocument {
        lang: visit.lang.code().to_owned(),
        made_on: MadeOn { year: part(0, 4), month: part(5, 7).unsigned_abs() as u8, day: part(8, 10).unsigned_abs() as u8 },
        title: visit.say("certificate-of"),
        kind: visit.say("certificate-kind"),
        issuer: app.config.publisher.clone(),
        issuer_text: visit.say("certificate-issuer"),
        withdrawn: row.revoked_at.map_or_else(String::new, |at| visit.say_with("certificate-withdrawn", &[("date", date(at).into())])),
        intro_text: visit.say("certificate-certifies"),
        name: format!("{} {}", row.given_name, row.family_name).trim().to_owned(),
        born: Day::parse(&row.birth_date).map(|d| visit.say_with("certificate-born", &[("date", date(d.begins()).into())])).unwrap_or_default(),
        level: format!("{} {}", visit.say("certificate-level"), visit.say(&format!("certificate-level-{level}"))),
        means,
        facts,
        domains_title: visit.say("certificate-domains"),
        domains_text: visit.say("certificate-domains-text"),
        columns: [visit.say("certificate-domain"), String::new(), visit.say("certificate-levels")],
        domains: body.domains.iter().map(|band| domain(visit, band)).collect(),
        check_title: visit.say("certificate-check"),
        check_text: visit.say_with("certificate-check-text", &check),
        squares: qr::squares(&address).unwrap_or_default().into_iter().map(|row| row.into_iter().map(u8::from).collect()).collect(),
        alt: visit.say("certificate-qr"),
        footer: Footer {
            product: "Socle".to_owned(),
            reference: row.number.clone(),
            reference_text: visit.say_with("certificate-foot", &[("number", row.number.as_str().into())]),
            // it says when it was issued, not when it was printed: printed again it is the same
            made: String::new(),
            unreviewed: String::new(),
            page: visit.say("pdf-page"),
            of: visit.say("pdf-of"),
        },
    })
}

fn domain(visit: &Visit, band: &Band) -> DomainShown {
    let step = |level: u8| visit.say(&format!("certificate-step-{}", STEPS[usize::from(level).min(3)]));
    let said = if band.lowest == band.highest {
        step(band.lowest)
    } else {
        visit.say_with("certificate-band", &[("lowest", step(band.lowest).into()), ("highest", step(band.highest).into())])
    };
    DomainShown { name: band.name.clone(), lowest: band.lowest.min(3), highest: band.highest.min(3), band: said }
}

/// The picture of a level, from 0: the mark's strata, as many filled as there are levels held.
pub(super) fn badge(level: usize, title: &str) -> String {
    const STRATA: [(u32, u32, u32, u32); 4] = [(56, 176, 144, 30), (68, 138, 120, 24), (80, 106, 96, 18), (92, 80, 72, 13)];
    let mut strata = String::new();
    for (n, (x, y, width, height)) in STRATA.into_iter().enumerate() {
        let fill = if n <= level + 1 { "#1a5a47" } else { "#dce8df" };
        let _ = write!(strata, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"4\" fill=\"{fill}\"/>");
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 256 256\" role=\"img\"><title>{}</title>\
         <circle cx=\"128\" cy=\"128\" r=\"124\" fill=\"#fefcf6\" stroke=\"#1a5a47\" stroke-width=\"6\"/>\
         <circle cx=\"128\" cy=\"128\" r=\"112\" fill=\"none\" stroke=\"#ded6c5\" stroke-width=\"1.5\"/>{strata}</svg>\n",
        HtmlEscape(title)
    )
}
