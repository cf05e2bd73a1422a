# SPDX-License-Identifier: LGPL-2.1-or-later
"""Programs and modems that send what is no QMI, that are cut off, or that are killed."""

from __future__ import annotations

import contextlib
import random
import struct
import threading
from typing import List

from frames import CTL, DMS, Closed, answer, build, u8
from harness import ECHO, OPEN, TAG, Case, Client, echoes, open_tlvs
from modem import ALLOCATE, RELEASE, SYNC, VERSION

FLOOD = 48 * 1024 * 1024
KIB_TO_SPARE = 4096


class Framing(Case):
    """Bytes that are no frame end the connection, and this one only. Its last frame says why."""

    def assert_ended(self, error: str, *beginnings: bytes) -> None:
        modem = self.begin()
        witness = self.join(modem)
        self.works(witness)
        for data in beginnings:
            for client in (self.connect(), self.join(modem)):
                with self.subTest(data=data[:8]):
                    lines = len(self.daemon.lines)
                    client.write(data)
                    last, = client.rest()
                    self.assert_error(last, error)
                    self.works(witness)
                    self.assert_lines(lines, 1)
        self.assertEqual({frame.message for frame in modem.frames}, {ECHO})

    def test_garbage(self) -> None:
        noise = bytes(random.Random(1).randrange(2, 256) for _ in range(5000))
        self.assert_ended("MalformedMessage", b"\x00" * 100, b"AT+CFUN=1\r\n", noise)

    def test_frames_for_qrtr(self) -> None:
        frame = build(DMS, 1, 1, ECHO)
        self.assert_ended("NotSupported", b"\x02" + frame[1:])

    def test_frames_without_room_for_a_message(self) -> None:
        self.assert_ended("MalformedMessage", b"\x01\x00\x00", b"\x01\x05\x00\x00\x00\x00",
                          b"\x01\x0A\x00\x00\x00\x00\x00\x01\x21\x00\x00")

    def test_garbage_after_a_frame(self) -> None:
        modem = self.begin()
        client = self.join(modem)
        client.write(echoes(CTL, 0, self.tags(1)) + b"\x07")
        client.wait_ended()
        # What came before is a request like any other.
        modem.wait(ECHO)

    def test_flood_after_one_bad_byte(self) -> None:
        modem = self.begin()
        witness, client = self.join(modem), self.join(modem)
        self.works(witness)
        lines, memory = len(self.daemon.lines), self.daemon.memory()
        with contextlib.suppress(Closed):
            client.write(b"\x03")
            for _ in range(FLOOD // 65536):
                client.write(bytes(65536))
        self.assert_memory(memory + KIB_TO_SPARE)
        client.wait_ended()
        self.works(witness)
        self.assert_lines(lines, 1)


class Pieces(Case):
    """Frames may come in any pieces."""

    def test_cut_anywhere(self) -> None:
        modem = self.begin()
        witness, client = self.join(modem), self.join(modem)
        number = client.allocate()
        tags = self.tags(3)
        data = echoes(CTL, 0, tags[:1]) + echoes(DMS, number, tags[1:2]) + echoes(CTL, 0, tags[2:], 9)
        for at in range(len(data) + 1):
            with self.subTest(at=at):
                client.write(data[:at])
                # By its answer the first part has been read too.
                self.works(witness)
                client.write(data[at:])
                self.assertEqual(sorted(client.receive().tlvs[TAG] for _ in tags), tags)

    def test_byte_by_byte(self) -> None:
        modem = self.begin()
        witness, client = self.join(modem), self.connect()
        for byte in build(CTL, 0, 1, OPEN, open_tlvs(modem.link)) + echoes(CTL, 0, self.tags(2), 2):
            client.write(u8(byte))
            self.works(witness)
        for _ in range(3):
            self.assert_error(client.receive(), None)

    def test_random_pieces(self) -> None:
        modem = self.begin()
        client = self.join(modem)
        number = client.allocate()
        chance = random.Random(7)
        frames = [build(DMS, number, i, ECHO, {TAG: bytes(chance.choice((0, 3, 800, 9000)))}) for i in range(80)]
        data = b"".join(frames)
        while data:
            at = chance.choice((1, 2, 3, 7, 100, 5000, 50000))
            client.write(data[:at])
            data = data[at:]
        self.assertEqual([client.receive().transaction for _ in frames], list(range(80)))
        self.assertEqual([frame.raw for frame in modem.seen(ECHO)], frames)

    def test_answers_in_pieces(self) -> None:
        modem = self.begin()
        witness, client = self.join(self.modem()), self.join(modem)
        number = client.allocate()
        modem.withhold(DMS, ECHO)
        client.write(echoes(DMS, number, self.tags(2)))
        data = b"".join(b"".join(modem.friendly(frame)) for frame in modem.wait(ECHO, 2))
        for at in range(len(data)):
            modem.send(data[at:at + 1])
            modem.sent()
            self.works(witness)
        self.assertEqual([client.receive().transaction for _ in range(2)], [0, 1])

    def test_unfinished(self) -> None:
        modem = self.begin()
        witness = self.join(modem)
        for data in (b"\x01", b"\x01\xFF", b"\x01\xFF\xFF" + bytes(40000), build(DMS, 1, 1, ECHO)[:-1]):
            client = self.join(modem)
            client.write(data)
            self.works(witness)
            self.leave(client)
        self.assertEqual({frame.service for frame in modem.seen(ECHO)}, {CTL})

    def test_many_unfinished_at_once(self) -> None:
        modem = self.begin()
        clients = [self.join(modem) for _ in range(500)]
        self.daemon.wait_rest()
        memory = self.daemon.memory()
        for client in clients:
            with contextlib.suppress(Closed):
                client.write(b"\x01\xFF\xFF" + bytes(60000))
        self.daemon.wait_rest()
        # Beyond its 16 MiB a user has nothing.
        self.assert_memory(memory + 16 * 1024 + KIB_TO_SPARE)


class Modems(Case):
    def test_garbage(self) -> None:
        modem, other = self.begin(), self.modem()
        witness = self.join(other)
        client = self.join(modem)
        number = client.allocate()
        chance = random.Random(3)
        for data in (b"\x00", b"\r\nOK\r\n", b"\x01\x00\x00", b"\x01\x05\x00\x80\x02\x01", b"\x02" * 70000,
                     bytes(chance.randrange(2, 256) for _ in range(5000))):
            with self.subTest(data=data[:6]):
                modem.send(data)
                modem.sent()
                self.daemon.wait_rest()
                self.ask(client, DMS, number)
                self.works(witness)

    def test_garbage_around_a_frame(self) -> None:
        modem = self.begin()
        client = self.join(modem)
        number = client.allocate()
        # Some of it looks like the start of a frame.
        noise = b"\x00\x01\x10\x00\x80\x02" + u8(number) + b"AT\r\n\x01\xff"
        modem.react(DMS, 0x0061, lambda frame: [noise + answer(frame, {}) + noise])
        for _ in range(3):
            self.assert_error(client.request(DMS, number, 0x0061), None)
        self.daemon.wait_rest()
        self.ask(client, DMS, number)

    def test_lengths_that_disagree(self) -> None:
        modem = self.begin()
        client = self.join(modem)
        number = client.allocate()
        damaged = b"\x01\x0E\x00\x80\x02" + u8(number) + b"\x02\x01\x00\x61\x00\x90\x00\x00\x00"
        modem.react(DMS, 0x0061, lambda frame: [damaged, answer(frame, {})])
        self.assert_error(client.request(DMS, number, 0x0061), None)
        self.ask(client, DMS, number)

    def test_answers_that_make_no_sense(self) -> None:
        modem = self.begin()
        client = self.join(modem)
        cases = {
            ALLOCATE: ({}, {0x01: b""}, {0x01: u8(DMS)}, {0x01: u8(DMS) + u8(0)}, {0x01: u8(DMS) + u8(255)},
                       {0x01: u8(77) + u8(1)}, {0x01: u8(CTL) + u8(1)}, {0x02: b""}, {0x02: b"\1\0\5"}),
            RELEASE: ({}, {0x01: b""}, {0x01: u8(77) + u8(9)}, {0x02: b""}),
            SYNC: ({0x02: b""},),
        }
        for message, answers in cases.items():
            for tlvs in answers:
                with self.subTest(message=message, tlvs=tlvs):
                    modem.react(CTL, message, lambda frame: [answer(frame, tlvs)])
                    self.assertEqual(client.request(CTL, 0, message, {0x01: u8(DMS) + u8(1)[message == ALLOCATE:]})
                                     .message, message)
        self.works(client)

    def test_answers_to_nothing(self) -> None:
        modem = self.begin()
        client = self.join(modem)
        number = client.allocate()
        frame = modem.frames[-1]
        for service, own in ((CTL, 0), (DMS, number), (DMS, number + 1), (0xFD, 3)):
            for transaction in (0, 1, 200):
                modem.send(answer(frame._replace(service=service, client=own, transaction=transaction), {}))
        # Nor does the proxy answer what a modem asks.
        modem.send(build(CTL, 0, 3, VERSION, {}, 0, 0x80) + build(DMS, number, 3, ECHO, {}, 0, 0x80))
        self.works(client)
        self.ask(client, DMS, number)


class Programs(Case):
    def test_random_damage(self) -> None:
        modem = self.begin()
        witness = self.join(modem)
        chance = random.Random(11)
        whole = [build(CTL, 0, 1, OPEN, open_tlvs(modem.link, 1)), build(CTL, 0, 2, ALLOCATE, {0x01: u8(DMS)}),
                 build(DMS, 1, 3, ECHO, {TAG: b"abcd"}), build(CTL, 0, 4, RELEASE, {0x01: u8(DMS) + u8(1)}),
                 build(CTL, 0, 5, VERSION)]
        for _ in range(500):
            client = self.connect()
            with contextlib.suppress(Closed):
                client.write(whole[0])
                for _ in range(10):
                    client.write(self.damaged(chance, chance.choice(whole)))
            client.close()
        self.daemon.wait_sockets(self.n_sockets + 1)
        self.works(witness)

    @staticmethod
    def damaged(chance: random.Random, frame: bytes) -> bytes:
        data = bytearray(frame)
        for _ in range(chance.randrange(3)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if chance.random() < 0.2:
            # It fits in its frame; what is in it does not fit.
            data = bytearray(data[:chance.randrange(3, len(data) + 1)])
            struct.pack_into("<H", data, 1, len(data) - 1)
        return bytes(data)

    def hammer(self, path: str) -> None:
        """Asks without end, and has always some answers to come."""
        client = Client()
        client.open(path)
        number = client.allocate()
        client.write(echoes(DMS, number, [b"x"] * 50))
        for i in range(50, 10 ** 9):
            client.write(build(DMS, number, i % 65536, ECHO, {TAG: b"x"}))
            client.receive()

    def test_killed_in_the_middle(self) -> None:
        modem = self.begin()
        witness = self.join(modem)
        number = witness.allocate()
        processes: List[int] = [self.fork_on(modem.link) for _ in range(8)]
        modem.wait(lambda frame: frame.service == DMS, 1000)
        for process in processes:
            for _ in range(20):
                self.ask(witness, DMS, number)
            self.kill(process)
        self.daemon.wait_sockets(self.n_sockets + 1)
        self.ask(witness, DMS, number)

    def fork_on(self, path: str) -> int:
        def work() -> None:
            threading.Thread(target=self.hammer, args=(path,), daemon=True).start()
        return self.fork(work)
