"""The second fixture's sequences: ids and labels of whole layouts, put together by hand from recorded strings."""

from __future__ import annotations

from typing import Any

from tests.engine.parity.second_model import ADDED, PATCHES, QUERIES, STRINGS

CASES: list[dict[str, Any]] = STRINGS["cases"]
IDS: dict[str, list[int]] = {case["text"]: case["ids_no_special"] for case in CASES}
PIECES = dict(pair for case in CASES for pair in zip(case["ids"], case["tokens"], strict=True))
PIECES |= {token: chr(int(piece[3:-1], 16)) for token, piece in PIECES.items() if piece.startswith("<0x")}
BOS, EOS, IGNORED = 1, 2, -100
IMAGE = [ADDED["<im_start>"], *[ADDED["<im_patch>"]] * PATCHES, ADDED["<im_end>"]]
DREAM = [ADDED["<dream_start>"], *[ADDED["<im_patch>"]] * QUERIES, ADDED["<dream_end>"]]
PROMPTS = {"kite": "A red kite over the dunes.", "owl": "An owl, 3 a.m.", "bad": "noise"}


def chat(beginning: str) -> str:
    """The one chat string whose first question begins so."""
    return next(text for text in IDS if f"USER: {beginning}" in text and len(text) > 100)


TALK, PAIR, DRAW, TELL = chat("Tell me"), chat("<image>\n<image>"), chat("<image>\nHow many"), chat("Tell a")


def filled(ids: list[int]) -> list[int]:
    """Ids with whole blocks where `<image>` and `<dream>` stand."""
    blocks = {ADDED["<image>"]: IMAGE, ADDED["<dream>"]: DREAM + IMAGE}
    return [filled_in for token in ids for filled_in in blocks.get(token, [token])]


def answer_labels(ids: list[int]) -> list[int]:
    """Only what stands behind `ASSISTANT:` in its turn is learned, blocks are not."""
    labels, turn = [], ""
    for token in ids:
        words = token not in (*IMAGE, *DREAM)
        labels.append(token if words and "ASSISTANT:" in turn else IGNORED)
        turn = "" if token == EOS else turn + (PIECES[token] if words else "")
    return labels


def samples() -> dict[str, dict[str, Any]]:
    """The layouts: ids and labels put together from pieces."""
    texts = ["The boat is white. ", " It sails.", "It rains now."]
    first, last = IDS["The boat is white. It sails."], IDS["It rains now."]
    seals, once = IDS["Grey seals on a rock."], IDS["Once there was a seal."]
    both = [BOS, *first, *DREAM, *IMAGE, *last, *DREAM, *IMAGE, EOS]
    story = filled([BOS, *IDS[TELL]])
    told = [*once, *DREAM, *IMAGE, EOS]
    drawn = filled([BOS, *IDS[DRAW]])
    document = {"type": "InterleavedImageText", "text_list": texts, "matched_text_index": [1, 2]}
    caption = {"type": "ImageTextPair", "text": "Grey seals on a rock."}
    tale = {"type": "InstructInterleavedImageText", "text_list": [" Once there was a seal."], "matched_text_index": [0]}
    talk = ["<image>\nHow many boats?", "Two boats.", "Draw one.", "Here: <dream> Done."]

    def learned(ids: list[int]) -> list[int]:
        unlearned = {*IMAGE, DREAM[-1]}
        return [IGNORED if token in unlearned else token for token in ids]

    def sample(ids: list[int], labels: list[int], given: dict[str, Any], **mode: bool) -> dict[str, Any]:
        counts = {"n_images": ids.count(IMAGE[0]), "n_images_dm": ids.count(DREAM[0])}
        return {"mode": mode, "sample": given, "input_ids": ids, "labels": labels, **counts}

    seen, made = [BOS, *IMAGE, *seals, EOS], [BOS, *seals, *DREAM, EOS]
    moved = [BOS, *IMAGE, *DREAM, EOS]
    none = [IGNORED] * len(moved)
    return {
        "tides": sample(both, learned(both), document),
        "seal_seen": sample(seen, learned(seen), caption, comprehension_only=True),
        "seal_made": sample(made, [IGNORED] * len(made), caption, creation_only=True),
        "boats": sample(drawn, answer_labels(drawn), {"type": "Conversation", "dialog": talk}),
        "tale": sample(
            story + told, [IGNORED] * len(story) + learned(told), {**tale, "dialog": ["Tell a story.", None]}
        ),
        "moved": sample(moved, none, {"type": "ImageImagePair"}),
    }
