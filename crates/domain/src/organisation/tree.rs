//! Groups: who may stand below whom.

use crate::refusal::Refusal;

/// Levels of a group at most: a region, its groups, their hospitals, their poles, their schools. Deeper is a mistake.
pub const DEEPEST: usize = 5;

/// Whether an organisation may stand below another one. `above` is that other one and those above it, nearest first; `height` counts the
/// levels of what is moved, itself included.
///
/// # Errors
/// [`Refusal::GroupCircular`]: it would stand below itself. [`Refusal::GroupTooDeep`].
pub fn joins(moved: u128, height: usize, above: &[u128]) -> Result<(), Refusal> {
    if above.contains(&moved) {
        return Err(Refusal::GroupCircular);
    }
    if above.len() + height > DEEPEST {
        return Err(Refusal::GroupTooDeep);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_stands_below_themselves_nor_too_deep() {
        assert_eq!(joins(1, 1, &[2, 3]), Ok(()));
        assert_eq!(joins(1, 1, &[1]), Err(Refusal::GroupCircular), "itself");
        assert_eq!(joins(3, 2, &[1, 2, 3]), Err(Refusal::GroupCircular), "what is below it");
        assert_eq!(joins(9, 1, &[1, 2, 3, 4]), Ok(()));
        assert_eq!(joins(9, 2, &[1, 2, 3, 4]), Err(Refusal::GroupTooDeep));
        assert_eq!(joins(9, 1, &[1, 2, 3, 4, 5]), Err(Refusal::GroupTooDeep));
    }
}
