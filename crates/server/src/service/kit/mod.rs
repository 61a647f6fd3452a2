//! The kit: posters, mails, guide, rehearsal.
