"""What should be known about a redline, as sentences: where not every change could be told word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rus_editor.model.wording import Wording
from rus_editor.usecases.redlining import Redlined, Untracked

_MOST_TOLD = 20


def told_of_redline(redlined: Redlined, wording: Wording) -> Iterator[str]:
    """One sentence for each thing worth knowing; particulars of the one before begin with two spaces."""
    if redlined.fallbacks:
        yield wording.number_of("cli.redline.fallbacks", redlined.fallbacks)
    if redlined.whole_stories:
        yield wording.number_of("cli.redline.whole_stories", len(redlined.whole_stories))
    if redlined.untracked:
        yield from _told_of_untracked(redlined.untracked, wording)
    if not redlined.holds:
        yield wording.say("cli.redline.does_not_hold")


def _told_of_untracked(untracked: Sequence[Untracked], wording: Wording) -> Iterator[str]:
    """What no tracked change can tell of: what it is and where, the sections of one header on one line."""
    sections: dict[tuple[str, str, str, str], list[int]] = {}
    for one in untracked:
        sections.setdefault((one.kind.value, one.story, one.pages, one.quote), []).append(one.section + 1)
    yield wording.number_of("cli.redline.untracked", len(sections))
    for index, ((kind, story, pages, quote), found) in enumerate(sections.items()):
        if index == _MOST_TOLD:
            yield wording.number_of("cli.redline.more_untracked", len(sections) - index)
            break
        facts = {"number": found[0], "sections": _in_short(found)}
        if pages:
            place = wording.say(f"cli.redline.place.{story}.{pages}", **facts)
        else:
            place = wording.say(f"cli.redline.place.{story}", **facts)
        key = "cli.redline.untracked_kind"
        told = wording.say(f"{key}.{kind}", quote=quote) if quote or kind != "other" else wording.say(f"{key}.unsaid")
        yield f"  {place}: {told}"


def _in_short(numbers: Sequence[int]) -> str:
    """Whole numbers in order, those that follow on one another as a range: ``1, 3–5``."""
    ranges: list[list[int]] = []
    for number in sorted(set(numbers)):
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in ranges)
