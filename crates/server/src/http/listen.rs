//! Connections: taken in bounded numbers, dropped when they are too slow, and brought to their end in order.
//!
//! `axum::serve` does neither of the first two. This is the same hyper underneath, HTTP/1.1 only, which is what a proxy speaks to
//! us and browsers speak where there is none.

use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::extract::{ConnectInfo, Request};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower::Service;

use super::patient::{Patient, Phase};
use super::request::network;

/// How many connections, and how much patience with each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConnectionLimits {
    /// Connections at once. Whoever comes on top waits in the system's queue: a refusal would be an error page for somebody
    /// who only has to wait.
    pub connections: usize,
    /// Connections of one place at once; the next one is closed without a word. Not for a server behind a proxy, whose
    /// place all visitors share.
    pub of_one_place: usize,
    /// From the first byte of a request's head to its last.
    pub head: Duration,
    /// From one request to the next. Longer than what proxies keep a connection for (nginx 60 s, `HAProxy` 75 s, Traefik 90 s):
    /// whoever closes first must not be the one who is about to be asked.
    pub idle: Duration,
    /// The same while no connection is left for others.
    pub idle_when_full: Duration,
    /// During which nothing of an answer is taken.
    pub write: Duration,
    /// Bytes of a request's head, and of the address in it.
    pub head_bytes: usize,
    /// Until requests under way are cut off when the server stops.
    pub drain: Duration,
}

impl Default for ConnectionLimits {
    fn default() -> Self {
        Self {
            connections: 10_000,
            of_one_place: 7_500,
            head: Duration::from_secs(10),
            idle: Duration::from_mins(2),
            idle_when_full: Duration::from_secs(5),
            write: Duration::from_secs(30),
            head_bytes: 16 * 1024,
            drain: Duration::from_secs(20),
        }
    }
}

/// Open files that connections must leave to the database, the log and the content.
const OTHER_FILES: u64 = 256;
/// Connections that the system keeps for us until we take them.
const BACKLOG: u32 = 4096;

impl ConnectionLimits {
    /// As these, and no more than the system's open files allow. Raises how many that are, as far as it may: the usual 1,024 are
    /// a third of a school.
    #[must_use]
    pub fn within_the_system(self) -> Self {
        let Some(files) = open_files() else { return self };
        let connections = usize::try_from(files.saturating_sub(OTHER_FILES)).unwrap_or(usize::MAX).clamp(64, self.connections);
        if connections < self.connections {
            tracing::warn!(files, connections, "fewer connections than planned: the system allows few open files");
        }
        Self { connections, of_one_place: self.of_one_place.min((connections / 4 * 3).max(1)), ..self }
    }
}

#[cfg(unix)]
fn open_files() -> Option<u64> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    let wanted = maximum.unwrap_or(u64::MAX).min(1 << 16);
    if current.is_some_and(|current| current < wanted) && setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), maximum }).is_ok() {
        return Some(wanted);
    }
    current
}

#[cfg(not(unix))]
fn open_files() -> Option<u64> {
    None
}

/// Listens, with a queue long enough for a school that comes at once.
///
/// # Errors
/// The address is taken or not ours.
pub fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

/// Serves until `stop`. Then no connection is taken any more, those at rest are closed, and requests under way are given
/// [`ConnectionLimits::drain`] to finish. Gives the number of those that did not.
pub async fn serve(listener: TcpListener, router: Router, limits: ConnectionLimits, stop: impl Future<Output = ()>) -> usize {
    let room = Arc::new(Room { limits, seats: Arc::new(Semaphore::new(limits.connections)), places: Mutex::default() });
    let ending = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let next = tokio::select! {
            biased;
            () = &mut stop => break,
            next = next(&listener, &room) => next,
        };
        let Some((seat, stream, peer)) = next else { break };
        let Some(guest) = Guest::enter(&room, seat, peer) else { continue };
        // one packet less to wait for, where the system has the choice
        let _ = stream.set_nodelay(true);
        let connection = connection(&room, stream, peer, router.clone());
        let watcher = ending.watcher();
        tokio::spawn(async move {
            // what ends a connection early is the visitor's affair
            let _ = watcher.watch(connection).await;
            drop(guest);
        });
    }
    drop(listener);
    let under_way = room.taken();
    match tokio::time::timeout(limits.drain, ending.shutdown()).await {
        Ok(()) => 0,
        Err(_) => room.taken().min(under_way),
    }
}

/// A connection as hyper serves it.
fn connection(
    room: &Arc<Room>,
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
) -> http1::Connection<
    TokioIo<Patient>,
    impl hyper::service::Service<Request<Incoming>, Response = axum::response::Response, Error = std::convert::Infallible, Future: Send> + use<>,
> {
    let phase = Arc::<Phase>::default();
    let patient = Patient::new(stream, Arc::clone(room), Arc::clone(&phase));
    let service = service_fn(move |mut request: Request<Incoming>| {
        phase.begins();
        request.extensions_mut().insert(ConnectInfo(peer));
        let (phase, answer) = (Arc::clone(&phase), router.clone().call(request));
        async move {
            let response = answer.await;
            phase.ends();
            response
        }
    });
    http1::Builder::new()
        // `Patient` counts
        .header_read_timeout(None)
        .timer(TokioTimer::new())
        .max_header_size(room.limits.head_bytes)
        .serve_connection(TokioIo::new(patient), service)
}

/// A free seat, and the next connection to take it.
async fn next(listener: &TcpListener, room: &Room) -> Option<(OwnedSemaphorePermit, TcpStream, SocketAddr)> {
    let seat = Arc::clone(&room.seats).acquire_owned().await.ok()?;
    let (stream, peer) = accept(listener).await;
    Some((seat, stream, peer))
}

/// The next connection. An error of one of them is not ours; one of the system is waited out.
async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok(accepted) => return accepted,
            Err(error) if matches!(error.kind(), io::ErrorKind::ConnectionRefused | io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset) => {}
            Err(error) => {
                tracing::warn!(%error, "no connection can be taken");
                tokio::time::sleep(Duration::from_millis(500)).await;
            }
        }
    }
}

/// The connections there are.
#[derive(Debug)]
pub(super) struct Room {
    limits: ConnectionLimits,
    seats: Arc<Semaphore>,
    places: Mutex<HashMap<IpAddr, usize>>,
}

impl Room {
    pub(super) const fn limits(&self) -> &ConnectionLimits {
        &self.limits
    }

    /// Whether the last seat is taken: by a connection, or by the wait for one.
    pub(super) fn is_full(&self) -> bool {
        self.seats.available_permits() == 0
    }

    fn taken(&self) -> usize {
        self.places.lock().unwrap_or_else(PoisonError::into_inner).values().sum()
    }
}

/// A connection that is counted.
#[derive(Debug)]
struct Guest {
    room: Arc<Room>,
    place: IpAddr,
    _seat: OwnedSemaphorePermit,
}

impl Guest {
    fn enter(room: &Arc<Room>, seat: OwnedSemaphorePermit, peer: SocketAddr) -> Option<Self> {
        let place = network(peer.ip());
        let mut places = room.places.lock().unwrap_or_else(PoisonError::into_inner);
        let here = places.entry(place).or_default();
        if *here >= room.limits.of_one_place {
            return None;
        }
        *here += 1;
        Some(Self { room: Arc::clone(room), place, _seat: seat })
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        let mut places = self.room.places.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(here) = places.get_mut(&self.place) {
            *here -= 1;
            if *here == 0 {
                places.remove(&self.place);
            }
        }
    }
}
