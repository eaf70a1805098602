"""The folder of everything that ships beside the code: the bundled model, component configs, fonts, export styles."""

from pathlib import Path


def folder() -> Path:
    """The folder that this file lies in, in a checkout as in an installed wheel."""
    return Path(__file__).resolve().parent
