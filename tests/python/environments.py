"""Environments beside the project's own, for what its dependencies must not hold."""

import shutil
import subprocess
from pathlib import Path

from tests.python.harness import CHECKOUT


def python_of(name: str, lock: Path, base: str) -> Path:
    """The Python of an environment in the checkout, installed at first and when its lock changes.

    name: of the folder. lock: requirements with hashes. base: the interpreter that it is made with.
    """
    environment = CHECKOUT / name
    stamp = environment / "installed.lock"
    python = environment / "bin" / "python"
    if not (stamp.exists() and stamp.read_bytes() == lock.read_bytes()):
        shutil.rmtree(environment, ignore_errors=True)
        subprocess.run([base, "-m", "venv", environment], check=True)
        install = ["install", "--quiet", "--require-hashes", "--no-deps", "--requirement", lock]
        subprocess.run([python, "-m", "pip", *install], check=True)
        shutil.copy(lock, stamp)
    return python
