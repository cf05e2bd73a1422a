# SPDX-License-Identifier: LGPL-2.1-or-later
"""Shells complete options, the values of arguments and the keys of pairs; every option is known to each of them."""

from __future__ import annotations

import os
import pty
import re
import shutil
import subprocess
import tempfile
import threading
import unittest
from contextlib import suppress
from typing import Dict, Set

from support import TIMEOUT, run, unbuilt

GENERATED = os.environ.get("QMIKIT_GENERATED", "")

# what is typed, what is offered among others, and what is not
CASES = [
    ("--dms-get-i", {"--dms-get-ids"}, {"--dms-get-model", "--nas-get-info"}),
    ("--device-open-", {"--device-open-proxy", "--device-open-net"}, {"--device"}),
    ("--help-", {"--help-all", "--help-wds"}, {"--help"}),
    ("--format=", {"--format=json", "--format=text"}, set()),
    ("--dms-set-operating-mode=o", {"--dms-set-operating-mode=online", "--dms-set-operating-mode=offline"},
     {"--dms-set-operating-mode=reset"}),
    ("--dms-uim-verify-pin=", {"--dms-uim-verify-pin=pin", "--dms-uim-verify-pin=pin2"}, set()),
    ("--dms-uim-set-pin-protection=pin,", {"--dms-uim-set-pin-protection=pin,enable"},
     {"--dms-uim-set-pin-protection=pin,pin"}),
    ("--wds-start-network=", {"--wds-start-network=apn", "--wds-start-network=auth"}, set()),
    ("--wds-start-network=apn=a,au", {"--wds-start-network=apn=a,auth"}, {"--wds-start-network=apn=a,apn"}),
    ("--wds-start-network=apn=a,auth=", {"--wds-start-network=apn=a,auth=pap"}, {"--wds-start-network=apn=a,auth=apn"}),
    ("--device=/etc/pass", {"--device=/etc/passwd"}, set()),
]


def generated(name: str) -> str:
    return os.path.join(GENERATED, name)


def all_options() -> Set[str]:
    """As --help-all has them."""
    return set(re.findall(r"^ +(?:-., )?(--[a-z0-9-]+)", run(["--help-all"]).text, re.M))


class Cases:
    """What every shell has to offer; `complete` asks it."""

    @unittest.skipIf(unbuilt("nas", "uim", "wds"), unbuilt("nas", "uim", "wds"))
    def test_cases(self) -> None:
        for typed, there, absent in CASES:
            with self.subTest(typed):
                found = {word.rstrip("=") for word in self.complete(typed)}
                self.assertLessEqual(there, found)
                self.assertFalse(absent & found)

    def test_all_options(self) -> None:
        self.assertLessEqual(all_options(), {word.rstrip("=") for word in self.complete("--")})


class TestBash(Cases, unittest.TestCase):
    def complete(self, typed: str) -> Set[str]:
        script = """source "$1"; compopt () { :; }
            COMP_LINE="qmicli $2" COMP_POINT=${#COMP_LINE}; _qmicli; printf '%s\\n' "${COMPREPLY[@]}" """
        done = subprocess.run(["bash", "--norc", "-c", script, "bash", generated("qmicli.bash"), typed], text=True,
                              capture_output=True, timeout=TIMEOUT, check=True)
        self.assertEqual(done.stderr, "")
        kept = typed[: typed.rfind("=") + 1]  # bash starts anew behind this character
        return {kept + line for line in done.stdout.split("\n")}

    def test_argument_as_next_word(self) -> None:
        self.assertIn("online", self.complete("--dms-set-operating-mode on"))
        self.assertIn("/etc/passwd", self.complete("-d /etc/pass"))


@unittest.skipUnless(shutil.which("fish"), "skipped: fish is not installed")
class TestFish(Cases, unittest.TestCase):
    def complete(self, typed: str) -> Set[str]:
        script = 'source $argv[1]; complete -C "qmicli $argv[2]"'
        with tempfile.TemporaryDirectory() as home:
            done = subprocess.run(["fish", "--no-config", "-c", script, generated("qmicli.fish"), typed], text=True,
                                  capture_output=True, timeout=TIMEOUT, check=True, env={**os.environ, "HOME": home})
        self.assertEqual(done.stderr, "")
        return {line.partition("\t")[0] for line in done.stdout.splitlines()}


# The shell writes what it would offer into a file and ends.
ZSH = r"""
fpath=("$GENERATED" $fpath); autoload -Uz compinit; compinit -u -D
compadd () {
    [[ ${@[1,(i)(-|--)]} != *-(O|A|D)\ * ]] || { builtin compadd "$@"; return }
    local -a hits
    builtin compadd -A hits "$@"
    print -rl -- $IPREFIX$^hits >> $ANSWER
    builtin compadd "$@"
}
setopt no_auto_list; bindkey '^I' complete-word; comppostfuncs=(exit)
PS1=READY
"""


@unittest.skipUnless(shutil.which("zsh"), "skipped: zsh is not installed")
class TestZsh(Cases, unittest.TestCase):
    def complete(self, typed: str) -> Set[str]:
        with tempfile.TemporaryDirectory() as home:
            answer = os.path.join(home, "answer")
            with open(os.path.join(home, ".zshrc"), "w", encoding="utf-8") as stream:
                stream.write(ZSH)
            self.press_tab(typed, {**os.environ, "HOME": home, "ZDOTDIR": home, "TERM": "dumb", "ANSWER": answer,
                                   "GENERATED": GENERATED})
            with open(answer, encoding="utf-8") as stream:
                found = set(stream.read().splitlines())
        # Of files it names what stands behind the last slash.
        return found | {typed[: typed.rfind("/") + 1] + word.rpartition("=")[2] for word in found}

    def press_tab(self, typed: str, environment: Dict[str, str]) -> None:
        """Types into an interactive shell until it ends."""
        ours, theirs = pty.openpty()
        shell = subprocess.Popen(["zsh", "-i"], stdin=theirs, stdout=theirs, stderr=theirs, env=environment,
                                 start_new_session=True)
        os.close(theirs)
        watchdog = threading.Timer(TIMEOUT, shell.kill)
        watchdog.start()
        with open(ours, "r+b", buffering=0) as terminal, suppress(OSError):  # the other end is closed
            seen = b""
            while b"READY" not in seen:
                seen += terminal.read(4096)
            terminal.write(f"qmicli {typed}\t".encode())
            while terminal.read(4096):
                pass
        shell.wait()
        watchdog.cancel()


class TestManual(unittest.TestCase):
    def setUp(self) -> None:
        with open(generated("qmicli.1"), encoding="utf-8") as stream:
            self.text = stream.read()

    def test_all_options(self) -> None:
        self.assertLessEqual(all_options(), set(re.findall(r"--[a-z0-9-]+", self.text.replace("\\-", "-"))))

    @unittest.skipUnless(shutil.which("mandoc"), "skipped: mandoc is not installed")
    def test_form(self) -> None:
        """A date would differ from build to build."""
        done = subprocess.run(["mandoc", "-T", "lint", generated("qmicli.1")], capture_output=True, text=True,
                              timeout=TIMEOUT, check=False)
        self.assertEqual([line for line in done.stdout.splitlines() if "missing date" not in line], [])


if __name__ == "__main__":
    unittest.main()
