//! Who is on the other side: the mail relay, and the server itself under its public address.

use std::time::Duration;

use lettre::{AsyncSmtpTransport, Tokio1Executor};

use super::Finding;
use super::settings::without_credentials;
use crate::cli::ask::{Unanswered, get};
use crate::cli::serve::Serve;

/// How long a relay may take to say who it is.
const PATIENCE: Duration = Duration::from_secs(10);

/// Connects to the relay, with TLS where the address says so, and introduces itself. No name is told and no mail is sent.
pub(super) async fn mail(serve: &Serve) -> Option<Finding> {
    let address = without_credentials(serve.smtp_url.as_deref()?);
    let told = match AsyncSmtpTransport::<Tokio1Executor>::from_url(&address) {
        Ok(transport) => transport.timeout(Some(PATIENCE)).build::<Tokio1Executor>().test_connection().await,
        Err(error) => Err(error),
    };
    let finding = match told {
        Ok(true) => Finding::well("smtp"),
        Ok(false) => Finding::wrong("smtp-silent").with("error", "421"),
        Err(error) => Finding::wrong("smtp-silent").with("error", with_causes(&error)),
    };
    Some(finding.with("address", address))
}

fn with_causes(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.fold(error.to_string(), |told, cause| if told.contains(&cause.to_string()) { told } else { format!("{told}: {cause}") })
}

/// Asks for the probe's page where people are sent, if that was said.
pub(super) async fn public_address(serve: &Serve) -> Option<Finding> {
    let base = serve.base_url.as_deref()?.trim_end_matches('/');
    let finding = match get(&format!("{base}/healthz")).await {
        Ok(reply) if reply.status == 200 && reply.body.trim() == "ok" => Finding::well("base"),
        Ok(reply) => Finding::wrong("base-other").with("status", reply.status.to_string()),
        Err(Unanswered::Tls(error)) => Finding::warning("base-tls").with("error", error),
        Err(Unanswered::Silent(error)) => Finding::wrong("base-silent").with("error", error),
        // said with the settings
        Err(Unanswered::Address) => return None,
    };
    Some(finding.with("url", base.to_owned()))
}
