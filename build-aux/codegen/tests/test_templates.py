# SPDX-License-Identifier: LGPL-2.1-or-later
"""Templates hold layout only: output, loops, and questions that a view has answered with yes or no."""

from __future__ import annotations

import os
import unittest
from typing import List

import jinja2
from jinja2 import nodes

from .support import CODEGEN

TEMPLATES = os.path.join(CODEGEN, "qmicodegen", "templates")
FILTERS = {"c_string", "c_comment", "md", "roff", "shell", "indent"}
ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.For,
    nodes.If,
    nodes.Include,
    nodes.Macro,
    nodes.Call,
    nodes.Filter,
    nodes.Name,
    nodes.Getattr,
    nodes.Const,
    nodes.Keyword,
)
QUESTIONS = (nodes.Name, nodes.Getattr, nodes.Not)


def faults(source: str, name: str = "template") -> List[str]:
    """What is logic in a template, with its line."""
    tree = jinja2.Environment().parse(source)
    found: List[str] = []
    for node in tree.find_all(nodes.Node):
        if isinstance(node, nodes.Not) or isinstance(node, ALLOWED) and not _fault(node):
            continue
        found.append(f"{name}:{node.lineno}: {_fault(node) or type(node).__name__}")
    return found


def _fault(node: nodes.Node) -> str:
    if isinstance(node, nodes.Filter) and node.name not in FILTERS:
        return f"filter {node.name}"
    if isinstance(node, nodes.For) and (node.test or node.recursive):
        return "loop with a condition"
    if isinstance(node, nodes.For) and not isinstance(node.iter, (nodes.Name, nodes.Getattr)):
        return "loop over something computed"
    if isinstance(node, nodes.If) and not _is_question(node.test):
        return "condition that is computed"
    if isinstance(node, nodes.Call) and not isinstance(node.node, nodes.Name):
        return "call of something else than a macro"
    return ""


def _is_question(test: nodes.Node) -> bool:
    return isinstance(test.node if isinstance(test, nodes.Not) else test, QUESTIONS)


class TestTemplates(unittest.TestCase):
    def test_all(self) -> None:
        names = sorted(os.listdir(TEMPLATES))
        self.assertTrue(names)
        for name in names:
            with open(os.path.join(TEMPLATES, name), encoding="utf-8") as stream:
                with self.subTest(name):
                    self.assertEqual(faults(stream.read(), name), [])


class TestTheTest(unittest.TestCase):
    """It finds what it is there to find."""

    def test_layout(self) -> None:
        source = "{% for a in b.c %}{% if not a.x %}{{ a.y | c_string }}{% elif a.z %}{% else %}{% endif %}{% endfor %}"
        self.assertEqual(faults(source), [])
        self.assertEqual(faults('{% include "a.j2" %}{% macro m(x) %}{{ x }}{% endmacro %}{{ m(a) }}'), [])

    def test_logic(self) -> None:
        for source in (
            "{% set a = 1 %}",
            "{{ a + 1 }}",
            "{{ a[0] }}",
            "{{ a[1:] }}",
            "{{ a ~ b }}",
            "{{ a if b else c }}",
            "{{ a | upper }}",
            "{{ a.lower() }}",
            "{% if a == 1 %}{% endif %}",
            "{% if a and b %}{% endif %}",
            "{% if a is defined %}{% endif %}",
            "{% for a in b if a.c %}{% endfor %}",
            "{% for a in b | sort %}{% endfor %}",
            "{% for a in [1, 2] %}{% endfor %}",
        ):
            with self.subTest(source):
                self.assertTrue(faults(source))


if __name__ == "__main__":
    unittest.main()
