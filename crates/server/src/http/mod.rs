//! What pages and API share of HTTP. It knows neither of them: `router` puts them together.

mod compression;
mod limits;
pub mod listen;
mod patient;
mod range;
mod refusal;
mod request;
mod streamed;

pub(crate) use compression::{accepts_gzip, compressed};
pub(crate) use limits::{Asker, Class, Limits};
pub(crate) use range::{Portion, portion};
pub(crate) use refusal::{Refused, refuse, retry_after, status, told};
pub(crate) use request::{LANG, bearer, cookie, device_name, language, login_cookie, place, place_of, token};
pub(crate) use streamed::{Outlet, streamed};
