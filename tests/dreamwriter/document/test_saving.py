"""Whatever goes wrong while saving, the old file is there and nothing else."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from dreamwriter.document.saving import check_unchanged, replace_folder, state_of, write_file
from dreamwriter.errors import CannotSave, ChangedElsewhere


def save_file(path: Path) -> None:
    write_file(path, b"new")


def save_folder(path: Path) -> None:
    replace_folder(path, {"text.md": b"new", "assets/a.png": b"p"})


def make_old(path: Path, save: Callable[[Path], None]) -> None:
    if save is save_file:
        path.write_bytes(b"old")
    else:
        path.mkdir()
        (path / "text.md").write_bytes(b"old")


def content(path: Path) -> bytes:
    return (path / "text.md" if path.is_dir() else path).read_bytes()


BOTH = pytest.mark.parametrize("save", [save_file, save_folder])


@BOTH
def test_new_and_old_files_are_written(tmp_path: Path, save: Callable[[Path], None]) -> None:
    path = tmp_path / "a"
    save(path)
    assert content(path) == b"new"
    save(path)
    assert content(path) == b"new"
    assert list(tmp_path.iterdir()) == [path]


@BOTH
@pytest.mark.parametrize("call", ["fsync", "open", "replace", "rename"])
@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "disk is full"), (errno.EACCES, "not allowed"), (errno.EIO, "refused")]
)
def test_on_failure_the_old_file_stays(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    save: Callable[[Path], None],
    call: str,
    number: int,
    words: str,
) -> None:
    if (save, call) in ((save_file, "rename"), (save_folder, "replace")):
        call = "fsync"
    path = tmp_path / "a"
    make_old(path, save)

    real = getattr(os, call)

    def fail(*arguments: int, **named: object) -> object:
        if call == "open" and not arguments[1] & os.O_CREAT:  # reading goes on while writing fails
            return real(*arguments, **named)
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(CannotSave, match=words) as caught:
        save(path)
    monkeypatch.undo()
    assert caught.value.advice
    assert content(path) == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_when_the_second_rename_fails_the_old_folder_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    make_old(path, save_folder)
    rename = os.rename
    calls: list[object] = []

    def second_fails(source: Path, target: Path) -> None:
        calls.append(source)
        if len(calls) == 2:
            raise OSError(errno.EIO, "no")
        rename(source, target)

    monkeypatch.setattr(os, "rename", second_fails)
    with pytest.raises(CannotSave):
        save_folder(path)
    assert content(path) == b"old"
    assert list(tmp_path.iterdir()) == [path]


@BOTH
def test_a_vanished_folder_is_an_error_with_advice(tmp_path: Path, save: Callable[[Path], None]) -> None:
    with pytest.raises(CannotSave, match="no such folder"):
        save(tmp_path / "gone" / "a")
    blocked = tmp_path / "file"
    blocked.write_bytes(b"x")
    with pytest.raises(CannotSave, match="no such folder"):
        save(blocked / "a")


def test_a_file_and_a_folder_do_not_replace_each_other(tmp_path: Path) -> None:
    make_old(tmp_path / "folder", save_folder)
    make_old(tmp_path / "file", save_file)
    with pytest.raises(CannotSave):
        save_file(tmp_path / "folder")
    with pytest.raises(CannotSave):
        save_folder(tmp_path / "file")
    assert content(tmp_path / "folder") == content(tmp_path / "file") == b"old"


def test_permissions_are_kept_and_links_followed(tmp_path: Path) -> None:
    path, link = tmp_path / "a", tmp_path / "link"
    path.write_bytes(b"old")
    path.chmod(0o640)
    link.symlink_to(path)
    save_file(link)
    assert link.is_symlink()
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640


@BOTH
def test_changes_of_others_are_seen(tmp_path: Path, save: Callable[[Path], None]) -> None:
    path = tmp_path / "a"
    check_unchanged(path, None)
    save(path)
    known = state_of(path)
    with pytest.raises(ChangedElsewhere, match="is there already") as caught:
        check_unchanged(path, None)
    assert caught.value.code == "changed-elsewhere"
    text = path / "text.md" if path.is_dir() else path
    os.utime(text, (1, 1))
    check_unchanged(path, known)
    text.write_bytes(b"other")
    with pytest.raises(ChangedElsewhere, match="changed by another program"):
        check_unchanged(path, known)


def test_the_state_that_writing_gives_is_the_state_of_the_file(tmp_path: Path) -> None:
    assert write_file(tmp_path / "a", b"abc") == state_of(tmp_path / "a")
    assert replace_folder(tmp_path / "b", {"x/y": b"abc"}) == state_of(tmp_path / "b")
    assert state_of(tmp_path / "c") is None
