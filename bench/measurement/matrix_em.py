"""Marginal maximum likelihood of the 2PL by accelerated EM, written as matrix products.

The yardstick of the benchmark: what anybody gets from numpy's BLAS in an afternoon. Bock and Aitkin (1981) with
equally spaced nodes on -6..6 weighted by the normal density, Newton in the M-step, SQUAREM (Varadhan and Roland,
2008, scheme S3) around it. Two forms of each step:

- `products`: the expected counts of every item at every node, persons x items times items x nodes and back;
- `sufficient`: the 2PL is an exponential family, so that slope and intercept need only the sums of x_ij and of
  x_ij E[theta_i]: no product with the nodes is left for complete data, and half of them for incomplete data.

Complete data are a dense matrix, incomplete ones two sparse matrices in CSR: ones, and what was answered.
"""
import numpy as np
import scipy.sparse

POINTS, REACH = 41, 6.0


def nodes():
    theta = np.linspace(-REACH, REACH, POINTS)
    weight = np.exp(-0.5 * theta * theta)
    return theta, weight / weight.sum()


class Penalty:
    """log a ~ N(0, 0.5^2) and b ~ N(0, 2^2), as densities of log a and b; or nothing."""

    def __init__(self, on):
        self.on = on

    def value(self, a, d):
        return -0.5 * float(((np.log(a) / 0.5) ** 2).sum() + ((d / a / 2.0) ** 2).sum()) if self.on else 0.0

    def derivatives(self, a, d):
        """Gradient along a and d, and the (positive) curvatures aa, ad, dd by Gauss and Newton."""
        if not self.on:
            return 0.0, 0.0, 0.0, 0.0, 0.0
        log_a, b = np.log(a), -d / a
        # residuals u = log(a)/0.5 and v = b/2, whose derivatives are 1/(0.5 a), and (-b/a, -1/a)/2
        ua, va, vd = 2.0 / a, -b / a / 2.0, -1.0 / a / 2.0
        u, v = 2.0 * log_a, b / 2.0
        return -(u * ua + v * va), -v * vd, ua * ua + va * va, va * vd, vd * vd


class Data:
    def __init__(self, answers, form):
        """answers: persons x items of uint8, 255 where missing."""
        self.form = form
        seen = answers != 255
        self.complete = bool(seen.all())
        self.persons, self.items = answers.shape
        if self.complete:
            self.ones = answers.astype(np.float64)
            self.mask = None
        else:
            self.ones = scipy.sparse.csr_matrix((answers == 1).astype(np.float64))
            self.mask = scipy.sparse.csr_matrix(seen.astype(np.float64))
            self.ones_by_item, self.mask_by_item = self.ones.T.tocsr(), self.mask.T.tocsr()
        self.right = np.asarray(self.ones.sum(0)).ravel()

    def posterior(self, a, d, theta, weight):
        """Persons x nodes, and the marginal log-likelihood."""
        logit = np.outer(a, theta) + d[:, None]
        wrong = -np.logaddexp(0.0, logit)
        if self.form == "products":
            log = self.ones @ logit
        else:
            log = np.multiply.outer(self.ones @ a, theta)
            log += (self.ones @ d)[:, None]
        log += wrong.sum(0) if self.complete else self.mask @ wrong
        log += np.log(weight)
        peak = log.max(1, keepdims=True)
        log -= peak
        np.exp(log, out=log)
        total = log.sum(1, keepdims=True)
        log /= total
        return log, float((np.log(total) + peak).sum())

    def expected(self, posterior, theta):
        """By item: the sum of answers times ability, and the number of persons at each node."""
        if self.form == "products":
            moment = (self.ones.T if self.complete else self.ones_by_item) @ posterior @ theta
        else:
            moment = (self.ones.T if self.complete else self.ones_by_item) @ (posterior @ theta)
        persons = posterior.sum(0)[None, :] if self.complete else self.mask_by_item @ posterior
        return moment, persons


def m_step(a, d, moment, right, persons, theta, penalty):
    for _ in range(8):
        p = 1.0 / (1.0 + np.exp(-(np.outer(a, theta) + d[:, None])))
        rest = persons * p
        w = rest * (1.0 - p)
        ga, gd, paa, pad, pdd = penalty.derivatives(a, d)
        ga = ga + moment - rest @ theta
        gd = gd + right - rest.sum(1)
        haa, had, hdd = w @ (theta * theta) + paa, w @ theta + pad, w.sum(1) + pdd
        det = haa * hdd - had * had
        da, dd = (hdd * ga - had * gd) / det, (haa * gd - had * ga) / det
        shrink = np.minimum(1.0, 0.5 * a / np.maximum(np.abs(da), 1e-300))  # a stays positive
        a, d = a + shrink * da, d + shrink * dd
        if max(np.abs(da).max(), np.abs(dd).max()) < 1e-6:
            break
    return a, d


def fit(answers, penalised=False, form="products", tolerance=1e-5, cycles=200):
    """The estimates, the objective's last values and the number of E-steps. Stops when a whole EM step changes no
    slope or intercept by more than `tolerance`."""
    data, (theta, weight), penalty = Data(answers, form), nodes(), Penalty(penalised)
    seen = np.full(data.items, data.persons) if data.complete else np.asarray(data.mask.sum(0)).ravel()
    rate = np.clip(data.right / np.maximum(seen, 1), 0.01, 0.99)
    # slopes start at 1.2; the intercept is the logit of the rate, stretched for the spread of the abilities
    point = np.concatenate([np.full(data.items, np.log(1.2)), np.log(rate / (1 - rate)) * 1.2])
    steps = 0

    def em(point):
        nonlocal steps
        steps += 1
        a, d = np.exp(point[: data.items]), point[data.items :]
        posterior, log_likelihood = data.posterior(a, d, theta, weight)
        moment, persons = data.expected(posterior, theta)
        new_a, new_d = m_step(a, d, moment, data.right, persons, theta, penalty)
        return np.concatenate([np.log(new_a), new_d]), log_likelihood + penalty.value(a, d)

    best, converged = -np.inf, False
    for _ in range(cycles):
        first, value = em(point)
        if value < best - 1e-7 * abs(best):
            point, best = fallback, -np.inf  # the extrapolation went down: go on from the plain step before it
            continue
        best = value
        r = first - point
        if np.abs(r).max() < tolerance:
            point, converged = first, True
            break
        second, _ = em(first)
        v = second - first - r
        fallback = second
        length = -np.sqrt((r @ r) / max(v @ v, 1e-300))
        if length > -1.0:
            length = -1.0
        point = point - 2.0 * length * r + length * length * v if length < -1.0 else second
        if np.abs(point[: data.items]).max() > 4.0:
            point = second
    a, d = np.exp(point[: data.items]), point[data.items :]
    return a, -d / a, steps, converged


def log_likelihood(answers, a, b):
    """The marginal log-likelihood of anybody's estimates on our nodes, in blocks of persons: one yardstick."""
    theta, weight = nodes()
    total = 0.0
    for start in range(0, len(answers), 20000):
        block = Data(answers[start : start + 20000], "sufficient")
        total += block.posterior(a, -a * b, theta, weight)[1]
    return total
