//! Training: sessions in class, hours done elsewhere, attestations.
