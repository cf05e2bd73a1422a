# SPDX-License-Identifier: LGPL-2.1-or-later
"""What --format=json prints is what the installed JSON Schema says, and the schema says no to what is not."""

from __future__ import annotations

import copy
import itertools
import json
import os
import struct
import subprocess
import tempfile
import unittest
from typing import Any, Iterator, List, Tuple, Union

from jsonschema import Draft202012Validator

from qmicodegen.load import load_model
from qmicodegen.model import Message
from qmicodegen.source import Diagnostics
from random_answers import Answers
from support import (DEVICE, HERE, INTERRUPTED, OK, QMICLI, REFUSED, TIMEOUT, USAGE, Modem, SilentPort, environment,
                     missing, run, unbuilt)
from test_describe import options
from test_devices import obstacle, run as run_with_ports
from test_monitor import end, line_with

LEAST = 50  # answers of the simulated modem
INTERNAL = 3  # an error of the modem
TREE = os.path.join(HERE, "..", "..")
PROXY = os.environ.get("QMIKIT_PROXY", "")
# A daemon that a program starts is nobody's child; it ends with the process namespace.
ALONE = ["unshare", "-npmf", "--kill-child", "--mount-proc"]
JSON = "--format=json"


def validator() -> Draft202012Validator:
    with open(os.path.join(os.environ["QMIKIT_GENERATED"], "qmicli-output.schema.json"), encoding="utf-8") as stream:
        schema = json.load(stream)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def frame(service: int, message: Message, tlvs: bytes) -> bytes:
    """Something the modem sends; that of the control service has a shorter head."""
    kind = 2 if message.indication else 1
    head = struct.pack("<BB", kind, 1) if service == 0 else struct.pack("<BH", kind << 1, 1)
    body = head + struct.pack("<HH", message.id, len(tlvs)) + tlvs
    return struct.pack("<BHBBB", 1, len(body) + 5, 0x80, service, int(service != 0)) + body


def random_frames() -> Iterator[Tuple[int, bytes]]:
    """Of every message with any value: the vendor, and the bytes."""
    model = load_model(os.path.join(TREE, "data", "services"), diagnostics=Diagnostics())
    for unit in model.units:
        for message in (*unit.messages, *unit.indications) if unit.service else ():
            for wild in (False, True) if message.response else ():
                source = Answers(f"{unit.name}/{message.name}/{message.vendor}", wild)
                for tlvs in (source.success(message, 1), source.failure(message, INTERNAL)):
                    yield message.vendor, frame(unit.service_id, message, tlvs)


def alone_with_proxy(script: str, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([*ALONE, "sh", "-c", script, QMICLI, *words], capture_output=True, text=True, timeout=TIMEOUT,
                          env=dict(environment(), QMI_PROXY_PROGRAM=PROXY), check=False)


def no_proxy() -> str:
    if not PROXY:
        return "qmi-proxy is not built"
    works = subprocess.run([*ALONE, "true"], capture_output=True, check=False).returncode == 0
    return "" if works else "no network and processes of its own can be had here"


# what is wrong with a document

Path = Tuple[Union[str, int], ...]


def places(value: Any, path: Path = ()) -> Iterator[Path]:
    """Of all values inside."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield (*path, key)
        yield from places(inner, (*path, key))


def holder(document: Any, path: Path) -> Any:
    for key in path[:-1]:
        document = document[key]
    return document


def may_be_left_out(path: Path) -> bool:
    """TLVs, names of values, elements of lists, and what not every port, message or option has."""
    return (len(path) > 1 and path[-2] == "tlvs" or isinstance(path[-1], int) or
            path[-1] in ("unknown", "argument", "driver", "usb", "name", "tlv", "optional", "key", "unit", "range",
                         "length", "secret", "personal", "values", "fields", "element", "code", "response") or
            len(path) > 1 and path[-2] in ("usb", "range", "length"))


def mutations(document: Any) -> Iterator[Tuple[str, Any]]:
    """Each with one thing wrong."""
    for path in list(places(document)):
        changed = copy.deepcopy(document)
        holder(changed, path)[path[-1]] = {"Nonsense": None}
        yield f"another type: {path}", changed
        if not may_be_left_out(path):
            changed = copy.deepcopy(document)
            del holder(changed, path)[path[-1]]
            yield f"without {path}", changed


class Documents(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.schema = validator()

    def check(self, text: str) -> Any:
        document = json.loads(text)
        self.assertEqual([error.message[:300] for error in self.schema.iter_errors(document)], [], text[:300])
        return document

    def check_refused(self, document: Any) -> None:
        """Every mistake in it is found."""
        for what, changed in mutations(document):
            self.assertFalse(self.schema.is_valid(changed), what)


class TestWithoutModem(Documents):
    def decode(self, frames: List[bytes], *words: str) -> List[Any]:
        with tempfile.NamedTemporaryFile("w") as stream:
            stream.write("".join(data.hex() + "\n" for data in frames))
            stream.flush()
            found = run([JSON, *words, f"--decode={stream.name}"])
        self.assertEqual((found.status, found.errors), (OK, ""))
        documents = [self.check(line) for line in found.text.splitlines()]
        self.assertEqual(len(documents), len(frames))
        return documents

    def test_real_frames(self) -> None:
        with open(os.path.join(TREE, "tests", "vectors", "frames.jsonl"), encoding="utf-8") as stream:
            documents = self.decode([bytes.fromhex(json.loads(line)["hex"]) for line in stream])
        for document in [document for document in documents if document["tlvs"]][:4]:
            self.check_refused(document)

    @unittest.skipIf(unbuilt("nas", "uim", "wds"), unbuilt("nas", "uim", "wds"))
    def test_random_frames(self) -> None:
        """Masked values among them."""
        by_vendor = itertools.groupby(sorted(random_frames()), lambda pair: pair[0])
        documents = [document for vendor, pairs in by_vendor
                     for document in self.decode([data for _, data in pairs], f"--vendor={vendor}")]
        self.assertTrue(any("vendor" in document for document in documents))
        self.assertTrue(any("###" in json.dumps(document) for document in documents))

    def test_descriptions(self) -> None:
        for name in options():
            with self.subTest(name):
                document = self.check(run([JSON, f"--describe={name}"]).text)
        self.check_refused(self.check(run([JSON, "--describe=dms-uim-verify-pin"]).text))
        self.assertIn("example", document)

    def test_errors(self) -> None:
        found = run([JSON, "--dms-get-idz"])
        self.assertEqual(self.check(found.errors)["error"]["exit-code"], USAGE)
        self.check_refused(json.loads(found.errors))
        self.check(run([JSON, "-d", "/nowhere", "--dms-get-ids"]).errors)
        with SilentPort() as port:
            found = run([JSON, "-d", port.path, "--device-open-qmi", "--silent", "--timeout=1", "--dms-get-ids"])
            self.assertEqual(self.check(found.errors)["error"]["kind"], "timeout")

    @unittest.skipIf(obstacle(), obstacle())
    def test_ports(self) -> None:
        for ports in ("none", "usb", "two", "wwan"):
            document = self.check(run_with_ports(ports, ["--list-devices", JSON]).text)
            self.check_refused(document)


@unittest.skipIf(missing(), missing())
class TestWithModem(Documents):
    def test_answers(self) -> None:
        """All that can be asked without an argument and changes nothing."""
        answers = 0
        reading = [name for name in options() if "-get-" in name or name.startswith("get-") or "-list-" in name]
        with Modem() as modem:
            for name in reading:
                found = modem.run([JSON, f"--{name}"])
                with self.subTest(name):
                    if found.text:
                        self.check(found.text)
                    if found.errors:
                        self.check(found.errors)
                answers += found.status == OK
        self.assertGreaterEqual(answers, LEAST if not unbuilt("nas", "uim", "wds") else LEAST // 2)

    @unittest.skipIf(unbuilt("wds"), unbuilt("wds"))
    def test_details_of_elements(self) -> None:
        with Modem() as modem:
            text = modem.run([JSON, "--wds-get-profile-list=3gpp"]).text
        document = self.check(text)
        document["tlvs"]["Profile List"][0]["Get Profile Settings"]["Nonsense"] = 1
        self.assertFalse(self.schema.is_valid(document))

    def test_refusal(self) -> None:
        with Modem("error=Internal@dms.get-ids") as modem:
            found = modem.run([JSON, "--dms-get-ids"])
        self.assertEqual(found.status, REFUSED)
        self.check_refused(self.check(found.errors))

    @unittest.skipIf(unbuilt("nas"), unbuilt("nas"))
    def test_several(self) -> None:
        with Modem() as modem:
            document = self.check(modem.run([JSON, "--client-no-release-cid", "--dms-get-ids", "--nas-noop"]).text)
        self.assertEqual([entry["service"] for entry in document["results"]], ["dms", "nas"])
        self.check_refused(document)

    def test_client_that_is_kept(self) -> None:
        with Modem() as modem:
            document = self.check(modem.run([JSON, "--dms-noop", "--client-no-release-cid"]).text)
        self.assertEqual(document["service"], "dms")
        self.check_refused(document)

    @unittest.skipIf(unbuilt("nas", "uim"), unbuilt("nas", "uim"))
    def test_indications(self) -> None:
        with Modem() as modem:
            process = modem.start("--monitor", JSON)
            modem.wait_for("Refresh Register All")
            modem.tell(set={"card": "absent"})
            self.check_refused(self.check(line_with(process, "Card Status")))
            modem.tell(set={"coverage": False})
            self.check_refused(self.check(line_with(process, "System Info")))
            self.assertEqual(end(process), INTERRUPTED)

    @unittest.skipIf(obstacle(), obstacle())
    def test_network_interface(self) -> None:
        with Modem() as modem:
            for words in (["-w"], ["-e"], ["-E", "raw-ip"]):
                found = run_with_ports("behind", ["-d", modem.path, "--silent", JSON, *words], modem.path)
                self.check_refused(self.check(found.text))
            found = run_with_ports("none", ["-d", modem.path, "--silent", JSON, "-w"], modem.path)
            self.assertEqual((found.status, found.text), (DEVICE, ""))
            self.check(found.errors)

    @unittest.skipIf(no_proxy(), no_proxy())
    def test_proxy_status(self) -> None:
        with Modem() as modem:
            found = alone_with_proxy('"$0" -d "$1" --device-open-qmi -p --silent --dms-noop --client-no-release-cid '
                                     '>/dev/null; "$0" --proxy-status --format=json', modem.path)
        self.assertEqual((found.returncode, found.stderr), (OK, ""))
        document = self.check(found.stdout)
        self.assertTrue(document["tlvs"]["Client Ids"])
        self.check_refused(document)


if __name__ == "__main__":
    unittest.main()
