# SPDX-License-Identifier: LGPL-2.1-or-later
"""Reading and validating: whole files that are wrong, positions, the layout, and the schema's second opinion."""

from __future__ import annotations

import json
import os
import tempfile
import unittest
from typing import List

import jsonschema
from qmicodegen.load import SCHEMA_FILE
from qmicodegen.schema import Validator
from qmicodegen.source import Diagnostics, read_file

from .support import TINY, complaints, tiny_with
from .test_diagnostics import BROKEN, read_cases


def read_bytes(data: bytes) -> List[str]:
    """What is said about a file with this content."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "x.json")
        with open(path, "wb") as stream:
            stream.write(data)
        diagnostics = Diagnostics()
        read_file(path, diagnostics)
        return diagnostics.render().replace(path, "x.json").splitlines()


class TestFiles(unittest.TestCase):
    def test_not_utf8(self) -> None:
        self.assertEqual(read_bytes(b'{\n "a": "\xe4"}'), ["x.json:2:8: not UTF-8; save the file as UTF-8"])

    def test_byte_order_mark(self) -> None:
        said = ["x.json:1:1: a byte order mark; save the file as UTF-8 without it"]
        self.assertEqual(read_bytes(b"\xef\xbb\xbf{}"), said)

    def test_not_an_object(self) -> None:
        self.assertEqual(read_bytes(b"[1]"), ["x.json:1:1: not a JSON object; a description starts with {"])

    def test_empty(self) -> None:
        self.assertEqual(read_bytes(b"  \n"), ["x.json:2:1: the file ends too early; close what is open"])

    def test_ends_early(self) -> None:
        self.assertEqual(read_bytes(b'{"a": [1'), ["x.json:1:9: the file ends too early; close what is open"])

    def test_half_a_character(self) -> None:
        said = ["x.json:1:8: half of a character; write it as itself, or both halves"]
        self.assertEqual(read_bytes(b'{"a": "\\ud83d"}'), said)

    def test_more_than_one_object(self) -> None:
        said = ["x.json:1:3: something follows the description; one file holds one object"]
        self.assertEqual(read_bytes(b"{}{}"), said)

    def test_too_deep(self) -> None:
        said = ["x.json:1:1: nested too deeply; a description needs a dozen levels at most"]
        self.assertEqual(read_bytes(b'{"a":' * 5000), said)

    def test_a_number_that_is_too_long(self) -> None:
        said = ["x.json:1:7: a number of 5000 digits; 64 bits have 20 at most"]
        self.assertEqual(read_bytes(b'{"a": ' + b"1" * 5000 + b"}"), said)

    def test_not_there(self) -> None:
        diagnostics = Diagnostics()
        read_file("missing.json", diagnostics)
        said = "missing.json:1:1: cannot be read: No such file or directory; give the path of a description\n"
        self.assertEqual(diagnostics.render(), said)


class TestPositions(unittest.TestCase):
    def test_of_everything(self) -> None:
        data = read_file(os.path.join(TINY, "tny.json"), Diagnostics())
        lines = data.source.text.splitlines()

        def at(position) -> str:  # type: ignore[no-untyped-def]
            return lines[position.line - 1][position.column - 1 :]

        target = data["messages"][0]["request"][0]["fields"][2]
        self.assertEqual(target.path("absent"), "messages[0].request[0].fields[2].absent")
        self.assertTrue(at(target.position()).startswith('{"name": "Target"'))
        self.assertTrue(at(target.position("formula")).startswith('"x / 2"'))
        self.assertTrue(at(target.key_position("formula")).startswith('"formula": '))
        self.assertTrue(at(target["absent"].position(0)).startswith("-128]"))

    def test_key_with_a_quote(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "x.json")
            with open(path, "w", encoding="utf-8") as stream:
                stream.write('{"a": 1, "b\\"c" : 2}')
            data = read_file(path, Diagnostics())
        self.assertEqual(data.key_position('b"c').column, 10)


class TestLayout(unittest.TestCase):
    def test_tiny(self) -> None:
        self.assertEqual(complaints(TINY, layout=True), [])

    def test_first_line_that_differs(self) -> None:
        with tiny_with([("wid.json", '"title": "Wide', '"title":"Wide')]) as folder:
            said = complaints(folder, layout=True)
        with open(os.path.join(TINY, "wid.json"), encoding="utf-8") as stream:
            right = stream.read().splitlines()[2]
        where = "wid.json:3:1: not in the canonical layout from this line on"
        self.assertEqual(said, [f"{where}; it should read `{right}`"])

    def test_line_without_end(self) -> None:
        with tiny_with([("wid.json", "  }\n}\n", "  }\n}")]) as folder:
            said = complaints(folder, layout=True)
        where = "wid.json:65:1: not in the canonical layout from this line on"
        self.assertEqual(said, [f"{where}; it should end in a single line feed"])

    def test_line_too_many(self) -> None:
        with tiny_with([]) as folder:
            with open(os.path.join(folder, "wid.json"), "a", encoding="utf-8") as stream:
                stream.write("\n")
            said = complaints(folder, layout=True)
        where = "wid.json:66:1: not in the canonical layout from this line on"
        self.assertEqual(said, [f"{where}; the file ends before it"])


class TestSchema(unittest.TestCase):
    """What is made of the schema refuses what the schema refuses."""

    def setUp(self) -> None:
        with open(SCHEMA_FILE, encoding="utf-8") as stream:
            self.schema = json.load(stream)

    def said_with(self, schema: dict) -> str:
        """What is said about the wide service after a change of the schema."""
        data = read_file(os.path.join(TINY, "wid.json"), Diagnostics())
        diagnostics = Diagnostics()
        with tempfile.NamedTemporaryFile("w", suffix=".json") as stream:
            json.dump(schema, stream)
            stream.flush()
            Validator(stream.name).check(data, set(), diagnostics)
        return diagnostics.render().replace(TINY + os.sep, "")

    def test_rule_without_words_of_our_own(self) -> None:
        self.assertEqual(self.said_with(self.schema), "")
        self.schema["properties"]["messages"]["maxItems"] = 0
        said = 'wid.json:5:15: messages: breaks the rule "maxItems"; see service.schema.json\n'
        self.assertEqual(self.said_with(self.schema), said)

    def test_is_a_schema(self) -> None:
        jsonschema.Draft202012Validator.check_schema(self.schema)

    def test_same_verdicts(self) -> None:
        peer = jsonschema.Draft202012Validator(self.schema)
        names = set(os.listdir(BROKEN)) - {"program.txt"}  # which has another schema
        cases = [case for name in sorted(names) for case in read_cases(os.path.join(BROKEN, name))]
        both = set()
        for case in cases:
            with tiny_with(case.edits) as folder:
                for name in sorted({file for file, _, _ in case.edits}):
                    data = read_file(os.path.join(folder, name), Diagnostics())
                    if data is None:
                        continue
                    diagnostics = Diagnostics()
                    Validator(SCHEMA_FILE).check(data, set(), diagnostics)
                    with self.subTest(case.title):
                        self.assertEqual(peer.is_valid(data), not len(diagnostics))
                    both.add(not len(diagnostics))
        self.assertEqual(both, {True, False})


if __name__ == "__main__":
    unittest.main()
