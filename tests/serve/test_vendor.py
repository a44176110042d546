"""The code of others that pages load is what its authors published."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from tools import vendor


@pytest.mark.parametrize("name", sorted(vendor.FILES))
def test_a_file_is_shipped_as_it_was_taken(name: str) -> None:
    data = (vendor.TARGET / name).read_bytes()
    assert hashlib.sha256(data).hexdigest() == vendor.FILES[name]


def test_every_file_has_a_licence() -> None:
    told = (vendor.TARGET / "LICENSES.txt").read_text(encoding="utf-8")
    files = {path.name for path in vendor.TARGET.iterdir()} - {"LICENSES.txt"}
    assert files == set(vendor.FILES)
    assert all(name in told for name in files)


def test_another_archive_is_refused(tmp_path: Path) -> None:
    other = tmp_path / vendor.ARCHIVE
    other.write_bytes(b"other")
    with pytest.raises(SystemExit, match="is not the package"):
        vendor.taken(other)
