# SPDX-License-Identifier: LGPL-2.1-or-later
"""Texts of descriptions in C: strings, comments, lines that are too long."""

from __future__ import annotations

import unittest

from qmicodegen.emit.base import COLUMNS, c_comment, c_parameter, c_string, environment, wrap_code
from qmicodegen.emit.tables import Texts


class TestStrings(unittest.TestCase):
    def test_marks(self) -> None:
        self.assertEqual(c_string('a "b" \\ c'), 'a \\"b\\" \\\\ c')

    def test_bytes_of_utf8(self) -> None:
        self.assertEqual(c_string("°\n"), "\\302\\260\\012")

    def test_nothing_special_to_the_compiler(self) -> None:
        self.assertEqual(c_string("a*/b??)"), "a*\\057b\\?\\?)")


class TestComments(unittest.TestCase):
    def test_wrapped(self) -> None:
        lines = c_comment("word " * 40).split("\n")
        self.assertEqual(len(lines), 2)
        for line in lines:
            self.assertTrue(line.startswith(" * word") and len(line) <= COLUMNS, line)

    def test_parameter(self) -> None:
        self.assertEqual(c_parameter("self", "the bundle."), " * @self: the bundle.")
        self.assertEqual(c_parameter("list", "all.", "(element-type guint8)"), " * @list: (element-type guint8): all.")
        self.assertEqual(c_parameter("self", ""), " * @self:")

    def test_annotation_is_not_broken(self) -> None:
        annotation = f"(out)(optional)(element-type {'Q' * 100})"
        first = c_parameter("list", "all of them.", annotation).split("\n")[0]
        self.assertTrue(first.startswith(f" * @list: {annotation}: "), first)

    def test_no_text_ends_its_comment(self) -> None:
        text = environment().from_string("/* {{ a }} */\n{{ b | c_comment }}").render(a="x */ y", b="*/")
        self.assertEqual(text, "/* x * / y */\n * * /")


class TestCode(unittest.TestCase):
    def test_short_lines_stay(self) -> None:
        code = "    call (one, two);\n\n"
        self.assertEqual(wrap_code(code), code)

    def test_after_a_comma(self) -> None:
        one, two, three = "a" * 60, "b" * 40, "c" * 60
        broken = f"    call ({one}, {two},\n            {three});"
        self.assertEqual(wrap_code(f"    call ({one}, {two}, {three});"), broken)

    def test_after_an_assignment(self) -> None:
        one, two = "a" * 80, "b" * 60
        self.assertEqual(wrap_code(f"    {one} = {two};"), f"    {one} =\n            {two};")

    def test_behind_a_bracket(self) -> None:
        one = "a" * 70
        self.assertEqual(wrap_code(f"{one}_get_string ({one} val)"), f"{one}_get_string (\n        {one} val)")

    def test_name_that_is_too_long(self) -> None:
        long = "a" * COLUMNS
        self.assertEqual(wrap_code(f"call ({long}, one);"), f"call (\n        {long},\n        one);")

    def test_nowhere(self) -> None:
        self.assertEqual(wrap_code("x" * 130), "x" * 130)


class TestTexts(unittest.TestCase):
    def test_ends_are_shared(self) -> None:
        texts = Texts(["lid", "open lid", "", "shut", "open lid"])
        self.assertEqual(texts.stored, ["open lid", "shut"])
        self.assertEqual(texts.offsets["open lid"], 0)
        self.assertEqual(texts.offsets["lid"], 5)
        self.assertEqual(texts.offsets["shut"], 9)
        self.assertEqual(texts.size, 15)

    def test_offsets_count_bytes(self) -> None:
        self.assertEqual(Texts(["5 °", "°", "a"]).offsets, {"5 °": 0, "°": 2, "a": 5})

    def test_too_many(self) -> None:
        with self.assertRaises(OverflowError):
            Texts([f"{number:05}" for number in range(20000)])


if __name__ == "__main__":
    unittest.main()
