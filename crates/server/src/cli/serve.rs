//! `socle serve`

use std::net::SocketAddr;
use std::process::ExitCode;
use std::time::Instant;

use clap::Args;

use super::options::Options;
use super::{Outcome, Voice};
use crate::app::App;
use crate::clock::{Clock, Entropy};
use crate::config::Config;
use crate::http::listen::{self, ConnectionLimits};
use crate::jobs;
use crate::service::demo;

/// Serve pages and API.
#[derive(Debug, Args)]
pub(super) struct Serve {
    /// Address and port to listen on.
    #[arg(long, env = "SOCLE_LISTEN", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Address under which people reach the server, in mails and links. Default: the address it listens on.
    #[arg(long, env = "SOCLE_BASE_URL")]
    base_url: Option<String>,
    /// `smtp://…` or `smtps://…`; without it mails are written to the folder `mail` of the data.
    #[arg(long, env = "SOCLE_SMTP_URL", hide_env_values = true)]
    smtp_url: Option<String>,
    /// Sender of the mails.
    #[arg(long, env = "SOCLE_MAIL_FROM", default_value = "Socle <socle@localhost>")]
    mail_from: String,
    /// Who runs this installation, on the legal pages.
    #[arg(long, env = "SOCLE_PUBLISHER", default_value = "Installation de démonstration")]
    publisher: String,
    /// Who hosts it.
    #[arg(long, env = "SOCLE_HOST", default_value = "Cette machine")]
    host: String,
    /// Where to write to them.
    #[arg(long, env = "SOCLE_CONTACT", default_value = "contact@socle.example")]
    contact: String,
    /// Create the demo accounts and print them.
    #[arg(long, env = "SOCLE_DEMO", value_parser = clap::builder::BoolishValueParser::new())]
    demo: bool,
    /// Behind a reverse proxy that sets X-Forwarded-For: count tries by the address it tells.
    #[arg(long, env = "SOCLE_BEHIND_PROXY", value_parser = clap::builder::BoolishValueParser::new())]
    behind_proxy: bool,
    /// How many times the usual allowance of requests a person and a place have; 0 sets no limit. For measurements, and for
    /// networks of more than a school behind one address.
    #[arg(long, env = "SOCLE_ALLOWANCE", default_value_t = 1.0)]
    allowance: f64,
    /// File of the secret under which the audit log digests places; the same for every server of one database. Default:
    /// `socle.key` of the data folder, made at the first start.
    #[arg(long, env = "SOCLE_KEY_FILE")]
    key_file: Option<std::path::PathBuf>,
}

impl Serve {
    pub(super) async fn run(self, options: &Options, voice: &Voice) -> Outcome {
        let begun = Instant::now();
        // first of all, so that a port that is taken is said at once, and port 0 has its number
        let listener = listen::bind(self.listen).map_err(|e| format!("{}: {e}", self.listen))?;
        let listen = listener.local_addr().map_err(|e| format!("{}: {e}", self.listen))?;
        let store = options.store().await?;
        let base_url = self.base_url.unwrap_or_else(|| format!("http://{listen}")).trim_end_matches('/').to_owned();
        let config = Config {
            data: options.data.clone(),
            database_url: options.database_url.clone(),
            base_url: base_url.clone(),
            smtp_url: self.smtp_url,
            mail_from: self.mail_from,
            publisher: self.publisher,
            host: self.host,
            contact: self.contact,
            behind_proxy: self.behind_proxy,
            allowance: self.allowance,
            key_file: self.key_file,
        };
        let app = App::new(config, store.clone(), &options.files(), Clock::System, Entropy::System).await.map_err(|e| e.to_string())?;
        jobs::spawn(&app);
        let router = crate::router::router(std::sync::Arc::clone(&app));
        let limits = ConnectionLimits::default().within_the_system();
        // behind a proxy all visitors come from one place
        let limits = if self.behind_proxy { ConnectionLimits { of_one_place: usize::MAX, ..limits } } else { limits };
        let serving = tokio::spawn(listen::serve(listener, router, limits, asked_to_stop()));
        println!(
            "{}",
            voice.say("cli-serving", &[("url", base_url.as_str().into()), ("ms", i64::try_from(begun.elapsed().as_millis()).unwrap_or_default().into())])
        );
        if self.demo {
            let account = demo::prepare(&app, &options.files()).await.map_err(|e| e.to_string())?;
            println!("{}", voice.say("cli-demo", &[("email", account.email.into()), ("password", account.password.into())]));
        }
        let cut_off = serving.await.map_err(|e| e.to_string())?;
        if cut_off > 0 {
            tracing::warn!(cut_off, "connections that did not end in time");
        }
        store.close().await.map_err(|e| e.to_string())?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Ends when the terminal or the system says so.
async fn asked_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminated) => tokio::select! { _ = interrupted => {}, _ = terminated.recv() => {} },
            Err(_) => drop(interrupted.await),
        }
    }
    #[cfg(not(unix))]
    drop(interrupted.await);
}
