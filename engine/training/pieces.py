"""The storybook's stages: what each needs, how it is built, and the weights that it leaves behind."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import torch
from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from filelock import FileLock
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from transformers import CLIPTextModel, CLIPVisionModel, LlamaForCausalLM

from engine.config import ADDED_TOKENS, BOS, EOS, UNK, Card, DreamConfig
from engine.model.dreamllm import DreamLLM
from engine.sequence.tokenizer import Tokenizer
from engine.storybook.corpus import document_text
from engine.storybook.judge import Judge
from engine.storybook.scene import KINDS, PLACES
from engine.training.ahead import Ahead, Drawn
from engine.training.alignment import see_bank
from engine.training.bank import Bank, open_bank
from engine.training.captioned import DrawAlike, DrawAny, TextTokens, alike
from engine.training.clip_stage import ClipPair, ClipStage, build_text, build_vision
from engine.training.dream_stages import DreamStage
from engine.training.dream_stages import make_stage as make_dream_stage
from engine.training.judge_stage import JudgeStage
from engine.training.language_stage import DrawPacked, LanguageStage, build_language, train_pieces
from engine.training.latent_stage import DROP, SCHEDULER, LatentStage, RefineStage, build_unet
from engine.training.looking import Looker, LookingStage
from engine.training.loop import Schedule, Stage
from engine.training.own import Own
from engine.training.presets import Preset
from engine.training.sight_stage import SightStage
from engine.training.start import Start
from engine.training.teacher import Teacher
from engine.training.vae_stage import DecoderStage, VaeStage, build_vae, encode_bank, latent_scale, post_quant_conv

NEEDS: dict[str, tuple[str, ...]] = {
    "vae": (),
    "clip": (),
    "sight": ("clip",),
    "latent": ("vae", "sight"),
    "language": (),
    "comprehension": ("sight", "language"),
    "looking": ("comprehension",),
    "reading": ("looking",),
    "decoder": ("vae",),
    "judge": (),
    "creation": ("latent", "reading"),
    "interleaved": ("creation",),
    "instruct": ("interleaved", "decoder"),
    "refine": ("latent",),
}
"""Every stage, and those that must be complete before it; in an order in which they can be trained, what others wait
for longest first."""

BEFORE = {
    "looking": "comprehension", "reading": "looking", "creation": "reading", "interleaved": "creation",
    "instruct": "interleaved",
}  # fmt: skip
"""The stage whose language model, projectors and queries a stage on the whole model goes on with."""

CARD = Card(
    name="Storybook",
    description=(
        f"A small model that writes illustrated articles about {len(KINDS)} subjects in {len(PLACES)} places, "
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
    _working: list[Ahead[Any]] = field(default_factory=list, init=False)

    def close(self) -> None:
        """End the processes that draw ahead."""
        for ahead in self._working:
            ahead.close()

    def _ahead(self, draw: Callable[[random.Random], Drawn], name: str) -> Ahead[Drawn]:
        """What draws for each step of a stage."""
        ahead = Ahead(draw, f"{name}/{self.preset.seed}", self.workers)
        self._working.append(ahead)
        return ahead

    @cached_property
    def bank(self) -> Bank:
        """The rendered scenes."""
        return self._bank("bank", self.preset.bank, held_out=False)

    @cached_property
    def kept_bank(self) -> Bank:
        """Scenes that are kept out of training. Only the judge sees them."""
        return self._bank("kept", max(16, 4 * self.preset.bank // 5), held_out=True)

    def _bank(self, name: str, count: int, held_out: bool) -> Bank:
        side, seed = self.preset.sizes.picture, self.preset.seed
        with self._alone(name):
            drawn = open_bank(self.folder / name, count, side, seed, self.say, held_out=held_out)
        return drawn.on(self.preset.device)

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
                return JudgeStage(_on(Judge(), device), self.bank, self.kept_bank, size, preset.judge)
            case "vae":
                vae = build_vae(preset.sizes)
                if self.start:
                    self.start.fill(vae, "vae")
                return VaeStage(_on(vae, device), self.bank, preset.vae)
            case "clip":
                return self._clip_stage()
            case "sight":
                vision, layer = _on(self._vision(), device), DreamConfig.select_layer
                return SightStage(vision, layer, self.bank, preset.sizes.vision_picture, preset.sight)
            case "language":
                return self._language_stage()
            case "latent":
                return self._latent_stage()
            case "refine":
                return self._refine_stage()
            case "looking":
                return self._looking_stage()
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
        vae.register_to_config(scaling_factor=self._scale(vae))  # type: ignore[no-untyped-call]
        return vae

    def _scale(self, vae: AutoencoderKL) -> float:
        """The factor between what the autoencoder says and latents, measured at first use."""
        path = self.folder / "latent_scale.json"
        with self._alone("latent_scale"):
            if not path.exists():
                path.write_text(json.dumps(latent_scale(vae, self.bank)))
            return float(json.loads(path.read_text()))

    def text(self) -> CLIPTextModel:
        """The text encoder that was trained beside the UNet."""
        text = self._pair().text
        self.load(text, "latent", "text")
        return text

    def model(self, upto: str, painter: str = "latent") -> DreamLLM:
        """The whole DreamLLM with the weights of everything that stage `upto` needs, or of `upto` if complete.

        Its UNet is the one that stage `painter` left. Stages learn with that of "latent", whether or not "refine"
        is complete by then: a resumed stage goes on with what it began with.
        """
        language = self._language()
        unet = build_unet(self.preset.sizes)
        if self.is_complete(painter):
            self.load(unet, painter, "unet")
        vae = self.vae() if self.is_complete("vae") else build_vae(self.preset.sizes)
        special = {token: self.tokenizer.token_id(token) for token in (BOS, EOS, UNK, *ADDED_TOKENS)}
        config = DreamConfig(
            queries=self.preset.sizes.queries, special_tokens=special, legacy_tokenizer=False, card=CARD
        )
        self.load(language, "language", "model")
        model = DreamLLM(config, language, self._vision(), unet, vae, SCHEDULER)
        latest = upto if self.is_complete(upto) else BEFORE.get(upto)
        if latest:
            self.load(model.language_model, latest, "language_model")
            self.load(Own(model), latest, "own")
        return _on(model, self.preset.device)

    def _dream_stage(self, name: str) -> DreamStage:
        preset = self.preset
        schedule: Schedule = getattr(preset, name)
        model, dreams = self.model(name), preset.dreams
        teacher = None
        if self.is_complete("latent"):
            teacher = Teacher(_on(self.text(), preset.device), self._tokens(), preset.sizes.queries)
        looker = None if name == "comprehension" else self._looker(model, name)
        sizes, tokenizer = preset.sizes, self.tokenizer
        return make_dream_stage(name, model, tokenizer, sizes, schedule, dreams, self._ahead, teacher, looker)

    def _looking_stage(self) -> LookingStage:
        preset, model = self.preset, self.model("looking")
        looker = _on(Looker(model), preset.device)
        return LookingStage(model, looker, self.bank, preset.sizes.vision_picture, preset.looking)

    def _looker(self, model: DreamLLM, stage: str) -> Looker:
        """The looker of a model that `stage` trains, as the stage before left it."""
        looker = Looker(model)
        self.load(looker, BEFORE[stage], "looker")
        return _on(looker, self.preset.device)

    def _tokens(self) -> TextTokens:
        return TextTokens(self.tokenizer, self.preset.sizes.text_context)

    def _pair(self) -> ClipPair:
        sizes, tokenizer = self.preset.sizes, self.tokenizer
        text = build_text(sizes, len(tokenizer), tokenizer.bos_id, tokenizer.eos_id, tokenizer.pad_id)
        return ClipPair(build_vision(sizes), text, sizes)

    def _vision(self) -> CLIPVisionModel:
        """The vision encoder as contrast left it, or as the sight stage did."""
        pair = self._pair()
        self.load(pair, "clip", "pair")
        if self.is_complete("sight"):
            self.load(pair.vision, "sight", "vision")
        return pair.vision

    def _clip_stage(self) -> ClipStage:
        preset, pair, scenes = self.preset, self._pair(), self.bank.scenes
        if self.start:
            self.start.fill(pair.vision, "vision_encoder")
            self.start.fill_text(pair.text, self.tokenizer)
        draw = DrawAlike(scenes, alike(scenes), self._tokens(), preset.clip.batch)
        batches = self._ahead(draw, "clip")
        return ClipStage(_on(pair, preset.device), self.bank, preset.sizes.vision_picture, batches, preset.clip)

    def _language(self) -> LlamaForCausalLM:
        return build_language(self.preset.sizes, len(self.tokenizer), self.tokenizer.pad_id)

    def _language_stage(self) -> LanguageStage:
        tokenizer, preset = self.tokenizer, self.preset
        model = self._language()
        if self.start:
            self.start.fill_language(model, tokenizer)
        rows = self._ahead(DrawPacked(Documents(tokenizer), preset.language.batch), "language")
        return LanguageStage(_on(model, preset.device), tokenizer.decode, rows, preset.language)

    def _latent_stage(self) -> LatentStage:
        pair, unet = self._pair(), build_unet(self.preset.sizes)
        self.load(pair, "clip", "pair")
        if self.start:
            self.start.fill(unet, "unet")
        return self._painting(LatentStage, unet, pair.text, self.preset.latent)

    def _refine_stage(self) -> LatentStage:
        stage = self._painting(RefineStage, build_unet(self.preset.sizes), self.text(), self.preset.refine)
        self.load(stage.unet, "latent", "unet")
        self.load(stage.aligner, "latent", "aligner")
        stage.text.requires_grad_(False)
        return stage

    def _painting(
        self, kind: type[LatentStage], unet: UNet2DConditionModel, text: CLIPTextModel, schedule: Schedule
    ) -> LatentStage:
        vae, device, tokens = self.vae(), self.preset.device, self._tokens()
        latents = self._latents(vae)
        batches = self._ahead(DrawAny(self.bank.scenes, tokens, schedule.batch, DROP), kind.name)
        return kind(
            _on(unet, device), _on(text, device), tokens, vae, latents, batches, schedule, self._seen(),
            self.preset.sizes.queries,
        )  # fmt: skip

    def _seen(self) -> Tensor:
        """What the vision encoder sees in the bank, encoded at first use; it stays on the CPU."""
        path = self.folder / "seen.safetensors"
        with self._alone("seen"):
            if not path.exists():
                self.say("patches: looking at the bank")
                vision = _on(self._vision(), self.preset.device)
                vision.train(False)
                seen = see_bank(vision, DreamConfig.select_layer, self.bank, self.preset.sizes.vision_picture)
                save_file({"seen": seen}, path.with_suffix(".tmp"))
                path.with_suffix(".tmp").replace(path)
        return load_file(path)["seen"]

    def _latents(self, vae: AutoencoderKL) -> Tensor:
        """The bank's latents on the preset's device, encoded at first use."""
        path = self.folder / "latents.safetensors"
        with self._alone("latents"):
            if not path.exists():
                self.say("latents: encoding the bank")
                save_file({"latents": encode_bank(vae, self.bank)}, path.with_suffix(".tmp"))
                path.with_suffix(".tmp").replace(path)
        return load_file(path)["latents"].to(self.preset.device)


@dataclass(frozen=True)
class Documents:
    """Draws documents of the world's text as token ids with BOS and EOS."""

    tokenizer: Tokenizer

    def __call__(self, rng: random.Random) -> list[int]:
        return [*self.tokenizer.encode(document_text(rng), allow_added=False), self.tokenizer.eos_id]


Part = TypeVar("Part", bound=nn.Module)


def _on(part: Part, device: str) -> Part:
    """The part on a device; the libraries' own `to` loses the type."""
    part.to(device)
    return part
