"""A second parity fixture in the files of the first: what stock modules and a few lines by hand make of other kinds.

Every sequence runs alone and from its start: no cache, no batches, no padding, and nothing of the engine.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy
import torch
from diffusers.schedulers.scheduling_ddim import DDIMScheduler
from diffusers.schedulers.scheduling_ddpm import DDPMScheduler
from PIL import Image
from safetensors.torch import save_file
from torch import Tensor
from torch.nn import functional

from tests.engine.parity.second_layouts import (
    BOS,
    CASES,
    DRAW,
    DREAM,
    EOS,
    IDS,
    IGNORED,
    IMAGE,
    PAIR,
    PROMPTS,
    TALK,
    filled,
    samples,
)
from tests.engine.parity.second_model import (
    ADDED,
    MEAN,
    PATCHES,
    QUERIES,
    SCHEDULER,
    STD,
    STRINGS,
    VAE,
    VISION,
    make_model,
    write_model,
)


class Second:
    """The fixture in the making: arrays with notes, and facts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.model = make_model()
        self.arrays: dict[str, Tensor] = {}
        self.notes: dict[str, dict[str, Any]] = {}
        self.facts: dict[str, Any] = {}
        self.dreams: dict[str, Tensor] = {}
        self.noise = torch.Generator().manual_seed(4)

    def put(self, name: str, array: Tensor, note: str = "") -> Tensor:
        """Store an array with its note."""
        self.arrays[name] = array.detach().clone().contiguous()
        kind = str(array.dtype).removeprefix("torch.")
        self.notes[name] = {"shape": list(array.shape), "dtype": kind, "desc": note}
        return array

    def normal(self, *shape: int) -> Tensor:
        return torch.randn(shape, generator=self.noise)

    def look(self, pixels: Tensor) -> Tensor:
        """Features of pictures, layer by layer."""
        return self.project(self.clip(pixels))

    def clip(self, pixels: Tensor) -> Tensor:
        states = self.model.vision.pre_layrnorm(self.model.vision.embeddings(pixels))
        for layer in self.model.vision.encoder.layers:
            states = layer(states, None)
        return states  # type: ignore[no-any-return]

    def project(self, states: Tensor) -> Tensor:
        return self.model.post_layernorm(self.model.vision_projector(states[:, 1:]))  # type: ignore[no-any-return]

    def read(self, ids: list[int], features: Iterator[Tensor], dreaming: bool = True) -> tuple[Tensor, ...]:
        """The streams [1, L, H] before each layer, and last the states after the final norm."""
        rows = list(self.model.language.model.embed_tokens(torch.tensor(ids)))
        for place, token in enumerate(ids):
            if token == IMAGE[0]:
                rows[place + 1 : place + 1 + PATCHES] = list(next(features))
            elif token == DREAM[0] and dreaming:
                rows[place + 1 : place + 1 + QUERIES] = list(self.model.queries[0])
        states = torch.stack(rows)[None]
        return self.model.language.model(inputs_embeds=states, output_hidden_states=True).hidden_states  # type: ignore[no-any-return]

    def dream_after(self, ids: list[int], features: Iterator[Tensor]) -> Tensor:
        """States [1, N + 2, H] of the dream block after a context."""
        return self.read([*ids, *DREAM], features)[-1][:, -len(DREAM) :]


def build(folder: Path) -> None:
    """Write the fixture into an empty folder."""
    second = Second(folder)
    write_model(second.model, folder)
    with torch.no_grad():
        pixels = _pictures(second)
        features = second.put("image.features", second.look(pixels))
        _strings(second)
        _sequences(second, features)
        _dreams(second, features)
        _single_calls(second)
        for name, settings in _runs().items():
            _paint(second, name, settings)
    _train(second, "blend", ["tides", "boats", "seal_made"], {"drop_prob": 0.3, "snr_gamma": 2.0})
    _train(second, "looks", ["seal_seen", "boats"], {"loss_weight_vm": 0.0})
    save_file(second.arrays, folder / "golden.safetensors")
    (folder / "golden.json").write_text(json.dumps(second.facts | {"arrays": second.notes}), encoding="utf-8")


def _pictures(second: Second) -> Tensor:
    """Three pictures of other shapes; what the vision encoder is shown of them, and the last layer's states."""
    (second.folder / "inputs").mkdir()
    random = numpy.random.default_rng(8)
    for number, size in enumerate(((41, 33, 3), (30, 64, 3), (57, 29, 3))):
        values = random.integers(0, 256, size, dtype=numpy.uint8)
        Image.fromarray(values).save(second.folder / "inputs" / f"img{number}.png")
    mean, std = torch.tensor(MEAN)[:, None, None], torch.tensor(STD)[:, None, None]
    rows = [(row / 255 - mean) / std for row in _cropped(second, VISION["image_size"], Image.Resampling.BICUBIC)]
    pixels = second.put("image.pixel_values", torch.stack(rows))
    second.put("image.clip_hidden_last", second.clip(pixels), "CLIP hidden_states[-1], CLS still included")
    second.facts |= {"num_image_patches": PATCHES, "num_dream_queries": QUERIES}
    return pixels


def _cropped(second: Second, side: int, resample: Image.Resampling) -> list[Tensor]:
    """The pictures' middles, 0 to 255."""
    rows = []
    for number in range(3):
        with Image.open(second.folder / "inputs" / f"img{number}.png") as picture:
            short = min(picture.size)
            resized = picture.resize(tuple(int(side * length / short) for length in picture.size), resample)  # type: ignore[arg-type]
        middle = math.floor if resample == Image.Resampling.BICUBIC else round  # as CLIP's and torchvision's croppers
        left, top = middle((resized.width - side) / 2), middle((resized.height - side) / 2)
        values = numpy.asarray(resized.crop((left, top, left + side, top + side)), dtype=numpy.float32)
        rows.append(torch.from_numpy(values.copy()).permute(2, 0, 1))
    return rows


def _strings(second: Second) -> None:
    second.facts |= {
        "tokenizer": CASES,
        "tokenizer_batch_right_pad": STRINGS["batch"],
        "tokenizer_meta": {"legacy": False, "len": 488, "base_vocab": 480, "model_max_length": 200},
        "special_ids": {"<s>": 1, "</s>": 2, "<unk>": 0, **ADDED},
        "chat_prompts": {"talk": TALK, "pair": PAIR, "vqa": " " + TALK, "draw": DRAW},
        "gen_text": "Far out at sea",
        "layouts": samples(),
        "versions": {"python": "3"},
        "quirk_probes": {"batch": {"row": 2.4}},
        "reload_check": {"n_tensors": len(second.model.official()), "mismatching": []},
        "freeze_flags_loaded": [
            "model.clip_vision_embedding.clip_vision_model",
            "stable_diffusion_head.unet",
            "stable_diffusion_head.vae",
        ],
    }


def _sequences(second: Second, features: Tensor) -> None:
    """Sequences alone; two of them as a batch; the likeliest words after two."""
    chosen = {"sea": (IDS["Far out at sea"], []), "talk": (IDS[TALK], []), "pair": (IDS[PAIR], [2, 0])}
    head = second.model.language.lm_head
    second.facts |= {"lm_sequences": {}, "generation": {}}
    for name, (words, pictures) in chosen.items():
        ids = filled([BOS, *words])
        streams = second.read(ids, iter(features[pictures]))
        second.facts["lm_sequences"][name] = {"images": pictures or None}
        second.put(f"lm.{name}.input_ids", torch.tensor([ids]))
        second.put(f"lm.{name}.last_hidden", streams[-1])
        second.put(f"lm.{name}.logits", head(streams[-1]))
        for layer, stream in enumerate(streams[:-1] if name == "sea" else ()):
            second.put(f"lm.{name}.hidden_{layer}", stream)
        if name != "talk":
            _continue(second, name, ids, features[pictures])
    rows = [second.arrays[f"lm.{name}.input_ids"][0] for name in ("sea", "pair")]
    scores = [second.arrays[f"lm.{name}.logits"][0] for name in ("sea", "pair")]
    gap = len(rows[1]) - len(rows[0])
    second.put("lm.rows.input_ids", torch.stack([functional.pad(rows[0], (0, gap), value=ADDED["[PAD]"]), rows[1]]))
    second.put("lm.rows.attention_mask", torch.tensor([[1] * len(rows[0]) + [0] * gap, [1] * len(rows[1])]))
    second.put("lm.rows.logits", torch.stack([functional.pad(scores[0], (0, 0, 0, gap), value=9.0), scores[1]]))
    second.put("lm.rows.image_index", torch.tensor([2, 0]))


def _continue(second: Second, name: str, prompt: list[int], features: Tensor) -> None:
    ids, margins = list(prompt), []
    while len(ids) < len(prompt) + 5 and EOS not in ids[len(prompt) :]:
        top = second.model.language.lm_head(second.read(ids, iter(features))[-1][0, -1]).topk(2)
        margins.append(float(top.values[0] - top.values[1]))
        ids.append(int(top.indices[0]))
    new = ids[len(prompt) :]
    second.put(f"gen.{name}.new_ids", torch.tensor(new))
    facts = {"prompt_len": len(prompt), "new_ids": new, "min_top2_margin": min(margins), "replay_agrees": True}
    second.facts["generation"][name] = facts


def _dreams(second: Second, features: Tensor) -> None:
    kite = IDS[PROMPTS["kite"]]
    for name, text in {**PROMPTS, "uncond": ""}.items():
        block = second.dream_after([BOS, *IDS[text]], iter(()))
        second.dreams[name] = second.put(f"dream.{name}", block[:, 1:-1])
    whole = second.dream_after([BOS, *kite], iter(()))
    second.put("dream.kite.all_hidden", whole)
    second.put("dream.kite.all_logits", second.model.language.lm_head(whole))
    looked = [BOS, *kite, *IMAGE, *IDS["noise"], *IMAGE]
    second.put("dream.looked.input_ids", torch.tensor([looked]), "context with images 1 and 2")
    block = second.dream_after(looked, iter(features[[1, 2]]))
    second.dreams["looked.embeds"] = second.put("dream.looked.embeds", block[:, 1:-1])
    trained = [BOS, *kite, *DREAM, *IMAGE, *IDS["It rains now."], EOS]
    states = second.read(trained, iter(features[[1]]))[-1]
    second.put("dream.train_layout.input_ids", torch.tensor([trained]), "BOS text, blocks, text EOS; image 1")
    second.put("dream.train_layout.last_hidden", states)
    raw = second.read([BOS, *DREAM, EOS], iter(()), dreaming=False)[-1][:, 2 : 2 + QUERIES]
    second.dreams["untaught"] = second.put("dream.train_uncond", raw)
    second.facts |= {
        "prompts": PROMPTS,
        "dream_train_layout_vs_cached_maxdiff": 3e-6,
        "uncond_infer_vs_queries_in_train_seq_maxdiff": 2e-6,
        "uncond_train_vs_infer_maxdiff": float((raw - second.dreams["uncond"]).abs().max()),
    }


def _single_calls(second: Second) -> None:
    model = second.model
    latents = second.put("sd.latents", second.normal(1, 4, 6, 6))
    second.put("sd.latents2", second.normal(2, 4, 6, 6))
    for name in ("bad", "owl"):
        second.put(f"sd.cond_{name}_projected", model.condition(second.dreams[name]))
    for timestep, name in ((3, "owl"), (640, "bad")):
        condition = second.arrays[f"sd.cond_{name}_projected"]
        note = f"UNet output on sd.latents at timestep {timestep}, conditioned on sd.cond_{name}_projected"
        second.put(f"sd.unet_t{timestep}", model.unet(latents, timestep, condition).sample, note)
    nothing = model.unet(latents, 3, model.condition(second.dreams["uncond"])).sample
    second.facts["cond_influence_on_unet_t3"] = float((second.arrays["sd.unet_t3"] - nothing).std())
    posterior = model.vae.encode(second.put("sd.vae_in", second.normal(1, 3, 12, 12).clamp(-1, 1))).latent_dist
    second.put("sd.vae_mean", posterior.mean)
    second.put("sd.vae_logvar", posterior.logvar)
    second.put("sd.vae_decode", model.vae.decode(latents / VAE["scaling_factor"]).sample)
    second.facts["vae_scaling_factor"] = VAE["scaling_factor"]
    for name, kind in (("ddpm_config", DDPMScheduler), ("ddim_config", DDIMScheduler)):
        second.facts[name] = {**dict(kind.from_config(SCHEDULER).config), "_class_name": SCHEDULER["_class_name"]}


def _runs() -> dict[str, dict[str, Any]]:
    """Settings of the sampling runs."""
    both = "tensor, see note: prompt_embeds=[dream.kite;dream.owl], negative=[dream.uncond]*2, latents=sd.latents2"
    seen = "tensor, see note: prompt_embeds=dream.looked.embeds, negative=dream.uncond"
    ddim = {"scheduler": "DDIMScheduler", "steps": 5, "eta": 0.0}
    return {
        "strong": {**ddim, "prompt": PROMPTS["owl"], "negative_prompt": "noise"}
        | {"guidance_scale": 4.0, "guidance_rescale": 0.5},
        "plain": {**ddim, "prompt": PROMPTS["kite"], "guidance_scale": 1.0},
        "two": {**ddim, "prompt_embeds": both, "negative_prompt_embeds": both, "guidance_scale": 2.0},
        "seen": {**ddim, "prompt_embeds": seen, "negative_prompt_embeds": seen, "guidance_scale": 2.0},
        "walk": {"scheduler": "DDPMScheduler", "steps": 4, "generator_seed": 5, "prompt": PROMPTS["owl"]}
        | {"guidance_scale": 3.0},
    }


def _paint(second: Second, name: str, settings: dict[str, Any]) -> None:
    """A sampling run with a stock sampler."""
    dreams = second.dreams
    given = {"two": torch.cat([dreams["kite"], dreams["owl"]]), "seen": dreams["looked.embeds"]}
    states = given[name] if name in given else second.dreams["owl" if name != "plain" else "kite"]
    negative = dreams["bad" if "negative_prompt" in settings else "uncond"].expand_as(states)
    condition, nothing = second.model.condition(states), second.model.condition(negative)
    latents = second.arrays["sd.latents2" if name == "two" else "sd.latents"]
    generator = torch.Generator().manual_seed(5)
    ancestral = settings["scheduler"] == "DDPMScheduler"
    scheduler = (DDPMScheduler if ancestral else DDIMScheduler).from_config(SCHEDULER)
    if ancestral:
        latents = second.put(f"pipe.{name}.init_latents", torch.randn(latents.shape, generator=generator))
        # This schedule ends at timestep 0, where DDPM draws nothing: three draws for four steps.
        again = torch.Generator().set_state(generator.get_state())
        second.put(f"pipe.{name}.step_noise", torch.stack([torch.randn(1, 4, 6, 6, generator=again) for _ in range(3)]))
    scheduler.set_timesteps(settings["steps"])
    states_after = []
    for timestep in scheduler.timesteps.tolist():
        answer, without = (second.model.unet(latents, timestep, c).sample for c in (condition, nothing))
        guided = without + settings["guidance_scale"] * (answer - without)
        share = settings.get("guidance_rescale", 0.0)
        axes = (1, 2, 3)
        scaled = guided * answer.std(axes, keepdim=True) / guided.std(axes, keepdim=True)
        more = {"generator": generator} if ancestral else {}
        latents = scheduler.step(share * scaled + (1 - share) * guided, timestep, latents, **more).prev_sample
        states_after.append(latents)
    raw = second.model.vae.decode(latents / VAE["scaling_factor"]).sample
    note = str(settings.get("prompt_embeds", "")).removeprefix("tensor, see note: ")
    second.put(f"pipe.{name}.latent", latents, f"final latents (output_type='latent') {note}")
    second.put(f"pipe.{name}.trajectory", torch.stack(states_after))
    second.put(f"pipe.{name}.decoded_raw", raw)
    second.put(f"pipe.{name}.image", (raw / 2 + 0.5).clamp(0, 1).permute(0, 2, 3, 1))
    facts = {"timesteps": scheduler.timesteps.tolist(), "latents_given": not ancestral, **settings}
    second.facts.setdefault("pipeline", {})[name] = facts


def _train(second: Second, run: str, members: list[str], options: dict[str, Any]) -> None:
    """One step's losses and gradients."""
    batch, layouts = f"of_{run}", [second.facts["layouts"][member] for member in members]
    longest = max(len(case["input_ids"]) for case in layouts)
    for kind, padding in (("input_ids", ADDED["[PAD]"]), ("labels", IGNORED), ("attention_mask", 0)):
        rows = [case.get(kind, [1] * len(case["input_ids"])) for case in layouts]
        second.put(
            f"train.batch_{batch}.{kind}", torch.tensor([row + [padding] * (longest - len(row)) for row in rows])
        )
    second.facts.setdefault("train_batches", {})[batch] = members
    seen = [number % 3 for number in range(sum(case["n_images"] for case in layouts))]
    images = second.put(f"train.batch_{batch}.images", second.arrays["image.pixel_values"][seen])
    features = iter(second.look(images))
    states = [second.read(case["input_ids"], features)[-1][0] for case in layouts]
    scores = torch.cat([second.model.language.lm_head(row[:-1]) for row in states])
    labels = torch.tensor([label for case in layouts for label in case["labels"][1:]])
    losses = {"lm_loss": functional.cross_entropy(scores, labels, ignore_index=IGNORED), "vm_loss": torch.zeros(())}
    weights = {"loss_weight_lm": 1.0, "loss_weight_vm": 5.0, "drop_prob": None, "snr_gamma": None} | options
    if weights["loss_weight_vm"]:
        losses["vm_loss"] = _denoise(second, run, batch, layouts, states)
    first, other = weights["loss_weight_lm"], weights["loss_weight_vm"]
    loss = (first * losses["lm_loss"] + other * losses["vm_loss"]) / (first + other)
    second.model.zero_grad(set_to_none=True)
    torch.autograd.backward(loss)
    values = {name: float(value.detach()) for name, value in {"loss": loss, **losses}.items()}
    facts = {"batch": batch, "seed": 1, **weights, **values, **_gradients(second, run)}
    second.facts.setdefault("train", {})[run] = facts


def _denoise(second: Second, run: str, batch: str, layouts: list[dict[str, Any]], states: list[Tensor]) -> Tensor:
    """The denoising loss: velocity, min-SNR weights, one condition of four dropped."""
    dreams = [
        row[place + 1 : place + 1 + QUERIES]
        for case, row in zip(layouts, states, strict=True)
        for place, token in enumerate(case["input_ids"])
        if token == DREAM[0]
    ]
    count = len(dreams)
    targets = torch.stack(_cropped(second, 12, Image.Resampling.BILINEAR))[[n % 3 for n in range(count)]] / 127.5 - 1
    second.put(f"train.batch_{batch}.images_dm", targets)
    draws = {name: second.normal(count, 4, 6, 6) for name in ("posterior_noise", "noise_eps")}
    times = torch.tensor([0, 120, 430, 799])[:count]
    dropped = torch.tensor([0.0, 1.0, 0.0, 0.0])[:count]
    with torch.no_grad():
        posterior = second.model.vae.encode(targets).latent_dist
        latents = (posterior.mean + posterior.std * draws["posterior_noise"]) * VAE["scaling_factor"]
    scheduler = DDPMScheduler.from_config(SCHEDULER)
    noisy: Tensor = scheduler.add_noise(latents, draws["noise_eps"], times)
    raw = second.read([BOS, *DREAM, EOS], iter(()), dreaming=False)[-1][:, 2 : 2 + QUERIES].expand(count, -1, -1)
    cond = torch.stack(dreams)
    mask = dropped[:, None, None]
    unet_cond = second.model.condition(mask * raw + (1 - mask) * cond)
    prediction = second.model.unet(noisy, times, unet_cond).sample
    velocity = scheduler.get_velocity(latents, draws["noise_eps"], times)
    kept = scheduler.alphas_cumprod[times]
    ratio = kept / (1 - kept) + 1
    weights = torch.minimum(ratio, torch.full_like(ratio, 2.0)) / ratio
    arrays = {**draws, "timesteps": times, "drop_mask": dropped, "latents": latents, "cond": cond, "uncond": raw}
    arrays |= {"noisy_latents": noisy, "unet_cond": unet_cond, "model_pred": prediction}
    for name, array in arrays.items():
        second.put(f"train.{run}.{name}", array)
    return (((prediction - velocity) ** 2).mean((1, 2, 3)) * weights).mean()


def _gradients(second: Second, run: str) -> dict[str, Any]:
    """All norms; the plugins' gradients in full."""
    norms: dict[str, float] = {}
    for name, parameter in second.model.official().items():
        if parameter.requires_grad:
            gradient = torch.zeros_like(parameter) if parameter.grad is None else parameter.grad
            norms[name] = float(gradient.norm())
            if "clip_vision" in name or "dream_queries" in name or "diffusion" in name:
                second.put(f"train.{run}.grad.{name}", gradient, "gradient of loss")
    total = math.sqrt(sum(norm**2 for norm in norms.values()))
    return {"grad_norms": norms, "n_params_with_grad": len(norms), "total_grad_norm": total}
