# SPDX-License-Identifier: LGPL-2.1-or-later
"""Calls the functions of one library that tell names, and prints what they return as JSON.

`call_library.py LIBRARY`; standard input holds a line for each function: its name and the number of its arguments. It
is a process of its own because two libraries that register the same types cannot share one.
"""

from __future__ import annotations

import ctypes
import json
import sys
from typing import Dict, List, Optional

from gobjects import describe, function, gobject, type_name

UNKNOWN = [-2 ** 31, -2, 0x7FFE, 0x7FFF, 0x8000, 0xFFFE, 0xFFFF, 0x10000, 2 ** 31 - 1]
BEYOND = 9999  # an error code that no domain has

gio = ctypes.CDLL("libgio-2.0.so.0")


class Value(ctypes.Structure):
    _fields_ = [("value", ctypes.c_int), ("name", ctypes.c_char_p), ("nick", ctypes.c_char_p)]


class EnumClass(ctypes.Structure):
    _fields_ = [("type", ctypes.c_size_t), ("minimum", ctypes.c_int), ("maximum", ctypes.c_int),
                ("count", ctypes.c_uint), ("values", ctypes.POINTER(Value))]


class FlagsClass(ctypes.Structure):
    _fields_ = [("type", ctypes.c_size_t), ("mask", ctypes.c_uint), ("count", ctypes.c_uint),
                ("values", ctypes.POINTER(Value))]


type_parent = function(gobject, "g_type_parent", ctypes.c_size_t, ctypes.c_size_t)
is_a = function(gobject, "g_type_is_a", ctypes.c_int, ctypes.c_size_t, ctypes.c_size_t)
object_type = function(gobject, "g_type_from_name", ctypes.c_size_t, ctypes.c_char_p)(b"GObject")
class_ref = function(gobject, "g_type_class_ref", ctypes.c_void_p, ctypes.c_size_t)
quark_to_string = function(gio, "g_quark_to_string", ctypes.c_char_p, ctypes.c_uint32)
new_error = function(gio, "g_error_new_literal", ctypes.c_void_p, ctypes.c_uint32, ctypes.c_int, ctypes.c_char_p)
encode_error = function(gio, "g_dbus_error_encode_gerror", ctypes.c_char_p, ctypes.c_void_p)


def text(found: Optional[bytes]) -> Optional[str]:
    return None if found is None else found.decode()


class Caller:
    def __init__(self, path: str) -> None:
        self._library = ctypes.CDLL(path)

    def call(self, name: str, arguments: int) -> Dict[str, object]:
        if arguments == 2:
            return self._pair(name)
        for ending, method in (("_get_type", self._type), ("_get_string", self._string), ("_quark", self._quark),
                               ("_build_string_from_mask", self._mask), ("_get_description", self._description)):
            if name.endswith(ending):
                return method(name, name[:-len(ending)])
        raise ValueError(f"{name}: no way to call it")

    def _class(self, prefix: str) -> List[Value]:
        """Values that are registered with GObject; none for flags of 64 bits, which have no type."""
        if not hasattr(self._library, prefix + "_get_type"):
            return []
        number = function(self._library, prefix + "_get_type", ctypes.c_size_t)()
        kind = FlagsClass if type_name(type_parent(number)) == "GFlags" else EnumClass
        found = ctypes.cast(class_ref(number), ctypes.POINTER(kind)).contents
        return found.values[:found.count]

    def _type(self, name: str, prefix: str) -> Dict[str, object]:
        number = function(self._library, name, ctypes.c_size_t)()
        parent = type_name(type_parent(number))
        found: Dict[str, object] = {"name": type_name(number), "parent": parent}
        if parent in ("GEnum", "GFlags"):
            found["values"] = [[v.value, text(v.name), text(v.nick)] for v in self._class(prefix)]
        elif is_a(number, object_type):
            found["object"] = describe(number, class_ref(number))
        return found

    def _string(self, name: str, prefix: str) -> Dict[str, object]:
        call = function(self._library, name, ctypes.c_char_p, ctypes.c_int)
        registered = [v.value for v in self._class(prefix)]
        near = [n + step for n in registered for step in (-1, 0, 1) if abs(n) < 2 ** 31 - 1]
        return {str(n): text(call(n)) for n in sorted({*near, *UNKNOWN, *range(-1, 300)})}

    def _pair(self, name: str) -> Dict[str, object]:
        """A function that takes a kind and a number, whose meaning depends on the kind."""
        call = function(self._library, name, ctypes.c_char_p, ctypes.c_int, ctypes.c_int16)
        return {f"{kind}, {n}": text(call(kind, n)) for kind in range(-1, 17) for n in [*range(-1, 600), 2 ** 15 - 1]}

    def _mask(self, name: str, prefix: str) -> Dict[str, object]:
        call = function(self._library, name, ctypes.c_char_p, ctypes.c_uint64)
        wide = not hasattr(self._library, prefix + "_get_type")
        every = 2 ** (64 if wide else 32) - 1
        named = {v.value & every for v in self._class(prefix)} | {1 << bit for bit in range(64 if wide else 32)}
        pairs = {one | other for one, other in zip(sorted(named), sorted(named)[1:])}
        masks = {0, every, every >> 1, *named, *pairs, *(n | 1 << 30 for n in named), *(every ^ n for n in named)}
        return {f"0x{n:X}": text(call(n)) for n in sorted(masks)}

    def _description(self, name: str, _prefix: str) -> Dict[str, object]:
        call = function(self._library, name, ctypes.c_char_p, ctypes.c_int)
        return {str(n): text(call(n)) for n in [-1, *range(0, 256), 256]}

    def _quark(self, name: str, prefix: str) -> Dict[str, object]:
        domain = function(self._library, name, ctypes.c_uint32)()
        found: Dict[str, object] = {"domain": text(quark_to_string(domain))}
        for code in [*(v.value for v in self._class(prefix)), BEYOND]:
            found[str(code)] = text(encode_error(new_error(domain, code, b"")))
        return found


if __name__ == "__main__":
    caller = Caller(sys.argv[1])
    asked = [line.split() for line in sys.stdin.read().splitlines()]
    json.dump({name: caller.call(name, int(arguments)) for name, arguments in asked}, sys.stdout)
