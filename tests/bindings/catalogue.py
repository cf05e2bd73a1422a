# SPDX-License-Identifier: LGPL-2.1-or-later
"""The messages there are: as described, and as the clients of the typelib have them."""

from __future__ import annotations

from typing import Any, List, Set, Tuple

from gi.repository import Qmi
from qmicodegen import names
from qmicodegen.model import Message, Unit

from samples import python_name

FINISH, SYNC = "_finish", "_sync"


def client_name(unit: Unit) -> str:
    return python_name(names.c_camel(names.client_base(unit.service)))


def method_name(message: Message) -> str:
    return names.c_lower(message.name)


def messages(unit: Unit) -> List[Message]:
    """Those that programs can send."""
    return [m for m in unit.messages if not m.library_only]


def described(units: List[Unit]) -> Set[Tuple[str, str]]:
    """Client and method of each message."""
    return {(client_name(u), method_name(m)) for u in units for m in messages(u)}


def in_typelib(synchronous: bool) -> Set[Tuple[str, str]]:
    """Likewise, of all methods in a pair with that which finishes them or stands beside a synchronous one."""
    suffix = SYNC if synchronous else FINISH
    found = set()
    for name in dir(Qmi):
        kind: Any = getattr(Qmi, name)
        if not name.startswith("Client") or not isinstance(kind, type) or not issubclass(kind, Qmi.Client):
            continue
        found |= {(name, own[:-len(suffix)]) for own in vars(kind) if own.endswith(suffix)}
    return found
