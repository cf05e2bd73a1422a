# SPDX-License-Identifier: LGPL-2.1-or-later
"""The installed headers compile without a warning: as C and C++, with both compilers, with g_autoptr on every type."""

from __future__ import annotations

import os
import unittest
from typing import Iterable

import headers
from scope import covered, expected, not_there_yet
from sides import Side, ours, peer
from support import CompareCase, need, run, write

WARNINGS = ["-Wall", "-Wextra", "-Werror", "-fsyntax-only"]
C_WARNINGS = ["-Wstrict-prototypes", "-Wmissing-declarations"]
MAIN = "#include <libqmi-glib.h>\n"


def source(name: str, types: Iterable[str]) -> str:
    """Includes all twice, the second time for the guards."""
    lines = [headers.includes(ours()) * 2, "int run (void);", "int run (void)", "{"]
    lines += [f"    {{ g_autoptr ({t}) pointer = NULL; (void) pointer; }}" for t in types]
    return write(name, "\n".join([*lines, "    return QMI_MAJOR_VERSION;", "}", ""]))


def compiles(side: Side, header: str) -> bool:
    try:
        run([need("gcc"), "-fsyntax-only", "-Wfatal-errors", *side.cflags, write("part.c", f"#include <{header}>\n")])
    except AssertionError:
        return False
    return True


class Compile(CompareCase):
    def check(self, compiler: str, ending: str, *flags: str) -> None:
        theirs = headers.read(peer())
        types = expected(theirs.cleanups, headers.read(ours()).cleanups, theirs.homes)
        self.assertTrue(types)
        run([need(compiler), *flags, *WARNINGS, *ours().cflags, source(f"all.{ending}", types)])

    def test_gcc_c11(self) -> None:
        self.check("gcc", "c", "-std=c11", *C_WARNINGS)

    def test_gcc_c99_without_deprecated(self) -> None:
        self.check("gcc", "c", "-std=gnu99", "-DQMI_DISABLE_DEPRECATED", *C_WARNINGS)

    def test_gcc_cxx(self) -> None:
        self.check("g++", "cpp", "-std=c++17")

    def test_clang_c(self) -> None:
        self.check("clang", "c", "-std=gnu11", *C_WARNINGS)

    def test_clang_cxx(self) -> None:
        self.check("clang++", "cpp", "-std=c++11")

    def test_main_header_alone(self) -> None:
        for compiler, ending in (("gcc", "c"), ("g++", "cpp")):
            run([need(compiler), *WARNINGS, *ours().cflags, write(f"alone.{ending}", MAIN)])

    def test_other_headers_alone(self) -> None:
        """The few that the peer lets programs include besides the main one."""
        alone = [h for h in sorted(os.listdir(peer().include)) if compiles(peer(), h) and covered("", h)]
        self.assertIn("qmi-version.h", alone)
        self.tell("headers that cannot be included on their own", [
            h for h in alone if not not_there_yet().find("", h) and not compiles(ours(), h)])


if __name__ == "__main__":
    unittest.main()
