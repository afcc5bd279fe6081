"""What is copied: selected text of one side, or whole rows with both; as plain text and as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from rus_editor.model.comparison import SegmentKind
from rus_editor.model.document import ATOM_CHARACTER
from rus_editor.model.review import ReviewRow, RowPart, RowSide
from rus_editor.ui.compare.row_painter import Stretch
from rus_editor.ui.compare.spots import TextRange, side_of

# A paste into Word or a mail has no theme: marks are as in the light one, and can be told without colour.
_MARKED = {SegmentKind.DELETED: ("del", "color:#b3261e"), SegmentKind.INSERTED: ("ins", "color:#146c2e")}


@dataclass(frozen=True, slots=True)
class Copied:
    """The same in two formats."""

    text: str
    html: str


def copied_text(rows: Sequence[ReviewRow], chosen: TextRange) -> Copied | None:
    """Selected text; None where nothing is selected."""
    if chosen.is_empty:
        return None
    plain: list[str] = []
    html: list[str] = []
    in_table = False
    indices = range(chosen.first.row, chosen.last.row + 1)
    for index in indices:
        row = rows[index]
        side = side_of(row, old=chosen.old)
        stretches = chosen.in_row(index, row)
        if side is None or not stretches:
            continue
        whole = len(indices) > 1 or len(stretches) > 1
        is_row = row.table is not None
        cells = [_text_of(side.parts[each.part], each, whole=whole) for each in stretches]
        marked = [_html_of(side.parts[each.part], each, whole=whole) for each in stretches]
        plain.append(("\t" if is_row else "\n").join(cells))
        if is_row != in_table:
            html.append('<table border="1" cellspacing="0">' if is_row else "</table>")
            in_table = is_row
        if is_row:
            html.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in marked) + "</tr>")
        else:
            tag = f"h{min(6, side.heading)}" if side.heading and whole else "p"
            html.extend(f"<{tag}>{cell}</{tag}>" for cell in marked)
    if in_table:
        html.append("</table>")
    return Copied("\n".join(plain), "".join(html))


def copied_rows(rows: Sequence[ReviewRow], chosen: Iterable[int], titles: tuple[str, str]) -> Copied | None:
    """Whole rows, both sides beside each other; None for no rows."""
    indices = sorted(chosen)
    if not indices:
        return None
    plain = ["\t".join(titles)]
    html = ['<table border="1" cellspacing="0"><tr>', *(f"<th>{escape(title)}</th>" for title in titles), "</tr>"]
    for index in indices:
        sides = [side_of(rows[index], old=old) for old in (True, False)]
        plain.append("\t".join(" ".join(_whole(side).split()) for side in sides))
        html.append("<tr>" + "".join(f"<td>{_whole_html(side)}</td>" for side in sides) + "</tr>")
    return Copied("\n".join(plain), "".join([*html, "</table>"]))


def _whole(side: RowSide | None) -> str:
    return "" if side is None else "\n".join(_text_of(part, _all_of(part), whole=True) for part in side.parts)


def _whole_html(side: RowSide | None) -> str:
    return "" if side is None else "<br>".join(_html_of(part, _all_of(part), whole=True) for part in side.parts)


def _all_of(part: RowPart) -> Stretch:
    return Stretch(old=True, part=0, start=0, end=len(part.text))


def _text_of(part: RowPart, stretch: Stretch, *, whole: bool) -> str:
    text = _readable(part.text[stretch.start : stretch.end])
    return f"{part.label} {text}" if part.label and whole and not stretch.start else text


def _html_of(part: RowPart, stretch: Stretch, *, whole: bool) -> str:
    found = [escape(f"{part.label} ")] if part.label and whole and not stretch.start else []
    at = 0
    for segment in part.segments:
        start, end = max(stretch.start, at), min(stretch.end, at + len(segment.text))
        if start < end:
            text = escape(_readable(segment.text[start - at : end - at])).replace("\n", "<br>")
            tag, style = _MARKED.get(segment.kind, ("", ""))
            found.append(f'<{tag} style="{style}">{text}</{tag}>' if tag else text)
        at += len(segment.text)
    return "".join(found)


def _readable(text: str) -> str:
    return text.replace(ATOM_CHARACTER, "")
