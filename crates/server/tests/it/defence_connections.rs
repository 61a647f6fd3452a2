//! Connections, over real sockets: who is slow is let go, who thinks is not, and the end is orderly.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::routing::{get, post};
use server::http::listen::{ConnectionLimits, bind, serve};
use tokio::sync::{Notify, oneshot};
use tokio::task::{JoinHandle, spawn_blocking};

use crate::harness::eventually;

/// A long time, for what must not end in a test.
const LONG: Duration = Duration::from_mins(10);
/// A short one, for what must.
const SHORT: Duration = Duration::from_millis(300);

fn patient() -> ConnectionLimits {
    ConnectionLimits { connections: 50, of_one_place: 50, head: LONG, idle: LONG, idle_when_full: LONG, write: LONG, head_bytes: 16 * 1024, drain: LONG }
}

/// A server of a few pages.
struct Listening {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    served: JoinHandle<usize>,
    /// Lets `/slow` answer.
    go_on: Arc<Notify>,
    /// Rings when `/slow` is asked.
    asked: Arc<Notify>,
}

fn listening(limits: ConnectionLimits) -> Listening {
    let (go_on, asked) = (Arc::<Notify>::default(), Arc::<Notify>::default());
    let slow = {
        let (go_on, asked) = (Arc::clone(&go_on), Arc::clone(&asked));
        get(move || async move {
            asked.notify_one();
            go_on.notified().await;
            "slow"
        })
    };
    let router = Router::new()
        .route("/", get(|| async { "hello" }))
        .route("/slow", slow)
        .route("/large", get(|| async { vec![b'x'; 64 * 1024 * 1024] }))
        .route("/echo", post(|body: String| async move { body }));
    let listener = bind("127.0.0.1:0".parse().expect("an address")).expect("a port");
    let address = listener.local_addr().expect("an address");
    let (stop, stopped) = oneshot::channel();
    let served = tokio::spawn(serve(listener, router, limits, async move {
        let _ = stopped.await;
    }));
    Listening { address, stop, served, go_on, asked }
}

/// A visitor's end of a connection.
struct Visitor(TcpStream);

impl Visitor {
    fn to(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).expect("a connection");
        stream.set_read_timeout(Some(LONG)).expect("a socket");
        Self(stream)
    }

    fn says(&mut self, text: &str) {
        self.0.write_all(text.as_bytes()).expect("sent");
    }

    /// The status and the body of one reply; nothing when the connection was closed.
    fn hears(&mut self) -> Option<(u16, String)> {
        let mut head = Vec::new();
        let mut byte = [0];
        while !head.ends_with(b"\r\n\r\n") {
            match self.0.read(&mut byte) {
                Ok(1) => head.push(byte[0]),
                _ => return None,
            }
        }
        let head = String::from_utf8(head).expect("text").to_ascii_lowercase();
        let length = head.split("content-length: ").nth(1).and_then(|l| l.split("\r\n").next()).map_or(0, |l| l.parse().expect("a number"));
        let mut body = vec![0; length];
        self.0.read_exact(&mut body).expect("a body");
        Some((head.split(' ').nth(1)?.parse().ok()?, String::from_utf8(body).expect("text")))
    }

    fn asks(&mut self, path: &str) -> Option<(u16, String)> {
        // a connection that was closed may say so only when one writes to it
        self.0.write_all(format!("GET {path} HTTP/1.1\r\nhost: x\r\n\r\n").as_bytes()).ok()?;
        self.hears()
    }

    /// Somebody who was heard, and rests since. Whoever rests too long before the first word is shown out: on a machine that stops
    /// for a while that happens to people who did nothing, and they come again.
    fn heard(address: SocketAddr, requests: &str) -> Self {
        loop {
            let mut visitor = Self::to(address);
            let begun = std::time::Instant::now();
            if visitor.0.write_all(requests.as_bytes()).is_ok()
                && let Some(reply) = visitor.hears()
            {
                assert_eq!(reply, (200, "hello".into()));
                return visitor;
            }
            assert!(begun.elapsed() < LONG, "nobody answers");
        }
    }

    /// Waits until the other end closes; panics when it says something.
    fn is_closed(&mut self) {
        let mut byte = [0];
        match self.0.read(&mut byte) {
            Ok(0) => {}
            Err(error) if error.kind() == std::io::ErrorKind::ConnectionReset => {}
            other => panic!("{other:?}"),
        }
    }
}

/// A request for the first page.
const HELLO: &str = "GET / HTTP/1.1\r\nhost: x\r\n\r\n";

async fn visiting<T: Send + 'static>(visit: impl FnOnce() -> T + Send + 'static) -> T {
    spawn_blocking(visit).await.expect("the visit ends")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_head_that_trickles_is_cut_off_and_a_learner_who_thinks_is_not() {
    let Listening { address, stop, served, .. } = listening(ConnectionLimits { head: SHORT, ..patient() });
    visiting(move || {
        let mut learner = Visitor::to(address);
        assert_eq!(learner.asks("/"), Some((200, "hello".into())));
        let mut silent = Visitor::to(address);
        let mut slow = Visitor::to(address);
        slow.says("GET / HTTP/1.1\r\nhost: x\r\nx-a: ");
        slow.is_closed();
        // a second one that keeps sending a little gets no more time for it
        let mut dripping = Visitor::to(address);
        let begun = std::time::Instant::now();
        while dripping.0.write_all(b"G").is_ok() && begun.elapsed() < LONG {
            dripping.0.set_read_timeout(Some(Duration::from_millis(20))).expect("a socket");
            if matches!(dripping.0.read(&mut [0]), Ok(0)) {
                break;
            }
        }
        assert!(begun.elapsed() < LONG / 2, "it went on for {:?}", begun.elapsed());
        // meanwhile nothing happened to who only thinks, before and between requests
        assert_eq!(learner.asks("/"), Some((200, "hello".into())));
        assert_eq!(silent.asks("/"), Some((200, "hello".into())));
    })
    .await;
    stop.send(()).expect("it runs");
    assert_eq!(served.await.expect("it ends"), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_that_rests_too_long_is_closed_between_requests_only() {
    let Listening { address, stop, served, go_on, asked } = listening(ConnectionLimits { idle: SHORT, idle_when_full: SHORT / 3, ..patient() });
    let waits = visiting(move || {
        let mut idle = Visitor::heard(address, HELLO);
        // its second request came with the first: it never rests
        let slow = Visitor::heard(address, &format!("{HELLO}GET /slow HTTP/1.1\r\nhost: x\r\n\r\n"));
        idle.is_closed();
        Visitor::to(address).is_closed();
        slow
    })
    .await;
    // both were closed after the slow one had asked: it waited at least as long as they rested
    asked.notified().await;
    go_on.notify_one();
    let reply = visiting(move || {
        let mut slow = waits;
        slow.hears()
    });
    assert_eq!(reply.await, Some((200, "slow".into())));
    stop.send(()).expect("it runs");
    assert_eq!(served.await.expect("it ends"), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_head_that_is_too_large_is_refused() {
    let Listening { address, stop, served, .. } = listening(patient());
    visiting(move || {
        let mut visitor = Visitor::to(address);
        visitor.says(&format!("GET / HTTP/1.1\r\nhost: x\r\nx-a: {}\r\n\r\n", "a".repeat(20_000)));
        assert_eq!(visitor.hears().expect("a reply").0, 431);
        let mut visitor = Visitor::to(address);
        let many = "x-a: 1\r\n".repeat(200);
        visitor.says(&format!("GET / HTTP/1.1\r\nhost: x\r\n{many}\r\n"));
        assert_eq!(visitor.hears().expect("a reply").0, 431);
        let mut visitor = Visitor::to(address);
        visitor.says(&format!("GET /{} HTTP/1.1\r\nhost: x\r\n\r\n", "a".repeat(20_000)));
        assert!((400..500).contains(&visitor.hears().expect("a reply").0));
    })
    .await;
    stop.send(()).expect("it runs");
    served.await.expect("it ends");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_house_lets_the_next_wait_and_shows_out_who_only_rests() {
    let Listening { address, stop, served, .. } = listening(ConnectionLimits { connections: 2, idle_when_full: SHORT, ..patient() });
    visiting(move || {
        let _first = Visitor::heard(address, HELLO);
        // the second seat is taken; whoever comes third is heard once somebody who rested was shown out
        let _second = Visitor::heard(address, HELLO);
        Visitor::heard(address, HELLO);
    })
    .await;
    stop.send(()).expect("it runs");
    served.await.expect("it ends");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_place_cannot_take_every_connection() {
    let Listening { address, stop, served, .. } = listening(ConnectionLimits { of_one_place: 2, ..patient() });
    let [mut first, mut second] = visiting(move || {
        let [mut first, mut second] = [Visitor::to(address), Visitor::to(address)];
        assert_eq!(first.asks("/"), Some((200, "hello".into())));
        assert_eq!(second.asks("/"), Some((200, "hello".into())));
        Visitor::to(address).is_closed();
        [first, second]
    })
    .await;
    // from elsewhere
    let socket = tokio::net::TcpSocket::new_v4().expect("a socket");
    socket.bind("127.0.0.2:0".parse().expect("an address")).expect("all of 127 is this machine");
    let elsewhere = socket.connect(address).await.expect("a connection").into_std().expect("a stream");
    visiting(move || {
        elsewhere.set_nonblocking(false).expect("a stream");
        assert_eq!(Visitor(elsewhere).asks("/"), Some((200, "hello".into())));
        assert_eq!(first.asks("/"), Some((200, "hello".into())));
        drop(first);
        assert_eq!(second.asks("/"), Some((200, "hello".into())));
        // a seat that was left is free again, as soon as the server has seen it
        let begun = std::time::Instant::now();
        while Visitor::to(address).asks("/").is_none() {
            assert!(begun.elapsed() < LONG, "the seat is still taken");
        }
    })
    .await;
    stop.send(()).expect("it runs");
    served.await.expect("it ends");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_does_not_take_the_answer_is_let_go() {
    let Listening { address, stop, served, .. } = listening(ConnectionLimits { write: SHORT, idle_when_full: SHORT, ..patient() });
    let deaf = visiting(move || {
        let mut deaf = Visitor::to(address);
        deaf.says("GET /large HTTP/1.1\r\nhost: x\r\n\r\n");
        // it began to come, and nothing more of it is taken
        assert_eq!(deaf.0.read(&mut [0]).expect("a reply"), 1);
        deaf
    })
    .await;
    stop.send(()).expect("it runs");
    // the end does not wait for it: it is let go long before the minute of the drain
    let ended = tokio::time::timeout(LONG / 2, served).await.expect("in time").expect("it ends");
    assert_eq!(ended, 0);
    drop(deaf);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn at_the_end_requests_under_way_finish_and_nothing_new_begins() {
    let Listening { address, stop, served, go_on, asked } = listening(patient());
    let (mut resting, mut under_way) = visiting(move || {
        let mut resting = Visitor::to(address);
        assert_eq!(resting.asks("/"), Some((200, "hello".into())));
        let mut under_way = Visitor::to(address);
        under_way.says("GET /slow HTTP/1.1\r\nhost: x\r\n\r\n");
        (resting, under_way)
    })
    .await;
    asked.notified().await;
    stop.send(()).expect("it runs");
    visiting(move || resting.is_closed()).await;
    // a program that another test is starting has our listener until it runs
    eventually("nobody listens any more", || TcpStream::connect(address).err()).await;
    assert!(!served.is_finished());
    go_on.notify_one();
    let told = visiting(move || (under_way.hears(), under_way.is_closed()));
    assert_eq!(told.await.0, Some((200, "slow".into())));
    assert_eq!(served.await.expect("it ends"), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_end_comes_even_when_a_request_does_not_finish() {
    let Listening { address, stop, served, asked, .. } = listening(ConnectionLimits { drain: SHORT, ..patient() });
    let under_way = visiting(move || {
        let mut under_way = Visitor::to(address);
        under_way.says("GET /slow HTTP/1.1\r\nhost: x\r\n\r\n");
        under_way
    })
    .await;
    asked.notified().await;
    stop.send(()).expect("it runs");
    assert_eq!(served.await.expect("it ends"), 1, "and it is said how many were cut off");
    drop(under_way);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn requests_one_after_the_other_and_bodies_in_pieces_are_served() {
    let Listening { address, stop, served, .. } = listening(ConnectionLimits { head: SHORT, ..patient() });
    visiting(move || {
        let mut visitor = Visitor::to(address);
        visitor.says("GET / HTTP/1.1\r\nhost: x\r\n\r\nGET / HTTP/1.1\r\nhost: x\r\n\r\n");
        assert_eq!([visitor.hears(), visitor.hears()], [Some((200, "hello".into())), Some((200, "hello".into()))]);
        visitor.says("POST /echo HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\n\r\nab");
        visitor.says("cd");
        assert_eq!(visitor.hears(), Some((200, "abcd".into())));
        visitor.says("POST /echo HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: 2\r\n\r\n");
        assert_eq!(visitor.hears(), Some((100, String::new())));
        visitor.says("ok");
        assert_eq!(visitor.hears(), Some((200, "ok".into())));
    })
    .await;
    stop.send(()).expect("it runs");
    served.await.expect("it ends");
}
