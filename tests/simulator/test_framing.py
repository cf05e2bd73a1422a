# SPDX-License-Identifier: LGPL-2.1-or-later
"""Frames on the wire: how they are cut, what is wrong with them, who reads them."""

from __future__ import annotations

import os

from frames import CTL, DMS, build, u8
from harness import Case

GET_VERSION, ALLOCATE, GET_MODEL, VERIFY_PIN = 0x0021, 0x0022, 0x0022, 0x0028


class Cuts(Case):
    def test_byte_by_byte(self) -> None:
        port = self.port()
        for byte in build(CTL, 0, 9, GET_VERSION, b""):
            port.write(bytes([byte]))
        self.assertEqual(port.receive().transaction, 9)

    def test_many_at_once(self) -> None:
        port = self.port()
        port.write(b"".join(build(CTL, 0, number, GET_VERSION, b"") for number in range(1, 100)))
        self.assertEqual([port.receive().transaction for _ in range(1, 100)], list(range(1, 100)))

    def test_garbage_is_skipped(self) -> None:
        port = self.port()
        port.write(b"\r\nAT\r\n" + build(CTL, 0, 3, GET_VERSION, b""))
        self.assertEqual(port.receive().transaction, 3)
        garbage = self.simulator.wait_log(lambda line: line["message"] is None)
        self.assertEqual((garbage["direction"], garbage["hex"]), ("in", b"\r\nAT\r\n".hex().upper()))

    def test_answers_and_indications_are_ignored(self) -> None:
        port = self.port()
        for flags in (1, 2):
            port.write(build(CTL, 0, 4, GET_VERSION, b"", flags))
        self.assertEqual(port.wait(port.send(CTL, 0, GET_VERSION)).message, GET_VERSION)
        self.assertEqual(port.indications, [])


class Wrong(Case):
    def setUp(self) -> None:
        self._port = self.port()
        self._client = self._port.allocate()

    def test_unknown_message(self) -> None:
        self.assert_error(self._port.request(DMS, self._client, 0x7777), "InvalidQmiCommand")

    def test_message_of_another_vendor(self) -> None:
        self.assert_error(self._port.request(DMS, self._client, 0x5562, {0x01: u8(5)}), "InvalidQmiCommand")

    def test_missing_argument(self) -> None:
        self.assert_error(self._port.request(DMS, self._client, VERIFY_PIN), "MissingArgument")
        self.assert_error(self._port.request(CTL, 0, ALLOCATE), "MissingArgument")

    def test_value_that_is_too_short(self) -> None:
        self.assert_error(self._port.request(DMS, self._client, VERIFY_PIN, {0x01: b"\x01\x04123"}), "MalformedMessage")

    def test_value_that_is_too_long(self) -> None:
        answer = self._port.request(DMS, self._client, VERIFY_PIN, {0x01: b"\x01\x041234x"})
        self.assert_error(answer, "MalformedMessage")

    def test_tlv_beyond_the_frame(self) -> None:
        self.assert_error(self._port.request(DMS, self._client, GET_MODEL, b"\x01\xFF\x00"), "MalformedMessage")
        self.assert_error(self._port.request(CTL, 0, ALLOCATE, b"\x01\x09\x00\x02"), "MalformedMessage")
        self.assert_error(self._port.request(DMS, self._client, GET_MODEL), None)

    def test_tlv_that_is_there_twice(self) -> None:
        self.assert_error(self._port.request(CTL, 0, ALLOCATE, b"\x01\x01\x00\x02" * 2), "MalformedMessage")

    def test_lengths_that_disagree(self) -> None:
        frame = bytearray(build(DMS, self._client, 77, GET_MODEL, b""))
        frame[11] = 5
        self._port.write(bytes(frame))
        self.assertEqual(self.assert_error(self._port.receive(), "MalformedMessage").transaction, 77)

    def test_frame_without_headers(self) -> None:
        for frame in (b"\x01\x05\x00\x00\x02\x01", b"\x01\x00\x00\x00\x02\x01",
                      b"\x01\x0A\x00\x00\x00\x00\x00\x01\x21\x00\x00"):
            with self.subTest(frame=frame):
                self._port.write(frame)
                self.assert_error(self._port.request(DMS, self._client, GET_MODEL), None)

    def test_unknown_tlv_is_ignored(self) -> None:
        self.assert_error(self._port.request(DMS, self._client, GET_MODEL, {0x77: b"whatever"}), None)


class Readers(Case):
    def test_no_answer_for_the_next_program(self) -> None:
        """An answer that was not read would be taken for one of the same transaction."""
        port = self.port()
        port.send(CTL, 0, GET_VERSION)
        self.simulator.wait_log(lambda line: line["direction"] == "out")
        port.close()
        # After its answer the simulator knows that the port was closed.
        self.control({"clear-faults": True})
        port = self.simulator.open()
        self.assertEqual(port.wait(port.send(CTL, 0, ALLOCATE, {0x01: u8(DMS)})).message, ALLOCATE)

    def test_no_start_of_a_frame_of_another_program(self) -> None:
        port = self.port()
        port.write(build(CTL, 0, 1, GET_VERSION, b"") + build(CTL, 0, 2, GET_VERSION, b"")[:5])
        port.receive()
        port.close()
        port = self.simulator.open()
        self.assertEqual(port.request(CTL, 0, GET_VERSION).error, None)

    def test_programs_are_counted(self) -> None:
        """Whoever comes and goes takes nothing from those who stay."""
        port = self.port()
        self.simulator.stop_process()
        others = [self.simulator.open() for _ in range(5)]
        self.simulator.continue_process()
        transaction = port.send(CTL, 0, GET_VERSION)
        self.simulator.wait_log(lambda line: line["direction"] == "out")
        for other in others:
            other.close()
            self.control({"clear-faults": True})
        self.assertEqual(port.wait(transaction).error, None)

    def test_last_words_are_heard(self) -> None:
        port = self.port()
        port.allocate()
        port.send(CTL, 0, 0x0023, {0x01: u8(DMS) + u8(1)})
        port.close()
        self.simulator.wait_log(lambda line: line["direction"] == "out" and line["message"]["message"] == "Release CID")
        self.assertEqual(self.simulator.control({"status": True})["status"]["clients"], [])

    def test_who_does_not_read_costs_no_memory(self) -> None:
        simulator = self.start(log=False)
        port = simulator.open()
        client = port.allocate()
        before = self._memory(simulator.process.pid)
        request = build(DMS, client, 5, GET_MODEL, b"") * 50
        written = 0
        # Until the port takes no more; the frames that it took belong together.
        while True:
            count = port.write_some(request[written % len(request):])
            if count == 0 and self._is_stuck(simulator, port):
                break
            written += count
            self.assertLess(written, 2 << 20, "the simulator takes everything")
        # So much that a build with sanitizers, which keeps what was freed, passes too.
        self.assertLess(self._memory(simulator.process.pid) - before, 64 << 20)
        port.close()
        simulator.control({"clear-faults": True})
        self.assertEqual(simulator.open().request(CTL, 0, GET_VERSION).error, None)

    @staticmethod
    def _memory(pid: int) -> int:
        with open(f"/proc/{pid}/statm", encoding="ascii") as stream:
            return int(stream.read().split()[1]) * os.sysconf("SC_PAGESIZE")

    def _is_stuck(self, simulator, port) -> bool:
        """Whether the simulator has read what it wants to and the port is still full. It answers a command after a
        turn of its loop."""
        for _ in range(20):
            simulator.control({"status": True})
            if port.is_writable():
                return False
        return True
