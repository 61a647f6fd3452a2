//! The one generator: named, seeded, and the same on every machine.

use rand_chacha::ChaCha12Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use crate::distribution::normal_quantile;

/// `ChaCha` with 12 rounds (Bernstein, 2008), from a seed and a stream.
///
/// The same seed and stream give the same numbers forever: a test compares the first ones with literals, so
/// that a change in a dependency cannot pass unseen. Two streams of one seed are independent: give each person
/// of a simulation, or each purpose within a session, its own.
///
/// ```
/// use psychometrics::random::Random;
///
/// let mut random = Random::new(2026, 0);
/// assert!(random.below(6) < 6);
/// assert_eq!(Random::new(2026, 1).next_u64(), Random::new(2026, 1).next_u64());
/// ```
#[derive(Clone, Debug)]
pub struct Random {
    generator: ChaCha12Rng,
}

impl Random {
    /// A generator at the start of its stream.
    pub fn new(seed: u64, stream: u64) -> Self {
        // The key is our own expansion of the seed (SplitMix64; Steele, Lea and Flood, 2014): the one of
        // `rand_core` may change with its version.
        let mut key = [0_u8; 32];
        let mut state = seed;
        for bytes in key.chunks_exact_mut(8) {
            bytes.copy_from_slice(&split_mix(&mut state).to_le_bytes());
        }
        let mut generator = ChaCha12Rng::from_seed(key);
        generator.set_stream(stream);
        Self { generator }
    }

    /// 64 uniform bits.
    pub fn next_u64(&mut self) -> u64 {
        self.generator.next_u64()
    }

    /// A uniform number in [0, 1), a multiple of 2⁻⁵³.
    pub fn uniform(&mut self) -> f64 {
        (self.next_u64() >> 11) as f64 * TWO_TO_MINUS_53
    }

    /// A standard normal number, by inversion of one uniform in (0, 1); never infinite, at most 8.3 in size.
    pub fn normal(&mut self) -> f64 {
        normal_quantile(((self.next_u64() >> 11) as f64 + 0.5) * TWO_TO_MINUS_53)
    }

    /// A uniform whole number below `bound`, without bias (Lemire, 2019: multiply, and reject the short range).
    ///
    /// # Panics
    /// When `bound` is 0.
    pub fn below(&mut self, bound: u64) -> u64 {
        assert!(bound > 0, "nothing is below 0");
        let rejected = bound.wrapping_neg() % bound;
        loop {
            let product = u128::from(self.next_u64()) * u128::from(bound);
            if product as u64 >= rejected {
                return (product >> 64) as u64;
            }
        }
    }

    /// Puts the elements in a uniformly random order (Fisher and Yates; Durstenfeld, 1964).
    pub fn shuffle<T>(&mut self, elements: &mut [T]) {
        for last in (1..elements.len()).rev() {
            let chosen = self.below(last as u64 + 1) as usize;
            elements.swap(last, chosen);
        }
    }
}

const TWO_TO_MINUS_53: f64 = 1.0 / 9_007_199_254_740_992.0;

fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}
