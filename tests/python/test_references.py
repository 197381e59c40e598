"""What a text of this repository refers to is in this repository."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.python.test_project import ROOT, shipped_files

PAGE = re.compile(r"\bdocs/[\w/-]+\.md\b")
SECTION = re.compile(r"\b(docs/[\w/]+\.md) (\d+(?:\.\d+[a-z]?)?)\b")
LINK = re.compile(r"\]\((?!https?://|mailto:)([^)#\s]+)?(#[^)\s]+)?\)")
PATH = re.compile(r"`([\w.-]+(?:/[\w.-]+)+/?)(?:::\w+)?`")
NO_PATHS = ("target/", "YYYYMMDD/", "metaplane/")  # built, a format, a package of others
FAILURE = re.compile(r"\bF\d\d\b")
ELSEWHERE = re.compile(r"\bspec/|[Dd]esign §|[Dd]one when\b|\bthe issue's\b|\.\./shared\b")


def texts() -> Iterator[tuple[Path, str]]:
    """Every file that a person reads, and its text."""
    for path in shipped_files():
        if path.suffix in {".md", ".sql", ".yml", ".py", ".csv", ".toml", ""} and path.is_file():
            yield path, path.read_text(errors="replace")


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"(?m)^#+ (.+)$", page.read_text())
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {"#" + heading.replace(" ", "-") for heading in plain}


def test_every_page_that_is_named_exists() -> None:
    """In comments, messages and prose."""
    named = {(path, page) for path, text in texts() for page in PAGE.findall(text)}
    assert len(named) > 50
    missing = [f"{path.relative_to(ROOT)}: {page}" for path, page in named if not is_file(page)]
    assert missing == []


def is_file(page: str) -> bool:
    """Whether the repository holds a page."""
    return (ROOT / page).is_file()


def test_every_path_in_a_page_exists() -> None:
    """A code span with a slash is a file or folder of the checkout, or of the page."""
    missing = [
        f"{page.relative_to(ROOT)}: {named}"
        for page, text in texts()
        if page.suffix == ".md"
        for named in PATH.findall(text)
        if not named.startswith(NO_PATHS)
        and not (ROOT / named).exists()
        and not (page.parent / named).exists()
    ]
    assert missing == []


def test_every_section_that_is_cited_exists() -> None:
    """`docs/contracts/raw.md 14` has a heading that begins with 14."""
    missing = []
    for path, text in texts():
        for page, number in SECTION.findall(text):
            heading = (
                rf"(?m)^#+ (?:\*\*)?§? ?{re.escape(number)}\b|^(?:[-*] )?\**{re.escape(number)}\b"
            )
            if is_file(page) and not re.search(heading, (ROOT / page).read_text()):
                missing.append(f"{path.relative_to(ROOT)}: {page} {number}")
    assert missing == []


def test_every_link_between_pages_resolves() -> None:
    """Files and anchors."""
    broken = []
    for path, text in texts():
        if path.suffix != ".md":
            continue
        for target, anchor in LINK.findall(text):
            page = (path.parent / target).resolve() if target else path
            if not page.exists() or (anchor and anchor not in anchors(page)):
                broken.append(f"{path.relative_to(ROOT)}: {target}{anchor}")
    assert broken == []


def test_every_failure_code_is_explained() -> None:
    """docs/failure_modes.md has a heading for it."""
    explained = set(re.findall(r"(?m)^#+ (F\d\d)\b", (ROOT / "docs/failure_modes.md").read_text()))
    used = {code for _, text in texts() for code in FAILURE.findall(text)}
    assert used - explained == set()
    assert len(explained) > 40


def test_no_text_speaks_of_papers_that_are_elsewhere() -> None:
    """Neither of what this project was asked to do, nor of what it was designed from."""
    found = [
        f"{path.relative_to(ROOT)}: {match}"
        for path, text in texts()
        if path != Path(__file__)
        for match in ELSEWHERE.findall(text)
    ]
    assert found == []


@pytest.mark.parametrize("text", ["spec/raw.md 4", "Design §8", "Done when: all pass"])
def test_such_a_text_would_be_found(text: str) -> None:
    """The pattern above is not idle."""
    assert ELSEWHERE.search(text)
