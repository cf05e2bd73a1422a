# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the modem says unasked: to whom it goes, and to whom it does not."""

from __future__ import annotations

from frames import BROADCAST, CTL, DMS, NAS, indication, u32
from harness import ECHO, MAN, MANY, TAG, Case, Client
from modem import SYNC, Modem

EVENT = 0x0001


class Indications(Case):
    def assert_gets(self, client: Client, *tags: int) -> None:
        """These, and nothing else by now: what is sent comes in order."""
        self.works(client)
        self.assertEqual([frame.tlvs.get(TAG) for frame in client.indications], [u32(tag) for tag in tags])
        client.indications.clear()

    def send(self, modem: Modem, service: int, client: int, tag: int) -> None:
        modem.send(indication(service, client, EVENT, {TAG: u32(tag)}))


class Broadcast(Indications):
    def test_to_all_of_the_service(self) -> None:
        modem = self.begin()
        clients = [self.join(modem) for _ in range(20)]
        for client in clients:
            client.allocate()
        self.send(modem, DMS, BROADCAST, 1)
        for client in clients:
            self.assert_gets(client, 1)

    def test_once_for_several_ids(self) -> None:
        modem = self.begin()
        client, other = self.join(modem), self.join(modem)
        for _ in range(3):
            client.allocate()
        other.allocate()
        for tag in (1, 2):
            self.send(modem, DMS, BROADCAST, tag)
        self.assert_gets(client, 1, 2)
        self.assert_gets(other, 1, 2)

    def test_not_to_others(self) -> None:
        modem, other = self.begin(), self.modem()
        without, of_another = self.join(modem), self.join(modem)
        at_another = self.join(other)
        unopened = self.connect()
        of_another.allocate(NAS), at_another.allocate(DMS)
        self.send(modem, DMS, BROADCAST, 1)
        self.send(modem, NAS, BROADCAST, 2)
        self.assert_gets(without)
        self.assert_gets(of_another, 2)
        self.assert_gets(at_another)
        self.assert_error(unopened.open(modem.link), None)
        self.assertEqual(unopened.indications, [])

    def test_as_long_as_there_is_an_id(self) -> None:
        modem = self.begin()
        client = self.join(modem)
        first, second = client.allocate(), client.allocate()
        client.release(DMS, first)
        self.send(modem, DMS, BROADCAST, 1)
        self.assert_gets(client, 1)
        client.release(DMS, second)
        self.send(modem, DMS, BROADCAST, 2)
        self.assert_gets(client)

    def test_to_who_adopted_an_id(self) -> None:
        modem = self.begin()
        client = self.join(modem)
        self.ask(client, DMS, 55)
        self.send(modem, DMS, BROADCAST, 1)
        self.assert_gets(client, 1)

    def test_orphans_get_none(self) -> None:
        modem = self.begin()
        client, other = self.join(modem), self.join(modem)
        client.allocate()
        self.leave(client)
        self.send(modem, DMS, BROADCAST, 1)
        self.assert_gets(other)

    def test_many_in_order(self) -> None:
        modem = self.begin()
        clients = [self.join(modem) for _ in range(5)]
        for client in clients:
            client.allocate()
        modem.send(b"".join(indication(DMS, BROADCAST, EVENT, {TAG: u32(tag)}) for tag in range(MANY)))
        for client in clients:
            self.assert_gets(client, *range(MANY))


class OfOne(Indications):
    def test_to_its_owner_only(self) -> None:
        modem = self.begin()
        clients = [self.join(modem) for _ in range(5)]
        numbers = [client.allocate() for client in clients]
        for tag, number in enumerate(numbers):
            self.send(modem, DMS, number, tag)
        for tag, client in enumerate(clients):
            self.assert_gets(client, tag)

    def test_same_id_of_another_service_and_port(self) -> None:
        modem, other = self.begin(), self.modem()
        clients = self.join(modem), self.join(modem), self.join(other)
        for client, service in zip(clients, (DMS, NAS, DMS)):
            self.assertEqual(client.allocate(service), 1)
        self.send(modem, DMS, 1, 1)
        self.send(modem, NAS, 1, 2)
        self.send(other, DMS, 1, 3)
        for tag, client in enumerate(clients, 1):
            self.assert_gets(client, tag)

    def test_follow_the_id(self) -> None:
        modem = self.begin()
        first, second = self.join(modem), self.join(modem)
        number = first.allocate()
        self.leave(first)
        self.send(modem, DMS, number, 1)
        # By the answer to this it has come to the daemon.
        self.works(second)
        self.ask(second, DMS, number)
        self.send(modem, DMS, number, 2)
        self.assert_gets(second, 2)

    def test_unknown_id(self) -> None:
        modem = self.begin()
        client = self.join(modem)
        number = client.allocate()
        self.send(modem, DMS, number + 1, 1)
        self.send(modem, NAS, number, 2)
        self.send(modem, DMS, 0, 3)
        self.assert_gets(client)

    def test_before_the_answer(self) -> None:
        modem = self.begin()
        client = self.join(modem)
        number = client.allocate()
        modem.react(DMS, ECHO, lambda frame: [indication(DMS, number, EVENT, {TAG: u32(8)}), *modem.friendly(frame),
                                              indication(DMS, number, EVENT, {TAG: u32(9)})])
        client.send(DMS, number, ECHO)
        self.assertEqual([client.receive().kind for _ in range(3)], ["indication", "response", "indication"])

    def test_byte_for_byte(self) -> None:
        modem = self.begin()
        client = self.join(modem)
        number = client.allocate()
        for receiver in (number, BROADCAST):
            sent = indication(DMS, receiver, 0xFFFE, {0xFF: bytes(range(256)), 0x00: b"", 0x02: b"xy"})
            modem.send(sent)
            self.assertEqual(client.receive().raw, sent)


class OfControl(Indications):
    def test_to_all_at_the_port(self) -> None:
        modem = self.begin()
        clients = self.join(modem), self.join(modem)
        clients[0].allocate()
        at_another = self.join(self.modem())
        self.send(modem, CTL, 0, 1)
        for client in clients:
            self.assert_gets(client, 1)
        self.assert_gets(at_another)

    def test_sync_forgets_orphans(self) -> None:
        modem = self.begin(f"--user={MAN}", "--allow-path=/dev/pts/*")
        client, other = self.join(modem), self.join(modem, user=MAN)
        number = client.allocate()
        self.leave(client)
        self.ask(other, DMS, number, "AccessDenied")
        modem.send(indication(CTL, 0, SYNC, {}))
        self.assertEqual(other.indication().message, SYNC)
        self.ask(other, DMS, number)
