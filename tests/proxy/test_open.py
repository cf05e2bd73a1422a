# SPDX-License-Identifier: LGPL-2.1-or-later
"""0xFF00: which port a connection gets, what is refused, and how."""

from __future__ import annotations

import os
import socket
import stat

from frames import BROADCAST, CTL, DMS, build, indication
from harness import ECHO, MAN, OPEN, TAG, Case, Client, open_tlvs, until
from isolation import BIND, mount, unmount
from modem import VERSION, Modem


class Sharing(Case):
    def assert_shared(self, modem: Modem, *paths: str) -> None:
        clients = [self.join(path) for path in paths]
        for client in clients:
            client.allocate()
        modem.send(indication(DMS, BROADCAST, 0x0001, {}))
        for client in clients:
            self.assertEqual(client.indication().message, 0x0001)
        self.assertEqual(self.daemon.files().count(modem.path), 1)

    def test_link_and_what_it_points_to(self) -> None:
        modem = self.begin()
        self.assert_shared(modem, modem.link, modem.path)

    def test_links_of_links(self) -> None:
        modem = self.begin()
        folder = os.path.join(self.folder, "by-id")
        os.mkdir(folder)
        link = os.path.join(folder, "modem")
        os.symlink("../" + os.path.basename(modem.link), link)
        self.assert_shared(modem, link, modem.link, os.path.join(self.folder, ".", "by-id", "..", "port0"))

    def test_open_while_it_is_used(self) -> None:
        modem = self.begin()
        first, second = self.join(modem), self.join(modem)
        self.leave(first)
        self.works(second)
        self.leave(second)
        # It is closed without anybody's asking.
        self.modem_is_free(modem)
        self.works(self.join(modem))

    def modem_is_free(self, modem: Modem) -> None:
        until(lambda: modem.path not in self.daemon.files(), "the port is closed")


class Once(Case):
    def test_second_open(self) -> None:
        modem, other = self.begin(), self.modem()
        client = self.join(modem)
        for path in (modem.link, other.link, os.path.join(self.folder, "none")):
            self.assert_error(client.open(path), "InvalidOperation")
        self.works(client)
        self.assertEqual((len(modem.seen(ECHO)), len(other.frames)), (1, 0))

    def test_two_in_one_write(self) -> None:
        modem = self.begin()
        client = self.connect()
        client.write(b"".join(build(CTL, 0, number, OPEN, open_tlvs(modem.link)) for number in (7, 8)))
        self.assert_error(client.wait(7), None)
        self.assert_error(client.wait(8), "InvalidOperation")
        self.works(client)

    def test_two_before_the_modem_hangs_up(self) -> None:
        modem, other = self.begin(), self.modem()
        witness = self.join(other)
        for shared in (False, True):
            with self.subTest(shared=shared):
                if shared:
                    self.join(modem)
                client = self.join(modem)
                client.open(modem.link)
                client.open(modem.link)
                self.leave(client)
                modem.hang_up()
                self.works(witness)
                modem.come_back()
        self.works(self.join(modem))

    def test_requests_in_the_same_write(self) -> None:
        modem = self.begin()
        client = self.connect()
        tags = self.tags(20)
        client.write(build(CTL, 0, 99, OPEN, open_tlvs(modem.link)) +
                     b"".join(build(CTL, 0, number, ECHO, {TAG: tag}) for number, tag in enumerate(tags, 100)))
        self.assert_error(client.wait(99), None)
        answers = {frame.transaction: frame.tlvs[TAG] for frame in (client.receive() for _ in tags)}
        self.assertEqual(answers, dict(enumerate(tags, 100)))


class Refused(Case):
    def refused(self, path: str, error: str, **connect: int) -> None:
        with self.subTest(path=path):
            client = self.connect(**connect)
            self.assert_error(client.open(path), error)

    def test_requests_before_it(self) -> None:
        modem = self.begin()
        client = self.connect()
        self.assert_error(client.request(CTL, 0, VERSION), "DeviceNotReady")
        self.ask(client, DMS, 1, "DeviceNotReady")
        self.assert_error(client.open(modem.link), None)
        self.works(client)
        self.assertEqual([frame.message for frame in modem.frames], [ECHO])

    def test_no_path(self) -> None:
        modem = self.begin()
        client = self.connect()
        self.assert_error(client.request(CTL, 0, OPEN), "MissingArgument")
        self.assert_error(client.request(CTL, 0, OPEN, {0x10: b"\x01"}), "MissingArgument")
        self.works(self.join(modem))

    def test_nothing_there(self) -> None:
        self.run_daemon()
        os.symlink(os.path.join(self.folder, "none"), os.path.join(self.folder, "dangling"))
        os.symlink("circle", os.path.join(self.folder, "circle"))
        for name in ("none", "dangling", "circle", "none/none"):
            self.refused(os.path.join(self.folder, name), "DeviceNotReady")

    def node(self, name: str, major: int, minor: int) -> str:
        path = os.path.join(self.folder, name)
        os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(major, minor))
        return path

    def test_what_is_no_port(self) -> None:
        self.run_daemon()
        file, fifo, local = (os.path.join(self.folder, name) for name in ("file", "fifo", "local"))
        with open(file, "wb"):
            os.mkfifo(fifo)
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(local)
        os.symlink("/dev/null", os.path.join(self.folder, "cdc-wdm0"))
        for path in (file, fifo, local, self.folder, "/dev/null", "/dev/tty", "/dev/ptmx", self.node("memory", 1, 1),
                     self.node("cdc-wdm1", 1, 5), os.path.join(self.folder, "cdc-wdm0")):
            self.refused(path, "AccessDenied")

    def test_terminal_of_another_user(self) -> None:
        self.run_daemon(f"--user={MAN}")
        theirs, of_root = self.modem(owner=MAN), self.modem()
        self.refused(theirs.link, "AccessDenied")
        self.refused(of_root.link, "AccessDenied", user=MAN)
        self.works(self.join(theirs, user=MAN))
        self.works(self.join(of_root))

    def test_allowed_paths(self) -> None:
        self.run_daemon("--allow-path=/dev/pts/*", f"--allow-path={self.folder}/allowed*")
        modem = self.modem(owner=MAN)
        self.works(self.join(modem))
        # What counts is the device, not the way to it; and it must be a device all the same.
        os.symlink("/dev/zero", os.path.join(self.folder, "allowed-link"))
        self.refused(os.path.join(self.folder, "allowed-link"), "AccessDenied")
        with open(os.path.join(self.folder, "allowed-file"), "wb"):
            pass
        self.refused(os.path.join(self.folder, "allowed-file"), "AccessDenied")
        # Nobody drives this device.
        self.refused(self.node("allowed-node", 240, 99), "DeviceNotReady")


class Classes(Case):
    """Ports by their names in /sys/class: here, names of a terminal that may not be opened without."""

    def setUp(self) -> None:
        super().setUp()
        mount("tmpfs", "/sys/class", "tmpfs")
        self.addCleanup(unmount, "/sys/class")
        self.run_daemon()
        self._modem = self.modem(owner=MAN)

    def port(self, kind: str, name: str, text: str = "") -> str:
        """A device file of this name, which the class lists with this type."""
        folder = os.path.join("/sys/class", kind, name)
        os.makedirs(folder)
        number = os.stat(self._modem.path).st_rdev
        for file, content in (("dev", f"{os.major(number)}:{os.minor(number)}"), ("type", text)):
            if content:
                with open(os.path.join(folder, file), "w", encoding="ascii") as stream:
                    stream.write(content + "\n")
        path = os.path.join(self.folder, name)
        with open(path, "wb"):
            mount(self._modem.path, path, None, BIND)
        self.addCleanup(unmount, path)
        return path

    def test_ports(self) -> None:
        for kind, name, text in (("usbmisc", "cdc-wdm3", ""), ("wwan", "wwan0qmi0", "QMI"), ("rpmsg", "rpmsg0", ""),
                                 ("smdpkt", "smdcntl0", "")):
            with self.subTest(kind=kind):
                path = self.port(kind, name, text)
                link = path + "-link"
                os.symlink(path, link)
                self.works(self.join(link))

    def test_other_devices(self) -> None:
        for kind, name, text in (("wwan", "wwan0mbim0", "MBIM"), ("wwan", "wwan0at0", "AT"), ("tty", "ttyUSB0", ""),
                                 ("net", "wwan0", "")):
            with self.subTest(kind=kind, name=name):
                client: Client = self.connect()
                self.assert_error(client.open(self.port(kind, name, text)), "AccessDenied")
