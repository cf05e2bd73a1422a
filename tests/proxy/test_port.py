# SPDX-License-Identifier: LGPL-2.1-or-later
"""Ports that are gone, that come back, and that take no bytes."""

from __future__ import annotations

import os
from typing import Dict, List

from frames import CTL, DMS, Frame, answer, build, indication
from harness import ECHO, MAN, MANY, TAG, Case, Client, echoes, until
from modem import VERSION, Modem

KIB = 1024
BLOCK = 16 * KIB


class Gone(Case):
    def ended(self, client: Client, errors: Dict[str, int]) -> List[Frame]:
        """The connection ends after these answers."""
        frames = [frame for frame in client.rest() if frame.kind == "response"]
        found = [frame.error for frame in frames]
        self.assertEqual({error: found.count(error) for error in found}, errors)
        return frames

    def test_what_waits_is_aborted(self) -> None:
        modem = self.begin()
        first, second, idle = (self.join(modem) for _ in range(3))
        number = second.allocate()
        for service in (CTL, DMS):
            modem.withhold(service, ECHO)
        first.write(echoes(CTL, 0, self.tags(200)))
        second.write(echoes(CTL, 0, self.tags(200), 7) + echoes(DMS, number, self.tags(100)))
        # Those that wait for a transaction id have not even been written.
        modem.wait(ECHO, 355)
        modem.hang_up()
        frames = self.ended(first, {"Aborted": 200})
        self.assertEqual(sorted(frame.transaction for frame in frames), list(range(200)))
        frames = self.ended(second, {"Aborted": 300})
        self.assertEqual({(frame.service, frame.client, frame.message) for frame in frames},
                         {(CTL, 0, ECHO), (DMS, number, ECHO)})
        self.ended(idle, {})

    def test_further_requests(self) -> None:
        modem = self.begin()
        client = self.join(modem)
        number = client.allocate()
        modem.withhold(DMS, ECHO)
        # So much that the daemon cannot end the connection before the program reads.
        event = indication(DMS, number, 0x0001, {TAG: bytes(2000)})
        count = 300 * KIB // len(event)
        modem.send(event * count)
        client.write(echoes(DMS, number, self.tags(2)))
        modem.wait(ECHO, 2)
        modem.sent()
        modem.hang_up()
        # What went before is aborted; for this there is no port.
        until(lambda: modem.path not in self.daemon.files(), "the port is closed")
        client.write(echoes(DMS, number, self.tags(3), 50) + echoes(CTL, 0, self.tags(1), 60))
        frames = self.ended(client, {"Aborted": 2, "DeviceNotReady": 4})
        self.assertEqual([frame.transaction for frame in frames], [0, 1, 50, 51, 52, 60])

    def test_who_sends_no_more(self) -> None:
        modem = self.begin()
        client = self.join(modem)
        modem.withhold(CTL, ECHO)
        client.write(echoes(CTL, 0, self.tags(3)))
        client.half_close()
        modem.wait(ECHO, 3)
        modem.hang_up()
        self.ended(client, {"Aborted": 3})

    def test_it_comes_back(self) -> None:
        modem = self.begin()
        for _ in range(3):
            client = self.join(modem)
            self.ask(client, DMS, client.allocate())
            modem.hang_up()
            self.ended(client, {})
            self.assert_error(self.connect().open(modem.link), "DeviceNotReady")
            modem.come_back()
        self.works(self.join(modem))

    def test_it_comes_back_elsewhere(self) -> None:
        modem = self.begin()
        first = modem.path
        client, stays = self.join(modem), self.join(self.modem())
        modem.hang_up()
        modem.come_back(elsewhere=True)
        self.assertNotEqual(modem.path, first)
        self.ended(client, {})
        client = self.join(modem)
        self.assertEqual(client.allocate(), 1)
        self.ask(client, DMS, 1)
        self.works(stays)

    def test_ids_are_forgotten(self) -> None:
        for elsewhere in (False, True):
            with self.subTest(elsewhere=elsewhere):
                if not elsewhere:
                    self.run_daemon("--allow-path=/dev/pts/*", f"--user={MAN}")
                modem = self.modem()
                owner, orphan = self.join(modem), self.join(modem)
                numbers = [owner.allocate(), orphan.allocate()]
                self.leave(orphan)
                modem.hang_up()
                self.ended(owner, {})
                modem.come_back(elsewhere)
                # To another user these were refused if they were the same ids still.
                client = self.join(modem, user=MAN)
                for number in numbers:
                    self.ask(client, DMS, number)

    def test_who_reads_late(self) -> None:
        modem = self.begin()
        old = self.join(modem)
        modem.withhold(CTL, ECHO)
        old.write(echoes(CTL, 0, self.tags(1)))
        modem.wait(ECHO)
        modem.hang_up()
        modem.come_back()
        modem.reactions.clear()
        new = self.join(modem)
        self.works(new)
        self.ended(old, {"Aborted": 1})
        self.works(new)

    def test_while_nobody_uses_it(self) -> None:
        modem = self.begin()
        client = self.join(modem)
        client.allocate()
        self.leave(client)
        modem.hang_up()
        modem.come_back()
        self.assertEqual(self.join(modem).allocate(), 1)


class Stuck(Case):
    """Modems that do not read what they are sent."""

    def terse(self) -> Modem:
        """A modem whose answers are short: they come all at once."""
        modem = self.begin()
        for service in (CTL, DMS):
            modem.react(service, ECHO, lambda frame: [answer(frame, {})])
        return modem

    def requests(self, number: int, count: int) -> bytes:
        return b"".join(build(DMS, number, i, ECHO, {TAG: bytes(BLOCK - 16)}) for i in range(count))

    def test_queue_of_1_mib(self) -> None:
        modem = self.terse()
        client = self.join(modem)
        number = client.allocate()
        modem.stop_reading()
        memory = self.daemon.memory()
        count = 300
        client.write(self.requests(number, count))
        refused = [self.assert_error(client.receive(), "DeviceNotReady").transaction for _ in range(count - 96)]
        self.assert_memory(memory + 4 * KIB)
        modem.read_again()
        answered: List[int] = []
        while len(refused) + len(answered) < count:
            frame = client.receive()
            (answered if frame.error is None else refused).append(frame.transaction)
        self.assertEqual(sorted(refused + answered), list(range(count)))
        self.assertEqual([frame.transaction for frame in modem.seen(ECHO)], answered)
        self.assertGreaterEqual(len(answered) * BLOCK, 1024 * KIB - BLOCK)
        self.assert_error(client.request(CTL, 0, VERSION), None)

    def test_queue_of_1_mib_for_ctl(self) -> None:
        modem = self.terse()
        client = self.join(modem)
        modem.stop_reading()
        count = 700
        client.write(b"".join(build(CTL, 0, i % 256, ECHO, {TAG: bytes(4000)}) for i in range(count)))
        for _ in range(count - 320):
            self.assert_error(client.receive(), "DeviceNotReady")
        modem.read_again()
        answered = [client.receive().error for _ in range(320)].count(None)
        self.assertEqual(len(modem.seen(ECHO)), answered)
        self.assertGreaterEqual(answered * 4000, 1000 * KIB)
        self.assert_error(client.request(CTL, 0, VERSION), None)

    def test_other_ports_go_on(self) -> None:
        modem, other = self.begin(), self.modem()
        stuck, client = self.join(modem), self.join(other)
        numbers = stuck.allocate(), client.allocate()
        modem.stop_reading()
        stuck.write(self.requests(numbers[0], 200))
        for i in range(2 * MANY // 50):
            client.write(echoes(DMS, numbers[1], self.tags(50), i * 50))
            for _ in range(50):
                self.assert_error(client.receive(), None)
        self.works(self.join(other))
        self.assertEqual(modem.seen(ECHO), [])

    def test_stuck_and_pulled(self) -> None:
        modem = self.begin()
        client = self.join(modem)
        number = client.allocate()
        modem.stop_reading()
        client.write(self.requests(number, 40))
        self.daemon.wait_rest()
        modem.hang_up()
        self.assertEqual([frame.error for frame in client.rest()], ["Aborted"] * 40)

    def test_10_s(self) -> None:
        """A request that is not written in this time is given up, one that is written is not."""
        modem, patient = self.begin(), self.modem()
        client, other = self.join(modem), self.join(patient)
        number, own = client.allocate(), other.allocate()
        patient.withhold(DMS, ECHO)
        other.write(echoes(DMS, own, self.tags(1)))
        patient.wait(ECHO)
        modem.stop_reading()
        count = 20
        client.write(self.requests(number, count))
        client.socket.settimeout(30)
        first = client.receive()
        self.assert_error(first, "DeviceNotReady")
        modem.read_again()
        # A frame that is begun is finished; who was given up is not written; nobody gets two answers.
        modem.wait(ECHO)
        frames = [first] + [client.receive() for _ in range(count - 1)]
        results = {frame.transaction: frame.error for frame in frames}
        self.assertEqual(sorted(results), list(range(count)))
        self.works(client)
        self.assertTrue({frame.transaction for frame in modem.seen(ECHO) if frame.service == DMS} >=
                        {number for number, error in results.items() if error is None})
        patient.answer_withheld()
        self.assert_error(other.receive(), None)


class Opening(Case):
    def test_port_without_reader(self) -> None:
        # A modem that is stuck from the start can be opened, and nobody else notices.
        modem, other = self.begin(), self.modem()
        modem.stop_reading()
        client = self.join(modem)
        client.send(CTL, 0, ECHO)
        self.works(self.join(other))
        modem.read_again()
        self.assert_error(client.receive(), None)

    def test_links_that_change(self) -> None:
        modem, other = self.begin(), self.modem()
        client = self.join(modem)
        os.replace(other.link, modem.link)
        moved = self.join(modem.link)
        self.works(moved)
        self.works(client)
        self.assertEqual([len(each.seen(ECHO)) for each in (modem, other)], [1, 1])
