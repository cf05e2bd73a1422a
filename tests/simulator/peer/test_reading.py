# SPDX-License-Identifier: LGPL-2.1-or-later
"""Every command of Debian's qmicli that reads something, directly on the port."""

from __future__ import annotations


from debian import Debian
from harness import changed

# Option: the whole output behind its first line, which names the port. The profile is the one of the project.
READS = {
    "--dms-get-ids": "\t    ESN: '0'\n\t   IMEI: '490154203237518'\n\t   MEID: '49015420323751'\n\tIMEI SV: '07'\n",
    "--dms-get-capabilities": "\tMax TX channel rate: '50000000'\n\tMax RX channel rate: '300000000'\n"
                              "\t       Data Service: 'non-simultaneous-cs-ps'\n\t                SIM: 'supported'\n"
                              "\t           Networks: 'gsm, umts, lte'\n",
    "--dms-get-manufacturer": "\tManufacturer: 'Example Wireless, Incorporated'\n",
    "--dms-get-model": "\tModel: 'EW7455'\n",
    "--dms-get-revision": "\tRevision: 'EW9X30C_02.33.03.00 r8209 2019/08/28 20:59:30'\n",
    "--dms-get-msisdn": "\tMSISDN: '+15550100123'\n",
    "--dms-get-power-state": "\tPower state: 'external-source, battery-connected'\n\tBattery level: '85 %'\n",
    "--dms-uim-get-iccid": "\tICCID: '89010012345678901234'\n",
    "--dms-uim-get-imsi": "\tIMSI: '001010123456789'\n",
    "--dms-uim-get-state": "\tState: 'initialization-completed'\n",
    "--dms-uim-get-pin-status": "[PORT] PIN1:\n\tStatus: disabled\n\tVerify: 3\n\tUnblock: 10\n"
                                "[PORT] PIN2:\n\tStatus: enabled-not-verified\n\tVerify: 3\n\tUnblock: 10\n",
    "--dms-uim-get-ck-status=pn": "\tState: 'activated'\n[PORT] Retries left:\n\tVerify: 10\n\tUnblock: 10\n",
    "--dms-uim-get-ck-status=pf": "\tState: 'deactivated'\n[PORT] Retries left:\n\tVerify: 10\n\tUnblock: 10\n",
    "--dms-get-hardware-revision": "\tRevision: '10000'\n",
    "--dms-get-operating-mode": "\tMode: 'online'\n\tHW restricted: 'no'\n",
    "--dms-get-activation-state": "\tState: 'activated'\n",
    "--dms-get-user-lock-state": "\tEnabled: 'no'\n",
    "--dms-read-user-data": "\tSize: '5' bytes\n\tContents:\n\t\t48:65:6C:6C:6F\n",
    "--dms-get-band-capabilities": "\tBands: 'gsm-dcs-1800, gsm-900-extended, gsm-850, gsm-pcs-1900, wcdma-2100, "
                                   "wcdma-850-us, wcdma-900'\n\tLTE bands: '1, 3, 5, 7, 8, 20'\n"
                                   "\tLTE bands (extended): '1, 3, 5, 7, 8, 20, 66'\n",
    "--dms-get-factory-sku": "\tSKU: '1102477'\n",
    "--dms-get-firmware-preference": "[image 0]\n\tImage type: 'modem'\n\tUnique ID:  '?_?'\n"
                                     "\tBuild ID:   '02.33.03.00_?'\n"
                                     "[image 1]\n\tImage type: 'pri'\n\tUnique ID:  '002.072_000'\n"
                                     "\tBuild ID:   '02.33.03.00_GENERIC'\n",
    "--dms-get-boot-image-download-mode": "",
    "--dms-get-software-version": "",
    "--dms-swi-get-current-firmware": "\tModel: EW7455\n"
                                      "\tBoot version: EW9X30C_02.33.03.00 r8209 2019/08/28 20:59:30\n"
                                      "\tAMSS version: EW9X30C_02.33.03.00 r8209 2019/08/28 20:59:30\n"
                                      "\tSKU ID: 1102477\n\tPackage ID: \n\tCarrier ID: 1\n"
                                      "\tConfig version: 002.072_000\n",
    "--dms-swi-get-usb-composition": "\t[*] USB composition 6: DM, NMEA, AT, QMI\n"
                                     "\t    USB composition 8: DM, NMEA, AT, MBIM\n",
    "--dms-get-mac-address=wlan": "\tSize: '6' bytes\n\tContents:\n\t\t00:00:5E:00:53:01\n",
}

# Option: what is in the first line
FIRST_LINES = {
    "--dms-get-boot-image-download-mode": "normal",
    "--dms-get-software-version": "MPSS.BO.2.5.1.c3-00147-M9645TMD_ATL_G-1",
}

# Option: the error that a modem without the thing gives
REFUSED = {
    "--dms-get-prl-version": "NotProvisioned",
    "--dms-read-eri-file": "NoEntry",
    "--dms-get-mac-address=bt": "NoEntry",
    "--dms-foxconn-get-firmware-version=apps": "InvalidQmiCommand",
}


class Reading(Debian):
    def test_values(self) -> None:
        self.simulator = self.start()
        for option, expected in READS.items():
            with self.subTest(option=option):
                first, rest = self.qmicli(option).split("\n", 1)
                self.assertEqual(rest, expected)
                self.assertIn(FIRST_LINES.get(option, ""), first)

    def test_errors(self) -> None:
        self.simulator = self.start()
        for option, error in REFUSED.items():
            with self.subTest(option=option):
                self.fail_qmicli(error, option)

    def test_time(self) -> None:
        self.simulator = self.start()
        text = self.qmicli("--dms-get-time")
        self.assertRegex(text, r"System time: '13881024[0-9]{5} \(ms\): 2024-01-01 00:00:")
        self.assertRegex(text, r"Time count: '11104819[0-9]{5} \(x 1\.25ms\)")

    def test_stored_images(self) -> None:
        self.simulator = self.start()
        text = self.qmicli("--dms-list-stored-images")
        for line in ("[modem1]", "[pri1]", "Build ID:      '02.24.05.06_GENERIC'", "PRI version:   '72'",
                     "PRI info:      'Generic carrier settings 02.26.0'", "Boot version:  '2.1'"):
            self.assertIn(line, text)
        self.assertEqual(text.count("[CURRENT]"), 2)

    def test_supported_messages(self) -> None:
        self.simulator = self.start()
        text = self.qmicli("--dms-get-supported-messages")
        self.assertIn("\t0x0025\n", text)
        self.assertNotIn("\t0x0054\n", text)

    def test_versions(self) -> None:
        self.simulator = self.start()
        text = self.qmicli("--get-service-version-info")
        self.assertIn("ctl (1.5)", text)
        self.assertIn("dms (1.14)", text)

    def test_modem_of_another_kind(self) -> None:
        profile = changed(vendors=["0x0489", "0x0490"], answers={"dms": {
            "Get PRL Version": {"Version": 15104, "PRL Only Preference": False},
            "Read ERI File": {"ERI File": [1, 0, 0, 0]},
            "Foxconn Get Firmware Version": [{"when": {"Version Type": "apps"}, "Version": "011"},
                                             {"Version": "T77W968.F0.0.0.2.3.GC.004"}],
            "Foxconn Change Device Mode": {}, "Foxconn Set FCC Authentication": {}}})
        for message in ("Get PRL Version", "Read ERI File"):
            del profile["answers"]["dms"][message]["Result"]
        for answers in profile["answers"].values():
            for message in [name for name in answers if name.startswith("Swi ")]:
                del answers[message]
        self.simulator = self.start(profile=profile)
        self.assertIn("PRL version: '15104'", self.qmicli("--dms-get-prl-version"))
        self.assertIn("01:00:00:00", self.qmicli("--dms-read-eri-file"))
        self.assertIn("'011'", self.qmicli("--dms-foxconn-get-firmware-version=apps"))
        self.assertIn("T77W968", self.qmicli("--dms-foxconn-get-firmware-version=firmware-mcfg"))
        self.qmicli("--dms-foxconn-change-device-mode=fastboot-ota")
        self.qmicli("--dms-foxconn-set-fcc-authentication=0")
        self.fail_qmicli("InvalidQmiCommand", "--dms-swi-get-current-firmware")


