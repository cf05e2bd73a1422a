# SPDX-License-Identifier: LGPL-2.1-or-later
"""Every value of every request can be given: the samples of the descriptions are typed, and sent as JSON, and what the
modem gets is what the descriptions say."""

from __future__ import annotations

import concurrent.futures
import json
import os
import struct
import subprocess
import unittest
from typing import Dict, Iterable, List, NamedTuple, Optional, Tuple

from modem import Modem
from qmicodegen.emit.cli import RequestOption, request_options
from qmicodegen.load import load_model
from qmicodegen.model import ArgumentItem, ArrayType, Enum, Field, FloatType, IntType, StringType, StructType, Tlv
from support import HERE, QMICLI, environment
from test_requests import SCRIPT

TIMEOUT = 30
SERVICES = os.path.join(HERE, "..", "..", "data", "services")
# An option, an argument, and the same as JSON.
ALIKE = (
    ("nas-set-system-selection-preference", "lte,roaming-preference=off,lte-band-preference=3|7",
     {"Mode Preference": ["lte"], "Roaming Preference": 1, "LTE Band Preference": ["3", "7"],
      "Change Duration": "permanent", "GSM WCDMA Acquisition Order Preference": "automatic",
      "Acquisition Order Preference": ["lte"]}),
    ("nas-set-system-selection-preference", "automatic,usage-preference=data-centric",
     {"Network Selection Preference": {"Mode": "automatic", "MCC": 0, "MNC": 0}, "Usage Preference": {"value": 2},
      "Change Duration": "permanent"}),
    ("nas-set-system-selection-preference", "emergency-mode=yes",
     {"Emergency mode": True, "Change Duration": "permanent"}),
    ("nas-config-signal-info", "rsrp-threshold=[-140,-44]", {"RSRP Threshold": [-140, -44]}),
    ("wds-bind-data-port", "0x0F00", {"Data Port": 3840}),  # its numbers need no name
    ("wds-set-lte-attach-pdn-list", "1,65535", {"List": [1, 65535], "Action": 2}),
    ("dms-uim-verify-pin", "PIN,1234", {"Info": {"Pin ID": "pin", "PIN": "1234"}}),
    ("dms-uim-verify-pin", "PIN2,12345678", {"Info": {"Pin ID": 2, "PIN": "12345678"}}),
)
ELSEWHERE = {"proxy-status"}  # goes to the proxy, not to the modem


class Case(NamedTuple):
    option: str
    argument: str
    tlvs: Dict[int, bytes]  # some of those that have to be in the frame


# what the modem has to get

def number_of(names: Optional[Enum], value: object) -> int:
    if isinstance(value, list):
        return sum(number_of(names, v) for v in value)
    if isinstance(value, str):
        return next(v.value for v in names.values if v.nickname == value)
    return int(value)


def integer(type_: IntType, value: object) -> int:
    if isinstance(value, dict):
        return sum(number_of(part.enum, value[part.name]) << part.first for part in type_.bits)
    return number_of(type_.enum or type_.labels, value)


def elements(field: Field, value: object) -> List[object]:
    """A text stands for bytes, in the form in which they are shown."""
    if not isinstance(value, str):
        return value
    return list(value.encode() if field.display == "text" else bytes.fromhex(value.replace(":", "")))


def _count(number: int, size: int) -> bytes:
    return number.to_bytes(size, "little") if size else b""


def encoded(field: Field, value: object) -> bytes:
    type_ = field.type
    if isinstance(type_, IntType):
        value = integer(type_, value) & (1 << 8 * type_.size) - 1
        return value.to_bytes(type_.size, "big" if type_.big_endian else "little")
    if isinstance(type_, FloatType):
        return struct.pack("<f" if type_.size == 4 else "<d", value)
    if isinstance(type_, StringType):
        return _count(len(value.encode()), type_.prefix) + value.encode()
    if isinstance(type_, StructType):
        return b"".join(encoded(f, value.get(f.name, f.type.constant or 0 if isinstance(f.type, IntType) else None))
                        for f in type_.fields)
    parts = elements(field, value)
    front = _count(len(parts), type_.prefix) + b"\0" * type_.sequence
    return front + b"".join(encoded(type_.element, part) for part in parts)


# what is typed

def typed(field: Field, value: object, whole: bool = False) -> str:
    """`whole`: it is the whole argument."""
    type_ = field.type
    if isinstance(type_, IntType):
        if type_.boolean:
            return "yes" if value else "no"
        if isinstance(value, list):
            return "|".join(value) or "0"
        return value if isinstance(value, str) else str(integer(type_, value))
    if isinstance(type_, FloatType):
        return repr(value)
    if isinstance(type_, StringType):
        return value if whole else f"'{value}'"
    if isinstance(type_, StructType):
        return "[" + ",".join(typed(f, value[f.name]) for f in type_.fields if visible(f)) + "]"
    return typed_list(field, type_, value, whole)


def visible(field: Field) -> bool:
    return not field.hidden and not (isinstance(field.type, IntType) and field.type.constant is not None)


def typed_list(field: Field, type_: ArrayType, value: object, whole: bool) -> str:
    parts, element = elements(field, value), type_.element.type
    if field.display == "text":
        text = bytes(parts).rstrip(b"\0").decode()  # a text of fixed length is filled up
        return text if whole else f"'{text}'"
    if isinstance(element, IntType) and element.size == 1 and not (element.named or element.signed or element.boolean):
        return bytes(parts).hex(":")
    return "[" + ",".join(typed(type_.element, part) for part in parts) + "]"


def plain(field: Field, value: object) -> object:
    """As JSON: bytes are lists there."""
    if isinstance(field.type, StructType):
        return {f.name: plain(f, value[f.name]) for f in field.type.fields if f.name in value}
    if isinstance(field.type, ArrayType):
        return [plain(field.type.element, part) for part in elements(field, value)]
    return value


# command lines

def typed_argument(option: RequestOption, wanted: List[Tlv]) -> Optional[str]:
    """None if the items are no plain values, or do not reach all that is wanted."""
    names = {tlv.name: tlv.field for tlv in wanted}
    reached: set[str] = set()
    texts = []
    for item in option.argument.items:
        tlv, *inner = item.field.split("/")
        if item.part or item.again or item.join or item.pick or "[" in item.field:
            return None
        if tlv not in names:
            if item.optional:
                continue
            return None
        field, value = names[tlv], names[tlv].sample
        for name in inner:
            field, value = next(f for f in field.type.fields if f.name == name), value[name]
        texts.append((f"{item.key}=" if item.key else "") + typed(field, value, option.argument.form == "value"))
        reached.add(tlv)
    return ",".join(texts) if reached == set(names) else None


def cases(option: RequestOption) -> Iterable[Case]:
    """Each TLV together with those that have to be there: typed where that is possible; all of them as JSON."""
    tlvs = option.message.request.tlvs
    everything = {tlv.name: plain(tlv.field, tlv.field.sample) for tlv in tlvs}
    yield Case(option.name, json.dumps(everything), {tlv.id: encoded(tlv.field, tlv.field.sample) for tlv in tlvs})
    for tlv in tlvs:
        wanted = [other for other in tlvs if other.mandatory or other is tlv]
        argument = typed_argument(option, wanted)
        if argument is not None:
            yield Case(option.name, argument, {t.id: encoded(t.field, t.field.sample) for t in wanted})


def options() -> List[RequestOption]:
    """One for each request that has values."""
    model = load_model(SERVICES)
    found: Dict[int, RequestOption] = {}
    for unit in model.units:
        built = os.path.exists(os.path.join(os.environ["QMIKIT_GENERATED"], f"qmi-{unit.name}-tables.c"))
        for option in request_options(unit) if unit.service and built else ():
            if option.name not in ELSEWHERE and option.message and option.message.request and option.argument:
                if id(option.message) not in found or found[id(option.message)].first:
                    found[id(option.message)] = option
    return list(found.values())


def run(case: Case) -> Tuple[Case, Dict[int, bytes], str]:
    modem = Modem(SCRIPT)
    words = ["-d", modem.path, "--device-open-qmi", "--silent", f"--{case.option}={case.argument}"]
    done = subprocess.run([QMICLI, *words], capture_output=True, text=True, env=environment(), timeout=TIMEOUT,
                          stdin=subprocess.DEVNULL, check=False)
    modem.stop()
    frames = [bytes.fromhex(entry.split()[-1]) for entry in modem.log]
    own = [frame for frame in frames if frame[4] != 0] or frames
    return case, tlvs_of(own[-1]) if own else {}, done.stderr


def tlvs_of(frame: bytes) -> Dict[int, bytes]:
    found, at = {}, 13 if frame[4] != 0 else 12
    while at < len(frame):
        kind, size = struct.unpack_from("<BH", frame, at)
        found[kind] = frame[at + 3 : at + 3 + size]
        at += 3 + size
    return found


class TestValues(unittest.TestCase):
    def test_every_value(self) -> None:
        found = options()
        every = [case for option in found for case in cases(option)]
        with concurrent.futures.ThreadPoolExecutor(2 * (os.cpu_count() or 1)) as pool:
            results = list(pool.map(run, every))
        for case, sent, errors in results:
            with self.subTest(f"--{case.option}={case.argument}"):
                self.assertEqual({kind: sent.get(kind) for kind in case.tlvs}, case.tlvs, errors)
        tlvs = sum(len(option.message.request.tlvs) for option in found)
        print(f"# {tlvs} values of {len(found)} requests as JSON, {len(every) - len(found)} of them typed too")

    def test_typed_and_as_json(self) -> None:
        built = {option.name for option in options()}
        for option, argument, values in (row for row in ALIKE if row[0] in built):
            with self.subTest(f"--{option}={argument}"):
                (_, typed_tlvs, errors), (_, json_tlvs, more) = (
                    run(Case(option, text, {})) for text in (argument, json.dumps(values)))
                self.assertNotEqual(typed_tlvs, {}, errors)
                self.assertEqual(typed_tlvs, json_tlvs, more)


if __name__ == "__main__":
    unittest.main()
