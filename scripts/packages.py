"""The locked lists of packages: `install` one, `compile` both anew, or `check` them.

Uses the standard library only, since it runs before anything is installed (`check` needs `packaging`).
"""

import hashlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "requirements"
LISTS = ("base", "dev")
STAMP = ROOT / ".venv" / ".installed"
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(\S+)", re.MULTILINE)


def fingerprint(name: str) -> str:
    """A line that changes when the lock changes, or the Python that it was installed for."""
    digest = hashlib.sha256((REQUIREMENTS / f"{name}.txt").read_bytes()).hexdigest()
    return f"{name} {sys.version_info.major}.{sys.version_info.minor} {digest}"


def install(name: str) -> int:
    """Install a list into .venv unless the stamp says that it is there; say how it goes."""
    installed = STAMP.read_text().splitlines() if STAMP.exists() else []
    if fingerprint(name) in installed:
        return 0
    STAMP.unlink(missing_ok=True)
    lock = REQUIREMENTS / f"{name}.txt"
    total = len(PIN.findall(lock.read_text()))
    print(f"2/6 Installing {total} packages. The first time takes a few minutes…", flush=True)
    # --no-deps: the lock names every package, and pip must not look for others.
    command = [sys.executable, "-m", "pip", "install", "--require-hashes", "--no-deps", "--no-input"]
    command += ["--disable-pip-version-check", "--no-warn-script-location", "--progress-bar", "off"]
    command += ["--root-user-action", "ignore", "-r", str(lock)]
    tail: list[str] = []
    seen = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as pip:
        for line in pip.stdout or ():
            tail = [*tail[-30:], line]
            if line.startswith(("Collecting ", "Requirement already satisfied:")):
                seen += 1
                if seen % 20 == 0 or seen == total:
                    print(f"    {seen} of about {total}…", flush=True)
            elif line.startswith("Installing collected packages"):
                print("    unpacking…", flush=True)
    if pip.returncode:
        print("".join(tail), "The packages could not be installed; the reason stands above.", file=sys.stderr)
        return 1
    # dev.txt holds all of base.txt at the same versions (`check` sees to it), so dev serves both.
    lists = LISTS if name == "dev" else (name,)
    STAMP.write_text("".join(f"{fingerprint(entry)}\n" for entry in lists))
    return 0


def compile_locks() -> int:
    """Write requirements/*.txt from *.in with uv: all hashes, for every platform, no index address."""
    for name in LISTS:
        command = [sys.executable, "-m", "uv", "pip", "compile", "--universal", "--python-version", "3.11"]
        command += ["--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--no-header", "-q"]
        command += ["--constraint", "base.txt"] if name == "dev" else []
        command += [*sys.argv[2:], f"{name}.in", "-o", f"{name}.txt"]
        if subprocess.run(command, cwd=REQUIREMENTS).returncode:
            return 1
        print(f"requirements/{name}.txt is compiled.")
    return check()


def problems() -> Iterator[str]:
    """Say where a lock and its list differ. Needs no network."""
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    base = dict(PIN.findall((REQUIREMENTS / "base.txt").read_text()))
    for name in LISTS:
        text = (REQUIREMENTS / f"{name}.txt").read_text()
        if re.search(r"https?://|^--(?:extra-)?index|^--find-links|^-[fi]\s", text, re.MULTILINE):
            yield f"{name}.txt names an index address."
        entries = [
            part for part in re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE) if PIN.match(part)
        ]
        unhashed = [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry]
        yield from (f"{name}.txt has no hash for {entry}." for entry in unhashed)
        pins = {canonicalize_name(key): version for key, version in PIN.findall(text)}
        asked = {}
        for line in (REQUIREMENTS / f"{name}.in").read_text().splitlines():
            if line and not line.startswith(("#", "-")):
                requirement = Requirement(line.split(" #")[0])
                asked[canonicalize_name(requirement.name)] = requirement
        for key, requirement in asked.items():
            if key not in pins or not requirement.specifier.contains(pins[key], prereleases=True):
                yield f"{name}.in asks for {requirement}; {name}.txt has {pins.get(key, 'nothing')}."
        origin = re.compile(rf"# +(?:via )?-r (?:requirements/)?{name}\.in\b")
        for entry in entries:
            key = canonicalize_name(PIN.match(entry)[1])  # type: ignore[index]  # filtered above
            if origin.search(entry) and key not in asked:
                yield f"{name}.txt still has {key}, which {name}.in no longer asks for."
        if name == "dev":
            yield from (
                f"dev.txt has {key} {pins.get(canonicalize_name(key))}, base.txt has {version}."
                for key, version in base.items()
                if pins.get(canonicalize_name(key)) != version
            )


def check() -> int:
    """Print what is wrong with the locks."""
    found = list(problems())
    for problem in found:
        print(problem)
    if found:
        print("Run `make lock`.")
    return int(bool(found))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["install", ("base" | "dev") as chosen]:
            sys.exit(install(chosen))
        case ["compile", *_]:
            sys.exit(compile_locks())
        case ["check"]:
            sys.exit(check())
        case _:
            sys.exit(__doc__)
