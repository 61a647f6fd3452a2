//! Campaigns, as the organisation runs them.
