"""The tokenizer: SentencePiece pieces plus DreamLLM's added tokens, exactly as the original tokenised.

Stock fast tokenizers differ from the original on leading spaces and on text after an added token, so
these are our own few lines over the `sentencepiece` library. Two ways of treating text after an added
token exist. `legacy` (the released models): each stretch of text between added tokens begins with a
word-start marker of its own. Otherwise only the first stretch does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import sentencepiece
import torch
from torch import Tensor

from engine.config import ADDED_TOKENS, BOS, EOS, PAD, UNK
from engine.errors import BadCheckpoint

MODEL_FILE = "tokenizer.model"
CONFIG_FILE = "tokenizer_config.json"
ADDED_FILE = "added_tokens.json"
SPECIAL_FILE = "special_tokens_map.json"
SPACE = "▁"
"""How SentencePiece writes a space."""

_NO_DUMMY_PREFIX = bytes([0x1A, 2, 0x18, 0])
"""Appended to a serialised model, sets `normalizer_spec.add_dummy_prefix` to false: the fields of messages
that are written twice are merged (protobuf wire format)."""

_ADVICE = "Choose another model folder, or import the model again."


class Tokenizer:
    """Text to token ids and back.

    Attributes:
        legacy: how text right after an added token is tokenised; see the head of this file.
        added: id of every added token.
        special: id of every added token and of `<s>`, `</s>`, `<unk>`.
        bos_id, eos_id, unk_id, pad_id: the ids of those four tokens.
    """

    def __init__(self, model: bytes, added: dict[str, int], legacy: bool) -> None:
        """Join the bytes of a SentencePiece model with added tokens.

        Raises:
            BadCheckpoint: not a SentencePiece model, or tokens are missing or collide.
        """
        self._model = model
        self._pieces = sentencepiece.SentencePieceProcessor()
        try:
            self._pieces.LoadFromSerializedProto(model if legacy else model + _NO_DUMMY_PREFIX)
        except RuntimeError as error:
            raise BadCheckpoint("The model's tokenizer cannot be read.", _ADVICE, str(error)) from error
        self._base = int(self._pieces.get_piece_size())
        self.legacy = legacy
        self.added = dict(added)
        base = {name: int(self._pieces.piece_to_id(name)) for name in (BOS, EOS, UNK)}
        self.special = base | self.added
        self._check(base)
        self.bos_id, self.eos_id, self.unk_id = base[BOS], base[EOS], base[UNK]
        self.pad_id = self.added[PAD]
        self._names = {token: name for name, token in self.special.items()}
        longest_first = sorted(self.special, key=len, reverse=True)
        self._splitter = re.compile("(" + "|".join(re.escape(name) for name in longest_first) + ")")
        self._guard = len(self._pieces.encode(UNK))

    def _check(self, base: dict[str, int]) -> None:
        ids = list(self.special.values())
        missing = [name for name in ADDED_TOKENS if name not in self.added]
        missing += [name for name, token in base.items() if self._pieces.id_to_piece(token) != name]
        if missing:
            raise BadCheckpoint(f"The model's tokenizer lacks these tokens: {', '.join(missing)}.", _ADVICE)
        if len(set(ids)) < len(ids) or min(self.added.values()) < self._base:
            raise BadCheckpoint("Two tokens of the model's tokenizer have the same number.", _ADVICE)

    @classmethod
    def load(cls, folder: Path) -> Tokenizer:
        """Read the official files: `tokenizer.model`, `tokenizer_config.json`, `added_tokens.json`.

        Raises:
            BadCheckpoint: a file is missing or damaged, or the files contradict each other.
        """
        try:
            model = (folder / MODEL_FILE).read_bytes()
            config = _read_json(folder / CONFIG_FILE)
            added = {name: int(token) for name, token in _optional_json(folder / ADDED_FILE).items()}
            decoder = config.get("added_tokens_decoder", {})
            declared = {str(entry["content"]): int(token) for token, entry in decoder.items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise BadCheckpoint("The model's tokenizer cannot be read.", _ADVICE, str(error)) from error
        declared = {name: token for name, token in declared.items() if name not in (BOS, EOS, UNK)}
        if added and declared and added != declared:
            raise BadCheckpoint("The files of the model's tokenizer contradict each other.", _ADVICE)
        return cls(model, added or declared, bool(config.get("legacy", True)))

    @classmethod
    def create(cls, model_file: Path, legacy: bool = False) -> Tokenizer:
        """A new tokenizer from a trained SentencePiece model, with `ADDED_TOKENS` after its pieces."""
        model = model_file.read_bytes()
        pieces = sentencepiece.SentencePieceProcessor(model_proto=model)
        first = int(pieces.get_piece_size())
        return cls(model, {name: first + index for index, name in enumerate(ADDED_TOKENS)}, legacy)

    def save(self, folder: Path, max_tokens: int = 2048) -> None:
        """Write the official files into a folder, which is made where it is missing."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MODEL_FILE).write_bytes(self._model)
        others = [name for name in sorted(self.added, key=self.added.__getitem__) if name != PAD]
        named = {"bos_token": BOS, "eos_token": EOS, "unk_token": UNK, "pad_token": PAD}
        ordered = sorted(self.special.items(), key=lambda item: item[1])
        config = {
            "tokenizer_class": "LlamaTokenizer",
            "legacy": self.legacy,
            "add_bos_token": True,
            "add_eos_token": False,
            "padding_side": "right",
            "model_max_length": max_tokens,
            "clean_up_tokenization_spaces": False,
            "added_tokens_decoder": {str(token): {**_entry(name), "special": True} for name, token in ordered},
            "additional_special_tokens": others,
            **named,
        }
        special = {
            **{role: _entry(name) for role, name in named.items()},
            "additional_special_tokens": [_entry(name) for name in others],
        }
        _write_json(folder / CONFIG_FILE, config)
        _write_json(folder / ADDED_FILE, self.added)
        _write_json(folder / SPECIAL_FILE, special)

    def names(self) -> list[str]:
        """The name of each token by its number: pieces, then added tokens; "" where a number is not used."""
        names = [str(self._pieces.id_to_piece(index)) for index in range(self._base)]
        names += [""] * (len(self) - len(names))
        for name, token in self.added.items():
            names[token] = name
        return names

    def __len__(self) -> int:
        """The size of the vocabulary, added tokens included."""
        return max(self._base - 1, *self.added.values()) + 1

    def encode(self, text: str, bos: bool = True, allow_added: bool = True) -> list[int]:
        """Text to ids.

        Args:
            bos: begin with `<s>`.
            allow_added: whether special tokens written out in `text` are recognised. What people or
                documents wrote must be encoded with False: then `<im_start>` is ten ordinary characters.
        """
        parts: list[str | int] = [text]
        if allow_added:
            parts = [self.special.get(part, part) for part in self._splitter.split(text)]
        start = [self.bos_id] if bos else []
        return start + [token for ids in self.encode_run(parts) for token in ids]

    def encode_run(self, parts: Sequence[str | int]) -> list[list[int]]:
        """Tokenise stretches of ordinary text and single tokens that stand in one string together.

        Neighbouring stretches of text are tokenised as one, and the ids shared out where they meet: a
        piece that crosses the border counts to the first of them. No `<s>` is put before.

        Returns:
            The ids of each part.
        """
        result: list[list[int]] = []
        at_start = True
        for is_text, group in groupby(parts, key=lambda part: isinstance(part, str)):
            if not is_text:
                tokens = [part for part in group if isinstance(part, int)]
                result += [[token] for token in tokens]
                at_start = False
                continue
            texts = [part for part in group if isinstance(part, str)]
            result += self._share_out(texts, at_start)
            at_start = at_start and not any(texts)
        return result

    def _share_out(self, texts: list[str], at_start: bool) -> list[list[int]]:
        ids = self._text_ids("".join(texts), at_start)
        borders = [0]
        for count in range(1, len(texts)):
            before = len(self._text_ids("".join(texts[:count]), at_start))
            borders.append(max(borders[-1], min(before, len(ids))))
        borders.append(len(ids))
        return [ids[begin:end] for begin, end in pairwise(borders)]

    def _text_ids(self, text: str, at_start: bool) -> list[int]:
        """Ids of text without special tokens."""
        if not text:
            return []
        if self.legacy:
            return list(self._pieces.encode(text))
        text = (SPACE if at_start else "") + text.replace(SPACE, " ")
        if not text.startswith((SPACE, " ")):
            return list(self._pieces.encode(text))
        # without the dummy prefix the library drops a leading space, so one word stands before it
        return list(self._pieces.encode(UNK + text))[self._guard :]

    def decode(self, ids: Sequence[int], skip_special: bool = False) -> str:
        """Ids to text, spaces around added tokens included, as the original decoded them."""
        texts: list[str] = []
        current: list[int] = []
        for token in ids:
            if skip_special and token in self._names:
                continue
            if token in self._names and self._names[token] in self.added and token != self.pad_id:
                texts += filter(None, [self._joined(current)])
                texts.append(self._names[token])
                current = []
            else:
                current.append(token)
        return " ".join([*texts, self._joined(current)] if current else texts)

    def _joined(self, ids: list[int]) -> str:
        """The text of ids among which `<s>`, `</s>`, `<unk>` and `[PAD]` may stand."""
        pieces = [self.piece(token) for token in ids]
        if pieces and pieces[0].startswith(SPACE):
            pieces[0] = pieces[0][1:]
        text = ""
        run: list[str] = []
        after_special = False
        for index, piece in enumerate(pieces):
            if piece not in self.special:
                run.append(piece)
                after_special = False
                continue
            text += " " if self.legacy and index and not after_special else ""
            text += self._pieces.decode(run) + piece
            run = []
            after_special = True
        return text + str(self._pieces.decode(run))

    def piece(self, token: int) -> str:
        """The piece of an id as the vocabulary writes it: `▁Hello`, `<0x0A>`, `<im_start>`."""
        return self._names.get(token) or str(self._pieces.id_to_piece(token))

    def piece_bytes(self, token: int) -> bytes:
        """The UTF-8 bytes that an id stands for, perhaps a part of a character; none for special tokens."""
        if self.is_special(token):
            return b""
        piece = str(self._pieces.id_to_piece(token))
        if self._pieces.is_byte(token):
            return bytes([int(piece[1:-1], 16)])
        return piece.replace(SPACE, " ").encode()

    def is_special(self, token: int) -> bool:
        """Whether an id is no text: an added token, `<s>`, `</s>`, `<unk>` or another control piece."""
        return token in self._names or token >= self._base or bool(self._pieces.is_control(token))

    def token_id(self, name: str) -> int:
        """The id of a special token.

        Raises:
            KeyError: no such token.
        """
        return self.special[name]

    def unknown_share(self, text: str) -> float:
        """The share of the characters, spaces aside, that the vocabulary lacks; 0 to 1, 0 for no text."""
        known: dict[str, bool] = {}
        characters = [character for character in text if not character.isspace()]
        for character in set(characters):
            ids = self._pieces.encode(character)
            known[character] = not any(self._pieces.is_byte(token) or token == self.unk_id for token in ids)
        return sum(not known[character] for character in characters) / max(1, len(characters))

    def pad(self, rows: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
        """Rows of ids to one batch, padded on the right: ids and mask (1 = token), both [B, L] int64."""
        longest = max(len(row) for row in rows)
        ids = [[*row, *[self.pad_id] * (longest - len(row))] for row in rows]
        mask = [[1] * len(row) + [0] * (longest - len(row)) for row in rows]
        return torch.tensor(ids), torch.tensor(mask)


def _entry(name: str) -> dict[str, Any]:
    return {"content": name, "lstrip": False, "normalized": False, "rstrip": False, "single_word": False}


def _read_json(path: Path) -> dict[str, Any]:
    data = json.loads(path.read_text("utf-8"))
    if not isinstance(data, dict):
        raise ValueError(f"{path.name} is no JSON object")
    return data


def _optional_json(path: Path) -> dict[str, Any]:
    return _read_json(path) if path.exists() else {}


def _write_json(path: Path, data: dict[str, Any]) -> None:
    path.write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", "utf-8")
