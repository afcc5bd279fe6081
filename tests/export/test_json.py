"""The JSON of a comparison and of an outline: held to the schemas, to docs/json.md and to what it was made from."""

from __future__ import annotations

import dataclasses
import hashlib
import itertools
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rus_editor.compare.engine import compare
from rus_editor.config import load_wording, resource
from rus_editor.export.json_export import dump, outline_to_json, to_json
from rus_editor.model.comparison import ChangeKind, Comparison, Noise, Subject
from rus_editor.model.document import Document, Notice, NoticeCode, StoryKind
from rus_editor.model.outline import outline_of
from rus_editor.model.profile import SectionRole
from rus_editor.usecases.comparing import compare_files
from rus_editor.usecases.exporting import Format, rendered
from tests.helpers.checkout import ROOT
from tests.helpers.corpus import corpus
from tests.helpers.documents import RUS
from tests.helpers.documents import document as written
from tests.helpers.word_pair import write_pair

OLD = (
    "# Energi",
    "## Önskvärt läge",
    "* Energin kommer från förnybara källor.",
    "* Länet sparar på vatten i varje kommun.",
    "Ett stycke som står kvar på sin plats i båda versionerna, ord för ord, utan ändringar.",
    "## Strategiska inriktningar",
    "* Minska utsläppen med 40 procent.",
    "|Mått|Mål|",
    "|Resor|öka|",
    "En bild {pic:aa:karta} på länet{fn:Karta 2018.}.",
    "# Borta",
    "Detta kapitel stryks i sin helhet.",
    "# Kultur",
    "Orden är **lika**.",
)
NEW = (
    "# Klimat och energi",
    "## Önskvärt läge",
    "* Energin kommer från förnybara källor.",
    "Ett stycke som står kvar på sin plats i båda versionerna, ord för ord, utan ändringar.",
    "## Strategiska inriktningar",
    "* Minska utsläppen med 50 procent.",
    "|Mått|Mål|",
    "|Resor|öka mer|",
    "En bild {pic:bb:karta} på hela länet{fn:Karta 2022.}.",
    "# Kultur",
    "Orden är lika.",
    "* Länet sparar på vatten i varje kommun.",
    "Ett nytt stycke {pic:cc:figur}.",
)
SV = load_wording("sv")
Noises = frozenset[Noise]


def document(*lines: str, name: str = "test.docx") -> Document:
    """A model document with the digest that a real one has."""
    return dataclasses.replace(written(*lines, name=name), digest=hashlib.sha256("\n".join(lines).encode()).hexdigest())


def schema(name: str) -> dict[str, Any]:
    """A schema that comes with the program."""
    value: dict[str, Any] = json.loads(resource(f"schema/{name}.schema.json").read_text(encoding="utf-8"))
    return value


COMPARISON_SCHEMA = jsonschema.Draft202012Validator(schema("comparison-1"))
OUTLINE_SCHEMA = jsonschema.Draft202012Validator(schema("outline-1"))


def hold(value: dict[str, Any]) -> None:
    """What holds for the JSON of any comparison, beyond its schema."""
    # Changes are all made alike, and the validator is slow: a file of hundreds is held by its first.
    first = {**value, "changes": value["changes"][:40]}
    error = jsonschema.exceptions.best_match(COMPARISON_SCHEMA.iter_errors(first))
    assert error is None, f"{error.json_path}: {error.message}"
    changes, chapters = value["changes"], value["chapters"]
    assert [chapter["index"] for chapter in chapters] == list(range(len(chapters)))
    assert len({change["id"] for change in changes}) == len(changes)
    for change in changes:
        assert change["chapter"] == chapters[change["chapter_index"]]["title"]
        for side, absent in (("old", "inserted"), ("new", "deleted")):
            text = "".join(segment["text"] for segment in change["segments"] if segment["kind"] != absent)
            assert text == (change[side]["text"] if change[side] is not None else ""), change["id"]
    counts = value["counts"]
    tally = Counter((change["chapter_index"], change["kind"]) for change in changes)
    kinds = [kind.value for kind in ChangeKind]
    assert [row["chapter_index"] for row in counts["by_chapter"]] == list(range(len(chapters)))
    for row in counts["by_chapter"]:
        assert {kind: row[kind] for kind in kinds} == {kind: tally[row["chapter_index"], kind] for kind in kinds}
        assert row["total"] == sum(row[kind] for kind in kinds)
        assert row["chapter"] == chapters[row["chapter_index"]]["title"]
    assert counts["by_kind"] == {kind: sum(row[kind] for row in counts["by_chapter"]) for kind in kinds}
    assert counts["total"] == len(changes)
    assert counts["noise"] == sum(1 for change in changes if change["noise"] is not None)


def compared(old: Document | None = None, new: Document | None = None, *, ignored: Noises = frozenset()) -> Comparison:
    """The two texts above, or others, compared."""
    return compare(
        old or document(*OLD, name="gammal.docx"), new or document(*NEW, name="ny.docx"), RUS, ignored=ignored
    )


def read_back(value: dict[str, object]) -> dict[str, Any]:
    """What another program gets."""
    back: dict[str, Any] = json.loads(dump(value))
    assert back == value
    return back


@pytest.mark.parametrize("name", ["comparison-1", "outline-1"])
def test_the_schemas_are_schemas(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))


def test_the_schema_knows_every_value_of_the_model() -> None:
    definitions = schema("comparison-1")["$defs"]
    change = definitions["change"]["properties"]
    assert definitions["kind"]["enum"] == [kind.value for kind in ChangeKind]
    assert change["what"]["enum"] == [subject.value for subject in Subject]
    assert change["noise"]["anyOf"][0]["enum"] == [noise.value for noise in Noise]
    assert definitions["role"]["anyOf"][0]["enum"] == [role.value for role in SectionRole]
    assert definitions["place"]["properties"]["story_kind"]["enum"] == [kind.value for kind in StoryKind]
    assert definitions["notice"]["properties"]["code"]["enum"] == [code.value for code in NoticeCode]


def test_everything_the_schema_names_is_documented() -> None:
    text = (ROOT / "docs/json.md").read_text(encoding="utf-8")
    for name in ("comparison-1", "outline-1"):
        keys = set(re.findall(r'"(\w+)": \{\s*"(?:type|\$ref|anyOf|enum|const|not)"', json.dumps(schema(name))))
        undocumented = {
            key for key in keys - {"items", *schema(name)["$defs"]} if f"`{key}`" not in text and f'"{key}"' not in text
        }
        assert undocumented == set()
    for word in (*(kind.value for kind in ChangeKind), *(subject.value for subject in Subject)):
        assert f"`{word}`" in text


def test_a_comparison_in_json() -> None:
    comparison = compared()
    value = read_back(to_json(comparison, SV, new_notices=(Notice(NoticeCode.EXTERNAL_LINK, "https://a.example"),)))
    hold(value)
    assert (value["format"], value["version"], value["profile"], value["ignored"]) == (
        "rus-editor/comparison",
        1,
        "rus",
        [],
    )
    assert (value["old"]["name"], value["new"]["name"], value["old"]["notices"]) == ("gammal.docx", "ny.docx", [])
    (notice,) = value["new"]["notices"]
    assert notice["code"] == "external_link"
    assert "https://a.example" in notice["text"]
    assert {change["kind"] for change in value["changes"]} >= {"inserted", "deleted", "replaced", "moved"}
    target = next(change for change in value["changes"] if "50 procent" in str(change["new"]))
    assert (target["kind"], target["what"], target["chapter"]) == ("replaced", "list_item", "Klimat och energi")
    assert (target["role"], target["edited"], target["noise"]) == ("strategic_directions", None, None)
    assert target["old"]["place"]["chapter"] == "Energi"
    assert target["old"]["place"]["description"] == "kapitlet ”Energi”, under ”Strategiska inriktningar”, stycke 7"
    cell = next(change for change in value["changes"] if change["what"] == "cell")
    assert cell["new"]["place"]["description"].endswith("tabell 1, rad 2, kolumn 2")
    assert (cell["new"]["place"]["table"], cell["new"]["place"]["row"], cell["new"]["place"]["column"]) == (1, 2, 2)
    note = next(change for change in value["changes"] if change["what"] == "footnote")
    assert "fotnot" in note["old"]["place"]["description"]
    moved = next(change for change in value["changes"] if change["kind"] == "moved")
    assert moved["edited"] is False
    removed = next(chapter for chapter in value["chapters"] if chapter["title"] == "Borta")
    assert (removed["new_title"], removed["new_index"], removed["old_index"]) == (None, None, 1)


def test_signs_that_stand_for_pictures_and_note_marks_are_left_out() -> None:
    assert any("\ufffc" in segment.text for change in compared().changes for segment in change.segments)
    text = dump(to_json(compared(), SV))
    assert "\ufffc" not in text
    assert "\\ufffc" not in text.lower()
    assert all(segment["text"] for change in json.loads(text)["changes"] for segment in change["segments"])


def test_only_what_people_read_depends_on_the_language() -> None:
    swedish, english = (to_json(compared(), load_wording(language)) for language in ("sv", "en"))
    assert dump(swedish) != dump(english)
    unspoken = [
        re.sub(r'"description": "[^"]*"', "", dump(value)).replace('"language": "en"', '"language": "sv"')
        for value in (swedish, english)
    ]
    assert unspoken[0] == unspoken[1]


def test_the_same_two_texts_give_the_same_bytes() -> None:
    assert dump(to_json(compared(), SV)) == dump(to_json(compared(), SV))


def test_ids_are_the_same_in_two_runs_over_two_files(tmp_path: Path) -> None:
    old, new = write_pair(tmp_path)
    first, second = (rendered(compare_files(old, new), Format.JSON, SV) for _ in range(2))
    assert first == second
    assert json.loads(first)["changes"]


def test_one_change_is_one_line_and_letters_are_letters() -> None:
    lines = dump(to_json(compared(), SV)).splitlines()
    assert sum(1 for line in lines if line.lstrip().startswith('{"id"')) == len(compared().changes)
    assert any("Önskvärt läge" in line or "utsläppen" in line for line in lines)


def test_what_is_ignored_is_said() -> None:
    value = read_back(to_json(compared(ignored=frozenset({Noise.WHITESPACE, Noise.CASE})), SV))
    hold(value)
    assert value["ignored"] == ["case", "whitespace"]


def test_two_texts_without_headings_or_changes() -> None:
    same = document("Bara text.")
    value = read_back(to_json(compared(same, same), SV))
    hold(value)
    assert value["changes"] == []
    assert (value["chapters"][0]["title"], value["old"]["has_headings"]) == ("", False)


def test_an_outline_in_json() -> None:
    text = document("Före.", *OLD)
    value = read_back(outline_to_json(text, outline_of(text, RUS), SV, profile="rus", view="final"))
    OUTLINE_SCHEMA.validate(value)
    assert [chapter["title"] for chapter in value["chapters"]] == ["", "Energi", "Borta", "Kultur"]
    assert [section["role"] for section in value["chapters"][1]["sections"]] == [
        "desired_state",
        "strategic_directions",
    ]
    bounds = [(chapter["first_block"], chapter["last_block"]) for chapter in value["chapters"]]
    assert bounds[0] == (0, 1)
    assert all(before[1] == after[0] for before, after in itertools.pairwise(bounds))


LINE = st.one_of(
    st.text(st.sampled_from("ab å\ufffc\t\u2028\U0001f600"), max_size=12),
    st.sampled_from(["# Ett", "# Två", "## Önskvärt läge", "* punkt", "|a|b|", "x {pic:1:bild} y", "z{fn:not}"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(LINE, max_size=8), st.lists(LINE, max_size=8))
def test_any_two_documents_give_json_that_holds(old: list[str], new: list[str]) -> None:
    hold(read_back(to_json(compared(document(*old), document(*new)), SV)))


def word_pairs() -> list[tuple[Path, Path]]:
    """Pairs of real files: the project's example, and those of a corpus where there is one."""
    examples = sorted(resource("examples").glob("*.docx"))
    found = [(examples[0], examples[-1])]
    folder = corpus()
    if folder is not None:
        for line in (folder / "pairs.tsv").read_text(encoding="utf-8").splitlines()[1:]:
            _, old, new, *_ = line.split("\t")
            found.append((folder / "pairs" / old, folder / "pairs" / new))
    return found


@pytest.mark.parametrize("pair", word_pairs(), ids=lambda pair: f"{pair[0].name}:{pair[1].name}")
def test_real_files_give_json_that_holds(pair: tuple[Path, Path]) -> None:
    hold(json.loads(rendered(compare_files(*pair), Format.JSON, SV)))
