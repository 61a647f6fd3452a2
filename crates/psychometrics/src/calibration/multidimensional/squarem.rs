//! Acceleration of an EM algorithm.

/// One EM step from a list of parameters: the list after it, and the log-likelihood *before* it. None when the parameters are not admissible.
pub(super) trait Step {
    fn step(&mut self, from: &[f64]) -> Option<(Vec<f64>, f64)>;
}

/// How a search ended.
pub(super) struct Found {
    pub parameters: Vec<f64>,
    pub converged: bool,
    pub steps: usize,
}

/// Squared extrapolation (SQUAREM, scheme S3: Varadhan and Roland, 2008): two EM steps show the direction and the pace, a longer stride follows, and is
/// kept only if the log-likelihood does not fall. None when the start is not admissible.
pub(super) fn accelerated(problem: &mut dyn Step, start: &[f64], tolerance: f64, maximum_steps: usize) -> Option<Found> {
    let mut current = start.to_vec();
    let (mut first, mut height) = problem.step(&current)?;
    let mut steps = 1;
    // The longest stride allowed grows while it serves, and shrinks when it fails.
    let mut longest = 4.0_f64;
    loop {
        if distance(&current, &first) <= tolerance {
            return Some(Found { parameters: first, converged: true, steps });
        }
        if steps >= maximum_steps {
            return Some(Found { parameters: first, converged: false, steps });
        }
        let Some((second, _)) = problem.step(&first) else {
            return Some(Found { parameters: current, converged: false, steps });
        };
        steps += 1;
        let (mut along, mut bend) = (0.0, 0.0);
        for ((old, one), two) in current.iter().zip(&first).zip(&second) {
            let (r, v) = (one - old, two - one - (one - old));
            along += r * r;
            bend += v * v;
        }
        let stride = if bend > 0.0 { (along / bend).sqrt().clamp(1.0, longest) } else { 1.0 };
        let reached: Vec<f64> = current
            .iter()
            .zip(&first)
            .zip(&second)
            .map(|((old, one), two)| {
                let (r, v) = (one - old, two - one - (one - old));
                old + 2.0 * stride * r + stride * stride * v
            })
            .collect();
        if stride > 1.0 {
            steps += 1;
            if let Some((next, next_height)) = problem.step(&reached)
                && next_height.is_finite()
                && next_height >= height
            {
                if stride >= longest {
                    longest *= 4.0;
                }
                (current, first, height) = (reached, next, next_height);
                continue;
            }
            longest = (longest / 2.0).max(1.5);
        }
        let Some((next, next_height)) = problem.step(&second) else {
            return Some(Found { parameters: first, converged: false, steps });
        };
        steps += 1;
        (current, first, height) = (second, next, next_height);
    }
}

fn distance(left: &[f64], right: &[f64]) -> f64 {
    left.iter().zip(right).fold(0.0_f64, |largest, (a, b)| largest.max((a - b).abs()))
}
