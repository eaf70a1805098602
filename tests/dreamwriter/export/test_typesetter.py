"""The process that runs typst: it reads nothing outside its folder, and its failures are its own."""

from __future__ import annotations

import threading
from pathlib import Path

import psutil
import pytest

import resources
from dreamwriter.export.typesetter import Typesetter, TypesetterError, TypesetterStopped

FONTS = resources.folder() / "fonts"


def test_it_sets_a_page(tmp_path: Path) -> None:
    (tmp_path / "page.typ").write_text("Hello", encoding="utf-8")
    assert Typesetter().pdf(tmp_path, FONTS, False, False).startswith(b"%PDF-")


def test_nothing_outside_the_folder_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    folder = tmp_path / "page"
    folder.mkdir()
    (folder / "page.typ").write_text('#read("../secret.txt")', encoding="utf-8")
    with pytest.raises(TypesetterError, match="error"):
        Typesetter().pdf(folder, FONTS, False, False)


def test_a_process_that_breaks_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(TypesetterError):
        Typesetter().pdf(tmp_path / "nowhere", FONTS, False, False)


def test_what_is_in_work_is_stopped_at_once(tmp_path: Path) -> None:
    loops = "#for a in range(9999) { for b in range(9999) { for c in range(9999) { let d = a } } }"
    (tmp_path / "page.typ").write_text(loops, encoding="utf-8")
    typesetter, ends = Typesetter(), list[BaseException]()

    def work() -> None:
        try:
            typesetter.pdf(tmp_path, FONTS, False, False)
        except TypesetterStopped as stopped:
            ends.append(stopped)

    thread = threading.Thread(target=work)
    thread.start()
    while typesetter._process is None:
        assert thread.is_alive()
    process = psutil.Process(typesetter._process.pid)
    typesetter.stop()
    thread.join(10)
    assert len(ends) == 1
    assert not process.is_running()
    with pytest.raises(TypesetterStopped):
        typesetter.pdf(tmp_path, FONTS, False, False)


def test_only_the_first_pages_are_given(tmp_path: Path) -> None:
    (tmp_path / "page.typ").write_text("#for n in range(5) [#n #pagebreak(weak: true)]", encoding="utf-8")
    pictures = Typesetter().pictures(tmp_path, FONTS, 3, False)
    assert len(pictures) == 3
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)
