//! What comes next for somebody who stands before a campaign.

use super::Phase;
use crate::refusal::Refusal;

/// A sitting of theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sitting {
    /// Which, from 1.
    pub number: i64,
    /// Whether it is over.
    pub is_finished: bool,
    /// Whether its session is still there: who erased it can neither go on with it nor look at it.
    pub is_there: bool,
}

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Go on with the sitting of this number.
    GoOn(i64),
    /// Begin the sitting of this number.
    Begin(i64),
}

/// The next step of somebody who has had these sittings, of so many that they may have.
///
/// Whoever has begun may finish, also when the campaign has ended meanwhile: an assessment that somebody gave ten minutes to is theirs.
///
/// # Errors
/// [`Refusal::CampaignNotOpen`] before its day, [`Refusal::CampaignOver`] after its end, [`Refusal::SittingsUsed`] when there is no other.
pub fn next_step(phase: Phase, allowed: i64, sittings: &[Sitting]) -> Result<Step, Refusal> {
    if let Some(begun) = sittings.iter().find(|sitting| !sitting.is_finished && sitting.is_there) {
        return Ok(Step::GoOn(begun.number));
    }
    match phase {
        Phase::Draft | Phase::Planned => return Err(Refusal::CampaignNotOpen),
        Phase::Over => return Err(Refusal::CampaignOver),
        Phase::Open => {}
    }
    let had = sittings.iter().filter(|sitting| sitting.is_finished).count() as i64;
    if had >= allowed {
        return Err(Refusal::SittingsUsed);
    }
    Ok(Step::Begin(sittings.iter().map(|sitting| sitting.number).max().unwrap_or_default() + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sitting(number: i64, is_finished: bool) -> Sitting {
        Sitting { number, is_finished, is_there: true }
    }

    #[test]
    fn one_begins_while_it_is_open_and_goes_on_also_after() {
        assert_eq!(next_step(Phase::Open, 1, &[]), Ok(Step::Begin(1)));
        assert_eq!(next_step(Phase::Planned, 1, &[]), Err(Refusal::CampaignNotOpen));
        assert_eq!(next_step(Phase::Draft, 1, &[]), Err(Refusal::CampaignNotOpen));
        assert_eq!(next_step(Phase::Over, 1, &[]), Err(Refusal::CampaignOver));
        for phase in [Phase::Open, Phase::Over] {
            assert_eq!(next_step(phase, 1, &[sitting(1, false)]), Ok(Step::GoOn(1)));
        }
    }

    #[test]
    fn as_many_sittings_as_allowed_and_no_more() {
        assert_eq!(next_step(Phase::Open, 1, &[sitting(1, true)]), Err(Refusal::SittingsUsed));
        assert_eq!(next_step(Phase::Open, 2, &[sitting(1, true)]), Ok(Step::Begin(2)));
        assert_eq!(next_step(Phase::Open, 2, &[sitting(1, true), sitting(2, false)]), Ok(Step::GoOn(2)));
        let erased = Sitting { number: 1, is_finished: false, is_there: false };
        assert_eq!(next_step(Phase::Open, 1, &[erased]), Ok(Step::Begin(2)), "what was erased unfinished is not held against anybody");
    }
}
