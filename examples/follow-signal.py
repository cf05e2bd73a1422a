#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Prints what a modem reports about its network and the signal, until it is interrupted.

usage: follow-signal.py PATH
"""

import signal
import sys

import gi

gi.require_version("Qmi", "1.0")
from gi.repository import Gio, GLib, Qmi  # noqa: E402

TIMEOUT = 10  # seconds, for each call


def show_signal(_client, output):
    for name, getter in (("LTE", output.get_lte_signal_strength), ("WCDMA", output.get_wcdma_signal_strength)):
        try:
            rssi, *_rest = getter()
        except GLib.Error:
            continue  # not what the modem uses
        print(f"signal: {name} RSSI {rssi} dBm", flush=True)


def show_system(_client, output):
    registration, *_rest = output.get_serving_system()
    print("network:", Qmi.nas_registration_state_get_string(registration), flush=True)


def register(client):
    """Modems send nothing that nobody asked for."""
    wanted = Qmi.MessageNasRegisterIndicationsInput.new()
    wanted.set_signal_info(True)
    wanted.set_serving_system_events(True)
    client.register_indications_sync(wanted, TIMEOUT, None).get_result()


def follow(device):
    client = device.allocate_client_sync(Qmi.Service.NAS, Qmi.CID_NONE, TIMEOUT, None)
    try:
        client.connect("signal-info", show_signal)
        client.connect("serving-system", show_system)
        register(client)
        print("listening", flush=True)
        loop = GLib.MainLoop()
        for number in (signal.SIGINT, signal.SIGTERM):
            GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, number, loop.quit)
        loop.run()
    finally:
        device.release_client_sync(client, Qmi.DeviceReleaseClientFlags.RELEASE_CID, TIMEOUT, None)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__.strip())
    device = Qmi.Device.new_sync(Gio.File.new_for_path(sys.argv[1]), None)
    device.open_sync(Qmi.DeviceOpenFlags.NONE, TIMEOUT, None)
    try:
        follow(device)
    finally:
        device.close_sync(TIMEOUT, None)


try:
    main()
except GLib.Error as failure:
    sys.exit(failure.message)
