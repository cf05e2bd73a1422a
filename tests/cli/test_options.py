# SPDX-License-Identifier: LGPL-2.1-or-later
"""The options are those that scripts know: names, letters, arguments."""

from __future__ import annotations

import os
import re
import unittest
from collections import Counter
from typing import Dict, List, NamedTuple

from support import HERE, OK, run


COUNTS = {"dms": 60, "nas": 23, "uim": 21, "wds": 34}


class Known(NamedTuple):
    option: str
    letter: str
    placeholder: str
    keys: str
    in_help: bool


def known() -> List[Known]:
    """Without those of services that are not built in."""
    listed = [row for row in _listed() if row.option.split("-")[2] not in COUNTS]
    there = run(["--help-all"]).text
    return listed + [row for row in _listed() if row not in listed and f"--{row.option.split('-')[2]}-" in there]


def _listed() -> List[Known]:
    with open(os.path.join(HERE, "options.tsv"), encoding="utf-8") as stream:
        rows = [line.rstrip("\n").split("\t") for line in stream if not line.startswith("#")]
    return [Known(o, letter, placeholder, keys, in_help == "yes") for o, letter, placeholder, keys, in_help in rows]


def given(cell: str) -> str:
    return "" if cell == "-" else cell


def shown(help_text: str) -> Dict[str, str]:
    """Options of a help text: what stands before the summary, without the option itself and what it goes without."""
    found = {}
    for line in help_text.splitlines():
        match = re.match(r"  (-\w, )?(--[a-z0-9-]+)(\[=.*?\]|=(.*?))?(  .*)?$", line)
        if match:
            found[match.group(2)] = (match.group(1) or "")[:2] + "=" + (match.group(4) or "")
    return found


class TestOptions(unittest.TestCase):
    def test_help(self) -> None:
        found = run(["--help-all"])
        self.assertEqual((found.status, found.errors), (OK, ""))
        there = shown(found.text)
        for row in known():
            with self.subTest(row.option):
                if row.in_help:
                    self.assertEqual(there.get(row.option), f"{given(row.letter)}={given(row.placeholder)}")
                else:
                    self.assertNotIn(row.option, there)

    def test_accepted(self) -> None:
        """Each is known: with another unknown one behind it, that is what the complaint is about."""
        for row in known():
            with self.subTest(row.option):
                value = "=1" if row.placeholder != "-" else ""
                if row.option == "--device-open-net":
                    value = "=net-raw-ip|net-no-qos-header"
                found = run([row.option + value, "--zzzzzzzzzzzzz"])
                self.assertIn("no option --zzzzzzzzzzzzz", found.errors)

    def test_count(self) -> None:
        counts = Counter(r.option.split("-")[2] for r in _listed())
        self.assertEqual({s: counts.pop(s) for s in COUNTS}, COUNTS)
        self.assertEqual(sum(counts.values()), 16)

    def test_proxy_status(self) -> None:
        """Not of a service, although it sends a message of one."""
        self.assertEqual(run(["--help"]).text.count("--proxy-status"), 1)
        self.assertEqual(run(["--help-all"]).text.count("--proxy-status"), 1)
        self.assertNotIn("proxy-status", run(["--help-ctl"]).text)

    def test_help_of_a_service(self) -> None:
        for service, other in (("dms", "--ctl-sync"), ("ctl", "--dms-get-ids")):
            found = run([f"--help-{service}"])
            self.assertEqual(found.status, OK)
            self.assertNotIn(other, found.text)
        self.assertNotIn("--dms-get-ids", run(["--help"]).text)


if __name__ == "__main__":
    unittest.main()
