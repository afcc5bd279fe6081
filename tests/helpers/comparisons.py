"""Comparisons made by hand, for tests of what is said about them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rus_editor.model.comparison import (
    BlockPair,
    Change,
    ChangeKind,
    ChapterPair,
    ComparedVersion,
    Comparison,
    FormatChange,
    Noise,
    Place,
    Segment,
    SegmentKind,
    Side,
    Subject,
)
from rus_editor.model.document import BlockId, StoryId, StoryKind
from rus_editor.model.profile import Profile, RolePatterns, SectionRole

PROFILE = Profile(
    name="rus",
    titles=(("sv", "Regional utvecklingsstrategi"), ("en", "Regional development strategy")),
    roles=(
        RolePatterns(SectionRole.CURRENT_STATE, (("sv", "Nuläge och utmaningar"), ("en", "Current state")), ()),
        RolePatterns(SectionRole.DESIRED_STATE, (("sv", "Önskvärt läge"), ("en", "Desired state")), ()),
        RolePatterns(
            SectionRole.STRATEGIC_DIRECTIONS, (("sv", "Strategiska inriktningar"), ("en", "Strategic directions")), ()
        ),
        RolePatterns(SectionRole.TARGETS, (("sv", "Effektmål"), ("en", "Targets")), ()),
    ),
)

_HEADINGS = {
    SectionRole.CURRENT_STATE: "Nuläge och utmaningar",
    SectionRole.DESIRED_STATE: "Önskvärt läge",
    SectionRole.STRATEGIC_DIRECTIONS: "Strategiska inriktningar",
    SectionRole.TARGETS: "Effektmål",
}


def segments_between(old: str, new: str) -> tuple[Segment, ...]:
    """Word-level segments; put together they give both texts exactly."""
    if old == new:
        return (Segment(SegmentKind.EQUAL, old),) if old else ()
    olds, news = re.findall(r"\s+|[^\s]+", old), re.findall(r"\s+|[^\s]+", new)
    found: list[Segment] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Segment(SegmentKind.EQUAL, "".join(olds[a:b])))
            continue
        if b > a:
            found.append(Segment(SegmentKind.DELETED, "".join(olds[a:b])))
        if d > c:
            found.append(Segment(SegmentKind.INSERTED, "".join(news[c:d])))
    return tuple(found)


@dataclass
class ComparisonBuilder:
    """Collects chapters and changes, then gives the comparison."""

    old_name: str = "strategi_2018.docx"
    new_name: str = "strategi_2021.docx"
    title: str = "Regional utvecklingsstrategi 2022–2030"
    old_tracked: bool = False
    new_tracked: bool = False
    has_headings: bool = True
    ignored: frozenset[Noise] = frozenset()
    chapters: list[ChapterPair] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    pairs: list[BlockPair] = field(default_factory=list)

    def chapter(
        self, title: str, *, number: str = "", old_title: str | None = None, is_new: bool = False, is_gone: bool = False
    ) -> None:
        """Start a chapter."""
        index = len(self.chapters)
        self.chapters.append(
            ChapterPair(
                old=None if is_new else index,
                new=None if is_gone else index,
                old_title=None if is_new else (title if old_title is None else old_title),
                new_title=None if is_gone else title,
                number=number,
            )
        )

    def place(
        self,
        role: SectionRole | None = None,
        heading: str | None = None,
        *,
        chapter: int | None = None,
        story: StoryKind = StoryKind.BODY,
        label: str = "",
        cell: tuple[int | None, int | None, int | None] = (None, None, None),
    ) -> Place:
        """A place in the newest chapter."""
        position = len(self.changes) + 1
        return Place(
            story=StoryId("body" if story is StoryKind.BODY else f"{story.value}/1"),
            story_kind=story,
            blocks=(BlockId(f"body/{position}"),),
            position=position,
            chapter=len(self.chapters) - 1 if chapter is None else chapter,
            heading=heading if heading is not None else (_HEADINGS[role] if role else ""),
            role=role,
            label=label,
            table=cell[0],
            row=cell[1],
            column=cell[2],
        )

    def change(
        self,
        kind: ChangeKind,
        subject: Subject = Subject.PARAGRAPH,
        old: str | None = None,
        new: str | None = None,
        *,
        role: SectionRole | None = None,
        place: Place | None = None,
        old_place: Place | None = None,
        segments: Sequence[Segment] | None = None,
        formats: Iterable[FormatChange] = (),
        edited: bool = False,
        noise: Noise | None = None,
        author: str | None = None,
        date: str | None = None,
        group: str | None = None,
        detail: str = "",
    ) -> Change:
        """Add a change to the newest chapter; its segments are found if not given."""
        here = place or self.place(role)
        change = Change(
            id=f"{len(self.changes):06x}",
            kind=kind,
            subject=subject,
            chapter=len(self.chapters) - 1,
            role=role,
            old=None if old is None else Side(old_place or here, old),
            new=None if new is None else Side(here, new),
            segments=tuple(segments) if segments is not None else segments_between(old or "", new or ""),
            formats=tuple(formats),
            edited=edited,
            noise=noise,
            author=author,
            date=date,
            group=group,
            detail=detail,
        )
        self.changes.append(change)
        return change

    def inserted(self, text: str, subject: Subject = Subject.PARAGRAPH, role: SectionRole | None = None) -> Change:
        """Add something new."""
        return self.change(ChangeKind.INSERTED, subject, None, text, role=role)

    def deleted(self, text: str, subject: Subject = Subject.PARAGRAPH, role: SectionRole | None = None) -> Change:
        """Take something away."""
        return self.change(ChangeKind.DELETED, subject, text, None, role=role)

    def replaced(
        self, old: str, new: str, subject: Subject = Subject.PARAGRAPH, role: SectionRole | None = None
    ) -> Change:
        """Word something otherwise."""
        return self.change(ChangeKind.REPLACED, subject, old, new, role=role)

    def done(self) -> Comparison:
        """The comparison."""
        return Comparison(
            old=self._version(self.old_name, "a", tracked=self.old_tracked, words=38_950, paragraphs=1_502),
            new=self._version(self.new_name, "b", tracked=self.new_tracked, words=40_120, paragraphs=1_557),
            profile="rus",
            chapters=tuple(self.chapters),
            pairs=tuple(self.pairs),
            changes=tuple(self.changes),
            ignored=self.ignored,
        )

    def _version(self, name: str, digit: str, *, tracked: bool, words: int, paragraphs: int) -> ComparedVersion:
        return ComparedVersion(
            name=name,
            digest=f"{digit}1b2c3d4e5f6" + digit * 52,
            view="final",
            title=self.title,
            words=words,
            paragraphs=paragraphs,
            has_revisions=tracked,
            has_headings=self.has_headings,
        )


LONG = (
    "Regionen har under lång tid haft en stark tradition av samverkan mellan kommuner, näringsliv, akademi och det "
    "civila samhället. Den traditionen är en tillgång när länet ställer om. Samtidigt visar uppföljningen att "
    "skillnaderna mellan kommunerna har ökat, och att den som bor långt från en större ort har svårare att nå både "
    "arbete, utbildning och vård. Det kräver att insatserna prioriteras gemensamt."
)


def rich() -> Comparison:
    """A comparison with a change of every kind, in the manner of a regional development strategy."""
    made = ComparisonBuilder(new_tracked=True)
    made.chapter("")
    made.replaced("Regional utvecklingsstrategi 2018–2030", "Regional utvecklingsstrategi 2022–2030")
    made.chapter("Vår gemensamma vägvisare mot en hållbar framtid", number="1", old_title="Vår gemensamma vägvisare")
    made.change(
        ChangeKind.REPLACED,
        Subject.CHAPTER,
        "Vår gemensamma vägvisare",
        "Vår gemensamma vägvisare mot en hållbar framtid",
    )
    made.replaced(LONG, LONG.replace("ställer om", "ställer om till ett fossilfritt samhälle"))
    made.chapter("Barns och ungas utbildning", number="2")
    role = SectionRole.CURRENT_STATE
    made.change(
        ChangeKind.REPLACED,
        Subject.PARAGRAPH,
        "Skolresultaten i länet är lägre än i riket. Elevernas egna val har stor betydelse.",
        "Skolresultaten i länet varierar. Föräldrarnas utbildningsnivå har stor betydelse.",
        role=role,
        author="Skribent 2",
        date="2021-05-12T09:30:00Z",
    )
    made.inserted("Digitaliseringen förändrar både vad som behöver läras och hur lärandet går till.", role=role)
    made.deleted("Individens eget ansvar för sitt lärande är avgörande.", role=role)
    made.change(
        ChangeKind.SPLIT,
        Subject.PARAGRAPH,
        "Vården är nära. Skolan är nära.",
        "Vården är nära.\nSkolan är nära.",
        role=role,
        segments=(
            Segment(SegmentKind.EQUAL, "Vården är nära."),
            Segment(SegmentKind.DELETED, " "),
            Segment(SegmentKind.INSERTED, "\n"),
            Segment(SegmentKind.EQUAL, "Skolan är nära."),
        ),
    )
    made.change(
        ChangeKind.JOINED,
        Subject.PARAGRAPH,
        "Bussen går ofta.\nTåget går sällan.",
        "Bussen går ofta. Tåget går sällan.",
        role=role,
        segments=(
            Segment(SegmentKind.EQUAL, "Bussen går ofta."),
            Segment(SegmentKind.DELETED, "\n"),
            Segment(SegmentKind.INSERTED, " "),
            Segment(SegmentKind.EQUAL, "Tåget går sällan."),
        ),
    )
    role = SectionRole.DESIRED_STATE
    made.replaced(
        "Bättre skolresultat och fler medvetna val", "En kunskapsregion genom stark samverkan", Subject.LIST_ITEM, role
    )
    made.inserted("Nya former av lärande", Subject.LIST_ITEM, role)
    role = SectionRole.STRATEGIC_DIRECTIONS
    made.replaced(
        "Höj måluppfyllelsen i grund- och gymnasieskolan.",
        "Stärk samverkan mellan olika samhällsaktörer för att barn och unga ska få bra förutsättningar.",
        Subject.LIST_ITEM,
        role,
    )
    made.deleted("Inför gemensamma lärplattformar i länets kommuner.", Subject.LIST_ITEM, role)
    made.change(
        ChangeKind.MOVED,
        Subject.LIST_ITEM,
        "Utsatta grupper behöver särskilt stöd.",
        "Utsatta grupper behöver särskilt stöd tidigt.",
        role=role,
        old_place=made.place(SectionRole.CURRENT_STATE),
        edited=True,
    )
    role = SectionRole.TARGETS
    made.change(
        ChangeKind.REPLACED,
        Subject.CELL,
        "öka",
        "öka mer än riket",
        role=role,
        place=made.place(role, cell=(2, 3, 4)),
    )
    made.change(
        ChangeKind.INSERTED,
        Subject.ROW,
        None,
        "Andel med gymnasieexamen\t71 %\t85 %",
        role=role,
        place=made.place(role, cell=(2, 5, None)),
    )
    made.chapter("Energi, livsmedel och vatten", number="3", is_new=True)
    made.inserted("Energi, livsmedel och vatten", Subject.CHAPTER)
    made.inserted("Trygg försörjning", Subject.HEADING)
    for text in ("Trygg energi", "Elnätet i länet är fullt utbyggt.", "Livsmedel produceras nära."):
        subject = Subject.HEADING if text == "Trygg energi" else Subject.PARAGRAPH
        made.change(ChangeKind.MOVED, subject, text, text, group="m1", old_place=made.place(heading="Natur", chapter=1))
    made.change(
        ChangeKind.FORMATTED,
        Subject.PARAGRAPH,
        "Hållbarhet är grunden.",
        "Hållbarhet är grunden.",
        formats=(FormatChange("bold", "", "on", "Hållbarhet"), FormatChange("style", "Normal", "Citat")),
    )
    made.change(
        ChangeKind.REPLACED,
        Subject.PICTURE,
        "\ufffc",
        "\ufffc",
        segments=(
            Segment(SegmentKind.DELETED, "\ufffc"),
            Segment(SegmentKind.INSERTED, "\ufffc"),
        ),
        detail="Karta över länet",
    )
    made.change(
        ChangeKind.REPLACED,
        Subject.FOOTNOTE,
        "Källa: SCB 2017.",
        "Källa: SCB 2020.",
        place=made.place(story=StoryKind.FOOTNOTE, label="4", heading="Trygg försörjning"),
    )
    made.chapter("Besöksnäring", number="4")
    made.change(ChangeKind.REPLACED, Subject.PARAGRAPH, "hållbar  tillväxt", "hållbar tillväxt", noise=Noise.WHITESPACE)
    made.change(
        ChangeKind.FORMATTED,
        Subject.LIST_ITEM,
        "Stärk besöksmålen",
        "Stärk besöksmålen",
        noise=Noise.FORMATTING,
        formats=(FormatChange("size", "11 pt", "10.5 pt"),),
    )
    made.chapter("Äldre mål", number="5", is_gone=True)
    made.deleted("Äldre mål", Subject.CHAPTER)
    made.chapter("Genomförande", number="6")
    return made.done()
