//! `/progresser/modules/{id}/films/{file}`: films, their captions and first pictures, as players ask for them.

use std::borrow::Cow;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::header::{ACCEPT_RANGES, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG, IF_NONE_MATCH, IF_RANGE, RANGE};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::learning::module::{Module, Video};
use domain::refusal::Refusal;
use serde::Deserialize;

use crate::app::App;
use crate::http::{Portion, portion};
use crate::render::Lang;
use crate::service::Failure;
use crate::web::form::Asked;
use crate::web::guard::{OrPage, PageError};
use crate::web::view::learn::video::{Film, Mark, clock, told};
use crate::web::visit::Visit;

/// Its pages.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new().route("/progresser/modules/{id}/films/{file}", get(serve))
}

/// Which text, picture or film is meant: an address that says so never changes what it leads to.
#[derive(Debug, Clone, Default, Deserialize)]
struct Meant {
    #[serde(default)]
    v: String,
}

fn kind(file: &str) -> &'static str {
    match file.rsplit('.').next().unwrap_or_default() {
        "webm" => "video/webm",
        "vtt" => "text/vtt; charset=utf-8",
        "webp" => "image/webp",
        _ => "application/octet-stream",
    }
}

/// `GET /progresser/modules/{id}/films/{file}`
async fn serve(
    State(app): State<Arc<App>>,
    visit: Visit,
    Path((id, file)): Path<(String, String)>,
    Asked(meant): Asked<Meant>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let film = app.library.films.get(&id, &file).ok_or_else(|| PageError::new(&visit, Refusal::NotFound))?;
    let tag = format!("\"{}\"", film.digest);
    let is_named = meant.v == film.digest;
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let mut response = if text(IF_NONE_MATCH).is_some_and(|tags| tags.split(',').any(|one| one.trim() == tag)) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        // part of another film is no part of this one
        let asked = text(RANGE).filter(|_| kind(&file) == "video/webm" && text(IF_RANGE).is_none_or(|known| known == tag));
        let whole = read(&app, film).await.or_page(&visit)?;
        cut(&whole, asked)
    };
    let set = response.headers_mut();
    let keep = if is_named { "public, max-age=31536000, immutable" } else { "public, max-age=3600" };
    set.insert(CACHE_CONTROL, HeaderValue::from_static(keep));
    set.insert(CONTENT_TYPE, HeaderValue::from_static(kind(&file)));
    set.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    set.extend(HeaderValue::try_from(tag).ok().map(|tag| (ETAG, tag)));
    Ok(response)
}

async fn read(app: &Arc<App>, film: &crate::service::content::FilmFile) -> Result<Bytes, Failure> {
    let (files, film) = (app.files.clone(), film.clone());
    let read = tokio::task::spawn_blocking(move || film.read(&files)).await.map_err(|e| Failure::Broken(e.to_string()))?;
    Ok(match read.map_err(Failure::Broken)? {
        Cow::Borrowed(inside) => Bytes::from_static(inside),
        Cow::Owned(read) => Bytes::from(read),
    })
}

/// The whole, or the bytes that were asked for.
fn cut(whole: &Bytes, asked: Option<&str>) -> Response {
    let length = whole.len();
    match asked.map_or(Portion::Whole, |asked| portion(asked, length)) {
        Portion::Whole => Body::from(whole.clone()).into_response(),
        Portion::Part(range) => {
            let said = format!("bytes {}-{}/{length}", range.start, range.end - 1);
            (StatusCode::PARTIAL_CONTENT, [(CONTENT_RANGE, said), (CONTENT_LENGTH, range.len().to_string())], Body::from(whole.slice(range))).into_response()
        }
        Portion::Nothing => (StatusCode::RANGE_NOT_SATISFIABLE, [(CONTENT_RANGE, format!("bytes */{length}"))]).into_response(),
    }
}

/// The film of a module's step.
pub(super) fn film(app: &App, lang: Lang, module: &Module, video: &Video) -> Film {
    let address = |file: &str| {
        let digest = app.library.films.get(&module.id, file).map_or("", |film| film.digest.as_str());
        format!("/progresser/modules/{}/films/{file}?v={digest}", module.id)
    };
    let bytes = app.library.films.get(&module.id, &video.file).map_or(0, |film| film.bytes);
    let texts = app.renderer.texts();
    let (minutes, seconds) = (video.seconds / 60, video.seconds % 60);
    let length = match minutes {
        0 => texts.text(lang, "film-seconds", &[("seconds", seconds.into())]),
        _ => texts.text(lang, "film-minutes", &[("minutes", minutes.into()), ("seconds", format!("{seconds:02}").into())]),
    };
    Film {
        title: video.title.clone(),
        source: address(&video.file),
        poster: address(&video.poster),
        captions: address(&video.captions),
        content_lang: module.language.clone(),
        length,
        weight: weight(app, lang, bytes),
        chapters: video.chapters.iter().map(|chapter| Mark { at: chapter.at, time: clock(chapter.at), title: chapter.title.clone() }).collect(),
        transcript: video.transcript.split("\n\n").map(told).collect(),
        is_printed: false,
    }
}

/// Megabytes, as people say them.
pub(super) fn weight(app: &App, lang: Lang, bytes: usize) -> String {
    let megabytes = crate::render::Texts::decimal(lang, (bytes as f64 / 1e6).max(0.1), 1);
    app.renderer.texts().text(lang, "film-weight", &[("megabytes", megabytes.into())])
}
