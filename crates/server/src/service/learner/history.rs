//! What happens to a learner in their organisation.

use store::learners::Change;
use uuid::Uuid;

use crate::app::App;

/// What can happen; the word is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happened {
    /// They were added to the list.
    Arrived,
    /// They are in another unit; the detail is its name, empty for none.
    Moved,
    /// They left.
    Left,
    /// They came back.
    Returned,
    /// They said who they are: an account is linked.
    Linked,
}

impl Happened {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Arrived, Self::Moved, Self::Left, Self::Returned, Self::Linked];

    /// The stable word.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Arrived => "arrived",
            Self::Moved => "moved",
            Self::Left => "left",
            Self::Returned => "returned",
            Self::Linked => "linked",
        }
    }

    /// What this word says.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|happened| happened.code() == code)
    }

    /// A line of the history, of now.
    pub fn line(self, app: &App, learner: Uuid, detail: &str, by: Option<Uuid>) -> Change {
        let now = app.clock.now();
        Change { id: app.entropy.id(now), learner_id: learner, kind: self.code().to_owned(), detail: detail.to_owned(), changed_by: by, at: now }
    }
}
