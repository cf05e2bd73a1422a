# SPDX-License-Identifier: LGPL-2.1-or-later
"""Takes the output of print-frames apart: a text for each frame, a block for the headers and for each TLV."""

from __future__ import annotations

import re
from typing import List, Set, Tuple

from libraries import Output

MARKER = "----\n"


def texts_of(output: Output) -> List[str]:
    return output.text.decode("utf-8", "backslashreplace").split(MARKER)[:-1]


def blocks_of(text: str) -> List[str]:
    """The headers, then each TLV."""
    return re.split(r"^(?=TLV:$)", text, flags=re.MULTILINE)


def name_in(block: str, key: str) -> str:
    """The name of a 'message' or the 'type' of a TLV; nothing if the library knows none."""
    match = re.search(rf'^  {key} += "(.*)" \(0x', block, re.MULTILINE)
    return match.group(1) if match else ""


def service_in(title: str) -> str:
    """The service of a frame, by the block of its headers."""
    match = re.search(r'^  service += "(.*)"$', title, re.MULTILINE)
    return match.group(1) if match else ""


Tlv = Tuple[str, str, str]  # service, message, TLV


def read_tlvs(path: str) -> Set[Tlv]:
    """TLVs that only one library names."""
    with open(path, encoding="utf-8") as stream:
        lines = [line.split("  ")[0] for line in stream if line.strip() and not line.startswith("#")]
    found = {tuple(line.split(" / ")) for line in lines}
    if any(len(tlv) != 3 for tlv in found):
        raise ValueError(f"{path}: want SERVICE / MESSAGE / TLV and a reason behind two blanks")
    return found


def without_names(block: str) -> str:
    """What is left of a block for a library that knows neither message nor TLV."""
    lines = []
    for line in block.splitlines():
        match = re.fullmatch(r"  (type|length|value|message|translated) += (.*)", line)
        if not match:
            lines.append(line)
        elif match.group(1) in ("type", "message"):
            number = int(re.findall(r"0x[0-9a-fA-F]+", match.group(2))[-1], 16)
            lines.append(f"  {match.group(1)} = {number:#x}")
        elif match.group(1) == "translated":
            break  # it is the last one, and a text in it may have several lines
        else:
            lines.append(f"  {match.group(1)} = {match.group(2)}")
    return "\n".join(lines)


def without_value(block: str) -> str:
    """The translation, which comes last, can have several lines."""
    return re.sub(r"^  value .*\Z", "", block, flags=re.MULTILINE | re.DOTALL)
