# SPDX-License-Identifier: LGPL-2.1-or-later
"""What is installed works for others: pkg-config, names of the library, and programs compiled against libqmi."""

from __future__ import annotations

import os
import re
import unittest
from typing import List

from scope import described
from sides import VERSION, Side, ours, peer, pkg_config
from support import HERE, CompareCase, need, run, scratch

PROGRAM = os.path.join(HERE, "program.c")


def build(side: Side) -> str:
    """The program, compiled with what pkg-config says of one side."""
    if "dms" not in described():
        raise unittest.SkipTest("the program needs the service dms, which is not built in")
    program = os.path.join(scratch(), f"program-{side.name}")
    flags = pkg_config(side.pkgconfig, "--cflags", "--libs").split()
    run([need("gcc"), "-Wall", "-Wextra", "-Werror", PROGRAM, "-o", program, *flags])
    return program


def execute(program: str, side: Side) -> str:
    """Its output with the library of one side; a symbol that is missing is found at once."""
    libraries = os.path.dirname(side.library)
    loaded = run([need("ldd"), program], LD_LIBRARY_PATH=libraries)
    if side.library not in loaded:
        raise AssertionError(f"{program} does not load {side.library}:\n{loaded}")
    return run([program], LD_LIBRARY_PATH=libraries, LD_BIND_NOW="1")


class Installation(CompareCase):
    def _say(self, side: Side, *arguments: str) -> str:
        return pkg_config(side.pkgconfig, *arguments)

    def test_version(self) -> None:
        self.assertEqual(self._say(ours(), "--modversion"), VERSION)

    def test_requirements(self) -> None:
        """Programs get the same libraries to link."""
        def names(side: Side) -> List[str]:
            return sorted(line.split()[0] for line in self._say(side, "--print-requires").splitlines())
        self.assertEqual(names(ours()), names(peer()))

    def test_name_of_the_library(self) -> None:
        def soname(side: Side) -> List[str]:
            return re.findall(r"SONAME.*\[(.*)\]", run([need("readelf"), "-dW", side.library]))
        self.assertEqual(soname(ours()), soname(peer()))

    def test_library_files(self) -> None:
        folder = os.path.dirname(ours().library)
        for name in ("libqmi-glib.so", "libqmi-glib.so.5"):
            self.assertTrue(os.path.islink(os.path.join(folder, name)), name)

    def test_program(self) -> None:
        self.assertIn(f"version {VERSION}\n", execute(build(ours()), ours()))

    def test_program_of_the_peer(self) -> None:
        """Compiled against libqmi, it prints the same with our library in its place."""
        program = build(peer())
        self.assertEqual(execute(program, ours()), execute(program, peer()))


if __name__ == "__main__":
    unittest.main()
