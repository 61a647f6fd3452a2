//! Which item to ask next: pure rules, one per file.
//!
//! Each rule gives an item a value, the larger the better; [`randomesque`](fn@randomesque) then picks among the
//! best. Constraints (balance, enemies, exposure) belong to the caller, who leaves out what may not be asked.

pub mod d_optimal;
pub mod maximum_information;
pub mod multidimensional;
mod pool;
pub mod posterior_fall;
pub mod random;
mod randomesque;

pub use pool::{Pool, PoolError, PoolWorkspace};
pub use randomesque::randomesque;
