# SPDX-License-Identifier: LGPL-2.1-or-later
"""Sizes of the library, of what is generated for services and of the command line, beside Debian's libqmi."""

from __future__ import annotations

import glob
import os
import re
import shutil
import subprocess
import tempfile
from typing import List, Optional

from counting import row

FIVE = ["ctl", "dms", "nas", "uim", "wds"]
# Text of the objects that libqmi generates for these five, as it was found when the limits were set: its library does
# not show it.
THEIR_GENERATED = 1_620_000
# Debian's is for all services of libqmi.
THEIR_LIBRARY = "/usr/lib/x86_64-linux-gnu/libqmi-glib.so.5"


def services(objects: str) -> List[str]:
    """Those that the library of this build has."""
    found = [re.search(r"qmi-([a-z0-9]+)-tables\.c\.o$", path) for path in generated(objects)]
    return sorted(m.group(1) for m in found if m and m.group(1) != "common")


def generated(objects: str) -> List[str]:
    return sorted(glob.glob(os.path.join(objects, "*generated*.o")))


def of_service(path: str, service: str) -> bool:
    return re.search(rf"_qmi-(client-|enums-)?{service}(-|\.)", os.path.basename(path)) is not None


def section_bytes(objects: List[str], sections: str) -> int:
    total = 0
    for path in objects:
        output = subprocess.run(["size", "-A", path], capture_output=True, text=True, check=True).stdout
        total += sum(int(m.group(2)) for m in re.finditer(r"^(\.\S+)\s+(\d+)", output, re.M)
                     if re.match(sections, m.group(1)))
    return total


def data_relocations(objects: List[str]) -> int:
    """Addresses in data, which the loader has to write; distances from one place to another are not among them."""
    total = 0
    for path in objects:
        output = subprocess.run(["readelf", "-rW", path], capture_output=True, text=True, check=True).stdout
        for section in output.split("Relocation section ")[1:]:
            if section.startswith(("'.rela.data", "'.rela.rodata")):
                total += section.count("R_X86_64_64 ")
    return total


def library_relocations(library: str) -> int:
    output = subprocess.run(["readelf", "-rW", library], capture_output=True, text=True, check=True).stdout
    return output.count("R_X86_64_RELATIVE")


def stripped_size(program: str) -> int:
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copy(program, folder)
        subprocess.run(["strip", copy], check=True)
        return os.path.getsize(copy)


def sizes(library: str, objects: str, qmicli: str) -> None:
    found = services(objects)
    made = generated(objects)
    tables = [p for p in made if p.endswith("-tables.c.o")]
    of_services = {service: [p for p in made if of_service(p, service)] for service in found}
    common = [p for p in made if not any(p in paths for paths in of_services.values())]
    complete = found == FIVE
    theirs: Optional[str] = THEIR_LIBRARY if os.path.exists(THEIR_LIBRARY) else None
    print(f"\n{'sizes in bytes':<62}{'qmikit':>12}{'libqmi':>12}{'ratio':>8}")
    for service, paths in of_services.items():
        row(f"generated for {service} (.text, .rodata)", section_bytes(paths, r"\.(text|rodata)"))
    row(f"generated for {', '.join(found)} (.text, .rodata)",
        sum(section_bytes(paths, r"\.(text|rodata)") for paths in of_services.values()),
        THEIR_GENERATED if complete else None)
    row("  of which code (.text)", sum(section_bytes(paths, r"\.text") for paths in of_services.values()))
    row("generated for all services together (.text, .rodata)", section_bytes(common, r"\.(text|rodata)"))
    row("tables of services (.rodata)", section_bytes(tables, r"\.rodata"), limit="at most 100,000")
    row("  addresses in them that are relocated at load", data_relocations(tables), limit="0")
    path = os.path.join(library, "libqmi-glib.so.5")
    row("R_X86_64_RELATIVE relocations of the library", library_relocations(path),
        theirs and library_relocations(theirs))
    row("library, stripped (libqmi's: all of its services)", stripped_size(path), theirs and os.path.getsize(theirs),
        limit="at most 900,000")
    program = shutil.which("qmicli")
    row("qmicli, stripped (libqmi's: all of its services)", stripped_size(qmicli), program and os.path.getsize(program),
        limit="at most 0.333")
