# SPDX-License-Identifier: LGPL-2.1-or-later
"""Resolves how indications are followed: what is sent to get them, on them and after them.

Names of messages are checked elsewhere; those with errors of their own are not known here.
"""

from __future__ import annotations

from typing import Callable, Dict, Optional, Tuple

from .arguments import Direction, fixed_values
from .model import Container, Field, Follow, IntType, Message, Reply, Send, Test
from .paths import follow
from .samples import Sampler
from .source import Array, Diagnostics, Object

Named = Dict[str, Tuple[Object, Message]]


class FollowReader:
    """`messages` are those of the file by name, `whole` tells whether none of some TLVs has errors."""

    def __init__(self, messages: Named, whole: Callable[[Optional[Array]], bool], diagnostics: Diagnostics) -> None:
        self._messages = messages
        self._whole = whole
        self._diagnostics = diagnostics

    def register(self, raw: Object) -> Tuple[Send, ...]:
        """What is sent to get the indication `raw`."""
        return tuple(self._send(part) for part in raw.get("register", ()))

    def reply(self, raw: Object, tlvs: Optional[Container]) -> Optional[Reply]:
        """What is sent whenever the indication `raw` comes that has these TLVs."""
        if "reply" not in raw:
            return None
        return Reply(self._test(raw["reply"], "when", raw, tlvs), self._send(raw["reply"]))

    def option(self, raw: Object, indications: Named) -> Optional[Follow]:
        """What an option of its own goes on with."""
        if "follow" not in raw:
            if "beside" in raw:
                remedy = 'only an option with "follow" belongs to the request of another one'
                self._diagnostics.at_key(raw, "beside", "there is nothing to do beside it", remedy)
            return None
        cli = raw["follow"]
        of_indication, indication = indications.get(cli["indication"], (None, None))
        until = None
        if of_indication is not None and indication is not None:
            until = self._test(cli, "until", of_indication, indication.response)
        self._check_finally(raw)
        return Follow(
            indication=cli["indication"],
            until=until,
            final=cli.get("finally"),
            notes=tuple(cli.get("notes", ())),
            until_notes=tuple(cli.get("until-notes", ())),
        )

    def _send(self, raw: Object) -> Send:
        of_message, message = self._messages.get(raw["message"], (None, None))
        request = None
        if of_message is not None and message is not None:
            request = Direction("request", message.request, self._whole(of_message.get("request")))
        return Send(raw["message"], fixed_values(raw, request, self._diagnostics))

    def _test(self, raw: Object, key: str, indication: Object, tlvs: Optional[Container]) -> Optional[Test]:
        """A number of the indication and the value that it has to have."""
        if key not in raw or not self._whole(indication.get("tlvs")):
            return None
        test = raw[key]
        found = follow(test["field"], tlvs, "indication")
        if not isinstance(found, Field):
            self._diagnostics.at(test, "field", found.reason, found.remedy)
            return None
        if not isinstance(found.type, IntType):
            remedy = "a number decides, with a name or without"
            self._diagnostics.at(test, "field", f'"{found.name}" is no number', remedy)
            return None
        complaints = len(self._diagnostics)
        Sampler(self._diagnostics).check(test, "is", test["is"], found)
        return Test(test["field"], _number(found.type, test["is"])) if len(self._diagnostics) == complaints else None

    def _check_finally(self, raw: Object) -> None:
        """Its values are those of the response that are called alike."""
        cli, sent = raw["follow"], raw.get("message", raw.get("beside"))
        if cli.get("finally") not in self._messages or sent not in self._messages:
            return
        response, request = self._messages[sent][1].response, self._messages[cli["finally"]][1].request
        given = [tlv.name for tlv in response.tlvs] if response else []
        for tlv in request.tlvs if request else ():
            if tlv.mandatory and tlv.name not in given:
                reason = f'it needs "{tlv.name}", which is not in the response to "{sent}"'
                self._diagnostics.at(cli, "finally", reason, "values that are called alike are taken over")


def _number(type_: IntType, value: object) -> int:
    names = type_.labels or type_.enum
    if isinstance(value, str) and names:
        return next(v.value for v in names.values if v.nickname == value)
    assert isinstance(value, int)
    return int(value)
