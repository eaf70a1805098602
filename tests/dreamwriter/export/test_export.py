"""Publishing by name: every form, its progress, and targets that cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from dreamwriter.document.files import open_document
from dreamwriter.errors import CannotExport, CannotSave
from dreamwriter.export.export import SUFFIXES, check_target, export
from tests.dreamwriter.export.sample import paragraph, sample


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_form_is_written_and_written_again(tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"fox{suffix}"
    for _ in range(2):
        told: list[float] = []
        assert export(sample(), target, progress=told.append) == ()
        assert told == sorted(told)
        assert (told[0], told[-1]) == (0.0, 1.0)
    assert target.exists()
    assert [file for file in tmp_path.iterdir() if file.name.endswith(".tmp")] == []
    if suffix in (".textpack", ".textbundle", ".md"):
        assert open_document(target).title == sample().title


def test_the_suffix_may_be_in_capitals(tmp_path: Path) -> None:
    export(sample(paragraph("x")), tmp_path / "A.HTML")
    assert (tmp_path / "A.HTML").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("name", ["fox", "fox.docx", ".pdf", "fox.html.zip"])
def test_an_unknown_form_is_refused_before_work(tmp_path: Path, name: str) -> None:
    with pytest.raises(CannotExport, match="in which form") as caught:
        export(sample(), tmp_path / name)
    assert ".textpack, .textbundle, .html, .pdf or .md" in caught.value.advice
    with pytest.raises(CannotExport):
        check_target(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", [".html", ".md", ".textpack"])
def test_a_folder_that_is_not_there(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(CannotSave, match="could not be saved"):
        export(sample(paragraph("x")), tmp_path / "nowhere" / f"fox{suffix}")


def test_boxes_in_a_pdf_are_told(tmp_path: Path) -> None:
    (notice,) = export(sample(paragraph("\U0010fff0")), tmp_path / "fox.pdf")
    assert notice == "The PDF shows boxes for signs that no font on this computer has: \U0010fff0"
