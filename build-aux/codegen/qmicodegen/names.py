# SPDX-License-Identifier: LGPL-2.1-or-later
"""Makes every identifier: C, GObject type, command line. No other module glues names together.

The rules are those of the public interface of libqmi 1.32, whose names are part of its ABI.
"""

from __future__ import annotations

import re
from typing import List

from . import model


def words(name: str) -> List[str]:
    return re.split(r"[ _-]+", name.strip())


def c_lower(name: str) -> str:
    """`Get IDs` -> `get_ids`"""
    return "_".join(w.lower() for w in words(name))


def c_upper(name: str) -> str:
    return c_lower(name).upper()


def c_camel(name: str) -> str:
    """`Get IDs` -> `GetIds`: what a type is called."""
    return "".join(w[:1].upper() + w[1:].lower() for w in words(name))


def option_name(service: str, message: str) -> str:
    """Option of the command line without its dashes: `dms-get-ids`."""
    return f"{service} {message}".lower().replace(" ", "-").replace("_", "-")


# enums

DBUS_ERROR_PREFIX = "org.freedesktop.libqmi.Error"


def enum_nicknames(names: List[str], constant_prefix: str = "") -> List[str]:
    """Nicknames as GLib makes them: the start that all constants share is dropped, up to an underscore.

    A type with a single constant keeps only what follows its last underscore.
    """
    constants = [c_upper(f"{constant_prefix} {n}" if constant_prefix else n) for n in names]
    drop = len(enum_shared_start(constants))
    return [c[drop:].lower().replace("_", "-") for c in constants]


def enum_shared_start(names: List[str]) -> str:
    """The start that all constants of a type share, up to and with an underscore; in capitals."""
    constants = [c_upper(n) for n in names]
    shared = constants[0]
    for constant in constants[1:]:
        while not constant.startswith(shared):
            shared = shared[:-1]
    return shared[: shared.rfind("_") + 1]


def _enum_words(enum: model.Enum) -> str:
    return f"qmi {enum.service or ''} {enum.name}".replace("  ", " ")


def enum_type(enum: model.Enum) -> str:
    """C type: `QmiDmsUimPinStatus`. A word with capitals stays as it is (`DL-bandwidth`)."""
    if enum.type_name:
        return enum.type_name.replace(" ", "")
    head = c_camel(f"qmi {enum.service or ''}".strip())
    tail = "".join(w if re.search("[A-Z]", w) else w[:1].upper() + w[1:] for w in words(enum.name))
    return head + tail


def enum_prefix(enum: model.Enum) -> str:
    """Start of the C functions: `qmi_dms_uim_pin_status`."""
    return c_lower(enum.type_name or _enum_words(enum))


def enum_constant_prefix(enum: model.Enum) -> str:
    if enum.constant_prefix:
        return c_upper(f"qmi {enum.constant_prefix}")
    return c_upper(enum.type_name or _enum_words(enum))


def enum_constant(enum: model.Enum, value: model.EnumValue) -> str:
    return f"{enum_constant_prefix(enum)}_{_constant_end(value.name)}"


def _constant_end(name: str) -> str:
    """A word with capitals stays as it is (`1xEVDO`)."""
    return "_".join(w if re.search("[A-Z]", w) else w.upper() for w in words(name))


def nickname_tells_constant(enum: model.Enum, value: model.EnumValue) -> bool:
    """Whether the constant is the start that all share and the nickname in capitals: the engine makes it of them."""
    start = enum_shared_start([v.name for v in enum.values])
    return start + value.nickname.upper().replace("-", "_") == _constant_end(value.name)


# messages and their containers


def message_base(service: str, message: model.Message) -> str:
    """`Qmi Message DMS Get IDs`: what all names of a message start with."""
    return f"Qmi {'Indication' if message.indication else 'Message'} {service} {message.name}"


def have_service_macro(service: str) -> str:
    return "HAVE_" + c_upper(f"Qmi Service {service}")


def have_macro(service: str, message: model.Message) -> str:
    return "HAVE_" + c_upper(message_base(service, message))


def container_base(service: str, message: model.Message, direction: str) -> str:
    """`Qmi Message DMS Get IDs Output`; direction is `Input` or `Output`."""
    return f"{message_base(service, message)} {direction}"


def struct_base(container: str, tlv: model.Tlv, path: List[str]) -> str:
    """Base name of the C struct of an array's elements; `path` leads from the TLV to the element."""
    return " ".join([tlv.type_name or f"{container} {tlv.name}"] + [p for p in path if p])


def argument(tlv: str, path: List[str]) -> str:
    """C argument of an accessor: `value_info_max_tx_channel_rate`."""
    return "value_" + "_".join(c_lower(p) for p in [tlv] + path if p)


def member(name: str) -> str:
    """Member of a public C struct."""
    return c_lower(name)


def accessor(container_prefix: str, verb: str, tlv: str) -> str:
    """`qmi_message_dms_get_ids_output_get_imei`; verb is `get` or `set`."""
    return f"{container_prefix}_{verb}_{c_lower(tlv)}"


def type_macro(prefix: str) -> str:
    """`qmi_dms_uim_pin_status` -> `QMI_TYPE_DMS_UIM_PIN_STATUS`"""
    return "QMI_TYPE_" + prefix[len("qmi_"):].upper()


def header_guard(stem: str) -> str:
    return "__LIBQMI_GLIB_" + re.sub("[^A-Z0-9]", "_", stem.upper()) + "__"


# tables


def unit_symbol(unit: str) -> str:
    """C symbol of a file's tables: `qmi_schema_dms`."""
    return f"qmi_schema_{c_lower(unit)}"


def unit_reference(unit: str) -> str:
    """What the engine is given to find the tables: `&qmi_schema_dms.unit`."""
    return f"&{unit_symbol(unit)}.unit"


def unit_type(unit: str) -> str:
    """C type of a file's tables: `QmiSchemaDms`."""
    return f"QmiSchema{c_camel(unit)}"


def sequence_type(unit: str, number: int) -> str:
    """C struct behind the sequences of one shape."""
    return f"Qmi{c_camel(unit)}Sequence{number}"


def struct_field_constant(struct: str) -> str:
    """Constant that says which record describes a public struct."""
    return c_upper(struct.replace("Qmi ", "Qmi Field ", 1))


def client_base(service: str) -> str:
    """`Qmi Client DMS`: what all names of a client start with."""
    return f"Qmi Client {service}"


def is_macro(prefix: str) -> str:
    """`QMI_IS_CLIENT_DMS`"""
    return "QMI_IS_" + prefix[len("qmi_"):].upper()
