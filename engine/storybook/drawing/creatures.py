"""Which creature is drawn how in which pose."""

from __future__ import annotations

from collections.abc import Callable

from engine.storybook.drawing import bears, birds, large, made, pets, small, swimmers
from engine.storybook.drawing.body import Breed
from engine.storybook.drawing.canvas import Brush, Colour
from engine.storybook.drawing.figure import Figure, Frame
from engine.storybook.drawing.fourfooted import draw_fourfooted
from engine.storybook.drawing.low import draw_lying, draw_swimming
from engine.storybook.drawing.palette import Light, Tones
from engine.storybook.drawing.pets import pale_belly
from engine.storybook.drawing.pose import Anchors, Pose
from engine.storybook.drawing.upright import draw_upright
from engine.storybook.drawing.winged import Bird, draw_level
from engine.storybook.scene import Action, Kind

CreatureDrawing = Callable[[Brush, Tones, Pose, Light], Anchors]


def _on_four(breed: Breed, low: Breed | None = None) -> CreatureDrawing:
    """Draws a creature that goes on four legs, and sits or stands up to read, to ride, to hold and to carry.

    One with a breed of its own for it lies down as it stands, only lower.
    """

    def draw(brush: Brush, tones: Tones, pose: Pose, light: Light) -> Anchors:
        figure = Figure(brush, tones, pose, light)
        if pose.riding:
            return draw_upright(figure, breed)
        if pose.action in ("lie", "sleep"):
            return draw_lying(figure, breed) if low is None else draw_fourfooted(figure, low)
        if pose.action == "swim":
            return draw_swimming(figure, breed)
        if pose.carrying or pose.held != "none":
            return draw_upright(figure, breed)
        return draw_fourfooted(figure, breed)

    return draw


def _on_two(breed: Breed, *, runs_on_four: bool = False) -> CreatureDrawing:
    """Draws a creature that goes on two legs."""

    def draw(brush: Brush, tones: Tones, pose: Pose, light: Light) -> Anchors:
        figure = Figure(brush, tones, pose, light)
        if pose.riding:
            return draw_upright(figure, breed)
        if pose.action in ("lie", "sleep"):
            return draw_lying(figure, breed)
        if pose.action == "swim":
            return draw_swimming(figure, breed)
        if pose.action == "run" and runs_on_four:
            return draw_fourfooted(figure, breed)
        return draw_upright(figure, breed)

    return draw


def _plain(figure: Figure) -> Colour | None:
    return None


def _bird(bird: Bird, level: tuple[Action, ...], breast: Callable[[Figure], Colour | None] = _plain) -> CreatureDrawing:
    """Draws a bird, whose trunk is level in some of its actions and upright in all else."""

    def draw(brush: Brush, tones: Tones, pose: Pose, light: Light) -> Anchors:
        figure = Figure(brush, tones, pose, light)
        acts = pose.action not in ("lie", "sleep", "swim", "fly") and (pose.carrying or pose.held != "none")
        if pose.riding or acts or pose.action not in level:
            return draw_upright(figure, bird.breed)
        return draw_level(figure, bird, breast(figure))

    return draw


def _fitted(drawing: CreatureDrawing, size: float, x: float = 0.0) -> CreatureDrawing:
    """The same drawing in its box: sized, and moved along its own x axis where its trunk is level."""

    def draw(brush: Brush, tones: Tones, pose: Pose, light: Light) -> Anchors:
        level = pose.action in ("lie", "sleep", "swim") or not (pose.carrying or pose.held != "none")
        frame = Frame(x * size if level and not pose.riding else 0.0, 0, size)
        return drawing(frame.on(brush), tones, pose, light).within(frame.out, size)

    return draw


CREATURES_DRAWN: dict[Kind, CreatureDrawing] = {
    "dog": _fitted(_on_four(pets.DOG), 1.04, -0.05),
    "corgi": _fitted(_on_four(pets.CORGI), 1.0, -0.05),
    "cat": _fitted(_on_four(pets.CAT), 1.0, -0.05),
    "fox": _fitted(_on_four(pets.FOX), 0.97, 0.02),
    "bear": _fitted(_on_two(bears.BEAR), 0.98),
    "polar bear": _fitted(_on_four(bears.POLAR_BEAR), 0.98, -0.13),
    "panda": _fitted(_on_two(bears.PANDA), 1.02),
    "teddy bear": _fitted(_on_two(bears.TEDDY_BEAR), 1.1),
    "koala": _fitted(_on_two(bears.KOALA), 1.08, -0.02),
    "rabbit": _fitted(_on_two(pets.RABBIT, runs_on_four=True), 0.92),
    "horse": _fitted(_on_four(large.HORSE), 0.94, -0.06),
    "elephant": _fitted(_on_four(large.ELEPHANT), 1.0, -0.09),
    "mammoth": _fitted(_on_four(large.MAMMOTH), 0.94, -0.12),
    "owl": _fitted(_bird(Bird(birds.OWL), ("lie", "sleep", "swim"), pale_belly), 1.04),
    "duck": _fitted(_bird(Bird(birds.DUCK), ("stand", "lie", "sleep", "run", "swim", "float", "fly")), 0.97, -0.06),
    "penguin": _fitted(_bird(Bird(birds.PENGUIN, flippers=True), ("lie", "sleep", "swim"), birds.front), 1.08),
    "frog": _fitted(_on_two(small.FROG, runs_on_four=True), 1.08),
    "turtle": _fitted(_on_four(small.TURTLE, low=small.LOW_TURTLE), 1.04, -0.08),
    "robot": _fitted(_on_two(made.ROBOT), 0.9),
    "astronaut": _fitted(_on_two(made.ASTRONAUT), 0.92),
    "salmon": _fitted(swimmers.draw_salmon, 0.96, 0.05),
    "dolphin": _fitted(swimmers.draw_dolphin, 0.96, 0.03),
    "whale": _fitted(swimmers.draw_whale, 0.94, 0.07),
}
"""The twenty creatures and the three swimmers."""
