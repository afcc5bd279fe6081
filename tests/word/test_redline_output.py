"""What struck content brings into a part: namespaces that readers may ignore (ECMA-376 part 3, 7.2)."""

from __future__ import annotations

import pytest
from lxml import etree

from rus_editor.word import markup
from rus_editor.word.redlining.output import missing_in, with_ignorable

MC = markup.MC
WANTED = {"urn:femton": "w15", "urn:fjorton": "w14"}


@pytest.mark.parametrize(
    ("source", "ignorable"),
    [
        ('<w:d xmlns:w="urn:w"/>', "w15 w14"),
        (
            '<?xml version="1.0"?>\n<!-- <w:x a="> -->\n<w:d xmlns:w="urn:w" a="1&gt;2" b=\'"\'><w:p>åäö</w:p></w:d>',
            "w15 w14",
        ),
        (f'<w:d xmlns:w="urn:w" xmlns:m="{MC}" xmlns:w14="urn:fjorton" m:Ignorable="w14"><w:p/></w:d>', "w14 w15"),
        (f'<w:d xmlns:w15="urn:annat" xmlns:w="urn:w" xmlns:mc="{MC}" xmlns:x="urn:fjorton"/>', "w15n1 x"),
        ('<d xmlns="urn:w" xmlns:mc="urn:annat"><p/></d>', "w15 w14"),
        (f'<w:d xmlns:w="urn:w" xmlns:a="{MC}" xmlns:b="{MC}" xmlns:q="urn:fjorton" b:Ignorable="q"/>', "q w15"),
    ],
)
def test_namespaces_that_may_be_ignored_are_declared_at_the_root_and_nothing_else_differs(
    source: str, ignorable: str
) -> None:
    root = etree.fromstring(source.encode())
    made = etree.fromstring(with_ignorable(source.encode(), root, missing_in(root, WANTED)))
    assert made.attrib.pop(f"{{{MC}}}Ignorable") == ignorable
    assert {made.nsmap[prefix] for prefix in ignorable.split()} == set(WANTED)
    root.attrib.pop(f"{{{MC}}}Ignorable", None)
    assert dict(made.attrib) == dict(root.attrib)
    assert root.nsmap.items() <= made.nsmap.items()
    assert (made.tag, made.text) == (root.tag, root.text)
    assert [etree.tostring(child, method="c14n", exclusive=True) for child in made] == [
        etree.tostring(child, method="c14n", exclusive=True) for child in root
    ]


def test_a_byte_order_mark_stays_first() -> None:
    content = b'\xef\xbb\xbf<w:d xmlns:w="urn:w"/>'
    made = with_ignorable(content, etree.fromstring(content), {"urn:femton": "w15"})
    assert made.startswith(b"\xef\xbb\xbf<w:d ")
    assert etree.fromstring(made).nsmap["w15"] == "urn:femton"
