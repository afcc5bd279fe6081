"""Which language the program speaks on which computer."""

from __future__ import annotations

import pytest

from rus_editor.config import language_of


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "sv"),
        ({"LANG": ""}, "sv"),
        ({"LANG": "sv_SE.UTF-8"}, "sv"),
        ({"LANG": "sv"}, "sv"),
        ({"LANG": "sv_FI@euro"}, "sv"),
        ({"LANG": "SV_se.utf8"}, "sv"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en-US"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "C"}, "sv"),
        ({"LANG": "C.UTF-8"}, "sv"),
        ({"LANG": "POSIX"}, "sv"),
        ({"LANG": "sv_SE.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "sv_SE.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "sv"),
        ({"LANG": "sv_SE.UTF-8", "LC_ALL": "", "LC_MESSAGES": ""}, "sv"),
        ({"LANG": "sv_SE.UTF-8", "LC_NUMERIC": "en_US.UTF-8"}, "sv"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "fi:sv:en"}, "sv"),
        ({"LANG": "sv_SE.UTF-8", "LANGUAGE": "en"}, "en"),
        ({"LANG": "sv_SE.UTF-8", "LANGUAGE": "de:fr"}, "sv"),
        ({"LANG": "sv_SE.UTF-8", "LANGUAGE": ""}, "sv"),
        ({"LANGUAGE": "en_GB:en"}, "en"),
        ({"LC_ALL": "C", "LANGUAGE": "en"}, "sv"),
    ],
)
def test_the_language_is_chosen_as_gettext_chooses_it(environment: dict[str, str], language: str) -> None:
    assert language_of(environment) == language
