//! Organisations: what they are, by which numbers they are known, how they stand in groups, and how what they list is named.

mod identifiers;
mod names;
mod tree;

pub use identifiers::{finess, siret};
pub use names::{LONGEST_NAME, name, optional, searched, sort_name};
pub use tree::{DEEPEST, joins};

/// What an organisation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A public or private hospital, a clinic.
    Hospital,
    /// A school, an institute, a university.
    School,
    /// A care home, a place of social care.
    CareHome,
    /// Professionals of a territory who work together: CPTS, house of health.
    Community,
    /// A company.
    Company,
    /// Several organisations under one roof.
    Group,
    /// Anything else.
    Other,
}

impl Kind {
    /// All of them, as they are offered.
    pub const ALL: [Self; 7] = [Self::Hospital, Self::School, Self::CareHome, Self::Community, Self::Company, Self::Group, Self::Other];

    /// The stable word by which it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Hospital => "hospital",
            Self::School => "school",
            Self::CareHome => "care-home",
            Self::Community => "community",
            Self::Company => "company",
            Self::Group => "group",
            Self::Other => "other",
        }
    }

    /// The kind of this word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// An offer to become a member can be taken up for two weeks.
pub const INVITATION_LIFE: i64 = 14 * 24 * 3600 * crate::blueprint::SECOND;

/// One that ends within three days is worth a word to whoever made it.
pub const INVITATION_ENDS_SOON: i64 = 3 * 24 * 3600 * crate::blueprint::SECOND;

/// Offers that were settled are kept a quarter of a year, so that a late click is answered by what became of it.
pub const INVITATION_KEPT: i64 = 90 * 24 * 3600 * crate::blueprint::SECOND;

/// Letters that fit in the memo for whoever comes next.
pub const LONGEST_MEMO: usize = 20_000;

#[cfg(test)]
mod tests {
    use super::Kind;

    #[test]
    fn a_kind_is_stored_and_read_back() {
        for kind in Kind::ALL {
            assert_eq!(Kind::parse(kind.code()), Some(kind));
        }
        assert_eq!(Kind::parse("circus"), None);
    }
}
