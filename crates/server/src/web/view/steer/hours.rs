//! The 28 hours: sessions in class, ledgers, attestations.
