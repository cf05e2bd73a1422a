# SPDX-License-Identifier: LGPL-2.1-or-later
"""How scenarios end in which libqmi crashes, leaks, reads twice or loses a callback: our library mends these."""

from __future__ import annotations

from typing import Dict, List

_OPEN = ["warning of Qmi: [PORT0] couldn't detect transport type of port: unexpected port subsystem",
         "warning of Qmi: [PORT0] requested QMI mode but unexpected transport type found",
         "open: done",
         "is open: 1"]
_ALLOCATE = ["allocate: QmiClientDms, id 7, valid 1"]
_READY = ["new: PORT0", *_OPEN, *_ALLOCATE]
_DONE = ["after release: valid 0, id 0, service -1", "is open: 0", "close: done"]
_UNANSWERED = "release: qmi_core_error_quark 2 'Transaction timed out'"
_WIRE_ALLOCATE = "modem got 010f0000000000012200040001010002"
_WIRE_RELEASE = "modem got 0110000000000002230005000102000207"
_WITHOUT_TIME = "qmi_core_error_quark 3 'A request needs at least 1 second for its answer, 0 were given'"

OURS: Dict[str, List[str]] = {
    # Nothing is opened for who does not want it any more.
    "open-cancelled-before": [
        "new: PORT0",
        "open: g-io-error-quark 19 'Operation was cancelled'",
        "is open: 0",
        "end",
    ],
    # The second time closes the descriptor of the first: just one reads.
    "open-again": [
        "new: PORT0",
        *_OPEN,
        *_OPEN,
        *_ALLOCATE,
        "ids: output",
        "  ESN '0'",
        "  IMEI '490154203237518'",
        "  MEID '35907206000000'",
        "  software version '07'",
        *_DONE,
        "notify device-consecutive-timeouts: 1",
        _UNANSWERED,
        "end",
        "modem got 010b00000000000121000000",
        "modem got 010f0000000000022200040001010002",
        "modem got 010c0000020700010025000000",
        "modem got 0110000000000003230005000102000207",
    ],
    # One signal, however much comes then.
    "broken-framing": [
        *_READY,
        "warning of Qmi: [PORT0] Cannot read from istream: QMI framing error detected: a frame starts with 0x01, "
        "not 0x02",
        "device removed, open",
        "ids: qmi_core_error_quark 0 'endpoint hangup'",
        "is open: 1, timeouts 0",
        "notify device-consecutive-timeouts: 1",
        "after the hang-up: qmi_core_error_quark 2 'Transaction timed out'",
        *_DONE,
        "notify device-consecutive-timeouts: 2",
        _UNANSWERED,
        "end",
        _WIRE_ALLOCATE,
        "modem got 010c0000020700010025000000",
        "modem got 010c00000207004d0025000000",
        _WIRE_RELEASE,
    ],
    # The callback comes, with an error.
    "without-time": [
        *_READY,
        "message: " + _WITHOUT_TIME,
        "ids: " + _WITHOUT_TIME,
        *_DONE,
        "notify device-consecutive-timeouts: 1",
        _UNANSWERED,
        "end",
        _WIRE_ALLOCATE,
        _WIRE_RELEASE,
    ],
    # The open ends with an error, and the device can be opened again.
    "close-while-opening": [
        "new: PORT0",
        *_OPEN[:2],
        "is open: 0",
        "close: done",
        "notify device-consecutive-timeouts: 1",
        "open: qmi_core_error_quark 2 'Transaction timed out'",
        "is open: 0",
        *_OPEN,
        "end",
        "modem got 010b00000000000121000000",
    ],
    # A client outlives its device and knows it.
    "orphan": [
        *_READY,
        "warning of Qmi: [PORT0] client for service 'dms' with CID '7' wasn't released",
        "device: 0, valid: 0",
        "ids: qmi_core_error_quark 1 'client invalid'",
        "end",
        _WIRE_ALLOCATE,
    ],
    # The reason is told.
    "proxy-unreachable": [
        *_OPEN[:2],
        "open: qmi_core_error_quark 0 'Couldn't spawn the qmi-proxy: Connection refused'",
        "is open: 0",
        "end",
    ],
}
