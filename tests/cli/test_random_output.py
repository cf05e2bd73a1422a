# SPDX-License-Identifier: LGPL-2.1-or-later
"""Our text is that of Debian's qmicli for random answers of the modem, and for those of real ones.

QMIKIT_RANDOM_SEED, QMIKIT_RANDOM_COUNT (answers for each option) and QMIKIT_RANDOM_ONLY (a pattern for the options)
make longer or narrower runs.
"""

from __future__ import annotations

import concurrent.futures
import difflib
import itertools
import json
import multiprocessing
import os
import re
import unittest
from collections import Counter
from typing import Callable, Dict, Iterator, List, NamedTuple, Optional, Tuple

from modem import Modem, Request, answer, friendly
from qmicodegen.load import load_model
from qmicodegen.model import Message, Model
from random_answers import Answers
from support import HERE, OK, PEER, REFUSED, USAGE, Output, comparable, differences, protocol_errors, run, squeezed

TREE = os.path.join(HERE, "..", "..")
SEED = os.environ.get("QMIKIT_RANDOM_SEED", "1")
COUNT = int(os.environ.get("QMIKIT_RANDOM_COUNT", "12"))
ONLY = os.environ.get("QMIKIT_RANDOM_ONLY", "")
DONE = tuple(os.environ.get("QMIKIT_RANDOM_DONE", "ctl,dms,nas,uim,wds").split(","))  # services that may not differ
INTERNAL, SOMETHING_NEW = 3, 60000  # errors of the modem

# Options that need an argument; what is typed decides nothing, since the answer is the same.
ARGUMENTS = """
--dms-uim-set-pin-protection=PIN,enable,1234 --dms-uim-verify-pin=PIN,1234 --dms-uim-unblock-pin=PIN,12345678,1234
--dms-uim-change-pin=PIN,1234,4321 --dms-uim-get-ck-status=pn --dms-uim-get-ck-status=pf
--dms-uim-set-ck-protection=pn,disable,12345678 --dms-uim-unblock-ck=pn,12345678 --dms-set-operating-mode=online
--dms-activate-automatic=*22899 --dms-activate-manual=000000,123,5551234567,5551234567
--dms-set-user-lock-state=enable,0000 --dms-set-user-lock-code=0000,1111 --dms-write-user-data=hello
--dms-restore-factory-defaults=000000 --dms-validate-service-programming-code=000000
--dms-set-firmware-preference=firmware-version=1,config-version=2,carrier=X
--dms-set-boot-image-download-mode=normal --dms-hp-change-device-mode=fastboot --dms-swi-set-usb-composition=6
--dms-foxconn-change-device-mode=fastboot-ota --dms-foxconn-get-firmware-version=apps
--dms-foxconn-set-fcc-authentication=0 --dms-foxconn-set-fcc-authentication-v2=abc,48 --dms-get-mac-address=wlan
--dms-get-mac-address=bt --dms-dell-change-device-mode=fastboot-ota --dms-dell-get-firmware-version=apps
--device-set-instance-id=5 --uim-set-pin-protection=PIN1,enable,1234 --uim-verify-pin=PIN1,1234
--uim-unblock-pin=PIN1,12345678,1234 --uim-change-pin=PIN1,1234,4321 --uim-read-transparent=0x3F00,0x2FE2
--uim-get-file-attributes=0x3F00,0x2FE2 --uim-read-record=record-number=1,record-length=0,file=0x3F00-0x2FE2
--uim-sim-power-on=1 --uim-sim-power-off=1
--uim-change-provisioning-session=slot=1,activate=no,session-type=primary-gw-provisioning --uim-switch-slot=1
--uim-depersonalization=gw-network,deactivate,12345678 --nas-get-tx-rx-info=lte
--nas-get-plmn-name=00101 --nas-set-system-selection-preference=lte
--nas-set-preferred-networks=00101,eutran
--wds-get-current-settings --wds-get-packet-statistics --wds-start-network=apn=internet
--wds-stop-network=17 --wds-create-profile=3gpp,name=a,apn=b
--wds-modify-profile=3gpp,1,name=a --wds-delete-profile=3gpp,1 --wds-get-profile-list=3gpp
--wds-swi-create-profile-indexed=3gpp,2,name=a
--wds-get-default-profile-number=3gpp --wds-set-default-profile-number=3gpp,1 --wds-get-default-settings=3gpp
--wds-set-autoconnect-settings=enabled --wds-bind-data-port=3 --wds-bind-mux-data-port=mux-id=1,ep-iface-number=2
--wds-set-ip-family=4 --wds-set-lte-attach-pdn-list=1,2
""".split()
# Application options that send something; all others are no requests.
APPLICATION = ["--get-service-version-info"]
MESSAGES = {"--get-service-version-info": ("ctl", "Get Version Info"),
            "--device-set-instance-id": ("ctl", "Set Instance ID"),
            "--wds-get-default-profile-num": ("wds", "Get Default Profile Number"),
            "--wds-set-default-profile-num": ("wds", "Set Default Profile Number")}

# Without white space.
LOST = re.compile(r"\(null\)|unknown(\[0x[0-9a-f]+\])?|outofrange|notanumber")

Replies = Dict[Tuple[int, int], bytes]


VERDICTS = {
    "lost": "but for numbers without a name", "bare": "are an error of ours, for want of data",
    "more": "tell more about an error", "listed": "differ as listed", "": "differ otherwise",
    "absent": "are of options that are not there"}


class Case(NamedTuple):
    command: str
    what: str       # kind of answers, for whoever looks at a difference
    replies: Replies


class Outcome(NamedTuple):
    case: Case
    verdict: str    # one of VERDICTS
    ours: Output
    theirs: Output


# the modem of a process

class Desk:
    """A modem that gives the replies of the case at hand."""

    def __init__(self, keys: List[Tuple[int, int]]) -> None:
        self.replies: Replies = {}
        self.modem = Modem({key: itertools.repeat(self._react) for key in keys})  # type: ignore[misc]

    def _react(self, request: Request) -> list:
        tlvs = self.replies.get((request.service, request.message))
        return friendly(request) if tlvs is None else answer(tlvs)(request)

    def run(self, command: str, program: Optional[str]) -> Output:
        words = ["-d", self.modem.path, "--device-open-qmi", "--silent", command]
        found = run(words, program) if program else run(words)
        return Output(*(text.replace(self.modem.path, "PORT") for text in found[:2]), found.status)

    def judge(self, case: Case) -> Outcome:
        self.replies = case.replies
        ours, theirs = self.run(case.command, None), self.run(case.command, PEER)
        return Outcome(case, verdict(case, ours, theirs), ours, theirs)


DESK: "Optional[Desk]" = None


def open_desk(keys: List[Tuple[int, int]]) -> None:
    global DESK
    DESK = Desk(keys)


def judge(case: Case) -> Outcome:
    assert DESK is not None
    return DESK.judge(case)


# what counts as the same

def verdict(case: Case, ours: Output, theirs: Output) -> str:
    if ours.status == USAGE:
        return "absent"
    if ours.status == REFUSED and "without data" in ours.errors:
        return "bare"
    errors = [without_lost(protocol_errors(found)) for found in (ours, theirs)]
    if (ours.status == OK) != (theirs.status == OK) or errors[1] not in errors[0]:
        return ""
    left, right = squeezed(ours.text), squeezed(theirs.text)
    if left == right:
        return "same" if errors[0] == errors[1] else "more"
    if alike(left, right):
        return "lost"
    pattern = differences().get(case.command.split("=")[0])
    return "listed" if pattern and alike(comparable(ours.text, pattern), comparable(theirs.text, pattern)) else ""


def without_lost(text: str) -> str:
    return LOST.sub("", text)


def alike(ours: str, theirs: str) -> bool:
    """The same but for what Debian's has no name for: it prints (null), rarely the number, or in a list nothing; ours
    prints the number, or a younger name."""
    named = LOST.sub("\0", theirs)
    named = re.escape(named).replace(re.escape("\0"), f"({LOST.pattern}|[a-z0-9-]+)")
    return without_lost(ours) == without_lost(theirs) or bool(re.fullmatch(named, ours))


# what is tried

def commands() -> List[str]:
    """Each option that sends something, with an argument where it needs one; none that goes on until it is stopped."""
    with open(os.path.join(HERE, "options.tsv"), encoding="utf-8") as stream:
        rows = [line.split("\t") for line in stream if not line.startswith("#")]
    given = {command.split("=")[0] for command in ARGUMENTS}
    found = [row[0] for row in rows if row[2] == "-" and row[0] not in given and
             (row[0] in APPLICATION or re.match("--(dms|nas|wds|uim)-(?!follow|monitor|noop)", row[0]))]
    return [command for command in found + ARGUMENTS if re.search(ONLY, command)]


def by_option(model: Model) -> Dict[str, List[Tuple[int, Message]]]:
    """The messages that an option sends, with their service."""
    found: Dict[str, List[Tuple[int, Message]]] = {}
    for unit in model.units:
        named = {message.name: (unit.service_id, message) for message in reversed(unit.messages)}
        for message in unit.messages:
            for option in (message.cli.option, *message.cli.aliases):
                found["--" + option] = [(unit.service_id, message)]
        for own in unit.cli_options:
            names = (own.first, own.message, own.beside, own.then)
            found["--" + own.option] = [named[name] for name in names if name]
        found.update({option: [named[name]] for option, (service, name) in MESSAGES.items() if service == unit.name})
    return found


def cases(command: str, messages: List[Tuple[int, Message]]) -> Iterator[Case]:
    def case(what: str, make: Callable[[Message], bytes]) -> Case:
        return Case(command, what, {(service, m.id): make(m) for service, m in messages})

    def source(number: int, wild: bool) -> Answers:
        return Answers(f"{SEED}/{command}/{number}", wild)

    yield case("all TLVs", lambda m: source(0, False).success(m, 1))
    yield case("no optional TLVs", lambda m: source(1, False).success(m, 0))
    yield case("error", lambda m: source(2, False).failure(m, INTERNAL))
    yield case("unknown error", lambda m: source(3, True).failure(m, SOMETHING_NEW))
    for number in range(4, COUNT):
        wild = number % 2 == 1
        yield case(f"{'wild' if wild else 'tame'} answer {number}",
                   lambda m, n=number, w=wild: source(n, w).success(m, 0.7))


def real_cases(command: str, messages: List[Tuple[int, Message]]) -> Iterator[Case]:
    """What modems have been seen to answer."""
    with open(os.path.join(HERE, "..", "vectors", "frames.jsonl"), encoding="utf-8") as stream:
        frames = [json.loads(line) for line in stream]
    for frame in frames:
        data = bytes.fromhex(frame["hex"])
        for service, message in messages:
            if frame["direction"] == "response" and (data[4], frame["message_id"]) == (service, message.id):
                tlvs = data[13 if service else 12:]
                yield Case(command, f"answer of {frame['modem']}", {(service, message.id): tlvs})


@unittest.skipUnless(PEER, "no qmicli of Debian: install libqmi-utils")
class TestRandomOutput(unittest.TestCase):
    def test_same_text(self) -> None:
        model = load_model(os.path.join(TREE, "data", "services"))
        assert model is not None
        sent = by_option(model)
        todo = [case for command in commands() for messages in [sent.get(command.split("=")[0], [])]
                for case in (*cases(command, messages), *real_cases(command, messages))]
        keys = sorted({key for case in todo for key in case.replies})
        with concurrent.futures.ProcessPoolExecutor(max(2, os.cpu_count() or 1), multiprocessing.get_context("fork"),
                                                    open_desk, (keys,)) as pool:
            outcomes = list(pool.map(judge, todo, chunksize=4))
        report(outcomes)
        for outcome in outcomes:
            if service_of(outcome.case.command) not in DONE:
                continue
            with self.subTest(outcome.case.command, what=outcome.case.what):
                self.assertTrue(outcome.verdict, difference(outcome))


def difference(outcome: Outcome) -> str:
    """What is to be put in (+) and taken out (-) to get the text of Debian's."""
    sides = [[" ".join(line.split()) for line in (found.text + found.errors).splitlines()]
             for found in (outcome.ours, outcome.theirs)]
    return "\n" + "\n".join(difflib.unified_diff(*sides, "ours", "theirs", lineterm=""))


def service_of(command: str) -> str:
    name = command.split("-")[2]
    return name if name in ("dms", "nas", "wds", "uim") else "ctl"


def report(outcomes: List[Outcome]) -> None:
    total: Counter = Counter()
    of_service: Dict[str, Counter] = {}
    for outcome in outcomes:
        for counter in (total, of_service.setdefault(service_of(outcome.case.command), Counter())):
            counter[outcome.verdict] += 1
    for name, counter in [*sorted(of_service.items()), ("all", total)]:
        found = ", ".join(f"{counter[verdict]} {text}" for verdict, text in VERDICTS.items() if counter[verdict])
        print(f"# {name}: {counter['same']} of {sum(counter.values())} outputs are identical; {found}")


if __name__ == "__main__":
    unittest.main()
