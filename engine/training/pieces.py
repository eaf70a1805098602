"""The storybook's stages: what each needs, how it is built, and the weights that it leaves behind."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import torch
from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL
from filelock import FileLock
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from transformers import LlamaForCausalLM

from engine.config import ADDED_TOKENS, BOS, EOS, PAD, UNK, Card, DreamConfig
from engine.model.dreamllm import DreamLLM
from engine.sequence.tokenizer import Tokenizer
from engine.storybook.corpus import document_text
from engine.storybook.judge import Judge
from engine.training.bank import Bank, open_bank
from engine.training.clip_stage import ClipPair, ClipStage, TextTokens, build_text, build_vision
from engine.training.dream_stages import DreamStage, Own
from engine.training.dream_stages import make_stage as make_dream_stage
from engine.training.judge_stage import JudgeStage
from engine.training.language_stage import LanguageStage, build_language, train_pieces
from engine.training.latent_stage import SCHEDULER, LatentStage, build_unet
from engine.training.loop import Stage
from engine.training.presets import Preset
from engine.training.start import Start
from engine.training.vae_stage import DecoderStage, VaeStage, build_vae, encode_bank, latent_scale, post_quant_conv

NEEDS: dict[str, tuple[str, ...]] = {
    "vae": (),
    "clip": (),
    "language": (),
    "judge": (),
    "latent": ("vae", "clip"),
    "decoder": ("vae",),
    "comprehension": ("clip", "language"),
    "reading": ("comprehension",),
    "creation": ("latent", "reading"),
    "interleaved": ("creation",),
    "instruct": ("interleaved", "decoder"),
}
"""Every stage, and those that must be complete before it; in an order in which they can be trained."""

BEFORE = {"reading": "comprehension", "creation": "reading", "interleaved": "creation", "instruct": "interleaved"}
"""The stage whose language model, projectors and queries a stage on the whole model goes on with."""

CARD = Card(
    name="Storybook",
    description=(
        "A small model that writes illustrated articles about sixteen subjects in eight places, "
        "trained from nothing on a drawn world."
    ),
    licence="Apache-2.0",
    system="",
    steps=20,
    guidance=3.0,
    temperature=0.7,
    top_p=0.9,
    writes_captions=True,
)


@dataclass
class Pieces:
    """Builds stages from a preset, with the weights that earlier stages left in `folder`.

    Attributes:
        say: told what is being made.
        start: a model that the pieces go on from; None to begin from nothing.
        workers: processes that draw examples ahead of a stage.
    """

    preset: Preset
    folder: Path
    say: Callable[[str], None]
    start: Start | None = None
    workers: int = 0

    @cached_property
    def bank(self) -> Bank:
        """The rendered scenes."""
        preset = self.preset
        with self._alone("bank"):
            return open_bank(self.folder / "bank", preset.bank, preset.sizes.picture, preset.seed, self.say)

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The tokeniser, learned from the world's text at first use."""
        folder = self.folder / "tokenizer"
        with self._alone("tokenizer"):
            if not (folder / "special_tokens_map.json").exists():
                self.say("tokeniser: learning its pieces")
                rng = random.Random(f"pieces/{self.preset.seed}")
                pieces = self.folder / "pieces.model"
                train_pieces((document_text(rng) for _ in range(20_000)), self.preset.sizes.vocabulary, pieces)
                Tokenizer.create(pieces, legacy=False).save(folder, self.preset.sizes.context)
        return Tokenizer.load(folder)

    def _alone(self, name: str) -> FileLock:
        """Held while what stages share is made: two that start side by side must not both make it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return FileLock(self.folder / f"{name}.lock")

    def stage(self, name: str) -> Stage:
        """The stage called `name`, on fresh weights from the preset's seed and those of the stages it needs."""
        torch.manual_seed(self.preset.seed)
        preset, size, device = self.preset, self.preset.sizes.picture, self.preset.device
        match name:
            case "judge":
                return JudgeStage(Judge().to(device), self.bank, size, preset.judge)
            case "vae":
                vae = build_vae(preset.sizes)
                if self.start:
                    self.start.fill(vae, "vae")
                return VaeStage(_on(vae, device), self.bank, preset.vae)
            case "clip":
                pair = self._pair()
                if self.start:
                    self.start.fill(pair.vision, "vision_encoder")
                pair = _on(pair, device)
                return ClipStage(pair, self._tokens(), self.bank, preset.sizes.vision_picture, preset.clip)
            case "language":
                return self._language_stage()
            case "latent":
                return self._latent_stage()
            case "decoder":
                vae = self.vae()
                return DecoderStage(vae, self.bank, self._latents(vae), preset.decoder)
            case _:
                return self._dream_stage(name)

    def finals(self, name: str) -> dict[str, Tensor]:
        """The weights that a complete stage left behind, "module.parameter" -> tensor."""
        return load_file(self.folder / name / "final.safetensors")

    def is_complete(self, name: str) -> bool:
        """Whether a stage has left its weights behind."""
        return (self.folder / name / "final.safetensors").exists()

    def leave(self, stage: Stage) -> None:
        """Write the weights of a complete stage."""
        state = {
            f"{module_name}.{key}": tensor.contiguous().clone()
            for module_name, module in stage.modules().items()
            for key, tensor in module.state_dict().items()
        }
        # written aside and renamed: the file's existence is what says that the stage is complete
        target = self.folder / stage.name / "final.safetensors"
        save_file(state, target.with_suffix(".tmp"))
        target.with_suffix(".tmp").replace(target)

    def load(self, module: nn.Module, stage: str, name: str) -> None:
        """Fill a module with what a stage left under `name`."""
        prefix = f"{name}."
        module.load_state_dict({k[len(prefix) :]: v for k, v in self.finals(stage).items() if k.startswith(prefix)})

    def vae(self) -> AutoencoderKL:
        """The trained autoencoder, frozen, with its latent scale."""
        vae = build_vae(self.preset.sizes)
        self.load(vae, "vae", "vae")
        if self.is_complete("decoder"):
            self.load(vae.decoder, "decoder", "decoder")
            self.load(post_quant_conv(vae), "decoder", "post_quant_conv")
        vae = _on(vae.requires_grad_(False).eval(), self.preset.device)
        vae.register_to_config(scaling_factor=latent_scale(vae, self.bank))  # type: ignore[no-untyped-call]
        return vae

    def model(self, upto: str) -> DreamLLM:
        """The whole DreamLLM with the weights of everything that stage `upto` needs, or of `upto` if complete."""
        pair, language = self._pair(), self._language()
        self.load(pair, "clip", "pair")
        unet = build_unet(self.preset.sizes)
        if self.is_complete("latent"):
            self.load(unet, "latent", "unet")
        vae = self.vae() if self.is_complete("vae") else build_vae(self.preset.sizes)
        special = {token: self.tokenizer.token_id(token) for token in (BOS, EOS, UNK, *ADDED_TOKENS)}
        config = DreamConfig(
            queries=self.preset.sizes.queries, special_tokens=special, legacy_tokenizer=False, card=CARD
        )
        self.load(language, "language", "model")
        model = DreamLLM(config, language, pair.vision, unet, vae, SCHEDULER)
        latest = upto if self.is_complete(upto) else BEFORE.get(upto)
        if latest:
            self.load(model.language_model, latest, "language_model")
            self.load(Own(model), latest, "own")
        return _on(model, self.preset.device)

    def _dream_stage(self, name: str) -> DreamStage:
        schedule = getattr(self.preset, name)
        model, preset = self.model(name), self.preset
        return make_dream_stage(name, model, self.tokenizer, preset.sizes, schedule, preset.seed, self.workers)

    def _tokens(self) -> TextTokens:
        tokenizer = self.tokenizer
        return TextTokens(
            lambda text: tokenizer.encode(text, bos=False, allow_added=False),
            tokenizer.token_id(BOS), tokenizer.token_id(EOS), tokenizer.token_id(PAD), self.preset.sizes.text_context,
        )  # fmt: skip

    def _pair(self) -> ClipPair:
        sizes, tokenizer = self.preset.sizes, self.tokenizer
        ids = (tokenizer.token_id(name) for name in (BOS, EOS, PAD))
        return ClipPair(build_vision(sizes), build_text(sizes, len(tokenizer), *ids), sizes)

    def _language(self) -> LlamaForCausalLM:
        return build_language(self.preset.sizes, len(self.tokenizer), self.tokenizer.token_id(PAD))

    def _language_stage(self) -> LanguageStage:
        tokenizer, preset = self.tokenizer, self.preset
        model = self._language()
        if self.start:
            self.start.fill_language(model, tokenizer)
        document = Documents(tokenizer, tokenizer.token_id(EOS))
        model = _on(model, preset.device)
        return LanguageStage(model, document, tokenizer.decode, preset.language, preset.seed, self.workers)

    def _latent_stage(self) -> LatentStage:
        vae, pair = self.vae(), self._pair()
        self.load(pair, "clip", "pair")
        unet, device = build_unet(self.preset.sizes), self.preset.device
        if self.start:
            self.start.fill(unet, "unet")
        unet, text, latents = _on(unet, device), _on(pair.text, device), self._latents(vae)
        return LatentStage(unet, text, self._tokens(), vae, self.bank, latents, self.preset.latent)

    def _latents(self, vae: AutoencoderKL) -> Tensor:
        """The bank's latents, encoded at first use."""
        path = self.folder / "latents.safetensors"
        with self._alone("latents"):
            if not path.exists():
                self.say("latents: encoding the bank")
                save_file({"latents": encode_bank(vae, self.bank)}, path.with_suffix(".tmp"))
                path.with_suffix(".tmp").replace(path)
        return load_file(path)["latents"]


@dataclass(frozen=True)
class Documents:
    """Draws documents of the world's text as token ids with BOS and EOS."""

    tokenizer: Tokenizer
    eos: int

    def __call__(self, rng: random.Random) -> list[int]:
        return [*self.tokenizer.encode(document_text(rng), allow_added=False), self.eos]


Part = TypeVar("Part", bound=nn.Module)


def _on(part: Part, device: str) -> Part:
    """The part on a device; the libraries' own `to` loses the type."""
    part.to(device)
    return part
