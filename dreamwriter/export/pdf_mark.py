"""The mark that a PDF carries: its XMP says that a model made pictures in it."""

from __future__ import annotations

import re

from engine.protocol.mark import DIGITAL_SOURCE_TYPES, MarkSource

_METADATA = re.compile(rb"<</Length (\d+)/Type/Metadata/Subtype/XML>>\nstream\n")
_REFERENCES = re.compile(rb"\nxref\n0 \d+\n((?:\d{10} \d{5} [nf]\r\n)+)trailer\n")
_START = re.compile(rb"startxref\n(\d+)\n%%EOF\s*\Z")
_END = b"</rdf:Description>"


def mark_pdf(pdf: bytes, source: MarkSource) -> bytes:
    """The same PDF with the IPTC digital source type in its XMP.

    typst offers no way to say more in the XMP, so the packet is lengthened in place and the table of positions moved
    by as much.

    Args:
        pdf: as typst writes it: one plain table of positions, XMP not compressed.

    Raises:
        ValueError: it is not built like that.
    """
    metadata, references, start = _METADATA.search(pdf), _REFERENCES.search(pdf), _START.search(pdf)
    if metadata is None or references is None or start is None:
        raise ValueError("a PDF of another build")
    length = int(metadata[1])
    packet = pdf[metadata.end() : metadata.end() + length]
    words = (
        f'<Iptc4xmpExt:DigitalSourceType xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">'
        f"{DIGITAL_SOURCE_TYPES[source]}</Iptc4xmpExt:DigitalSourceType>"
    ).encode()
    before, end, after = packet.rpartition(_END)
    if not end or metadata.end() > references.start():
        raise ValueError("a PDF of another build")
    packet = before + words + end + after
    head = b"<</Length %d/Type/Metadata/Subtype/XML>>\nstream\n" % len(packet)
    shift = len(head) + len(packet) - (metadata.end() - metadata.start() + length)

    def moved(position: int) -> int:
        return position + shift if position > metadata.start() else position

    table = b"".join(_moved_row(row, moved(int(row[:10]))) for row in references[1].splitlines(keepends=True))
    return b"".join(
        (
            pdf[: metadata.start()],
            head,
            packet,
            pdf[metadata.end() + length : references.start(1)],
            table,
            pdf[references.end(1) : start.start()],
            b"startxref\n%d\n%%%%EOF" % moved(int(start[1])),
        )
    )


def _moved_row(row: bytes, position: int) -> bytes:
    return b"%010d" % position + row[10:] if row[17:18] == b"n" else row
