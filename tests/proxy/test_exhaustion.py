# SPDX-License-Identifier: LGPL-2.1-or-later
"""When the modem has no more client ids: whose are given back, and in which order."""

from __future__ import annotations

import os
import signal
import unittest
from typing import List

from frames import CTL, DMS, NAS, WDS, answer, indication, u8, u32
from harness import ECHO, MAN, Case, Client
from modem import ALLOCATE, RELEASE, SYNC, Modem

START_NETWORK, STOP_NETWORK, PACKET_STATUS = 0x0020, 0x0021, 0x0022
DISCONNECTED = 1

KERNEL = tuple(int(part) for part in os.uname().release.split(".")[:2])


class Exhaustion(Case):
    def park(self, modem: Modem, service: int = DMS) -> int:
        """Leaves a client id on purpose."""
        client = self.join(modem)
        number = client.allocate(service)
        self.leave(client)
        return number

    def crash(self, modem: Modem, service: int = DMS) -> int:
        """Leaves one while an answer is due."""
        client = self.join(modem)
        number = client.allocate(service)
        self.wait_in_vain(modem, client)
        return number

    def wait_in_vain(self, modem: Modem, client: Client) -> None:
        modem.withhold(CTL, 0x0056)
        client.send(CTL, 0, 0x0056)
        modem.wait(lambda _: modem.withheld)
        modem.withheld.clear()
        self.leave(client)

    def killed(self, modem: Modem, service: int = DMS, asked_at_once: bool = False) -> int:
        """Leaves one when it is killed, with nothing to wait for."""
        number = max(modem.ids.get(service, {0})) + 1

        def work() -> Client:
            client = Client()
            client.open(modem.link)
            client.allocate(service)
            return client
        count = self.daemon.n_sockets()
        process = self.fork(work)
        self.daemon.wait_sockets(count + 1)
        if asked_at_once:
            self.daemon.process.send_signal(signal.SIGSTOP)
            self.kill(process)
            self.daemon.process.send_signal(signal.SIGCONT)
        # How a process has ended can be seen as long as its parent has not asked, and with new kernels also later.
        self.kill(process, lambda: self.daemon.wait_sockets(count))
        self.daemon.wait_sockets(count)
        return number

    def assert_released(self, modem: Modem, expected: List[int], service: int = DMS) -> None:
        """A newcomer gets these ids, one after the other, and no more."""
        client = self.join(modem)
        self.assertEqual([client.allocate(service) for _ in expected], expected)
        self.assertEqual(modem.seen_ids(RELEASE), [(service, number) for number in expected])
        self.allocate_fails(client, "ClientIdsExhausted", service)


class Order(Exhaustion):
    def test_nobody_to_take_from(self) -> None:
        modem = self.begin(most_ids=2)
        client = self.join(modem)
        client.allocate(), client.allocate()
        self.allocate_fails(client, "ClientIdsExhausted")
        self.assertEqual(modem.seen(RELEASE), [])

    def test_crashed_before_parked(self) -> None:
        modem = self.begin(most_ids=5)
        leave = (self.park, self.crash, self.park, self.killed, self.crash)
        self.assertEqual([way(modem) for way in leave], [1, 2, 3, 4, 5])
        self.assert_released(modem, [2, 4, 5, 1, 3])

    @unittest.skipIf(KERNEL < (6, 16), "this kernel forgets how a process ended")
    def test_killed_and_asked_for_at_once(self) -> None:
        modem = self.begin(most_ids=2)
        self.assertEqual([self.park(modem), self.killed(modem, asked_at_once=True)], [1, 2])
        self.assert_released(modem, [2, 1])

    def test_one_at_a_time(self) -> None:
        modem = self.begin(most_ids=3)
        for _ in range(3):
            self.park(modem)
        self.assertEqual(self.join(modem).allocate(), 1)
        self.assertEqual([frame.message for frame in modem.frames[3:]], [ALLOCATE, RELEASE, ALLOCATE])

    def test_other_services_keep_theirs(self) -> None:
        modem = self.begin(most_ids=2)
        for service in (NAS, DMS, NAS, DMS):
            self.park(modem, service)
        self.assert_released(modem, [1, 2])
        self.ask(self.join(modem), NAS, 1)

    def test_other_ports_keep_theirs(self) -> None:
        modem, other = self.begin(most_ids=1), self.modem(most_ids=1)
        self.park(other)
        self.join(modem).allocate()
        self.allocate_fails(self.join(modem), "ClientIdsExhausted")
        self.assertEqual(other.seen(RELEASE), [])

    def test_who_was_adopted_is_the_youngest(self) -> None:
        modem = self.begin(most_ids=3)
        for _ in range(3):
            self.park(modem)
        heir = self.join(modem)
        self.ask(heir, DMS, 1)
        self.leave(heir)
        self.assert_released(modem, [2, 3, 1])

    def test_who_has_an_owner_again_is_spared(self) -> None:
        modem = self.begin(most_ids=2)
        self.park(modem), self.park(modem)
        heir = self.join(modem)
        self.ask(heir, DMS, 1)
        self.assert_released(modem, [2])
        self.ask(heir, DMS, 1)

    def test_of_any_user(self) -> None:
        modem = self.begin(f"--user={MAN}", "--allow-path=/dev/pts/*", most_ids=1)
        self.park(modem)
        self.assertEqual(self.join(modem, user=MAN).allocate(), 1)

    def test_254_dead(self) -> None:
        modem = self.begin()
        for _ in range(254):
            client = self.join(modem)
            client.allocate()
            client.close()
        self.daemon.wait_sockets(self.n_sockets)
        self.assertEqual(len(modem.ids[DMS]), 254)
        for number in (1, 2, 3):
            self.assertEqual(self.join(modem).allocate(), number)


class Sessions(Exhaustion):
    def session(self, modem: Modem, crashed: bool = False, end: str = "") -> int:
        """Leaves a WDS id with a session, unless this is said to end."""
        client = self.join(modem)
        number = client.allocate(WDS)
        if end == "failure":
            modem.refuse(WDS, START_NETWORK, "NoEffect")
        client.request(WDS, number, START_NETWORK, {0x01: u32(7)})
        modem.reactions.clear()
        if end == "stop":
            client.request(WDS, number, STOP_NETWORK, {0x01: u32(7)})
        elif end == "modem":
            modem.send(indication(WDS, number, PACKET_STATUS, {0x01: u8(DISCONNECTED) + u8(0)}))
            self.assertEqual(client.indication().message, PACKET_STATUS)
        if crashed:
            self.wait_in_vain(modem, client)
        else:
            self.leave(client)
        return number

    def test_last_of_all(self) -> None:
        modem = self.begin(most_ids=4)
        self.session(modem), self.session(modem, crashed=True), self.park(modem, WDS), self.crash(modem, WDS)
        self.assert_released(modem, [4, 3, 2, 1], WDS)

    def test_sessions_that_are_over(self) -> None:
        for end in ("stop", "modem", "failure"):
            with self.subTest(end=end):
                if end == "stop":
                    self.run_daemon()
                modem = self.modem(most_ids=3)
                self.session(modem), self.session(modem, end=end), self.park(modem, WDS)
                self.assert_released(modem, [2, 3, 1], WDS)


class Race(Exhaustion):
    def test_many_newcomers(self) -> None:
        modem = self.begin(most_ids=8)
        for _ in range(8):
            self.park(modem)
        clients = [self.join(modem) for _ in range(12)]
        modem.withhold(CTL, ALLOCATE)
        for client in clients:
            client.send(CTL, 0, ALLOCATE, {0x01: u8(DMS)})
        # All of them hear at once that there is none left.
        refused = modem.wait(lambda frame: frame in modem.withheld, 12)
        modem.reactions.clear()
        modem.withheld.clear()
        modem.send(b"".join(answer(frame, {}, "ClientIdsExhausted") for frame in refused))
        answers = [client.receive() for client in clients]
        numbers = [frame.tlvs[0x01][1] for frame in answers if frame.error is None]
        self.assertEqual(sorted(numbers), list(range(1, 9)))
        self.assertEqual({frame.error for frame in answers}, {None, "ClientIdsExhausted"})
        # None was released twice: the second time it would have been somebody's again.
        self.assertEqual(sorted(modem.seen_ids(RELEASE)), [(DMS, number) for number in range(1, 9)])

    def test_newcomer_that_leaves_again(self) -> None:
        modem = self.begin(most_ids=1)
        self.park(modem)
        client = self.join(modem)
        modem.withhold(CTL, RELEASE)
        client.send(CTL, 0, ALLOCATE, {0x01: u8(DMS)})
        modem.wait(RELEASE)
        self.leave(client)
        modem.reactions.clear()
        modem.answer_withheld()
        self.assertEqual(self.join(modem).allocate(), 1)

    def test_orphan_that_is_wanted_while_it_is_released(self) -> None:
        modem = self.begin(most_ids=1)
        self.park(modem)
        client, heir = self.join(modem), self.join(modem)
        modem.withhold(CTL, RELEASE)
        client.send(CTL, 0, ALLOCATE, {0x01: u8(DMS)})
        modem.wait(RELEASE)
        heir.send(DMS, 1, ECHO)
        self.works(self.join(modem))
        modem.reactions.clear()
        modem.answer_withheld()
        # There is one id and it has one owner.
        self.assertEqual((client.receive().error, heir.receive().error is None), (None, False))
        self.ask(client, DMS, 1)

    def test_release_that_fails(self) -> None:
        modem = self.begin(most_ids=2)
        self.park(modem), self.park(modem)
        modem.react(CTL, RELEASE, lambda frame: [answer(frame, {}, "InvalidClientId")] if frame.tlvs[0x01][1] == 1
                    else modem.friendly(frame))
        self.assertEqual(self.join(modem).allocate(), 2)

    def test_sync_leaves_nothing_to_release(self) -> None:
        modem = self.begin(most_ids=1)
        self.park(modem)
        client = self.join(modem)
        client.request(CTL, 0, SYNC)
        modem.most_ids = 0
        self.allocate_fails(client, "ClientIdsExhausted")
        self.assertEqual(modem.seen(RELEASE), [])
