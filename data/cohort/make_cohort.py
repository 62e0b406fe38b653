"""Writes the logs of a made-up class of 24 students, one file each.

Run from the workbook's folder: `python -m data.cohort.make_cohort`. The numbers are in
`parameters.toml`, the names and words in `people.toml`.
"""

import tomllib
from pathlib import Path
from random import Random
from typing import Any

from data.cohort.course import Course
from data.cohort.draws import plain_letters
from data.cohort.habits import add_notes, add_status_check, type_from_memory
from data.stories import write_log

Fields = dict[str, Any]

FOLDER = Path(__file__).parent
ZONE = "America/New_York"


def read(name: str) -> Fields:
    """The contents of one of the files beside this script."""
    return tomllib.loads((FOLDER / name).read_text("utf-8"))


def make_story(student: Fields, parameters: Fields, people: Fields, *, seed: str) -> Fields:
    """The story of one made-up student; every application has two streams of its own."""
    name, zone = student["student"], student.get("timezone", ZONE)
    employers = Random(f"{seed} employers").sample(people["employers"], student["applications"])
    stories = []
    for number, employer in enumerate(employers):
        employer_draws = Random(f"{seed} {number} employer")
        student_draws = Random(f"{seed} {number} student")
        story = Course(employer_draws, parameters, people, name, zone).run(employer)
        words = {**people["words"], "student": name}
        add_notes(story, student_draws, parameters, words)
        add_status_check({**story, "student": name}, student_draws, parameters, words)
        type_from_memory(story, student_draws, parameters)
        stories.append(story)
    settings = {"student": name, "timezone": zone, "holidays": "US", "made_up": True}
    return {
        "begins": parameters["begins"],
        "settings": {**settings, "stands_at": parameters["stands_at"]},
        "applications": stories,
    }


def file_name(student: str) -> str:
    """The name of a student's file, in plain letters.

    >>> file_name("Søren Lindholm")
    'soren-lindholm.db'
    """
    return "-".join(plain_letters(student).split()) + ".db"


def make_cohort(folder: Path = FOLDER) -> list[Path]:
    """Write one log per student into a folder; returns their paths."""
    parameters, people = read("parameters.toml"), read("people.toml")
    paths = []
    for number, student in enumerate(people["students"]):
        seed = f"{parameters['seed']} {student['student']}"
        path = folder / file_name(student["student"])
        story = make_story(student, parameters, people, seed=seed)
        write_log(path, story, seed=parameters["seed"] + number)
        paths.append(path)
    return paths


if __name__ == "__main__":
    print(f"Wrote {len(make_cohort())} logs")
