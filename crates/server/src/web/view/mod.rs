//! What each page shows: plain structs that a handler fills and a template prints.
//!
//! A view holds words already chosen by the content (names, questions) and numbers; the words of the page itself are in
//! the locales. Times are microseconds UTC, shares and probabilities go from 0 to 1, abilities are in standard deviations
//! of the population.

pub mod account;
pub mod catalogue;
pub mod certification;
pub mod corrected;
pub mod framework;
pub mod home;
pub mod item;
pub mod learn;
pub mod listing;
pub mod pages;
pub mod pause;
pub mod profile_form;
pub mod report;
pub mod result;
pub mod sign_in;
pub mod steer;
pub mod styleguide;
pub mod workshop;

#[cfg(test)]
use std::collections::BTreeMap;

use serde::Serialize;

use crate::render::Lang;
pub use crate::render::Page;
#[cfg(test)]
use crate::render::{RenderError, Renderer};

/// What surrounds every page.
#[derive(Debug, Clone, Serialize, Default)]
pub struct Shell {
    /// Language of the page.
    pub lang: Lang,
    /// Light, dark, or as the device wants.
    pub theme: Theme,
    /// Path and query of this page, to come back to after a change of preference.
    pub path: String,
    /// The account signed in, if any.
    pub person: Option<Person>,
    /// Said once at the top: what was just done.
    pub notice: Option<Notice>,
}

/// The account signed in.
#[expect(clippy::struct_excessive_bools, reason = "each is a door of the menu")]
#[derive(Debug, Clone, Serialize)]
pub struct Person {
    /// Shown to them alone; absent while the account has no address.
    pub email: Option<String>,
    /// Whether they may enter the workshop.
    pub is_member: bool,
    /// Whether they have a post in an organisation.
    pub steers: bool,
    /// Whether they certify or sit on a jury.
    pub certifies: bool,
    /// Whether they are of the referencing team.
    pub references: bool,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the device wants.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// Reads the cookie `theme` or the form field of that name.
    pub fn parse(value: &str) -> Option<Self> {
        match value {
            "auto" => Some(Self::Auto),
            "light" => Some(Self::Light),
            "dark" => Some(Self::Dark),
            _ => None,
        }
    }
}

/// A sentence at the top of the page, already in the visitor's language (keys `notice-…` and `refusal-…`).
#[derive(Debug, Clone, Serialize)]
pub struct Notice {
    /// Done or refused.
    pub tone: Tone,
    /// The sentence.
    pub text: String,
}

/// How a notice sounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    /// It is done.
    Done,
    /// It was refused.
    Refused,
}

/// What is wrong with one field of a form. The sentence is already in the visitor's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldError {
    /// Name of the field; empty when it is about the whole form.
    pub field: String,
    /// The sentence.
    pub text: String,
}

impl FieldError {
    /// A sentence about this field.
    pub fn new(field: &str, text: impl Into<String>) -> Self {
        Self { field: field.into(), text: text.into() }
    }
}

/// How sure we are about one domain already: 1 - posterior sd / prior sd.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Certainty {
    /// `donnees`, `cybersecurite`…
    pub slug: String,
    /// Short name in the visitor's language.
    pub name: String,
    /// From 0 to 1.
    pub share: f64,
}

/// The four levels, lowest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Discovering.
    Decouverte,
    /// What everyone must hold.
    Socle,
    /// Beyond it.
    Avance,
    /// A reference for others.
    Expert,
}

impl Level {
    /// All, lowest first.
    pub const ALL: [Self; 4] = [Self::Decouverte, Self::Socle, Self::Avance, Self::Expert];

    /// The text that names it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Decouverte => "level-decouverte",
            Self::Socle => "level-socle",
            Self::Avance => "level-avance",
            Self::Expert => "level-expert",
        }
    }
}

/// How sure we are of a row of the framework.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Read in the official text.
    Official,
    /// Reproduced by a named third party.
    Secondary,
    /// Written by the team, to be checked.
    Working,
}

/// The five domains as samples know them: slug, name, short name, tagline, hours.
pub(crate) const SAMPLE_DOMAINS: [(&str, &str, &str, &str, u32); 5] = [
    ("donnees", "Les données de santé", "Données de santé", "Identifier, protéger, partager et exploiter les données", 6),
    ("cybersecurite", "La cybersécurité en santé", "Cybersécurité", "Se protéger, réagir, continuer à soigner", 5),
    ("communication", "La communication en santé", "Communication", "Échanger avec les usagers, les proches et les équipes", 5),
    ("outils", "Les outils numériques en santé", "Outils numériques", "Choisir, utiliser et questionner ses outils", 6),
    ("telesante", "La télésanté", "Télésanté", "Soigner et accompagner à distance", 6),
];

/// How sure we are, for samples.
pub(crate) fn sample_certainty(shares: [f64; 5]) -> Vec<Certainty> {
    SAMPLE_DOMAINS.iter().zip(shares).map(|(d, share)| Certainty { slug: d.0.into(), name: d.2.into(), share }).collect()
}

/// 21 November 2026, 21:30 in Paris.
pub(crate) const SAMPLE_NOW: i64 = 1_795_293_000_000_000;

/// A rendered sample.
#[cfg(test)]
#[derive(Debug, Clone)]
pub struct Rendered {
    /// `pages/home.html`, or `mails/sign-in.html`.
    pub template: String,
    /// Name of the sample.
    pub sample: &'static str,
    /// Language.
    pub lang: Lang,
    /// What came out.
    pub html: String,
}

/// Renders every page and mail with each of its samples in both languages.
#[cfg(test)]
#[expect(clippy::too_many_lines, reason = "a list: one line for each page")]
pub fn every_page_rendered_with_its_samples(renderer: &Renderer) -> Result<Vec<Rendered>, RenderError> {
    let mut out = Vec::new();
    pages::render_all(renderer, &mut out)?;
    render::<home::HomePage>(renderer, &mut out)?;
    render::<item::ItemPage>(renderer, &mut out)?;
    render::<pause::PausePage>(renderer, &mut out)?;
    render::<pause::FinishPage>(renderer, &mut out)?;
    render::<profile_form::ProfileFormPage>(renderer, &mut out)?;
    render::<result::ResultPage>(renderer, &mut out)?;
    render::<corrected::CorrectedPage>(renderer, &mut out)?;
    render::<account::AccountPage>(renderer, &mut out)?;
    render::<account::ErasePage>(renderer, &mut out)?;
    render::<account::OtherDevicePage>(renderer, &mut out)?;
    render::<sign_in::SignInPage>(renderer, &mut out)?;
    render::<sign_in::SentPage>(renderer, &mut out)?;
    render::<sign_in::ConfirmPage>(renderer, &mut out)?;
    render::<sign_in::ExpiredPage>(renderer, &mut out)?;
    render::<framework::FrameworkPage>(renderer, &mut out)?;
    render::<styleguide::StyleguidePage>(renderer, &mut out)?;
    certification::centre::render_all(renderer, &mut out)?;
    certification::candidates::render_all(renderer, &mut out)?;
    certification::candidacy::render_all(renderer, &mut out)?;
    render::<steer::budget::BudgetPage>(renderer, &mut out)?;
    render::<steer::reach::ReachPage>(renderer, &mut out)?;
    render::<certification::verification::VerifyPage>(renderer, &mut out)?;
    render::<certification::registry::RegisterPage>(renderer, &mut out)?;
    render::<certification::registry::CertificatePage>(renderer, &mut out)?;
    render::<certification::registry::CpfPage>(renderer, &mut out)?;
    render::<certification::registry::CpfFilePage>(renderer, &mut out)?;
    render::<workshop::ClosedPage>(renderer, &mut out)?;
    render::<workshop::ListPage>(renderer, &mut out)?;
    render::<report::ReportPage>(renderer, &mut out)?;
    render::<workshop::reports::ReportsPage>(renderer, &mut out)?;
    render::<workshop::reports::ReportShowPage>(renderer, &mut out)?;
    render::<workshop::bank::BankPage>(renderer, &mut out)?;
    render::<workshop::evidence::LookAtPage>(renderer, &mut out)?;
    render::<workshop::evidence::MeasuresPage>(renderer, &mut out)?;
    render::<workshop::calibration::CalibrationsPage>(renderer, &mut out)?;
    render::<workshop::calibration::CalibrationPage>(renderer, &mut out)?;
    render::<workshop::TeamPage>(renderer, &mut out)?;
    render::<workshop::TakeBackPage>(renderer, &mut out)?;
    render::<workshop::ReviewPage>(renderer, &mut out)?;
    render::<workshop::DecidePage>(renderer, &mut out)?;
    render::<workshop::HistoryPage>(renderer, &mut out)?;
    render::<workshop::PublishPage>(renderer, &mut out)?;
    render::<workshop::GoBackPage>(renderer, &mut out)?;
    render::<workshop::EditorPage>(renderer, &mut out)?;
    render::<workshop::FragmentPage>(renderer, &mut out)?;
    render::<workshop::ResendPage>(renderer, &mut out)?;
    render::<workshop::NewPage>(renderer, &mut out)?;
    render::<workshop::DeletePage>(renderer, &mut out)?;
    render::<workshop::TrialPage>(renderer, &mut out)?;
    render::<workshop::ImportPage>(renderer, &mut out)?;
    steer::organisation::render_all(renderer, &mut out)?;
    steer::results::render_all(renderer, &mut out)?;
    steer::settings::render_all(renderer, &mut out)?;
    steer::team::render_all(renderer, &mut out)?;
    steer::governing::render_all(renderer, &mut out)?;
    steer::learners::render_all(renderer, &mut out)?;
    steer::learner::render_all(renderer, &mut out)?;
    steer::kit::render_all(renderer, &mut out)?;
    steer::imports::render_all(renderer, &mut out)?;
    steer::rehearsal::render_all(renderer, &mut out)?;
    render::<steer::hours::RegistryPage>(renderer, &mut out)?;
    render::<steer::hours::LedgerPage>(renderer, &mut out)?;
    render::<steer::hours::LessonsPage>(renderer, &mut out)?;
    render::<steer::hours::LessonFormPage>(renderer, &mut out)?;
    render::<steer::hours::LessonPage>(renderer, &mut out)?;
    render::<steer::hours::CodePage>(renderer, &mut out)?;
    render::<steer::hours::TrainingsPage>(renderer, &mut out)?;
    render::<steer::hours::TrainingFormPage>(renderer, &mut out)?;
    render::<steer::hours::ConfirmPage>(renderer, &mut out)?;
    render::<steer::hours::AttestationsPage>(renderer, &mut out)?;
    render::<steer::hours::CheckPage>(renderer, &mut out)?;
    render::<steer::hours::ProofsPage>(renderer, &mut out)?;
    render::<steer::hours::MinePage>(renderer, &mut out)?;
    render::<steer::hours::PresencePage>(renderer, &mut out)?;
    render::<steer::joining::CodePage>(renderer, &mut out)?;
    render::<steer::joining::CampaignPage>(renderer, &mut out)?;
    render::<steer::joining::LinkPage>(renderer, &mut out)?;
    render::<steer::joining::MailsPage>(renderer, &mut out)?;
    render::<steer::joining::MinePage>(renderer, &mut out)?;
    render::<steer::joining::SharePage>(renderer, &mut out)?;
    render::<steer::campaigns::CampaignsPage>(renderer, &mut out)?;
    render::<steer::campaigns::OccasionsPage>(renderer, &mut out)?;
    render::<steer::campaigns::EditorPage>(renderer, &mut out)?;
    render::<steer::campaigns::BoardPage>(renderer, &mut out)?;
    render::<steer::campaigns::ParticipantsPage>(renderer, &mut out)?;
    render::<steer::campaigns::CampaignActPage>(renderer, &mut out)?;
    render::<certification::exam::EnterPage>(renderer, &mut out)?;
    render::<certification::exam::WaitPage>(renderer, &mut out)?;
    render::<certification::exam::QuestionPage>(renderer, &mut out)?;
    render::<certification::exam::HaltPage>(renderer, &mut out)?;
    render::<certification::exam::AlertPage>(renderer, &mut out)?;
    render::<certification::exam::HandInPage>(renderer, &mut out)?;
    render::<certification::exam::EndPage>(renderer, &mut out)?;
    render::<certification::watch::EnterPage>(renderer, &mut out)?;
    render::<certification::watch::BoardPage>(renderer, &mut out)?;
    render::<certification::watch::SeatPage>(renderer, &mut out)?;
    render::<certification::watch::ClosePage>(renderer, &mut out)?;
    render::<certification::watch::ReportsPage>(renderer, &mut out)?;
    render::<certification::watch::ReportPage>(renderer, &mut out)?;
    certification::jury::render_all(renderer, &mut out)?;
    learn::render_all(renderer, &mut out)?;
    catalogue::render_all(renderer, &mut out)?;
    crate::mails::render_all(renderer, &mut out)?;
    Ok(out)
}

/// Renders the samples of one page. The shells take turns, so that each notice, theme and person is met.
#[cfg(test)]
fn render<P: Page>(renderer: &Renderer, out: &mut Vec<Rendered>) -> Result<(), RenderError> {
    for (index, (sample, page)) in P::samples().into_iter().enumerate() {
        for lang in Lang::ALL {
            let notice = (index == 1).then(|| Notice { tone: Tone::Done, text: renderer.texts().text(lang, "notice-saved", &[]) });
            let person = (index % 2 == 1).then(|| Person {
                email: Some("camille.roux@ehpad-tilleuls.example".into()),
                is_member: index % 4 == 1,
                steers: index % 4 == 3,
                certifies: index % 8 == 5,
                references: index % 8 == 7,
            });
            let shell = Shell { lang, theme: Theme::Auto, path: "/".into(), person, notice };
            out.push(Rendered { template: P::TEMPLATE.into(), sample, lang, html: renderer.render(lang, &shell, &page)? });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Arc;

    use super::*;
    use crate::render::{Texts, message_variables};

    /// Texts that the server says outside its pages.
    const SAID_ELSEWHERE: &[&str] = &[
        // named by a stage, an act, an outcome or a number of ratings that no sample has
        "case-faulty",
        "link-outcome-",
        "proposal-now-to-be-checked",
        "rating-",
        "ratings-",
        "referencing-",
        "signal-",
        "role-",
        "kit-mail-",
        "kit-until",
        "centre-said-",
        "refusal-",
        "notice-",
        "pdf-",
        "cli-",
        "check-",
        "exchange-",
        "done-",
        "editor-at",
        "editor-said-",
        "part-",
        "warning-",
        "flaw-",
        "list-column-",
        "import-n",
        "reports-column-",
        "reports-answer-missing",
        "reports-reason-missing",
        "report-words-missing",
        "calibration-column-",
        "bank-everybody",
        "campaign-fault-",
        "occasion-",
        "mail-campaign-subject-",
        "join-birth-wrong",
        "hours-order-",
        "hours-cohort-size",
        "export-",
        "intake-",
        "import-status-",
        "people-out-sheet",
        "rehearsal-",
        "percent-above-short",
        "percent-below-short",
        "exam-said-",
        "watch-ending-",
        // on paper, in credentials and in tables
        "certificate-",
        "registry-column-",
        "verify-day-wrong",
        "rules-from-study",
        "study-fault-",
        "minutes-",
        "proposal-what-",
        "cli-keys-",
        "learn-reason-",
        "learn-prove-title",
        // values of facets and facts of offers, said by web::catalogue::words
        "facet-",
        "offer-",
        "offers-chip",
        "offers-loosen-words",
        "glossary-column-",
        "glossary-card-all",
        // the length and weight of a film
        "film-minutes",
        "film-seconds",
        "film-weight",
        "module-gesture-long",
        "module-column-",
        // acronyms at the foot of mails and of what is printed
        "terms-told",
        "terms-line",
        "hours-modules-declared",
    ];

    /// With `SOCLE_PREVIEW=folder`, also writes every sample there, to be looked at.
    #[test]
    fn every_page_renders_in_both_languages_and_every_text_is_used() {
        let texts = Arc::new(Texts::recording().expect("locales are readable"));
        let renderer = Renderer::new(Arc::clone(&texts)).expect("templates compile");
        let pages = every_page_rendered_with_its_samples(&renderer).expect("samples render");
        assert!(
            pages.iter().filter(|page| page.template.starts_with("pages/")).all(|page| !page.html.contains(" style=")),
            "an inline style is refused by the content policy"
        );
        if let Some(folder) = std::env::var_os("SOCLE_PREVIEW") {
            write_preview(std::path::Path::new(&folder), &pages);
        }
        for month in 0..12 {
            texts.date(Lang::Fr, SAMPLE_NOW + month * 30 * 86_400_000_000);
        }
        assert_eq!(texts.percent(Lang::En, 0.999), "over 99%");
        assert_eq!(texts.percent(Lang::En, 0.001), "under 1%");
        let asked = texts.asked();
        let unused: Vec<String> = message_variables(Lang::Fr)
            .into_keys()
            .filter(|key| !asked.contains(key) && !SAID_ELSEWHERE.iter().any(|prefix| key.starts_with(prefix)))
            .collect();
        assert_eq!(unused, Vec::<String>::new(), "texts that nothing shows");
    }

    #[test]
    fn a_page_with_its_constants_written_in_is_the_page() {
        let pages = |texts: Texts| {
            let renderer = Renderer::new(Arc::new(texts)).expect("templates compile");
            every_page_rendered_with_its_samples(&renderer).expect("samples render")
        };
        let (asking, written) = (pages(Texts::recording().expect("locales")), pages(Texts::new().expect("locales")));
        for (asking, written) in asking.iter().zip(&written) {
            assert_eq!(asking.html, written.html, "{} {} {}", asking.template, asking.sample, asking.lang.code());
        }
        assert_eq!(asking.len(), written.len());
    }

    #[test]
    fn both_languages_have_the_same_texts_with_the_same_variables() {
        let (fr, en) = (message_variables(Lang::Fr), message_variables(Lang::En));
        let keys = |m: &BTreeMap<String, BTreeSet<String>>| m.keys().cloned().collect::<BTreeSet<_>>();
        assert_eq!(keys(&fr).symmetric_difference(&keys(&en)).collect::<Vec<_>>(), Vec::<&String>::new());
        for (key, variables) in &fr {
            assert_eq!(variables, &en[key], "variables of {key}");
        }
    }

    fn write_preview(folder: &std::path::Path, rendered: &[Rendered]) {
        std::fs::create_dir_all(folder).expect("the preview folder can be made");
        for page in rendered {
            let (stem, end) = page.template.rsplit_once('.').expect("a template has an extension");
            let name = format!("{}.{}.{}.{end}", stem.replace("pages/", "").replace('/', "-"), page.sample, page.lang.code());
            std::fs::write(folder.join(name), &page.html).expect("the preview can be written");
        }
    }
}
