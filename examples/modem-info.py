#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Prints who a modem is, which network it uses and what card is in it: asynchronous calls on GLib's main loop.

The requests to the three services are under way at the same time. Coroutines keep the steps of each in order.

usage: modem-info.py PATH
"""

import sys

import gi

gi.require_version("Qmi", "1.0")
from gi.repository import Gio, GLib, Qmi  # noqa: E402

TIMEOUT = 10  # seconds, for each call


class Call:
    """An asynchronous call that a coroutine waits for with `await`."""

    def __init__(self, start, finish, *arguments):
        self._start, self._finish, self._arguments = start, finish, arguments

    def __await__(self):
        # What is yielded gets the function to be called when the result is there.
        result = yield lambda done: self._start(*self._arguments, done)
        return self._finish(result)


class Tasks:
    """Runs coroutines until all have ended; the first failure is raised then."""

    def __init__(self):
        self._loop = GLib.MainLoop()
        self._running = 0
        self._failure = None

    def run(self, *coroutines):
        self._running = len(coroutines)
        for coroutine in coroutines:
            self._step(coroutine, None)
        if self._running:
            self._loop.run()
        if self._failure:
            raise self._failure

    def _step(self, coroutine, result):
        try:
            start = coroutine.send(result)
        except StopIteration:
            self._end(None)
        except GLib.Error as error:
            self._end(error)
        else:
            start(lambda _source, result, *_data: self._step(coroutine, result))

    def _end(self, failure):
        self._failure = self._failure or failure
        self._running -= 1
        if not self._running:
            self._loop.quit()


def request(client, name):
    """A request without fields."""
    return Call(getattr(client, name), getattr(client, name + "_finish"), None, TIMEOUT, None)


async def ask(client, name):
    """The answer; an exception if there is none or the modem refuses."""
    output = await request(client, name)
    output.get_result()
    return output


def optional(lines, label, getter):
    """No line, if the modem did not send this value."""
    try:
        lines.append(f"{label}: {getter()}")
    except GLib.Error as error:
        if not error.matches(Qmi.core_error_quark(), Qmi.CoreError.TLVNOTFOUND):
            raise


async def describe_device(client, lines):
    output = await ask(client, "get_ids")
    optional(lines, "IMEI", output.get_imei)
    optional(lines, "MEID", output.get_meid)


async def describe_network(client, lines):
    output = await ask(client, "get_serving_system")
    # A value with several parts is a tuple.
    registration, _cs, _ps, _network, radios = output.get_serving_system()
    lines.append("registration: " + Qmi.nas_registration_state_get_string(registration))
    lines.append("radio: " + ", ".join(Qmi.nas_radio_interface_get_string(radio) for radio in radios))
    optional(lines, "operator", lambda: "{0:03}-{1:02} {2}".format(*output.get_current_plmn()))
    output = await ask(client, "get_signal_info")
    optional(lines, "LTE signal",
             lambda: "RSSI {0} dBm, RSRQ {1} dB, RSRP {2} dBm".format(*output.get_lte_signal_strength()))


async def describe_card(client, lines):
    *_indices, cards = (await ask(client, "get_card_status")).get_card_status()
    for number, card in enumerate(cards, 1):
        lines.append(f"card {number}: {Qmi.uim_card_state_get_string(card.card_state)}")
        lines += ["  application: " + Qmi.uim_card_application_type_get_string(application.type)
                  for application in card.applications]


async def with_client(device, service, describe, lines):
    """Modems have few client ids, so the one that was needed is given back."""
    client = await Call(device.allocate_client, device.allocate_client_finish, service, Qmi.CID_NONE, TIMEOUT, None)
    try:
        await describe(client, lines)
    finally:
        await Call(device.release_client, device.release_client_finish, client,
                   Qmi.DeviceReleaseClientFlags.RELEASE_CID, TIMEOUT, None)


async def open_device(path, devices):
    device = await Call(Qmi.Device.new, Qmi.Device.new_finish, Gio.File.new_for_path(path), None)
    await Call(device.open, device.open_finish, Qmi.DeviceOpenFlags.NONE, TIMEOUT, None)
    devices.append(device)


async def close_device(device):
    await Call(device.close_async, device.close_finish, TIMEOUT, None)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__.strip())
    devices = []
    Tasks().run(open_device(sys.argv[1], devices))
    sections = [(Qmi.Service.DMS, describe_device, []), (Qmi.Service.NAS, describe_network, []),
                (Qmi.Service.UIM, describe_card, [])]
    try:
        Tasks().run(*(with_client(devices[0], *section) for section in sections))
    finally:
        Tasks().run(close_device(devices[0]))
    for _service, _describe, lines in sections:
        print("\n".join(lines))


try:
    main()
except GLib.Error as failure:
    sys.exit(failure.message)
