# SPDX-License-Identifier: LGPL-2.1-or-later
"""Client ids: who owns them, who takes them over, and what others may not do with them."""

from __future__ import annotations

from typing import Optional

from frames import CTL, DMS, NAS, WDS, build, u8
from harness import ECHO, GAMES, MAN, TAG, Case, Client
from modem import ALLOCATE, RELEASE, SET_INSTANCE, SYNC, Modem

KEEP, LET_GO = 0, 1  # what TLV 0x10 of 0xFF00 says about client ids


class Owners(Case):
    def test_use_by_another(self) -> None:
        modem = self.begin()
        owner, thief = self.join(modem), self.join(modem)
        number = owner.allocate()
        self.ask(owner, DMS, number)
        self.ask(thief, DMS, number, "AccessDenied")
        self.ask(owner, DMS, number)
        self.assertEqual(len(modem.seen(ECHO)), 2)

    def test_use_by_another_user(self) -> None:
        modem = self.begin("--allow-path=/dev/pts/*", f"--user={MAN}")
        owner, thief = self.join(modem, user=MAN), self.join(modem)
        # Root may not do it either while the owner is there.
        self.ask(thief, DMS, owner.allocate(), "AccessDenied")
        self.ask(owner, DMS, thief.allocate(), "AccessDenied")

    def test_release_by_another(self) -> None:
        modem = self.begin()
        owner, thief = self.join(modem), self.join(modem)
        number = owner.allocate()
        self.assert_error(thief.release(DMS, number), "AccessDenied")
        self.ask(owner, DMS, number)
        self.assertEqual(modem.seen(RELEASE), [])

    def test_ids_belong_to_services(self) -> None:
        modem = self.begin()
        first, second = self.join(modem), self.join(modem)
        self.assertEqual((first.allocate(DMS), second.allocate(NAS)), (1, 1))
        self.ask(first, DMS, 1)
        self.ask(second, NAS, 1)
        self.ask(first, NAS, 1, "AccessDenied")
        self.ask(second, DMS, 1, "AccessDenied")

    def test_ids_belong_to_ports(self) -> None:
        one, other = self.begin(), self.modem()
        first, second = self.join(one), self.join(other)
        self.assertEqual((first.allocate(), second.allocate()), (1, 1))
        self.ask(first, DMS, 1)
        self.ask(second, DMS, 1)
        self.assertEqual((len(one.seen(ECHO)), len(other.seen(ECHO))), (1, 1))

    def test_release_ends_it(self) -> None:
        modem = self.begin()
        first, second = self.join(modem), self.join(modem)
        number = first.allocate()
        self.assert_error(first.release(DMS, number), None)
        self.assertEqual(second.allocate(), number)
        self.ask(second, DMS, number)
        self.ask(first, DMS, number, "AccessDenied")

    def test_release_that_fails(self) -> None:
        modem = self.begin()
        first, second = self.join(modem), self.join(modem)
        number = first.allocate()
        modem.refuse(CTL, RELEASE, "Internal")
        self.assert_error(first.release(DMS, number), "Internal")
        self.ask(second, DMS, number, "AccessDenied")
        self.ask(first, DMS, number)

    def test_allocation_that_fails(self) -> None:
        modem = self.begin()
        client = self.join(modem)
        modem.refuse(CTL, ALLOCATE, "InvalidServiceType")
        self.allocate_fails(client, "InvalidServiceType")

    def test_unknown_id(self) -> None:
        modem = self.begin()
        first, second = self.join(modem), self.join(modem)
        self.ask(first, DMS, 77)
        self.ask(second, DMS, 77, "AccessDenied")
        self.assert_error(second.release(DMS, 77), "AccessDenied")
        self.assert_error(first.release(DMS, 77), None)
        self.ask(second, DMS, 77)

    def test_unknown_id_that_the_modem_does_not_know_either(self) -> None:
        modem = self.begin()
        first, second = self.join(modem), self.join(modem)
        modem.refuse(DMS, ECHO, "InvalidClientId")
        self.assert_error(first.request(DMS, 77, ECHO), "InvalidClientId")
        modem.reactions.clear()
        # Who asked in vain has not got it.
        self.ask(second, DMS, 77)


class Orphans(Case):
    def begin_users(self, **modem: int) -> Modem:
        return self.begin("--allow-path=/dev/pts/*", f"--user={MAN}", f"--user={GAMES}", **modem)

    def orphan(self, modem: Modem, **connect: int) -> int:
        client = self.join(modem, **connect)
        number = client.allocate()
        self.leave(client)
        return number

    def test_same_user(self) -> None:
        modem = self.begin_users()
        for user in (MAN, 0):
            with self.subTest(user=user):
                number = self.orphan(modem, user=user)
                heir, other = self.join(modem, user=user), self.join(modem, user=user)
                self.ask(heir, DMS, number)
                self.ask(other, DMS, number, "AccessDenied")
        self.assertEqual(modem.seen(RELEASE), [])

    def test_root(self) -> None:
        modem = self.begin_users()
        number = self.orphan(modem, user=MAN)
        self.ask(self.join(modem), DMS, number)
        self.ask(self.join(modem, user=MAN), DMS, number, "AccessDenied")

    def test_another_user(self) -> None:
        modem = self.begin_users()
        for owner, thief in ((MAN, GAMES), (0, MAN)):
            with self.subTest(owner=owner):
                number = self.orphan(modem, user=owner)
                client = self.join(modem, user=thief)
                self.ask(client, DMS, number, "AccessDenied")
                self.assert_error(client.release(DMS, number), "AccessDenied")
                self.ask(self.join(modem, user=owner), DMS, number)

    def test_heir_releases_it(self) -> None:
        modem = self.begin()
        number = self.orphan(modem)
        client = self.join(modem)
        self.assert_error(client.release(DMS, number), None)
        self.assertEqual(modem.seen_ids(RELEASE), [(DMS, number)])

    def test_port_that_nobody_uses_meanwhile(self) -> None:
        # The port is closed and opened again between the two.
        modem = self.begin_users()
        number = self.orphan(modem, user=MAN)
        self.ask(self.join(modem, user=GAMES), DMS, number, "AccessDenied")
        self.ask(self.join(modem, user=MAN), DMS, number)

    def test_id_that_the_modem_gives_out_again(self) -> None:
        modem = self.begin()
        number = self.orphan(modem)
        modem.ids.clear()
        client = self.join(modem)
        self.assertEqual(client.allocate(), number)
        self.ask(self.join(modem), DMS, number, "AccessDenied")


class Wishes(Case):
    """What becomes of the ids of a connection that ends, by TLV 0x10."""

    def leave_with(self, modem: Modem, ids: Optional[int] = None) -> Client:
        client = self.join(modem, ids)
        client.allocate(), client.allocate(), client.allocate(WDS)
        witness = self.join(modem)
        self.leave(client)
        self.works(witness)
        return witness

    def test_let_go(self) -> None:
        modem = self.begin()
        self.leave_with(modem, LET_GO)
        modem.wait(RELEASE, 3)
        self.assertEqual(sorted(modem.seen_ids(RELEASE)), [(WDS, 1), (DMS, 1), (DMS, 2)])
        self.assertEqual(self.join(modem).allocate(), 1)

    def test_let_go_by_the_last(self) -> None:
        modem = self.begin()
        client = self.join(modem, LET_GO)
        client.allocate()
        client.close()
        modem.wait(RELEASE)

    def test_let_go_what_was_taken_over(self) -> None:
        modem = self.begin()
        client = self.join(modem, LET_GO)
        self.ask(client, DMS, 99)
        client.close()
        modem.wait(RELEASE)
        self.assertEqual(modem.seen_ids(RELEASE), [(DMS, 99)])

    def test_let_go_only_what_is_left(self) -> None:
        modem = self.begin()
        client = self.join(modem, LET_GO)
        first, second = client.allocate(), client.allocate()
        client.release(DMS, first)
        client.close()
        modem.wait(RELEASE, 2)
        self.works(self.join(modem))
        self.assertEqual(modem.seen_ids(RELEASE), [(DMS, first), (DMS, second)])

    def test_let_go_of_who_was_killed(self) -> None:
        modem = self.begin()

        def work() -> Client:
            client = Client()
            client.open(modem.link, LET_GO)
            client.allocate()
            return client
        self.kill(self.fork(work))
        modem.wait(RELEASE)

    def test_keep(self) -> None:
        for ids in (KEEP, None):
            with self.subTest(ids=ids):
                if ids == KEEP:
                    self.run_daemon()
                modem = self.modem()
                witness = self.leave_with(modem, ids)
                self.assertEqual(modem.seen(RELEASE), [])
                self.ask(witness, DMS, 1)


class Allocations(Case):
    def test_answer_that_comes_too_late(self) -> None:
        modem = self.begin()
        witness = self.join(modem)
        for ids in (None, KEEP, LET_GO):
            with self.subTest(ids=ids):
                client = self.join(modem, ids)
                modem.withhold(CTL, ALLOCATE)
                before = len(modem.seen(RELEASE))
                client.send(CTL, 0, ALLOCATE, {0x01: u8(NAS)})
                modem.wait(ALLOCATE, before + 1)
                self.leave(client)
                modem.answer_withheld()
                self.assertEqual(modem.wait(RELEASE, before + 1)[-1].tlvs[0x01], u8(NAS) + u8(1))
        self.works(witness)

    def test_late_although_nobody_else_is_there(self) -> None:
        modem = self.begin()
        client = self.join(modem)
        modem.withhold(CTL, ALLOCATE)
        client.send(CTL, 0, ALLOCATE, {0x01: u8(DMS)})
        modem.wait(ALLOCATE)
        self.leave(client)
        modem.answer_withheld()
        modem.wait(RELEASE)

    def test_at_once_with_its_first_use(self) -> None:
        modem = self.begin()
        clients = [self.join(modem) for _ in range(50)]
        for client in clients:
            client.send(CTL, 0, ALLOCATE, {0x01: u8(DMS)})
        numbers = [client.receive().tlvs[0x01][1] for client in clients]
        self.assertEqual(sorted(numbers), list(range(1, 51)))
        for client, number in zip(clients, numbers):
            client.write(build(DMS, number, 1, ECHO, {TAG: u8(number)}))
        for client, number in zip(clients, numbers):
            self.assertEqual(client.receive().tlvs[TAG], u8(number))


class WholePort(Case):
    """What would meet all programs at the port."""

    def test_sync_while_others_have_ids(self) -> None:
        modem = self.begin()
        owner, client = self.join(modem), self.join(modem)
        number, own = owner.allocate(), client.allocate()
        self.assert_error(client.request(CTL, 0, SYNC), None)
        self.ask(owner, DMS, number)
        self.ask(client, DMS, own)
        self.assertEqual(modem.seen(SYNC), [])

    def test_sync_while_nobody_else_has_ids(self) -> None:
        modem = self.begin()
        client, other = self.join(modem), self.join(modem)
        number = client.allocate()
        self.assert_error(client.request(CTL, 0, SYNC), None)
        self.assertEqual(len(modem.seen(SYNC)), 1)
        # The modem knows no ids now: neither does the proxy.
        self.assertEqual(other.allocate(), number)
        self.ask(other, DMS, number)

    def test_sync_while_another_port_has_ids(self) -> None:
        modem, other = self.begin(), self.modem()
        self.join(other).allocate()
        self.assert_error(self.join(modem).request(CTL, 0, SYNC), None)
        self.assertEqual(len(modem.seen(SYNC)), 1)

    def test_sync_forgets_orphans(self) -> None:
        modem = self.begin("--allow-path=/dev/pts/*", f"--user={MAN}", f"--user={GAMES}")
        client = self.join(modem, user=MAN)
        number = client.allocate()
        self.leave(client)
        client = self.join(modem, user=GAMES)
        self.ask(client, DMS, number, "AccessDenied")
        self.assert_error(client.request(CTL, 0, SYNC), None)
        self.assertEqual(len(modem.seen(SYNC)), 1)
        self.ask(client, DMS, number)

    def test_sync_that_fails(self) -> None:
        modem = self.begin()
        client, other = self.join(modem), self.join(modem)
        number = client.allocate()
        modem.refuse(CTL, SYNC, "Internal")
        self.assert_error(client.request(CTL, 0, SYNC), "Internal")
        self.ask(other, DMS, number, "AccessDenied")

    def test_instance_id(self) -> None:
        modem, other = self.begin(), self.modem()
        client = self.join(modem)
        self.join(other)
        answer = self.assert_error(client.request(CTL, 0, SET_INSTANCE, {0x01: u8(7)}), None)
        self.assertEqual(answer.tlvs[0x01], b"\x07\x00")
        second = self.join(modem)
        for each in (client, second):
            self.assert_error(each.request(CTL, 0, SET_INSTANCE, {0x01: u8(8)}), "DeviceInUse")
        self.leave(second)
        self.assert_error(client.request(CTL, 0, SET_INSTANCE, {0x01: u8(9)}), None)
        self.assertEqual([frame.tlvs[0x01] for frame in modem.seen(SET_INSTANCE)], [u8(7), u8(9)])
