//! `socle doctor`: what is well and what is not.

use std::process::ExitCode;

use store::maintenance::{self, Integrity};
use store::{StoreError, mails};

use super::options::Options;
use super::{Outcome, Voice};
use crate::render::{Dist, Texts};
use crate::service::content::check;

pub(super) async fn run(options: &Options, voice: &Voice) -> Outcome {
    let mut well = true;
    let mut line = |fine: bool, what: String| {
        well &= fine;
        println!("{} {what}", if fine { "✓" } else { "✗" });
    };
    let checked = check(&options.files(), None);
    line(checked.defects.is_empty(), voice.say("cli-checked", &[("items", checked.items.len().into()), ("defects", checked.defects.len().into())]));
    line(Dist::get("manifest.json").is_some(), voice.say("cli-doctor-assets", &[]));
    match options.reader().await {
        Err(error) => line(false, voice.say("cli-doctor-database", &[("error", error.into())])),
        Ok(store) => {
            let looked = store
                .read(|tx| {
                    Box::pin(async move {
                        Ok::<_, StoreError>((
                            maintenance::counts(tx).await?,
                            maintenance::size(tx).await?,
                            maintenance::integrity(tx).await?,
                            mails::pending(tx).await?,
                        ))
                    })
                })
                .await;
            match looked {
                Err(error) => line(false, voice.say("cli-doctor-database", &[("error", error.to_string().into())])),
                Ok((counts, size, integrity, waiting)) => {
                    let sound = !matches!(integrity, Integrity::Damaged(_));
                    line(
                        sound,
                        voice.say(
                            "cli-doctor-integrity",
                            &[("size", Texts::decimal(voice.lang, size as f64 / 1e6, 1).into()), ("state", format!("{integrity:?}").into())],
                        ),
                    );
                    line(waiting < 100, voice.say("cli-doctor-mails", &[("waiting", waiting.into())]));
                    for (table, rows) in counts {
                        println!("    {table:<18}{rows:>12}");
                    }
                }
            }
        }
    }
    Ok(if well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
