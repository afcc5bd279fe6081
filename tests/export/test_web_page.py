"""The web page in a browser: no barriers, no requests, every journey by keyboard, and readable without its script."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pytest
from playwright.sync_api import Browser

from rus_editor.config import load_wording
from rus_editor.export.html import write_html
from rus_editor.insight.overview import summarise
from rus_editor.model.comparison import Change, ChangeKind, Subject
from rus_editor.model.document import BlockId, StoryId, StoryKind
from rus_editor.model.profile import SectionRole
from rus_editor.model.project import Anchor, Annotation, Significance, Verdict
from rus_editor.model.review import ReviewRow
from rus_editor.model.summary import TargetTable, ThemeRow
from rus_editor.usecases.composing import Front, compose
from rus_editor.usecases.material import material_of_files
from rus_editor.usecases.reviewing import rows_of
from tests.helpers.browser import Look, a_browser, shown
from tests.helpers.checkout import ROOT
from tests.helpers.comparisons import LONG, PROFILE, ComparisonBuilder
from tests.helpers.corpus import corpus
from tests.helpers.review_rows import RowMaker

SV = load_wording("sv")
EXAMPLES = ROOT / "resources" / "examples"
ANCHOR = Anchor(StoryId("body"), BlockId("body/1"), 0, "")
HOSTILE = (
    "</script><script>document.title='hacked'</script>",
    "<img src=x onerror=\"document.title='hacked'\">",
    "</style><style>main{display:none}</style>",
    "\"onfocus=\"document.title='hacked'\" autofocus='",
    "javascript:document.title='hacked'",
    "\u2028alert(1)//\u2029 \u202edlrow\u202c \u2067x\u2069",
    "--><!--<a href='http://exempel.invalid/'>",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with a_browser() as found:
        yield found


def said_of(changes: tuple[Change, ...]) -> Mapping[str, Annotation]:
    """Every third change is said something of."""
    made = {}
    for at, change in enumerate(changes[::3]):
        made[change.id] = Annotation(
            f"a{at}",
            ANCHOR,
            Significance.KEY if at % 2 else Significance.MINOR,
            Verdict.APPROVED if at % 3 else None,
            "Många behöver samverka." if at % 2 else "",
            "Räcker underlaget?" if at % 5 == 0 else "",
            ("Underlagsrapporten s. 23",) if at % 4 == 0 else (),
            ("Samverkan",),
        )
    return MappingProxyType(made)


@cache
def of_files(old: Path, new: Path) -> str:
    material = material_of_files(old, new)
    comparison = material.analysis.comparison
    rows = rows_of(comparison, material.old_document, material.new_document, material.profile).rows
    front = Front(dnr="21RS0000", date="2021-06-10")
    return write_html(compose(material.analysis, "sv", front, said=said_of(comparison.changes)), SV, rows)


def example() -> str:
    return of_files(EXAMPLES / "almland_2019.docx", EXAMPLES / "almland_2026_remiss.docx")


def small_pair() -> str:
    folder = corpus()
    if folder is None:
        pytest.skip("no corpus")
    rus = folder.parent / "rus"
    return of_files(rus / "rus_2018.docx", rus / "rus_2021_remiss.docx")


@cache
def odd() -> str:
    """Emoji, words from right to left, a long table, endless words, empty chapters, and text that wants to be more."""
    made = ComparisonBuilder(title=HOSTILE[0], old_name=HOSTILE[1], new_name="x" * 400)
    made.chapter("")
    made.replaced("Sol ☀️ och 👩‍👩‍👧‍👦", "Måne 🌒 och 🏳️‍🌈", Subject.LIST_ITEM, SectionRole.DESIRED_STATE)
    made.chapter("فصل عربي", number="٢")
    made.replaced("مرحبا بالعالم (1)", "مرحبا بكم (2)", role=SectionRole.TARGETS)
    made.chapter("Tomt kapitel")
    made.chapter(HOSTILE[3], old_title=HOSTILE[2])
    for text in HOSTILE:
        place = made.place(SectionRole.DESIRED_STATE, text, label=text)
        made.change(ChangeKind.REPLACED, old=text, new=f"{text} och mer", place=place, author=text, detail=text)
    made.chapter("Ord" * 120)
    made.inserted("Kommunalförbundsordförandekandidat" * 20)
    for at in range(60):
        made.inserted(f"{at}\t" + "cell\t" * 9, Subject.ROW)
    comparison = made.done()
    rows: list[ReviewRow] = [replace(row, chapter=3) for row in (*hostile_rows(comparison.changes), *moved_rows())]
    summary = replace(
        summarise(comparison, PROFILE, organisation=HOSTILE[0], date="2021-06-10"),
        said={
            change.id: Annotation("a", ANCHOR, Significance.KEY, None, text, text, (text,), (text,))
            for change, text in zip(comparison.changes[2:], HOSTILE, strict=False)
        },
        themes=(ThemeRow(HOSTILE[1], ((1, 0), (0, 0), (0, 0), (3, 900), (0, 1))),),
        targets=(TargetTable(tuple(HOSTILE), False, (frozenset(),) * 5, (frozenset(HOSTILE[:3]),) * 5),),
        dnr=HOSTILE[4],
    )
    return write_html(summary, SV, rows)


def hostile_rows(changes: tuple[Change, ...]) -> list[ReviewRow]:
    rows = RowMaker()
    for change, text in zip(changes[2:], HOSTILE, strict=False):
        rows.replaced(f"{text}[-{text}-][+{text}+]", changes=(change.id,))
        rows.same(text, label=text)
    return rows.made


def moved_rows() -> list[ReviewRow]:
    """A move past unchanged rows; where its ends are is counted from the rows before."""
    before = 2 * len(HOSTILE)
    rows = RowMaker()
    rows.moved("Utsatta grupper behöver stöd", "Nuläge", HOSTILE[1], [LONG] * 8)
    return [row if row.partner is None else replace(row, partner=row.partner + before) for row in rows.made]


PAGES: Mapping[str, Callable[[], str]] = {"example": example, "small_pair": small_pair, "odd": odd}
LOOKS = {"wide_light": Look(), "narrow_dark": Look(320, 700, "dark")}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing_and_one_never_scrolls_sideways(
    browser: Browser, tmp_path: Path, page: str, look: str
) -> None:
    with shown(browser, PAGES[page](), tmp_path, look=LOOKS[look]) as opened:
        assert opened.barriers() == []
        assert not opened.is_too_wide()
        assert opened.page.title() != "hacked"


@pytest.mark.parametrize("page", ["small_pair", "odd"])
def test_axe_finds_nothing_with_everything_unfolded_and_every_filter_in_use(
    browser: Browser, tmp_path: Path, page: str
) -> None:
    with shown(browser, PAGES[page](), tmp_path, look=Look(scheme="dark")) as opened:
        opened.page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
        assert opened.barriers() == []
        opened.page.locator(".help").evaluate("part => part.open = false")
        opened.page.locator("[data-kind=replaced]").click()
        opened.page.locator("[data-filter=why]").check()
        opened.page.locator("[data-filter=significance]").select_option(index=1)
        opened.page.locator("[data-filter=chapter]").select_option(index=1)
        opened.page.locator("[data-filter=text]").fill("e")
        opened.until("document.querySelector('.clear').hidden === false")
        assert opened.barriers() == []
        opened.page.locator(".clear").click()
        assert opened.page.locator("[role=status]").inner_text() == ""


def test_what_is_chosen_is_what_shows(browser: Browser, tmp_path: Path) -> None:
    with shown(browser, example(), tmp_path) as opened:
        page = opened.page
        status = page.locator("[role=status]")
        every = page.locator(".list .change[data-kinds]").count()

        page.locator("[data-kind=moved]").click()
        moved = page.locator(".list .change[data-kinds~=moved]").count()
        assert 0 < moved < every
        assert opened.seen(".list .change[data-kinds]") == moved
        # The texts show the same changes and nothing else.
        anchors = page.evaluate(
            "[...document.querySelectorAll('.pair')].filter(row => row.checkVisibility()).map(row => row.dataset.e)"
        )
        assert anchors
        for anchor in " ".join(anchors).split():
            kinds = page.evaluate(f"document.getElementById('{anchor}').closest('[data-kinds]').dataset.kinds")
            assert "moved" in kinds.split()

        page.locator("[data-kind='']").click()
        page.locator("[data-filter=why]").check()
        opened.until("document.querySelector('[role=status]').textContent !== ''")
        assert opened.seen(".list .change[data-kinds]") == page.locator(".list .change[data-why]").count() > 0
        page.locator("[data-filter=why]").uncheck()

        page.locator("[data-filter=chapter]").select_option("kapitel-4")
        opened.until("document.querySelector('.changes[data-chapter=kapitel-3]').hidden")
        visible = page.evaluate(
            "[...document.querySelectorAll('.changes, .stretch')].filter(part => !part.hidden)"
            ".map(part => part.dataset.chapter)"
        )
        assert set(visible) == {"kapitel-4"}

        page.locator("[data-filter=text]").fill("finns inte i någon ändring")
        opened.until("!document.querySelector('.list > .nothing').hidden")
        assert status.inner_text() == "0 ändringar visas."
        page.locator(".clear").click()
        assert opened.seen(".list .change[data-kinds]") == every


def test_one_searches_in_the_whole_paragraph_whatever_the_case(browser: Browser, tmp_path: Path) -> None:
    with shown(browser, odd(), tmp_path) as opened:
        opened.page.locator("[data-filter=text]").fill("SOL ☀️")
        opened.until("document.querySelector('[role=status]').textContent === '1 ändring visas.'")
        assert opened.seen(".list .change[data-kinds]") == 1


def test_the_whole_journey_needs_no_mouse(browser: Browser, tmp_path: Path) -> None:
    with shown(browser, example(), tmp_path) as opened:
        keys = opened.page.keyboard
        keys.press("Tab")
        assert opened.page.locator(".skip").is_visible()
        keys.press("Enter")
        assert opened.focused() == "innehall"

        keys.press("n")
        first = opened.focused()
        assert first.startswith(("andring-", "grupp-"))
        assert opened.page.locator("[role=status]").inner_text().startswith("1 av ")
        keys.press("F8")
        second = opened.focused()
        keys.press("n")
        assert len({first, second, opened.focused()}) == 3
        keys.press("p")
        assert opened.focused() == second
        keys.press("Shift+F8")
        assert opened.focused() == first
        keys.press("p")
        assert opened.focused() == first

        keys.press("f")
        keys.type("pn")
        assert opened.page.locator("[data-filter=text]").input_value() == "pn"
        keys.press("Escape")
        assert opened.page.locator("[data-filter=text]").input_value() == ""
        for _ in range(40):
            keys.press("Shift+Tab")
            if opened.page.evaluate("document.activeElement.dataset.kind") == "deleted":
                break
        keys.press("Space")
        assert opened.page.locator("[data-kind=deleted]").get_attribute("aria-pressed") == "true"
        keys.press("n")
        assert "deleted" in opened.page.evaluate("document.activeElement.dataset.kinds").split()


def test_whoever_talks_to_the_computer_turns_the_letters_off(browser: Browser, tmp_path: Path) -> None:
    with shown(browser, odd(), tmp_path) as opened:
        opened.page.locator(".help > summary").press("Enter")
        opened.page.locator("[data-letters]").press("Space")
        opened.page.keyboard.press("n")
        assert opened.page.evaluate("document.activeElement.matches('[data-letters]')")
        opened.page.keyboard.press("F8")
        assert opened.focused().startswith("andring-")


def test_in_the_texts_one_goes_from_row_to_row_and_along_moves(browser: Browser, tmp_path: Path) -> None:
    with shown(browser, odd(), tmp_path, anchor="texterna") as opened:
        keys = opened.page.keyboard
        keys.press("n")
        assert opened.focused() == "rad-1"
        keys.press("n")
        assert opened.focused() == "rad-3"
        away = opened.page.locator(".r-moved_away .jump a")
        assert "<img src=x" in away.inner_text()
        away.press("Enter")
        opened.until("document.activeElement.matches('.r-moved_here')")
        assert opened.focused() == str(away.get_attribute("href")).removeprefix("#")
        opened.page.locator(".r-moved_here .jump a").press("Enter")
        opened.until("document.activeElement.matches('.r-moved_away')")


def test_whoever_scrolls_goes_on_from_what_is_in_sight(browser: Browser, tmp_path: Path) -> None:
    with shown(browser, example(), tmp_path) as opened:
        page = opened.page
        page.keyboard.press("n")
        assert opened.focused() == page.locator(".list .change[data-kinds]").first.get_attribute("id")
        page.mouse.move(700, 600)
        page.mouse.wheel(0, 6000)
        opened.until("document.querySelectorAll('.list .change[data-kinds]')[8].getBoundingClientRect().bottom < 0")
        page.keyboard.press("n")
        ids = page.evaluate("[...document.querySelectorAll('.list .change[data-kinds]')].map(change => change.id)")
        assert ids.index(opened.focused()) > 5
        page.keyboard.press("End")
        opened.until("document.querySelector('.texts').getBoundingClientRect().top < 0")
        page.keyboard.press("p")
        assert opened.focused().startswith("rad-")


def test_points_and_numbers_lead_to_what_they_speak_of_even_when_it_is_filtered_away(
    browser: Browser, tmp_path: Path
) -> None:
    with shown(browser, example(), tmp_path) as opened:
        page = opened.page
        evidence = page.locator(".evidence").first
        evidence.locator("summary").press("Enter")
        link = evidence.locator("a").first
        target = str(link.get_attribute("href")).removeprefix("#")
        page.locator("[data-kind=joined]").click()
        assert not page.locator(f"#{target}").is_visible()
        link.press("Enter")
        opened.until(f"document.activeElement.id === '{target}'")
        assert page.locator(f"#{target}").is_visible()
        page.locator(f"#{target} .way").press("Enter")
        opened.until("document.activeElement.matches('.pair')")
        row = page.locator(":focus")
        assert target in str(row.get_attribute("data-e")).split()
        row.locator(".gutter a").first.press("Enter")
        opened.until(f"document.activeElement.id === '{target}'")


def test_it_reads_without_its_script(browser: Browser, tmp_path: Path) -> None:
    with shown(browser, example(), tmp_path, has_script=False) as opened:
        page = opened.page
        assert not page.locator(".filter").is_visible()
        assert page.locator(".list .change[data-kinds]").last.is_visible()
        fold = page.locator(".fold").first
        assert not fold.locator(".pair").first.is_visible()
        fold.locator("summary").click()
        assert fold.locator(".pair").first.is_visible()


def test_nothing_from_a_document_becomes_more_than_text(browser: Browser, tmp_path: Path) -> None:
    with shown(browser, odd(), tmp_path) as opened:
        page = opened.page
        assert page.locator("main").is_visible()
        assert page.locator("script").count() == page.locator("style").count() == 1
        assert page.locator("img, iframe, [onerror], [onfocus], [autofocus], [src], body [style]").count() == 0
        addresses = page.evaluate("[...document.querySelectorAll('[href]')].map(link => link.getAttribute('href'))")
        assert all(address.startswith("#") for address in addresses)
        found = page.evaluate(
            "[...document.querySelectorAll('[href]')].every(link => document.querySelector(link.hash))"
        )
        assert found
        # What is written is what is read, in its own direction.
        assert HOSTILE[0] in str(page.locator("#rad-1 .block").first.text_content())
        apart = page.evaluate(
            "[...document.querySelectorAll('.text')].every(text => getComputedStyle(text).unicodeBidi === 'isolate')"
        )
        assert apart


def test_on_paper_the_tools_are_gone_and_the_marks_stay(browser: Browser, tmp_path: Path) -> None:
    with shown(browser, odd(), tmp_path, look=Look(scheme="dark")) as opened:
        page = opened.page
        page.emulate_media(media="print")
        assert not page.locator(".filter").is_visible()
        assert not page.locator("nav").is_visible()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        mark = page.locator("#rad-1 ins").first
        assert "underline" in mark.evaluate("mark => getComputedStyle(mark).textDecorationLine")
        assert page.pdf()[:5] == b"%PDF-"


def test_the_same_input_gives_the_same_bytes() -> None:
    before = odd()
    odd.cache_clear()
    assert odd() == before


def test_only_a_chapter_that_is_told_of_has_its_text_here() -> None:
    made = ComparisonBuilder()
    made.chapter("Ett")
    made.replaced("gammalt", "nytt")
    rows = RowMaker()
    rows.replaced("Vi ska [-snart-][+aldrig+] sluta.")
    elsewhere = replace(rows.made[0], chapter=7)
    page = write_html(summarise(made.done(), PROFILE), SV, (elsewhere,))
    assert "aldrig" not in page
    assert "texterna" not in page


def test_headers_stand_last_under_their_own_heading() -> None:
    made = ComparisonBuilder()
    made.chapter("Ett")
    made.replaced("gammalt", "nytt")
    rows = RowMaker()
    body, head = rows.replaced("a[-b-]"), replace(rows.replaced("c[+d+]"), story_kind=StoryKind.HEADER)
    page = write_html(summarise(made.done(), PROFILE), SV, (body, head))
    assert page.index('id="rad-1"') < page.index("Sidhuvuden och sidfötter") < page.index('id="rad-2"')


def test_progress_is_told_and_may_be_called_off() -> None:
    made = ComparisonBuilder()
    made.chapter("Ett")
    made.replaced("gammalt", "nytt")
    rows = RowMaker()
    rows.same("a")
    heard: list[float] = []
    write_html(summarise(made.done(), PROFILE), SV, rows.made, heard.append)
    assert heard[0] == 0
    assert heard == sorted(heard)
    assert heard[-1] == 1

    def stop(done: float) -> None:
        if done > 0:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        write_html(summarise(made.done(), PROFILE), SV, rows.made, stop)
