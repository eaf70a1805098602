"""The only use of the network: bringing a model's files from the Hugging Face hub, when a person asks for it."""

from __future__ import annotations

import re
from pathlib import Path

from engine.errors import ImportRefused

PATTERNS = ("*.json", "*.safetensors", "*.bin", "*.pt", "tokenizer.model")
"""What an import reads; no code, no pictures, no records of training."""

_LEFT_OUT = ("training_args.bin", "optimizer*", "scheduler.pt", "rng_state*", "global_step*", "checkpoint-*")
_HUB_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9][A-Za-z0-9._-]*")


def is_hub_name(source: str) -> bool:
    """Whether words look like the name of a model on the hub ("org/name") and are no folder here."""
    return _HUB_NAME.fullmatch(source) is not None and not Path(source).exists()


def download(name: str, folder: Path | None = None) -> Path:
    """Bring the files of a model; a download that broke off goes on where it stopped.

    Args:
        name: "org/name" on the hub.
        folder: where to; None for the hub library's own cache.

    Returns:
        The folder that holds them.

    Raises:
        ImportRefused: not found, not allowed, or the network broke off.
    """
    from huggingface_hub import snapshot_download  # not loaded unless a person asks for the network

    try:
        path = snapshot_download(
            name, allow_patterns=list(PATTERNS), ignore_patterns=list(_LEFT_OUT), local_dir=folder, max_workers=4
        )
    except Exception as error:  # the hub library raises its own, httpx's and the system's errors alike
        raise ImportRefused(
            f"The model {name} could not be downloaded.",
            "Check the name and the network, then try again: what has arrived is kept.",
            str(error),
        ) from error
    return Path(path)
