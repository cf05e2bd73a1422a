# SPDX-License-Identifier: LGPL-2.1-or-later
"""Test results as TAP, one line a case. As a program: one skipped case, for tests whose peer is missing.

usage: tap.py --skip NAME REASON
"""

from __future__ import annotations

import sys
from typing import Iterable

# Output of a failed case beyond this is of no help.
MAX_DETAILS = 60


class Tap:
    def __init__(self) -> None:
        self._n_cases = 0
        self._n_failed = 0

    def case(self, name: str, good: bool, details: Iterable[str] = ()) -> bool:
        """One result; the details are shown if it is a bad one."""
        self._result("ok" if good else "not ok", name)
        if not good:
            self._n_failed += 1
            self._details(details)
        return good

    def skip(self, name: str, reason: str) -> None:
        self._result("ok", f"{_one_line(name)} # SKIP {reason}")

    def finish(self) -> int:
        """The plan and the exit status."""
        print(f"1..{self._n_cases}", flush=True)
        return 1 if self._n_failed else 0

    def _result(self, word: str, text: str) -> None:
        self._n_cases += 1
        print(f"{word} {self._n_cases} - {text if '# SKIP' in text else _one_line(text)}", flush=True)

    @staticmethod
    def _details(lines: Iterable[str]) -> None:
        lines = list(lines)
        for line in lines[:MAX_DETAILS]:
            print(f"#   {line}")
        if len(lines) > MAX_DETAILS:
            print(f"#   ... {len(lines) - MAX_DETAILS} more lines")


def _one_line(text: str) -> str:
    """In TAP a number sign starts a directive."""
    return " ".join(text.replace("#", "no.").split())


def main() -> int:
    if len(sys.argv) != 4 or sys.argv[1] != "--skip":
        print(__doc__.strip(), file=sys.stderr)
        return 2
    tap = Tap()
    tap.skip(sys.argv[2], sys.argv[3])
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
