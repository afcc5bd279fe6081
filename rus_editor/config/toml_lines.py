"""On which line of a TOML file each value stands: Python's parser tells only of what it could not read.

For files that the parser has read without a fault: what is not TOML is not found out here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY = re.compile(r"""[ \t]*(?:"((?:\\.|[^"\\])*)"|'([^']*)'|([A-Za-z0-9_-]+))[ \t]*""")
_STRING = re.compile(r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'', re.DOTALL)
_PLAIN = re.compile(r"[^,\]}#\n]+")


def lines_of(text: str) -> Mapping[str, int]:
    """Lines from 1, by paths as "theme[2].patterns[1]": keys with dots between, places in arrays from 1."""
    reader = _Lines(text)
    reader.read()
    return reader.lines


def line_of(path: str, lines: Mapping[str, int]) -> int:
    """The line of a value, or of the nearest thing around it where it is missing; 1 where that is the file itself."""
    while path:
        if path in lines:
            return lines[path]
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    return 1


class _Lines:
    def __init__(self, text: str) -> None:
        self.lines: dict[str, int] = {}
        self._text = text
        self._at = 0
        self._line = 1
        self._counted = 0
        self._many: dict[str, int] = {}

    def read(self) -> None:
        table = ""
        self._skip()
        before = -1
        # Where this does not get on, it understands nothing: better no line than no end.
        while before < self._at < len(self._text):
            before = self._at
            if self._text[self._at] == "[":
                is_many = self._text.startswith("[[", self._at)
                line = self._here()
                self._at += 1 + is_many
                table = self._table(self._keys(), is_many)
                self.lines.setdefault(table, line)
                self._at = self._text.find("]", self._at) + 1 + is_many
            else:
                self._pair(table)
            self._skip()

    def _here(self) -> int:
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line

    def _skip(self, more: str = "") -> None:
        while True:
            found = _BLANK.match(self._text, self._at)
            self._at = found.end() if found is not None else self._at
            if more and self._text[self._at : self._at + 1] == more:
                self._at += 1
                continue
            return

    def _keys(self) -> list[str]:
        keys: list[str] = []
        while (found := _KEY.match(self._text, self._at)) is not None:
            keys.append(next(part for part in found.groups() if part is not None))
            self._at = found.end()
            if self._text[self._at : self._at + 1] != ".":
                break
            self._at += 1
        return keys

    def _table(self, keys: list[str], is_many: bool) -> str:
        path = ""
        for number, key in enumerate(keys, 1):
            path = f"{path}.{key}" if path else key
            if is_many and number == len(keys):
                self._many[path] = self._many.get(path, 0) + 1
            if path in self._many:
                path = f"{path}[{self._many[path]}]"
        return path

    def _pair(self, path: str) -> None:
        line = self._here()
        for key in self._keys():
            path = f"{path}.{key}" if path else key
            self.lines.setdefault(path, line)
        self._at = self._text.find("=", self._at) + 1 or len(self._text)
        self._value(path)

    def _value(self, path: str) -> None:
        self._skip()
        sign = self._text[self._at : self._at + 1]
        if sign == "[":
            self._at += 1
            number = 0
            while True:
                self._skip(",")
                if self._text[self._at : self._at + 1] in ("]", ""):
                    break
                number += 1
                place = f"{path}[{number}]"
                self.lines[place] = self._here()
                self._value(place)
            self._at += 1
        elif sign == "{":
            self._at += 1
            while True:
                self._skip(",")
                if self._text[self._at : self._at + 1] in ("}", ""):
                    break
                before = self._at
                self._pair(path)
                if self._at == before:
                    break
            self._at += 1
        else:
            found = _STRING.match(self._text, self._at) or _PLAIN.match(self._text, self._at)
            self._at = found.end() if found is not None else len(self._text)
