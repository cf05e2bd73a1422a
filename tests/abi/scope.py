# SPDX-License-Identifier: LGPL-2.1-or-later
"""Which of the peer's names are to be there: groups that are described, less and plus what two lists name."""

from __future__ import annotations

import functools
import glob
import os
import re
from typing import Dict, Iterable, List, Optional

from sides import peer
from support import HERE, SOURCE, build_options


@functools.lru_cache(maxsize=None)
def described() -> List[str]:
    """Services that this tree describes and that are built in."""
    files = glob.glob(os.path.join(SOURCE, "data", "services", "*.json"))
    names = {os.path.basename(f)[:-len(".json")] for f in files if not f.endswith(".schema.json")} - {"common"}
    chosen = build_options().get("services")
    return sorted(names.intersection(chosen) if chosen else names)


@functools.lru_cache(maxsize=None)
def peer_services() -> List[str]:
    """Services that the peer has a header for, and the control service, which has none."""
    found = ["ctl"]
    for path in glob.glob(os.path.join(peer().include, "qmi-*.h")):
        with open(path, encoding="utf-8") as stream:
            found += re.findall(r"#define HAVE_QMI_SERVICE_(\w+)", stream.read())
    return sorted(s.lower() for s in found)


def group(name: str, home: str = "") -> str:
    """The service that a C name belongs to, or `core`; `home` is the header that declares it. The name of a property or
    signal is `Class:name`."""
    header = re.fullmatch(r"qmi-(?:enums-|flags64-)?(\w+)\.h", home)
    if header and header[1] in peer_services():
        return header[1]
    snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
    kinds = "(?:have_qmi_service_|(?:have_)?qmi_(?:type_|is_|deprecated_)?(?:message_|indication_|client_)?)"
    service = re.match(f"{kinds}({'|'.join(peer_services())})(?:[_:]|$)", snake)
    return service[1] if service else "core"


def covered(name: str, home: str = "") -> bool:
    return group(name, home) in ["core", *described()]


class Listed:
    """A list of names with a reason each: `NAME reason`, where NAME is a header or has `*` in it."""

    def __init__(self, file: str) -> None:
        with open(os.path.join(HERE, file), encoding="utf-8") as stream:
            lines = [line.split(None, 1) for line in stream.read().splitlines() if line and not line.startswith("#")]
        self.reasons = {words[0]: words[1] for words in lines}
        self._patterns = {p: re.compile(re.escape(p).replace(r"\*", ".*")) for p in self.reasons}

    def find(self, name: str, home: str = "") -> Optional[str]:
        for text, pattern in self._patterns.items():
            if text == home or pattern.fullmatch(name):
                return text
        return None


@functools.lru_cache(maxsize=None)
def not_there_yet() -> Listed:
    return Listed("missing.txt")


@functools.lru_cache(maxsize=None)
def additions() -> Listed:
    return Listed("additions.txt")


@functools.lru_cache(maxsize=None)
def other_types() -> Listed:
    """The reason starts with the name that the introspection data has."""
    return Listed("types.txt")


def expected(names: Iterable[str], present: Iterable[str], homes: Dict[str, str]) -> List[str]:
    """Those of the peer's names that we are to have: the covered ones but for what is listed and not there."""
    have = set(present)
    return [n for n in names if covered(n, homes.get(n, ""))
            and (n in have or not not_there_yet().find(n, homes.get(n, "")))]
