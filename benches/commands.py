#!/usr/bin/env python3
"""Times the commands of a month against `cchc stats` of the same month.

In: a log (file or folder) written by the `generate` example, a month that it covers, the built binary.
Out: a table of medians, and of the ratio of every command to the `stats` of its round.

    cargo build --release --examples --bins
    target/release/examples/generate log --output /tmp/log.csv --rows 5000000
    python3 benches/commands.py /tmp/log.csv 2024-06

The commands take turns (stats tally compare … stats tally …), so that a busy minute of the machine hits
all. Each run is a new process in a folder of its own; wall time, processor time and peak memory come from
the system's account of that process (os.wait4). `again` is the same `run` once more, which changes
nothing; `each` writes a package per unit.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
import time

HERE = os.path.dirname(os.path.abspath(__file__))
COMMANDS = ("stats", "tally", "compare", "series", "report", "run", "again", "verify", "each")


def measure(command, folder):
    """Wall and processor seconds and peak MiB of a command."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE)
    complaint = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}:\n{complaint}")
    # macOS counts peak memory in bytes, Linux in KiB.
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit


def command_lines(cchc, log, month):
    """What each name stands for."""
    of_month = ["--period", month, "-q"]
    run = [cchc, "run", *of_month]
    return {
        "stats": [cchc, "stats", log, *of_month],
        "tally": [cchc, "tally", log, *of_month, "--output", "tally.json"],
        "compare": [cchc, "compare", log, *of_month],
        "series": [cchc, "series", log, "-q"],
        "report": [cchc, "report", log, *of_month, "--output", "report"],
        "run": run,
        "again": run,
        "verify": [cchc, "verify", month, "-q"],
        "each": [cchc, "report", log, *of_month, "--each", "unit", "--output", "each"],
    }


def one_round(lines, cchc, log, names):
    """Every command once, in a new folder."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([cchc, "init", "--inputs", log, "-q", folder], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        # The log of the generator has rows that nobody would publish.
        config = Path(folder, "cchc.toml")
        text = config.read_text(encoding="utf-8")
        config.write_text(text.replace('fail_on = "error"', 'fail_on = "never"'), encoding="utf-8")
        runs = {}
        for name in names:
            runs[name] = measure(lines[name], folder)
            print(f"{name}: {runs[name][0]:.2f} s, CPU {runs[name][1]:.2f} s, "
                  f"{runs[name][2]:.0f} MiB", file=sys.stderr)
        return runs


def main():
    """Runs the rounds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("log", help="file or folder written by the generate example")
    parser.add_argument("month", help="such as 2024-06")
    parser.add_argument("--cchc", default=os.path.join(HERE, "..", "target", "release", "cchc"))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="+", choices=COMMANDS, help="besides stats")
    options = parser.parse_args()
    if not shutil.which(options.cchc):
        sys.exit(f"no program at {options.cchc}: cargo build --release, or --cchc PATH")
    cchc, log = os.path.abspath(options.cchc), os.path.abspath(options.log)
    names = [name for name in COMMANDS
             if name == "stats" or not options.only or name in options.only]
    lines = command_lines(cchc, log, options.month)
    rounds = [one_round(lines, cchc, log, names) for _ in range(options.rounds)]
    print(f"{'command':<10}{'wall s':>10}{'CPU s':>10}{'peak MiB':>12}{'wall / stats':>15}   pairs")
    for name in names:
        wall, cpu, peak = (statistics.median(column)
                           for column in zip(*(runs[name] for runs in rounds)))
        ratios = [runs[name][0] / runs["stats"][0] for runs in rounds]
        each = " ".join(f"{ratio:.1f}" for ratio in ratios)
        print(f"{name:<10}{wall:>10.2f}{cpu:>10.2f}{peak:>12.0f}"
              f"{statistics.median(ratios):>15.2f}   {each}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
