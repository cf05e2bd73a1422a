# SPDX-License-Identifier: LGPL-2.1-or-later
"""Prints what a proxy costs: ours and Debian's beside a relay that does the least possible, in one run."""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from typing import Callable, Dict, List, Optional

SKIPPED = 77  # what meson takes for it
PATIENCE = 180  # seconds for whatever has to happen next
# Proxies have one abstract address: one at a time runs here, and none of the system's is met. No process outlives us.
ALONE = ["unshare", "-npf", "--kill-child", "--mount-proc"]
CALLGRIND = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
MAX_FILES = 4096
CONNECTIONS = (1, 100, 1000)

Figures = Dict[str, float]


@dataclass
class Scenario:
    """A run of the load. All proxies have the same count, as fairness depends on it."""

    name: str
    load: List[str]
    several: bool = True  # clients who compete


# Programs usually wait for an answer before they send again; 16 on their way from each is what a burst looks like.
SCENARIOS = [
    Scenario("requests of 1 client, 16 in flight", ["1", "requests", "100000", "16", "1"], False),
    Scenario("requests of 100 clients, 1 in flight each", ["100", "requests", "50000", "1", "100"]),
    Scenario("requests of 100 clients, 16 in flight each", ["100", "requests", "100000", "16", "100"]),
    Scenario("requests of 1000 clients, 1 in flight each", ["1000", "requests", "50000", "1", "1000"]),
    Scenario("requests of 1000 clients, 16 in flight each", ["1000", "requests", "100000", "16", "1000"]),
    Scenario("indications to 1 client of 1000", ["1000", "indications", "50000"], False),
    Scenario("broadcasts to 1000 clients, each delivery", ["1000", "broadcasts", "480"], False),
]

# For the difference of two runs, by the number of connections: a slow proxy spends most of a run on connecting.
FEW_REQUESTS = 20
MORE_REQUESTS = {1: 2000, 100: 1000, 1000: 300}


class Stopped(Exception):
    """A program ended or fell silent."""


class Proxy:
    """A modem and a proxy at it, started for one measurement."""

    def __init__(self, modem: str, command: List[str]) -> None:
        self.log = tempfile.TemporaryFile("w+")
        self.modem = subprocess.Popen([modem], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = self.modem.stdout.readline().strip()
        # Each daemon finds the library that it was built with.
        environment = {name: value for name, value in os.environ.items() if not name.startswith("LD_")}
        self.process = subprocess.Popen(command, stdout=self.log, stderr=self.log, stdin=subprocess.DEVNULL,
                                        env=environment)

    def __enter__(self) -> "Proxy":
        deadline = time.monotonic() + PATIENCE
        while not self.reachable():
            if self.process.poll() is not None or time.monotonic() > deadline:
                output = self.output()
                self.__exit__()
                raise Stopped(f"{' '.join(self.process.args)}: takes no connections\n{output}")
            time.sleep(0.005)
        return self

    @staticmethod
    def reachable() -> bool:
        with socket.socket(socket.AF_UNIX) as connection:
            return connection.connect_ex("\0qmi-proxy") == 0

    def output(self) -> str:
        self.log.seek(0)
        return self.log.read()

    def stop(self) -> None:
        """To be called before the programs at it leave if their leaving is not to be measured."""
        end(self.process)

    def __exit__(self, *_: object) -> None:
        self.stop()
        self.modem.stdin.close()
        end(self.modem)
        self.log.close()

    def processor_time(self) -> float:
        """Seconds of the main thread; none of the programs does its work in another one."""
        with open(f"/proc/{self.process.pid}/schedstat", encoding="ascii") as stream:
            return int(stream.read().split()[0]) / 1e9

    def private_bytes(self) -> int:
        with open(f"/proc/{self.process.pid}/smaps_rollup", encoding="ascii") as stream:
            return 1024 * sum(int(m) for m in re.findall(r"^Private_(?:Clean|Dirty): +(\d+) kB", stream.read(), re.M))


class Load:
    """Programs at a proxy: all connected from the beginning, active in run(), there until the end."""

    def __init__(self, program: str, proxy: Proxy, arguments: List[str]) -> None:
        self.proxy = proxy
        self.process = subprocess.Popen([program, proxy.port] + arguments, text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def __enter__(self) -> "Load":
        self.line()
        return self

    def line(self) -> str:
        """The load gives up by itself if nothing comes from the proxy."""
        line = self.process.stdout.readline()
        if not line:
            raise Stopped(f"{' '.join(self.process.args)}: ended\n{self.proxy.output()}")
        return line

    def run(self) -> Figures:
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return json.loads(self.line())

    def __exit__(self, *_: object) -> None:
        self.process.stdin.close()
        end(self.process)


def end(process: subprocess.Popen) -> None:
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class Bench:
    """The programs that are compared, the relay first."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self.modem = arguments.modem
        self.load = arguments.load
        self.commands: Dict[str, List[str]] = {"limit": [arguments.relay]}
        if os.access(arguments.debian, os.X_OK):
            self.commands["debian"] = [arguments.debian, "--no-exit"]
        if arguments.proxy:
            # The path would be seen outside of the network namespace as well.
            self.commands["qmikit"] = [arguments.proxy, "--no-exit", "--socket-path=", "--state-dir="]

    def heading(self, title: str) -> None:
        columns = "".join(f"{name:>12}" + ("" if name == "limit" else "   ratio") for name in self.commands)
        print(f"\n{title:<58}{columns}", flush=True)

    def row(self, what: str, rounds: List[Figures], digits: int = 0) -> None:
        """Medians. The ratio is that of the same round: a busy machine slows neighbours in time."""
        text = f"{what:<58}"
        for name in self.commands:
            text += f"{statistics.median(figures[name] for figures in rounds):12,.{digits}f}"
            if name != "limit":
                text += f"{statistics.median(f[name] / f['limit'] for f in rounds):8.2f}"
        print(text, flush=True)

    def each(self, measure: Callable[[List[str]], float]) -> Figures:
        return {name: measure(command) for name, command in self.commands.items()}

    def scenario(self, command: List[str], scenario: Scenario) -> Figures:
        with Proxy(self.modem, command) as proxy, Load(self.load, proxy, scenario.load) as load:
            before = proxy.processor_time()
            figures = load.run()
            figures["microseconds"] = (proxy.processor_time() - before) * 1e6 / figures["count"]
            return figures

    def speed(self, rounds: int) -> None:
        """The programs take turns, all scenarios in every round."""
        found: Dict[str, List[Dict[str, Figures]]] = {scenario.name: [] for scenario in SCENARIOS}
        for _ in range(rounds):
            for scenario in SCENARIOS:
                found[scenario.name].append(
                    {name: self.scenario(command, scenario) for name, command in self.commands.items()})
        for title, key, digits in (("per second", "per_second", 0),
                                   ("microseconds of processor time in the proxy", "microseconds", 2),
                                   ("requests served, slowest over fastest client", "fairness", 2)):
            self.heading(f"{title} (median of {rounds})")
            for scenario in SCENARIOS:
                if key != "fairness" or scenario.several:
                    self.row(scenario.name, [{name: figures[key] for name, figures in one.items()}
                                             for one in found[scenario.name]], digits)

    def collected(self, command: List[str], connections: int, requests: int) -> int:
        with Proxy(self.modem, CALLGRIND + command) as proxy:
            with Load(self.load, proxy, [str(connections), "requests", str(requests), "1", "1"]) as load:
                load.run()
                proxy.stop()
                found = re.search(r"Collected : (\d+)", proxy.output())
                if not found:
                    raise Stopped(f"callgrind counted nothing\n{proxy.output()}")
                return int(found.group(1))

    def instructions(self) -> None:
        self.heading("instructions in the proxy per request (callgrind)")
        for connections in CONNECTIONS:
            more = MORE_REQUESTS[connections]
            self.row(f"1 active of {connections}, 1 in flight", [self.each(
                lambda command: (self.collected(command, connections, FEW_REQUESTS + more) -
                                 self.collected(command, connections, FEW_REQUESTS)) / more)])

    def bytes_per_connection(self, command: List[str]) -> float:
        connections = max(CONNECTIONS)
        with Proxy(self.modem, command) as proxy:
            before = proxy.private_bytes()
            with Load(self.load, proxy, [str(connections), "requests", "1", "1", "1"]):
                return (proxy.private_bytes() - before) / connections

    def memory(self, rounds: int) -> None:
        self.heading(f"private bytes of the proxy (median of {rounds})")
        self.row(f"per idle connection with a client id, of {max(CONNECTIONS)}",
                 [self.each(self.bytes_per_connection) for _ in range(rounds)])


def reason_to_skip() -> Optional[str]:
    if os.geteuid() != 0:
        return "not root: no network namespace of our own, and Debian's qmi-proxy serves root only"
    for program in ("unshare", "valgrind"):
        if not shutil.which(program):
            return f"no {program}"
    run = subprocess.run([*ALONE, "true"], capture_output=True, text=True, check=False)
    return None if run.returncode == 0 else run.stderr.strip()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("modem", "load", "relay"):
        parser.add_argument(f"--{name}", required=True, help=f"the program proxy-{name}")
    parser.add_argument("--proxy", help="our qmi-proxy; without it there is no column for it")
    parser.add_argument("--debian", default="/usr/libexec/qmi-proxy", help="likewise")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if not arguments.inside:
        reason = reason_to_skip()
        if reason:
            print(f"skipped: {reason}")
            return SKIPPED
        os.execvp(ALONE[0], [*ALONE, sys.executable, *sys.argv, "--inside"])
    allowed = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (MAX_FILES, allowed if allowed < 0 else max(MAX_FILES, allowed)))
    bench = Bench(arguments)
    try:
        bench.instructions()
        bench.memory(arguments.rounds)
        bench.speed(arguments.rounds)
    except Stopped as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
