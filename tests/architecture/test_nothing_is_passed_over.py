"""A test whose part is missing is skipped at home and fails where a change is judged."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.checkout import ROOT

SKIPS = {
    "mark": "import pytest\n@pytest.mark.skipif(True, reason='no part')\ndef test_it(): ...\n",
    "call": "import pytest\ndef test_it(): pytest.skip('no part')\n",
    "module": "import pytest\npytest.importorskip('no_such_part_anywhere')\ndef test_it(): ...\n",
}


def outcome(folder: Path, ci: str) -> tuple[int, str]:
    """Exit code and closing line of a run over a folder."""
    environment = {key: value for key, value in os.environ.items() if key != "CI"} | {"CI": ci}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(folder)],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout.splitlines()[-1]


@pytest.mark.parametrize("kind", SKIPS)
def test_a_missing_part_fails_only_in_ci(tmp_path: Path, kind: str) -> None:
    shutil.copy(ROOT / "tests/conftest.py", tmp_path)
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    (tmp_path / "test_it.py").write_text(SKIPS[kind], encoding="utf-8")
    code, closing = outcome(tmp_path, ci="")
    assert "1 skipped" in closing
    assert code in {0, 5}
    code, closing = outcome(tmp_path, ci="true")
    assert "skipped" not in closing
    assert code in {1, 2}
