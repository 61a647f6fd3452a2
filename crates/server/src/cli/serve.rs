//! `socle serve`

use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use clap::Args;
use tokio::net::TcpListener;

use super::options::Options;
use super::{Outcome, Voice};
use crate::app::App;
use crate::clock::{Clock, Entropy};
use crate::config::{Config, Cpf};
use crate::http::listen::{self, ConnectionLimits};
use crate::jobs;
use crate::observe::metrics_router;
use crate::service::demo;

/// Serve pages and API.
#[derive(Debug, Args)]
pub(super) struct Serve {
    /// Address and port to listen on.
    #[arg(long, env = "SOCLE_LISTEN", default_value = "127.0.0.1:8080")]
    pub(super) listen: SocketAddr,
    /// Address under which people reach the server, in mails and links. Default: the address it listens on.
    #[arg(long, env = "SOCLE_BASE_URL")]
    pub(super) base_url: Option<String>,
    /// `smtp://…` or `smtps://…`; without it mails are written to the folder `mail` of the data.
    #[arg(long, env = "SOCLE_SMTP_URL", hide_env_values = true)]
    pub(super) smtp_url: Option<String>,
    /// Sender of the mails.
    #[arg(long, env = "SOCLE_MAIL_FROM", default_value = "Socle <socle@localhost>")]
    pub(super) mail_from: String,
    /// Who runs this installation, on the legal pages.
    #[arg(long, env = "SOCLE_PUBLISHER", default_value = "Installation de démonstration")]
    pub(super) publisher: String,
    /// Who hosts it.
    #[arg(long, env = "SOCLE_HOST", default_value = "Cette machine")]
    pub(super) host: String,
    /// Where to write to them.
    #[arg(long, env = "SOCLE_CONTACT", default_value = "contact@socle.example")]
    pub(super) contact: String,
    /// Create the demo accounts and print them.
    #[arg(long, env = "SOCLE_DEMO", value_parser = clap::builder::BoolishValueParser::new())]
    pub(super) demo: bool,
    /// Behind a reverse proxy that sets X-Forwarded-For: count tries by the address it tells.
    #[arg(long, env = "SOCLE_BEHIND_PROXY", value_parser = clap::builder::BoolishValueParser::new())]
    pub(super) behind_proxy: bool,
    /// How many times the usual allowance of requests a person and a place have; 0 sets no limit. For measurements, and for
    /// networks of more than a school behind one address.
    #[arg(long, env = "SOCLE_ALLOWANCE", default_value_t = 1.0)]
    pub(super) allowance: f64,
    /// File of the secret under which the audit log digests places; the same for every server of one database. Default:
    /// `socle.key` of the data folder, made at the first start.
    #[arg(long, env = "SOCLE_KEY_FILE")]
    pub(super) key_file: Option<std::path::PathBuf>,
    /// The certifier as the Caisse des Dépôts knows them (`idClient`, 8 characters); without it no file is prepared for it.
    #[arg(long, env = "SOCLE_CPF_CLIENT", default_value = "")]
    pub(super) cpf_client: String,
    /// Their contract there (`idContrat`).
    #[arg(long, env = "SOCLE_CPF_CONTRACT", default_value = "")]
    pub(super) cpf_contract: String,
    /// The certification in the national registers: `RS…` or `RNCP…`.
    #[arg(long, env = "SOCLE_CPF_CODE", default_value = "")]
    pub(super) cpf_code: String,
    /// Look at the links of training offers, a fortnight apart: this server may reach the web.
    #[arg(long, env = "SOCLE_LINKS", value_parser = clap::builder::BoolishValueParser::new())]
    pub(super) links: bool,
    /// Address and port of the figures for Prometheus, `/metrics`: never the public ones. Without it there are none.
    #[arg(long, env = "SOCLE_METRICS_LISTEN")]
    pub(super) metrics_listen: Option<SocketAddr>,
    /// Seconds during which a server that was asked to stop still takes requests while `/readyz` sends people elsewhere.
    #[arg(long, env = "SOCLE_DRAIN", value_name = "SECONDS", default_value_t = 0)]
    pub(super) drain: u16,
}

impl Serve {
    pub(super) async fn run(self, options: &Options, voice: &Voice) -> Outcome {
        let begun = Instant::now();
        // first of all, so that a port that is taken is said at once, and port 0 has its number
        let listener = listen::bind(self.listen).map_err(|e| format!("{}: {e}", self.listen))?;
        let listen = listener.local_addr().map_err(|e| format!("{}: {e}", self.listen))?;
        let figures = match self.metrics_listen {
            Some(address) => Some(listen_on(address).await?),
            None => None,
        };
        let store = options.store().await?;
        let config = self.settled(options, listen);
        let base_url = config.base_url.clone();
        let app = App::new(config, store.clone(), &options.files(), Clock::System, Entropy::System).await.map_err(|e| e.to_string())?;
        jobs::spawn(&app);
        if let Some((listener, address)) = figures {
            let router = metrics_router(Arc::clone(&app));
            tokio::spawn(async move { axum::serve(listener, router).await });
            tracing::info!(%address, "figures for Prometheus");
        }
        let router = crate::router::router(Arc::clone(&app));
        let limits = ConnectionLimits::default().within_the_system();
        // behind a proxy all visitors come from one place
        let limits = if self.behind_proxy { ConnectionLimits { of_one_place: usize::MAX, ..limits } } else { limits };
        let stop = asked_to_stop_and_drained(Arc::clone(&app), Duration::from_secs(self.drain.into()));
        let serving = tokio::spawn(listen::serve(listener, router, limits, stop));
        println!(
            "{}",
            voice.say("cli-serving", &[("url", base_url.as_str().into()), ("ms", i64::try_from(begun.elapsed().as_millis()).unwrap_or_default().into())])
        );
        if self.demo {
            let account = demo::prepare(&app, &options.files()).await.map_err(|e| e.to_string())?;
            let team = demo::prepare_team(&app).await.map_err(|e| e.to_string())?;
            println!("{}", voice.say("cli-demo", &[("email", account.email.into()), ("password", account.password.into())]));
            let referencer = team.iter().find(|(role, _)| *role == domain::access::Role::Referencer).map_or("", |(_, account)| account.email);
            let proposer = demo::prepare_offers(&app, referencer).await.map_err(|e| e.to_string())?;
            println!("{}", voice.say("cli-demo-proposer", &[("email", proposer.email.into()), ("password", proposer.password.into())]));
            for (role, account) in team {
                let role = voice.say(&format!("role-{}", role.code()), &[]);
                println!("{}", voice.say("cli-demo-team", &[("role", role.into()), ("email", account.email.into()), ("password", account.password.into())]));
            }
        }
        let cut_off = serving.await.map_err(|e| e.to_string())?;
        if cut_off > 0 {
            tracing::warn!(cut_off, "connections that did not end in time");
        }
        store.close().await.map_err(|e| e.to_string())?;
        Ok(ExitCode::SUCCESS)
    }

    /// The settings of a server that listens there.
    pub(super) fn settled(&self, options: &Options, listen: SocketAddr) -> Config {
        let base_url = self.base_url.clone().unwrap_or_else(|| format!("http://{listen}"));
        Config {
            data: options.data.clone(),
            database_url: options.database_url.clone(),
            base_url: base_url.trim_end_matches('/').to_owned(),
            smtp_url: self.smtp_url.clone(),
            mail_from: self.mail_from.clone(),
            publisher: self.publisher.clone(),
            host: self.host.clone(),
            contact: self.contact.clone(),
            behind_proxy: self.behind_proxy,
            allowance: self.allowance,
            key_file: self.key_file.clone(),
            cpf: Cpf { client: self.cpf_client.trim().to_owned(), contract: self.cpf_contract.trim().to_owned(), code: self.cpf_code.trim().to_owned() },
            links: self.links,
        }
    }
}

async fn listen_on(address: SocketAddr) -> Result<(TcpListener, SocketAddr), String> {
    let listener = TcpListener::bind(address).await.map_err(|e| format!("{address}: {e}"))?;
    let address = listener.local_addr().map_err(|e| format!("{address}: {e}"))?;
    Ok((listener, address))
}

/// Ends when no new request should be taken. Whoever sends people here is told first and has some time to notice; being asked
/// once more is to hurry.
async fn asked_to_stop_and_drained(app: Arc<App>, drain: Duration) {
    asked_to_stop().await;
    app.readiness.drain();
    tracing::info!(seconds = drain.as_secs(), "asked to stop: requests are taken for so long, then those under way are finished");
    if !drain.is_zero() {
        tokio::select! { () = tokio::time::sleep(drain) => {}, () = asked_to_stop() => {} }
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
