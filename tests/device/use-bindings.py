# SPDX-License-Identifier: LGPL-2.1-or-later
"""Uses a device by introspection and prints what it gets; the typelib comes from the environment.

usage: use-bindings.py PATH
"""

from __future__ import annotations

import sys
from typing import Any, Callable, List

import gi

gi.require_version("Qmi", "1.0")
from gi.repository import Gio, GLib, Qmi  # noqa: E402

TIMEOUT = 1
loop = GLib.MainLoop()


def wait(start: Callable[..., None], finish: Callable[[Any], Any], *arguments: Any) -> Any:
    """What the call gives, %None if it fails."""
    results: List[Any] = []

    def done(_source: Any, result: Any, *_data: Any) -> None:
        results.append(result)
        loop.quit()
    start(*arguments, done)
    loop.run()
    try:
        return finish(results[0])
    except GLib.Error as error:
        print(f"  {error.domain} {error.code} '{error.message}'")
        return None


def show_ids(client: Any) -> None:
    output = wait(client.get_ids, client.get_ids_finish, None, TIMEOUT, None)
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
    output = wait(client.set_operating_mode, client.set_operating_mode_finish, request, TIMEOUT, None)
    try:
        print("  result", output.get_result())
    except GLib.Error as error:
        print(f"  {error.domain} {error.code} '{error.message}'",
              error.matches(Qmi.protocol_error_quark(), Qmi.ProtocolError.INVALIDARGUMENT))


def show_frame(_device: Any, frame: Any) -> None:
    print("indication", bytes(frame).hex())


def main() -> None:
    device = wait(Qmi.Device.new, Qmi.Device.new_finish, Gio.File.new_for_path(sys.argv[1]), None)
    device.connect("indication", show_frame)
    device.connect("notify::device-consecutive-timeouts",
                   lambda *_: print("timeouts", device.get_consecutive_timeouts()))
    print("path", device.get_path(), device.is_open())
    flags = Qmi.DeviceOpenFlags.VERSION_INFO | Qmi.DeviceOpenFlags.SYNC
    print("open", wait(device.open, device.open_finish, flags, TIMEOUT, None), device.is_open())
    infos = wait(device.get_service_version_info, device.get_service_version_info_finish, TIMEOUT, None)
    print("services", [(int(info.service), info.major_version, info.minor_version) for info in infos])
    print("allocate LOC")
    wait(device.allocate_client, device.allocate_client_finish, Qmi.Service.LOC, Qmi.CID_NONE, TIMEOUT, None)
    client = wait(device.allocate_client, device.allocate_client_finish, Qmi.Service.DMS, Qmi.CID_NONE, TIMEOUT, None)
    print("client", type(client).__name__, client.get_cid(), client.is_valid(),
          client.props.client_version_major, client.check_version(1, 14))
    client.connect("event-report", lambda _client, output: print("event report, mode", output.get_operating_mode()))
    for attempt in ("answered", "unanswered", "failed"):
        print("ids,", attempt)
        show_ids(client)
    set_mode(client)
    while GLib.MainContext.default().iteration(False):
        pass
    flags = Qmi.DeviceReleaseClientFlags.RELEASE_CID
    print("release", wait(device.release_client, device.release_client_finish, client, flags, TIMEOUT, None))
    print("ids of a released client")
    show_ids(client)
    print("close", wait(device.close_async, device.close_finish, TIMEOUT, None), device.is_open())


main()
