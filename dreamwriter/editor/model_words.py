"""What the window says about the model and its work, in a writer's words."""

from __future__ import annotations

from dreamwriter.editor.writing import about
from dreamwriter.engine_client.client import EngineState
from dreamwriter.session.progress import Progress
from dreamwriter.widgets.status_dot import Status

_STATUS: dict[str, Status] = {
    "off": Status.OFF,
    "starting": Status.STARTING,
    "loading": Status.STARTING,
    "ready": Status.READY,
    "busy": Status.BUSY,
    "failed": Status.FAILED,
}


def state_words(state: EngineState, name: str = "") -> tuple[Status, str]:
    """The colour and words for the state of the model.

    Args:
        name: of the model, while the engine has not told it.
    """
    model = named(state.model or name)
    if state.name == "loading" and state.progress > 0:
        words = f"{model} is waking up … {round(state.progress * 100)} %"
    elif state.name in ("starting", "loading"):
        words = f"{model} is waking up …"
    else:
        words = {"off": f"{model} · resting", "ready": f"{model} · ready", "busy": f"{model} · at work"}.get(
            state.name, "The model stopped"
        )
    return _STATUS[state.name], words


def named(model: str) -> str:
    """The name of a model as a name; "The model" for one that is not known yet."""
    return model[:1].upper() + model[1:] if model else "The model"


def progress_words(progress: Progress, model: str = "") -> str:
    """What a run does now, and about how long it will still take."""
    picture = f" {progress.picture} of {progress.pictures}" if progress.pictures > 1 else ""
    words = {
        "starting": f"{named(model)} is waking up",
        "loading": f"{named(model)} is waking up",
        "reading": "Reading",
        "writing": "Writing",
        "painting": f"Painting picture{picture}" if picture else "Painting",
        "describing": "Describing the pictures",
        "saving": "Saving",
    }[progress.stage]
    return f"{words}, {about(progress.seconds_left)}" if progress.seconds_left is not None else f"{words} …"


def ended_words(kept: bool, why: str) -> str:
    """How a run ended, where a person may wonder about it; "" where not."""
    if why == "stopped":
        return "Stopped. What was written is kept." if kept else "Stopped."
    return "It grew long, so the model paused. Continue goes on." if why == "length" else ""
