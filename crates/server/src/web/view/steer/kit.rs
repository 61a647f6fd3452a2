//! Posters, mails, guide, rehearsal.
