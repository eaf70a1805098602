"""Targets are checked before the work: kind, folder, rights."""

from __future__ import annotations

from pathlib import Path

import pytest

from dreamwriter.errors import BadUse, CannotSave
from dreamwriter.export.export import SUFFIXES as EXPORT_SUFFIXES
from dreamwriter.session.targets import DOCUMENT_SUFFIXES, PICTURE_SUFFIXES, check_target, numbered


@pytest.mark.parametrize("name", ["a.html", "a.PDF", "a.textpack", "a.textbundle", "a.md"])
def test_good_targets_pass_and_leave_nothing(tmp_path: Path, name: str) -> None:
    check_target(tmp_path / name, DOCUMENT_SUFFIXES)
    assert list(tmp_path.iterdir()) == []


def test_every_form_of_export_is_a_target() -> None:
    assert DOCUMENT_SUFFIXES == EXPORT_SUFFIXES


def test_an_unknown_kind_is_bad_use(tmp_path: Path) -> None:
    with pytest.raises(BadUse) as caught:
        check_target(tmp_path / "a.docx", DOCUMENT_SUFFIXES)
    assert ".pdf or .md" not in caught.value.sentence
    assert ".textpack, .textbundle, .html, .pdf or .md" in caught.value.advice
    with pytest.raises(BadUse, match=r"a\.jpg"):
        check_target(tmp_path / "a.jpg", PICTURE_SUFFIXES)


def test_what_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.html").mkdir()
    (tmp_path / "file").write_text("")
    for target, words in (
        (tmp_path / "folder.html", "is a folder"),
        (tmp_path / "missing" / "a.html", "no folder"),
        (tmp_path / "file" / "a.html", "no folder"),
        (Path("/proc/self/a.html"), "no folder|Nothing can be written"),
    ):
        with pytest.raises(CannotSave, match=words):
            check_target(target, DOCUMENT_SUFFIXES)


def test_a_bundle_that_is_there_may_be_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.textbundle").mkdir()
    check_target(tmp_path / "a.textbundle", DOCUMENT_SUFFIXES)
    assert (tmp_path / "a.textbundle").is_dir()


def test_several_pictures_are_numbered() -> None:
    assert numbered(Path("d/fox.png"), 1) == [Path("d/fox.png")]
    assert numbered(Path("d/fox.png"), 3) == [Path("d/fox-1.png"), Path("d/fox-2.png"), Path("d/fox-3.png")]
