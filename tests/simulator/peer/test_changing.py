# SPDX-License-Identifier: LGPL-2.1-or-later
"""Commands of Debian's qmicli that change something, and what can be read afterwards."""

from __future__ import annotations

from debian import Debian
from harness import changed


class Codes(Debian):
    def test_pin(self) -> None:
        self.simulator = self.start(profile=changed(sim={"pin1": {"enabled": True}}))
        self.fail_qmicli("PinRestriction", "--dms-uim-get-imsi")
        text = self.fail_qmicli("IncorrectPin", "--dms-uim-verify-pin=PIN,0000")
        self.assertIn("Verify: 2", text)
        self.assertIn("Unblock: 10", text)
        self.qmicli("--dms-uim-verify-pin=PIN,1234")
        self.assertIn("PIN1:\n\tStatus: enabled-verified\n\tVerify: 3", self.qmicli("--dms-uim-get-pin-status"))
        self.qmicli("--dms-uim-change-pin=PIN,1234,4321")
        self.qmicli("--dms-uim-set-pin-protection=PIN,disable,4321")
        self.assertIn("PIN1:\n\tStatus: disabled", self.qmicli("--dms-uim-get-pin-status"))
        self.fail_qmicli("NoEffect", "--dms-uim-set-pin-protection=PIN,disable,4321")
        self.qmicli("--dms-uim-set-pin-protection=PIN,enable,4321")

    def test_puk(self) -> None:
        self.simulator = self.start(profile=changed(sim={"pin1": {"enabled": True}}))
        for error in ("IncorrectPin", "IncorrectPin", "PinBlocked"):
            self.fail_qmicli(error, "--dms-uim-verify-pin=PIN,0000")
        self.assertIn("PIN1:\n\tStatus: blocked\n\tVerify: 0", self.qmicli("--dms-uim-get-pin-status"))
        self.assertIn("'locked-or-failed'", self.qmicli("--dms-uim-get-state"))
        self.assertIn("Unblock: 9", self.fail_qmicli("IncorrectPin", "--dms-uim-unblock-pin=PIN,00000000,1111"))
        self.qmicli("--dms-uim-unblock-pin=PIN,12345678,1111")
        self.assertIn("PIN1:\n\tStatus: unblocked\n\tVerify: 3", self.qmicli("--dms-uim-get-pin-status"))

    def test_network_lock(self) -> None:
        self.simulator = self.start(profile=changed(facilities={"pn": {"tries": 1}}))
        self.fail_qmicli("PinBlocked", "--dms-uim-set-ck-protection=pn,disable,00000000")
        self.assertIn("State: 'blocked'", self.qmicli("--dms-uim-get-ck-status=pn"))
        self.fail_qmicli("IncorrectPin", "--dms-uim-unblock-ck=pn,00000000")
        self.qmicli("--dms-uim-unblock-ck=pn,87654321")
        self.qmicli("--dms-uim-set-ck-protection=pn,disable,12345678")
        self.assertIn("State: 'deactivated'", self.qmicli("--dms-uim-get-ck-status=pn"))

    def test_device_codes(self) -> None:
        self.simulator = self.start()
        self.fail_qmicli("AuthenticationFailed", "--dms-set-user-lock-state=enable,9999")
        self.qmicli("--dms-set-user-lock-state=enable,1234")
        self.assertIn("Enabled: 'yes'", self.qmicli("--dms-get-user-lock-state"))
        self.qmicli("--dms-set-user-lock-code=1234,4321")
        self.qmicli("--dms-set-user-lock-state=disable,4321")
        self.qmicli("--dms-validate-service-programming-code=000000")
        self.fail_qmicli("AuthenticationFailed", "--dms-validate-service-programming-code=111111")
        self.qmicli("--dms-restore-factory-defaults=000000")


class Modes(Debian):
    def test_operating_mode(self) -> None:
        self.simulator = self.start()
        self.qmicli("--dms-set-operating-mode=low-power")
        self.assertIn("'low-power'", self.qmicli("--dms-get-operating-mode"))
        self.fail_qmicli("InvalidTransition", "--dms-set-operating-mode=reset")
        self.qmicli("--dms-set-operating-mode=offline")
        self.fail_qmicli("InvalidTransition", "--dms-set-operating-mode=online")

    def test_reset_with_the_port(self) -> None:
        self.simulator = self.start(profile=changed(power={"reset-hang-up": True}))
        self.qmicli("--dms-set-operating-mode=offline", "--client-no-release-cid")
        # The client id of this call is gone when it wants to give it back.
        self.assertIn("Operating mode set successfully", self.run_qmicli("--dms-set-operating-mode=reset").stdout)
        self.simulator.next_path()
        self.assertIn("'online'", self.qmicli("--dms-get-operating-mode"))

    def test_fcc_lock(self) -> None:
        self.simulator = self.start(profile=changed(power={"fcc-lock": True}))
        self.fail_qmicli("InvalidTransition", "--dms-set-operating-mode=online")
        self.qmicli("--dms-set-fcc-authentication")
        self.qmicli("--dms-set-operating-mode=online")


class Values(Debian):
    def test_written_values_are_read(self) -> None:
        self.simulator = self.start()
        self.qmicli("--dms-write-user-data=abc")
        self.assertIn("61:62:63", self.qmicli("--dms-read-user-data"))
        self.qmicli("--dms-set-boot-image-download-mode=boot-and-recovery")
        self.assertIn("boot-and-recovery", self.qmicli("--dms-get-boot-image-download-mode"))
        self.qmicli("--dms-swi-set-usb-composition=8")
        self.assertIn("[*] USB composition 8", self.qmicli("--dms-swi-get-usb-composition"))

    def test_firmware(self) -> None:
        self.simulator = self.start()
        self.qmicli("--dms-select-stored-image=modem1,pri1")
        text = self.qmicli("--dms-get-firmware-preference")
        self.assertIn("02.24.05.06_?", text)
        self.assertIn("02.24.05.06_GENERIC", text)
        self.fail_qmicli("InvalidOperation", "--dms-delete-stored-image=pri0")
        self.qmicli("--dms-delete-stored-image=pri1")
        self.assertNotIn("[pri1]", self.qmicli("--dms-list-stored-images"))
        self.qmicli("--dms-set-firmware-preference="
                    "firmware-version=09.09.09.09,config-version=009.009_000,carrier=ACME")
        self.assertIn("009.009_000", self.qmicli("--dms-get-firmware-preference"))

    def test_activation(self) -> None:
        answers = {"dms": {"Get Activation State": {"Info": "not-activated"}}}
        self.simulator = self.start(profile=changed(answers=answers))
        self.qmicli("--dms-activate-manual=000000,4139,5550100999,5550100999")
        self.assertIn("'activated'", self.qmicli("--dms-get-activation-state"))
        self.assertIn("5550100999", self.qmicli("--dms-get-msisdn"))
        self.qmicli("--dms-activate-automatic=*22899")

    def test_others(self) -> None:
        self.simulator = self.start()
        for option in ("--dms-reset", "--dms-set-firmware-id", "--dms-noop"):
            self.qmicli(option)


class Clients(Debian):
    def test_ids_are_given_back(self) -> None:
        self.simulator = self.start(profile=changed(services={"dms": {"client-ids": 1}}))
        for _ in range(3):
            self.qmicli("--dms-get-model")
        self.assertEqual(self.simulator.control({"status": True})["status"]["clients"], [])

    def test_ids_that_are_kept_run_out(self) -> None:
        self.simulator = self.start(profile=changed(services={"dms": {"client-ids": 1}}))
        self.assertIn("CID: '1'", self.qmicli("--dms-noop", "--client-no-release-cid"))
        self.fail_qmicli("ClientIdsExhausted", "--dms-get-model")
        self.qmicli("--dms-get-model", "--client-cid=1", "--client-no-release-cid")
        self.qmicli("--device-open-sync", "--dms-get-model")

    def test_open_options(self) -> None:
        self.simulator = self.start()
        self.qmicli("--device-open-version-info", "--device-open-sync", "--dms-get-model")
        self.qmicli("--device-open-net=net-raw-ip|net-no-qos-header", "--dms-get-model")


class Faults(Debian):
    def test_hang_up(self) -> None:
        self.simulator = self.start("--fault", "hang-up@dms.get-model#1")
        run = self.run_qmicli("--dms-get-model")
        self.assertNotEqual(run.returncode, 0)
        self.assertIn("endpoint hangup", run.stdout + run.stderr)
        self.simulator.next_path()
        self.qmicli("--dms-get-model")

    def test_split_and_delayed(self) -> None:
        self.simulator = self.start("--fault", "split@*", "--fault", "delay=20@dms.*")
        self.assertIn("EW7455", self.qmicli("--dms-get-model"))

    def test_garbage(self) -> None:
        self.simulator = self.start("--fault", "garbage@dms.get-model#1")
        self.assertNotEqual(self.run_qmicli("--dms-get-model").returncode, 0)
        self.qmicli("--dms-get-model")
