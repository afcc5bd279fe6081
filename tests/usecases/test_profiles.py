"""Profiles: the two that come along, and what a file of one's own may say."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from rus_editor.config import load_profile, load_wording, profile_names, resource
from rus_editor.config.toml_lines import lines_of
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.patterns import bare
from rus_editor.model.profile import SectionRole
from rus_editor.usecases.assembly import example_pair
from rus_editor.usecases.explaining import sentence_of
from rus_editor.usecases.summarising import summarise_files
from tests.helpers.slow_patterns import SLOW

HEAD = 'format = 1\nname = "egen"\n'


def write(folder: Path, text: str | bytes) -> str:
    """A profile file; returns its path."""
    path = folder / "egen.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return str(path)


def theme(identity: str, pattern: str) -> str:
    """A theme; the first one with the head of the file before it."""
    head = HEAD if identity == "a" and pattern == "x" else ""
    return f"{head}\n[[theme]]\nid = '{identity}'\nname.sv = 'x'\npatterns = ['{pattern}']\n"


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
    ("text", "fault", "line", "where"),
    [
        (f"{HEAD}# f\xf6r".encode("latin-1"), "encoding", 3, ""),
        (f"{HEAD}\nname2 == 1", "syntax_value", 4, ""),
        (f"{HEAD}\nname2 1", "syntax_equals", 4, ""),
        (f"{HEAD}name = 'igen'", "syntax_twice", 3, ""),
        (f"{HEAD}[a]\n[a]\n", "syntax_twice", 4, ""),
        (f"{HEAD}title = {{ sv = 'x', sv = 'y' }}", "syntax_twice", 3, ""),
        ('format = 1\nname = "', "syntax_string", 2, ""),
        ('format = 1\nname = "a\nb"', "syntax_string", 2, ""),
        (f"{HEAD}a = ['x',\n\n", "syntax_array", 3, ""),
        (f"{HEAD}a = {{ b = 1\n", "syntax_braces", 3, ""),
        (f'{HEAD}a = "\\w"', "syntax_escape", 3, ""),
        (f"{HEAD}[role\n", "syntax_heading", 3, ""),
        (f"{HEAD}a = 1 2", "syntax_more", 3, ""),
        (f"{HEAD}=", "syntax", 3, ""),
        ("", "format", 1, "format"),
        ("name = 'x'\n\nformat = 2", "format", 3, "format"),
        ("format = 1", "missing", 1, "name"),
        ("format = 1\nname = ''", "empty", 2, "name"),
        ("format = 1\nname = 7", "type_text", 2, "name"),
        (f"{HEAD}roles = []", "unknown_key", 3, "roles"),
        (f"{HEAD}role = 1", "type_tables", 3, "role"),
        (f"{HEAD}title.fi = 'x'", "unknown_key", 3, "title.fi"),
        (f"{HEAD}title = {{ sv = 'a',\tfi = 'x' }}", "unknown_key", 3, "title.fi"),
        (f"{HEAD}title = 'x'", "type_table", 3, "title"),
        (f"{HEAD}\r\n[[role]]\r\nrole = 'wishes'\r\nheadings = ['x']", "unknown_role", 5, "role[1].role"),
        (f"{HEAD}[[role]]\nheadings = ['x']", "missing", 3, "role[1].role"),
        (role(""), "missing", 4, "role[1].patterns"),
        (role("patterns = 'x'"), "type_list", 6, "role[1].patterns"),
        (role("patterns = [1]"), "type_text", 6, "role[1].patterns[1]"),
        (role("pattern = ['x']"), "unknown_key", 6, "role[1].pattern"),
        (role("patterns = [\n  'x', # ett [\n  '(',\n]"), "pattern", 8, "role[1].patterns[2]"),
        (role("patterns = ['x']\n[[role]]\nrole = 'targets'\npatterns = ['y']"), "role_twice", 8, "role[2].role"),
        (role("patterns = ['x']\n[role.phrases.sv]\nadded = 3"), "type_text", 8, "role[1].phrases.sv.added"),
        (theme("a", "x") + theme("b", "y") + theme("a", "z"), "theme_twice", 15, "theme[3].id"),
        (theme("a", "x") + theme("b", "[z-a]"), "pattern", 12, "theme[2].patterns[1]"),
        (f'{HEAD}a = """\n[[role]]\n= # \n"""\nname2 = 1', "unknown_key", 3, "a"),
        (
            f"{HEAD}goal = [\n  {{ name = 'a', targets = ['b'] }},\n  {{ targets = [''] }},\n]",
            "empty",
            5,
            "goal[2].targets[1]",
        ),
        (role("patterns = ['x']") + "#" * 70_000, "too_large", 1, ""),
        ("a = " + "[" * 5000, "syntax", 1, ""),
    ],
)
def test_a_broken_profile_is_told_with_its_file_line_and_reason(
    tmp_path: Path, text: str | bytes, fault: str, line: int, where: str
) -> None:
    path = write(tmp_path, text)
    with pytest.raises(KnownError) as caught:
        load_profile(path)
    assert caught.value.code is ErrorCode.PROFILE_BROKEN
    facts = caught.value.facts
    assert (facts["fault"], facts["line"], facts["where"]) == (fault, line, where)
    for language, begins, word in (
        ("sv", "Profilen ”egen.toml” kan inte användas: ", "rad"),
        ("en", "The profile", "line"),
    ):
        sentence = sentence_of(caught.value, load_wording(language))
        assert sentence.startswith(begins)
        assert fault == "too_large" or f"{word} {line}" in sentence
        assert "{" not in sentence.replace(str(facts["value"]), "")
        assert sentence.count(". ") == 0


def test_every_line_of_the_profiles_that_come_along_is_known() -> None:
    """Each value of the files, found by its path, stands on the line that is told of it."""
    for name in profile_names():
        text = resource(f"profiles/{name}.toml").read_text(encoding="utf-8")
        lines, found = text.splitlines(), lines_of(text)
        counted = 0
        for path, value in told(tomllib.loads(text)):
            counted += 1
            last = path.rpartition(".")[2].partition("[")[0]
            assert (
                repr(value)[1:-1].replace("\\\\", "\\") in lines[found[path] - 1] or last in lines[found[path] - 1]
            ), path
        assert counted > 70


def told(table: object, path: str = "") -> Iterator[tuple[str, str]]:
    """The texts of a table with their paths."""
    if isinstance(table, dict):
        for key, value in table.items():
            yield from told(value, f"{path}.{key}" if path else key)
    elif isinstance(table, list):
        for number, value in enumerate(table, 1):
            yield from told(value, f"{path}[{number}]")
    elif isinstance(table, str):
        yield path, table


@pytest.mark.parametrize(
    ("pattern", "construct"),
    [
        (r"(a)\1", r"\1"),
        ("(?=a)a", "(?="),
        ("(?!a)b", "(?!"),
        ("(?<!a)b", "(?<!"),
        ("(?<=a)b", "(?<="),
        ("(?P<x>a)(?P=x)", "(?P<"),
        ("a(?i)b", "(?i"),
        ("(?>a)b", "(?>"),
        ("a++b", "++"),
        (r"\bAI\b", r"\b"),
        ("a^b", "^"),
    ],
)
def test_what_looks_beyond_what_is_read_is_not_taken_and_named(tmp_path: Path, pattern: str, construct: str) -> None:
    with pytest.raises(KnownError) as caught:
        load_profile(write(tmp_path, role(f"patterns = ['{pattern}']")))
    assert caught.value.facts["fault"] == "pattern_foreign"
    assert f"”{construct}”" in sentence_of(caught.value, load_wording("sv"))


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        ("x" * 301, "pattern_large"),
        ("(?:(?:a{9}){9}){14}", "pattern_large"),
        ("a{100000}", "pattern_large"),
        ("(" * 100 + "a" + ")" * 100, "pattern_large"),
        ("a**", "pattern"),
        ("*a", "pattern"),
        ("a)", "pattern"),
        ("(a", "pattern"),
        ("[a", "pattern"),
        ("a{3,2}", "pattern"),
        ("\\", "pattern"),
        (r"\q", "pattern"),
    ],
)
def test_what_is_no_pattern_or_too_large_is_not_taken(tmp_path: Path, pattern: str, fault: str) -> None:
    with pytest.raises(KnownError) as caught:
        load_profile(write(tmp_path, role(f"patterns = ['{pattern}']")))
    assert caught.value.facts["fault"] == fault


def test_so_many_patterns_that_they_would_be_slow_together_are_not_taken(tmp_path: Path) -> None:
    text = "".join(f"\n[[theme]]\nid = 't{number}'\nname.sv = 'x'\npatterns = ['a{{480}}']\n" for number in range(30))
    with pytest.raises(KnownError) as caught:
        load_profile(write(tmp_path, HEAD + text))
    assert caught.value.facts["fault"] == "patterns_many"


@pytest.mark.parametrize(
    "pattern",
    [".*mål.*", r"\d+ mål", "[a-zåäö]+ mål", "(?:a|b|c)? mål", r"mål\?", r"mål \(\d{4}\)+", "^mål$", "(?i)mål"],
)
def test_an_ordinary_pattern_is_taken(tmp_path: Path, pattern: str) -> None:
    assert load_profile(write(tmp_path, role(f"patterns = ['{pattern}']"))).roles


@pytest.mark.parametrize("pattern", SLOW)
def test_no_heading_makes_a_pattern_slow(tmp_path: Path, pattern: str) -> None:
    # Nothing is timed: what should have been stopped would not end while anybody waits.
    profile = load_profile(write(tmp_path, role(f"patterns = ['{pattern}']")))
    for length in range(1, 200):
        assert profile.role_of("a" * length) is None
        assert profile.role_of("a" * length + "!") is None or pattern.endswith("!")
    assert profile.role_of("a" * 5_000_000) is None


def test_a_profile_says_whose_document_it_is_why_it_is_revised_and_when(tmp_path: Path) -> None:
    profile = load_profile(
        write(
            tmp_path,
            f"{HEAD}organisation.sv = 'Region Exempel'\nbackground.sv = ['Omvärlden.', 'Strukturen.']\n"
            "[[milestone]]\nname.sv = 'Remiss'\nwhen = { sv = 'juni', en = 'June' }\n"
            "[[milestone]]\nname.sv = 'Beslut'\n",
        )
    )
    assert profile.organisation == (("sv", "Region Exempel"),)
    assert profile.background == (("sv", ("Omvärlden.", "Strukturen.")),)
    assert profile.milestones == (
        ((("sv", "Remiss"),), (("sv", "juni"), ("en", "June"))),
        ((("sv", "Beslut"),), ()),
    )
    assert load_profile("rus").milestones
    assert load_profile("allman").organisation == ()
    with pytest.raises(KnownError) as caught:
        load_profile(write(tmp_path, f"{HEAD}[[milestone]]\nwhen.sv = 'juni'"))
    assert (caught.value.facts["fault"], caught.value.facts["line"]) == ("missing", 3)


def test_a_whole_document_is_summarised_with_a_profile_of_patterns_that_are_slow_on_purpose(tmp_path: Path) -> None:
    # Headings, words and words in a row: each is held against every pattern. Nothing is timed.
    roles = ", ".join(f"'{pattern}'" for pattern in SLOW)
    text = f'{HEAD}[[role]]\nrole = "targets"\npatterns = [{roles}]\n'
    for number, pattern in enumerate(SLOW):
        several = f"(?:{bare(pattern)}) .*"
        text += f"\n[[theme]]\nid = 't{number}'\nname.sv = 'tema'\npatterns = ['{pattern}', '{several}']\n"
    found = summarise_files(*example_pair(), profile=write(tmp_path, text))
    assert found.key_changes.proposals
