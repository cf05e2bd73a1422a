# SPDX-License-Identifier: LGPL-2.1-or-later
"""A simulator of its own for each test, with the profile of the project or one that differs from it."""

from __future__ import annotations

import copy
import json
import subprocess
import time
import unittest
from typing import Any, Callable, Optional

from frames import TIMEOUT, Frame
from simulator import PROFILE, SIMULATOR, Json, Port, Simulator


def load_profile() -> Json:
    """The profile of the project, to be changed at will."""
    with open(PROFILE, encoding="utf-8") as stream:
        return json.load(stream)


def changed(**sections: Any) -> Json:
    """The profile with some sections changed: dictionaries are merged, other values replaced; '-' stands as '_'."""
    def merge(old: Any, new: Any) -> Any:
        if not isinstance(old, dict) or not isinstance(new, dict):
            return new
        return {**old, **{key: merge(old.get(key), value) for key, value in new.items()}}

    profile = copy.deepcopy(load_profile())
    for name, value in sections.items():
        key = name.replace("_", "-")
        profile[key] = merge(profile.get(key), value)
    return profile


class Case(unittest.TestCase):
    """Tests with simulators that are stopped when the test ends."""

    def start(self, *options: str, profile: Optional[Json] = None, log: bool = True) -> Simulator:
        simulator = Simulator(*options, profile=profile, log=log)
        self.addCleanup(simulator.stop)
        return simulator

    def port(self, *options: str, profile: Optional[Json] = None) -> Port:
        self.simulator = self.start(*options, profile=profile)
        return self.simulator.open()

    def control(self, command: Json) -> None:
        self.assertEqual(self.simulator.control(command), {"ok": True})

    def assert_error(self, frame: Frame, error: Optional[str]) -> Frame:
        self.assertEqual(frame.error, error)
        return frame

    def run_bad(self, *options: str) -> subprocess.CompletedProcess:
        """A run that ends by itself."""
        return subprocess.run([SIMULATOR, *options], capture_output=True, text=True, timeout=TIMEOUT, check=False)

    def deadline(self) -> Callable[[], bool]:
        """For loops that wait for another process: whether it takes too long."""
        end = time.monotonic() + TIMEOUT
        return lambda: time.monotonic() > end
