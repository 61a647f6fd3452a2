//! Item response theory and adaptive testing, deterministic to the bit.
//!
//! The modules in the order of a textbook. Each begins with a table of what it holds and from whom; longer explanations, what was measured and where
//! programs differ are in `docs/models` of the repository. The README runs a whole adaptive test in twenty lines.
//!
//! # Models
//! - [`model`]: the response models ([`ItemModel`](model::ItemModel): 1PL to 4PL, GRM, PCM, GPCM, RSM, NRM) and items of several abilities
//!   ([`MultidimensionalItem`](model::MultidimensionalItem)): probability, derivatives, expected and observed information.
//! - [`uncertainty`]: items whose own parameters are uncertain.
//! - [`responses`]: who answered what, the data of everything below.
//!
//! # Scoring
//! - [`ability`]: one ability by ML, MAP, EAP, Warm's or Jeffreys' estimate; several correlated abilities by their posterior's mode or mean.
//! - [`plausible_values`]: draws from the posterior.
//! - [`score`]: sum scores, their distribution and what they say about ability.
//! - [`classical`]: difficulty, discrimination and alpha without a model.
//! - [`reliability`]: conditional, marginal and empirical.
//! - [`levels`], [`classification`]: from ability to level, and how surely.
//! - [`groups`]: what uncertain abilities say of a group.
//!
//! # Item selection
//! - [`selection`]: which item next, one rule a file, on one scale and on several.
//! - [`assembly`]: content, enemies, blueprints, shadow tests.
//! - [`exposure`]: how often items are used.
//! - [`stopping`]: when to end.
//!
//! # Administration
//! - [`administration`]: a design and a bank run together, for real persons and simulated ones.
//!
//! # Calibration
//! - [`calibration`]: item parameters by marginal maximum likelihood, with priors, anchors, groups and standard errors.
//! - [`calibration::multidimensional`]: several correlated abilities, the bifactor model, the correlations of domains.
//! - [`calibration::online`]: a new item learned answer by answer.
//!
//! # Fit
//! - [`fit`]: items, pairs of items, whole models.
//! - [`person_fit`], [`similarity`]: improbable patterns, and two that are too much alike.
//!
//! # Differential functioning and drift
//! - [`dif`]: items that are not the same for two groups.
//! - [`drift`]: items that are not the same at two times.
//!
//! # Linking and equating
//! - [`linking`]: from one ability scale to another.
//! - [`score::equating`]: from one test's scores to another's.
//!
//! # Standards
//! - [`standard_setting`]: from a panel's judgement to a cut score.
//!
//! # Simulation
//! - [`simulation`]: persons, banks, answers; [`administration::Simulation`] runs whole tests.
//!
//! # Foundations
//! - [`matrix`], [`eigen`], [`quadrature`], [`distribution`], [`numeric`], [`random`].
//!
//! # One word, one thing
//!
//! | several things alike | which is which |
//! |---|---|
//! | an answer | [`ability::Response`] on one scale, [`ability::Observation`] on one of several, [`within_item::WithinItemObservation`](ability::within_item::WithinItemObservation) on several at once |
//! | items to choose from | [`selection::Bank`] on one scale, tabulated over a grid; [`selection::Pool`] on several, laid out for speed |
//! | points of ability | [`quadrature::Node`] a point with its weight, whatever made it; [`selection::Grid`] with a prior, for a test under way; [`calibration::Quadrature`] as a setting, moved with its group; [`fit::LatentNormal`] a population, weights summing to 1; [`within_item::ProductGrid`](ability::within_item::ProductGrid) an axis of several |
//! | a result | [`ability::Estimate`] one ability with its standard error, [`ability::Posterior`] several with their covariance |
//! | a family of items to calibrate | [`calibration::Family`] on one scale; [`calibration::multidimensional::Family`] the three that several abilities are calibrated with |
//! | what is known of the person | [`selection::Evidence`] the likelihood of the answers over a grid, [`calibration::Evidence`] the expected counts of an item over nodes |
//!
//! # Promises
//!
//! The same input gives the same bits, whatever the machine, the number of threads and the order of the data where that should not matter. Bad input
//! gives a typed error or a flagged result; panics are documented mistakes with indices. There is no `unsafe` code.

// Models.
pub mod model;
pub mod responses;
pub mod uncertainty;

// Scoring.
pub mod ability;
pub mod classical;
pub mod classification;
pub mod groups;
pub mod levels;
pub mod plausible_values;
pub mod reliability;
pub mod score;

// Item selection and administration.
pub mod administration;
pub mod assembly;
pub mod exposure;
pub mod selection;
pub mod stopping;

// Calibration.
pub mod calibration;

// Fit.
pub mod fit;
pub mod person_fit;
pub mod similarity;

// Differential functioning, drift, linking, standards.
pub mod dif;
pub mod drift;
pub mod linking;
pub mod standard_setting;

// Simulation.
pub mod simulation;

// Foundations.
pub mod distribution;
pub mod eigen;
pub mod matrix;
pub mod numeric;
pub mod quadrature;
pub mod random;

/// The examples of the README run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
