"""Copies in a folder that the processes of one machine share.

    state                  "<generation> <sequence>": two random words, replaced by every purge
    lock                   held while purging and while putting a finished copy in its place
    live/pages/<key>       the copies; their modification time is when their life ends
    live/tags/<tag>/<key>  an empty file for every page that shows the tag
    turns/<3 digits>       locks for "somebody is making this page"
    new/                   copies being written, moved into their place when they are whole
    gone-<word>/           what a purge of everything left, being deleted

A hit opens one file. Purging everything renames `live`, purging a tag unlinks its pages: in both cases
the next `open` of any process fails. All locks are `flock`, which the kernel takes back from a process
that dies.
"""

import contextlib
import fcntl
import os
import shutil
import time
import uuid
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from site_core.pagecache.affects import Affected
from site_core.pagecache.config import Config
from site_core.pagecache.copies import Copy, dump, load
from site_core.pagecache.keys import file_name

from . import Summary

# Most pages are read with one system call.
FIRST_READ = 131_072
# So many copies a process may add before it looks whether there are too many.
PUTS_BETWEEN_SWEEPS = 200
# A copy that has been half-written for so long belongs to a process that died; seconds.
ABANDONED = 600


class FileTurn:
    """A turn, held by an open file."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def release(self) -> None:
        """Close the file, which gives up its lock."""
        os.close(self._descriptor)


class FileStore:
    """The store in a folder; see the module's docstring."""

    def __init__(self, config: Config) -> None:
        self._config = config
        root = Path(config.dir)
        self._root = root
        self._state = root / "state"
        self._live = root / "live"
        self._tags = self._live / "tags"
        self._pages = self._live / "pages"
        self._pages_prefix = f"{self._pages}{os.sep}"
        self._new = root / "new"
        self._turns = root / "turns"
        self._puts = count(1)

    # --- reading --------------------------------------------------------------------------------

    def get(self, key: str) -> Copy | None:
        """The copy of a key: one open, one read, one close."""
        try:
            descriptor = os.open(self._pages_prefix + file_name(key), os.O_RDONLY)
        except OSError:
            return None
        try:
            data = os.read(descriptor, FIRST_READ)
            if len(data) == FIRST_READ:
                while more := os.read(descriptor, FIRST_READ):
                    data += more
        finally:
            os.close(descriptor)
        return load(data, key, time.time())

    def ticket(self) -> str:
        """The whole state."""
        return self._read_state() or self._first_state()

    def generation(self) -> str:
        """The first word of the state."""
        return self.ticket().partition(" ")[0]

    # --- writing --------------------------------------------------------------------------------

    def put(self, copy: Copy, ticket: str) -> bool:
        """Write the copy beside its place; then, under the lock, compare the ticket and move it."""
        name = file_name(copy.key)
        self._new.mkdir(parents=True, exist_ok=True)
        whole = self._new / f"{name}-{_word()}"
        try:
            whole.write_bytes(dump(copy))
            os.utime(whole, (copy.until, copy.until))
            with self._locked():
                if self._read_state() != ticket:
                    return False
                # The marks come first: a mark without its page does no harm.
                for tag in copy.tags:
                    folder = self._tags / file_name(tag)
                    folder.mkdir(parents=True, exist_ok=True)
                    (folder / name).touch()
                self._pages.mkdir(parents=True, exist_ok=True)
                whole.replace(self._pages / name)
        finally:
            whole.unlink(missing_ok=True)
        if next(self._puts) % PUTS_BETWEEN_SWEEPS == 0:
            self.sweep()
        return True

    def purge(self, affected: Affected) -> None:
        """Change the state, so that no page in the making is stored; then remove the copies concerned."""
        gone: Path | None = None
        with self._locked():
            generation = (self._read_state() or "").partition(" ")[0]
            if affected.everything or not generation:
                self._write_state(f"{_word()} {_word()}")
                gone = self._root / f"gone-{_word()}"
                with contextlib.suppress(FileNotFoundError):
                    self._live.rename(gone)
            else:
                self._write_state(f"{generation} {_word()}")
                for tag in affected.tags:
                    self._remove_tagged(self._tags / file_name(tag))
        if gone is not None:
            shutil.rmtree(gone, ignore_errors=True)

    def _remove_tagged(self, marks: Path) -> None:
        with contextlib.suppress(FileNotFoundError):
            for mark in list(marks.iterdir()):
                (self._pages / mark.name).unlink(missing_ok=True)
                mark.unlink(missing_ok=True)

    # --- turns ----------------------------------------------------------------------------------

    def turn(self, key: str) -> FileTurn | None:
        """Lock one of 4,096 files. That two pages now and then share one costs a short wait, no more."""
        descriptor = _open_lock(self._turns / file_name(key)[:3])
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
            return None
        return FileTurn(descriptor)

    # --- tidying --------------------------------------------------------------------------------

    def sweep(self) -> Summary:
        """Remove expired copies, the ones nearest to their end when there are too many, and left-overs."""
        now = time.time()
        kept, size = 0, 0
        newest_first = sorted(_files(self._pages), key=lambda found: found[1], reverse=True)
        for path, until, length in newest_first:
            too_much = kept >= self._config.max_entries or size + length > self._config.max_bytes
            if too_much or until <= now:
                path.unlink(missing_ok=True)
            else:
                kept, size = kept + 1, size + length
        for path, modified, _ in _files(self._new):
            # Times are set to the end of the copy's life just before it is moved.
            if modified < now - ABANDONED:
                path.unlink(missing_ok=True)
        for left in self._root.glob("gone-*"):
            shutil.rmtree(left, ignore_errors=True)
        self._sweep_marks()
        return Summary(kept, size)

    def _sweep_marks(self) -> None:
        # Under the lock, or a mark could go between its making and the arrival of its page.
        with self._locked():
            pages = {path.name for path, _, _ in _files(self._pages)}
            for folder in self._tags.iterdir() if self._tags.is_dir() else ():
                for mark in list(folder.iterdir()):
                    if mark.name not in pages:
                        mark.unlink(missing_ok=True)
                with contextlib.suppress(OSError):
                    folder.rmdir()

    # --- state ----------------------------------------------------------------------------------

    def _read_state(self) -> str:
        """The two words, or nothing where there are none yet (or a power cut took them)."""
        try:
            state = self._state.read_text()
        except FileNotFoundError:
            return ""
        return state if len(state.split(" ")) == 2 else ""

    def _first_state(self) -> str:
        with self._locked():
            if not self._read_state():
                # Nobody knows what was purged before: begin with nothing.
                self._write_state(f"{_word()} {_word()}")
                shutil.rmtree(self._live, ignore_errors=True)
            return self._read_state()

    def _write_state(self, state: str) -> None:
        fresh = self._root / f"state-{_word()}"
        fresh.write_text(state)
        fresh.replace(self._state)

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        descriptor = _open_lock(self._root / "lock")
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)


def _word() -> str:
    return uuid.uuid4().hex


def _open_lock(path: Path) -> int:
    # A descriptor of its own each time, so that the threads of one process exclude one another too.
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
    try:
        return os.open(path, flags, 0o600)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, flags, 0o600)


def _files(folder: Path) -> list[tuple[Path, float, int]]:
    """Path, modification time and size of every file in a folder that others change meanwhile."""
    found = []
    with contextlib.suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            with contextlib.suppress(FileNotFoundError):
                status = entry.stat()
                found.append((Path(entry.path), status.st_mtime, status.st_size))
    return found
