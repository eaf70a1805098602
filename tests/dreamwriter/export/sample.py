"""A document with one of everything, for the tests of every form that it can be written in."""

from __future__ import annotations

import io

from PIL import Image

from dreamwriter.document.assets import Asset, read_asset
from dreamwriter.document.blocks import (
    Block,
    Blocks,
    Code,
    CodeBlock,
    Emphasis,
    Figure,
    FootnoteDefinition,
    FootnoteRef,
    Heading,
    Inline,
    InlineImage,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
    ThematicBreak,
)
from dreamwriter.document.document import Document, Metadata
from dreamwriter.document.takes import FigureHistory, Take
from engine.protocol.values import Recipe

RECIPE = Recipe("storybook", "article", 1, 25, 5.0, 0.0, "", "dpm++", 32, 24, "A red fox in the snow")


def words(*pieces: str | Inline) -> tuple[Inline, ...]:
    return tuple(Text(piece) if isinstance(piece, str) else piece for piece in pieces)


def paragraph(*pieces: str | Inline) -> Paragraph:
    return Paragraph(words(*pieces))


def picture(colour: tuple[int, int, int], size: tuple[int, int] = (32, 24), kind: str = "PNG") -> Asset:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind)
    return read_asset(out.getvalue())


FOX = picture((200, 30, 10))
OWL = picture((240, 240, 250), (24, 24))
SCAN = picture((90, 90, 90), (20, 30), "JPEG")

EVERYTHING: Blocks = (
    Heading(1, words("A red fox & the <snow>")),
    paragraph("It is a cold day.", FootnoteRef("cold"), " Nothing moves, not even ", Emphasis(words("the owl")), "."),
    Figure("assets/fox.png", 'A "red" fox', words("It has stopped."), figure_id="fox"),
    Heading(3, words("What the night brings")),
    paragraph(Strong(words("An owl")), " sits ", LineBreak(), Code("a < b"), Link(words("there"), "https://example.org/?a=1&b=2")),
    Figure("assets/owl.png", "A white owl", figure_id="owl"),
    Quote((paragraph("One wood."), Heading(2, words("Inside")))),
    ListBlock((((paragraph("listen")),), (paragraph("bring"), ListBlock(((paragraph("a coat"),),), True, 3)))),
    ListBlock(((paragraph("one"), paragraph("and more")), (paragraph("two"),))),
    Table(("left", "right", None), (words("Animal"), words("Seen"), words("")),
          ((words("Fox"), words("12"), words("day")),)),
    ThematicBreak(),
    CodeBlock("for fox in forest:\n\tfox.leap()", "python"),
    Figure("assets/scan.jpg", "A scan", figure_id="scan"),
    paragraph("Small: ", InlineImage("assets/owl.png", "owl"), " and gone.", FootnoteRef("cold"), FootnoteRef("none")),
    Figure("assets/lost.png", "A picture that is lost", words("Lost.")),
    FootnoteDefinition("cold", (paragraph("Minus six, ", Link(words("see above"), "#what-the-night-brings"), "."),)),
    FootnoteDefinition("unused", (paragraph("Nobody refers to this."),)),
)  # fmt: skip


def made(asset: Asset) -> FigureHistory:
    return FigureHistory((Take(asset.sha256, "generated", recipe=RECIPE),), 0)


def sample(*blocks: Block, language: str = "en", title: str = "", author: str = "") -> Document:
    """A document of the given blocks, or of `EVERYTHING`; two of its three pictures were made by a model."""
    return Document(
        blocks or EVERYTHING,
        {"assets/fox.png": FOX, "assets/owl.png": OWL, "assets/scan.jpg": SCAN},
        {asset.sha256: asset for asset in (FOX, OWL)},
        {"fox": made(FOX), "owl": made(OWL)},
        Metadata(title, author, language),
    )
