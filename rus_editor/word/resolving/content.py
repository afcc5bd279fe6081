"""Runs and what stands among them: marks around content, formulas, shells that come and go (17.13.5.4–15, 18–25)."""

from __future__ import annotations

from collections.abc import Iterable

from lxml.etree import _Element as Element

from rus_editor.word.names import (
    CONTENT_CONTROL,
    CONTROL_CONTENT,
    CUSTOM_XML,
    FORMULA,
    FORMULA_PARAGRAPH,
    RUN,
    RUN_PROPERTIES,
    TEXT,
    M,
    W,
    local_name,
)
from rus_editor.word.resolving.anchors import ANCHORS, Anchors, take, unwrap
from rus_editor.word.resolving.flow import BLOCKS, container_of, drop_empty_shells
from rus_editor.word.resolving.properties import without_emptiness
from rus_editor.word.resolving.verdict import CONTENT_MARKS, MOVE_RANGES, SHELL_RANGES, Verdict, gone_shell_ranges

_CONTROL_CHARACTER = M + "ctrlPr"
_NO_WRAPPER_IN = frozenset((RUN_PROPERTIES, W + "trPr", W + "numPr", W + "tcPr"))
_SMART_TAG = W + "smartTag"
_SHELLS = (CONTENT_CONTROL, CUSTOM_XML, _SMART_TAG)
_SHELL_PROPERTIES = frozenset((W + "customXmlPr", W + "smartTagPr"))
_GOES_WHEN_EMPTY = frozenset(
    (W + "hyperlink", W + "fldSimple", _SMART_TAG, CUSTOM_XML, W + "dir", W + "bdo", FORMULA, FORMULA_PARAGRAPH)
)
"""What is taken away with its content. Not a content control: in Word it outlives its text, and may be bound to it."""

_NOTHING = ANCHORS | _SHELL_PROPERTIES | {W + "fldData", W + "proofErr", M + "oMathParaPr", M + "ctrlPr"}
_ARGUMENTS = frozenset(M + name for name in ("e", "num", "den", "sup", "sub", "deg", "lim", "fName"))
_ARGUMENT_PROPERTIES = frozenset((M + "argPr", _CONTROL_CHARACTER))
_LIVE_NAMES = ((W + "delText", TEXT), (W + "delInstrText", W + "instrText"))


class ContentResolver:
    """Resolves what stands inside of blocks. ``touched`` are the cells and stories that lost whole blocks."""

    def __init__(self, verdict: Verdict, gone: frozenset[str], anchors: Anchors) -> None:
        self._verdict = verdict
        self._gone = gone
        self._anchors = anchors
        self.touched: list[Element] = []

    def resolve(self, root: Element) -> None:
        """Resolve all content marks but those of rows and paragraph marks; no ranges of moves are left after it."""
        gone: list[Element] = []
        staying: list[Element] = []
        for mark in root.iter(*CONTENT_MARKS):
            parent = mark.getparent()
            if parent is not None and parent.tag not in _NO_WRAPPER_IN and parent.tag != _CONTROL_CHARACTER:
                (gone if mark.tag in self._gone else staying).append(mark)
        emptied = [parent for mark in gone if (parent := self._remove(mark)) is not None]
        emptied += self._marked_runs(root)
        self._formulas(root)
        self._shells(root)
        for mark in staying:
            for name, live in _LIVE_NAMES:
                for text in list(mark.iter(name)):
                    text.tag = live
            unwrap(mark)
        self._drop_empty(emptied)

    def _remove(self, mark: Element) -> Element | None:
        parent, container = mark.getparent(), container_of(mark)
        has_blocks = any(child.tag in BLOCKS for child in mark)
        self._anchors.remove(mark)
        if not has_blocks:
            return parent
        # No schema allows a mark around whole blocks; some programs write it all the same.
        drop_empty_shells(parent, self._anchors)
        if container is not None:
            self.touched.append(container)
        return None

    def _marked_runs(self, root: Element) -> list[Element]:
        """Runs whose own properties carry a mark, as in formulas; gives what stood around those taken out."""
        around: list[Element] = []
        for mark in list(root.iter(*CONTENT_MARKS)):
            properties = mark.getparent()
            run = None if properties is None else properties.getparent()
            if properties is None or run is None or properties.tag != RUN_PROPERTIES or run.tag not in (RUN, M + "r"):
                continue
            parent = run.getparent()
            if mark.tag not in self._gone:
                properties.remove(mark)
                without_emptiness(properties)
            elif parent is not None:
                self._anchors.remove(run)
                around.append(parent)
        return around

    # -- formulas ----------------------------------------------------------------------------------------------------

    def _formulas(self, root: Element) -> None:
        """A mark of a control character is about the fraction, root … itself; its arguments have marks of their own."""
        for control in list(root.iter(_CONTROL_CHARACTER)):
            marks = list(control.iter(*CONTENT_MARKS))
            if not marks:
                continue
            properties = control.getparent()
            is_gone = any(mark.tag in self._gone for mark in marks)
            if is_gone and properties is not None and local_name(properties.tag).endswith("Pr"):
                structure = properties.getparent()
                if structure is not None:
                    unwrap(structure, _arguments_of(structure))
                continue
            for mark in marks:
                unwrap(mark)
            for run_properties in control.findall(RUN_PROPERTIES):
                without_emptiness(run_properties)

    # -- shells ------------------------------------------------------------------------------------------------------

    def _shells(self, root: Element) -> None:
        """Content controls and custom XML whose start stands in a range of a change that takes them away."""
        starts = gone_shell_ranges(self._verdict)
        if next(root.iter(*SHELL_RANGES), None) is not None:
            ended = {end.get(W + "id") for end in root.iter(*SHELL_RANGES) if local_name(end.tag).endswith("End")}
            open_: set[str | None] = set()
            doomed: list[Element] = []
            for element in root.iter(*SHELL_RANGES, *_SHELLS):
                if element.tag in _SHELLS:
                    if open_:
                        doomed.append(element)
                elif element.tag not in SHELL_RANGES or local_name(element.tag).endswith("End"):
                    open_.discard(element.get(W + "id"))
                elif element.tag in starts and element.get(W + "id") in ended:
                    open_.add(element.get(W + "id"))
            for shell in doomed:
                unwrap(shell, _content_of(shell))
        for mark in list(root.iter(*SHELL_RANGES, *MOVE_RANGES)):
            take(mark)

    def _drop_empty(self, emptied: Iterable[Element]) -> None:
        """Links, simple fields and formulas all of whose content went are gone themselves."""
        for start in dict.fromkeys(emptied):
            here: Element | None = start
            while here is not None and here.tag in _GOES_WHEN_EMPTY and _is_empty(here):
                parent = here.getparent()
                self._anchors.remove(here)
                here = parent


def _is_empty(shell: Element) -> bool:
    return all(child.tag in _NOTHING for child in shell if isinstance(child.tag, str))


def _content_of(shell: Element) -> list[Element]:
    if shell.tag == CONTENT_CONTROL:
        content = shell.find(CONTROL_CONTENT)
        return [] if content is None else list(content)
    return [child for child in shell if child.tag not in _SHELL_PROPERTIES]


def _arguments_of(structure: Element) -> list[Element]:
    """What the arguments of a fraction, a matrix … hold, in order."""
    found: list[Element] = []
    for child in structure:
        arguments = child if child.tag == M + "mr" else (child,)
        for argument in arguments:
            if argument.tag in _ARGUMENTS:
                found.extend(part for part in argument if part.tag not in _ARGUMENT_PROPERTIES)
    return found
