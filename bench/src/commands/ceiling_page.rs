//! `bench ceiling-page`: an empty handler behind the HTTP stack of the server, which gives as many bytes as a page has.

use axum::Router;
use axum::body::Bytes;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::any;

use crate::arguments::Arguments;

/// Says where it listens, and serves until it is ended.
pub fn run(mut arguments: Arguments) -> Result<(), String> {
    let bytes = arguments.required::<usize>("bytes")?;
    arguments.finish()?;
    let body = Bytes::from(vec![b'x'; bytes]);
    // as the server's own runtime
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|e| e.to_string())?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.map_err(|e| e.to_string())?;
        println!("{}", listener.local_addr().map_err(|e| e.to_string())?);
        let handler = move || {
            let body = body.clone();
            async move { ([(CONTENT_TYPE, "text/html; charset=utf-8")], body).into_response() }
        };
        axum::serve(listener, Router::new().route("/", any(handler))).await.map_err(|e| e.to_string())
    })
}
