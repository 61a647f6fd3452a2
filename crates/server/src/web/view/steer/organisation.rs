//! The organisation itself: its inbox, what it is, who belongs to it.
