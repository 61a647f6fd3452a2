#!/usr/bin/env python3
"""Measures other programs on the data sets of data.sh, one thread, CPU seconds of the fit alone.

    pip install --target FOLDER -r bench/measurement/requirements.txt
    PYTHONPATH=FOLDER bench/measurement/peers.py [--data bench/data] [--runs 3] [--only TEXT] [--long]

Every run is a process of its own, so that memory is its own too. What is printed is the median of the runs. The
log-likelihood is that of the program's estimates on *our* 41 nodes, whatever the program integrated with. `--long` adds what
takes minutes, once. `--json FILE` writes the rows for `cargo run -p bench`'s reader and for the README.
"""
import argparse
import json
import os
import resource
import statistics
import subprocess
import sys

ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS", "NUMEXPR_NUM_THREADS")}
SETS = {"c1k40": (1000, 40), "c10k100": (10000, 100), "c100k100": (100000, 100), "ad20k300": (20000, 300), "rn20k300": (20000, 300)}
ABILITIES, SE, LONGEST = 1000, 0.3, 20

# (program, data set, only with --long and once)
CALIBRATIONS = [
    ("numpy matrix products", "c10k100", False),
    ("numpy sufficient statistics", "c10k100", False),
    ("mirt (Python)", "c10k100", False),
    ("mirt (Python), SQUAREM", "c10k100", False),
    ("girth", "c10k100", True),
    ("numpy matrix products", "c100k100", False),
    ("numpy sufficient statistics", "c100k100", False),
    ("mirt (Python)", "c100k100", True),
    ("numpy matrix products", "ad20k300", False),
    ("numpy sufficient statistics", "ad20k300", False),
    ("mirt (Python)", "ad20k300", True),
    ("mirt (Python), no priors", "ad20k300", True),
]
ADMINISTRATIONS = [("mirt (Python), batch", False), ("catsim, maximum likelihood", True)]


def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def peak():
    """Mebibytes: the most this process ever held (Linux gives kibibytes)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0


def fit_numpy(answers, program, sparse):
    import matrix_em

    form = "sufficient" if "sufficient" in program else "products"
    a, b, steps, converged = matrix_em.fit(answers, penalised=sparse, form=form, tolerance=1e-4)
    return a, b, f"{steps} E-steps{'' if converged else ', not converged'}"


def fit_mirt(answers, program, sparse):
    import mirt
    from mirt.estimation.priors import LogNormalPrior, NormalPrior

    import numpy as np

    data = answers.astype(np.int64)
    data[answers == 255] = -1
    priors = {"discrimination": LogNormalPrior(0.0, 0.5), "difficulty": NormalPrior(0.0, 2.0)} if sparse and "no priors" not in program else None
    result = mirt.fit_mirt(
        data, model="2PL", n_quadpts=41, compute_standard_errors=False, priors=priors,
        accelerate="squarem" if "SQUAREM" in program else "none",
    )
    found = result.model.parameters
    return found["discrimination"], found["difficulty"], f"{result.n_iterations} iterations{'' if result.converged else ', not converged'}"


def fit_girth(answers, program, sparse):
    import girth

    found = girth.twopl_mml(answers.T.astype(int), {"quadrature_n": 41, "quadrature_bounds": (-6, 6)})
    return found["Discrimination"], found["Difficulty"], "25 iterations at most"


def calibration(program, name, folder):
    import matrix_em
    import numpy as np
    import scipy  # noqa: F401  imported now, so that no fit pays for it

    persons, items = SETS[name]
    answers = np.fromfile(f"{folder}/{name}.u8", np.uint8).reshape(persons, items)
    with open(f"{folder}/{name}.true.json") as file:
        truth = json.load(file)
    fit = {"numpy": fit_numpy, "mirt": fit_mirt, "girth": fit_girth}[program.split()[0]]
    if fit is fit_mirt:
        import mirt  # noqa: F401
    elif fit is fit_girth:
        import girth  # noqa: F401
    before = peak()
    start = cpu()
    a, b, note = fit(answers, program, name in ("ad20k300", "rn20k300"))
    seconds, memory = cpu() - start, peak()
    rmse = lambda found, true: float(np.sqrt(np.mean((found - np.asarray(true)) ** 2)))  # noqa: E731
    return {
        "program": program, "data": name, "cpu_seconds": seconds, "log_likelihood": matrix_em.log_likelihood(answers, a, b),
        "rmse_a": rmse(a, truth["a"]), "rmse_b": rmse(b, truth["b"]), "peak_mib": memory, "above_loading_mib": memory - before, "note": note,
    }


def administration(program, folder):
    import numpy as np

    with open(f"{folder}/cat_bank300.json") as file:
        bank = json.load(file)
    a, b, theta = (np.asarray(bank[key]) for key in ("a", "b", "theta"))
    if program.startswith("mirt"):
        import mirt
        from mirt.cat import CATEngine

        model = mirt.TwoParameterLogistic(n_items=len(a))
        model.set_parameters(discrimination=a, difficulty=b)
        model._is_fitted = True  # there is no public way to say that parameters are given, not estimated
        engine = CATEngine(model, item_selection="MFI", scoring_method="EAP", se_threshold=SE, max_items=LONGEST, n_quadpts=41, seed=1)
        # More persons than the others, or the clock's tick is all that is seen: the thousand, twenty times.
        start = cpu()
        results = engine.run_batch_simulation(theta, n_replications=20)
        seconds = (cpu() - start) / 20
        estimates = np.array([result.theta for result in results])
        lengths = [result.n_items_administered for result in results]
        theta = np.repeat(theta, 20)
    else:
        from catsim.estimation import NumericalSearchEstimator
        from catsim.initialization import FixedPointInitializer
        from catsim.item_bank import ItemBank
        from catsim.selection import MaxInfoSelector
        from catsim.simulation import Simulator
        from catsim.stopping import MinErrorStopper

        theta = theta[:100]
        parameters = np.column_stack([a, b, np.zeros_like(a), np.ones_like(a)])
        simulator = Simulator(ItemBank(parameters), theta, FixedPointInitializer(0.0), MaxInfoSelector(), NumericalSearchEstimator(), MinErrorStopper(SE, max_items=LONGEST), seed=1)
        start = cpu()
        simulator.simulate()
        seconds = (cpu() - start) * ABILITIES / len(theta)
        estimates = np.asarray(simulator.latest_estimations)
        lengths = [len(items) for items in simulator.administered_items]
    return {
        "program": program, "data": "cat_bank300", "milliseconds": seconds, "mean_length": float(np.mean(lengths)),
        "rmse_theta": float(np.sqrt(np.mean((estimates - theta) ** 2))), "peak_mib": peak(),
    }


def measured(kind, program, name, folder, runs):
    rows = []
    for _ in range(runs):
        child = subprocess.run(
            [sys.executable, os.path.abspath(__file__), "--one", kind, program, name, "--data", folder],
            env={**os.environ, **ONE_THREAD}, capture_output=True, text=True, check=False,
        )
        if child.returncode != 0:
            print(f"{program}, {name}, not measured: {child.stderr.strip().splitlines()[-1:] or 'failed'}", file=sys.stderr)
            return None
        rows.append(json.loads(child.stdout.strip().splitlines()[-1]))
    time = "cpu_seconds" if kind == "calibration" else "milliseconds"
    row = dict(rows[0])
    row[time] = statistics.median(one[time] for one in rows)
    row["runs"] = runs
    return row


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    here = os.path.dirname(os.path.abspath(__file__))
    parser.add_argument("--data", default=os.path.join(here, "..", "data"))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default="", help="rows whose program or data set contains this text")
    parser.add_argument("--long", action="store_true", help="also what takes minutes; once each")
    parser.add_argument("--json", help="write the rows here")
    parser.add_argument("--one", nargs=3, metavar=("KIND", "PROGRAM", "DATA"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        kind, program, name = options.one
        print(json.dumps(calibration(program, name, options.data) if kind == "calibration" else administration(program, options.data)))
        return
    rows = []
    wanted = lambda program, name, long: (options.long or not long) and any(options.only in text for text in (program, name))  # noqa: E731
    print("| program | data | CPU s | log-likelihood | RMSE a | RMSE b | peak MiB | above loading | note |\n|---|---|---:|---:|---:|---:|---:|---:|---|")
    for program, name, long in CALIBRATIONS:
        if wanted(program, name, long):
            row = measured("calibration", program, name, options.data, 1 if long else options.runs)
            if row:
                rows.append(row)
                print(
                    f"| {program} | {name} | {row['cpu_seconds']:.2f} | {row['log_likelihood']:.2f} | {row['rmse_a']:.4f} | {row['rmse_b']:.4f} "
                    f"| {row['peak_mib']:.0f} | {row['above_loading_mib']:.0f} | {row['note']}{', one run' if long else ''} |", flush=True)
    print("\n| program | ms a person | mean length | RMSE of ability |\n|---|---:|---:|---:|", flush=True)
    for program, long in ADMINISTRATIONS:
        if wanted(program, "cat_bank300", long):
            row = measured("administration", program, "cat_bank300", options.data, 1 if long else options.runs)
            if row:
                rows.append(row)
                print(f"| {program} | {row['milliseconds']:.4f} | {row['mean_length']:.2f} | {row['rmse_theta']:.3f} |", flush=True)
    if options.json:
        with open(options.json, "w") as file:
            json.dump(rows, file, indent=1)


if __name__ == "__main__":
    main()
