"""Model values as compact JSON and back: edits, entries of the journal, annotations.

A dataclass is an object of the fields that differ from their defaults; one that stands in a union carries its name
under ``""``. Enums are their values, dates ISO 8601, bytes that are UTF-8 text are text (other bytes base64, in an
object). Nothing is taken on trust when read: what does not fit the model's types raises Misfit.
"""

from __future__ import annotations

import base64
import dataclasses
import json
import types
import typing
import zlib
from collections.abc import Callable
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any

from rus_editor.model.journal import LogEntry
from rus_editor.model.project import Json

_PLAIN, _DEFLATED = b"\x00", b"\x01"
_WORTH_DEFLATING = 200
_LEVEL = 6
_NAME = ""
_BASE64 = "base64"

_Encode = Callable[[Any], Json]
_Decode = Callable[[Any], Any]


class Misfit(ValueError):  # noqa: N818 - it says what it is
    """What was read is not what was written from any value of that type."""


class _Way(typing.NamedTuple):
    """How a type is written and read; ``fits`` tells whether a value is of it, ``reads`` whether JSON may be."""

    encode: _Encode
    decode: _Decode
    fits: Callable[[object], bool]
    reads: Callable[[object], bool]


def encode_entry(entry: LogEntry) -> bytes:
    """An entry of the journal, packed."""
    return encode(LogEntry, entry)


def decode_entry(content: bytes) -> LogEntry:
    """The entry again from its unpacked JSON. Raises Misfit where it is none."""
    entry = _decode_text(LogEntry, content)
    assert isinstance(entry, LogEntry)
    return entry


def encode(kind: object, value: object) -> bytes:
    """A value of a type (a dataclass, a union of such, a tuple of such …) as packed JSON."""
    return pack(to_text(_way(kind).encode(value)).encode("utf-8", "surrogatepass"))


def decode(kind: object, packed: bytes, limit: int) -> object:
    """The value again. Raises Misfit for anything that is not what ``encode`` makes of such a value.

    ``limit`` is the most bytes that it may be unpacked to.
    """
    return _decode_text(kind, unpack(packed, limit))


def _decode_text(kind: object, content: bytes) -> object:
    try:
        return _way(kind).decode(json.loads(content.decode("utf-8", "surrogatepass")))
    except (ValueError, TypeError, KeyError, RecursionError, OverflowError) as error:
        raise Misfit(str(error)) from None


def to_text(value: Json) -> str:
    """JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def pack(content: bytes) -> bytes:
    """Bytes as they are or deflated, whichever is shorter, after a byte that says which."""
    if len(content) >= _WORTH_DEFLATING:
        deflated = zlib.compress(content, _LEVEL)
        if len(deflated) < len(content):
            return _DEFLATED + deflated
    return _PLAIN + content


def unpack(packed: bytes, limit: int) -> bytes:
    """The bytes again, never more than ``limit``. Raises Misfit."""
    form, body = packed[:1], packed[1:]
    if form == _PLAIN:
        content = body
    elif form == _DEFLATED:
        content = inflate(body, limit)
    else:
        raise Misfit("packed in an unknown way")
    if len(content) > limit:
        raise Misfit("too large")
    return content


def inflate(body: bytes, limit: int) -> bytes:
    """Deflated bytes, whole and with nothing after them, never more than ``limit``. Raises Misfit."""
    inflater = zlib.decompressobj()
    try:
        content = inflater.decompress(body, limit + 1)
    except zlib.error as error:
        raise Misfit(str(error)) from None
    if len(content) > limit:
        raise Misfit("too large")
    if not inflater.eof or inflater.unused_data:
        raise Misfit("cut off, or more than one")
    return content


@cache
def _way(kind: Any) -> _Way:  # noqa: ANN401 - a type, or what stands for one in an annotation
    """The way of a type, put together once."""
    if isinstance(kind, typing.NewType):
        return _way(kind.__supertype__)
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in {typing.Union, types.UnionType}:
        return _union(arguments)
    if origin is tuple:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            return _sequence(_way(arguments[0]))
        return _fixed(tuple(_way(argument) for argument in arguments))
    if kind in {str, int, bool, float, types.NoneType, None}:
        return _plain(types.NoneType if kind is None else kind)
    if kind is bytes:
        return _Way(_encode_bytes, _decode_bytes, lambda value: isinstance(value, bytes), _is_text_or_object)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _Way(
            lambda value: value.value,
            kind,
            lambda value: isinstance(value, kind),
            lambda value: isinstance(value, str | int),
        )
    if kind in {date, datetime}:
        return _Way(
            lambda value: str(value.isoformat()),
            kind.fromisoformat,
            lambda value: type(value) is kind,
            lambda value: isinstance(value, str),
        )
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return _dataclass(kind)
    raise TypeError(f"no way to write {kind!r}")


def _plain(kind: type) -> _Way:
    def fits(value: object) -> bool:
        return type(value) is kind

    def decode(value: object) -> object:
        if type(value) is not kind:
            raise ValueError(f"{kind.__name__} expected")
        return value

    return _Way(lambda value: value, decode, fits, fits)


def _is_text_or_object(value: object) -> bool:
    return isinstance(value, str | dict)


def _encode_bytes(value: bytes) -> Json:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return {_BASE64: base64.b64encode(value).decode()}


def _decode_bytes(value: object) -> bytes:
    if isinstance(value, str):
        return value.encode()
    if isinstance(value, dict) and set(value) == {_BASE64}:
        return base64.b64decode(value[_BASE64], validate=True)
    raise ValueError("bytes expected")


def _sequence(each: _Way) -> _Way:
    def decode(value: object) -> object:
        if not isinstance(value, list):
            raise ValueError("a list expected")
        read = each.decode
        return tuple([read(part) for part in value])

    return _Way(
        lambda value: [each.encode(part) for part in value],
        decode,
        lambda value: isinstance(value, tuple),
        lambda value: isinstance(value, list),
    )


def _fixed(ways: tuple[_Way, ...]) -> _Way:
    def decode(value: object) -> object:
        if not isinstance(value, list) or len(value) != len(ways):
            raise ValueError("a list of another length expected")
        return tuple(way.decode(part) for way, part in zip(ways, value, strict=True))

    return _Way(
        lambda value: [way.encode(part) for way, part in zip(ways, value, strict=True)],
        decode,
        lambda value: isinstance(value, tuple) and len(value) == len(ways),
        lambda value: isinstance(value, list),
    )


def _union(members: tuple[Any, ...]) -> _Way:
    classes: dict[object, str] = {
        member: member.__name__ for member in members if isinstance(member, type) and dataclasses.is_dataclass(member)
    }
    named = {name: _way(member) for member, name in classes.items()}
    others = tuple(_way(member) for member in members if not dataclasses.is_dataclass(member))
    alone = len(named) == 1

    def encode(value: object) -> Json:
        name = classes.get(type(value))
        if name is None:
            return next(way for way in others if way.fits(value)).encode(value)
        fields = named[name].encode(value)
        if alone:
            return fields
        assert isinstance(fields, dict)
        return {_NAME: name, **fields}

    def decode(value: object) -> object:
        if isinstance(value, dict) and named:
            if alone:
                return next(iter(named.values())).decode(value)
            fields = dict(value)
            return named[fields.pop(_NAME)].decode(fields)
        for way in others:
            if way.reads(value):
                return way.decode(value)
        raise ValueError("of no type that may stand here")

    return _Way(
        encode,
        decode,
        lambda value: type(value) in classes or any(way.fits(value) for way in others),
        lambda value: (bool(named) and isinstance(value, dict)) or any(way.reads(value) for way in others),
    )


def _dataclass(kind: type) -> _Way:
    hints = typing.get_type_hints(kind)
    fields = [field for field in dataclasses.fields(kind) if field.init]
    ways = {field.name: _way(hints[field.name]) for field in fields}
    defaults = {field.name: field.default for field in fields}

    def encode(value: object) -> Json:
        written: dict[str, Json] = {}
        for name, default in defaults.items():
            part = getattr(value, name)
            # 1 == True == 1.0: only what is of the same type is the same.
            if part is not default and (type(part) is not type(default) or part != default):
                written[name] = ways[name].encode(part)
        return written

    def decode(value: object) -> object:
        if not isinstance(value, dict):
            raise ValueError("an object expected")
        return kind(**{name: ways[name].decode(part) for name, part in value.items()})

    return _Way(encode, decode, lambda value: type(value) is kind, lambda value: isinstance(value, dict))
