# SPDX-License-Identifier: LGPL-2.1-or-later
"""How scenarios end in which libqmi hangs, crashes, leaks or loses a callback: our library mends these."""

from __future__ import annotations

from typing import Dict, List

OURS: Dict[str, List[str]] = {
    "without-time": [],
    "orphan": [],
    "open-again": [],
}
