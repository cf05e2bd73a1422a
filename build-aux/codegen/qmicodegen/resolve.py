# SPDX-License-Identifier: LGPL-2.1-or-later
"""Makes the model of the files that were read."""

from __future__ import annotations

from dataclasses import replace
from typing import Dict, Iterable, List, Optional, Set, Tuple

from .arguments import Direction, argument, check_each, default_option, fixed_values, message_cli
from .clashes import check_enums, check_options, check_services
from .consistency import check_unit
from .containers import ContainerReader, ResultTlv
from .enums import resolve_enum
from .fields import Around, FieldReader
from .following import FollowReader, Named
from .hints import check_hints
from .lines import LineReader
from .model import Argument, CliOption, Container, Enum, Follow, Message, Unit
from .near import did_you_mean
from .scope import COMMON, CONDITION, ENUM, SHARED, RawUnit, Scope, World, has_name
from .services import add_services
from .source import Diagnostics, Object
from .summaries import check_summaries
from .texts import text_of


def resolve(units: List[RawUnit], skip: Set[int], incomplete: Set[str], diagnostics: Diagnostics) -> Tuple[Unit, ...]:
    """`skip` holds the ids of items with errors in them, `incomplete` the names of files that are missing."""
    world = World(diagnostics, incomplete=incomplete)
    for unit in units:
        _define(unit, skip, world)
    add_services(units, world)
    result = _result_tlv(units, skip, world)
    made = [_Resolver(unit, world, skip, result).unit() for unit in units]
    for unit in units:
        check_unit(unit, world, skip)
        check_summaries(unit.data, diagnostics)
    check_services(units, diagnostics)
    check_enums(world)
    check_options(units, skip, diagnostics)
    return tuple(sorted(made, key=lambda u: (u.service is not None, u.service_id, u.name)))


def _define(unit: RawUnit, skip: Set[int], world: World) -> None:
    """Make the names known that this file gives to things."""
    since = unit.data["service"]["since"] if unit.service else None
    for raw in unit.data.get("enums", ()):
        if id(raw) not in skip:
            complaints = len(world.diagnostics)
            enum = resolve_enum(raw, unit.name, unit.service, since, world.diagnostics)
            if world.define(ENUM, unit.name, raw, enum if len(world.diagnostics) == complaints else None):
                world.enums.append((raw, enum))
        elif has_name(raw):
            world.define(ENUM, unit.name, raw, None)
    for kind, key in ((SHARED, "shared"), (CONDITION, "conditions")):
        for raw in unit.data.get(key, ()):
            if kind == SHARED and id(raw) not in skip and "shared" in raw["tlv"]:
                world.diagnostics.at_key(raw["tlv"], "shared", "a shared TLV refers to no other", "say here what it is")
                skip.add(id(raw))
            if has_name(raw):
                world.define(kind, unit.name, raw, None if id(raw) in skip else raw)


def _result_tlv(units: List[RawUnit], skip: Set[int], world: World) -> ResultTlv:
    """The shared TLV that is marked "every-response"; only the common file can have one."""
    found: List[Object] = []
    unknown = COMMON in world.incomplete
    for unit in units:
        for raw in unit.data.get("shared", ()):
            if id(raw) in skip:
                unknown |= unit.name == COMMON
            elif "every-response" in raw and unit.name != COMMON:
                remedy = f"only {COMMON}.json has it"
                world.diagnostics.at_key(raw, "every-response", "this is for all services", remedy)
            elif "every-response" in raw:
                found.append(raw)
    for raw in found[1:]:
        line = found[0].position().line
        world.diagnostics.at_key(raw, "every-response", f"line {line} has it already", "leave one of them out")
    return ResultTlv(found[0]["tlv"] if found else None, unknown or len(found) > 1)


class _Resolver:
    """Resolves one file."""

    def __init__(self, unit: RawUnit, world: World, skip: Set[int], result: ResultTlv) -> None:
        self._unit = unit
        self._world = world
        self._skip = skip
        self._diagnostics = world.diagnostics
        scope = Scope(unit.name, world)
        self._containers = ContainerReader(scope, skip, result, world.diagnostics)
        self._fields = FieldReader(scope, world.diagnostics)

    def unit(self) -> Unit:
        data = self._unit.data
        service = data.get("service", {})
        selected = self._unit.selected
        messages = tuple(self._message(raw) for raw in self._good("messages")) if selected else ()
        by_name = {m.name: (raw, m) for raw, m in zip(self._good("messages"), messages)}
        follows = FollowReader(by_name, self._containers.whole, self._diagnostics)
        indications = tuple(self._indication(raw, follows) for raw in self._good("indications")) if selected else ()
        named = {m.name: (raw, m) for raw, m in zip(self._good("indications"), indications)}
        enums = tuple(self._enums())
        reader = LineReader(enums, {m.name: m for m in messages}, self._tables(), self._good_lines(), self._diagnostics)
        messages = tuple(self._with_lines(reader, raw, m) for raw, m in zip(self._good("messages"), messages))
        indications = tuple(self._with_lines(reader, raw, m) for raw, m in zip(self._good("indications"), indications))
        self._check_shared()
        return Unit(
            name=self._unit.name,
            file=self._unit.name + ".json",
            service=self._unit.service,
            service_id=int(service.get("id", "0"), 16),
            title=service.get("title"),
            text=text_of(data, service.get("since")),
            internal="internal" in service,
            selected=selected,
            enums=enums,
            messages=messages,
            indications=indications,
            cli_options=tuple(self._cli_options(by_name, named, follows)) if selected else (),
            cli_tables=tuple(self._tables().items()) if selected else (),
        )

    def _good(self, key: str) -> Iterable[Object]:
        return (raw for raw in self._unit.data.get(key, ()) if id(raw) not in self._skip)

    def _enums(self) -> Iterable[Enum]:
        defined = self._world.defined[ENUM].get(self._unit.name, {})
        return (named.value for named in defined.values() if isinstance(named.value, Enum))

    # messages

    def _message(self, raw: Object) -> Message:
        text = text_of(raw, raw["since"])
        request = self._containers.request(raw, text.since)
        option = default_option(self._unit.service, raw)
        return Message(
            name=raw["name"],
            id=int(raw["id"], 16),
            id_spelling=raw.get("id-spelling", raw["id"]),
            indication=False,
            vendor=int(raw.get("vendor", "0"), 16),
            text=text,
            errors=tuple(raw.get("errors", ())),
            abortable="abortable" in raw,
            library_only="library-only" in raw,
            takes=raw.get("takes", 0),
            registered_by=None,
            register=(),
            reply=None,
            request=request,
            response=self._containers.response(raw, text.since),
            cli=message_cli(raw, option, self._request(raw, request), self._diagnostics),
            pos=raw.position(),
        )

    def _indication(self, raw: Object, follows: FollowReader) -> Message:
        text = text_of(raw, raw["since"])
        tlvs = self._containers.indication(raw, text.since)
        return Message(
            name=raw["name"],
            id=int(raw["id"], 16),
            id_spelling=raw.get("id-spelling", raw["id"]),
            indication=True,
            vendor=0,
            text=text,
            errors=(),
            abortable=False,
            library_only=False,
            takes=0,
            registered_by=raw.get("registered-by"),
            register=follows.register(raw),
            reply=follows.reply(raw, tlvs),
            request=None,
            response=tlvs,
            cli=message_cli(raw, "", self._request(raw, None), self._diagnostics),
            pos=raw.position(),
        )

    def _good_lines(self) -> List[Object]:
        lines = self._unit.data.get("cli", {}).get("shared-lines", ())
        return [raw for raw in lines if id(raw) not in self._skip]

    def _with_lines(self, reader: LineReader, raw: Object, message: Message) -> Message:
        """Lines may name what other messages tell, so that all have to be known."""
        cli = raw.get("cli", {})
        whole = self._containers.whole(raw.get("tlvs" if message.indication else "response"))
        for index, name in enumerate(cli.get("needs", ())):
            known = [tlv.name for tlv in message.response.tlvs] if message.response else []
            if whole and name not in known:
                self._diagnostics.at(cli["needs"], index, f'no TLV is called "{name}"', did_you_mean(name, known, ""))
        read = {key: reader.read(cli[key], message, whole) for key in ("lines", "failure", "complaint") if key in cli}
        return replace(message, cli=replace(message.cli, **read))

    def _check_shared(self) -> None:
        """Also those that nothing refers to."""
        for raw in self._good("shared"):
            field = self._fields.read(raw["tlv"], Around(None))
            if field is not None:
                check_hints(raw["tlv"], field, (), False, self._diagnostics)

    # command line

    def _request(self, raw: Object, container: Optional[Container]) -> Direction:
        return Direction("request", container, self._containers.whole(raw.get("request")))

    def _response(self, raw: Object, container: Optional[Container]) -> Direction:
        return Direction("response", container, self._containers.whole(raw.get("response")))

    def _tables(self) -> Dict[str, str]:
        return {raw["name"]: "".join(f"{row['from']};{row['text']}\n" for row in raw["rows"])
                for raw in self._unit.data.get("cli", {}).get("tables", ()) if id(raw) not in self._skip}

    def _cli_options(self, messages: Named, indications: Named, follows: FollowReader) -> Iterable[CliOption]:
        for raw in self._unit.data.get("cli", {}).get("options", ()):
            if id(raw) not in self._skip:
                yield self._cli_option(raw, messages, follows.option(raw, indications))

    def _cli_option(self, raw: Object, messages: Named, follow: Optional[Follow]) -> CliOption:
        made = None
        of_message, message = messages.get(raw.get("message"), (None, None))
        request = self._request(of_message, message.request) if message else None
        if "preset" in raw:
            made = Argument("", "", (), fixed_values(raw, request, self._diagnostics))
        if "argument" in raw and request is not None:
            before = None
            if raw.get("first") in messages:
                of_first, first = messages[raw["first"]]
                before = self._response(of_first, first.response)
            elif "first" in raw:
                before = Direction("response", None, False)
            made = argument(raw["argument"], request, before, self._diagnostics)
        if "preset" in raw and "argument" in raw:
            self._diagnostics.at_key(raw, "preset", '"argument" has a "preset" of its own', "put the values there")
        if "each" in raw:
            check_each(raw, self._response(of_message, message.response) if message else None, self._diagnostics)
        return CliOption(
            option=raw["option"],
            summary=raw["summary"],
            action=raw.get("action"),
            message=raw.get("message"),
            first=raw.get("first"),
            then=raw.get("then"),
            each=raw.get("each"),
            argument=made,
            follow=follow,
            beside=raw.get("beside"),
        )
