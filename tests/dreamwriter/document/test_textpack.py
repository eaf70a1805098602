"""Packs that are not what they should be are refused with plain words."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from dreamwriter.document import pack_limits
from dreamwriter.document.textpack import packed, read_pack
from dreamwriter.errors import BadDocument

FILES = {"info.json": b"{}", "text.md": b"# Fox\n" * 50, "assets/a.png": b"\x89PNG"}


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_there_and_back_with_the_same_bytes_each_time(tmp_path: Path) -> None:
    data = packed(FILES)
    assert data == packed(FILES)
    assert read_pack(write(tmp_path / "a.textpack", data)) == FILES


@pytest.mark.parametrize("cut", [0, 1, 30, 100, -1, -10, -60])
def test_a_truncated_pack_is_refused(tmp_path: Path, cut: int) -> None:
    with pytest.raises(BadDocument, match="damaged or cut off"):
        read_pack(write(tmp_path / "a.textpack", packed(FILES)[:cut]))


def test_flipped_bytes_never_raise_anything_else(tmp_path: Path) -> None:
    data = packed(FILES)
    path = tmp_path / "a.textpack"
    refused = 0
    for at in range(0, len(data), 3):
        try:
            read_pack(write(path, data[:at] + bytes([data[at] ^ 0x5A]) + data[at + 1 :]))
        except BadDocument:
            refused += 1
    assert refused > 20


@pytest.mark.parametrize("data", [b"", b"hello", b"%PDF-1.7 nothing", b"PK\x03\x04" + bytes(100)])
def test_what_is_no_zip_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(BadDocument, match="no TextPack"):
        read_pack(write(tmp_path / "a.textpack", data))


def test_a_missing_file_is_an_error_with_advice(tmp_path: Path) -> None:
    with pytest.raises(BadDocument, match="cannot be read"):
        read_pack(tmp_path / "nothing.textpack")


@pytest.mark.parametrize(
    "name", ["../out.md", "/etc/out", "a/../../out", "..\\out", "C:\\out", "C:out", "a//b", "./a", "a\x01b", "a/.."]
)
def test_names_that_lead_out_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadDocument, match="leads out"):
        read_pack(write(tmp_path / "a.textpack", packed(FILES | {name: b"x"})))
    assert [path.name for path in tmp_path.iterdir()] == ["a.textpack"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["text.md", "TEXT.md"])
def test_two_files_of_one_name_are_refused(tmp_path: Path, name: str) -> None:
    out = io.BytesIO(packed(FILES))
    with zipfile.ZipFile(out, "a") as pack:
        pack.writestr(name, b"other")
    with pytest.raises(BadDocument, match="same name"):
        read_pack(write(tmp_path / "a.textpack", out.getvalue()))


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_links_are_refused(tmp_path: Path, kind: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        info = zipfile.ZipInfo("assets/a.png")
        info.external_attr = (kind | 0o777) << 16
        pack.writestr(info, "/etc/passwd")
    with pytest.raises(BadDocument, match="link"):
        read_pack(write(tmp_path / "a.textpack", out.getvalue()))


def test_a_bomb_is_refused_while_it_is_unpacked(tmp_path: Path) -> None:
    data = packed(FILES | {"bomb.txt": bytes(40 * 1024**2)})
    assert len(data) < 100_000
    with pytest.raises(BadDocument, match="far more than its size says"):
        read_pack(write(tmp_path / "a.textpack", data))


def test_sizes_in_the_header_are_not_believed(tmp_path: Path) -> None:
    data = packed({"bomb.txt": bytes(40 * 1024**2)}).replace(struct.pack("<I", 40 * 1024**2), struct.pack("<I", 10))
    with pytest.raises(BadDocument):
        read_pack(write(tmp_path / "a.textpack", data))


@pytest.mark.parametrize(("limit", "value"), [("MAX_FILES", 2), ("MAX_FILE_BYTES", 100), ("MAX_TOTAL_BYTES", 200)])
def test_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int) -> None:
    monkeypatch.setattr(pack_limits, limit, value)
    with pytest.raises(BadDocument, match="so it was not opened"):
        read_pack(write(tmp_path / "a.textpack", packed(FILES)))


def test_a_locked_pack_is_refused(tmp_path: Path) -> None:
    data = bytearray(packed({"text.md": b"x"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(BadDocument, match="password"):
        read_pack(write(tmp_path / "a.textpack", bytes(data)))


def test_an_unusual_way_of_packing_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as pack:
        pack.writestr("text.md", b"x" * 1000)
    with pytest.raises(BadDocument, match="not usual"):
        read_pack(write(tmp_path / "a.textpack", out.getvalue()))
