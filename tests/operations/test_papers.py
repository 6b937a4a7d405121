"""What is written about the project is what the project is."""

import ast
import re
import subprocess
from pathlib import Path

from tests.support.files import ROOT

KINDS = {"str", "int", "bool", "float", "list", "json", "url", "db_url", "cache_url", "email_url", "path"}
# Read by Django itself before any settings.
BEFORE_SETTINGS = {"DJANGO_SETTINGS_MODULE"}


def environment_names(path: Path) -> set[str]:
    """The variables that a file reads: env.kind("NAME") and os.environ.get("NAME")."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            owner, first = ast.unparse(node.func.value), node.args[0]
            reads = (owner == "env" and node.func.attr in KINDS) or (
                owner == "os.environ" and node.func.attr == "get"
            )
            if reads and isinstance(first, ast.Constant) and isinstance(first.value, str):
                names.add(first.value)
    return names


def test_the_example_of_the_environment_lists_every_setting() -> None:
    files = [*(ROOT / "site_core" / "settings").rglob("*.py"), ROOT / "gunicorn.conf.py"]
    read = {name for path in files for name in environment_names(path)} | BEFORE_SETTINGS
    assert len(read) > 30
    listed = re.findall(r"^#? ?([A-Z][A-Z0-9_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert sorted(listed) == sorted(read)


def test_every_dependency_has_its_line() -> None:
    asked = set()
    for name in ("base", "dev"):
        for line in (ROOT / "requirements" / f"{name}.in").read_text().splitlines():
            if found := re.match(r"[A-Za-z0-9][A-Za-z0-9._-]*", line):
                asked.add(found[0].lower())
    assert len(asked) > 20
    told = re.findall(r"^\| `([^`]+)` \|", (ROOT / "docs" / "dependencies.md").read_text(), re.MULTILINE)
    assert sorted(told) == sorted(asked)


def test_help_lists_every_target_for_people() -> None:
    text = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z-]+):", text, re.MULTILINE)) - {"base-packages", "dev-packages"}
    said = subprocess.run(["make", "-s", "help"], cwd=ROOT, text=True, capture_output=True, check=True).stdout
    assert set(re.findall(r"^  make ([a-z-]+) +\S", said, re.MULTILINE)) == targets
    assert {"run", "test", "check", "demo-reset", "dev", "shell", "lock", "bench"} <= targets


def test_links_between_the_papers_lead_somewhere() -> None:
    papers = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    assert len(papers) > 4
    broken = [
        f"{paper.name}: {target}"
        for paper in papers
        for target in re.findall(r"\]\(([^)#\s]+)", paper.read_text())
        if "://" not in target and not target.startswith("mailto:") and not (paper.parent / target).exists()
    ]
    assert broken == []


def test_the_build_server_runs_the_test_command() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    assert re.search(r"^make test$", script.read_text(), re.MULTILINE)


def test_no_file_names_a_package_index() -> None:
    files = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.split(
        b"\0"
    )
    # Written apart, so that this file does not name them either.
    hosts = [
        ".".join(parts).encode() for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"))
    ]
    named = [
        name.decode()
        for name in files
        if name
        and (path := ROOT / name.decode()).is_file()
        and any(host in path.read_bytes() for host in hosts)
    ]
    assert named == []
