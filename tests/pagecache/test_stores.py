"""Both stores keep the same promises; the folder is bounded besides."""

import os
import time
from pathlib import Path
from typing import Any

import pytest

from site_core.pagecache import stores
from site_core.pagecache.affects import EVERYTHING, Affected
from site_core.pagecache.copies import Copy, compress, dump, etag_of, load
from site_core.pagecache.generation import current_generation
from site_core.pagecache.stores.files import FileStore

BODY = b"All of us, together. " * 100


def copy_of(
    key: str, *, tags: list[str] | None = None, until: float | None = None, body: bytes = BODY
) -> Copy:
    """A copy of a page."""
    now = int(time.time())
    return Copy(
        key=key,
        headers=[("X-Frame-Options", "DENY")],
        content_type="text/html",
        etag=etag_of(body),
        stored=now,
        until=int(until or now + 600),
        tags=tags or [],
        bodies=compress(body),
    )


def stored(store: stores.Store, key: str, **more: Any) -> bool:
    """Store a copy of a page at once."""
    return store.put(copy_of(key, **more), store.ticket())


def body_of(store: stores.Store, key: str) -> bytes | None:
    """The plain body of what the store has."""
    copy = store.get(key)
    return copy.body("") if copy else None


def test_what_was_stored_comes_back_whole(store: stores.Store) -> None:
    assert store.get("a") is None
    assert stored(store, "a", tags=["x", "y"])
    copy = store.get("a")
    assert copy is not None
    assert copy.body("") == BODY
    assert copy.headers == [("X-Frame-Options", "DENY")]
    assert copy.tags == ["x", "y"]


@pytest.mark.parametrize("key", ["", "a\nb", "\x00", "../state", "/" * 3_000, "\udcff", "é", "a b?c"])
def test_any_key_will_do(store: stores.Store, key: str) -> None:
    assert stored(store, key)
    assert body_of(store, key) == BODY


def test_a_page_larger_than_one_read_comes_back_whole(store: stores.Store) -> None:
    body = os.urandom(700_000)
    assert stored(store, "a", body=body)
    assert body_of(store, "a") == body


def test_purging_everything_leaves_nothing(store: stores.Store) -> None:
    stored(store, "a")
    stored(store, "b", tags=["x"])
    store.purge(EVERYTHING)
    assert store.get("a") is store.get("b") is None
    assert stored(store, "a")
    assert body_of(store, "a") == BODY


def test_purging_a_tag_takes_its_pages_and_no_other(store: stores.Store) -> None:
    stored(store, "a", tags=["x"])
    stored(store, "b", tags=["x", "y"])
    stored(store, "c", tags=["y"])
    stored(store, "d")
    store.purge(Affected({"x", "nobody has this"}))
    assert [key for key in "abcd" if store.get(key)] == ["c", "d"]
    assert stored(store, "a", tags=["x"])
    store.purge(Affected({"x"}))
    assert store.get("a") is None


@pytest.mark.parametrize("affected", [EVERYTHING, Affected({"x"})])
def test_a_page_made_before_a_purge_is_not_stored_after_it(store: stores.Store, affected: Affected) -> None:
    ticket = store.ticket()
    store.purge(affected)
    assert store.put(copy_of("a", tags=["x"]), ticket) is False
    assert store.get("a") is None


def test_a_purge_in_the_middle_of_storing_is_not_missed(
    store: stores.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The purge comes after the copy was written out and before it is in its place."""
    ticket = store.ticket()
    from site_core.pagecache.stores import files, shared

    def purging_dump(copy: Copy) -> bytes:
        monkeypatch.undo()
        store.purge(Affected({"x"}))
        return dump(copy)

    monkeypatch.setattr(files, "dump", purging_dump)
    monkeypatch.setattr(shared, "dump", purging_dump)
    store.put(copy_of("a", tags=["x"]), ticket)
    assert store.get("a") is None


def test_the_generation_changes_with_everything_and_not_with_a_tag(store: stores.Store) -> None:
    first = current_generation()
    store.purge(Affected({"x"}))
    assert current_generation() == first
    store.purge(EVERYTHING)
    assert current_generation() != first


def test_a_turn_belongs_to_one_at_a_time(store: stores.Store) -> None:
    turn = store.turn("a")
    assert turn is not None
    assert store.turn("a") is None
    turn.release()
    again = store.turn("a")
    assert again is not None
    again.release()


@pytest.mark.parametrize("until", [1, 1_000_000])
def test_a_copy_whose_time_is_over_is_not_given(store: stores.Store, until: float) -> None:
    stored(store, "a", until=until)
    assert store.get("a") is None


def test_a_lost_state_is_as_good_as_a_purge(pagecache: dict[str, Any]) -> None:
    store = stores.current()
    stored(store, "a")
    (Path(pagecache["DIR"]) / "state").write_text("")
    ticket = store.ticket()
    assert len(ticket.split(" ")) == 2
    assert store.get("a") is None


@pytest.mark.parametrize("damage", [b"", b"\n", b"{}\n", b"[]\n", b"null\n", b"\xff\xfe", b'{"version":0}\n'])
def test_what_is_not_a_copy_is_no_hit(damage: bytes) -> None:
    assert load(damage, "a", 0) is None


def test_a_copy_cut_short_at_any_place_is_no_hit() -> None:
    whole = dump(copy_of("a", body=b"x" * 600))
    assert load(whole, "a", 0) is not None
    assert not [n for n in range(len(whole)) if load(whole[:n], "a", 0)]
    assert load(whole + b"x", "a", 0) is None
    assert load(whole, "b", 0) is None


# --- the folder --------------------------------------------------------------------------------------


@pytest.fixture
def folder(pagecache: dict[str, Any]) -> Path:
    """Where the copies lie."""
    return Path(pagecache["DIR"])


def files_in(folder: Path) -> set[str]:
    """Every file but those that stay."""
    found = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    return {name for name in found if name not in ("state", "lock") and not name.startswith("turns/")}


def test_sweeping_removes_expired_pages_and_their_marks(folder: Path) -> None:
    store = stores.current()
    stored(store, "a", tags=["x"], until=1)
    stored(store, "b", tags=["y"])
    assert len(files_in(folder)) == 4
    assert store.sweep().pages == 1
    assert len(files_in(folder)) == 2
    store.purge(Affected({"y"}))
    assert files_in(folder) == set()


def test_sweeping_keeps_the_number_of_pages_within_bounds(pagecache: dict[str, Any], folder: Path) -> None:
    pagecache["MAX_ENTRIES"] = 3
    store = stores.current()
    for number in range(5):
        stored(store, str(number), until=time.time() + 100 + number)
    assert store.sweep().pages == 3
    assert [key for key in "01234" if store.get(key)] == ["2", "3", "4"]


def test_sweeping_keeps_the_bytes_within_bounds(pagecache: dict[str, Any], folder: Path) -> None:
    pagecache["MAX_BYTES"] = 5_000
    store = stores.current()
    for number in range(5):
        stored(store, str(number))
    summary = store.sweep()
    assert summary.size is not None
    assert 0 < summary.size <= 5_000


def test_a_flood_of_pages_is_swept_by_the_process_that_stores_them(
    pagecache: dict[str, Any], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from site_core.pagecache.stores import files

    monkeypatch.setattr(files, "PUTS_BETWEEN_SWEEPS", 10)
    pagecache["MAX_ENTRIES"] = 5
    store = stores.current()
    for number in range(100):
        stored(store, str(number), body=b"x")
        assert len(files_in(folder)) <= 15


def test_what_a_killed_process_left_is_swept(folder: Path) -> None:
    store = stores.current()
    stored(store, "a")
    (folder / "gone-abc" / "pages").mkdir(parents=True)
    (folder / "gone-abc" / "pages" / "x").write_text("x")
    (folder / "new").mkdir(exist_ok=True)
    for name, age in (("old", 700), ("fresh", 5)):
        path = folder / "new" / name
        path.write_text("half")
        os.utime(path, (time.time() - age, time.time() - age))
    store.sweep()
    assert {name.split("/")[-1] for name in files_in(folder) if not name.startswith("live")} == {"fresh"}
    assert body_of(store, "a") == BODY


def test_the_locks_are_a_bounded_number_of_files(folder: Path) -> None:
    store = stores.current()
    for number in range(200):
        turn = store.turn(str(number))
        assert turn is not None
        turn.release()
    assert all(len(path.name) == 3 for path in (folder / "turns").iterdir())


def test_sweeping_an_empty_folder_is_no_error(folder: Path) -> None:
    assert stores.current().sweep() == stores.Summary(0, 0)


def test_a_copy_is_moved_into_place_only_when_it_is_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that dies while writing leaves the older copy as it was."""
    store = stores.current()
    stored(store, "a")

    def dies(self: Path, data: bytes) -> int:
        with self.open("wb") as half:
            half.write(data[: len(data) // 2])
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "write_bytes", dies)
    with pytest.raises(KeyboardInterrupt):
        stored(store, "a", body=b"new" * 500)
    assert body_of(store, "a") == BODY
    assert isinstance(store, FileStore)
