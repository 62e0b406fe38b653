"""The panel of the charts."""
