# SPDX-License-Identifier: LGPL-2.1-or-later
"""Debian's programs, as tests run them."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import Dict, Optional

QMICLI = shutil.which("qmicli", path="/usr/bin")
PROXY = "/usr/libexec/qmi-proxy"
VERSION = "1.32.2"


def environment() -> Dict[str, str]:
    """Debian's programs with Debian's library, which reads beyond the end of names of networks: memory that is filled
    on purpose would show."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("LD_", "MALLOC_"))}
    variables.update(LC_ALL="C.UTF-8", TZ="UTC")
    return variables


def complaint() -> Optional[str]:
    """Why there is nothing to test with, None if there is."""
    if not QMICLI:
        return "no qmicli: install libqmi-utils"
    text = subprocess.run([QMICLI, "--version"], capture_output=True, text=True, env=environment(), check=False).stdout
    return None if text.startswith(f"qmicli {VERSION}") else f"qmicli is not {VERSION}"
