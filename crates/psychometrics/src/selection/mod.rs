//! Which item to ask next: pure rules, one per file.
//!
//! Each rule gives an item a value, the larger the better; [`randomesque`](fn@randomesque) then picks among the
//! best. Constraints (balance, enemies, exposure) belong to the caller, who leaves out what may not be asked: `administration` does.
//!
//! | rule | value | catR |
//! |---|---|---|
//! | [`maximum_information`] | I(θ̂) | MFI |
//! | [`difficulty_match`] | −\|b − θ̂\| | bOpt |
//! | [`optimal_ability`] | −\|θ* − θ̂\|, θ* where the item is most informative | thOpt |
//! | [`likelihood_weighted_information`] | ∫ I L | MLWI |
//! | [`posterior_weighted_information`] | ∫ I L π | MPWI |
//! | [`expected_information`] | Σₓ P̂ₓ I(θ̂ₓ) | MEI |
//! | [`expected_posterior_variance`] | −Σₓ P̂ₓ Varₓ | MEPV |
//! | [`kullback_leibler`] | ∫ K L | KL |
//! | [`posterior_kullback_leibler`] | ∫ K L π | KLP |
//! | [`global_discrimination`] | variance of P over the likelihood | GDI |
//! | [`posterior_global_discrimination`] | variance of P over the posterior | GDIP |
//! | [`progressive`] | from chance to I(θ̂) | progressive |
//! | [`proportional`] | chance in proportion to I(θ̂)ʰ | proportional |
//! | [`random`] | chance | random |
//! | [`d_optimal`], [`posterior_fall`], [`weighted_fall`] | several abilities at once | – |
//!
//! [`Rule`] names those on one scale as data, [`Bank`] holds what they need of the items, [`Evidence`] what they need of the answers.

mod bank;
pub mod d_optimal;
pub mod difficulty_match;
mod evidence;
pub mod expected_information;
pub mod expected_posterior_variance;
pub mod global_discrimination;
mod grid;
mod information_index;
pub mod kullback_leibler;
pub mod likelihood_weighted_information;
pub mod maximum_information;
pub mod multidimensional;
pub mod optimal_ability;
mod pace;
mod pool;
pub mod posterior_fall;
pub mod posterior_global_discrimination;
pub mod posterior_kullback_leibler;
pub mod posterior_weighted_information;
pub mod progressive;
pub mod proportional;
pub mod random;
mod randomesque;
mod rule;
mod sums;
pub mod weighted_fall;

pub use bank::{Bank, BankError, Curves};
pub use evidence::{Belief, Evidence};
pub use grid::{Grid, GridError, MOST_POINTS};
pub use pace::Pace;
pub use pool::{Pool, PoolError, PoolWorkspace};
pub use randomesque::randomesque;
pub use rule::{Progress, Rule};
