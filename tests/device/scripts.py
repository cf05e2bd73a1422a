# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the modem does in each scenario; a scenario without a script has the friendly one."""

from __future__ import annotations

import struct
from typing import Dict, List

from modem import (ALLOCATE, BROADCAST, CTL, DATA_FORMAT, DMS, GET_IDS, HANG_UP, IDS, INDICATION, NAS, RELEASE,
                   RESPONSE, SET_INSTANCE_ID, SUCCESS, SYNC, VERSION_INFO, WDS, Reaction, Request, Script, after, answer,
                   before, failure, frame, friendly, indication, only, response, silent, tlv)

CAPABILITIES = (DMS, 0x20)
VERIFY_PIN = (DMS, 0x28)
SET_MODE = (DMS, 0x2E)
SET_EVENT_REPORT = (DMS, 1)
SCAN, NAS_ABORT = (NAS, 0x21), (NAS, 1)
START, WDS_ABORT = (WDS, 0x20), (WDS, 2)
EVENT_REPORT = 1

UNABORTABLE = 6
INTERNAL, INVALID_ARGUMENT, INVALID_CLIENT, INVALID_FORMAT = 3, 0x30, 5, 45
PAUSE = 0.05  # enough for the other side to have read

ONLINE = indication(7, EVENT_REPORT, tlv(0x14, b"\x00"))
# Clients do not know it: it only wakes up who waits for an indication.
WAKE_UP = indication(0x55, EVENT_REPORT, b"")

NETWORKS = tlv(0x10, struct.pack("<HHHBB", 1, 1, 1, 0, 4) + b"Home")
SESSION = tlv(1, struct.pack("<I", 4711))

DONE = answer(SUCCESS)
DISTRACTED: Reaction = only(WAKE_UP)
INFO = struct.pack("<IIBBB", 50000000, 100000000, 3, 2, 2) + b"\x04\x08"
GARBAGE = b"\x01\x0f\x00\x80\x02\x07\x02\x01\x00\x25\x00\x99\x00\x02\x00\x00"


def pieces(frame_bytes: bytes) -> List[object]:
    """Cut in the headers and in the middle of a TLV."""
    actions: List[object] = []
    for start, end in ((0, 1), (1, 5), (5, 12), (12, 20), (20, None)):
        actions += [frame_bytes[start:end], PAUSE]
    return actions


def not_yet(request):  # type: ignore[no-untyped-def]
    """Answered too late, and the indication says so."""
    return [2.6, friendly(request)[0] + WAKE_UP]


def slow(request):  # type: ignore[no-untyped-def]
    return [PAUSE, *friendly(request)]


def split(request):  # type: ignore[no-untyped-def]
    return pieces(friendly(request)[0])


def twice(request):  # type: ignore[no-untyped-def]
    return friendly(request) * 2


def reversed_pair(earlier: List[bytes]) -> List[Reaction]:
    """The first request is answered when the last one has come."""
    def keep(request):  # type: ignore[no-untyped-def]
        earlier.insert(0, friendly(request)[0])
        return []

    def release(request):  # type: ignore[no-untyped-def]
        return friendly(request) + earlier
    return [keep, keep, release]


def stopped_by(abort: Request) -> Request:
    """The request that is to be stopped."""
    message = SCAN[1] if abort.service == NAS else START[1]
    return abort._replace(transaction=struct.unpack_from("<H", abort.tlvs, 3)[0], message=message)


def abort_with_answer(request):  # type: ignore[no-untyped-def]
    """What was to be stopped is answered first."""
    return [response(stopped_by(request), SUCCESS), response(request, SUCCESS)]


def abort_too_late(request):  # type: ignore[no-untyped-def]
    """It had just succeeded."""
    return [response(stopped_by(request), SUCCESS + NETWORKS + SESSION), response(request, failure(UNABORTABLE))]


def mismatch(request):  # type: ignore[no-untyped-def]
    return [response(request, SUCCESS + tlv(1, bytes([NAS, 7])))]


def ids(tlvs: bytes) -> Script:
    return {GET_IDS: [answer(tlvs)]}


def capabilities(tlvs: bytes) -> Script:
    return {CAPABILITIES: [answer(tlvs)]}


def talk() -> Script:
    """A thread's: the last but one request is answered together with an indication, the last one is not."""
    return {GET_IDS: [friendly] * 40 + [after(ONLINE), silent]}


def scripts() -> Dict[str, Script]:
    return {**_open(), **_clients(), **_indications(), **_commands(), **_aborts(), **_answers(), **_life(), **_system()}


def _open() -> Dict[str, Script]:
    return {
        "open-version-error": {VERSION_INFO: [answer(failure(INTERNAL))]},
        "open-version-silent": {VERSION_INFO: [silent]},
        "open-version-short": {VERSION_INFO: [answer(SUCCESS + tlv(1, b"\x02\x00\x01\x00\x05\x00"))]},
        "open-version-second-try": {VERSION_INFO: [silent]},
        "open-version-late": {VERSION_INFO: [silent, silent]},
        "open-sync-error": {SYNC: [answer(failure(INTERNAL))]},
        "open-sync-silent": {SYNC: [silent]},
        "open-802-3-without-protocol": {DATA_FORMAT: [DONE]},
        "open-all-sync-error": {SYNC: [answer(failure(INVALID_ARGUMENT))]},
        "open-cancelled": {VERSION_INFO: [DISTRACTED]},
        "open-fallback": {DATA_FORMAT: [answer(failure(INVALID_FORMAT))]},
        "open-hang-up": {VERSION_INFO: [only(HANG_UP)]},
        "close-pending": {GET_IDS: [silent]},
    }


def _clients() -> Dict[str, Script]:
    return {
        "allocate-error": {ALLOCATE: [answer(failure(INVALID_CLIENT))]},
        "allocate-silent": {ALLOCATE: [silent]},
        "allocate-mismatch": {ALLOCATE: [mismatch]},
        "allocate-without-id": {ALLOCATE: [DONE]},
        "allocate-twice": {ALLOCATE: [friendly, slow]},
        "allocate-unlisted": {ALLOCATE: [slow]},
        "allocate-cancelled": {ALLOCATE: [DISTRACTED]},
        "release": {RELEASE: [slow]},
        "release-error": {RELEASE: [answer(failure(INVALID_CLIENT))]},
        "release-silent": {RELEASE: [silent]},
        "release-pending": {GET_IDS: [silent], RELEASE: [before(frame(RESPONSE, DMS, 7, 1, 0x25, SUCCESS + IDS))]},
        "services-changed": {VERSION_INFO: [answer(SUCCESS + tlv(1, b"\x00"))]},
        "services-error": {VERSION_INFO: [answer(failure(INTERNAL)), silent]},
        "instance-id-error": {SET_INSTANCE_ID: [answer(failure(INVALID_ARGUMENT)), DONE]},
    }


def _indications() -> Dict[str, Script]:
    sync = frame(INDICATION, CTL, 0, 0, 0x27, b"")
    power = tlv(0x10, b"\x01\x63")
    return {
        "indication": {GET_IDS: [after(indication(7, EVENT_REPORT, power + tlv(0x14, b"\x05")))]},
        "indication-of-another": {GET_IDS: [after(indication(8, EVENT_REPORT, power))]},
        "indication-unknown": {GET_IDS: [after(indication(7, 0x7777, power))]},
        "indication-malformed": {GET_IDS: [after(indication(7, EVENT_REPORT, b"\x10\xff\x00\x01"), ONLINE)]},
        "indication-optional-malformed": {GET_IDS: [after(indication(7, EVENT_REPORT, tlv(0x10, b"\x01")))]},
        "indication-of-ctl": {GET_IDS: [after(sync)]},
        "indication-overtaken": {GET_IDS: [before(ONLINE)]},
        "indication-broadcast": {GET_IDS: [after(indication(BROADCAST, EVENT_REPORT, power),
                                                 indication(BROADCAST, 1, b"", service=NAS))]},
        "indication-released": {GET_IDS: [after(ONLINE)]},
        "indication-kept": {GET_IDS: [after(indication(7, EVENT_REPORT, power + tlv(0x14, b"\x05")))]},
    }


def _commands() -> Dict[str, Script]:
    return {
        "command-overwritten": {GET_IDS: [silent, twice]},
        "pipelined-reversed": {GET_IDS: reversed_pair([])},
        "pipelined-unanswered": {GET_IDS: [friendly, silent]},
        "timeouts": {GET_IDS: [silent] * 3},
        "timeouts-reset": {GET_IDS: [silent, silent, answer(failure(INTERNAL))]},
        "unexpected-message": {GET_IDS: [silent, answer(SUCCESS, message=0x20)]},
        "late-answer": {GET_IDS: [not_yet]},
        "cancel-after": {GET_IDS: reversed_pair([])},
        "cancel-while": {GET_IDS: [DISTRACTED], CAPABILITIES: [silent]},
        "abort-cancelled": {SCAN: [DISTRACTED], NAS_ABORT: [DONE]},
        "abort-refused": {SCAN: [DISTRACTED], NAS_ABORT: [answer(failure(INTERNAL))]},
        "abort-timeout": {SCAN: [silent], NAS_ABORT: [DONE]},
        "abort-answered": {SCAN: [DISTRACTED], NAS_ABORT: [abort_with_answer]},
        "abort-timeout-answered": {SCAN: [silent], NAS_ABORT: [abort_with_answer]},
        "abort-unbuilt": {SCAN: [DISTRACTED]},
        "abort-unparsed": {SCAN: [DISTRACTED], NAS_ABORT: [DONE]},
        "abort-not-wanted": {SCAN: [silent]},
        "hang-up": {GET_IDS: [only(HANG_UP)]},
        "hang-up-many": {GET_IDS: [silent, silent, only(HANG_UP)]},
        "hang-up-idle": {GET_IDS: [after(PAUSE, HANG_UP)]},
        "broken-framing": {GET_IDS: [only(b"\x02garbage")]},
    }


def _aborts() -> Dict[str, Script]:
    refused, bare = answer(failure(INTERNAL)), answer(b"")
    return {
        "scan": {SCAN: [answer(SUCCESS + NETWORKS)]},
        "scan-refused": {SCAN: [refused]},
        "scan-cancelled": {SCAN: [DISTRACTED], NAS_ABORT: [DONE]},
        "scan-cancelled-refused": {SCAN: [DISTRACTED], NAS_ABORT: [refused]},
        "scan-cancelled-answered": {SCAN: [DISTRACTED], NAS_ABORT: [abort_too_late]},
        "scan-cancelled-unparsed": {SCAN: [DISTRACTED], NAS_ABORT: [bare]},
        "scan-cancelled-hang-up": {SCAN: [DISTRACTED], NAS_ABORT: [only(HANG_UP)]},
        "scan-timeout": {SCAN: [silent], NAS_ABORT: [DONE]},
        "scan-timeout-refused": {SCAN: [silent], NAS_ABORT: [refused]},
        "scan-timeout-answered": {SCAN: [silent], NAS_ABORT: [abort_too_late]},
        "scan-timeout-unparsed": {SCAN: [silent], NAS_ABORT: [bare]},
        "scan-timeout-unanswered": {SCAN: [silent], NAS_ABORT: [silent]},
        "scan-timeout-hang-up": {SCAN: [silent], NAS_ABORT: [only(HANG_UP)]},
        "scan-one-of-two": {SCAN: [silent, only(PAUSE, WAKE_UP, 1.0, frame(RESPONSE, NAS, 8, 2, SCAN[1], SUCCESS))],
                            NAS_ABORT: [DONE]},
        "scan-released": {SCAN: [DISTRACTED], NAS_ABORT: [DONE]},
        "session-cancelled": {START: [DISTRACTED], WDS_ABORT: [DONE]},
        "session-cancelled-answered": {START: [DISTRACTED], WDS_ABORT: [abort_too_late]},
        "session-timeout": {START: [silent], WDS_ABORT: [DONE]},
        "session-timeout-answered": {START: [silent], WDS_ABORT: [abort_too_late]},
    }


def _answers() -> Dict[str, Script]:
    other_client = frame(RESPONSE, DMS, 8, 1, 0x25, SUCCESS + IDS)
    return {
        "error": ids(failure(INTERNAL)),
        "error-unknown": ids(failure(0x7777)),
        "error-with-status-0": ids(failure(INTERNAL, status=0)),
        "error-with-values": ids(failure(INTERNAL) + IDS),
        "without-result": ids(IDS),
        "result-short": ids(tlv(2, b"\x00\x00\x00") + IDS),
        "result-long": ids(tlv(2, bytes(6)) + IDS),
        "unknown-tlv": ids(tlv(0x77, b"what") + SUCCESS + tlv(0x78, b"") + IDS),
        "same-tlv-twice": ids(SUCCESS + IDS + tlv(0x10, b"second")),
        "optional-malformed": ids(SUCCESS + tlv(0x10, b"") + tlv(0x11, b"\xff\xfe\x80") + tlv(0x12, b"a\0b")),
        "tlv-overruns": ids(SUCCESS + b"\x10\x09\x00ab"),
        "split": {GET_IDS: [split]},
        "joined": {GET_IDS: [before(ONLINE, ONLINE, other_client)]},
        "garbage-in-frame": {GET_IDS: [before(GARBAGE)]},
        "request-from-modem": {GET_IDS: [before(frame(0, DMS, 7, 1, 0x25, b""))]},
        "answer-of-another-client": {GET_IDS: [before(other_client)]},
        "capabilities": capabilities(SUCCESS + tlv(1, INFO)),
        "capabilities-missing": capabilities(SUCCESS),
        "capabilities-short": capabilities(SUCCESS + tlv(1, INFO[:-1])),
        "capabilities-long": capabilities(SUCCESS + tlv(1, INFO + b"more")),
        "capabilities-failed": capabilities(failure(INTERNAL)),
        "mandatory-input": {SET_MODE: [answer(failure(INVALID_ARGUMENT)), DONE]},
        "order": {SET_EVENT_REPORT: [DONE, DONE]},
        "strings": {VERIFY_PIN: [answer(failure(12) + tlv(0x10, b"\x02\x0a")), DONE, DONE, DONE]},
        "traces": {GET_IDS: [friendly, before(ONLINE, GARBAGE, frame(RESPONSE, 0x7B, 8, 1, 0x25, SUCCESS + IDS))]},
    }


def _life() -> Dict[str, Script]:
    return {
        "unref-while-waiting": {GET_IDS: [silent]},
        "unref-removed": {RELEASE: [after(PAUSE, HANG_UP)]},
        "close-inside": {GET_IDS: reversed_pair([])[1:]},
        "close-while-opening": {VERSION_INFO: [silent]},
        "thread": talk(),
        "two-threads": talk(),
    }


def _system() -> Dict[str, Script]:
    return {
        "proxy": {GET_IDS: [after(PAUSE, ONLINE)]},
        "proxy-hang-up": {GET_IDS: [only(HANG_UP)]},
    }
