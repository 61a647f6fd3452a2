//! Mails: written to the outbox in the transaction that causes them, sent from there until they are.

use std::sync::Arc;
use std::time::Duration;

use domain::blueprint::SECOND;
use lettre::message::header::{Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::{AsyncFileTransport, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use store::mails::{self, ClaimedMail};

use crate::app::App;
use crate::service::Result;

/// Longest wait between two looks at the outbox.
const EVERY: Duration = Duration::from_secs(20);
/// How long a claimed mail is ours.
const CLAIM: i64 = 120 * SECOND;
/// Mails claimed at once.
const AT_ONCE: i64 = 20;
/// Tries before a mail is given up.
const TRIES: i64 = 8;

/// How mails leave.
enum Transport {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    /// No SMTP server is set: mails are written where an administrator finds them.
    Folder(AsyncFileTransport<Tokio1Executor>),
}

impl Transport {
    fn new(app: &App) -> std::result::Result<Self, String> {
        if let Some(url) = &app.config.smtp_url {
            let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|e| e.to_string())?;
            return Ok(Self::Smtp(transport.timeout(Some(Duration::from_secs(20))).build()));
        }
        let folder = app.config.data.join("mail");
        std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        // they hold links that sign in: the folder is its owner's alone
        #[cfg(unix)]
        std::fs::set_permissions(&folder, std::os::unix::fs::PermissionsExt::from_mode(0o700)).map_err(|e| format!("{}: {e}", folder.display()))?;
        Ok(Self::Folder(AsyncFileTransport::new(folder)))
    }

    async fn send(&self, message: Message) -> std::result::Result<(), String> {
        match self {
            Self::Smtp(transport) => transport.send(message).await.map(drop).map_err(|e| e.to_string()),
            Self::Folder(transport) => transport.send(message).await.map(drop).map_err(|e| e.to_string()),
        }
    }
}

/// Sends what waits, again and again.
pub async fn run(app: Arc<App>) {
    let transport = match Transport::new(&app) {
        Ok(transport) => transport,
        Err(error) => return tracing::error!(error, "mail cannot be sent"),
    };
    loop {
        match send_waiting(&app, &transport).await {
            Ok(0) => {
                let _ = tokio::time::timeout(EVERY, app.mail_waits.notified()).await;
            }
            Ok(_) => {}
            Err(error) => {
                tracing::warn!(%error, "outbox");
                tokio::time::sleep(EVERY).await;
            }
        }
    }
}

async fn send_waiting(app: &App, transport: &Transport) -> Result<usize> {
    let now = app.clock.now();
    let claimed = app.store.write(move |tx| Box::pin(mails::claim(tx, now, now + CLAIM, AT_ONCE))).await?;
    for claimed in &claimed {
        let id = claimed.mail.id;
        let sent = match message(app, claimed) {
            Ok(message) => transport.send(message).await,
            Err(error) => Err(error),
        };
        let now = app.clock.now();
        match sent {
            Ok(()) => {
                app.metrics.mails_sent.inc();
                app.store.write(move |tx| Box::pin(mails::sent(tx, id, now))).await?;
            }
            Err(error) => {
                app.metrics.mails_failed.inc();
                // the address is personal: the log gets the mail's name only
                tracing::warn!(mail = %id, attempts = claimed.attempts, "a mail could not be sent");
                let wait = 30 * SECOND * (1 << claimed.attempts.clamp(0, 10));
                let next = (claimed.attempts < TRIES).then_some(now + wait);
                app.store.write(move |tx| Box::pin(async move { mails::failed(tx, id, next, &error).await })).await?;
            }
        }
    }
    Ok(claimed.len())
}

/// Where a mail is stopped, for programs that read mail (RFC 2369).
#[derive(Clone)]
struct ListUnsubscribe(String);

impl Header for ListUnsubscribe {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe")
    }

    fn parse(value: &str) -> std::result::Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(value.to_owned()))
    }

    fn display(&self) -> HeaderValue {
        // not folded: a link that is cut in two stops nothing
        HeaderValue::dangerous_new_pre_encoded(Self::name(), self.0.clone(), self.0.clone())
    }
}

/// One POST to that address suffices (RFC 8058).
#[derive(Clone)]
struct ListUnsubscribePost;

impl Header for ListUnsubscribePost {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe-Post")
    }

    fn parse(_: &str) -> std::result::Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "List-Unsubscribe=One-Click".to_owned())
    }
}

fn message(app: &App, claimed: &ClaimedMail) -> std::result::Result<Message, String> {
    let from: Mailbox = app.config.mail_from.parse().map_err(|e| format!("SOCLE_MAIL_FROM: {e}"))?;
    let to: Mailbox = claimed.mail.recipient.parse().map_err(|e| format!("recipient: {e}"))?;
    let mut message = Message::builder().from(from).to(to).subject(claimed.mail.subject.clone());
    if let Some(link) = &claimed.unsubscribe {
        message = message.header(ListUnsubscribe(format!("<{link}>"))).header(ListUnsubscribePost);
    }
    message.multipart(MultiPart::alternative_plain_html(claimed.mail.body_text.clone(), claimed.mail.body_html.clone())).map_err(|e| e.to_string())
}
