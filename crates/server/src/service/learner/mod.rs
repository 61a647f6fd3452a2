//! Learners: the people an organisation trains.
