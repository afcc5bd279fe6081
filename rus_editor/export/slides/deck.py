"""A summary as a presentation: its slides in order, and its bytes."""

from __future__ import annotations

import io
import uuid
from datetime import datetime

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck

from rus_editor.export.fixed_zip import with_fixed_dates
from rus_editor.export.report import Report
from rus_editor.export.signs import one_line
from rus_editor.export.slides.drawing import Drawer
from rus_editor.export.slides.ground import open_ground, unusable
from rus_editor.export.slides.plan import Planner
from rus_editor.export.tick import Tick, unheard
from rus_editor.export.writing import report_of
from rus_editor.model.summary import Summary
from rus_editor.model.wording import Wording

_DAY = datetime(2000, 1, 1)  # noqa: DTZ001 - a zip's and an Office file's dates have no zone
_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
"""The extension that holds a presentation's sections ([MS-PPTX] 2.2.3.1)."""
_P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
_LONGEST = 250


def write_slides(summary: Summary, wording: Wording, template: bytes | None = None, tick: Tick = unheard) -> bytes:
    """The bytes of a .pptx file. The same summary, wording and template give the same bytes.

    ``template`` is a .pptx or .potx whose layouts are used and whose slides are left out; its size and the like have
    been held to limits before. Raises KnownError TEMPLATE_UNUSABLE, its ``name`` empty.
    """
    return slides_of(report_of(summary, wording), wording, template, tick)


def slides_of(report: Report, wording: Wording, template: bytes | None = None, tick: Tick = unheard) -> bytes:
    """The same of a report that has been put into words already."""
    ground = open_ground(template)
    tick(0.1)
    planned = list(Planner(report, wording, ground.room).slides())
    tick(0.2)
    drawer = Drawer(ground, wording, " · ".join(text for text in (one_line(report.organisation), report.date) if text))
    parts: dict[str, list[int]] = {}
    for number, slide in enumerate(planned, 1):
        with unusable(template):
            parts.setdefault(slide.part, []).append(drawer.draw(slide))
        tick(0.2 + 0.7 * number / len(planned))
    with unusable(template):
        _name_notes_master(ground.deck)
        _add_sections(ground.deck, parts)
        _properties(ground.deck, report)
        target = io.BytesIO()
        ground.deck.save(target)
        made = with_fixed_dates(target.getvalue())
    tick(0.95)
    return made


def _add_sections(deck: Deck, parts: dict[str, list[int]]) -> None:
    """A section for each part, so that a chapter is found at once among many slides."""
    root = deck.element
    listed = root.find(qn("p:extLst"))
    if listed is None:
        listed = parse_xml(f'<p:extLst xmlns:p="{root.nsmap["p"]}"/>')
        root.append(listed)
    extension = parse_xml(
        f'<p:ext xmlns:p="{root.nsmap["p"]}" xmlns:p14="{_P14}" uri="{_SECTIONS}"><p14:sectionLst/></p:ext>'
    )
    sections = extension[0]
    for number, (name, slides) in enumerate(parts.items()):
        made = parse_xml(f'<p14:section xmlns:p14="{_P14}"><p14:sldIdLst/></p14:section>')
        made.set("name", name[:_LONGEST] or "–")
        made.set("id", f"{{{str(uuid.uuid5(uuid.NAMESPACE_OID, f'{number} {name}')).upper()}}}")
        for slide in slides:
            one = parse_xml(f'<p14:sldId xmlns:p14="{_P14}"/>')
            one.set("id", str(slide))
            made[0].append(one)
        sections.append(made)
    listed.append(extension)


def _name_notes_master(deck: Deck) -> None:
    """Name the notes' master in the presentation, as ECMA-376 part 1, 19.2.1.20 has it; python-pptx does not."""
    root = deck.element
    if root.find(qn("p:notesMasterIdLst")) is not None:
        return
    for key, relationship in deck.part.rels.items():
        if relationship.reltype == RELATIONSHIP_TYPE.NOTES_MASTER:
            listed = parse_xml(f"<p:notesMasterIdLst {nsdecls('p', 'r')}><p:notesMasterId/></p:notesMasterIdLst>")
            listed[0].set(qn("r:id"), key)
            root.find(qn("p:sldMasterIdLst")).addnext(listed)
            return


def _properties(deck: Deck, report: Report) -> None:
    facts = deck.core_properties
    try:
        day = datetime.fromisoformat(report.date).replace(tzinfo=None)
    except ValueError:
        day = _DAY
    facts.title = one_line(report.title)[:_LONGEST]
    facts.author = facts.last_modified_by = one_line(report.organisation)[:_LONGEST]
    facts.subject = facts.keywords = facts.comments = facts.category = facts.content_status = ""
    facts.language = {"sv": "sv-SE", "en": "en-GB"}.get(report.language, report.language)
    facts.created = facts.modified = facts.last_printed = day
    facts.revision = 1
