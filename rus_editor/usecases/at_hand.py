"""What stands in the window just now, as values for exports: frozen on its thread, put together on another."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from rus_editor.export.rich_text import write_rich_text
from rus_editor.model.board import SummaryBoard
from rus_editor.model.comparison import Comparison
from rus_editor.model.document import Document
from rus_editor.model.profile import Profile
from rus_editor.model.project import Annotation
from rus_editor.model.summary import Scope
from rus_editor.model.targets import ProjectTargets
from rus_editor.model.wording import Wording
from rus_editor.usecases.composing import Front, compose
from rus_editor.usecases.material import Material
from rus_editor.usecases.publishing import SUFFIXES, Product
from rus_editor.usecases.redlining import WordContent
from rus_editor.usecases.summarising import Analysis, analyse
from rus_editor.usecases.summary_board import renewed

_LONGEST_STEM = 100
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_TAKEN = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)


@dataclass(frozen=True)
class AtHand:
    """Two texts with the comparison of exactly these two, and what people said and chose; nothing in it changes.

    ``said`` are annotations by the id of the change. ``analysis`` may be of an earlier text: then another is made.
    ``version`` is the id of the version that ``old`` is, ``name`` what the file of ``new`` is called.
    """

    old: Document
    new: Document
    comparison: Comparison
    profile: Profile
    language: str
    said: Mapping[str, Annotation]
    board: SummaryBoard
    targets: ProjectTargets
    version: str = ""
    name: str = ""
    analysis: Analysis | None = None

    @property
    def current(self) -> Analysis:
        """The analysis of these two texts; made anew if need be, which takes a while."""
        found = self.analysis
        if found is not None and found.comparison is self.comparison and found.targets == self.targets:
            return found
        return analyse(self.old, self.new, self.comparison, self.profile, self.language, self.targets, self.version)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a report will say, as rich text, and the front's words where nobody has given others."""

    content: str
    title: str
    organisation: str
    analysis: Analysis


def material_at_hand(at_hand: AtHand, old: WordContent, new: WordContent) -> Material:
    """Everything that exports need. ``old`` and ``new`` are the files that the two documents were read from."""
    # What is written in keeps the digest of the file that it was read from: the report is to tell that of the text.
    analysis = at_hand.current
    digest = sha256(new.content).hexdigest()
    comparison = analysis.comparison
    comparison = replace(comparison, new=replace(comparison.new, name=new.name, digest=digest))
    return Material(
        old,
        new,
        at_hand.old,
        replace(at_hand.new, name=new.name, digest=digest),
        replace(analysis, comparison=comparison),
        renewed(at_hand.board, analysis.key_changes),
        MappingProxyType(dict(at_hand.said)),
    )


def preview_at_hand(at_hand: AtHand, wording: Wording, front: Front, scope: Scope) -> Preview:
    """What a report will say; every product that is read by people says the same."""
    analysis = at_hand.current
    board = renewed(at_hand.board, analysis.key_changes)
    comparison = replace(analysis.comparison, new=replace(analysis.comparison.new, name=at_hand.name))
    named = replace(analysis, comparison=comparison)
    summary = compose(named, at_hand.language, front, scope, board, at_hand.said)
    return Preview(write_rich_text(summary, wording), summary.title, summary.organisation, analysis)


def stem_of(text: str, otherwise: str = "rapport") -> str:
    """A file's name without ending, as every system takes it, Windows too: what none takes becomes a hyphen."""
    kept = _NOT_IN_NAMES.sub("-", " ".join(text.split()))[:_LONGEST_STEM].strip(". -")
    if not kept:
        return otherwise
    return f"{kept}_" if _TAKEN.match(kept) else kept


def targets_in(
    folder: Path, stem: str, products: Sequence[Product], besides: Mapping[Product, str]
) -> dict[Product, Path]:
    """Where each product goes. ``besides`` are words for those whose names would else be the same."""
    return {
        product: folder / f"{stem}{f' – {besides[product]}' if product in besides else ''}{SUFFIXES[product]}"
        for product in products
    }
