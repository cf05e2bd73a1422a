# SPDX-License-Identifier: LGPL-2.1-or-later
"""A network, a /run and terminals that nobody else has, from the import of this module on, and other users."""

from __future__ import annotations

import contextlib
import ctypes
import os
from typing import Any, Iterator, Optional, Sequence

_NEWNET, _NEWNS, _PRIVATE = 0x40000000, 0x00020000, (1 << 18) | (1 << 14)
BIND = 4096
_libc = ctypes.CDLL(None, use_errno=True)


def _call(name: str, *arguments: Any) -> None:
    if getattr(_libc, name)(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")


def mount(what: str, where: str, kind: Optional[str] = None, flags: int = 0, data: str = "") -> None:
    _call("mount", what.encode(), where.encode(), kind and kind.encode(), flags, data.encode())


def unmount(where: str) -> None:
    _call("umount2", where.encode(), 2)


def _isolate() -> Optional[str]:
    """Abstract addresses, /run, terminals and mounts of this process and its children are theirs alone, or why not."""
    if os.geteuid() != 0:
        return "needs root"
    try:
        _call("unshare", _NEWNET | _NEWNS)
        mount("none", "/", None, _PRIVATE)
        mount("tmpfs", "/run", "tmpfs")
        mount("devpts", "/dev/pts", "devpts", 0, "newinstance,ptmxmode=0666,mode=0620")
    except OSError as error:
        return f"no network of its own can be made here: {error.strerror}"
    return None


# While there is one thread only.
REASON = _isolate()


@contextlib.contextmanager
def as_user(user: int, group: int = 65534, groups: Sequence[int] = ()) -> Iterator[None]:
    """Who connects in here is this user for the daemon."""
    before = os.getgroups()
    os.setgroups(list(groups))
    os.setegid(group)
    os.seteuid(user)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)
        os.setgroups(before)
