"""Bundle folders are read whole, and links in them are not followed."""

from __future__ import annotations

from pathlib import Path

import pytest

from dreamwriter.document.textbundle import read_folder
from dreamwriter.errors import BadDocument


def test_all_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "assets" / "deep").mkdir(parents=True)
    (tmp_path / "text.md").write_bytes(b"a")
    (tmp_path / "assets" / "deep" / "b.bin").write_bytes(b"b")
    assert read_folder(tmp_path) == {"text.md": b"a", "assets/deep/b.bin": b"b"}


@pytest.mark.parametrize("folder", [True, False])
def test_links_are_refused(tmp_path: Path, folder: bool) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.png").write_bytes(b"s")
    bundle = tmp_path / "a.textbundle"
    bundle.mkdir()
    (bundle / "assets").symlink_to(outside if folder else outside / "secret.png")
    with pytest.raises(BadDocument, match="link"):
        read_folder(bundle)


def test_a_missing_folder_is_an_error_with_advice(tmp_path: Path) -> None:
    with pytest.raises(BadDocument, match="cannot be read"):
        read_folder(tmp_path / "nothing")
