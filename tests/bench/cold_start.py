# SPDX-License-Identifier: LGPL-2.1-or-later
"""Measures the first `qmicli -p` of a machine: no proxy runs yet, so one is started and waited for."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
from typing import Dict, List, NamedTuple

RUNS = 10
TIMEOUT = 30  # seconds, of which a run takes a few hundredths
SYSTEM_PROXY = "/usr/libexec/qmi-proxy"

# The proxy has one name in a network; it ends with the first process of its PID namespace.
UNSHARED = ["unshare", "--net", "--pid", "--fork", "--kill-child", "--mount-proc"]


class Start(NamedTuple):
    """A qmicli and the proxy that it finds."""

    qmicli: str
    proxy: str


class Figures(NamedTuple):
    """In microseconds."""

    median: float
    worst: float


def obstacle() -> str:
    """Why nothing can be measured here, "" if it can."""
    if os.geteuid() != 0:
        return "namespaces and qmi-proxy are for root alone"
    if not shutil.which("unshare") or subprocess.run([*UNSHARED, "true"], capture_output=True, check=False).returncode:
        return "no namespaces here"
    return ""


def measure(cold_run: str, port: str, starts: List[Start]) -> Dict[Start, Figures]:
    """In turns, so that what else the machine does meets all alike."""
    times: Dict[Start, List[float]] = {start: [] for start in starts}
    for _ in range(RUNS):
        for start in starts:
            times[start].append(once(cold_run, port, start))
    return {start: Figures(statistics.median(found), max(found)) for start, found in times.items()}


def once(cold_run: str, port: str, start: Start) -> float:
    # A library path would reach the proxy too; the programs know where their libraries are.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LD_", "G_MESSAGES_"))}
    environment.update(LC_ALL="C.UTF-8", QMI_PROXY_PROGRAM=start.proxy)
    command = [*UNSHARED, cold_run, start.qmicli, "-p", "-d", port, "--device-open-qmi", "--dms-get-ids"]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=TIMEOUT, check=False)
    if run.returncode != 0:
        raise RuntimeError(f"{start.qmicli} with {start.proxy}: exit status {run.returncode}\n{run.stderr}")
    return float(run.stdout.split()[0])
