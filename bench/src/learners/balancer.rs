//! A load balancer in front of several servers: connections in turn, to whoever says that it is ready.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

use super::client::Client;

/// How often each server is asked whether it is ready.
const LOOK: Duration = Duration::from_millis(50);
/// How long somebody waits for a server that is ready before the connection is closed.
const QUEUE: Duration = Duration::from_secs(20);

/// What a server says of itself, as a balancer hears it.
#[derive(Debug)]
struct Backend {
    address: SocketAddr,
    ready: AtomicBool,
    /// It is about to be stopped, whatever it says: for servers that do not say it themselves.
    aside: AtomicBool,
}

/// A balancer that listens on this machine. Ends when dropped; what it carries goes on.
#[derive(Debug)]
pub struct Balancer {
    /// Where it listens.
    pub address: SocketAddr,
    backends: Arc<Vec<Backend>>,
    tasks: Vec<JoinHandle<()>>,
}

impl Balancer {
    /// In front of these.
    pub async fn start(addresses: &[SocketAddr]) -> Result<Self, String> {
        let listener = TcpListener::bind("127.0.0.1:0").await.map_err(|e| e.to_string())?;
        let address = listener.local_addr().map_err(|e| e.to_string())?;
        let backends: Vec<Backend> =
            addresses.iter().map(|address| Backend { address: *address, ready: AtomicBool::new(false), aside: AtomicBool::new(false) }).collect();
        let backends = Arc::new(backends);
        let mut tasks = vec![tokio::spawn(accept(listener, Arc::clone(&backends)))];
        for place in 0..backends.len() {
            tasks.push(tokio::spawn(watch(Arc::clone(&backends), place)));
        }
        Ok(Self { address, backends, tasks })
    }

    /// Sends nobody new to this server, or again.
    pub fn set_aside(&self, place: usize, aside: bool) {
        self.backends[place].aside.store(aside, Ordering::Relaxed);
    }

    /// Waits until a server is known to be ready.
    pub async fn until_ready(&self, place: usize) {
        while !self.backends[place].ready.load(Ordering::Relaxed) {
            sleep(LOOK / 5).await;
        }
    }
}

impl Drop for Balancer {
    fn drop(&mut self) {
        self.tasks.iter().for_each(JoinHandle::abort);
    }
}

/// Whether a server has a readiness of its own; before it had, only whether it answers was known.
pub async fn says_when_it_is_ready(address: SocketAddr) -> bool {
    matches!(status(&mut Client::new(address), "/readyz").await, Some(200 | 503))
}

async fn status(client: &mut Client, path: &str) -> Option<u16> {
    let request = format!("GET {path} HTTP/1.1\r\nHost: balancer\r\n\r\n");
    client.exchange(request.as_bytes()).await.ok().map(|head| head.status)
}

async fn watch(backends: Arc<Vec<Backend>>, place: usize) {
    let backend = &backends[place];
    let mut client = Client::new(backend.address);
    loop {
        let ready = match status(&mut client, "/readyz").await {
            Some(404) => status(&mut client, "/sante").await == Some(200),
            status => status == Some(200),
        };
        backend.ready.store(ready, Ordering::Relaxed);
        sleep(LOOK).await;
    }
}

async fn accept(listener: TcpListener, backends: Arc<Vec<Backend>>) {
    let turn = Arc::new(AtomicUsize::new(0));
    loop {
        let Ok((person, _)) = listener.accept().await else { continue };
        let (backends, turn) = (Arc::clone(&backends), Arc::clone(&turn));
        tokio::spawn(async move { carry(person, &backends, &turn).await });
    }
}

/// Carries a connection to the next server that is ready; closes it when there is none for long.
async fn carry(mut person: TcpStream, backends: &[Backend], turn: &AtomicUsize) {
    let _ = person.set_nodelay(true);
    let found = async {
        loop {
            if let Some(server) = next(backends, turn).await {
                break server;
            }
            sleep(LOOK / 5).await;
        }
    };
    let Ok(mut server) = timeout(QUEUE, found).await else { return };
    let _ = server.set_nodelay(true);
    let _ = tokio::io::copy_bidirectional(&mut person, &mut server).await;
}

/// A connection to whoever is ready, in turn.
async fn next(backends: &[Backend], turn: &AtomicUsize) -> Option<TcpStream> {
    for _ in 0..backends.len() {
        let backend = &backends[turn.fetch_add(1, Ordering::Relaxed) % backends.len()];
        if !backend.ready.load(Ordering::Relaxed) || backend.aside.load(Ordering::Relaxed) {
            continue;
        }
        if let Ok(server) = TcpStream::connect(backend.address).await {
            return Some(server);
        }
    }
    None
}
