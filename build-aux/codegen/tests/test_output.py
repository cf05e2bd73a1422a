# SPDX-License-Identifier: LGPL-2.1-or-later
"""Running the generator: exit codes, what is written and what is left alone, the depfile, same bytes every time."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
import unittest
from contextlib import redirect_stderr, redirect_stdout
from typing import Dict, List, Tuple

from qmicodegen.__main__ import main
from qmicodegen.output import Outputs, generator_files

from .support import CODEGEN, TINY, contents, tiny_with

BROKEN_EDIT = ("tny.json", '"enum": "heater"', '"enum": "haeter"')


def run(*arguments: str) -> Tuple[int, str, str]:
    """Exit code, standard output, standard error."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = main(list(arguments))
        except SystemExit as exit_:
            code = int(exit_.code or 0)
    return code, out.getvalue(), err.getvalue()


class TestExitCodes(unittest.TestCase):
    def test_check(self) -> None:
        self.assertEqual(run("--check", TINY), (0, "", ""))

    def test_errors_in_descriptions(self) -> None:
        with tiny_with([BROKEN_EDIT]) as folder:
            code, out, err = run("--check", folder)
        self.assertEqual((code, out), (1, ""))
        self.assertEqual(len(err.splitlines()), 1)
        self.assertIn('messages[0].request[3].enum: no enum "haeter"; did you mean "heater" (line 24)?', err)

    def test_layout_is_checked_on_demand(self) -> None:
        with tiny_with([("wid.json", '"name": "WID",', '"name":"WID",')]) as folder:
            self.assertEqual(run("--check", folder)[0], 1)
            self.assertEqual(run("--list-outputs", folder)[0], 0)

    def test_unknown_service(self) -> None:
        code, _, err = run("--check", "--services", "tni", TINY)
        self.assertEqual(code, 2)
        self.assertIn('no description of a service "tni"', err)
        self.assertIn('did you mean "tny"?', err)

    def test_no_such_folder(self) -> None:
        code, _, err = run("--check", os.path.join(TINY, "none"))
        self.assertEqual(code, 2)
        self.assertIn("No such file or directory", err)

    def test_no_common_file(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            code, _, err = run("--check", folder)
        self.assertEqual(code, 2)
        self.assertIn("no common.json in this folder", err)

    def test_nothing_to_do(self) -> None:
        self.assertEqual(run(TINY)[0], 2)
        self.assertEqual(run("--check", "--depfile", "x.d", TINY)[0], 2)


class TestFormat(unittest.TestCase):
    def test_puts_into_layout(self) -> None:
        with tiny_with([("wid.json", '"name": "WID",', '"name":"WID",')]) as folder:
            self.assertEqual(run("--format", folder), (0, "", ""))
            self.assertEqual(contents(folder), contents(TINY))

    def test_keeps_what_is_no_json(self) -> None:
        with tiny_with([("wid.json", '"name": "WID",', '"name": "WID"')]) as folder:
            before = contents(folder)
            code, _, err = run("--format", folder)
            self.assertEqual(contents(folder), before)
        self.assertEqual(code, 1)
        self.assertIn("comma missing before this", err)


class TestWriting(unittest.TestCase):
    def setUp(self) -> None:
        self._temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self._temporary.cleanup)
        self.folder = os.path.join(self._temporary.name, "out")

    def test_list_of_outputs(self) -> None:
        code, out, _ = run("--list-outputs", TINY)
        self.assertEqual(code, 0)
        self.assertEqual(run("--output", self.folder, TINY)[0], 0)
        self.assertEqual(out.splitlines(), sorted(os.listdir(self.folder)))

    def test_other_files_than_expected(self) -> None:
        _, out, _ = run("--list-outputs", TINY)
        names = out.split()
        self.assertEqual(run("--output", self.folder, "--expect", ",".join(names), TINY), (0, "", ""))
        code, _, err = run("--output", self.folder, "--expect", ",".join(names), "--services", "tny", TINY)
        self.assertEqual(code, 2)
        self.assertRegex(err, r"other files than expected \(.*qmi-enums-wid-private\.c, .*\); set up")

    def test_failed_run_touches_nothing(self) -> None:
        run("--output", self.folder, TINY)
        before = contents(self.folder)
        with tiny_with([BROKEN_EDIT]) as broken:
            depfile = os.path.join(self._temporary.name, "x.d")
            self.assertEqual(run("--output", self.folder, "--depfile", depfile, broken)[0], 1)
        self.assertEqual(contents(self.folder), before)
        self.assertFalse(os.path.exists(depfile))

    def test_failed_run_makes_no_folder(self) -> None:
        with tiny_with([BROKEN_EDIT]) as broken:
            run("--output", self.folder, broken)
        self.assertFalse(os.path.exists(self.folder))

    def test_what_did_not_change_keeps_its_time(self) -> None:
        outputs = Outputs(self.folder)
        outputs.add({"same.c": "1\n", "other.c": "1\n"})
        outputs.write()
        for name in ("same.c", "other.c"):
            os.utime(os.path.join(self.folder, name), (1000, 1000))
        again = Outputs(self.folder)
        again.add({"same.c": "1\n", "other.c": "2\n"})
        again.write()
        self.assertEqual(os.stat(os.path.join(self.folder, "same.c")).st_mtime, 1000)
        self.assertNotEqual(os.stat(os.path.join(self.folder, "other.c")).st_mtime, 1000)
        self.assertEqual(contents(self.folder), {"other.c": b"2\n", "same.c": b"1\n"})

    def test_two_emitters_of_one_file(self) -> None:
        outputs = Outputs(self.folder)
        outputs.add({"same.c": ""})
        with self.assertRaises(ValueError):
            outputs.add({"same.c": ""})


class TestDepfile(unittest.TestCase):
    def test_content(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            outputs = Outputs("out dir")
            outputs.add({"b.c": "", "a.c": ""})
            depfile = os.path.join(folder, "x.d")
            outputs.write_depfile(depfile, ["z.json", "a $#.json", "z.json"])
            with open(depfile, encoding="utf-8") as stream:
                text = stream.read()
        self.assertEqual(text, "out\\ dir/a.c out\\ dir/b.c: \\\n  a\\ $$\\#.json \\\n  z.json\n")

    def test_names_all_inputs(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            depfile = os.path.join(folder, "x.d")
            code, out, err = run("--output", os.path.join(folder, "out"), "--depfile", depfile, TINY)
            self.assertEqual(code, 0, err)
            with open(depfile, encoding="utf-8") as stream:
                targets, inputs = stream.read().replace("\\\n", "").split(":")
        names = [os.path.basename(path) for path in inputs.split()]
        self.assertIn(os.path.basename(TINY), names)  # the folder: a description more is a change
        for name in ("common.json", "tny.json", "wid.json", "service.schema.json", "resolve.py", "tables.c.j2"):
            self.assertIn(name, names)
        self.assertIn(os.path.join(folder, "out", "qmi-tny-tables.c"), targets.split())
        for path in inputs.split():
            self.assertTrue(os.path.exists(path), path)

    def test_modules_and_templates(self) -> None:
        found = generator_files()
        self.assertEqual(found, sorted(found))
        self.assertFalse([path for path in found if os.path.isabs(path)])


class TestDeterminism(unittest.TestCase):
    def _generated(self, seed: str, cwd: str, tiny: str) -> Dict[str, bytes]:
        with tempfile.TemporaryDirectory() as folder:
            command: List[str] = [sys.executable, "-m", "qmicodegen", "--output", folder, tiny]
            environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": CODEGEN}
            subprocess.run(command, cwd=cwd, env=environment, check=True)
            return contents(folder)

    def test_same_bytes(self) -> None:
        one = self._generated("0", CODEGEN, os.path.relpath(TINY, CODEGEN))
        other = self._generated("4711", os.sep, TINY)
        self.assertEqual(list(one), list(other))
        for name in one:
            self.assertEqual(one[name], other[name], name)

    def test_same_complaints(self) -> None:
        edits = [("tny.json", '"enum": "lid"}\n', '"enum": "lit", "xyzzy": 1, "foo": 2}\n'), BROKEN_EDIT]
        with tiny_with(edits) as folder:
            said = set()
            for seed in ("0", "1", "2"):
                environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": CODEGEN}
                command = [sys.executable, "-m", "qmicodegen", "--check", folder]
                said.add(subprocess.run(command, env=environment, stderr=subprocess.PIPE, check=False).stderr)
        self.assertEqual(len(said), 1)

    def test_no_path_in_outputs(self) -> None:
        for name, data in self._generated("0", os.sep, TINY).items():
            self.assertNotIn(os.path.dirname(CODEGEN).encode(), data, name)


if __name__ == "__main__":
    unittest.main()
