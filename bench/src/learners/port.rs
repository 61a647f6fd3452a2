//! A port of this machine for a server of our own: the system gives it to nobody else before the server has it, or between two starts.

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::net::TcpSocket;

/// Taken as long as a copy of it lives. Nobody listens on it but the server that is told its address.
#[derive(Clone, Debug)]
pub struct Port {
    /// Where the server is to listen.
    pub address: SocketAddr,
    /// Bound, and never listening: a server beside it may, since both say `SO_REUSEADDR`; the system chooses another one for anybody
    /// who asks for any port.
    _taken: Arc<TcpSocket>,
}

impl Port {
    /// Any that is free.
    pub fn any() -> Result<Self, String> {
        let taken = || {
            let socket = TcpSocket::new_v4()?;
            socket.set_reuseaddr(true)?;
            socket.bind(SocketAddr::from(([127, 0, 0, 1], 0)))?;
            Ok(Self { address: socket.local_addr()?, _taken: Arc::new(socket) })
        };
        taken().map_err(|e: std::io::Error| format!("no free port: {e}"))
    }
}

#[cfg(test)]
mod tests {
    use std::net::{TcpListener, TcpStream};
    use std::time::{Duration, Instant};

    use super::*;

    const PATIENCE: Duration = Duration::from_mins(5);

    #[test]
    fn a_port_is_for_its_server_alone_and_again_after_its_end() {
        let port = Port::any().unwrap();
        assert!(TcpStream::connect(port.address).is_err(), "nobody listens yet");
        assert!(TcpSocket::new_v4().unwrap().bind(port.address).is_err(), "and nobody else is given it");
        for _ in 0..2 {
            // the standard listener says SO_REUSEADDR, as our server does; a program that another test is starting at this moment has the
            // one of before until it runs
            let begun = Instant::now();
            let server = std::iter::repeat_with(|| TcpListener::bind(port.address)).find(|bound| bound.is_ok() || begun.elapsed() > PATIENCE);
            let server = server.unwrap().unwrap();
            let client = TcpStream::connect(port.address).unwrap();
            drop((server.accept().unwrap(), client));
        }
    }
}
