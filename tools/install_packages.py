"""Fill dbt_packages/: the packages of packages.yml from the dbt hub, or else our stand-in.

``python -m tools.install_packages`` runs ``dbt deps``. Only if that cannot reach the hub does it
install ``packages/dbt_expectations`` instead, and says so loudly. Any other failure of ``dbt deps``
(a malformed packages.yml, versions that conflict) is an error. A stamp in dbt_packages/ makes the
next run a no-op until packages.yml, or an installed stand-in, has changed.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STAND_IN = Path("packages", "dbt_expectations")
INSTALLED = Path("dbt_packages")
STAMP = INSTALLED / ".installed_from"
TIMEOUT_SECONDS = 60

# dbt's words when its own five retries are used up; "^" passes over dbt's source in a traceback.
# A 404 is an answer, not an outage.
UNREACHABLE = re.compile(r"^External connection exception occurred: (?!404 )(.*)", re.MULTILINE)

NOTICE = """
{line}
WARNING: the dbt hub was NOT REACHED, so dbt_expectations is NOT the real package.
  why      {reason}
  instead  our stand-in {stand_in} is now in {installed}/: the same tests, arguments
           and results for the expectations that this project uses, and no others
  to do    nothing, for a local or CI build. For the real package, where the hub is
           reachable: rm -rf {installed} && python -m tools.install_packages
{line}
"""


class HubUnreachable(Exception):
    """``dbt deps`` could not reach the hub; the message is the reason."""


class DepsFailed(Exception):
    """``dbt deps`` failed for another reason; the message is what dbt said."""


def main(argv: list[str] | None = None, root: Path = ROOT) -> int:
    """Install what is missing into the dbt project at ``root``; return the exit code."""
    parser = argparse.ArgumentParser(description="Install the dbt packages of packages.yml.")
    parser.add_argument("--offline", action="store_true", help="use the stand-in, not the hub")
    offline = parser.parse_args(argv).offline

    stamps = {source: expected_stamp(root, source) for source in ("hub", "stand-in")}
    for source, stamp in stamps.items():
        if is_installed(root, stamp):
            print(f"{INSTALLED}/ is up to date (from: {source}; remove it to start afresh)")
            return 0

    try:
        if offline:
            raise HubUnreachable("not tried, because of --offline")
        run_dbt_deps(root)
    except HubUnreachable as unreachable:
        install_stand_in(root, stamps["stand-in"])
        print(
            NOTICE.format(
                line="!" * 88, reason=unreachable, stand_in=STAND_IN.as_posix(), installed=INSTALLED
            ),
            file=sys.stderr,
        )
    except DepsFailed as failed:
        print(failed, file=sys.stderr)
        print("dbt deps failed, and not for want of the hub: nothing installed", file=sys.stderr)
        return 1
    else:
        (root / STAMP).write_text(stamps["hub"])
        print(f"{INSTALLED}/ is installed (from: hub)")
    return 0


def expected_stamp(root: Path, source: str) -> str:
    """Return what the stamp says when ``source`` is installed and up to date."""
    files = [root / "packages.yml"]
    if source == "stand-in":
        files += sorted(path for path in (root / STAND_IN).rglob("*") if path.is_file())
    digest = hashlib.sha256()
    for path in files:
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode() + content)
    return f"{source} {digest.hexdigest()}\n"


def is_installed(root: Path, stamp: str) -> bool:
    """Tell whether dbt_packages/ holds the package and bears this stamp."""
    has_package = (root / INSTALLED / STAND_IN.name / "dbt_project.yml").is_file()
    return has_package and (root / STAMP).is_file() and (root / STAMP).read_text() == stamp


def run_dbt_deps(root: Path) -> None:
    """Run ``dbt deps``, with the dbt of this interpreter."""
    dbt = [sys.executable, "-m", "dbt.cli.main", "--no-use-colors"]
    try:
        done = subprocess.run(
            [*dbt, "deps", "--project-dir", str(root)],
            cwd=root,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=TIMEOUT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as expired:
        raise HubUnreachable(f"no answer within {TIMEOUT_SECONDS} s") from expired
    if done.returncode == 0:
        return
    if unreachable := UNREACHABLE.search(done.stdout):
        raise HubUnreachable(unreachable[1])
    raise DepsFailed(done.stdout)


def install_stand_in(root: Path, stamp: str) -> None:
    """Replace dbt_packages/ as a whole by the stand-in; never leave it half written."""
    new = root / f"{INSTALLED}.new"
    shutil.rmtree(new, ignore_errors=True)
    shutil.copytree(root / STAND_IN, new / STAND_IN.name)
    (new / STAMP.name).write_text(stamp)
    shutil.rmtree(root / INSTALLED, ignore_errors=True)
    new.rename(root / INSTALLED)


if __name__ == "__main__":
    sys.exit(main())
