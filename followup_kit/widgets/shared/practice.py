"""The presets that hold here: those of the class, else the shipped ones."""

from followup_kit.errors import PracticeError
from followup_kit.log.places import class_folder
from followup_kit.practice.editing import class_practice
from followup_kit.practice.practice import Practice, load_practice


def practice_of_class() -> tuple[Practice, str]:
    """The practice, and what is wrong with the class's file; shipped presets hold then."""
    try:
        return class_practice(class_folder()), ""
    except PracticeError as error:
        return load_practice(), f"The presets of your class are not used. {error}"
