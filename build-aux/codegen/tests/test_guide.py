# SPDX-License-Identifier: LGPL-2.1-or-later
"""The guide for those who write descriptions is complete and its examples are right."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
import unittest
from typing import Iterator, List

from qmicodegen.format import format_description
from qmicodegen.load import SCHEMA_FILE, load_model
from qmicodegen.source import Diagnostics

from .support import CODEGEN, SERVICES, unit

TOP = os.path.join(CODEGEN, "..", "..")
GUIDE = os.path.join(TOP, "docs", "guide", "descriptions.md")


def guide() -> str:
    with open(GUIDE, encoding="utf-8") as stream:
        return stream.read()


def examples() -> List[str]:
    return re.findall(r"```json\n(.*?)```", guide(), re.S)


def keys(schema: object) -> Iterator[str]:
    """All keys of descriptions that the schema knows."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for inner in schema.values():
            yield from keys(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from keys(inner)


class TestGuide(unittest.TestCase):
    def test_every_key_is_explained(self) -> None:
        with open(SCHEMA_FILE, encoding="utf-8") as stream:
            known = set(keys(json.load(stream)))
        explained = set(re.findall(r'`"?([$a-z-]+)"?`', guide()))
        self.assertEqual(known - explained, set())

    def test_examples_are_json(self) -> None:
        for example in examples():
            json.loads(example)

    def test_worked_example(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(os.path.join(SERVICES, "common.json"), folder)
            with open(os.path.join(folder, "acm.json"), "w", encoding="utf-8") as stream:
                stream.write(examples()[0])
            diagnostics = Diagnostics()
            model = load_model(folder, diagnostics=diagnostics, layout=format_description)
            self.assertEqual(diagnostics.render(), "")
        assert model is not None
        self.assertEqual(unit(model, "acm").messages[0].cli.argument.placeholder, "[(automatic|manual),(rpm)]")

    def test_links(self) -> None:
        headings = re.findall(r"^#+ (.*)$", guide(), re.M)
        anchors = {re.sub(r"[^a-z0-9 -]", "", h.lower()).replace(" ", "-") for h in headings}
        for link in re.findall(r"\]\(#([^)]*)\)", guide()):
            self.assertIn(link, anchors)


if __name__ == "__main__":
    unittest.main()
