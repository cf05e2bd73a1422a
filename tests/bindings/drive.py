# SPDX-License-Identifier: LGPL-2.1-or-later
"""Drives all messages of one service: requests with all fields, answers with all fields, and the indications."""

from __future__ import annotations

import itertools
from typing import Any, Dict, List, Optional, Tuple

from gi.repository import Gio, GLib, Qmi
from modem import Action, Modem, Request, indication, response
from qmicodegen import names
from qmicodegen.emit.layout import ContainerLayout, UnitLayout
from qmicodegen.model import Message, Unit

from catalogue import client_name, messages, method_name
from samples import (REFUSED, SUCCESS, Converter, Values, accessor, answer_bytes, from_arguments, given, is_read,
                     python_name, request_bytes, tlv_bytes)

TIMEOUT = 20  # seconds; nothing takes that long unless it is broken
OUTPUT, INPUT = 1, 0
TLV_HEADER, FRAME_HEADER = 3, 13  # bytes
# What PyGObject raises if a call or a conversion fails.
FAILURES = (GLib.Error, TypeError, ValueError, RuntimeError, AttributeError, OverflowError)
# How each message is called, and the result of the answer, which has all other TLVs in each case.
PASSES = [("asynchronous", SUCCESS), ("synchronous", SUCCESS), ("asynchronous", REFUSED), ("synchronous", REFUSED)]


def result_bytes(result: Values) -> bytes:
    numbers = [result["Error Status"], result["Error Code"]]
    return bytes([2, 4, 0]) + b"".join(n.to_bytes(2, "little") for n in numbers)


class Answers:
    """What the modem says next, and what it was asked."""

    def __init__(self) -> None:
        self.tlvs = b""
        self.frames: List[bytes] = []
        self.request: Optional[Request] = None

    def react(self, request: Request) -> List[Action]:
        self.request = request
        return [response(request, self.tlvs), *self.frames]


class Service:
    """A modem of its own with a client of this service."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self._loop = GLib.MainLoop()
        self._converter = Converter(Qmi)
        self._layouts: Dict[int, Dict[int, ContainerLayout]] = {}
        for layout in UnitLayout(unit).containers:
            self._layouts.setdefault(id(layout.message), {})[layout.direction] = layout
        self._answers = Answers()
        keys = {(unit.service_id, m.id) for m in unit.messages}
        self._modem = Modem({key: itertools.repeat(self._answers.react) for key in keys})
        self._device = Qmi.Device.new_sync(Gio.File.new_for_path(self._modem.path), None)
        self._device.open_sync(Qmi.DeviceOpenFlags.NONE, TIMEOUT, None)
        self._client = self._device.allocate_client_sync(Qmi.Service(unit.service_id), Qmi.CID_NONE, TIMEOUT, None)
        self._shown: List[str] = []
        self._n_values = 0
        self._n_raw = 0
        self._found: List[Tuple[str, int, int, List[str]]] = []

    def close(self) -> None:
        self._device.close_sync(TIMEOUT, None)
        self._modem.stop()

    def findings(self) -> List[Tuple[str, int, int, List[str]]]:
        """What was done, how often it should have been and was done, and what is wrong."""
        return self._found

    def drive(self) -> None:
        """What comes of it is in findings()."""
        if type(self._client).__name__ != client_name(self._unit):
            self._complain("client", f"is a {type(self._client).__name__}")
        wanted = messages(self._unit)
        n_driven = sum(self._drive_message(m) for m in wanted)
        how = f", {self._n_raw} of them TLV by TLV too" if self._n_raw else ""
        self._finding(f"requests in {len(PASSES)} ways{how}", len(wanted), n_driven)
        n_came = self._drive_indications()
        self._finding("indications", len(self._unit.indications), n_came)

    def _finding(self, title: str, wanted: int, driven: int) -> None:
        self._found.append((f"{title}, {self._n_values} values read", wanted, driven, self._shown))
        self._shown, self._n_values = [], 0

    def _complain(self, place: str, text: object) -> None:
        self._shown.append(f"{place}: {text}")

    # requests

    def _drive_message(self, message: Message) -> bool:
        """Whether it went to the modem and back in each way."""
        layouts = self._layouts[id(message)]
        output = layouts[OUTPUT]
        read: List[Any] = []
        is_settable = request_bytes(layouts.get(INPUT)) == request_bytes(layouts.get(INPUT), True)
        for how, result in PASSES:
            self._answers.tlvs = result_bytes(result) + answer_bytes(output)
            place = f"{message.name}, {how}, {'refused' if result is REFUSED else 'success'}"
            try:
                answer = self._send(message, layouts.get(INPUT), how)
                self._check_request(place, message, request_bytes(layouts.get(INPUT), True))
                read.append(self._read_all(place, output, answer, result))
                if not is_settable:
                    self._send_raw(message, layouts[INPUT], how)
                    self._check_request(place, message, request_bytes(layouts[INPUT]))
            except FAILURES as error:
                self._complain(place, f"{type(error).__name__}: {error}")
                return False
        if read[0] != read[1] or read[2] != read[3]:
            self._complain(message.name, f"the ways to call give different values: {read}")
        self._n_raw += not is_settable
        return True

    def _send(self, message: Message, layout: Optional[ContainerLayout], how: str) -> Any:
        request = self._request(layout) if layout else None
        return self._call(self._client, method_name(message), how, request, TIMEOUT, None)

    def _call(self, owner: Any, name: str, how: str, *arguments: Any) -> Any:
        if how == "synchronous":
            return getattr(owner, name + "_sync")(*arguments)
        results: List[Any] = []

        def done(_owner: Any, result: Any, *_data: Any) -> None:
            results.append(result)
            self._loop.quit()
        getattr(owner, name)(*arguments, done)
        self._loop.run()
        return getattr(owner, name + "_finish")(results[0])

    def _request(self, layout: ContainerLayout) -> Any:
        request = getattr(Qmi, python_name(layout.c_name)).new()
        for tlv in layout.tlvs:
            getattr(request, accessor("set", tlv))(*self._converter.to_arguments(tlv))
            values = from_arguments(tlv, getattr(request, accessor("get", tlv))())
            if values != given(tlv, True):
                raise ValueError(f"{tlv.tlv.name} was set to {given(tlv, True)} and is {values}")
        return request

    def _send_raw(self, message: Message, layout: ContainerLayout, how: str) -> None:
        """With all values, also those that no setter takes from Python. The answer has no type then."""
        request = self._message(message)
        for index in layout.container.encode_order:
            tlv = layout.tlvs[index]
            start = Qmi.message_tlv_write_init(request, tlv.tlv.id)
            for byte in tlv_bytes(tlv)[TLV_HEADER:]:
                Qmi.message_tlv_write_guint8(request, byte)
            Qmi.message_tlv_write_complete(request, start)
        context = Qmi.MessageContext.new()
        context.set_vendor_id(message.vendor)
        answer = self._call(self._device, "command_full", how, request, context, TIMEOUT, None)
        sizes = Qmi.message_get_length(answer), FRAME_HEADER + len(self._answers.tlvs)
        if Qmi.message_get_message_id(answer) != message.id or sizes[0] != sizes[1]:
            raise ValueError(f"the answer has {sizes[0]} bytes instead of {sizes[1]}")

    def _message(self, message: Message) -> Any:
        """A frame without TLVs."""
        transaction = self._client.get_next_transaction_id()
        return Qmi.message_new(Qmi.Service(self._unit.service_id), self._client.get_cid(), transaction, message.id)

    def _check_request(self, place: str, message: Message, wanted: bytes) -> None:
        came, self._answers.request = self._answers.request, None
        if came is None or (came.message, came.tlvs) != (message.id, wanted):
            self._complain(place, f"the modem got {came and came.tlvs.hex()} instead of {wanted.hex()}")

    # answers

    def _read_all(self, place: str, layout: ContainerLayout, container: Any, result: Values) -> Dict[str, Any]:
        """All values by TLV; None for a TLV that does not belong to the answer."""
        found: Dict[str, Any] = {}
        for tlv in layout.tlvs:
            if tlv.tlv.is_result:
                self._check_result(place, container, result)
                continue
            wanted = given(tlv) if is_read(layout, tlv, result) else None
            try:
                values = from_arguments(tlv, getattr(container, accessor("get", tlv))())
            except GLib.Error as error:
                values = None
                if not error.matches(Qmi.core_error_quark(), Qmi.CoreError.TLVNOTFOUND):
                    self._complain(place, f"{tlv.tlv.name}: {error.message}")
            if values != wanted:
                self._complain(place, f"{tlv.tlv.name} is {values} instead of {wanted}")
            found[tlv.tlv.name] = values
            self._n_values += len(values or ())
        return found

    def _check_result(self, place: str, container: Any, result: Values) -> None:
        try:
            container.get_result()
            code = 0
        except GLib.Error as error:
            code = error.code if error.matches(Qmi.protocol_error_quark(), error.code) else -1
        if code != result["Error Code"]:
            self._complain(place, f"the result is {code}")

    # indications

    def _drive_indications(self) -> int:
        """How many came. All are sent behind one answer."""
        wanted = self._unit.indications
        came: List[Message] = []
        for message in wanted:
            self._client.connect(names.c_lower(message.name).replace("_", "-"), self._indication, message, came)
        cid = self._client.get_cid()
        self._answers.frames = [indication(cid, m.id, self._indication_bytes(m), self._unit.service_id) for m in wanted]
        if not wanted:
            return 0
        self._answers.tlvs = result_bytes(REFUSED)
        self._device.command_full_sync(self._message(messages(self._unit)[0]), None, TIMEOUT, None)
        late = GLib.timeout_add_seconds(TIMEOUT, came.append, None)
        while len(came) < len(wanted) and None not in came:
            GLib.MainContext.default().iteration(True)
        if None in came:
            missing = [m.name for m in wanted if m not in came]
            self._complain("indications", f"never came: {', '.join(missing)}")
            return len(wanted) - len(missing)
        GLib.source_remove(late)
        return len(came)

    def _indication_bytes(self, message: Message) -> bytes:
        layout = self._layouts.get(id(message), {}).get(OUTPUT)
        if layout is None:
            return b""
        # Few of them tell how something has ended, as answers do.
        has_result = any(t.tlv.is_result for t in layout.tlvs)
        return (result_bytes(SUCCESS) if has_result else b"") + answer_bytes(layout)

    def _indication(self, _client: Any, *rest: Any) -> None:
        *output, message, came = rest
        layout = self._layouts.get(id(message), {}).get(OUTPUT)
        if len(output) != (1 if layout else 0):
            self._complain(message.name, f"the signal brings {len(output)} values")
        elif layout:
            self._read_all(message.name, layout, output[0], SUCCESS)
        came.append(message)
