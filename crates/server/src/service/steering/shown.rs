//! People who show their own result, and what that leaves of the others.

use domain::privacy::{Cell, may_show};
use store::participations::Participation;
use store::{Tx, releases};

use crate::service::Result;

/// Whether the others of a release stay hidden when this person shows their result for the first time; if so, it is noted that they did. Always so while
/// their result is part of no release. Call it in the transaction that keeps their will, after `store::campaigns::hold`: of two who show theirs at once
/// the second must see what the first did.
///
/// # Errors
/// The store's.
pub async fn keeps_the_others_hidden(tx: &mut Tx<'_>, participation: &Participation) -> Result<bool> {
    let (Some(number), Some(unit), Some(trade)) = (participation.release_number, &participation.released_unit, &participation.released_trade) else {
        return Ok(true);
    };
    if participation.shared_first_at.is_some() {
        return Ok(true);
    }
    let cell = |cell: releases::Cell| Cell { unknown: (cell.people - cell.known).max(0) as u32, unit: cell.unit, trade: cell.trade };
    let cells: Vec<Cell> = releases::cells(tx, participation.campaign_id, number).await?.into_iter().map(cell).collect();
    if !may_show(&cells, unit, trade) {
        return Ok(false);
    }
    Ok(releases::know_one_more(tx, participation.campaign_id, number, unit, trade).await?)
}
