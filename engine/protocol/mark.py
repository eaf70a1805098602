"""The mark that a PNG carries: how it was made, and that a model made it. Standard library only.

Two text chunks, right after the header, so that programs that know either kind find it:

    parameters          the line format of the Stable Diffusion web UI, which viewers and galleries read
    XML:com.adobe.xmp   XMP with the IPTC digital source type, which photo programs and search engines read

The same picture and recipe give the same bytes: there is no time in the mark.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape

from engine.protocol.values import Recipe

MarkSource = Literal["generated", "edited"]
"""Made by a model from words or from its own pictures, or by a model from a human's picture."""

DIGITAL_SOURCE_TYPES: dict[MarkSource, str] = {
    "generated": "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
    "edited": "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia",
}
"""IPTC NewsCodes for where a picture comes from, https://cv.iptc.org/newscodes/digitalsourcetype/."""

CREATOR_TOOL = "DreamWriter"

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PARAMETERS = "parameters"
_XMP = "XML:com.adobe.xmp"
_MAX_TEXT = 1 << 20
"""Bytes of one text chunk of a foreign picture, unpacked, that are looked at."""
_SAMPLERS = {"dpm++": "DPM++ 2M", "ddim": "DDIM", "ddpm": "DDPM"}
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SOURCE_TYPE = re.compile(r"newscodes/digitalsourcetype/(compositeWithTrained|trained)AlgorithmicMedia\b")


@dataclass(frozen=True)
class Mark:
    """What a picture says about how it was made.

    Attributes:
        source: where it comes from.
        parameters: the recipe as text for people, several lines; "" when the picture says none.
    """

    source: MarkSource
    parameters: str = ""


def mark_png(png: bytes, recipe: Recipe, source: MarkSource = "generated") -> bytes:
    """The same picture with its recipe and its mark of being made by a model; earlier ones are replaced.

    Args:
        png: an encoded PNG. Pixels and all other chunks stay as they are; what follows the end of the picture goes.
        recipe: how it came to be.
        source: "edited" when a human's picture went into it.

    Raises:
        ValueError: `png` is no whole PNG.
    """
    chunks = [(kind, data) for kind, data in _chunks(png) if _keyword(kind, data) not in (_PARAMETERS, _XMP)]
    text = _text_chunk(_PARAMETERS, parameters_text(recipe))
    xmp = (b"iTXt", _international(_XMP, xmp_packet(recipe, source)))
    return _SIGNATURE + b"".join(_packed(*chunk) for chunk in (chunks[0], text, xmp, *chunks[1:]))


def read_mark(png: bytes) -> Mark | None:
    """The mark of a picture, ours or that of another program; None when it has none.

    Args:
        png: an encoded PNG. Untrusted.

    Raises:
        ValueError: `png` is no whole PNG.
    """
    source: MarkSource | None = None
    parameters = ""
    for kind, data in _chunks(png):
        keyword = _keyword(kind, data)
        if keyword == _PARAMETERS:
            parameters = _text(kind, data)
        elif keyword == _XMP and (found := _SOURCE_TYPE.search(_text(kind, data))):
            source = "edited" if found[1] == "compositeWithTrained" else "generated"
    if source is None and not parameters:
        return None
    return Mark(source or "generated", parameters)


def parameters_text(recipe: Recipe) -> str:
    """The recipe in the line format of the Stable Diffusion web UI: words, negative words, settings."""
    fields = {
        "Steps": str(recipe.steps),
        "Sampler": _SAMPLERS[recipe.scheduler],
        "CFG scale": f"{recipe.guidance:g}",
        "Seed": str(recipe.seed),
        "Size": f"{recipe.width}x{recipe.height}",
        "Model": _field(recipe.model),
    }
    if recipe.strength is not None:
        fields["Denoising strength"] = f"{recipe.strength:g}"
    if recipe.guidance_rescale:
        fields["CFG Rescale"] = f"{recipe.guidance_rescale:g}"
    fields |= {"Mode": _field(recipe.mode), "Version": CREATOR_TOOL}
    lines = [_clean(recipe.conditioned_on)]
    if recipe.negative:
        lines.append(f"Negative prompt: {_clean(recipe.negative)}")
    lines.append(", ".join(f"{name}: {value}" for name, value in fields.items()))
    return "\n".join(lines)


def xmp_packet(recipe: Recipe, source: MarkSource = "generated") -> str:
    """An XMP packet that names the digital source type, the program, the model and the words.

    Properties are those of the IPTC Photo Metadata Standard 2025.1, https://iptc.org/std/photometadata/specification/.
    """
    properties = {
        "Iptc4xmpExt:DigitalSourceType": DIGITAL_SOURCE_TYPES[source],
        "Iptc4xmpExt:AISystemUsed": f"{CREATOR_TOOL}, model {recipe.model}",
        "Iptc4xmpExt:AIPromptInformation": recipe.conditioned_on,
        "xmp:CreatorTool": CREATOR_TOOL,
    }
    lines = [f"   <{name}>{escape(_clean(value))}</{name}>" for name, value in properties.items() if value]
    return "\n".join(
        [
            '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
            '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
            ' <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
            '  <rdf:Description rdf:about=""',
            '    xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"',
            '    xmlns:xmp="http://ns.adobe.com/xap/1.0/">',
            *lines,
            "  </rdf:Description>",
            " </rdf:RDF>",
            "</x:xmpmeta>",
            '<?xpacket end="w"?>',
        ]
    )


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Kind and data of each chunk, from IHDR to IEND. Raises ValueError where the file does not fit together."""
    if not png.startswith(_SIGNATURE):
        raise ValueError("no PNG: it does not begin like one")
    place, kind = len(_SIGNATURE), b""
    while kind != b"IEND":
        if place + 12 > len(png):
            raise ValueError("no whole PNG: it ends too early")
        length, name = struct.unpack_from(">I4s", png, place)
        end = place + 8 + length
        if end + 4 > len(png):
            raise ValueError("no whole PNG: a chunk ends too early")
        data = png[place + 8 : end]
        if zlib.crc32(data, zlib.crc32(name)) != struct.unpack_from(">I", png, end)[0]:
            raise ValueError("a damaged PNG: a checksum does not fit")
        if (name == b"IHDR") != (kind == b""):
            raise ValueError("no PNG: its header is not where it should be")
        yield name, data
        place, kind = end + 4, name


def _packed(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I4s", len(data), kind) + data + struct.pack(">I", zlib.crc32(data, zlib.crc32(kind)))


def _keyword(kind: bytes, data: bytes) -> str:
    """The keyword of a text chunk; "" for any other chunk."""
    return data.partition(b"\0")[0].decode("latin-1") if kind in (b"tEXt", b"zTXt", b"iTXt") else ""


def _text_chunk(keyword: str, text: str) -> tuple[bytes, bytes]:
    """As tEXt, which most programs read, where Latin-1 can hold the text; else as iTXt."""
    try:
        return b"tEXt", keyword.encode("latin-1") + b"\0" + text.encode("latin-1")
    except UnicodeEncodeError:
        return b"iTXt", _international(keyword, text)


def _international(keyword: str, text: str) -> bytes:
    """Data of an iTXt chunk: not compressed, no language, no translated keyword."""
    return keyword.encode("latin-1") + b"\0\0\0\0\0" + text.encode()


def _text(kind: bytes, data: bytes) -> str:
    """The text of a text chunk, cut at `_MAX_TEXT` bytes; "" when it cannot be read."""
    rest = data.partition(b"\0")[2]
    if kind == b"tEXt":
        return rest[:_MAX_TEXT].decode("latin-1")
    if kind == b"zTXt":
        return _inflated(rest[1:]).decode("latin-1")
    compressed = rest[:1] == b"\1"
    words = rest[2:].split(b"\0", 2)[-1]
    return (_inflated(words) if compressed else words[:_MAX_TEXT]).decode(errors="replace")


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, _MAX_TEXT)
    except zlib.error:
        return b""


def _clean(text: str) -> str:
    """Without the characters that neither XML nor a text chunk can hold."""
    return _NOT_IN_XML.sub("", text)


def _field(text: str) -> str:
    """In one line and without a comma, which would begin the next setting."""
    return " ".join(_clean(text).replace(",", " ").split())
