//! A `socle` of our own: started in a temporary folder, measured, stopped, killed, started again.

use std::fs::{self, OpenOptions};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tokio::time::sleep;

use super::client::Client;
use super::port::Port;
use super::process;

/// A start or a stop that takes longer never ends. How long they take is measured elsewhere.
const PATIENCE: Duration = Duration::from_mins(5);

/// How a server is started.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The program.
    pub program: PathBuf,
    /// Its data folder; its log is written there.
    pub data: PathBuf,
    /// A `PostgreSQL`, or none for the embedded database.
    pub database: Option<String>,
    /// Where it listens.
    pub port: Port,
    /// Whether its learners ask faster than people can: it counts them like any other, and allows a thousand times as much.
    pub hasty: bool,
    /// Seconds for which it goes on serving once it was asked to stop.
    pub drain: u16,
}

/// A server that runs. Killed when dropped.
#[derive(Debug)]
pub struct Server {
    settings: Settings,
    child: Child,
    /// From the start of the process to its first reply.
    pub ready_after: Duration,
}

impl Server {
    /// Starts a server and waits until it answers.
    pub async fn start(settings: &Settings) -> Result<Self, String> {
        let begun = Instant::now();
        let log = OpenOptions::new().create(true).append(true).open(log_of(&settings.data)).map_err(|e| e.to_string())?;
        let mut command = Command::new(&settings.program);
        // nothing of the caller's settings
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("SOCLE_")) {
            command.env_remove(name);
        }
        command.env("SOCLE_LISTEN", settings.port.address.to_string()).env("SOCLE_DATA", &settings.data);
        if let Some(url) = &settings.database {
            command.env("SOCLE_DATABASE_URL", url);
        }
        if settings.hasty {
            command.env("SOCLE_ALLOWANCE", "1000");
        }
        if settings.drain > 0 {
            command.env("SOCLE_DRAIN", settings.drain.to_string());
        }
        command.arg("serve").stdin(Stdio::null()).stdout(log.try_clone().map_err(|e| e.to_string())?).stderr(log);
        let child = command.spawn().map_err(|e| format!("{}: {e}", settings.program.display()))?;
        let mut server = Self { settings: settings.clone(), child, ready_after: Duration::ZERO };
        let mut client = Client::new(settings.port.address);
        loop {
            if client.exchange(b"GET /sante HTTP/1.1\r\nHost: learners\r\n\r\n").await.is_ok_and(|head| head.status == 200) {
                server.ready_after = begun.elapsed();
                return Ok(server);
            }
            if let Ok(Some(status)) = server.child.try_wait() {
                return Err(format!("the server ended ({status}) instead of serving:\n{}", server.last_words()));
            }
            if begun.elapsed() > PATIENCE {
                return Err(format!("the server does not answer:\n{}", server.last_words()));
            }
            sleep(Duration::from_millis(2)).await;
        }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.settings.port.address
    }

    /// Its process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Whether it ended by itself.
    pub fn has_ended(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }

    /// The end of its log.
    pub fn last_words(&self) -> String {
        let log = fs::read_to_string(log_of(&self.settings.data)).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(20)..].join("\n")
    }

    /// kill -9.
    pub fn kill(mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Asks it to stop, and waits.
    pub async fn stop(mut self) -> Result<(), String> {
        process::ask_to_stop(&self.child);
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            match self.child.try_wait() {
                Ok(Some(status)) if status.success() => return Ok(()),
                Ok(Some(status)) => return Err(format!("the server ended with {status}:\n{}", self.last_words())),
                _ => sleep(Duration::from_millis(10)).await,
            }
        }
        Err("the server does not stop when asked to".to_owned())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn log_of(data: &Path) -> PathBuf {
    data.join("server.log")
}
