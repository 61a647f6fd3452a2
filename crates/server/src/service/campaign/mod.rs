//! Campaigns: made, opened and closed by an organisation; joined, gone through and shown by its people.

mod board;
mod join;
mod link;
mod look;
mod mail;
mod manage;
mod mine;
mod remind;
mod roll;

pub use board::{Board, Page, Participants, board, participants, pattern};
pub use join::{Begun, Join, begin};
pub use link::{Linked, follow, open_link, resume_mails, stop_mails};
pub use look::{Invitation, look};
pub use mail::CampaignMail;
pub use manage::{Draft, Listed, Opened, close, create, delete, draft_of, groups, list, load, open, save};
pub use mine::{Mine, mine, my_participation, readers, show, take_back};
pub use remind::send_reminders;
pub use roll::{Roll, roll};

use domain::campaign::Calendar;
use store::campaigns::Campaign;

/// When a campaign begins and ends.
pub fn calendar(campaign: &Campaign) -> Calendar {
    Calendar { opens_at: campaign.opens_at, closes_at: campaign.closes_at, closed_at: campaign.closed_at }
}
