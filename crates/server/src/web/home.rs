//! The first page, and the preferences at its foot.

use domain::bank::Standing;
use domain::item::Review;
use domain::language::Language;

use super::form::Fields;
use super::guard::{OrPage, PageError};
use super::names;
use super::view::Theme;
use super::view::home::{FinishedSession, HomeDomain, HomePage, OpenSession};
use super::visit::{THEME, Visit, go_with, local_path};
use crate::http::LANG;
use crate::render::Lang;
use crate::service::account::set_locale;
use crate::service::assess;
use axum::response::Response;

/// Preferences are kept for a year, in seconds.
const YEAR: i64 = 365 * 24 * 3600;

/// `GET /`
pub(super) async fn show(visit: Visit) -> Result<Response, PageError> {
    let current = visit.app.editions.current();
    let (framework, pool) = (&current.edition.framework, &current.edition.pool);
    let about = assess::questions_at_most(&current.edition);
    let (mut open, mut latest, mut campaign) = (None, None, None);
    if let Some(person) = visit.person() {
        let sessions = assess::list_of(&visit.app, person, None, 20).await.or_page(&visit)?;
        campaign = sessions.iter().find(|s| s.finished_at.is_none() && s.kind == assess::CAMPAIGN).map(|s| s.id.to_string());
        open = sessions.iter().find(|s| s.finished_at.is_none() && s.kind != assess::CAMPAIGN).map(|s| OpenSession {
            id: s.id.to_string(),
            answered: u32::try_from(s.seq - 1).unwrap_or_default(),
            about,
            last_at: s.updated_at,
        });
        latest = sessions.iter().find_map(|s| Some(FinishedSession { id: s.id.to_string(), finished_at: s.finished_at? }));
    }
    let page = HomePage {
        domains: framework
            .domains
            .iter()
            .map(|d| HomeDomain { slug: d.slug.clone(), name: d.name.clone(), short: names::short(d, visit.lang), tagline: d.tagline.clone(), hours: d.hours })
            .collect(),
        hours: framework.total_hours,
        questions: pool.len() as u32,
        english: pool.iter().filter(|p| p.language == Language::En && p.standing == Standing::Counted).count() as u32,
        reviewed: pool.iter().filter(|p| p.item.review == Review::Reviewed).count() as u32,
        about,
        open,
        campaign,
        latest,
        content_lang: "fr",
    };
    visit.page(&page)
}

/// `POST /preferences`: language and theme, kept in cookies; the language of mails with the account.
pub(super) async fn set_preferences(visit: Visit, fields: Fields) -> Result<Response, PageError> {
    let mut cookies = Vec::new();
    if let Some(lang) = Lang::parse(fields.one("lang")) {
        cookies.push(visit.preference_cookie(LANG, lang.code(), YEAR));
        if visit.person().is_some() {
            set_locale(&visit.app, &visit.actor(), lang.code()).await.or_page(&visit)?;
        }
    }
    if let Some(theme) = Theme::parse(fields.one("theme")) {
        let name = match theme {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        };
        cookies.push(visit.preference_cookie(THEME, name, YEAR));
    }
    Ok(go_with(local_path(fields.one("back")), cookies))
}
