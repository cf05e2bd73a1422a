# SPDX-License-Identifier: LGPL-2.1-or-later
"""Our text is that of Debian's qmicli for the same answers, white space aside, but for what differences.txt lists."""

from __future__ import annotations

import re
import unittest
from typing import List

from support import (OK, PEER, QMICLI, Modem, comparable, differences, is_built, missing, protocol_errors, run,
                     squeezed, unbuilt)

# Each runs on a fresh modem, so that they do not depend on each other.
COMMANDS = [
    "--dms-get-ids", "--dms-get-capabilities", "--dms-get-manufacturer", "--dms-get-model", "--dms-get-revision",
    "--dms-get-msisdn", "--dms-get-power-state", "--dms-uim-get-pin-status", "--dms-uim-get-iccid",
    "--dms-uim-get-imsi", "--dms-uim-get-state", "--dms-uim-get-ck-status=pn", "--dms-uim-get-ck-status=pf",
    "--dms-get-hardware-revision",
    "--dms-get-operating-mode", "--dms-get-time", "--dms-get-prl-version", "--dms-get-activation-state",
    "--dms-get-user-lock-state", "--dms-read-user-data", "--dms-read-eri-file", "--dms-get-band-capabilities",
    "--dms-get-factory-sku", "--dms-list-stored-images", "--dms-get-firmware-preference",
    "--dms-get-boot-image-download-mode", "--dms-get-software-version", "--dms-get-supported-messages",
    "--dms-swi-get-current-firmware", "--dms-swi-get-usb-composition", "--dms-foxconn-get-firmware-version=apps",
    "--dms-dell-get-firmware-version=apps", "--dms-get-mac-address=wlan", "--dms-get-mac-address=bt",
    "--get-service-version-info", "--device-set-instance-id=5", "--dms-noop", "--dms-reset",
    "--dms-uim-set-pin-protection=PIN,enable,1234", "--dms-uim-set-pin-protection=PIN,disable,9999",
    "--dms-uim-verify-pin=PIN,1234", "--dms-uim-verify-pin=PIN,0000", "--dms-uim-unblock-pin=PIN,12345678,1234",
    "--dms-uim-change-pin=PIN,1234,4321", "--dms-uim-change-pin=PIN2,0000,4321",
    "--dms-uim-set-ck-protection=pn,disable,12345678", "--dms-uim-unblock-ck=pn,12345678",
    "--dms-set-operating-mode=low-power", "--dms-set-operating-mode=persistent-low-power",
    "--dms-activate-automatic=*22899", "--dms-activate-manual=000000,123,5551234567,5551234567",
    "--dms-set-user-lock-state=enable,0000", "--dms-set-user-lock-state=disable,9999",
    "--dms-set-user-lock-code=0000,1111", "--dms-write-user-data=hello", "--dms-restore-factory-defaults=000000",
    "--dms-validate-service-programming-code=000000", "--dms-validate-service-programming-code=111111",
    "--dms-set-firmware-id", "--dms-select-stored-image=modem0,pri0", "--dms-select-stored-image=pri0,modem0",
    "--dms-delete-stored-image=modem0", "--dms-delete-stored-image=pri0",
    "--dms-set-firmware-preference=firmware-version=02.33.03.00,config-version=002.072_000,carrier=GENERIC",
    "--dms-set-firmware-preference=carrier=X,firmware-version=1,config-version=2,override-download=yes",
    "--dms-set-boot-image-download-mode=normal", "--dms-set-boot-image-download-mode=boot-and-recovery",
    "--dms-set-fcc-authentication", "--dms-hp-change-device-mode=fastboot", "--dms-swi-set-usb-composition=6",
    "--dms-foxconn-change-device-mode=fastboot-ota", "--dms-dell-change-device-mode=fastboot-online",
    "--dms-foxconn-set-fcc-authentication=0", "--dms-foxconn-set-fcc-authentication-v2=abc,48",
    "--wds-start-network=apn=internet", "--wds-start-network=apn=nowhere", "--wds-stop-network=1",
    "--wds-stop-network=disable-autoconnect", "--wds-get-packet-service-status", "--wds-get-current-settings",
    "--wds-get-packet-statistics", "--wds-get-channel-rates", "--wds-get-data-bearer-technology",
    "--wds-get-current-data-bearer-technology", "--wds-go-dormant", "--wds-go-active", "--wds-get-dormancy-status",
    "--wds-create-profile=3gpp,name=a,apn=b,username=c,password=d,auth=both",
    "--wds-swi-create-profile-indexed=3gpp,2,name=a",
    "--wds-modify-profile=3gpp,1,name=a", "--wds-modify-profile=3gpp,77,name=a", "--wds-delete-profile=3gpp,1",
    "--wds-delete-profile=3gpp,77", "--wds-get-profile-list=3gpp", "--wds-get-profile-list=3gpp2",
    "--wds-get-default-profile-number=3gpp", "--wds-set-default-profile-number=3gpp,1",
    "--wds-set-default-profile-number=3gpp,77", "--wds-get-default-settings=3gpp", "--wds-get-autoconnect-settings",
    "--wds-set-autoconnect-settings=enabled", "--wds-set-autoconnect-settings=enabled,home-only",
    "--wds-get-supported-messages", "--wds-reset", "--wds-bind-data-port=3",
    "--wds-bind-mux-data-port=mux-id=1,ep-iface-number=2", "--wds-set-ip-family=4", "--wds-set-ip-family=6",
    "--wds-get-lte-attach-parameters", "--wds-get-max-lte-attach-pdn-num", "--wds-get-lte-attach-pdn-list",
    "--wds-set-lte-attach-pdn-list=1,2", "--wds-noop",
    "--uim-get-card-status", "--uim-get-slot-status", "--uim-get-configuration", "--uim-get-supported-messages",
    "--uim-read-transparent=0x3F00,0x2FE2", "--uim-read-transparent=0x3F00,0x2FFF",
    "--uim-get-file-attributes=0x3F00,0x2FE2", "--uim-get-file-attributes=0x3F00,0x2FFF",
    "--uim-read-record=record-number=1,record-length=0,file=0x3F00-0x2F00",
    "--uim-read-record=record-number=1,record-length=0,file=0x3F00-0x2FFF",
    "--uim-set-pin-protection=PIN1,enable,1234", "--uim-verify-pin=PIN1,0000", "--uim-change-pin=PIN2,0000,4321",
    "--uim-unblock-pin=PIN1,12345678,1234", "--uim-sim-power-off=1", "--uim-sim-power-on=1",
    "--uim-change-provisioning-session=session-type=primary-gw-provisioning,activate=no", "--uim-switch-slot=1",
    "--uim-switch-slot=2", "--uim-depersonalization=gw-network,deactivate,12345678", "--uim-reset", "--uim-noop",
]

# With a session of the client; its counters go on from one run to the next.
OF_SESSION = [
    "--wds-get-packet-service-status", "--wds-get-current-settings", "--wds-get-channel-rates",
    "--wds-get-data-bearer-technology", "--wds-get-current-data-bearer-technology", "--wds-get-dormancy-status",
    "--wds-start-network=apn=internet", "--wds-go-dormant", "--wds-go-active",
]


def built_commands() -> List[str]:
    """Those of the services that the build has."""
    gone = tuple(f"--{service}-" for service in ("nas", "uim", "wds") if not is_built(service))
    return [command for command in COMMANDS if not command.startswith(gone)]


@unittest.skipIf(missing() or not PEER, missing() or "no qmicli of Debian: install libqmi-utils")
class TestOutput(unittest.TestCase):
    same: List[str] = []
    listed: List[str] = []

    @classmethod
    def tearDownClass(cls) -> None:
        print(f"# {len(cls.same)} of {len(COMMANDS + OF_SESSION)} outputs are identical but for white space, "
              f"{len(cls.listed)} differ as listed: {' '.join(cls.listed)}")

    def test_same_text(self) -> None:
        known = differences()
        for command in built_commands():
            with self.subTest(command):
                self._compare(command, known.get(command.split("=")[0]))

    def _compare(self, command: str, pattern: "str | None") -> None:
        with Modem() as modem:
            ours = modem.run([command])
        with Modem() as modem:
            theirs = modem.run([command], str(PEER))
        self.assertEqual(ours.status == OK, theirs.status == OK, f"{ours} {theirs}")
        self.assertIn(protocol_errors(theirs), protocol_errors(ours))
        if squeezed(ours.text) == squeezed(theirs.text):
            self.same.append(command)
            return
        self.assertIsNotNone(pattern, f"{ours.text}\n---\n{theirs.text}")
        self.assertEqual(comparable(ours.text, str(pattern)), comparable(theirs.text, str(pattern)))
        self.listed.append(command)

    @unittest.skipIf(unbuilt("wds"), unbuilt("wds"))
    def test_session(self) -> None:
        """One client asks for everything about its session."""
        texts: List[List[str]] = []
        for program in (QMICLI, str(PEER)):
            with Modem() as modem:
                first = modem.run(["--wds-start-network=apn=internet", "--client-no-release-cid"], program)
                client = "--client-cid=" + re.findall(r"CID: '(\d+)'", first.text)[0]
                texts.append([modem.run([command, client, "--client-no-release-cid"], program).text
                              for command in OF_SESSION])
        for command, ours, theirs in zip(OF_SESSION, *texts):
            with self.subTest(command):
                self.assertEqual(squeezed(ours), squeezed(theirs))
                self.same.append(command)

    def test_log(self) -> None:
        """The log has the same lines; times, and what each does in other steps, aside."""
        lines = []
        for program in ("", str(PEER)):
            with Modem() as modem:
                words = ["-d", modem.path, "--device-open-qmi", "-v", "--dms-get-model"]
                found = run(words, program) if program else run(words)
                debug = found.text.replace(modem.path, "PORT")
            lines.append([line for line in re.sub(r"^\[[^]]*, [^]]*\] ", "", debug, flags=re.M).splitlines()
                          if line.startswith(("<<<<<<", "[Debug] [PORT] sent", "[Debug] [PORT] received"))])
        self.assertEqual(lines[0], lines[1])
        self.assertTrue(lines[0])


if __name__ == "__main__":
    unittest.main()
