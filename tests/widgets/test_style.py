from importlib.resources import files

STYLE = (files("followup_kit.widgets.shared") / "style.css").read_text("utf-8")
DARK = 'body[data-jp-theme-light="false"] .fk-panel, '


def test_lists_to_choose_from_have_an_arrow_for_each_theme():
    arrows = [line for line in STYLE.splitlines() if "--jp-widgets-dropdown-arrow" in line]
    dark = STYLE[STYLE.index(DARK) :].partition("}")[0]

    assert len(arrows) == len(set(arrows)) == 2
    assert arrows[1] in dark
