# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs the unittest cases of a folder, or of those of its files that have a name of this pattern, and prints a TAP line
for each test and each failed subtest.

usage: unittests.py START TOP [PATTERN]
"""

from __future__ import annotations

import sys
import traceback
import unittest

from tap import Tap


class TapResult(unittest.TestResult):
    def __init__(self, tap: Tap) -> None:
        super().__init__()
        self._tap = tap
        self._failed = False

    def startTest(self, test: unittest.TestCase) -> None:
        super().startTest(test)
        self._failed = False

    def addSuccess(self, test: unittest.TestCase) -> None:
        # unittest calls a test a success too after subtests that failed.
        if not self._failed:
            self._tap.case(test.id(), True)

    def addFailure(self, test: unittest.TestCase, err: object) -> None:
        super().addFailure(test, err)
        self._bad(test, err)

    def addError(self, test: unittest.TestCase, err: object) -> None:
        super().addError(test, err)
        self._bad(test, err)

    def addSubTest(self, test: unittest.TestCase, subtest: unittest.TestCase, err: object) -> None:
        super().addSubTest(test, subtest, err)
        if err is not None:
            self._bad(subtest, err)

    def addSkip(self, test: unittest.TestCase, reason: str) -> None:
        super().addSkip(test, reason)
        self._tap.skip(test.id(), reason)

    def addExpectedFailure(self, test: unittest.TestCase, err: object) -> None:
        super().addExpectedFailure(test, err)
        self._tap.case(test.id(), True)

    def addUnexpectedSuccess(self, test: unittest.TestCase) -> None:
        super().addUnexpectedSuccess(test)
        self._tap.case(test.id(), False, ["was expected to fail"])

    def _bad(self, test: unittest.TestCase, err: object) -> None:
        self._failed = True
        self._tap.case(test.id(), False, "".join(traceback.format_exception(*err)).splitlines())


def main() -> int:
    if len(sys.argv) not in (3, 4):
        print(__doc__.strip(), file=sys.stderr)
        return 2
    tap = Tap()
    # What tests print must not be read as results.
    tests = unittest.defaultTestLoader.discover(sys.argv[1], *sys.argv[3:], top_level_dir=sys.argv[2])
    tests.run(TapResult(tap))
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
