"""A fault as the sentence that a person is told."""

from __future__ import annotations

from rus_editor.model.errors import KnownError
from rus_editor.model.wording import Wording


def sentence_of(error: KnownError, wording: Wording) -> str:
    """The sentence for a fault, with its particulars after it where the code has several causes."""
    sentence = wording.say(f"errors.{error.code.value}", **error.facts)
    fault = error.facts.get("fault")
    if fault is None:
        return sentence
    facts = {key: value for key, value in error.facts.items() if key != "fault"}
    return f"{sentence} {wording.say(f'faults.{error.code.value}.{fault}', **facts)}"
