#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Prints who a modem is, which network it uses and what card is in it: calls that wait for their result.

usage: modem-info-sync.py PATH
"""

import sys
from contextlib import contextmanager

import gi

gi.require_version("Qmi", "1.0")
from gi.repository import Gio, GLib, Qmi  # noqa: E402

TIMEOUT = 10  # seconds, for each call


@contextmanager
def opened(path):
    device = Qmi.Device.new_sync(Gio.File.new_for_path(path), None)
    device.open_sync(Qmi.DeviceOpenFlags.NONE, TIMEOUT, None)
    try:
        yield device
    finally:
        device.close_sync(TIMEOUT, None)


@contextmanager
def client_of(device, service):
    """Modems have few client ids, so each is given back."""
    client = device.allocate_client_sync(service, Qmi.CID_NONE, TIMEOUT, None)
    try:
        yield client
    finally:
        device.release_client_sync(client, Qmi.DeviceReleaseClientFlags.RELEASE_CID, TIMEOUT, None)


def ask(call):
    """The answer; an exception if there is none or the modem refuses."""
    output = call(None, TIMEOUT, None)
    output.get_result()
    return output


def show(label, getter):
    """Nothing, if the modem did not send this value."""
    try:
        value = getter()
    except GLib.Error as error:
        if not error.matches(Qmi.core_error_quark(), Qmi.CoreError.TLVNOTFOUND):
            raise
    else:
        print(f"{label}: {value}")


def show_device(client):
    output = ask(client.get_ids_sync)
    show("IMEI", output.get_imei)
    show("MEID", output.get_meid)


def show_network(client):
    output = ask(client.get_serving_system_sync)
    # A value with several parts is a tuple.
    registration, _cs, _ps, _network, radios = output.get_serving_system()
    print("registration:", Qmi.nas_registration_state_get_string(registration))
    print("radio:", ", ".join(Qmi.nas_radio_interface_get_string(radio) for radio in radios))
    show("operator", lambda: "{0:03}-{1:02} {2}".format(*output.get_current_plmn()))


def show_signal(client):
    output = ask(client.get_signal_info_sync)
    show("LTE signal", lambda: "RSSI {0} dBm, RSRQ {1} dB, RSRP {2} dBm".format(*output.get_lte_signal_strength()))


def show_card(client):
    *_indices, cards = ask(client.get_card_status_sync).get_card_status()
    for number, card in enumerate(cards, 1):
        print(f"card {number}:", Qmi.uim_card_state_get_string(card.card_state))
        for application in card.applications:
            print("  application:", Qmi.uim_card_application_type_get_string(application.type))


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__.strip())
    with opened(sys.argv[1]) as device:
        with client_of(device, Qmi.Service.DMS) as client:
            show_device(client)
        with client_of(device, Qmi.Service.NAS) as client:
            show_network(client)
            show_signal(client)
        with client_of(device, Qmi.Service.UIM) as client:
            show_card(client)


try:
    main()
except GLib.Error as failure:
    sys.exit(failure.message)
