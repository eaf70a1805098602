"""Official folders of every kind come in whole, the others not at all."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file
from torch.nn import functional

from engine.checkpoint import official
from engine.checkpoint.official import import_official
from engine.checkpoint.official_config import DREAM, PAINTER, VISION
from engine.errors import ImportRefused
from engine.model.loaded import load_checkpoint
from tests.engine.checkpoint.officials import Tensors, copied, edit_bin, edit_json, shard, varied

TOWER = "clip_vision_model.vision_model.embeddings.class_embedding"


def refusal(source: Path, configs: Path | None = None) -> str:
    """The sentence that the import is refused with; checks that no folder is left behind."""
    target = source.parent / "targets" / "model"
    with pytest.raises(ImportRefused) as caught:
        import_official(source, target, configs)
    assert not target.parent.exists() or not any(target.parent.iterdir())
    return caught.value.sentence


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return copied(tmp_path / "fixture")


@pytest.mark.parametrize("kind", ["safetensors", "bin"])
def test_sharded_weights_arrive_unchanged(source: Path, tmp_path: Path, kind: str) -> None:
    whole = load_file(source / "model.safetensors")
    shard(source, kind)
    shares: list[float] = []
    import_official(source, tmp_path / "model", progress=shares.append)
    arrived = load_file(tmp_path / "model" / "language_model" / "model.safetensors")
    assert all(torch.equal(arrived[name], whole[name]) for name in arrived)
    assert {name for name in whole if name not in arrived} == {name for name in whole if "inv_freq" in name}
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_large_parts_are_written_in_shards(
    source: Path, tmp_path: Path, model_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(official, "LARGEST_SHARD", 100_000)
    import_official(source, tmp_path / "model")
    assert len(list((tmp_path / "model" / "unet").glob("*.safetensors"))) > 2
    one, many = load_checkpoint(model_folder).model.state_dict(), load_checkpoint(tmp_path / "model").model.state_dict()
    assert all(torch.equal(one[name], many[name]) for name in one)


def test_other_kinds(tmp_path: Path) -> None:
    import_official(varied(tmp_path / "varied"), tmp_path / "model")
    stored = load_file(tmp_path / "model" / "dream" / "model.safetensors")
    assert all(tensor.dtype == torch.bfloat16 for tensor in stored.values())
    loaded = load_checkpoint(tmp_path / "model")
    model = loaded.model
    assert loaded.tokenizer.legacy is False
    assert model.queries == 5
    assert model.language_model.config.num_key_value_heads == 2
    assert model.scheduler_config["prediction_type"] == "v_prediction"
    pixels = torch.rand(2, 3, 28, 28)
    with torch.inference_mode():
        features = model.vision_encoder(pixels, output_hidden_states=True).hidden_states[-1][:, 1:]
        for layer in (0, 2, 4):
            weight, bias = (stored[f"vision_projector.{layer}.{kind}"].float() for kind in ("weight", "bias"))
            features = functional.linear(functional.gelu(features) if layer else features, weight, bias)
        weight, bias = stored["post_layernorm.weight"].float(), stored["post_layernorm.bias"].float()
        expected = functional.layer_norm(features, (64,), weight, bias, 1e-5)
        assert torch.allclose(model.encode_pictures(pixels), expected, atol=1e-5)
        assert model.condition(model.unconditional()).shape == (1, 5, 32)


def test_whole_model_dict_with_copies(source: Path, tmp_path: Path) -> None:
    """As sharded training saves it: one .bin that holds the plugins again. Their own files count."""
    whole = load_file(source / "model.safetensors")
    queries = torch.load(source / "dream_embedding.bin", weights_only=True)["dream_queries"]
    whole |= {"model.dream_embedding.dream_queries": queries + 1}
    torch.save(whole, source / "pytorch_model.bin")
    (source / "model.safetensors").unlink()
    import_official(source, tmp_path / "model")
    arrived = load_file(tmp_path / "model" / "dream" / "model.safetensors")["dream_queries"]
    assert torch.equal(arrived, queries)
    torch.save(whole | {"model.dream_embedding.dream_queries": queries[:, 1:]}, source / "pytorch_model.bin")
    sentence = refusal(source)
    assert all(word in sentence for word in ("twice", "dream_queries"))


def test_old_names(source: Path, tmp_path: Path) -> None:
    """The bare parameter of old, old attention names in the VAE, constants among the weights."""
    queries = torch.load(source / "dream_embedding.bin", weights_only=True)["dream_queries"]
    (source / "dream_embedding.bin").unlink()
    torch.save(torch.nn.Parameter(queries), source / "dream_queries.pt")

    def rename(tensors: Tensors) -> None:
        for new, old in (("to_q", "query"), ("to_k", "key"), ("to_v", "value"), ("to_out.0", "proj_attn")):
            for name in [name for name in tensors if name.startswith("vae.") and f".{new}." in name]:
                tensors[name.replace(f".{new}.", f".{old}.")] = tensors.pop(name)

    edit_bin(source / "stable_diffusion_head.bin", rename)
    ids = {"clip_vision_model.vision_model.embeddings.position_ids": torch.arange(5)[None]}
    edit_bin(source / "clip_vision_embedding.bin", lambda tensors: tensors.update(ids))
    import_official(source, tmp_path / "model")
    assert torch.equal(load_checkpoint(tmp_path / "model").model.dream_queries, queries)


def test_missing_extra_and_misshapen_tensors_are_named(source: Path) -> None:
    def change(tensors: Tensors) -> None:
        del tensors[TOWER]
        tensors["projector.more"] = torch.zeros(2)
        tensors["projector.projector.bias"] = torch.zeros(3)

    edit_bin(source / "clip_vision_embedding.bin", change)
    language = load_file(source / "model.safetensors")
    language["model.norm.weight"] = language["model.norm.weight"].to(torch.int8)
    save_file(language, source / "model.safetensors")
    sentence = refusal(source)
    assert all(
        word in sentence
        for word in (TOWER, "projector.more", "projector.projector.bias [3] instead of [64]", "model.norm.weight")
    )


@pytest.mark.parametrize("file", ["dream_embedding.bin", "model.safetensors", "config.json", "tokenizer.model"])
def test_missing_and_damaged_files(source: Path, file: str) -> None:
    (source / file).write_bytes((source / file).read_bytes()[:100])
    assert refusal(source)
    (source / file).unlink()
    assert refusal(source)


def test_folders_that_are_no_official_model_are_told_apart(source: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "config.json is not in the folder" in refusal(tmp_path / "empty")
    (source / "dreamllm.json").write_text("{}")
    assert "a DreamWriter model already" in refusal(source)


class Trap:
    """What unpickling it would run."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (str(self.path),)


def test_pickle_with_code_is_not_run(source: Path, tmp_path: Path) -> None:
    edit_bin(source / "dream_embedding.bin", lambda tensors: tensors.update(trap=Trap(tmp_path / "sprung")))
    sentence = refusal(source)
    assert all(word in sentence for word in ("dream_embedding.bin", "run code"))
    assert not (tmp_path / "sprung").exists()


def change_plugin(plugin: str, key: str, value: object) -> Any:
    return lambda config: config["plugins_init_kwargs"][plugin].update({key: value})


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (change_plugin(DREAM, "_target_", "os.system"), "os.system"),
        (change_plugin(PAINTER, "_args_", ["x"]), "_args_"),
        (change_plugin(VISION, "projector_type", "conv"), "conv"),
        (change_plugin(VISION, "select_layer", 17), "17"),
        (change_plugin(VISION, "embed_hidden_size", 32), "embed_hidden_size"),
        (change_plugin(DREAM, "num_dream_queries", -1), "num_dream_queries"),
        (lambda config: config["plugins_init_kwargs"].update(control_net={}), "control_net"),
        (lambda config: config.update(sliding_window=7), "sliding_window"),
        (lambda config: config.update(tie_word_embeddings=True), "tie_word_embeddings"),
        (lambda config: config.update(num_hidden_layers=10**9), "num_hidden_layers"),
        (lambda config: config.update(model_type="llama"), "DreamLLM"),
        (lambda config: config["special_tokens2ids_dict"].update({"[PAD]": 487}), "one id"),
        (change_plugin(VISION, "clip_vision_model_name_or_path", "../openai/clip-vit-tiny-test"), "plain name"),
        (change_plugin(PAINTER, "diffusion_name_or_path", "/etc"), "plain name"),
        (change_plugin(PAINTER, "diffusion_name_or_path", "stabilityai/unheard-of"), "unheard-of"),
    ],
)
def test_unknown_words_in_the_config_are_named(source: Path, change: Any, word: str) -> None:
    edit_json(source / "config.json", change)
    assert word in refusal(source)


def test_component_configs_are_checked(source: Path) -> None:
    unet = source.parent / "stabilityai" / "sd-tiny-test" / "unet" / "config.json"
    edit_json(unet, lambda config: config.update(encoder_hid_dim=8))
    assert "encoder_hid_dim" in refusal(source)
    edit_json(unet, lambda config: config.update(encoder_hid_dim=None, _class_name="Trainer"))
    assert "Trainer" in refusal(source)


def test_a_link_out_of_the_configs_is_not_followed(source: Path, tmp_path: Path) -> None:
    shutil.move(source.parent / "openai", tmp_path / "elsewhere")
    (source.parent / "openai").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert "out of the folder" in refusal(source)


def test_where_component_configs_are_looked_up(source: Path, tmp_path: Path) -> None:
    named = tmp_path / "named"
    shutil.copytree(source.parent / "openai", named / "openai")
    shutil.copytree(source.parent / "stabilityai", named / "stabilityai")
    edit_json(
        named / "stabilityai" / "sd-tiny-test" / "scheduler" / "scheduler_config.json",
        lambda config: config.update(prediction_type="v_prediction"),
    )
    import_official(source, tmp_path / "by_name", named)
    assert load_checkpoint(tmp_path / "by_name").model.scheduler_config["prediction_type"] == "v_prediction"
    import_official(source, tmp_path / "beside")
    assert load_checkpoint(tmp_path / "beside").model.scheduler_config["prediction_type"] == "epsilon"
    (tmp_path / "empty").mkdir()
    assert "not found" in refusal(source, configs=tmp_path / "empty")


def test_shipped_configs_are_found(source: Path) -> None:
    """The names that the released models use: found, so that only the weights do not fit."""
    edit_json(
        source / "config.json", change_plugin(VISION, "clip_vision_model_name_or_path", "openai/clip-vit-large-patch14")
    )
    sd = "stabilityai/stable-diffusion-2-1-base"
    edit_json(source / "config.json", change_plugin(PAINTER, "diffusion_name_or_path", sd))
    sentence = refusal(source)
    assert all(word in sentence for word in ("projector.projector.weight [32, 64] instead of [1024, 64]"))


def test_an_interrupted_import_leaves_nothing(source: Path, tmp_path: Path) -> None:
    def interrupt(share: float) -> None:
        if share > 0.5:
            raise KeyboardInterrupt

    (tmp_path / "models").mkdir()
    with pytest.raises(KeyboardInterrupt):
        import_official(source, tmp_path / "models" / "model", progress=interrupt)
    assert list((tmp_path / "models").iterdir()) == []


def test_taken_and_empty_targets(source: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "note.txt").write_text("mine")
    with pytest.raises(ImportRefused, match="already something"):
        import_official(source, tmp_path / "taken")
    assert [path.name for path in (tmp_path / "taken").iterdir()] == ["note.txt"]
    (tmp_path / "empty").mkdir()
    import_official(source, tmp_path / "empty")
    assert (tmp_path / "empty" / "dreamllm.json").is_file()


def test_a_full_disk_is_seen_before_writing(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(official, "_SPARE_ROOM", 1 << 62)
    assert "are free" in refusal(source)
