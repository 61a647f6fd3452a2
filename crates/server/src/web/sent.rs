//! A file that somebody sends in with a form: read here for every page that takes one, and refused in the same words.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::multipart::{Multipart, MultipartError};
use axum::extract::{DefaultBodyLimit, FromRequest, Request};
use axum::http::StatusCode;
use domain::refusal::Refusal;
use formats::table::{NotTable, limits};

use super::form::Fields;
use super::visit::Visit;
use crate::app::App;

/// Letters of a file's name.
const NAME: usize = 100;
/// What a form says around its file, in bytes.
const AROUND: usize = 16 * 1024;

/// A file, and the other fields of its form.
#[derive(Debug, Default)]
pub(super) struct Sent {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    pub(super) fields: Fields,
}

/// What a handler is given: the file, or why there is none.
#[derive(Debug)]
pub(super) struct Upload(pub(super) Result<Sent, Refusal>);

impl FromRequest<Arc<App>> for Upload {
    type Rejection = Infallible;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Infallible> {
        Ok(Self(match Multipart::from_request(request, app).await {
            Ok(form) => read(form).await,
            Err(_) => Err(Refusal::Malformed),
        }))
    }
}

async fn read(mut form: Multipart) -> Result<Sent, Refusal> {
    let why = |error: MultipartError| if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Refusal::TooLarge } else { Refusal::Malformed };
    let mut sent = Sent::default();
    while let Some(field) = form.next_field().await.map_err(why)? {
        if let Some(name) = field.file_name() {
            sent.name = name.chars().filter(|c| !c.is_control()).take(NAME).collect();
            sent.bytes = field.bytes().await.map_err(why)?.to_vec();
        } else if let Some(name) = field.name().map(str::to_owned) {
            sent.fields.0.entry(name).or_default().push(field.text().await.map_err(why)?);
        }
    }
    if sent.name.trim().is_empty() && sent.bytes.is_empty() { Err(Refusal::ResponseMissing) } else { Ok(sent) }
}

/// The largest file of a route, in bytes.
pub(super) fn at_most(bytes: usize) -> DefaultBodyLimit {
    DefaultBodyLimit::max(bytes + AROUND)
}

/// How many rows and bytes a page takes of a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Most {
    pub(super) rows: usize,
    pub(super) bytes: usize,
}

impl Most {
    /// What can be read of a table at all.
    pub(super) const READ: Self = Self { rows: limits::ROWS, bytes: limits::FILE };

    /// Why no file came.
    pub(super) fn no_file(self, visit: &Visit, why: Refusal) -> String {
        match why {
            Refusal::ResponseMissing => visit.say("intake-no-file"),
            Refusal::TooLarge => self.not_table(visit, &NotTable::TooLarge),
            other => visit.say(&format!("refusal-{}", other.code())),
        }
    }

    /// Why a file is no table.
    pub(super) fn not_table(self, visit: &Visit, why: &NotTable) -> String {
        let numbers = [
            ("line", i64::from(why.line().unwrap_or_default()).into()),
            ("rows", (self.rows as i64).into()),
            ("columns", (limits::COLUMNS as i64).into()),
            ("megabytes", ((self.bytes >> 20) as i64).into()),
        ];
        visit.say_with(&format!("intake-not-{}", why.code()), &numbers)
    }
}
