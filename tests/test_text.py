import pytest

from followup_kit.text import visible_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one\r\ntwo", "one two"),
        ("a\x0bb\x0cc\x1cd\x85e\u2028f\u2029g\0h", "a b c d e f g h"),
        ("  Zoë 👩‍💻  ", "Zoë 👩‍💻"),
        ("x" * 11, "x" * 9 + "…"),
        ("", ""),
    ],
)
def test_a_text_becomes_visible_line(text: str, shown: str) -> None:
    assert visible_line(text, longest=10 if "xx" in text else 200) == shown
