# SPDX-License-Identifier: LGPL-2.1-or-later
"""A modem that says "success" and nothing else has answered what sets something, not what asks for something."""

from __future__ import annotations

import concurrent.futures
import itertools
import os
import shlex
import unittest
from typing import List, Tuple

from modem import ALLOCATE, RELEASE, SUCCESS, Modem, answer
from qmicodegen.load import load_model
from qmicodegen.model import Message
from support import OK, REFUSED, Output, run
from test_describe import described, options
from test_random_output import TREE, by_option

MODEL = load_model(os.path.join(TREE, "data", "services"))
# Without these there is no client that could ask.
KEYS = {(unit.service_id, message.id) for unit in MODEL.units for message in unit.messages} - {ALLOCATE, RELEASE}


def asks(message: Message) -> bool:
    """Whether it is sent for what may stand in its answer."""
    tlvs = message.response.tlvs if message.response else ()
    return "complete" not in message.cli.layout and any(
        all((c.value == 0) == c.equal for c in tlv.conditions if c.tlv == "Result")
        for tlv in tlvs if not tlv.is_result)


def sent() -> List[Tuple[str, bool]]:
    """Options, and whether they ask for something."""
    known = by_option(MODEL)
    found = [(option, known["--" + option]) for option in options()]
    return [(option, any(asks(message) for _, message in messages)) for option, messages in found
            if all((service, message.id) in KEYS for service, message in messages)]


def answered(option: str) -> Output:
    """What follows ends when the time is over."""
    modem = Modem({key: itertools.repeat(answer(SUCCESS)) for key in KEYS})  # type: ignore[misc]
    words = shlex.split(described(option)["example"])[4:]
    try:
        return run(["-d", modem.path, "--device-open-qmi", "--silent", "--timeout=2", *words])
    finally:
        modem.stop()


class TestNoData(unittest.TestCase):
    def test_bare_success(self) -> None:
        tried = sent()
        with concurrent.futures.ThreadPoolExecutor(2 * (os.cpu_count() or 1)) as pool:
            outputs = list(pool.map(answered, [option for option, _ in tried]))
        for (option, asking), found in zip(tried, outputs):
            with self.subTest(option):
                self.assertEqual(found.status, REFUSED if asking else OK, found.text + found.errors)
                self.assertEqual(found.text if asking else found.errors, "")
        print(f"# a bare success is an error for {sum(asking for _, asking in tried)} of {len(tried)} options")

    def test_what_is_missing_is_named(self) -> None:
        modem = Modem({(2, 0x22): [answer(SUCCESS)]})
        found = run(["-d", modem.path, "--device-open-qmi", "--silent", "--dms-get-model"])
        modem.stop()
        self.assertEqual(found, ("", 'error: --dms-get-model: the modem answered without data: "Model" is missing\n',
                                 REFUSED))


if __name__ == "__main__":
    unittest.main()
