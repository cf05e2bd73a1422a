# SPDX-License-Identifier: LGPL-2.1-or-later
"""Faults: each does what it says, to the messages that it names, as often as it says."""

from __future__ import annotations

import time

from frames import CTL, DMS, Closed, parse, u8
from harness import Case
from simulator import Port

GET_VERSION, ALLOCATE, GET_MODEL, GET_REVISION, GET_MODE, SET_MODE = 0x0021, 0x0022, 0x0022, 0x0023, 0x002D, 0x002E


class FaultCase(Case):
    def begin(self, *specs: str, options: tuple = ()) -> Port:
        arguments = [argument for spec in specs for argument in ("--fault", spec)]
        self._port = self.port(*arguments, *options)
        self._client = self._port.allocate()
        return self._port

    def send(self, message: int = GET_MODEL) -> int:
        return self._port.send(DMS, self._client, message)

    def expected(self, message: int = GET_MODEL) -> bytes:
        """The whole answer, from a modem without faults."""
        port = self.start().open()
        return port.request(DMS, port.allocate(), message).raw

    def get_through(self, message: int = GET_REVISION) -> None:
        """An answer that no fault meets."""
        transaction = self.send(message)
        self.assertEqual(self._port.receive().transaction, transaction)


class Answers(FaultCase):
    def test_drop(self) -> None:
        self.begin("drop@dms.get-model")
        self.send()
        self.get_through()
        dropped = self.simulator.wait_log(lambda line: line.get("remark") == "not sent")
        self.assertEqual(dropped["message"]["message"], "Get Model")

    def test_what_was_dropped_had_its_effect(self) -> None:
        self.begin("drop@dms.set-operating-mode")
        self._port.send(DMS, self._client, SET_MODE, {0x01: u8(1)})
        self.assertEqual(self._port.request(DMS, self._client, GET_MODE).tlvs[0x01], u8(1))

    def test_error(self) -> None:
        self.begin("error=DeviceNotReady@dms.set-operating-mode#1")
        answer = self._port.request(DMS, self._client, SET_MODE, {0x01: u8(1)})
        self.assert_error(answer, "DeviceNotReady")
        # It had no effect; the second one has.
        self.assertEqual(self._port.request(DMS, self._client, GET_MODE).tlvs[0x01], u8(0))
        self.assert_error(self._port.request(DMS, self._client, SET_MODE, {0x01: u8(1)}), None)

    def test_delay_lets_others_overtake(self) -> None:
        self.begin("delay=100@dms.get-model")
        start = time.monotonic()
        slow = self.send()
        quick = self.send(GET_REVISION)
        self.assertEqual([self._port.receive().transaction, self._port.receive().transaction], [quick, slow])
        self.assertGreaterEqual(time.monotonic() - start, 0.1)

    def test_duplicate(self) -> None:
        self.begin("duplicate@dms.get-model")
        transaction = self.send()
        self.assertEqual(self._port.receive(), self._port.receive())
        self.assertEqual(self.send(GET_REVISION), transaction + 1)
        self.assertEqual(self._port.receive().transaction, transaction + 1)

    def test_silent_until_told_otherwise(self) -> None:
        self.begin("silent@dms.get-model#2")
        self.get_through(GET_MODEL)
        self.send()
        self.send(GET_REVISION)
        for _ in range(2):
            self.simulator.wait_log(lambda line: line.get("remark") == "not sent")
        self.control({"clear-faults": True})
        self.get_through()


class Bytes(FaultCase):
    def test_truncate(self) -> None:
        whole = self.expected()
        for spec, kept in (("truncate", len(whole) // 2), ("truncate=5", 5), ("truncate=9999", len(whole))):
            with self.subTest(spec=spec):
                self.begin(f"{spec}@dms.get-model")
                self.send()
                self.assertEqual(self._port.read_exactly(kept), whole[:kept])
                self.get_through()

    def test_garbage(self) -> None:
        seen = []
        for seed in ("1", "1", "2"):
            self.begin("garbage=40@dms.get-model", options=("--seed", seed))
            self.send()
            seen.append(self._port.read_exactly(40))
            self.assertNotIn(1, seen[-1])
            self.get_through()
        self.assertEqual(seen[0], seen[1])
        self.assertNotEqual(seen[0], seen[2])

    def test_split(self) -> None:
        self.begin("split=7@dms.get-model")
        size = len(self.expected())
        late = self.deadline()
        # A reader that the machine keeps waiting may find all pieces together.
        while True:
            transaction = self.send()
            pieces = [self._port.read()]
            while len(b"".join(pieces)) < size:
                pieces.append(self._port.read())
            self.assertEqual(parse(b"".join(pieces)).transaction, transaction)
            if len(pieces) > 1:
                break
            self.assertFalse(late(), "never in pieces")

    def test_join(self) -> None:
        self.begin("join=60000@dms.get-model")
        first = self.send()
        second = self.send(GET_REVISION)
        data = self._port.read()
        self.assertGreater(len(data), len(self.expected()))
        self._port.put_back(data)
        self.assertEqual([self._port.receive().transaction, self._port.receive().transaction], [first, second])

    def test_join_does_not_wait_for_ever(self) -> None:
        self.begin("join=1@dms.get-model")
        self.get_through(GET_MODEL)


class Hardware(FaultCase):
    def test_hang_up(self) -> None:
        old = self.begin("hang-up@dms.get-model#1")
        path = self.simulator.path
        self.send()
        with self.assertRaises(Closed):
            old.read()
        self.assertTrue(self.simulator.next_path().startswith("/dev/pts/"), path)
        self._port = self.simulator.open()
        self.get_through(GET_MODEL)

    def test_exhaust(self) -> None:
        port = self.begin("exhaust@dms#2")
        self.assert_error(port.request(CTL, 0, ALLOCATE, {0x01: u8(DMS)}), "ClientIdsExhausted")
        self.assertEqual(port.allocate(), 2)


class Matches(FaultCase):
    def test_number_counts_from_one(self) -> None:
        self.begin("error=Internal@dms.get-model#2")
        answers = [self._port.request(DMS, self._client, GET_MODEL).error for _ in range(3)]
        self.assertEqual(answers, [None, "Internal", None])

    def test_whole_service_and_everything(self) -> None:
        for spec, ctl, dms in (("error=Internal@dms.*", None, "Internal"),
                               ("error=Internal@ctl.*#2", "Internal", None)):
            with self.subTest(spec=spec):
                self.begin(spec)
                self.assertEqual(self._port.request(CTL, 0, GET_VERSION).error, ctl)
                self.assertEqual(self._port.request(DMS, self._client, GET_MODEL).error, dms)
        port = self.port("--fault", "error=Internal@*")
        self.assert_error(port.request(CTL, 0, GET_VERSION), "Internal")

    def test_message_by_number(self) -> None:
        self.begin("error=Internal@dms.0x7777")
        self.assert_error(self._port.request(DMS, self._client, 0x7777), "Internal")

    def test_indications_too(self) -> None:
        self.begin("drop@dms.event-report")
        self._port.request(DMS, self._client, 0x0001, {0x14: u8(1)})
        self.control({"set": {"operating-mode": "low-power"}})
        self.get_through()

    def test_several_together(self) -> None:
        self.begin("duplicate@dms.get-model", "delay=50@dms.get-model", "split=10@dms.get-model")
        self.send()
        self.assertEqual(self._port.receive(), self._port.receive())

    def test_at_run_time(self) -> None:
        self.begin()
        self.control({"fault": "error=Internal@dms.get-model"})
        self.assert_error(self._port.request(DMS, self._client, GET_MODEL), "Internal")
        self.control({"clear-faults": True})
        self.assert_error(self._port.request(DMS, self._client, GET_MODEL), None)

    def test_mistakes(self) -> None:
        for spec, reason in (("delay@dms.get-ids", "a number from 1"), ("explode@*", "there are: delay, drop"),
                             ("drop", "ACTION[=VALUE]@MATCH[#N]"), ("", "ACTION[=VALUE]@MATCH[#N]"),
                             ("@", "is no fault"), ("drop@", "is no service"), ("drop@dms", "Say dms.*"),
                             ("drop@xyz.*", "\"xyz\" is no service"),
                             ("drop@dms.get-idz", "dms has no message \"get-idz\""),
                             ("drop=3@*", "drop has no value"), ("error=Bad@*", "the name of an error"),
                             ("error@*", "the name of an error"), ("delay=0@*", "a number from 1"),
                             ("drop@*#0", "a number from 1"), ("drop@*#", "a number from 1"),
                             ("exhaust@dms.get-ids", "a service only")):
            with self.subTest(spec=spec):
                run = self.run_bad("--fault", spec)
                self.assertEqual((run.returncode, run.stdout), (2, ""))
                self.assertTrue(run.stderr.startswith(f"qmi-simulator: --fault: {spec}: "), run.stderr)
                self.assertIn(reason, run.stderr)
                self.assertEqual(run.stderr.count("\n"), 1)
