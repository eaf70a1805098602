"""Ends what a test made of Qt: windows are deleted at once, and the application's look is taken off."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

NO_RULES = "/* no rules */"
"""Not an empty style sheet: then Qt gives its cache of style rules up, and widgets that live on may come into the next
one without being taken out when they are deleted. The next change of the look would end the process."""


def delete_now() -> None:
    """Delete whatever was to be deleted later."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def undress(application: QApplication) -> None:
    """Take the look off."""
    application.setStyleSheet(NO_RULES)
