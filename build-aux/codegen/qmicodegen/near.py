# SPDX-License-Identifier: LGPL-2.1-or-later
"""Guesses what the writer of a description meant."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Iterable, Optional


def nearest(word: str, known: Iterable[str]) -> Optional[str]:
    """The known word that looks most like this one, if any does."""
    by_lower = {k.lower(): k for k in sorted(known)}
    found = get_close_matches(word.lower(), list(by_lower), n=1, cutoff=0.6)
    return by_lower[found[0]] if found else None


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Remedy for an unknown word; without anything near it `otherwise` tells what to do."""
    guess = nearest(word, known)
    return f'did you mean "{guess}"?' if guess else otherwise


def listed(words: Iterable[str]) -> str:
    """`"a", "b" or "c"`"""
    quoted = [f'"{w}"' for w in words]
    return quoted[0] if len(quoted) == 1 else ", ".join(quoted[:-1]) + " or " + quoted[-1]
