# SPDX-License-Identifier: LGPL-2.1-or-later
"""Every command of Debian's qmicli that reads something of network access, data and card; and a whole connection."""

from __future__ import annotations

import os
import re
import unittest
from typing import Dict, Tuple

from debian import Debian
from harness import changed

BUILT = os.environ["QMIKIT_SERVICES"].split(",")

# Option: lines that have to be there, in this order. The profile is the one of the project.
NETWORK: Dict[str, Tuple[str, ...]] = {
    "--nas-get-signal-strength": ("Network 'lte': '-70 dBm'", "RSRQ:", "Network 'lte': '-11 dB'",
                                  "Network 'lte': '12.0 dB'", "Network 'lte': '-98 dBm'"),
    "--nas-get-signal-info": ("LTE:", "RSSI: '-70 dBm'", "RSRQ: '-11 dB'", "RSRP: '-98 dBm'", "SNR: '12.0 dB'"),
    "--nas-get-tx-rx-info=lte": ("RX Chain 0:", "Radio tuned: 'yes'", "Power: '-71.2 dBm'", "TX:", "In traffic: 'no'"),
    "--nas-get-home-network": ("MCC: '1'", "MNC: '1'", "Description: 'Example'", "Network name source: nitz"),
    "--nas-get-serving-system": ("Registration state: 'registered'", "CS: 'attached'", "PS: 'attached'", "[0]: 'lte'",
                                 "Roaming status: 'off'", "Description: 'Example'", "3GPP cell ID: '15668995'",
                                 "LTE tracking area code: '4660'"),
    "--nas-get-system-info": ("GSM service:", "Status: 'none'", "LTE service:", "Status: 'available'",
                              "Domain: 'cs-ps'", "Cell ID: '15668995'", "MCC: '001'", "MNC: '01'",
                              "Tracking Area Code: '4660'"),
    "--nas-get-technology-preference": ("Active: 'auto', duration: 'permanent'", "Persistent: 'auto'"),
    "--nas-get-preferred-networks": ("MNC: '1'", "Access Technology: 'gsm, eutran, utran'"),
    "--nas-get-system-selection-preference": ("Mode preference: 'gsm, umts, lte'",
                                              "LTE band preference (extended): '1, 3, 5, 7, 8, 20, 66'",
                                              "Network selection preference: 'automatic'",
                                              "Acquisition order preference: 'lte, umts, gsm'"),
    "--nas-network-scan": ("Status: 'current-serving, home, not-forbidden, preferred'", "Description: 'Neighbour'",
                           "Description: 'Closed'", "RAT: 'lte'", "Network scan result: success"),
    "--nas-get-cell-location-info": ("Intrafrequency LTE Info", "PLMN: '00101'", "Global Cell ID: '15668995'",
                                     "LTE Timing Advance: '6' us"),
    "--nas-get-operator-name": ("Name             : 'Example'", "MCC/MNC: '001-01'", "Long Name:  'Example'"),
    "--nas-get-plmn-name=00101": ("Long Name:  'Example'", "Short Name: 'Ex'"),
    "--nas-get-lte-cphy-ca-info": ("RX Channel: '3350'", "LTE Band: 'eutran-7'"),
    "--nas-get-rf-band-info": ("Radio Interface:   'lte'", "Active Band Class: 'eutran-7'",
                               "Active Channel:    '3350'"),
    "--nas-get-drx": ("cn7-t64",),
    "--nas-swi-get-status": ("Modem mode: 'online'", "System mode: 'lte'"),
    "--nas-get-supported-messages": ("0x0024", "0x004D"),
}

CARD: Dict[str, Tuple[str, ...]] = {
    "--uim-get-card-status": ("Primary GW:   slot '1', application '1'", "Card state: 'present'",
                              "Application type:  'usim (2)'", "Application state: 'ready'",
                              "A0:00:00:00:87:10:02:FF:FF:FF:FF:89:06:19:00:00", "PIN1 state: 'disabled'",
                              "PIN2 state: 'enabled-not-verified'", "Application type:  'isim (5)'"),
    "--uim-get-slot-status": ("2 physical slots found", "Card status: present", "Slot status: active",
                              "ICCID: 89010012345678901234", "Card status: absent"),
    "--uim-get-configuration": ("Personalization: gw-network", "Verify left:  10", "Unblock left: 10"),
    "--uim-read-transparent=0x3F00,0x2FE2": ("SW1: '0x90'", "98:10:00:21:43:65:87:09:21:43"),
    "--uim-read-transparent=0x3F00,0x7FFF,0x6F07": ("08:09:10:10:10:32:54:76:98",),
    "--uim-get-file-attributes=0x3F00,0x7FFF,0x6F40": ("File size: 28", "File type: linear-fixed", "Record count: 1"),
    "--uim-get-supported-messages": ("0x0020", "0x0047"),
}

DATA: Dict[str, Tuple[str, ...]] = {
    "--wds-get-packet-service-status": ("'disconnected'",),
    "--wds-get-profile-list=3gpp": ("[1] 3gpp - Internet", "APN: 'internet.example'", "[2] 3gpp - IMS",
                                    "APN: 'ims.example'"),
    "--wds-get-default-profile-number=3gpp": ("Default profile number: '1'",),
    "--wds-get-default-settings=3gpp": ("PDP type: 'ipv4'",),
    "--wds-get-autoconnect-settings": ("Status: 'disabled'", "Roaming: 'allowed'"),
    "--wds-get-lte-attach-parameters": ("APN: internet.example", "IP support type: ipv4v6"),
    "--wds-get-max-lte-attach-pdn-num": ("1",),
    "--wds-get-lte-attach-pdn-list": ("Current list: '1'",),
    "--wds-get-supported-messages": ("0x0020", "0x002D"),
}

IN_SESSION: Dict[str, Tuple[str, ...]] = {
    "--wds-get-packet-service-status": ("'connected'",),
    "--wds-get-current-settings": ("IP Family: IPv4", "IPv4 address: 10.0.0.2", "IPv4 subnet mask: 255.255.255.252",
                                   "IPv4 gateway address: 10.0.0.1", "IPv4 primary DNS: 192.0.2.1", "MTU: 1500"),
    "--wds-get-packet-statistics": ("TX packets OK:", "RX bytes OK:"),
    "--wds-get-channel-rates": ("Current TX rate: 50000000bps",),
    "--wds-get-data-bearer-technology": ("'lte'",),
    "--wds-get-current-data-bearer-technology": ("Network type: '3gpp'", "Radio Access Technology: 'lte'"),
    "--wds-get-dormancy-status": ("'traffic-channel-active'",),
}


@unittest.skipUnless({"nas", "wds", "uim"} <= set(BUILT), "services that are not in this build")
class Services(Debian):
    def check(self, reads: Dict[str, Tuple[str, ...]], *options: str) -> None:
        for option, lines in reads.items():
            with self.subTest(option=option):
                text, at = self.qmicli(option, *options), 0
                for line in lines:
                    self.assertIn(line, text[at:])
                    at = text.index(line, at) + len(line)

    def test_network(self) -> None:
        self.simulator = self.start()
        self.check(NETWORK)

    def test_card(self) -> None:
        self.simulator = self.start()
        self.check(CARD)

    def test_data(self) -> None:
        self.simulator = self.start()
        self.check(DATA)
        for option in IN_SESSION:
            # The status can be asked always; libqmi wants the rates to be there even when the modem refuses.
            if "service-status" not in option and "channel-rates" not in option:
                self.fail_qmicli("OutOfCall", option)

    def test_connection(self) -> None:
        self.simulator = self.start()
        text = self.qmicli("--wds-start-network=apn=internet.example,ip-type=4", "--client-no-release-cid")
        handle = re.search(r"Packet data handle: '(\d+)'", text).group(1)
        client = re.search(r"CID: '(\d+)'", text).group(1)
        self.check(IN_SESSION)
        self.qmicli(f"--wds-stop-network={handle}", f"--client-cid={client}")
        self.assertIn("'disconnected'", self.qmicli("--wds-get-packet-service-status"))

    def test_call_that_fails(self) -> None:
        self.simulator = self.start()
        self.assertIn("option-unsubscribed", self.fail_qmicli("CallFailed", "--wds-start-network=apn=barred.example"))

    def test_changes(self) -> None:
        self.simulator = self.start(profile=changed(network={"search-milliseconds": 0}))
        self.qmicli("--nas-set-system-selection-preference=umts,automatic")
        self.assertIn("'umts'", self.qmicli("--nas-get-system-selection-preference"))
        self.qmicli("--nas-get-home-network")
        self.assertIn("[0]: 'umts'", self.qmicli("--nas-get-serving-system"))
        self.assertIn("WCDMA:", self.qmicli("--nas-get-signal-info"))
        self.qmicli("--wds-create-profile=3gpp,name=New,apn=new.example,pdp-type=IPV4V6")
        self.assertIn("[3] 3gpp - New", self.qmicli("--wds-get-profile-list=3gpp"))
        self.qmicli("--wds-modify-profile=3gpp,3,apn=other.example")
        self.assertIn("'other.example'", self.qmicli("--wds-get-profile-list=3gpp"))
        self.qmicli("--wds-delete-profile=3gpp,3")

    def test_pin_of_both_services(self) -> None:
        self.simulator = self.start(profile=changed(sim={"pin1": {"enabled": True}}))
        self.assertIn("'pin1-or-upin-pin-required'", self.qmicli("--uim-get-card-status"))
        self.fail_qmicli("IncorrectPin", "--uim-verify-pin=PIN1,0000")
        self.assertIn("PIN1:\n\tStatus: enabled-not-verified\n\tVerify: 2", self.qmicli("--dms-uim-get-pin-status"))
        self.qmicli("--dms-uim-verify-pin=PIN,1234")
        self.assertIn("Application state: 'ready'", self.qmicli("--uim-get-card-status"))

    def test_slots_and_power(self) -> None:
        self.simulator = self.start()
        self.qmicli("--uim-switch-slot=2")
        self.assertIn("Card state: 'absent'", self.qmicli("--uim-get-card-status"))
        self.qmicli("--uim-switch-slot=1")
        self.qmicli("--uim-sim-power-off=1")
        self.assertIn("Card state: 'error:", self.qmicli("--uim-get-card-status"))
        self.qmicli("--uim-sim-power-on=1")
        self.assertIn("'ready'", self.qmicli("--uim-get-card-status"))
