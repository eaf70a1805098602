"""The model's configuration, and THE table of special tokens."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal

from engine.errors import BadCheckpoint

FORMAT = "dreamwriter-checkpoint"
FORMAT_VERSION = 1

BOS, EOS, UNK, PAD = "<s>", "</s>", "<unk>", "[PAD]"
IMAGE, IM_PATCH, IM_START, IM_END = "<image>", "<im_patch>", "<im_start>", "<im_end>"
DREAM, DREAM_START, DREAM_END = "<dream>", "<dream_start>", "<dream_end>"

ADDED_TOKENS = (PAD, IM_START, DREAM_END, DREAM_START, IM_PATCH, IM_END, IMAGE, DREAM)
"""The tokens that DreamLLM adds to LLaMA's, in the id order of the released models.

Ids are always read from a checkpoint's own files; this order is for new models only.
"""

ProjectorKind = Literal["linear", "mlp"]
VICUNA_SYSTEM = (
    "A chat between a curious user and an artificial intelligence assistant. "
    "The assistant gives helpful, detailed, and polite answers to the user's questions."
)


@dataclass(frozen=True)
class ProjectorConfig:
    """A projector: one linear layer, or `depth` of them with exact GELU between.

    The vision projector has biases, the condition projector has none.
    """

    kind: ProjectorKind = "linear"
    depth: int = 1


@dataclass(frozen=True)
class Card:
    """What the model's makers recommend, and what people should know about it.

    Attributes:
        name: for people, such as "Storybook".
        description: one or two sentences.
        licence: SPDX expression or name.
        system: the system sentence of the chat prompt; "" for none.
        steps, guidance: recommended painting settings.
        temperature, top_p: recommended writing settings.
        writes_captions: whether the model was taught to write a caption line after each picture.
        rewrites: whether the model was taught to say a text that it is given in other words, as chat models are.
    """

    name: str = "DreamLLM"
    description: str = ""
    licence: str = ""
    system: str = VICUNA_SYSTEM
    steps: int = 25
    guidance: float = 3.5
    temperature: float = 0.7
    top_p: float = 0.9
    writes_captions: bool = False
    rewrites: bool = False


@dataclass(frozen=True)
class DreamConfig:
    """Everything about a DreamLLM that its stock components' own configs do not say.

    Attributes:
        queries: number of dream queries, N.
        select_layer: which hidden states of the vision encoder are used (index into embeddings + layers).
        vision_projector: vision width -> language width, with bias.
        post_layernorm: whether a LayerNorm follows the vision projector.
        condition_projector: language width -> the UNet's cross-attention width, without bias.
        special_tokens: token -> id, for all of BOS, EOS, UNK and ADDED_TOKENS.
        legacy_tokenizer: how text right after an added token is tokenised (see sequence/tokenizer.py).
        preview: 3 rows of (latent channels + 1) numbers: latent -> RGB in [-1, 1], last column the offset;
            empty when unknown.
        card: recommendations and description.
    """

    queries: int
    select_layer: int = -2
    vision_projector: ProjectorConfig = field(default_factory=ProjectorConfig)
    post_layernorm: bool = False
    condition_projector: ProjectorConfig = field(default_factory=ProjectorConfig)
    special_tokens: dict[str, int] = field(default_factory=dict)
    legacy_tokenizer: bool = True
    preview: tuple[tuple[float, ...], ...] = ()
    card: Card = field(default_factory=Card)

    def token(self, name: str) -> int:
        """The id of a special token."""
        return self.special_tokens[name]

    def to_json(self) -> dict[str, Any]:
        """A JSON-ready dictionary that `from_json` reads back."""
        return {"format": FORMAT, "version": FORMAT_VERSION, **asdict(self)}

    @classmethod
    def from_json(cls, data: object) -> DreamConfig:
        """Read what `to_json` wrote.

        Raises:
            BadCheckpoint: another format, a newer version, unknown or missing keys.
        """
        advice = "Choose a model folder that DreamWriter made, or import the model again."
        if not isinstance(data, dict) or data.get("format") != FORMAT:
            raise BadCheckpoint("This folder does not hold a DreamWriter model.", advice)
        if data.get("version") != FORMAT_VERSION:
            raise BadCheckpoint(f"This model was made for format version {data.get('version')}.", "Update DreamWriter.")
        values = {key: value for key, value in data.items() if key not in ("format", "version")}
        try:
            _refuse_unknown(cls, values)
            for key, kind in (
                ("vision_projector", ProjectorConfig),
                ("condition_projector", ProjectorConfig),
                ("card", Card),
            ):
                if key in values:
                    _refuse_unknown(kind, values[key])
                    values[key] = kind(**values[key])
            values["preview"] = tuple(tuple(float(x) for x in row) for row in values.get("preview", ()))
            config = cls(**values)
        except (TypeError, ValueError, KeyError) as error:
            raise BadCheckpoint("The model's own description cannot be read.", advice, str(error)) from error
        missing = [token for token in (BOS, EOS, UNK, *ADDED_TOKENS) if token not in config.special_tokens]
        if missing:
            raise BadCheckpoint(f"The model does not name these tokens: {', '.join(missing)}.", advice)
        return config


def _refuse_unknown(kind: type, values: dict[str, Any]) -> None:
    unknown = set(values) - {f.name for f in fields(kind)}
    if unknown:
        raise ValueError(f"unknown keys for {kind.__name__}: {', '.join(sorted(unknown))}")
