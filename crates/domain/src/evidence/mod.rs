//! What answers say of the items themselves: kept as sums while sessions end, judged when somebody looks.
//!
//! [`fold`](fold()) turns a finished session into whole numbers, [`ItemSums`] adds them up, [`judge`] makes an [`ItemEvidence`] of the sums of one item, and
//! [`look_at`] ranks the items that somebody should look at. Nothing here reads an answer twice: what a page shows does not depend on how many there are.
//!
//! An answer is held against the ability that **all other answers** of its session suggest, never against one that it helped to estimate; the
//! uncertainty of that ability is carried into what is expected. Formulas, sources and the rate of false alarms: `docs/models/calibration-in-product.md`.

mod curve;
mod fold;
mod judge;
mod look;
mod sums;

pub use fold::{Circumstances, Line, fold};
pub use judge::{
    ChoiceEvidence, CurvePoint, Drift, EtsClass, Fitted, GroupEvidence, GroupKind, ItemEvidence, Judged, Misfit, MonthPoint, Relation, Share, Timing, judge,
};
pub use look::{Finding, Reason, look_at};
pub use sums::{BINS, ChoiceSums, ItemSums, SMALLEST_GROUP, Slice, Sums, bin_of};
