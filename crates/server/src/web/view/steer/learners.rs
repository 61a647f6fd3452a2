//! The people of an organisation: list, one person, units, cohorts.
