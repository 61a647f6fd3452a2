//! What pages and API share of HTTP. It knows neither of them: `router` puts them together.

mod compression;
mod refusal;
mod request;

pub(crate) use compression::{accepts_gzip, compressed};
pub(crate) use refusal::{retry_after, status, told};
pub(crate) use request::{LANG, cookie, device_name, language, place_of};
