//! Chance in proportion to a power of the information.

/// ln of the weight with which an item is drawn, h ln I(θ̂): the probability of an item is I(θ̂)ʰ / Σ I(θ̂)ʰ over the allowed items (Segall, 2004; Barrada, Olea, Ponsoda and
/// Abad, 2008).
///
/// The exponent h grows from 0 at the first item, where all are equally likely, to the length of the test at its last: see
/// [`Pace`](super::Pace). Logarithms, because I to the 20th power overflows nothing that way. An item without information is never drawn once
/// the exponent is positive.
pub fn log_weight(information: f64, exponent: f64) -> f64 {
    if exponent == 0.0 { 0.0 } else { exponent * libm::log(information) }
}
