# SPDX-License-Identifier: LGPL-2.1-or-later
"""Our text is that of Debian's qmicli for the same answers, white space aside, but for what differences.txt lists."""

from __future__ import annotations

import re
import unittest
from typing import List

from support import OK, PEER, Modem, comparable, differences, missing, protocol_errors, run, squeezed

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
]


@unittest.skipIf(missing() or not PEER, missing() or "no qmicli of Debian: install libqmi-utils")
class TestOutput(unittest.TestCase):
    same: List[str] = []
    listed: List[str] = []

    @classmethod
    def tearDownClass(cls) -> None:
        print(f"# {len(cls.same)} of {len(COMMANDS)} outputs are identical but for white space, "
              f"{len(cls.listed)} differ as listed: {' '.join(cls.listed)}")

    def test_same_text(self) -> None:
        known = differences()
        for command in COMMANDS:
            with self.subTest(command):
                self._compare(command, known.get(command.split("=")[0]))

    def _compare(self, command: str, pattern: "str | None") -> None:
        with Modem() as modem:
            ours = modem.run([command])
        with Modem() as modem:
            theirs = modem.run([command], str(PEER))
        self.assertEqual(ours.status == OK, theirs.status == OK, f"{ours} {theirs}")
        self.assertEqual(protocol_errors(ours), protocol_errors(theirs))
        if squeezed(ours.text) == squeezed(theirs.text):
            self.same.append(command)
            return
        self.assertIsNotNone(pattern, f"{ours.text}\n---\n{theirs.text}")
        self.assertEqual(comparable(ours.text, str(pattern)), comparable(theirs.text, str(pattern)))
        self.listed.append(command)

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
