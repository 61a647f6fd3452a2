//! A connection whose patience ends: with a head that does not come to its end, with a visitor who says nothing more, with one
//! who does not take what is sent.
//!
//! Hyper has one timer for the first two, and allocates it anew for each request. They must differ: a head that trickles is an
//! attack after ten seconds, a connection that rests between two questions is a learner who thinks, or a proxy that keeps it for
//! later. Here one timer per connection serves for everything and is set again only when it rings.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep};

use super::listen::Room;

/// Where a connection stands, as its reader and its service tell each other: a number that grows, three steps for each request.
#[derive(Debug, Default)]
pub(super) struct Phase(AtomicU64);

impl Phase {
    /// Nothing of the next request came yet.
    const WAITING: u64 = 0;
    /// Part of its head came.
    const HEAD: u64 = 1;
    /// It is being answered; the time for a whole request is counted elsewhere.
    const BUSY: u64 = 2;

    /// The head is there.
    pub(super) fn begins(&self) {
        self.become_next(Self::BUSY);
    }

    /// The answer is there.
    pub(super) fn ends(&self) {
        self.become_next(Self::WAITING);
    }

    /// The next number that stands for this phase. One task has the connection in hand: nobody else writes meanwhile.
    fn become_next(&self, phase: u64) {
        let now = self.get();
        self.0.store(now.wrapping_add(((phase + 3) - now % 3 - 1) % 3 + 1), Ordering::Relaxed);
    }

    fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// A stream that gives up.
#[derive(Debug)]
pub(super) struct Patient {
    stream: TcpStream,
    room: Arc<Room>,
    phase: Arc<Phase>,
    /// The phase that was seen last, and since when it lasts.
    seen: u64,
    since: Instant,
    /// Since when what is sent is not taken.
    stalled: Option<Instant>,
    alarm: Pin<Box<Sleep>>,
}

impl Patient {
    pub(super) fn new(stream: TcpStream, room: Arc<Room>, phase: Arc<Phase>) -> Self {
        let now = Instant::now();
        let alarm = Box::pin(tokio::time::sleep_until(now + room.limits().idle_when_full));
        Self { stream, room, phase, seen: Phase::WAITING, since: now, stalled: None, alarm }
    }

    /// When patience ends, as things stand.
    fn due(&mut self) -> Option<Instant> {
        let phase = self.phase.get();
        if phase != self.seen {
            (self.seen, self.since) = (phase, Instant::now());
        }
        let limits = self.room.limits();
        let read = match phase % 3 {
            Phase::HEAD => Some(self.since + limits.head),
            Phase::WAITING => Some(self.since + if self.room.is_full() { limits.idle_when_full } else { limits.idle }),
            _ => None,
        };
        let write = self.stalled.map(|since| since + limits.write);
        read.into_iter().chain(write).min()
    }

    /// Whether patience is at its end; if not, the task is woken to look again.
    fn is_over(&mut self, cx: &mut Context<'_>) -> bool {
        loop {
            let Some(due) = self.due() else { return false };
            if self.alarm.deadline() > due {
                self.alarm.as_mut().reset(due);
            }
            if self.alarm.as_mut().poll(cx).is_pending() {
                return false;
            }
            let now = Instant::now();
            if now >= due {
                return true;
            }
            // it rings more often than patience lasts, because patience is shorter once the house is full
            self.alarm.as_mut().reset(due.min(now + self.room.limits().idle_when_full));
        }
    }

    fn written<T>(&mut self, cx: &mut Context<'_>, sent: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if sent.is_ready() {
            self.stalled = None;
            return sent;
        }
        self.stalled.get_or_insert_with(Instant::now);
        self.or_over(cx)
    }

    fn or_over<T>(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<T>> {
        if self.is_over(cx) { Poll::Ready(Err(io::ErrorKind::TimedOut.into())) } else { Poll::Pending }
    }
}

impl AsyncRead for Patient {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(cx, buf);
        if read.is_pending() {
            return self.or_over(cx);
        }
        if buf.filled().len() > before && self.phase.get() % 3 == Phase::WAITING {
            self.phase.become_next(Phase::HEAD);
        }
        read
    }
}

impl AsyncWrite for Patient {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let sent = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.written(cx, sent)
    }

    fn poll_write_vectored(mut self: Pin<&mut Self>, cx: &mut Context<'_>, pieces: &[io::IoSlice<'_>]) -> Poll<io::Result<usize>> {
        let sent = Pin::new(&mut self.stream).poll_write_vectored(cx, pieces);
        self.written(cx, sent)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        // an answer has left: hyper may have asked for the next request already, while it was busy, and not ask again
        let _ = self.is_over(cx);
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
