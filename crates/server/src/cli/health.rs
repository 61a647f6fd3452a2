//! `socle health`: a probe that needs no other program, for containers and supervisors.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::process::ExitCode;

use clap::Args;

use super::ask::{Unanswered, get};
use super::{Outcome, Voice};

/// Ask the running server whether it is ready; status 0 when it is.
#[derive(Debug, Args)]
pub(super) struct Health {
    /// Where the server listens.
    #[arg(long, env = "SOCLE_LISTEN", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
}

impl Health {
    pub(super) async fn run(self, voice: &Voice) -> Outcome {
        let address = format!("http://{}/readyz", near(self.listen));
        let (word, ready) = match get(&address).await {
            Ok(reply) => (reply.body, reply.status == 200),
            Err(Unanswered::Silent(error) | Unanswered::Tls(error)) => (error, false),
            Err(Unanswered::Address) => (address.clone(), false),
        };
        println!("{}", voice.say(if ready { "cli-health-ready" } else { "cli-health-not" }, &[("address", address.into()), ("word", word.into())]));
        Ok(if ready { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

/// Whoever listens on every address of the machine is reached on its own.
fn near(listen: SocketAddr) -> SocketAddr {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, listen.port())
}
