//! Whether an outside scoring is ours: both are asked for the worth of the same answers, all of them where they can be counted.
//!
//! A key is the set of answers that win everything. It must be the same on both sides; what other answers are worth may differ, and
//! is told then.

use domain::item::{Interaction, Response, Shown, score};
use psychometrics::random::Random;

use super::limits;

/// What the comparison says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Every answer is worth the same share of all points.
    Same,
    /// The same answers win everything, others are worth something else.
    Differs,
    /// Another answer wins everything.
    KeyDiffers,
}

/// Sets the points under which our scoring comes closest to the outside one, and says how close.
///
/// `outside` gives the worth of an answer on any scale; the largest worth met counts as everything, and nothing below 0 counts.
/// `preferred` are the points that the outside named, where several would do.
pub(super) fn judge(
    interaction: &mut Interaction,
    plays: &[Response],
    preferred: Option<u8>,
    mut outside: impl FnMut(&Response) -> Option<f64>,
) -> Option<Verdict> {
    let worth: Vec<f64> = plays.iter().map(&mut outside).collect::<Option<_>>()?;
    let most = worth.iter().copied().fold(0.0, f64::max);
    if most <= 0.0 {
        return Some(Verdict::KeyDiffers);
    }
    let shares: Vec<f64> = worth.iter().map(|w| (w / most).max(0.0)).collect();
    let ours = |interaction: &Interaction| -> Vec<f64> {
        let shown = as_authored(interaction);
        let share = |play| score(interaction, &shown, Some(play)).map_or(0.0, |s| f64::from(s.won) / f64::from(s.points.max(1)));
        plays.iter().map(share).collect()
    };
    let is_full = |share: &f64| *share > 1.0 - 1e-6;
    set_points(interaction, 1);
    let all_or_nothing = ours(interaction);
    // outside, wrong choices beside all the right ones may cost nothing: the key is what is right
    let key = plays.iter().zip(&all_or_nothing).find(|(_, a)| is_full(a)).map(|(play, _)| play)?;
    let keeps = |((play, a), b): ((&Response, &f64), &f64)| is_full(a) == is_full(b) || (is_full(b) && holds(play, key));
    if !plays.iter().zip(&all_or_nothing).zip(&shares).all(keeps) {
        return Some(Verdict::KeyDiffers);
    }
    let same = |found: &[f64]| found.iter().zip(&shares).all(|(a, b)| (a - b).abs() < 1e-6);
    for points in preferred.into_iter().chain(1..=4) {
        set_points(interaction, points);
        if same(&ours(interaction)) {
            return Some(Verdict::Same);
        }
    }
    // credit for parts outside: the two points with which our own authors begin
    let has_parts = shares.iter().any(|s| *s > 1e-6 && !is_full(s));
    set_points(interaction, preferred.unwrap_or(if has_parts { 2 } else { 1 }));
    Some(Verdict::Differs)
}

/// Whether a marking holds all of another.
fn holds(play: &Response, key: &Response) -> bool {
    match (play, key) {
        (Response::MultipleChoice { choices: a }, Response::MultipleChoice { choices: b })
        | (Response::HotText { spots: a }, Response::HotText { spots: b }) => b.iter().all(|name| a.contains(name)),
        _ => false,
    }
}

/// Sets the points of the kinds that have any.
pub(super) const fn set_points(interaction: &mut Interaction, points: u8) {
    match interaction {
        Interaction::MultipleChoice(x) => x.points = points,
        Interaction::Ordering(x) => x.points = points,
        Interaction::Matching(x) => x.points = points,
        Interaction::Categorise(x) => x.points = points,
        Interaction::Gaps(x) => x.points = points,
        Interaction::HotText(x) => x.points = points,
        _ => {}
    }
}

/// The display in which every list stands as its author wrote it.
pub(super) fn as_authored(interaction: &Interaction) -> Shown {
    let mut shown = Shown::draw(interaction, &mut Random::new(1, 0));
    for list in &mut shown.0 {
        list.sort_unstable();
    }
    shown
}

/// Lists of `length` places with one of `ways` values each: all of them where they are few enough; otherwise the given one, every
/// change of one or two of its places, and what is all the same.
pub(super) fn tuples(key: &[usize], ways: &[usize]) -> Vec<Vec<usize>> {
    let count = ways.iter().try_fold(1_usize, |n, w| n.checked_mul(*w).filter(|n| *n <= limits::PLAYS));
    if let Some(count) = count {
        let tuple = |mut n: usize| {
            ways.iter()
                .map(|w| {
                    let digit = n % w;
                    n /= w;
                    digit
                })
                .collect()
        };
        return (0..count).map(tuple).collect();
    }
    let mut all = vec![key.to_vec()];
    let most = ways.iter().copied().max().unwrap_or(0);
    all.extend((0..most).map(|v| ways.iter().map(|w| v.min(w - 1)).collect()));
    for i in 0..key.len() {
        for a in (0..ways[i]).filter(|a| *a != key[i]) {
            let mut one = key.to_vec();
            one[i] = a;
            for j in i + 1..key.len() {
                let mut two = one.clone();
                two[j] = (key[j] + 1) % ways[j];
                all.push(two);
            }
            all.push(one);
            if all.len() > limits::PLAYS {
                return all;
            }
        }
    }
    all
}

/// Sets out of `of` entries, none empty: all of them where they are few enough; otherwise the key, every change of one or two of its
/// entries, and every single entry.
pub(super) fn subsets(key: &[usize], of: usize) -> Vec<Vec<usize>> {
    let members = |mask: &[bool]| mask.iter().enumerate().filter(|(_, m)| **m).map(|(i, _)| i).collect::<Vec<_>>();
    if of <= 10 {
        return (1..1_usize << of).map(|n| (0..of).filter(|i| n >> i & 1 == 1).collect()).collect();
    }
    let mask: Vec<bool> = (0..of).map(|i| key.contains(&i)).collect();
    let mut all = vec![members(&mask)];
    for i in 0..of {
        let mut one = mask.clone();
        one[i] = !one[i];
        all.push(members(&one));
        all.push(vec![i]);
        for j in i + 1..of {
            let mut two = one.clone();
            two[j] = !two[j];
            all.push(members(&two));
        }
    }
    all.retain(|s| !s.is_empty());
    all
}

/// Orders of `of` steps: all of them up to six; otherwise the key 0, 1, 2…, its swaps of two, and its rotations.
pub(super) fn orders(of: usize) -> Vec<Vec<usize>> {
    let key: Vec<usize> = (0..of).collect();
    if of <= 6 {
        let mut all = vec![Vec::new()];
        for _ in 0..of {
            all = all
                .into_iter()
                .flat_map(|o: Vec<usize>| key.iter().filter(|k| !o.contains(k)).map(|k| [o.as_slice(), &[*k]].concat()).collect::<Vec<_>>())
                .collect();
        }
        return all;
    }
    let mut all = vec![key.clone()];
    for i in 0..of {
        let mut turned = key.clone();
        turned.rotate_left(i);
        all.push(turned);
        for j in i + 1..of {
            let mut swapped = key.clone();
            swapped.swap(i, j);
            all.push(swapped);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_answers_are_all_played() {
        assert_eq!(tuples(&[0, 0], &[2, 3]).len(), 6);
        assert_eq!(subsets(&[0], 4).len(), 15);
        assert_eq!(orders(4).len(), 24);
        for many in [tuples(&[0; 20], &[20; 20]).len(), subsets(&[1], 60).len(), orders(40).len()] {
            assert!((100..=limits::PLAYS * 2).contains(&many), "{many}");
        }
    }
}
