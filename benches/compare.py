#!/usr/bin/env python3
"""Times `cchc stats --by unit,month --format csv` against DuckDB on the same log.

In: a log (file or folder) written by the `generate` example, the built binary, and DuckDB's
Python package (`python3 -m pip install duckdb`, best in a virtual environment). Out: a table of
medians and the ratio of every pair of runs; with --check also how many figures are equal.

    cargo build --release --examples --bins
    target/release/examples/generate log --output /tmp/log.csv --rows 5000000
    python3 benches/compare.py /tmp/log.csv --rounds 5 --check

The programs take turns (A B C A B C ...), so that a busy minute of the machine hits all. The third
is the `tokenize` example, which walks over every cell and does nothing with it: the floor. Each run is
a new process; wall time, user and system CPU time and peak memory come from the system's account
of that process (os.wait4). DuckDB's time includes the start of Python, about 0.1 s.
"""

import argparse
import csv
import glob
import importlib.util
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from typing import NamedTuple

HERE = os.path.dirname(os.path.abspath(__file__))
KEYS = ("unit", "month")
COUNTS = (
    "opening received received_online received_in_person received_postal received_other "
    "received_unknown resolved early on_time late undated returned closing closing_within "
    "closing_overdue closing_undated closing_paused"
).split()


class Run(NamedTuple):
    """What one process cost."""

    wall: float
    cpu: float
    peak: float


def natural(path):
    """Sort key that puts thang-2 before thang-10."""
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", path)]


def log_files(log):
    """The files of a log in natural order."""
    if os.path.isfile(log):
        return [log]
    found = [name for name in glob.glob(os.path.join(log, "**"), recursive=True)
             if os.path.isfile(name) and name.endswith((".csv", ".csv.gz"))]
    return sorted(found, key=natural)


def run_duckdb(log, threads):
    """The child process: runs duckdb.sql and writes the last result as CSV to stdout."""
    import duckdb  # pylint: disable=import-outside-toplevel

    connection = duckdb.connect()
    if threads:
        connection.execute(f"SET threads = {threads}")
    connection.execute("SET VARIABLE files = ?", [log_files(log)])
    with open(os.path.join(HERE, "duckdb.sql"), encoding="utf-8") as file:
        connection.execute(file.read())
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(column[0] for column in connection.description)
    writer.writerows(connection.fetchall())


def measure(command, output):
    """Runs a command with its stdout in a file."""
    with open(output, "wb") as stdout:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=stdout)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    # macOS counts peak memory in bytes, Linux in KiB.
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def figures(path):
    """(unit, month) -> counts; a row of zeros is the same as no row."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        table = {}
        for row in csv.DictReader(file):
            counts = tuple(int(row[name]) for name in COUNTS)
            if any(counts):
                table[tuple(row[name] for name in KEYS)] = counts
    return table


def check(paths):
    """Compares two results cell by cell; True when all are equal."""
    ours, theirs = (figures(path) for path in paths)
    zeros = (0,) * len(COUNTS)
    equal, different = 0, []
    for key in sorted(ours.keys() | theirs.keys()):
        pair = zip(COUNTS, ours.get(key, zeros), theirs.get(key, zeros))
        for name, left, right in pair:
            if left == right:
                equal += 1
            else:
                different.append((*key, name, left, right))
    print(f"\n{equal} of {equal + len(different)} cells are equal "
          f"({len(ours)} rows of cchc, {len(theirs)} of DuckDB)")
    for line in different[:20]:
        print("  differs: {} {} {}: cchc {}, DuckDB {}".format(*line))
    return not different


def report(runs):
    """Medians, then the ratio of each pair."""
    print(f"{'program':<10}{'wall s':>10}{'CPU s':>10}{'peak MiB':>12}")
    for name, list_of_runs in runs.items():
        wall, cpu, peak = (statistics.median(column) for column in zip(*list_of_runs))
        print(f"{name:<10}{wall:>10.2f}{cpu:>10.2f}{peak:>12.0f}")
    if "cchc" not in runs:
        return
    for label, field in (("wall", "wall"), ("CPU", "cpu"), ("memory", "peak")):
        for over, under in (("duckdb", "cchc"), ("cchc", "tokenize")):
            ratios = [getattr(above, field) / getattr(below, field)
                      for above, below in zip(runs.get(over, ()), runs.get(under, ()))]
            if ratios and (field != "peak" or over == "duckdb"):
                each = " ".join(f"{ratio:.2f}" for ratio in ratios)
                print(f"{over} / {under}, {label}: "
                      f"median {statistics.median(ratios):.2f}   pairs: {each}")


def arguments():
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("log", help="file or folder written by the generate example")
    parser.add_argument("--cchc", default=os.path.join(HERE, "..", "target", "release", "cchc"))
    parser.add_argument("--tokenize", help="the bare tokenizer pass; not found: left out",
                        default=os.path.join(HERE, "..", "target", "release", "examples", "tokenize"))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=0, help="for DuckDB; default: all cores")
    parser.add_argument("--check", action="store_true", help="compare the figures")
    parser.add_argument("--only", choices=("cchc", "duckdb"), help="run one program alone")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def main():
    """Runs the rounds; exit code 1 when --check finds a difference."""
    options = arguments()
    if options.child:
        run_duckdb(options.log, options.threads)
        return 0
    names = [options.only] if options.only else ["cchc", "duckdb"]
    if not options.only and shutil.which(options.tokenize):
        names.append("tokenize")
    if "duckdb" in names and importlib.util.find_spec("duckdb") is None:
        sys.exit("DuckDB is missing: python3 -m pip install duckdb")
    if "cchc" in names and not shutil.which(options.cchc):
        sys.exit(f"no program at {options.cchc}: cargo build --release, or --cchc PATH")
    commands = {
        "cchc": [options.cchc, "stats", "--by", "unit,month", "--format", "csv", "-q",
                 options.log],
        "tokenize": [options.tokenize, *log_files(options.log)],
        "duckdb": [sys.executable, os.path.abspath(__file__), "--child",
                   "--threads", str(options.threads), options.log],
    }
    runs = {name: [] for name in names}
    with tempfile.TemporaryDirectory() as folder:
        outputs = {name: os.path.join(folder, f"{name}.csv") for name in names}
        for number in range(options.rounds):
            for name in names:
                run = measure(commands[name], outputs[name])
                runs[name].append(run)
                print(f"round {number + 1} {name}: {run.wall:.2f} s, CPU {run.cpu:.2f} s, "
                      f"{run.peak:.0f} MiB", file=sys.stderr)
        report(runs)
        if options.check and {"cchc", "duckdb"} <= runs.keys():
            return 0 if check([outputs["cchc"], outputs["duckdb"]]) else 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
