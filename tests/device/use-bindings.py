# SPDX-License-Identifier: LGPL-2.1-or-later
"""Uses a device by introspection and prints what it gets; the typelib comes from the environment.

usage: use-bindings.py [--sync] PATH

With --sync the calls are those that wait for their result, which libqmi does not have.
"""

from __future__ import annotations

import sys
from typing import Any, List

import gi

gi.require_version("Qmi", "1.0")
from gi.repository import Gio, GLib, Qmi  # noqa: E402

TIMEOUT = 1
loop = GLib.MainLoop()
synchronous = sys.argv[1] == "--sync"


def call(owner: Any, name: str, *arguments: Any) -> Any:
    """What the call gives, %None if it fails."""
    try:
        if synchronous:
            return getattr(owner, name + "_sync")(*arguments)
        return wait(owner, name, *arguments)
    except GLib.Error as error:
        print(f"  {error.domain} {error.code} '{error.message}'")
        return None


def wait(owner: Any, name: str, *arguments: Any) -> Any:
    results: List[Any] = []

    def done(_source: Any, result: Any, *_data: Any) -> None:
        results.append(result)
        loop.quit()
    # One of them has a suffix, since its plain name was taken.
    start = getattr(owner, name + "_async", None) or getattr(owner, name)
    start(*arguments, done)
    loop.run()
    return getattr(owner, name + "_finish")(results[0])


def settle() -> None:
    """Signals of what has come with the last answer."""
    while GLib.MainContext.default().iteration(False):
        pass


def show_ids(client: Any) -> None:
    output = call(client, "get_ids", None, TIMEOUT, None)
    if not output:
        return
    try:
        print("  result", output.get_result())
        print("  IMEI", output.get_imei())
        print("  ESN", output.get_esn())
    except GLib.Error as error:
        print(f"  {error.domain} {error.code} '{error.message}'")


def set_mode(client: Any) -> None:
    request = Qmi.MessageDmsSetOperatingModeInput.new()
    print("set mode", request.set_mode(Qmi.DmsOperatingMode.LOW_POWER), request.get_mode())
    output = call(client, "set_operating_mode", request, TIMEOUT, None)
    try:
        print("  result", output.get_result())
    except GLib.Error as error:
        print(f"  {error.domain} {error.code} '{error.message}'",
              error.matches(Qmi.protocol_error_quark(), Qmi.ProtocolError.INVALIDARGUMENT))


def show_frame(_device: Any, frame: Any) -> None:
    print("indication", bytes(frame).hex())


def main() -> None:
    device = call(Qmi.Device, "new", Gio.File.new_for_path(sys.argv[-1]), None)
    device.connect("indication", show_frame)
    device.connect("notify::device-consecutive-timeouts",
                   lambda *_: print("timeouts", device.get_consecutive_timeouts()))
    print("path", device.get_path(), device.is_open())
    flags = Qmi.DeviceOpenFlags.VERSION_INFO | Qmi.DeviceOpenFlags.SYNC
    print("open", call(device, "open", flags, TIMEOUT, None), device.is_open())
    infos = call(device, "get_service_version_info", TIMEOUT, None)
    print("services", [(int(info.service), info.major_version, info.minor_version) for info in infos])
    print("allocate LOC")
    call(device, "allocate_client", Qmi.Service.LOC, Qmi.CID_NONE, TIMEOUT, None)
    client = call(device, "allocate_client", Qmi.Service.DMS, Qmi.CID_NONE, TIMEOUT, None)
    print("client", type(client).__name__, client.get_cid(), client.is_valid(),
          client.props.client_version_major, client.check_version(1, 14))
    client.connect("event-report", lambda _client, output: print("event report, mode", output.get_operating_mode()))
    for attempt in ("answered", "unanswered", "failed"):
        print("ids,", attempt)
        show_ids(client)
        settle()
    set_mode(client)
    flags = Qmi.DeviceReleaseClientFlags.RELEASE_CID
    print("release", call(device, "release_client", client, flags, TIMEOUT, None))
    print("ids of a released client")
    show_ids(client)
    print("close", call(device, "close", TIMEOUT, None), device.is_open())


main()
