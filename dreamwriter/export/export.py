"""Publishing a document: the name of the file says in which form."""

from __future__ import annotations

from pathlib import Path

from dreamwriter.document.document import Document
from dreamwriter.document.files import save_document
from dreamwriter.document.saving import write_file
from dreamwriter.errors import CannotExport
from dreamwriter.export.html import html_page
from dreamwriter.export.markdown import write_markdown_folder
from dreamwriter.export.options import ExportOptions, Progress, no_progress
from dreamwriter.export.pdf import Pdf, pdf_file
from dreamwriter.export.typesetter import Typesetter

SUFFIXES = (".textpack", ".textbundle", ".html", ".pdf", ".md")
"""Every form that a document can be written in."""


def export(
    document: Document,
    target: Path,
    options: ExportOptions | None = None,
    progress: Progress = no_progress,
    typesetter: Typesetter | None = None,
) -> tuple[str, ...]:
    """Write a document in the form that the name of the target asks for; what is there already is replaced.

    Args:
        target: ends in one of `SUFFIXES`.
        progress: told how much is done, 0 to 1.
        typesetter: sets a PDF, and can be stopped meanwhile.

    Returns:
        What a person should know about the result, in sentences; usually nothing.

    Raises:
        CannotExport: there is no such form, or the document cannot be put into it.
        CannotSave: the file could not be written; what was there is unharmed.
        ExportStopped: the typesetter was stopped; nothing was written.
    """
    check_target(target)
    progress(0.0)
    notices: tuple[str, ...] = ()
    match target.suffix.lower():
        case ".html":
            page = html_page(document, options)
            progress(0.9)
            write_file(target, page.encode())
        case ".pdf":
            pdf = pdf_file(document, options, typesetter)
            progress(0.9)
            write_file(target, pdf.data)
            notices = _notices(pdf)
        case ".md":
            write_markdown_folder(document, target)
        case _:
            save_document(document, target, overwrite=True)
    progress(1.0)
    return notices


def check_target(target: Path) -> None:
    """Refuse a name that says no form that we know, before any work is done for it.

    Raises:
        CannotExport: it ends in none of `SUFFIXES`.
    """
    if target.suffix.lower() not in SUFFIXES:
        raise CannotExport(
            f"{target.name} does not say in which form the document should be written.",
            f"Give it a name that ends in {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}.",
        )


def _notices(pdf: Pdf) -> tuple[str, ...]:
    if pdf.accessible:
        return ()
    if not pdf.unset:
        return ("The PDF is tagged, but it does not keep all promises of PDF/UA.",)
    return (f"The PDF shows boxes for signs that no font on this computer has: {' '.join(pdf.unset[:20])}",)
