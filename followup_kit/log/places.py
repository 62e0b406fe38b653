"""Where a log lives, and where the sample is."""

import os
from collections.abc import Mapping
from pathlib import Path

from followup_kit.errors import FollowUpError

VARIABLE = "FOLLOWUP_LOG"
"""The environment variable that names another log file."""

_LEVELS_UP = 3


def workbook_folder(start: Path | None = None) -> Path:
    """The folder that holds `notebooks/` and `data/`: this one, one above, or the package's."""
    start = start or Path.cwd()
    candidates = [start, *list(start.parents)[:_LEVELS_UP], Path(__file__).parents[2]]
    for folder in candidates:
        if (folder / "notebooks").is_dir() and (folder / "data").is_dir():
            return folder
    return start


def own_log_path(environment: Mapping[str, str] | None = None) -> Path:
    """Where the user's own log is: `FOLLOWUP_LOG`, else `data/private/my_log.db`."""
    named = (os.environ if environment is None else environment).get(VARIABLE, "")
    if named:
        return Path(named).expanduser()
    return workbook_folder() / "data" / "private" / "my_log.db"


def class_folder() -> Path:
    """Where a coach keeps what a class changed, such as its presets: `data/class`."""
    return workbook_folder() / "data" / "class"


def sample_folder(name: str) -> Path:
    """A folder of made-up data: `sample` or `cohort`.

    Raises:
        FollowUpError: The workbook was moved without its data.
    """
    folder = workbook_folder() / "data" / name
    if not folder.is_dir():
        msg = (
            f"The made-up data in data/{name} was not found. Open the notebooks from inside the "
            "workbook's folder, or download the workbook again."
        )
        raise FollowUpError(msg)
    return folder
