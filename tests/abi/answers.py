# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the functions of both libraries that tell names and types return."""

from __future__ import annotations

import functools
import json
import os
import sys
from typing import Dict, List, Tuple

import headers
from scope import expected
from sides import Side, ours, peer
from support import HERE, run
from symbols import exported

Answers = Dict[str, Dict[str, object]]
TYPE, MASK = "_get_type", "_build_string_from_mask"
ENDINGS = (TYPE, MASK, "_get_string", "_get_description", "_quark")


def _shared() -> List[Tuple[str, int]]:
    """Functions of both that tell names, with the number of their arguments; a getter of a message is none of them."""
    prototypes = headers.read(peer()).functions
    names = expected(exported(peer()), exported(ours()), headers.read(peer()).homes)
    asked = [n for n in names if n in exported(ours()) and n.endswith(ENDINGS)]
    return [(n, prototypes.get(n, "").count(",") + 1) for n in asked if "GError **" not in prototypes.get(n, "")]


@functools.lru_cache(maxsize=None)
def answers(side: Side) -> Answers:
    """By function. Each library in a process of its own."""
    script = os.path.join(HERE, "call_library.py")
    questions = "\n".join(f"{n} {arguments}" for n, arguments in _shared())
    return json.loads(run([sys.executable, script, side.library], text=questions))
