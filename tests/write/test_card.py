import pytest

from followup_kit.errors import FollowUpError
from followup_kit.write.card import CARD_SIZES, card_page


@pytest.mark.parametrize(("size", "width"), [("a6", "148mm 105mm"), ("us_4x6", "6in 4in")])
def test_page_has_the_size_of_the_card(size, width):
    assert f"@page {{ size: {width}; margin: 0; }}" in card_page("Thank you.", size=size)


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}", "a & b"]
)
def test_text_is_only_text(text):
    page = card_page(text, title=text)

    assert "<script" not in page
    assert "<img" not in page
    assert "49" not in page
    assert page.count("<p>") == 1


def test_page_loads_and_runs_nothing():
    page = card_page("Dear Priya,\n\nThank you.")

    assert "default-src 'none'" in page
    assert "http:" not in page
    assert "https:" not in page


def test_paragraphs_and_lines_are_kept():
    page = card_page("Dear Priya,\n\nThank you\nvery much.\n\n\nAna")

    assert page.count("<p>") == 3
    assert "Thank you\nvery much." in page


def test_long_text_gets_smaller_letters():
    sizes = [card_page("word " * count).split("font: ")[1].split("/")[0] for count in (40, 90, 200)]

    assert sizes == sorted(sizes, key=lambda size: float(size[:-2]), reverse=True)
    assert len(set(sizes)) == 3


def test_unknown_size_says_what_is_allowed():
    with pytest.raises(FollowUpError, match=", ".join(CARD_SIZES)):
        card_page("Thank you.", size="a4")


def test_empty_card_is_refused():
    with pytest.raises(FollowUpError, match="The card is empty"):
        card_page(" \n\n ")
