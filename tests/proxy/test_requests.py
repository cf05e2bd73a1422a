# SPDX-License-Identifier: LGPL-2.1-or-later
"""Every request has exactly one answer, and it is the right one."""

from __future__ import annotations

import random
import struct
from typing import Dict, List, Tuple

from frames import CTL, DMS, NAS, TIMEOUT, answer, build, u8
from harness import ECHO, MANY, OPEN, TAG, Case, Client, echoes
from modem import ALLOCATE, RELEASE, VERSION, Modem

IN_FLIGHT = 255  # transaction ids of CTL are bytes, and 0 is none


class Control(Case):
    """Transaction ids of CTL, which all programs share, as every program chose them."""

    def send(self, client: Client, count: int, first: int = 0) -> List[Tuple[int, bytes]]:
        tags = self.tags(count)
        client.write(echoes(CTL, 0, tags, first))
        return [((first + i) % 256, tag) for i, tag in enumerate(tags)]

    def assert_answers(self, client: Client, sent: List[Tuple[int, bytes]]) -> None:
        frames = [self.assert_error(client.receive(), None) for _ in sent]
        self.assertEqual(sorted((frame.transaction, frame.tlvs[TAG]) for frame in frames), sorted(sent))

    def answer_all(self, modem: Modem, count: int) -> None:
        """In any order, as soon as there are as many as there can be."""
        in_hand = modem.wait(ECHO, IN_FLIGHT)
        numbers = [frame.transaction for frame in in_hand]
        self.assertEqual(sorted(numbers), list(range(1, IN_FLIGHT + 1)))
        modem.reactions.clear()
        withheld = list(modem.withheld)
        random.Random(4).shuffle(withheld)
        for frame in withheld:
            modem.answer_withheld(frame)
        modem.wait(ECHO, count)

    def test_many_of_one_program(self) -> None:
        modem = self.begin()
        client = self.join(modem)
        modem.withhold(CTL, ECHO)
        sent = self.send(client, MANY)
        self.answer_all(modem, MANY)
        self.assert_answers(client, sent)
        self.works(client)

    def test_many_of_many_programs(self) -> None:
        modem = self.begin()
        clients = [self.join(modem) for _ in range(20)]
        modem.withhold(CTL, ECHO)
        # All of them choose the same numbers.
        sent = [self.send(client, 40) for client in clients]
        self.answer_all(modem, 800)
        for client, own in zip(clients, sent):
            self.assert_answers(client, own)

    def test_id_0(self) -> None:
        modem = self.begin()
        client = self.join(modem)
        self.assert_answers(client, self.send(client, 1))
        self.assertNotEqual(modem.seen(ECHO)[0].transaction, 0)

    def test_one_number_twice_at_once(self) -> None:
        modem = self.begin()
        client = self.join(modem)
        sent = self.send(client, 1, 9) + self.send(client, 1, 9)
        self.assert_answers(client, sent)

    def test_turns_are_kept(self) -> None:
        modem = self.begin()
        client = self.join(modem)
        modem.withhold(CTL, ECHO)
        sent = self.send(client, 300)
        self.answer_all(modem, 300)
        self.assertEqual([frame.tlvs[TAG] for frame in modem.seen(ECHO)], [tag for _, tag in sent])
        self.assert_answers(client, sent)

    def test_who_waits_for_a_number_and_leaves(self) -> None:
        modem = self.begin()
        client, other = self.join(modem), self.join(modem)
        modem.withhold(CTL, ECHO)
        self.send(client, 400)
        modem.wait(ECHO, IN_FLIGHT)
        sent = self.send(other, 10)
        self.leave(client)
        # Everything of the one who left has reached the modem as well.
        self.answer_all(modem, 410)
        self.assert_answers(other, sent)


    def test_who_takes_all_numbers(self) -> None:
        """The modem answers nothing that one program asks; another one has to wait, but not for minutes."""
        modem = self.begin()
        greedy, other = self.join(modem), self.join(modem)
        modem.withhold(CTL, ECHO)
        self.send(greedy, IN_FLIGHT)
        modem.wait(ECHO, IN_FLIGHT)
        transaction = other.send(CTL, 0, VERSION)
        modem.wait(VERSION, timeout=2 * TIMEOUT)
        self.assert_error(other.wait(transaction), None)
        # What is answered late is no answer to anything else.
        modem.reactions.clear()
        modem.answer_withheld()
        self.works(other)


class Others(Case):
    """Requests with client ids."""

    def test_own_numbers(self) -> None:
        modem = self.begin()
        clients = [self.join(modem) for _ in range(3)]
        ids = [client.allocate() for client in clients]
        modem.withhold(DMS, ECHO)
        tags = self.tags(3)
        for client, number, tag in zip(clients, ids, tags):
            client.write(build(DMS, number, 0x1234, ECHO, {TAG: tag}))
        for frame in reversed(modem.wait(ECHO, 3)):
            self.assertEqual(frame.transaction, 0x1234)
            modem.answer_withheld(frame)
        for client, number, tag in zip(clients, ids, tags):
            frame = client.receive()
            self.assertEqual((frame.client, frame.transaction, frame.tlvs[TAG]), (number, 0x1234, tag))

    def test_any_order(self) -> None:
        modem = self.begin()
        client = self.join(modem)
        numbers = {service: client.allocate(service) for service in (DMS, NAS)}
        sent: Dict[Tuple[int, int], bytes] = {}
        for service in numbers:
            modem.withhold(service, ECHO)
        for i, tag in enumerate(self.tags(400)):
            service = (DMS, NAS)[i % 2]
            sent[service, i] = tag
            client.write(build(service, numbers[service], i, ECHO, {TAG: tag}))
        withheld = modem.wait(ECHO, 400)
        random.Random(5).shuffle(withheld)
        modem.send(b"".join(b"".join(modem.friendly(frame)) for frame in withheld))
        frames = [client.receive() for _ in withheld]
        self.assertEqual({(frame.service, frame.transaction): frame.tlvs[TAG] for frame in frames}, sent)

    def test_byte_for_byte(self) -> None:
        modem = self.begin()
        client = self.join(modem)
        for service in (DMS, 0x7B, 0xE0, 0xFE):
            number = client.allocate(service)
            for message in (0x5556, 0xFFFF, 0x0000):
                body = bytes(random.Random(message).randrange(256) for _ in range(500))
                tlvs = {0x00: b"", 0xFF: body, 0x10: b"\xFF\xFE"}
                with self.subTest(service=service, message=message):
                    sent = build(service, number, 0xFFFF, message, tlvs)
                    client.write(sent)
                    back = client.receive()
                    self.assertEqual(modem.frames[-1].raw, sent)
                    self.assertEqual(back.raw, answer(modem.frames[-1], tlvs))

    def test_longest(self) -> None:
        modem = self.begin()
        client = self.join(modem)
        number = client.allocate()
        # Such an answer is five bytes of result and two of TLV header longer than such a request.
        for size in (1000, 30000, 65535 - 12 - 7 - 3):
            with self.subTest(size=size):
                sent = build(DMS, number, size, ECHO, {TAG: bytes(size % 251 for _ in range(size))})
                client.write(sent)
                self.assertEqual(len(client.receive().tlvs[TAG]), size)
                self.assertEqual(modem.frames[-1].raw, sent)
        whole = build(DMS, number, 1, 0x0066, {TAG: bytes(65535 - 12 - 3)})
        self.assertEqual(len(whole), 65536)
        modem.react(DMS, 0x0066, lambda frame: [answer(frame, {})])
        client.write(whole)
        self.assert_error(client.receive(), None)
        self.assertEqual(modem.frames[-1].raw, whole)

    def test_one_answer_only(self) -> None:
        modem = self.begin()
        client = self.join(modem)
        number = client.allocate()
        twice = {(CTL, 0): 0x0060, (DMS, number): 0x0061}
        for (service, own), message in twice.items():
            modem.react(service, message, lambda frame: [answer(frame, {})] * 2)
            client.request(service, own, message)
        # Nor one to a question that nobody has asked.
        modem.send(answer(modem.frames[-1]._replace(transaction=0x7777), {}))
        client.write(build(DMS, number, 0x4321, ECHO, {}))
        self.assertEqual(client.receive().transaction, 0x4321)

    def test_late_answers(self) -> None:
        modem = self.begin()
        client = self.join(modem)
        number = client.allocate()
        for service in (CTL, DMS):
            modem.withhold(service, ECHO)
        client.write(build(DMS, number, 5, ECHO) + build(CTL, 0, 5, ECHO))
        modem.wait(ECHO, 2)
        self.leave(client)
        heir = self.join(modem)
        modem.reactions.clear()
        self.ask(heir, DMS, number)
        modem.answer_withheld()
        heir.write(build(DMS, number, 6, ECHO))
        self.assertEqual(heir.receive().transaction, 6)


class Errors(Case):
    def test_lengths_that_disagree(self) -> None:
        modem = self.begin()
        client = self.join(modem)
        number = client.allocate()
        for service, own in ((CTL, 0), (DMS, number)):
            for change in (1, -1, 100, 0xFFFF):
                with self.subTest(service=service, change=change):
                    frame = bytearray(build(service, own, 44, ECHO, {TAG: b"1234"}))
                    at = 10 if service == CTL else 11
                    struct.pack_into("<H", frame, at, (struct.unpack_from("<H", frame, at)[0] + change) & 0xFFFF)
                    client.write(bytes(frame))
                    refused = self.assert_error(client.receive(), "MalformedMessage")
                    self.assertEqual((refused.transaction, refused.message, refused.client), (44, ECHO, own))
        self.works(client)
        self.assertEqual(len(modem.seen(ECHO)), 1)

    def test_lengths_that_disagree_before_the_open(self) -> None:
        self.run_daemon()
        client = self.connect()
        frame = build(CTL, 0, 3, OPEN, {0x01: b"/dev/null"})
        client.write(frame[:10] + u8(3) + frame[11:])
        self.assert_error(client.receive(), "MalformedMessage")

    def test_allocation_without_arguments(self) -> None:
        # Whose id it is about could not be told.
        modem = self.begin()
        client = self.join(modem)
        for message in (ALLOCATE, RELEASE):
            for tlvs in ({}, {0x33: b""}, {0x01: b""}, {0x01: b"\2\1\1"}):
                self.assert_error(client.request(CTL, 0, message, tlvs), "MalformedMessage")
        self.assertEqual(modem.frames, [])
        self.works(client)

    def test_ids_that_nobody_has(self) -> None:
        modem = self.begin()
        client = self.join(modem)
        for number in (0, 255):
            self.ask(client, DMS, number, "InvalidClientId")
        self.assertEqual(modem.frames, [])
        self.works(client)

    def test_answers_of_a_program_are_none(self) -> None:
        modem = self.begin()
        client = self.join(modem)
        number = client.allocate()
        for flags in (2, 4):
            client.write(build(DMS, number, 1, 0x0070, {}, flags))
        self.works(self.join(modem))
        self.assertEqual(len(modem.seen(ECHO)), 1)


class Ends(Case):
    def test_last_words(self) -> None:
        self.run_daemon()
        for service in (DMS, CTL):
            with self.subTest(service=service):
                modem = self.modem()
                client = self.join(modem)
                tags = self.tags(200)
                client.write(echoes(service, client.allocate() if service == DMS else 0, tags))
                client.close()
                self.assertEqual([frame.tlvs[TAG] for frame in modem.wait(ECHO, 200)], tags)

    def test_last_words_before_anything_else(self) -> None:
        modem = self.begin()
        for _ in range(20):
            client = self.connect()
            client.write(build(CTL, 0, 1, OPEN, {0x01: modem.link.encode()}) + echoes(CTL, 0, self.tags(10)))
            client.close()
        self.assertEqual(len(modem.wait(ECHO, 200)), 200)

    def test_half_closed(self) -> None:
        modem = self.begin()
        client = self.join(modem)
        number = client.allocate()
        for service in (CTL, DMS):
            modem.withhold(service, ECHO)
        client.write(echoes(CTL, 0, self.tags(5)) + echoes(DMS, number, self.tags(5)))
        client.half_close()
        modem.wait(ECHO, 10)
        self.daemon.wait_rest()
        modem.answer_withheld()
        self.assertEqual([frame.error for frame in client.rest()], [None] * 10)

    def test_half_closed_with_nothing_to_wait_for(self) -> None:
        modem = self.begin()
        for client in (self.connect(), self.join(modem)):
            client.half_close()
            self.assertEqual(client.rest(), [])
        self.daemon.wait_rest()

    def test_half_of_a_frame(self) -> None:
        modem = self.begin()
        client = self.join(modem)
        client.write(echoes(CTL, 0, self.tags(1)) + build(CTL, 0, 1, VERSION)[:-1])
        client.half_close()
        self.assertEqual(len(client.rest()), 1)
        self.assertEqual(modem.seen(VERSION), [])
