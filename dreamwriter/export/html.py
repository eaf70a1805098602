"""A document as one HTML file that needs nothing else: text, style, font and pictures in it, and no script."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from html import escape
from string import Template
from typing import Any
from urllib.parse import unquote

import resources
from dreamwriter.document.assets import Asset
from dreamwriter.document.blocks import plain_text
from dreamwriter.document.document import Document
from dreamwriter.export.characters import printable
from dreamwriter.export.cleaning import clean_page
from dreamwriter.export.html_blocks import BodyWriter
from dreamwriter.export.options import ExportOptions
from dreamwriter.export.origin import Origin, colophon, origins_of
from dreamwriter.export.pictures import alt_of
from dreamwriter.export.structure import Structure, structure_of
from dreamwriter.export.web_fonts import font_faces
from engine.protocol.mark import DIGITAL_SOURCE_TYPES, MarkSource

_SCHEMA_SOURCE_TYPES: dict[MarkSource, str] = {
    "generated": "https://schema.org/TrainedAlgorithmicMediaDigitalSource",
    "edited": "https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource",
}
"""Members of https://schema.org/IPTCDigitalSourceEnumeration."""
_MODERN = '\nbody { font-family: system-ui, -apple-system, "Segoe UI", "Inter", "Roboto", "Noto Sans", sans-serif; }\n'
"""The reader's own interface font: nothing has to be brought along."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def html_page(document: Document, options: ExportOptions | None = None) -> str:
    """The whole page.

    The body holds no tag, attribute or address that `cleaning` does not know, and the policy in its head forbids
    scripts and the network, so that nothing that a model wrote or a paste brought can act.
    """
    options = options or ExportOptions()
    structure = structure_of(document)
    body = printable(_body(document, structure, options))
    folder = resources.folder() / "export"
    style = (folder / "article.css").read_text(encoding="utf-8")
    style = style + _MODERN if options.style == "modern" else font_faces(body) + "\n" + style
    page = Template((folder / "article.html").read_text(encoding="utf-8"))
    return page.substitute(
        language=escape(language_of(document)),
        policy=escape(_policy(style)),
        title=escape(structure.title),
        more=printable("\n".join(_head_lines(document, structure))),
        style=style,
        data=printable(_for_script(_linked_data(document, structure))),
        body=clean_page(body, lambda target: _data_address(document, target)),
    )


def language_of(document: Document) -> str:
    """The language tag of a document; "en" when what it says is none."""
    tag = document.metadata.language.strip()
    return tag if _LANGUAGE.fullmatch(tag) else "en"


def _body(document: Document, structure: Structure, options: ExportOptions) -> str:
    pieces = [f"<h1>{escape(structure.title)}</h1>"] if structure.adds_title else []
    if document.metadata.author:
        pieces.append(f'<p class="byline">{escape(document.metadata.author)}</p>')
    pieces.append(BodyWriter(document, structure).body())
    credit = colophon(document) if options.colophon else ""
    if credit:
        foreign = "" if language_of(document).lower().split("-")[0] == "en" else ' lang="en"'
        pieces.append(f'<footer class="colophon"{foreign}>{escape(credit)}</footer>')
    return "\n".join(pieces)


def _policy(style: str) -> str:
    """Nothing may be loaded or run; the one style sheet is known by its hash."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; img-src data:; font-src data:; style-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _head_lines(document: Document, structure: Structure) -> list[str]:
    names = {"description": structure.description, "author": document.metadata.author}
    return [f'<meta name="{name}" content="{escape(value)}">' for name, value in names.items() if value]


def _data_address(document: Document, target: str) -> str | None:
    asset = document.assets.get(target) or document.assets.get(unquote(target))
    return f"data:{asset.media_type};base64,{b64encode(asset.data).decode()}" if asset else None


def _linked_data(document: Document, structure: Structure) -> dict[str, Any]:
    """What programs read about the page, in the words of schema.org."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": structure.title,
        "inLanguage": language_of(document),
    }
    if structure.description:
        data["description"] = structure.description
    if document.metadata.author:
        data["author"] = {"@type": "Person", "name": document.metadata.author}
    shown = [figure for figure in document.figures() if document.asset_of(figure) is not None]
    pictures = [
        _picture_data(asset, origin, alt_of(document, figure), plain_text(figure.caption))
        for figure, (asset, origin) in zip(shown, origins_of(document), strict=True)
    ]
    return data | ({"image": pictures} if pictures else {})


def _picture_data(asset: Asset, origin: Origin | None, alt: str, caption: str) -> dict[str, Any]:
    data: dict[str, Any] = {
        "@type": "ImageObject",
        "description": alt,
        "encodingFormat": asset.media_type,
        "width": asset.width,
        "height": asset.height,
        "sha256": asset.sha256,
    }
    if caption:
        data["caption"] = caption
    if origin is not None:
        data["digitalSourceType"] = [_SCHEMA_SOURCE_TYPES[origin.source], DIGITAL_SOURCE_TYPES[origin.source]]
        data["creditText"] = origin.credit
    return data


def _for_script(data: dict[str, Any]) -> str:
    """JSON that cannot close the element that it stands in."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
