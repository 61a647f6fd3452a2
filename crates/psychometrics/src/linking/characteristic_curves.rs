//! Links that make response curves agree: Haebara's and Stocking and Lord's criteria.

use super::{Direction, LinkingError, Method, Nodes, Settings, Transformation, moments};
use crate::model::ItemModel;
use crate::quadrature::{Node, gauss_hermite};

/// What a link may be: a search that leaves this has lost its way.
const SLOPE_RANGE: (f64, f64) = (1e-3, 1e3);
const INTERCEPT_LIMIT: f64 = 1e3;

pub(super) fn link(
    source: &[ItemModel],
    target: &[ItemModel],
    method: Method,
    settings: &Settings,
    start: Option<Transformation>,
) -> Result<Transformation, LinkingError> {
    let criterion = Criterion { source, target, by_item: method == Method::Haebara, direction: settings.direction, nodes: nodes(&settings.nodes)? };
    let is_fixed = settings.is_slope_fixed;
    if let Some(start) = start {
        return criterion.descend(start, is_fixed).map(|(end, _)| end);
    }
    // The criterion can have several valleys: descend from the best of many places.
    let mut starts: Vec<(f64, Transformation)> = candidates(source, target, is_fixed).into_iter().map(|start| (criterion.value(start), start)).collect();
    starts.retain(|(value, _)| value.is_finite());
    starts.sort_by(|left, right| left.0.total_cmp(&right.0));
    let mut best: Option<(Transformation, f64)> = None;
    let mut failure = LinkingError::NotConverged;
    for (_, start) in starts.into_iter().take(4) {
        match criterion.descend(start, is_fixed) {
            Ok((end, value)) if best.is_none_or(|(_, lowest)| value < lowest * (1.0 - 1e-9)) => best = Some((end, value)),
            Ok(_) => {}
            Err(error) => failure = error,
        }
    }
    best.map(|(end, _)| end).ok_or(failure)
}

fn candidates(source: &[ItemModel], target: &[ItemModel], is_fixed: bool) -> Vec<Transformation> {
    let has_nominal = source.iter().chain(target).any(|item| matches!(item, ItemModel::Nrm { .. }));
    let mut starts = Vec::new();
    if !has_nominal {
        let methods = [Method::MeanSigma, Method::MeanMean, Method::MeanGeometricMean];
        starts.extend(methods.iter().filter_map(|method| moments::link(source, target, *method, is_fixed).ok()));
    }
    let slopes: &[f64] = if is_fixed { &[1.0] } else { &[0.5, 1.0, 2.0] };
    for slope in slopes {
        starts.extend((-3..=3).map(|place| Transformation { slope: *slope, intercept: f64::from(place) }));
    }
    starts
}

fn nodes(nodes: &Nodes) -> Result<Vec<Node>, LinkingError> {
    let nodes = match nodes {
        Nodes::StandardNormal(count @ 1..=300) => gauss_hermite(*count),
        Nodes::EquallySpaced { low, high, count: count @ 2..=100_000 } if low < high && low.is_finite() && high.is_finite() => {
            let step = (high - low) / (count - 1) as f64;
            (0..*count).map(|index| Node { point: low + step * index as f64, weight: 1.0 }).collect()
        }
        Nodes::Given(nodes) => nodes.clone(),
        Nodes::StandardNormal(_) | Nodes::EquallySpaced { .. } => return Err(LinkingError::BadNodes),
    };
    let total = nodes.iter().fold(0.0, |sum, node| sum + node.weight);
    if !(total > 0.0 && total.is_finite()) || nodes.iter().any(|node| node.weight < 0.0 || !node.point.is_finite()) {
        return Err(LinkingError::BadNodes);
    }
    Ok(nodes.into_iter().map(|node| Node { weight: node.weight / total, ..node }).collect())
}

struct Criterion<'a> {
    source: &'a [ItemModel],
    target: &'a [ItemModel],
    by_item: bool,
    direction: Direction,
    nodes: Vec<Node>,
}

/// The criterion with its gradient and Hessian in (A, B).
#[derive(Clone, Copy, Default)]
struct Expansion {
    value: f64,
    gradient: [f64; 2],
    /// In A; in A and B; in B.
    hessian: [f64; 3],
}

/// A difference of two curves with its first and second derivatives in (A, B).
#[derive(Clone, Copy, Default)]
struct Residual {
    value: f64,
    first: [f64; 2],
    second: [f64; 3],
}

impl Residual {
    fn add(&mut self, other: &Self) {
        self.value += other.value;
        for (own, other) in self.first.iter_mut().zip(other.first) {
            *own += other;
        }
        for (own, other) in self.second.iter_mut().zip(other.second) {
            *own += other;
        }
    }

    fn scaled(mut self, factor: f64) -> Self {
        self.value *= factor;
        self.first.iter_mut().for_each(|cell| *cell *= factor);
        self.second.iter_mut().for_each(|cell| *cell *= factor);
        self
    }
}

impl Expansion {
    fn add_square(&mut self, weight: f64, residual: &Residual) {
        let Residual { value, first, second } = residual;
        self.value += weight * (value * value);
        self.gradient[0] += 2.0 * weight * value * first[0];
        self.gradient[1] += 2.0 * weight * value * first[1];
        self.hessian[0] += 2.0 * weight * (first[0] * first[0] + value * second[0]);
        self.hessian[1] += 2.0 * weight * (first[0] * first[1] + value * second[1]);
        self.hessian[2] += 2.0 * weight * (first[1] * first[1] + value * second[2]);
    }
}

impl Criterion<'_> {
    fn value(&self, at: Transformation) -> f64 {
        self.expand(at).value
    }

    fn expand(&self, at: Transformation) -> Expansion {
        let mut sum = Expansion::default();
        for node in &self.nodes {
            if self.direction != Direction::OnSource {
                self.add_node(&mut sum, node, |source, target, category| on_target(source, target, category, node.point, at));
            }
            if self.direction != Direction::OnTarget {
                self.add_node(&mut sum, node, |source, target, category| on_source(source, target, category, node.point, at));
            }
        }
        sum
    }

    fn add_node(&self, sum: &mut Expansion, node: &Node, residual: impl Fn(&ItemModel, &ItemModel, usize) -> Residual) {
        let mut total = Residual::default();
        for (source, target) in self.source.iter().zip(self.target) {
            // The wrong answer's curve is the right one's mirror, and category 0 scores nothing.
            let first = usize::from(!self.by_item || source.categories() == 2);
            for category in first..source.categories() {
                let difference = residual(source, target, category);
                if self.by_item {
                    sum.add_square(node.weight, &difference);
                } else {
                    total.add(&difference.scaled(category as f64));
                }
            }
        }
        if !self.by_item {
            sum.add_square(node.weight, &total);
        }
    }

    /// Newton's method with as much damping as it takes to fall (Levenberg, 1944; Marquardt, 1963).
    fn descend(&self, start: Transformation, is_fixed: bool) -> Result<(Transformation, f64), LinkingError> {
        let mut at = start;
        let mut here = self.expand(at);
        let mut damping = 0.0;
        for _ in 0..500 {
            let [aa, ab, bb] = here.hessian;
            let scale = if is_fixed { bb.abs() } else { aa.abs().max(bb.abs()) };
            if scale.is_nan() || scale <= 0.0 {
                return Err(LinkingError::NotIdentified);
            }
            let (aa, bb) = (aa + damping * scale, bb + damping * scale);
            let determinant = aa * bb - ab * ab;
            let is_positive = if is_fixed { bb > 0.0 } else { aa > 0.0 && determinant > 1e-14 * scale * scale };
            let [ga, gb] = here.gradient;
            let step = if is_fixed { [0.0, -gb / bb] } else { [(ab * gb - bb * ga) / determinant, (ab * ga - aa * gb) / determinant] };
            let next = Transformation { slope: at.slope + step[0], intercept: at.intercept + step[1] };
            let is_allowed = next.slope > SLOPE_RANGE.0 && next.slope < SLOPE_RANGE.1 && next.intercept.abs() < INTERCEPT_LIMIT;
            let is_small = step[0].abs() <= 1e-13 * at.slope && step[1].abs() <= 1e-13 * at.intercept.abs().max(1.0);
            if is_positive && is_small && damping <= 1e-3 {
                return Ok((at, here.value));
            }
            let there = if is_positive && is_allowed { self.expand(next) } else { Expansion { value: f64::INFINITY, ..Expansion::default() } };
            // Near the bottom the value is all rounding: a Newton step that small is taken on trust.
            let is_trusted = damping == 0.0 && step[0].abs() <= 1e-6 * at.slope && step[1].abs() <= 1e-6 && is_positive;
            if there.value < here.value || (is_trusted && there.value.is_finite()) {
                (at, here) = (next, there);
                damping = if damping < 1e-6 { 0.0 } else { damping / 10.0 };
            } else if damping > 1e12 {
                return Err(if determinant.abs() <= 1e-14 * scale * scale { LinkingError::NotIdentified } else { LinkingError::NotConverged });
            } else {
                damping = (damping * 10.0).max(1e-4);
            }
        }
        // Steps that small may dance in the last digits for ever.
        let [aa, ab, bb] = here.hessian;
        let is_flat = here.gradient.iter().all(|slope| slope.abs() <= 1e-9 * aa.abs().max(bb.abs()));
        if is_flat && (is_fixed || aa * bb - ab * ab > 0.0) { Ok((at, here.value)) } else { Err(LinkingError::NotConverged) }
    }
}

/// T(θ) − S((θ − B) / A) for a node θ of the target scale.
fn on_target(source: &ItemModel, target: &ItemModel, category: usize, theta: f64, at: Transformation) -> Residual {
    let back = (theta - at.intercept) / at.slope;
    let (first, second) = source.probability_derivatives(back, category);
    let (first, second) = (first / at.slope, second / (at.slope * at.slope));
    Residual {
        value: target.probability(theta, category) - source.probability(back, category),
        first: [first * back, first],
        second: [-second * back * back - 2.0 * first * back / at.slope, -second * back - first / at.slope, -second],
    }
}

/// S(θ) − T(A θ + B) for a node θ of the source scale.
fn on_source(source: &ItemModel, target: &ItemModel, category: usize, theta: f64, at: Transformation) -> Residual {
    let forth = at.ability(theta);
    let (first, second) = target.probability_derivatives(forth, category);
    Residual {
        value: source.probability(theta, category) - target.probability(forth, category),
        first: [-first * theta, -first],
        second: [-second * theta * theta, -second * theta, -second],
    }
}
