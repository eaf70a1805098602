"""Our model folder: opened by the stock libraries, written and read again, refused when it is not what it should be."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from diffusers.schedulers.scheduling_ddim import DDIMScheduler
from safetensors.torch import load_file, save_file
from transformers.models.clip.modeling_clip import CLIPVisionModel
from transformers.models.llama.modeling_llama import LlamaForCausalLM

from engine.checkpoint.folder import read_config, read_parts
from engine.errors import BadCheckpoint
from engine.model.loaded import Loaded, load_checkpoint, save_checkpoint

STOCK: dict[str, Any] = {
    "language_model": LlamaForCausalLM,
    "vision_encoder": CLIPVisionModel,
    "unet": UNet2DConditionModel,
    "vae": AutoencoderKL,
}
FILES = {
    "language_model": "model",
    "vision_encoder": "model",
    "unet": "diffusion_pytorch_model",
    "vae": "diffusion_pytorch_model",
    "dream": "model",
}


@pytest.fixture
def copy(model_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(model_folder, tmp_path / "model"))


@pytest.fixture(scope="module")
def saved(loaded: Loaded, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fixture's model written by us, in shards."""
    folder = tmp_path_factory.mktemp("saved") / "model"
    save_checkpoint(loaded, folder, torch.float32, max_shard_bytes=100_000)
    return folder


def same_weights(first: torch.nn.Module, second: torch.nn.Module) -> bool:
    mine, other = first.state_dict(), second.state_dict()
    return mine.keys() == other.keys() and all(torch.equal(mine[name], other[name]) for name in mine)


def test_saved_in_shards_and_loaded(loaded: Loaded, saved: Path) -> None:
    for part in ("language_model", "unet"):
        assert len(list((saved / part).glob("*.safetensors"))) > 1
    again = load_checkpoint(saved)
    assert same_weights(again.model, loaded.model)
    assert again.config == loaded.config
    assert again.preprocessor == loaded.preprocessor
    assert again.tokenizer.special == loaded.tokenizer.special
    assert again.model.scheduler_config == loaded.model.scheduler_config
    assert not again.model.training


@pytest.mark.parametrize("name", STOCK)
def test_stock_libraries_open_every_part(loaded: Loaded, saved: Path, name: str) -> None:
    opened, report = STOCK[name].from_pretrained(saved / name, local_files_only=True, output_loading_info=True)
    assert not any(report[kind] for kind in ("missing_keys", "unexpected_keys", "mismatched_keys"))
    assert same_weights(opened, getattr(loaded.model, name))


def test_stock_scheduler_opens(saved: Path) -> None:
    scheduler = DDIMScheduler.from_pretrained(saved / "scheduler", local_files_only=True)
    assert scheduler.config["beta_end"] == 0.012


def test_half_precision_is_the_default(loaded: Loaded, tmp_path: Path) -> None:
    save_checkpoint(loaded, tmp_path / "model")
    stored = load_file(tmp_path / "model" / "dream" / "model.safetensors")
    assert stored["dream_queries"].dtype == torch.float16
    config = json.loads((tmp_path / "model" / "language_model" / "config.json").read_text())
    assert config["dtype"] == "float16"
    again = load_checkpoint(tmp_path / "model", torch.bfloat16)
    assert {tensor.dtype for tensor in again.model.state_dict().values()} == {torch.bfloat16}
    assert again.model.language_model.model.rotary_emb.inv_freq.dtype == torch.float32


def test_progress_runs_to_the_end(model_folder: Path) -> None:
    seen: list[float] = []
    load_checkpoint(model_folder, progress=seen.append)
    assert seen == sorted(seen)
    assert 0 < seen[0] < 0.5
    assert 0.8 < seen[-1] <= 1


def test_a_model_is_replaced_but_nothing_else(loaded: Loaded, tmp_path: Path) -> None:
    target = tmp_path / "model"
    save_checkpoint(loaded, target)
    (target / "left over").touch()
    save_checkpoint(loaded, target)
    assert not (target / "left over").exists()
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "love.txt").touch()
    with pytest.raises(BadCheckpoint, match="full of other things"):
        save_checkpoint(loaded, tmp_path / "letters")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["letters", "model"]


def test_a_failed_save_keeps_the_old_model(loaded: Loaded, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(loaded.tokenizer, "save", full_disk)
    with pytest.raises(OSError, match="No space"):
        save_checkpoint(loaded, copy)
    assert load_checkpoint(copy).config == loaded.config
    assert [path.name for path in copy.parent.iterdir()] == ["model"]


def test_a_folder_that_is_no_model(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(BadCheckpoint, match="holds no model"):
            read_config(folder)
        with pytest.raises(BadCheckpoint, match="holds no model"):
            load_checkpoint(folder)


def change_tensors(part: str, change: Callable[[dict[str, torch.Tensor]], object]) -> Callable[[Path], None]:
    def tamper(folder: Path) -> None:
        path = folder / part / f"{FILES[part]}.safetensors"
        tensors = load_file(path)
        change(tensors)
        save_file(tensors, path)

    return tamper


def change_json(name: str, **changes: object) -> Callable[[Path], None]:
    def tamper(folder: Path) -> None:
        path = folder / name
        path.write_text(json.dumps(json.loads(path.read_text()) | changes))

    return tamper


def drop_first(tensors: dict[str, torch.Tensor]) -> None:
    tensors.pop(min(tensors))


def add_one(tensors: dict[str, torch.Tensor]) -> None:
    tensors["backdoor.weight"] = torch.zeros(1)


def lengthen_first(tensors: dict[str, torch.Tensor]) -> None:
    name = min(tensors)
    tensors[name] = torch.cat([tensors[name]] * 2)


@pytest.mark.parametrize("part", FILES)
@pytest.mark.parametrize(
    ("change", "said"),
    [(drop_first, "is missing"), (add_one, "backdoor.weight is not part"), (lengthen_first, "has shape")],
)
def test_misfitting_tensors_are_named(
    copy: Path, part: str, change: Callable[[dict[str, torch.Tensor]], object], said: str
) -> None:
    change_tensors(part, change)(copy)
    with pytest.raises(BadCheckpoint, match=said):
        load_checkpoint(copy)


TAMPERINGS: dict[str, tuple[Callable[[Path], None], str]] = {
    "another language model": (change_json("language_model/config.json", model_type="gpt2"), "language_model"),
    "another vision encoder": (change_json("vision_encoder/config.json", model_type="siglip"), "vision_encoder"),
    "wrong kind of value": (change_json("unet/config.json", block_out_channels="x"), "unet"),
    "wider language model": (change_json("language_model/config.json", hidden_size=128), "instead of"),
    "no such layer": (change_json("dreamllm.json", select_layer=-9), "no layer -9"),
    "other pictures": (
        change_json("vision_encoder/preprocessor_config.json", size=32, crop_size=32),
        "different sizes",
    ),
    "more queries": (change_json("dreamllm.json", queries=9), r"dream_queries has shape \[1, 8, 64\]"),
    "deeper projector": (
        change_json("dreamllm.json", vision_projector={"kind": "mlp", "depth": 2}),
        "vision_projector.2.weight is missing",
    ),
    "damaged json": (lambda folder: _overwrite(folder / "vae" / "config.json", b"{"), "vae/config.json"),
    "deep json": (lambda folder: _overwrite(folder / "vae" / "config.json", b"[" * 100_000), "vae/config.json"),
    "no scheduler": (lambda folder: (folder / "scheduler" / "scheduler_config.json").unlink(), "scheduler"),
    "no weights": (lambda folder: (folder / "vae" / "diffusion_pytorch_model.safetensors").unlink(), "no weights"),
    "a pickle": (
        lambda folder: _overwrite(folder / "unet" / "diffusion_pytorch_model.safetensors", b"\x80\x04cos\nsystem\n."),
        "damaged",
    ),
    "cut weights": (lambda folder: _cut(folder / "language_model" / "model.safetensors"), "damaged"),
}


def _overwrite(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


@pytest.mark.parametrize("name", TAMPERINGS)
def test_tampered_folders_are_refused(copy: Path, name: str) -> None:
    tamper, said = TAMPERINGS[name]
    tamper(copy)
    with pytest.raises(BadCheckpoint, match=said):
        load_checkpoint(copy)


def test_renumbered_tokens_are_refused(copy: Path, loaded: Loaded) -> None:
    tokens = loaded.config.special_tokens
    swapped = tokens | {"<image>": tokens["<dream>"], "<dream>": tokens["<image>"]}
    change_json("dreamllm.json", special_tokens=swapped)(copy)
    with pytest.raises(BadCheckpoint, match="numbers the special tokens"):
        load_checkpoint(copy)


def test_configs_name_no_code(copy: Path) -> None:
    evil = {"auto_map": {"AutoModel": "evil.Model"}, "_attn_implementation": "evil/kernel", "quantization_config": {}}
    change_json("language_model/config.json", attn_implementation="evil/kernel", **evil)(copy)
    change_json("unet/config.json", **evil)(copy)
    model = read_parts(copy).language_model
    assert model.config._attn_implementation == "sdpa"
    assert not hasattr(model.config, "auto_map")
