//! The memo: what whoever comes next must know.

use domain::access::{Authorised, EnterOrganisation};
use domain::organisation::LONGEST_MEMO;
use domain::refusal::Refusal;
use store::organisations;

use super::organisation_of;
use crate::app::App;
use crate::service::Result;

/// Replaces the memo, if it is still what was read. Line ends are kept as one sign each.
///
/// # Errors
/// [`Refusal::TextTooLong`]; [`Refusal::RecordChanged`]: somebody else wrote meanwhile.
pub async fn set_memo(app: &App, proof: &Authorised<EnterOrganisation>, read: &str, typed: &str) -> Result<()> {
    let organisation = organisation_of(proof);
    let (from, to) = (tidy(read), tidy(typed));
    if to.chars().count() > LONGEST_MEMO {
        return Err(Refusal::TextTooLong.into());
    }
    let same = from == to;
    let kept = app
        .store
        .write(move |tx| {
            let (from, to) = (from.clone(), to.clone());
            Box::pin(async move { organisations::set_memo(tx, organisation, &from, &to).await })
        })
        .await?;
    if kept || same { Ok(()) } else { Err(Refusal::RecordChanged.into()) }
}

/// A text as it is kept: browsers send two signs for the end of a line.
fn tidy(typed: &str) -> String {
    let lines = typed.replace("\r\n", "\n").replace('\r', "\n");
    lines.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect::<String>().trim().to_owned()
}
