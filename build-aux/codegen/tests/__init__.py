# SPDX-License-Identifier: LGPL-2.1-or-later
"""Tests of the generator. Run from the top of the tree:

    python3 -m unittest discover -s build-aux/codegen/tests -t build-aux/codegen
"""
