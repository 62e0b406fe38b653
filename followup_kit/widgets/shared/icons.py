"""Small drawings that stand beside a word; the drawings are data, in `icons.toml`."""

from markupsafe import Markup

from followup_kit.text import own_toml
from followup_kit.widgets.shared.markup import constant, fill

_SVG = """<svg class="fk-icon" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true"
 fill="none" stroke="currentColor" stroke-width="1.6">{drawing}</svg>"""


def icon_html(name: str) -> Markup:
    """A drawing by its name, hidden from screen readers, which read the word beside it."""
    drawing = constant(own_toml("widgets/shared/icons.toml")[name])
    return constant(fill(_SVG, drawing=drawing))
