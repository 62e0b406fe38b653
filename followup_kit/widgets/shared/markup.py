"""Text on the screen: templates are ours, and every value put into them is escaped."""

import ipywidgets as widgets
from markupsafe import Markup


def fill(template: str, **values: object) -> str:
    """HTML made of a constant template of ours and values from anywhere.

    Values are escaped, unless they are `Markup` that this function or `rows` made.
    """
    return Markup(template).format(**values)


def block(template: str = "", *, css: str = "", **values: object) -> widgets.HTML:
    """A widget that shows a filled template."""
    shown = widgets.HTML(fill(template, **values))
    for name in css.split():
        shown.add_class(name)
    return shown


def constant(drawing: str) -> Markup:
    """A piece of markup of our own, such as a drawing from a data file, not escaped."""
    return Markup(drawing)


def joined(parts: list[str]) -> Markup:
    """Filled templates one after the other, not escaped again."""
    return Markup("").join(Markup(part) for part in parts)
