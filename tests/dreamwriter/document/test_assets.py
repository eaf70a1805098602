"""Pictures are known by their content, and refused when they are none."""

from __future__ import annotations

import hashlib
import struct
import warnings
import zlib

import pytest

from dreamwriter.document import assets
from dreamwriter.document.assets import looked_at, read_asset
from dreamwriter.errors import BadDocument
from tests.dreamwriter.document.pictures import picture


@pytest.mark.parametrize(
    ("kind", "media_type", "suffix"),
    [
        ("PNG", "image/png", ".png"),
        ("JPEG", "image/jpeg", ".jpg"),
        ("WEBP", "image/webp", ".webp"),
        ("GIF", "image/gif", ".gif"),
    ],
)
def test_a_picture_is_known_by_its_content(kind: str, media_type: str, suffix: str) -> None:
    data = picture(kind=kind)
    asset = read_asset(data, "wrong-name.txt")
    assert (asset.media_type, asset.width, asset.height) == (media_type, 8, 6)
    assert asset.sha256 == hashlib.sha256(data).hexdigest()
    assert asset.target == f"assets/{asset.sha256[:16]}{suffix}"
    assert asset.data == data


@pytest.mark.parametrize("data", [b"", b"no picture", b"%PDF-1.7", picture()[:40], b"<svg></svg>", picture(kind="BMP")])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(BadDocument, match=r"fox\.png is no picture") as caught:
        read_asset(data, "fox.png")
    assert "PNG" in caught.value.advice


def huge_png(width: int, height: int) -> bytes:
    """A small file that says that it is a huge picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("side", [8193, 30_000, 2**31 - 1])
def test_a_huge_picture_is_refused_before_it_is_unpacked(side: int) -> None:
    with pytest.raises(BadDocument, match="megapixels"):
        read_asset(huge_png(side, side))


def test_a_huge_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "MAX_PICTURE_BYTES", 10)
    with pytest.raises(BadDocument, match="larger than"):
        read_asset(picture())


def test_many_pictures_are_looked_at_beside_each_other() -> None:
    files = {f"assets/{number}.png": picture(f"rgb({number},0,0)") for number in range(20)}
    files["assets/cut.png"] = picture()[:40]
    before = list(warnings.filters)
    with looked_at(files) as asset_of:
        assert [asset_of(path).data for path in list(files)[:20]] == list(files.values())[:20]
        with pytest.raises(BadDocument, match=r"cut\.png is no picture"):
            asset_of("assets/cut.png")
    assert warnings.filters == before
