"""What the window is made of that lives longer than it or is made before it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dreamwriter.engine_client.images import PictureDecoder
from dreamwriter.engine_client.worker import EngineWorker
from dreamwriter.session.background import Background
from dreamwriter.session.desk import Desk
from dreamwriter.settings import Settings
from dreamwriter.widgets.look import Look
from dreamwriter.window.open_page import OpenPage


@dataclass(frozen=True)
class Parts:
    """Made once by `app`.

    Attributes:
        page: the text that is open.
        desk: its file and its recovery.
        background: where pictures that a person brings are read.
        settings: as they were at the start.
        config_folder: where the settings lie.
        state_folder: where this machine's own notes lie.
    """

    look: Look
    worker: EngineWorker
    decoder: PictureDecoder
    background: Background
    page: OpenPage
    desk: Desk
    settings: Settings
    config_folder: Path
    state_folder: Path
