# SPDX-License-Identifier: LGPL-2.1-or-later
"""Many programs, programs that do not read, and what each user may have."""

from __future__ import annotations

import contextlib
import random
from typing import List

from frames import BROADCAST, CTL, DMS, Closed, build, indication, u8
from harness import ECHO, MAN, MANY, OPEN, TAG, Case, Client, echoes, open_tlvs, until
from modem import ALLOCATE, VERSION, Modem

EVENT = 0x0001
KIB = 1024


class Many(Case):
    def test_1000_connections(self) -> None:
        modem = self.begin()
        clients = [self.connect() for _ in range(MANY)]
        for client in clients:
            client.write(build(CTL, 0, 1, OPEN, open_tlvs(modem.link)))
        for client in clients:
            self.assert_error(client.wait(1), None)
        tags = self.tags(MANY)
        for client, tag in zip(clients, tags):
            client.write(echoes(CTL, 0, [tag], 2))
        for client, tag in zip(clients, tags):
            self.assertEqual(client.receive().tlvs[TAG], tag)

    def test_comings_and_goings(self) -> None:
        modem = self.begin()
        witness = self.join(modem)
        number = witness.allocate()
        chance = random.Random(2)
        self.storm(modem, chance, 500)
        memory = self.daemon.memory()
        for _ in range(3):
            self.storm(modem, chance, 500)
            self.ask(witness, DMS, number)
        self.assert_memory(memory + 1024)

    def storm(self, modem: Modem, chance: random.Random, count: int) -> None:
        clients: List[Client] = []
        opening = build(CTL, 0, 1, OPEN, open_tlvs(modem.link, 1))
        for _ in range(count):
            client = self.connect()
            client.write(chance.choice((b"", b"\x01", opening[:9], opening, opening + build(CTL, 0, 2, VERSION),
                                        opening + build(CTL, 0, 2, ALLOCATE, {0x01: u8(DMS)}))))
            clients.append(client)
            if chance.random() < 0.9:
                clients.pop(chance.randrange(len(clients))).close()
        for client in clients:
            client.close()
        self.daemon.wait_sockets(self.n_sockets + 1)


class Readers(Case):
    """Programs that do not read what they get."""

    def flood(self, modem: Modem, number: int, total: int, size: int = 4096) -> None:
        frame = indication(DMS, number, EVENT, {TAG: bytes(size)})
        modem.send(frame * (total // len(frame)))

    def test_100_others_go_on(self) -> None:
        modem = self.begin()
        witness = self.join(modem)
        self.works(witness)
        stuck = self.join(modem)
        others = [self.join(modem) for _ in range(100)]
        number, numbers = stuck.allocate(), [client.allocate() for client in others]
        lines = len(self.daemon.lines)
        for _ in range(10):
            self.flood(modem, number, 200 * KIB)
            for client, own in zip(others, numbers):
                client.write(echoes(DMS, own, self.tags(5)))
            for client in others:
                for _ in range(5):
                    self.assert_error(client.receive(), None)
        stuck.wait_ended()
        self.works(witness)
        self.assert_lines(lines, 1)
        self.assertNotEqual(stuck.rest(may_be_cut=True), [])

    def test_answers_that_nobody_reads(self) -> None:
        modem = self.begin()
        stuck, witness = self.join(modem), self.join(modem)
        request = build(CTL, 0, 1, ECHO, {TAG: bytes(4000)})
        with contextlib.suppress(Closed):
            for _ in range(500):
                stuck.write(request)
        stuck.wait_ended()
        self.works(witness)

    def test_256_kib_may_wait(self) -> None:
        modem = self.begin()
        client, witness = self.join(modem), self.join(modem)
        number = client.allocate()
        for size in (20, 4096, 60000):
            with self.subTest(size=size):
                self.flood(modem, number, 250 * KIB, size)
                modem.sent()
                self.works(witness)
                self.works(client)
                self.assertEqual(len(client.indications), 250 * KIB // (size + 16))
                client.indications.clear()

    def test_16_mib_of_a_user_may_wait(self) -> None:
        modem = self.begin(f"--user={MAN}", "--allow-path=/dev/pts/*")
        stuck = [self.join(modem, user=MAN) for _ in range(100)]
        witness = self.join(modem)
        for client in stuck:
            client.allocate()
        witness.allocate()
        # The kernel takes 208 KiB of these for each, at most: the rest is the daemon's, less than 256 KiB for each.
        size = 4000
        for _ in range(420 * KIB // size):
            modem.send(indication(DMS, BROADCAST, EVENT, {TAG: bytes(size)}))
            self.assertEqual(witness.indication().message, EVENT)
        ended = sum(client.is_ended() for client in stuck)
        self.assertTrue(0 < ended < 100, f"{ended} of 100 connections were closed")
        self.assert_memory(32 * KIB)
        self.works(witness)


class Users(Case):
    """Limits for each user: --max-connections, --max-client-ids, --max-requests."""

    def begin_users(self, option: str) -> Modem:
        return self.begin(option, f"--user={MAN}", "--allow-path=/dev/pts/*")

    def test_connections(self) -> None:
        modem = self.begin_users("--max-connections=3")
        clients = [self.join(modem, user=MAN) for _ in range(3)]
        with contextlib.suppress(Closed):
            self.assertEqual(self.connect(user=MAN).rest(), [])
        for client in clients:
            self.works(client)
        self.works(self.join(modem))
        self.leave(clients[0])
        self.works(self.join(modem, user=MAN))

    def test_client_ids(self) -> None:
        modem = self.begin_users("--max-client-ids=2")
        first, second = self.join(modem, user=MAN), self.join(modem, user=MAN)
        number = first.allocate()
        second.allocate()
        for client in (first, second):
            self.allocate_fails(client, "ClientIdsExhausted")
        self.assertEqual(len(modem.seen(ALLOCATE)), 2)
        self.join(modem).allocate()
        self.assert_error(first.release(DMS, number), None)
        second.allocate()
        self.allocate_fails(first, "ClientIdsExhausted")

    def test_client_ids_that_are_taken_by_use(self) -> None:
        modem = self.begin_users("--max-client-ids=2")
        client = self.join(modem, user=MAN)
        for number in (101, 102):
            self.ask(client, DMS, number)
        self.ask(client, DMS, 103, "ClientIdsExhausted")
        self.assertEqual(len(modem.seen(ECHO)), 2)

    def test_client_ids_of_allocations_that_fail(self) -> None:
        modem = self.begin_users("--max-client-ids=2")
        client = self.join(modem, user=MAN)
        modem.refuse(CTL, ALLOCATE, "InvalidServiceType")
        for _ in range(5):
            self.allocate_fails(client, "InvalidServiceType")
        modem.reactions.clear()
        client.allocate(), client.allocate()

    def test_requests(self) -> None:
        modem = self.begin_users("--max-requests=5")
        first, second = self.join(modem, user=MAN), self.join(modem, user=MAN)
        number = second.allocate()
        for service in (CTL, DMS):
            modem.withhold(service, ECHO)
        first.write(echoes(CTL, 0, self.tags(3)))
        second.write(echoes(DMS, number, self.tags(2)))
        modem.wait(ECHO, 5)
        self.ask(first, CTL, 0, "InsufficientResources")
        self.ask(second, DMS, number, "InsufficientResources")
        witness = self.join(modem)
        self.assert_error(witness.request(CTL, 0, VERSION), None)
        modem.answer_withheld(modem.withheld[0])
        self.assert_error(first.receive(), None)
        self.assert_error(first.request(CTL, 0, VERSION), None)
        self.assertEqual(len(modem.seen(ECHO)), 5)

    def test_requests_of_who_has_left(self) -> None:
        for service in (DMS, CTL):
            with self.subTest(service=service):
                if service == DMS:
                    self.run_daemon("--max-requests=50")
                modem = self.modem()
                modem.withhold(service, ECHO)
                for i in range(1, 4):
                    client = self.join(modem)
                    number = client.allocate()
                    client.write(echoes(service, number if service == DMS else 0, self.tags(50)))
                    modem.wait(ECHO, 50 * i)
                    self.leave(client)
                    if service == CTL:
                        # Their transaction ids are in use until the modem has answered.
                        modem.answer_withheld()
                        until(lambda: self.is_served(modem), "requests are possible again")
                modem.reactions.clear()
                self.works(self.join(modem))

    def is_served(self, modem: Modem) -> bool:
        client = self.join(modem)
        served = client.request(CTL, 0, VERSION).error is None
        self.leave(client)
        return served

    def test_memory_for_who_has_left(self) -> None:
        modem = self.begin()
        modem.withhold(DMS, ECHO)
        witness = self.join(modem)
        memory = self.daemon.memory()
        for i in range(1, 21):
            client = self.join(modem)
            number = client.allocate()
            client.write(b"".join(build(DMS, number, j, ECHO, {TAG: bytes(50000)}) for j in range(16)))
            modem.wait(ECHO, 16 * i)
            self.leave(client)
        self.works(witness)
        self.assert_memory(memory + 4 * KIB)
