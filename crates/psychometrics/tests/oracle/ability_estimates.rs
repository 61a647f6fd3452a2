//! One estimate of one ability, as catR and mirt name their estimators and settings.

use psychometrics::ability::unidimensional::{
    Bound, Criterion, ErrorFormula, UNBOUNDED, jeffreys_within, map_within, maximum_likelihood_within, standard_error, summits, warm_within,
};
use psychometrics::ability::{Estimate, Response, eap};
use psychometrics::model::ItemModel;
use psychometrics::quadrature::{Node, normal_grid};

use crate::case::{Case, Tolerance};
use crate::catr_search;

/// catR searches with `optimize` and `uniroot` at R's default tolerance, the fourth root of 2.2e-16: 1.22e-4.
const CATR_SEARCH: Tolerance = Tolerance::absolute(1.3e-4);
/// The same steps of the same search on both sides, from functions that agree to rounding: seen 5e-11, and 5e-15 nearly always. Wide ranges and a nearly flat
/// function enlarge rounding.
const CATR_STEPS: Tolerance = Tolerance::absolute(1e-6);
/// That error, which the standard error multiplies by how fast it changes with ability.
fn after_search(answers: &[Response<'_>], theta: f64, criterion: &Criterion, formula: ErrorFormula) -> Tolerance {
    let at = |theta: f64| standard_error(answers, theta, criterion, formula).unwrap();
    let slope = (at(theta + 1e-3) - at(theta - 1e-3)) / 2e-3;
    Tolerance::either(CATR_SEARCH.absolute * slope.abs(), 1e-6)
}
/// catR's standard error at the very ability that catR found: closed form.
const CATR_FORMULA: Tolerance = Tolerance::either(1e-10, 1e-10);
/// Sums over the same nodes.
const SAME_NODES: Tolerance = Tolerance::absolute(1e-11);
/// mirt searches with `nlm`, which stops at a numerical gradient of about 1e-6: that far from the summit, times the variance.
fn mirt_search(standard_error: f64) -> Tolerance {
    Tolerance::absolute(1e-5 * (standard_error * standard_error).max(1.0))
}
/// mirt's standard error is from `nlm`'s numerical Hessian, whose relative error is about the fourth root of rounding (1e-4), and
/// several times that where the summit is flat.
const MIRT_HESSIAN: Tolerance = Tolerance::relative(1e-3);

/// The log-likelihood left to climb where `nlm` saw no gradient any more: of the size of the gradient, as the tail falls off like e^−aθ.
const FLAT: Tolerance = Tolerance::absolute(1e-4);

/// The answers of a case, in which R may name the items; `None` where there is no answer.
pub fn answers(case: &Case<'_>) -> Vec<Option<usize>> {
    case.at("responses").items().iter().map(|answer| if answer.is_missing() { None } else { Some(answer.count()) }).collect()
}

pub fn responses<'a>(items: &'a [ItemModel], answers: &[Option<usize>]) -> Vec<Response<'a>> {
    assert_eq!(items.len(), answers.len(), "an answer an item");
    items.iter().zip(answers).filter_map(|(model, category)| category.map(|category| Response { model, category })).collect()
}

/// Compares `theta` and `se` of the estimator called `PROGRAM_METHOD` or `PROGRAM_METHOD_VARIANT`.
pub fn compare_estimate(name: &str, estimate: &Case<'_>, file: &Case<'_>, answers: &[Response<'_>]) {
    let mut words = name.split('_');
    let (program, method, variant) = (words.next().unwrap_or_default(), words.next().unwrap_or_default(), words.next());
    let settings = Settings::read(estimate.get("settings").as_ref(), file.get("settings").as_ref(), variant);
    let (theta, error) = (estimate.at("theta"), estimate.at("se"));
    if theta.is_missing() {
        estimate.set_aside("the program itself has no number here");
        return;
    }
    let label = |what: &str| format!("{program} {method}{}, {what}", variant.map(|variant| format!(" {variant}")).unwrap_or_default());
    match (program, method) {
        ("catR", "EAP") => {
            let (low, high, count) = settings.nodes.expect("parInt");
            let ours = eap(answers, &settings.prior.trapezoid(low, high, count, answers)).unwrap();
            theta.compare(&label("ability"), ours.theta, SAME_NODES);
            error.compare(&label("standard error"), ours.standard_error, SAME_NODES);
        }
        ("catR", "ML" | "BM" | "WL") => {
            let range = settings.prior.within(settings.range.expect("range"), method);
            let criterion = match method {
                "ML" => Criterion::Likelihood,
                "WL" => Criterion::Warm,
                _ => settings.prior.criterion(),
            };
            let formula = settings.formula;
            let ours = search(&criterion, answers, range, formula);
            let steps = catr_search::ability(answers, &criterion, range);
            if is_near(ours.theta, steps, &CATR_SEARCH) || is_near(ours.theta, theta.number(), &CATR_SEARCH) {
                theta.compare(&label("ability"), ours.theta, CATR_SEARCH);
                error.compare(&label("standard error"), ours.standard_error, after_search(answers, ours.theta, &criterion, formula));
            }
            theta.compare(&label("ability, by its own steps"), steps, CATR_STEPS);
            error.compare(&label("standard error at its own ability"), standard_error(answers, theta.number(), &criterion, formula).unwrap(), CATR_FORMULA);
        }
        ("mirt" | "mirtCAT", "EAP") => {
            let ((low, high), count) = (settings.limits.expect("theta_lim"), settings.points.expect("quadpts"));
            let ours = eap(answers, &settings.prior.rectangle(low, high, count)).unwrap();
            theta.compare(&label("ability"), ours.theta, SAME_NODES);
            error.compare(&label("standard error"), ours.standard_error, SAME_NODES);
        }
        ("mirt" | "mirtCAT", "ML" | "MAP" | "WLE") => {
            let criterion = match method {
                "ML" => Criterion::Likelihood,
                "WLE" => Criterion::Jeffreys,
                _ => settings.prior.criterion(),
            };
            compare_mirt_search(&label, &theta, &error, answers, &criterion);
        }
        _ => panic!("{}: an estimator that we do not know", estimate.path()),
    }
}

/// What mirt found by climbing with `nlm`, and the standard error from its Hessian.
pub fn compare_mirt_search(label: &dyn Fn(&str) -> String, theta: &Case<'_>, error: &Case<'_>, answers: &[Response<'_>], criterion: &Criterion) {
    let highest = search(criterion, answers, UNBOUNDED, ErrorFormula::Observed);
    if *criterion == Criterion::Likelihood && highest.theta.is_infinite() && theta.number().is_finite() {
        return endless(&label("ability where the likelihood has no summit"), theta, error, answers, highest.theta);
    }
    let ours = if theta.number().is_finite() { nearest(highest, criterion, answers, theta.number()) } else { highest };
    theta.compare(&label("ability"), ours.theta, mirt_search(ours.standard_error));
    if error.is_missing() {
        // mirt says NA exactly where it says infinity.
        if ours.bound == Bound::Inside || ours.standard_error.is_finite() {
            error.fail(&format!("no standard error in the file, {} ours", ours.standard_error));
        }
    } else {
        error.compare(&label("standard error"), ours.standard_error, mirt_hessian(answers, ours.theta, criterion));
    }
}

/// `nlm` takes its Hessian from steps of 1e-4 of the ability to one side: it is that of a place so far away, which matters where information changes fast.
fn mirt_hessian(answers: &[Response<'_>], theta: f64, criterion: &Criterion) -> Tolerance {
    let at = |theta: f64| standard_error(answers, theta, criterion, ErrorFormula::Observed).unwrap();
    let slope = (at(theta + 1e-3) - at(theta - 1e-3)).abs() / 2e-3;
    let aside = if slope.is_finite() { 2e-4 * theta.abs().max(1.0) * slope } else { 0.0 };
    Tolerance::either(aside, MIRT_HESSIAN.relative)
}

fn is_near(left: f64, right: f64, tolerance: &Tolerance) -> bool {
    (left - right).abs() <= tolerance.absolute
}

/// Some right answers to hard items beside wrong ones to easy items are likeliest at an infinite ability. mirt says so of constant patterns only, and otherwise
/// climbs until `nlm` finds its gradient (1e-6) flat. What can be compared is how high it stands.
fn endless(family: &str, theta: &Case<'_>, error: &Case<'_>, answers: &[Response<'_>], limit: f64) {
    let height = |theta: f64| answers.iter().map(|answer| answer.model.log_probability(theta, answer.category)).sum::<f64>();
    let at = theta.number();
    theta.compare_as(family, height(at), height(limit.signum() * 500.0), FLAT);
    if !error.is_missing() {
        error.set_aside("mirt's standard error where the likelihood is flat for ever: the inverse of the rounding of a numerical Hessian");
    }
}

/// mirt climbs from where it stands and may stay on a lower summit, where guessing leaves several: then that summit of ours.
fn nearest(highest: Estimate, criterion: &Criterion, answers: &[Response<'_>], theirs: f64) -> Estimate {
    let distance = |theta: f64| (theta - theirs).abs();
    if distance(highest.theta) < 1e-3 {
        return highest;
    }
    let others = summits(answers, criterion, (-20.0, 20.0)).unwrap();
    match others.into_iter().min_by(|left, right| distance(*left).total_cmp(&distance(*right))) {
        Some(theta) if distance(theta) < distance(highest.theta) => {
            let standard_error = standard_error(answers, theta, criterion, ErrorFormula::Observed).unwrap();
            Estimate { theta, standard_error, bound: Bound::Inside }
        }
        _ => highest,
    }
}

fn search(criterion: &Criterion, answers: &[Response<'_>], range: (f64, f64), formula: ErrorFormula) -> Estimate {
    match criterion {
        Criterion::Likelihood => maximum_likelihood_within(answers, range, formula),
        Criterion::Normal { mean, sd } => map_within(answers, *mean, *sd, range, formula),
        Criterion::Warm => warm_within(answers, range, formula),
        Criterion::Jeffreys => jeffreys_within(answers, range, formula),
    }
    .unwrap()
}

enum Belief {
    Normal { mean: f64, sd: f64 },
    Uniform { low: f64, high: f64 },
    Jeffreys,
}

impl Belief {
    /// `N(0,1)`, `norm`, `Jeffreys`, `unif`, possibly with words after, or with catR's `priorPar` beside it.
    fn parse(text: &str, beside: Option<Vec<f64>>) -> Self {
        let word = text.trim().to_lowercase();
        let numbers = beside.unwrap_or_else(|| triple(&word));
        match (word.chars().next(), &numbers[..]) {
            (Some('j'), _) => Self::Jeffreys,
            (Some('u'), [low, high]) => Self::Uniform { low: *low, high: *high },
            (Some('u'), []) => Self::Uniform { low: f64::NEG_INFINITY, high: f64::INFINITY },
            (Some('n'), [mean, sd]) => Self::Normal { mean: *mean, sd: *sd },
            (Some('n'), []) => Self::Normal { mean: 0.0, sd: 1.0 },
            _ => panic!("`{text}`: a prior that we do not know"),
        }
    }

    /// catR's Bayesian mode with a uniform prior is sought within the prior.
    fn within(&self, range: (f64, f64), method: &str) -> (f64, f64) {
        match *self {
            Self::Uniform { low, high } if method == "BM" => (range.0.max(low), range.1.min(high)),
            _ => range,
        }
    }

    fn criterion(&self) -> Criterion {
        match *self {
            Self::Normal { mean, sd } => Criterion::Normal { mean, sd },
            Self::Uniform { .. } => Criterion::Likelihood,
            Self::Jeffreys => Criterion::Jeffreys,
        }
    }

    /// catR's `integrate.catR`: the trapezoid rule.
    fn trapezoid(&self, low: f64, high: f64, count: usize, answers: &[Response<'_>]) -> Vec<Node> {
        let weighted = |weight: &dyn Fn(f64) -> f64| {
            // A prior so wide that its density is 1 everywhere.
            let mut nodes = normal_grid(0.0, 1e300, low, high, count);
            for node in &mut nodes {
                node.weight *= weight(node.point);
            }
            nodes
        };
        match *self {
            Self::Normal { mean, sd } => normal_grid(mean, sd, low, high, count),
            Self::Uniform { low, high } => weighted(&|theta| if (low..=high).contains(&theta) { 1.0 } else { 0.0 }),
            Self::Jeffreys => weighted(&|theta| answers.iter().map(|answer| answer.model.expected_information(theta)).sum::<f64>().sqrt()),
        }
    }

    /// mirt's nodes: the density itself at equal distances.
    fn rectangle(&self, low: f64, high: f64, count: usize) -> Vec<Node> {
        let mut nodes = self.trapezoid(low, high, count, &[]);
        for end in [0, count - 1] {
            nodes[end].weight *= 2.0;
        }
        nodes
    }
}

struct Settings {
    prior: Belief,
    range: Option<(f64, f64)>,
    nodes: Option<(f64, f64, usize)>,
    limits: Option<(f64, f64)>,
    points: Option<usize>,
    formula: ErrorFormula,
}

impl Settings {
    /// The estimate's own settings first, then those of the file.
    fn read(own: Option<&Case<'_>>, shared: Option<&Case<'_>>, variant: Option<&str>) -> Self {
        let find = |name: &str| own.and_then(|settings| settings.get(name)).or_else(|| shared.and_then(|settings| settings.get(name)));
        // A file that gives settings once names the nodes of a variant after it: `fine`.
        let varied = variant.and_then(|variant| shared.and_then(|settings| settings.get(variant)));
        let own_nodes = own.and_then(|settings| settings.get("parInt"));
        let nodes = own_nodes.or(varied).or_else(|| find("parInt")).map(|nodes| {
            let numbers = if nodes.is_list() { nodes.numbers() } else { triple(nodes.text()) };
            assert_eq!(numbers.len(), 3, "{}: low, high and count", nodes.path());
            (numbers[0], numbers[1], numbers[2] as usize)
        });
        let pair = |case: Case<'_>| {
            let numbers = if case.is_text() { triple(case.text()) } else { case.numbers() };
            assert_eq!(numbers.len(), 2, "{}: two ends", case.path());
            (numbers[0], numbers[1])
        };
        for label in ["note", "notes"] {
            if let Some(label) = own.and_then(|settings| settings.get(label)) {
                label.used();
            }
        }
        Self {
            prior: find("prior")
                .or_else(|| find("priorDist"))
                .map_or(Belief::Normal { mean: 0.0, sd: 1.0 }, |prior| Belief::parse(prior.text(), find("priorPar").map(|numbers| numbers.numbers()))),
            range: find("range").map(pair),
            nodes,
            limits: find("theta_lim").map(pair),
            points: find("quadpts").map(|points| points.count()),
            formula: find("sem.type").map_or(ErrorFormula::Expected, |formula| match formula.text() {
                "classic" => ErrorFormula::Expected,
                "new" => ErrorFormula::Asymptotic,
                other => panic!("{}: `{other}`", formula.path()),
            }),
        }
    }
}

/// The numbers between the brackets of a text.
fn triple(text: &str) -> Vec<f64> {
    let inside = text.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map_or(text, |(inside, _)| inside);
    inside.split(',').filter_map(|word| word.trim().parse().ok()).collect()
}
