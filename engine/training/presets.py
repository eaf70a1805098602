"""The numbers of a storybook model: its sizes, and one schedule for each stage."""

from __future__ import annotations

from dataclasses import dataclass, replace

from engine.training.loop import Schedule


@dataclass(frozen=True)
class Sizes:
    """The sizes of the parts.

    Attributes:
        picture: pixels a side of a painted picture.
        vae: channels of the autoencoder's four resolutions; three halvings make latents of picture / 8.
        latents: latent channels.
        unet: channels of the UNet's three resolutions.
        condition: cross-attention width, which is also the width of the CLIP text encoder.
        vocabulary: pieces of the tokeniser, without the added tokens.
        hidden, layers, heads, kv_heads, mlp, context: the language model.
        vision_picture, vision_patch, vision_width, vision_layers: the CLIP vision encoder.
        text_layers, text_context: the CLIP text encoder.
        queries: dream queries.
    """

    picture: int
    vae: tuple[int, int, int, int]
    latents: int
    unet: tuple[int, int, int]
    condition: int
    vocabulary: int
    hidden: int
    layers: int
    heads: int
    kv_heads: int
    mlp: int
    context: int
    vision_picture: int
    vision_patch: int
    vision_width: int
    vision_layers: int
    text_layers: int
    text_context: int
    queries: int


@dataclass(frozen=True)
class Preset:
    """A whole recipe.

    Attributes:
        name: what the command line calls it.
        sizes: of the model's parts.
        bank: how many pictures are drawn.
        judge to refine: a schedule for each stage.
        dreams: how many pictures of a batch are denoised in stages I to III.
        device: where it trains.
        seed: of everything random.
    """

    name: str
    sizes: Sizes
    bank: int
    judge: Schedule
    vae: Schedule
    clip: Schedule
    sight: Schedule
    language: Schedule
    latent: Schedule
    decoder: Schedule
    comprehension: Schedule
    looking: Schedule
    reading: Schedule
    creation: Schedule
    interleaved: Schedule
    instruct: Schedule
    refine: Schedule
    dreams: int = 12
    device: str = "cpu"
    seed: int = 1

    def scaled(self, factor: float) -> Preset:
        """The same recipe with `factor` times the steps in each stage, at least 1."""
        schedules = {name: value for name, value in vars(self).items() if isinstance(value, Schedule)}
        longer = {name: replace(s, steps=max(1, round(s.steps * factor))) for name, s in schedules.items()}
        return replace(self, **longer)  # type: ignore[arg-type]


CPU = Preset(
    name="cpu",
    sizes=Sizes(
        picture=128, vae=(16, 32, 64, 96), latents=12, unet=(64, 128, 192), condition=192,
        vocabulary=2048, hidden=256, layers=6, heads=8, kv_heads=4, mlp=688, context=1024,
        vision_picture=128, vision_patch=16, vision_width=192, vision_layers=5,
        text_layers=3, text_context=48, queries=16,
    ),
    bank=40_000,
    judge=Schedule(steps=12_000, batch=48, learning_rate=1e-3, decay=0.5),
    vae=Schedule(steps=5000, batch=12, learning_rate=1e-3, decay=0.5, weight_decay=0.0, ema=0.995),
    clip=Schedule(steps=3000, batch=64, learning_rate=1e-3, weight_decay=0.05),
    sight=Schedule(steps=12_000, batch=64, learning_rate=1e-3, decay=0.6, weight_decay=0.05),
    language=Schedule(steps=2000, batch=8, learning_rate=3e-3),
    latent=Schedule(steps=14_500, batch=32, learning_rate=6e-4, ema=0.998),
    decoder=Schedule(steps=8000, batch=12, learning_rate=1e-3, weight_decay=0.0, ema=0.99),
    comprehension=Schedule(steps=300, batch=32, learning_rate=2e-3),
    looking=Schedule(steps=2400, batch=64, learning_rate=2e-3, decay=0.3),
    reading=Schedule(steps=2500, batch=16, learning_rate=1.5e-3, ema=0.99),
    creation=Schedule(steps=1500, batch=32, learning_rate=2e-3, weight_decay=0.0),
    interleaved=Schedule(steps=300, batch=16, learning_rate=1e-3, ema=0.99),
    instruct=Schedule(steps=7400, batch=24, learning_rate=2e-3, ema=0.99),
    refine=Schedule(steps=16_000, batch=32, learning_rate=5e-4, decay=0.35, ema=0.998),
)  # fmt: skip

GPU = Preset(
    name="gpu",
    sizes=Sizes(
        picture=256, vae=(32, 64, 128, 128), latents=12, unet=(128, 192, 256), condition=240,
        vocabulary=2048, hidden=384, layers=6, heads=8, kv_heads=4, mlp=960, context=1024,
        vision_picture=128, vision_patch=16, vision_width=240, vision_layers=6,
        text_layers=3, text_context=48, queries=24,
    ),
    bank=60_000,
    judge=Schedule(steps=4000, batch=192, learning_rate=1.5e-3),
    vae=Schedule(steps=6000, batch=48, learning_rate=1e-3, weight_decay=0.0, ema=0.995),
    clip=Schedule(steps=5000, batch=512, learning_rate=8e-4, weight_decay=0.05),
    sight=Schedule(steps=8000, batch=256, learning_rate=8e-4, decay=0.6, weight_decay=0.05),
    language=Schedule(steps=4000, batch=48, learning_rate=1.5e-3),
    latent=Schedule(steps=14_000, batch=192, learning_rate=4e-4, ema=0.9995),
    decoder=Schedule(steps=5000, batch=48, learning_rate=5e-4, weight_decay=0.0, ema=0.995),
    comprehension=Schedule(steps=1500, batch=128, learning_rate=1e-3),
    looking=Schedule(steps=3000, batch=256, learning_rate=1e-3, decay=0.3),
    reading=Schedule(steps=5000, batch=64, learning_rate=1e-3, ema=0.998),
    creation=Schedule(steps=1500, batch=128, learning_rate=1e-3, weight_decay=0.0),
    interleaved=Schedule(steps=1500, batch=48, learning_rate=6e-4, ema=0.998),
    instruct=Schedule(steps=4000, batch=64, learning_rate=6e-4, ema=0.998),
    refine=Schedule(steps=6000, batch=192, learning_rate=3e-4, decay=0.5, ema=0.9995),
    dreams=32,
    device="cuda",
)  # fmt: skip
"""For one large GPU, on which it has not been timed: the step counts are estimates, and `--scale` fits them to the time
there is."""

TINY = Preset(
    name="tiny",
    sizes=Sizes(
        picture=32, vae=(8, 8, 16, 16), latents=4, unet=(32, 32, 64), condition=32,
        vocabulary=400, hidden=32, layers=2, heads=4, kv_heads=2, mlp=64, context=1024,
        vision_picture=32, vision_patch=16, vision_width=32, vision_layers=2,
        text_layers=2, text_context=40, queries=4,
    ),
    bank=32,
    judge=Schedule(steps=2, batch=4, learning_rate=1e-3),
    vae=Schedule(steps=2, batch=2, learning_rate=1e-3, ema=0.9),
    clip=Schedule(steps=2, batch=4, learning_rate=1e-3),
    sight=Schedule(steps=2, batch=4, learning_rate=1e-3),
    language=Schedule(steps=2, batch=2, learning_rate=1e-3),
    latent=Schedule(steps=2, batch=4, learning_rate=1e-3, ema=0.9),
    decoder=Schedule(steps=2, batch=2, learning_rate=1e-3, ema=0.9),
    comprehension=Schedule(steps=2, batch=2, learning_rate=1e-3),
    looking=Schedule(steps=2, batch=2, learning_rate=1e-3),
    reading=Schedule(steps=2, batch=2, learning_rate=1e-3, ema=0.9),
    creation=Schedule(steps=2, batch=2, learning_rate=1e-3),
    interleaved=Schedule(steps=2, batch=2, learning_rate=1e-3, ema=0.9),
    instruct=Schedule(steps=2, batch=2, learning_rate=1e-3, ema=0.9),
    refine=Schedule(steps=2, batch=4, learning_rate=1e-3, ema=0.9),
)  # fmt: skip
"""For tests: every stage for two steps, in seconds."""

PRESETS = {preset.name: preset for preset in (CPU, GPU, TINY)}
