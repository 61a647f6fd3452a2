//! A small HTTP/1.1 client: one connection that is kept, one request at a time, no copy that is not needed.

use std::io::Read;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// How long a reply may take.
const PATIENCE: Duration = Duration::from_secs(30);
const MOST_HEADERS: usize = 48;

/// Why there is no reply. The outcome of the request is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Nobody listens.
    Refused,
    /// The connection ended before the reply did.
    Cut,
    /// No whole reply within half a minute.
    Late,
    /// What came is no HTTP/1.1 reply.
    Garbled(String),
}

impl Trouble {
    /// One word for the table of errors.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Refused => "connection refused",
            Self::Cut => "connection cut",
            Self::Late => "no reply in 30 s",
            Self::Garbled(_) => "no HTTP",
        }
    }
}

/// What stands above a body.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// The status.
    pub status: u16,
    /// Where a redirect leads.
    pub location: Option<String>,
    /// `name=value` of each cookie that is set.
    pub cookies: Vec<String>,
    /// Bytes of the body as it travelled.
    pub wire: usize,
}

/// A connection and its buffers.
#[derive(Debug)]
pub struct Client {
    address: SocketAddr,
    stream: Option<TcpStream>,
    received: Vec<u8>,
    body: Vec<u8>,
    /// How often a kept connection had been closed by the other side meanwhile.
    pub reconnections: u64,
}

impl Client {
    /// A client of the server at this address, not connected yet.
    pub fn new(address: SocketAddr) -> Self {
        Self { address, stream: None, received: Vec::new(), body: Vec::new(), reconnections: 0 }
    }

    /// Closes the connection: what comes next is somebody else's.
    pub fn close(&mut self) {
        self.stream = None;
    }

    /// The body of the last reply, readable.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// Sends a request and reads the whole reply.
    pub async fn exchange(&mut self, request: &[u8]) -> Result<Head, Trouble> {
        let kept = self.stream.is_some();
        let outcome = match self.once(request).await {
            // A connection that was kept may have been closed since: that says nothing about the request.
            Err(Trouble::Cut) if kept && self.received.is_empty() => {
                self.reconnections += 1;
                self.once(request).await
            }
            outcome => outcome,
        };
        if outcome.is_err() {
            self.stream = None;
        }
        outcome
    }

    async fn once(&mut self, request: &[u8]) -> Result<Head, Trouble> {
        timeout(PATIENCE, self.send_and_read(request)).await.unwrap_or(Err(Trouble::Late)).inspect_err(|_| self.stream = None)
    }

    async fn send_and_read(&mut self, request: &[u8]) -> Result<Head, Trouble> {
        self.received.clear();
        self.body.clear();
        let stream = if let Some(stream) = &mut self.stream {
            stream
        } else {
            let stream = TcpStream::connect(self.address).await.map_err(|_| Trouble::Refused)?;
            stream.set_nodelay(true).map_err(|_| Trouble::Cut)?;
            self.stream.insert(stream)
        };
        stream.write_all(request).await.map_err(|_| Trouble::Cut)?;
        let (head, framing) = loop {
            more(stream, &mut self.received).await?;
            if let Some(read) = read_head(&self.received)? {
                break read;
            }
        };
        let end = loop {
            if let Some(end) = framing.end(&self.received) {
                break end;
            }
            more(stream, &mut self.received).await?;
        };
        if framing.closes {
            self.stream = None;
        }
        let sent = self.received.get(framing.start..end).unwrap_or_default();
        let whole;
        let whole = if framing.chunked {
            whole = dechunk(sent)?;
            &whole
        } else {
            sent
        };
        if framing.gzip {
            flate2::read::GzDecoder::new(whole).read_to_end(&mut self.body).map_err(|e| Trouble::Garbled(e.to_string()))?;
        } else {
            self.body.extend_from_slice(whole);
        }
        Ok(Head { wire: sent.len(), ..head })
    }
}

async fn more(stream: &mut TcpStream, into: &mut Vec<u8>) -> Result<(), Trouble> {
    into.reserve(16 * 1024);
    match stream.read_buf(into).await {
        Ok(0) | Err(_) => Err(Trouble::Cut),
        Ok(_) => Ok(()),
    }
}

/// How the body is delimited.
#[derive(Debug, Default)]
struct Framing {
    start: usize,
    length: usize,
    chunked: bool,
    gzip: bool,
    closes: bool,
}

impl Framing {
    /// Where the body ends, when all of it is there.
    fn end(&self, received: &[u8]) -> Option<usize> {
        if !self.chunked {
            let end = self.start + self.length;
            return (received.len() >= end).then_some(end);
        }
        // trailers are not sent to us, so a body in chunks ends with the empty one
        (received.len() >= self.start + 5 && received.ends_with(b"0\r\n\r\n")).then_some(received.len())
    }
}

fn read_head(received: &[u8]) -> Result<Option<(Head, Framing)>, Trouble> {
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut parsed = httparse::Response::new(&mut headers);
    let garbled = |reason: &str| Trouble::Garbled(reason.to_owned());
    let start = match parsed.parse(received).map_err(|e| Trouble::Garbled(e.to_string()))? {
        httparse::Status::Partial => return Ok(None),
        httparse::Status::Complete(start) => start,
    };
    let mut head = Head { status: parsed.code.unwrap_or_default(), ..Head::default() };
    let mut framing = Framing { start, ..Framing::default() };
    for header in parsed.headers {
        let text = || std::str::from_utf8(header.value).unwrap_or_default();
        let is = |name: &str| header.name.eq_ignore_ascii_case(name);
        if is("content-length") {
            framing.length = text().parse().map_err(|_| garbled("content-length"))?;
        } else if is("transfer-encoding") {
            framing.chunked = text().eq_ignore_ascii_case("chunked");
        } else if is("content-encoding") {
            framing.gzip = text().eq_ignore_ascii_case("gzip");
        } else if is("connection") {
            framing.closes = text().eq_ignore_ascii_case("close");
        } else if is("location") {
            head.location = Some(text().to_owned());
        } else if is("set-cookie") {
            head.cookies.push(text().split(';').next().unwrap_or_default().to_owned());
        }
    }
    Ok(Some((head, framing)))
}

/// The bytes inside the chunks.
fn dechunk(mut chunks: &[u8]) -> Result<Vec<u8>, Trouble> {
    let garbled = || Trouble::Garbled("a chunk".to_owned());
    let mut whole = Vec::with_capacity(chunks.len());
    loop {
        let line = chunks.iter().position(|b| *b == b'\n').ok_or_else(garbled)?;
        let size = std::str::from_utf8(&chunks[..line]).ok().map(|s| s.split(';').next().unwrap_or_default().trim());
        let size = size.and_then(|s| usize::from_str_radix(s, 16).ok()).ok_or_else(garbled)?;
        if size == 0 {
            return Ok(whole);
        }
        let data = chunks.get(line + 1..line + 1 + size).ok_or_else(garbled)?;
        whole.extend_from_slice(data);
        chunks = chunks.get(line + 1 + size + 2..).ok_or_else(garbled)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_says_where_the_body_ends_and_what_to_keep() {
        let reply = b"HTTP/1.1 303 See Other\r\nLocation: /a#q\r\nSet-Cookie: socle=x; Path=/\r\nset-cookie: lang=fr\r\ncontent-length: 2\r\n\r\nok";
        let (head, framing) = read_head(reply).unwrap().unwrap();
        assert_eq!((head.status, head.location.as_deref()), (303, Some("/a#q")));
        assert_eq!(head.cookies, ["socle=x", "lang=fr"]);
        assert_eq!(framing.end(reply), Some(reply.len()));
        assert_eq!(framing.end(&reply[..reply.len() - 1]), None);
        assert!(read_head(&reply[..40]).unwrap().is_none());
    }

    #[test]
    fn chunks_are_put_together_and_a_broken_one_is_refused() {
        assert_eq!(dechunk(b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n").unwrap(), b"abcde");
        assert!(dechunk(b"9\r\nabc\r\n0\r\n\r\n").is_err());
    }
}
