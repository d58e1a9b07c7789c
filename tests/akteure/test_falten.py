"""Folding is the same for every way of writing a letter."""

import pytest

from akteure.falten import falten


@pytest.mark.parametrize(
    ("text", "gefaltet"), [("Größe", "groesse"), ("Fit™", "fittm"), ("ﬁnden", "finden"), ("a\x00b", "a b")]
)
def test_signs_and_umlauts_become_plain_letters(text, gefaltet):
    assert falten(text) == gefaltet
