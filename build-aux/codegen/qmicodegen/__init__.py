# SPDX-License-Identifier: LGPL-2.1-or-later
"""qmi-codegen: turns the descriptions in data/services/ into C, documents and data for other programs."""
