# SPDX-License-Identifier: LGPL-2.1-or-later
"""Dynamic symbols of a shared library."""

from __future__ import annotations

import functools
from typing import Dict

from sides import Side
from support import need, run


@functools.lru_cache(maxsize=None)
def exported(side: Side) -> Dict[str, str]:
    """Kind and version node of each: `T` for a function without version, `T QMIKIT_PRIVATE`."""
    found = {}
    for line in run([need("nm"), "-D", "--defined-only", side.library]).splitlines():
        _, kind, name = line.split()
        name, _, node = name.partition("@")
        if kind != "A":  # the name of a node itself
            found[name] = f"{kind} {node.lstrip('@')}".rstrip()
    return found
