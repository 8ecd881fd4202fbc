"""The questions of the models in words: what is asked, how it can be answered, and each choice with its word."""

from typing import Any, Protocol

from pydantic.fields import FieldInfo

from .shapes import kind_of, shape_of_field

NEW = "command.new"


class Texts(Protocol):
    """Where the words come from: the catalogue of reader's text in one language."""

    @property
    def language(self) -> str: ...

    def say(self, code_path: str, **values: str) -> str: ...

    def has(self, code_path: str) -> bool: ...


class Questions:
    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def term(self, path: str, field: FieldInfo) -> str:
        """What is asked: ``Trend of the volume``. ``path`` names the room and the question: ``use.trend``."""
        term = str(_said(field).get("dutch" if self._texts.language == "nl" else "meaning", path))
        return f"{term[:1].upper()}{term[1:]}"

    def how(self, path: str, field: FieldInfo) -> str:
        """How it can be answered: ``choose from falling, stable, rising.``"""
        kind, members = kind_of(shape_of_field(field))
        once_said = kind in ("ranking", "points")  # the same words as those of another question
        values = {"members": ", ".join(m if once_said else self.member(path, m) for m in members)}
        if unit := _said(field).get("unit"):
            values["unit"] = self._texts.say(f"{NEW}.units.{str(unit).replace('%', 'percent').replace(' ', '_')}")
        with_unit = unit and kind in ("count", "money")
        return self._texts.say(f"{NEW}.kinds.{kind}{'_unit' if with_unit else ''}", **values)

    def member(self, path: str, member: str) -> str:
        """A code with the word that it stands for, where that is another one: ``rising (stijgend)``."""
        for code in (f"members.{path}.{member}", f"members.{member}"):
            if self._texts.has(code):
                word = self._texts.say(code)
                return member if word == member.replace("_", " ") else f"{member} ({word})"
        return member


def _said(field: FieldInfo) -> dict[str, Any]:
    return field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
