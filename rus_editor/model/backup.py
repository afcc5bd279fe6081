"""Backups of projects as values: what each holds, and which of them are worth keeping as time goes by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

_ALL_DAYS = timedelta(days=7)
_WEEKLY_DAYS = timedelta(days=61)
_MONTHLY_DAYS = timedelta(days=731)
FEWEST = 3
"""So many of the newest ones are kept whatever their age."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What a project's file was found to hold when all of it had been gone through.

    ``state`` is another word whenever something is done to it, ``entries`` the number of the journal's last entry,
    ``written`` when that was kept (ISO 8601; empty for none). ``digest`` is the file's SHA-256 in hexadecimal, ``size``
    its bytes.
    """

    project: str
    name: str
    state: str
    entries: int
    written: str
    versions: tuple[str, ...]
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was found whole when it was made. ``place`` names the folder of the project that it is of."""

    path: Path
    place: str
    made: datetime
    shown: str
    """The file that the project belonged to, or empty."""
    holding: Holding


def worth_keeping(moments: Iterable[datetime], now: datetime) -> set[datetime]:
    """Which backups to keep, by when they were made.

    All of the last seven days, the last of each week for two months, the last of each month for two years, and the
    newest ones however old they are.
    """
    newest_first = sorted(set(moments), reverse=True)
    kept = set(newest_first[:FEWEST])
    kept.update(moment for moment in newest_first if now - moment < _ALL_DAYS)
    for longest, period in ((_WEEKLY_DAYS, _week), (_MONTHLY_DAYS, _month)):
        seen: set[tuple[int, int]] = set()
        for moment in newest_first:
            if now - moment < longest and period(moment) not in seen:
                seen.add(period(moment))
                kept.add(moment)
    return kept


def _week(moment: datetime) -> tuple[int, int]:
    year, week, _ = moment.isocalendar()
    return year, week


def _month(moment: datetime) -> tuple[int, int]:
    return moment.year, moment.month
