//! The exponential, in additions and multiplications only.

/// e^x, within 2 units in the last place of the exact value for x in [−708, 709]; beyond, the value at that end.
///
/// `libm::exp` is a call with branches: a loop over it computes one number at a time. This one is a straight line, so a loop
/// over an array uses the processor's vectors, two to eight numbers at a time. Every operation is IEEE's and nothing is fused, so
/// the bits are the same in a vector, alone, and on every machine. NaN stays NaN.
///
/// The argument is cut into n ln 2 + r with |r| ≤ ln 2 / 2 (Cody and Waite, 1980), e^r is its Taylor polynomial of degree 13, whose
/// remainder is below 2⁻⁵⁷, and 2ⁿ is added to the exponent's bits.
///
/// ```
/// use psychometrics::numeric::exponential;
///
/// assert!((exponential(1.0) - std::f64::consts::E).abs() < 1e-15);
/// assert_eq!(exponential(0.0), 1.0);
/// ```
#[inline]
pub fn exponential(x: f64) -> f64 {
    // Written with comparisons that a NaN passes.
    let x = if x < LOWEST { LOWEST } else { x };
    let x = if x > HIGHEST { HIGHEST } else { x };
    // Adding 1.5 · 2⁵² leaves the nearest whole number in the low bits.
    let shifted = x * std::f64::consts::LOG2_E + ROUNDING;
    let n = shifted - ROUNDING;
    let r = (x - n * LN_2_HIGH) - n * LN_2_LOW;
    let mut sum = TAYLOR[0];
    for coefficient in &TAYLOR[1..] {
        sum = sum * r + coefficient;
    }
    f64::from_bits(sum.to_bits().wrapping_add(shifted.to_bits() << 52))
}

const LOWEST: f64 = -708.0;
const HIGHEST: f64 = 709.0;
const ROUNDING: f64 = 6_755_399_441_055_744.0;
/// ln 2 in two parts; the first has trailing zeros, so that its product with any n here is exact.
const LN_2_HIGH: f64 = 0.693_147_180_369_123_8;
const LN_2_LOW: f64 = 1.908_214_929_270_587_7e-10;

/// 1/13! down to 1/0!
const TAYLOR: [f64; 14] = [
    1.0 / 6_227_020_800.0,
    1.0 / 479_001_600.0,
    1.0 / 39_916_800.0,
    1.0 / 3_628_800.0,
    1.0 / 362_880.0,
    1.0 / 40_320.0,
    1.0 / 5_040.0,
    1.0 / 720.0,
    1.0 / 120.0,
    1.0 / 24.0,
    1.0 / 6.0,
    0.5,
    1.0,
    1.0,
];
