"""Comments: said, answered, done with, taken away (ECMA-376 part 1, 17.13.4; [MS-DOCX] 2.5.3)."""

from __future__ import annotations

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.model.document import StoryId
from rus_editor.model.edits import AddComment, ImpossibleEdit, Patch
from rus_editor.word import markup
from rus_editor.word.built_in_styles import canonical_name
from rus_editor.word.comments import parents_of
from rus_editor.word.names import (
    AUTHOR,
    CONTROL_CONTENT,
    CUSTOM_XML,
    DATE,
    ID,
    INSERTION,
    MOVED_TO,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    RUN,
    RUN_PROPERTIES,
    VAL,
    W15,
    W,
    number_of,
    value_of,
)
from rus_editor.word.runs import COMMENT_RANGE_END, COMMENT_RANGE_START
from rus_editor.word.writing.cutting import content_of, cut_run, insert_after, insert_before, new_run, parent_of
from rus_editor.word.writing.manuscript import PARAGRAPH_ID, TEXT_ID, Found, Manuscript
from rus_editor.word.writing.parts import (
    COMMENTS,
    COMMENTS_EXTENDED,
    COMMENTS_IDS,
    PEOPLE,
    ensure_understood,
    ensured_part,
    part_of,
)
from rus_editor.word.writing.pieces import TextMap
from rus_editor.word.writing.ranges import comment_ranges
from rus_editor.word.writing.text_map import COMMENT_MARK, HYPERLINK, SIMPLE_FIELD

_HOLDS_MARKS = frozenset(
    (
        *(PARAGRAPH, HYPERLINK, SIMPLE_FIELD, INSERTION, MOVED_TO, CUSTOM_XML, CONTROL_CONTENT),
        *(W + name for name in ("smartTag", "dir", "bdo")),
    )
)
_COMMENT = W + "comment"
_W16CID = f"{{{markup.W16CID}}}"
_NEW_TEXT = "77777777"
"""What Word writes for the text of a paragraph that it has only just made ([MS-DOCX] 2.5.4.2)."""


def add(manuscript: Manuscript, edit: AddComment, patches: list[Patch]) -> StoryId:
    """A comment on a stretch of text; gives what it is called."""
    first, last = manuscript.paragraph(edit.block), manuscript.paragraph(edit.end_block)
    if first.story is not last.story:
        raise ImpossibleEdit("a comment begins and ends in one story")
    if first.part != manuscript.package.main_part:
        raise ImpossibleEdit("comments stand in the body only")
    order = [each for each in first.story.iter(PARAGRAPH) if each in (first.element, last.element)]
    if order[0] is not first.element or (first.element is last.element and edit.start > edit.end):
        raise ImpossibleEdit("a comment ends after it begins")
    identity = _say(manuscript, edit.text, edit.author, edit.date, None, patches)
    _mark(manuscript, first, edit.start, last, edit.end, identity, patches)
    return StoryId(f"comment/{identity}")


def _mark(
    manuscript: Manuscript, first: Found, start: int, last: Found, end: int, identity: str, patches: list[Patch]
) -> None:
    begin, stop = _mark_of(COMMENT_RANGE_START, identity), _mark_of(COMMENT_RANGE_END, identity)
    reference = _reference(manuscript, identity)
    last_map = manuscript.text_map(last)
    last_map.demand(end, end)
    first_map = last_map if first.element is last.element else manuscript.text_map(first)
    first_map.demand(start, start)
    with manuscript.touching_block(last, patches):
        _put_after(last_map, end, stop, reference)
        if first_map is last_map:
            _put_before(first_map, start, begin, stop)
    if first_map is not last_map:
        with manuscript.touching_block(first, patches):
            _put_before(first_map, start, begin, None)


def _mark_of(tag: str, identity: str) -> Element:
    mark = etree.Element(tag)
    mark.set(ID, identity)
    return mark


def _reference(manuscript: Manuscript, identity: str) -> Element:
    style = _style_id(manuscript, "annotation reference")
    properties: Element | None = None
    if style is not None:
        properties = etree.Element(RUN_PROPERTIES)
        etree.SubElement(properties, W + "rStyle").set(VAL, style)
    return new_run(properties, [_mark_of(COMMENT_MARK, identity)])


def _put_after(text_map: TextMap, offset: int, *marks: Element) -> None:
    cut_run(text_map, offset)
    before, after = text_map.ending_at(offset), text_map.starting_at(offset)
    _demand_between(before, after)
    if before is not None:
        insert_after(_place(text_map, before.element if before.run is None else before.run), *marks)
    elif after is not None:
        insert_before(_place(text_map, after.element if after.run is None else after.run), *marks)
    else:
        text_map.paragraph.extend(marks)


def _put_before(text_map: TextMap, offset: int, mark: Element, end: Element | None) -> None:
    cut_run(text_map, offset)
    before, after = text_map.ending_at(offset), text_map.starting_at(offset)
    _demand_between(before, after)
    if end is not None and after is None:
        insert_before(end, mark)
        return
    if after is not None:
        place = _place(text_map, after.element if after.run is None else after.run)
        if end is not None and _precedes(end, place):
            place = end
        insert_before(place, mark)
    elif before is not None:
        insert_after(_place(text_map, before.element if before.run is None else before.run), mark)
    else:
        properties = text_map.paragraph.find(PARAGRAPH_PROPERTIES)
        text_map.paragraph.insert(0 if properties is None else 1, mark)


def _precedes(one: Element, other: Element) -> bool:
    return any(each is other for each in one.itersiblings())


def _demand_between(before: object, after: object) -> None:
    run = getattr(before, "run", None)
    if run is not None and run is getattr(after, "run", None):
        raise ImpossibleEdit("a formula, ruby or alternative cannot be cut in two")


def _place(text_map: TextMap, element: Element) -> Element:
    """The element itself, or the outermost that encloses it and holds no marks of comments."""
    place = element
    for around in text_map.containers(element):
        if around.tag not in _HOLDS_MARKS:
            place = around
    return place


# -- what is said ------------------------------------------------------------------------------------------------------


def reply(manuscript: Manuscript, comment: StoryId, text: str, author: str, date: str, patches: list[Patch]) -> StoryId:
    """An answer; Word ties it to the first comment of the thread, and gives it the same range. Gives its name."""
    parent = _thread(manuscript, comment)
    places = comment_ranges(manuscript.root(manuscript.package.main_part), (parent,))
    reference = _reference_to(manuscript, parent)
    identity = _say(manuscript, text, author, date, parent, patches)
    added = {mark: _mark_of(str(mark.tag), identity) for mark in places}
    if reference is not None:
        run = reference.getparent()
        if run is not None and run.tag == RUN:
            added[run] = _reference(manuscript, identity)
    part = manuscript.package.main_part
    for mark, new in added.items():
        holder = parent_of(mark)
        index = holder.index(mark) + 1
        # After those of the thread that stand here already, the starts as well as the references.
        following = mark.getnext()
        while following is not None and following.tag == mark.tag and _is_mark(following, str(mark.tag)):
            index += 1
            following = following.getnext()
        with manuscript.touching(part, holder, index, index, patches):
            holder.insert(index, new)
    return StoryId(f"comment/{identity}")


def element_of(manuscript: Manuscript, comment: StoryId) -> tuple[str, Element]:
    """The part that comments stand in, and a comment there. Raises ImpossibleEdit for none."""
    part, elements = _elements(manuscript)
    found = elements.get(comment.partition("/")[2])
    if found is None:
        raise ImpossibleEdit(f"there is no comment {comment}")
    return part, found


def _is_mark(element: Element, tag: str) -> bool:
    return tag != RUN or element.find(COMMENT_MARK) is not None


def _say(manuscript: Manuscript, text: str, author: str, date: str, parent: str | None, patches: list[Patch]) -> str:
    """Put a comment into its part, and tell of it in those beside; gives its id."""
    part = ensured_part(manuscript, COMMENTS, patches)
    extended = ensured_part(manuscript, COMMENTS_EXTENDED, patches)
    ids = ensured_part(manuscript, COMMENTS_IDS, patches)
    people = ensured_part(manuscript, PEOPLE, patches)
    root = ensure_understood(manuscript, part, patches)
    numbers = [number_of(each.get(ID), -1) for each in root.iter(_COMMENT)]
    main = manuscript.root(manuscript.package.main_part)
    numbers += [number_of(each.get(ID), -1) for each in main.iter(COMMENT_MARK)]
    identity = str(max(numbers, default=-1) + 1)
    answered = None if parent is None else _last_id(manuscript, root, parent, patches)
    comment = etree.Element(_COMMENT)
    comment.set(ID, identity)
    comment.set(AUTHOR, author)
    if date:
        comment.set(DATE, date)
    comment.set(W + "initials", "".join(word[0] for word in author.split()))
    style = _style_id(manuscript, "annotation text")
    paragraph_id = ""
    for index, line in enumerate(text.split("\n")):
        paragraph = etree.SubElement(comment, PARAGRAPH)
        # Others name the comment by this, in steps that may be undone after this one has been done again.
        paragraph_id = manuscript.fresh_paragraph_id(f"{identity} {index} {author} {date} {line}")
        paragraph.set(PARAGRAPH_ID, paragraph_id)
        paragraph.set(TEXT_ID, _NEW_TEXT)
        if style is not None:
            etree.SubElement(etree.SubElement(paragraph, PARAGRAPH_PROPERTIES), W + "pStyle").set(VAL, style)
        if index == 0:
            own = _reference(manuscript, identity)
            own[-1].tag = W + "annotationRef"
            own[-1].attrib.clear()
            paragraph.append(own)
        if line:
            paragraph.append(new_run(None, content_of(line)))
    root = manuscript.root(part)
    _append(manuscript, part, root, comment, patches)
    _tell(manuscript, extended, paragraph_id, answered, patches)
    entry = etree.Element(_W16CID + "commentId")
    entry.set(_W16CID + "paraId", paragraph_id)
    entry.set(_W16CID + "durableId", paragraph_id)
    _append(manuscript, ids, manuscript.root(ids), entry, patches)
    known = manuscript.root(people)
    if not any(person.get(W15 + "author") == author for person in known):
        person = etree.Element(W15 + "person")
        person.set(W15 + "author", author)
        presence = etree.SubElement(person, W15 + "presenceInfo")
        presence.set(W15 + "providerId", "None")
        presence.set(W15 + "userId", author)
        _append(manuscript, people, known, person, patches)
    return identity


def _append(manuscript: Manuscript, part: str, root: Element, element: Element, patches: list[Patch]) -> None:
    with manuscript.touching(part, root, len(root), len(root), patches):
        root.append(element)


def _tell(manuscript: Manuscript, part: str, paragraph: str, parent: str | None, patches: list[Patch]) -> Element:
    entry = etree.Element(W15 + "commentEx")
    entry.set(W15 + "paraId", paragraph)
    if parent is not None:
        entry.set(W15 + "paraIdParent", parent)
    entry.set(W15 + "done", "0")
    _append(manuscript, part, manuscript.root(part), entry, patches)
    return entry


def _last_id(manuscript: Manuscript, root: Element, identity: str, patches: list[Patch]) -> str:
    """The id of a comment's last paragraph, given to it where it has none; told of beside the comments."""
    paragraphs = _comment(root, identity).findall(PARAGRAPH)
    if not paragraphs:
        raise ImpossibleEdit("the comment says nothing")
    last = paragraphs[-1]
    if last.get(PARAGRAPH_ID) is None:
        parent = parent_of(last)
        index = parent.index(last)
        part = part_of(manuscript, COMMENTS)
        assert part is not None
        with manuscript.touching(part, parent, index, index + 1, patches):
            last.set(PARAGRAPH_ID, manuscript.fresh_paragraph_id(f"{identity} last"))
    known = last.get(PARAGRAPH_ID, "")
    extended = ensured_part(manuscript, COMMENTS_EXTENDED, patches)
    if _entry(manuscript.root(extended), known) is None:
        _tell(manuscript, extended, known, None, patches)
    return known


def _entry(root: Element, paragraph: str) -> Element | None:
    return next((each for each in root if each.get(W15 + "paraId") == paragraph), None)


def _comment(root: Element, identity: str) -> Element:
    found = next((each for each in root.iter(_COMMENT) if each.get(ID) == identity), None)
    if found is None:
        raise ImpossibleEdit(f"there is no comment {identity}")
    return found


def _elements(manuscript: Manuscript) -> tuple[str, dict[str, Element]]:
    part = part_of(manuscript, COMMENTS)
    if part is None:
        raise ImpossibleEdit("the document has no comments")
    found: dict[str, Element] = {}
    for each in manuscript.root(part).iter(_COMMENT):
        found.setdefault(each.get(ID, ""), each)
    return part, found


def _parents(manuscript: Manuscript, elements: dict[str, Element]) -> dict[str, str]:
    extended = part_of(manuscript, COMMENTS_EXTENDED)
    return parents_of(elements, None if extended is None else manuscript.root(extended))


def _thread(manuscript: Manuscript, comment: StoryId) -> str:
    """The id of the comment that begins the thread a comment stands in."""
    identity = comment.partition("/")[2]
    _, elements = _elements(manuscript)
    if not comment.startswith("comment/") or identity not in elements:
        raise ImpossibleEdit(f"there is no comment {comment}")
    return _parents(manuscript, elements).get(identity, identity)


def _reference_to(manuscript: Manuscript, identity: str) -> Element | None:
    root = manuscript.root(manuscript.package.main_part)
    return next((each for each in root.iter(COMMENT_MARK) if each.get(ID) == identity), None)


def _style_id(manuscript: Manuscript, name: str) -> str | None:
    package = manuscript.package
    for part in package.related(package.main_part, "styles")[:1]:
        for style in manuscript.root(part).iterfind(W + "style"):
            if canonical_name(value_of(style, W + "name") or "") == name:
                return style.get(W + "styleId")
    return None


# -- done with, taken away ---------------------------------------------------------------------------------------------


def resolve(manuscript: Manuscript, comment: StoryId, patches: list[Patch], *, done: bool) -> None:
    """Mark a thread as done or not done: all that stands in it, as Word does."""
    first = _thread(manuscript, comment)
    part, _ = _elements(manuscript)
    root = ensure_understood(manuscript, part, patches)
    paragraph = _last_id(manuscript, root, first, patches)
    extended = part_of(manuscript, COMMENTS_EXTENDED)
    assert extended is not None
    entries = manuscript.root(extended)
    for index, entry in enumerate(list(entries)):
        if entry.get(W15 + "paraId") == paragraph or entry.get(W15 + "paraIdParent") == paragraph:
            with manuscript.touching(extended, entries, index, index + 1, patches):
                entry.set(W15 + "done", "1" if done else "0")


def delete(manuscript: Manuscript, comment: StoryId, patches: list[Patch]) -> None:
    """Take a comment away, its marks in the text and what is told of it beside; with it the answers to it."""
    identity = comment.partition("/")[2]
    part, elements = _elements(manuscript)
    if not comment.startswith("comment/") or identity not in elements:
        raise ImpossibleEdit(f"there is no comment {comment}")
    parents = _parents(manuscript, elements)
    doomed = [identity, *(each for each, parent in parents.items() if parent == identity)]
    main = manuscript.package.main_part
    told = {
        paragraph.get(PARAGRAPH_ID)
        for each in doomed
        for paragraph in elements[each].iter(PARAGRAPH)
        if paragraph.get(PARAGRAPH_ID)
    }
    root = manuscript.root(main)
    for mark in [*comment_ranges(root, doomed), *(each for each in root.iter(COMMENT_MARK) if each.get(ID) in doomed)]:
        gone = mark
        run = mark.getparent()
        if mark.tag == COMMENT_MARK and run is not None and all(c is mark or c.tag == RUN_PROPERTIES for c in run):
            gone = run
        _remove(manuscript, main, gone, patches)
    for each in doomed:
        _remove(manuscript, part, elements[each], patches)
    for kind, name in ((COMMENTS_EXTENDED, W15 + "paraId"), (COMMENTS_IDS, _W16CID + "paraId")):
        beside = part_of(manuscript, kind)
        if beside is not None:
            for entry in [each for each in manuscript.root(beside) if each.get(name) in told]:
                _remove(manuscript, beside, entry, patches)


def _remove(manuscript: Manuscript, part: str, element: Element, patches: list[Patch]) -> None:
    parent = parent_of(element)
    index = parent.index(element)
    with manuscript.touching(part, parent, index, index + 1, patches):
        if element.tail and element.tail.strip():
            raise ImpossibleEdit("text stands where none may stand")
        parent.remove(element)
