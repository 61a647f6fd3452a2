//! Pages and JSON leave compressed when the browser asks for it.
//!
//! A compressor is nearly half a megabyte that has to be cleared, which costs as much as compressing a page with it. So each thread
//! keeps one: it is taken up again for each page, and nothing of the page before is left in it.
//!
//! Level 1: the processor is dearer here than the wire, and a question of 14 kB leaves as 4. Files of the asset build have an
//! encoding already and pass as they are.

use std::cell::RefCell;

use axum::body::{Body, Bytes, HttpBody as _};
use axum::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use flate2::{Compress, Compression, FlushCompress, Status};

/// What is smaller fits into one packet as it is.
const SMALLEST: u64 = 1_400;
/// What is larger is streamed or downloaded, and no copy of it is made here.
const LARGEST: u64 = 4 * 1024 * 1024;
/// The distance over which repetitions are found: 2 to this power, as gzip's usual.
const WINDOW_BITS: u8 = 15;

thread_local! {
    static COMPRESSOR: RefCell<Compress> = RefCell::new(Compress::new_gzip(Compression::fast(), WINDOW_BITS));
}

/// Whether the request takes gzip: named with a weight above zero.
pub(crate) fn accepts_gzip(headers: &HeaderMap) -> bool {
    let offered = |part: &str| {
        let mut pieces = part.split(';').map(str::trim);
        let named = pieces.next().is_some_and(|name| name.eq_ignore_ascii_case("gzip") || name == "*");
        let refused = pieces.filter_map(|piece| piece.strip_prefix("q=")).any(|weight| weight.parse::<f32>().is_ok_and(|weight| weight <= 0.0));
        named && !refused
    };
    headers.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(',')).any(offered)
}

/// The response, compressed where that is worth it.
pub(crate) async fn compressed(response: Response, accepted: bool) -> Response {
    let length = response.body().size_hint().exact().unwrap_or(0);
    if !(SMALLEST..=LARGEST).contains(&length) || response.headers().contains_key(CONTENT_ENCODING) || !is_text(response.headers()) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    parts.headers.append(VARY, HeaderValue::from_static("accept-encoding"));
    if !accepted {
        return Response::from_parts(parts, body);
    }
    let Ok(plain) = axum::body::to_bytes(body, LARGEST as usize).await else {
        // of a known length and in memory: it cannot fail, and if it does the connection is not worth more
        return Response::from_parts(parts, Body::empty());
    };
    let Some(packed) = gzip(&plain) else { return Response::from_parts(parts, Body::from(plain)) };
    parts.headers.remove(CONTENT_LENGTH);
    parts.headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    Response::from_parts(parts, Body::from(packed))
}

/// Text, JSON, drawings: what says the same twice. Fonts, pictures and PDF are compressed by themselves.
fn is_text(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.starts_with("text/") || kind.starts_with("application/json") || kind.starts_with("application/problem+json") || kind.starts_with("image/svg")
}

/// The bytes as one gzip stream; `None` when that is not shorter.
fn gzip(plain: &[u8]) -> Option<Bytes> {
    COMPRESSOR.with_borrow_mut(|compressor| {
        compressor.reset();
        let mut packed = Vec::with_capacity(plain.len());
        match compressor.compress_vec(plain, &mut packed, FlushCompress::Finish) {
            Ok(Status::StreamEnd) => {
                packed.shrink_to_fit();
                Some(packed.into())
            }
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    fn unpacked(packed: &[u8]) -> Vec<u8> {
        let mut plain = Vec::new();
        flate2::read::GzDecoder::new(packed).read_to_end(&mut plain).expect("a gzip stream");
        plain
    }

    #[test]
    fn a_compressor_that_is_used_again_forgets_what_came_before() {
        let (first, second) = ("situation ".repeat(900), "question ".repeat(700));
        let alone = gzip(second.as_bytes()).expect("shorter");
        assert_eq!(unpacked(&gzip(first.as_bytes()).expect("shorter")), first.as_bytes());
        assert_eq!(gzip(second.as_bytes()).expect("shorter"), alone, "the same page is the same bytes, whatever was sent before it");
        assert_eq!(unpacked(&alone), second.as_bytes());
    }

    #[test]
    fn what_gets_no_shorter_is_sent_as_it_is_and_spoils_nothing() {
        let mut seed = 1_u32;
        let noise: Vec<u8> = std::iter::repeat_with(|| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 24) as u8
        })
        .take(5_000)
        .collect();
        assert_eq!(gzip(&noise), None);
        let text = "réponse ".repeat(400);
        assert_eq!(unpacked(&gzip(text.as_bytes()).expect("shorter")), text.as_bytes());
    }

    #[test]
    fn gzip_is_sent_to_whoever_asks_for_it_and_to_nobody_else() {
        let asks = |value: &'static str| accepts_gzip(&HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static(value))]));
        assert!(asks("gzip") && asks("br, gzip;q=0.5") && asks("deflate, *"));
        assert!(!asks("br") && !asks("gzip;q=0, br") && !asks("identity") && !accepts_gzip(&HeaderMap::new()));
    }

    #[tokio::test]
    async fn long_texts_are_compressed_and_the_rest_is_left_alone() {
        let page = |kind: &'static str, body: String| Response::builder().header(CONTENT_TYPE, kind).body(Body::from(body)).expect("a response");
        let long = "<p>Bonjour</p>".repeat(500);
        let sent = compressed(page("text/html; charset=utf-8", long.clone()), true).await;
        assert_eq!(sent.headers()[CONTENT_ENCODING], "gzip");
        assert_eq!(sent.headers()[VARY], "accept-encoding");
        assert_eq!(unpacked(&axum::body::to_bytes(sent.into_body(), usize::MAX).await.expect("a body")), long.as_bytes());

        let plain = compressed(page("text/html; charset=utf-8", long.clone()), false).await;
        assert_eq!((plain.headers().get(CONTENT_ENCODING), &plain.headers()[VARY]), (None, &HeaderValue::from_static("accept-encoding")));
        for other in [page("text/html", "<p>court</p>".into()), page("application/pdf", long.clone())] {
            assert_eq!(compressed(other, true).await.headers().get(CONTENT_ENCODING), None);
        }
        let mut already = page("text/css", long);
        already.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static("br"));
        assert_eq!(compressed(already, true).await.headers()[CONTENT_ENCODING], "br");
    }
}
