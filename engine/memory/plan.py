"""The plan: how a model is held so that it fits into the memory it may use.

The widest of three ways is taken that fits: float32, bfloat16, and bfloat16 with the language model's matrices in 8
bits. What does not fit in any of them is refused in words, before a single weight is read.
"""

from __future__ import annotations

import ctypes
import os
import sys
from dataclasses import dataclass

import torch

from engine.errors import OutOfMemory

GIGABYTE = 10**9
RUNTIME_BYTES = 500_000_000
"""What the process takes before a model is there: the interpreter and the model libraries (measured: 380 to 450 MB)."""
MACHINE_SHARE = 0.8
"""How much of a machine's memory a model may take when nobody said how much: the rest of the machine works, too."""


JOINED_PARAMETERS = 100_000_000
"""Language models up to this size have their matrices copied side by side: fewer, larger products, little memory."""
REMEMBERED_PICTURES = 64
"""Pictures whose features are kept for the next job."""


@dataclass(frozen=True)
class ModelSize:
    """Counts of numbers, whatever kind they will be of.

    Attributes:
        weights: all weights.
        matrices: those of the weights that can be held in 8 bits.
        copies: weights that a small language model holds twice.
        cache: what is remembered of a document as long as the model can read.
        painting: results that are held at the same time while a picture is painted.
    """

    weights: int
    matrices: int
    copies: int
    cache: int
    painting: int


@dataclass(frozen=True)
class Plan:
    """One way to hold a model.

    Attributes:
        dtype: of weights, cache and painting.
        eight_bits: the matrices of the language model are held in 8 bits.
    """

    dtype: torch.dtype
    eight_bits: bool = False


PLANS = (Plan(torch.float32), Plan(torch.bfloat16), Plan(torch.bfloat16, eight_bits=True))
"""All ways, the most exact first."""


def bytes_needed(size: ModelSize, plan: Plan) -> int:
    """What the whole process takes at most while it writes and paints."""
    wide = plan.dtype.itemsize
    matrices = size.matrices * (1 if plan.eight_bits else wide)
    copies = 0 if plan.eight_bits else size.copies
    return RUNTIME_BYTES + matrices + (size.weights - size.matrices + copies + size.cache + size.painting) * wide


def choose_plan(size: ModelSize, limit: int | None = None) -> Plan:
    """The most exact way that fits.

    Args:
        limit: bytes that the process may take; None for as the machine allows. Then the leanest way is taken even if
            it seems too much: the system may know where to put it.

    Raises:
        OutOfMemory: none fits into the limit.
    """
    allowed = limit if limit is not None else round(machine_memory() * MACHINE_SHARE) or None
    for plan in PLANS:
        if allowed is None or bytes_needed(size, plan) <= allowed:
            return plan
    if limit is None:
        return PLANS[-1]
    least = bytes_needed(size, PLANS[-1])
    raise OutOfMemory(
        f"This model needs at least {_gigabytes(least, up=True)} GB of memory, "
        f"but it may use only {_gigabytes(limit)} GB.",
        "Allow it more memory in the settings, or choose a smaller model.",
        f"{least} bytes are needed, {limit} are allowed",
    )


def machine_memory() -> int:
    """Bytes of memory that this machine has; 0 when that cannot be found out."""
    if sys.platform == "win32":
        return _windows_memory()
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError):
        return 0


def _windows_memory() -> int:
    class Status(ctypes.Structure):
        _fields_ = (
            ("length", ctypes.c_ulong),
            ("load", ctypes.c_ulong),
            ("total", ctypes.c_ulonglong),
            *((f"other{number}", ctypes.c_ulonglong) for number in range(6)),
        )

    status = Status(length=ctypes.sizeof(Status))
    told = ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status))  # type: ignore[attr-defined,unused-ignore]
    return int(status.total) if told else 0


def _gigabytes(count: int, up: bool = False) -> str:
    tenths = -(-count * 10 // GIGABYTE) if up else count * 10 // GIGABYTE
    return f"{tenths / 10:g}" if tenths else f"{count / GIGABYTE:.2g}"
