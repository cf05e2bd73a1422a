# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a C compiler knows of declarations that both sides have: sizes, offsets, values."""

from __future__ import annotations

import functools
import os
from typing import Dict, List

import headers
from sides import Side, ours, peer
from support import need, run, scratch, write

PROGRAM = """#include <stddef.h>
#include <stdio.h>
{includes}
static const struct {{ const char *fact; unsigned long long value; }} facts[] = {{
{facts}
}};

int
main (void)
{{
    for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++)
        printf ("%s\\t%lld\\n", facts[i].fact, (long long) facts[i].value);
    return 0;
}}
"""


# Macros whose text may differ, but not what they come to.
VERSIONS = ["1, 32, 2", "1, 32, 3", "1, 33, 0", "2, 0, 0", "1, 31, 9", "0, 99, 99"]
EXPRESSIONS = [f"QMI_CHECK_VERSION ({version})" for version in VERSIONS]


def _layout(name: str, members: List[str]) -> List[str]:
    facts = [f"sizeof ({name})"]
    for member in members:
        facts += [f"offsetof ({name}, {member})", f"sizeof ((({name} *) 0)->{member})"]
    return facts


def _enum(name: str, constants: List[str]) -> List[str]:
    facts = [f"sizeof ({name})", f"({name}) -1 < 0"]
    for constant in constants:
        facts += [constant, f"sizeof ({constant})"]
    return facts


def _questions() -> List[str]:
    """Only what both sides declare: what is missing is another test's matter."""
    theirs, own = headers.read(peer()), headers.read(ours())
    asked = list(EXPRESSIONS)
    for name, members in theirs.structs.items():
        if members and own.structs.get(name):
            asked += _layout(name, [m for m in members if m in own.structs[name]])
    for name, constants in theirs.enums.items():
        if name in own.enums:
            asked += _enum(name, [c for c in constants if c in own.enums[name]])
    return asked


@functools.lru_cache(maxsize=None)
def facts(side: Side) -> Dict[str, int]:
    rows = "\n".join(f'    {{ "{q}", {q} }},' for q in _questions())
    source = write(f"census-{side.name}.c", PROGRAM.format(includes=headers.includes(side), facts=rows))
    program = os.path.join(scratch(), f"census-{side.name}")
    run([need("gcc"), "-w", "-O0", "-o", program, source, *side.cflags])
    return {fact: int(value) for fact, value in (line.split("\t") for line in run([program]).splitlines())}
