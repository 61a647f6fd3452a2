//! `socle people`

use std::process::ExitCode;

use clap::Subcommand;
use domain::access::Role;

use super::options::Options;
use super::{Outcome, Voice};
use crate::clock::Clock;
use crate::service::Failure;
use crate::service::workshop::{Change, change_by_command, everybody};

/// Say who may write, review and publish questions. A fresh installation has no administrator: this makes the first.
#[derive(Debug, Subcommand)]
pub(super) enum People {
    /// Give a role to an account.
    Grant {
        /// Address of the account: the person has signed in once.
        email: String,
        /// What they may do.
        #[arg(value_parser = roles())]
        role: String,
    },
    /// Take a role back. The last administrator stays.
    Revoke {
        /// Address of the account.
        email: String,
        /// What they may no longer do.
        #[arg(value_parser = roles())]
        role: String,
    },
    /// Whoever has a role, with their roles, one a line.
    List,
}

fn roles() -> clap::builder::PossibleValuesParser {
    Role::ALL.iter().map(|role| role.code()).collect::<Vec<_>>().into()
}

impl People {
    pub(super) async fn run(self, options: &Options, voice: &Voice) -> Outcome {
        let role = |code: &str| Role::parse(code).ok_or_else(|| code.to_owned());
        match self {
            Self::Grant { email, role: code } => change(options, voice, &email, Change::Give(role(&code)?), ["cli-people-granted", "cli-people-had"]).await,
            Self::Revoke { email, role: code } => {
                change(options, voice, &email, Change::TakeBack(role(&code)?), ["cli-people-revoked", "cli-people-had-not"]).await
            }
            Self::List => list(options, voice).await,
        }
    }
}

async fn change(options: &Options, voice: &Voice, email: &str, change: Change, said: [&str; 2]) -> Outcome {
    let store = options.store().await?;
    let changed = change_by_command(&store, email, change, Clock::System.now()).await;
    store.close().await.map_err(|e| e.to_string())?;
    let code = match change {
        Change::Give(role) | Change::TakeBack(role) => role.code(),
    };
    let args = [("email", email.into()), ("role", code.into())];
    match changed {
        Ok(changed) => println!("{}", voice.say(said[usize::from(!changed)], &args)),
        Err(Failure::Refused(refusal)) => return Err(voice.say(&format!("refusal-{}", refusal.code()), &[])),
        Err(failure) => return Err(failure.to_string()),
    }
    Ok(ExitCode::SUCCESS)
}

async fn list(options: &Options, voice: &Voice) -> Outcome {
    let store = options.reader().await?;
    let team = everybody(&store).await.map_err(|e| e.to_string())?;
    store.close().await.map_err(|e| e.to_string())?;
    for mate in &team {
        println!("{}\t{}", mate.email, mate.roles.stored());
    }
    eprintln!("{}", voice.say("cli-people-count", &[("people", (team.len() as i64).into())]));
    Ok(ExitCode::SUCCESS)
}
