# SPDX-License-Identifier: LGPL-2.1-or-later
"""What requests and their answers cost a client, with a modem that gives the same answers to both libraries."""

from __future__ import annotations

import itertools
import json
import os
import sys
from typing import Any, Dict, List, Optional

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "device"))

from counting import COUNT, FEW, Run, header, row, run  # noqa: E402
from modem import SUCCESS, Modem, answer  # noqa: E402

CYCLE_LIMIT = "at most 60,000"
READ_LIMIT = "at most 0.333"


class Answers:
    """The measured requests of this build; those of services that it does not have are left out."""

    def __init__(self, path: str) -> None:
        with open(path, encoding="utf-8") as stream:
            made = json.load(stream)
        self.known: Dict[str, Any] = made["answers"]
        self.cycle: List[str] = [name for name in made["cycle"] if name in self.known]
        self.heavy: List[str] = [name for name in made["heavy"] if name in self.known]
        self.missing: List[str] = [name for name in made["cycle"] if name not in self.known]

    def tlvs(self, name: str, kind: str) -> bytes:
        """Kinds: "usual", "all", and "none" but the result."""
        return SUCCESS if kind == "none" else bytes.fromhex(self.known[name][kind])


class Bench:
    """cycle-bench with either library."""

    def __init__(self, program: str, library: str, answers: Answers) -> None:
        self._program = program
        self._libraries: List[Optional[str]] = [library, None]
        self._answers = answers

    def cost(self, names: List[str], kind: str) -> List[float]:
        """Instructions of a cycle of these requests: ours, theirs."""
        costs, sums = [], []
        for library in self._libraries:
            few = self._run(names, kind, FEW, library)
            many = self._run(names, kind, FEW + COUNT, library)
            costs.append((many.instructions - few.instructions) / COUNT)
            sums.append(many.output)
        if len(set(sums)) > 1:
            print(f"the libraries read different values of: {', '.join(names)}")
        return costs

    def _run(self, names: List[str], kind: str, count: int, library: Optional[str]) -> Run:
        script = {}
        for name in names:
            known = self._answers.known[name]
            script[known["service"], known["message"]] = itertools.repeat(answer(self._answers.tlvs(name, kind)))
        modem = Modem(script)
        try:
            return run([self._program, modem.path, str(count), "bare" if kind == "none" else "read", *names], library)
        finally:
            modem.stop()


def requests(bench: Bench, answers: Answers) -> None:
    """Whole cycles: send, receive, decode, read all fields."""
    header("instructions in the client (callgrind)")
    for name in answers.cycle:
        row(f"{name}, {len(answers.tlvs(name, 'usual'))} bytes of TLVs", *bench.cost([name], "usual"))
    complete = not answers.missing
    row(f"cycle of these {len(answers.cycle)} requests", *bench.cost(answers.cycle, "usual"),
        CYCLE_LIMIT if complete else f"without {', '.join(answers.missing)}")


def reading(bench: Bench, answers: Answers) -> None:
    """What an answer with its fields costs more than one that has nothing but the result."""
    if not answers.heavy:
        return
    header("instructions to decode, read all fields and free")
    sums = [0.0, 0.0]
    for name in answers.heavy:
        bare = bench.cost([name], "none")
        kinds = ["all"] + ["usual"] * answers.known[name]["recorded"]
        for kind in kinds:
            pair = [full - empty for full, empty in zip(bench.cost([name], kind), bare)]
            what = "all TLVs" if kind == "all" else "recorded"
            row(f"{name}, {what}, {len(answers.tlvs(name, kind))} bytes", *pair, READ_LIMIT)
            sums = [a + b for a, b in zip(sums, pair)]
    row("all of these", *sums, READ_LIMIT)
