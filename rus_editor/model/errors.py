"""The one exception that reaches a user: a code and its facts, never prose."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType


class ErrorCode(Enum):
    """What went wrong. The sentence for each lives in ``resources/wording/*.toml`` as ``errors.<code>``."""

    FILE_MISSING = "file_missing"
    FILE_UNREADABLE = "file_unreadable"
    FILE_EMPTY = "file_empty"
    NOT_A_ZIP = "not_a_zip"
    OLE_DOC = "ole_doc"
    OTHER_FORMAT = "other_format"
    ENCRYPTED = "encrypted"
    TRUNCATED = "truncated"
    DAMAGED_MEMBER = "damaged_member"
    UNSUPPORTED_COMPRESSION = "unsupported_compression"
    TOO_MANY_MEMBERS = "too_many_members"
    TOO_LARGE = "too_large"
    RATIO_TOO_HIGH = "ratio_too_high"
    TOO_MANY_ELEMENTS = "too_many_elements"
    TOO_DEEP = "too_deep"
    DOCTYPE = "doctype"
    CLIMBING_NAME = "climbing_name"
    DUPLICATE_MEMBER = "duplicate_member"
    MISSING_PART = "missing_part"
    NOT_A_DOCUMENT = "not_a_document"
    BROKEN_XML = "broken_xml"
    PROFILE_MISSING = "profile_missing"
    PROFILE_BROKEN = "profile_broken"
    CANNOT_WRITE = "cannot_write"
    CHANGED_ON_DISK = "changed_on_disk"
    NOT_A_PROJECT = "not_a_project"
    PROJECT_NEWER = "project_newer"
    PROJECT_ALTERED = "project_altered"
    PROJECT_DAMAGED = "project_damaged"
    PROJECT_LOST = "project_lost"
    PROJECT_IN_USE = "project_in_use"
    PROJECT_UNREACHABLE = "project_unreachable"
    VERSION_DAMAGED = "version_damaged"
    NOT_KEPT = "not_kept"
    BACKUP_FAILED = "backup_failed"
    BACKUP_DAMAGED = "backup_damaged"
    RESTORE_TRACKED = "restore_tracked"
    RESTORE_IMPOSSIBLE = "restore_impossible"
    TEMPLATE_UNUSABLE = "template_unusable"
    NO_BASELINE = "no_baseline"


class KnownError(Exception):
    """A fault outside the program that the user can be told about in one sentence.

    ``facts`` are the values that the sentence is filled in with (file name, part, limit …).
    """

    def __init__(self, code: ErrorCode, **facts: str | int) -> None:
        super().__init__(code.value)
        self.code = code
        self.facts: Mapping[str, str | int] = MappingProxyType(dict(facts))
