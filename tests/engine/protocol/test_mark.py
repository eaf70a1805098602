"""The mark in a PNG: other programs find it, pixels stay, and broken files are refused."""

from __future__ import annotations

import io
import struct
import xml.etree.ElementTree as ElementTree
import zlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from engine.protocol.mark import (
    DIGITAL_SOURCE_TYPES,
    Mark,
    MarkSource,
    mark_png,
    parameters_text,
    read_mark,
    xmp_packet,
)
from engine.protocol.values import Recipe

RECIPE = Recipe(
    model="storybook",
    mode="article",
    seed=7,
    steps=25,
    guidance=5.0,
    guidance_rescale=0.0,
    negative="blurry",
    scheduler="dpm++",
    width=8,
    height=6,
    conditioned_on="A red fox & an owl <in the snow>",
)
IPTC = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"


def png(info: PngImagePlugin.PngInfo | None = None) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 6), (200, 30, 10)).save(out, "PNG", pnginfo=info)
    return out.getvalue()


def opened(data: bytes) -> PngImagePlugin.PngImageFile:
    picture = Image.open(io.BytesIO(data))
    assert isinstance(picture, PngImagePlugin.PngImageFile)
    picture.load()
    return picture


def test_another_program_reads_recipe_and_source() -> None:
    picture = opened(mark_png(png(), RECIPE))
    assert picture.text["parameters"] == (
        "A red fox & an owl <in the snow>\n"
        "Negative prompt: blurry\n"
        "Steps: 25, Sampler: DPM++ 2M, CFG scale: 5, Seed: 7, Size: 8x6, Model: storybook, Mode: article, "
        "Version: DreamWriter"
    )
    xmp = ElementTree.fromstring(picture.text["XML:com.adobe.xmp"])
    source = xmp.find(f".//{IPTC}DigitalSourceType")
    words = xmp.find(f".//{IPTC}AIPromptInformation")
    assert source is not None
    assert source.text == "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
    assert words is not None
    assert words.text == RECIPE.conditioned_on


def test_pixels_and_size_stay() -> None:
    before, after = opened(png()), opened(mark_png(png(), RECIPE))
    assert (after.size, after.mode, after.tobytes()) == (before.size, before.mode, before.tobytes())


@pytest.mark.parametrize("source", ["generated", "edited"])
def test_there_and_back(source: MarkSource) -> None:
    marked = mark_png(png(), RECIPE, source)
    assert read_mark(marked) == Mark(source, parameters_text(RECIPE))
    assert DIGITAL_SOURCE_TYPES[source].encode() in marked


def test_same_bytes_each_time_and_earlier_marks_are_replaced() -> None:
    other = replace(RECIPE, seed=8, conditioned_on="Ein Füchslein 狐")
    once = mark_png(png(), RECIPE)
    assert mark_png(png(), RECIPE) == once
    assert mark_png(mark_png(png(), other, "edited"), RECIPE) == once


def test_words_beyond_latin_are_kept() -> None:
    recipe = replace(RECIPE, conditioned_on="狐 в снегу")
    assert opened(mark_png(png(), recipe)).text["parameters"].startswith("狐 в снегу\n")


def test_other_text_stays() -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "somebody")
    info.add_text("parameters", "old", zip=True)
    picture = opened(mark_png(png(info), RECIPE))
    assert picture.text["Author"] == "somebody"
    assert picture.text["parameters"] == parameters_text(RECIPE)


def test_marks_of_other_programs_are_read() -> None:
    assert read_mark(png()) is None
    info = PngImagePlugin.PngInfo()
    info.add_itxt("parameters", "a castle\nSteps: 3", zip=True)
    assert read_mark(png(info)) == Mark("generated", "a castle\nSteps: 3")
    info = PngImagePlugin.PngInfo()
    info.add_itxt("XML:com.adobe.xmp", xmp_packet(RECIPE, "edited"))
    assert read_mark(png(info)) == Mark("edited", "")


def test_a_text_bomb_is_read_only_so_far() -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("parameters", "x" * (8 << 20), zip=True)
    mark = read_mark(png(info))
    assert mark is not None
    assert len(mark.parameters) <= 1 << 20


def test_strength_and_strange_names_keep_the_line_readable() -> None:
    text = parameters_text(replace(RECIPE, model="a, b\nSteps: 9", strength=0.4, guidance_rescale=0.7))
    assert "Model: a b Steps: 9, Denoising strength: 0.4, CFG Rescale: 0.7, Mode" in text.splitlines()[-1]


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"GIF89a",
        png()[:-1],
        png()[:20],
        png().replace(b"IHDR", b"IHDX"),
        png()[:8] + chunk(b"tEXt", b"a\0b") + png()[8:],
        png()[:8] + b"\xff\xff\xff\xff" + png()[12:],
        png()[:8] + chunk(b"IHDR", b"") * 2,
        png()[:-12],
    ],
)
def test_what_is_no_whole_png_is_refused(broken: bytes) -> None:
    with pytest.raises(ValueError, match="PNG"):
        mark_png(broken, RECIPE)
    with pytest.raises(ValueError, match="PNG"):
        read_mark(broken)


@settings(max_examples=40, deadline=None)
@given(words=st.text(max_size=40), negative=st.text(max_size=20), model=st.text(max_size=20))
def test_any_words_give_readable_marks(words: str, negative: str, model: str) -> None:
    recipe = replace(RECIPE, conditioned_on=words, negative=negative, model=model)
    marked = mark_png(png(), recipe)
    ElementTree.fromstring(opened(marked).text["XML:com.adobe.xmp"])
    assert read_mark(marked) == Mark("generated", parameters_text(recipe))
