//! Campaigns, as people meet them.
