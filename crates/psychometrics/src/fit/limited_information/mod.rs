//! M2 and its relatives: does the whole model fit, judged on one and two items at a time?

mod moments;
mod whiten;

use moments::System;
use whiten::Residual;

use super::{FitError, FreeParameters, LatentNormal, check, complete_cases, indices, probability_gradient, probability_tables};
use crate::distribution::chi_square_p_value;
use crate::model::ItemModel;
use crate::quadrature::Node;
use crate::responses::Responses;

/// Which moments of the answers [`limited_information`] compares. For right/wrong items the three are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moments {
    /// The mean score of each item and the mean product of each pair: M2* of Cai and Hansen (2013), which mirt calls M2. Needs more pairs than
    /// parameters: a few items of many categories do not have them.
    Collapsed,
    /// The share of each category of each item, and the mean product of each pair: C2 of Cai and Monroe (2014), for short scales.
    CollapsedPairs,
    /// The share of each category and of each pair of categories: M2 of Maydeu-Olivares and Joe (2006, 2014). The only one that makes sense
    /// of nominal items; many moments.
    Full,
}

/// How an estimated mean or variance of the population enters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LatentGradient {
    /// As any other parameter: the moments' derivative by it is taken out of the residuals, and a degree of freedom with it. Right.
    Included,
    /// It costs a degree of freedom but its derivative is not taken out. mirt 1.47 does so; the statistic is then too large for its degrees of
    /// freedom. To reproduce its numbers only.
    CountedOnly,
}

/// How [`limited_information`] tests.
#[derive(Clone, Debug, PartialEq)]
pub struct LimitedInformationSettings {
    /// The population the parameters belong to.
    pub population: LatentNormal,
    /// Which moments.
    pub moments: Moments,
    /// Which parameters were estimated from these data.
    pub free: FreeParameters,
    /// How the population's estimated parameters enter.
    pub latent_gradient: LatentGradient,
    /// How probable the interval of the root mean square error of approximation is; 0.9 is usual.
    pub interval: f64,
}

impl LimitedInformationSettings {
    /// N(0, 1), collapsed moments, every parameter of every item estimated, the 90% interval.
    pub fn new(items: &[ItemModel]) -> Self {
        Self {
            population: LatentNormal::STANDARD,
            moments: Moments::Collapsed,
            free: FreeParameters::all(items),
            latent_gradient: LatentGradient::Included,
            interval: 0.9,
        }
    }
}

/// How well the whole model fits.
#[derive(Clone, Debug, PartialEq)]
pub struct ModelFit {
    /// The statistic: chi-square if the model holds.
    pub statistic: f64,
    /// The number of moments less the number of directions in which the parameters can move them; at least 1.
    pub degrees_of_freedom: usize,
    /// P(χ² > statistic).
    pub p: f64,
    /// [`rmsea`](super::rmsea()): the size of the misfit.
    pub rmsea: Option<f64>,
    /// Its interval.
    pub rmsea_interval: Option<(f64, f64)>,
    /// The standardised root mean square residual (Maydeu-Olivares, 2013): the root mean square of observed less expected correlations of the
    /// items' scores. Below 0.05 is small. `None` with nominal items, whose categories have no order.
    pub srmsr: Option<f64>,
    /// [`tucker_lewis_index`](super::tucker_lewis_index()) against independent items.
    pub tli: Option<f64>,
    /// [`comparative_fit_index`](super::comparative_fit_index()) against independent items.
    pub cfi: Option<f64>,
    /// The same statistic and its degrees of freedom for independent items; `None` when some category that an item has was never given, so that
    /// independence leaves it without variance.
    pub independence: Option<(f64, usize)>,
    /// How many moments were compared.
    pub moments: usize,
    /// How many persons answered every item.
    pub persons: usize,
    /// How many persons did not, and were left out.
    pub left_out: usize,
}

/// With more, the covariance matrix of the moments alone takes 290 megabytes.
const MAXIMUM_MOMENTS: usize = 6000;

/// The limited-information test of fit (Maydeu-Olivares and Joe, 2006; Cai and Hansen, 2013; Cai and Monroe, 2014).
///
/// Of the 2ᴶ patterns of answers most are never seen, and the usual X² and G² over patterns are useless. Moments of one and two items are all
/// well filled. With the residuals r = p − e of N persons' moments, their covariance Ξ under the model and their derivatives Δ by the estimated parameters,
///
/// M2 = N r′ (Ξ⁻¹ − Ξ⁻¹ Δ (Δ′ Ξ⁻¹ Δ)⁻¹ Δ′ Ξ⁻¹) r
///
/// is chi-square with (moments − rank of Δ) degrees of freedom whatever the consistent estimator. Computed as the squared length of L⁻¹ r, L L′ = Ξ, less its
/// projection on the columns of L⁻¹ Δ; directions that several parameters share (a scale's offsets) are counted once.
///
/// Only persons who answered every item count. A hundred right/wrong items have 5,050 moments and take about half a minute; fifty, half a second.
///
/// ```
/// use psychometrics::fit::{FreeParameters, LimitedInformationSettings, limited_information};
/// use psychometrics::model::ItemModel;
/// use psychometrics::random::Random;
/// use psychometrics::responses::Responses;
/// use psychometrics::simulation::draw_response;
///
/// let items: Vec<ItemModel> = (0..8).map(|item| ItemModel::TwoPl { discrimination: 1.2, difficulty: 0.4 * f64::from(item) - 1.4 }).collect();
/// let mut random = Random::new(7, 1);
/// let mut cells = Vec::new();
/// for _ in 0..1000 {
///     let theta = random.normal();
///     cells.extend(items.iter().map(|item| draw_response(item, theta, &mut random) as u8));
/// }
/// let fit = limited_information(&Responses::from_matrix(8, cells)?, &items, &LimitedInformationSettings::new(&items))?;
/// assert_eq!((fit.moments, fit.degrees_of_freedom), (36, 20));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn limited_information(responses: &Responses, items: &[ItemModel], settings: &LimitedInformationSettings) -> Result<ModelFit, FitError> {
    check(responses, items)?;
    settings.free.check(items)?;
    if items.len() < 2 {
        return Err(FitError::TooFewItems);
    }
    let nodes = settings.population.nodes()?;
    let (rows, left_out) = complete_cases(responses);
    if rows.len() < 2 {
        return Err(FitError::TooFewCompletePersons { complete: rows.len() });
    }
    if let Some(item) = (0..items.len()).find(|item| rows.iter().all(|row| row[*item] == rows[0][*item])) {
        return Err(FitError::OneCategoryOnly { item });
    }
    let points: Vec<f64> = nodes.iter().map(|node| node.point).collect();
    let weights: Vec<f64> = nodes.iter().map(|node| node.weight).collect();
    let count = System::count(items, settings.moments);
    if count > MAXIMUM_MOMENTS {
        return Err(FitError::TooManyMoments { moments: count, limit: MAXIMUM_MOMENTS });
    }
    let system = System::new(&probability_tables(items, &points), weights, settings.moments);
    let observed = system.observed(&rows);
    let (columns, counted_only) = columns(&system, items, &nodes, settings);
    let residual = Residual::new(&system, &observed, &columns).ok_or(FitError::Degenerate)?;
    let parameters = residual.rank + counted_only;
    if parameters >= count {
        return Err(FitError::NoDegreesOfFreedom { moments: count, parameters });
    }
    let degrees_of_freedom = count - parameters;
    let persons = rows.len();
    let statistic = persons as f64 * residual.square;
    let independence = independence(&rows, items, &observed, settings.moments);
    let against = |index: fn(f64, usize, f64, usize) -> Option<f64>| {
        independence.and_then(|(null_statistic, null_degrees)| index(statistic, degrees_of_freedom, null_statistic, null_degrees))
    };
    let is_nominal = items.iter().any(|item| matches!(item, ItemModel::Nrm { .. }));
    Ok(ModelFit {
        statistic,
        degrees_of_freedom,
        p: chi_square_p_value(statistic, degrees_of_freedom),
        rmsea: indices::rmsea(statistic, degrees_of_freedom, persons),
        rmsea_interval: indices::rmsea_interval(statistic, degrees_of_freedom, persons, settings.interval),
        srmsr: if is_nominal { None } else { system.root_mean_square_residual(&rows) },
        tli: against(indices::tucker_lewis_index),
        cfi: against(indices::comparative_fit_index),
        independence,
        moments: count,
        persons,
        left_out,
    })
}

/// The derivative of every moment by every estimated parameter, and how many parameters count without one.
fn columns(system: &System, items: &[ItemModel], nodes: &[Node], settings: &LimitedInformationSettings) -> (Vec<Vec<f64>>, usize) {
    let mut columns: Vec<Vec<f64>> = settings
        .free
        .groups()
        .iter()
        .map(|group| {
            let mut column = vec![0.0; system.moments()];
            for (item, parameter) in group {
                let mut slopes = vec![Vec::with_capacity(nodes.len()); items[*item].categories()];
                for node in nodes {
                    for (row, slope) in slopes.iter_mut().zip(probability_gradient(&items[*item], node.point, *parameter)) {
                        row.push(slope);
                    }
                }
                system.add_derivative(*item, &slopes, &mut column);
            }
            column
        })
        .collect();
    let LatentNormal { mean, variance, .. } = settings.population;
    let mut latent: Vec<Vec<f64>> = Vec::new();
    // The logarithm of the normal density's derivatives by mean and variance, up to a constant that normalisation takes out.
    if settings.free.latent_mean {
        latent.push(nodes.iter().map(|node| (node.point - mean) / variance).collect());
    }
    if settings.free.latent_variance {
        latent.push(nodes.iter().map(|node| (node.point - mean) * (node.point - mean) / (2.0 * variance * variance)).collect());
    }
    match settings.latent_gradient {
        LatentGradient::Included => {
            columns.extend(latent.iter().map(|slopes| system.latent_derivative(slopes)));
            (columns, 0)
        }
        LatentGradient::CountedOnly => (columns, latent.len()),
    }
}

/// The statistic of the model in which the items are independent, each category with the share it has in the data.
fn independence(rows: &[Vec<u8>], items: &[ItemModel], observed: &[f64], moments: Moments) -> Option<(f64, usize)> {
    let count = rows.len() as f64;
    let tables: Vec<Vec<Vec<f64>>> = items
        .iter()
        .enumerate()
        .map(|(item, model)| {
            let mut times = vec![0_usize; model.categories()];
            for row in rows {
                times[usize::from(row[item])] += 1;
            }
            times.iter().map(|times| vec![*times as f64 / count]).collect()
        })
        .collect();
    let system = System::new(&tables, vec![1.0], moments);
    let mut columns = Vec::new();
    for (item, model) in items.iter().enumerate() {
        for category in 1..model.categories() {
            let slopes: Vec<Vec<f64>> = (0..model.categories())
                .map(|other| {
                    vec![match other {
                        0 => -1.0,
                        same if same == category => 1.0,
                        _ => 0.0,
                    }]
                })
                .collect();
            let mut column = vec![0.0; system.moments()];
            system.add_derivative(item, &slopes, &mut column);
            columns.push(column);
        }
    }
    let residual = Residual::new(&system, observed, &columns)?;
    let degrees_of_freedom = system.moments().checked_sub(residual.rank).filter(|degrees| *degrees > 0)?;
    Some((count * residual.square, degrees_of_freedom))
}
