"""Profiles: the two that come along, and what a file of one's own may say."""

from __future__ import annotations

from pathlib import Path

import pytest

from rus_editor.config import load_profile, load_wording, profile_names
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.profile import SectionRole
from rus_editor.usecases.explaining import sentence_of

HEAD = 'format = 1\nname = "egen"\n'


def write(folder: Path, text: str | bytes) -> str:
    """A profile file; returns its path."""
    path = folder / "egen.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return str(path)


def role(lines: str) -> str:
    """A profile with one role."""
    return f'{HEAD}\n[[role]]\nrole = "targets"\n{lines}\n'


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Nuläge och utmaningar", SectionRole.CURRENT_STATE),
        ("NULÄGE OCH UTMANINGAR", SectionRole.CURRENT_STATE),
        ("Nuläge", SectionRole.CURRENT_STATE),
        ("Utmaningar", SectionRole.CURRENT_STATE),
        ("2.1 Nuläge och utmaningar", SectionRole.CURRENT_STATE),
        ("2.1. Nuläge och utmaningar:", SectionRole.CURRENT_STATE),
        ("Önskvärt läge", SectionRole.DESIRED_STATE),
        ("Önskat läge 2030", SectionRole.DESIRED_STATE),
        ("Det önskvärda läget", SectionRole.DESIRED_STATE),
        ("b) Önskvärt läge", SectionRole.DESIRED_STATE),
        ("Målbild", SectionRole.DESIRED_STATE),
        ("Strategiska inriktningar", SectionRole.STRATEGIC_DIRECTIONS),
        ("Inriktningar:", SectionRole.STRATEGIC_DIRECTIONS),
        ("Prioriteringar", SectionRole.STRATEGIC_DIRECTIONS),
        ("Effektmål", SectionRole.TARGETS),
        ("Bidrag till effektmål", SectionRole.TARGETS),
        ("Bidrag till de regionala effektmålen", SectionRole.TARGETS),
        ("Strategiska inriktningar för kultur", None),
        ("Klimat och energi", None),
        ("Nuläget i Norrland", None),
        ("Målgrupper", None),
        ("", None),
    ],
)
def test_the_rus_profile_knows_the_genres_headings(heading: str, expected: SectionRole | None) -> None:
    assert load_profile("rus").role_of(heading) is expected


def test_the_rus_profile_names_every_role_in_both_languages() -> None:
    roles = load_profile("rus").roles
    assert {entry.role for entry in roles} == set(SectionRole)
    assert all({language for language, _ in entry.names} == {"sv", "en"} for entry in roles)


def test_the_general_profile_has_no_roles() -> None:
    assert profile_names() == ("allman", "rus")
    assert load_profile("allman").roles == ()


def test_a_profile_of_ones_own(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        f"{HEAD}title.sv = 'Egen'\n[[role]]\nrole = 'desired_state'\nname.sv = 'Målbild'\n"
        "headings = ['Så vill vi ha det (2030)']\npatterns = ['(?:våra )?mål för \\d{4}']\n",
    )
    profile = load_profile(path)
    assert profile.name == "egen"
    assert profile.titles == (("sv", "Egen"),)
    assert profile.role_of("3 Så vill vi ha det (2030):") is SectionRole.DESIRED_STATE
    assert profile.role_of("Våra mål för 2035") is SectionRole.DESIRED_STATE
    assert profile.role_of("Så vill vi ha det") is None


def test_a_name_that_comes_along_goes_before_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rus").write_text(HEAD, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert load_profile("rus").name == "rus"
    assert load_profile("./rus").name == "egen"


@pytest.mark.parametrize("name", ["finns-inte", "finns/inte.toml", "", ".", "\0", "../rus"])
def test_a_profile_that_is_not_there(name: str) -> None:
    with pytest.raises(KnownError) as caught:
        load_profile(name)
    assert caught.value.code is ErrorCode.PROFILE_MISSING
    assert "rus" in str(caught.value.facts["known"])


@pytest.mark.parametrize(
    ("text", "fault", "where"),
    [
        (b"\xff\xfe", "encoding", "1"),
        (f"{HEAD}\nname2 == 1", "syntax", "4"),
        ('format = 1\nname = "', "syntax_somewhere", ""),
        ("", "format", "format"),
        ("format = 2\nname = 'x'", "format", "format"),
        ("format = 1", "missing", "name"),
        ("format = 1\nname = ''", "type", "name"),
        ("format = 1\nname = 7", "type", "name"),
        (f"{HEAD}roles = []", "unknown_key", "roles"),
        (f"{HEAD}role = 1", "type", "role"),
        (f"{HEAD}title.fi = 'x'", "unknown_key", "title.fi"),
        (f"{HEAD}title = 'x'", "type", "title"),
        (f"{HEAD}[[role]]\nrole = 'wishes'\nheadings = ['x']", "unknown_role", "role[1].role"),
        (f"{HEAD}[[role]]\nheadings = ['x']", "missing", "role[1].role"),
        (role(""), "missing", "role[1].patterns"),
        (role("patterns = 'x'"), "type", "role[1].patterns"),
        (role("patterns = [1]"), "type", "role[1].patterns[1]"),
        (role("pattern = ['x']"), "unknown_key", "role[1].pattern"),
        (role("patterns = ['x', '(']"), "pattern", "role[1].patterns[2]"),
        (role("patterns = ['x']\n[[role]]\nrole = 'targets'\npatterns = ['y']"), "role_twice", "role[2].role"),
        (role("patterns = ['x']") + "#" * 70_000, "too_large", ""),
        ("a = " + "[" * 5000, "syntax_somewhere", ""),
    ],
)
def test_a_broken_profile_is_told_with_its_place(tmp_path: Path, text: str | bytes, fault: str, where: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(KnownError) as caught:
        load_profile(path)
    assert caught.value.code is ErrorCode.PROFILE_BROKEN
    assert (caught.value.facts["fault"], caught.value.facts["where"]) == (fault, where)
    for language in ("sv", "en"):
        sentence = sentence_of(caught.value, load_wording(language))
        assert where in sentence
        assert "egen.toml" in sentence


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+b",
        "(a|a)*b",
        "(?:a|ab)+c",
        "(a*)*",
        "(.*)(.*)(.*)x",
        ".*a.*b.*c",
        "a{2,}b{3,}c{4,}",
        "(?:(?:a{9}){9}){9}",
        "(a?){30}",
        "a?" * 21,
        "(?:a|b)" * 21,
        r"(a)\1",
        "(?=a)a",
        "(?<!a)b",
        "(?P<x>a)(?P=x)",
        "(?i)a",
        "x" * 301,
    ],
)
def test_a_pattern_that_may_be_slow_is_not_taken(tmp_path: Path, pattern: str) -> None:
    with pytest.raises(KnownError) as caught:
        load_profile(write(tmp_path, role(f"patterns = ['{pattern}']")))
    assert caught.value.facts["fault"] == "pattern_slow"


@pytest.mark.parametrize(
    "pattern", [".*mål.*", r"\d+ mål", "[a-zåäö]+ mål", "(?:a|b|c)? mål", r"mål\?", r"mål \(\d{4}\)+"]
)
def test_an_ordinary_pattern_is_taken(tmp_path: Path, pattern: str) -> None:
    assert load_profile(write(tmp_path, role(f"patterns = ['{pattern}']"))).roles


@pytest.mark.parametrize("pattern", [".*a.*b", "a?" * 20 + "a" * 20, "(?:a|a)" * 20])
def test_the_worst_pattern_that_is_taken_ends_in_time(tmp_path: Path, pattern: str) -> None:
    # Nothing is timed: what should have been stopped would not end while anybody waits.
    profile = load_profile(write(tmp_path, role(f"patterns = ['{pattern}']")))
    assert profile.role_of("a" * 199 + "!") is None
    assert profile.role_of("a" * 5_000_000) is None
