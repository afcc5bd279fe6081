"""Make ``resources/color/srgb.icc``: what the colours of the printed report mean, as PDF/A wants it said.

    python packaging/make_srgb.py

A profile of the oldest kind that everything reads (ICC.1:2001-04, version 2): three primaries and one curve. The
numbers are those of IEC 61966-2-1, adapted to D50 by the Bradford transform. Same program, same bytes.
"""

from __future__ import annotations

import struct
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "resources" / "color" / "srgb.icc"
_WHITE = (0.9642, 1.0, 0.8249)
_PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
_STEPS = 1024
_NAME = b"sRGB IEC61966-2.1"
_RIGHTS = b"No rights reserved (CC0 1.0)"


def _numbers(values: tuple[float, float, float]) -> bytes:
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def _place(values: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + _numbers(values)


def _curve() -> bytes:
    """Light for each step of the signal, from none to all."""
    light = []
    for step in range(_STEPS):
        signal = step / (_STEPS - 1)
        value = signal / 12.92 if signal <= 0.04045 else ((signal + 0.055) / 1.055) ** 2.4
        light.append(round(value * 65535))
    return b"curv\0\0\0\0" + struct.pack(f">I{_STEPS}H", _STEPS, *light)


def profile() -> bytes:
    """The profile's bytes."""
    described = b"desc\0\0\0\0" + struct.pack(">I", len(_NAME) + 1) + _NAME + b"\0" + bytes(8 + 3 + 67)
    tags = [
        (b"desc", described),
        (b"cprt", b"text\0\0\0\0" + _RIGHTS + b"\0"),
        (b"wtpt", _place(_WHITE)),
        *((name, _place(values)) for name, values in _PRIMARIES.items()),
        (b"rTRC", _curve()),
    ]
    start = 128 + 4 + 12 * (len(tags) + 2)
    table, body, places = b"", b"", {}
    for name, content in tags:
        places[name] = (start + len(body), len(content))
        body += content + bytes(-len(content) % 4)
    # Green and blue have red's curve.
    for name in (*(name for name, _ in tags), b"gTRC", b"bTRC"):
        table += struct.pack(">4sII", name, *places[b"rTRC" if name.endswith(b"TRC") else name])
    header = struct.pack(">I4sI4s4s4s", start + len(body), bytes(4), 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    header += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(4 + 4 + 4 + 4 + 8) + bytes(4)
    header += _numbers(_WHITE) + bytes(48)
    assert len(header) == 128
    return header + struct.pack(">I", len(tags) + 2) + table + body


if __name__ == "__main__":
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(profile())
