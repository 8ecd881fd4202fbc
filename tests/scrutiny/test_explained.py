"""Explained warnings: data with a reason; an explanation explains what is there, and warnings only."""

from datetime import date

import pytest

from stuurwijzer.engine.reading import ProblemsFoundError
from stuurwijzer.engine.reading.document import parse_document
from stuurwijzer.engine.scrutiny import Diagnostic
from stuurwijzer.engine.scrutiny.explained import Explanations, explanations_of

TEXT = """explained:
- code: band_hole
  subjects:
  - signal.band by use.clients at 150
  - signal.band by use.clients at 200
  reason: {nl: Met opzet., en: On purpose.}
  date: 2026-11-22
"""
ALL = frozenset({"band_hole"})


def read(text: str) -> Explanations:
    return explanations_of(parse_document(text, "knowledge/explained-warnings.yaml"))


def test_a_warning_is_explained_by_code_and_subject() -> None:
    held = read(TEXT)
    there = held.of(Diagnostic("band_hole", "signal.band by use.clients at 150"))
    assert there is not None
    assert (there.reason.en, there.date) == ("On purpose.", date(2026, 11, 22))
    assert held.of(Diagnostic("band_hole", "signal.band by use.clients at 151")) is None


def test_an_error_is_never_explained() -> None:
    held = read(TEXT.replace("code: band_hole", "code: band_overlap"))
    assert held.of(Diagnostic("band_overlap", "signal.band by use.clients at 150")) is None


def test_an_explanation_without_its_warning_is_found_at_its_line() -> None:
    found = read(TEXT).needless([Diagnostic("band_hole", "signal.band by use.clients at 150")], ALL)
    assert [(d.code, d.places[0].line) for d in found] == [("explanation_needless", 5)]


def test_an_explanation_is_not_called_needless_when_nobody_looked() -> None:
    assert read(TEXT).needless([], frozenset()) == []


@pytest.mark.parametrize("missing", ["  reason: {nl: Met opzet., en: On purpose.}\n", "  date: 2026-11-22\n"])
def test_an_explanation_without_reason_or_date_is_refused(missing: str) -> None:
    with pytest.raises(ProblemsFoundError):
        read(TEXT.replace(missing, ""))
