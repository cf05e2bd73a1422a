# SPDX-License-Identifier: LGPL-2.1-or-later
"""The two sides that are compared: libqmi 1.32.2 as the distribution installs it, and what our build installs."""

from __future__ import annotations

import functools
import glob
import os
import re
import unittest
from typing import NamedTuple, Tuple

from support import BUILD, need, run, scratch

VERSION = "1.32.2"


class Side(NamedTuple):
    name: str
    cflags: Tuple[str, ...]
    include: str
    library: str
    gir: str
    pkgconfig: str  # folder to search first


def pkg_config(folder: str, *arguments: str) -> str:
    path = os.pathsep.join(p for p in (folder, os.environ.get("PKG_CONFIG_PATH")) if p)
    return run([need("pkg-config"), *arguments, "qmi-glib"], PKG_CONFIG_PATH=path).strip()


def _side(name: str, pkgconfig: str, gir: str) -> Side:
    libdir = pkg_config(pkgconfig, "--variable=libdir")
    include = os.path.join(pkg_config(pkgconfig, "--variable=includedir"), "libqmi-glib")
    flags = tuple(pkg_config(pkgconfig, "--cflags").split())
    return Side(name, flags, include, os.path.join(libdir, "libqmi-glib.so.5"), gir, pkgconfig)


@functools.lru_cache(maxsize=None)
def peer() -> Side:
    need("pkg-config")
    try:
        version = pkg_config("", "--modversion")
    except AssertionError:
        raise unittest.SkipTest("libqmi-glib-dev is not installed") from None
    if version != VERSION:
        raise unittest.SkipTest(f"libqmi-glib-dev is {version}, not {VERSION}")
    return _side("libqmi", "", "/usr/share/gir-1.0/Qmi-1.0.gir")


@functools.lru_cache(maxsize=None)
def ours() -> Side:
    """Installs the build into the scratch folder."""
    root = os.path.join(scratch(), "root")
    run([need("meson"), "install", "-C", BUILD, "--no-rebuild", "--quiet", "--destdir", root])
    folder = os.path.join(scratch(), "pkgconfig")
    os.makedirs(folder, exist_ok=True)
    with open(_only(root, "qmi-glib.pc"), encoding="utf-8") as stream:
        text = stream.read()
    with open(os.path.join(folder, "qmi-glib.pc"), "w", encoding="utf-8") as stream:
        stream.write(re.sub("^prefix=", f"prefix={root}", text, count=1, flags=re.MULTILINE))
    return _side("ours", folder, _only(root, "Qmi-1.0.gir", optional=True))


def _only(root: str, name: str, optional: bool = False) -> str:
    found = glob.glob(f"{root}/**/{name}", recursive=True)
    if not found and optional:
        return ""
    if len(found) != 1:
        raise AssertionError(f"{name} is installed {len(found)} times")
    return found[0]
