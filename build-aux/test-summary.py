# SPDX-License-Identifier: LGPL-2.1-or-later
"""Shows the logs of failed tests of build folders and counts single cases; the last line has the sums.

usage: test-summary.py BUILD-FOLDER...
"""

from __future__ import annotations

import json
import os
import re
import sys
from typing import Any, Dict, List, Set

# Lines of a log that are shown, from its end.
MAX_LINES = 200

# A case: result, number and name, directive. Indented lines are those of subtests, summed up by a line of their own.
TAP_CASE = re.compile(r"(?P<result>ok|not ok)\b(?P<name>[^#]*)(#\s*(?P<directive>SKIP|TODO)\b.*)?", re.IGNORECASE)

# Number of tests, and of those that went another way
UNITTEST_SUMS = re.compile(r"^Ran (?P<ran>\d+) tests? in .*\n\n\w+(?: \((?P<parts>.*)\))?$", re.MULTILINE)

Test = Dict[str, Any]


class Count:
    def __init__(self) -> None:
        self.passed = 0
        self.failed = 0
        self.skipped = 0

    def add_test(self, test: Test, speaks_tap: bool) -> None:
        failed_before = self.failed
        if speaks_tap:
            cases = self._add_tap(output_of(test))
        else:
            cases = self._add_unittest(test.get("stderr") or "")
        if not is_bad(test):
            self.skipped += test["result"] == "SKIP" and not cases
            self.passed += test["result"] != "SKIP" and not cases
        elif self.failed == failed_before:
            # It crashed, took too long or ended early: that is a failure, whatever its cases say.
            self.failed += 1

    def _add_tap(self, text: str) -> int:
        """Returns how many cases there were."""
        cases = [match for match in map(TAP_CASE.match, text.splitlines()) if match]
        for case in cases:
            directive = (case["directive"] or "").upper()
            if directive == "SKIP":
                self.skipped += 1
            elif case["result"].lower() == "ok" or directive == "TODO":
                self.passed += 1
            else:
                self.failed += 1
        return len(cases)

    def _add_unittest(self, text: str) -> int:
        """The same for the sums at the end of what Python's unittest prints."""
        sums = UNITTEST_SUMS.search(text)
        if not sums:
            return 0
        parts = {name: int(number) for name, number in re.findall(r"([a-z ]+)=(\d+)", sums["parts"] or "")}
        failed = sum(parts.get(name, 0) for name in ("failures", "errors", "unexpected successes"))
        skipped = parts.get("skipped", 0)
        self.failed += failed
        self.skipped += skipped
        # A class or module that fails or is skipped as a whole is no test that ran.
        self.passed += max(int(sums["ran"]) - failed - skipped, 0)
        return int(sums["ran"]) + failed + skipped


def output_of(test: Test) -> str:
    return test.get("stdout") or ""


def tests_of(folder: str) -> List[Test]:
    path = os.path.join(folder, "meson-logs", "testlog.json")
    with open(path, encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]


def speakers_of_tap(folder: str) -> Set[str]:
    with open(os.path.join(folder, "meson-info", "intro-tests.json"), encoding="utf-8") as stream:
        return {test["name"] for test in json.load(stream) if test["protocol"] == "tap"}


def name_of(test: Test) -> str:
    """The log has the suite in front of it."""
    return test["name"].rsplit(" / ", 1)[-1]


def is_bad(test: Test) -> bool:
    return test["result"] not in ("OK", "SKIP", "EXPECTEDFAIL")


def skips_of(test: Test) -> List[str]:
    """The reasons, each once."""
    found = re.findall(r"^ok\b[^#]*#\s*SKIP\b[\s:]*(.*)$", output_of(test), re.IGNORECASE | re.MULTILINE)
    found += re.findall(r"\.\.\. skipped ['\"](.*)['\"]$", test.get("stderr") or "", re.MULTILINE)
    if test["result"] == "SKIP" and not found:
        found = log_of(test)[-1:] or ["no reason given"]
    return list(dict.fromkeys(found))


def log_of(test: Test) -> List[str]:
    return (output_of(test) + "\n" + (test.get("stderr") or "")).strip().splitlines()


def show(folder: str, test: Test) -> None:
    lines = log_of(test)
    print(f"\n== {folder}: {name_of(test)}: {test['result']}, exit status {test['returncode']}")
    if len(lines) > MAX_LINES:
        print("\n".join(line for line in lines[:-MAX_LINES] if line.startswith("not ok")))
        print(f"... {len(lines) - MAX_LINES} lines are in {folder}/meson-logs/testlog.txt")
    print("\n".join(lines[-MAX_LINES:]))


def main() -> int:
    if len(sys.argv) < 2:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    count = Count()
    for folder in sys.argv[1:]:
        tap = speakers_of_tap(folder)
        for test in tests_of(folder):
            count.add_test(test, name_of(test) in tap)
            for reason in skips_of(test):
                print(f"skipped in {folder}: {name_of(test)}: {reason}")
            if is_bad(test):
                show(folder, test)
    if count.passed + count.failed == 0:
        print("no test ran")
    print(f"{count.passed} passed, {count.failed} failed, {count.skipped} skipped", flush=True)
    return 0 if count.passed > 0 and count.failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
