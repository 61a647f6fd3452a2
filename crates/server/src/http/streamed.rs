//! Replies that leave part after part, while the next part is still being made: of a list of any length, some parts are in memory.

use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use hyper::body::Frame;
use tokio::sync::mpsc::{Receiver, Sender, channel};

/// Parts that wait for whoever reads them.
const WAITING: usize = 2;

/// Where the parts of a reply go in.
#[derive(Debug, Clone)]
pub(crate) struct Outlet(Sender<Result<Bytes, Broken>>);

/// A reply that could not be made to its end. Its connection is cut: nobody takes half a list for a whole one.
#[derive(Debug)]
pub(crate) struct Broken;

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the rest could not be read")
    }
}

impl std::error::Error for Broken {}

/// Whoever read this has gone.
#[derive(Debug)]
pub(crate) struct Gone;

impl Outlet {
    /// One more part; waits until there is room for it.
    ///
    /// # Errors
    /// [`Gone`].
    pub(crate) async fn put(&self, part: Vec<u8>) -> Result<(), Gone> {
        self.0.send(Ok(part.into())).await.map_err(|_| Gone)
    }

    /// The rest does not come.
    pub(crate) async fn cut(&self) {
        let _ = self.0.send(Err(Broken)).await;
    }
}

/// For a thread that computes.
impl std::io::Write for Outlet {
    fn write(&mut self, part: &[u8]) -> std::io::Result<usize> {
        match self.0.blocking_send(Ok(Bytes::copy_from_slice(part))) {
            Ok(()) => Ok(part.len()),
            Err(_) => Err(std::io::ErrorKind::BrokenPipe.into()),
        }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// A body, and where its parts go in.
pub(crate) fn streamed() -> (Outlet, Body) {
    let (sender, receiver) = channel(WAITING);
    (Outlet(sender), Body::new(Parts(receiver)))
}

struct Parts(Receiver<Result<Bytes, Broken>>);

impl HttpBody for Parts {
    type Data = Bytes;
    type Error = Broken;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Broken>>> {
        self.0.poll_recv(cx).map(|part| part.map(|part| part.map(Frame::data)))
    }
}
