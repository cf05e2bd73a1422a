# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the tiny descriptions become: every type, every key, every default and everything that is inherited."""

from __future__ import annotations

import os
import unittest
from typing import Dict, Optional

from qmicodegen.load import load_model
from qmicodegen.model import (ArrayType, Checks, Condition, Field, FloatType, IntType, Model, Preset, Send, StringType,
                              StructType, Test)
from qmicodegen.source import Diagnostics

from .support import SERVICES, TINY, complaints, load_tiny, message, request_tlv, response_tlv, tiny_with, unit


def members(field: Field) -> Dict[str, Field]:
    assert isinstance(field.type, StructType)
    return {f.name: f for f in field.type.fields}


class TestUnits(unittest.TestCase):
    def setUp(self) -> None:
        self.model = load_tiny()

    def test_order(self) -> None:
        self.assertEqual([u.name for u in self.model.units], ["common", "tny", "wid"])

    def test_service(self) -> None:
        tny = unit(self.model, "tny")
        self.assertEqual((tny.service, tny.service_id, tny.title), ("TNY", 0xE0, "Tiny Kettle Service"))
        self.assertEqual((tny.file, tny.text.since, tny.text.source), ("tny.json", "1.2", "RFC 2324"))
        self.assertEqual((tny.internal, tny.selected), (False, True))

    def test_service_beyond_qmux(self) -> None:
        wid = unit(self.model, "wid")
        self.assertEqual((wid.service_id, wid.internal), (0x190, True))

    def test_common(self) -> None:
        common = unit(self.model, "common")
        self.assertEqual((common.service, common.service_id, common.messages), (None, 0, ()))

    def test_inputs(self) -> None:
        names = [os.path.basename(path) for path in self.model.inputs]
        self.assertEqual(names, ["common.json", "tny.json", "wid.json", "service.schema.json", "program.json",
                                 "program.schema.json"])

    def test_positions(self) -> None:
        position = message(self.model, "Set Kettle").pos
        self.assertEqual(position.file, os.path.join(TINY, "tny.json"))
        with open(position.file, encoding="utf-8") as stream:
            lines = stream.read().splitlines()
        self.assertIn('"name": "Set Kettle"', lines[position.line])  # its first key; the object opens a line above
        self.assertEqual(lines[position.line - 1][position.column - 1], "{")


class TestChoice(unittest.TestCase):
    """Which files make a model."""

    def test_services(self) -> None:
        model = load_tiny(services=["tny"])
        self.assertEqual([u.name for u in model.units], ["common", "tny"])

    def test_enums_of_files_that_are_not_chosen(self) -> None:
        model = load_tiny(services=["wid"])
        self.assertEqual([(u.name, u.selected) for u in model.units], [("common", True), ("tny", False), ("wid", True)])
        tny = unit(model, "tny")
        self.assertEqual(len(tny.enums), 3)
        self.assertEqual((tny.messages, tny.indications, tny.cli_options), ((), (), ()))

    def test_extra(self) -> None:
        with tiny_with([("wid.json", '"name": "WID"', '"name": "XTR"'), ("wid.json", "0x0190", "0x0191")]) as folder:
            extra = os.path.join(folder, "xtr.json")
            os.rename(os.path.join(folder, "wid.json"), extra)
            model = load_tiny(services=["tny"], extra=[extra])
        self.assertEqual([u.name for u in model.units], ["common", "tny", "xtr"])

    def _beside_the_tree(self, name: str, found: Diagnostics) -> Optional[Model]:
        """A tiny service under another name, and the common file of the tree, which has the enum of services."""
        with tiny_with([("tny.json", '"name": "TNY", "id": "0xE0"', f'"name": "{name}", "id": "0xEA"')]) as folder:
            extra = os.path.join(folder, name.lower() + ".json")
            os.rename(os.path.join(folder, "tny.json"), extra)
            return load_model(SERVICES, ["ctl"], [extra], found)

    def test_extra_service_has_a_name(self) -> None:
        model = self._beside_the_tree("NEW", Diagnostics())
        services = next(e for e in unit(model, "common").enums if e.name == "service")
        known = [v for v in services.values if v.nickname in ("ctl", "new")]
        self.assertEqual([(v.nickname, v.value, v.text.since) for v in known],
                         [("ctl", 0, "1.0"), ("new", 0xEA, "1.2")])
        allocate = next(m for m in unit(model, "ctl").messages if m.name == "Allocate CID")
        self.assertIs(allocate.request.tlvs[0].field.type.enum, services)

    def test_extra_service_with_the_name_of_another(self) -> None:
        found = Diagnostics()
        self.assertIsNone(self._beside_the_tree("WMS", found))
        self.assertIn('service.name: "WMS" is the name of service 0x05; choose another name, or that service\'s id',
                      found.render())


class TestEnums(unittest.TestCase):
    def setUp(self) -> None:
        self.enums = {e.name: e for e in unit(load_tiny(), "tny").enums}

    def test_values(self) -> None:
        lid = self.enums["lid"]
        self.assertEqual([v.value for v in lid.values], [-1, 0, 1, 1])
        self.assertEqual([v.nickname for v in lid.values], ["unknown", "open", "shut", "locked"])
        self.assertEqual((lid.unit, lid.service, lid.signed, lid.wide), ("tny", "TNY", True, False))
        self.assertEqual(lid.values[3].label, "Locked by the user")

    def test_flags(self) -> None:
        self.assertEqual([v.value for v in self.enums["heater"].values], [0, 1, 2, 3])
        history = self.enums["history"]
        self.assertEqual([v.value for v in history.values], [1, 1 << 40])
        self.assertEqual((history.type_name, history.constant_prefix), ("Qmi Tny Past Events", "tny-event"))
        self.assertTrue(history.wide)
        self.assertTrue(history.values[1].text.meaning_unknown)

    def test_since(self) -> None:
        lid = self.enums["lid"]
        self.assertEqual([v.text.since for v in lid.values], ["1.3", "1.3", "1.3", "1.5"])
        self.assertEqual(lid.values[3].text.deprecated, "1.6")
        self.assertEqual(self.enums["heater"].text.since, "1.2", "taken over from the service")

    def test_of_common_file(self) -> None:
        errors, status = unit(load_tiny(), "common").enums
        self.assertEqual((errors.error_domain, errors.helpers_since, errors.service), ("Protocol", "1.2", None))
        self.assertTrue(status.private)
        self.assertIsNone(status.text.since)


class TestMessages(unittest.TestCase):
    def setUp(self) -> None:
        self.model = load_tiny()

    def test_keys(self) -> None:
        kettle = message(self.model, "Set Kettle")
        self.assertEqual((kettle.id, kettle.id_spelling, kettle.vendor), (0x20, "0x20", 0))
        self.assertEqual((kettle.errors, kettle.abortable), (("NoEffect", "HardwareRestricted"), True))
        self.assertEqual((kettle.text.since, kettle.text.service_version), ("1.2", "1.7"))
        reset = message(self.model, "Reset")
        self.assertEqual((reset.id_spelling, reset.vendor, reset.request), ("0x0025", 0x05C6, None))
        self.assertTrue(message(self.model, "Abort").library_only)
        texts = message(self.model, "Get Texts").text
        self.assertEqual((texts.deprecated, texts.meaning_unknown), ("1.6", True))

    def test_result_comes_first(self) -> None:
        for name in ("Set Kettle", "Reset"):
            response = message(self.model, name).response
            self.assertEqual([t.is_result for t in response.tlvs], [True] + [False] * (len(response.tlvs) - 1))
        result = response.tlvs[0]
        self.assertEqual((result.id, result.name, result.mandatory), (2, "Result", True))
        self.assertEqual((result.shared, result.type_name), ("operation-result", "Qmi Message Result"))
        self.assertEqual(members(result.field)["Error Code"].type.labels.name, "protocol-error")

    def test_encode_order(self) -> None:
        self.assertEqual(message(self.model, "Set Kettle").request.encode_order, (0, 2, 1, 3), "stated")
        self.assertEqual(message(self.model, "Pour").request.encode_order, (2, 1, 0, 3), "backwards, conditions last")
        self.assertEqual(message(self.model, "Set Kettle").response.encode_order, (0, 1, 2, 3))

    def test_compat_getters(self) -> None:
        self.assertTrue(message(self.model, "Get Numbers").response.compat_getters)
        self.assertFalse(message(self.model, "Get Texts").response.compat_getters)

    def test_indications(self) -> None:
        boiling, dry = unit(self.model, "tny").indications
        self.assertEqual((boiling.registered_by, boiling.text.service_version), ("Set Kettle", "1.8"))
        self.assertEqual([t.name for t in boiling.response.tlvs], ["Temperature"])
        self.assertIsNone(dry.response)
        self.assertTrue(boiling.indication)


class TestConditions(unittest.TestCase):
    def setUp(self) -> None:
        self.model = load_tiny()

    def test_named(self) -> None:
        expected = (Condition("Result", "Error Status", True, 0),)
        self.assertEqual(response_tlv(self.model, "Set Kettle", "Seconds").conditions, expected)

    def test_nickname(self) -> None:
        expected = (Condition("Result", "Error Code", True, 51),)
        self.assertEqual(response_tlv(self.model, "Set Kettle", "Heat").conditions, expected)

    def test_several(self) -> None:
        expected = (Condition("Result", "Error Status", False, 0), Condition("Result", "Error Code", False, 26))
        self.assertEqual(response_tlv(self.model, "Set Kettle", "Advice").conditions, expected)

    def test_whole_tlv(self) -> None:
        expected = (Condition("Mode", None, True, 2),)
        self.assertEqual(request_tlv(self.model, "Pour", "Cup Number").conditions, expected)


class TestTypes(unittest.TestCase):
    def setUp(self) -> None:
        self.model = load_tiny()

    def test_integers(self) -> None:
        got = {name: f.type for name, f in members(response_tlv(self.model, "Get Numbers", "Integers").field).items()}
        history = next(e for e in unit(self.model, "tny").enums if e.name == "history")
        expected = {
            "U8": IntType(1),
            "U16": IntType(2),
            "U32": IntType(4, big_endian=True),
            "U64": IntType(8, enum=history),
            "I8": IntType(1, signed=True),
            "I16": IntType(2, signed=True),
            "I32": IntType(4, signed=True),
            "I64": IntType(8, signed=True),
            "U24": IntType(3, sized=True),
            "U48": IntType(6, big_endian=True, sized=True),
        }
        self.assertEqual(got, expected)

    def test_constant_and_hidden(self) -> None:
        marker = members(request_tlv(self.model, "Set Kettle", "Water").field)["Marker"]
        self.assertEqual((marker.type.constant, marker.hidden), (1, True))

    def test_bool(self) -> None:
        self.assertEqual(request_tlv(self.model, "Set Kettle", "Keep Warm").field.type, IntType(1, boolean=True))

    def test_floats(self) -> None:
        fractions = members(response_tlv(self.model, "Get Numbers", "Fractions").field)
        self.assertEqual((fractions["F32"].type, fractions["F64"].type), (FloatType(4), FloatType(8)))

    def test_bits(self) -> None:
        bits = response_tlv(self.model, "Get Numbers", "Panel").field.type.bits
        got = [(b.name, b.first, b.width) for b in bits]
        self.assertEqual(got, [("Lamp", 0, 1), ("Cover", 1, 2), ("Spare", 3, 13)])
        self.assertEqual([b.enum.name if b.enum else None for b in bits], [None, "lid", None])
        self.assertTrue(bits[2].text.meaning_unknown)

    def test_strings(self) -> None:
        labels = members(response_tlv(self.model, "Get Texts", "Labels").field)
        self.assertEqual(labels["Model"].type, StringType(prefix=1))
        self.assertEqual(labels["Manual"].type, StringType(prefix=2, max=300))
        self.assertEqual(labels["Serial"].type, StringType(fixed=6, charset="hex"))
        self.assertEqual(members(labels["Maker"])["Town"].type, StringType())
        self.assertEqual(request_tlv(self.model, "Set Kettle", "PIN").field.type, StringType(max=8, charset="digits"))

    def test_arrays(self) -> None:
        def shape(tlv: str) -> tuple:
            type_ = response_tlv(self.model, "Get Lists", tlv).field.type
            assert isinstance(type_, ArrayType)
            return type_.prefix, type_.fixed, type_.sequence, type_.element.type

        self.assertEqual(shape("Short"), (1, 0, True, IntType(2)))
        self.assertEqual(shape("Medium"), (2, 0, False, IntType(1, signed=True)))
        self.assertEqual(shape("Long")[:3], (4, 0, False))
        self.assertEqual(shape("Fixed"), (0, 6, False, IntType(1)))
        self.assertEqual(shape("Rest"), (0, 0, False, IntType(4)))

    def test_array_of_struct(self) -> None:
        cup = response_tlv(self.model, "Get Lists", "Cups").field.type.element
        self.assertEqual((cup.name, list(members(cup))), ("Cup", ["Owner", "Sips"]))
        self.assertIsInstance(members(cup)["Sips"].type, ArrayType)


class TestFields(unittest.TestCase):
    def setUp(self) -> None:
        self.model = load_tiny()
        self.water = members(request_tlv(self.model, "Set Kettle", "Water").field)

    def test_meaning(self) -> None:
        target = self.water["Target"]
        self.assertEqual((target.unit, target.formula, target.absent), ("0.5 °C", "x / 2", (-128,)))
        self.assertEqual(members(response_tlv(self.model, "Get Numbers", "Integers").field)["U32"].display, "ipv4")

    def test_checks(self) -> None:
        self.assertEqual(self.water["Amount"].checks, Checks(min=100, max=1700))
        self.assertEqual(request_tlv(self.model, "Set Kettle", "PIN").field.checks, Checks(length_min=4))
        medium = response_tlv(self.model, "Get Lists", "Medium").field
        self.assertEqual(medium.checks, Checks(count_min=1, count_max=400))

    def test_samples(self) -> None:
        sample = request_tlv(self.model, "Set Kettle", "Water").field.sample
        self.assertEqual(sample, {"Amount": 1000, "Marker": 1, "Target": 90, "Lid": "shut"})
        self.assertIsNone(self.water["Amount"].sample)

    def test_cli(self) -> None:
        self.assertEqual(self.water["Amount"].cli.label, "(millilitres)")
        manual = members(response_tlv(self.model, "Get Texts", "Labels").field)["Manual"]
        self.assertEqual(manual.cli.heading, "Manual")

    def test_personal_and_secret_go_inwards(self) -> None:
        cup = members(response_tlv(self.model, "Get Lists", "Cups").field.type.element)
        self.assertEqual((cup["Owner"].personal, cup["Sips"].personal), (True, False))
        fixed = response_tlv(self.model, "Get Lists", "Fixed").field
        self.assertEqual((fixed.personal, fixed.type.element.personal), (True, True))
        pin = request_tlv(self.model, "Set Kettle", "PIN").field
        self.assertEqual((pin.secret, pin.personal), (True, False))

    def test_since(self) -> None:
        def since(name: str, tlv: str) -> str:
            return response_tlv(self.model, name, tlv).field.text.since

        self.assertEqual(since("Get Numbers", "Panel"), "1.3", "the message's")
        self.assertEqual(since("Get Numbers", "Last Error"), "1.5", "its own")
        self.assertEqual(self.water["Amount"].text.since, "1.2", "the TLV's")
        self.assertEqual(since("Get Lists", "Cups"), "1.2", "shared: the newer of 1.1 and the message's 1.2")
        self.assertEqual(since("Get Lists", "Guests"), "1.6", "shared: the reference's own")
        self.assertEqual(since("Get Numbers", "Result"), "1.3", "shared: the message is newer")

    def test_shared(self) -> None:
        cups = response_tlv(self.model, "Get Lists", "Cups")
        guests = response_tlv(self.model, "Get Lists", "Guests")
        poured = request_tlv(self.model, "Pour", "Cups")
        self.assertEqual([t.id for t in (cups, guests, poured)], [0x11, 0x16, 1])
        self.assertEqual([t.mandatory for t in (cups, guests, poured)], [False, True, True])
        self.assertEqual(guests.field.text.summary, "The same list for those who come by.")
        for tlv in (cups, guests, poured):
            self.assertEqual((tlv.shared, tlv.type_name), ("cup-list", "Qmi Tny Cup List"))
            self.assertEqual(tlv.field.checks.count_max, 12)
        self.assertEqual(guests.pos.line, guests.field.pos.line, "the place is that of the reference")


class TestCommandLine(unittest.TestCase):
    def setUp(self) -> None:
        self.model = load_tiny()

    def test_defaults(self) -> None:
        cli = message(self.model, "Get Lists").cli
        self.assertEqual((cli.option, cli.aliases, cli.heading, cli.argument), ("tny-get-lists", (), None, None))

    def test_stated(self) -> None:
        cli = message(self.model, "Set Kettle").cli
        self.assertEqual((cli.option, cli.aliases, cli.heading), ("tny-boil", ("tny-heat",), "The kettle is on"))
        self.assertEqual(cli.argument.form, "list")
        self.assertEqual(cli.argument.preset, (Preset("Water/Lid", "shut"),))
        self.assertEqual([i.optional for i in cli.argument.items], [False, False, True])

    def test_placeholders(self) -> None:
        derived = message(self.model, "Set Kettle").cli.argument.placeholder
        self.assertEqual(derived, "[(millilitres),(target),Keep Warm]")
        self.assertEqual(message(self.model, "Pour").cli.argument.placeholder, '["key=value,..."]')

    def test_keys(self) -> None:
        items = message(self.model, "Pour").cli.argument.items
        self.assertEqual([i.key for i in items], ["first-owner", "motto-start", "motto-end", "mode"])
        self.assertEqual((items[1].join, items[0].field), ("-", "Cups[0]/Owner"))

    def test_options_of_the_file(self) -> None:
        noop, pour = unit(self.model, "tny").cli_options[:2]
        self.assertEqual((noop.option, noop.action, noop.message), ("tny-noop", "allocate-only", None))
        self.assertEqual((pour.first, pour.message, pour.then), ("Get Lists", "Pour", "Get Texts"))
        self.assertEqual((pour.argument.placeholder, pour.argument.items[0].pick), ("[cup#]", "Cups"))

    def test_option_that_stands_in_for_its_message(self) -> None:
        edit = ("tny.json", '"option": "tny-pour-next"', '"option": "tny-pour"')
        with tiny_with([edit]) as folder:
            self.assertEqual(complaints(folder), [])

    def test_indications(self) -> None:
        boiling, dry = unit(self.model, "tny").indications
        self.assertEqual((boiling.cli.option, boiling.cli.heading), ("", "It boils"))
        self.assertEqual(dry.cli.option, "")

    def test_what_is_sent_to_get_indications(self) -> None:
        boiling, dry = unit(self.model, "tny").indications
        self.assertEqual([s.message for s in boiling.register], ["Set Kettle", "Get Texts"])
        self.assertEqual(boiling.reply.when, Test("Temperature", 1000))
        self.assertEqual(boiling.reply.send, Send("Set Kettle", (Preset("Water/Lid", "open"),)))
        self.assertEqual((dry.register, dry.reply), ((), None))

    def test_options_that_follow(self) -> None:
        boiling, water = unit(self.model, "tny").cli_options[2:]
        self.assertEqual((boiling.follow.indication, boiling.follow.final), ("Boiling", "Get Texts"))
        self.assertEqual(boiling.follow.until, Test("Temperature", 1000))
        self.assertEqual(boiling.argument.preset, (Preset("Water/Amount", 500),))
        self.assertEqual((boiling.argument.placeholder, boiling.argument.items), ("", ()))
        self.assertEqual((water.beside, water.message, water.follow.until), ("Set Kettle", None, None))


if __name__ == "__main__":
    unittest.main()
