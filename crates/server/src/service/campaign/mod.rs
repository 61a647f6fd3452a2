//! Campaigns: made, joined, followed.
