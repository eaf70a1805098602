"""The judge: a small classifier that reads a picture of this world back into its attributes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor, nn

from engine.checkpoint.weights import write_file
from engine.errors import BadCheckpoint
from engine.storybook.scene import (
    ACTIONS,
    COLOURLESS_STYLES,
    COLOURS,
    HELD,
    KINDS,
    PLACES,
    RELATIONS,
    STYLES,
    TIMES,
    WEATHERS,
    WORN,
    Scene,
)

SIDE = 128
"""Pixels a side that the judge looks at; pictures of any size are resized to it."""

SUBJECT_HEADS: dict[str, tuple[str, ...]] = {
    "kind": KINDS,
    "colour": COLOURS,
    "worn": WORN,
    "held": HELD,
    "action": ACTIONS,
}
"""What is asked of each subject."""
HEADS: dict[str, tuple[str, ...]] = {
    **SUBJECT_HEADS,
    **{f"second_{name}": values for name, values in SUBJECT_HEADS.items()},
    "relation": RELATIONS,
    "place": PLACES,
    "time": TIMES,
    "weather": WEATHERS,
    "style": STYLES,
}
"""Everything that is asked; the relation "alone" says that there is no second subject."""
ASKED = ("scene", "first", "second")
"""What is looked for, each by a token of its own."""
LOOKS = 2
"""Layers of the judge's transformer."""
UNKNOWN = -100
"""The label where a head has nothing to say, as cross-entropy ignores it."""


@dataclass(frozen=True)
class Seen:
    """One subject as the judge sees it; the values of a `Subject`, possible together or not."""

    kind: str
    colour: str
    worn: str
    held: str
    action: str


@dataclass(frozen=True)
class Verdict:
    """What the judge sees: the same values as a scene, without its look."""

    subjects: tuple[Seen, ...]
    relation: str
    place: str
    time: str
    weather: str
    style: str

    @property
    def main(self) -> Seen:
        """The first (or only) subject."""
        return self.subjects[0]


def labels(scene: Scene) -> dict[str, int]:
    """The right answer of each head; `UNKNOWN` where a head has nothing to say."""
    found = {
        "relation": RELATIONS.index(scene.relation),
        "place": PLACES.index(scene.place),
        "time": TIMES.index(scene.time),
        "weather": WEATHERS.index(scene.weather),
        "style": STYLES.index(scene.style),
    }
    for index, prefix in enumerate(("", "second_")):
        there = index < len(scene.subjects)
        for name, values in SUBJECT_HEADS.items():
            known = there and not (name == "colour" and scene.style in COLOURLESS_STYLES)
            value = values.index(getattr(scene.subjects[index], name)) if known else UNKNOWN
            found[prefix + name] = value
    return found


class Judge(nn.Module):
    """Convolutions down to a sixteenth of the side; then a small transformer in which three tokens, one for the scene
    and one for each subject, look for what they are asked for wherever it is.

    Args:
        width: channels of the first convolutions, a multiple of 8.
    """

    def __init__(self, width: int = 32) -> None:
        super().__init__()
        channels = [3, width, 2 * width, 4 * width, 6 * width]
        layers: list[nn.Module] = []
        for a, b in pairwise(channels):
            layers += [nn.Conv2d(a, b, 3, stride=2, padding=1), nn.GroupNorm(8, b), nn.SiLU()]
            layers += [nn.Conv2d(b, b, 3, padding=1), nn.GroupNorm(8, b), nn.SiLU()]
        self.body = nn.Sequential(*layers)
        features = channels[-1]
        self.positions = nn.Parameter(0.02 * torch.randn((SIDE // 16) ** 2, features))
        self.asked = nn.Parameter(0.02 * torch.randn(len(ASKED), features))
        self.look = nn.ModuleList(
            nn.TransformerEncoderLayer(
                features, 6, 3 * features, dropout=0.0, activation="gelu", batch_first=True, norm_first=True
            )
            for _ in range(LOOKS)
        )
        self.norm = nn.LayerNorm(features)
        self.heads = nn.ModuleDict({name: nn.Linear(features, len(values)) for name, values in HEADS.items()})

    def forward(self, pictures: Tensor) -> dict[str, Tensor]:
        """Pictures [n, 3, s, s] in [-1, 1] -> logits of each head, [n, values]."""
        if pictures.shape[-1] != SIDE:
            pictures = F.interpolate(pictures, size=(SIDE, SIDE), mode="bicubic", antialias=True)
        places = self.body(pictures).flatten(2).transpose(1, 2) + self.positions
        tokens = torch.cat([self.asked.expand(len(places), -1, -1).to(places.dtype), places], dim=1)
        for layer in self.look:
            tokens = layer(tokens)
        found = self.norm(tokens[:, : len(ASKED)])
        return {name: head(found[:, _token_of(name)]) for name, head in self.heads.items()}

    @torch.no_grad()
    def read(self, pictures: Tensor) -> list[Verdict]:
        """What is in each of the pictures [n, 3, s, s] in [-1, 1]."""
        best = {name: logits.argmax(-1).tolist() for name, logits in self(pictures).items()}
        return [self._verdict({name: places[i] for name, places in best.items()}) for i in range(len(pictures))]

    def _verdict(self, places: dict[str, int]) -> Verdict:
        said = {name: HEADS[name][place] for name, place in places.items()}
        prefixes = ("",) if said["relation"] == "alone" else ("", "second_")
        subjects = tuple(Seen(**{name: said[prefix + name] for name in SUBJECT_HEADS}) for prefix in prefixes)
        return Verdict(subjects, said["relation"], said["place"], said["time"], said["weather"], said["style"])


def _token_of(head: str) -> int:
    """Which of `ASKED` answers a head."""
    return 2 if head.startswith("second_") else 1 if head in SUBJECT_HEADS else 0


def save_judge(judge: Judge, folder: Path) -> None:
    """Write the judge as `judge.safetensors` (float16) and `judge.json` (its heads)."""
    folder.mkdir(parents=True, exist_ok=True)
    write_file(folder / "judge.safetensors", {k: v.half().contiguous() for k, v in judge.state_dict().items()})
    (folder / "judge.json").write_text(json.dumps({name: list(values) for name, values in HEADS.items()}, indent=1))


def load_judge(folder: Path) -> Judge:
    """Read what `save_judge` wrote.

    Raises:
        BadCheckpoint: there is no judge, it is damaged, or it was made for another world.
    """
    advice = "Train the storybook model again."
    try:
        heads = json.loads((folder / "judge.json").read_text(encoding="utf-8"))
        state = {k: v.float() for k, v in load_file(folder / "judge.safetensors").items()}
    except OSError as error:
        raise BadCheckpoint(f"There is no judge in {folder}.", "Choose a storybook model.", str(error)) from error
    except (ValueError, SafetensorError) as error:
        raise BadCheckpoint(f"The judge in {folder} cannot be read.", advice, str(error)) from error
    if heads != {name: list(values) for name, values in HEADS.items()}:
        raise BadCheckpoint("The judge was trained for another world than this one.", advice)
    try:
        judge = Judge(width=state["body.0.weight"].shape[0])
        judge.load_state_dict(state)
    except (KeyError, RuntimeError) as error:
        raise BadCheckpoint(f"The judge in {folder} does not fit together.", advice, str(error)) from error
    return judge.eval()
