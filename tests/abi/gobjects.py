# SPDX-License-Identifier: LGPL-2.1-or-later
"""What GObject knows of a class at run time: sizes, interfaces, properties and signals. For call_library.py."""

from __future__ import annotations

import ctypes
from typing import Callable, Dict, List, Optional

ABSTRACT = 1 << 4
STATIC_STRINGS = 0xE0  # who owns the texts of a property
DATA = 0xDA7A  # what is given to handlers
STATIC_SCOPE = 1  # set in the type of a signal's parameter: handlers get it without a copy

gobject = ctypes.CDLL("libgobject-2.0.so.0")


class Query(ctypes.Structure):
    _fields_ = [("type", ctypes.c_size_t), ("name", ctypes.c_char_p), ("class_size", ctypes.c_uint),
                ("instance_size", ctypes.c_uint)]


class ParamSpec(ctypes.Structure):
    _fields_ = [("type", ctypes.POINTER(ctypes.c_size_t)), ("name", ctypes.c_char_p), ("flags", ctypes.c_uint),
                ("value_type", ctypes.c_size_t), ("owner_type", ctypes.c_size_t), ("nick", ctypes.c_char_p),
                ("blurb", ctypes.c_char_p), ("data", ctypes.c_void_p), ("references", ctypes.c_uint),
                ("id", ctypes.c_uint)]


class ParamSpecUInt(ctypes.Structure):
    _fields_ = [("parent", ParamSpec), ("minimum", ctypes.c_uint), ("maximum", ctypes.c_uint)]


class SignalQuery(ctypes.Structure):
    _fields_ = [("id", ctypes.c_uint), ("name", ctypes.c_char_p), ("type", ctypes.c_size_t), ("flags", ctypes.c_uint),
                ("result", ctypes.c_size_t), ("count", ctypes.c_uint), ("parameters", ctypes.POINTER(ctypes.c_size_t))]


class Value(ctypes.Structure):
    _fields_ = [("type", ctypes.c_size_t), ("data", ctypes.c_uint64 * 2)]


Handler = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)


def function(library: ctypes.CDLL, name: str, result: type, *arguments: type) -> ctypes.CFUNCTYPE:
    found = library[name]
    found.restype, found.argtypes = result, arguments
    return found


_name_of = function(gobject, "g_type_name", ctypes.c_char_p, ctypes.c_size_t)
_query = function(gobject, "g_type_query", None, ctypes.c_size_t, ctypes.POINTER(Query))
_test_flags = function(gobject, "g_type_test_flags", ctypes.c_int, ctypes.c_size_t, ctypes.c_uint)
_interfaces = function(gobject, "g_type_interfaces", ctypes.POINTER(ctypes.c_size_t), ctypes.c_size_t,
                       ctypes.POINTER(ctypes.c_uint))
_properties = function(gobject, "g_object_class_list_properties", ctypes.POINTER(ctypes.POINTER(ParamSpec)),
                       ctypes.c_void_p, ctypes.POINTER(ctypes.c_uint))
_default = function(gobject, "g_param_spec_get_default_value", ctypes.c_void_p, ctypes.POINTER(ParamSpec))
_contents = function(gobject, "g_strdup_value_contents", ctypes.c_char_p, ctypes.c_void_p)
_signals = function(gobject, "g_signal_list_ids", ctypes.POINTER(ctypes.c_uint), ctypes.c_size_t,
                    ctypes.POINTER(ctypes.c_uint))
_new = function(gobject, "g_object_new_with_properties", ctypes.c_void_p, ctypes.c_size_t, ctypes.c_uint,
                ctypes.c_void_p, ctypes.c_void_p)
_connect = function(gobject, "g_signal_connect_data", ctypes.c_ulong, ctypes.c_void_p, ctypes.c_char_p, Handler,
                    ctypes.c_void_p, ctypes.c_void_p, ctypes.c_uint)
_emit = function(gobject, "g_signal_emitv", None, ctypes.c_void_p, ctypes.c_uint, ctypes.c_uint32, ctypes.c_void_p)
_init = function(gobject, "g_value_init", ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t)
_set_instance = function(gobject, "g_value_set_instance", None, ctypes.c_void_p, ctypes.c_void_p)
_query_signal = function(gobject, "g_signal_query", None, ctypes.c_uint, ctypes.POINTER(SignalQuery))


def _listed(call: Callable[..., List], subject: int) -> List:
    """Result of a function that gives an array and its length."""
    count = ctypes.c_uint()
    found = call(subject, count)
    return found[:count.value]


def type_name(number: int) -> str:
    return (_name_of(number) or b"").decode()


def _property(found: ctypes.POINTER(ParamSpec)) -> Dict[str, object]:
    spec = found.contents
    kind = type_name(spec.type[0])
    facts: Dict[str, object] = {
        "kind": kind, "flags": hex(spec.flags & ~STATIC_STRINGS), "type": type_name(spec.value_type),
        "owner": type_name(spec.owner_type), "default": _contents(_default(found)).decode()}
    if kind == "GParamUInt":
        number = ctypes.cast(found, ctypes.POINTER(ParamSpecUInt)).contents
        facts["range"] = [number.minimum, number.maximum]
    return facts


def _handed_over(instance: int, signal: SignalQuery) -> List[str]:
    """What a handler in C gets when the signal is emitted: the places of the object and of the data."""
    got: List[str] = []

    @Handler
    def handle(*arguments: int) -> None:
        got.extend({instance: "object", DATA: "data"}.get(a, "parameter") for a in arguments[:signal.count + 2])

    values = (Value * (signal.count + 1))()
    kinds = [signal.type, *(k & ~STATIC_SCOPE for k in signal.parameters[:signal.count])]
    for value, kind in zip(values, kinds):
        _init(ctypes.byref(value), kind)
    _set_instance(ctypes.byref(values[0]), instance)
    _connect(instance, signal.name, handle, DATA, None, 0)
    _emit(values, signal.id, 0, None)
    return got


def _signal(number: int, instance: Optional[int]) -> Dict[str, object]:
    found = SignalQuery()
    _query_signal(number, found)
    kinds = found.parameters[:found.count]
    return {"name": found.name.decode(), "owner": type_name(found.type), "flags": hex(found.flags),
            "result": type_name(found.result), "parameters": [type_name(k & ~STATIC_SCOPE) for k in kinds],
            "copied": [not k & STATIC_SCOPE for k in kinds],
            "handler gets": _handed_over(instance, found) if instance else None}


def describe(number: int, class_pointer: int) -> Dict[str, object]:
    """A class that is loaded; `properties` and `signals` are by name."""
    query = Query()
    _query(number, query)
    interfaces = sorted(type_name(i) for i in _listed(_interfaces, number))
    specs = _listed(_properties, class_pointer)
    abstract = bool(_test_flags(number, ABSTRACT))
    instance = None if abstract else _new(number, 0, None, None)
    signals = [_signal(s, instance) for s in _listed(_signals, number)]
    return {
        "class": {"instance size": query.instance_size, "class size": query.class_size, "interfaces": interfaces,
                  "abstract": abstract},
        "properties": {spec.contents.name.decode(): _property(spec) for spec in specs},
        "signals": {signal["name"]: signal for signal in signals},
    }
