"""The storybook recipe: from nothing to a model folder, stage by stage, each resumable."""

from __future__ import annotations

import dataclasses
import json
import math
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from filelock import FileLock, Timeout

from engine.checkpoint.folder import Parts, write_parts, write_text_encoder
from engine.errors import TrainingFailed
from engine.generate.preview import fit_preview
from engine.storybook.judge import Judge, save_judge
from engine.training.clip_stage import CLIP_MEAN, CLIP_STD
from engine.training.latent_stage import SCHEDULER
from engine.training.loop import Pace, train
from engine.training.pieces import NEEDS, Pieces
from engine.training.presets import Preset
from engine.training.sheets import save_curve
from engine.training.start import Start

MAX_SHARD_BYTES = 15 * 2**20
"""Tensors in one weight file; with the list of them before, a file stays below 16 MiB, so that it can be carried where
larger ones cannot."""


def run_stage(
    preset: Preset,
    folder: Path,
    name: str,
    say: Callable[[str], None],
    pace: Pace | None = None,
    start: Start | None = None,
    workers: int = 0,
    until: float = math.inf,
) -> bool:
    """Train one stage to its end, or on from its checkpoint.

    Args:
        preset: the recipe.
        folder: of the run.
        name: of the stage.
        say: told how it goes.
        pace: how often it logs, saves and draws.
        start: a model that the stage goes on from, where it does not go on from another stage.
        workers: processes that draw examples ahead.
        until: when to stop and save, in seconds of `time.monotonic`.

    Returns:
        True when it is complete, False when it was to stop.

    Raises:
        TrainingFailed: a stage that it needs is not complete, or another process is training this one.
    """
    pieces = Pieces(preset, folder, say, start, workers)
    if pieces.is_complete(name):
        return True
    missing = [need for need in NEEDS[name] if not pieces.is_complete(need)]
    if missing:
        raise TrainingFailed(f"The stage {name} needs {' and '.join(missing)} first.", "Train without --only.")
    (folder / name).mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / name / "lock", timeout=0):
            _tune(preset.device)
            stage = pieces.stage(name)
            done = train(stage, folder / name, say, pace, preset.seed, until)
            if done:
                pieces.leave(stage)
    except Timeout as error:
        raise TrainingFailed(f"The stage {name} is being trained already.", "Wait for it, or stop it.") from error
    finally:
        pieces.close()
    if (folder / name / "curve.jsonl").exists():
        save_curve(folder / name / "curve.jsonl", folder / name / "curve.png")
    return done


def _tune(device: str) -> None:
    """Let a GPU's libraries choose what is fastest; sizes hardly change from step to step."""
    if device != "cpu":
        torch.backends.cudnn.benchmark = True
        torch.set_float32_matmul_precision("high")


def run_all(
    arguments: Sequence[str], folder: Path, jobs: int, say: Callable[[str], None], until: float = math.inf
) -> bool:
    """Train every stage, `jobs` at a time where they do not need each other, each in a process of its own.

    Two stages with one thread each get more out of two cores than one stage with two threads.

    Args:
        arguments: of `python -m engine train storybook`, without `--only`.
        folder: of the run.
        jobs: processes at a time; the cores are shared out among them.
        say: told what happens; the stages write to `<folder>/<stage>.log`.
        until: when to stop, in seconds of `time.monotonic`; every stage then saves.

    Returns:
        True when all are complete, False when the run was stopped or its time was over.

    Raises:
        TrainingFailed: a stage failed; its log says why.
    """
    folder.mkdir(parents=True, exist_ok=True)
    running: dict[str, subprocess.Popen[bytes]] = {}
    # a polite kill ends this process as Ctrl-C does, and with it the stages' processes
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        while True:
            complete = {name for name in NEEDS if (folder / name / "final.safetensors").exists()}
            ready = [n for n in NEEDS if n not in complete and n not in running and complete.issuperset(NEEDS[n])]
            for name in ready[: jobs - len(running)]:
                say(f"{name}: started, see {folder / f'{name}.log'}")
                running[name] = _start(arguments, folder, name)
            if not running:
                return complete.issuperset(NEEDS)
            if time.monotonic() >= until:
                say(f"The time is over: {' and '.join(running)} will be saved. A new start goes on from here.")
                return False
            time.sleep(1)
            for name, process in list(running.items()):
                if process.poll() is not None:
                    del running[name]
                    _check(name, process.returncode, folder)
                    say(f"{name}: complete")
    except KeyboardInterrupt:
        return False
    finally:
        signal.signal(signal.SIGTERM, before)
        for process in running.values():
            process.terminate()
        for process in running.values():
            process.wait()


def _start(arguments: Sequence[str], folder: Path, name: str) -> subprocess.Popen[bytes]:
    with (folder / f"{name}.log").open("ab") as log:
        command = [sys.executable, "-m", "engine", "train", *arguments, "--only", name]
        return subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL)


def _check(name: str, status: int, folder: Path) -> None:
    if status == 130:
        raise KeyboardInterrupt
    if status != 0:
        log = folder / f"{name}.log"
        tail = "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-12:])
        advice = f"Read the end of {log}; a new start goes on from here."
        raise TrainingFailed(f"The stage {name} failed.", advice, tail)


def save_model(preset: Preset, folder: Path, target: Path, say: Callable[[str], None]) -> None:
    """Put a complete run together as a model folder in float16.

    Beside the parts of a DreamLLM it holds the text encoder, which with the UNet and the autoencoder is a plain
    diffusion model, and `judge/`, which measures.
    """
    pieces = Pieces(dataclasses.replace(preset, device="cpu"), folder, say)
    model = pieces.model("instruct", painter="refine").requires_grad_(False).eval()
    side = preset.sizes.vision_picture
    preprocessor = {
        "image_processor_type": "CLIPImageProcessor",
        "do_resize": True, "size": {"shortest_edge": side}, "resample": 3,
        "do_center_crop": True, "crop_size": {"height": side, "width": side},
        "do_rescale": True, "rescale_factor": 1 / 255,
        "do_normalize": True, "image_mean": list(CLIP_MEAN), "image_std": list(CLIP_STD),
        "do_convert_rgb": True,
    }  # fmt: skip
    pictures = pieces.bank.batch(list(range(min(64, len(pieces.bank.scenes)))))
    config = dataclasses.replace(model.config, preview=fit_preview(model.vae, pictures))
    parts = Parts(
        config, model.language_model, model.vision_encoder, model.unet, model.vae,
        SCHEDULER, preprocessor, pieces.tokenizer, dict(model.own_state()),
    )  # fmt: skip
    write_parts(parts, target, torch.float16, MAX_SHARD_BYTES)
    write_text_encoder(pieces.text(), target, torch.float16, MAX_SHARD_BYTES)
    judge = Judge()
    pieces.load(judge, "judge", "judge")
    save_judge(judge, target / "judge")
    (target / "preset.json").write_text(json.dumps(dataclasses.asdict(preset), indent=1) + "\n")
