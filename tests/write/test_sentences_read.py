"""Sentences that do not fit together are named in any text, whoever wrote it."""

import pytest

BODY = "Dear Priya,\n\nThank you for the tour. {}\n\nBest regards,\nAna Ruiz"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("I enjoyed talking about he told me it floods.", 1),
        ("I enjoyed talking about the floods.", 0),
    ],
)
def test_clause_where_a_noun_belongs(found, text, count):
    assert len(found("sentence", BODY.format(text))) == count
