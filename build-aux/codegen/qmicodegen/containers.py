# SPDX-License-Identifier: LGPL-2.1-or-later
"""Resolves the TLVs of one direction of a message: shared definitions, conditions, order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, List, Optional, Set, Tuple

from . import checks
from .clashes import check_flattened
from .fields import Around, FieldReader, check_names
from .hints import check_hints
from .model import Condition, Container, Field, IntType, Position, StructType, Tlv
from .near import did_you_mean, listed
from .scope import CONDITION, SHARED, Scope
from .source import Array, Diagnostics, Key, Object, Place
from .texts import newer


class Merged(Object):
    """A reference to a shared TLV together with that TLV; what the reference says wins."""

    __slots__ = ("base",)

    def __init__(self, reference: Object, base: Object) -> None:
        super().__init__({**base, **reference})
        self.source, self.offset = reference.source, reference.offset
        self.parent, self.key, self.offsets = reference.parent, reference.key, reference.offsets
        self.base: Object = base

    def position(self, key: Optional[Key] = None) -> Position:
        if key is not None and key not in self.offsets and key in self.base:
            return self.base.position(key)
        return super().position(key)

    def key_position(self, key: str) -> Position:
        return super().key_position(key) if key in self.offsets else self.base.key_position(key)

    def path(self, key: Optional[Key] = None) -> str:
        if key is not None and key not in self.offsets and key in self.base:
            return self.base.path(key)
        return super().path(key)


@dataclass(frozen=True)
class ResultTlv:
    """The TLV that opens every response."""

    tlv: Optional[Object]
    unknown: bool  # it may exist, but the file it stands in has errors: what refers to it cannot be judged


class ContainerReader:
    """Makes containers of the TLV lists of one file."""

    def __init__(self, scope: Scope, skip: Set[int], result: ResultTlv, diagnostics: Diagnostics) -> None:
        self._scope = scope
        self._skip = skip
        self._every_response = result.tlv
        self._lenient = result.unknown
        self._partial: Set[int] = set()
        self._fields = FieldReader(scope, diagnostics)
        self._diagnostics = diagnostics

    def whole(self, raws: Optional[Array]) -> bool:
        """Whether none of these TLVs, which were read before, has errors."""
        return id(raws) not in self._partial

    def request(self, message: Object, since: Optional[str]) -> Optional[Container]:
        if "request" not in message:
            return None
        raws, tlvs = self._tlvs(message["request"], since, False)
        return Container(tuple(tlvs), self._request_order(message, raws, tlvs), False)

    def response(self, message: Object, since: Optional[str]) -> Container:
        return self._received(message.get("response", ()), "compat-getters" in message, since, True)

    def indication(self, indication: Object, since: Optional[str]) -> Optional[Container]:
        if "tlvs" not in indication:
            return None
        return self._received(indication["tlvs"], "compat-getters" in indication, since, False)

    def _received(self, raws: Array, compat: bool, since: Optional[str], result: bool) -> Container:
        _, tlvs = self._tlvs(raws, since, result)
        return Container(tuple(tlvs), tuple(range(len(tlvs))), compat)

    # TLVs

    def _tlvs(self, raws: Array, since: Optional[str], result: bool) -> Tuple[List[Object], List[Tlv]]:
        """The good TLVs, and what they were made of."""
        merged: List[Object] = []
        broken = self._lenient
        if result and self._every_response is not None:
            merged.append(self._every_response)
        for raw in raws:
            whole = None if id(raw) in self._skip else self._whole(raw)
            broken |= whole is None
            merged += [whole] if whole is not None else []
        check_names(merged, self._diagnostics)
        self._check_ids(merged)
        pairs = [(m, self._field(m, since)) for m in merged]
        broken |= any(field is None for _, field in pairs)
        good = [(m, field) for m, field in pairs if field is not None]
        conditions = _Conditions(self._scope, good, broken, self._diagnostics)
        if broken:
            self._partial.add(id(raws))
        for m, field in good:
            check_flattened(m, field, self._diagnostics)
            check_hints(m, field, (f for _, f in good), not broken, self._diagnostics)
        tlvs = [self._tlv(m, field, conditions.of(m, index)) for index, (m, field) in enumerate(good)]
        return [m for m, _ in good], tlvs

    def _whole(self, raw: Object) -> Optional[Object]:
        """The TLV with what it takes over from a shared one."""
        if "shared" not in raw:
            return raw
        found = self._scope.find(SHARED, raw, "shared", raw["shared"])
        if found is None or found.value is None:
            return None
        return Merged(raw, found.raw["tlv"])

    def _field(self, raw: Object, message_since: Optional[str]) -> Optional[Field]:
        if isinstance(raw, Merged):
            since = raw.get("since") if "since" in raw.offsets else newer(raw.base.get("since"), message_since)
        elif raw is self._every_response:
            since = newer(raw.get("since"), message_since)
        else:
            since = raw.get("since", message_since)
        checks.check_rest(raw, self._diagnostics)
        return self._fields.read(raw, Around(since), since)

    def _tlv(self, raw: Object, field: Field, conditions: Tuple[Condition, ...]) -> Tlv:
        base = raw.base if isinstance(raw, Merged) else raw
        shared = base.parent if base.key == "tlv" else None
        return Tlv(
            id=int(raw["id"], 16),
            mandatory=raw["presence"] == "mandatory",
            conditions=conditions,
            field=field,
            shared=shared["name"] if shared is not None else None,
            type_name=shared.get("type-name") if shared is not None else None,
            is_result=shared is not None and "every-response" in shared,
            pos=raw.position(),
        )

    def _check_ids(self, raws: List[Object]) -> None:
        first: Dict[str, Object] = {}
        for raw in raws:
            other = first.setdefault(raw["id"], raw)
            if other is not raw:
                reason = f'"{other["name"]}" has the id {raw["id"]} too'
                self._diagnostics.at(raw, "id", reason, "an id stands once in a message")

    # order

    def _request_order(self, message: Object, raws: List[Object], tlvs: List[Tlv]) -> Tuple[int, ...]:
        """Stated, or that of libqmi: backwards, what has conditions at the end."""
        if "request-order" in message and len(raws) == len(message["request"]):
            return self._stated_order(message["request-order"], tlvs)
        free = [i for i, tlv in enumerate(tlvs) if not tlv.conditions]
        bound = [i for i, tlv in enumerate(tlvs) if tlv.conditions]
        return tuple(free[::-1] + bound)

    def _stated_order(self, order: Array, tlvs: List[Tlv]) -> Tuple[int, ...]:
        known = {tlv.name: index for index, tlv in enumerate(tlvs)}
        for index, name in enumerate(order):
            if name not in known:
                remedy = did_you_mean(name, known, "it has to be " + listed(known))
                self._diagnostics.at(order, index, f'the request has no TLV "{name}"', remedy)
            elif name in order[:index]:
                self._diagnostics.at(order, index, f'"{name}" stands here twice', "name every TLV once")
        for name in known:
            if name not in order:
                self._diagnostics.at(order, None, f'"{name}" is missing', "name every TLV of the request once")
        return tuple(known[name] for name in order if name in known)


class _Conditions:
    """Resolves what TLVs of one container depend on."""

    def __init__(
        self, scope: Scope, tlvs: List[Tuple[Object, Field]], broken: bool, diagnostics: Diagnostics
    ) -> None:
        self._scope = scope
        self._tlvs = tlvs
        self._broken = broken  # a TLV that is not there may be one that could not be read
        self._diagnostics = diagnostics
        self._operands: Dict[str, Tuple[int, Field, Optional[Field]]] = {}

    def of(self, raw: Object, index: int) -> Tuple[Condition, ...]:
        when = raw.get("when")
        if when is None:
            return ()
        found = []
        for place, key, item in _each(raw, when):
            found.append(self._condition(place, key, item, index))
        return tuple(c for c in found if c is not None)

    def _condition(self, place: Place, key: Key, item: object, index: int) -> Optional[Condition]:
        raw = item
        if isinstance(item, str):
            named = self._scope.find(CONDITION, place, key, item)
            if named is None or named.value is None:
                return None
            raw = named.raw
        else:
            place, key = raw, "field"
        operand = self._find(raw["field"])
        if operand is None:
            if not self._broken:
                self._complain_of_field(place, key, raw["field"])
            return None
        at, tlv, member = operand
        if at >= index:
            self._diagnostics.at(place, key, f'"{raw["field"]}" does not stand before this TLV', "move it to the front")
        return self._resolved(raw, tlv, member)

    def _find(self, text: str) -> Optional[Tuple[int, Field, Optional[Field]]]:
        if not self._operands:
            for index, (_, field) in enumerate(self._tlvs):
                if isinstance(field.type, IntType):
                    self._operands[field.name] = (index, field, None)
                if isinstance(field.type, StructType):
                    for member in field.type.fields:
                        if isinstance(member.type, IntType):
                            self._operands[f"{field.name}/{member.name}"] = (index, field, member)
        return self._operands.get(text)

    def _complain_of_field(self, place: Place, key: Key, text: str) -> None:
        known = list(self._operands)
        otherwise = "it has to be " + listed(known) if known else "there is no number to compare"
        self._diagnostics.at(place, key, f'the message has no number "{text}"', did_you_mean(text, known, otherwise))

    def _resolved(self, raw: Object, tlv: Field, member: Optional[Field]) -> Optional[Condition]:
        key = "is" if "is" in raw else "not"
        type_ = (member or tlv).type
        value = raw[key]
        if isinstance(value, str):
            value = self._number(raw, key, type_)
        elif not checks.int_range(type_)[0] <= value <= checks.int_range(type_)[1]:
            low, high = checks.int_range(type_)
            self._diagnostics.at(raw, key, f"{value} is out of range", f"the type holds {low} to {high}")
        if value is None:
            return None
        return Condition(tlv.name, member.name if member else None, key == "is", value)

    def _number(self, raw: Object, key: str, type_: IntType) -> Optional[int]:
        enum = type_.labels or type_.enum
        if enum is None:
            remedy = 'names are for fields with "enum" or "labels"'
            self._diagnostics.at(raw, key, f'"{raw[key]}" is no number', remedy)
            return None
        value = checks.nickname_value(enum, raw[key])
        if value is None:
            remedy = checks.nickname_remedy(enum, raw[key])
            self._diagnostics.at(raw, key, f'"{raw[key]}" is no value of {enum.name}', remedy)
        return value


def _each(raw: Object, when: object) -> List[Tuple[Place, Key, object]]:
    if isinstance(when, Array):
        return [(when, index, item) for index, item in enumerate(when)]
    return [(raw, "when", when)]
