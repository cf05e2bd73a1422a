# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the daemon tells of itself: in frames, and as qmicli --proxy-status prints it.

QMIKIT_QMICLI is ours; without it, what needs it is skipped. The path at which it looks for the daemon first is below
/run, which is empty here.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import socket
import struct
import subprocess
import threading
import time
import unittest
from typing import Dict, List, NamedTuple, Optional, Tuple

from frames import (BROADCAST, CTL, DMS, NAS, TIMEOUT, WDS, Frame, Tlvs, answer, build, cut, indication, parse, u16,
                    u32, u64)
from harness import ADDRESS, ECHO, GAMES, MAN, TAG, Case, Client, as_user, echoes, until
from modem import ALLOCATE, RELEASE, Modem

STATUS = 0xFF40
FIRST = 0x10
DAEMON, PORTS, CONNECTIONS, IDS, NEXT = 0x10, 0x11, 0x12, 0x13, 0x14
GET_IDS, EVENT = 0x0025, 0x0001
OWNED, CRASHED, PARKED = range(3)
PAGE = 512  # connections and client ids in an answer

QMICLI = os.environ.get("QMIKIT_QMICLI", "")
NAME = "error: qmi-proxy: --proxy-status: "


class DaemonEntry(NamedTuple):
    process: int
    uptime: int
    connections: int
    requests: int
    replies: int
    indications: int
    dropped: int
    refused: int


class PortEntry(NamedTuple):
    number: int
    path: str
    open: bool
    connections: int
    in_flight: int
    queued: int


class ConnectionEntry(NamedTuple):
    number: int
    process: int
    user: int
    port: int
    ids: int
    in_flight: int
    queued: int
    requests: int
    replies: int
    indications: int
    refused: int


class IdEntry(NamedTuple):
    port: int
    service: int
    cid: int
    state: int
    connection: int
    user: int
    age: int


class Status(NamedTuple):
    daemon: DaemonEntry
    ports: List[PortEntry]
    connections: List[ConnectionEntry]
    ids: List[IdEntry]
    next: Optional[int]


def rows(value: bytes, layout: str) -> List[Tuple[int, ...]]:
    """What a list without texts has, to its last byte."""
    count, = struct.unpack_from("<H", value)
    found = list(struct.iter_unpack("<" + layout, value[2:]))
    if len(found) != count:
        raise AssertionError(f"{len(found)} entries of {count}")
    return found


def ports(value: bytes) -> List[PortEntry]:
    at, found = 2, []
    for _ in range(struct.unpack_from("<H", value)[0]):
        number, length = struct.unpack_from("<IH", value, at)
        at += 6 + length
        path = value[at - length:at].decode()
        is_open, connections, in_flight, queued = struct.unpack_from("<BIII", value, at)
        at += 13
        found.append(PortEntry(number, path, bool(is_open), connections, in_flight, queued))
    if at != len(value):
        raise AssertionError("there is more than the ports that were counted")
    return found


def read(frame: Frame) -> Status:
    tlvs = frame.tlvs
    return Status(DaemonEntry(*struct.unpack("<IIIQQQQQ", tlvs[DAEMON])), ports(tlvs[PORTS]),
                  [ConnectionEntry(*row) for row in rows(tlvs[CONNECTIONS], "IIIIHIIQQQQ")],
                  [IdEntry(*row) for row in rows(tlvs[IDS], "IBBBIII")],
                  struct.unpack("<I", tlvs[NEXT])[0] if NEXT in tlvs else None)


class Cases(Case):
    def status(self, client: Client, first: Optional[int] = None) -> Status:
        tlvs = {} if first is None else {FIRST: u32(first)}
        return read(self.assert_error(client.request(CTL, 0, STATUS, tlvs), None))

    def port(self, status: Status) -> PortEntry:
        self.assertEqual(len(status.ports), 1)
        return status.ports[0]

    def connection(self, status: Status, number: int) -> ConnectionEntry:
        found, = [entry for entry in status.connections if entry.number == number]
        return found


class First(Cases):
    def test_first_message(self) -> None:
        modem = self.begin()
        client = self.connect()
        status = self.status(client)
        self.assertEqual(status.daemon, (self.daemon.process.pid, status.daemon.uptime, 1, 1, 0, 0, 0, 0))
        self.assertLessEqual(status.daemon.uptime, TIMEOUT)
        self.assertEqual(status.ports, [])
        self.assertEqual(status.connections, [(1, os.getpid(), 0, 0, 0, 0, 0, 1, 0, 0, 0)])
        self.assertEqual((status.ids, status.next), ([], None))
        # It is a connection as any other.
        self.assert_error(client.open(modem.link), None)
        self.works(client)
        self.assertEqual(self.port(self.status(client)), (1, modem.path, True, 1, 0, 0))

    def test_malformed(self) -> None:
        modem = self.begin()
        client = self.connect()
        whole = build(CTL, 0, 9, STATUS, {FIRST: u32(0)})
        # The message says that it has a TLV less, and one more, than its frame.
        for length in (0, 14):
            client.write(whole[:10] + u16(length) + whole[12:])
            self.assert_error(client.wait(9), "MalformedMessage")
        for tlvs in (b"\x10\x04\x00\x00", b"\x10", b"\x10\x05\x00\x00\x00\x00\x00"):
            self.assert_error(client.request(CTL, 0, STATUS, tlvs), "MalformedMessage")
        # One answer to each of those in which only the value is wrong.
        for tlvs in ({FIRST: b""}, {FIRST: u64(1)}):
            frame = client.request(CTL, 0, STATUS, tlvs)
            self.assertEqual((frame.kind, frame.message), ("response", STATUS))
        self.assert_error(client.open(modem.link), None)
        self.works(client)
        self.assertGreaterEqual(self.status(client).daemon.refused, 5)


class Owners(Cases):
    """Who is connected, and whose client ids there are."""

    def test_processes_and_users(self) -> None:
        modem = self.begin(f"--user={MAN}")
        asker = self.join(modem)
        self.connect(user=MAN)
        other = self.fork(lambda: self.join(modem))
        found = [(entry.process, entry.user, entry.port) for entry in self.status(asker).connections]
        self.assertEqual(found, [(os.getpid(), 0, 1), (os.getpid(), MAN, 0), (other, 0, 1)])
        self.kill(other)
        until(lambda: len(self.status(asker).connections) == 2, "the daemon knows that it is gone")

    def test_two_ports(self) -> None:
        first, second = self.begin(), self.modem()
        clients = [self.join(first), self.join(second), self.join(second)]
        for client in clients:
            client.allocate()
        status = self.status(clients[0])
        self.assertEqual([(port.number, port.path, port.connections) for port in status.ports],
                         [(1, first.path, 1), (2, second.path, 2)])
        self.assertEqual([entry.port for entry in status.connections], [1, 2, 2])
        self.assertEqual([(entry.port, entry.cid, entry.connection) for entry in status.ids],
                         [(1, 1, 1), (2, 1, 2), (2, 2, 3)])

    def test_closed_port(self) -> None:
        """It is remembered with what was left there."""
        modem = self.begin()
        client, asker = self.join(modem), self.connect()
        client.allocate()
        self.leave(client)
        until(lambda: not self.port(self.status(asker)).open, "the port is closed")
        self.assertEqual(self.port(self.status(asker)), (1, modem.path, False, 0, 0, 0))
        self.assertEqual([entry.state for entry in self.status(asker).ids], [PARKED])

    def test_states(self) -> None:
        modem = self.begin(f"--user={MAN}")
        asker = self.join(modem)
        owned = asker.allocate()
        began = time.monotonic()
        parked = self.join(modem)
        parked_id = parked.allocate(NAS)
        crashed = self.fork(lambda: self.join(modem).allocate(WDS))
        time.sleep(1.1)
        left = time.monotonic()
        self.leave(parked)
        sockets = self.daemon.n_sockets() - 1
        self.kill(crashed, lambda: self.daemon.wait_sockets(sockets))
        until(lambda: {entry.state for entry in self.status(asker).ids} == {OWNED, PARKED, CRASHED}, "one is crashed")
        time.sleep(1.1)
        since_began, since_left = int(time.monotonic() - began), int(time.monotonic() - left)
        ids = {entry.service: entry for entry in self.status(asker).ids}
        self.assertEqual(ids[DMS][:6], (1, DMS, owned, OWNED, 1, 0))
        self.assertEqual(ids[NAS][:6], (1, NAS, parked_id, PARKED, 0, 0))
        self.assertEqual(ids[WDS][:6], (1, WDS, 1, CRASHED, 0, 0))
        # An age starts anew with the state.
        self.assertIn(ids[DMS].age, range(since_began, since_began + 2))
        for service in (NAS, WDS):
            self.assertIn(ids[service].age, range(since_left, since_left + 2))
        self.assertLess(ids[NAS].age, ids[DMS].age)

    def test_taken_over_and_released(self) -> None:
        modem = self.begin()
        asker, client = self.connect(), self.join(modem)
        client.allocate()
        self.leave(client)
        client = self.join(modem)
        self.ask(client, DMS, 1)
        entry, = self.status(asker).ids
        self.assertEqual((entry.state, entry.connection), (OWNED, 3))
        self.assertEqual(self.connection(self.status(asker), 3).ids, 1)
        self.assert_error(client.release(DMS, 1), None)
        self.assertEqual(self.status(asker).ids, [])
        self.assertEqual(self.connection(self.status(asker), 3).ids, 0)

    def test_user_of_an_orphan(self) -> None:
        modem = self.begin(f"--user={MAN}", owner=MAN)
        asker, client = self.connect(), self.join(modem, user=MAN)
        client.allocate()
        self.leave(client)
        self.assertEqual([(entry.state, entry.user) for entry in self.status(asker).ids], [(PARKED, MAN)])


class Queues(Cases):
    def test_modem_that_does_not_answer(self) -> None:
        modem = self.begin()
        clients = [self.join(modem), self.join(modem)]
        modem.withhold(DMS, ECHO)
        for client, count in zip(clients, (30, 12)):
            client.write(echoes(DMS, client.allocate(), self.tags(count)))
            self.status(client)
        status = self.status(clients[0])
        self.assertEqual(self.port(status).in_flight, 42)
        self.assertEqual([entry.in_flight for entry in status.connections], [30, 12])
        modem.wait(ECHO, 42)
        for frame in modem.withheld[:5]:
            modem.answer_withheld(frame)
        for _ in range(5):
            clients[0].receive()
        status = self.status(clients[0])
        self.assertEqual((self.port(status).in_flight, self.port(status).queued), (37, 0))
        self.assertEqual([entry.in_flight for entry in status.connections], [25, 12])

    def test_control_requests_wait_for_their_turn(self) -> None:
        modem = self.begin()
        client = self.join(modem)
        modem.withhold(CTL, ECHO)
        client.write(echoes(CTL, 0, self.tags(300)))
        status = self.status(client)
        self.assertEqual((self.port(status).in_flight, status.connections[0].in_flight), (300, 300))

    def test_modem_that_does_not_read(self) -> None:
        modem = self.begin()
        client, asker = self.join(modem), self.connect()
        number = client.allocate()
        modem.stop_reading()
        filler = bytes(1000)
        tags = [tag + filler for tag in self.tags(300)]
        client.write(echoes(DMS, number, tags))
        self.status(client)
        port = self.port(self.status(asker))
        self.assertEqual(port.in_flight, 300)
        # What the terminal has not taken, of 300 requests of little more than 1000 bytes.
        self.assertIn(port.queued, range(100 * 1000, 300 * 1030))
        modem.read_again()
        for tag in tags:
            self.assertEqual(client.receive().tlvs[TAG], tag)
        self.assertEqual(self.port(self.status(asker)), (1, modem.path, True, 1, 0, 0))

    def test_program_that_does_not_read(self) -> None:
        modem = self.begin()
        client, asker = self.join(modem), self.connect()
        client.allocate()
        sent = 0

        def queued() -> int:
            return self.status(asker).connections[0].queued

        while not queued():
            modem.send(b"".join(indication(DMS, 1, EVENT, {0x20: bytes(1000)}) for _ in range(10)))
            modem.sent()
            self.daemon.wait_rest()
            sent += 10
            self.assertLess(sent, 2000)
        self.assertEqual(self.status(asker).connections[0].indications, sent)
        for _ in range(sent):
            client.indication()
        self.assertEqual(queued(), 0)


class Counters(Cases):
    def setUp(self) -> None:
        super().setUp()
        self._modem = self.begin()
        self.client, self.other, self.asker = self.join(self._modem), self.join(self._modem), self.connect()
        self.cid = self.client.allocate()
        self.other.allocate(NAS)
        self.before = self.status(self.asker)

    def assert_more(self, daemon: Dict[str, int], *connections: Dict[str, int]) -> None:
        """What has been added, besides the request that asks; of the connections in their order."""
        now = self.status(self.asker)
        added = {name: value - getattr(self.before.daemon, name) for name, value in now.daemon._asdict().items()
                 if name in ("requests", "replies", "indications", "dropped", "refused")}
        added["requests"] -= 1
        self.assertEqual({name: value for name, value in added.items() if value}, daemon)
        for entry, before, expected in zip(now.connections, self.before.connections, connections):
            added = {name: getattr(entry, name) - getattr(before, name)
                     for name in ("requests", "replies", "indications", "refused")}
            self.assertEqual({name: value for name, value in added.items() if value}, expected)

    def test_nothing(self) -> None:
        self.assert_more({}, {}, {}, {"requests": 1})

    def test_answers(self) -> None:
        for _ in range(17):
            self.ask(self.client, DMS, self.cid)
        self.works(self.other)
        self.assert_more({"requests": 18, "replies": 18}, {"requests": 17, "replies": 17},
                         {"requests": 1, "replies": 1})

    def test_no_answers(self) -> None:
        self._modem.withhold(DMS, ECHO)
        self.client.write(echoes(DMS, self.cid, self.tags(5)))
        self._modem.wait(ECHO, 5)
        self.assert_more({"requests": 5}, {"requests": 5}, {})

    def test_errors_of_the_modem_are_answers(self) -> None:
        self._modem.refuse(DMS, ECHO, "Internal")
        self.assert_error(self.client.request(DMS, self.cid, ECHO), "Internal")
        self.assert_more({"requests": 1, "replies": 1}, {"requests": 1, "replies": 1}, {})

    def test_refused(self) -> None:
        self.ask(self.other, DMS, self.cid, "AccessDenied")
        self.ask(self.other, DMS, 0, "InvalidClientId")
        self.assert_error(self.other.open(self._modem.link), "InvalidOperation")
        self.assert_more({"requests": 3, "refused": 3}, {}, {"requests": 3, "refused": 3})

    def test_indications(self) -> None:
        self.other.allocate()
        self.before = self.status(self.asker)
        self._modem.send(indication(DMS, self.cid, EVENT, {}) * 4 + indication(DMS, BROADCAST, EVENT, {}) * 3)
        for client, count in ((self.client, 7), (self.other, 3)):
            for _ in range(count):
                client.indication()
        # Each broadcast counts for both.
        self.assert_more({"indications": 10}, {"indications": 7}, {"indications": 3})

    def test_dropped(self) -> None:
        nobodys = self._modem.seen(ALLOCATE)[0]
        self._modem.send(indication(WDS, 9, EVENT, {}) * 2 + answer(nobodys, {}) +
                         build(DMS, self.cid, 77, ECHO, {0x02: bytes(4)}, flags=2, sender=0x80) * 3)
        # Behind them, so that they have come when this is there.
        self.works(self.client)
        self.assert_more({"requests": 1, "replies": 1, "dropped": 6}, {"requests": 1, "replies": 1}, {})

    def test_a_connection_that_is_gone(self) -> None:
        """Its numbers stay in the sum."""
        for _ in range(3):
            self.works(self.other)
        self.leave(self.other)
        self.assert_more({"requests": 3, "replies": 3})


class Pages(Cases):
    N_CONNECTIONS, N_IDS = 400, 250

    def setUp(self) -> None:
        super().setUp()
        modem = self.begin()
        self.client = self.join(modem)
        for _ in range(self.N_IDS):
            self.client.allocate()
        self.others = [self.connect() for _ in range(self.N_CONNECTIONS - 1)]
        self.daemon.wait_sockets(self.n_sockets + self.N_CONNECTIONS)

    def pages(self, client: Client) -> List[Status]:
        found = [self.status(client)]
        while found[-1].next is not None:
            found.append(self.status(client, found[-1].next))
            self.assertLess(len(found), 10)
        return found

    def test_all_entries_once(self) -> None:
        pages = self.pages(self.client)
        self.assertEqual([page.next for page in pages], [PAGE, None])
        self.assertEqual([entry.number for page in pages for entry in page.connections],
                         list(range(1, self.N_CONNECTIONS + 1)))
        self.assertEqual([entry.cid for page in pages for entry in page.ids], list(range(1, self.N_IDS + 1)))
        for page in pages:
            self.assertEqual((page.daemon.connections, self.port(page).connections), (self.N_CONNECTIONS, 1))
            self.assertLessEqual(len(page.connections) + len(page.ids), PAGE)

    def test_page_that_begins_among_the_ids(self) -> None:
        page = self.status(self.client, self.N_CONNECTIONS + 200)
        self.assertEqual((page.connections, page.next), ([], None))
        self.assertEqual([entry.cid for entry in page.ids], list(range(201, self.N_IDS + 1)))

    def test_page_that_begins_behind_the_end(self) -> None:
        for first in (self.N_CONNECTIONS + self.N_IDS, 100000, 0x7FFFFFFF, 0xFFFFFFFF):
            page = self.status(self.client, first)
            self.assertEqual((page.connections, page.ids, page.next), ([], [], None))

    @unittest.skipUnless(QMICLI, "QMIKIT_QMICLI does not name a qmicli")
    def test_qmicli(self) -> None:
        found = run("--format=json")
        self.assertEqual((found.status, found.errors), (0, ""))
        tlvs = json.loads(found.text)["tlvs"]
        self.assertEqual([entry["Number"] for entry in tlvs["Connections"]], list(range(1, self.N_CONNECTIONS + 2)))
        self.assertEqual([entry["Cid"] for entry in tlvs["Client Ids"]], list(range(1, self.N_IDS + 1)))
        self.assertEqual([entry["Number"] for entry in tlvs["Ports"]], [1])
        self.assertNotIn("Next Entry", tlvs)
        text = run().text
        ids = re.findall(r"^\t\t\t\t\t\tService: 'dms', CID: '\d+', State: 'owned'", text, re.M)
        self.assertEqual(len(ids), self.N_IDS)
        self.assertEqual(len(re.findall(r"^\t\t\t\t\tNumber: ", text, re.M)), 1)
        self.assertEqual(len(re.findall(r"^\t\t\tNumber: ", text, re.M)), 1 + self.N_CONNECTIONS)


class Output(NamedTuple):
    text: str
    errors: str
    status: int


def run(*options: str, before: Tuple[str, ...] = ()) -> Output:
    done = subprocess.run([*before, QMICLI, "--proxy-status", *options], stdin=subprocess.DEVNULL, capture_output=True,
                          text=True, timeout=2 * TIMEOUT, check=False, env=dict(os.environ, LC_ALL="C.UTF-8"))
    return Output(done.stdout, done.stderr, done.returncode)


TEXT = """[qmi-proxy] Proxy status retrieved:
	Process: '{daemon}'
	Uptime: 'TIME'
	Number of connections: '2'
	Requests: '6'
	Replies: '2'
	Indications: '0'
	Dropped: '0'
	Refused: '0'
	Ports:
		[0]
			Number: '1'
			Path: '{path}'
			Open: 'yes'
			Number of connections: '1'
			Requests in flight: '1'
			Queued: '0 bytes'
			Connections:
				[0]
					Number: '1'
					Process: '{process}'
					User: '0'
					Number of client IDs: '1'
					Requests in flight: '1'
					Queued: '0 bytes'
					Requests: '3'
					Replies: '1'
					Indications: '0'
					Refused: '0'
					Client IDs:
						Service: 'dms', CID: '1', State: 'owned', User: '0', Age: 'TIME'
			Client IDs:
				Service: 'nas', CID: '1', State: 'parked', User: '0', Age: 'TIME'
	Connections:
		[0]
			Number: '3'
			Process: 'QMICLI'
			User: '0'
			Port: '0'
			Number of client IDs: '0'
			Requests in flight: '0'
			Queued: '0 bytes'
			Requests: '1'
			Replies: '0'
			Indications: '0'
			Refused: '0'
"""


@unittest.skipUnless(QMICLI, "QMIKIT_QMICLI does not name a qmicli")
class Printed(Cases):
    def scene(self) -> Modem:
        modem = self.begin()
        client, other = self.join(modem), self.join(modem)
        modem.withhold(DMS, ECHO)
        client.send(DMS, client.allocate(), ECHO)
        modem.wait(ECHO)
        other.allocate(NAS)
        self.leave(other)
        return modem

    def test_text(self) -> None:
        modem = self.scene()
        found = run()
        self.assertEqual((found.status, found.errors), (0, ""))
        text = re.sub(r"'\d+ s'", "'TIME'", found.text)
        start, end = text.split("\n\tConnections:\n")
        text = start + "\n\tConnections:\n" + re.sub(r"Process: '\d+'", "Process: 'QMICLI'", end)
        self.assertEqual(text, TEXT.format(daemon=self.daemon.process.pid, path=modem.path, process=os.getpid()))

    def test_json(self) -> None:
        """The same in the names of the description, and nothing nested."""
        modem = self.scene()
        found = run("--format=json")
        self.assertEqual((found.status, found.errors), (0, ""))
        document = json.loads(found.text)
        self.assertEqual((document["service"], document["message"], document["kind"]),
                         ("ctl", "Internal Proxy Status", "response"))
        tlvs = document["tlvs"]
        self.assertEqual((tlvs["Daemon"]["Process"], tlvs["Daemon"]["Requests"]), (self.daemon.process.pid, 6))
        self.assertEqual(tlvs["Ports"], [{"Number": 1, "Path": modem.path, "Open": True, "Connections": 1,
                                          "Requests In Flight": 1, "Queued Bytes": 0}])
        self.assertEqual([(entry["Number"], entry["Port"], entry["Requests In Flight"])
                          for entry in tlvs["Connections"]], [(1, 1, 1), (3, 0, 0)])
        self.assertEqual([(entry["Service"]["name"], entry["State"]["name"], entry["Connection"])
                          for entry in tlvs["Client Ids"]], [("dms", "owned", 1), ("nas", "parked", 0)])

    def test_empty(self) -> None:
        self.run_daemon()
        found = run()
        self.assertEqual((found.status, found.errors), (0, ""))
        self.assertIn("\tPorts: 'none'\n\tConnections:\n", found.text)
        self.assertNotIn("IDs:\n", found.text)
        tlvs = json.loads(run("--format=json").text)["tlvs"]
        self.assertEqual((tlvs["Ports"], tlvs["Client Ids"], len(tlvs["Connections"])), ([], [], 1))

    def test_path_address(self) -> None:
        """Where no abstract address of the daemon is."""
        self.run_daemon("--socket-path=/run/qmi-proxy/socket")
        found = run(before=("unshare", "-n"))
        self.assertEqual((found.status, found.errors), (0, ""))
        self.assertIn(f"Process: '{self.daemon.process.pid}'", found.text)
        self.daemon.stop()
        self.assertEqual(run(before=("unshare", "-n")).status, 3)

    def test_device_and_proxy_are_not_minded(self) -> None:
        self.run_daemon()
        self.assertEqual(run("-d", "/nowhere", "-p").status, 0)

    def test_verbose(self) -> None:
        self.run_daemon()
        text = run("--verbose").text
        self.assertIn("[qmi-proxy] sent", text)
        self.assertEqual(text.count('"Internal Proxy Status" (0xFF40)'), 2)


class Impostor(threading.Thread):
    """Listens where the daemon would. The first connection gets one of the answers for each request, then its end.

    Answers are sent in pieces of this size, with pauses.
    """

    def __init__(self, answers: List[bytes], user: int = 0, piece: int = 1 << 20) -> None:
        super().__init__(daemon=True)
        self._piece = piece
        self._answers = answers
        self.requests: List[Frame] = []
        self._listener = socket.socket(socket.AF_UNIX)
        with as_user(user):
            self._listener.bind(ADDRESS)
            self._listener.listen()
        self._listener.settimeout(TIMEOUT)
        self.start()

    def run(self) -> None:
        with self._listener, contextlib.suppress(OSError), self._listener.accept()[0] as connection:
            connection.settimeout(TIMEOUT)
            received = b""
            while True:
                data = connection.recv(4096)
                if not data:
                    return
                frames, received = cut(received + data)
                for raw in frames:
                    self.requests.append(parse(raw))
                    if not self._answers:
                        return
                    data = self._answers.pop(0)
                    for at in range(0, len(data), self._piece):
                        connection.sendall(data[at:at + self._piece])
                        time.sleep(0.005)


def page(connections: List[int], next_entry: Optional[int] = None, transaction: int = 1) -> bytes:
    tlvs: Tlvs = {0x02: bytes(4), DAEMON: bytes(52), PORTS: u16(0), IDS: u16(0),
                  CONNECTIONS: u16(len(connections)) + b"".join(u32(number) + bytes(54) for number in connections)}
    if next_entry is not None:
        tlvs[NEXT] = u32(next_entry)
    return build(CTL, 0, transaction, STATUS, tlvs, 1, 0x80)


@unittest.skipUnless(QMICLI, "QMIKIT_QMICLI does not name a qmicli")
class Wrong(Cases):
    def impostor(self, *answers: bytes, **how: int) -> Impostor:
        found = Impostor(list(answers), **how)
        self.addCleanup(found.join, TIMEOUT)
        return found

    def assert_fails(self, found: Output, status: int, *words: str) -> None:
        self.assertEqual((found.status, found.text), (status, ""))
        self.assertEqual(found.errors.count("\n"), 1)
        self.assertTrue(found.errors.startswith(words[0]), found.errors)
        for word in words[1:]:
            self.assertIn(word, found.errors)

    def test_no_daemon(self) -> None:
        self.assert_fails(run(), 3,
                          NAME + "it does not run; the first program that opens a port through it starts it\n")
        error = json.loads(run("--format=json").errors)["error"]
        self.assertEqual((error["kind"], error["exit-code"]), ("device", 3))
        # It was not started by that.
        self.assert_fails(run(), 3, NAME + "it does not run")

    def test_daemon_that_does_not_answer(self) -> None:
        self.run_daemon()
        self.daemon.process.send_signal(signal.SIGSTOP)
        began = time.monotonic()
        self.assert_fails(run("--timeout=1"), 4,
                          "error: --proxy-status: qmi-proxy did not answer within 1 seconds (--timeout)\n")
        self.assertLess(time.monotonic() - began, 3)
        self.daemon.process.send_signal(signal.SIGCONT)

    def test_interrupted(self) -> None:
        impostor = self.impostor(b"", b"")
        process = subprocess.Popen([QMICLI, "--proxy-status"], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   text=True)
        until(lambda: impostor.requests, "it asks")
        process.terminate()
        text, errors = process.communicate(timeout=TIMEOUT)
        self.assertEqual((process.returncode, text, errors), (130, "", "error: --proxy-status: interrupted\n"))

    def test_connection_is_ended(self) -> None:
        self.impostor()
        self.assert_fails(run(), 3, NAME + "it ended the connection: Connection reset by peer", "another project")

    def test_connection_is_ended_between_pages(self) -> None:
        self.impostor(page([1], 1))
        self.assert_fails(run(), 3, NAME + "it ended the connection")

    def test_error(self) -> None:
        self.impostor(answer(parse(build(CTL, 0, 1, STATUS)), {}, "InvalidQmiCommand"))
        self.assert_fails(run(), 1, "error: --proxy-status: QMI protocol error (71): 'InvalidQmiCommand'\n")

    def test_error_in_a_later_page(self) -> None:
        self.impostor(page([1], 1), answer(parse(build(CTL, 0, 1, STATUS)), {}, "Internal"))
        self.assert_fails(run(), 1, "error: --proxy-status: QMI protocol error (3): 'Internal'\n")

    def test_no_frames(self) -> None:
        self.impostor(b"HTTP/1.1 400 Bad Request\r\n\r\n" + bytes(20000))
        self.assert_fails(run("--timeout=1"), 3, NAME)

    def test_pages_that_go_in_a_circle(self) -> None:
        impostor = self.impostor(page([1], 5), page([2], 5), page([3], 5))
        self.assert_fails(run(), 3, NAME + "the answer from entry 5 on is to go on at 5, which is not behind it")
        self.assertEqual(len(impostor.requests), 2)

    def test_pages_without_end(self) -> None:
        impostor = self.impostor(*(page([number], number) for number in range(1, 4)), b"", b"")
        self.assert_fails(run("--timeout=1"), 4, "error: --proxy-status: qmi-proxy did not answer within 1 seconds")
        self.assertEqual([frame.tlvs.get(FIRST) for frame in impostor.requests], [None, u32(1), u32(2), u32(3)])

    def test_entries_that_moved_between_pages(self) -> None:
        self.impostor(page([1, 2], 2), page([2, 3]))
        found = run("--format=json")
        self.assertEqual([entry["Number"] for entry in json.loads(found.text)["tlvs"]["Connections"]], [1, 2, 3])

    def test_frames_that_are_no_answer(self) -> None:
        self.impostor(indication(CTL, 0, 0x0027, {}) + page([8], transaction=9) + build(CTL, 0, 1, STATUS) + page([7]))
        found = run("--format=json")
        self.assertEqual([entry["Number"] for entry in json.loads(found.text)["tlvs"]["Connections"]], [7])

    def test_answer_in_pieces(self) -> None:
        for piece in (1, 7, 1000):
            impostor = self.impostor(page([1], 1), page([2, 3]), piece=piece)
            found = run("--format=json")
            self.assertEqual([entry["Number"] for entry in json.loads(found.text)["tlvs"]["Connections"]], [1, 2, 3])
            impostor.join(TIMEOUT)

    def test_answer_without_its_end(self) -> None:
        self.impostor(page([1])[:-1], b"")
        self.assert_fails(run("--timeout=1"), 4, "error: --proxy-status: qmi-proxy did not answer")

    def test_daemon_of_somebody_else(self) -> None:
        impostor = self.impostor(page([1]), user=GAMES)
        self.assert_fails(run(), 3, NAME, "not trusted")
        self.assertEqual(impostor.requests, [])


@unittest.skipUnless(QMICLI, "QMIKIT_QMICLI does not name a qmicli")
class Left(Cases):
    """What becomes of the client id of a qmicli that is killed, or that leaves it."""

    def setUp(self) -> None:
        super().setUp()
        self._modem = self.begin()
        self._modem.withhold(DMS, GET_IDS)
        self.asker = self.connect()

    def start(self, *options: str) -> subprocess.Popen:
        process = subprocess.Popen([QMICLI, "-p", "-d", self._modem.link, "--device-open-qmi", *options],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def kill_it(self, *options: str) -> None:
        process = self.start("--dms-get-ids", *options)
        self._modem.wait(GET_IDS)
        process.kill()
        process.wait()

    def test_killed(self) -> None:
        self.kill_it()
        self._modem.wait(RELEASE)
        until(lambda: not self.status(self.asker).ids, "its id is released")

    def test_killed_with_an_id_to_be_kept(self) -> None:
        self.kill_it("--client-no-release-cid")
        until(lambda: [entry.state for entry in self.status(self.asker).ids] == [PARKED], "its id is left")
        self.assertEqual(self._modem.seen(RELEASE), [])

    def test_kept(self) -> None:
        self.assertEqual(self.start("--dms-noop", "--client-no-release-cid").wait(TIMEOUT), 0)
        until(lambda: [entry.state for entry in self.status(self.asker).ids] == [PARKED], "its id is left")
        self.assertEqual(self._modem.seen(RELEASE), [])

    def test_given_back(self) -> None:
        self.assertEqual(self.start("--dms-noop").wait(TIMEOUT), 0)
        self.assertEqual(len(self._modem.wait(RELEASE)), 1)
        until(lambda: not self.status(self.asker).ids, "its id is released")
