"""Markdown with a folder of pictures: opens again as the same document, and leaves nothing half done."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dreamwriter.document.blocks import Figure, InlineImage
from dreamwriter.document.files import open_document
from dreamwriter.errors import CannotSave
from dreamwriter.export.markdown import write_markdown_folder
from tests.dreamwriter.export.sample import FOX, OWL, paragraph, sample


def test_it_opens_again_with_its_pictures(tmp_path: Path) -> None:
    target = tmp_path / "My fox.md"
    write_markdown_folder(sample(), target)
    assert sorted(file.name for file in (tmp_path / "My fox_files").iterdir()) == ["fox.png", "owl.png", "scan.jpg"]
    again = open_document(target)
    assert [figure.alt for figure in again.figures()] == [figure.alt for figure in sample().figures()]
    fox = next(again.figures())
    asset = again.asset_of(fox)
    assert asset is not None
    assert asset.data == FOX.data
    assert "My%20fox_files/fox.png" in target.read_text(encoding="utf-8")


def test_names_are_plain_and_do_not_meet(tmp_path: Path) -> None:
    blocks = (
        Figure("assets/a b?.png", "1"),
        Figure("assets/x/A%20b.png", "2"),
        paragraph(InlineImage("assets/...png")),
    )
    assets = {"assets/a b?.png": FOX, "assets/x/A%20b.png": OWL, "assets/...png": OWL}
    write_markdown_folder(replace(sample(*blocks), assets=assets), tmp_path / "n.md")
    names = {file.name: file.read_bytes() for file in (tmp_path / "n_files").iterdir()}
    assert names == {"a-b.png": FOX.data, f"A-b-{OWL.sha256[:12]}.png": OWL.data, "picture.png": OWL.data}


def test_other_files_stay_and_no_folder_without_pictures(tmp_path: Path) -> None:
    write_markdown_folder(sample(paragraph("x")), tmp_path / "plain.md")
    assert [file.name for file in tmp_path.iterdir()] == ["plain.md"]
    (tmp_path / "a_files").mkdir()
    (tmp_path / "a_files" / "mine.txt").write_text("mine", encoding="utf-8")
    write_markdown_folder(sample(), tmp_path / "a.md")
    assert (tmp_path / "a_files" / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_a_failure_leaves_nothing_new(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()
    with pytest.raises(CannotSave):
        write_markdown_folder(sample(), tmp_path / "a.md")
    assert [file.name for file in tmp_path.iterdir()] == ["a.md"]
    (tmp_path / "b_files").write_text("in the way", encoding="utf-8")
    with pytest.raises(CannotSave):
        write_markdown_folder(sample(), tmp_path / "b.md")
    assert not (tmp_path / "b.md").exists()
    assert (tmp_path / "b_files").read_text(encoding="utf-8") == "in the way"
