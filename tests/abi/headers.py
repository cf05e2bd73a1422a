# SPDX-License-Identifier: LGPL-2.1-or-later
"""Reads the declarations of an installed libqmi-glib.h with a C parser."""

from __future__ import annotations

import functools
import os
import re
import unittest
from dataclasses import dataclass, field
from typing import Dict, List, Tuple

from sides import Side
from support import need, run, write

try:
    from pycparser import c_ast, c_generator, c_parser
except ImportError:
    raise unittest.SkipTest("python3-pycparser is not installed") from None

# Attributes say nothing here, and a pair of type and function for g_autoptr becomes a declaration.
PRELUDE = """
#include <glib-object.h>
#include <gio/gio.h>
#define __attribute__(x)
#undef G_BEGIN_DECLS
#undef G_END_DECLS
#define G_BEGIN_DECLS
#define G_END_DECLS
#undef G_DEFINE_AUTOPTR_CLEANUP_FUNC
#define G_DEFINE_AUTOPTR_CLEANUP_FUNC(type, function) void autoptr__##function (type);
"""
FOREIGN_HOME = "foreign"
HEADERS = ["libqmi-glib.h", "qmi-enums-private.h"]
FOREIGN = re.compile(r"\b(?:G[A-Z]\w*[a-z]\w*|Qrtr\w+|Mbim\w+|gs?size|gu?int(?:8|16|32|64)?|gu?char|gu?long|gboolean|"
                     r"gpointer|gconstpointer|gfloat|gdouble)\b")
Macro = Tuple[str, str]  # parameters, what it stands for


@dataclass
class Interface:
    """Everything by its C name."""

    functions: Dict[str, str] = field(default_factory=dict)  # prototype
    structs: Dict[str, Dict[str, str]] = field(default_factory=dict)  # declaration of each member
    enums: Dict[str, List[str]] = field(default_factory=dict)  # constants
    typedefs: Dict[str, str] = field(default_factory=dict)
    cleanups: Dict[str, str] = field(default_factory=dict)  # function that g_autoptr calls
    macros: Dict[str, Macro] = field(default_factory=dict)
    homes: Dict[str, str] = field(default_factory=dict)  # header


def includes(side: Side) -> str:
    """The main header, and the one that stands beside it."""
    there = [h for h in HEADERS if os.path.exists(os.path.join(side.include, h))]
    return "".join(f"#include <{h}>\n" for h in there)


@functools.lru_cache(maxsize=None)
def read(side: Side) -> Interface:
    prelude = write("prelude.h", PRELUDE)
    source = write(f"includes-{side.name}.c", includes(side))
    text = run([need("gcc"), "-E", "-dD", "-include", prelude, source, *side.cflags])
    found = Interface()
    declarations = _own_lines(text, side.include, found)
    foreign = sorted(set(FOREIGN.findall(declarations)))
    tree = c_parser.CParser().parse("".join(f"typedef int {t};\n" for t in foreign) + declarations, FOREIGN_HOME)
    for node in tree.ext:
        _Reader(found, os.path.basename(node.coord.file)).declaration(node)
    return found


def _own_lines(text: str, folder: str, found: Interface) -> str:
    """What stands in the headers of `folder`; the #defines go to `found`."""
    kept, home = [], ""
    for line in text.split("\n"):
        marker = re.match(r'# \d+ "(.*?)"', line)
        if marker:
            home = os.path.basename(marker[1]) if os.path.dirname(marker[1]) == folder else ""
        define = re.match(r"#define (\w+)(\([^)]*\))? ?(.*)", line)
        if home and define:
            found.macros[define[1]] = (re.sub(r"\s", "", define[2] or ""), define[3].strip())
            found.homes[define[1]] = home
        elif home and not line.startswith("#undef"):
            kept.append(line)
    return "\n".join(kept)


class _Reader:
    def __init__(self, found: Interface, home: str) -> None:
        self._found = found
        self._home = home

    def declaration(self, node: c_ast.Node) -> None:
        node.storage = []
        if str(node.name).startswith("autoptr__"):
            self._found.cleanups[node.type.args.params[0].type.type.names[0]] = node.name[len("autoptr__"):]
        elif isinstance(node, c_ast.Typedef):
            self._typedef(node)
        elif isinstance(node.type, c_ast.FuncDecl):
            self._add(self._found.functions, node.name, text_of(node))
        elif isinstance(node.type, c_ast.Struct):
            self._struct(node.type.name.lstrip("_"), node.type)

    def _typedef(self, node: c_ast.Typedef) -> None:
        kind = getattr(node.type, "type", None)
        if isinstance(kind, c_ast.Enum):
            constants = [e.name for e in kind.values.enumerators]
            self._add(self._found.enums, node.name, constants)
            self._found.homes.update((c, self._home) for c in constants)
        elif isinstance(kind, c_ast.Struct):
            self._struct(node.name, kind)
        else:
            self._add(self._found.typedefs, node.name, text_of(node))

    def _struct(self, name: str, kind: c_ast.Struct) -> None:
        members = {d.name: text_of(d) for d in kind.decls or []}
        if members or name not in self._found.structs:
            self._add(self._found.structs, name, members)

    def _add(self, where: Dict[str, object], name: str, what: object) -> None:
        where[name] = what
        self._found.homes[name] = self._home


def text_of(node: c_ast.Node) -> str:
    return re.sub(r"\s+", " ", c_generator.CGenerator().visit(node))
